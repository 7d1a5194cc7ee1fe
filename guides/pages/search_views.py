"""The search: a page of results, and suggestions while somebody types."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from guides.library.reading import Kind
from guides.library.serving import public
from guides.models import Company, Guide, Location, Role
from guides.pages.results import Found, Record, find, records_like

MOST_TYPED = 100
# Fewer letters may begin too much.
SUGGESTED_FROM = 2
MOST_SUGGESTED = 8
NAMED_KINDS: tuple[Kind, ...] = ("role", "place")
KIND_WORDS = {Company: "all guides of the company", Role: "all companies", Location: "all guides of the place"}


@public
def search(request: HttpRequest) -> HttpResponse:
    typed = typed_in(request)
    found = find(typed) if typed else None
    return TemplateResponse(request, "guides/search.html", {"typed": typed, "found": found})


@public
def suggestions(request: HttpRequest) -> HttpResponse:
    """The best of what ``search`` would find, as options of a list."""
    typed = typed_in(request)
    found = find(typed, MOST_SUGGESTED) if len(typed) >= SUGGESTED_FROM else Found()
    response = TemplateResponse(request, "guides/partials/suggestions.html", {"options": _options(found)})
    response["X-Robots-Tag"] = "noindex"
    return response


@public
def names(request: HttpRequest) -> HttpResponse:
    """Names of jobs or places that what was typed may mean, for the list of a field."""
    found: list[Record] = []
    for kind in NAMED_KINDS:
        typed = typed_in(request, kind)
        if len(typed) >= SUGGESTED_FROM:
            found = records_like(kind, typed, MOST_SUGGESTED)
    response = TemplateResponse(request, "guides/partials/offered_names.html", {"records": found})
    response["X-Robots-Tag"] = "noindex"
    return response


def _options(found: Found) -> list[tuple[str, Record | Guide]]:
    """What is suggested: its kind, and the record. A name's own page comes before the guides that bear it."""
    pages: list[tuple[str, Record | Guide]] = [(KIND_WORDS[type(record)], record) for record in found.pages]
    guides: list[tuple[str, Record | Guide]] = [("guide", one.guide) for one in (*found.guides, *found.beside)]
    return (pages + guides if len(found.named) == 1 else guides + pages)[:MOST_SUGGESTED]


def typed_in(request: HttpRequest, name: str = "q") -> str:
    """What was typed in a field of an address, in one line."""
    return " ".join(request.GET.get(name, "").replace("\0", "").split())[:MOST_TYPED]
