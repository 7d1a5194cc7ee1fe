"""Where pay stands in a posted range: both brought to a year of full-time work, each factor named.

A posted range isn't a band: it has no midpoint that anybody aims at, and one of its ends may be missing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from pay.basis import MONTHS, ONE, WEEKS, PayBasis, Period
from pay.money import Conversion
from pay.packages import Package
from pay.postings.ranges import Whole
from pay.rights.clauses import Posted

# Why the base isn't placed in it. What counts in a total, postings seldom say.
WhyNot = Literal["hours-unknown", "days-unknown", "pay-unknown", "total", "rate-missing"]


@dataclass(frozen=True, slots=True)
class PostedRange:
    """What the candidate stored of a posting: its ends for one ``period``, one of them perhaps ``None``.

    ``hours`` a week as the posting says. ``of_share``: the figures are for the hours of this job, not for full time.
    """

    lowest: Decimal | None
    highest: Decimal | None
    currency: str
    period: Period = "year"
    whole: Whole = ""
    hours: Decimal | None = None
    of_share: bool = False

    def factors(self, basis: PayBasis) -> tuple[tuple[str, Decimal | None], ...]:
        """What an amount is multiplied with to be a year's, each by its name; ``None`` where it isn't known.

        Months, days and hours are those of the posting, else of the offer at full time.
        """
        if self.of_share:
            basis = replace(basis, share=ONE)
        weeks = ("weeks", basis.weeks or WEEKS)
        match self.period:
            case "year":
                return ()
            case "month":
                return (("salaries", basis.salaries if basis.per == "month" and basis.salaries else MONTHS),)
            case "week":
                return (weeks,)
            case "day":
                return (("days", basis.days and basis.days / basis.share), weeks)
            case "hour":
                return (("hours", self.hours or (basis.hours and basis.hours / basis.share)), weeks)


@dataclass(frozen=True, slots=True)
class PostedStanding:
    """``lowest`` and ``highest`` a year in the range's currency, ``pay`` with it; ``None`` where ``why_not`` says why.

    ``factors`` brought the range to a year. ``conversion`` brought the pay to its currency.
    """

    posted: PostedRange
    lowest: Decimal | None
    highest: Decimal | None
    pay: Decimal | None
    factors: tuple[tuple[str, Decimal | None], ...] = ()
    conversion: Conversion | None = None
    why_not: WhyNot | Literal[""] = ""

    @property
    def to_top(self) -> Decimal | None:
        """Its top − pay: positive where the offer is under it."""
        return None if self.highest is None or self.pay is None else self.highest - self.pay

    @property
    def to_bottom(self) -> Decimal | None:
        """Its bottom − pay: positive where the offer is under all of it."""
        return None if self.lowest is None or self.pay is None else self.lowest - self.pay

    @property
    def penetration(self) -> Decimal | None:
        """(pay − lowest) ÷ (highest − lowest), not clamped."""
        if self.pay is None or self.lowest is None or self.highest is None or self.lowest == self.highest:
            return None
        return (self.pay - self.lowest) / (self.highest - self.lowest)

    @property
    def is_argument(self) -> bool:
        """Whether naming the range speaks for more: the offer is under its top, or under all of it."""
        if self.to_top is not None:
            return self.to_top > 0
        return self.highest is None and self.to_bottom is not None and self.to_bottom > 0

    @property
    def a_year(self) -> Posted | None:
        """As the law of a place takes it; ``None`` where an end isn't known."""
        if self.lowest is None or self.highest is None or self.lowest > self.highest:
            return None
        return Posted(self.lowest, self.highest, self.posted.currency)

    def base_top(self, currency: str, share: Decimal) -> Decimal | None:
        """What its top comes to as base for a share of full time; ``None`` for a total and in another currency."""
        if self.posted.whole == "total" or self.highest is None or self.posted.currency != currency:
            return None
        return self.highest if self.posted.of_share else self.highest * share


def standing_in(posted: PostedRange, package: Package, conversion: Conversion | None = None) -> PostedStanding:
    """The base of a package in a posted range.

    ``conversion`` brings the package's amounts to the range's currency; without
    one where they are in another, there is no rate.
    """
    factors = posted.factors(package.basis)
    missing = next((name for name, factor in factors if factor is None), "")
    if missing:
        why: WhyNot = "hours-unknown" if missing == "hours" else "days-unknown"
        return PostedStanding(posted, None, None, None, factors, conversion, why)

    def a_year(amount: Decimal | None) -> Decimal | None:
        for _, factor in factors:
            amount = None if amount is None or factor is None else amount * factor
        return amount

    lowest, highest = a_year(posted.lowest), a_year(posted.highest)
    pay, why_not = _pay(posted, package)
    if pay is not None and posted.currency != package.currency:
        if conversion is None:
            return PostedStanding(posted, lowest, highest, None, factors, None, "rate-missing")
        pay = conversion.convert(pay)
    return PostedStanding(posted, lowest, highest, pay, factors, conversion, why_not)


def _pay(posted: PostedRange, package: Package) -> tuple[Decimal | None, WhyNot | Literal[""]]:
    if posted.whole == "total":
        return None, "total"
    base = (package if posted.of_share else package.at_full_time).base
    return base, "" if base is not None else "pay-unknown"
