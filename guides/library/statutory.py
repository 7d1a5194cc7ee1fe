"""What law or custom puts on top of pay, as the domain takes it: read once by each process for a day."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from guides.library.keeping import LibraryCache
from guides.models import StatutoryRate
from pay.end_of_service import Gratuity


@dataclass(frozen=True, slots=True)
class Statutory:
    """A rate in force: ``percent`` of pay between ``lower`` and ``upper`` a year, or the rule of a ``gratuity``."""

    country: str
    kind: str
    name: str
    is_law: bool
    currency: str
    percent: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    gratuity: Gratuity | None
    starts_on: date | None
    ends_on: date | None
    note: str
    on: date
    source: str


def in_force(day: date, country: str) -> tuple[Statutory, ...]:
    """What is in force in a country on a day; nothing for "" and where editors keep nothing."""
    return tuple(rate for rate in _in_force.one(day) if rate.country == country)


def countries(day: date) -> tuple[str, ...]:
    """The countries of which something is kept for a day."""
    return tuple(dict.fromkeys(rate.country for rate in _in_force.one(day)))


def _load(days: Collection[date]) -> dict[date, tuple[Statutory, ...]]:
    return {day: tuple(map(_statutory, StatutoryRate.objects.in_force_on(day))) for day in days}


def _statutory(row: StatutoryRate) -> Statutory:
    return Statutory(
        row.country,
        row.kind,
        row.get_kind_display(),
        row.is_law,
        row.currency,
        row.percent,
        row.lower,
        row.upper,
        _gratuity(row),
        row.starts_on,
        row.ends_on,
        row.note,
        row.on,
        row.source,
    )


def _gratuity(row: StatutoryRate) -> Gratuity | None:
    if row.days is None or row.first_years is None or row.days_after is None or not row.days_a_month:
        return None
    return Gratuity(row.days, row.first_years, row.days_after, row.days_a_month, row.begins_after or 0, row.most_months)


_in_force = LibraryCache(_load, most=4)
