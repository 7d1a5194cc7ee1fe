"""Links for a mentor, files to keep, the date in a calendar."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from offers.access import owned_offer
from offers.comparison.presentation import comparison_context
from offers.counter.loading import load_counter
from offers.counter.presentation import plan_table
from offers.loading import load_offers
from offers.models import Offer, ShareLink
from offers.ownership.owners import keep_owner, offers_of
from offers.taking_along.calendars import respond_by_calendar
from offers.taking_along.exporting import to_csv, to_json
from offers.taking_along.sharing import ShareForm, hide_companies


@require_safe
def respond_by(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """The respond-by date as a calendar file."""
    offer, _ = owned_offer(request, offer_id)
    if offer.respond_by is None:
        raise Http404("This offer has no respond-by date.")
    address = request.build_absolute_uri(offer.get_absolute_url())
    response = HttpResponse(
        respond_by_calendar(offer, offer.respond_by, address, timezone.now()), content_type="text/calendar"
    )
    response["Content-Disposition"] = 'attachment; filename="respond-by.ics"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def share(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """Links to this offer: a POST makes one, whose address is shown once."""
    offer, _ = owned_offer(request, offer_id)
    now = timezone.now()
    form = ShareForm(request.POST or None)
    made = ""
    if request.method == "POST" and form.is_valid():
        made = request.build_absolute_uri(reverse("shared", args=[form.save(offer, now)]))
    context = {"offer": offer, "form": form, "made": made, "links": offer.share_links.open_on(now)}
    return keep_owner(request, TemplateResponse(request, "offers/share.html", context), offer.owner)


@require_POST
def revoke(request: HttpRequest, offer_id: UUID, link_id: int) -> HttpResponse:
    offer, _ = owned_offer(request, offer_id)
    get_object_or_404(offer.share_links, pk=link_id).delete()
    messages.success(request, "The link no longer works.")
    return redirect("offers:share", offer.pk)


@require_safe
def shared(request: HttpRequest, key: str) -> HttpResponse:
    """What a share link shows: no more than its maker chose, to whoever has it."""
    now = timezone.now()
    link = ShareLink.objects.with_key(key).open_on(now).select_related("offer").first()
    if link is None:
        raise Http404("This link doesn't work any more, or never did.")
    stored = load_offers(Offer.objects.filter(owner=link.offer.owner_id))
    offer = next(offer for offer in stored if offer.pk == link.offer_id)
    plan = load_counter(offer, stored=stored, today=timezone.localdate())
    outlook = plan.outlook if link.with_plan else replace(plan.outlook, best_alternative=None)
    if link.hides_companies:
        hide_companies(outlook)
    context = comparison_context(outlook) | {"link": link, "table": plan_table(plan) if link.with_plan else None}
    return TemplateResponse(request, "offers/shared.html", context)


@require_safe
def export(request: HttpRequest, form: str) -> HttpResponse:
    """Everything of the owner's as a file."""
    stored = load_offers(offers_of(request))
    if form == "csv":
        response: HttpResponse = HttpResponse(to_csv(stored), content_type="text/csv; charset=utf-8")
    else:
        response = JsonResponse(to_json(stored), json_dumps_params={"indent": 1, "ensure_ascii": False})
    response["Content-Disposition"] = f'attachment; filename="leverbook-offers.{form}"'
    return response
