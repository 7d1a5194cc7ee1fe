"""An exported file → an owner's offers: all of it as it was exported, or nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NoReturn
from uuid import UUID, uuid5

from django import forms
from django.db import models, transaction

from guides.models import Band, Guide, Role
from guides.pages.results import record_named_exactly
from offers.entry.jobs import place_called
from offers.models import MOST_OFFERS, MOST_ROUNDS, CounterPlan, LimitReachedError, Offer, Owner, Posting, Round
from offers.models.scripts import ScriptFact
from offers.taking_along.checking import UnreadableError, is_percent, known_names, listed_in, stored_value, text_of
from offers.taking_along.exporting import (
    COMPARED,
    OFFER_COLUMNS,
    PLAN_COLUMNS,
    ROUND_COLUMNS,
    SCHEMA,
    SIGNING_COLUMNS,
)
from pay.currencies import CODES

# A full export of 60 offers with 40 rounds each is about as much.
LARGEST = 5 * 1024 * 1024
MOST_FACTS = 1000
_GUIDE = re.compile(r"/guides/([-\w]{1,100})/([-\w]{1,100})/")
_OFFER = (
    *("id", *OFFER_COLUMNS, *COMPARED),
    *("rounds", "plan", "posting", "said_of_scripts"),
)
_LATER = {"clawback_percents": [], "clawback_owed": "", "clawback_trigger": ""}
# What is worked out from the rest.
_WORKED_OUT = (*SIGNING_COLUMNS, "totals")


class ReadBackForm(forms.Form):
    """An export as a file; ``read`` are its offers once the form is valid."""

    file = forms.FileField(
        label="The file",
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".json,application/json", "class": "form-control"}),
        help_text="leverbook-offers.json, as “JSON” beneath your offers gives it; up to 5 MB.",
        error_messages={"required": "Choose the file first."},
    )

    read: Sequence[ReadOffer] = ()

    def clean_file(self) -> Any:
        try:
            self.read = read_export(self.cleaned_data["file"].read(LARGEST + 1))
        except UnreadableError as refused:
            raise forms.ValidationError(f"Nothing was stored. {refused}") from None
        return self.cleaned_data["file"]


@dataclass
class ReadOffer:
    """One offer of a file with all that belongs to it, not stored yet. ``note``: what couldn't be found again."""

    key: UUID
    offer: Offer
    rounds: list[Round]
    plan: CounterPlan | None
    posting: Posting | None
    facts: list[ScriptFact]
    note: str = ""


@dataclass
class Stored:
    """What a file brought: so many new offers, so many that were here already, what to tell of them."""

    new: int = 0
    known: int = 0
    notes: list[str] = field(default_factory=list)


def read_export(data: bytes) -> list[ReadOffer]:
    """The offers of a file. Raises ``UnreadableError``, which names the first place that is not as an export has it."""
    if len(data) > LARGEST:
        raise UnreadableError("", f"The file is larger than {LARGEST // 1024 // 1024} MB: that is no export of offers.")
    try:
        found = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_refused)
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise UnreadableError("", "This is no JSON file. Take the one that “JSON” under your offers gives.") from None
    if not isinstance(found, dict) or found.get("schema") != SCHEMA:
        raise UnreadableError("", f"This isn't a file of offers: it has to say “schema”: “{SCHEMA}”.")
    known_names(found, ("schema", "offers"), "The file")
    offers = listed_in(found["offers"], MOST_OFFERS, "offers")
    read = [_offer(one, f"Offer {number}") for number, one in enumerate(offers, 1)]
    if len({one.key for one in read}) < len(read):
        raise UnreadableError("offers", "two of them have the same “id”.")
    return read


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name stands twice")
    return found


def _refused(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number")


@transaction.atomic
def store(owner: Owner, read: Sequence[ReadOffer]) -> Stored:
    """Store what was read with an owner, all of it or nothing; what is here already stays as it is.

    An offer keeps its key where nobody has it. Raises ``LimitReachedError``.
    """
    owner.lock()
    told = Stored()
    taken = dict(Offer.objects.filter(pk__in=[one.key for one in read]).values_list("pk", "owner"))
    # Read into another browser, each gets a key that a second reading of the same file makes again.
    again = {one.key: uuid5(one.key, f"read back by owner {owner.pk}") for one in read}
    own = set(Offer.objects.of(owner).values_list("pk", flat=True))
    new = [one for one in read if not {one.key, again[one.key]} & own]
    if len(own) + len(new) > MOST_OFFERS:
        raise LimitReachedError(
            f"{len(new)} more would make {len(own) + len(new)} offers, and no more than {MOST_OFFERS} are kept. "
            "Nothing was stored: delete offers that you don't need, then read the file again."
        )
    # The newest stand first in a file, and are stored last.
    for one in reversed(new):
        one.offer.pk = again[one.key] if one.key in taken else one.key
        one.offer.owner = owner
        one.offer.save(force_insert=True)
        rows: list[models.Model] = [*one.rounds, *filter(None, [one.plan, one.posting])]
        for row in rows:
            row.offer = one.offer  # type: ignore[attr-defined]
            row.save(force_insert=True)
        for fact in one.facts:
            fact.offer = one.offer
        ScriptFact.objects.bulk_create(one.facts)
    told.new, told.known = len(new), len(read) - len(new)
    told.notes = [one.note for one in new if one.note]
    return told


def _offer(found: Any, place: str) -> ReadOffer:
    given = known_names(found, _OFFER, place, later={"mapped_level": ""})
    employer = given["employer"]
    place = f"{place} ({employer[:40]})" if isinstance(employer, str) and employer else place
    try:
        key = UUID(text_of(given["id"], 36, f"{place}, id"))
    except ValueError:
        raise UnreadableError(f"{place}, id", "this is no key of an offer.") from None
    offer = Offer(**_values(Offer, OFFER_COLUMNS, given, place))
    if not offer.employer.strip():
        raise UnreadableError(f"{place}, employer", "it has no name.")
    if offer.currency not in CODES:
        raise UnreadableError(f"{place}, currency", "this currency isn't known.")
    rounds = [
        _round(one, number, f"{place}, round {number}")
        for number, one in enumerate(listed_in(given["rounds"], MOST_ROUNDS, f"{place}, rounds"), 1)
    ]
    if not any(one.party == Round.Party.COMPANY for one in rounds):
        raise UnreadableError(f"{place}, rounds", "an offer has at least one round of the company.")
    return ReadOffer(
        key,
        offer,
        rounds,
        _plan(given["plan"], f"{place}, plan"),
        _posting(given["posting"], f"{place}, posting"),
        _facts(given["said_of_scripts"], f"{place}, said_of_scripts"),
        _compare(offer, given, place),
    )


def _values(model: type[models.Model], names: Sequence[str], given: Mapping[str, Any], place: str) -> dict[str, Any]:
    return {name: stored_value(model._meta.get_field(name), given[name], f"{place}, {name}") for name in names}


def _round(found: Any, number: int, place: str) -> Round:
    given = known_names(found, (*ROUND_COLUMNS, *_WORKED_OUT), place, later=_LATER)
    terms = Round(number=number, **_values(Round, ROUND_COLUMNS, given, place))
    if sum(value is not None for value in (terms.bonus_percent, terms.bonus_amount, terms.bonus_months)) > 1:
        raise UnreadableError(place, "the bonus is stated in more than one way.")
    if terms.base_parts and terms.base != sum(part.amount for part in terms.base_parts):
        raise UnreadableError(f"{place}, base_parts", "they don't add up to the base.")
    if terms.base_per == Round.Per.HOUR and not terms.hours_a_week:
        raise UnreadableError(f"{place}, hours_a_week", "an hour's pay needs the hours a week.")
    if terms.base_per == Round.Per.DAY and not terms.days_a_week:
        raise UnreadableError(f"{place}, days_a_week", "a day's pay needs the days a week.")
    if terms.working_share is not None and not 0 < terms.working_share <= 1:
        raise UnreadableError(f"{place}, working_share", "full time is 1: at most that, and more than nothing.")
    if terms.salaries == 0 or terms.weeks_a_year == 0:
        raise UnreadableError(place, "salaries and weeks a year are more than nothing.")
    if any(not is_percent(part) for part in terms.clawback_percents):
        raise UnreadableError(f"{place}, clawback_percents", "percentages from 0 to 100 are expected here.")
    return terms


def _plan(found: Any, place: str) -> CounterPlan | None:
    if found is None:
        return None
    given = known_names(found, PLAN_COLUMNS, place)
    plan = CounterPlan(**_values(CounterPlan, PLAN_COLUMNS, given, place))
    if {plan.currency, plan.equity_currency or plan.currency} - set(CODES):
        raise UnreadableError(place, "this currency isn't known.")
    return plan


def _posting(found: Any, place: str) -> Posting | None:
    if found is None:
        return None
    posting = Posting(**_values(Posting, Posting.FIELDS, known_names(found, Posting.FIELDS, place), place))
    if posting.currency not in CODES:
        raise UnreadableError(place, "this currency isn't known.")
    if posting.lowest is None and posting.highest is None:
        raise UnreadableError(place, "a posted range has an end.")
    if posting.lowest is not None and posting.highest is not None and posting.lowest > posting.highest:
        raise UnreadableError(place, "the lowest is more than the highest.")
    return posting


def _facts(found: Any, place: str) -> list[ScriptFact]:
    facts: dict[tuple[str, str], ScriptFact] = {}
    for number, one in enumerate(listed_in(found, MOST_FACTS, place), 1):
        where = f"{place}, {number}"
        given = known_names(one, ("kind", "of", "answer"), where)
        fact = ScriptFact(
            **_values(ScriptFact, ("kind", "key", "answer"), {**given, "key": given["of"]}, where),
        )
        facts[fact.kind, fact.key] = fact
    return list(facts.values())


def _compare(offer: Offer, given: Mapping[str, Any], place: str) -> str:
    """Find again what an offer was compared with; what isn't here any more is told, and left out."""
    told = {name: given[name] for name in COMPARED}
    for name in ("role", "guide", "region", "level"):
        if told[name] is not None:
            text_of(told[name], 300, f"{place}, {name}")
    number = told["revision"]
    if number is not None and (type(number) is not int or not 0 < number < 10**6):
        raise UnreadableError(f"{place}, revision", "the number of a guide's revision is expected here.")
    if told["guide"] is None:
        role = record_named_exactly("role", told["role"]) if told["role"] else None
        if isinstance(role, Role) and not role.company_id:
            offer.role, offer.location = role, place_called(offer.place)
        return ""
    guide = _guide(told["guide"]) if number is not None else None
    revision = guide.revisions.exclude(first_published_at=None).filter(number=number or 0).first() if guide else None
    if guide is None or revision is None:
        return f"The guide that the offer of {offer.employer} was compared with isn't here, so it is stored without."
    offer.guide, offer.revision = guide, revision
    bands = Band.objects.filter(revision=revision, region=told["region"] or "", level=told["level"] or "")
    if told["region"] is not None:
        offer.band = bands.filter(currency=offer.currency).first() or bands.first()
    if offer.band is None:
        offer.mapped_level = ""
    return ""


def _guide(address: str) -> Guide | None:
    match = _GUIDE.fullmatch(address)
    if match is None:
        return None
    return Guide.objects.at(match[1], match[2]).first() or Guide.objects.now_at(match[1], match[2])
