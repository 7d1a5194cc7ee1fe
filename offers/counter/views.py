"""The plan to counter, and the brief to take into the conversation."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from offers.access import owned_offer
from offers.comparison.law_presentation import law_box
from offers.counter.callsheet import call_sheet
from offers.counter.forms import PlanForm
from offers.counter.loading import Tried, load_counter
from offers.counter.presentation import counter_context
from offers.counter.whatif import CounterWhatIfForm
from offers.equity.facts import QUESTIONS
from offers.kept_pages import kept
from offers.ownership.owners import keep_owner
from offers.posting.presentation import posted_section


@require_http_methods(["GET", "HEAD", "POST"])
@kept
def counter(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """The plan to counter: figures and words are kept, what-ifs stand in the address."""
    offer, stored = owned_offer(request, offer_id)
    whatif = CounterWhatIfForm(request.GET)
    plan = load_counter(
        offer,
        stored=stored,
        today=timezone.localdate(),
        tried=Tried(whatif.assumptions, whatif.value("goal") or "", whatif.tried_target),
    )
    form = PlanForm(request.POST or None, counter=plan)
    if request.method == "POST" and form.is_valid():
        form.save()
        return redirect(request.get_full_path())
    context = counter_context(plan) | {"form": form, "whatif": whatif, "posted": posted_section(plan.outlook)}
    status = 422 if form.is_bound else 200
    return keep_owner(request, TemplateResponse(request, "offers/counter.html", context, status=status), offer.owner)


@require_safe
@kept
def brief(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """The call sheet: one page to lie beside the phone, made for print."""
    offer, stored = owned_offer(request, offer_id)
    plan = load_counter(offer, stored=stored, today=timezone.localdate())
    grant = offer.terms.grant
    context = counter_context(plan) | {
        "outlook": plan.outlook,
        "sheet": call_sheet(plan),
        "posted": posted_section(plan.outlook),
        "law": law_box(offer, plan.outlook.law, timezone.localdate()),
        "questions": [QUESTIONS[fact] for fact in grant.open_questions] if grant.value or grant.shares else [],
        "on": timezone.localdate(),
    }
    return keep_owner(request, TemplateResponse(request, "offers/brief.html", context), offer.owner)
