"""The public pages: the same for every visitor, so that anybody may keep a copy."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse

from guides.models import Company, Guide, Revision
from guides.presentation import guide_context
from guides.serving import public

GUIDES_A_PAGE = 60


@public(parameters=["page"])
def home(request: HttpRequest) -> HttpResponse:
    words = " ".join(request.GET.get("q", "").replace("\0", "").split())[:100]
    guides = Guide.objects.published().for_cards()
    if words:
        guides = guides.matching(words)
    page = Paginator(guides, GUIDES_A_PAGE).get_page(request.GET.get("page"))
    return TemplateResponse(request, "guides/home.html", {"page": page, "words": words})


@public
def company(request: HttpRequest, company: str) -> HttpResponse:
    found = get_object_or_404(Company.objects.select_related("merged_into"), slug=company)
    if found.merged_into_id:
        return redirect(found.current, permanent=True)
    guides = list(Guide.objects.published().for_cards().filter(company=found))
    return TemplateResponse(request, "guides/company.html", {"company": found, "guides": guides})


@public(of_guide=True)
def guide(request: HttpRequest, company: str, role: str) -> HttpResponse:
    revision = Revision.objects.published_at(company, role).first()
    if revision is None:
        if moved := Guide.objects.now_at(company, role):
            return redirect(moved, permanent=True)
        raise Http404("No guide has this address.")
    return TemplateResponse(request, "guides/guide.html", guide_context(revision))
