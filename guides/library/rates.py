"""The stored exchange rates as the domain takes them, read once by each process for a day."""

from __future__ import annotations

from collections.abc import Collection, Set
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

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


@dataclass(frozen=True, slots=True)
class _OfDay:
    """The rates of a day, and all that were ever withdrawn, the newest first."""

    rates: Rates
    withdrawn: tuple[Withdrawn, ...]


def newest_rates(day: date) -> Rates:
    """Of each currency the newest rate not after a day."""
    return _rates.one(day).rates


def rates_between(currencies: Set[str], day: date) -> Rates:
    """``newest_rates``; none, and no query, for one currency alone."""
    return newest_rates(day) if len(currencies) > 1 else Rates({})


def withdrawn_since(since: date, day: date) -> tuple[Withdrawn, ...]:
    """The rates that were withdrawn on the day ``since`` or later, the newest first: kept with ``newest_rates``."""
    return tuple(rate for rate in _rates.one(day).withdrawn if timezone.localdate(rate.at) >= since)


def _load_rates(days: Collection[date]) -> dict[date, _OfDay]:
    return {day: _of_day(day) for day in days}


def _of_day(day: date) -> _OfDay:
    """In one query."""
    stored = list(ExchangeRate.objects.newest_on(day) | ExchangeRate.objects.exclude(withdrawn_at=None))
    return _OfDay(
        Rates(
            {
                rate.currency: Rate(rate.currency, rate.per_euro, rate.on, rate.source)
                for rate in stored
                if rate.withdrawn_at is None
            }
        ),
        tuple(
            Withdrawn(rate.currency, rate.per_euro, rate.on, rate.withdrawn_at)
            for rate in sorted(stored, key=lambda rate: (-rate.on.toordinal(), rate.pk))
            if rate.withdrawn_at
        ),
    )


_rates = LibraryCache(_load_rates, most=2)
