"""Rounding of amounts, however large."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal


def rounded(amount: Decimal, step: Decimal, rounding: str = ROUND_HALF_EVEN) -> Decimal:
    """``amount`` to a multiple of ``step``, a power of ten.

    ``Decimal.quantize`` alone refuses a result of more digits than the
    context works with (28): shares at a price, in another currency, have more.
    """
    digits = max(amount.adjusted() - step.adjusted() + 2, 1)
    return amount.quantize(step, rounding, Context(prec=digits))
