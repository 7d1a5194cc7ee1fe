"""The lines of a text, each with the number that it has in the text as it was sent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Line(NamedTuple):
    """A line, and its number in the text as it was sent, counted from 1."""

    text: str
    number: int


_QUOTE = re.compile(r"(?: {0,3}> ?)+")
_LIST_MARK = re.compile(r"\s*(?:[-*+•◦▪·]|\d{1,3}[.)])\s+(?=\S)")
_HEADING = re.compile(r" {0,3}#{1,6}(?:\s|$)")
_FENCE = re.compile(r" {0,3}(?:`{3,}|~{3,})")
# Three or more of one mark and blanks, as a rule, the line under a heading or the rule of a table has them.
_RULE = re.compile(r"[-=*_+|: \t]*")
_DRAWN = re.compile(r"[-=*_]{2}")
_BARE_BAR = re.compile(r"(?<!\\)\|")
_ROW = re.compile(r"\s*\|")


def quote_of(text: str) -> str:
    """The marks of quotation that a line begins with: "> ", or ""."""
    match = _QUOTE.match(text) if ">" in text else None
    return match[0] if match else ""


def list_mark_of(text: str) -> str:
    """The mark of a list's item that a line begins with, its indent included: "  1. ", or ""."""
    match = _LIST_MARK.match(text)
    return match[0] if match else ""


def is_heading(text: str) -> bool:
    return bool(_HEADING.match(text))


def is_fence(text: str) -> bool:
    return bool(_FENCE.match(text))


def is_rule(text: str) -> bool:
    """Whether a line holds no words: a rule, the line under a heading or a table's."""
    # In two steps: in one, a long line of dashes with a word at its end takes the square of its length.
    return bool(_RULE.fullmatch(text) and _DRAWN.search(text))


def is_row(text: str) -> bool:
    return bool(_ROW.match(text))


def bars_of(text: str) -> int:
    """How many bars part a row's cells."""
    return text.count("|") - text.count("\\|")


def cells_of(row: str) -> list[str]:
    """The cells of a row of a pipe table."""
    stripped = _BARE_BAR.split(row.strip())
    if stripped and not stripped[0].strip():
        stripped = stripped[1:]
    if len(stripped) > 1 and not stripped[-1].strip():
        stripped.pop()
    return [cell.strip() for cell in stripped]


def pipe_row(cells: Iterable[str], number: int) -> Line:
    """A row of a pipe table; a bar within a cell is escaped."""
    return Line("| " + " | ".join(_BARE_BAR.sub(r"\\|", " ".join(cell.split())) for cell in cells) + " |", number)


def pipe_table(rows: list[tuple[list[str], int]]) -> Iterator[Line]:
    """A pipe table, blank lines around it; its first row is the header."""
    yield Line("", rows[0][1])
    for at, (cells, number) in enumerate(rows):
        yield pipe_row(cells, number)
        if at == 0:
            yield Line("|" + "---|" * len(cells), number)
    yield Line("", rows[-1][1])
