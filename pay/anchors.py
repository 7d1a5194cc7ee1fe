"""Where a figure stands among published anchors, such as a survey's P25, P50 and P75."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise


class AnchorsError(ValueError):
    """Anchors that don't rise with their percentile; the text says which."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """``figure`` is the ``percentile``-th of a hundred, in one currency and period."""

    percentile: int
    figure: Decimal

    @property
    def name(self) -> str:
        return f"P{self.percentile}"


@dataclass(frozen=True, slots=True)
class Standing:
    """A percentile on the straight line between the ``lower`` anchor and the ``upper`` one.

    Beyond the outer ones one of the two is ``None``, and so is the percentile: nothing is extrapolated.
    """

    percentile: Decimal | None
    lower: Anchor | None
    upper: Anchor | None


def standing(pay: Decimal, anchors: Sequence[Anchor]) -> Standing:
    """Straight line between neighbouring anchors; common survey practice.

    Raises ``AnchorsError`` for fewer than two, or where a higher percentile has no higher figure.
    """
    ordered = sorted(anchors, key=lambda anchor: anchor.percentile)
    if len(ordered) < 2:
        raise AnchorsError("Two anchors at least, such as P25 and P75.")
    for lower, upper in pairwise(ordered):
        if upper.figure <= lower.figure or upper.percentile == lower.percentile:
            raise AnchorsError(f"{upper.name} has to be more than {lower.name}.")
    if pay < ordered[0].figure:
        return Standing(None, None, ordered[0])
    if pay > ordered[-1].figure:
        return Standing(None, ordered[-1], None)
    lower, upper = next(pair for pair in pairwise(ordered) if pay <= pair[1].figure)
    between = (pay - lower.figure) / (upper.figure - lower.figure)
    return Standing(lower.percentile + between * (upper.percentile - lower.percentile), lower, upper)
