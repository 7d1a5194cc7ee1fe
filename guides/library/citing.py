"""Where figures come from, as pages print it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from guides.models import Band, Citation, LevelMapping, Lever, Source

# For ``select_related``, so that naming a row's own source asks for nothing more.
OWN_SOURCE = "source__merged_into"


@dataclass(frozen=True)
class Cited:
    """A source in words, with its address if it has one. ``note`` says how old it is where the words don't."""

    words: str
    url: str
    note: str = ""


def own_source(row: Band | LevelMapping | Lever) -> Cited | None:
    """The source of a row alone, in short: "Levels.fyi, 2025–2026"."""
    if row.source is None:
        return None
    source = row.source.current
    if not source.publisher:
        return Cited(source.text, source.url, _note(source, source.text))
    return Cited(", ".join(filter(None, (source.publisher, source.period))), source.url)


def all_sources(citations: Iterable[Citation], rows: Iterable[Band | LevelMapping | Lever]) -> list[Cited]:
    """What a guide cites, and what its rows cite besides, each once."""
    cited: list[Cited] = []
    listed: set[int] = set()
    for citation in citations:
        source = citation.source.current
        listed.add(source.pk)
        cited.append(Cited(citation.text, source.url, _note(source, citation.text)))
    for row in rows:
        own = row.source.current if row.source else None
        if own and own.pk not in listed:
            listed.add(own.pk)
            cited.append(Cited(own.text, own.url, _note(own, own.text)))
    return cited


def _note(source: Source, words: str) -> str:
    if not source.period:
        return "no date stated"
    return "" if source.period_from and source.period_from[:4] in words else source.period
