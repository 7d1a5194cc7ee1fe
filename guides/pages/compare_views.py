"""Guides side by side: up to four companies for one role."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from guides.library.serving import public
from guides.models import Company, Guide, Role
from guides.pages.results import records_called
from guides.pages.search_views import MOST_TYPED, typed_in
from guides.pages.side_by_side import MOST, side_by_side

OTHERS = 12


@public
def compare(request: HttpRequest) -> HttpResponse:
    """What was typed in the words of people leads to the address that names the same by its slugs."""
    typed_role = typed_in(request, "role")
    texts = [" ".join(text.replace("\0", "").split())[:MOST_TYPED] for text in request.GET.getlist("company")]
    texts = list(dict.fromkeys(filter(None, texts)))
    too_many = len(texts) > MOST
    texts = texts[:MOST]
    role = records_called("role", [typed_role]).get(typed_role) if typed_role else None
    called = records_called("company", texts) if texts else {}
    companies = list(dict.fromkeys(called[text] for text in texts if text in called))
    slugs = [company.slug for company in companies]
    if role and len(called) == len(texts) and [typed_role, *texts] != [role.slug, *slugs] and not role.company_id:
        return redirect(f"{reverse('guides:compare')}?{urlencode({'role': role.slug, 'company': slugs}, doseq=True)}")
    fields = [(text, called.get(text)) for text in texts]
    context = {
        "typed_role": typed_role,
        "role": role,
        "fields": [*fields, *[("", None)] * (MOST - len(fields))],
        "too_many": too_many,
        "beside": side_by_side(role, companies) if role and companies else None,
        "companies": companies,
        "others": _others(role, companies) if role and len(companies) < MOST else [],
    }
    return TemplateResponse(request, "guides/compare.html", context)


def _others(role: Role, companies: Sequence[Company]) -> list[Company]:
    """Companies to add."""
    guides = Guide.objects.published().filter(role=role).exclude(company__in=companies).select_related("company")
    return [guide.company for guide in guides.order_by("company__name")[:OTHERS]]
