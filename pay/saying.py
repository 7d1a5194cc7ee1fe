"""Amounts that a person could say: round by the habit of each part of pay and of each currency.

One rule for all currencies: the steps are those of the dollar, moved by the
currency's magnitude (``pay.currencies``). Base, bonus, signing and totals go by
500 up to 200,000 and by 1,000 from there on, equity by 1,000 and by 5,000; from
2,000,000 on by ten times that, and so on. So ₹ go by half a lakh and by one, ¥
by five and by ten ten-thousands, ₩ by half a million and by one.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Literal

from pay.currencies import magnitude
from pay.rounding import rounded

Rounding = Literal["nearest", "up", "down"]

_MODES = {"nearest": ROUND_HALF_UP, "up": ROUND_CEILING, "down": ROUND_FLOOR}
_EQUITY = frozenset({"equity", "refresher", "refreshers"})
# From here on the coarser step.
_LARGE = Decimal(200_000)
_HALF_A_POINT = Decimal("0.5")
_ZERO = Decimal(0)


def sayable(
    amount: Decimal, part: str, currency: str, rounding: Rounding = "nearest", *, offered: Decimal | None = None
) -> Decimal:
    """The amount as one would name it: a whole number of steps of the part and the currency.

    ``part`` is a key of ``pay.parts.NAMES``; ``amount`` and the answer are in
    whole units of ``currency``. Never less than ``offered``, and more than that
    where ``amount`` is. A positive amount comes to nothing only by "down".
    """
    if offered is not None and amount <= offered:
        return offered
    said = _rounded(amount, step(amount, part, currency), rounding)
    if not said and amount > 0 and rounding == "nearest":
        said = step(amount, part, currency)
    return said if offered is None or said > offered else above(offered, part, currency)


def sayable_percent(percent: Decimal, rounding: Rounding = "nearest") -> Decimal:
    """A percentage (15 for 15 %) to half a point."""
    return _rounded(percent, _HALF_A_POINT, rounding)


def is_sayable(amount: Decimal, part: str, currency: str) -> bool:
    """Whether it is no finer than the finest step of the part, whatever its size."""
    return amount % step(_ZERO, part, currency) == 0


def above(amount: Decimal, part: str, currency: str) -> Decimal:
    """The smallest sayable amount that is more."""
    by = step(amount, part, currency)
    return _rounded(amount, by, "down") + by


def below(amount: Decimal, part: str, currency: str) -> Decimal:
    """The largest sayable amount that is less; nothing below the first step."""
    said = _rounded(amount, step(amount, part, currency), "down")
    if said == amount:
        # Just under a limit between two steps it is the finer one that counts.
        said -= step(max(amount - 1, _ZERO), part, currency)
    return max(said, _ZERO)


def step(amount: Decimal, part: str, currency: str) -> Decimal:
    """By how much amounts of this size are told apart when they are said."""
    unit = Decimal(10) ** magnitude(currency)
    fine, coarse = (1_000, 5_000) if part in _EQUITY else (500, 1_000)
    size = amount / unit
    if size < _LARGE:
        return fine * unit
    return coarse * unit * Decimal(10) ** (size / _LARGE).adjusted()


def _rounded(amount: Decimal, by: Decimal, rounding: Rounding) -> Decimal:
    return rounded(amount / by, Decimal(1), _MODES[rounding]) * by
