"""What leaving the current job costs."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from offers.access import owned_offer
from offers.leaving.forms import LeavingForm
from offers.leaving.presentation import leaving_context
from offers.models import Offer
from offers.ownership.owners import keep_owner


@require_http_methods(["GET", "HEAD", "POST"])
def leaving(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """What is lost by day, which a POST changes; 404 for an offer that is no current job."""
    offer, _ = owned_offer(request, offer_id)
    if offer.kind != Offer.Kind.CURRENT_JOB:
        raise Http404("Only a current job is left.")
    form = LeavingForm(request.POST or None, terms=offer.terms, currency=offer.currency)
    if request.method == "POST" and form.is_valid():
        form.save()
        return redirect("offers:leaving", offer.pk)
    context = leaving_context(offer, timezone.localdate()) | {"form": form}
    status = 422 if form.is_bound else 200
    return keep_owner(request, TemplateResponse(request, "offers/leaving.html", context, status=status), offer.owner)
