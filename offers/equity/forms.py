"""Assumptions about equity: they stand in the address, and every one of them is the candidate's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, cast

from django import forms

from offers.entry.fields import YEARS, AmountField, CountField, DayField, PercentField, PriceField, SomePercentsField
from offers.models import Round
from offers.whatif import PERCENT_OFF, AssumedForm, fraction
from pay.amounts import ReadAmount
from pay.equity import Assumptions, Grant
from pay.exits import OddsError, Outcome, Preference, PreferenceKind, check_odds, dilution
from pay.leaving import Repayment, RepaymentKind

# As many ways to end as anybody can put odds on.
ENDINGS = range(1, 6)
HUNDRED = Decimal(100)
AS_ENTERED = ("", "As entered with the offer")


class StayForm(AssumedForm):
    """How long the candidate stays, at which price, and what a leaver pays back."""

    price = PriceField(label="Another price of a share", help_text="Blank: as stated.")
    joins = DayField(label="First day of the job")
    after = forms.IntegerField(label="Leaving after months", required=False, min_value=1, max_value=240)
    window = forms.IntegerField(
        label="Months to exercise after leaving",
        required=False,
        min_value=0,
        max_value=240,
        help_text="Blank: as entered with the offer.",
    )
    repaid = forms.ChoiceField(
        label="What a leaver pays back of the signing bonus",
        required=False,
        choices=[AS_ENTERED, *Round.Clawback.choices],
    )
    repaid_months = forms.IntegerField(label="Within how many months", required=False, min_value=1, max_value=60)
    repaid_percents = SomePercentsField(
        label="Or percent to pay back in each year", help_text="Such as 100 / 50: all in the first, half in the second."
    )
    trigger = forms.ChoiceField(
        label="It is owed when",
        required=False,
        choices=[AS_ENTERED, *Round.ClawbackTrigger.choices],
    )
    received = AmountField(label="What arrived of the bonus after tax")
    owed = forms.ChoiceField(
        label="You pay back",
        required=False,
        choices=[AS_ENTERED, *Round.ClawbackOwed.choices],
    )
    rate = PercentField(label="Your discount rate a year, %", help_text="Nothing is assumed for you.")
    timing = forms.ChoiceField(
        label="Each year's part comes", required=False, choices=[("end", "at the year's end"), ("mid", "at mid-year")]
    )

    def first_day(self, stored: date | None) -> date | None:
        """The job's first day: as typed here, else as the offer states it."""
        day: date | None = self.value("joins") or stored
        return day if day and day.year in YEARS else None

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        if data.get("repaid") in {"prorated", "whole"} and data.get("repaid_months") is None:
            self.add_error("repaid_months", "Within how many months?")
        if data.get("repaid") == "steps" and not data.get("repaid_percents"):
            self.add_error("repaid_percents", "Which percentage in each year, such as 100 / 50?")
        return data

    def exercise_window(self, stored: int | None) -> int | None:
        """How many months there are to exercise options: as typed here, else as the offer states it."""
        typed: int | None = self.value("window")
        return stored if typed is None else typed

    def repayment(self, stored: Repayment | None) -> Repayment | None:
        """What a leaver pays back: as typed here, else as the offer states it."""
        kind = self.value("repaid")
        if not kind:
            return stored
        if self.errors.get("repaid_months") or self.errors.get("repaid_percents"):
            return None
        percents = tuple(Decimal(part) for part in self.value("repaid_percents") or ())
        return Repayment(cast("RepaymentKind", kind), self.value("repaid_months") or 0, percents)


class ExitForm(AssumedForm):
    """A sale or listing of one private company: what stands before the candidate, and their own odds."""

    exit = AmountField(label="The company is sold or listed for", help_text="Such as 2B. Blank: as quoted.")
    all_shares = CountField(label="All shares, fully diluted", help_text="Blank: as entered with the offer.")
    rounds = SomePercentsField(
        label="Later rounds, the part that each sells, in %", help_text="Such as 20 / 15 / 10.", limit=Decimal(95)
    )
    issues = SomePercentsField(
        label="New shares, in % of those there are",
        help_text="Such as 10 for an option pool of 10% more.",
        limit=Decimal(1000),
    )
    discount = forms.IntegerField(label="Your discount on it, in %", **PERCENT_OFF)
    preference = forms.ChoiceField(
        label="What investors get first",
        required=False,
        choices=[
            ("none", "Nothing, or not known"),
            ("non_participating", "Their money back, or their share"),
            ("participating", "Their money back, then a share of the rest too"),
        ],
    )
    invested = AmountField(label="What they paid for it")
    preferred_shares = CountField(label="For how many preferred shares")
    multiple = PriceField(label="How many times their money", help_text="Blank: once, 1×.")
    cap = PriceField(label="In all at most, times their money", help_text="Blank: no cap.")

    def __init__(self, *args: Any, grant: Grant, **kwargs: Any) -> None:
        self.grant = grant
        super().__init__(*args, **kwargs)

    def further_fields(self) -> dict[str, forms.Field]:
        endings: dict[str, forms.Field] = {}
        for number in ENDINGS:
            endings[f"odds_{number}"] = PercentField(label=f"Ending {number}: your odds, in %")
            endings[f"exit_{number}"] = AmountField(label="Sold or listed for")
            endings[f"worth_{number}"] = AmountField(label="Or: worth to you")
        return endings

    @property
    def endings(self) -> list[list[forms.BoundField]]:
        return [[self[f"{name}_{number}"] for name in ("odds", "exit", "worth")] for number in ENDINGS]

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        if data.get("preference") in {"non_participating", "participating"}:
            self._clean_preference(data)
        odds = []
        for number in ENDINGS:
            chance, sold, worth = (data.get(f"{name}_{number}") for name in ("odds", "exit", "worth"))
            told = [read for read in (sold, worth) if isinstance(read, ReadAmount) and read.amount is not None]
            if chance is None and told:
                self.add_error(f"odds_{number}", "How likely is that, to you?")
            elif chance and not told:
                self.add_error(f"exit_{number}", "What happens then? Type 0 for nothing.")
            elif len(told) > 1:
                self.add_error(f"worth_{number}", "Either what the company brings, or what it is worth to you.")
            if chance is not None:
                odds.append((number, chance / HUNDRED))
        if odds:
            try:
                check_odds([chance for _, chance in odds])
            except OddsError as error:
                self.add_error(f"odds_{odds[-1][0]}", str(error))
        return data

    def _clean_preference(self, data: dict[str, Any]) -> None:
        invested = data.get("invested")
        if not (isinstance(invested, ReadAmount) and invested.amount):
            self.add_error("invested", "What did investors pay in all?")
        held, whole = data.get("preferred_shares"), self.fully_diluted
        if not held:
            self.add_error("preferred_shares", "How many preferred shares do they hold?")
        elif whole and held >= whole:
            self.add_error("preferred_shares", "Those are all the shares there are: is a digit missing elsewhere?")
        cap, multiple = (data.get(name) for name in ("cap", "multiple"))
        most, times = (read.amount if isinstance(read, ReadAmount) else None for read in (cap, multiple))
        if most is not None and most < (times or 1):
            self.add_error("cap", "The cap counts what they get first, so it is at least as high.")

    @property
    def fully_diluted(self) -> Decimal | None:
        return self.cleaned_data.get("all_shares") or self.grant.fully_diluted

    @property
    def assumed_preference(self) -> Preference:
        kind = self.value("preference") or "none"
        invested, shares = self.amount("invested"), self.value("preferred_shares")
        if kind == "none" or not invested or not shares or {"preferred_shares", "cap"} & self.errors.keys():
            return Preference()
        return Preference(
            cast("PreferenceKind", kind), invested, shares, self.amount("multiple") or Decimal(1), self.amount("cap")
        )

    @property
    def assumed_dilution(self) -> Decimal:
        rounds, issues = ([Decimal(part) / HUNDRED for part in self.value(name) or ()] for name in ("rounds", "issues"))
        return dilution(rounds, issues)

    @property
    def assumptions(self) -> Assumptions:
        return Assumptions(
            discount=fraction(self.value("discount")),
            exit_value=self.amount("exit"),
            dilution=self.assumed_dilution,
            preference=self.assumed_preference,
        )

    def outcomes(self, worth: Callable[[Decimal], Decimal | None]) -> list[tuple[Decimal | None, Outcome]]:
        """The endings with what each is worth; ``worth`` tells it of an exit. None where one is missing or refused."""
        self.is_valid()
        if any(self.errors.get(f"{name}_{number}") for number in ENDINGS for name in ("odds", "exit", "worth")):
            return []
        found = []
        for number in ENDINGS:
            chance = self.value(f"odds_{number}")
            sold, own = self.amount(f"exit_{number}"), self.amount(f"worth_{number}")
            value = own if own is not None else worth(sold) if sold is not None else None
            if chance is None:
                continue
            if value is None:
                return []
            found.append((sold, Outcome(chance / HUNDRED, value)))
        return found
