"""Several packages beside each other, all in one currency: years, differences, and where the order turns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pay.equity import Grant
from pay.exits import NO_PREFERENCE, Company, Preference
from pay.packages import Package
from pay.parts import MAIN
from pay.rounding import rounded
from pay.totals import YEARS, Total, annual_total, four_year_average, guaranteed_cash, year_total
from pay.vesting import share_of

EQUITY_PARTS = frozenset({"equity", "refreshers"})


@dataclass(frozen=True, slots=True)
class Year:
    """What one year pays, by how soon it is money: ``cash``, equity that can be sold, equity that can't."""

    number: int
    cash: Decimal
    liquid: Decimal
    illiquid: Decimal
    missing: tuple[str, ...] = ()

    @property
    def total(self) -> Decimal:
        return self.cash + self.liquid + self.illiquid


def years_of(package: Package, count: int = YEARS) -> tuple[Year, ...]:
    """Year 1 to ``count``; unknown parts count nothing and are named."""
    years = []
    for number in range(1, count + 1):
        total = year_total(package, number) or Total(Decimal(0), {}, MAIN)
        equity = sum((total.parts.get(part, Decimal(0)) for part in EQUITY_PARTS), Decimal(0))
        sold = [grant.in_year(number) for grant in package.grants if grant.is_liquid and package.counts(grant)]
        liquid = sum((amount for amount in sold if amount is not None), Decimal(0))
        years.append(Year(number, total.amount - equity, liquid, equity - liquid, total.missing))
    return tuple(years)


def four_year_total(package: Package) -> Decimal:
    """What the four years pay in all, signing included; unknown parts count nothing."""
    return exact(year.total for year in years_of(package))


def exact(amounts: Iterable[Decimal]) -> Decimal:
    """The sum without the last digits that thirds of a grant leave open."""
    return rounded(sum(amounts, Decimal(0)), Decimal("0.000001")).normalize() + 0


@dataclass(frozen=True, slots=True)
class Contender:
    """One offer in the comparison: its package under the candidate's assumptions, and its totals."""

    package: Package
    years: tuple[Year, ...]
    annual: Total | None
    year_1: Total | None
    average: Total | None
    guaranteed: Total | None

    @property
    def total(self) -> Decimal:
        return exact(year.total for year in self.years)

    @property
    def illiquid(self) -> Decimal:
        return exact(year.illiquid for year in self.years)

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(part for year in self.years for part in year.missing))


def contender(package: Package) -> Contender:
    return Contender(
        package,
        years_of(package),
        annual_total(package),
        year_total(package, 1),
        four_year_average(package),
        guaranteed_cash(package),
    )


@dataclass(frozen=True, slots=True)
class Difference:
    """``amount`` = theirs − baseline's; ``fraction`` of the baseline's, ``None`` where that is nothing."""

    amount: Decimal
    fraction: Decimal | None
    at_least: bool = False


def difference(theirs: Total | None, baseline: Total | None) -> Difference | None:
    """``None`` where a difference can't be told: a total unknown, or a lower limit that hides which is more.

    ``at_least`` is set where one of them is a lower limit, so that they are that far apart or farther.
    """
    if theirs is None or baseline is None or (theirs.at_least and baseline.at_least):
        return None
    amount = theirs.amount - baseline.amount
    if (theirs.at_least and amount < 0) or (baseline.at_least and amount > 0):
        return None
    # Of a lower limit no percentage is told.
    fraction = amount / baseline.amount if baseline.amount and not baseline.at_least else None
    return Difference(amount, fraction, theirs.at_least or baseline.at_least)


def lead_from(one: Contender, other: Contender) -> int | None:
    """The year from whose end on ``one`` has paid more in all than ``other``, to the fourth; ``None`` if never."""
    since = None
    ahead = Decimal(0)
    for mine, theirs in zip(one.years, other.years, strict=True):
        ahead += mine.total - theirs.total
        if ahead <= 0:
            since = None
        elif since is None:
            since = mine.number
    return since


def break_even_discount(one: Contender, other: Contender) -> Decimal | None:
    """The further discount on equity that can't be sold at which both pay the same over four years.

    A fraction from 0 to 1, the same for both; ``None`` where no discount makes them equal.
    """
    more_illiquid = one.illiquid - other.illiquid
    if not more_illiquid:
        return None
    discount = (one.total - other.total) / more_illiquid
    return discount if 0 <= discount <= 1 else None


def break_even_exit(
    in_hand: Decimal,
    private: Sequence[Grant],
    dilution: Decimal,
    discount: Decimal,
    other: Decimal,
    preference: Preference = NO_PREFERENCE,
) -> Decimal | None:
    """The exit value of a company at which an offer of it pays ``other`` over four years.

    ``in_hand``: what it pays beside its ``private`` grants, all in one currency. ``None`` where it pays that
    much whatever the exit brings, or of any grant the shares, their strike, how it vests or the number of all
    shares isn't known: an exit said without one of them would be too high.
    """
    needed = other - in_hand
    companies = {grant.fully_diluted for grant in private if grant.fully_diluted}
    if needed <= 0 or discount >= 1 or len(companies) != 1:
        return None
    held = [_vested_by_then(grant) for grant in private]
    known = sorted(one for one in held if one is not None)
    if len(known) < len(held):
        return None
    company = Company(companies.pop(), dilution, preference)
    shares = strikes = Decimal(0)
    for at, (strike, vested) in enumerate(known):
        shares, strikes = shares + vested, strikes + vested * strike
        price = (needed / (1 - discount) + strikes) / shares if shares else None
        # Dearer options count from their own strike on.
        if price is not None and (at + 1 == len(known) or price <= known[at + 1][0]):
            return company.exit_for_price(price)
    return None


def _vested_by_then(grant: Grant) -> tuple[Decimal, Decimal] | None:
    """Strike and number of the shares that vest within four years; ``None`` where that isn't known."""
    count, strike = grant.share_count, grant.strike_to_pay
    if grant.is_refresher or grant.schedule is None or grant.starts_after is None or count is None or strike is None:
        return None
    return strike, share_of(count, grant.schedule.vested(YEARS * 12 - grant.starts_after))
