"""What all guides share under the two-person rule: somebody proposes a change, somebody else agrees to it.

Where ``TWO_PERSON_REVIEW`` is off nothing waits: ``waits`` says which it is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Field, Model
from django.utils import timezone

from guides.editing import workflow
from guides.editing.states import MoveRefusedError
from guides.library import epoch
from guides.models import Company, ExchangeRate, Guide, Location, Proposal, Right, Role, Source

NOT_BY_ITS_AUTHOR = "Another person has to agree: you proposed it, and two people look at what goes on the site."
KINDS: dict[type[Model], Proposal.Kind] = {
    Company: Proposal.Kind.COMPANY,
    Role: Proposal.Kind.ROLE,
    Location: Proposal.Kind.LOCATION,
    Source: Proposal.Kind.SOURCE,
    Guide: Proposal.Kind.GUIDE,
    Right: Proposal.Kind.RIGHT,
}
_MODELS = {kind: model for model, kind in KINDS.items()}


def waits() -> bool:
    """Whether a change to what is shared has to be agreed to by a second person."""
    return bool(settings.TWO_PERSON_REVIEW)


# Proposing


def propose_fields(record: Model, names: Collection[str], *, by: User | None) -> Proposal | None:
    """Propose the values that a record has in memory and not yet in the database; ``None`` where none differs.

    The record has its stored values again afterwards.
    """
    stored = type(record)._default_manager.get(pk=record.pk)
    changes = [
        _change(stored, record, record._meta.get_field(name))
        for name in names
        if getattr(stored, name) != getattr(record, name)
    ]
    for name in names:
        setattr(record, name, getattr(stored, name))
    if not changes:
        return None
    return Proposal.objects.create(
        kind=KINDS[type(record)], record=record.pk, about=str(stored), changes=changes, by=by
    )


def _change(stored: Model, record: Model, field: Any) -> dict[str, Any]:
    """What a field's value is and shall be; of another record its key, and its name for who decides."""
    before, after = getattr(stored, field.attname), getattr(record, field.attname)
    change = {"field": field.name, "before": before, "after": after}
    if field.is_relation:
        named = [str(one) if one else "" for one in (getattr(stored, field.name), getattr(record, field.name))]
        change["named"] = named
    return change


def propose_rates(rates: Iterable[ExchangeRate], *, by: User | None) -> Proposal:
    """Propose rates that aren't stored."""
    rates = list(rates)
    rows = [
        {"currency": rate.currency, "per_euro": str(rate.per_euro), "on": rate.on, "source": rate.source}
        for rate in rates
    ]
    about = str(rates[0]) if len(rates) == 1 else f"{len(rates):,} rates"
    return Proposal.objects.create(kind=Proposal.Kind.RATES, about=about, changes=rows, by=by)


def set_dates(guide: Guide, *, verified_on: date | None, review_due_on: date | None, by: User | None) -> None:
    """Set a guide's dates of checking and review, or propose them."""
    if not waits():
        workflow.set_dates(guide, verified_on=verified_on, review_due_on=review_due_on, by=by)
        return
    guide.verified_on, guide.review_due_on = verified_on, review_due_on
    propose_fields(guide, ["verified_on", "review_due_on"], by=by)


def withdraw_rate(rate: ExchangeRate, *, why: str, by: User | None) -> Proposal | None:
    """Withdraw a wrong rate, or propose that, which is given back. It is kept, and counts no more."""
    if not why.strip():
        raise MoveRefusedError("Say what is wrong with it.")
    if waits():
        with transaction.atomic():
            rate = _standing(rate.pk)
            if Proposal.objects.open().filter(kind=Proposal.Kind.WITHDRAWAL, record=rate.pk).exists():
                raise MoveRefusedError("Somebody proposed that already: it waits for a second person.")
            return Proposal.objects.create(
                kind=Proposal.Kind.WITHDRAWAL, record=rate.pk, about=str(rate), note=why.strip(), by=by
            )
    with epoch.change():
        _withdraw(_standing(rate.pk), why.strip(), by)
    return None


# Deciding


def why_not_approved(proposal: Proposal, *, by: User | None) -> str:
    """Why somebody can't agree to a proposal; "" if they can."""
    if not proposal.is_open:
        return f"This was {proposal.get_state_display()} already."
    if by is None or proposal.by_id == by.pk:
        return NOT_BY_ITS_AUTHOR
    return ""


def approve(proposal: Proposal, *, by: User) -> Proposal:
    """Do what was proposed. Raises ``MoveRefusedError`` for its author, and where the record was changed meanwhile."""
    with epoch.change():
        proposal = Proposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
        if reason := why_not_approved(proposal, by=by):
            raise MoveRefusedError(reason)
        match proposal.kind:
            case Proposal.Kind.RATES:
                _add_rates(proposal)
            case Proposal.Kind.WITHDRAWAL:
                _withdraw(_standing(proposal.record), proposal.note, proposal.by)
            case _:
                _set_fields(proposal, by)
        return _decide(proposal, Proposal.State.APPROVED, by)


def decline(proposal: Proposal, *, by: User, answer: str) -> Proposal:
    """Leave all as it is, and say why."""
    if not answer.strip():
        raise MoveRefusedError("Say why, to whoever proposed it.")
    with transaction.atomic():
        proposal = _locked_open(proposal)
        return _decide(proposal, Proposal.State.DECLINED, by, answer.strip())


def take_back(proposal: Proposal, *, by: User) -> Proposal:
    """Withdraw one's own proposal."""
    with transaction.atomic():
        proposal = _locked_open(proposal)
        if proposal.by_id != by.pk:
            raise MoveRefusedError("Only who proposed it can take it back.")
        return _decide(proposal, Proposal.State.TAKEN_BACK, by)


def _locked_open(proposal: Proposal) -> Proposal:
    proposal = Proposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    if not proposal.is_open:
        raise MoveRefusedError(f"This was {proposal.get_state_display()} already.")
    return proposal


def _decide(proposal: Proposal, state: Proposal.State, by: User, answer: str = "") -> Proposal:
    proposal.state, proposal.decided_by, proposal.decided_at, proposal.answer = state, by, timezone.now(), answer
    proposal.save(update_fields=["state", "decided_by", "decided_at", "answer"])
    return proposal


def _add_rates(proposal: Proposal) -> None:
    rates = [
        ExchangeRate(
            currency=row["currency"],
            per_euro=Decimal(row["per_euro"]),
            on=date.fromisoformat(row["on"]),
            source=row["source"],
        )
        for row in proposal.changes
    ]
    if not ExchangeRate.objects.add_missing(rates).new:
        raise MoveRefusedError("None of these rates can be added: others are held for the same days and sources.")


def _standing(key: int | None) -> ExchangeRate:
    """A rate, locked. Raises ``MoveRefusedError`` where it was withdrawn."""
    rate = ExchangeRate.objects.select_for_update(of=("self",)).standing().filter(pk=key or 0).first()
    if rate is None:
        raise MoveRefusedError("This rate was withdrawn already.")
    return rate


def _withdraw(rate: ExchangeRate, why: str, by: User | None) -> None:
    rate.withdrawn_at, rate.withdrawn_by, rate.withdrawn_why = timezone.now(), by, why
    rate.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])


def _set_fields(proposal: Proposal, by: User) -> None:
    model = _MODELS[Proposal.Kind(proposal.kind)]
    record: Any = model._default_manager.select_for_update(of=("self",)).filter(pk=proposal.record).first()
    if record is None:
        raise MoveRefusedError(f"{proposal.about} is gone. Decline this.")
    values = {}
    for change in proposal.changes:
        field: Field[Any, Any] = record._meta.get_field(change["field"])
        if getattr(record, field.attname) != field.to_python(change["before"]):
            raise MoveRefusedError(
                f"The {field.verbose_name} of {record} was changed meanwhile. Decline this, and propose it anew."
            )
        values[field.attname] = field.to_python(change["after"])
    if isinstance(record, Guide):
        dates = {"verified_on": record.verified_on, "review_due_on": record.review_due_on} | values
        workflow.set_dates(record, **dates, by=proposal.by)
        return
    for name, value in values.items():
        setattr(record, name, value)
    try:
        record.full_clean(exclude={field.name for field in record._meta.fields if field.attname not in values})
    except ValidationError as error:
        raise MoveRefusedError(f"It can't be done any more. {' '.join(error.messages)}") from error
    record.save(update_fields=list(values))
    if isinstance(record, Location):
        record.spell_name()
