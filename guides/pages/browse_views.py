"""Lists to browse: companies, roles, places, and the guides of a role or a place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from guides.library.names import Listed, listed
from guides.library.paging import NUMBER, page_number, page_of
from guides.library.reading import Kind
from guides.library.serving import public
from guides.library.structured import breadcrumbs
from guides.models import Guide, Location, Role
from guides.models.guides import GuideQuerySet
from guides.pages.browse_form import BrowseForm
from guides.pages.glance import pay_at_a_glance
from guides.pages.results import with_bands

NAMES_A_PAGE = 120
GUIDES_A_PAGE = 60
MOST_FIRST = 12


@dataclass(frozen=True)
class GuidePage:
    """Some of many guides, without counting them all: ``has_next`` tells whether there are more."""

    guides: list[Guide]
    number: int
    has_next: bool

    @property
    def counted(self) -> int:
        """How many guides there are up to this page's end."""
        return (self.number - 1) * GUIDES_A_PAGE + len(self.guides)


@public(parameters={"page": NUMBER})
def companies(request: HttpRequest) -> HttpResponse:
    return _names(request, "company", "guides/companies.html")


@public(parameters={"page": NUMBER})
def roles(request: HttpRequest) -> HttpResponse:
    return _names(request, "role", "guides/roles.html")


@public(parameters={"page": NUMBER})
def locations(request: HttpRequest) -> HttpResponse:
    return _names(request, "place", "guides/locations.html")


@public(parameters={"page": NUMBER})
def role(request: HttpRequest, role: str) -> HttpResponse:
    """The guides of a role that companies share; one company's special role is found at its guide."""
    found = get_object_or_404(Role.objects.select_related("merged_into__company"), slug=role, company=None)
    if found.merged_into_id:
        return redirect(found.current, permanent=True)
    form = BrowseForm(request.GET, without="role")
    page = _page(request, form.applied(Guide.objects.published().filter(role=found)))
    place = form.chosen.get("place")
    steps = [("Guides", reverse("guides:home")), ("Roles", reverse("guides:roles")), (found.name, request.path)]
    context = {
        "structured": [breadcrumbs(request, steps)],
        "role": found,
        "place": place,
        "glance": pay_at_a_glance(page.guides, by="company", place=place),
        "rows": with_bands(page.guides, [place.pk] if place else []),
    }
    return TemplateResponse(request, "guides/role.html", _listing(request, form, page) | context)


@public(parameters={"page": NUMBER})
def location(request: HttpRequest, location: str) -> HttpResponse:
    found = get_object_or_404(Location.objects.select_related("merged_into", "area"), slug=location)
    if found.merged_into_id:
        return redirect(found.current, permanent=True)
    form = BrowseForm(request.GET, without="place")
    page = _page(request, form.applied(Guide.objects.published(), place=found))
    steps = [("Guides", reverse("guides:home")), ("Places", reverse("guides:locations")), (found.name, request.path)]
    context = {
        "structured": [breadcrumbs(request, steps)],
        "place": found,
        "area": list(found.area_places.current().order_by("name")),
        "role": form.chosen.get("role"),
        "rows": with_bands(page.guides, [found.pk]),
    }
    return TemplateResponse(request, "guides/location.html", _listing(request, form, page) | context)


def _names(request: HttpRequest, kind: Kind, template: str) -> HttpResponse:
    """Names with the number of their guides, a page or a letter at a time; ``most`` are those with most of them."""
    rows: Sequence[Listed] = listed(kind)
    letters = list(dict.fromkeys(row.letter for row in rows))
    letter = request.GET.get("letter", "")
    if letter in letters:
        rows = [row for row in rows if row.letter == letter]
    else:
        letter = ""
    page = page_of(request, rows, NAMES_A_PAGE)
    most = [] if letter or page.number > 1 else sorted(rows, key=lambda row: -row.guides)[:MOST_FIRST]
    context = {
        "page": page,
        "letters": letters,
        "letter": letter,
        "query": urlencode({"letter": letter}) if letter else "",
        "most": most if page.paginator.count > MOST_FIRST else [],
    }
    return TemplateResponse(request, template, context)


def _page(request: HttpRequest, guides: GuideQuerySet) -> GuidePage:
    number = page_number(request)
    shown = guides.cards((number - 1) * GUIDES_A_PAGE, GUIDES_A_PAGE + 1)
    if number > 1 and not shown:
        raise Http404("The list ends before this page.")
    return GuidePage(shown[:GUIDES_A_PAGE], number, len(shown) > GUIDES_A_PAGE)


def _listing(request: HttpRequest, form: BrowseForm, page: GuidePage) -> dict[str, Any]:
    """What the templates of narrowed lists share; ``query`` is the address's, without the page."""
    query = request.GET.copy()
    query.pop("page", None)
    for name in [name for name, value in query.items() if not value]:
        del query[name]
    return {"form": form, "page": page, "query": query.urlencode()}
