"""How the figures of an offer come about, line by line: the base, each grant, what comes on top, what isn't money."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from display.formatting import day, exact_money, listed, money, percent, rate_and_source, spoken_money
from display.formatting import years as spell_years
from offers.models import Offer, Round
from offers.models.rows import WORDS
from offers.speaking import UNITS
from pay.basis import PART_NAMES
from pay.equity import Grant
from pay.on_top import KIND_NAMES, OnTop
from pay.packages import Package
from pay.parts import label
from pay.vesting import MONTHS

PER = dict(Round.Per.choices)


@dataclass(frozen=True)
class Line:
    """What it is, the figure, and how that comes about."""

    label: str
    figure: str
    working: str


def number(value: Decimal) -> str:
    """ "13", "13.5", "2,080"."""
    return f"{value.normalize():,f}"


def working_lines(offer: Offer, package: Package) -> list[Line]:
    """All that isn't plain from the letter's own figures."""
    return [
        *base_lines(offer.terms, package),
        *_bonus_lines(package),
        *grant_lines(package),
        *(_on_top_line(row, package) for row in package.on_top),
    ]


def base_lines(terms: Round, package: Package) -> list[Line]:
    """The base a year from what the letter states; its parts; its full-time equivalent."""
    currency, basis = package.currency, package.basis
    if package.base is None or terms.base is None:
        return []
    lines = []
    stated = basis.a_year(terms.base) or Decimal(0)
    spoken = spoken_money(stated, currency)
    if basis.factors or spoken:
        working = base_working(terms, currency) if basis.factors else ""
        lines.append(Line("Base, a year", money(stated, currency), "; ".join(filter(None, [spoken, working]))))
    if basis.per == "year" and basis.salaries:
        paid = f"{number(basis.salaries)} times a year"
        lines.append(Line("A month", exact_money(basis.months_of(package.base), currency), paid))
    if stated != package.base:
        included = [row for row in package.on_top if row.is_included]
        held = [f"{money(package.worth_of(row) or Decimal(0), currency)} {KIND_NAMES[row.kind]}" for row in included]
        working = f"{money(stated, currency)} has {listed(held)} in it"
        lines.append(Line("Base without what is in it", money(package.base, currency), working))
    for part in package.base_parts:
        name = PART_NAMES.get(part.name, part.name)
        lines.append(Line(f"{name[:1].upper()}{name[1:]}, a year", money(part.amount, currency), "part of base"))
    if basis.is_part_time and package.full_time_base is not None:
        share = basis.share.normalize()
        lines.append(
            Line(
                "Base at full time",
                money(package.full_time_base, currency),
                f"{money(package.base, currency)} ÷ {share:f} of full time: bands are compared with this, "
                "totals count what is paid",
            )
        )
    return lines


def base_working(terms: Round, currency: str) -> str:
    """ "$45 an hour × 40 hours × 52 weeks = 2,080 hours"."""
    basis = terms.basis
    stated = f"{money(terms.base or Decimal(0), currency)} {PER[basis.per]}"
    names = {"salaries": "times a year", "share": "of full time"}
    factors = [f"{number(factor)} {names.get(name, name)}" for name, factor in basis.factors if factor is not None]
    hours = ""
    if basis.per == "hour" and basis.hours is not None:
        hours = f": {number(basis.hours * (basis.weeks or 52))} hours a year"
    return " × ".join([stated, *factors]) + hours


def _bonus_lines(package: Package) -> list[Line]:
    if package.bonus is None or not (package.bonus_of or package.bonus_months is not None or package.bonus_guaranteed):
        return []
    currency = package.currency
    of = listed([PART_NAMES.get(name, name) for name in package.bonus_of]) or "all of base pay"
    lines = []
    if package.bonus_months is not None:
        months = "month" if package.bonus_months == 1 else "months"
        lines.append(Line("Bonus", money(package.bonus, currency), f"{number(package.bonus_months)} {months} of {of}"))
    elif package.bonus_of and package.bonus_percent is not None:
        lines.append(Line("Bonus", money(package.bonus, currency), f"{percent(package.bonus_percent / 100)} of {of}"))
    if package.bonus_guaranteed is not None:
        working = f"guaranteed; the target of {money(package.bonus, currency)} counts from year 2 on"
        lines.append(Line("Bonus in year 1", money(package.bonus_guaranteed, currency), working))
    return lines


def grant_lines(package: Package) -> list[Line]:
    """Each grant where there are several, or where one isn't plainly the letter's figure."""
    grants = [grant for grant in package.grants if not grant.is_none]
    plain = len(grants) == 1 and not _wants_words(grants[0])
    return [] if plain else [_grant_line(grant, package) for grant in grants]


def _wants_words(grant: Grant) -> bool:
    return bool(
        grant.conversion
        or grant.condition
        or grant.starts_after
        or grant.starts_on
        or grant.is_refresher
        or grant.close is not None
        or (grant.currency and grant.conversion is None)
    )


def _grant_line(grant: Grant, package: Package) -> Line:
    kind = UNITS.get(grant.kind, "shares" if grant.kind == "pre_ipo" else "equity")
    conversion = grant.conversion
    words = []
    if not package.counts(grant):
        worth = f"{money(grant.amount, grant.currency)}" if grant.amount is not None else "not known"
        words.append(f"no exchange rate for {grant.currency} is kept: no sum here counts it")
    elif not grant.is_told:
        worth, known = "not counted", f"{grant.shares:,.0f} {kind}" if grant.shares else kind
        words.append(f"{known}: what that is worth can’t be said")
    elif grant.amount is None:
        worth = "not known"
    else:
        worth = money(grant.amount, package.currency)
        if grant.shares and grant.value is None and grant.quoted:
            words.append(f"{grant.shares:,.0f} {kind} at {_price_words(grant, package.currency)}")
    if conversion and grant.amount is not None and package.counts(grant):
        words.append(f"{money(grant.amount / conversion.rate, conversion.origin)}; {rate_and_source(conversion)}")
    if grant.schedule:
        words.append(f"over {spell_years(grant.schedule.years)}")
        if grant.schedule.cliff_months >= grant.schedule.months:
            words.append("all of it at the end")
    else:
        words.append("how it vests isn’t known")
    words += _begin_words(grant)
    if grant.condition:
        words.append(f"only if: {grant.condition}")
    if grant.a_year and grant.is_told and package.counts(grant):
        words.append(f"{money(grant.a_year, package.currency)} a year{' each' if grant.is_refresher else ''}")
    title = "Refresher" if grant.is_refresher else "Grant"
    return Line(f"{title}, {kind}", worth, "; ".join(words))


def _begin_words(grant: Grant) -> list[str]:
    if grant.recurs_from is not None:
        return [f"anew each year from year {grant.recurs_from}"]
    if grant.starts_on:
        return [f"granted on {day(grant.starts_on)}"]
    if grant.starts_after == MONTHS:
        return ["granted after a year"]
    return [f"granted after {grant.starts_after} months"] if grant.starts_after else []


def _price_words(grant: Grant, currency: str) -> str:
    conversion = grant.conversion

    def shown(price: Decimal | None) -> str:
        if price is None:
            return "a price that isn’t known"
        return money(price / conversion.rate, conversion.origin) if conversion else money(price, currency)

    basis = grant.quoted.basis if grant.quoted else "letter"
    if basis == "close":
        return f"the last close, {shown(grant.close)}" + (f" on {day(grant.close_on)}" if grant.close_on else "")
    if basis == "preferred":
        return f"the preferred price, {shown(grant.preferred)}"
    return f"the 409A value, {shown(grant.fair_value)}"


def _on_top_line(row: OnTop, package: Package) -> Line:
    currency = package.currency
    worth = package.worth_of(row)
    words = []
    if row.months is not None:
        words.append(f"{number(row.months)} {'month' if row.months == 1 else 'months'} of pay")
    if row.percent is not None:
        of = listed([PART_NAMES.get(name, name) for name in row.of]) or "base"
        words.append(f"{percent(row.percent / 100)} of {_limited(row, of, currency)}")
    if row.matched is not None and package.base is not None:
        words.append(f"where you pay in {money(row.paid_in(package.base) or Decimal(0), currency)} a year")
    words.append("in the stated pay" if row.is_included else "on top")
    words.append("cash" if row.is_cash else "a benefit, no cash")
    if row.words:
        words.append(row.words)
    return Line(label(row.kind), "not known" if worth is None else money(worth, currency), "; ".join(words))


def _limited(row: OnTop, of: str, currency: str) -> str:
    if row.matched is not None:
        return f"the first {percent(row.matched / 100)} of {of}"
    if row.lower is not None and row.upper is not None:
        return f"{of} between {money(row.lower, currency)} and {money(row.upper, currency)}"
    if row.upper is not None:
        return f"{of} up to {money(row.upper, currency)}"
    return f"{of} over {money(row.lower, currency)}" if row.lower is not None else of


def words_lines(terms: Round) -> list[tuple[str, str]]:
    """The terms that are no money, in the letter's words."""
    return [(WORDS.get(row.kind, row.kind), row.words) for row in terms.in_words]
