"""What leaving costs: a signing bonus to repay, equity that lapses, options to exercise.

Amounts are in the currency of the offer or job, exact; months are whole ones that were served.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from pay.vesting import MONTHS, Stream, months_after

ZERO, HUNDRED = Decimal(0), Decimal(100)

RepaymentKind = Literal["prorated", "whole", "steps", "none"]


@dataclass(frozen=True, slots=True)
class Repayment:
    """What a contract says that a leaver pays back of a signing bonus.

    "prorated": less 1/``months`` for each month served; "whole": all of it
    before so many months; "steps": ``percents`` of it on leaving in each year.
    """

    kind: RepaymentKind
    months: int = 0
    percents: tuple[Decimal, ...] = ()

    @property
    def ends_after(self) -> int:
        """After so many months nothing is paid back any more."""
        match self.kind:
            case "none":
                return 0
            case "steps":
                return MONTHS * max((year for year, part in enumerate(self.percents, 1) if part), default=0)
        return self.months

    def of(self, bonus: Decimal, served: int) -> Decimal:
        """The part of ``bonus`` to pay back on leaving after ``served`` months; never under 0 or over all of it."""
        served = max(served, 0)
        match self.kind:
            case "steps":
                year = served // MONTHS
                return bonus * self.percents[year] / HUNDRED if year < len(self.percents) else ZERO
            case "whole":
                return bonus if served < self.months else ZERO
            case "prorated" if served < self.months:
                return bonus * (self.months - served) / self.months
        return ZERO


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked back, and how much more that is than was received of it: tax that has to be put right."""

    to_repay: Decimal
    beyond_received: Decimal


def asked_back(gross: Decimal, *, paid: Decimal, received: Decimal, in_net: bool) -> Asked:
    """``gross`` of a bonus of ``paid`` to give back, of which ``received`` arrived after tax.

    In net, only what arrived of it is owed. Source: NATP, 23 May 2024.
    """
    arrived = gross * received / paid if paid else ZERO
    return Asked(arrived, ZERO) if in_net else Asked(gross, gross - arrived)


@dataclass(frozen=True, slots=True)
class Exercise:
    """Vested options on leaving: what turning them into shares costs, and the last day for it.

    ``cost`` is ``None`` without a known strike, ``by`` without a known window or day of leaving.
    """

    options: int
    cost: Decimal | None
    by: date | None


def exercise(options: int, strike: Decimal | None, left_on: date | None, window_months: int | None) -> Exercise:
    """What vested ``options`` cost, and the last day for it: the window in months, held at the month's end."""
    by = None if left_on is None or window_months is None else months_after(left_on, window_months)
    return Exercise(options, None if strike is None else options * strike, by)


@dataclass(frozen=True, slots=True)
class Left:
    """What a leaver has after ``months``: ``vested`` that can be sold, signing ``paid`` so far and ``repaid`` of it."""

    months: int
    vested: Decimal
    paid: Decimal
    repaid: Decimal

    @property
    def kept(self) -> Decimal:
        """Vested + signing − what is paid back."""
        return self.vested + self.paid - self.repaid


def left_after(
    months: int, streams: Iterable[Stream], signing: Sequence[tuple[int, Decimal]], repayment: Repayment | None
) -> Left:
    """What is kept on leaving after so many months.

    ``signing``: (year, amount), each paid as its year begins; what isn't paid
    yet needn't be paid back. Without a known ``repayment`` nothing is taken
    off: the page says that it isn't known.
    """
    paid = paid_by(months, signing)
    repaid = repayment.of(paid, months) if repayment else ZERO
    return Left(months, sum((stream.worth(months) for stream in streams), ZERO), paid, repaid)


def paid_by(months: int, signing: Sequence[tuple[int, Decimal]]) -> Decimal:
    """What has been paid by then of a signing bonus in parts, (year, amount), each as its year begins."""
    return sum((amount for year, amount in signing if (year - 1) * MONTHS <= months), ZERO)
