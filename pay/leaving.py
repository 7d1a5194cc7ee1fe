"""What leaving a job costs."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Clawback = Literal["prorated", "whole", "none"]


def payback(bonus: Decimal, *, kind: Clawback, term_months: int, served_months: int) -> Decimal:
    """The part of a signing bonus to pay back on leaving after ``served_months``.

    "prorated": bonus × max(0, term − served) ÷ term; "whole": all of it within
    the term. As the contract says; in the bonus's currency, exact.
    """
    if kind == "none" or term_months <= 0 or served_months >= term_months:
        return Decimal(0)
    if kind == "whole":
        return bonus
    return bonus * (term_months - max(served_months, 0)) / term_months


@dataclass(frozen=True, slots=True)
class Leaving:
    """What the current job's leaver forfeits and pays back, once. ``None`` is not known."""

    unvested: Decimal | None = None
    payback: Decimal | None = None

    @property
    def cost(self) -> Decimal:
        return (self.unvested or Decimal(0)) + (self.payback or Decimal(0))

    @property
    def missing(self) -> tuple[str, ...]:
        parts = (("unvested equity", self.unvested), ("signing bonus to pay back", self.payback))
        return tuple(name for name, amount in parts if amount is None)
