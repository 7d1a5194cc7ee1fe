"""A CSV text → quotes. Long: a row for each rate; wide: a row for each day, a column for each currency."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import chain

from guides.editing.rate_tables import headings
from guides.editing.rate_tables.cells import (
    NO_RATE,
    Line,
    count_in,
    day_among,
    day_in,
    delimiter_of,
    lines_of,
    rate_in,
    short,
)
from guides.editing.rate_tables.headings import Columns, Pair, columns_of, pair_of
from guides.editing.rate_tables.quotes import LeftOutError, Problems, Quote, RefusedError

_Cell = Callable[[int | None], str]

LONGEST_SOURCE = 300
# Some banks begin with terms of use, and a list of their series.
MOST_LINES_BEFORE = 120
LARGEST_POWER = 9
MOST_UNITS = 1_000_000


@dataclass(frozen=True, slots=True)
class Told:
    """What isn't in the text: today, the codes that exist, which days, and how figures are meant that don't say it.

    ``base``: what plain columns are quoted against; ``priced``: they tell what one of the currency costs in it.
    """

    today: date
    currencies: Collection[str]
    since: date
    base: str = "EUR"
    priced: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """The quotes of a text, read as they are asked for, and whose form it is."""

    quotes: Iterator[Quote]
    publisher: str = ""


def read_csv(text: str, told: Told, problems: Problems) -> Shape:
    """Raises ``RefusedError`` where no line names the columns, at once or when a line is no CSV."""
    delimiter = delimiter_of(text)
    lines = lines_of(text, delimiter)
    takes_comma = delimiter != ","
    before: list[Line] = []
    for line, cells in lines:
        if columns := columns_of(cells):
            on = "" if columns.on is not None else day_among(" ".join(chain.from_iterable(said for _, said in before)))
            if columns.on is not None or on:
                return Shape(_long(lines, columns, on, told, problems, takes_comma=takes_comma), columns.publisher)
        if cells[0].lower() in headings.DATE_NAMES | {""} and (wide := _columns_of_days(cells, line, told, problems)):
            pairs, publisher = wide
            return Shape(_wide(lines, pairs, told, problems, takes_comma=takes_comma), publisher)
        before.append((line, cells))
        if len(before) == MOST_LINES_BEFORE:
            break
    if not before:
        raise RefusedError(1, "There is nothing in it.")
    raise RefusedError(
        before[0][0],
        "A line has to name the columns: currency, rate and date; or the date, then a currency each.",
    )


# Long


def _long(
    lines: Iterator[Line], columns: Columns, on: str, told: Told, problems: Problems, *, takes_comma: bool
) -> Iterator[Quote]:
    strangers: set[str] = set()
    for line, cells in lines:

        def cell(place: int | None, cells: list[str] = cells) -> str:
            return "" if place is None or place >= len(cells) else cells[place]

        if cell(columns.rate).lower() in NO_RATE:
            continue
        try:
            pair = _pair_of_row(columns, cell, told)
            if new := {pair.currency, pair.base} - set(told.currencies):
                # Told once: a file has thousands of rows of one currency.
                for code in sorted(new - strangers):
                    problems.tell(line, f"“{short(code)}” is no currency code. Its rows are left out.")
                strangers |= new
                continue
            source = " ".join(cell(columns.source).split())
            if len(source) > LONGEST_SOURCE:
                raise LeftOutError(f"The source is longer than {LONGEST_SOURCE} characters.")
            day = day_in(on or cell(columns.on), told.today)
            if day >= told.since:
                rate = rate_in(cell(columns.rate), takes_comma=takes_comma) / pair.count
                yield Quote(pair.currency, pair.base, rate, day, line, source)
        except LeftOutError as reason:
            problems.tell(line, str(reason))


def _pair_of_row(columns: Columns, cell: _Cell, told: Told) -> Pair:
    """What a row quotes. Raises ``LeftOutError`` where it says something that isn't understood."""
    if columns.base_cur is not None:
        return Pair(cell(columns.quote_cur).upper(), cell(columns.base_cur).upper(), _ten_to(cell(columns.multiplier)))
    currency = cell(columns.currency).upper()
    base = cell(columns.base).upper() or columns.own_base or ("EUR" if columns.is_per_euro else told.base)
    if columns.convention is not None:
        base = _base_of_convention(cell(columns.convention))
    amount = cell(columns.amount)
    if columns.amount is not None and amount.upper() not in told.currencies:
        units = count_in(amount)
        if not units or units > MOST_UNITS:
            raise LeftOutError(f"“{short(amount)}” doesn't say how many of the currency are meant.")
        # Whoever says how many says what these cost.
        return Pair(base, currency, Fraction(units))
    if told.priced and not columns.is_per_euro and columns.base is None:
        return Pair(base, currency)
    return Pair(currency, base, 1 / _ten_to(cell(columns.multiplier)))


def _ten_to(power: str) -> Fraction:
    if not power:
        return Fraction(1)
    size = count_in(power.removeprefix("-").removesuffix(".0"))
    if size is None or size > LARGEST_POWER:
        raise LeftOutError(f"“{short(power)}” is no power of ten that a rate is multiplied with.")
    return Fraction(10) ** (-size if power.startswith("-") else size)


def _base_of_convention(words: str) -> str:
    folded = words.lower()
    for name, code in (("euro", "EUR"), ("u.s. dollar", "USD"), ("us dollar", "USD"), ("dollaro", "USD")):
        if folded.endswith((f"for 1 {name}", f"per 1 {name}", f"for one {name}", f"per un {name}")):
            return code
    raise LeftOutError(f"How this is quoted isn't understood: “{short(words)}”.")


# Wide


def _columns_of_days(
    heading: list[str], line: int, told: Told, problems: Problems
) -> tuple[dict[int, Pair], str] | None:
    """Place of a column → what it quotes, and whose form it is; ``None`` where the line is no heading."""
    is_nbp = "nr tabeli" in [cell.lower() for cell in heading]
    base = "PLN" if is_nbp else told.base
    found = {place: pair_of(cell, base, priced=told.priced) for place, cell in enumerate(heading[1:], start=1)}
    if not any(found.values()):
        return None
    pairs: dict[int, Pair] = {}
    publisher = headings.NBP if is_nbp else ""
    for place, pair in found.items():
        if pair and {pair[0].currency, pair[0].base} <= set(told.currencies):
            pairs[place] = pair[0]
            publisher = publisher or pair[1]
        elif heading[place] and heading[place].lower() not in {"nr tabeli", "pełny numer tabeli"}:
            problems.tell(line, f"“{short(heading[place])}” is no currency code. Its column is left out.")
    return pairs, publisher


def _wide(
    lines: Iterator[Line], pairs: dict[int, Pair], told: Told, problems: Problems, *, takes_comma: bool
) -> Iterator[Quote]:
    has_begun = False
    for line, cells in lines:
        first = cells[0].lower()
        if first in headings.ABOUT_COLUMNS and (first or not has_begun):
            continue
        try:
            on = day_in(cells[0], told.today)
        except LeftOutError as reason:
            problems.tell(line, str(reason))
            continue
        has_begun = True
        if on < told.since:
            continue
        for place, pair in pairs.items():
            if place >= len(cells) or cells[place].lower() in NO_RATE:
                continue
            try:
                rate = rate_in(cells[place], takes_comma=takes_comma) / pair.count
                yield Quote(pair.currency, pair.base, rate, on, line)
            except LeftOutError as reason:
                named = pair.currency if pair.base == told.base else pair.base
                problems.tell(line, f"{named}: {reason}")
