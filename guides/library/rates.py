"""The stored exchange rates as the domain takes them, read once by each process for a day."""

from __future__ import annotations

from collections.abc import Collection, Set
from datetime import date

from guides.library.keeping import LibraryCache
from guides.models import ExchangeRate
from pay.money import Rate, Rates


def newest_rates(day: date) -> Rates:
    """Of each currency the newest rate not after a day."""
    return _rates.one(day)


def rates_between(currencies: Set[str], day: date) -> Rates:
    """``newest_rates``; none, and no query, for one currency alone."""
    return newest_rates(day) if len(currencies) > 1 else Rates({})


def _load_rates(days: Collection[date]) -> dict[date, Rates]:
    return {day: _rates_of(day) for day in days}


def _rates_of(day: date) -> Rates:
    stored = ExchangeRate.objects.newest_on(day)
    return Rates({rate.currency: Rate(rate.currency, rate.per_euro, rate.on, rate.source) for rate in stored})


_rates = LibraryCache(_load_rates, most=2)
