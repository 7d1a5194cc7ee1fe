"""An owner's offers: all of them page by page, some of them side by side."""

from __future__ import annotations

from functools import partial

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from offers.kept_pages import kept
from offers.lineup.forms import LineupForm
from offers.lineup.packages import package_rows
from offers.lineup.presentation import cards, choices, lineup_context, names
from offers.lining_up import line_up, load_lineup_rates, side_by_side
from offers.loading import with_guides, with_rounds
from offers.models import Offer
from offers.ownership.floods import hold_back
from offers.ownership.owners import keep_owner, owner_of

OFFERS_A_PAGE = 20


@require_safe
@kept
def offers(request: HttpRequest) -> HttpResponse:
    """``?offer=`` names each that is seen side by side; the other choices are the form's."""
    owner = owner_of(request)
    hold_back(request, owner)
    today = timezone.localdate()
    recorded = with_guides(Offer.objects.of(owner).select_related("role"))
    page = Paginator(recorded, OFFERS_A_PAGE).get_page(request.GET.get("page"))
    rates, currencies = load_lineup_rates(recorded, today)
    whatif = LineupForm(
        request.GET,
        offers=names(recorded),
        currencies=[(currency, currency) for currency in currencies],
    )
    compared = side_by_side(recorded, whatif.named, today)
    with_rounds(dict.fromkeys([*compared, *page]))
    seen = partial(
        line_up,
        rates=rates,
        currency=whatif.value("currency") or next(iter(currencies), ""),
        assumptions=whatif.assumptions,
        baseline=whatif.value("baseline"),
        today=today,
    )
    query = request.GET.copy()
    query.pop("page", None)
    lineup = seen(compared)
    context = lineup_context(lineup) | {
        "package_rows": package_rows(lineup, today),
        "whatif": whatif,
        "choices": choices(recorded, compared),
        "compared": names(compared),
        "too_many": len(whatif.named.intersection(str(offer.pk) for offer in recorded)) > len(compared),
        "page": page,
        "cards": cards(list(page), seen(list(page))),
        "query": query.urlencode(),
    }
    response = TemplateResponse(request, "offers/list.html", context)
    return keep_owner(request, response, owner) if owner else response
