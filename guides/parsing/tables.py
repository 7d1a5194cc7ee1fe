"""Pay tables → bands.

Whatever a table's layout, each of its cells has coordinates: a region, a level
and a part of pay, said by the row's own names, by the column's header, or by
the words above the table. Cells of one region and level make a band.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Literal

from guides.parsing.blocks import Block, Row, plain
from guides.parsing.captions import Axis, Caption, component_of, names_level, read_caption
from guides.parsing.cells import Cell, likely_currency, read_cell
from guides.parsing.components import Components
from guides.parsing.currencies import code_of, noted_currencies
from guides.parsing.document import Band, Equivalent, Finding
from guides.parsing.places import place_of
from guides.parsing.totals import only_fits_whole_grant

_CURRENCY_NOTE = re.compile(
    r"\s*\((?=[^)]*(?:\b[A-Z]{3}\b|[$€£₹₪₩₱฿]))(?:[A-Z]{3}|[A-Z]{0,2}\$|[€£₹₪₩₱฿]|equiv\.?|[/,& ])+\)"
)
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff☀-➿\ufe0f]+")
_TOTAL_CAPTION = re.compile(r"\btotal (?:comp|pay|direct)", re.IGNORECASE)
_PLAIN = re.compile(r"(?:\W|amount|range|value|pay|comp\w*|details?|usd|eur|gbp)*", re.IGNORECASE)
# A name that a row hasn't, unlike an empty cell, which goes on with the name above.
_DASH = re.compile(r"[-–—]+")
# What an editor has decided about a grant that could be a yearly amount (``guides.writing``).
_SETTLED = re.compile(r"\(period (?P<how>settled|doubtful)\)$")
_HALF = Decimal("0.5")
_PAID = frozenset({"base", "equity", "total"})

Layout = Literal["rows", "columns", "cells"]


@dataclass
class PayTable:
    """The bands of one table, and what is doubtful about them."""

    bands: list[Band] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Names:
    """What a row's own names say, before its amounts."""

    region: str | None = None
    levels: tuple[str, ...] = ()
    component: Caption | None = None
    noted: tuple[str, ...] = ()
    currency: str | None = None


@dataclass
class _Draft:
    """A band in the making."""

    region: str | None
    level: str | None
    noted: tuple[str, ...]
    currency: str | None
    line: int
    cells: dict[str, str] = field(default_factory=dict)
    pay: list[tuple[Caption, Cell]] = field(default_factory=list)


def read_pay_table(table: Block, heading: str, note: str = "", *, layout: Layout | None = None) -> PayTable | None:
    """The bands of a table, or ``None`` where it is not about the company's pay.

    ``heading`` above and ``note`` below it may say which part of pay its cells
    are, and for which region: "Boston (USD)". ``layout`` is set where it is known.
    """
    return _Table(table, heading, note).read(layout)


def region_name(printed: str) -> str:
    """A region without markup, flags and currency notes: "🇬🇧 **London** (GBP £)" → "London"."""
    return " ".join(_CURRENCY_NOTE.sub("", _FLAG.sub("", plain(printed))).split())


class _Table:
    def __init__(self, table: Block, heading: str, note: str) -> None:
        header, *self.rows = table.rows
        self.line = header.line
        self.captions = [read_caption(cell) for cell in header.cells]
        self.cells = [[read_cell(text) for text in row.cells] for row in self.rows]
        self.about = f"{heading}\n{note}"
        named = re.split(r"\s*[(—–:|]", heading, maxsplit=1)[0]
        self.region = region_name(named) if place_of(named) else None
        self.noted = tuple(noted_currencies(heading)) if self.region else ()
        self.axis_is_guessed = False
        self.axes: dict[int, Axis] = {}
        self.values: dict[int, Caption] = {}

    def read(self, layout: Layout | None) -> PayTable | None:
        if not self.rows or len(self.captions) < 2:
            return None
        self._divide()
        layout = layout or self._layout()
        if layout is None:
            return None
        read = PayTable()
        for draft in self._drafts(layout):
            _add(read, draft)
        return read

    # Which columns hold names, which amounts

    def _divide(self) -> None:
        """Name columns and value columns; a column that is neither stays out of both."""
        for at, caption in enumerate(self.captions):
            amounts = self._share(at)
            if caption.axis and amounts <= _HALF:
                self.axes[at] = caption.axis
            elif at == 0 and not caption.component and amounts <= _HALF:
                self.axes[at] = self._axis_of_names()
            elif caption.component or amounts > _HALF:
                self.values[at] = caption
        # Of two columns for one part of pay, one that holds only words describes the other.
        parts = [caption.component for caption in self.values.values()]
        for at, caption in list(self.values.items()):
            if caption.component and parts.count(caption.component) > 1 and not self._has_figures(at):
                del self.values[at]

    def _column(self, at: int) -> Iterator[Cell]:
        return (row[at] for row in self.cells if at < len(row))

    def _share(self, at: int) -> Decimal:
        filled = [cell for cell in self._column(at) if cell.text]
        return Decimal(sum(_is_pay(cell) for cell in filled)) / max(1, len(filled))

    def _has_figures(self, at: int) -> bool:
        return any(cell.amounts or cell.percents for cell in self._column(at))

    def _axis_of_names(self) -> Axis:
        """What the first column's cells name, where its header doesn't say."""
        names = [read_caption(row.cells[0]) for row in self.rows if row.cells and row.cells[0]]
        most = len(names) / 2
        if sum(name.component is not None for name in names) > most:
            return "component"
        if sum(bool(name.region or name.currencies) for name in names) >= most:
            return "region"
        if sum(names_level(name.text) for name in names) > most:
            return "level"
        self.axis_is_guessed = True
        return "region"

    # How its cells get their coordinates

    def _layout(self) -> Layout | None:
        kinds = set(self.axes.values())
        parts = {caption.component for caption in self.values.values()} - {None}
        if kinds & {"company", "time"} or not self.values:
            return None
        if sum(caption.role is not None for caption in self.values.values() if not caption.component) > 1:
            return None
        if "component" in kinds:
            return "columns" if self._components_down() else None
        if parts:
            placed = bool(kinds & {"region", "level"}) or any(
                name.region or name.level for name in self.values.values()
            )
            figures = any(self._has_figures(at) for at, caption in self.values.items() if caption.component)
            known = parts & {*_PAID, "unspecified"}
            return "rows" if known and placed and (figures or len(parts) > 1) else None
        if self.axis_is_guessed:
            return None
        return "cells" if kinds & {"region", "level"} and self._matrix() else None

    def _components_down(self) -> bool:
        at = next(at for at, axis in self.axes.items() if axis == "component")
        named = [row.cells[at] for row in self.rows if at < len(row.cells) and row.cells[at]]
        known = sum(component_of(plain(name)) is not None for name in named)
        if any(read_caption(name).role for name in named if not component_of(plain(name))):
            return False
        return known * 2 > len(named) and any(self._has_figures(at) for at in self.values)

    def _matrix(self) -> bool:
        """Whether the columns are places or levels, each cell an amount of money."""
        captions = list(self.values.values())
        if any(cell.percents and not cell.amounts for at in self.values for cell in self._column(at)):
            return False
        if not all(_has_sign(cell) for at in self.values for cell in self._column(at) if cell.amounts):
            return False
        return len(captions) == 1 or any(caption.region or caption.level or caption.currencies for caption in captions)

    def _drafts(self, layout: Layout) -> Iterable[_Draft]:
        match layout:
            case "rows":
                return self._by_rows()
            case "columns":
                return self._by_columns()
            case _:
                return self._by_cells()

    def _names(self) -> Iterator[tuple[int, Row, _Names]]:
        """Each row with its names; what a cell leaves out, the row above says."""
        above: dict[int, str] = {}
        label: Caption | None = None
        for number, row in enumerate(self.rows):
            filled = [at for at, text in enumerate(row.cells) if text]
            if filled == [0] and len(self.captions) > 2:
                # A row of one cell is a heading of those below it.
                label = read_caption(row.cells[0])
                continue
            names = _Names()
            if label:
                names = _named(names, "region" if not (label.component or label.level) else None, label.text, label)
            for at, axis in self.axes.items():
                text = row.cells[at] if at < len(row.cells) else ""
                if text:
                    above[at] = "" if _DASH.fullmatch(text) else text
                names = _named(names, axis, above.get(at, ""), None)
            yield number, row, names

    def _by_rows(self) -> Iterator[_Draft]:
        """Parts of pay across: one band a row, or one for each place or level that the headers name."""
        for number, row, names in self._names():
            places = dict.fromkeys((caption.region, caption.level) for caption in self.values.values())
            if len(places) > 1:
                places.pop((None, None), None)
            for region, level in places:
                draft = self._draft(names, region, level, row.line)
                draft.cells = dict(zip((caption.text for caption in self.captions), row.cells, strict=False))
                for at, caption in enumerate(self.captions):
                    if at in self.axes or at >= len(row.cells):
                        continue
                    if (caption.region, caption.level) in {(region, level), (None, None)}:
                        draft.pay.append((caption, self.cells[number][at]))
                yield from _places(draft)

    def _by_columns(self) -> Iterator[_Draft]:
        """Parts of pay down: one band for each column, and for each name that rows have besides."""
        drafts: dict[tuple[Any, ...], _Draft] = {}
        across = _across(self.values.values())
        for number, row, names in self._names():
            if names.component is None:
                continue
            for at, caption in self.values.items():
                if at >= len(row.cells):
                    continue
                region = region_name(caption.text) if across == "region" else None
                level = caption.text if across == "level" else None
                own = names.component
                key = (at if across else None, names.region, names.levels, own.region, own.level)
                if key not in drafts:
                    line = row.line if names.region or names.levels else self.line
                    drafts[key] = self._draft(names, region or own.region, level or own.level, line)
                    drafts[key].noted = caption.currencies or drafts[key].noted
                    drafts[key].cells = {
                        self.captions[of].text: caption.text if axis == "component" else row.cells[of]
                        for of, axis in self.axes.items()
                    }
                bounded = replace(own, bound=caption.bound if not across else None)
                drafts[key].pay.append((bounded, self.cells[number][at]))
                drafts[key].cells[own.text if across else f"{own.text} · {caption.text}"] = row.cells[at]
        for draft in drafts.values():
            yield from _places(draft)

    def _by_cells(self) -> Iterator[_Draft]:
        """Names down and across: one band a cell; the part of pay is what the caption says."""
        part = _component_of_all(self.about)
        across = _across(self.values.values())
        for number, row, names in self._names():
            own = {self.captions[at].text: row.cells[at] for at in self.axes if at < len(row.cells)}
            own |= {
                caption.text: row.cells[at]
                for at, caption in enumerate(self.captions)
                if at not in self.axes and at not in self.values and at < len(row.cells)
            }
            for at, caption in self.values.items():
                if at >= len(row.cells):
                    continue
                region = region_name(caption.text) if across == "region" else None
                level = caption.text if across == "level" else None
                draft = self._draft(names, region, level, row.line)
                draft.noted = caption.currencies or draft.noted
                draft.cells = own | {caption.text: row.cells[at]}
                draft.pay.append((replace(caption, component=part), self.cells[number][at]))
                yield from _places(draft)

    def _draft(self, names: _Names, region: str | None, level: str | None, line: int) -> _Draft:
        levels = " · ".join(filter(None, (*names.levels, level)))
        return _Draft(
            region or names.region or self.region, levels or None, names.noted or self.noted, names.currency, line
        )


def _named(names: _Names, axis: Axis | None, text: str, label: Caption | None) -> _Names:
    """Names with one more: a cell below an axis, or the heading of a group of rows."""
    if axis == "region":
        return replace(names, region=region_name(text) or None, noted=tuple(noted_currencies(plain(text))))
    if axis == "level":
        return replace(names, levels=(*names.levels, plain(text))) if text else names
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


def _across(captions: Iterable[Caption]) -> Axis | None:
    """What the headers of value columns name: places, levels, or nothing ("Range", "Min", "Max")."""
    captions = list(captions)
    if any(caption.region or caption.currencies for caption in captions):
        return "region"
    if any(caption.level for caption in captions):
        return "level"
    plainly = all(caption.bound or _PLAIN.fullmatch(caption.text) for caption in captions)
    return None if plainly or len(captions) == 1 else "region"


def _component_of_all(caption: str) -> Any:
    """The part of pay that the words around a table name; the total wins, two others are none."""
    if _TOTAL_CAPTION.search(caption):
        return "total"
    named = component_of(caption)
    return named if named in {"base", "equity", "bonus", "signing"} else "unspecified"


def _is_pay(cell: Cell) -> bool:
    return bool(cell.amounts or cell.percents) and not re.search(r"\b(?:years?|yrs?|YOE)\b(?! vest)", cell.text, re.I)


def _has_sign(cell: Cell) -> bool:
    return any(figure.unit == "money" or figure.maximum >= 10_000 for figure in cell.amounts)


def _places(draft: _Draft) -> Iterator[_Draft]:
    """The bands of a draft: "London / Europe (GBP/EUR)" over paired cells is two places."""
    names = [name.strip() for name in (draft.region or "").split("/")]
    paired = len(draft.noted) == 2 and len(names) == 2 and any(len(cell.amounts) == 2 for _, cell in draft.pay)
    if not paired:
        yield draft
        return
    for at, name in enumerate(names):
        pay = [
            (caption, replace(cell, amounts=cell.amounts[at : at + 1]) if len(cell.amounts) == 2 else cell)
            for caption, cell in draft.pay
        ]
        yield replace(draft, region=name, noted=(draft.noted[at],), pay=pay)


def _bounded(pay: Sequence[tuple[Caption, Cell]]) -> list[tuple[Caption, Cell]]:
    """Cells of which one is a range's minimum and another its maximum become one cell."""
    ends = {
        (caption.component, caption.bound): cell
        for caption, cell in pay
        if caption.component and caption.bound and cell.amounts
    }
    merged: list[tuple[Caption, Cell]] = []
    for caption, cell in pay:
        other = ends.get((caption.component, "max" if caption.bound == "min" else "min")) if caption.bound else None
        if other is None or not cell.amounts:
            merged.append((caption, cell))
        elif caption.bound == "min":
            low, high = cell.amounts[0], other.amounts[0]
            figure = replace(
                low,
                maximum=high.maximum,
                symbols=(low.symbols[0], high.symbols[0]),
                is_open=high.is_open,
                period=low.period or high.period,
            )
            merged.append((caption, Cell(f"{cell.text} – {other.text}", (figure,))))
    return merged


def _add(read: PayTable, draft: _Draft) -> None:
    """Add a draft's band with the amounts of its cells."""
    pay = _bounded(draft.pay)
    noted = draft.noted or tuple(code for caption, _ in pay for code in caption.currencies)
    place = place_of(draft.region or "")
    currency = draft.currency or likely_currency(
        [cell for caption, cell in pay if caption.component], noted, place.currency if place else None
    )
    components = Components(draft.line, f"bands/{len(read.bands)}", currency)
    for caption, cell in pay:
        components.take(caption, cell)
    band = Band(
        draft.region or None,
        draft.level,
        currency,
        **components.values,
        other=tuple(components.other),
        equivalents=tuple(Equivalent(code, **parts) for code, parts in components.equivalents.items()),
        cells=draft.cells,
        line=draft.line,
    )
    decided = next((found["how"] for caption, cell in pay if (found := _SETTLED.search(cell.text))), None)
    if band.equity and decided != "settled" and (decided == "doubtful" or only_fits_whole_grant(band)):
        band = replace(band, equity=replace(band.equity, period_doubtful=True))
    read.bands.append(band)
    read.findings.extend(components.findings)
