"""Pages over all guides: what companies pay for one job in one place."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from guides.library.paging import NUMBER, page_of
from guides.library.rates import newest_rates
from guides.library.serving import NAME, public
from guides.library.structured import breadcrumbs
from guides.market.forms import MarketForm
from guides.market.loading import all_markets, load_market, market_address, market_figures, usual_currency
from guides.market.presentation import COMPANIES_A_PAGE, market_context
from guides.models import Location, Role
from pay.market import shared_levels
from pay.money import BASE_CURRENCY

MARKETS_A_PAGE = 60


@public(parameters={"currency": NAME, "page": NUMBER})
def market(request: HttpRequest, role: str, location: str) -> HttpResponse:
    job = get_object_or_404(Role.objects.select_related("merged_into").filter(company=None), slug=role)
    place = get_object_or_404(Location.objects.select_related("merged_into", "area__merged_into"), slug=location)
    if job.merged_into_id or place.merged_into_id:
        return redirect(market_address(job.current, place.current), permanent=True)
    if place.area_id:
        return redirect(f"{market_address(job, place.market_place)}?{request.GET.urlencode()}".rstrip("?"))
    bands = load_market(job, place)
    if not bands:
        raise Http404("No guide has a band for this job in this place.")
    today = timezone.localdate()
    rates = newest_rates(today)
    usual = usual_currency(bands, place)
    form = MarketForm(
        request.GET,
        currencies=list(dict.fromkeys([usual, BASE_CURRENCY, *sorted(rates.by_currency)])),
        levels=shared_levels(band.counted for band in bands),
    )
    level = form.value("level")
    seen = market_figures(job, place, currency=form.value("currency") or usual, level=level, today=today)
    page = page_of(request, seen.figures.lines, COMPANIES_A_PAGE)
    context = market_context(job, place, bands, seen, level=level, lines=list(page.object_list), today=today)
    address = market_address(job, place)
    steps = [("Guides", reverse("guides:home")), ("Markets", reverse("guides:markets")), (f"{job}, {place}", address)]
    context["area"] = sorted({band.place for band in bands if band.place[0] != place.slug})
    context |= {"form": form, "page": page, "address": address, "structured": [breadcrumbs(request, steps)]}
    return TemplateResponse(request, "guides/market.html", context, status=200 if form.is_valid() else 422)


@public(parameters={"page": NUMBER, "place": NAME, "role": NAME})
def markets(request: HttpRequest) -> HttpResponse:
    """The jobs and places that there is a market for; of one job, or of one place."""
    job = place = None
    sizes = all_markets()
    if slug := request.GET.get("role", "").replace("\0", ""):
        job = get_object_or_404(Role.objects.current().filter(company=None), slug=slug)
        sizes = [size for size in sizes if size.role == job.pk]
    if slug := request.GET.get("place", "").replace("\0", ""):
        place = get_object_or_404(Location.objects.current(), slug=slug)
        sizes = [size for size in sizes if size.location == place.pk]
    if job and place and not sizes:
        raise Http404("No guide has a band for this job in this place.")
    page = page_of(request, sizes, MARKETS_A_PAGE)
    roles = Role.objects.in_bulk({size.role for size in page})
    locations = Location.objects.in_bulk({size.location for size in page})
    rows = [
        (roles[size.role], locations[size.location], size.companies)
        for size in page
        # Counts are kept for a while, in which one may have gone.
        if size.role in roles and size.location in locations
    ]
    context = {"job": job, "place": place, "page": page, "rows": rows}
    return TemplateResponse(request, "guides/markets.html", context)
