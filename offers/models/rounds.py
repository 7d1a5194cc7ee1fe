"""The moves of a negotiation, each a package."""

from __future__ import annotations

from decimal import Decimal
from typing import cast

from django.db import models
from django.db.models import Q
from django.db.models.expressions import Combinable
from django.utils import timezone

from guides.library.rates import rates_between
from guides.models.content import MoneyField
from offers.models.rows import GrantTerms, InWords, RowsField
from pay.basis import BasePart, PayBasis, Period
from pay.equity import Grant
from pay.forfeits import Forfeit, JobLeft
from pay.leaving import Repayment
from pay.on_top import OnTop, base_within
from pay.packages import BonusKind, Package


def NumberField(
    digits: int, places: int, *, help_text: str = ""
) -> models.DecimalField[str | float | Decimal | Combinable | None, Decimal | None]:
    """A number that may not be known."""
    return models.DecimalField(max_digits=digits, decimal_places=places, null=True, blank=True, help_text=help_text)


class Round(models.Model):
    """One move: a package that the company or the candidate put forward on a day.

    An empty amount is not known; zero is none.
    """

    class Party(models.TextChoices):
        COMPANY = "company", "the company"
        CANDIDATE = "candidate", "the candidate"

    class EquityKind(models.TextChoices):
        RSU = "rsu", "RSUs, listed company"
        PSU = "psu", "PSUs: RSUs if targets are met"
        PRE_IPO = "pre_ipo", "Shares or RSUs, private company"
        DOUBLE_TRIGGER = "double_trigger", "RSUs that also need a sale or listing"
        OPTIONS = "options", "Options"
        PHANTOM = "phantom", "Phantom equity"
        PROFIT_SHARE = "profit_share", "Profit share"
        UNSPECIFIED = "unspecified", "Not known"

    class BonusKind(models.TextChoices):
        TARGET = "target", "a target"
        GUARANTEED = "guaranteed", "guaranteed"
        DISCRETIONARY = "discretionary", "at their discretion"

    class Per(models.TextChoices):
        YEAR = "year", "a year"
        MONTH = "month", "a month"
        WEEK = "week", "a week"
        DAY = "day", "a day"
        HOUR = "hour", "an hour"

    class Clawback(models.TextChoices):
        PRORATED = "prorated", "a part, less every month"
        WHOLE = "whole", "all of it"
        STEPS = "steps", "a percentage by year"
        NONE = "none", "nothing"

    class ClawbackOwed(models.TextChoices):
        GROSS = "gross", "the gross amount"
        NET = "net", "what arrived after tax"

    class ClawbackTrigger(models.TextChoices):
        RESIGN = "resign", "you resign, or are dismissed for cause"
        ANY = "any", "you leave, whoever ends it"

    offer = models.ForeignKey("offers.Offer", models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField(default=1)
    # Made with the empty form: sending it twice adds one round.
    form_key = models.UUIDField(null=True, editable=False, unique=True)
    party = models.CharField(max_length=9, choices=Party.choices, default=Party.COMPANY)
    on = models.DateField("date")

    base = MoneyField(help_text="As the letter states it, by the pay basis.")
    base_per = models.CharField(max_length=5, choices=Per.choices, default=Per.YEAR)
    salaries = NumberField(5, 2, help_text="A year, where pay is by the month.")
    weeks_a_year = NumberField(4, 2, help_text="That are paid.")
    days_a_week = NumberField(3, 2)
    hours_a_week = NumberField(5, 2)
    working_share = NumberField(6, 5, help_text="Of full time: 1 is all of it.")
    base_is_full_time = models.BooleanField(default=False, help_text="Whether base is what full time would be paid.")
    base_parts = RowsField(BasePart, help_text="Parts of base, by the same pay basis.")
    bonus_percent = models.DecimalField(max_digits=7, decimal_places=3, null=True, blank=True)
    bonus_amount = MoneyField()
    bonus_months = NumberField(5, 2, help_text="The bonus, in months of pay.")
    bonus_of = models.JSONField(default=list, blank=True, help_text="Parts of base that it is of; none: all of it.")
    bonus_guaranteed = MoneyField(help_text="What year 1 pays in its place.")
    bonus_kind = models.CharField(max_length=13, choices=BonusKind.choices, default=BonusKind.TARGET)
    signing = MoneyField()
    signing_2 = MoneyField()
    signing_3 = MoneyField()
    signing_4 = MoneyField()
    clawback = models.CharField(max_length=8, choices=Clawback.choices, blank=True)
    clawback_months = models.PositiveSmallIntegerField(null=True, blank=True)
    clawback_percents = models.JSONField(default=list, blank=True, help_text="To pay back in each year, by steps.")
    clawback_owed = models.CharField(max_length=5, choices=ClawbackOwed.choices, blank=True)
    clawback_trigger = models.CharField(max_length=6, choices=ClawbackTrigger.choices, blank=True)
    other = MoneyField(help_text="A year.")
    other_words = models.CharField(max_length=200, blank=True)

    grants = RowsField(GrantTerms)
    on_top = RowsField(OnTop, help_text="By contract, law or custom; in the base, or on top of it.")
    in_words = RowsField(InWords)
    joins_on = models.DateField(null=True, blank=True, help_text="When the job begins.")

    forfeits = RowsField(Forfeit, help_text="Of a current job: what leaving it loses, and until when.")
    leaves_on = models.DateField(null=True, blank=True, help_text="Of a current job: the day to leave on.")
    notice_months = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Of a current job.")

    class Meta:
        # By the key alone: the offers' own order would join their table to every look-up of rounds.
        ordering = ["offer_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["offer", "number"], name="round_number"),
            models.CheckConstraint(
                condition=Q(bonus_percent=None, bonus_amount=None)
                | Q(bonus_percent=None, bonus_months=None)
                | Q(bonus_amount=None, bonus_months=None),
                name="bonus_stated_one_way",
            ),
        ]

    TERMS = (
        *("base", "base_per", "salaries", "weeks_a_year", "days_a_week", "hours_a_week", "working_share"),
        *("base_is_full_time", "base_parts"),
        *("bonus_percent", "bonus_amount", "bonus_months", "bonus_of", "bonus_kind", "bonus_guaranteed"),
        *("signing", "signing_2", "signing_3", "signing_4"),
        *("clawback", "clawback_months", "clawback_percents", "clawback_owed", "clawback_trigger"),
        *("other", "other_words", "grants", "on_top", "in_words", "joins_on"),
        *("forfeits", "leaves_on", "notice_months"),
    )

    def __str__(self) -> str:
        return f"round {self.number} of {self.offer}"

    @property
    def basis(self) -> PayBasis:
        """How the letter states the base."""
        return PayBasis(
            cast("Period", self.base_per),
            self.salaries,
            self.weeks_a_year,
            self.days_a_week,
            self.hours_a_week,
            self.working_share or Decimal(1),
            self.base_is_full_time,
        )

    @property
    def grant(self) -> Grant:
        """The grant that is negotiated, in its own currency; one of which nothing is known, where there is none."""
        first = next((grant for grant in self.grants if grant.recurs_from is None), GrantTerms())
        return first.grant(self.joins_on)

    @property
    def repayment(self) -> Repayment | None:
        """What a leaver pays back of the signing bonus; ``None`` where that isn't known."""
        match self.clawback:
            case "none":
                return Repayment("none")
            case "steps" if self.clawback_percents:
                return Repayment("steps", percents=tuple(Decimal(part) for part in self.clawback_percents))
            case "whole" if self.clawback_months:
                return Repayment("whole", self.clawback_months)
            case "prorated" if self.clawback_months:
                return Repayment("prorated", self.clawback_months)
        return None

    @property
    def leaving(self) -> JobLeft:
        """Of a current job: what leaving it costs, by day."""
        return JobLeft(tuple(self.forfeits))

    def package(self, currency: str) -> Package:
        """The terms as the domain knows them, in the offer's currency.

        A grant in another is converted at the newest rate of today; without one it stays as it is, and isn't summed.
        """
        later = [self.signing_2, self.signing_3, self.signing_4]
        while later and later[-1] is None:
            later.pop()
        basis = self.basis
        stated = basis.a_year(self.base)
        included = [row for row in self.on_top if row.is_included]
        parts = [BasePart(part.name, basis.a_year(part.amount) or Decimal(0)) for part in self.base_parts]
        package = Package(
            currency=currency,
            base=base_within(stated, included) if included and stated is not None else stated,
            basis=basis,
            base_parts=tuple(parts),
            bonus_percent=self.bonus_percent,
            bonus_amount=self.bonus_amount,
            bonus_months=self.bonus_months,
            bonus_of=tuple(self.bonus_of),
            bonus_kind=cast("BonusKind", self.bonus_kind),
            bonus_guaranteed=self.bonus_guaranteed,
            signing=self.signing,
            signing_later=tuple(later),
            grants=tuple(terms.grant(self.joins_on) for terms in self.grants),
            on_top=tuple(self.on_top),
            other=self.other,
        )
        currencies = {currency, *(terms.currency or currency for terms in self.grants)}
        return package.with_rates(rates_between(currencies, timezone.localdate())) if len(currencies) > 1 else package
