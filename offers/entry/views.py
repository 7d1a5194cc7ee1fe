"""Entering an offer: by hand, from a letter, and changing it."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from display.formatting import country_in_words
from guides.models import Band, Guide, Revision
from guides.pages.results import find
from offers import usual
from offers.access import owned_offer
from offers.entry.files.kinds import LARGEST
from offers.entry.forms import OfferForm
from offers.entry.letters import (
    LetterForm,
    certain_rows,
    doubtful_rows,
    letter_initial,
    letter_pieces,
    taken_initial,
)
from offers.entry.rows import another as typed_rows
from offers.kept_pages import forget
from offers.models import LimitReachedError, Offer
from offers.ownership.floods import hold_back
from offers.ownership.owners import owner_for_saving, owner_of, prepare_browser, set_key
from pay.alternatives import same_employer
from pay.letters.reading import read_letter

# So many guides are offered to attach.
MOST_FOUND = 8


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, company: str = "", role: str = "") -> HttpResponse:
    if request.method == "POST":
        hold_back(request, owner_of(request))
    elif elsewhere := _to_keyed_form(request):
        return elsewhere
    return _form(request, revision=_published(company, role), offer=None, beside=_beside(request))


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    offer, _ = owned_offer(request, offer_id)
    revision = offer.revision
    if offer.guide and offer.guide.published_revision and "newer" in request.GET:
        revision = offer.guide.published_revision
    named = request.GET.get("guide", "").split("/")
    if len(named) == 2 and all(named):
        # Another comparison for what is stored: it is kept as it was until the form is saved.
        revision = _published(*named)
        if revision is None or not _is_of_employer(revision.guide, offer):
            raise Http404("This guide is not one of the offer's employer.")
        return _form(request, revision=revision, offer=offer, beside=None)
    if revision and offer.guide:
        revision.guide = offer.guide
    return _form(request, revision=revision, offer=offer, beside=None)


@require_http_methods(["GET", "HEAD", "POST"])
def paste(request: HttpRequest, company: str = "", role: str = "") -> HttpResponse:
    """An offer letter's text fills the form; nothing is stored before that is saved.

    A doubtful term is taken by sending the form here with its number: what was typed stays.
    """
    revision = _published(company, role)
    if request.method == "POST":
        hold_back(request, owner_of(request))
    letter_form = LetterForm(request.POST, request.FILES) if request.method == "POST" else LetterForm()
    if request.method != "POST" or not letter_form.is_valid():
        status = 422 if letter_form.is_bound else 200
        context: dict[str, Any] = {"form": letter_form, "revision": revision}
        return prepare_browser(request, TemplateResponse(request, "offers/paste.html", context, status=status))
    text = letter_form.text
    today = timezone.localdate()
    letter = read_letter(text, today=today)
    initial = letter_initial(letter)
    if "take" in request.POST:
        initial |= taken_initial(letter, request.POST["take"], typed_rows(request.POST))
    form = OfferForm(revision=revision, offer=None, today=today, initial=initial)
    taken = {*request.POST.getlist("taken"), request.POST.get("take", "")}
    address = reverse("offers:new", args=[company, role]) if company else reverse("offers:new-without-guide")
    context = {
        "form": form,
        "revision": revision,
        "letter": letter,
        "understood": certain_rows(letter, form),
        "doubtful": [(number, read, str(number) in taken) for number, read in doubtful_rows(letter, form)],
        "pieces": letter_pieces(text, letter, form),
        "text": text,
        "file_notes": letter_form.notes,
        "action": f"{address}?key={form['form_key'].value()}",
    }
    return prepare_browser(request, TemplateResponse(request, "offers/form.html", context))


# A file of 5 MB, and what a browser writes around it; before the check against forged forms, which reads the body.
vars(paste)["largest_body_of_anyone"] = LARGEST + 1024 * 1024


def _published(company: str, role: str) -> Revision | None:
    """The published revision that an address names; 404 where it has nothing to compare with."""
    if not company:
        return None
    guide = Guide.objects.published().for_cards().at(company, role).first() or Guide.objects.now_at(company, role)
    if guide is None:
        raise Http404("No guide has this address.")
    revision = guide.on_site
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
        try:
            saved = form.save(owner)
        except LimitReachedError as reached:
            form.add_error(None, str(reached))
        else:
            if saved.owner_id != owner.pk:
                raise Http404("There is no such offer in this browser.")
            response = redirect(beside or saved)
            set_key(response, key)
            return response
    context: dict[str, Any] = {"form": form, "revision": revision, "offer": offer, "beside": beside}
    if offer and "guide" not in request.GET:
        context |= _guides_called(request.GET.get("find", ""), offer)
    if offer:
        context |= {
            "unmentioned": usual.unmentioned(offer, timezone.localdate()),
            "country": country_in_words(offer.country),
        }
    return prepare_browser(request, TemplateResponse(request, "offers/form.html", context, status=form.answer_status))


def _is_of_employer(guide: Guide, offer: Offer) -> bool:
    """Whether a guide may be attached: another company's bands would stand there as the employer's own."""
    return offer.kind == Offer.Kind.OFFER and same_employer(guide.company.name, offer.employer)


def _guides_called(text: str, offer: Offer) -> dict[str, Any]:
    """The guides of the offer's employer with bands that a search for one to attach finds."""
    text = text.strip()[:100]
    found = [one.guide for one in find(text).guides] if text else []
    others = [guide for guide in found if guide.pk != offer.guide_id and _is_of_employer(guide, offer)]
    guides = others[:MOST_FOUND]
    revisions = [guide.published_revision_id for guide in guides]
    with_bands = set(Band.objects.comparable().filter(revision__in=revisions).values_list("revision", flat=True))
    return {
        "can_attach": offer.kind == Offer.Kind.OFFER,
        "guide_called": text,
        "found_guides": [guide for guide in guides if guide.published_revision_id in with_bands],
    }


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    offer, _ = owned_offer(request, offer_id)
    if request.method == "POST":
        offer.delete()
        forget(offer.owner_id)
        messages.success(request, f"The offer of {offer.employer} is deleted.")
        return redirect("offers:list")
    return TemplateResponse(request, "offers/delete.html", {"offer": offer})
