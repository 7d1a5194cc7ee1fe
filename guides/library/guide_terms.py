"""What published revisions say, as offers are compared with it, read once by each process: they can't change.

What stands around it can (a company's name, a source's address, an error that
was found in a band), so that it is kept for one state of the library.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString

from display.rendering import to_html
from guides.document.refreshers import is_refresher
from guides.library.citing import OWN_SOURCE, Cited, all_sources
from guides.library.keeping import LibraryCache
from guides.library.terms import ask_terms, asked_parts, spoken_sentences
from guides.models import Ask as AskRow
from guides.models import Band, Citation, Lever, Revision
from pay.asks import Ask
from pay.grammar import names_amount
from pay.plans import LeverMoves
from pay.scripts import Sentence

MOST = 250  # of each kind; what a revision says takes some 40 KB, a band with its guide 10


@dataclass(frozen=True)
class LeverTerms:
    """A lever (or the strategy): what it asks for, and its sentences to say.

    ``parts`` of pay are those that its words ask for, with an amount or
    without. ``advice`` is HTML, for the reader alone: what the guide tells them, and sentences that are never said.
    """

    row: Lever
    anchor: str
    asks: tuple[Ask, ...]
    sentences: tuple[Sentence, ...]
    parts: tuple[str, ...]
    advice: tuple[SafeString, ...]

    @property
    def asks_for_money(self) -> bool:
        """Whether a sentence asks for an amount: "Make it $185K and I'm in."."""
        return any(one.voice in {"ask", "courtesy"} and names_amount(one.text) for one in self.sentences)

    @property
    def moves(self) -> LeverMoves:
        """What it asks for, limits left out."""
        return LeverMoves(tuple(ask for ask in self.asks if not ask.is_limit), self.parts)


@dataclass(frozen=True)
class GuideTerms:
    """What a revision says beside its bands; ``asks`` are those of sections, too."""

    levers: tuple[LeverTerms, ...] = ()
    strategy: LeverTerms | None = None
    asks: tuple[Ask, ...] = ()
    sources: tuple[Cited, ...] = ()


def bands_of(keys: Collection[int]) -> dict[int, Band]:
    """Bands by key, each with its revision and guide and with ``has_error``: in a query, none where they are kept."""
    return _bands.all_of(keys)


def revisions_of(keys: Collection[int]) -> dict[int, Revision]:
    """Revisions by key, each with its guide: in a query, none where they are kept."""
    return _revisions.all_of(keys)


def guide_terms(revision: int | None) -> GuideTerms:
    """What a revision says beside its bands: in three queries, none where it is kept."""
    return _terms.one(revision) if revision else GuideTerms()


# The whole text of the guide, and what only its own page shows.
_NOT_COMPARED = ("source_text", "labels", "tags", "premiums")
_OF_GUIDE = ("guide__company__merged_into", "guide__role__merged_into")


def _load_bands(keys: Collection[int]) -> dict[int, Band]:
    return (
        Band.objects.with_doubts()
        .select_related("location__merged_into", OWN_SOURCE, *(f"revision__{path}" for path in _OF_GUIDE))
        .defer("cells", *(f"revision__{name}" for name in _NOT_COMPARED))
        .in_bulk(keys)
    )


def _load_revisions(keys: Collection[int]) -> dict[int, Revision]:
    return Revision.objects.select_related(*_OF_GUIDE).defer(*_NOT_COMPARED).in_bulk(keys)


def _load_terms(keys: Collection[int]) -> dict[int, GuideTerms]:
    by_lever: dict[int, list[Ask]] = defaultdict(list)
    asks: dict[int, list[Ask]] = defaultdict(list)
    for row in AskRow.objects.filter(revision__in=keys):
        if is_refresher(row.component, row.text):
            # A later year's grant: neither is it asked of the first, nor compared with it.
            continue
        ask = ask_terms(row)
        asks[row.revision_id].append(ask)
        if row.lever_id:
            by_lever[row.lever_id].append(ask)
    levers: dict[int, list[Lever]] = defaultdict(list)
    for lever in Lever.objects.filter(revision__in=keys):
        levers[lever.revision_id].append(lever)
    citations: dict[int, list[Citation]] = defaultdict(list)
    for citation in Citation.objects.filter(revision__in=keys).select_related(OWN_SOURCE):
        citations[citation.revision_id].append(citation)
    return {
        key: GuideTerms(
            levers=tuple(
                _lever_terms(row, f"lever-{number}", by_lever[row.pk])
                for number, row in enumerate((row for row in levers[key] if not row.is_strategy), start=1)
            ),
            strategy=next(
                (_lever_terms(row, "strategy", by_lever[row.pk]) for row in levers[key] if row.is_strategy), None
            ),
            asks=tuple(asks[key]),
            sources=tuple(all_sources(citations[key], ())),
        )
        for key in keys
    }


def _lever_terms(row: Lever, anchor: str, asks: Iterable[Ask]) -> LeverTerms:
    sentences = spoken_sentences(row)
    for_the_reader = [sentence.text for sentence in sentences if sentence.voice in {"advice", "limit"}]
    return LeverTerms(
        row=row,
        anchor=anchor,
        asks=tuple(asks),
        sentences=sentences,
        parts=asked_parts(sentences),
        advice=tuple(
            to_html(text)
            for text in (*(part["text"] for part in row.parts if part["voice"] == "advice"), *for_the_reader)
        ),
    )


_bands = LibraryCache(_load_bands, most=MOST)
_revisions = LibraryCache(_load_revisions, most=MOST)
_terms = LibraryCache(_load_terms, most=MOST)
