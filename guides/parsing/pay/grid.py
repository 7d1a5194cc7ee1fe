"""A table's rows with their cells read, and which of its columns hold names, which amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from pay.currencies import any_code

from guides.parsing.pay.around import Around
from guides.parsing.pay.captions import EXPERIENCE, MIDDLE, Axis, Caption, names_level, read_caption
from guides.parsing.pay.cells import Cell, read_cell
from guides.parsing.pay.percentiles import with_ends
from guides.parsing.text.blocks import Block
from guides.parsing.text.measures import TEN_THOUSANDS, measure_of

_ALL_CASH = re.compile(r"total|all-in", re.IGNORECASE)
_PLAIN = re.compile(
    r"(?:\W|amount|range|value|pay|comp\w*|details?|annual|yearly|monthly|gross|per|a|year|month|rate)*", re.IGNORECASE
)
_CODES = re.compile(rf"\b(?:{any_code()})\b")
_OF_TIME = re.compile(r"\b(?:years?|yrs?|YOE)\b(?! vest)", re.IGNORECASE)
_HALF = Decimal("0.5")


class Grid:
    """A table of pay.

    ``captions`` of all columns; ``axes`` are the columns that hold names,
    ``values`` those that hold amounts, each by its position; a column that is
    neither stands in none of both. ``cells`` are the rows' cells. ``region``,
    ``level`` and ``noted`` (currencies) are what its heading says of all of it.
    ``across`` is what the headers of the value columns name, if anything.
    """

    def __init__(self, table: Block, around: Around) -> None:
        header, *self.rows = table.rows
        self.line = header.line
        self.around = around
        self.captions = with_ends([read_caption(cell) for cell in header.cells])
        self.cells = self._cells()
        self.region, self.level = around.place_and_level()
        noted = around.currencies()
        self.noted = noted if self.region or len(noted) == 1 else ()
        # Whether the names down are taken for places only because nothing else is said of them.
        self.axis_is_guessed = False
        self.axes: dict[int, Axis] = {}
        self.values: dict[int, Caption] = {}
        self._divide()
        self.across = self._across()

    def _cells(self) -> list[list[Cell]]:
        measures = [caption.measure for caption in self.captions]
        # "Pay (KRW, 만원)" above a table; of a bare bonus it doesn't say whether it is a percentage.
        whole = measure_of(self.around.heading)
        whole = whole if whole and (whole.sign or whole.scale == TEN_THOUSANDS) else None
        wholes = [None if caption.component == "bonus" else whole for caption in self.captions]
        cells = []
        for row in self.rows:
            name = read_caption(row.cells[0]) if row.cells else Caption("")
            cells.append(
                [
                    read_cell(text, measure or name.measure or (above if name.component != "bonus" else None))
                    for text, measure, above in zip(row.cells, measures, wholes, strict=False)
                ]
            )
        return cells

    def column(self, at: int) -> Iterator[Cell]:
        return (row[at] for row in self.cells if at < len(row))

    def has_figures(self, at: int) -> bool:
        return any(cell.amounts or cell.percents for cell in self.column(at))

    def first_names(self) -> list[Caption]:
        """What the rows' first cells say."""
        return [read_caption(row.cells[0]) for row in self.rows if row.cells]

    def part(self) -> Caption:
        """The part of pay that the words around the table name."""
        return self.around.part_of(self.cells)

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
            if caption.component and parts.count(caption.component) > 1 and not self.has_figures(at):
                del self.values[at]

    def _set_aside(self) -> None:
        """Between "Min" and "Max" a middle is no part of pay; a sum of cash is the total only where no other is."""
        captions = self.values.values()
        ended = {caption.component for caption in captions if caption.bound == "min"}
        ended &= {caption.component for caption in captions if caption.bound == "max"}
        more = {"total", "equity"} & {caption.component for caption in captions}
        for at, caption in self.values.items():
            if caption.component in ended and not caption.bound and MIDDLE.search(caption.text):
                self._is(at, replace(caption, component="aside", region=None, level=None, of=caption.component))
            elif caption.component == "aside" and not more and _ALL_CASH.search(caption.text):
                self._is(at, replace(caption, component="total"))

    def _is(self, at: int, caption: Caption) -> None:
        self.values[at] = self.captions[at] = caption

    def _share(self, at: int) -> Decimal:
        filled = [cell for cell in self.column(at) if cell.text]
        return Decimal(sum(_is_pay(cell) for cell in filled)) / max(1, len(filled))

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

    def _across(self) -> Axis | None:
        """What the headers of value columns name: places, levels, or nothing ("Range", "Min", "Max")."""
        captions = [caption for caption in self.values.values() if caption.component != "aside"]
        plainly = all(caption.bound or _PLAIN.fullmatch(_CODES.sub("", caption.text)) for caption in captions)
        if plainly and len(captions) == 1:
            return None
        if any(caption.region or caption.currencies for caption in captions):
            return "region"
        if any(caption.level for caption in captions):
            return "level"
        return None if plainly or len(captions) == 1 else "region"


def _is_pay(cell: Cell) -> bool:
    """Whether a cell has an amount, which "5-8 years" is none of and "$90K over 3 years" is."""
    is_money = any(figure.unit == "money" for figure in cell.amounts)
    return is_money or (bool(cell.amounts or cell.percents) and not _OF_TIME.search(cell.text))
