"""One plan to counter, in parts: what to ask, what to aim at, where to stop.

Whatever is said, written or printed for a candidate takes its amounts from
here, so that no two texts name two figures for one part. In the currency that
the candidate is paid in. Totals are averages of four years, signing included.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from pay.asks import Ask, to_grant, with_ask
from pay.bands import BandTerms, computed_total
from pay.packages import Package
from pay.saying import Rounding, sayable, sayable_percent
from pay.side_by_side import four_year_total
from pay.totals import YEARS, annual_total

Part = Literal["base", "equity", "signing", "bonus", "other"]
PARTS: tuple[Part, ...] = ("base", "equity", "signing", "bonus", "other")
# Where the ask for a part comes from: the candidate, the guide's strategy, a lever of it, a total that the guide names
# without parts, the best alternative, the top of what the employer posted, the upper quartile of the market of the job
# and place, three quarters up the band; or nothing more than is offered is asked for.
Origin = Literal[
    "yours",
    "strategy",
    "lever",
    "total",
    "total-to-the-top",
    "alternative",
    "posting",
    "market",
    "up-the-band",
    "as-offered",
]
Lift = Literal["", "beyond-guide", "unlikely"]

UP_THE_BAND = Decimal("0.75")
# An employer seldom goes further beyond the top of its band.
BEYOND_THE_TOP = Decimal("1.1")
# By how much an ask beats the best alternative.
AHEAD = Decimal("0.01")
ZERO = Decimal(0)
ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class LeverMoves:
    """What a lever asks for: amounts, and the ``parts`` that its words ask for with or without one."""

    asks: tuple[Ask, ...] = ()
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Own:
    """The candidate's own figures; ``None`` or absent is open. ``parts`` by name, the bonus in percent of base."""

    parts: Mapping[Part, Decimal] = field(default_factory=dict)
    target: Decimal | None = None
    floor: Decimal | None = None


@dataclass(frozen=True, slots=True)
class PartPlan:
    """One part, in the plan's currency; equity is the whole grant, signing all of its parts, the bonus a year."""

    part: Part
    offered: Decimal | None
    ask: Decimal | None
    target: Decimal | None
    floor: Decimal | None
    origin: Origin
    is_raised: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """``ask`` ≥ ``target`` ≥ ``floor``, part by part and in all.

    ``limit`` is what the alternative is worth a year, or the candidate's own
    floor; ``floor`` the package that comes to it, ``None`` where what is
    offered is more already, or nothing is known. ``lift`` tells that the ask was raised over the guide's to
    beat the alternative.
    """

    offered: Package
    ask: Package
    target: Package
    floor: Package | None
    limit: Decimal | None
    origins: Mapping[Part, Origin]
    lift: Lift = ""

    @property
    def parts(self) -> tuple[PartPlan, ...]:
        return tuple(
            PartPlan(
                part,
                amount_of(self.offered, part),
                amount_of(self.ask, part),
                amount_of(self.target, part),
                amount_of(self.floor, part) if self.floor else None,
                self.origins.get(part, "as-offered"),
                _is_raised(part, self.offered, self.ask),
            )
            for part in PARTS
        )

    @property
    def raised(self) -> tuple[PartPlan, ...]:
        """The parts of which more is asked for than is offered."""
        return tuple(part for part in self.parts if part.is_raised)


def _is_raised(part: Part, offered: Package, ask: Package) -> bool:
    # Ten percent of a larger base are no larger bonus.
    if part == "bonus" and ask.bonus_percent is not None:
        return ask.bonus_percent > (offered.bonus_as_percent or ZERO)
    asked = amount_of(ask, part)
    had = amount_of(offered, part)
    return asked is not None and (had is None or asked > had)


def amount_of(package: Package, part: Part) -> Decimal | None:
    """The amount of a part: base, bonus and other pay a year, the whole grant, all of a signing bonus."""
    match part:
        case "bonus":
            return package.bonus
        case "other":
            return package.other
        case _:
            return package.whole_of(part)


def a_year(package: Package) -> Decimal:
    """The four-year average: what the package pays a year, signing included."""
    return four_year_total(package) / YEARS


def make_plan(
    offered: Package,
    *,
    strategy: Sequence[Ask] = (),
    levers: Sequence[LeverMoves] = (),
    band: BandTerms | None = None,
    posted_top: Decimal | None = None,
    market_base: Decimal | None = None,
    own: Own | None = None,
    alternative: Package | None = None,
    alternative_a_year: Decimal | None = None,
    worth: Callable[[Package], Decimal] = a_year,
) -> Plan:
    """The plan for an offer.

    ``strategy`` and ``levers`` are the guide's asks for this offer's place and
    level, limits left out, in the offer's currency, as are ``band`` and
    ``posted_top``, the base that the employer's own posting goes up to.
    ``market_base`` is the upper quartile of what other companies publish, for an offer without a guide.
    ``alternative_a_year`` is what the best alternative is worth, with what
    leaving costs. ``worth``: what a package is worth a year, under the candidate's assumptions.
    """
    own = own or Own()
    origins: dict[Part, Origin] = {}
    ask = _by_the_guide(offered, strategy, levers, band, posted_top, market_base, origins)
    ask = _by_own(offered, ask, own, origins)
    limit = own.floor if own.floor is not None else alternative_a_year
    top = computed_total(band) if band else None
    lift: Lift = ""
    if limit is not None and limit > worth(offered) and worth(ask) <= limit:
        ask = _lifted(ask, limit, alternative if own.floor is None else None, origins, worth)
        highest = top.pay.maximum if top and top.complete else None
        is_over = highest is not None and limit > highest * BEYOND_THE_TOP
        if highest is None and (most_base := _top_of("base", band)) is not None:
            # Of a band without a total the range of the base alone tells.
            is_over = (ask.base or ZERO) > most_base * BEYOND_THE_TOP
        lift = "unlikely" if is_over else "beyond-guide" if strategy or levers or band else ""
    if own.target is not None and own.target > worth(ask):
        ask = _lifted(ask, own.target, None, origins, worth)
        origins["base"] = "yours"
    least, most = worth(offered), worth(ask)
    low = least if limit is None else max(limit, least)
    aimed = own.target if own.target is not None else (low + most) / 2
    target = _between(offered, ask, _share(least, most, max(aimed, low)))
    floor = _between(offered, ask, _share(least, most, limit)) if limit is not None and limit > least else None
    return Plan(offered, ask, target, floor, limit, origins, lift)


def _by_the_guide(
    offered: Package,
    strategy: Sequence[Ask],
    levers: Sequence[LeverMoves],
    band: BandTerms | None,
    posted_top: Decimal | None,
    market_base: Decimal | None,
    origins: dict[Part, Origin],
) -> Package:
    """What the guide asks for: its strategy, then its levers for the parts that the strategy doesn't name.

    Where it asks for nothing, what the employer itself has posted; else up the band, or the market's.
    """
    ask = _granted(offered, offered, strategy, "strategy", origins)
    ask = _to_a_total(ask, offered, strategy, levers, band, origins)
    named = {one.component for one in strategy}
    for lever in levers:
        ask = _granted(ask, offered, [one for one in lever.asks if one.component not in named], "lever", origins)
        named |= {one.component for one in lever.asks}
    if not named:
        return (
            _to_the_posted_top(offered, posted_top, origins)
            or _to_the_market(offered, market_base, origins)
            or _up_the_band(offered, band, origins)
        )
    if not origins:
        for lever in levers:
            ask = _to_a_total(ask, offered, lever.asks, levers, band, origins)
    return ask


def _granted(
    package: Package, offered: Package, asks: Sequence[Ask], origin: Origin, origins: dict[Part, Origin]
) -> Package:
    """The package with each part's first whole granted, to open with before to aim at, and what comes on top of it."""
    opening = sorted(asks, key=lambda one: one.role != "ask")
    for part in PARTS:
        of_part = [one for one in opening if one.component == part]
        if not of_part:
            continue
        additions = [one for one in of_part if one.is_addition]
        granted = package
        for one in to_grant([*_whole_to_open_with(of_part, part, package), *additions]):
            granted = with_ask(granted, one)
        came_to = amount_of(granted, part)
        is_added = bool(amount_of(offered, part)) or any(one.unit == "percent" for one in additions)
        is_elsewhere = part == "equity" and granted.own_currency_of_grant
        is_money = part != "bonus" or granted.bonus_percent is None
        if came_to and is_money and (is_elsewhere or (additions and is_added)):
            # 8 % more comes to what nobody would say.
            granted = _put(granted, part, _sayable(granted, part, came_to, offered=amount_of(offered, part)))
        if (amount_of(granted, part) or ZERO) > (amount_of(offered, part) or ZERO):
            package = granted
            origins[part] = origin
    return package


def _whole_to_open_with(asks: Sequence[Ask], part: Part, package: Package) -> list[Ask]:
    """The first whole of those to open with; where the guide aims higher than it opens, what it aims at."""
    firsts: dict[str, Ask] = {}
    for one in asks:
        if not one.is_addition:
            firsts.setdefault(one.role, one)
    return sorted(firsts.values(), key=lambda one: -(amount_of(with_ask(package, one), part) or ZERO))[:1]


def _to_a_total(
    ask: Package,
    offered: Package,
    asks: Sequence[Ask],
    levers: Sequence[LeverMoves],
    band: BandTerms | None,
    origins: dict[Part, Origin],
) -> Package:
    """A total without parts becomes more of one: what the guide's levers move first, else what is furthest down.

    Where what the equity is worth can't be said there is no total to count from.
    """
    total = annual_total(offered)
    if origins or total is None or total.at_least or not offered.equity_is_told:
        return ask
    wanted = _wanted_in_all(asks, total.amount)
    if wanted is None or total.amount >= wanted:
        return ask
    moved = [part for lever in levers for part in (*(one.component for one in lever.asks), *lever.parts)]
    part = next((one for one in moved if one in {"base", "equity"}), None) or _furthest_down(offered, band)
    gap = wanted - total.amount
    if part == "equity" and offered.vesting_years:
        return _raised_to(offered, "equity", (offered.equity or ZERO) + gap * offered.vesting_years, band, origins)
    if offered.base is None:
        return ask
    return _raised_to(offered, "base", offered.base + gap / (ONE + offered.bonus_of_one), band, origins)


def _raised_to(
    offered: Package, part: Part, amount: Decimal, band: BandTerms | None, origins: dict[Part, Origin]
) -> Package:
    """The offer with one part at what a total comes to, no more than a tenth over the top of its range.

    A total can be far from the ranges beside it: of a part alone it would be an ask that nobody could make.
    """
    top = _top_of(part, band)
    limit = None if top is None else max(top * BEYOND_THE_TOP, amount_of(offered, part) or ZERO)
    if limit is None or amount <= limit:
        origins[part] = "total"
        return _with(offered, part, amount)
    if limit == amount_of(offered, part):
        return offered
    origins[part] = "total-to-the-top"
    return _with(offered, part, limit)


def _top_of(part: Part, band: BandTerms | None) -> Decimal | None:
    """The maximum of a part's range, of a grant's only where the range is of grants."""
    if band is None:
        return None
    if part == "base":
        return band.base.maximum if band.base else None
    equity = band.equity
    return equity.pay.maximum if equity and equity.comparable and equity.period == "grant" else None


def _wanted_in_all(asks: Sequence[Ask], offered: Decimal) -> Decimal | None:
    """What the asks want the total to come to: the first whole, and what comes on top of the offer or of it."""
    of_total = [one for one in asks if one.component == "total" and one.unit != "shares"]
    wholes = [one for one in of_total if not one.is_addition and one.unit == "money"][:1]
    wanted = max(wholes[0].minimum, offered) if wholes else offered
    for one in to_grant(one for one in of_total if one.is_addition):
        wanted += one.minimum if one.unit == "money" else offered * one.minimum / 100
    return wanted if of_total else None


def _furthest_down(offered: Package, band: BandTerms | None) -> Part:
    """Base or equity, whichever stands further below the middle of its range."""
    down: dict[Part, Decimal] = {"base": ZERO}
    if band and band.base and band.base.midpoint and offered.base is not None:
        down["base"] = 1 - offered.base / band.base.midpoint
    equity = band.equity if band else None
    if equity and equity.comparable and equity.a_year and equity.a_year.midpoint and offered.equity_a_year is not None:
        down["equity"] = 1 - offered.equity_a_year / equity.a_year.midpoint
    return max(down, key=lambda part: down[part])


def _to_the_posted_top(offered: Package, top: Decimal | None, origins: dict[Part, Origin]) -> Package | None:
    """The base that the posting goes up to, to the unit; ``None`` where that is no more than is offered."""
    if top is None or offered.base is None or top <= offered.base:
        return None
    origins["base"] = "posting"
    return _put(offered, "base", top)


def _to_the_market(offered: Package, base: Decimal | None, origins: dict[Part, Origin]) -> Package | None:
    """About the base of the market's upper quartile; ``None`` where that is no more than is offered."""
    if base is None or offered.base is None or base <= offered.base:
        return None
    origins["base"] = "market"
    return _with(offered, "base", base)


def _up_the_band(offered: Package, band: BandTerms | None, origins: dict[Part, Origin]) -> Package:
    """Three quarters up the range of the base, else of the grant, where that is more than is offered."""
    base = band.base.at(UP_THE_BAND) if band and band.base else None
    if base is not None and offered.base is not None and base > offered.base:
        origins["base"] = "up-the-band"
        return _with(offered, "base", base)
    equity = band.equity if band else None
    grant = equity.pay.at(UP_THE_BAND) if equity and equity.comparable and equity.period == "grant" else None
    if grant is not None and offered.equity is not None and offered.schedule and grant > offered.equity:
        origins["equity"] = "up-the-band"
        return _with(offered, "equity", grant)
    return offered


def _by_own(offered: Package, ask: Package, own: Own, origins: dict[Part, Origin]) -> Package:
    """The ask with the candidate's own figures; never less of a part than is offered by now."""
    for part, amount in own.parts.items():
        if part == "bonus":
            percent = max(amount, offered.bonus_as_percent or ZERO)
            if percent != ask.bonus_as_percent:
                ask = ask.changed(bonus_percent=percent, bonus_amount=None)
        else:
            ask = _put(ask, part, max(amount, amount_of(offered, part) or ZERO))
        origins[part] = "yours"
    return ask


def _lifted(
    ask: Package,
    limit: Decimal,
    alternative: Package | None,
    origins: dict[Part, Origin],
    worth: Callable[[Package], Decimal],
) -> Package:
    """The ask raised over ``limit`` a year: each part to what the alternative pays, and what is missing as base."""
    if alternative is not None:
        for part in ("base", "equity", "signing"):
            theirs, asked = amount_of(alternative, part), amount_of(ask, part)
            if theirs is not None and asked is not None and theirs > asked and _counts_alike(part, ask, alternative):
                ask = _with(ask, part, theirs, rounding="up")
                origins[part] = "alternative"
    missing = (limit - worth(ask)) + limit * AHEAD
    if worth(ask) > limit:
        return ask
    origin: Origin = "alternative"
    if alternative is not None and ask.signing is not None:
        origins["signing"] = origin
        return _with(ask, "signing", (ask.signing_in_all or ZERO) + missing * YEARS, rounding="up")
    origins["base"] = origin
    more = missing / (ONE + ask.bonus_of_one)
    return _with(ask, "base", (ask.base or ZERO) + more, rounding="up")


def _counts_alike(part: Part, ask: Package, alternative: Package) -> bool:
    return part != "equity" or (ask.is_liquid and alternative.is_liquid and ask.schedule is not None)


def _share(least: Decimal, most: Decimal, amount: Decimal) -> Decimal:
    """How far from what is offered to what is asked an amount a year is: 0 to 1."""
    if most <= least:
        return ONE
    return min(max((amount - least) / (most - least), ZERO), ONE)


def _between(offered: Package, ask: Package, share: Decimal) -> Package:
    """The package so far on the way from the offer to the ask, each part rounded up to what one would say."""
    package = ask
    for part in PARTS:
        low, high = amount_of(offered, part), amount_of(ask, part)
        if high is None or low == high or high <= (low or ZERO):
            continue
        if part == "bonus" and ask.bonus_percent is not None:
            had = offered.bonus_as_percent or ZERO
            percent = sayable_percent(had + (ask.bonus_percent - had) * share, "up")
            package = package.changed(bonus_percent=min(percent, ask.bonus_percent), bonus_amount=None)
            continue
        start = low or ZERO
        amount = _sayable(ask, part, start + (high - start) * share, "up", offered=low)
        package = _put(package, part, min(amount, high))
    return package


def _with(package: Package, part: Part, amount: Decimal, rounding: Literal["nearest", "up"] = "nearest") -> Package:
    """The package with about so much of a part: what one would say."""
    return _put(package, part, _sayable(package, part, amount, rounding, offered=amount_of(package, part)))


def _sayable(
    package: Package, part: Part, amount: Decimal, rounding: Rounding = "nearest", *, offered: Decimal | None = None
) -> Decimal:
    """What one would say of a part; of a grant in a currency of its own, there."""
    conversion = package.own_currency_of_grant if part == "equity" else None
    if conversion is None:
        return sayable(amount, part, package.currency, rounding, offered=offered)
    had = None if offered is None else conversion.back(offered)
    return conversion.convert(sayable(conversion.back(amount), part, conversion.origin, rounding, offered=had))


def _put(package: Package, part: Part, amount: Decimal) -> Package:
    if amount == amount_of(package, part):
        return package
    match part:
        case "bonus":
            return package.changed(bonus_amount=amount, bonus_percent=None)
        case "other":
            return package.changed(other=amount)
        case _:
            return package.with_whole(part, amount)
