"""The employer's posting: read, looked at, stored; taken out again, and told to the editors if the candidate likes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from guides.reports.reporting import POSTING, store_report
from guides.reports.views import LIMITS
from offers.access import owned_offer
from offers.comparison.loading import load_outlook
from offers.models import Offer, Posting
from offers.ownership.owners import keep_owner
from offers.posting.forms import RangeForm, SourceForm, initial_of
from offers.posting.presentation import may_report, posted_section, reading_context, report_words
from pay.postings.ranges import Posting as Reading
from pay.postings.ranges import Stated
from signin.limits import seconds_to_wait


@require_http_methods(["GET", "HEAD", "POST"])
def posting(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """A posting that is sent here is read; nothing of it is stored."""
    offer, stored = _offer(request, offer_id)
    source = SourceForm(request.POST or None, request.FILES or None)
    if request.method != "POST":
        form = RangeForm(None, offer=offer, today=timezone.localdate())
        return _page(request, offer, stored, SourceForm(), form)
    if not source.is_valid() or source.reading is None:
        return _page(request, offer, stored, source, None, status=422)
    reading = source.reading
    chosen = _chosen(reading, request.POST.get("take", ""))
    form = RangeForm(None, offer=offer, today=timezone.localdate(), initial=initial_of(reading, chosen, offer))
    # Whoever sent a file takes a range by sending what was in it.
    again = SourceForm(initial={"posting": source.text})
    return _page(request, offer, stored, again, form, reading=reading, chosen=chosen)


@require_POST
def save(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    offer, stored = _offer(request, offer_id)
    form = RangeForm(request.POST, offer=offer, today=timezone.localdate())
    if not form.is_valid():
        return _page(request, offer, stored, SourceForm(), form, status=422)
    form.save()
    return redirect(f"{offer.get_absolute_url()}#posting")


@require_POST
def delete(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    offer, _ = _offer(request, offer_id)
    _stored(offer).delete()
    messages.success(request, "The posting is taken out of this offer.")
    return redirect(offer)


@require_POST
def report(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """Tell the editors the range, as the page showed it, and nothing of the offer."""
    offer, stored = _offer(request, offer_id)
    kept = _stored(offer)
    outlook = load_outlook(offer, stored=stored, today=timezone.localdate())
    if not may_report(offer) or offer.guide is None or offer.guide.published_revision is None:
        raise Http404("No guide is there to tell its editors of.")
    if kept.reported_at is None:
        if seconds_to_wait(request, *LIMITS, key="all"):
            messages.warning(request, "Too many reports have come in. Please try again later; your posting is kept.")
            return redirect("offers:posting", offer.pk)
        store_report(offer.guide.published_revision, POSTING, text=report_words(outlook), email="")
        kept.reported_at = timezone.now()
        kept.save(update_fields=["reported_at"])
    messages.success(request, "Thank you. The editors of this guide see the range, and nothing of your offer.")
    return redirect("offers:posting", offer.pk)


def _offer(request: HttpRequest, offer_id: UUID) -> tuple[Offer, list[Offer]]:
    offer, stored = owned_offer(request, offer_id)
    if offer.kind != Offer.Kind.OFFER:
        raise Http404("A current job has no posting.")
    return offer, stored


def _stored(offer: Offer) -> Posting:
    kept: Posting | None = getattr(offer, "posting", None)
    if kept is None:
        raise Http404("No posting is stored with this offer.")
    return kept


def _chosen(reading: Reading, number: str) -> Stated | None:
    """The range that was taken, else the one that leaves no doubt."""
    if number.isascii() and number.isdecimal() and len(number) < 4 and int(number) < len(reading.ranges):
        return reading.ranges[int(number)]
    return reading.settled


def _page(
    request: HttpRequest,
    offer: Offer,
    stored: list[Offer],
    source: SourceForm,
    form: RangeForm | None,
    *,
    reading: Reading | None = None,
    chosen: Stated | None = None,
    status: int = 200,
) -> HttpResponse:
    kept: Posting | None = getattr(offer, "posting", None)
    outlook = load_outlook(offer, stored=stored, today=timezone.localdate()) if kept else None
    context: dict[str, Any] = {
        "offer": offer,
        "source": source,
        "may_take": bool(source.initial.get("posting")),
        "form": form,
        "kept": kept,
        "posted": posted_section(outlook) if outlook else None,
        "report": report_words(outlook) if outlook and may_report(offer) else "",
    } | reading_context(reading, chosen, offer.currency)
    response = TemplateResponse(request, "offers/posting.html", context, status=status)
    return keep_owner(request, response, offer.owner)
