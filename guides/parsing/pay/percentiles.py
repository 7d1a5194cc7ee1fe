"""Percentiles across or down: the quartiles of one part of pay are the ends of its range."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from guides.document.document import Label
from guides.parsing.pay.captions import Caption, read_caption
from guides.parsing.pay.cells import read_cell
from guides.parsing.text.blocks import Row, plain

_NAMED = re.compile(
    r"\b(?:P(?P<short>\d\d)|(?P<long>\d\d)th(?: percentile| pctl?)?|(?P<median>median)|(?P<lower>lower|first) quartile"
    r"|(?P<upper>upper|third) quartile)\b",
    re.IGNORECASE,
)
# Surveys give a range by its quartiles; the outer tenths serve where those are missing.
_ENDS = ((25, 75), (10, 90))


def with_ends(captions: Sequence[Caption]) -> list[Caption]:
    """Captions in which two percentiles as far from the middle as each other are a range's ends, others of it asides.

    Percentiles without such a pair stay as they are.
    """
    found: dict[tuple[str | None, str], dict[int, int]] = defaultdict(dict)
    for at, caption in enumerate(captions):
        if not caption.bound and (named := _NAMED.search(caption.text)):
            rest = " ".join(re.findall(r"\w+", caption.text[: named.start()] + caption.text[named.end() :]))
            found[caption.component, rest.casefold()].setdefault(_percent(named), at)
    changed = list(captions)
    for columns in found.values():
        ends = next(((low, high) for low, high in _ENDS if low in columns and high in columns), None)
        if ends is None:
            continue
        for percent, at in columns.items():
            if percent in ends:
                changed[at] = replace(changed[at], bound="min" if percent == ends[0] else "max")
            else:
                changed[at] = replace(changed[at], component="aside", region=None, level=None)
    return changed


def one_row_each(rows: list[Row]) -> tuple[list[Row], list[Label]]:
    """Rows of percentiles as one row for each place and level, from its lower quartile to its upper one.

    The other rows' words are labels. A table of which any name lacks such a pair, or any of the pair's cells is not one
    amount, stays as it is.
    """
    header, *others = rows
    at = next((at for at, name in enumerate(header.cells) if _are_percents(name, others, at)), None)
    if at is None:
        return rows, []
    groups: dict[tuple[str, ...], dict[int, Row]] = {}
    above: dict[int, str] = {}
    for row in others:
        names = []
        for order, cell in enumerate(row.cells):
            if order != at and not read_cell(cell).amounts and not read_cell(cell).percents:
                above[order] = cell or above.get(order, "")
                names.append(above[order])
        percent = _percent_of(row.cells[at])
        if percent is None or percent in groups.setdefault(tuple(names), {}):
            return rows, []
        groups[tuple(names)][percent] = row
    made, labels = [], [Label(header.line, plain(header.cells[at]))]
    for group in groups.values():
        ends = next(((low, high) for low, high in _ENDS if low in group and high in group), None)
        between = _between(group[ends[0]], group[ends[1]], at, above) if ends else None
        if ends is None or between is None:
            return rows, []
        made.append(between)
        labels += [
            Label(one.line, plain(one.cells[at]) if percent in ends else " | ".join(map(plain, one.cells)))
            for percent, one in group.items()
        ]
    return [_renamed(header, at, "Level"), *made], labels


def _are_percents(name: str, rows: Sequence[Row], at: int) -> bool:
    """Whether a column has percentiles; below "Pay point" or "Level" are the points of a scale."""
    if read_caption(name).axis == "level":
        return False
    return len(rows) > 1 and all(at < len(row.cells) and _percent_of(row.cells[at]) is not None for row in rows)


def _percent_of(cell: str) -> int | None:
    named = _NAMED.fullmatch(plain(cell))
    return _percent(named) if named else None


def _between(low: Row, high: Row, at: int, names: dict[int, str]) -> Row | None:
    """One row from a lower to an upper one; ``None`` where a cell of theirs is more or less than one amount."""
    cells = []
    for order, (one, other) in enumerate(zip(low.cells, high.cells, strict=False)):
        if order == at:
            cells.append("")
        elif order in names or one == other:
            cells.append(one or other)
        elif all(len((*read.amounts, *read.percents)) == 1 for read in map(read_cell, (one, other))):
            cells.append(f"{one} – {other}")
        else:
            return None
    return replace(low, cells=tuple(cells))


def _renamed(header: Row, at: int, name: str) -> Row:
    return replace(header, cells=(*header.cells[:at], name, *header.cells[at + 1 :]))


def _percent(named: re.Match[str]) -> int:
    words = {"median": 50, "lower": 25, "upper": 75}
    return next((percent for word, percent in words.items() if named[word]), 0) or int(named["short"] or named["long"])
