"""Texts → documents with their findings, on as many processors as there are. No database.

A process that reads imports no models, so that one is begun quickly and holds little.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import repeat

from guides.data.reference import bundled_rates
from guides.document.checks import check
from guides.document.document import Finding, GuideDocument
from guides.parsing import GuideRefused, parse_guide

# To begin a process takes as long as reading so many texts.
WORTH_A_PROCESS = 100
# Texts that are handed to a process at once.
_AT_ONCE = 10


@dataclass(frozen=True, slots=True)
class Text:
    """A guide's text, and the file that it is in."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Read:
    """What a text says, with the findings of its content; or why it is refused, and in which line."""

    document: GuideDocument | None = None
    checked: tuple[Finding, ...] = ()
    reason: str = ""
    line: int | None = None


class Readers:
    """Reads texts here, or in processes of its own where there are enough of them to be worth it."""

    def __init__(self, pool: ProcessPoolExecutor | None, today: date) -> None:
        self._pool = pool
        self._today = today

    def begin(self, texts: Sequence[Text]) -> Iterable[Read]:
        """What the texts say, in their order; other processes begin with them at once."""
        if self._pool is None:
            return (read(text, self._today) for text in texts)
        return self._pool.map(read, texts, repeat(self._today), chunksize=_AT_ONCE)


@contextmanager
def readers(processes: int | None, *, texts: int, today: date) -> Iterator[Readers]:
    """Readers in so many processes; by default as many as there are processors, where there are ``texts`` for them."""
    if processes is None:
        processes = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        processes = processes if texts >= WORTH_A_PROCESS else 1
    if processes < 2:
        yield Readers(None, today)
        return
    # Begun afresh: a copy of this process would share its connection to the database.
    with ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("spawn")) as pool:
        yield Readers(pool, today)


def read(text: Text, today: date) -> Read:
    """What a text says."""
    try:
        document = parse_guide(text.text, source_path=text.path)
    except GuideRefused as refusal:
        return Read(reason=refusal.reason, line=refusal.line)
    return Read(document, check(document, today=today, rates=bundled_rates()))
