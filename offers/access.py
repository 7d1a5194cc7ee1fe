"""Whose offer it is: an owner's own, and 404 for everybody else's."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest

from offers.loading import load_offers
from offers.models import Offer
from offers.ownership.floods import hold_back
from offers.ownership.owners import offers_of


def owned_offer(request: HttpRequest, offer_id: UUID) -> tuple[Offer, list[Offer]]:
    """The owner's offer, and all that they have; 404 for everybody else's and for none alike."""
    stored = load_offers(offers_of(request))
    for offer in stored:
        if offer.pk == offer_id:
            hold_back(request, offer.owner)
            return offer, stored
    raise Http404("There is no such offer in this browser.")
