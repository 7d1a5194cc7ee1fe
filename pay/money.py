"""Amounts in several currencies: conversion with a stored, dated rate.

Amounts are ``Decimal`` in whole units of a stated currency, never rounded here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

BASE_CURRENCY = "EUR"


class RateMissingError(Exception):
    """No stored rate for ``currency``."""

    def __init__(self, currency: str) -> None:
        super().__init__(f"no exchange rate for {currency}")
        self.currency = currency


@dataclass(frozen=True, slots=True)
class Rate:
    """``per_euro`` units of ``currency`` cost one euro on the day ``on``, says ``source``."""

    currency: str
    per_euro: Decimal
    on: date
    source: str


@dataclass(frozen=True, slots=True)
class Conversion:
    """How amounts get from one currency to another: ``rate`` units of ``target`` for one of ``origin``.

    ``on`` is the older date where two rates are crossed; ``sources`` names both.
    """

    origin: str
    target: str
    rate: Decimal
    on: date | None
    sources: tuple[str, ...]

    def convert(self, amount: Decimal) -> Decimal:
        return amount * self.rate

    def back(self, amount: Decimal) -> Decimal:
        """An amount of the target, in the origin's currency."""
        return amount / self.rate

    @property
    def is_identity(self) -> bool:
        return self.origin == self.target


@dataclass(frozen=True, slots=True)
class Rates:
    """The rates of a day, by currency, against the euro."""

    by_currency: Mapping[str, Rate]

    def conversion(self, origin: str, target: str) -> Conversion:
        """The cross rate by way of the euro. Raises ``RateMissingError``."""
        if origin == target:
            return Conversion(origin, target, Decimal(1), None, ())
        used = [self._rate(currency) for currency in (origin, target) if currency != BASE_CURRENCY]
        per_euro = {rate.currency: rate.per_euro for rate in used} | {BASE_CURRENCY: Decimal(1)}
        return Conversion(
            origin,
            target,
            per_euro[target] / per_euro[origin],
            min(rate.on for rate in used),
            tuple(dict.fromkeys(rate.source for rate in used)),
        )

    def _rate(self, currency: str) -> Rate:
        try:
            return self.by_currency[currency]
        except KeyError:
            raise RateMissingError(currency) from None
