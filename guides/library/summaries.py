"""What the market counts of a band, worked out from its row."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from guides.library.terms import band_terms
from guides.models import Band
from pay.market import comparable_total
from pay.ranges import PayRange

# What it is worked out from: everything that ``band_terms`` reads, and of the base whether it is a year's.
COLUMNS = (
    *("region", "level", "currency", "other"),
    *("base_min", "base_max", "base_period", "base_currency"),
    *("equity_min", "equity_max", "equity_period", "equity_years", "equity_kind", "equity_unit", "equity_currency"),
    "equity_period_doubtful",
    *("bonus_kind", "bonus_min", "bonus_max", "bonus_percent_min", "bonus_percent_max", "bonus_text", "bonus_currency"),
    *("signing_min", "signing_max", "signing_currency"),
    *("total_min", "total_max", "total_basis", "total_currency"),
    *("unspecified_min", "unspecified_max"),
)


def summed_up(band: Band | Any) -> dict[str, Any]:
    """The columns of a ``BandSummary`` that follow from a band, or from a row with ``COLUMNS``."""
    mixes_currencies = not {band.base_currency, band.equity_currency, band.bonus_currency} <= {"", band.currency}
    found = comparable_total(band_terms(band), mixes_currencies=mixes_currencies)
    total = found if isinstance(found, PayRange) else None
    return {
        "region": band.region,
        "level": band.level,
        "base_currency": band.base_currency or band.currency,
        "base_min": _written(band.base_min),
        "base_max": _written(band.base_max),
        "is_base_a_year": band.base_period in Band.YEARLY,
        "total_min": _written(total.minimum) if total else "",
        "total_max": _written(total.maximum) if total else "",
        "why_no_total": "" if total else found,
    }


def _written(amount: Decimal | None) -> str:
    return "" if amount is None else str(amount)
