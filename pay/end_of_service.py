"""Gratuities that grow with years served, and share plans: pay that comes later, or at a discount.

Rules and rates are editors' dated data, or what the letter says; none stands here.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

ZERO, ONE = Decimal(0), Decimal(1)
MONTHS = Decimal(12)


@dataclass(frozen=True, slots=True)
class Gratuity:
    """So many days' basic pay a year: ``days`` in the first ``first_years``, ``days_after`` from then on.

    A day is the month's basic pay ÷ ``days_a_month``. Nothing before
    ``begins_after`` months; in all at most ``most_months`` of basic pay
    (``None``: no limit). Parts of a year count in proportion. The United Arab
    Emirates' numbers: Federal Decree-Law 33 of 2021, Art. 51.
    """

    days: Decimal
    first_years: Decimal
    days_after: Decimal
    days_a_month: Decimal = Decimal(30)
    begins_after: int = 12
    most_months: Decimal | None = None

    def days_earned(self, months: int) -> Decimal:
        """Days of basic pay after so many months of service, before the limit."""
        if months < self.begins_after:
            return ZERO
        years = Decimal(months) / MONTHS
        first = min(years, self.first_years)
        return first * self.days + (years - first) * self.days_after

    def after(self, months: int, month_of_basic: Decimal) -> Decimal:
        """What leaving after so many months brings, in the currency of a month's basic pay."""
        earned = self.days_earned(months) * month_of_basic / self.days_a_month
        return earned if self.most_months is None else min(earned, self.most_months * month_of_basic)

    def is_held(self, months: int) -> bool:
        """Whether the limit holds it."""
        if self.most_months is None:
            return False
        return self.days_earned(months) / self.days_a_month > self.most_months


@dataclass(frozen=True, slots=True)
class SharePlan:
    """Shares bought from pay at ``discount`` (a fraction) off the price.

    ``first`` and ``last`` are the prices that the candidate enters for the
    period's two ends; with ``looks_back`` the discount is off the lower one.
    15 % off is worth 17.6 % of what is paid in. Source: myStockOptions.
    """

    discount: Decimal
    looks_back: bool = False
    first: Decimal | None = None
    last: Decimal | None = None

    @property
    def has_prices(self) -> bool:
        return bool(self.looks_back and self.first and self.last)

    def worth(self, paid_in: Decimal) -> Decimal:
        """What the shares are worth on the day they are bought. Without entered prices a look-back adds nothing."""
        times = ONE / (ONE - self.discount)
        if self.looks_back and self.first and self.last:
            times *= self.last / min(self.first, self.last)
        return paid_in * times

    def gain(self, paid_in: Decimal) -> Decimal:
        return self.worth(paid_in) - paid_in
