"""Pay tables → bands.

Whatever a table's layout, each of its cells has coordinates: a region, a level
and a part of pay, said by the row's own names, by the column's header, or by
the words above the table. Cells of one region and level make a band. The steps:
``reshaping`` (one header, no history), ``grid`` (which columns are names, which
amounts), ``layouts``, ``drafts`` (cells by place and level, with ``row_names``),
``bands`` (with ``components``).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from guides.document.document import Band, Finding, Label
from guides.parsing.pay.around import Around
from guides.parsing.pay.bands import band_of
from guides.parsing.pay.drafts import drafts_of
from guides.parsing.pay.grid import Grid
from guides.parsing.pay.layouts import Layout, has_percentiles, is_named, layout_of
from guides.parsing.pay.reshaping import reshaped
from guides.parsing.text.blocks import Block, Row, plain


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


def read_pay_table(table: Block, around: Around) -> PayTable | None:
    """The bands of a table, or ``None`` where it is not about the company's pay.

    What stands around it may say which part of pay its cells are, and for which
    region and level: "Boston (USD)". A table of amounts under names that are
    neither places nor levels gives a finding only.
    """
    table, labels = reshaped(table)
    if not _is_grid(table):
        return None
    grid = Grid(table, around)
    layout = layout_of(grid)
    percentiles = has_percentiles(grid)
    if layout is None and not (percentiles and {*grid.axes.values()} & {"region", "level"} and grid.values):
        return None
    if layout is None or percentiles or not is_named(grid, layout):
        message = "A table of amounts whose rows or columns are neither known places nor levels gives no bands."
        return PayTable(findings=[Finding("table-unread", "info", message, grid.line)], labels=labels)
    read = _read(grid, layout, as_printed=False)
    read.labels += labels
    return read


def read_rows(table: Block) -> PayTable:
    """The bands of a table with parts of pay across, whose names are what they say, as the canonical form has it."""
    return _read(Grid(table, Around()), "rows", as_printed=True) if _is_grid(table) else PayTable()


def _is_grid(table: Block) -> bool:
    header, *rows = table.rows
    return bool(rows) and len(header.cells) > 1


def _read(grid: Grid, layout: Layout, *, as_printed: bool) -> PayTable:
    read = PayTable(findings=[_uneven(row) for row in grid.rows if row.is_uneven])
    for draft in drafts_of(grid, layout, read.labels, as_printed=as_printed):
        band, findings = band_of(draft, f"bands/{len(read.bands)}")
        read.bands.append(band)
        read.findings += findings
    return read


def _uneven(row: Row) -> Finding:
    message = f"The row “{' | '.join(filter(None, map(plain, row.cells)))}” has more or fewer cells than its header."
    return Finding("row-uneven", "warning", message, row.line)
