"""The public pages: the same for every visitor, so that anybody may keep a copy."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from guides.library.names import listed
from guides.library.serving import public
from guides.library.structured import article, breadcrumbs
from guides.models import Company, Guide, Revision
from guides.pages.glance import pay_at_a_glance
from guides.pages.presentation import guide_context
from guides.pages.results import with_bands

NEWEST = 12
# So many are looked through for guides of different companies.
NEWEST_OF = 20 * NEWEST
MOST_ROLES = 13
NEAR = 12


@public
def home(request: HttpRequest) -> HttpResponse:
    if "q" in request.GET:  # where the search was before it had a page of its own
        return redirect(f"{reverse('guides:search')}?{request.GET.urlencode()}", permanent=True)
    newest = with_bands(Guide.objects.published().newest_of_each_company(NEWEST, among=NEWEST_OF), [])
    roles = sorted(listed("role"), key=lambda role: -role.guides)[:MOST_ROLES]
    return TemplateResponse(request, "guides/home.html", {"rows": newest, "roles": roles})


@public
def company(request: HttpRequest, company: str) -> HttpResponse:
    found = get_object_or_404(Company.objects.select_related("merged_into"), slug=company)
    if found.merged_into_id:
        return redirect(found.current, permanent=True)
    guides = list(Guide.objects.published().for_cards().filter(company=found))
    steps = [("Guides", reverse("guides:home")), (found.name, found.get_absolute_url())]
    context = {
        "company": found,
        "rows": with_bands(guides, []),
        "glance": pay_at_a_glance(guides, by="role"),
        "structured": [breadcrumbs(request, steps)],
    }
    return TemplateResponse(request, "guides/company.html", context)


def withdrawn(request: HttpRequest, company: str, role: str) -> HttpResponse:
    """What stands at the address of a guide that was taken off the site; ``Http404`` where none ever was on it."""
    gone = get_object_or_404(Guide.objects.withdrawn().at(company, role).select_related("company", "role"))
    guides = Guide.objects.published()
    beside = [*guides.filter(company=gone.company).cards(0, NEAR), *guides.filter(role=gone.role).cards(0, NEAR)]
    context = {"guide": gone, "rows": with_bands(list(dict.fromkeys(beside)), [])}
    return TemplateResponse(request, "guides/withdrawn.html", context, status=410)


@public
def guide(request: HttpRequest, company: str, role: str) -> HttpResponse:
    revision = Revision.objects.published_at(company, role).first()
    if revision is None:
        if moved := Guide.objects.now_at(company, role):
            return redirect(moved, permanent=True)
        return withdrawn(request, company, role)
    context = guide_context(revision)
    guide = revision.guide
    steps = [
        ("Guides", reverse("guides:home")),
        (guide.company.name, guide.company.get_absolute_url()),
        (guide.role.name, guide.get_absolute_url()),
    ]
    context["structured"] = [breadcrumbs(request, steps), article(request, revision)]
    return TemplateResponse(request, "guides/guide.html", context)
