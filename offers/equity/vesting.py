"""What of an offer's grants vests when, and what a leaver has: rows and pictures for the equity page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from display.charts import Column, columns
from display.formatting import day, exact_money, percent, share_price, years
from offers.equity.facts import grant_name
from offers.equity.forms import StayForm
from offers.models import Round
from offers.speaking import steps_repaid
from pay.equity import Grant
from pay.exits import present_value
from pay.leaving import Asked, Repayment, asked_back, exercise, left_after
from pay.packages import Package
from pay.vesting import MONTHS, QUARTER, Stream, months_after

LEAVING_AFTER = (6, 12, 18, 24, 36, 48)
# Refreshers are drawn as far as the four years that totals count; longer grants to their end, to a limit.
YEARS_DRAWN, MOST_YEARS = 4, 8
PRICES = (Decimal("0.5"), Decimal("0.75"), Decimal(1), Decimal("1.25"), Decimal("1.5"), Decimal(2))
COLOURS = 4


@dataclass(frozen=True)
class Vesting:
    """One grant that vests on days that are known, in the currency of the offer."""

    grant: Grant
    stream: Stream
    name: str
    kind: str

    @property
    def in_units(self) -> bool:
        """Whether only its number can be told: of options, and of shares without a price."""
        return self.stream.price is None and self.stream.amount is None

    def told(self, months: int, currency: str) -> str:
        """What has vested: "400 shares, $25,000", "12,500 options", "$60,000"."""
        units = self.stream.units(months)
        counted = "" if units is None else f"{units:,} {'options' if self.grant.kind == 'options' else 'shares'}"
        worth = "" if self.in_units else exact_money(self.stream.worth(months), currency)
        return ", ".join(filter(None, [counted, worth]))


def vestings(package: Package) -> list[Vesting]:
    """The grants whose vesting can be drawn; those in a currency without a rate aren't."""
    found = []
    for grant in package.grants:
        stream = grant.stream(YEARS_DRAWN) if package.counts(grant) else None
        if stream is not None:
            kind = "liquid" if grant.is_liquid else "illiquid"
            found.append(Vesting(grant, stream, grant_name(grant, package.currency), kind))
    return found


@dataclass(frozen=True)
class QuarterRow:
    """The end of a quarter: what has vested of each grant by then, and of all that can be sold."""

    months: int
    on: str
    vested: list[str]
    in_quarter: str
    in_all: str


@dataclass(frozen=True)
class VestingPicture:
    """Vesting by quarter, as a chart of parts and as rows; ``legend`` names the chart's kinds."""

    columns: tuple[Column, ...]
    legend: list[tuple[str, str]]
    years: list[str]
    top: str
    names: list[str]
    rows: list[QuarterRow]
    description: str


def picture(found: Sequence[Vesting], currency: str, joins: date | None) -> VestingPicture | None:
    """``None`` where no grant's vesting is known."""
    if not found:
        return None
    last = max(min(max(vesting.stream.months for vesting in found), MOST_YEARS * MONTHS), YEARS_DRAWN * MONTHS)
    ends = range(QUARTER, last + 1, QUARTER)
    drawn = [vesting for vesting in found if not vesting.in_units]
    named = drawn or list(found)
    # Options have no price to draw: then it is their number, as a part of all of them.
    height = _worth if drawn else _part
    stacks = [[(f"grant-{at % COLOURS}", height(vesting, end)) for at, vesting in enumerate(named)] for end in ends]
    most = max((sum((amount for _, amount in stack), Decimal(0)) for stack in stacks), default=Decimal(0))
    sold = [vesting.stream for vesting in found if vesting.grant.is_liquid]
    rows = [
        QuarterRow(
            end,
            day(months_after(joins, end)) if joins else "",
            [vesting.told(end, currency) for vesting in found],
            exact_money(sum((stream.between(end - QUARTER, end) for stream in sold), Decimal(0)), currency),
            exact_money(sum((stream.worth(end) for stream in sold), Decimal(0)), currency),
        )
        for end in ends
    ]
    yearly = ", ".join(
        f"after {years(Decimal(end // MONTHS))} {_all_told(named, end, currency)}" for end in ends if end % MONTHS == 0
    )
    return VestingPicture(
        columns(stacks, most),
        [(f"grant-{at % COLOURS}", vesting.name) for at, vesting in enumerate(named)],
        [f"year {year}" for year in range(1, last // MONTHS + 1)],
        exact_money(most, currency) if drawn else "all of them",
        [vesting.name for vesting in found],
        rows,
        f"Vested in all by quarter: {yearly}.",
    )


def _worth(vesting: Vesting, months: int) -> Decimal:
    return vesting.stream.worth(months)


def _part(vesting: Vesting, months: int) -> Decimal:
    part = vesting.stream.part(months)
    return Decimal(part.numerator) / part.denominator


def _all_told(found: Sequence[Vesting], months: int, currency: str) -> str:
    return " and ".join(vesting.told(months, currency) for vesting in found)


@dataclass(frozen=True)
class YearRow:
    """A year of the job: what vests in it of all that can be sold."""

    number: int
    amount: str


def year_rows(found: Sequence[Vesting], currency: str) -> list[YearRow]:
    """Years 1 to 4, and those after in which something vests."""
    sold = [vesting for vesting in found if vesting.grant.is_liquid]
    if not sold:
        return []
    once = [vesting.stream for vesting in sold if not vesting.grant.is_refresher]
    last = max([YEARS_DRAWN, *(-(-stream.months // MONTHS) for stream in once)])
    amounts = [(year, _in_year(sold, year)) for year in range(1, min(last, MOST_YEARS) + 1)]
    return [YearRow(year, exact_money(amount, currency)) for year, amount in amounts]


def _in_year(sold: Sequence[Vesting], year: int) -> Decimal:
    return sum((vesting.stream.between((year - 1) * MONTHS, year * MONTHS) for vesting in sold), Decimal(0))


@dataclass(frozen=True)
class PriceRow:
    """A grant of listed shares at another price: their number stays."""

    price: str
    change: str
    whole: str
    a_year: str
    is_own: bool = False


@dataclass(frozen=True)
class Prices:
    """The scenarios of one grant."""

    name: str
    shares: str
    rows: list[PriceRow]


def price_scenarios(package: Package, own: Decimal | None) -> list[Prices]:
    """Listed shares at prices around the stated one, and at the candidate's ``own``; no forecast."""
    found = []
    for grant in package.grants:
        if not (grant.is_liquid and package.counts(grant) and grant.shares and grant.amount and not grant.is_refresher):
            continue
        stated = grant.amount / grant.shares
        prices = [(stated * times, False) for times in PRICES] + ([(own, True)] if own is not None else [])
        rows = [_price_row(grant, price, stated, package.currency, is_own) for price, is_own in sorted(prices)]
        found.append(Prices(grant_name(grant, package.currency), f"{grant.shares:,.0f}", rows))
    return found


def _price_row(grant: Grant, price: Decimal, stated: Decimal, currency: str, is_own: bool) -> PriceRow:  # noqa: FBT001
    whole = (grant.shares or Decimal(0)) * price
    sign = "+" if price > stated else "\N{MINUS SIGN}"
    change = "as stated" if price == stated else f"{sign}{percent(abs(price / stated - 1))}"
    a_year = exact_money(whole / grant.schedule.years, currency) if grant.schedule else ""
    return PriceRow(share_price(price, currency), change, exact_money(whole, currency), a_year, is_own)


@dataclass(frozen=True)
class LeavingRow:
    """Leaving after so many months."""

    months: int
    on: str
    vested: str
    private: str
    options: str
    cost: str
    by: str
    paid: str
    repaid: str
    kept: str
    is_own: bool
    beyond: str = ""


@dataclass(frozen=True)
class LeavingTable:
    """``has_…``: whether a column says anything."""

    rows: list[LeavingRow]
    has_private: bool
    has_options: bool
    has_signing: bool
    notes: list[str]


def leaving_table(
    package: Package,
    found: Sequence[Vesting],
    stay: StayForm,
    terms: Round,
    stored_window: int | None,
    joins: date | None,
) -> LeavingTable:
    """What a leaver has after the usual months, and after the candidate's own."""
    window = stay.exercise_window(stored_window)
    own = stay.value("after")
    months = sorted({*LEAVING_AFTER, *([own] if own else [])})
    repayment = stay.repayment(terms.repayment)
    owed = stay.value("owed") or terms.clawback_owed
    back = _Owed(package, stay.amount("received"), in_net=owed == "net")
    rows = [_leaving_row(package, found, at, repayment, back, window, joins, own) for at in months]
    return LeavingTable(
        rows,
        any(_is_private(vesting) for vesting in found),
        any(vesting.grant.kind == "options" for vesting in found),
        bool(package.signing_parts),
        _notes(package, found, repayment, back, owed, stay.value("trigger") or terms.clawback_trigger, window),
    )


@dataclass(frozen=True)
class _Owed:
    """Gross or net: how much more is asked back than arrived of it."""

    package: Package
    received: Decimal | None
    in_net: bool

    @property
    def arrived(self) -> Decimal | None:
        """What arrived after tax, where that is known and no more than was paid."""
        paid = self.package.signing_in_all
        return self.received if paid and self.received is not None and self.received <= paid else None

    @property
    def at_most(self) -> bool:
        """Whether less than the gross amount is owed, and how much less isn't known."""
        return self.in_net and self.arrived is None

    def of(self, repaid: Decimal) -> Asked:
        paid, arrived = self.package.signing_in_all, self.arrived
        if not paid or arrived is None:
            return Asked(repaid, Decimal(0))
        return asked_back(repaid, paid=paid, received=arrived, in_net=self.in_net)


def _leaving_row(
    package: Package,
    found: Sequence[Vesting],
    months: int,
    repayment: Repayment | None,
    owed: _Owed,
    window: int | None,
    joins: date | None,
    own: int | None,
) -> LeavingRow:
    currency = package.currency
    sold = [vesting.stream for vesting in found if vesting.grant.is_liquid]
    left = left_after(months, sold, package.signing_parts, repayment)
    asked = owed.of(left.repaid)
    left_on = months_after(joins, months) if joins else None
    options = [vesting for vesting in found if vesting.grant.kind == "options"]
    exercised = [
        exercise(vesting.stream.units(months) or 0, vesting.grant.strike, left_on, window) for vesting in options
    ]
    costs = [one.cost for one in exercised]
    cost = None if None in costs else sum((cost for cost in costs if cost is not None), Decimal(0))
    count = sum(one.options for one in exercised)
    by = next((one.by for one in exercised if one.by), None)
    private = sum((vesting.stream.worth(months) for vesting in found if _is_private(vesting)), Decimal(0))
    is_known = repayment is not None or not package.signing_parts
    most, least = ("at most ", "at least ") if owed.at_most and asked.to_repay else ("", "")
    repaid = f"{most}{exact_money(asked.to_repay, currency)}"
    kept = f"{least}{exact_money(left.vested + left.paid - asked.to_repay, currency)}"
    return LeavingRow(
        months,
        day(left_on) if left_on else "",
        exact_money(left.vested, currency),
        exact_money(private, currency),
        f"{count:,}" if options else "",
        "" if not options else "nothing" if not count else "not known" if cost is None else exact_money(cost, currency),
        day(by) if by and count else "",
        exact_money(left.paid, currency),
        repaid if is_known else "not known",
        kept if is_known else "not known",
        months == own,
        exact_money(asked.beyond_received, currency) if asked.beyond_received else "",
    )


def _is_private(vesting: Vesting) -> bool:
    return not vesting.grant.is_liquid and vesting.grant.kind != "options" and not vesting.in_units


def _notes(
    package: Package,
    found: Sequence[Vesting],
    repayment: Repayment | None,
    back: _Owed,
    owed: str,
    trigger: str,
    window: int | None,
) -> list[str]:
    """What the table leaves open, each with what to ask."""
    notes = []
    if package.signing_parts:
        if repayment is None:
            notes.append("What a leaver pays back of the signing bonus isn't known: enter it below, or ask.")
        elif repayment.kind != "none":
            notes.append(_repayment_words(repayment) + _trigger_words(trigger))
            if not owed:
                notes.append(
                    "Ask whether the gross amount is paid back or only what arrived after tax: the letter may not say."
                )
            elif back.at_most:
                notes.append("Only what arrived after tax is paid back. How much that was isn't known: enter it below.")
    if any(vesting.grant.kind == "options" for vesting in found) and window is None:
        notes.append("How long options can be exercised after leaving isn't known: enter the months below, or ask.")
    return notes


def _repayment_words(repayment: Repayment) -> str:
    match repayment.kind:
        case "prorated":
            within = f"If you leave within {repayment.months} months, you pay the signing bonus back"
            return f"{within}, less 1/{repayment.months} of it for each month that you served."
        case "whole":
            return f"If you leave within {repayment.months} months, you pay back all of the signing bonus."
        case _:
            return f"Of the signing bonus, {steps_repaid(repayment)}."


def _trigger_words(trigger: str) -> str:
    if trigger == "resign":
        return " It is owed if you resign or are dismissed for cause, not if you are laid off."
    return " It is owed whoever ends the job." if trigger == "any" else " Ask whether that holds if you are laid off."


@dataclass(frozen=True)
class WorthToday:
    """Equity that can be sold, discounted at the candidate's rate."""

    amount: str
    sentence: str


def worth_today(found: Sequence[Vesting], stay: StayForm, currency: str) -> WorthToday | None:
    """``None`` without a rate of the candidate's, or without equity that can be sold."""
    rate = stay.value("rate")
    sold = [vesting for vesting in found if vesting.grant.is_liquid]
    if rate is None or not sold:
        return None
    last = max(-(-vesting.stream.months // MONTHS) for vesting in sold)
    values = [_in_year(sold, year) for year in range(1, last + 1)]
    is_mid = stay.value("timing") == "mid"
    amount = exact_money(present_value(values, rate / 100, mid_year=is_mid), currency)
    when = "half-way through its year" if is_mid else "at its year’s end"
    total = exact_money(sum(values, Decimal(0)), currency)
    return WorthToday(
        amount,
        f"{total} over {last} years, each year’s part paid {when} and discounted at your {percent(rate / 100)} a year.",
    )
