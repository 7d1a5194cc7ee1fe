"""The totals of a package and of a band, each under its own name.

All are in the package's currency. A total with an unknown part is "at least"
(``Total.at_least``) and names the part; with nothing known it is ``None``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pay.equity import Grant
from pay.on_top import FIXED_CASH
from pay.packages import Package
from pay.parts import MAIN

YEARS = 4


@dataclass(frozen=True, slots=True)
class Total:
    """A sum of parts; ``missing`` names those that are not known."""

    amount: Decimal
    parts: Mapping[str, Decimal]
    missing: tuple[str, ...] = ()

    @property
    def at_least(self) -> bool:
        return bool(self.missing)


def annual_total(package: Package) -> Total | None:
    """Total direct compensation a year: base + target bonus + equity ÷ vesting years + other yearly pay in cash.

    Signing, refreshers and what is put by (a pension) are no part of it.
    Source: comp-shop.com glossary, "Total direct compensation".
    """
    equity = [grant.a_year if package.counts(grant) else None for grant in package.first_grants]
    return _total({"base": package.base, "equity": equity, "bonus": package.bonus, **_other(package)})


def told_total(package: Package) -> Total | None:
    """What can be said that a package pays a year: its annual total, or base and bonus (with other yearly pay) alone.

    The latter where what the grants are worth can't be said; they are then named beside it.
    """
    total = annual_total(package.told)
    return None if total and total.missing and not total.amount else total


def cash_total(package: Package) -> Total | None:
    """Cash a year: base + target bonus + other yearly pay in cash; no equity, no signing bonus."""
    return _total({"base": package.base, "bonus": package.bonus, **_other(package)})


def benefits_total(package: Package) -> Total | None:
    """What the employer puts by a year, each part under its own name; ``None`` where the letter states nothing."""
    rows = [row for row in package.on_top if not row.is_cash]
    return _total({row.kind: [package.worth_of(one) for one in rows if one.kind == row.kind] for row in rows})


def with_benefits(package: Package) -> Total | None:
    """Cash, equity ÷ vesting years and benefits, in all a year; ``None`` where the letter states no benefits."""
    benefits, annual = benefits_total(package), annual_total(package)
    if benefits is None or annual is None:
        return None
    missing = (*annual.missing, *benefits.missing)
    return Total(annual.amount + benefits.amount, {**annual.parts, **benefits.parts}, missing)


def year_total(package: Package, year: int) -> Total | None:
    """What year ``year`` pays: base + bonus + the grants' share of that year + refreshers + signing paid in it.

    A bonus guaranteed for the first year stands there in place of the target. Source: levels.fyi threads.
    """
    guaranteed = package.bonus_guaranteed if year == 1 else None
    parts: dict[str, Decimal | Sequence[Decimal | None] | None] = {
        "base": package.base,
        "equity": _vesting_in(package, package.first_grants, year),
        "bonus": package.bonus if guaranteed is None else guaranteed,
        **_other(package),
    }
    if package.refreshers:
        parts["refreshers"] = _vesting_in(package, package.refreshers, year)
    if year == 1:
        parts["signing"] = package.signing
    elif year - 2 < len(package.signing_later):
        parts["signing"] = package.signing_later[year - 2]
    return _total(parts)


def _vesting_in(package: Package, grants: Sequence[Grant], year: int) -> list[Decimal | None]:
    return [grant.in_year(year) if package.counts(grant) else None for grant in grants]


def _other(package: Package) -> dict[str, Decimal | Sequence[Decimal | None] | None]:
    """Other pay in cash, each part under its own name."""
    found: dict[str, Decimal | Sequence[Decimal | None] | None] = {}
    for row in package.on_top:
        if row.is_cash:
            found[row.kind] = [package.worth_of(one) for one in package.on_top if one.kind == row.kind]
    return found if package.other is None else found | {"other": package.other}


def _total(parts: Mapping[str, Decimal | Sequence[Decimal | None] | None]) -> Total | None:
    """The sum of what is known; a part of several counts as far as they are known, and is missing if one isn't."""
    known: dict[str, Decimal] = {}
    missing = []
    for name, part in parts.items():
        amounts = part if isinstance(part, Sequence) else [part]
        told = [amount for amount in amounts if amount is not None]
        if told:
            known[name] = sum(told, Decimal(0))
        if not told or len(told) < len(amounts):
            missing.append(name)
    return Total(sum(known.values(), Decimal(0)), known, tuple(missing)) if known else None


def four_year_average(package: Package) -> Total | None:
    """Mean of the four years, signing included. Source: levels.fyi calculator."""
    years = [year_total(package, year) or Total(Decimal(0), {}, MAIN) for year in range(1, YEARS + 1)]
    if not any(year.parts for year in years):
        return None
    names = dict.fromkeys(name for year in years for name in year.parts)
    parts = {name: sum((year.parts.get(name, Decimal(0)) for year in years), Decimal(0)) / YEARS for name in names}
    missing = tuple(dict.fromkeys(name for year in years for name in year.missing))
    return Total(sum(parts.values(), Decimal(0)), parts, missing)


def guaranteed_cash(package: Package) -> Total | None:
    """Cash of year 1 that nobody can withhold: base + signing + any guaranteed bonus; no equity.

    A 13th month, a holiday allowance and other allowances in cash are base pay under another name.
    """
    fixed = {name: part for name, part in _other(package).items() if name in FIXED_CASH}
    parts: dict[str, Decimal | Sequence[Decimal | None] | None] = {
        "base": package.base,
        **fixed,
        "signing": package.signing,
    }
    if package.bonus_guaranteed is not None:
        parts["bonus"] = package.bonus_guaranteed
    elif package.bonus_kind == "guaranteed":
        parts["bonus"] = package.bonus
    return _total(parts)
