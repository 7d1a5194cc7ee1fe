"""What a table of exchange rates says, and what of it is none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

MOST_PROBLEMS = 1_000


@dataclass(frozen=True, slots=True)
class RateRow:
    """``per_euro`` units of ``currency`` cost one euro on a day; ``source`` is "" where the row names none."""

    currency: str
    per_euro: Decimal
    on: date
    line: int
    source: str = ""


@dataclass(frozen=True, slots=True)
class RateProblem:
    """What keeps a line, or a cell of it, from being a rate."""

    line: int
    sentence: str


@dataclass(frozen=True, slots=True)
class RateTable:
    """The rates of a file, in its order, and what of it is none.

    ``publisher`` is the bank whose form it is, "" where the form is nobody's own.
    """

    rows: tuple[RateRow, ...] = ()
    problems: tuple[RateProblem, ...] = ()
    publisher: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """One ``base`` costs ``rate`` of ``currency`` on a day, exactly."""

    currency: str
    base: str
    rate: Fraction
    on: date
    line: int
    source: str = ""


class RefusedError(Exception):
    """The file can't be taken at all; the line and the sentence that says why."""

    def __init__(self, line: int, sentence: str) -> None:
        super().__init__(sentence)
        self.line = line


class LeftOutError(Exception):
    """A cell isn't what its column asks for; the text says why."""


class Problems(list[RateProblem]):
    def tell(self, line: int, sentence: str) -> None:
        if len(self) == MOST_PROBLEMS:
            raise RefusedError(line, f"More than {MOST_PROBLEMS:,} problems: nothing of this file is taken.")
        self.append(RateProblem(line, sentence))
