"""Offers and their comparison. All pages are the owner's own: never cached, never indexed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth import logout
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guides.models import Band, Guide, Revision
from offers.among import load_among
from offers.among_presentation import among_context
from offers.calendars import respond_by_calendar
from offers.counter import Tried, load_counter, plan_ask
from offers.counter_presentation import counter_context, plan_rows
from offers.domain.equity import Assumptions
from offers.domain.letters import read_letter
from offers.equity_presentation import QUESTIONS, equity_context
from offers.exporting import to_csv, to_json
from offers.forms import OfferForm, ScriptFactsForm
from offers.letters import LetterForm, letter_initial, letter_rows
from offers.lineup import line_up, load_lineup_rates, load_offers
from offers.lineup_presentation import lineup_context
from offers.loading import load_outlook
from offers.models import Offer, ShareLink
from offers.owners import COOKIE, keep_owner, offers_of, owner_for_saving, owner_of, prepare_browser, set_key
from offers.plan_form import PlanForm
from offers.presentation import comparison_context
from offers.round_forms import OutcomeForm, RoundForm
from offers.round_presentation import rounds_context
from offers.sharing import ShareForm, hide_companies
from offers.whatif import CounterWhatIfForm, ExitForm, LineupForm

View = Callable[..., HttpResponse]


def private(view: View) -> View:
    """For pages that hold somebody's data: not stored by anybody, not indexed."""

    @never_cache
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return wrapped


def owned_offer(request: HttpRequest, offer_id: UUID) -> tuple[Offer, list[Offer]]:
    """The owner's offer, and all that they have; 404 for everybody else's and for none alike."""
    stored = load_offers(offers_of(request))
    for offer in stored:
        if offer.pk == offer_id:
            return offer, stored
    raise Http404("There is no such offer in this browser.")


@private
@require_safe
def offers(request: HttpRequest) -> HttpResponse:
    owner = owner_of(request)
    today = timezone.localdate()
    stored = load_offers(Offer.objects.of(owner))
    rates, currencies = load_lineup_rates(stored, today)
    whatif = LineupForm(
        request.GET,
        offers=[(str(offer.pk), offer.employer) for offer in stored],
        currencies=[(currency, currency) for currency in currencies],
    )
    lineup = line_up(
        stored,
        rates,
        currency=whatif.value("currency") or next(iter(currencies), ""),
        assumptions=whatif.assumptions,
        baseline=whatif.value("baseline"),
        today=today,
    )
    response = TemplateResponse(request, "offers/list.html", lineup_context(lineup) | {"whatif": whatif})
    return keep_owner(request, response, owner) if owner else response


@private
@require_safe
def offer(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    offer, stored = owned_offer(request, offer_id)
    today = timezone.localdate()
    outlook = load_outlook(offer, stored=stored, today=today)
    context = comparison_context(outlook) | among_context(load_among(outlook)) | {"lapsed": offer.has_lapsed(today)}
    return keep_owner(request, TemplateResponse(request, "offers/comparison.html", context), offer.owner)


@private
@require_safe
def equity(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """What the grant may be worth, under assumptions that stand in the address."""
    offer, stored = owned_offer(request, offer_id)
    today = timezone.localdate()
    whatif = ExitForm(request.GET)
    rates, _ = load_lineup_rates(stored, today)
    lineup = line_up(
        stored, rates, currency=offer.currency, assumptions=Assumptions(), baseline=str(offer.pk), today=today
    )
    context = equity_context(offer, whatif.assumptions, lineup) | {"whatif": whatif}
    return keep_owner(request, TemplateResponse(request, "offers/equity.html", context), offer.owner)


@private
@require_http_methods(["GET", "HEAD", "POST"])
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
    context = counter_context(plan) | {"form": form, "whatif": whatif}
    status = 422 if form.is_bound else 200
    return keep_owner(request, TemplateResponse(request, "offers/counter.html", context, status=status), offer.owner)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def rounds(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """The moves of both sides; a POST adds one. ``?own`` starts the form with the plan's ask."""
    offer, stored = owned_offer(request, offer_id)
    today = timezone.localdate()
    asked = plan_ask(offer, stored=stored, today=today) if "own" in request.GET else None
    form = RoundForm(request.POST or None, offer=offer, asked=asked, today=today)
    if request.method == "POST" and form.is_valid():
        form.save()
        return redirect("offers:rounds", offer.pk)
    context = rounds_context(offer) | {"form": form, "outcome_form": OutcomeForm(None, offer=offer, today=today)}
    status = 422 if form.is_bound else 200
    return keep_owner(request, TemplateResponse(request, "offers/rounds.html", context, status=status), offer.owner)


@private
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


@private
@require_safe
def respond_by(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """The respond-by date as a calendar file."""
    offer, _ = owned_offer(request, offer_id)
    if offer.respond_by is None:
        raise Http404("This offer has no respond-by date.")
    address = request.build_absolute_uri(offer.get_absolute_url())
    response = HttpResponse(respond_by_calendar(offer, address, timezone.now()), content_type="text/calendar")
    response["Content-Disposition"] = 'attachment; filename="respond-by.ics"'
    return response


@private
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, company: str = "", role: str = "") -> HttpResponse:
    if request.method != "POST" and (elsewhere := _to_keyed_form(request)):
        return elsewhere
    return _form(request, revision=_published(company, role), offer=None, beside=_beside(request))


@private
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    offer, _ = owned_offer(request, offer_id)
    revision = offer.revision
    if offer.guide and offer.guide.published_revision and "newer" in request.GET:
        revision = offer.guide.published_revision
    if revision:
        revision.guide = offer.guide
    return _form(request, revision=revision, offer=offer, beside=None)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def paste(request: HttpRequest, company: str = "", role: str = "") -> HttpResponse:
    """An offer letter's text fills the form; nothing is stored before that is saved."""
    revision = _published(company, role)
    letter_form = LetterForm(request.POST or None)
    if request.method != "POST" or not letter_form.is_valid():
        status = 422 if letter_form.is_bound else 200
        context = {"form": letter_form, "revision": revision}
        return prepare_browser(request, TemplateResponse(request, "offers/paste.html", context, status=status))
    letter = read_letter(letter_form.cleaned_data["letter"])
    form = OfferForm(revision=revision, offer=None, today=timezone.localdate(), initial=letter_initial(letter))
    address = reverse("offers:new", args=[company, role]) if company else reverse("offers:new-without-guide")
    context = {
        "form": form,
        "revision": revision,
        "letter": letter,
        "understood": letter_rows(letter, form),
        "action": f"{address}?key={form['form_key'].value()}",
    }
    return prepare_browser(request, TemplateResponse(request, "offers/form.html", context))


def _published(company: str, role: str) -> Revision | None:
    """The published revision that an address names; 404 where it has nothing to compare with."""
    if not company:
        return None
    guide = Guide.objects.published().for_cards().at(company, role).first() or Guide.objects.now_at(company, role)
    if guide is None:
        raise Http404("No guide has this address.")
    revision = guide.published_revision
    revision.guide = guide
    if not revision.bands.comparable().exists():
        raise Http404("This guide has no bands to compare with.")
    return revision


def _to_keyed_form(request: HttpRequest) -> HttpResponse | None:
    """Where an empty form has to go first, if anywhere.

    The key of the offer to be stands in the form's address: whoever comes back
    to it by the back button gets the stored offer to change, not a second one.
    """
    try:
        key = UUID(request.GET.get("key", ""))
    except ValueError:
        query = request.GET.copy()
        query["key"] = str(uuid4())
        return redirect(f"{request.path}?{query.urlencode()}")
    stored = Offer.objects.of(owner_of(request)).filter(pk=key).first()
    return redirect("offers:edit", stored.pk) if stored else None


def _beside(request: HttpRequest) -> Offer | None:
    """The own offer that a competing offer is being recorded for: where to return to."""
    try:
        offer_id = UUID(request.GET.get("beside", ""))
    except ValueError:
        return None
    return Offer.objects.of(owner_of(request)).filter(pk=offer_id).first()


def _form(
    request: HttpRequest, *, revision: Revision | None, offer: Offer | None, beside: Offer | None
) -> HttpResponse:
    form = OfferForm(
        request.POST or None,
        revision=revision,
        offer=offer,
        today=timezone.localdate(),
        initial={} if offer else {"form_key": request.GET.get("key")},
    )
    if request.method == "POST" and form.is_valid():
        owner, key = owner_for_saving(request)
        saved = form.save(owner)
        if saved.owner_id != owner.pk:
            raise Http404("There is no such offer in this browser.")
        response = redirect(beside or saved)
        set_key(response, key)
        return response
    context = {"form": form, "revision": revision, "offer": offer, "beside": beside}
    status = 422 if form.is_bound else 200
    return prepare_browser(request, TemplateResponse(request, "offers/form.html", context, status=status))


@private
@require_safe
def brief(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """One or two pages to take into the conversation, made for print."""
    offer, stored = owned_offer(request, offer_id)
    plan = load_counter(offer, stored=stored, today=timezone.localdate())
    context = comparison_context(plan.outlook) | {
        "plan": counter_context(plan),
        "questions": [QUESTIONS[fact] for fact in offer.terms.grant.open_questions],
        "on": timezone.localdate(),
    }
    return keep_owner(request, TemplateResponse(request, "offers/brief.html", context), offer.owner)


@private
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


@private
@require_POST
def revoke(request: HttpRequest, offer_id: UUID, link_id: int) -> HttpResponse:
    offer, _ = owned_offer(request, offer_id)
    get_object_or_404(offer.share_links, pk=link_id).delete()
    messages.success(request, "The link no longer works.")
    return redirect("offers:share", offer.pk)


@private
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
    context = comparison_context(outlook) | {"link": link, "plan_rows": plan_rows(plan) if link.with_plan else []}
    return TemplateResponse(request, "offers/shared.html", context)


@private
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


@private
@require_http_methods(["GET", "HEAD", "POST"])
def delete_everything(request: HttpRequest) -> HttpResponse:
    """All offers and the account, at once and for good."""
    owner = owner_of(request)
    if request.method != "POST":
        context = {"offers": Offer.objects.of(owner).count()}
        return TemplateResponse(request, "offers/delete_everything.html", context)
    user = request.user if request.user.is_authenticated else None
    with transaction.atomic():
        if owner:
            owner.delete()
        if user and not user.is_staff:
            logout(request)
            user.delete()
    messages.success(request, "Everything that was recorded is deleted.")
    response = redirect("offers:list")
    response.delete_cookie(COOKIE)
    return response


@private
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    offer, _ = owned_offer(request, offer_id)
    if request.method == "POST":
        offer.delete()
        messages.success(request, f"The offer of {offer.employer} is deleted.")
        return redirect("offers:list")
    return TemplateResponse(request, "offers/delete.html", {"offer": offer})


@private
@require_POST
def script_facts(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """Store what the candidate says is true of them, and their words for the blanks of one script."""
    offer, _ = owned_offer(request, offer_id)
    form = ScriptFactsForm(request.POST, offer=offer)
    if not form.is_valid():
        raise Http404("This script is not part of the guide that the offer is compared with.")
    form.save()
    return HttpResponseRedirect(f"{offer.get_absolute_url()}#{form.cleaned_data['anchor']}")


@private
@require_POST
def newer_revision(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """Compare with the guide's newer revision, in the band of the same region and level."""
    offer, _ = owned_offer(request, offer_id)
    if not offer.revision_id or not offer.revision.has_newer():
        return redirect(offer)
    newer = offer.guide.published_revision
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
