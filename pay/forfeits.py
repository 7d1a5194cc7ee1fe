"""What leaving the current job costs, by day: the make-whole ask, and what waiting is worth.

Amounts are in the job's currency, exact.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

ZERO = Decimal(0)

FORFEIT_NAMES: dict[str, str] = {
    "equity": "unvested equity",
    "bonus": "bonus not paid yet",
    "payback": "signing bonus to pay back",
    "other": "other",
}


@dataclass(frozen=True, slots=True)
class Forfeit:
    """What the current job's leaver loses on leaving before the day ``until``, or whenever they leave (``None``).

    An ``amount``, or ``shares`` at a ``price``.
    """

    kind: str
    amount: Decimal | None = None
    shares: Decimal | None = None
    price: Decimal | None = None
    until: date | None = None

    @property
    def worth(self) -> Decimal | None:
        """``None`` where it isn't known."""
        if self.amount is not None:
            return self.amount
        return None if self.shares is None or self.price is None else self.shares * self.price

    def is_lost(self, on: date) -> bool:
        return self.until is None or on < self.until


@dataclass(frozen=True, slots=True)
class Waiting:
    """Leaving on ``until`` rather than before it saves ``saved``, and then costs ``cost``."""

    until: date
    kind: str
    saved: Decimal
    cost: Decimal


@dataclass(frozen=True, slots=True)
class JobLeft:
    """What leaving the current job costs, once, by day."""

    forfeits: tuple[Forfeit, ...] = ()

    def lost(self, on: date) -> list[Forfeit]:
        return [forfeit for forfeit in self.forfeits if forfeit.is_lost(on)]

    def cost(self, on: date) -> Decimal:
        """What leaving on a day costs: the make-whole ask, as far as it is known."""
        return sum((forfeit.worth or ZERO for forfeit in self.lost(on)), ZERO)

    def of_kind(self, kind: str, on: date) -> Decimal | None:
        """What is lost of one kind; ``None`` where nothing is said of it, or an amount isn't known."""
        said = [forfeit for forfeit in self.forfeits if forfeit.kind == kind]
        worths = [forfeit.worth for forfeit in said if forfeit.is_lost(on)]
        if not said or None in worths:
            return None
        return sum((worth for worth in worths if worth is not None), ZERO)

    def missing(self, on: date) -> tuple[str, ...]:
        """The kinds of which nothing is known, but for those that only some have."""
        return tuple(kind for kind in ("equity", "payback") if self.of_kind(kind, on) is None)

    def waiting(self, on: date) -> tuple[Waiting, ...]:
        """What each later day saves against leaving on ``on``, in all, and what leaving then costs."""
        days = {forfeit.until: forfeit.kind for forfeit in self.lost(on) if forfeit.until is not None}
        now = self.cost(on)
        return tuple(Waiting(day, days[day], now - self.cost(day), self.cost(day)) for day in sorted(days))
