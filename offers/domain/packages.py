"""A package: one complete set of terms. ``None`` is not known, zero is none."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from offers.domain.money import Conversion


@dataclass(frozen=True, slots=True)
class Package:
    """Terms in whole units of ``currency``.

    ``base`` a year; ``equity`` the whole grant as quoted, vesting evenly over
    ``vesting_years``; the bonus a year, as ``bonus_percent`` of base (15 for
    15 %) or as ``bonus_amount``; ``signing`` once, in the first year.
    """

    currency: str
    base: Decimal | None = None
    equity: Decimal | None = None
    vesting_years: Decimal | None = None
    equity_kind: str = "unspecified"
    bonus_percent: Decimal | None = None
    bonus_amount: Decimal | None = None
    bonus_guaranteed: bool = False
    signing: Decimal | None = None

    @property
    def bonus(self) -> Decimal | None:
        """Target bonus a year. A percentage is of base: 15 % of an unknown base is not known."""
        if self.bonus_amount is not None:
            return self.bonus_amount
        if self.bonus_percent == 0:
            return Decimal(0)
        if self.bonus_percent is not None and self.base is not None:
            return self.base * self.bonus_percent / 100
        return None

    @property
    def bonus_as_percent(self) -> Decimal | None:
        """The bonus in percent of base, whichever way it was stated."""
        if self.bonus_percent is not None:
            return self.bonus_percent
        if self.bonus_amount is not None and self.base:
            return self.bonus_amount * 100 / self.base
        return None

    @property
    def equity_a_year(self) -> Decimal | None:
        """The grant ÷ its vesting years."""
        if self.equity == 0:
            return Decimal(0)
        if self.equity is None or not self.vesting_years:
            return None
        return self.equity / self.vesting_years

    def changed(self, **changes: Any) -> Package:
        return dataclasses.replace(self, **changes)

    def in_currency(self, conversion: Conversion) -> Package:
        """The same terms in the conversion's target currency."""
        return dataclasses.replace(
            self,
            currency=conversion.target,
            **{
                name: None if value is None else conversion.convert(value)
                for name in ("base", "equity", "bonus_amount", "signing")
                for value in [getattr(self, name)]
            },
        )
