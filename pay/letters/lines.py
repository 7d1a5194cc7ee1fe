"""What a line has of the lines above it: the noun of a heading, the period of a table; and what stands in it."""

from __future__ import annotations

from dataclasses import replace

from pay.letters import base
from pay.letters.amounts import Amount
from pay.letters.atoms import Atom
from pay.letters.figures import Figure
from pay.letters.texts import Sentence
from pay.letters.vocabulary import Vocabulary


def announcing(atoms: list[Atom], low: str) -> list[Atom]:
    """Of a sentence that ends in a colon the last words: "… on the following monthly package:" is a heading."""
    return atoms[-5:] if len(atoms) > 8 and low.rstrip().endswith(":") else atoms


def periods_of(atoms: list[Atom], words: Vocabulary) -> list[Atom]:
    """The periods that a heading names: "Monthly pay (AED):"."""
    if len(atoms) > 8:
        return []
    return [
        replace(atom, key=words.periods.get((atom.key,), atom.key))
        for atom in atoms
        if atom.kind == "period"
        or (atom.kind == "word" and atom.key in ("monthly", "annual", "yearly", "monatlich", "jährlich"))
    ]


def in_table(amount: Amount, low: str, period: str) -> Amount:
    """A row's amount under a heading that names its period; the row "Total" is that of base pay."""
    if not amount.part and low.startswith("total") and amount.figure.kind in ("money", "number") and len(low) < 60:
        amount = replace(amount, part="base_total", is_certain=True)
    is_pay = amount.part in base.PARTS | base.COMPONENTS
    return replace(amount, period=period) if period and is_pay and not amount.period else amount


def figures_within(figures: list[Figure], at: int, piece: Sentence) -> tuple[list[Figure], int]:
    own = []
    while at < len(figures) and figures[at].start < piece.end:
        if figures[at].start >= piece.start:
            own.append(figures[at])
        at += 1
    return own, at


def spans_within(spans: list[tuple[int, int]], at: int, piece: Sentence) -> tuple[list[tuple[int, int]], int]:
    own = []
    while at < len(spans) and spans[at][0] < piece.end:
        if spans[at][0] >= piece.start:
            own.append(spans[at])
        at += 1
    return own, at


def heading_of(atoms: list[Atom], own: list[Figure], last: Atom | None) -> Atom | None:
    """The noun of a line that is only a heading; lines with figures and no noun below it keep it."""
    nouns = [atom for atom in atoms if atom.kind == "noun"]
    if own:
        return None if nouns else last
    words = [atom for atom in atoms if atom.kind in ("word", "noun")]
    if len(nouns) == 1 and len(words) <= 3 and nouns[0].key != "other":
        return nouns[0]
    return None
