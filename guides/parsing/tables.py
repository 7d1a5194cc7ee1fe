"""Pay tables → bands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from guides.parsing.blocks import Block, plain
from guides.parsing.cells import Cell, likely_currency, read_cell
from guides.parsing.columns import PAY, Column, equity_kind, read_column
from guides.parsing.currencies import noted_currencies
from guides.parsing.document import (
    Band,
    Bonus,
    EquityRange,
    Equivalent,
    Finding,
    OtherPay,
    PercentRange,
    Range,
)
from guides.parsing.figures import Figure
from guides.parsing.totals import only_fits_whole_grant

_CURRENCY_NOTE = re.compile(
    r"\s*\((?=[^)]*(?:\b[A-Z]{3}\b|[$€£₹₪₩₱฿]))(?:[A-Z]{3}|[A-Z]{0,2}\$|[€£₹₪₩₱฿]|equiv\.?|[/,& ])+\)"
)
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff☀-➿\ufe0f]+")
_TOTAL_CAPTION = re.compile(r"\btotal (?:comp|pay|direct)", re.IGNORECASE)
_MONEY_SHARE = Decimal("0.5")
_SIGN_ON = re.compile(r"\bsign(?:ing)?[- ]?on\b|\bsigning\b", re.IGNORECASE)
_BONUS_WORD = re.compile(r"\bbonus\b|\bperformance\b", re.IGNORECASE)


@dataclass
class PayTable:
    """The bands of one table, and what is doubtful about them."""

    bands: list[Band] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def read_pay_table(table: Block, caption: str) -> PayTable | None:
    """The bands of a table, or ``None`` where it is not about pay.

    ``caption``: the words around the table, which may say what a matrix of
    levels and regions is about.
    """
    header, *rows = table.rows
    columns = [read_column(cell) for cell in header.cells]
    kinds = {column.kind for column in columns[1:]} & PAY
    if not rows or len(columns) < 2:
        return None
    places = {column.kind for column in columns} & {"region", "level"}
    if kinds & {"base", "total", "equity"} and ((places and len(kinds) > 1) or _has_figures(rows, columns)):
        return _by_rows(columns, rows)
    if columns[0].kind in {"component", "level", "region", "words"} and _matrix_cells(rows):
        components = [read_column(row.cells[0]) if row.cells else None for row in rows]
        if sum(1 for column in components if column and column.kind in PAY) * 2 > len(rows):
            return _by_columns(columns, components, rows, header.line)
        if columns[0].kind == "level" and any(column.kind == "place" for column in columns[1:]):
            return _by_cells(columns, rows, "total" if _TOTAL_CAPTION.search(caption) else "unspecified")
    return None


def _has_figures(rows: Sequence[Any], columns: Sequence[Column]) -> bool:
    positions = [position for position, column in enumerate(columns) if column.kind in PAY]
    cells = [read_cell(row.cells[at]) for row in rows for at in positions if at < len(row.cells)]
    return any(cell.amounts or cell.percents for cell in cells)


def _matrix_cells(rows: Sequence[Any]) -> bool:
    cells = [read_cell(text) for row in rows for text in row.cells[1:]]
    return bool(cells) and sum(bool(cell.amounts) for cell in cells) >= _MONEY_SHARE * len(cells)


def region_name(printed: str) -> str:
    """A region without markup, flags and currency notes: "🇬🇧 **London** (GBP £)" → "London"."""
    return " ".join(_CURRENCY_NOTE.sub("", _FLAG.sub("", plain(printed))).split())


def _by_rows(columns: Sequence[Column], rows: Sequence[Any]) -> PayTable:
    """One band a row; region and level stand in columns of their own."""
    read = PayTable()
    first_named = any(column.kind in {"region", "level"} for column in columns)
    for row in rows:
        region, levels, note = None, [], ()
        pay: list[tuple[Column, Cell]] = []
        for position, (column, text) in enumerate(zip(columns, row.cells, strict=False)):
            if column.kind == "region" or (position == 0 and not first_named):
                region, note = region_name(text), tuple(noted_currencies(plain(text)))
            elif column.kind == "level":
                levels.append(plain(text))
            elif column.kind in {"component", "place", "words"}:
                pay.append((replace(column, kind="other"), read_cell(text)))
            else:
                pay.append((column, read_cell(text)))
        cells = {column.header: text for column, text in zip(columns, row.cells, strict=False)}
        for name, shown in _places(region, note, [cell for _, cell in pay]):
            band = Band(name or None, " · ".join(filter(None, levels)) or None, None, cells=cells, line=row.line)
            _fill(read, band, [(column, shown(cell)) for column, cell in pay], note)
    return read


def _places(region: str | None, note: tuple[str, ...], cells: Sequence[Cell]) -> Iterable[tuple[str | None, Any]]:
    """The bands of one row: "London / Europe (GBP/EUR)" over paired cells is two places."""
    names = [name.strip() for name in (region or "").split("/")]
    paired = len(note) == 2 and len(names) == 2 and any(len(cell.amounts) == 2 for cell in cells)
    if not paired:
        return [(region, lambda cell: cell)]

    def part(at: int) -> Any:
        return lambda cell: replace(cell, amounts=cell.amounts[at : at + 1]) if len(cell.amounts) == 2 else cell

    return [(name, part(at)) for at, name in enumerate(names)]


def _by_columns(
    columns: Sequence[Column], components: Sequence[Column | None], rows: Sequence[Any], line: int
) -> PayTable:
    """One band a column: components are the rows."""
    read = PayTable()
    for at, column in enumerate(columns[1:], start=1):
        pay, cells = [], {columns[0].header: column.header}
        for component, row in zip(components, rows, strict=True):
            if component is None or at >= len(row.cells):
                continue
            cells[component.header] = row.cells[at]
            kind = component.kind if component.kind in PAY else "other"
            pay.append((replace(component, kind=kind), read_cell(row.cells[at])))
        note = column.currencies
        band = Band(region_name(column.header) or None, None, None, cells=cells, line=line)
        _fill(read, band, pay, note)
    return read


def _by_cells(columns: Sequence[Column], rows: Sequence[Any], component: str) -> PayTable:
    """One band a cell: levels down, regions across; the table itself names no component."""
    read = PayTable()
    levels = [at for at, column in enumerate(columns) if column.kind in {"level", "words"}]
    for row in rows:
        level = " · ".join(plain(row.cells[at]) for at in levels if at < len(row.cells) and plain(row.cells[at]))
        own = {columns[at].header: row.cells[at] for at in levels if at < len(row.cells)}
        for at, column in enumerate(columns):
            if column.kind != "place" or at >= len(row.cells):
                continue
            cell = read_cell(row.cells[at])
            cells = own | {column.header: row.cells[at]}
            names = [region_name(name) for name in region_name(column.header).split(" / ")]
            paired = len(column.currencies) == 2 and len(names) == 2 and len(cell.amounts) == 2
            for place, name in enumerate(names if paired else [region_name(column.header)]):
                shown = replace(cell, amounts=cell.amounts[place : place + 1]) if paired else cell
                band = Band(name or None, level or None, None, cells=cells, line=row.line)
                _fill(read, band, [(replace(column, kind="total"), shown)], column.currencies, bare=component)
    return read


def _fill(
    read: PayTable,
    band: Band,
    pay: Sequence[tuple[Column, Cell]],
    note: tuple[str, ...],
    *,
    bare: str = "",
) -> None:
    """Add a band with the amounts of its cells; ``bare`` names what a cell without a component is."""
    noted = note or tuple(code for column, _ in pay for code in column.currencies)
    currency = likely_currency([cell for column, cell in pay if column.kind in PAY], noted)
    filler = _Filler(band.line, f"bands/{len(read.bands)}", currency)
    for column, cell in pay:
        filler.take(column, cell)
    values = filler.values
    if bare == "unspecified" and "total" in values:
        values["unspecified"] = values.pop("total")
        for equivalent in filler.equivalents.values():
            equivalent["unspecified"] = equivalent.pop("total")
    filled = replace(
        band,
        currency=currency,
        **values,
        other=tuple(filler.other),
        equivalents=tuple(Equivalent(code, **parts) for code, parts in filler.equivalents.items()),
    )
    if filled.equity and only_fits_whole_grant(filled):
        filled = replace(filled, equity=replace(filled.equity, period_doubtful=True))
    read.bands.append(filled)
    read.findings.extend(filler.findings)


@dataclass
class _Filler:
    line: int | None
    place: str
    currency: str | None
    values: dict[str, Any] = field(default_factory=dict)
    other: list[OtherPay] = field(default_factory=list)
    equivalents: dict[str, dict[str, Any]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def find(self, code: str, severity: str, message: str) -> None:
        self.findings.append(Finding(code, severity, message, self.line, self.place))

    def take(self, column: Column, cell: Cell) -> None:
        kind = column.kind
        # "$20K sign-on" under "Sign-On / Bonus": the cell's words win.
        if kind == "signing" and _BONUS_WORD.search(column.header.replace("Signing Bonus", "")):
            if cell.percents or (_BONUS_WORD.search(cell.text) and not _SIGN_ON.search(cell.text)):
                kind = "bonus"
        elif kind == "bonus" and _SIGN_ON.search(cell.text):
            kind = "signing"
        if kind == "bonus":
            value = self._bonus(cell)
        elif kind == "equity":
            value = self._equity(column, cell)
        elif kind == "other":
            self._other(column, cell)
            return
        else:
            value = self._range(column, cell, kind)
        if value is None:
            return
        if kind in self.values:
            self.find(
                "column-unused",
                "info",
                f"“{column.header}” is a second column for {kind}; the first is used.",
            )
            return
        self.values[kind] = value
        for code, figure in cell.others(self._own(value) or self.currency, self.currency):
            made = replace(_as(value, figure), currency=None)
            if not figure.is_inverted and not figure.mixes_currencies:
                self.equivalents.setdefault(code, {}).setdefault(kind, made)

    @staticmethod
    def _own(value: Any) -> str | None:
        return value.currency

    def _amount(self, column: Column, cell: Cell) -> Figure | None:
        """The cell's main amount, in one currency and the right way up; else ``None`` with a finding."""
        if not cell.amounts:
            if (not cell.is_empty and not cell.percents) or (cell.percents and column.kind != "bonus"):
                self._words(column, cell)
            return None
        figure = cell.amounts[0]
        if figure.mixes_currencies:
            ends = {figure.currency(self.currency), *figure_ends(figure, self.currency)} - {None}
            self.find(
                "currency-mixed",
                "warning",
                f"“{cell.text}” under “{column.header}” names two currencies"
                + (f"; the rest of the row is in {self.currency}." if self.currency in ends else "."),
            )
            if self.currency not in ends:
                return None
            figure = replace(figure, symbols=("", ""))
        if figure.is_inverted:
            self.find(
                "range-inverted",
                "error",
                f"“{cell.text}” under “{column.header}” has its minimum above its maximum.",
            )
            return None
        return figure

    def _words(self, column: Column, cell: Cell) -> None:
        self.find("cell-not-numeric", "info", f"“{cell.text}” under “{column.header}” gives no amount.")

    def _currency_of(self, figure: Figure) -> str | None:
        own = figure.currency(self.currency)
        return own if own and own != self.currency else None

    def _range(self, column: Column, cell: Cell, kind: str) -> Range | None:
        figure = self._amount(column, cell)
        if figure is None:
            return None
        months = 12 if figure.period == "month" else 1
        period = "once" if kind == "signing" else "month" if months == 12 else "year"
        return Range(
            figure.minimum * months,
            _maximum(figure, months),
            period,
            _still_open(figure),
            self._currency_of(figure),
            column.basis,
        )

    def _equity(self, column: Column, cell: Cell) -> EquityRange | None:
        figure = self._amount(column, cell)
        if figure is None:
            return None
        named = equity_kind(cell.text)
        period, years = column.equity_period, column.years
        if figure.period == "grant":
            period, years = "grant", figure.years
        elif figure.period in {"year", "month"}:
            period, years = "year", None
        months = 12 if figure.period == "month" else 1
        return EquityRange(
            figure.minimum * months,
            _maximum(figure, months),
            period,
            years,
            named if named != "unspecified" else column.equity_kind,
            "shares" if cell.counts_shares else "money",
            _still_open(figure),
            None if cell.counts_shares else self._currency_of(figure),
        )

    def _bonus(self, cell: Cell) -> Bonus | None:
        if cell.amounts:
            figure = self._amount(Column("Bonus", "bonus"), cell)
            if figure is None:
                return None
            percent = _percent(cell.percents[0]) if cell.percents else None
            return Bonus(
                "amount",
                figure.minimum,
                _maximum(figure),
                percent,
                open=_still_open(figure),
                currency=self._currency_of(figure),
            )
        if cell.percents:
            percent = _percent(cell.percents[0])
            return Bonus("percent", percent.min, percent.max, open=percent.open)
        if cell.says_none:
            return Bonus("none")
        if cell.is_empty:
            return None
        return Bonus("text", text=cell.text)

    def _other(self, column: Column, cell: Cell) -> None:
        if not cell.amounts:
            if not cell.is_empty:
                self.find("column-unused", "info", f"“{column.header}” (“{cell.text}”) has no place in a band.")
            return
        figure = self._amount(column, cell)
        if figure is None:
            return
        months = 12 if figure.period == "month" else 1
        self.other.append(
            OtherPay(
                column.header,
                figure.minimum * months,
                _maximum(figure, months),
                "month" if months == 12 else "year",
                _still_open(figure),
                self._currency_of(figure),
            )
        )


def figure_ends(figure: Figure, likely: str | None) -> set[str | None]:
    """The currencies of a figure's two ends."""
    return {replace(figure, symbols=(symbol, "")).currency(likely) for symbol in figure.symbols}


def _maximum(figure: Figure, times: int = 1) -> Decimal | None:
    if figure.is_open and figure.minimum == figure.maximum:
        return None
    return figure.maximum * times


def _still_open(figure: Figure) -> bool:
    """Whether a printed maximum carries a "+"."""
    return figure.is_open and figure.minimum != figure.maximum


def _percent(figure: Figure) -> PercentRange:
    return PercentRange(figure.minimum, _maximum(figure), _still_open(figure))


def _as(value: Any, figure: Figure) -> Any:
    """The same component with another figure's amounts."""
    months = 12 if figure.period == "month" else 1
    changed = replace(value, min=figure.minimum * months, max=_maximum(figure, months), open=_still_open(figure))
    return replace(changed, percent=None) if isinstance(value, Bonus) else changed
