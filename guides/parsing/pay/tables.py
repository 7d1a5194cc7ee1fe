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

from pay.currencies import SHARED, code_of, currency_of

from guides.document.document import Band, Equivalent, Finding, Label
from guides.document.totals import only_fits_whole_grant
from guides.parsing.pay.captions import (
    EXPERIENCE,
    MIDDLE,
    PERCENTILE,
    SHORTCODE,
    Axis,
    Bound,
    Caption,
    Component,
    names_level,
    names_levels_only,
    names_summary,
    noted_monthly,
    place_and_level,
    read_caption,
)
from guides.parsing.pay.cells import Cell, likely_currency, read_cell
from guides.parsing.pay.components import Components
from guides.parsing.pay.reshaping import reshaped
from guides.parsing.pay.role_tables import is_ask_table
from guides.parsing.text.blocks import Block, Row, plain
from guides.parsing.text.currencies import noted_currencies
from guides.parsing.text.measures import TEN_THOUSANDS, measure_of
from guides.parsing.text.places import place_of

_CURRENCY_NOTE = re.compile(
    r"\s?\((?=[^()]{0,80}(?:\b[A-Z]{3}\b|[$€£₹₪₩₱฿]))(?:[A-Z]{3}|[A-Z]{0,2}\$|[€£₹₪₩₱฿]|equiv\.?|[/,& ]"
    r"|(?:mo|month|yr|year|monthly|annual|per month|per year)\b){1,40}\)"
)
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff☀-➿\ufe0f]+")
_TOTAL_CAPTION = re.compile(r"\btotal (?:annual |yearly |target )?(?:comp|pay|direct)", re.IGNORECASE)
_ALL_CASH = re.compile(r"total|all-in", re.IGNORECASE)
# "base salary ($140K-$170K)": what a note says that the base is.
_BASE_OF_NOTE = re.compile(
    r"\bbase(?: salary| pay)?\s*(?:\(|of|:|is|from|range)?\s*(?P<amount>[^);,.]{3,60}\d\S*)", re.IGNORECASE
)
# A base and a total that lie so near to each other are one.
_SAME = Decimal("0.06")
_CLAUSE = re.compile(r"[;\n]|\.\s|,\s+(?=before|without|excluding|not counting|plus)", re.IGNORECASE)
# No real caption has more.
_MOST_CLAUSES = 12
_SPEAKS_OF_TABLE = re.compile(
    r"\b(?:figures?|amounts?|numbers?|ranges?|values?|bands?|table)\b.{0,60}\b(?:below|following|are|is|shows?)\b",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"(?:\W|amount|range|value|pay|comp\w*|details?|usd|eur|gbp)*", re.IGNORECASE)
# A name that a row hasn't, unlike an empty cell, which goes on with the name above.
_DASH = re.compile(r"[-–—]+")
# What an editor has decided about a grant that could be a yearly amount (``guides.parsing.canonical.writing``).
_SETTLED = re.compile(r"\(period (?P<how>settled|doubtful)\)$")
_HALF = Decimal("0.5")
_PAID = frozenset({"base", "equity", "total"})

Layout = Literal["rows", "columns", "cells"]


@dataclass
class PayTable:
    """The bands of one table, and what is doubtful about them."""

    bands: list[Band] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)

    def findings_after(self, bands: int) -> list[Finding]:
        """What is doubtful, placed in a guide that has so many ``bands`` before those of this table."""
        return [
            replace(finding, place=f"bands/{int(finding.place.rpartition('/')[2]) + bands}")
            if finding.place
            else finding
            for finding in self.findings
        ]


@dataclass(frozen=True, slots=True)
class _Names:
    """What a row's own names say, before its amounts."""

    region: str | None = None
    levels: tuple[str, ...] = ()
    component: Caption | None = None
    noted: tuple[str, ...] = ()
    currency: str | None = None
    monthly: bool = False


@dataclass
class _Draft:
    """A band in the making."""

    region: str | None
    level: str | None
    noted: tuple[str, ...]
    currency: str | None
    line: int
    monthly: bool = False
    cells: dict[str, str] = field(default_factory=dict)
    pay: list[tuple[Caption, Cell]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Around:
    """The words around a table: its heading, the paragraph before it, the note below it, and whose guide it is in."""

    heading: str = ""
    before: str = ""
    note: str = ""
    company: str = ""


def read_pay_table(table: Block, around: Around, *, layout: Layout | None = None) -> PayTable | None:
    """The bands of a table, or ``None`` where it is not about the company's pay.

    What stands around it may say which part of pay its cells are, and for which
    region and level: "Boston (USD)". A table of amounts under names that are
    neither places nor levels gives a finding only. ``layout`` is set where it
    is known.
    """
    if layout is None:
        table, labels = reshaped(table)
    read = _Table(table, around).read(layout)
    if read and layout is None:
        read.labels += labels
    return read


def region_name(printed: str) -> str:
    """A region without markup, flags and currency notes: "🇬🇧 **London** (GBP £)" → "London"."""
    return " ".join(_CURRENCY_NOTE.sub("", _FLAG.sub("", SHORTCODE.sub("", plain(printed)))).split())


class _Table:
    def __init__(self, table: Block, around: Around) -> None:
        header, *self.rows = table.rows
        self.line = header.line
        self.captions = [read_caption(cell) for cell in header.cells]
        measures = [caption.measure for caption in self.captions]
        # "Pay (KRW, 만원)" above a table; of a bare bonus it doesn't say whether it is a percentage.
        whole = measure_of(around.heading)
        whole = whole if whole and (whole.sign or whole.scale == TEN_THOUSANDS) else None
        wholes = [None if caption.component == "bonus" else whole for caption in self.captions]
        self.cells = []
        for row in self.rows:
            name = read_caption(row.cells[0]) if row.cells else Caption("")
            self.cells.append(
                [
                    read_cell(text, measure or name.measure or (above if name.component != "bonus" else None))
                    for text, measure, above in zip(row.cells, measures, wholes, strict=False)
                ]
            )
        self.around = around
        named = re.split(r"\s*[(—–:|]", around.heading, maxsplit=1)[0]
        place, level = place_and_level(region_name(named))
        self.region = place
        self.level = level if place else around.heading if names_levels_only(named) else None
        self.noted = tuple(noted_currencies(around.heading)) if self.region else ()
        self.axis_is_guessed = False
        # Whether the currencies of two places in one name tell what is whose.
        self.by_place = True
        self.axes: dict[int, Axis] = {}
        self.values: dict[int, Caption] = {}
        self.labels: list[Label] = []
        self.summaries: set[int] = set()

    def read(self, layout: Layout | None) -> PayTable | None:
        if not self.rows or len(self.captions) < 2:
            return None
        self.by_place = layout is None
        self._divide()
        self.across = self._across()
        found = layout or self._layout()
        percentiles = layout is None and self._percentiles()
        if found is None and not (percentiles and {*self.axes.values()} & {"region", "level"} and self.values):
            return None
        if found is None or percentiles or (layout is None and not self._is_named(found)):
            message = "A table of amounts whose rows or columns are neither known places nor levels gives no bands."
            return PayTable(findings=[Finding("table-unread", "info", message, self.line)])
        self.summaries = set() if layout else self._summaries()
        read = PayTable(labels=self.labels, findings=[_uneven(row) for row in self.rows if row.is_uneven])
        for draft in self._drafts(found):
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
                if axis := self._axis_of_names():
                    self.axes[at] = axis
            elif caption.component or amounts > _HALF:
                self.values[at] = caption
        self._set_aside()
        # Of two columns for one part of pay, one that holds only words describes the other.
        parts = [caption.component for caption in self.values.values()]
        for at, caption in list(self.values.items()):
            if caption.component and parts.count(caption.component) > 1 and not self._has_figures(at):
                del self.values[at]

    def _set_aside(self) -> None:
        """Between "Min" and "Max" a middle is no part of pay; a sum of cash is the total only where no other is."""
        captions = self.values.values()
        ended = {caption.component for caption in captions if caption.bound == "min"}
        ended &= {caption.component for caption in captions if caption.bound == "max"}
        more = {"total", "equity"} & {caption.component for caption in captions}
        for at, caption in self.values.items():
            if caption.component in ended and not caption.bound and MIDDLE.search(caption.text):
                self._is(at, replace(caption, component="aside", region=None, level=None))
            elif caption.component == "aside" and not more and _ALL_CASH.search(caption.text):
                self._is(at, replace(caption, component="total"))

    def _is(self, at: int, caption: Caption) -> None:
        self.values[at] = self.captions[at] = caption

    def _column(self, at: int) -> Iterator[Cell]:
        return (row[at] for row in self.cells if at < len(row))

    def _share(self, at: int) -> Decimal:
        filled = [cell for cell in self._column(at) if cell.text]
        return Decimal(sum(_is_pay(cell) for cell in filled)) / max(1, len(filled))

    def _has_figures(self, at: int) -> bool:
        return any(cell.amounts or cell.percents for cell in self._column(at))

    def _axis_of_names(self) -> Axis | None:
        """What the first column's cells name, where its header doesn't say; numbers beside a place name nothing."""
        names = [read_caption(row.cells[0]) for row in self.rows if row.cells and row.cells[0]]
        most = len(names) / 2
        if sum(name.component is not None for name in names) > most:
            return "component"
        if sum(bool(name.region or name.currencies) for name in names) >= most:
            return "region"
        if sum(names_level(name.text) for name in names) > most or EXPERIENCE.search(self.captions[0].text):
            return "level"
        if self.region or any(caption.axis == "region" for caption in self.captions[1:]):
            # The places stand there: "Analyst | London", or above.
            return "level" if any(map(str.isalpha, "".join(name.text for name in names))) else None
        self.axis_is_guessed = True
        return "region"

    # How its cells get their coordinates

    def _layout(self) -> Layout | None:
        kinds = {*self.axes.values(), *(caption.axis for caption in self.values.values())}
        parts = {caption.component for caption in self.values.values()} - {None, "aside"}
        if kinds & {"company", "time"} or not self.values:
            return None
        if any(caption.text == self.around.company for caption in self.values.values()) and len(self.values) > 1:
            return None
        if is_ask_table(self.captions, [read_caption(row.cells[0]) for row in self.rows if row.cells]):
            return None
        if "component" in self.axes.values():
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

    def _is_named(self, layout: Layout) -> bool:
        """Whether the names that make a table's bands are known, or told to be places by their currencies."""
        if layout == "columns":
            return self.across != "region" or self._placed() or _differ(map(self._signs, self.values))
        if layout == "rows" and self.axis_is_guessed:
            return self._placed() or _differ(_signs(row) for row in self.cells)
        return True

    def _placed(self) -> bool:
        """Whether any of the names across, or down where they are guessed, is a place."""
        names = [*self.values.values()]
        if self.axis_is_guessed:
            names += [read_caption(row.cells[0]) for row in self.rows if row.cells]
        # A note of a part's currency makes no place: "Base (USD)".
        return bool(self.region) or any(name.region or (name.currencies and not name.component) for name in names)

    def _percentiles(self) -> bool:
        """Whether names across or down are percentiles: "P25", "P50"."""
        # "Base (25th–75th percentile)" is a range, and so are "Low (P25)" and "High (P75)".
        across = [PERCENTILE.findall(caption.text) for caption in self.captions if not caption.bound]
        if len({found[0] for found in across if len(found) == 1}) > 1:
            return True
        names = [at for at in range(len(self.captions)) if at not in self.values]
        return any(sum(bool(PERCENTILE.fullmatch(cell.text)) for cell in self._column(at)) > 1 for at in names)

    def _signs(self, at: int) -> set[str]:
        return _signs(self._column(at))

    def _components_down(self) -> bool:
        at = next(at for at, axis in self.axes.items() if axis == "component")
        named = [row.cells[at] for row in self.rows if at < len(row.cells) and row.cells[at]]
        known = sum(read_caption(name).component is not None for name in named)
        return known * 2 > len(named) and any(self._has_figures(at) for at in self.values)

    def _matrix(self) -> bool:
        """Whether the columns are places or levels, each cell an amount of money."""
        captions = list(self.values.values())
        percents = any(cell.percents and not cell.amounts for at in self.values for cell in self._column(at))
        if percents and self._part().component != "bonus":
            return False
        if not all(_has_sign(cell) for at in self.values for cell in self._column(at) if cell.amounts):
            return False
        if len(captions) == 1 or {"min", "max"} <= {caption.bound for caption in captions}:
            return True
        return any(caption.region or caption.level or caption.currencies for caption in captions)

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
            if number in self.summaries or row.is_uneven:
                self.labels.append(Label(row.line, " | ".join(plain(cell) for cell in row.cells if cell)))
                continue
            filled = [at for at, text in enumerate(row.cells) if text]
            if filled == [0] and len(self.captions) > 2:
                # A row of one cell is a heading of those below it.
                label = read_caption(row.cells[0])
                self.labels.append(Label(row.line, label.text))
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

    def _summaries(self) -> set[int]:
        """Rows that are no place's or level's own; where all are, they are what the table has to say."""
        found = {
            number
            for number, row in enumerate(self.rows)
            for at, axis in self.axes.items()
            if axis in {"region", "level"} and at < len(row.cells) and names_summary(plain(row.cells[at]))
        }
        return found if len(found) < len(self.rows) else set()

    def _by_rows(self) -> Iterator[_Draft]:
        """Parts of pay across: one band a row, or one for each place or level that the headers name."""
        for number, row, names in self._names():
            if all(self.cells[number][at].is_empty for at in self.values if at < len(row.cells)):
                # "N/A — Oslo only | — | —"
                self.labels.append(Label(row.line, " | ".join(plain(cell) for cell in row.cells)))
                continue
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
                yield from _places(draft, by_place=self.by_place)

    def _by_columns(self) -> Iterator[_Draft]:
        """Parts of pay down: one band for each column, and for each name that rows have besides."""
        drafts: dict[tuple[Any, ...], _Draft] = {}
        beside = [at for at in range(len(self.captions)) if at not in self.axes and at not in self.values]
        for number, row, names in self._names():
            if names.component is None:
                continue
            for at, caption in self.values.items():
                if at >= len(row.cells):
                    continue
                region, level = self._named_across(caption)
                own = names.component
                key = (at if self.across else None, names.region, names.levels, own.region, own.level)
                if key not in drafts:
                    line = row.line if names.region or names.levels else self.line
                    drafts[key] = self._draft(names, region or own.region, level or own.level, line)
                    drafts[key].noted = caption.currencies or drafts[key].noted
                    drafts[key].monthly = drafts[key].monthly or noted_monthly(caption.text)
                    drafts[key].cells = {
                        self.captions[of].text: caption.text if axis == "component" else row.cells[of]
                        for of, axis in self.axes.items()
                    }
                if caption.component != "aside":
                    bounded = replace(own, bound=caption.bound if not self.across else None)
                    drafts[key].pay.append((bounded, self.cells[number][at]))
                drafts[key].cells[own.text if self.across else f"{own.text} · {caption.text}"] = row.cells[at]
                for of in beside:
                    if of < len(row.cells) and row.cells[of]:
                        drafts[key].cells[f"{own.text} · {self.captions[of].text}"] = row.cells[of]
        for draft in drafts.values():
            yield from _places(draft, by_place=self.by_place)

    def _by_cells(self) -> Iterator[_Draft]:
        """Names down and across: one band a cell, or a row where the columns are a range's ends."""
        part = self._part()
        for number, row, names in self._names():
            own = {self.captions[at].text: row.cells[at] for at in self.axes if at < len(row.cells)}
            own |= {
                caption.text: row.cells[at]
                for at, caption in enumerate(self.captions)
                if at not in self.axes and at not in self.values and at < len(row.cells)
            }
            drafts: dict[int | None, _Draft] = {}
            for at, caption in self.values.items():
                if at >= len(row.cells):
                    continue
                region, level = self._named_across(caption)
                key = at if self.across or len(self.values) == 1 else None
                draft = drafts.setdefault(key, self._draft(names, region, level, row.line))
                draft.noted = caption.currencies or draft.noted
                draft.monthly = draft.monthly or noted_monthly(caption.text)
                draft.cells = (draft.cells or own) | {caption.text: row.cells[at]}
                if caption.component != "aside":
                    said = replace(part, text=caption.text, bound=caption.bound, currencies=caption.currencies)
                    draft.pay.append((said, self.cells[number][at]))
            for draft in drafts.values():
                yield from _places(draft, by_place=self.by_place)

    def _named_across(self, caption: Caption) -> tuple[str | None, str | None]:
        """Region and level that a value column's header names."""
        if caption.region and caption.level:
            return caption.region, caption.level
        region = region_name(caption.text) if self.across == "region" else None
        return region, caption.text if self.across == "level" else None

    def _across(self) -> Axis | None:
        """What the headers of value columns name: places, levels, or nothing ("Range", "Min", "Max")."""
        captions = [caption for caption in self.values.values() if caption.component != "aside"]
        if any(caption.region or caption.currencies for caption in captions):
            return "region"
        if any(caption.level for caption in captions):
            return "level"
        plainly = all(caption.bound or _PLAIN.fullmatch(caption.text) for caption in captions)
        return None if plainly or len(captions) == 1 else "region"

    def _part(self) -> Caption:
        """The part of pay that the words around a table name: the first of its heading, its note, what stands before.

        In a clause the total wins over its parts: "Total compensation (base + bonus)".
        """
        if self._is_base_of_note():
            return Caption("", "unspecified")
        before = self.around.before if _SPEAKS_OF_TABLE.search(self.around.before) else ""
        for text in (self.around.heading, self.around.note, before):
            for clause in _CLAUSE.split(text, maxsplit=_MOST_CLAUSES):
                if _TOTAL_CAPTION.search(clause):
                    return Caption(clause, "total")
                caption = read_caption(clause)
                if caption.component in {"base", "equity", "bonus", "signing"}:
                    return replace(caption, region=None, level=None, currencies=(), measure=None)
        return Caption("", "unspecified")

    def _is_base_of_note(self) -> bool:
        """Whether the note's base is the table's own figure: what it calls total compensation isn't in the cells."""
        based = _BASE_OF_NOTE.search(self.around.note)
        noted = read_cell(based["amount"]).amounts if based else ()
        own = [cell.amounts[0] for row in self.cells for cell in row if cell.amounts]
        return any(
            one.minimum < one.maximum
            and abs(one.minimum - figure.minimum) <= _SAME * figure.minimum
            and abs(one.maximum - figure.maximum) <= _SAME * figure.maximum
            for one in noted
            for figure in own
        )

    def _draft(self, names: _Names, region: str | None, level: str | None, line: int) -> _Draft:
        levels = " · ".join(filter(None, (*names.levels, level))) or self.level
        return _Draft(
            region or names.region or self.region,
            levels or None,
            names.noted or self.noted,
            names.currency,
            line,
            names.monthly,
        )


def _named(names: _Names, axis: Axis | None, text: str, label: Caption | None) -> _Names:
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


def _uneven(row: Row) -> Finding:
    message = f"The row “{' | '.join(filter(None, map(plain, row.cells)))}” has more or fewer cells than its header."
    return Finding("row-uneven", "warning", message, row.line)


def _is_pay(cell: Cell) -> bool:
    return bool(cell.amounts or cell.percents) and not re.search(r"\b(?:years?|yrs?|YOE)\b(?! vest)", cell.text, re.I)


def _signs(cells: Iterable[Cell]) -> set[str]:
    """The currencies that the signs of some cells say."""
    symbols = {symbol for cell in cells for figure in cell.amounts[:1] for symbol in figure.symbols if symbol}
    return {code for symbol in symbols if (code := currency_of(symbol, None))}


def _differ(found: Iterable[set[str]]) -> bool:
    return len({frozenset(codes) for codes in found if codes}) > 1


def _has_sign(cell: Cell) -> bool:
    return any(figure.unit == "money" or figure.maximum >= 10_000 for figure in cell.amounts)


def _places(draft: _Draft, *, by_place: bool) -> Iterator[_Draft]:
    """The bands of a draft: "London / Europe (GBP/EUR)" over paired cells is two places."""
    names = [name.strip() for name in (draft.region or "").split("/")]
    noted = draft.noted or (_noted_by_place(names, draft.pay) if by_place else ())
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


def _bounded(pay: Sequence[tuple[Caption, Cell]]) -> list[tuple[Caption, Cell]]:
    """Cells of which one is a range's minimum and another its maximum become one cell."""
    ends: dict[tuple[Component | None, Bound | None], Cell] = {
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
            figure = low._replace(
                maximum=high.maximum,
                symbols=(low.symbols[0], high.symbols[0]),
                is_open=high.is_open,
                period=low.period or high.period,
            )
            merged.append((caption, Cell(f"{cell.text} – {other.text}", (figure,))))
    return merged


def _by_the_month(pay: Sequence[tuple[Caption, Cell]]) -> list[tuple[Caption, Cell]]:
    """What a place's note of months speaks of; a total of many months' base is a year's: "₪32K" beside "₪454K"."""
    monthly = {"base", "total", "unspecified"}
    printed = {caption.component: cell.amounts[0].minimum for caption, cell in reversed(pay) if cell.amounts}
    if "base" in printed and printed.get("total", 0) > 6 * printed["base"]:
        monthly.remove("total")
    return [(replace(caption, monthly=caption.monthly or caption.component in monthly), cell) for caption, cell in pay]


def _is_shared_with(local: str, taken: str, pay: Sequence[tuple[Caption, Cell]]) -> bool:
    """Whether the amounts' sign may as well mean the place's own currency: "$140K" in Toronto."""
    signs = {symbol for _, cell in pay for figure in cell.amounts[:1] for symbol in figure.symbols if symbol}
    return local != taken and any(local in SHARED.get(sign, ()) for sign in signs)


def _bare_sign(currency: str, pay: Sequence[tuple[Caption, Cell]]) -> str:
    """The sign of several currencies beside one of this currency alone: "$2.9M" in a row with "NT$2.4M"; "" if none."""
    signs = [
        {symbol for figure in cell.amounts for symbol in figure.symbols if symbol}
        for caption, cell in pay
        if caption.component
    ]
    shared = {sign for of_cell in signs for sign in of_cell if currency in SHARED.get(sign, ()) and currency != "USD"}
    marked = {
        sign for of_cell in signs for sign in of_cell if sign not in SHARED and currency_of(sign, None) == currency
    }
    # A cell with both has each amount twice: "C$140K / $105K".
    alone = [of_cell & shared for of_cell in signs if not of_cell & marked]
    return next((sign for of_cell in alone for sign in sorted(of_cell)), "") if marked else ""


def _add(read: PayTable, draft: _Draft) -> None:
    """Add a draft's band with the amounts of its cells."""
    pay = _bounded(draft.pay)
    if draft.monthly:
        pay = _by_the_month(pay)
    noted = draft.noted or tuple(code for caption, _ in pay for code in caption.currencies)
    place = place_of(draft.region or "")
    currency = draft.currency or likely_currency(
        [cell for caption, cell in pay if caption.component], noted, place.currency if place else None
    )
    signed = any(any(figure.symbols) for _, cell in pay for figure in cell.amounts)
    components = Components(draft.line, f"bands/{len(read.bands)}", currency, signed)
    if currency and place and not noted and draft.currency is None and _is_shared_with(place.currency, currency, pay):
        message = f"{draft.region} pays in {place.currency}; its amounts have a sign that {currency} has, too."
        components.findings.append(Finding("currency-of-place", "warning", message, draft.line, components.place))
    elif currency and (bare := _bare_sign(currency, pay)):
        name = draft.region or draft.level or "A row"
        message = f"{name}: some of its amounts are marked as {currency}, others with “{bare}” alone."
        components.findings.append(Finding("currency-of-place", "warning", message, draft.line, components.place))
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
    is_doubtful = decided == "doubtful" or components.contradicts_heading or only_fits_whole_grant(band)
    if band.equity and decided != "settled" and is_doubtful:
        band = replace(band, equity=replace(band.equity, period_doubtful=True))
    read.bands.append(band)
    read.findings.extend(components.findings)
