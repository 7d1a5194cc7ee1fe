"""Where each part of an offer stands in its band, at full time: bands are for full-time jobs.

Package and band share a currency; the caller converts the package first
(``pay.money``) and shows the rate.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pay.anchors import Anchor, AnchorsError
from pay.anchors import Standing as AmongAnchors
from pay.anchors import standing as among_anchors
from pay.bands import BandTerms, BandTotal, computed_total
from pay.packages import Package
from pay.ranges import PayRange, Position
from pay.totals import Total, annual_total, four_year_average, guaranteed_cash, year_total

Component = Literal["base", "equity", "bonus", "total"]
Basis = Literal["year", "grant", "percent"]

# Why a part can't be placed in the band; the page has the sentence for each.
WhyNot = Literal[
    "offer-unknown",
    "guide-silent",
    "guide-says-none",
    "guide-in-words",
    "period-unknown",
    "period-doubtful",
    "part-doubtful",
    "shares-not-money",
    "vesting-unknown",
    "base-unknown",
    "offer-incomplete",
    "guide-incomplete",
    "equity-untold",
    "options-counted",
    "options-quoted",
]


@dataclass(frozen=True, slots=True)
class Standing:
    """One part of the offer against its range, both on one ``basis``.

    Basis "year" and "grant" are money in the band's currency, "percent" is of
    base, all at full time. Ratios are fractions. ``why_not`` is set where no place in the range
    can be named; what is known (``pay``, ``pay_range``) is given all the same.
    ``is_stated`` marks a total's range that the guide states without its parts;
    ``missing`` names the parts of the offer whose absence keeps its total from being placed. ``anchors``:
    what percentiles of the part are published.
    """

    component: Component
    basis: Basis
    pay: Decimal | None
    pay_range: PayRange | None
    grant_years: Decimal | None = None
    at_least: bool = False
    is_stated: bool = False
    why_not: WhyNot | None = None
    missing: tuple[str, ...] = ()
    anchors: tuple[Anchor, ...] = ()

    @property
    def comparable(self) -> bool:
        return self.why_not is None

    @property
    def compared(self) -> tuple[PayRange, Decimal] | None:
        """Range and pay, which what is comparable has both."""
        if not self.comparable or self.pay_range is None or self.pay is None:
            return None
        return self.pay_range, self.pay

    @property
    def compa_ratio(self) -> Decimal | None:
        if (compared := self.compared) is None:
            return None
        pay_range, pay = compared
        return pay_range.compa_ratio(pay)

    @property
    def penetration(self) -> Decimal | None:
        if (compared := self.compared) is None:
            return None
        pay_range, pay = compared
        return pay_range.penetration(pay)

    @property
    def position(self) -> Position | None:
        if (compared := self.compared) is None:
            return None
        pay_range, pay = compared
        return pay_range.position(pay)

    @property
    def among_anchors(self) -> AmongAnchors | None:
        """Where the pay stands among published percentiles; ``None`` where none are, or it isn't known in full."""
        if self.pay is None or self.at_least or self.why_not == "equity-untold":
            return None
        try:
            return among_anchors(self.pay, self.anchors)
        except AnchorsError:
            return None

    @property
    def under_minimum(self) -> Decimal | None:
        """minimum − pay where the offer is under the band; else ``None``."""
        if (compared := self.compared) is None:
            return None
        pay_range, pay = compared
        return pay_range.minimum - pay if pay < pay_range.minimum else None

    @property
    def gap_to_midpoint(self) -> Decimal | None:
        """midpoint − pay: positive where the offer is under it."""
        if (compared := self.compared) is None:
            return None
        pay_range, pay = compared
        return None if pay_range.midpoint is None else pay_range.midpoint - pay

    @property
    def gap_to_maximum(self) -> Decimal | None:
        """maximum − pay: positive where the offer is under it."""
        if (compared := self.compared) is None:
            return None
        pay_range, pay = compared
        return None if pay_range.maximum is None else pay_range.maximum - pay


@dataclass(frozen=True, slots=True)
class Comparison:
    """An offer against a band, or by itself where there is no band.

    ``package`` is what is paid; ``standings`` are at full time. Totals leave out equity whose worth can't be said.
    """

    package: Package
    band: BandTerms | None
    band_total: BandTotal | None
    standings: tuple[Standing, ...]
    annual: Total | None
    year_1: Total | None
    average: Total | None
    guaranteed: Total | None

    def standing(self, component: Component) -> Standing | None:
        return next((standing for standing in self.standings if standing.component == component), None)


def compare(package: Package, band: BandTerms | None) -> Comparison:
    """Base, equity, bonus and annual total against the band, and the package's own totals."""
    if band and band.currency != package.currency:
        raise ValueError(f"package in {package.currency}, band in {band.currency}: convert first")
    band_total = computed_total(band) if band else None
    told = package.told
    standings: tuple[Standing, ...] = ()
    if band:
        compared = package.at_full_time
        standings = (
            _base(compared, band),
            _equity(compared, band),
            _bonus(compared, band),
            _total(annual_total(compared.told), band, band_total, is_told=compared.equity_is_told),
        )
    return Comparison(
        package=package,
        band=band,
        band_total=band_total,
        standings=standings,
        annual=annual_total(told),
        year_1=year_total(told, 1),
        average=four_year_average(told),
        guaranteed=guaranteed_cash(package),
    )


def _base(package: Package, band: BandTerms) -> Standing:
    why_not: WhyNot | None = None
    if band.base is None:
        why_not = "part-doubtful" if band.unnamed else "guide-silent"
    elif package.base is None:
        why_not = "offer-unknown"
    return Standing("base", "year", package.base, band.base, why_not=why_not, anchors=band.base_anchors)


def _equity(package: Package, band: BandTerms) -> Standing:
    why_not: WhyNot | None
    theirs = band.equity
    if package.counts_options:
        return Standing("equity", "grant", None, theirs.pay if theirs else None, why_not="options-counted")
    if package.quotes_options:
        # A quote of options is at a price that the candidate can't have.
        return Standing("equity", "grant", None, theirs.pay if theirs else None, why_not="options-quoted")
    if theirs is None:
        return Standing("equity", "grant", package.equity, None, package.vesting_years, why_not="guide-silent")
    if not theirs.comparable:
        why_not = "period-unknown"
        if theirs.unit == "shares":
            why_not = "shares-not-money"
        elif theirs.doubtful:
            why_not = "period-doubtful"
        return Standing("equity", "grant", package.equity, None, package.vesting_years, why_not=why_not)
    differ = package.vesting_years is None and package.equity_a_year is not None
    if (
        theirs.period == "grant"
        and theirs.years
        and package.vesting_years in {None, Decimal(theirs.years)}
        and not differ
    ):
        # Grant against grant: the figures that letter and guide print.
        why_not = None
        if package.equity is None:
            why_not = "offer-unknown"
        elif package.vesting_years is None and package.equity:
            why_not = "vesting-unknown"
        return Standing("equity", "grant", package.equity, theirs.pay, Decimal(theirs.years), why_not=why_not)
    a_year = package.equity_a_year
    why_not = None
    if a_year is None:
        why_not = "offer-unknown" if package.equity is None else "vesting-unknown"
    return Standing("equity", "year", a_year, theirs.a_year, why_not=why_not)


def _bonus(package: Package, band: BandTerms) -> Standing:
    why_not: WhyNot | None
    theirs = band.bonus
    if theirs is None or theirs.pay is None:
        why_not = "guide-silent"
        if theirs and theirs.kind == "none":
            why_not = "guide-says-none"
        elif theirs:
            why_not = "guide-in-words"
        return Standing("bonus", "year", package.bonus, None, why_not=why_not)
    if theirs.kind == "percent":
        pay = package.bonus_as_percent
        why_not = None
        if pay is None:
            is_stated = package.bonus_amount is not None or package.bonus_months is not None or package.bonus_of
            why_not = "base-unknown" if is_stated else "offer-unknown"
        return Standing("bonus", "percent", pay, theirs.pay, why_not=why_not)
    pay = package.bonus
    why_not = None
    if pay is None:
        why_not = "base-unknown" if package.bonus_percent is not None else "offer-unknown"
    return Standing("bonus", "year", pay, theirs.pay, why_not=why_not)


def _total(annual: Total | None, band: BandTerms, band_total: BandTotal | None, *, is_told: bool) -> Standing:
    why_not: WhyNot | None = None
    stated = band.stated_total if band_total is None and band.equity is None else None
    if stated is not None:
        # Levels by regions print totals only; there is nothing to compute one from.
        band_total = BandTotal(stated)
    if band_total is None:
        why_not = "part-doubtful" if band.unnamed else "guide-silent"
    elif annual is None:
        why_not = "offer-unknown"
    elif not is_told:
        why_not = "equity-untold"
    elif not band_total.complete:
        why_not = "guide-incomplete"
    elif annual.at_least:
        why_not = "offer-incomplete"
    return Standing(
        "total",
        "year",
        annual.amount if annual else None,
        band_total.pay if band_total else None,
        at_least=bool(annual and annual.at_least),
        is_stated=stated is not None,
        why_not=why_not,
        missing=annual.missing if annual and why_not == "offer-incomplete" else (),
        anchors=band.total_anchors,
    )
