"""A sentence as atoms: its figures, the nouns of pay, periods, words and signs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pay.letters.figures import Figure
from pay.letters.texts import Sentence
from pay.letters.vocabulary import Vocabulary

_TOKEN = re.compile(r"[^\W\d_]+(?:['.][^\W\d_]+)*|\n|[^\w\s]")
_LONGEST = 5
_UNDER = frozenset("under pursuant accordance gemäß selon según conform segundo".split())
_BRACKETS = {"(": ")", "[": "]"}
# German nouns and others say the period themselves.
_PERIOD_OF = {"base_month": "month", "base_year": "year", "base_hour": "hour", "base_day": "day"}


@dataclass(frozen=True, slots=True)
class Atom:
    """``kind``: figure, noun, period, word, sign, name. ``key``: a noun's part, a period, the word itself."""

    kind: str
    key: str
    start: int
    end: int
    figure: Figure | None = None
    # A noun's own period: "Monatsgehalt".
    period: str = ""


def atoms_of(
    low: str, sentence: Sentence, figures: list[Figure], silent: Iterable[tuple[int, int]], words: Vocabulary
) -> list[Atom]:
    """The atoms of a sentence; brackets without a figure leave only their periods, names nothing but their place."""
    placed = [Atom("figure", figure.kind, figure.start, figure.end, figure) for figure in figures]
    placed += [Atom("name", "", start, end) for start, end in silent]
    placed.sort(key=lambda atom: atom.start)
    atoms: list[Atom] = []
    at = sentence.start
    for atom in [*placed, None]:
        end = atom.start if atom else sentence.end
        if end > at:
            atoms += _tokens(low, at, end)
        if atom:
            atoms.append(atom)
            at = max(at, atom.end)
    return _without_brackets(_with_section_409a(low, _named(atoms, words)), words)


def _tokens(low: str, start: int, end: int) -> list[Atom]:
    tokens = []
    for match in _TOKEN.finditer(low, start, end):
        said = match[0]
        if said[0].isalpha():
            tokens.append(Atom("word", said, *match.span()))
        elif (
            said == "-"
            and low[match.start() - 1 : match.start()].isalpha()
            and low[match.end() : match.end() + 1].isalpha()
        ):
            continue
        elif said not in '"*_\n':
            tokens.append(Atom("sign", said, *match.span()))
    return tokens


def _named(atoms: list[Atom], words: Vocabulary) -> list[Atom]:
    """Words put together to nouns and periods, the longest that fit."""
    found: list[Atom] = []
    at = 0
    while at < len(atoms):
        atom = atoms[at]
        if atom.kind == "word":
            run = []
            for following in atoms[at : at + _LONGEST]:
                if following.kind != "word":
                    break
                run.append(following.key)
            taken = _longest(run, atoms, at, words)
            if taken:
                found.append(taken[0])
                at += taken[1]
                continue
        found.append(atom)
        at += 1
    return found


def _with_section_409a(low: str, atoms: list[Atom]) -> list[Atom]:
    """The value that a section of the law is a name for: "409A value"."""
    found: list[Atom] = []
    for atom in atoms:
        last = found[-1] if found else None
        if (
            last
            and last.kind == "name"
            and low[last.start : last.end] == "409a"
            and atom.key in ("value", "valuation", "price", "fair_value")
        ):
            found[-1] = Atom("noun", "fair_value", last.start, atom.end)
        else:
            found.append(atom)
    return found


def _longest(run: list[str], atoms: list[Atom], at: int, words: Vocabulary) -> tuple[Atom, int] | None:
    for length in range(len(run), 0, -1):
        phrase = tuple(run[:length])
        start, end = atoms[at].start, atoms[at + length - 1].end
        if part := words.nouns.get(phrase):
            return Atom(
                "noun", "base" if part in _PERIOD_OF else part, start, end, period=_PERIOD_OF.get(part, "")
            ), length
        # One word is a period only where the grammar asks for one.
        if length > 1 and (period := words.periods.get(phrase)):
            return Atom("period", period, start, end), length
    return None


def _without_brackets(atoms: list[Atom], words: Vocabulary) -> list[Atom]:
    kept: list[Atom] = []
    at = 0
    while at < len(atoms):
        atom = atoms[at]
        if atom.kind == "sign" and atom.key in _BRACKETS:
            close = next(
                (
                    index
                    for index in range(at + 1, min(len(atoms), at + 25))
                    if atoms[index].kind == "sign" and atoms[index].key == _BRACKETS[atom.key]
                ),
                None,
            )
            if close is not None and not any(inner.kind == "figure" for inner in atoms[at + 1 : close]):
                inside = atoms[at + 1 : close]
                for inner in inside:
                    if inner.kind == "period":
                        kept.append(inner)
                    elif inner.kind == "word" and (period := words.periods.get((inner.key,))):
                        kept.append(Atom("period", period, inner.start, inner.end))
                at = close + 1
                continue
        if atom.kind == "name":
            _drop_under(kept)
        kept.append(atom)
        at += 1
    return kept


def _drop_under(kept: list[Atom]) -> None:
    """ "under the", "in accordance with our" in front of a name go with it."""
    for back in range(1, 5):
        if back > len(kept) or kept[-back].kind != "word":
            return
        if kept[-back].key in _UNDER:
            del kept[-back:]
            return
