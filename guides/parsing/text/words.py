"""Names that are known and words that are none: employers, publishers of pay data, ordinary words.

``employers.txt`` has employers whose names are ordinary words or stand in any
place, ``publishers.txt`` who publishes what guides cite, ``words.txt`` the
words that open a sentence with a capital without being a name.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from guides.parsing.text.memo import remembered

_HERE = Path(__file__).parent


@cache
def ordinary_words() -> frozenset[str]:
    """Words that open a sentence without being a name, in lower case."""
    return frozenset((_HERE / "words.txt").read_text(encoding="utf-8").split())


@cache
def employers() -> frozenset[tuple[str, ...]]:
    """The names of known employers, each as its words in lower case."""
    return frozenset(tuple(name.casefold().split()) for name in _lines("employers.txt"))


@cache
def employers_begun() -> frozenset[tuple[str, ...]]:
    """The first words of known employers' names, so many as a name has or fewer."""
    return frozenset(name[:length] for name in employers() for length in range(1, len(name) + 1))


@cache
def employers_in_a_word() -> frozenset[str]:
    """The known employers' names of one word."""
    return frozenset(name[0] for name in employers() if len(name) == 1)


@cache
def employers_by_first_word() -> dict[str, tuple[tuple[str, ...], ...]]:
    """The known employers' names by the word that they begin with."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in employers():
        found.setdefault(name[0], []).append(name)
    return {word: tuple(names) for word, names in found.items()}


@cache
def publisher_at() -> re.Pattern[str]:
    """Where the name of a known publisher stands, the longer one first."""
    names = sorted(_lines("publishers.txt"), key=len, reverse=True)
    return re.compile(rf"(?<![\w.])(?:{'|'.join(map(re.escape, names))})(?!\w)")


def _lines(name: str) -> list[str]:
    return [line for line in (_HERE / name).read_text(encoding="utf-8").splitlines() if line]


def is_ordinary(word: str, known: frozenset[str] | None = None) -> bool:
    """Whether a word, or the one that it is a form of, is among ``known`` words: by default those that name nobody."""
    return _is_form(word, known) if known is not None else _is_ordinary(word)


@remembered(most=4096, longest=40)
def _is_ordinary(word: str) -> bool:
    return _is_form(word, ordinary_words())


def _is_form(word: str, known: frozenset[str]) -> bool:
    return word in known or any(
        word.endswith(end) and word[: -len(end)] + more in known
        for end in ("s", "es", "ed", "ing", "d", "ly", "er", "n't", "'s")
        for more in ("", "e")
    )
