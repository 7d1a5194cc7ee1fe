"""A further round of an offer, and how it ended."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.db import transaction

from offers.entry.fields import AmountField, BonusField, CountField
from offers.models import Offer, Round
from pay.amounts import ReadAmount
from pay.packages import Package

DATE: dict[str, Any] = {"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
AMOUNTS = ("base", "equity", "bonus", "signing")


def _clean_day(day: date | None, today: date, *, later: int) -> date | None:
    if day and not today - timedelta(days=730) <= day <= today + timedelta(days=later):
        raise forms.ValidationError("Is the year right?")
    return day


class RoundForm(forms.Form):
    """What moved; all other terms stay as they were."""

    form_key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    party = forms.ChoiceField(
        label="Whose move", choices=[("company", "Theirs: an improved offer"), ("candidate", "Mine: a counter")]
    )
    on = forms.DateField(label="On", **DATE)
    base = AmountField(label="Base salary a year")
    equity = AmountField(label="Equity grant, whole")
    shares = CountField(label="Number of shares or options")
    bonus = BonusField(label="Yearly bonus")
    bonus_unit = forms.ChoiceField(label="Bonus is", choices=[("percent", "% of base"), ("amount", "amount a year")])
    signing = AmountField(label="Signing bonus")
    respond_by = forms.DateField(label="Respond by", required=False, **DATE)

    def __init__(self, data: Any, *, offer: Offer, asked: Package | None, today: date) -> None:
        self.offer, self.today = offer, today
        terms = offer.terms
        by_amount = terms.bonus_amount is not None
        start: dict[str, Any] = {name: getattr(terms, name) for name in ("base", "equity", "signing")} | {
            "form_key": uuid.uuid4(),
            "shares": terms.shares,
            "party": Round.Party.COMPANY,
            "on": today,
            "bonus": terms.bonus_amount if by_amount else terms.bonus_percent,
            "bonus_unit": "amount" if by_amount else "percent",
            "respond_by": offer.respond_by,
        }
        if asked:
            start |= {"party": Round.Party.CANDIDATE} | {
                name: getattr(asked, name) for name in ("base", "equity", "signing")
            }
        super().__init__(data, initial=start)
        if terms.shares is None:
            del self.fields["shares"]

    def clean_on(self) -> date | None:
        return _clean_day(self.cleaned_data["on"], self.today, later=0)

    def clean_respond_by(self) -> date | None:
        return _clean_day(self.cleaned_data["respond_by"], self.today, later=730)

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        if bonus := data.get("bonus"):
            data["bonus"] = bonus.read
            if bonus.is_percent:
                data["bonus_unit"] = "percent"
        for name in AMOUNTS:
            read = data.get(name)
            if isinstance(read, ReadAmount):
                data[name] = read.amount
                if read.contradicts(self.offer.currency):
                    self.add_error(name, f"This offer is in {self.offer.currency}; the amount says {read.named}.")
        if data.get("bonus_unit") == "percent" and (data.get("bonus") or Decimal(0)) > 300:
            self.add_error("bonus", "A bonus of more than 300 percent? If this is an amount, choose that beside it.")
        return data

    @transaction.atomic
    def save(self) -> None:
        """Add the round; the same form sent twice adds one. Raises ``LimitReachedError``."""
        data, terms = self.cleaned_data, self.offer.terms
        by_percent = data["bonus_unit"] == "percent"
        kept = {name: getattr(terms, name) for name in Round.TERMS}
        made = Round(
            form_key=data.get("form_key"),
            party=data["party"],
            on=data["on"],
            **kept
            | {
                "base": data["base"],
                "equity": data["equity"],
                "signing": data["signing"],
                "shares": data.get("shares", terms.shares),
                "bonus_percent": data["bonus"] if by_percent else None,
                "bonus_amount": None if by_percent else data["bonus"],
            },
        )
        if self.offer.add_round(made) is not made:
            return
        if data["party"] == Round.Party.COMPANY and data["respond_by"] != self.offer.respond_by:
            self.offer.respond_by = data["respond_by"]
            self.offer.save(update_fields=["respond_by", "changed_at"])


class OutcomeForm(forms.Form):
    outcome = forms.ChoiceField(
        label="How it ended", required=False, choices=[("", "Still open"), *Offer.Outcome.choices]
    )
    outcome_on = forms.DateField(label="On", required=False, **DATE)

    def __init__(self, data: Any, *, offer: Offer, today: date) -> None:
        self.offer, self.today = offer, today
        super().__init__(data, initial={"outcome": offer.outcome, "outcome_on": offer.outcome_on or today})

    def clean_outcome_on(self) -> date | None:
        return _clean_day(self.cleaned_data["outcome_on"], self.today, later=0)

    def save(self) -> None:
        self.offer.outcome = self.cleaned_data["outcome"]
        self.offer.outcome_on = (self.cleaned_data["outcome_on"] or self.today) if self.offer.outcome else None
        self.offer.save(update_fields=["outcome", "outcome_on", "changed_at"])
