"""The cells of a table gathered by place and level: bands in the making."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pay.net_pay import says_net

from guides.document.document import Label
from guides.parsing.pay.around import region_name
from guides.parsing.pay.captions import Caption, noted_monthly
from guides.parsing.pay.cells import Cell
from guides.parsing.pay.grid import Grid
from guides.parsing.pay.layouts import Layout
from guides.parsing.pay.row_names import Names, named_rows
from guides.parsing.text.blocks import plain
from guides.parsing.text.places import place_of

# "Helsinki (netto)"
_NOTE = re.compile(r"\([^()]*\)")


@dataclass
class Draft:
    """A band in the making: its names, what they note, its cells as printed, and those that are pay.

    ``net``: what stands around it, or its name, says that its amounts are what is left after tax.
    """

    region: str | None
    level: str | None
    noted: tuple[str, ...]
    currency: str | None
    line: int
    monthly: bool = False
    net: bool = False
    cells: dict[str, str] = field(default_factory=dict)
    pay: list[tuple[Caption, Cell]] = field(default_factory=list)


def drafts_of(grid: Grid, layout: Layout, labels: list[Label], *, as_printed: bool) -> Iterator[Draft]:
    """The drafts of a table's bands, in order; words of rows that make none go to ``labels``.

    ``as_printed``: its names are what they say, so that no row is a summary and no name two places, unless it is noted.
    """
    gathered = {"rows": _by_rows, "columns": _by_columns, "cells": _by_cells}[layout]
    for draft in gathered(grid, labels, with_summaries=as_printed):
        yield from _by_place(draft, guessing=not as_printed)


def _by_rows(grid: Grid, labels: list[Label], *, with_summaries: bool) -> Iterator[Draft]:
    """Parts of pay across: one band a row, or one for each place or level that the headers name."""
    for number, row, names in named_rows(grid, labels, with_summaries=with_summaries):
        if all(grid.cells[number][at].is_empty for at in grid.values if at < len(row.cells)):
            # "N/A — Oslo only | — | —"
            labels.append(Label(row.line, " | ".join(plain(cell) for cell in row.cells)))
            continue
        places = dict.fromkeys((caption.region, caption.level) for caption in grid.values.values())
        if len(places) > 1:
            places.pop((None, None), None)
        for region, level in places:
            draft = _draft(grid, names, region, level, row.line)
            draft.cells = dict(zip((caption.text for caption in grid.captions), row.cells, strict=False))
            for at, caption in enumerate(grid.captions):
                if at in grid.axes or at >= len(row.cells):
                    continue
                if (caption.region, caption.level) in {(region, level), (None, None)}:
                    draft.pay.append((caption, grid.cells[number][at]))
            yield draft


def _by_columns(grid: Grid, labels: list[Label], *, with_summaries: bool) -> Iterable[Draft]:
    """Parts of pay down: one band for each column, and for each name that rows have besides."""
    drafts: dict[tuple[Any, ...], Draft] = {}
    beside = [at for at in range(len(grid.captions)) if at not in grid.axes and at not in grid.values]
    for number, row, names in named_rows(grid, labels, with_summaries=with_summaries):
        if names.component is None:
            continue
        for at, caption in grid.values.items():
            if at >= len(row.cells):
                continue
            region, level = _named_across(grid, caption)
            own = names.component
            key = (at if grid.across else None, names.region, names.levels, own.region, own.level)
            if key not in drafts:
                line = row.line if names.region or names.levels else grid.line
                drafts[key] = _draft(grid, names, region or own.region, level or own.level, line)
                drafts[key].noted = caption.currencies or drafts[key].noted
                drafts[key].monthly = drafts[key].monthly or noted_monthly(caption.text)
                drafts[key].cells = {
                    grid.captions[of].text: caption.text if axis == "component" else row.cells[of]
                    for of, axis in grid.axes.items()
                }
            if caption.component != "aside":
                bounded = replace(own, bound=caption.bound if not grid.across else None)
                drafts[key].pay.append((bounded, grid.cells[number][at]))
            drafts[key].cells[own.text if grid.across else f"{own.text} · {caption.text}"] = row.cells[at]
            for of in beside:
                if of < len(row.cells) and row.cells[of]:
                    drafts[key].cells[f"{own.text} · {grid.captions[of].text}"] = row.cells[of]
    return drafts.values()


def _by_cells(grid: Grid, labels: list[Label], *, with_summaries: bool) -> Iterator[Draft]:
    """Names down and across: one band a cell, or a row where the columns are a range's ends."""
    part = grid.part()
    for number, row, names in named_rows(grid, labels, with_summaries=with_summaries):
        own = {grid.captions[at].text: row.cells[at] for at in grid.axes if at < len(row.cells)}
        own |= {
            caption.text: row.cells[at]
            for at, caption in enumerate(grid.captions)
            if at not in grid.axes and at not in grid.values and at < len(row.cells)
        }
        drafts: dict[int | None, Draft] = {}
        for at, caption in grid.values.items():
            if at >= len(row.cells):
                continue
            region, level = _named_across(grid, caption)
            key = at if grid.across or len(grid.values) == 1 else None
            draft = drafts.setdefault(key, _draft(grid, names, region, level, row.line))
            draft.noted = caption.currencies or draft.noted
            draft.monthly = draft.monthly or noted_monthly(caption.text)
            draft.cells = (draft.cells or own) | {caption.text: row.cells[at]}
            if caption.component != "aside" or caption.percentiles:
                said = replace(
                    part,
                    text=caption.text,
                    bound=caption.bound,
                    currencies=caption.currencies,
                    percentiles=caption.percentiles,
                    of=part.component,
                )
                said = replace(said, component="aside") if caption.component == "aside" else said
                draft.pay.append((said, grid.cells[number][at]))
        yield from drafts.values()


def _named_across(grid: Grid, caption: Caption) -> tuple[str | None, str | None]:
    """Region and level that a value column's header names."""
    if caption.region and caption.level:
        return caption.region, caption.level
    region = region_name(caption.text) if grid.across == "region" else None
    return region, caption.text if grid.across == "level" else None


def _draft(grid: Grid, names: Names, region: str | None, level: str | None, line: int) -> Draft:
    levels = " · ".join(filter(None, (*names.levels, level))) or grid.level
    return Draft(
        region or names.region or grid.region,
        levels or None,
        names.noted or grid.noted,
        names.currency,
        line,
        names.monthly,
        grid.around.is_net()
        or any(map(says_net, _NOTE.findall(" ".join(filter(None, (region, names.region, levels)))))),
    )


def _by_place(draft: Draft, *, guessing: bool) -> Iterator[Draft]:
    """The bands of a draft: "London / Europe (GBP/EUR)" over paired cells is two places."""
    names = [name.strip() for name in (draft.region or "").split("/")]
    noted = draft.noted or (_noted_by_place(names, draft.pay) if guessing else ())
    paired = len(noted) == 2 and len(names) == 2 and any(len(cell.amounts) == 2 for _, cell in draft.pay)
    if not paired:
        yield draft
        return
    for at, name in enumerate(names):
        pay = [
            (caption, replace(cell, amounts=cell.amounts[at : at + 1]) if len(cell.amounts) == 2 else cell)
            for caption, cell in draft.pay
        ]
        yield replace(draft, region=name, noted=(noted[at],), pay=pay)


def _noted_by_place(names: Sequence[str], pay: Sequence[tuple[Caption, Cell]]) -> tuple[str, ...]:
    """The currencies of two places, where each pair of amounts is in the one and the other: "London / Amsterdam"."""
    places = [place_of(name) for name in names]
    codes = tuple(place.currency for place in places if place)
    paired = [cell.amounts for _, cell in pay if len(cell.amounts) == 2]
    if len(codes) != 2 or len(set(codes)) != 2 or not paired:
        return ()
    fits = all((one.currency(codes[0]), other.currency(codes[1])) == codes for one, other in paired)
    return codes if fits else ()
