"""Links for a mentor, files to keep, the date in a calendar."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
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
from offers.models import LimitReachedError, Offer, ShareLink
from offers.ownership.floods import hold_back
from offers.ownership.owners import keep_owner, owner_for_saving, owner_of, prepare_browser, set_key
from offers.taking_along.calendars import respond_by_calendar
from offers.taking_along.exporting import to_csv, to_json, to_workbook
from offers.taking_along.hidden import hidden
from offers.taking_along.reading_back import LARGEST, ReadBackForm, Stored, store
from offers.taking_along.sharing import ShareForm
from signin.asking_again import asks_again


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
    form = ShareForm(request.POST or None, offer=offer)
    made = ""
    if request.method == "POST" and form.is_valid():
        try:
            made = request.build_absolute_uri(reverse("shared", args=[form.save(offer, now)]))
        except LimitReachedError as reached:
            form.add_error(None, str(reached))
    context = {"offer": offer, "form": form, "made": made, "links": offer.share_links.open_on(now)}
    status = 422 if form.errors else 200
    return keep_owner(request, TemplateResponse(request, "offers/share.html", context, status=status), offer.owner)


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
    hold_back(request, link)
    stored = load_offers(Offer.objects.filter(owner=link.offer.owner_id))
    offer = next(offer for offer in stored if offer.pk == link.offer_id)
    counter = load_counter(offer, stored=stored, today=timezone.localdate())
    if link.hides_companies:
        # Nothing else comes within the template's reach.
        context: dict[str, Any] = {"until": link.expires_at, "shown": hidden(counter, link)}
        return TemplateResponse(request, "offers/shared_hidden.html", context)
    outlook = counter.outlook if link.with_plan else replace(counter.outlook, best_alternative=None)
    table = plan_table(counter) if link.with_plan else None
    context = comparison_context(outlook) | {"until": link.expires_at, "with_plan": link.with_plan, "table": table}
    return TemplateResponse(request, "offers/shared.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def read_back(request: HttpRequest) -> HttpResponse:
    """An export becomes offers of whoever brings it: all of it or nothing."""
    if request.method == "POST":
        hold_back(request, owner_of(request))
    form = ReadBackForm(request.POST, request.FILES) if request.method == "POST" else ReadBackForm()
    if request.method == "POST" and form.is_valid():
        owner, key = owner_for_saving(request)
        try:
            stored = store(owner, form.read)
        except LimitReachedError as reached:
            form.add_error("file", str(reached))
        else:
            tell(request, stored)
            response = redirect("offers:list")
            set_key(response, key)
            return response
    status = 422 if form.is_bound else 200
    return prepare_browser(request, TemplateResponse(request, "offers/read_back.html", {"form": form}, status=status))


# A file of 5 MB, and what a browser writes around it; before the check against forged forms, which reads the body.
vars(read_back)["largest_body_of_anyone"] = LARGEST + 1024 * 1024


def tell(request: HttpRequest, stored: Stored) -> None:
    """What a file brought, in a sentence for each kind of news."""
    if stored.new:
        offers = "1 offer was" if stored.new == 1 else f"{stored.new} offers were"
        messages.success(request, f"{offers} read from the file.")
    if stored.known:
        was = "One offer of the file was here already and stays as it is."
        were = f"{stored.known} offers of the file were here already and stay as they are."
        messages.info(request, was if stored.known == 1 else were)
    if not stored.new and not stored.known:
        messages.info(request, "There is no offer in the file.")
    for note in stored.notes:
        messages.warning(request, note)


@asks_again
@require_safe
def export(request: HttpRequest, form: str) -> HttpResponse:
    """Everything of the owner's as a file."""
    owner = owner_of(request)
    hold_back(request, owner)
    stored = load_offers(Offer.objects.of(owner).select_related("plan").prefetch_related("script_facts"))
    response: HttpResponse
    if form == "csv":
        # With the mark that spreadsheets know UTF-8 by.
        response = HttpResponse(to_csv(stored).encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    elif form == "xlsx":
        response = HttpResponse(
            to_workbook(stored), content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        )
    else:
        response = JsonResponse(to_json(stored), json_dumps_params={"indent": 1, "ensure_ascii": False})
    response["Content-Disposition"] = f'attachment; filename="leverbook-offers.{form}"'
    return response
