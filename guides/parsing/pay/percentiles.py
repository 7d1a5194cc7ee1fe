"""Percentiles across or down: two of one part of pay are the ends of its range, all of them anchors to stand among."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from guides.document.document import Label, Percentile, PercentileOf
from guides.parsing.pay.captions import Caption, read_caption
from guides.parsing.pay.cells import Cell, read_cell
from guides.parsing.pay.components import Components, months_of
from guides.parsing.text.blocks import Row, plain

_NAMED = re.compile(
    r"\b(?:P(?P<short>\d\d)|(?P<long>\d\d)th(?: percentile| pctl?)?|(?P<median>median)|(?P<lower>lower|first) quartile"
    r"|(?P<upper>upper|third) quartile)\b",
    re.IGNORECASE,
)
# Surveys give a range by its quartiles; the outer tenths serve where those are missing.
_ENDS = ((25, 75), (10, 90))
_OF: tuple[PercentileOf, ...] = ("base", "total")


def with_ends(captions: Sequence[Caption]) -> list[Caption]:
    """Captions with the percentiles that they name.

    Two as far from the middle as each other are a range's ends, others of the part asides; without such a
    pair they stay what they are.
    """
    changed = list(captions)
    found: dict[tuple[str | None, str], dict[int, int]] = defaultdict(dict)
    for at, caption in enumerate(captions):
        named = list(_NAMED.finditer(caption.text))
        if not named or caption.percentiles:
            continue
        changed[at] = replace(caption, percentiles=tuple(map(_percent, named)))
        if not caption.bound:
            rest = " ".join(re.findall(r"\w+", caption.text[: named[0].start()] + caption.text[named[0].end() :]))
            found[caption.component, rest.casefold()].setdefault(_percent(named[0]), at)
    for columns in found.values():
        ends = next(((low, high) for low, high in _ENDS if low in columns and high in columns), None)
        if ends is None:
            continue
        for percent, at in columns.items():
            caption = changed[at]
            if percent in ends:
                changed[at] = replace(caption, bound="min" if percent == ends[0] else "max")
            else:
                changed[at] = replace(caption, component="aside", region=None, level=None, of=caption.component)
    return changed


def percentiles_of(pay: Sequence[tuple[Caption, Cell]], components: Components) -> tuple[Percentile, ...]:
    """The percentiles of base and of the total that a band's cells print, where they make a line to stand on.

    Each figure is above the one before. What no editor has settled stands only beside a range of the part, in the
    band's currency, with a pair as far from the middle as each other: "P10" alone may be a level.
    """
    found: dict[PercentileOf, dict[int, Decimal]] = {part: {} for part in _OF}
    unclear: set[PercentileOf] = set()
    settled = {caption.of for caption, _ in pay if caption.is_settled}
    for caption, cell in pay:
        part = next((one for one in _OF if one == (caption.of or caption.component)), None)
        if part is None or not caption.percentiles or cell.is_empty:
            continue
        for percent, amount in _printed(caption, cell, components.currency):
            if amount is None or found[part].setdefault(percent, amount) != amount:
                unclear.add(part)
    return tuple(
        Percentile(part, percent, amount)
        for part, amounts in found.items()
        if part not in unclear
        and all(low < high for low, high in pairwise(amount for _, amount in sorted(amounts.items())))
        and (part in settled or (any(set(ends) <= amounts.keys() for ends in _ENDS) and _is_plain(components, part)))
        for percent, amount in sorted(amounts.items())
    )


def _printed(caption: Caption, cell: Cell, currency: str | None) -> Iterator[tuple[int, Decimal | None]]:
    """Each percentile of a cell with its amount a year; ``None`` where it can't be told."""
    figure = cell.amounts[0] if len(cell.amounts) == 1 and not cell.is_ambiguous(currency) else None
    one, *more = caption.percentiles
    if (
        figure is None
        or figure.is_open
        or figure.mixes_currencies
        or figure.currency(currency) != currency
        or cell.period
    ):
        yield one, None
    elif not more and figure.minimum == figure.maximum:
        yield one, figure.minimum * months_of(figure, caption)
    elif len(more) == 1:
        yield one, figure.minimum * months_of(figure, caption)
        yield more[0], figure.maximum * months_of(figure, caption)
    else:
        yield one, None


def _is_plain(components: Components, part: PercentileOf) -> bool:
    """Whether the part itself was read, in the band's currency; of a total of year 1 no yearly line is made."""
    value = components.values.get(part)
    return value is not None and value.currency is None and value.basis is None


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
