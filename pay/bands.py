"""A band of a guide as the comparison needs it, and its computed annual total."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from pay.anchors import Anchor
from pay.money import Conversion
from pay.ranges import PayRange

EquityPeriod = Literal["grant", "year", "unknown"]
EquityUnit = Literal["money", "shares"]
BonusKind = Literal["none", "percent", "amount", "text"]


@dataclass(frozen=True, slots=True)
class BandEquity:
    """``pay`` is the whole grant over ``years``, a year's part, or of unknown period."""

    pay: PayRange
    period: EquityPeriod
    years: int | None
    kind: str
    unit: EquityUnit
    doubtful: bool

    @property
    def comparable(self) -> bool:
        return self.unit == "money" and not self.doubtful and self.a_year is not None

    @property
    def a_year(self) -> PayRange | None:
        """A year's part: the grant ÷ its vesting years."""
        if self.period == "year":
            return self.pay
        years = self.years
        if self.period == "grant" and years:
            return self.pay.scaled(lambda amount: amount / years)
        return None


@dataclass(frozen=True, slots=True)
class BandBonus:
    """``pay`` is percent of base for kind "percent", money a year for "amount", else ``None``."""

    kind: BonusKind
    pay: PayRange | None
    text: str = ""


@dataclass(frozen=True, slots=True)
class BandTerms:
    """What one region and level pays, in ``currency``. ``None``: the guide doesn't say."""

    region: str
    level: str
    currency: str
    base: PayRange | None = None
    equity: BandEquity | None = None
    bonus: BandBonus | None = None
    signing: PayRange | None = None
    other_a_year: PayRange | None = None
    stated_total: PayRange | None = None  # a year, signing excluded
    unnamed: PayRange | None = None  # a year, of base or in all: the guide doesn't say which
    base_anchors: tuple[Anchor, ...] = ()  # published percentiles, a year
    total_anchors: tuple[Anchor, ...] = ()

    def in_currency(self, conversion: Conversion) -> BandTerms:
        """The same band in the conversion's target currency; percentages and counts of shares stay."""
        if conversion.is_identity:
            return self

        def converted(pay: PayRange | None) -> PayRange | None:
            return pay.scaled(conversion.convert) if pay else None

        equity, bonus = self.equity, self.bonus
        if equity and equity.unit == "money":
            equity = replace(equity, pay=equity.pay.scaled(conversion.convert))
        if bonus and bonus.kind == "amount":
            bonus = replace(bonus, pay=converted(bonus.pay))
        return replace(
            self,
            currency=conversion.target,
            base=converted(self.base),
            equity=equity,
            bonus=bonus,
            signing=converted(self.signing),
            other_a_year=converted(self.other_a_year),
            stated_total=converted(self.stated_total),
            unnamed=converted(self.unnamed),
            base_anchors=_scaled(self.base_anchors, conversion.convert),
            total_anchors=_scaled(self.total_anchors, conversion.convert),
        )

    def at_share(self, share: Decimal) -> BandTerms:
        """What the band comes to for a share of full time; grants and signing bonuses are as they are quoted."""

        def paid(pay: PayRange | None) -> PayRange | None:
            return pay.scaled(lambda amount: amount * share) if pay else None

        bonus = self.bonus
        if bonus and bonus.kind == "amount":
            bonus = replace(bonus, pay=paid(bonus.pay))
        return replace(
            self,
            base=paid(self.base),
            bonus=bonus,
            other_a_year=paid(self.other_a_year),
            stated_total=paid(self.stated_total),
            unnamed=paid(self.unnamed),
            base_anchors=_scaled(self.base_anchors, lambda amount: amount * share),
            total_anchors=_scaled(self.total_anchors, lambda amount: amount * share),
        )


def _scaled(anchors: tuple[Anchor, ...], change: Callable[[Decimal], Decimal]) -> tuple[Anchor, ...]:
    return tuple(replace(anchor, figure=change(anchor.figure)) for anchor in anchors)


@dataclass(frozen=True, slots=True)
class BandTotal:
    """A band's computed annual total; ``missing`` names the parts the guide doesn't give."""

    pay: PayRange
    missing: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        return not self.missing


def computed_total(band: BandTerms) -> BandTotal | None:
    """base + equity ÷ vesting years + bonus + other yearly pay, end by end.

    A percentage bonus is of the base at the same end. An open end of a part
    opens the total. ``None`` where the guide gives no base.
    """
    if band.base is None:
        return None
    parts = [band.base]
    missing = []
    equity = band.equity.a_year if band.equity is not None and band.equity.comparable else None
    if equity is None:
        missing.append("equity")
    else:
        parts.append(equity)
    match band.bonus:
        case BandBonus(kind="none"):
            pass
        case BandBonus(kind="percent", pay=PayRange() as percent):
            parts.append(_percent_of(percent, band.base))
        case BandBonus(kind="amount", pay=PayRange() as amount):
            parts.append(amount)
        case _:
            missing.append("bonus")
    if band.other_a_year:
        parts.append(band.other_a_year)
    minimum = sum((part.minimum for part in parts), Decimal(0))
    ends = [part.maximum for part in parts if part.maximum is not None]
    maximum = sum(ends, Decimal(0)) if len(ends) == len(parts) else None
    return BandTotal(PayRange(minimum, maximum), tuple(missing))


def _percent_of(percent: PayRange, base: PayRange) -> PayRange:
    maximum = None
    if percent.maximum is not None and base.maximum is not None:
        maximum = base.maximum * percent.maximum / 100
    return PayRange(base.minimum * percent.minimum / 100, maximum)
