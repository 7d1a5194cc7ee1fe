"""What moved from one package to the next, and what a negotiation gained."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from offers.domain.packages import Package
from offers.domain.side_by_side import four_year_total

MONEY_PARTS = ("base", "bonus", "equity", "signing", "other")


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
    """The parts that differ. Equity is the whole grant, the bonus and other pay are a year."""
    pairs = [Move(part, getattr(before, part), getattr(after, part)) for part in MONEY_PARTS]
    return tuple(move for move in pairs if move.before != move.after)


def four_year_change(before: Package, after: Package) -> Decimal:
    """What four years pay more (or less, negative); a part that isn't known in both counts nothing."""
    unknown = {part: None for part in MONEY_PARTS if getattr(before, part) is None or getattr(after, part) is None}
    if "bonus" in unknown:
        unknown |= {"bonus_percent": None, "bonus_amount": None}
        del unknown["bonus"]
    return four_year_total(after.changed(**unknown)) - four_year_total(before.changed(**unknown))


def still_open(asked: Package, offered: Package) -> tuple[Move, ...]:
    """The parts in which what is offered is under what was asked for."""
    return tuple(
        move
        for move in moves(offered, asked)
        if move.after is not None and (move.before is None or move.before < move.after)
    )
