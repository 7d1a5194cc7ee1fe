"""The stored exchange rates as the domain takes them, read once by each process for a day."""

from __future__ import annotations

from collections.abc import Set
from datetime import date
from functools import lru_cache

from guides import library
from guides.models import ExchangeRate
from offers.domain.money import Rate, Rates


def newest_rates(day: date) -> Rates:
    """Of each currency the newest rate not after a day."""
    return _newest_rates(day, library.state())


def rates_between(currencies: Set[str], day: date) -> Rates:
    """``newest_rates``; none, and no query, for one currency alone."""
    return newest_rates(day) if len(currencies) > 1 else Rates({})


def forget() -> None:
    """Read them again the next time."""
    _newest_rates.cache_clear()


@lru_cache(maxsize=2)
def _newest_rates(day: date, state: str) -> Rates:
    stored = ExchangeRate.objects.newest_on(day)
    return Rates({rate.currency: Rate(rate.currency, rate.per_euro, rate.on, rate.source) for rate in stored})
