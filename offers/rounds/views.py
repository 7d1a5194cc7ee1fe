"""The moves of both sides, and how it ended."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from offers.access import owned_offer
from offers.counter.loading import plan_ask
from offers.models import LimitReachedError
from offers.ownership.owners import keep_owner
from offers.rounds.forms import OutcomeForm, RoundForm
from offers.rounds.presentation import rounds_context


@require_http_methods(["GET", "HEAD", "POST"])
def rounds(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """The moves of both sides; a POST adds one. ``?own`` starts the form with the plan's ask."""
    offer, stored = owned_offer(request, offer_id)
    today = timezone.localdate()
    asked = plan_ask(offer, stored=stored, today=today) if "own" in request.GET else None
    form = RoundForm(request.POST or None, offer=offer, asked=asked, today=today)
    if request.method == "POST" and form.is_valid():
        try:
            form.save()
            return redirect("offers:rounds", offer.pk)
        except LimitReachedError as reached:
            form.add_error(None, str(reached))
    context = rounds_context(offer) | {"form": form, "outcome_form": OutcomeForm(None, offer=offer, today=today)}
    response = TemplateResponse(request, "offers/rounds.html", context, status=form.answer_status)
    return keep_owner(request, response, offer.owner)


@require_POST
def outcome(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """How the negotiation ended."""
    offer, _ = owned_offer(request, offer_id)
    form = OutcomeForm(request.POST, offer=offer, today=timezone.localdate())
    if form.is_valid():
        form.save()
    else:
        messages.error(request, "The outcome wasn't saved: is the date right?")
    return redirect("offers:rounds", offer.pk)
