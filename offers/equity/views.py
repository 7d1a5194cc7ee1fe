"""What a grant is and when it vests; what an exit would make of it."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from offers.access import owned_offer
from offers.equity.exits import exit_context
from offers.equity.forms import ExitForm, StayForm
from offers.equity.presentation import equity_context
from offers.kept_pages import kept
from offers.lining_up import line_up, load_lineup_rates
from offers.ownership.owners import keep_owner
from pay.equity import Assumptions


@require_safe
@kept
def equity(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """What of the grants vests when, and what a leaver has of them, under assumptions that stand in the address."""
    offer, _ = owned_offer(request, offer_id)
    context = equity_context(offer, StayForm(request.GET))
    return keep_owner(request, TemplateResponse(request, "offers/equity.html", context), offer.owner)


@require_safe
@kept
def exits(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """What the private grant may be worth at an exit, under assumptions that stand in the address."""
    offer, stored = owned_offer(request, offer_id)
    today = timezone.localdate()
    terms = offer.terms
    grants = [row.grant(terms.joins_on) for row in terms.grants if row.recurs_from is None]
    private = [one for one in grants if not one.is_liquid and not one.is_none]
    grant = private[0] if private else terms.grant
    currency = grant.currency or offer.currency
    whatif = ExitForm(request.GET, grant=grant)
    whatif.is_valid()
    # One company: what all its shares are is the same for each grant.
    private = [
        replace(one, fully_diluted=whatif.fully_diluted or one.fully_diluted) for one in private or [terms.grant]
    ]
    rates, _ = load_lineup_rates(stored, today)
    lineup = line_up(
        stored, rates, currency=offer.currency, assumptions=Assumptions(), baseline=str(offer.pk), today=today
    )
    context = exit_context(offer, private, currency, whatif, lineup) | {
        "offer": offer,
        "grant": private[0],
        "currency": currency,
        "whatif": whatif,
    }
    return keep_owner(request, TemplateResponse(request, "offers/exit.html", context), offer.owner)
