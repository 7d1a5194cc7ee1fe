"""How a table gives its cells their place, level and part of pay, or that it isn't about the company's pay."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from pay.currencies import currency_of

from guides.parsing.pay.captions import PERCENTILE, read_caption
from guides.parsing.pay.cells import Cell
from guides.parsing.pay.grid import Grid
from guides.parsing.pay.role_tables import is_ask_table

# Parts of pay across; parts of pay down; names down and across, each cell an amount of one part.
Layout = Literal["rows", "columns", "cells"]

_PAID = frozenset({"base", "equity", "total"})


def layout_of(grid: Grid) -> Layout | None:
    """The layout of a table of the company's pay; ``None`` for other companies' pay, points in time, asks, levels."""
    kinds = {*grid.axes.values(), *(caption.axis for caption in grid.values.values())}
    parts = {caption.component for caption in grid.values.values()} - {None, "aside"}
    if kinds & {"company", "time"} or not grid.values:
        return None
    if any(caption.text == grid.around.company for caption in grid.values.values()) and len(grid.values) > 1:
        return None
    if is_ask_table(grid.captions, grid.first_names()):
        return None
    if "component" in grid.axes.values():
        return "columns" if _has_components_down(grid) else None
    if parts:
        placed = bool(kinds & {"region", "level"}) or any(name.region or name.level for name in grid.values.values())
        figures = any(grid.has_figures(at) for at, caption in grid.values.items() if caption.component)
        known = parts & {*_PAID, "unspecified"}
        return "rows" if known and placed and (figures or len(parts) > 1) else None
    if grid.axis_is_guessed:
        return None
    return "cells" if kinds & {"region", "level"} and _is_matrix(grid) else None


def is_named(grid: Grid, layout: Layout) -> bool:
    """Whether the names that make a table's bands are known, or told to be places by their currencies."""
    if layout == "columns":
        return grid.across != "region" or _is_placed(grid) or _differ(_signs(grid.column(at)) for at in grid.values)
    if layout == "rows" and _names_some_only(grid):
        return False
    if layout == "rows" and grid.axis_is_guessed:
        return _is_placed(grid) or _differ(_signs(row) for row in grid.cells)
    return True


def _names_some_only(grid: Grid) -> bool:
    """Whether a part of pay has columns of known places beside ones of unknown names: "Boston Base", "Xyz Base"."""
    captions = [caption for caption in grid.values.values() if caption.component not in {None, "aside"}]
    named = {caption.component for caption in captions if caption.region}
    others = [caption.component for caption in captions if not (caption.region or caption.level)]
    return any(component in named for component in others)


def has_percentiles(grid: Grid) -> bool:
    """Whether names across or down are percentiles: "P25", "P50"."""
    # "Base (25th–75th percentile)" is a range, and so are "Low (P25)" and "High (P75)".
    across = [
        PERCENTILE.findall(caption.text)
        for caption in grid.captions
        if not (caption.bound or caption.component == "aside")
    ]
    if len({found[0] for found in across if len(found) == 1}) > 1:
        return True
    names = [at for at in range(len(grid.captions)) if at not in grid.values]
    return any(sum(bool(PERCENTILE.fullmatch(cell.text)) for cell in grid.column(at)) > 1 for at in names)


def _is_placed(grid: Grid) -> bool:
    """Whether any of the names across, or down where they are guessed, is a place."""
    names = [*grid.values.values(), *(grid.first_names() if grid.axis_is_guessed else ())]
    # A note of a part's currency makes no place: "Base (USD)".
    return bool(grid.region) or any(name.region or (name.currencies and not name.component) for name in names)


def _has_components_down(grid: Grid) -> bool:
    at = next(at for at, axis in grid.axes.items() if axis == "component")
    named = [row.cells[at] for row in grid.rows if at < len(row.cells) and row.cells[at]]
    known = sum(read_caption(name).component is not None for name in named)
    return known * 2 > len(named) and any(map(grid.has_figures, grid.values))


def _is_matrix(grid: Grid) -> bool:
    """Whether the columns are places or levels, each cell an amount of money."""
    captions = list(grid.values.values())
    percents = any(cell.percents and not cell.amounts for at in grid.values for cell in grid.column(at))
    if percents and grid.part().component != "bonus":
        return False
    if not all(_has_sign(cell) for at in grid.values for cell in grid.column(at) if cell.amounts):
        return False
    if len(captions) == 1 or {"min", "max"} <= {caption.bound for caption in captions}:
        return True
    return any(caption.region or caption.level or caption.currencies for caption in captions)


def _signs(cells: Iterable[Cell]) -> set[str]:
    """The currencies that the signs of some cells say."""
    symbols = {symbol for cell in cells for figure in cell.amounts[:1] for symbol in figure.symbols if symbol}
    return {code for symbol in symbols if (code := currency_of(symbol, None))}


def _differ(found: Iterable[set[str]]) -> bool:
    return len({frozenset(codes) for codes in found if codes}) > 1


def _has_sign(cell: Cell) -> bool:
    return any(figure.unit == "money" or figure.maximum >= 10_000 for figure in cell.amounts)
