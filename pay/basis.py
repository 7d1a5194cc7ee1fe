"""How a letter states base pay: by the hour or the month, thirteen times, at three fifths of full time, in parts.

Amounts are ``Decimal`` in whole units of the letter's currency, never rounded here.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Period = Literal["year", "month", "week", "day", "hour"]
PERIODS: tuple[Period, ...] = ("year", "month", "week", "day", "hour")

MONTHS = Decimal(12)
WEEKS = Decimal(52)
ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class PayBasis:
    """What one amount of base pay is for, and how often it is paid.

    ``salaries`` a year count where pay is by the month (12 if not stated),
    ``hours`` and ``days`` are a week, ``weeks`` those that are paid (52 if not
    stated). ``share`` of full time is over 0 and at most 1. ``is_full_time``:
    the amounts are full-time equivalents, of which the share is paid.
    """

    per: Period = "year"
    salaries: Decimal | None = None
    weeks: Decimal | None = None
    days: Decimal | None = None
    hours: Decimal | None = None
    share: Decimal = ONE
    is_full_time: bool = False

    @property
    def factors(self) -> tuple[tuple[str, Decimal | None], ...]:
        """What an amount is multiplied with to be a year's, each by its name; ``None`` where it isn't known."""
        weeks = ("weeks", self.weeks or WEEKS)
        match self.per:
            case "year":
                found: tuple[tuple[str, Decimal | None], ...] = ()
            case "month":
                found = (("salaries", self.salaries or MONTHS),)
            case "week":
                found = (weeks,)
            case "day":
                found = (("days", self.days), weeks)
            case "hour":
                found = (("hours", self.hours), weeks)
        return (*found, ("share", self.share)) if self.is_full_time and self.share != ONE else found

    def a_year(self, amount: Decimal | None) -> Decimal | None:
        """What is paid a year of an amount as stated: 45 an hour × 40 hours × 52 weeks = 93,600."""
        for _, factor in self.factors:
            amount = None if amount is None or factor is None else amount * factor
        return amount

    def stated(self, a_year: Decimal | None) -> Decimal | None:
        """The amount as stated of what is paid a year: the inverse of ``a_year``."""
        for _, factor in self.factors:
            a_year = None if a_year is None or not factor else a_year / factor
        return a_year

    def full_time(self, paid: Decimal) -> Decimal:
        """The full-time equivalent: paid ÷ working share."""
        return paid / self.share

    def months_of(self, a_year: Decimal) -> Decimal:
        """One month's pay: a year's ÷ the salaries a year."""
        return a_year / ((self.salaries or MONTHS) if self.per in {"month", "year"} else MONTHS)

    @property
    def is_part_time(self) -> bool:
        return self.share != ONE


YEARLY = PayBasis()


@dataclass(frozen=True, slots=True)
class BasePart:
    """A fixed part of base pay: ``name`` such as "basic" or "housing", ``amount`` a year as paid."""

    name: str
    amount: Decimal


PART_NAMES = {
    "basic": "basic pay",
    "fixed": "fixed pay",
    "housing": "housing allowance",
    "transport": "transport allowance",
    "hra": "HRA",
    "special": "special allowance",
    "car": "car allowance",
    "location": "location allowance",
    "shift": "shift allowance",
    "other": "other allowance",
}
