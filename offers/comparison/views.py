"""An offer beside its band, and what is settled on that page."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from guides.models import Band
from offers.access import owned_offer
from offers.comparison.among import among_of
from offers.comparison.among_presentation import among_context
from offers.comparison.forms import ScriptFactsForm
from offers.comparison.law_forms import LawForm
from offers.comparison.law_presentation import law_box
from offers.comparison.loading import load_outlook
from offers.comparison.presentation import comparison_context
from offers.kept_pages import kept
from offers.models import Offer
from offers.ownership.owners import keep_owner
from offers.posting.presentation import posted_section


@require_safe
@kept
def offer(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    offer, stored = owned_offer(request, offer_id)
    today = timezone.localdate()
    context = page_context(offer, stored, today)
    return keep_owner(request, TemplateResponse(request, "offers/comparison.html", context), offer.owner)


def page_context(
    offer: Offer,
    stored: list[Offer],
    today: date,
    refused: ScriptFactsForm | None = None,
    law_form: LawForm | None = None,
) -> dict[str, Any]:
    outlook = load_outlook(offer, stored=stored, today=today)
    told = {
        "lapsed": offer.has_lapsed(today),
        "law": law_box(offer, outlook.law, today, law_form),
        "posted": posted_section(outlook),
    }
    return comparison_context(outlook, refused) | among_context(among_of(outlook)) | told


@require_POST
def law(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """Store the employer's size, where the candidate works from, or that present pay is named anyway."""
    offer, stored = owned_offer(request, offer_id)
    form = LawForm(request.POST, offer=offer)
    if form.is_valid():
        form.save()
        return HttpResponseRedirect(f"{offer.get_absolute_url()}#law-box")
    context = page_context(offer, stored, timezone.localdate(), law_form=form)
    response = TemplateResponse(request, "offers/comparison.html", context, status=422)
    return keep_owner(request, response, offer.owner)


@require_POST
def script_facts(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """Store what the candidate says is true of them, and their words for the blanks of one script."""
    offer, stored = owned_offer(request, offer_id)
    form = ScriptFactsForm(request.POST, offer=offer)
    if not form.is_valid():
        raise Http404("This script is not part of the guide that the offer is compared with.")
    form.save()
    if form.unfit:
        # What fits is kept; the rest comes back as it was typed.
        context = page_context(offer, stored, timezone.localdate(), refused=form)
        response = TemplateResponse(request, "offers/comparison.html", context, status=422)
        return keep_owner(request, response, offer.owner)
    return HttpResponseRedirect(f"{offer.get_absolute_url()}#{form.cleaned_data['anchor']}")


@require_POST
def newer_revision(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """Compare with the guide's newer revision, in the band of the same region and level."""
    offer, _ = owned_offer(request, offer_id)
    newer = offer.revision.guide.published_revision if offer.revision and offer.revision.has_newer() else None
    if newer is None:
        return redirect(offer)
    if offer.band is None or not newer.bands.comparable().exists():
        messages.warning(request, "The newer guide has no bands to compare with: the comparison stays as it was.")
        return redirect(offer)
    band = (
        Band.objects.with_doubts()
        .filter(revision=newer, region=offer.band.region, level=offer.band.level, currency=offer.band.currency)
        .first()
    )
    if band and band.has_error:
        messages.warning(request, "An editor is checking the newer guide's band: the comparison stays as it was.")
        return redirect(offer)
    offer.revision, offer.band = newer, band
    if band is None:
        messages.warning(
            request, "The newer guide has no band of the same region and level. Choose the nearest and save."
        )
        return redirect(f"{reverse('offers:edit', args=[offer.pk])}?newer=1")
    offer.save(update_fields=["revision", "band", "changed_at"])
    return redirect(offer)
