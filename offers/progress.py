"""How far a negotiation has come, in a sentence that every page of the offer can say."""

from __future__ import annotations

from decimal import Decimal

from display.formatting import signed_money
from offers.models import Offer
from pay.rounds import four_year_change


def gain(offer: Offer) -> Decimal:
    """What four years pay more by the newest company round than by the first."""
    rounds = offer.company_rounds
    return four_year_change(rounds[0].package(offer.currency), rounds[-1].package(offer.currency))


def progress_sentence(offer: Offer) -> str:
    """How far the negotiation has come, in one sentence."""
    gained = gain(offer)
    total = signed_money(gained, offer.currency).lstrip("+")
    if offer.outcome == Offer.Outcome.ACCEPTED:
        if gained > 0:
            return f"Accepted, and negotiating gained {total} over four years."
        return "Accepted as it was offered." if gained == 0 else f"Accepted at {total} over four years."
    if offer.outcome == Offer.Outcome.DECLINED:
        return f"Declined, after {total} more over four years." if gained > 0 else "Declined."
    if offer.outcome == Offer.Outcome.WITHDRAWN:
        return "The employer withdrew this offer."
    if gained > 0:
        return f"So far they have moved by {total} over four years."
    if gained < 0:
        return f"Their offer has gone down by {total.lstrip(chr(0x2212))} over four years."
    rounds = offer.company_rounds
    if rounds[0].package(offer.currency) != rounds[-1].package(offer.currency):
        return "They have moved, though not in pay that can be added up."
    return "They haven't moved yet." if len(offer.rounds.all()) > 1 else "The first offer is on the table."
