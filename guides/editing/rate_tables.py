"""Exchange rates out of a CSV table, in the forms in which central banks publish them. Pure.

Long: a row for each rate, its columns named (``currency,per_euro,on,source``,
``date,currency,rate``, the ECB data portal's ``CURRENCY`` … ``OBS_VALUE``).
Wide: a row for each day, a column for each currency (the ECB's
``eurofxref-hist.csv`` and ``eurofxref.csv``).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from operator import attrgetter
from typing import TypeVar

from pay.rounding import rounded

LARGEST = 2_000_000  # characters
MOST_RATES = 200_000
MOST_PROBLEMS = 1_000
FIRST_DAY = date(1990, 1, 1)

# As rates are stored: six decimals, fifteen digits in all.
SMALLEST_STEP = Decimal("0.000001")
TOO_LARGE = Decimal(10) ** 9
LONGEST_SOURCE = 300

CURRENCY_NAMES = frozenset({"currency", "code", "currency code", "quote"})
RATE_NAMES = frozenset({"per_euro", "rate", "obs_value", "value"})
DATE_NAMES = frozenset({"date", "on", "day", "time_period", "time period"})
BASE_NAMES = frozenset({"currency_denom", "base"})
SOURCE_NAMES = frozenset({"source"})
NO_RATE = frozenset({"", "n/a", "na", "nan", "nd", "-", ".", ".."})

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip

_CODE = re.compile(r"[A-Z]{3}")
_NUMBER = re.compile(r"[+-]?[0-9]{1,30}(?:[.,][0-9]{1,30})?")
_YEAR_FIRST = re.compile(r"([0-9]{4})([-/]?)([0-9]{2})\2([0-9]{2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
_IN_WORDS = re.compile(r"([0-9]{1,2})\.? ([A-Za-z]{3,9})\.? ([0-9]{4})")


@dataclass(frozen=True, slots=True)
class RateRow:
    """``per_euro`` units of ``currency`` cost one euro on a day; ``source`` is "" where the row names none."""

    currency: str
    per_euro: Decimal
    on: date
    line: int
    source: str = ""


@dataclass(frozen=True, slots=True)
class RateProblem:
    """What keeps a line, or a cell of it, from being a rate."""

    line: int
    sentence: str


@dataclass(frozen=True, slots=True)
class RateTable:
    """The rates of a file, in its order, and what of it is none."""

    rows: tuple[RateRow, ...]
    problems: tuple[RateProblem, ...]


@dataclass(frozen=True, slots=True)
class _Quote:
    """``rate`` units of ``currency`` cost one unit of ``base`` on a day."""

    currency: str
    rate: Decimal
    on: date
    line: int
    source: str
    base: str


Row = TypeVar("Row", RateRow, _Quote)


class _RefusedError(Exception):
    """The file can't be taken at all; the line and the sentence that says why."""

    def __init__(self, line: int, sentence: str) -> None:
        super().__init__(sentence)
        self.line = line


class _LeftOutError(Exception):
    """A cell isn't what its column asks for; the text says why."""


class _Problems(list[RateProblem]):
    def tell(self, line: int, sentence: str) -> None:
        if len(self) == MOST_PROBLEMS:
            raise _RefusedError(line, f"More than {MOST_PROBLEMS:,} problems: nothing of this file is taken.")
        self.append(RateProblem(line, sentence))


def read_rates(
    text: str, *, today: date, currencies: Collection[str], base: str = "EUR", since: date = FIRST_DAY
) -> RateTable:
    """The rates in a CSV text, as units of a currency for one euro.

    Columns are parted by commas, semicolons or tabs; with the latter two
    decimals may have a comma. ``currencies`` are the codes that exist. Where
    the rates are quoted against another ``base`` than the euro, the file has to
    hold the euro for the same day: the rate for one euro is then the
    currency's divided by the euro's. A column that names the base of each row
    goes before ``base``. Days before ``since`` are passed over. A file that can't be read at all, is larger than
    ``LARGEST`` or has more than ``MOST_RATES`` gives no rows and its reason.
    """
    problems = _Problems()
    try:
        quotes = _quotes(text, base, frozenset(currencies), since, today, problems)
        agreed = _agreeing(quotes, attrgetter("currency", "on", "source", "base"), attrgetter("rate"), problems)
        converted = _per_euro(agreed, problems)
        rows = tuple(_agreeing(converted, attrgetter("currency", "on", "source"), attrgetter("per_euro"), problems))
    except _RefusedError as refusal:
        return RateTable((), (*problems, RateProblem(refusal.line, str(refusal))))
    return RateTable(rows, tuple(sorted(problems, key=lambda problem: problem.line)))


def _quotes(
    text: str, base: str, currencies: frozenset[str], since: date, today: date, problems: _Problems
) -> Iterator[_Quote]:
    if len(text) > LARGEST:
        raise _RefusedError(1, f"This is longer than {LARGEST:,} characters. Bring it in in parts.")
    lines = _lines(text)
    try:
        heading_line, heading = next(lines)
    except StopIteration:
        raise _RefusedError(1, "There is nothing in it.") from None
    names = [cell.lower() for cell in heading]
    column = {
        part: next((place for place, name in enumerate(names) if name in called), None)
        for part, called in (
            ("currency", CURRENCY_NAMES),
            ("rate", RATE_NAMES),
            ("on", DATE_NAMES),
            ("base", BASE_NAMES),
            ("source", SOURCE_NAMES),
        )
    }
    takes_comma = _delimiter(text) != ","
    rate = column["rate"]
    if rate is not None and None not in (column["currency"], column["on"]):
        if names[rate] == "per_euro":
            base = "EUR"
        quotes = _long(lines, column, base, currencies, since, today, problems, takes_comma=takes_comma)
    elif names[0] in DATE_NAMES | {""} and any(_CODE.fullmatch(cell.upper()) for cell in heading[1:]):
        codes = _codes(heading, heading_line, currencies, problems)
        quotes = _wide(lines, codes, base, since, today, problems, takes_comma=takes_comma)
    else:
        raise _RefusedError(
            heading_line,
            "The first line has to name the columns: currency, rate and date; or the date, then a currency each.",
        )
    for number, quote in enumerate(quotes, start=1):
        if number > MOST_RATES:
            raise _RefusedError(quote.line, f"More than {MOST_RATES:,} rates. Start from a later day.")
        yield quote


def _delimiter(text: str) -> str:
    """What parts the columns of the first line that says something."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return next((delimiter for delimiter in "\t;" if delimiter in first), ",")


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Number and cells of each line that says something; the cells without blanks around them."""
    text = text.removeprefix("\ufeff")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), skipinitialspace=True, strict=True)
    try:
        for cells in reader:
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                yield reader.line_num, stripped
    except csv.Error as error:
        raise _RefusedError(reader.line_num, f"This line isn't CSV ({error}).") from None


def _long(
    lines: Iterator[tuple[int, list[str]]],
    column: dict[str, int | None],
    base: str,
    currencies: frozenset[str],
    since: date,
    today: date,
    problems: _Problems,
    *,
    takes_comma: bool,
) -> Iterator[_Quote]:
    unknown: set[str] = set()
    for line, cells in lines:

        def cell(part: str, cells: list[str] = cells) -> str:
            place = column[part]
            return "" if place is None or place >= len(cells) else cells[place]

        if cell("rate").lower() in NO_RATE:
            continue
        currency, row_base = cell("currency").upper(), cell("base").upper() or base
        if strangers := {currency, row_base} - currencies:
            # Told once: a file has thousands of rows of one currency.
            for code in sorted(strangers - unknown):
                problems.tell(line, f"“{_short(code)}” is no currency code. Its rows are left out.")
            unknown |= strangers
            continue
        try:
            source = " ".join(cell("source").split())
            if len(source) > LONGEST_SOURCE:
                raise _LeftOutError(f"The source is longer than {LONGEST_SOURCE} characters.")
            on = _day(cell("on"), today)
            if on >= since:
                rate = _rate(cell("rate"), takes_comma=takes_comma)
                yield _Quote(currency, rate, on, line, source, row_base)
        except _LeftOutError as reason:
            problems.tell(line, str(reason))


def _codes(heading: list[str], line: int, currencies: frozenset[str], problems: _Problems) -> dict[int, str]:
    """Place of a column → its currency."""
    codes: dict[int, str] = {}
    for place, cell in enumerate(heading[1:], start=1):
        if cell and cell.upper() not in currencies:
            problems.tell(line, f"“{_short(cell)}” is no currency code. Its column is left out.")
        elif cell:
            codes[place] = cell.upper()
    return codes


def _wide(
    lines: Iterator[tuple[int, list[str]]],
    codes: dict[int, str],
    base: str,
    since: date,
    today: date,
    problems: _Problems,
    *,
    takes_comma: bool,
) -> Iterator[_Quote]:
    for line, cells in lines:
        try:
            on = _day(cells[0], today)
        except _LeftOutError as reason:
            problems.tell(line, str(reason))
            continue
        if on < since:
            continue
        for place, currency in codes.items():
            if place >= len(cells) or cells[place].lower() in NO_RATE:
                continue
            try:
                yield _Quote(currency, _rate(cells[place], takes_comma=takes_comma), on, line, "", base)
            except _LeftOutError as reason:
                problems.tell(line, f"{currency}: {reason}")


def _rate(cell: str, *, takes_comma: bool) -> Decimal:
    if not _NUMBER.fullmatch(cell):
        raise _LeftOutError(f"“{_short(cell)}” is no rate.")
    if "," in cell and not takes_comma:
        raise _LeftOutError(f"“{cell}” can be read in two ways: where commas part the columns, decimals have a point.")
    rate = Decimal(cell.replace(",", "."))
    if rate <= 0:
        raise _LeftOutError(f"“{cell}” is no rate: a rate is more than nothing.")
    return rate


def _day(cell: str, today: date) -> date:
    if match := _YEAR_FIRST.fullmatch(cell):
        year, _, month, day = match.groups()
    elif match := _DAY_FIRST.fullmatch(cell):
        day, month, year = match.groups()
    elif match := _IN_WORDS.fullmatch(cell):
        day, name, year = match.groups()
        month = next((place for place, full in enumerate(MONTHS, start=1) if full.startswith(name.lower())), 0)
    else:
        raise _LeftOutError(f"“{_short(cell)}” is no day such as 2026-11-26.")
    try:
        on = date(int(year), int(month), int(day))
    except ValueError:
        raise _LeftOutError(f"There is no day “{_short(cell)}”.") from None
    if on < FIRST_DAY:
        raise _LeftOutError(f"{on} is too long ago: rates are taken from {FIRST_DAY} on.")
    if on > today:
        raise _LeftOutError(f"{on} is still to come.")
    return on


def _per_euro(quotes: Iterable[_Quote], problems: _Problems) -> Iterator[RateRow]:
    quotes = list(quotes)
    euros = {(quote.base, quote.on, quote.source): quote.rate for quote in quotes if quote.currency == "EUR"}
    for quote in quotes:
        currency, rate = quote.currency, quote.rate
        if currency == quote.base:
            if rate != 1:
                problems.tell(quote.line, f"One {currency} is said to cost {rate} {currency}.")
            if currency == "EUR" or rate != 1:
                continue
        euro = Decimal(1) if quote.base == "EUR" else euros.get((quote.base, quote.on, quote.source))
        if euro is None:
            problems.tell(
                quote.line,
                f"{currency} is quoted for one {quote.base}, and EUR isn't quoted on {quote.on}: "
                "so what it costs in euros isn't known.",
            )
            continue
        if currency == "EUR":
            # What the euro costs in the base says what the base costs in euros.
            currency, rate = quote.base, Decimal(1)
        exact = rate / euro
        per_euro = rounded(exact, SMALLEST_STEP, ROUND_HALF_UP) if exact < TOO_LARGE else exact
        if not 0 < per_euro < TOO_LARGE:
            problems.tell(quote.line, f"{currency}: one euro for {exact:.6g} is beyond what can be kept.")
            continue
        yield RateRow(currency, per_euro, quote.on, quote.line, quote.source)


def _agreeing(
    rows: Iterable[Row], key: Callable[[Row], Hashable], value: Callable[[Row], Decimal], problems: _Problems
) -> Iterator[Row]:
    """One row of each key; none where the file gives several values for it."""
    first: dict[Hashable, Row] = {}
    contradicted: set[Hashable] = set()
    for row in rows:
        held = first.setdefault(key(row), row)
        if value(held) != value(row):
            contradicted.add(key(row))
            problems.tell(
                row.line,
                f"{row.currency} on {row.on} is {value(row):f} here and {value(held):f} in line {held.line}: "
                "neither is taken.",
            )
    return (row for place, row in first.items() if place not in contradicted)


def _short(cell: str) -> str:
    return cell if len(cell) <= 40 else f"{cell[:40]}…"
