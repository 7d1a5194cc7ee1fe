"""Tables of what to ask for, accept and walk away from, as lines that read like the sentences of a strategy."""

from __future__ import annotations

import re
from collections.abc import Sequence

from guides.parsing.blocks import Row, plain
from guides.parsing.cues import cues

_MONEY = re.compile(r"\d")
_IN_PARENTHESES = re.compile(r"\([^()]*\)")


def is_ask_table(rows: Sequence[Row]) -> bool:
    """Whether two columns or more name a role: "Target", "Accept-At", "Walk-Away"."""
    return sum(_is_role(name) for name in rows[0].cells[1:]) > 1


def ask_lines(rows: Sequence[Row]) -> list[str]:
    """A line for each row: "Base: Target A$258,000; Accept-At Floor A$218,000; Walk-Away < A$195,000."

    What a column's name has in parentheses, such as "(85th percentile)", is not repeated.
    """
    names = [_IN_PARENTHESES.sub("", plain(cell)).strip() for cell in rows[0].cells]
    lines = []
    for row in rows[1:]:
        cells = [plain(cell) for cell in row.cells]
        said = "; ".join(f"{name} {cell}" for name, cell in zip(names[1:], cells[1:], strict=False))
        lines.append(f"{cells[0]}: {said}.")
    return lines


def _is_role(name: str) -> bool:
    found = [cue for _, cue in cues(plain(name))]
    return bool(found) and found[0] != "none" and not _MONEY.search(name.split("(")[0])
