"""Lines and cells of a CSV text: figures and days as banks write them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from guides.editing.rate_tables.quotes import LeftOutError, RefusedError

FIRST_DAY = date(1990, 1, 1)
# All currencies and the metals, four times over: what has more is no table, and each cell would be looked at.
MOST_COLUMNS = 1_000
# Cells that say that there is no rate.
NO_RATE = frozenset({"", "n/a", "na", "nan", "nd", "#n/a", "-", ".", ".."})

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip

_NUMBER = re.compile(r"[+-]?[0-9]{1,30}(?:[.,][0-9]{1,30})?")
_YEAR_FIRST = re.compile(r"([0-9]{4})([-/]?)([0-9]{2})\2([0-9]{2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
_IN_WORDS = re.compile(r"([0-9]{1,2})(?:\.? |-)([A-Za-z]{3,9})(?:\.? |-)([0-9]{4})")
_DAY_IN_A_LINE = re.compile(
    r"\b[0-9]{1,2}\.? [A-Za-z]{3,9} [0-9]{4}\b|\b[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}\b|\b[0-9]{4}-[0-9]{2}-[0-9]{2}\b"
)

Line = tuple[int, list[str]]


def delimiter_of(text: str) -> str:
    """What parts the columns: a sign that the first lines have more often than commas."""
    head = [line for line in text[:20_000].splitlines() if line.strip()][:12]
    counted = {sign: sum(line.count(sign) for line in head) for sign in "\t;|,"}
    return max("\t;|,", key=lambda sign: counted[sign]) if any(counted.values()) else ","


def lines_of(text: str, delimiter: str) -> Iterator[Line]:
    """Number and cells of each line that says something; the cells without blanks around them.

    Raises ``RefusedError`` where a line is no CSV or has more than ``MOST_COLUMNS``.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True, strict=True)
    try:
        for cells in reader:
            if len(cells) > MOST_COLUMNS:
                raise RefusedError(reader.line_num, f"This line has more than {MOST_COLUMNS:,} columns.")
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                yield reader.line_num, stripped
    except csv.Error as error:
        raise RefusedError(reader.line_num, f"This line isn't CSV ({error}).") from None


def rate_in(cell: str, *, takes_comma: bool) -> Fraction:
    """A figure that is more than nothing. Raises ``LeftOutError``."""
    if not _NUMBER.fullmatch(cell):
        raise LeftOutError(f"“{short(cell)}” is no rate.")
    if "," in cell and not takes_comma:
        raise LeftOutError(f"“{cell}” can be read in two ways: where commas part the columns, decimals have a point.")
    rate = Fraction(Decimal(cell.replace(",", ".")))
    if rate <= 0:
        raise LeftOutError(f"“{cell}” is no rate: a rate is more than nothing.")
    return rate


def count_in(cell: str) -> int | None:
    """A whole number of up to seven digits; ``None`` where a cell is anything else."""
    return int(cell) if cell.isdecimal() and len(cell) <= 7 else None


def day_in(cell: str, today: date) -> date:
    """The day that a cell names. Raises ``LeftOutError``."""
    if match := _YEAR_FIRST.fullmatch(cell):
        year, _, month, day = match.groups()
    elif match := _DAY_FIRST.fullmatch(cell):
        day, month, year = match.groups()
    elif match := _IN_WORDS.fullmatch(cell):
        day, name, year = match.groups()
        month = next((place for place, full in enumerate(MONTHS, start=1) if full.startswith(name.lower())), 0)
    else:
        raise LeftOutError(f"“{short(cell)}” is no day such as 2026-11-26.")
    try:
        on = date(int(year), int(month), int(day))
    except ValueError:
        raise LeftOutError(f"There is no day “{short(cell)}”.") from None
    if on < FIRST_DAY:
        raise LeftOutError(f"{on} is too long ago: rates are taken from {FIRST_DAY} on.")
    if on > today:
        raise LeftOutError(f"{on} is still to come.")
    return on


def day_among(words: str) -> str:
    """The first day that a line names; "" where it names none."""
    found = _DAY_IN_A_LINE.search(words)
    return found[0] if found else ""


def short(cell: str) -> str:
    return cell if len(cell) <= 40 else f"{cell[:40]}…"
