"""An owner's offers, each with its terms and with what it is compared with."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy

from django.db.models import QuerySet, prefetch_related_objects

from guides.library.guide_terms import bands_of, revisions_of
from offers.models import Offer


def load_offers(offers: QuerySet[Offer]) -> list[Offer]:
    """Offers with terms, plans, postings and what they are compared with, newest first: in four queries at most."""
    loaded = with_guides(offers.select_related("plan", "posting", "role__merged_into", "location__merged_into"))
    with_rounds(loaded)
    return loaded


def with_rounds(offers: Iterable[Offer]) -> None:
    """Load the rounds of the offers, and so their terms: in one query."""
    prefetch_related_objects(list(offers), "rounds")


def with_guides(offers: Iterable[Offer]) -> list[Offer]:
    """The offers, each with its guide, revision and band: in two queries at most, none where these are kept.

    The band has ``has_error``: whether it is being checked, so that nothing is
    compared with it. All three are the offer's own to change.
    """
    offers = list(offers)
    bands = bands_of({offer.band_id for offer in offers if offer.band_id})
    revisions = revisions_of({offer.revision_id for offer in offers if offer.revision_id and not offer.band_id})
    for offer in offers:
        if offer.band_id:
            offer.band = copy(bands[offer.band_id])
        if offer.revision_id:
            revision = offer.band.revision if offer.band else revisions[offer.revision_id]
            offer.revision, offer.guide = copy(revision), copy(revision.guide)
    return offers
