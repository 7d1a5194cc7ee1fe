"""What law or custom puts on top of pay where the job is, and the offer doesn't mention."""

from __future__ import annotations

from datetime import date

from guides.library.statutory import Statutory, in_force
from offers.law import country_of
from offers.models import Offer
from pay.basis import MONTHS


def unmentioned(offer: Offer, today: date) -> list[Statutory]:
    """The rates that editors keep for the offer's country, without what the offer states of the kind."""
    named = {row.kind for row in offer.terms.on_top}
    if offer.terms.basis.salaries not in {None, MONTHS}:
        named.add("extra_month")
    return [rate for rate in in_force(today, country_of(offer)) if rate.kind not in named]
