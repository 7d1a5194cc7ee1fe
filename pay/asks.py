"""What a guide asks for beside what is offered, and what a lever would move."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from pay.bands import BandTerms
from pay.comparison import Comparison, compare
from pay.money import Conversion
from pay.packages import Package
from pay.saying import sayable
from pay.totals import YEARS, Total, four_year_average

AskRole = Literal["ask", "target", "accept", "floor"]
LIMITS: frozenset[str] = frozenset({"accept", "floor"})


@dataclass(frozen=True, slots=True)
class Ask:
    """An amount of the guide in ``currency``; ``maximum`` differs for a range.

    ``region`` and ``level`` are empty where the guide doesn't tie the ask to one.
    ``text`` is where in the guide's words it stands.
    """

    role: AskRole
    component: str
    minimum: Decimal
    maximum: Decimal | None
    unit: str
    currency: str
    period: str
    region: str = ""
    level: str = ""
    text: str = ""

    @property
    def is_limit(self) -> bool:
        """Whether it is a floor or an accept-at figure: never to be said aloud."""
        return self.role in LIMITS

    def is_for(self, band: BandTerms | None, regions: frozenset[str]) -> bool:
        """Whether it applies to the band.

        ``regions`` are all spellings of the band's place. An ask for another
        region, level or currency is never applied to an offer.
        """
        if band is None:
            return False
        if self.region and self.region not in regions:
            return False
        if self.level and self.level != band.level:
            return False
        return self.unit != "money" or not self.currency or self.currency == band.currency

    def in_currency(self, conversion: Conversion) -> Ask:
        """The same ask in the conversion's target currency, as one would say it there."""
        if conversion.is_identity or self.unit != "money":
            return self

        def converted(amount: Decimal) -> Decimal:
            return sayable(conversion.convert(amount), self.component, conversion.target)

        return replace(
            self,
            minimum=converted(self.minimum),
            maximum=None if self.maximum is None else converted(self.maximum),
            currency=conversion.target,
        )


@dataclass(frozen=True, slots=True)
class Gap:
    """``wanted`` − ``offered`` for one ask, on one basis; ``None`` where it can't be said.

    Positive: the offer is under the ask; for a limit, under the guide's floor.
    """

    ask: Ask
    offered: Decimal | None
    wanted: Decimal
    at_least: bool = False

    @property
    def amount(self) -> Decimal | None:
        return None if self.offered is None else self.wanted - self.offered

    @property
    def is_met(self) -> bool:
        return self.offered is not None and self.offered >= self.wanted


def gap(ask: Ask, comparison: Comparison) -> Gap:
    """One ask beside the offer, the ask brought to the offer's basis."""
    package = comparison.package
    match ask.component:
        case "base":
            return Gap(ask, package.base, ask.minimum)
        case "equity" if ask.unit == "money" and ask.period in {"grant", "unknown"}:
            return Gap(ask, package.equity, ask.minimum)
        case "equity" if ask.unit == "money" and ask.period == "year":
            return Gap(ask, package.equity_a_year, ask.minimum)
        case "bonus" if ask.unit == "percent":
            return Gap(ask, package.bonus_as_percent, ask.minimum)
        case "bonus" if ask.unit == "money":
            return Gap(ask, package.bonus, ask.minimum)
        case "signing" if ask.unit == "money":
            is_least = package.signing is None and package.signing_in_all is not None
            return Gap(ask, package.signing_in_all, ask.minimum, is_least)
        case "total" if ask.unit == "money":
            annual = comparison.annual
            return Gap(ask, annual.amount if annual else None, ask.minimum, bool(annual and annual.at_least))
        case _:
            return Gap(ask, None, ask.minimum)


def with_ask(package: Package, ask: Ask) -> Package:
    """The package as it would be with the ask granted; unchanged where it is met or can't be applied."""
    match ask.component, ask.unit:
        case "base", "money" if package.base is None or package.base < ask.minimum:
            return package.changed(base=ask.minimum)
        case "equity", "money":
            years = package.vesting_years or Decimal(YEARS)
            grant = ask.minimum * years if ask.period == "year" else ask.minimum
            if package.equity is None or package.equity < grant:
                return package.with_equity(grant)
        case "bonus", "percent" if (package.bonus_as_percent or 0) < ask.minimum:
            return package.changed(bonus_percent=ask.minimum, bonus_amount=None)
        case "bonus", "money" if (package.bonus or 0) < ask.minimum:
            return package.changed(bonus_percent=None, bonus_amount=ask.minimum)
        case "signing", "money" if package.signing_in_all is None or package.signing_in_all < ask.minimum:
            return package.with_whole("signing", ask.minimum)
    return package


@dataclass(frozen=True, slots=True)
class Effect:
    """What granting a lever's asks would do: each gap, and the offer compared again."""

    gaps: tuple[Gap, ...]
    after: Comparison
    four_year_gain: Decimal
    gain_at_least: bool = False

    @property
    def open_gaps(self) -> tuple[Gap, ...]:
        return tuple(gap for gap in self.gaps if not gap.is_met)

    @property
    def is_met(self) -> bool:
        """Whether the offer already has all that the lever asks for."""
        return bool(self.gaps) and not self.open_gaps


def effect(asks: Iterable[Ask], comparison: Comparison) -> Effect:
    """Grant what is still open of the asks. Floors are no asks and change nothing.

    ``four_year_gain`` is what the four years would pay more in all, signing
    included; it orders the levers. A part that isn't known gains nothing
    there, unknown is not zero, and makes the gain "at least".
    """
    gaps = tuple(gap(ask, comparison) for ask in asks if not ask.is_limit)
    package = known = comparison.package
    for open_gap in gaps:
        if open_gap.is_met:
            continue
        package = with_ask(package, open_gap.ask)
        if open_gap.amount is not None:
            known = with_ask(known, open_gap.ask)
    if package is comparison.package:
        return Effect(gaps, comparison, Decimal(0))
    after = compare(package, comparison.band)
    average = after.average if known == package else four_year_average(known)
    gain = _four_years(average) - _four_years(comparison.average)
    # What a grant pays in four years isn't known without its schedule either.
    untold = package != known or (known.equity != comparison.package.equity and known.schedule is None)
    return Effect(gaps, after, gain, gain_at_least=untold)


def _four_years(average: Total | None) -> Decimal:
    return average.amount * YEARS if average else Decimal(0)
