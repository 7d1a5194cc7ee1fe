"""A sentence with everything that was found in it, and the draft that terms are collected in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from pay.letters.amounts import Amount
from pay.letters.atoms import Atom
from pay.letters.figures import Figure


@dataclass(frozen=True)
class Passage:
    """A sentence: ``low`` in small letters, ``start`` to ``end`` in the letter."""

    low: str
    start: int
    end: int
    figures: tuple[Figure, ...]
    atoms: tuple[Atom, ...]
    amounts: tuple[Amount, ...]
    # It speaks of another employer, another time or other people.
    is_elsewhere: bool = False

    def says(self, *words: str) -> bool:
        return any(word in self.low for word in words)

    @cached_property
    def nouns(self) -> frozenset[str]:
        return frozenset(atom.key for atom in self.atoms if atom.kind == "noun")

    def between(self, start: int, end: int) -> str:
        """The words from one place of the letter to another, as far as they are this sentence's."""
        return self.low[max(0, start - self.start) : max(0, end - self.start)]

    def after(self, figure: Figure) -> str:
        """The words behind a figure, up to the next of its kind."""
        following = next(
            (other.start for other in self.figures if other.start >= figure.end and other.kind == figure.kind), self.end
        )
        return self.between(figure.end, following)

    def before(self, figure: Figure, size: int = 60) -> str:
        return self.between(max(self.start, figure.start - size), figure.start)

    def of_kind(self, *kinds: str) -> list[Figure]:
        return [figure for figure in self.figures if figure.kind in kinds]


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a term, before they are settled."""

    field: str
    value: Any
    passage: Passage
    figures: tuple[Figure, ...]
    is_certain: bool
    currency: str | None = None


@dataclass(slots=True)
class Draft:
    """The readings of a letter in order."""

    readings: list[Reading] = field(default_factory=list)

    def add(
        self, name: str, value: Any, passage: Passage, figures: Iterable[Figure] = (), *,
        is_certain: bool = True, currency: str | None = None,
    ) -> None:  # fmt: skip
        self.readings.append(Reading(name, value, passage, tuple(figures), is_certain, currency))

    def value(self, name: str) -> Any:
        """The first certain value of a field."""
        return next((reading.value for reading in self.readings if reading.field == name and reading.is_certain), None)
