"""Tables that aren't Markdown's pipe tables: aligned by blanks, drawn as grids, parted by tabs, fenced, indented."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable
from itertools import accumulate

from guides.parsing.normalising.lines import Line, bars_of, cells_of, is_fence, is_row, is_rule, pipe_table

_Rows = list[tuple[list[str], int]]

_DASHES = re.compile(r" {0,8}-{2,}(?: +-{2,})*\s*")
_FULL_RULE = re.compile(r" {0,8}-{8,}\s*")
_GROUP = re.compile(r"-+")
_GRID_EDGE = re.compile(r"\s*\+(?:[-=:]{2,}\+)+\s*")
_DELIMITER = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?")
# No real table has more rows, no real row more lines.
_MOST_LINES = 2_000
_MOST_HEADER_LINES = 8
# A header of many columns, each cell's lines apart.
_MOST_PIECES = 300


def as_pipe_tables(lines: list[Line]) -> list[Line]:
    """The lines with each table as a pipe table with a header."""
    made: list[Line] = []
    at = 0
    while at < len(lines):
        for reader in _READERS:
            taken = reader(lines, at)
            if taken:
                rows, at = taken
                made += pipe_table(rows)
                break
        else:
            made.append(lines[at])
            at += 1
    return made


def has_other_tables(text: str) -> bool:
    return bool(_HINT.search(text))


_HINT = re.compile(
    r"\t|(?m:^ *(?:\+[-=]|-{2,} |-{8,}$|`{3}|~{3}|\|[| ]*$)|^ {4,}\||^(?:[^|\n].*)?\n\|.*\n\|(?![-:| ]*$))"
)


def _aligned(lines: list[Line], at: int) -> tuple[_Rows, int] | None:
    """A simple or multiline table: columns below groups of dashes, or between two full rules."""
    text = lines[at].text
    framed = bool(_FULL_RULE.fullmatch(text))
    if framed:
        # "-----" above the header, the groups below it, "-----" at the end.
        near = range(at + 1, min(at + _MOST_HEADER_LINES, len(lines)))
        rule = next((to for to in near if _groups(lines[to].text)), None)
    elif _groups(text):
        rule = at
    else:
        has_header = at + 1 < len(lines) and text.strip() and not is_rule(text) and _groups(lines[at + 1].text)
        rule = at + 1 if has_header else None
    if rule is None:
        return None
    columns = [group.start() for group in _GROUP.finditer(lines[rule].text)]
    header = [line for line in lines[at:rule] if not is_rule(line.text)]
    end = _end_of(lines, rule + 1, closed=framed or not header)
    if end is None:
        return None
    body = lines[rule + 1 : end]
    rows: _Rows = [_row(header, columns)] if header else []
    several = any(not line.text.strip() for line in body)
    gathered: list[Line] = []
    for line in [*body, Line("", 0)]:
        if line.text.strip():
            gathered.append(line)
        if gathered and not (several and line.text.strip()):
            rows.append(_row(gathered, columns))
            gathered = []
    closes = end < len(lines) and bool(_DASHES.fullmatch(lines[end].text))
    return (rows, end + closes) if rows else None


def _row(lines: list[Line], columns: list[int]) -> tuple[list[str], int]:
    return _merged([_cut(line.text, columns) for line in lines]), lines[0].number


def _groups(text: str) -> bool:
    return " -" in text.strip() and bool(_DASHES.fullmatch(text))


def _end_of(lines: list[Line], start: int, *, closed: bool) -> int | None:
    """Where a table's rows end: at its closing rule, or without one at the first blank line."""
    for at in range(start, min(start + _MOST_LINES, len(lines))):
        text = lines[at].text
        if text.lstrip()[:2] == "--" and _DASHES.fullmatch(text):
            return at
        if not closed and not text.strip():
            return at
        if text.startswith("#"):
            return None
    return None if closed else len(lines)


def _merged(pieces: list[list[str]]) -> list[str]:
    """A row whose cells go on over several lines."""
    return [" ".join(filter(None, column)) for column in zip(*pieces, strict=True)]


def _cut(text: str, columns: list[int]) -> list[str]:
    """The cells of a line, by where their columns begin; wide characters take two places."""
    places = list(range(len(text) + 1)) if text.isascii() else [0, *accumulate(map(_width, text))]
    starts = []
    for start in columns[1:]:
        at = min(bisect_left(places, start), len(text))
        # A converter may count a character's width otherwise: the gap between two cells is near.
        near = sorted(range(max(0, at - 3), min(len(text), at + 3) + 1), key=lambda index: abs(index - at))
        gap = next((index for index in near if index == len(text) or text[index - 1 : index] in {" ", ""}), at)
        starts.append(gap)
    edges = [0, *starts, len(text)]
    return [text[low:high].strip() for low, high in zip(edges, [*edges[1:]], strict=False)]


def _width(char: str) -> int:
    if unicodedata.combining(char) or char in "\u200d\ufe0f":
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _grid(lines: list[Line], at: int) -> tuple[_Rows, int] | None:
    """A grid: rows between lines of "+---+"; "+===+" ends the header."""
    if not _GRID_EDGE.fullmatch(lines[at].text) or at + 1 == len(lines) or not is_row(lines[at + 1].text):
        return None
    rows: _Rows = []
    gathered: list[Line] = []
    end = at + 1
    while end < len(lines) and (is_row(lines[end].text) or _GRID_EDGE.fullmatch(lines[end].text)):
        if is_row(lines[end].text):
            gathered.append(lines[end])
        elif gathered:
            pieces = [cells_of(line.text) for line in gathered]
            width = max(map(len, pieces))
            rows.append((_merged([[*piece, *[""] * (width - len(piece))] for piece in pieces]), gathered[0].number))
            gathered = []
        end += 1
    return (rows, end) if rows else None


def _tabbed(lines: list[Line], at: int) -> tuple[_Rows, int] | None:
    """Lines of as many tabs each, as a spreadsheet copies them."""
    tabs = lines[at].text.count("\t")
    if not tabs or (tabs == 1 and lines[at].text[0] == "\t") or is_row(lines[at].text):
        return None
    rows: _Rows = []
    end = at
    while end < len(lines) and lines[end].text.count("\t") == tabs and lines[end].text.strip():
        rows.append(([cell.strip() for cell in lines[end].text.split("\t")], lines[end].number))
        end += 1
    return (rows, end) if len(rows) > 1 else None


def _fenced(lines: list[Line], at: int) -> tuple[_Rows, int] | None:
    """A pipe table between code fences, or indented as code is."""
    fenced = is_fence(lines[at].text)
    start = at + fenced
    if not fenced and not lines[at].text.startswith(("    ", "\t")):
        return None
    end = start
    while end < len(lines) and is_row(lines[end].text):
        end += 1
    if end - start < 2 or (fenced and not (end < len(lines) and is_fence(lines[end].text))):
        return None
    rows = _piped(lines[start:end])
    return (rows, end + fenced) if rows else None


def _is_delimiter(text: str) -> bool:
    return "|" in text and bool(_DELIMITER.fullmatch(text.strip()))


def _piped(lines: list[Line]) -> _Rows:
    return [(cells_of(line.text), line.number) for line in lines if not _is_delimiter(line.text)]


def _unruled(lines: list[Line], at: int) -> tuple[_Rows, int] | None:
    """A pipe table that lacks what Markdown asks for: the rule below its header, or words in its header."""
    if not is_row(lines[at].text) or (at and is_row(lines[at - 1].text)):
        return None
    end = at
    while end < len(lines) and is_row(lines[end].text):
        end += 1
    rows = _piped(lines[at:end])
    ruled = at + 1 < end and _is_delimiter(lines[at + 1].text)
    if ruled and rows and not any(rows[0][0]) and len(rows) > 2 and rows[1][0][0]:
        return rows[1:], end
    if not ruled and len(rows) > 1 and len({len(cells) for cells, _ in rows}) == 1 and len(rows[0][0]) > 1:
        return rows, end
    return None


def _broken(lines: list[Line], at: int) -> tuple[_Rows, int] | None:
    """A pipe table whose cells stand on lines of their own, blank lines between: "| ", "Region", "", " | ", …"""
    if not is_row(lines[at].text) or bars_of(lines[at].text) != 1 or lines[at].text.strip() != "|":
        return None
    limit = min(len(lines), at + _MOST_LINES)
    rule = next((to for to in range(at, min(limit, at + _MOST_PIECES)) if _is_delimiter(lines[to].text)), None)
    if rule is None:
        return None
    wide = len(cells_of(lines[rule].text))
    rows: _Rows = []
    to = at
    while to < limit:
        if to == rule:
            to += 1
            continue
        taken = _gathered(lines, to, wide, rule if to < rule else limit)
        if taken is None:
            break
        cells, number, to = taken
        rows.append((cells, number))
    return (rows, to) if len(rows) > 1 else None


def _gathered(lines: list[Line], at: int, wide: int, limit: int) -> tuple[list[str], int, int] | None:
    """One row in pieces, its line, and where the next begins."""
    text, end = "", at
    if at >= limit or not is_row(lines[at].text):
        return None
    while end < limit and bars_of(text) < wide + 1:
        text = f"{text} {lines[end].text.strip()}"
        end += 1
    return (cells_of(text), lines[at].number, end) if bars_of(text) == wide + 1 else None


_Reader = Callable[[list[Line], int], tuple[_Rows, int] | None]
_READERS: tuple[_Reader, ...] = (_grid, _aligned, _tabbed, _fenced, _broken, _unruled)
