"""What offers are compared with, read once by each process: a published revision can't change.

What stands around it can (a company's name, a source's address, an error that
was found in a band), so that it is kept for one state of the library.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from copy import copy
from dataclasses import dataclass

from django.utils.safestring import SafeString

from guides.citing import OWN_SOURCE, Cited, all_sources
from guides.models import Ask as AskRow
from guides.models import Band, Citation, Lever, Revision
from guides.rendering import to_html
from offers.domain.asks import Ask
from offers.domain.scripts import SLOT, Sentence
from offers.inputs import ask_input, spoken_sentences
from offers.keeping import Kept
from offers.models import Offer, key_of

MOST = 250  # of each kind; what a revision tells takes some 40 KB, a band with its guide 10


@dataclass(frozen=True)
class ToldLever:
    """A lever (or the strategy): what it asks for, and its sentences to say.

    ``confirmable`` are claims about the speaker and ``blanks`` the slots, each
    with the key by which a candidate's answer is stored. ``advice`` is HTML, for the reader alone.
    """

    row: Lever
    anchor: str
    asks: tuple[Ask, ...]
    sentences: tuple[Sentence, ...]
    confirmable: Mapping[str, str]
    blanks: Mapping[str, str]
    advice: tuple[SafeString, ...]


@dataclass(frozen=True)
class Told:
    """What a revision says beside its bands; ``asks`` are those of sections, too."""

    levers: tuple[ToldLever, ...] = ()
    strategy: ToldLever | None = None
    asks: tuple[Ask, ...] = ()
    sources: tuple[Cited, ...] = ()


def with_guides(offers: Iterable[Offer]) -> list[Offer]:
    """The offers, each with its guide, revision and band: in two queries at most, none where these are kept.

    The band has ``has_error``: whether it is being checked, so that nothing is
    compared with it. All three are the offer's own to change.
    """
    offers = list(offers)
    bands = _bands.all_of({offer.band_id for offer in offers if offer.band_id})
    revisions = _revisions.all_of({offer.revision_id for offer in offers if offer.revision_id and not offer.band_id})
    for offer in offers:
        if offer.band_id:
            offer.band = copy(bands[offer.band_id])
        if offer.revision_id:
            revision = offer.band.revision if offer.band_id else revisions[offer.revision_id]
            offer.revision, offer.guide = copy(revision), copy(revision.guide)
    return offers


def told_of(offer: Offer) -> Told:
    """What the offer's revision says beside its bands: in three queries, none where it is kept."""
    return _told.all_of({offer.revision_id})[offer.revision_id] if offer.revision_id else Told()


def forget() -> None:
    """Read everything again the next time."""
    _bands.forget()
    _revisions.forget()
    _told.forget()


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


def _load_told(keys: Collection[int]) -> dict[int, Told]:
    by_lever: dict[int, list[Ask]] = defaultdict(list)
    asks: dict[int, list[Ask]] = defaultdict(list)
    for row in AskRow.objects.filter(revision__in=keys):
        ask = ask_input(row)
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
        key: Told(
            levers=tuple(
                _told_lever(row, f"lever-{number}", by_lever[row.pk])
                for number, row in enumerate((row for row in levers[key] if not row.is_strategy), start=1)
            ),
            strategy=next(
                (_told_lever(row, "strategy", by_lever[row.pk]) for row in levers[key] if row.is_strategy), None
            ),
            asks=tuple(asks[key]),
            sources=tuple(all_sources(citations[key], ())),
        )
        for key in keys
    }


def _told_lever(row: Lever, anchor: str, asks: Iterable[Ask]) -> ToldLever:
    sentences = tuple(spoken_sentences(row))
    slots = [slot for sentence in sentences if sentence.claim != "offer" for slot in SLOT.findall(sentence.text)]
    return ToldLever(
        row=row,
        anchor=anchor,
        asks=tuple(asks),
        sentences=sentences,
        confirmable={key_of(sentence.text): sentence.text for sentence in sentences if sentence.claim == "self"},
        blanks={key_of(slot): slot for slot in slots},
        advice=tuple(to_html(part["text"]) for part in row.parts if part["voice"] == "advice"),
    )


_bands = Kept(_load_bands, most=MOST)
_revisions = Kept(_load_revisions, most=MOST)
_told = Kept(_load_told, most=MOST)
