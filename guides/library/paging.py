"""Which page of a long list an address asks for: one that is there, spelled in one way."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django.core.paginator import EmptyPage, Page, Paginator
from django.http import Http404, HttpRequest

# Another spelling of the same number would be another address of the same page, kept once more.
NUMBER = re.compile(r"[1-9][0-9]{0,3}")


def page_number(request: HttpRequest) -> int:
    """The number after ``?page=``, 1 without it. Raises ``Http404`` for anything else than a number up to 9999."""
    asked = request.GET.get("page", "1")
    if not NUMBER.fullmatch(asked):
        raise Http404("No page has this number.")
    return int(asked)


def page_of(request: HttpRequest, rows: Sequence[Any], size: int) -> Page[Any]:
    """The page of ``rows`` that is asked for. Raises ``Http404`` past the end."""
    try:
        return Paginator(rows, size).page(page_number(request))
    except EmptyPage:
        raise Http404("The list ends before this page.") from None
