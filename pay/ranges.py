"""Where a figure stands in a pay range. Figures and ranges share currency and period."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class PayRange:
    """A range from ``minimum`` to ``maximum``; ``None`` as maximum is an open end."""

    minimum: Decimal
    maximum: Decimal | None

    def __post_init__(self) -> None:
        if self.maximum is not None and self.maximum < self.minimum:
            raise ValueError(f"range upside down: {self.minimum} to {self.maximum}")

    @property
    def midpoint(self) -> Decimal | None:
        """(minimum + maximum) ÷ 2; ``None`` where the end is open.

        Source: standard pay-grade practice, hrpeople.monster.com, "Calculating Mins, Mids, and Maxes".
        """
        return None if self.maximum is None else (self.minimum + self.maximum) / 2

    def compa_ratio(self, pay: Decimal) -> Decimal | None:
        """pay ÷ midpoint, a fraction; ``None`` without a midpoint to divide by.

        Source: Oracle JDE, "Setting Up Pay Grades".
        """
        return pay / self.midpoint if self.midpoint else None

    def penetration(self, pay: Decimal) -> Decimal | None:
        """(pay − minimum) ÷ (maximum − minimum), a fraction, not clamped.

        Under 0 is below the range, over 1 above it. ``None`` where the range is
        open or has no width. Source: paycor.com, HR glossary, "Range penetration".
        """
        if self.maximum is None or self.maximum == self.minimum:
            return None
        return (pay - self.minimum) / (self.maximum - self.minimum)

    def position(self, pay: Decimal) -> Position:
        """Which of the range's fifths the figure is in, or on which side outside."""
        if pay < self.minimum:
            return "below"
        if self.maximum is None:
            return "above-minimum"
        if pay > self.maximum:
            return "above"
        penetration = self.penetration(pay)
        if penetration is None:
            return "at"
        return FIFTHS[min(int(penetration * 5), 4)]

    def at(self, penetration: Decimal) -> Decimal | None:
        """The figure at a penetration; the inverse of ``penetration``."""
        if self.maximum is None:
            return None
        return self.minimum + (self.maximum - self.minimum) * penetration

    def scaled(self, change: Callable[[Decimal], Decimal]) -> PayRange:
        """Both ends changed by an increasing function, such as a conversion."""
        return PayRange(change(self.minimum), None if self.maximum is None else change(self.maximum))


def geographic_differential(local: PayRange, baseline: PayRange) -> Decimal | None:
    """Local pay ÷ baseline pay for the same job, by midpoints; a fraction, ``None`` without both.

    It is the cost of labour, not of living. Source: thecompconsultants.com.
    """
    if local.midpoint is None or not baseline.midpoint:
        return None
    return local.midpoint / baseline.midpoint


Position = str
FIFTHS: tuple[Position, ...] = ("lowest-fifth", "second-fifth", "middle-fifth", "fourth-fifth", "top-fifth")
