"""A market as sentences, lines of a chart and rows of tables; no decision is taken here."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from display.charts import Axis, Box, RangeBar, Tick, box, range_bar, round_ticks, shared_axis
from display.formatting import NUMBERS, compact_money, day, whole_money
from guides.market.loading import MarketFigures, PublishedBand
from guides.models import Location, Role
from pay.market import LeftOut, Line, Market, Quartiles, Spread
from pay.parts import Published
from pay.ranges import PayRange

COMPANIES_A_PAGE = 100
# Of more than so many for one reason the rest is counted, not listed.
LISTED_AT_MOST = 60
A_YEAR = timedelta(days=365)

_PERSON = re.compile(r"(?:er|or|ist|ect|ant|ian)$")

# Why a band doesn't count, as the heading of a list of companies.
WHY_LEFT_OUT = {
    "other-level": "For another level",
    "no-base": "No base named",
    "in-error": "An editor is checking an error in the row",
    "base-period": "The base isn’t said to be a year’s",
    "no-currency": "No currency named",
    "no-rate": "In a currency without a stored rate",
}
WHY_IN_PART = {
    "open-end": "No maximum named: only the minimum counts",
    "open-total": "No maximum of the total: of it, only the minimum counts",
    "equity-doubtful": "No total: the equity reads as a whole grant or a year’s part, until an editor decides",
    "equity-in-shares": "No total: the equity is in shares, not in money",
    "equity-period": "No total: it isn’t said over how long the equity vests",
    "no-equity": "No total: nothing said about equity",
    "no-bonus": "No total: nothing said about a bonus",
    "bonus-in-words": "No total: the bonus is in words, not in figures",
    "several-currencies": "No total: its parts are in different currencies",
    "joined-incomplete": "No total: another of the company’s rows here has none",
}
PART_LABELS: dict[Published, str] = {"base": "Base a year", "total": "Annual total, computed"}


@dataclass(frozen=True)
class ChartLine:
    """A company's range on the shared scale."""

    company: str
    address: str
    bar: RangeBar
    figure: str


@dataclass(frozen=True)
class Chart:
    """A line a company; ``middle`` is the middle half of all midpoints, those on other pages included."""

    lines: tuple[ChartLine, ...]
    ticks: tuple[Tick, ...]
    middle: Box | None


@dataclass(frozen=True)
class CompanyRow:
    """A company in the table. ``notes``: what it took to get there."""

    company: str
    address: str
    base: str
    midpoint: str
    total: str
    as_of: str
    notes: tuple[str, ...]


@dataclass(frozen=True)
class SpreadRow:
    """The quartiles of one end of a range; ``figures`` are empty where it is too few to say."""

    label: str
    companies: int
    figures: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class SpreadTable:
    """The quartiles of base, or of the annual total."""

    part: Published
    label: str
    rows: tuple[SpreadRow, ...]


@dataclass(frozen=True)
class LeftOutCompany:
    """A company's bands that were left out for one reason: places in its guides, with their addresses."""

    company: str
    places: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class LeftOutGroup:
    """All that was left out for one reason; ``more`` companies aren't listed."""

    why: str
    companies: tuple[LeftOutCompany, ...]
    count: int
    more: int


def market_context(
    role: Role,
    location: Location,
    bands: Sequence[PublishedBand],
    seen: MarketFigures,
    *,
    level: str,
    lines: Sequence[Line],
    today: date,
) -> dict[str, Any]:
    """What the market page's template gets; ``lines`` are those of the page's companies."""
    market, spreads = seen.figures, seen.spreads
    by_key = {band.counted.key: band for band in bands}
    counted = [by_key[key] for line in market.lines for key in line.bands]
    return {
        "role": role,
        "location": location,
        "level": level,
        "market": market,
        "verdict": market_sentence(market, spreads["base"], _job(role, level), location.name),
        "middle": _middle_sentence(spreads["base"], market.currency),
        "totals": _totals_sentence(market, spreads["total"]),
        "fresh": fresh_sentences(counted, today),
        "charts": [
            (part, PART_LABELS[part], chart)
            for part in ("base", "total")
            if (chart := _chart(market, part, lines, by_key, spreads[part]))
        ],
        "spreads": [_spread_table(part, spread, market) for part, spread in spreads.items() if market.is_enough],
        "rows": [_company_row(line, by_key, market) for line in lines],
        "left_out": _groups(WHY_LEFT_OUT, market.left_out, by_key),
        "in_part": _groups(WHY_IN_PART, market.left_out, by_key),
    }


def number_of(count: int, noun: str) -> str:
    """ "twelve companies", "13 companies", "one company": small numbers in words."""
    words = NUMBERS[count] if count < len(NUMBERS) else f"{count:,}"
    if count != 1:
        noun = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{words} {noun}"


def _job(role: Role, level: str) -> str:
    """ "Software Engineers", "the role Head of Design": several people of a job."""
    people = f"{role}s" if _PERSON.search(role.name) else f"the role {role}"
    return f"{people} at the level {level}" if level else people


def market_sentence(market: Market, base: Spread, job: str, place: str) -> str:
    """What can be said of the market in a sentence."""
    if not market.lines:
        return f"No company publishes a base for {job} in {place} that can be compared."
    companies = number_of(len(market.lines), "company")
    publish = f"{companies} {'publishes' if len(market.lines) == 1 else 'publish'} a base for {job} in {place}"
    if not market.is_enough:
        return f"Only {publish}: too few to say what is usual."
    publish = publish[0].upper() + publish[1:]
    if base.midpoint is None:
        return f"{publish}; too few of them name a maximum to say where the middle lies."
    return f"{publish}: the middle half of their midpoints {_between(base.midpoint, market.currency)}."


def _between(found: Quartiles, currency: str) -> str:
    low, high = whole_money(found.lower, currency), whole_money(found.upper, currency)
    return f"is {low}" if low == high else f"lies between {low} and {high}"


def _middle_sentence(base: Spread, currency: str) -> str:
    if base.midpoint is None:
        return ""
    return f"The midpoint in the middle of all, the median, is {whole_money(base.midpoint.median, currency)} a year."


def _totals_sentence(market: Market, total: Spread) -> str:
    if not market.is_enough:
        return ""
    count = market.count("total")
    if total.midpoint is None:
        known = f"Only {number_of(count, 'company')}" if count else "No company"
        names = "name" if count > 1 else "names"
        return f"{known} {names} every part of the annual total: too few to say what is usual."
    between = _between(total.midpoint, market.currency)
    return (
        f"{number_of(count, 'company').capitalize()} name every part of the annual total, too; "
        f"with bonus and a year’s equity, the middle half of its midpoints {between}."
    )


def fresh_sentences(bands: Iterable[PublishedBand], today: date) -> list[str]:
    """How many guides there are, how many were checked within a year, and of which days the figures are."""
    guides = {(band.printed.company_slug, band.printed.role_slug): band for band in bands}.values()
    if not guides:
        return []
    days = sorted(band.as_of for band in guides)
    recent = sum(band.is_checked and band.as_of > today - A_YEAR for band in guides)
    checked = f"{recent} of them" if recent else "none"
    dated = f"as of {day(days[0])}" if days[0] == days[-1] else f"as of {day(days[0])} to {day(days[-1])}"
    return [number_of(len(guides), "guide").capitalize(), f"{checked} checked within a year", dated]


def span(pay: PayRange, currency: str) -> str:
    """ "£85,000–£110,000", as short as it gets."""
    low = whole_money(pay.minimum, currency)
    if pay.maximum is None:
        return f"{low} or more"
    high = whole_money(pay.maximum, currency)
    # U+2060: a table may break before a range, never inside of it.
    return low if low == high else f"{low}–\u2060{high}"


def _chart(
    market: Market, part: Published, lines: Sequence[Line], by_key: dict[int, PublishedBand], spread: Spread
) -> Chart | None:
    """The page's companies on a scale that holds all companies, so that pages can be compared."""
    axis = shared_axis([(pay.minimum, pay.maximum) for line in market.lines if (pay := line.pay(part))])
    ranges = [(line, pay) for line in lines if (pay := line.pay(part))]
    if axis is None or not ranges:
        return None
    if part == "total":
        ranges.sort(key=lambda pair: -(pair[1].minimum if pair[1].midpoint is None else pair[1].midpoint))
    middle = spread.midpoint
    short: Callable[[Decimal], str] = lambda amount: compact_money(amount, market.currency)  # noqa: E731
    return Chart(
        tuple(_chart_line(by_key[line.bands[0]], pay, market.currency, axis) for line, pay in ranges),
        # "SEK 650K" takes more room than "£65K", and a phone has room for so much.
        round_ticks(axis, shown=short, most=4 if len(short(axis.high)) > 6 else 5),
        box(axis, middle.lower, middle.median, middle.upper) if middle else None,
    )


def _chart_line(band: PublishedBand, pay: PayRange, currency: str, axis: Axis) -> ChartLine:
    shown: Callable[[Decimal], str] = lambda amount: whole_money(amount, currency)  # noqa: E731
    short = compact_money(pay.minimum if pay.midpoint is None else pay.midpoint, currency)
    figure = f"{short}+" if pay.midpoint is None else short
    return ChartLine(band.company, band.address, range_bar(pay.minimum, pay.maximum, shown=shown, axis=axis), figure)


def _spread_table(part: Published, spread: Spread, market: Market) -> SpreadTable:
    return SpreadTable(
        part,
        PART_LABELS[part],
        tuple(
            SpreadRow(
                label,
                found.companies if found else market.count(part),
                _five_figures(found, market.currency) if found else (),
            )
            for label, found in (
                ("Minimum", spread.minimum),
                ("Midpoint", spread.midpoint),
                ("Maximum", spread.maximum),
            )
        ),
    )


def _five_figures(found: Quartiles, currency: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (label, whole_money(figure, currency))
        for label, figure in (
            ("Lowest", found.lowest),
            ("Lower quartile", found.lower),
            ("Median", found.median),
            ("Upper quartile", found.upper),
            ("Highest", found.highest),
        )
    )


def _company_row(line: Line, by_key: dict[int, PublishedBand], market: Market) -> CompanyRow:
    bands = [by_key[key] for key in line.bands]
    notes = []
    if len(bands) > 1:
        regions = ", ".join(dict.fromkeys(_where(band) for band in bands))
        notes.append(f"{number_of(len(bands), 'row')} joined into one range: {regions}")
    printed = dict.fromkeys(band.counted.base_currency for band in bands)
    if foreign := [currency for currency in printed if currency != market.currency]:
        notes.append(f"printed in {' and '.join(foreign)}")
    oldest = min(bands, key=lambda band: band.as_of)
    return CompanyRow(
        company=bands[0].company,
        address=bands[0].address,
        base=span(line.base, market.currency),
        midpoint="–" if line.base.midpoint is None else whole_money(line.base.midpoint, market.currency),
        total=span(line.total, market.currency) if line.total else "not known in full",
        as_of=f"{day(oldest.as_of)}{', checked' if oldest.is_checked else ''}",
        notes=tuple(notes),
    )


def _where(band: PublishedBand) -> str:
    """The row of a guide in short: by its level where it has one, for they are all in one place."""
    return band.counted.level or band.region or "all regions"


def _groups(words: dict[str, str], left_out: Iterable[LeftOut], by_key: dict[int, PublishedBand]) -> list[LeftOutGroup]:
    by_reason: dict[str, dict[str, list[PublishedBand]]] = {why: defaultdict(list) for why in words}
    for out in left_out:
        if out.why in by_reason:
            band = by_key[out.band]
            by_reason[out.why][band.company].append(band)
    return [
        LeftOutGroup(
            words[why],
            tuple(
                LeftOutCompany(company, tuple((_where(band), band.address) for band in companies[company]))
                for company in sorted(companies, key=str.casefold)[:LISTED_AT_MOST]
            ),
            len(companies),
            max(len(companies) - LISTED_AT_MOST, 0),
        )
        for why, companies in by_reason.items()
        if companies
    ]
