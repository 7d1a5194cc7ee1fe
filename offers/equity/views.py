"""What a grant may be worth."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from offers.access import owned_offer
from offers.equity.forms import ExitForm
from offers.equity.presentation import equity_context
from offers.lining_up import line_up, load_lineup_rates
from offers.ownership.owners import keep_owner
from pay.equity import Assumptions


@require_safe
def equity(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """What the grant may be worth, under assumptions that stand in the address."""
    offer, stored = owned_offer(request, offer_id)
    today = timezone.localdate()
    whatif = ExitForm(request.GET)
    rates, _ = load_lineup_rates(stored, today)
    lineup = line_up(
        stored, rates, currency=offer.currency, assumptions=Assumptions(), baseline=str(offer.pk), today=today
    )
    context = equity_context(offer, whatif.assumptions, lineup) | {"whatif": whatif}
    return keep_owner(request, TemplateResponse(request, "offers/equity.html", context), offer.owner)
