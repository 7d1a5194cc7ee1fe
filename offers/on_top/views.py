"""What comes on top of base pay, and where base stands in a survey."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from guides.library.statutory import countries
from offers.access import owned_offer
from offers.kept_pages import kept
from offers.on_top.forms import OnTopForm, SurveyForm
from offers.on_top.presentation import on_top_context, survey_sentence
from offers.ownership.owners import keep_owner


@require_safe
@kept
def on_top(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """What law or custom puts on top, and what a share plan is worth, under what stands in the address."""
    offer, _ = owned_offer(request, offer_id)
    today = timezone.localdate()
    asked = OnTopForm(request.GET, countries=countries(today))
    context = on_top_context(offer, asked, today) | {"asked": asked}
    return keep_owner(request, TemplateResponse(request, "offers/on_top.html", context), offer.owner)


@require_safe
def survey(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """Where the base stands among percentiles that stand in the address."""
    offer, _ = owned_offer(request, offer_id)
    asked = SurveyForm(request.GET)
    context = {"offer": offer, "asked": asked, "sentence": survey_sentence(offer, asked)}
    return keep_owner(request, TemplateResponse(request, "offers/survey.html", context), offer.owner)
