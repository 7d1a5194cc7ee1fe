"""Tables of what to ask for, accept and walk away from, as lines that read like the sentences of a strategy."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from guides.document.document import AskRole
from guides.parsing.pay.captions import Caption, read_caption
from guides.parsing.pay.role_tables import are_roles, is_ask_table, outside_parentheses
from guides.parsing.speech.cues import cues
from guides.parsing.text.blocks import Row, plain

_DIGIT = re.compile(r"\d")
# What a name is to be said with, where it is no cue itself.
_SAID: dict[AskRole, str] = {
    "ask": "ask for",
    "target": "target",
    "accept": "accept at",
    "floor": "walk away below",
}


def asks_of(rows: Sequence[Row]) -> list[str]:
    """A table of asks as ``ask_lines``; none where it is no such table."""
    captions = [read_caption(cell) for cell in rows[0].cells]
    names = [read_caption(row.cells[0]) for row in rows[1:] if row.cells]
    return list(_lines(rows, captions)) if is_ask_table(captions, names) else []


def _lines(rows: Sequence[Row], captions: Sequence[Caption]) -> Iterator[str]:
    """A line for each row: "RSU (4yr): Target RSU (4-year) A$258,000; Walk-Away RSU (4-year) < A$195,000."

    Each amount is said with its role and its part of pay, whichever of the two
    stands above and beside it.
    """
    across = are_roles(captions[1:])
    for row in rows[1:]:
        name = read_caption(row.cells[0])
        said = []
        for caption, cell in zip(captions[1:], row.cells[1:], strict=False):
            role, part = (caption, name) if across else (name, caption)
            said.append(_clause(role, part, plain(cell)))
        yield f"{name.text}: {'; '.join(filter(None, said))}."


def _clause(role: Caption, part: Caption, cell: str) -> str:
    named = _said(role)
    said = f"{_part(part)} {cell}" if part.component and not role.component else cell
    words = f"{named} {said}".strip()
    roles = [cue for _, cue in cues(words)]
    if role.role and role.role not in roles[-1:] and _DIGIT.search(cell):
        words = f"{named}: {_SAID[role.role]} {said}"
    return words


def _part(caption: Caption) -> str:
    """A part of pay as it stands within a sentence: "Total" → "total", "RSU (Four-Year)" → "RSU (4-year)"."""
    return " ".join(word.lower() if word.istitle() else word for word in _said(caption).split())


def _said(caption: Caption) -> str:
    """A name without what it has in parentheses but the years of a grant."""
    words = outside_parentheses(caption.text)
    return f"{words} ({caption.years}-year)" if caption.years and words != caption.text else words
