"""What is no guide's: tables of which a few kilobytes say more than anybody could store or show, endless scripts."""

from __future__ import annotations

from collections.abc import Iterable

from guides.parsing.text.blocks import Block
from guides.parsing.text.refusal import GuideRefused

# Real guides have 7 columns, headers of 47 characters, cells of 122 and 21 bands at most; exported again, a level that
# is told in sentences makes a row's name of 654. Each header stands for every cell below it, and a name for every row
# that leaves its own out.
MOST_COLUMNS = 60
LONGEST_HEADER = 300
LONGEST_NAME = 1_000
LONGEST_CELL = 2_000
MOST_BANDS = 1_000
# Levers and strategy of real guides have 10,000 characters at most. Each sentence of them is read for its voice, for
# asks, offers and claims, and once more when it is written out: much more work than any other words of a guide are.
MOST_SAID = 40_000


def refuse_outsized(blocks: Iterable[Block]) -> None:
    """Raises ``GuideRefused`` for a table that is wider than any guide's, or has longer cells."""
    for block in blocks:
        if block.kind != "table":
            continue
        if len(block.rows[0].cells) > MOST_COLUMNS:
            raise GuideRefused(f"The table has more than {MOST_COLUMNS} columns.", block.line)
        for row in block.rows:
            longest = LONGEST_HEADER if row is block.rows[0] else LONGEST_CELL
            if any(len(cell) > longest for cell in row.cells):
                raise GuideRefused(f"A cell of the table has more than {longest:,} characters.", row.line)
            if row.cells and len(row.cells[0]) > LONGEST_NAME:
                raise GuideRefused(f"The row's name has more than {LONGEST_NAME:,} characters.", row.line)


def refuse_so_many(bands: int, line: int) -> None:
    """Raises ``GuideRefused`` where a guide's tables give more bands than any guide has."""
    if bands > MOST_BANDS:
        raise GuideRefused(f"The tables give more than {MOST_BANDS:,} bands.", line)


def refuse_so_much(said: Iterable[tuple[int, int]]) -> None:
    """Raises ``GuideRefused`` where scripts say more than any guide's. ``said``: the line and characters of each."""
    together = 0
    for line, characters in said:
        together += characters
        if together > MOST_SAID:
            raise GuideRefused(f"Levers and strategy have more than {MOST_SAID:,} characters together.", line)
