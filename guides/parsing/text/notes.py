"""Notes: the words below a table that say what its figures are."""

from __future__ import annotations

import re

from guides.parsing.text.blocks import Block
from guides.parsing.text.headings import LEAD, lead_name

_EMPHASISED = re.compile(r"\*(?!\*)|_(?!_)")
_IS_NOTE = re.compile(r"notes?|n\.?b\.?|legend|key", re.IGNORECASE)
_CALLED = re.compile(r"(?:notes?|n\.?b\.?)\s*[:.–—-]\s*", re.IGNORECASE)
# "All figures are base pay.", "Total compensation includes …": a sentence about figures, which a guide's prose isn't.
_OF_FIGURES = re.compile(
    r"(?:(?:all|the|these|above|listed|shown|stated|printed|annual|yearly|gross)\s+)*"
    r"(?:figures?|amounts?|numbers?|ranges?|values?|bands?|table|cells?|totals?|tc|compensation|pay|salar(?:y|ies)"
    r"|total (?:annual )?(?:comp\w*|pay|cash)|base(?: salar(?:y|ies)| pay)?)\b"
    r"[^.!?]{0,60}?\b(?:is|are|shows?|includes?|including|excludes?|excluding|represents?|reflects?|means?|refers?|covers?"
    r"|consists?|comprises?|gives?|denotes?)\b",
    re.IGNORECASE,
)
# A note is a sentence or two; what is longer tells a story.
_LONGEST = 400


def note_below(block: Block | None) -> str:
    """The note that a block is where it stands below a table: emphasised, called a note, or about figures; else ""."""
    if block is None or block.kind not in {"paragraph", "quote"}:
        return ""
    if _EMPHASISED.match(block.text):
        return block.text
    if lead := LEAD.match(block.text):
        return lead["rest"] if _IS_NOTE.fullmatch(lead_name(lead)) else ""
    words = _CALLED.sub("", block.text)
    return words if words != block.text or (len(words) <= _LONGEST and _OF_FIGURES.match(words)) else ""
