"""All of an owner's offers, side by side."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from offers.lineup.forms import LineupForm
from offers.lineup.loading import line_up, load_lineup_rates
from offers.lineup.presentation import lineup_context
from offers.loading import load_offers
from offers.models import Offer
from offers.ownership.owners import keep_owner, owner_of


@require_safe
def offers(request: HttpRequest) -> HttpResponse:
    owner = owner_of(request)
    today = timezone.localdate()
    stored = load_offers(Offer.objects.of(owner))
    rates, currencies = load_lineup_rates(stored, today)
    whatif = LineupForm(
        request.GET,
        offers=[(str(offer.pk), offer.employer) for offer in stored],
        currencies=[(currency, currency) for currency in currencies],
    )
    lineup = line_up(
        stored,
        rates,
        currency=whatif.value("currency") or next(iter(currencies), ""),
        assumptions=whatif.assumptions,
        baseline=whatif.value("baseline"),
        today=today,
    )
    response = TemplateResponse(request, "offers/list.html", lineup_context(lineup) | {"whatif": whatif})
    return keep_owner(request, response, owner) if owner else response
