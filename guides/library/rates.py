"""The stored exchange rates as the domain takes them, read once by each process for a day."""

from __future__ import annotations

from collections.abc import Collection, Set
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from guides.library.keeping import LibraryCache
from guides.models import ExchangeRate
from pay.money import Rate, Rates


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A rate that comparisons used until somebody found that it was wrong."""

    currency: str
    per_euro: Decimal
    on: date
    at: datetime


def newest_rates(day: date) -> Rates:
    """Of each currency the newest rate not after a day."""
    return _rates.one(day)


def rates_between(currencies: Set[str], day: date) -> Rates:
    """``newest_rates``; none, and no query, for one currency alone."""
    return newest_rates(day) if len(currencies) > 1 else Rates({})


def withdrawn_since(day: date) -> tuple[Withdrawn, ...]:
    """The rates that were withdrawn on that day or later, the newest first."""
    return _withdrawn.one(day)


def _load_withdrawn(days: Collection[date]) -> dict[date, tuple[Withdrawn, ...]]:
    stored = ExchangeRate.objects.exclude(withdrawn_at=None).order_by("-on", "pk")
    return {
        day: tuple(
            Withdrawn(rate.currency, rate.per_euro, rate.on, rate.withdrawn_at)
            for rate in stored.filter(withdrawn_at__date__gte=day)
            if rate.withdrawn_at
        )
        for day in days
    }


def _load_rates(days: Collection[date]) -> dict[date, Rates]:
    return {day: _rates_of(day) for day in days}


def _rates_of(day: date) -> Rates:
    stored = ExchangeRate.objects.newest_on(day)
    return Rates({rate.currency: Rate(rate.currency, rate.per_euro, rate.on, rate.source) for rate in stored})


_rates = LibraryCache(_load_rates, most=2)
_withdrawn = LibraryCache(_load_withdrawn, most=2)
