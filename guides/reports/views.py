"""Where readers say what is wrong: a form apart from the guide's page, which is the same for everybody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from guides.library.rights import rights
from guides.models import Location, Revision, Right
from guides.reports.forms import ReportForm
from guides.reports.reporting import (
    WHOLE_GUIDE,
    places,
    same_law_reports,
    same_reports,
    store_law_report,
    store_report,
)
from guides.rights.presentation import place_address
from guides.rights.wording import KINDS
from signin.limits import seconds_to_wait

# Parts of a guide that have rows to choose from.
SECTIONS = ("bands", "levers")
LIMITS = ("report_hour", "report_day", "reports_of_all")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, company: str, role: str) -> HttpResponse:
    """Takes a report about the place that ``?about=`` names, else about the whole guide.

    Of a section ("bands") the reader chooses the row, or leaves it at the whole guide.
    """
    revision = get_object_or_404(Revision.objects.published_at(company, role))
    if request.method == "POST":
        revision = revision_seen(request, revision)
    about, all_places = request.GET.get("about", ""), places(revision)
    choices = [place for key, place in all_places.items() if key.startswith(f"{about}/")] if about in SECTIONS else []
    place = choices[0] if len(choices) == 1 else all_places.get(about, WHOLE_GUIDE)
    return _answer(
        request,
        {
            "revision": revision,
            "guide": revision.guide,
            "place": place,
            "choices": [] if place.key else choices,
        },
        template="guides/report.html",
        is_told=lambda words: same_reports(revision, place, **words).exists(),
        store=lambda words: store_report(revision, place, **words),
        thanks=reverse("guides:report-thanks", args=[company, role]),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report_law(request: HttpRequest, place: str) -> HttpResponse:
    """Takes a report about the fact that ``?about=`` names, else about all that is said of a place's law."""
    location = _with_law(place)
    held = rights()
    key = request.GET.get("about", "")
    fact = next((fact for fact in held.of_places(held.places.chain(place)) if fact.key == key), None)
    right = Right.objects.filter(key=fact.key).first() if fact else None
    about = f"{KINDS[fact.kind]}: {fact.duty}" if fact else ""
    return _answer(
        request,
        {"location": location, "fact": fact, "back": place_address(place)},
        template="guides/report_law.html",
        is_told=lambda words: same_law_reports(location, right, **words).exists(),
        store=lambda words: store_law_report(location, right, about=about, **words),
        thanks=reverse("guides:report-law-thanks", args=[place]),
    )


@never_cache
@require_safe
def law_thanks(request: HttpRequest, place: str) -> HttpResponse:
    _with_law(place)
    return TemplateResponse(
        request, "guides/report_thanks.html", {"back": place_address(place), "back_words": "Back to the place"}
    )


def _with_law(place: str) -> Location:
    if not rights().here([place]):
        raise Http404("Nothing is known of the law there.")
    return get_object_or_404(Location, slug=place)


def _answer(
    request: HttpRequest,
    context: dict[str, Any],
    *,
    template: str,
    is_told: Callable[[dict[str, str]], bool],
    store: Callable[[dict[str, str]], None],
    thanks: str,
) -> HttpResponse:
    """The form, or thanks for what it sent: stored once, and not while too much comes in."""
    form = ReportForm(request.POST if request.method == "POST" else None)
    wait = 0
    if form.is_valid():
        words = {"text": form.cleaned_data["text"], "email": form.cleaned_data["email"]}
        if form.is_from_a_machine or is_told(words):
            return redirect(thanks)
        wait = seconds_to_wait(request, *LIMITS, key="all")
        if not wait:
            store(words)
            return redirect(thanks)
    status = 429 if wait else 422 if form.is_bound else 200
    response = TemplateResponse(request, template, context | {"form": form, "wait": wait}, status=status)
    if wait:
        response["Retry-After"] = str(wait)
    return response


@never_cache
@require_safe
def thanks(request: HttpRequest, company: str, role: str) -> HttpResponse:
    revision = get_object_or_404(Revision.objects.published_at(company, role))
    return TemplateResponse(
        request,
        "guides/report_thanks.html",
        {"back": revision.guide.get_absolute_url(), "back_words": "Back to the guide"},
    )


def revision_seen(request: HttpRequest, published: Revision) -> Revision:
    """The revision that the form showed: another may have been published since, with other rows."""
    number = request.POST.get("revision", "")
    if not (number.isascii() and number.isdecimal() and len(number) < 9):
        return published
    shown = Revision.objects.filter(guide=published.guide_id, number=number, first_published_at__isnull=False)
    return shown.select_related("guide__company", "guide__role").first() or published
