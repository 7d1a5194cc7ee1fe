"""A further round of an offer, and how it ended."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

from django import forms
from django.db import transaction

from offers.entry.fields import DayField
from offers.entry.layout import round_layout
from offers.entry.terms import ROWS, TermsForm, terms_initial
from offers.models import Offer, Round
from pay.packages import Package

SIGNING = ("signing", "signing_2", "signing_3", "signing_4")
VESTING = frozenset({"vesting_years", "vesting_percents", "cliff_months", "vesting_every"})
# Terms that go with another field, or with rows of a kind.
SENT_WITH = {
    **dict.fromkeys(("bonus_percent", "bonus_amount", "bonus_months", "bonus_of"), "bonus"),
    **{name: f"{prefix}-rows" for prefix, name in ROWS.items()},
}


def _clean_day(day: date | None, today: date, *, later: int) -> date | None:
    if day and not today - timedelta(days=730) <= day <= today + timedelta(days=later):
        raise forms.ValidationError("Is the year right?")
    return day


class RoundForm(TermsForm):
    """A package that one side put forward: what stays as it was stays filled in.

    A term that isn't sent stays as it was; the parts of a signing bonus go together.
    """

    two_currencies = "This offer is in {chosen}; the amount says {seen}."
    field_order = ("form_key", "party", "on")

    form_key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    party = forms.ChoiceField(
        label="Whose move", choices=[("company", "Theirs: an improved offer"), ("candidate", "Mine: a counter")]
    )
    on = DayField(label="On", required=True)
    respond_by = DayField(label="Respond by")

    def __init__(self, data: Any, *, offer: Offer, asked: Package | None, today: date) -> None:
        self.offer, self.today = offer, today
        start = terms_initial(offer.terms) | {
            "form_key": uuid.uuid4(),
            "party": Round.Party.COMPANY,
            "on": today,
            "respond_by": offer.respond_by,
        }
        if asked:
            start |= {"party": Round.Party.CANDIDATE} | _asked_terms(asked)
        super().__init__(data, initial=start)
        self.fields["equity_kind"].required = False
        self.helper = round_layout(self)

    def clean_on(self) -> date | None:
        return _clean_day(self.cleaned_data["on"], self.today, later=0)

    def clean_respond_by(self) -> date | None:
        return _clean_day(self.cleaned_data["respond_by"], self.today, later=730)

    def clean_equity_kind(self) -> str:
        return self.cleaned_data["equity_kind"] or self.offer.terms.grant.kind

    def clean(self) -> dict[str, Any]:
        super().clean()
        self.clean_terms(self.cleaned_data, self.offer.currency)
        return self.cleaned_data

    def _is_sent(self, name: str) -> bool:
        field = SENT_WITH.get(name, name)
        field = "signing" if name in SIGNING else field
        if field in self.data:
            return True
        # A schedule that is chosen by name says all of it, one in percent its years, too.
        by_percent = name == "vesting_years" and self.data.get("vesting_percents")
        return bool(by_percent or (name in VESTING and self.data.get("vesting")))

    @transaction.atomic
    def save(self) -> None:
        """Add the round; the same form sent twice adds one. Raises ``LimitReachedError``."""
        data, terms = self.cleaned_data, self.offer.terms
        kept = {name: getattr(terms, name) for name in Round.TERMS}
        kept["grants"] = self.grants(terms.grants, self._is_sent)
        sent = {name: value for name, value in self.terms.items() if self._is_sent(name)}
        if "base_parts" not in sent and sent.get("base", terms.base) != terms.base:
            kept["base_parts"] = ()
        made = Round(
            form_key=data.get("form_key"),
            party=data["party"],
            on=data["on"],
            **kept | sent,
        )
        if self.offer.add_round(made) is not made:
            return
        if data["party"] == Round.Party.COMPANY and data["respond_by"] != self.offer.respond_by:
            # The time was of the day before.
            self.offer.respond_by, self.offer.respond_by_time, self.offer.respond_by_zone = data["respond_by"], None, ""
            self.offer.save(update_fields=["respond_by", "respond_by_time", "respond_by_zone", "changed_at"])


def _asked_terms(asked: Package) -> dict[str, Any]:
    """What a plan asks for, as the first values of the form."""
    by_amount = asked.bonus_amount is not None
    paid = (asked.signing, *asked.signing_later, None, None, None)
    return dict(zip(SIGNING, paid, strict=False)) | {
        "base": asked.base,
        "equity": asked.grant.amount if asked.grant else None,
        "bonus": asked.bonus_amount if by_amount else asked.bonus_percent,
        "bonus_unit": "amount" if by_amount else "percent",
        "other": asked.other,
    }


class OutcomeForm(forms.Form):
    outcome = forms.ChoiceField(
        label="How it ended", required=False, choices=[("", "Still open"), *Offer.Outcome.choices]
    )
    outcome_on = DayField(label="On")

    def __init__(self, data: Any, *, offer: Offer, today: date) -> None:
        self.offer, self.today = offer, today
        super().__init__(data, initial={"outcome": offer.outcome, "outcome_on": offer.outcome_on or today})

    def clean_outcome_on(self) -> date | None:
        return _clean_day(self.cleaned_data["outcome_on"], self.today, later=0)

    def save(self) -> None:
        self.offer.outcome = self.cleaned_data["outcome"]
        self.offer.outcome_on = (self.cleaned_data["outcome_on"] or self.today) if self.offer.outcome else None
        self.offer.save(update_fields=["outcome", "outcome_on", "changed_at"])
