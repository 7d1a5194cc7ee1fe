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
AskBasis = Literal["whole", "addition"]
Measure = Literal["money", "percent", "shares"]
LIMITS: frozenset[str] = frozenset({"accept", "floor"})
# Up to here a percentage of equity may be one of the company, which nobody can turn into money.
_MOST_OF_A_COMPANY = 5


@dataclass(frozen=True, slots=True)
class Ask:
    """An amount of the guide in ``currency``; ``maximum`` differs for a range.

    ``basis`` "whole": the part is to come to it. "addition": it comes on top of what is offered, in money, in
    percent of the part itself ("8 % more base"), or for the bonus in points. ``region`` and ``level`` are empty
    where the guide doesn't tie the ask to one. ``text`` is where in the guide's words it stands.
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
    basis: AskBasis = "whole"

    @property
    def is_addition(self) -> bool:
        return self.basis == "addition"

    @property
    def is_limit(self) -> bool:
        """Whether it is a floor or an accept-at figure: never to be said aloud."""
        return self.role in LIMITS

    @property
    def measure(self) -> Measure:
        """What its part is measured in: 8 % more base is money, a bonus of 15 % of base is percent."""
        if self.unit == "percent":
            return "money" if self.is_addition and self.component != "bonus" else "percent"
        return "shares" if self.unit == "shares" else "money"

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

    def at_share(self, share: Decimal) -> Ask:
        """The same ask for a share of full time, as one would say it: what is paid for work shrinks with the work."""
        if share == 1 or self.unit != "money" or self.component in {"equity", "signing"}:
            return self

        def paid(amount: Decimal) -> Decimal:
            return sayable(amount * share, self.component, self.currency) if self.currency else amount * share

        return replace(self, minimum=paid(self.minimum), maximum=None if self.maximum is None else paid(self.maximum))


@dataclass(frozen=True, slots=True)
class Gap:
    """``wanted`` − ``offered`` for one ask, both in its measure; ``None`` where it can't be said.

    Positive: the offer is under the ask; for a limit, under the guide's floor.
    What an addition to an unknown part comes to isn't known. ``money_a_year``
    is what points of bonus come to.
    """

    ask: Ask
    offered: Decimal | None
    wanted: Decimal | None
    at_least: bool = False
    money_a_year: Decimal | None = None

    @property
    def amount(self) -> Decimal | None:
        return None if self.offered is None or self.wanted is None else self.wanted - self.offered

    @property
    def is_met(self) -> bool:
        """Whether the offer has it already. No offer has what is to come on top of it."""
        if self.ask.is_addition or self.offered is None or self.wanted is None:
            return False
        return self.offered >= self.wanted


def gap(ask: Ask, comparison: Comparison) -> Gap:
    """One ask beside the offer, the ask brought to the offer's basis."""
    package, at_least = comparison.package, False
    if ask.component == "total" and ask.measure == "money":
        annual = comparison.annual
        # A total of the guide's has equity in it.
        is_known = annual is not None and package.equity_is_told
        offered, at_least = (annual.amount, annual.at_least) if annual and is_known else (None, False)
    else:
        offered = _offered(ask, package)
        at_least = ask.component == "signing" and package.signing is None and offered is not None
    found = Gap(ask, offered, _wanted(ask, package, offered), at_least)
    if ask.measure == "percent" and found.amount is not None and package.base is not None:
        return replace(found, money_a_year=found.amount * package.base / 100)
    return found


def _offered(ask: Ask, package: Package) -> Decimal | None:
    """What the package has of an ask's part, in the ask's measure."""
    match ask.component, ask.measure:
        case "base", "money":
            return package.base
        case "equity", "money" if package.equity_kind == "options":
            # What they are worth, nobody quoted.
            return None
        case "equity", "money" if ask.period == "year":
            return package.equity_a_year
        case "equity", "money" if ask.period in {"grant", "unknown"}:
            return package.equity
        case "bonus", "percent":
            return package.bonus_as_percent
        case "bonus", "money":
            return package.bonus
        case "signing", "money":
            return package.signing_in_all
        case "other", "money" if ask.is_addition and ask.period == "year":
            # Few letters state other pay: where one doesn't, there is none to add to.
            return package.other or Decimal(0)
        case _:
            return None


def _wanted(ask: Ask, package: Package, offered: Decimal | None) -> Decimal | None:
    """What the part would come to with the ask granted; of an addition ``None`` where that can't be said."""
    if not ask.is_addition:
        return ask.minimum
    if offered is None:
        return None
    if ask.measure == ask.unit:
        return offered + ask.minimum
    if ask.component == "equity" and ask.minimum <= _MOST_OF_A_COMPANY:
        return None
    whole = package.base if ask.component == "other" else offered
    return None if whole is None else offered + whole * ask.minimum / 100


def with_ask(package: Package, ask: Ask) -> Package:
    """The package as it would be with the ask granted; unchanged where it is met or can't be applied."""
    if ask.component == "equity" and package.equity_kind == "options":
        return package
    offered = _offered(ask, package)
    wanted = _wanted(ask, package, offered)
    if wanted is None or (not ask.is_addition and offered is not None and offered >= wanted):
        return package
    match ask.component, ask.measure:
        case "base", "money":
            return package.changed(base=wanted)
        case "equity", "money":
            grant = wanted * _years_of_grant(package) if ask.period == "year" else wanted
            return package if package.equity is not None and package.equity >= grant else package.with_equity(grant)
        case "bonus", "percent":
            return package.changed(bonus_percent=wanted, bonus_amount=None)
        case "bonus", "money":
            return package.changed(bonus_percent=None, bonus_amount=wanted)
        case "signing", "money":
            return package.with_whole("signing", wanted)
        case "other", "money" if ask.is_addition:
            return package.changed(other=wanted)
    return package


def _years_of_grant(package: Package) -> Decimal:
    """Over how many years a larger grant would vest: as the one that is there, or that is none, is to."""
    if package.vesting_years:
        return package.vesting_years
    return package.schedule.years if package.schedule else Decimal(YEARS)


def to_grant(asks: Iterable[Ask]) -> tuple[Ask, ...]:
    """The asks in the order in which they are granted: wholes, then what comes on top of them, each once.

    An addition that is named twice, asked for here and aimed at there, is one:
    of those to one part the larger purpose stands, and equal ones are the same.
    """
    wholes: list[Ask] = []
    additions: dict[tuple[str, str, bool], dict[AskRole, dict[Decimal, Ask]]] = {}
    for ask in asks:
        if ask.is_addition:
            to_part = additions.setdefault((ask.component, ask.unit, ask.period == "year"), {})
            to_part.setdefault(ask.role, {}).setdefault(ask.minimum, ask)
        else:
            wholes.append(ask)
    return (*wholes, *(ask for to_part in additions.values() for ask in max(to_part.values(), key=sum).values()))


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
    open_gaps = {gap.ask: gap for gap in gaps if not gap.is_met}
    package = known = comparison.package
    for ask in to_grant(open_gaps):
        package = with_ask(package, ask)
        if open_gaps[ask].amount is not None:
            known = with_ask(known, ask)
    unknown = any(gap.ask.is_addition and gap.amount is None for gap in open_gaps.values())
    if package is comparison.package:
        return Effect(gaps, comparison, Decimal(0), gain_at_least=unknown)
    after = compare(package, comparison.band)
    average = after.average if known == package else four_year_average(known)
    gain = _four_years(average) - _four_years(comparison.average)
    # What a grant pays in four years isn't known without its schedule either.
    untold = unknown or package != known or (known.equity != comparison.package.equity and known.schedule is None)
    return Effect(gaps, after, gain, gain_at_least=untold)


def _four_years(average: Total | None) -> Decimal:
    return average.amount * YEARS if average else Decimal(0)
