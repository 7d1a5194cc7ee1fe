"""What a row's own names say, before its amounts: its place, its level, its part of pay."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pay.currencies import code_of

from guides.document.document import Label
from guides.parsing.pay.around import region_name
from guides.parsing.pay.captions import Axis, Caption, names_summary, noted_monthly, place_and_level, read_caption
from guides.parsing.pay.grid import Grid
from guides.parsing.text.blocks import Row, plain
from guides.parsing.text.currencies import noted_currencies

# A name that a row hasn't, unlike an empty cell, which goes on with the name above.
_DASH = re.compile(r"[-–—]+")


@dataclass(frozen=True, slots=True)
class Names:
    """Names of one row; ``noted`` are the currencies that its place notes, ``currency`` that of a column of its own."""

    region: str | None = None
    levels: tuple[str, ...] = ()
    component: Caption | None = None
    noted: tuple[str, ...] = ()
    currency: str | None = None
    monthly: bool = False


def named_rows(grid: Grid, labels: list[Label], *, with_summaries: bool) -> Iterator[tuple[int, Row, Names]]:
    """Each row of pay with its number and names; what a cell leaves out, the row above says.

    The words of other rows go to ``labels``.
    """
    summaries = set() if with_summaries else _summaries(grid)
    above: dict[int, str] = {}
    label: Caption | None = None
    for number, row in enumerate(grid.rows):
        if number in summaries or row.is_uneven:
            labels.append(Label(row.line, " | ".join(plain(cell) for cell in row.cells if cell)))
            continue
        filled = [at for at, text in enumerate(row.cells) if text]
        if filled == [0] and len(grid.captions) > 2:
            # A row of one cell is a heading of those below it.
            label = read_caption(row.cells[0])
            labels.append(Label(row.line, label.text))
            continue
        names = Names()
        if label:
            names = _with(names, "region" if not (label.component or label.level) else None, label.text, label)
        for at, axis in grid.axes.items():
            text = row.cells[at] if at < len(row.cells) else ""
            if text:
                above[at] = "" if _DASH.fullmatch(text) else text
            names = _with(names, axis, above.get(at, ""), None)
        yield number, row, names


def _summaries(grid: Grid) -> set[int]:
    """Rows that are no place's or level's own; where all are, they are what the table has to say."""
    found = {
        number
        for number, row in enumerate(grid.rows)
        for at, axis in grid.axes.items()
        if axis in {"region", "level"} and at < len(row.cells) and names_summary(plain(row.cells[at]))
    }
    return found if len(found) < len(grid.rows) else set()


def _with(names: Names, axis: Axis | None, text: str, label: Caption | None) -> Names:
    """Names with one more: a cell below an axis, or the heading of a group of rows."""
    if axis in {"region", "level"}:
        region, level = place_and_level(region_name(text))
        if not (region and level):
            region, level = (region_name(text), None) if axis == "region" else (None, plain(text))
        noted = tuple(noted_currencies(plain(text))) if region is not None else names.noted
        levels = (*names.levels, level) if level else names.levels
        return replace(
            names,
            region=(region or None) if region is not None else names.region,
            levels=levels,
            noted=noted,
            monthly=names.monthly or noted_monthly(text),
        )
    if axis == "currency":
        return replace(names, currency=code_of(plain(text)))
    if axis == "component":
        caption = read_caption(text)
        if names.component and not caption.component:
            return replace(names, levels=(*names.levels, caption.text))
        return replace(names, component=caption)
    if label and label.component:
        return replace(names, component=label)
    if label:
        return replace(names, levels=(*names.levels, label.text))
    return names
