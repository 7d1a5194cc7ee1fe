"""A package: one complete set of terms. ``None`` is not known, zero is none."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from pay.equity import LIQUID, UNTOLD, Assumptions, Grant
from pay.money import Conversion
from pay.parts import Negotiable
from pay.vesting import Refresher, Schedule

BonusKind = Literal["target", "guaranteed", "discretionary"]


@dataclass(frozen=True, slots=True)
class Package:
    """Terms in whole units of ``currency``.

    ``base`` a year; ``equity`` the whole grant in money, vesting by
    ``schedule``; the bonus a year, as ``bonus_percent`` of base (15 for 15 %)
    or as ``bonus_amount``; ``signing`` once, in the first year, and
    ``signing_later`` in the years after it. ``refresher`` and ``other`` (a
    year) count where the letter states them: few letters do, and their absence
    makes no total "at least". ``grant`` has what else is known of the equity.
    """

    currency: str
    base: Decimal | None = None
    equity: Decimal | None = None
    schedule: Schedule | None = None
    equity_kind: str = "unspecified"
    bonus_percent: Decimal | None = None
    bonus_amount: Decimal | None = None
    bonus_kind: BonusKind = "target"
    signing: Decimal | None = None
    signing_later: tuple[Decimal | None, ...] = ()
    refresher: Refresher | None = None
    other: Decimal | None = None
    grant: Grant | None = None

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
    def vesting_years(self) -> Decimal | None:
        return self.schedule.years if self.schedule else None

    @property
    def equity_a_year(self) -> Decimal | None:
        """The grant ÷ its vesting years."""
        if self.equity == 0:
            return Decimal(0)
        if self.equity is None or self.schedule is None:
            return None
        return self.equity / self.schedule.years

    @property
    def equity_is_told(self) -> bool:
        """Whether what the grant is worth can be said: not of options, nor of equity whose kind isn't known.

        A quote of options is at a price that the candidate can't have. Source: og-equity-compensation.
        """
        is_some = self.equity or (self.grant is not None and self.grant.shares)
        return not is_some or self.equity_kind not in UNTOLD

    @property
    def told(self) -> Package:
        """The package as far as what it is worth can be said: without equity where that can't."""
        return self if self.equity_is_told else self.without_equity

    @property
    def without_equity(self) -> Package:
        return self.changed(equity=Decimal(0), grant=None, refresher=None)

    @property
    def is_liquid(self) -> bool:
        """Whether vested equity can be sold at once."""
        return self.equity_kind in LIQUID

    @property
    def signing_parts(self) -> tuple[tuple[int, Decimal], ...]:
        """Each part of the signing bonus that is known and more than nothing, with the year that pays it."""
        parts = enumerate((self.signing, *self.signing_later), start=1)
        return tuple((year, amount) for year, amount in parts if amount)

    @property
    def signing_in_all(self) -> Decimal | None:
        """The signing bonus of all years, as far as it is known; ``None`` where nothing of it is."""
        known = [amount for amount in (self.signing, *self.signing_later) if amount is not None]
        return sum(known, Decimal(0)) if known else None

    def whole_of(self, part: Negotiable) -> Decimal | None:
        """The whole of a part: base a year, the whole grant, the signing bonus of all years."""
        match part:
            case "base":
                return self.base
            case "equity":
                return self.equity
            case "signing":
                return self.signing_in_all

    def with_whole(self, part: Negotiable, amount: Decimal) -> Package:
        """The package with another whole of a part. A signing bonus that changes is then paid at once, in year 1."""
        match part:
            case "base":
                return self.changed(base=amount)
            case "equity":
                return self.with_equity(amount)
            case "signing":
                return self if amount == self.signing_in_all else self.changed(signing=amount, signing_later=())

    def changed(self, **changes: Any) -> Package:
        return dataclasses.replace(self, **changes)

    def with_equity(self, amount: Decimal) -> Package:
        """The package with another grant value as quoted; what is known of the grant grows with it.

        Where there was no grant, the new one vests over four years.
        """
        schedule = self.schedule or (None if self.equity else Schedule.even(4))
        grant = self.grant.resized(amount) if self.grant else None
        return self.changed(equity=amount, schedule=schedule, grant=grant)

    def assuming(self, assumptions: Assumptions) -> Package:
        """The package with its equity worth what the assumptions make of it; not known where that is no one figure.

        Equity whose worth can't be said counts nothing unless an exit is assumed.
        """
        if not self.equity_is_told and assumptions.exit_value is None:
            return self.told
        if self.is_liquid or assumptions == Assumptions():
            return self
        grant = self.grant or Grant(self.equity_kind, self.equity)
        worth = assumptions.worth(grant)
        refresher = self.refresher
        if refresher:
            # A refresher has no strike and no share count of its own: only the discount can be taken off it.
            refresher = dataclasses.replace(refresher, amount=refresher.amount * (1 - assumptions.discount))
        return self.changed(equity=worth.low if worth and worth.is_exact else None, refresher=refresher)

    def in_currency(self, conversion: Conversion) -> Package:
        """The same terms in the conversion's target currency."""
        convert = conversion.convert
        return self.changed(
            currency=conversion.target,
            signing_later=tuple(None if amount is None else convert(amount) for amount in self.signing_later),
            refresher=dataclasses.replace(self.refresher, amount=convert(self.refresher.amount))
            if self.refresher
            else None,
            grant=self.grant.changed_money(convert) if self.grant else None,
            **{
                name: None if value is None else convert(value)
                for name in ("base", "equity", "bonus_amount", "signing", "other")
                for value in [getattr(self, name)]
            },
        )
