"""The totals of a package and of a band, each under its own name.

All are in the package's currency. A total with an unknown part is "at least"
(``Total.at_least``) and names the part; with nothing known it is ``None``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from pay.packages import Package
from pay.parts import MAIN
from pay.vesting import share_of

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


def add_up(parts: Mapping[str, Decimal | None]) -> Total | None:
    """The sum of the known parts; ``None`` where none is known."""
    known = {name: amount for name, amount in parts.items() if amount is not None}
    if not known:
        return None
    return Total(sum(known.values(), Decimal(0)), known, tuple(name for name in parts if name not in known))


def annual_total(package: Package) -> Total | None:
    """Total direct compensation a year: base + target bonus + equity ÷ vesting years + other yearly pay.

    Signing and refreshers are no part of it. Source: comp-shop.com glossary, "Total direct compensation".
    """
    return add_up({"base": package.base, "equity": package.equity_a_year, "bonus": package.bonus, **_other(package)})


def told_total(package: Package) -> Total | None:
    """What can be said that a package pays a year: its annual total, or base and bonus (with other yearly pay) alone.

    The latter where what the grant is worth can't be said; the grant is then named beside it.
    """
    total = annual_total(package.told)
    return None if total and total.missing and not total.amount else total


def year_total(package: Package, year: int) -> Total | None:
    """What year ``year`` pays: base + bonus + the grant's share of that year + refreshers + signing paid in it.

    Source: levels.fyi threads.
    """
    parts: dict[str, Decimal | None] = {
        "base": package.base,
        "equity": _vesting_in(package, year),
        "bonus": package.bonus,
        **_other(package),
    }
    if package.refresher:
        parts["refreshers"] = package.refresher.in_year(year)
    if year == 1:
        parts["signing"] = package.signing
    elif year - 2 < len(package.signing_later):
        parts["signing"] = package.signing_later[year - 2]
    return add_up(parts)


def _other(package: Package) -> dict[str, Decimal]:
    return {} if package.other is None else {"other": package.other}


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
    """Cash of year 1 that nobody can withhold: base + signing + any guaranteed bonus; no equity."""
    parts = {"base": package.base, "signing": package.signing}
    if package.bonus_kind == "guaranteed":
        parts["bonus"] = package.bonus
    return add_up(parts)


def _vesting_in(package: Package, year: int) -> Decimal | None:
    if package.equity == 0:
        return Decimal(0)
    if package.equity is None or package.schedule is None:
        return None
    return share_of(package.equity, package.schedule.in_year(year))
