"""A text → its sentences."""

from __future__ import annotations

import re
from functools import lru_cache

from guides.parsing.text.companies import SMALL_INITIAL

_END = re.compile(r"[.!?][\"'”’)\]*]*(?:\s+|\Z)")
_LETTER = re.compile(r"[a-z]\.")
_ABBREVIATIONS = frozenset(
    (
        "e.g. i.e. vs. inc. ltd. corp. co. dr. mr. mrs. ms. st. no. approx. est. etc. u.s. u.k. p.a. sr. jr. fr. rs."
    ).split()
)


# Voices, claims, asks and sample offers each read the same text.
@lru_cache(maxsize=128)
def split_sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text with the blanks that follow them: joined they are the text again."""
    pieces: list[str] = []
    start = 0
    for match in _END.finditer(text):
        end = match.end()
        if text[match.start()] == "." and _is_abbreviation(text, match.start()):
            continue
        if end < len(text) and text[end].islower() and not SMALL_INITIAL.match(text, end):
            continue
        pieces.append(text[start:end])
        start = end
    if start < len(text):
        pieces.append(text[start:])
    return tuple(pieces)


def _is_abbreviation(text: str, dot: int) -> bool:
    start = max(0, dot - 20)
    word = text[max(start, text.rfind(" ", start, dot)) : dot + 1].strip(" \"'“(").lower()
    return word in _ABBREVIATIONS or bool(_LETTER.fullmatch(word) and word != "i.")
