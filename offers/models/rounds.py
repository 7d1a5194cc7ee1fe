"""The moves of a negotiation, each a package."""

from __future__ import annotations

from decimal import Decimal
from typing import cast

from django.db import models
from django.db.models import Q
from django.db.models.expressions import Combinable

from guides.models.content import MoneyField
from pay.equity import Grant
from pay.leaving import Leaving
from pay.packages import BonusKind, Package
from pay.vesting import Refresher, Schedule


# A share of a young company may cost a fraction of a cent.
def PriceField(
    *, help_text: str = ""
) -> models.DecimalField[str | float | Decimal | Combinable | None, Decimal | None]:
    return models.DecimalField(max_digits=15, decimal_places=6, null=True, blank=True, help_text=help_text)


class Round(models.Model):
    """One move: a package that the company or the candidate put forward on a day.

    An empty amount is not known; zero is none.
    """

    class Party(models.TextChoices):
        COMPANY = "company", "the company"
        CANDIDATE = "candidate", "the candidate"

    class EquityKind(models.TextChoices):
        RSU = "rsu", "RSUs, listed company"
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

    class Clawback(models.TextChoices):
        PRORATED = "prorated", "a part, less every month"
        WHOLE = "whole", "all of it"
        NONE = "none", "nothing"

    offer = models.ForeignKey("offers.Offer", models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField(default=1)
    # Made with the empty form: sending it twice adds one round.
    form_key = models.UUIDField(null=True, editable=False, unique=True)
    party = models.CharField(max_length=9, choices=Party.choices, default=Party.COMPANY)
    on = models.DateField("date")

    base = MoneyField()
    bonus_percent = models.DecimalField(max_digits=7, decimal_places=3, null=True, blank=True)
    bonus_amount = MoneyField()
    bonus_kind = models.CharField(max_length=13, choices=BonusKind.choices, default=BonusKind.TARGET)
    signing = MoneyField()
    signing_2 = MoneyField()
    signing_3 = MoneyField()
    signing_4 = MoneyField()
    clawback = models.CharField(max_length=8, choices=Clawback.choices, blank=True)
    clawback_months = models.PositiveSmallIntegerField(null=True, blank=True)
    other = MoneyField(help_text="A year.")
    other_words = models.CharField(max_length=200, blank=True)

    equity = MoneyField(help_text="The whole grant, as quoted.")
    equity_kind = models.CharField(max_length=14, choices=EquityKind.choices, default=EquityKind.UNSPECIFIED)
    vesting_years = models.DecimalField(max_digits=4, decimal_places=2, null=True, blank=True)
    vesting_percents = models.JSONField(default=list, blank=True, help_text="Percent in each year, instead of evenly.")
    cliff_months = models.PositiveSmallIntegerField(null=True, blank=True)
    vesting_every = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Months.")
    shares = models.DecimalField(max_digits=15, decimal_places=0, null=True, blank=True)
    strike = PriceField()
    fair_value = PriceField(help_text="409A value of a share.")
    preferred = PriceField(help_text="What investors last paid for a share.")
    fully_diluted = models.DecimalField(max_digits=15, decimal_places=0, null=True, blank=True)
    refresher = MoneyField(help_text="Granted anew each year.")
    refresher_from = models.PositiveSmallIntegerField(null=True, blank=True, help_text="The first year of one.")
    refresher_years = models.PositiveSmallIntegerField(null=True, blank=True, help_text="To vest.")

    unvested = MoneyField(help_text="Of a current job: equity that leaving forfeits.")
    payback = MoneyField(help_text="Of a current job: signing bonus to pay back on leaving.")

    class Meta:
        # By the key alone: the offers' own order would join their table to every look-up of rounds.
        ordering = ["offer_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["offer", "number"], name="round_number"),
            models.CheckConstraint(condition=Q(bonus_percent=None) | Q(bonus_amount=None), name="bonus_stated_one_way"),
        ]

    TERMS = (
        "base",
        "bonus_percent",
        "bonus_amount",
        "bonus_kind",
        "signing",
        "signing_2",
        "signing_3",
        "signing_4",
        "clawback",
        "clawback_months",
        "other",
        "other_words",
        "equity",
        "equity_kind",
        "vesting_years",
        "vesting_percents",
        "cliff_months",
        "vesting_every",
        "shares",
        "strike",
        "fair_value",
        "preferred",
        "fully_diluted",
        "refresher",
        "refresher_from",
        "refresher_years",
        "unvested",
        "payback",
    )

    def __str__(self) -> str:
        return f"round {self.number} of {self.offer}"

    @property
    def schedule(self) -> Schedule | None:
        """``None`` where the letter doesn't say how long the grant vests."""
        # Without a stated cliff or step the years are the same as with the usual ones.
        terms = {"cliff_months": self.cliff_months or 0, "every_months": self.vesting_every or 1}
        if self.vesting_percents:
            return Schedule.yearly([Decimal(percent) for percent in self.vesting_percents], **terms)
        return Schedule.even(self.vesting_years, **terms) if self.vesting_years else None

    @property
    def grant(self) -> Grant:
        return Grant(
            self.equity_kind, self.equity, self.shares, self.strike, self.fair_value, self.preferred, self.fully_diluted
        )

    @property
    def leaving(self) -> Leaving:
        return Leaving(self.unvested, self.payback)

    def package(self, currency: str) -> Package:
        """The terms as the domain knows them, in the offer's currency."""
        quote = self.grant.quoted
        later = [self.signing_2, self.signing_3, self.signing_4]
        while later and later[-1] is None:
            later.pop()
        return Package(
            currency=currency,
            base=self.base,
            equity=quote.amount if quote else None,
            schedule=self.schedule,
            equity_kind=self.equity_kind,
            bonus_percent=self.bonus_percent,
            bonus_amount=self.bonus_amount,
            bonus_kind=cast("BonusKind", self.bonus_kind),
            signing=self.signing,
            signing_later=tuple(later),
            refresher=Refresher(self.refresher, self.refresher_from or 2, Schedule.even(self.refresher_years or 4))
            if self.refresher
            else None,
            other=self.other,
            grant=self.grant,
        )
