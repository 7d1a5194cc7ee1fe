"""Whether an amount may be a year's pay in its currency, by what a unit of it is worth. Pure: rates are arguments."""

from __future__ import annotations

from decimal import Decimal

from pay.currencies import LEAST_DOLLARS, magnitude
from pay.money import RateMissingError, Rates

# US dollars a year under which no full-time pay of the guides' jobs lies.
_LEAST_ANYWHERE = Decimal(12_000)
_MOST = Decimal(5_000_000)
# Without a rate a unit is worth between so many dollars ÷ 10 ** magnitude (see ``pay.currencies``).
_WORTH = Decimal("0.16"), Decimal("1.70")


def is_years_pay(amount: Decimal, code: str, rates: Rates | None) -> bool:
    """Whether an amount may be somebody's pay for a year; where only the magnitude is known, in doubt yes."""
    low, high = _dollars(amount, code, rates)
    return high >= LEAST_DOLLARS.get(code, _LEAST_ANYWHERE) and low <= _MOST


def _dollars(amount: Decimal, code: str, rates: Rates | None) -> tuple[Decimal, Decimal]:
    try:
        worth = rates.conversion(code, "USD").convert(amount) if rates else None
    except RateMissingError:
        worth = None
    if worth is not None:
        return worth, worth
    scale = Decimal(10) ** -magnitude(code)
    return amount * scale * _WORTH[0], amount * scale * _WORTH[1]
