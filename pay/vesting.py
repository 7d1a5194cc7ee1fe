"""When a grant becomes the candidate's: schedules, cliffs, whole shares.

Fractions of a grant are exact ``Fraction``; money is ``Decimal`` in the
grant's currency; months count from the day of the grant.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

MONTHS = 12
QUARTER = 3
ZERO = Decimal(0)


class ScheduleError(ValueError):
    """A schedule that doesn't vest the whole grant, or more; the text gives the sum."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """Stretches of months, each vesting its part of the grant evenly.

    ``stretches``: (months, part) in order; the parts add up to 1. Nothing is
    vested before ``cliff_months``; then all that has accrued, and after that
    what accrues every ``every_months``.
    """

    stretches: tuple[tuple[int, Fraction], ...]
    cliff_months: int = MONTHS
    every_months: int = 1

    @classmethod
    def even(cls, years: Decimal | int, *, cliff_months: int = MONTHS, every_months: int = 1) -> Schedule:
        """The same every month for ``years``, to the nearest whole month."""
        months = int(Decimal(years) * MONTHS + Decimal("0.5"))
        if months < 1:
            raise ScheduleError("A grant vests over a month at least.")
        return cls(((months, Fraction(1)),), min(cliff_months, months), every_months)

    @classmethod
    def yearly(
        cls, percents: Iterable[Decimal | int], *, cliff_months: int = MONTHS, every_months: int = 1
    ) -> Schedule:
        """``percents`` of the grant in each year. Raises ``ScheduleError`` unless they add up to exactly 100."""
        parts = tuple(Decimal(percent) for percent in percents)
        total = sum(parts, Decimal(0))
        if any(part < 0 for part in parts):
            raise ScheduleError("No year can vest less than nothing.")
        if total != 100:
            raise ScheduleError(f"The years add up to {total.normalize():f}%, not 100%.")
        return cls(tuple((MONTHS, Fraction(part) / 100) for part in parts), cliff_months, every_months)

    @property
    def months(self) -> int:
        return sum(months for months, _ in self.stretches)

    @property
    def years(self) -> Decimal:
        return Decimal(self.months) / MONTHS

    # A page asks the same of the same few schedules a hundred times; exact fractions take their time.
    @lru_cache(maxsize=4_096)  # noqa: B019
    def vested(self, months: int) -> Fraction:
        """The part vested after so many whole months."""
        if months >= self.months:
            return Fraction(1)
        if months < self.cliff_months or months <= 0:
            return Fraction(0)
        done = Fraction(0)
        # Steps count from the cliff: what has accrued by then vests on it, whatever the step.
        left = months - (months - self.cliff_months) % self.every_months
        for length, part in self.stretches:
            done += part * Fraction(min(left, length), length)
            left -= min(left, length)
        return done

    def in_year(self, year: int) -> Fraction:
        """The part that vests in year ``year``, counted from 1."""
        return self.vested(year * MONTHS) - self.vested((year - 1) * MONTHS)


def share_of(amount: Decimal, part: Fraction) -> Decimal:
    """A part of an amount of money."""
    return amount * part.numerator / part.denominator


def vested_shares(shares: int, schedule: Schedule, months: int) -> int:
    """Whole shares vested after so many months: the cumulative number, rounded half up.

    So the parts always add up to the grant. Source: Open Cap Format,
    allocation type "cumulative rounding".
    """
    return (2 * shares * schedule.vested(months) + 1) // 2


@dataclass(frozen=True, slots=True)
class Stream:
    """One grant over the months of a job: its schedule, the months in which one begins, and its size.

    Several ``begins`` are refreshers of the same size. ``shares`` are whole and
    vest by cumulative rounding, each at ``price``; else ``amount`` is the grant in money.
    """

    schedule: Schedule
    begins: tuple[int, ...] = (0,)
    shares: int | None = None
    price: Decimal | None = None
    amount: Decimal | None = None

    def units(self, months: int) -> int | None:
        """Whole shares vested after so many months of the job; ``None`` where their number isn't known."""
        if self.shares is None:
            return None
        return sum(vested_shares(self.shares, self.schedule, months - begin) for begin in self.begins if begin < months)

    def part(self, months: int) -> Fraction:
        """How many whole grants have vested."""
        return sum((self.schedule.vested(months - begin) for begin in self.begins if begin < months), Fraction(0))

    def worth(self, months: int) -> Decimal:
        """Vested after so many months, in money: shares × price, else the part of the amount; 0 where nothing says."""
        units = self.units(months)
        if units is not None and self.price is not None:
            return units * self.price
        return ZERO if self.amount is None else share_of(self.amount, self.part(months))

    def between(self, start: int, end: int) -> Decimal:
        """What vests after month ``start`` and up to ``end``."""
        return self.worth(end) - self.worth(start)

    @property
    def months(self) -> int:
        """The month with which the last of it has vested."""
        return max(self.begins, default=0) + self.schedule.months

    @property
    def first_month(self) -> int | None:
        """The first month in which something vests."""
        months = range(min(self.begins, default=0) + 1, self.months + 1)
        return next((month for month in months if self.part(month) and self.units(month) != 0), None)


def months_after(day: date, months: int) -> date:
    """The same day of the month so many months later, or the month's last where it has no such day."""
    month = day.month - 1 + months
    year, month = day.year + month // MONTHS, month % MONTHS + 1
    return day.replace(year=year, month=month, day=min(day.day, calendar.monthrange(year, month)[1]))
