"""What an owner's offers are called where several stand beside each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import combinations
from uuid import UUID

from display.formatting import day
from offers.models import Offer

# What tells offers of one employer apart, in the order in which a person would say it.
_TRAITS: tuple[Callable[[Offer], str], ...] = (
    lambda offer: offer.place or (offer.band.region if offer.band else ""),
    lambda offer: str(offer.guide.role if offer.guide else offer.role or ""),
    lambda offer: (offer.band.level or "") if offer.band else "",
    lambda offer: "current job" if offer.kind == Offer.Kind.CURRENT_JOB else offer.get_status_display(),
    lambda offer: day(offer.created_at),
)


def names_of(offers: Sequence[Offer]) -> dict[UUID, str]:
    """By key: the employer, and for offers of one employer as few words more as tell all of them apart.

    Offers that nothing tells apart are numbered as they were recorded.
    """
    by_employer: defaultdict[str, list[Offer]] = defaultdict(list)
    for offer in offers:
        by_employer[" ".join(offer.employer.split()).casefold()].append(offer)
    words = {offer.pk: told for group in by_employer.values() for offer, told in zip(group, _words(group), strict=True)}
    return {
        offer.pk: f"{offer.employer} ({words[offer.pk]})" if words[offer.pk] else offer.employer for offer in offers
    }


def _words(group: Sequence[Offer]) -> list[str]:
    if len(group) == 1:
        return [""]
    told = [[trait(offer).strip() for trait in _TRAITS] for offer in group]
    for count in range(1, len(_TRAITS) + 1):
        for chosen in combinations(range(len(_TRAITS)), count):
            words = [", ".join(traits[one] for one in chosen if traits[one]) for traits in told]
            if len(set(words)) == len(group) and all(words):
                return words
    recorded = sorted(group, key=lambda offer: (offer.created_at, offer.pk))
    return [str(recorded.index(offer) + 1) for offer in group]
