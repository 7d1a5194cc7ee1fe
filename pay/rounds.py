"""What moved from one package to the next, and what a negotiation gained."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pay.packages import Package
from pay.side_by_side import four_year_total

# What a round may move, in the order in which it is told: money, and the years that a grant vests over.
_AMOUNTS: dict[str, Callable[[Package], Decimal | None]] = {
    "base": lambda package: package.base,
    "bonus": lambda package: package.bonus,
    "equity": lambda package: package.equity,
    "vesting years": lambda package: package.vesting_years,
    "signing": lambda package: package.signing_in_all,
    "refresher": lambda package: sum((grant.amount or Decimal(0) for grant in package.refreshers), Decimal(0)),
    "other": lambda package: package.other,
}


@dataclass(frozen=True, slots=True)
class Move:
    """One part before and after, in the packages' currency; ``None`` is not known."""

    part: str
    before: Decimal | None
    after: Decimal | None

    @property
    def change(self) -> Decimal | None:
        """after − before; ``None`` where either isn't known."""
        return None if self.before is None or self.after is None else self.after - self.before


def moves(before: Package, after: Package) -> tuple[Move, ...]:
    """The parts that differ. Equity is the whole grant, signing that of all years; bonus, refresher, other a year."""
    pairs = [Move(part, amount(before), amount(after)) for part, amount in _AMOUNTS.items()]
    return tuple(move for move in pairs if move.before != move.after)


def four_year_change(before: Package, after: Package) -> Decimal:
    """What four years pay more (or less, negative).

    A part that isn't known in both counts nothing, nor does equity whose worth can't be said in one of them.
    """
    if not (before.equity_is_told and after.equity_is_told):
        before, after = before.without_equity, after.without_equity
    unknown: dict[str, Any] = {
        part: None for part in ("base", "signing") if getattr(before, part) is None or getattr(after, part) is None
    }
    if before.bonus is None or after.bonus is None:
        unknown |= {"bonus_percent": None, "bonus_amount": None, "bonus_months": None}
    if "signing" in unknown:
        unknown["signing_later"] = ()
    before, after = before.changed(**unknown), after.changed(**unknown)
    if before.equity_a_year is None or after.equity_a_year is None:
        before, after = (one.changed(grants=one.refreshers) for one in (before, after))
    return four_year_total(after) - four_year_total(before)


def still_open(asked: Package, offered: Package) -> tuple[Move, ...]:
    """The parts in which what is offered is under what was asked for."""
    return tuple(
        move
        for move in moves(offered, asked)
        if move.part != "vesting years" and move.after is not None and (move.before is None or move.before < move.after)
    )
