"""A candidate as far as texts may speak of them, and the sentences of a text."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import lru_cache


@dataclass(frozen=True)
class Recorded:
    """An offer of another employer that the candidate has recorded; amounts in whole units of its currency."""

    employer: str
    in_writing: bool
    amounts: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Candidate:
    """What is true of the candidate to whom a text is handed."""

    company: str
    role: str = ""
    currency: str = "USD"
    # Currencies that a part of their own offer is in: a grant in dollars beside pay in pounds.
    other_currencies: frozenset[str] = frozenset()
    # Products, places, units and people of the company: names that are nobody else's.
    own_names: frozenset[str] = frozenset()
    # Employers whom the guide names in its level mappings and quoted offers.
    guide_employers: frozenset[str] = frozenset()
    recorded: tuple[Recorded, ...] = ()
    # What our own words and ticked sentences may say; "{terms}" stands for words that speak of nobody.
    own_sentences: tuple[str, ...] = ()
    # Floors, accept-at and walk-away amounts, the candidate's and the guide's.
    limits: frozenset[int] = frozenset()
    # What may be said of each part: "base", "equity", "signing", "bonus", "total" -> the plan's amounts.
    plan: Mapping[str, Collection[int]] = field(default_factory=dict)
    # Amounts that are facts of this candidate: what was offered, what others offered, the band.
    known: frozenset[int] = frozenset()
    may_promise: bool = False


# A full stop after these ends no sentence; after the second kind it does where a capital letter follows.
_NEVER_ENDS = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|No|vs|e\.g|i\.e|approx|incl)\.$")
_SELDOM_ENDS = re.compile(r"\b(?:etc|Inc|Ltd|Corp|Co|U\.S|U\.K|E\.U|p\.a|a\.m|p\.m|Ph\.D)\.$")
_ENDS = re.compile(r"[.!?]+[\"'”’)\]]*(?=\s|$)|\n+")


@lru_cache(maxsize=10_000)
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, in order; a new line ends one."""
    found, start = [], 0
    for end in _ENDS.finditer(text):
        piece = text[start : end.end()]
        goes_on = text[end.end() :].lstrip()[:1].islower()
        if _NEVER_ENDS.search(piece) or (_SELDOM_ENDS.search(piece) and goes_on):
            continue
        found.append(piece)
        start = end.end()
    found.append(text[start:])
    return tuple(piece.strip(" \t\n•*–—-") for piece in found if re.search(r"\w", piece))


def straightened(text: str) -> str:
    return text.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"').replace("\u00a0", " ")


def any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


# Words for the one who speaks, and for the one who is spoken to.
FIRST = re.compile(
    r"(?<![\w/.&-])(?:I(?:'(?:m|ve|d|ll))?|[Mm]e|[Mm]y|[Mm]ine|[Mm]yself|[Ww]e(?:'(?:re|ve|d|ll))?|[Uu]s|[Oo]urs?"
    r"|[Oo]urselves|[Ll]et's|[Yy]ours truly|[Tt]he undersigned|[Tt]his (?:candidate|applicant))(?![\w/&]|-\d)"
)
SECOND = re.compile(r"(?<![\w-])(?:you(?:'(?:re|ve|d|ll))?|your|yours|yourself|yourselves)(?![\w])", re.IGNORECASE)
