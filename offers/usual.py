"""What law or custom puts on top of pay where the job is, and the offer doesn't mention."""

from __future__ import annotations

from datetime import date

from guides.library.statutory import Statutory, in_force
from offers.models import Offer


def unmentioned(offer: Offer, today: date) -> list[Statutory]:
    """The rates that editors keep for the offer's country, without what the offer states of the kind."""
    named = {row.kind for row in offer.terms.on_top}
    return [rate for rate in in_force(today, offer.country) if rate.kind not in named]
