"""What a grant in a private company may be worth, and what isn't known about it.

Prices are in the grant's currency a share; exit values and investments in the
same currency; dilution, discounts and ownership are fractions from 0 to 1;
shares are whole numbers.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from pay.exits import NO_PREFERENCE, Company, Preference
from pay.money import Conversion
from pay.vesting import MONTHS, Schedule, Stream, share_of

ZERO, ONE = Decimal(0), Decimal(1)

# What the candidate can turn into money on the day it vests.
LIQUID: frozenset[str] = frozenset({"rsu", "psu", "profit_share"})
# What nobody can put a figure on: options are no shares, and of an unknown kind nothing is known.
UNTOLD: frozenset[str] = frozenset({"options", "unspecified"})
# Worth nothing in cash before a sale or a listing, however much has vested.
NEEDS_AN_EXIT: frozenset[str] = frozenset({"double_trigger", "pre_ipo", "options", "phantom"})


def ownership(shares: Decimal, fully_diluted: Decimal) -> Decimal:
    """shares ÷ fully diluted shares, a fraction. Source: og-equity-compensation."""
    return shares / fully_diluted


def option_value(shares: Decimal, price: Decimal, strike: Decimal) -> Decimal:
    """shares × max(0, price − strike). Shares without a strike price have one of 0. Source: og-equity-compensation."""
    return shares * max(ZERO, price - strike)


def exercise_cost(shares: Decimal, strike: Decimal) -> Decimal:
    """shares × strike: what turning options into shares costs, before tax."""
    return shares * strike


@dataclass(frozen=True, slots=True)
class Interval:
    """What the known facts allow; ``high`` is ``None`` where nothing limits it."""

    low: Decimal
    high: Decimal | None

    @property
    def is_exact(self) -> bool:
        return self.low == self.high


Fact = Literal["shares", "strike", "fair_value", "preferred", "fully_diluted", "schedule", "kind", "exercise_window"]


@dataclass(frozen=True, slots=True)
class Grant:
    """A grant as the letter states it, one issuance. ``None`` is not known.

    ``value`` is the whole grant in money as quoted; prices are a share:
    ``strike`` of options, ``fair_value`` the 409A value of a common share,
    ``preferred`` what investors last paid, ``close`` that of a listed share at
    the end of trading on ``close_on``. It begins ``starts_after`` months after
    the job (``None``: on a day that can't be told in months yet) and vests by
    ``schedule``. ``recurs_from``: the like of it is granted at the start of
    each year from that one on, a refresher. ``currency`` is "" for the
    package's own; ``conversion`` is what brought it there. ``condition`` is what
    else has to come true. Source of the cut: Open Cap Format, one issuance a grant.
    """

    kind: str
    value: Decimal | None = None
    shares: Decimal | None = None
    strike: Decimal | None = None
    fair_value: Decimal | None = None
    preferred: Decimal | None = None
    fully_diluted: Decimal | None = None
    schedule: Schedule | None = None
    close: Decimal | None = None
    close_on: date | None = None
    starts_after: int | None = 0
    starts_on: date | None = None
    recurs_from: int | None = None
    condition: str = ""
    currency: str = ""
    conversion: Conversion | None = None

    @property
    def is_none(self) -> bool:
        return self.value == 0 or self.shares == 0

    @property
    def is_refresher(self) -> bool:
        return self.recurs_from is not None

    @property
    def is_liquid(self) -> bool:
        """Whether what has vested can be sold at once."""
        return self.kind in LIQUID

    @property
    def is_told(self) -> bool:
        """Whether what it is worth can be said: not of options, nor of equity whose kind isn't known.

        A quote of options is at a price that the candidate can't have. Source: og-equity-compensation.
        """
        return not (self.value or self.shares) or self.kind not in UNTOLD

    @property
    def amount(self) -> Decimal | None:
        """The whole grant in money as quoted."""
        return self.quoted.amount if self.quoted else None

    @property
    def a_year(self) -> Decimal | None:
        """The grant ÷ its vesting years."""
        if self.is_none:
            return ZERO
        if self.amount is None or self.schedule is None:
            return None
        return self.amount / self.schedule.years

    def in_year(self, year: int) -> Decimal | None:
        """What vests of it in year ``year`` of the job, counted from 1; of a refresher, of all granted by then.

        What falls due at month 12 belongs to year 1. Source: levels.fyi threads.
        """
        if self.is_none:
            return ZERO
        amount, schedule, starts = self.amount, self.schedule, self.starts_after
        if amount is None or schedule is None or starts is None:
            return None
        begins = (
            [starts] if self.recurs_from is None else [(at - 1) * MONTHS for at in range(self.recurs_from, year + 1)]
        )
        parts = (
            share_of(amount, schedule.vested(year * MONTHS - at) - schedule.vested((year - 1) * MONTHS - at))
            for at in begins
        )
        return sum(parts, ZERO)

    def stream(self, years: int) -> Stream | None:
        """How it vests over the months of the job, refreshers as far as ``years``; ``None`` where that isn't known.

        Options count in units and never in money.
        """
        if self.schedule is None or self.starts_after is None or self.is_none:
            return None
        begins = (
            (self.starts_after,)
            if self.recurs_from is None
            else tuple((year - 1) * MONTHS for year in range(self.recurs_from, years + 1))
        )
        shares = self.shares if self.shares is not None and self.shares == self.shares.to_integral_value() else None
        amount = None if self.kind == "options" else self.amount
        price = amount / shares if shares and amount is not None else None
        return Stream(self.schedule, begins, None if shares is None else int(shares), price, amount)

    def in_currency(self, conversion: Conversion) -> Grant:
        """The same grant in the conversion's target currency, which it then is in."""
        found = self if conversion.is_identity else self.changed_money(conversion.convert)
        kept = self.conversion if conversion.is_identity else conversion
        return dataclasses.replace(found, currency=conversion.target, conversion=kept)

    def resized(self, value: Decimal) -> Grant:
        """The same grant at another size: worth ``value`` as quoted, with as many more (or fewer) shares."""
        quote = self.quoted
        if quote is None or not quote.amount:
            return dataclasses.replace(self, value=value, shares=None)
        times = value / quote.amount
        return dataclasses.replace(
            self,
            value=None if self.value is None else value,
            shares=None if self.shares is None else self.shares * times,
        )

    def changed_money(self, change: Callable[[Decimal], Decimal]) -> Grant:
        """The same grant with every amount changed, such as by a conversion."""

        def changed(amount: Decimal | None) -> Decimal | None:
            return None if amount is None else change(amount)

        return dataclasses.replace(
            self,
            value=changed(self.value),
            strike=changed(self.strike),
            fair_value=changed(self.fair_value),
            preferred=changed(self.preferred),
            close=changed(self.close),
        )

    @property
    def strike_to_pay(self) -> Decimal | None:
        """What a share costs the candidate: a stated strike, whatever the kind; ``None`` if there may be one."""
        return self.strike if self.strike is not None or self.kind in {"options", "unspecified"} else ZERO

    @property
    def share_count(self) -> Decimal | None:
        """The shares as stated, else the quoted value of RSUs ÷ the price that it was quoted at, if there is but one.

        A quoted value of options may or may not be after the strike: of those no count is worked out.
        """
        if self.shares is not None or self.value is None or self.kind == "options":
            return self.shares
        prices = {price for price in (self.preferred, self.fair_value, self.close) if price}
        return self.value / prices.pop() if len(prices) == 1 else None

    @property
    def quoted(self) -> Quote | None:
        """The grant in money as the company would quote it, and at which price."""
        if self.value is not None:
            return Quote(self.value, "letter")
        if self.shares is None:
            return None
        if self.shares == 0:
            return Quote(ZERO, "letter")
        price, basis = self._price
        if price is None or self.strike_to_pay is None:
            return None
        return Quote(option_value(self.shares, price, self.strike_to_pay), basis)

    @property
    def _price(self) -> tuple[Decimal | None, QuoteBasis]:
        """What a share counts: the last close of a listed one, else what investors paid, else the fair value."""
        if self.close is not None:
            return self.close, "close"
        if self.preferred is None:
            return self.fair_value, "fair-value"
        return self.preferred, "preferred"

    @property
    def ownership(self) -> Decimal | None:
        if self.share_count is None or not self.fully_diluted:
            return None
        return ownership(self.share_count, self.fully_diluted)

    @property
    def exercise_cost(self) -> Decimal | None:
        if self.strike_to_pay == 0:
            return ZERO
        if self.share_count is None or self.strike_to_pay is None:
            return None
        return exercise_cost(self.share_count, self.strike_to_pay)

    def worth_at(self, price: Decimal | None) -> Decimal | None:
        """The whole grant at a price a share, after its strike; ``None`` where one of them isn't known."""
        if self.share_count is None or self.strike_to_pay is None or price is None:
            return None
        return option_value(self.share_count, price, self.strike_to_pay)

    def company(self, dilution: Decimal = ZERO, preference: Preference = NO_PREFERENCE) -> Company | None:
        """The company that it is a part of; ``None`` without the number of all shares."""
        return Company(self.fully_diluted, dilution, preference) if self.fully_diluted else None

    def at_exit(
        self, exit_value: Decimal, dilution: Decimal = ZERO, preference: Preference = NO_PREFERENCE
    ) -> Interval | None:
        """What the whole grant would be worth at an exit, after the strike.

        An unknown strike lies between nothing and the price. ``None`` where
        the shares, or what part of the company they are, are not known.
        """
        if self.is_none:
            return Interval(ZERO, ZERO)
        company = self.company(dilution, preference)
        if self.share_count is None or company is None:
            return None
        price = company.price(exit_value)
        if self.strike_to_pay is None:
            return Interval(ZERO, option_value(self.share_count, price, ZERO))
        worth = option_value(self.share_count, price, self.strike_to_pay)
        return Interval(worth, worth)

    def break_even(self, dilution: Decimal = ZERO, preference: Preference = NO_PREFERENCE) -> Decimal | None:
        """The exit value at which the options are worth their strike; 0 for shares."""
        if self.strike_to_pay == 0:
            return ZERO
        company = self.company(dilution, preference)
        return None if self.strike_to_pay is None or company is None else company.exit_for_price(self.strike_to_pay)

    def exit_worth(
        self, value: Decimal, dilution: Decimal = ZERO, preference: Preference = NO_PREFERENCE
    ) -> Decimal | None:
        """The exit value at which the whole grant would be worth ``value``; ``None`` where that can't be said."""
        company = self.company(dilution, preference)
        if not self.share_count or self.strike_to_pay is None or company is None:
            return None
        return company.exit_for_price(value / self.share_count + self.strike_to_pay)

    @property
    def open_questions(self) -> tuple[Fact, ...]:
        """What to ask the recruiter, most telling first: facts without which the grant can't be judged."""
        if self.is_none or self.kind in LIQUID:
            return ()
        if self.kind == "unspecified":
            return ("kind",)  # what else there is to ask depends on the answer
        facts: list[tuple[Fact, bool]] = [
            ("shares", self.shares is None),
            ("fully_diluted", self.fully_diluted is None),
            ("strike", self.kind == "options" and self.strike is None),
            ("preferred", self.preferred is None),
            ("fair_value", self.fair_value is None),
            ("exercise_window", self.kind == "options"),
        ]
        return tuple(fact for fact, is_open in facts if is_open)


QuoteBasis = Literal["letter", "preferred", "fair-value", "close"]


@dataclass(frozen=True, slots=True)
class Quote:
    """A grant in money; ``basis``: the letter's own figure, or worked out at one of the prices of a share."""

    amount: Decimal
    basis: QuoteBasis


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What the candidate assumes of equity that can't be sold yet. Without any, grants count as quoted.

    ``discount``: the fraction taken off for illiquidity (Carta, "lack of
    marketability"). ``exit_value``: the value of the company at a sale or
    listing, in the grant's currency; ``dilution`` until then, and the ``preference`` that investors have.
    """

    discount: Decimal = ZERO
    exit_value: Decimal | None = None
    dilution: Decimal = ZERO
    preference: Preference = NO_PREFERENCE

    def worth(self, grant: Grant) -> Interval | None:
        """The whole grant in money under these assumptions; liquid equity counts as quoted."""
        quote = grant.quoted
        as_quoted = Interval(quote.amount, quote.amount) if quote else None
        if grant.kind in LIQUID or grant.is_none:
            return as_quoted
        worth = as_quoted if self.exit_value is None else grant.at_exit(self.exit_value, self.dilution, self.preference)
        if worth is None:
            return None
        kept = ONE - self.discount
        return Interval(worth.low * kept, None if worth.high is None else worth.high * kept)
