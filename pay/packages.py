"""A package: one complete set of terms. ``None`` is not known, zero is none."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from pay.basis import YEARLY, BasePart, PayBasis
from pay.equity import Assumptions, Grant
from pay.money import Conversion, RateMissingError, Rates
from pay.on_top import OnTop, worth
from pay.parts import Negotiable
from pay.vesting import Schedule

BonusKind = Literal["target", "guaranteed", "discretionary"]
ZERO = Decimal(0)
USUAL_YEARS = 4


@dataclass(frozen=True, slots=True)
class Package:
    """Terms in whole units of ``currency``, as they are paid.

    ``base`` a year, in ``base_parts`` where the letter splits it, stated by
    ``basis``. The bonus a year: ``bonus_percent`` (15 for 15 %) of base or of
    its parts named in ``bonus_of``, or ``bonus_months`` of that, or
    ``bonus_amount``; ``bonus_guaranteed`` is what year 1 pays in its place.
    ``signing`` once, in the first year, and ``signing_later`` in the years
    after it. ``grants``: one for each issuance, refreshers among them; none at
    all is not known, one of nothing is none. ``on_top`` and ``other`` (a year)
    count where the letter states them: few letters do, and their absence
    makes no total "at least".
    """

    currency: str
    base: Decimal | None = None
    basis: PayBasis = YEARLY
    base_parts: tuple[BasePart, ...] = ()
    bonus_percent: Decimal | None = None
    bonus_amount: Decimal | None = None
    bonus_months: Decimal | None = None
    bonus_of: tuple[str, ...] = ()
    bonus_kind: BonusKind = "target"
    bonus_guaranteed: Decimal | None = None
    signing: Decimal | None = None
    signing_later: tuple[Decimal | None, ...] = ()
    grants: tuple[Grant, ...] = ()
    on_top: tuple[OnTop, ...] = ()
    other: Decimal | None = None

    # Base and bonus

    @property
    def full_time_base(self) -> Decimal | None:
        """The base a year of a full-time equivalent: what a band is for."""
        return None if self.base is None else self.basis.full_time(self.base)

    @property
    def at_full_time(self) -> Package:
        """The package as it would be at full time; grants stay as they are quoted."""
        return self.in_full_time(lambda amount: self.basis.full_time(amount)) if self.basis.is_part_time else self

    def in_full_time(self, change: Callable[[Decimal], Decimal]) -> Package:
        changed = self._changed_pay(change)
        return changed.changed(basis=dataclasses.replace(self.basis, share=Decimal(1), is_full_time=False))

    @property
    def bonus_base(self) -> Decimal | None:
        """The pay a year that a bonus in percent is of; ``None`` where that isn't known."""
        if not self.bonus_of:
            return self.base
        counted = [part.amount for part in self.base_parts if part.name in self.bonus_of]
        return sum(counted, ZERO) if len(counted) == len(self.bonus_of) else None

    @property
    def bonus(self) -> Decimal | None:
        """Target bonus a year. 15 % of an unknown base is not known."""
        if self.bonus_amount is not None:
            return self.bonus_amount
        if self.bonus_percent == 0 or self.bonus_months == 0:
            return ZERO
        if (whole := self.bonus_base) is None:
            return None
        if self.bonus_months is not None:
            return self.bonus_months * self.basis.months_of(whole)
        return None if self.bonus_percent is None else whole * self.bonus_percent / 100

    @property
    def bonus_as_percent(self) -> Decimal | None:
        """The bonus in percent of base, whichever way it was stated."""
        if self.bonus_percent is not None and not self.bonus_of:
            return self.bonus_percent
        if self.base and self.bonus is not None:
            return self.bonus * 100 / self.base
        return ZERO if self.bonus_percent == 0 else None

    @property
    def bonus_of_one(self) -> Decimal:
        """What the bonus grows by with each unit of base; the parts of base grow alike."""
        if self.bonus_amount is not None or (self.bonus_percent is None and self.bonus_months is None):
            return ZERO
        if self.bonus_of or self.bonus_months is not None:
            return (self.bonus or ZERO) / self.base if self.base else ZERO
        return (self.bonus_percent or ZERO) / 100

    # Grants

    @property
    def first_grants(self) -> tuple[Grant, ...]:
        """The grants that come once."""
        return tuple(grant for grant in self.grants if not grant.is_refresher)

    @property
    def refreshers(self) -> tuple[Grant, ...]:
        return tuple(grant for grant in self.grants if grant.is_refresher)

    @property
    def grant(self) -> Grant | None:
        """The grant that is negotiated: the first that comes once."""
        return next(iter(self.first_grants), None)

    @property
    def equity(self) -> Decimal | None:
        """What all grants that come once are quoted at, whole; ``None`` where one of them isn't known."""
        amounts = [self._amount(grant) for grant in self.first_grants]
        known = [amount for amount in amounts if amount is not None]
        return sum(known, ZERO) if known and len(known) == len(amounts) else None

    def _amount(self, grant: Grant) -> Decimal | None:
        return grant.amount if self.counts(grant) else None

    def counts(self, grant: Grant) -> bool:
        """Whether a grant is in the package's currency; in another it can't be summed before it is converted."""
        return grant.is_none or grant.currency in {"", self.currency}

    @property
    def schedule(self) -> Schedule | None:
        """How the grant that is negotiated vests."""
        return self.grant.schedule if self.grant else None

    @property
    def equity_kind(self) -> str:
        """The kind of the grant that is negotiated."""
        return self.grant.kind if self.grant else "unspecified"

    @property
    def own_currency_of_grant(self) -> Conversion | None:
        """What brought the grant that is negotiated here, where it is in another currency and the only one."""
        grant = self.grant
        if grant is None or len(self.first_grants) > 1 or grant.conversion is None:
            return None
        return grant.conversion if grant.conversion.target == self.currency else None

    @property
    def vesting_years(self) -> Decimal | None:
        """Over how many years the grants vest; ``None`` where that isn't known, or isn't the same for all."""
        years = {grant.schedule.years if grant.schedule else None for grant in self.first_grants if not grant.is_none}
        return years.pop() if len(years) == 1 else None

    @property
    def equity_a_year(self) -> Decimal | None:
        """The grants that come once, each ÷ its vesting years."""
        if self.equity is None:
            return None
        years = [grant.a_year for grant in self.first_grants]
        known = [amount for amount in years if amount is not None]
        return sum(known, ZERO) if len(known) == len(years) else None

    @property
    def counts_options(self) -> bool:
        """Whether options are told by their number alone: what they are worth, nobody has quoted."""
        return any(grant.kind == "options" and grant.value is None and grant.shares for grant in self.first_grants)

    @property
    def quotes_options(self) -> bool:
        """Whether the letter values options: at the price that investors paid, as a rule."""
        return any(grant.kind == "options" and grant.value for grant in self.first_grants)

    @property
    def equity_is_told(self) -> bool:
        """Whether what every grant is worth can be said."""
        return all(grant.is_told for grant in self.grants)

    @property
    def told(self) -> Package:
        """The package as far as what it is worth can be said: without the grants of which that can't."""
        return self if self.equity_is_told else self._with_grants(grant for grant in self.grants if grant.is_told)

    @property
    def in_hand(self) -> Package:
        """The package with no equity but what can be sold once it has vested: what a headline counts as pay."""
        return self if self.is_all_liquid else self._with_grants(grant for grant in self.grants if grant.is_liquid)

    @property
    def on_paper(self) -> Package:
        """The package with the equity alone that can't be sold yet, or of whose worth nothing can be said."""
        return self._with_grants(grant for grant in self.grants if not grant.is_liquid)

    @property
    def private_grants(self) -> tuple[Grant, ...]:
        """The grants that can't be sold once they have vested, those of which nothing is known among them."""
        return tuple(grant for grant in self.grants if not grant.is_liquid and not grant.is_none)

    @property
    def is_all_liquid(self) -> bool:
        """Whether no grant needs a sale or listing first; so it is where there is none."""
        return all(grant.is_liquid or not (grant.value or grant.shares) for grant in self.grants)

    @property
    def untold(self) -> Package:
        """The package with those grants alone of whose worth nothing can be said."""
        return self._with_grants(grant for grant in self.grants if not grant.is_told)

    @property
    def without_equity(self) -> Package:
        return self._with_grants(())

    def _with_grants(self, grants: Any) -> Package:
        kept = tuple(grants)
        first = () if any(not grant.is_refresher for grant in kept) else (NO_GRANT,)
        return self.changed(grants=(*first, *kept))

    @property
    def is_liquid(self) -> bool:
        """Whether all vested equity can be sold at once."""
        return bool(self.grants) and all(grant.is_liquid or grant.is_none for grant in self.grants)

    # Signing

    @property
    def signing_parts(self) -> tuple[tuple[int, Decimal], ...]:
        """Each part of the signing bonus that is known and more than nothing, with the year that pays it."""
        parts = enumerate((self.signing, *self.signing_later), start=1)
        return tuple((year, amount) for year, amount in parts if amount)

    @property
    def signing_in_all(self) -> Decimal | None:
        """The signing bonus of all years, as far as it is known; ``None`` where nothing of it is."""
        known = [amount for amount in (self.signing, *self.signing_later) if amount is not None]
        return sum(known, ZERO) if known else None

    # On top

    def worth_of(self, row: OnTop) -> Decimal | None:
        """What a part on top comes to a year; ``None`` where that isn't known."""
        parts = {part.name: part.amount for part in self.base_parts}
        return worth(row, self.base, parts, None if self.base is None else self.basis.months_of(self.base))

    # Changes

    def whole_of(self, part: Negotiable) -> Decimal | None:
        """The whole of a part: base a year, the whole equity, the signing bonus of all years."""
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
        """The package with other terms. The parts of a base that changes change alike; a bonus is stated one way."""
        base = changes.get("base")
        if base is not None and self.base_parts and self.base and "base_parts" not in changes:
            parts = (BasePart(part.name, part.amount * base / self.base) for part in self.base_parts)
            changes["base_parts"] = tuple(parts)
        if changes.get("bonus_percent") is not None or changes.get("bonus_amount") is not None:
            changes = {"bonus_months": None, "bonus_of": ()} | changes
        return dataclasses.replace(self, **changes)

    def with_grant(self, **changes: Any) -> Package:
        """The package with other terms of the grant that is negotiated."""
        grant = dataclasses.replace(self.grant or Grant("unspecified"), **changes)
        return self.changed(grants=(grant, *(other for other in self.grants if other is not self.grant)))

    def with_equity(self, amount: Decimal) -> Package:
        """The package with another value of its equity, as quoted: the grant that is negotiated makes the difference.

        What is known of that grant grows with it. Where there was no grant, the new one vests over four years.
        """
        grant = self.grant
        if not amount:
            return self._with_grants(self.refreshers)
        if grant is None:
            return self.changed(
                grants=(Grant("unspecified", amount, schedule=Schedule.even(USUAL_YEARS)), *self.grants)
            )
        others = sum((self._amount(other) or ZERO for other in self.first_grants if other is not grant), ZERO)
        grown = grant.resized(max(amount - others, ZERO))
        if not grant.amount and grown.schedule is None:
            grown = dataclasses.replace(grown, schedule=Schedule.even(USUAL_YEARS))
        return self.changed(grants=tuple(grown if other is grant else other for other in self.grants))

    def assuming(self, assumptions: Assumptions) -> Package:
        """The package with its equity worth what the assumptions make of it; not known where that is no one figure.

        Equity whose worth can't be said counts nothing unless an exit is assumed.
        """
        if not self.equity_is_told and assumptions.exit_value is None:
            return self.told
        if self.is_liquid or assumptions == Assumptions():
            return self
        return self.changed(grants=tuple(_assumed(grant, assumptions) for grant in self.grants))

    def in_currency(self, conversion: Conversion) -> Package:
        """The same terms in the conversion's target currency; grants in a third stay in it."""
        changed = self._changed_pay(conversion.convert)
        signing = [None if one is None else conversion.convert(one) for one in (self.signing, *self.signing_later)]
        return changed.changed(
            currency=conversion.target,
            signing=signing[0],
            signing_later=tuple(signing[1:]),
            grants=tuple(grant.in_currency(conversion) if self.counts(grant) else grant for grant in self.grants),
        )

    def with_rates(self, rates: Rates) -> Package:
        """The package with every grant in its own currency, as far as there are rates."""
        return self.changed(grants=tuple(_converted(grant, self.currency, rates) for grant in self.grants))

    def _changed_pay(self, change: Callable[[Decimal], Decimal]) -> Package:
        """The package with all that is paid for working changed alike."""

        def changed(amount: Decimal | None) -> Decimal | None:
            return None if amount is None else change(amount)

        return dataclasses.replace(
            self,
            base=changed(self.base),
            base_parts=tuple(BasePart(part.name, change(part.amount)) for part in self.base_parts),
            bonus_amount=changed(self.bonus_amount),
            bonus_guaranteed=changed(self.bonus_guaranteed),
            on_top=tuple(row.changed_money(change) for row in self.on_top),
            other=changed(self.other),
        )


NO_GRANT = Grant("unspecified", ZERO)


def _assumed(grant: Grant, assumptions: Assumptions) -> Grant:
    if grant.is_liquid or grant.is_none:
        return grant
    if grant.is_refresher and grant.amount is not None:
        # A refresher has no strike and no share count of its own: only the discount can be taken off it.
        return dataclasses.replace(grant, value=grant.amount * (1 - assumptions.discount))
    worth = assumptions.worth(grant)
    return dataclasses.replace(grant, value=worth.low if worth and worth.is_exact else None, shares=None)


def _converted(grant: Grant, currency: str, rates: Rates) -> Grant:
    if grant.currency in {"", currency}:
        return grant
    try:
        return grant.in_currency(rates.conversion(grant.currency, currency))
    except RateMissingError:
        return grant
