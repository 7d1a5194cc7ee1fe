"""What machines read of a page: breadcrumbs and articles in the vocabulary of schema.org, as JSON-LD.

Source of names and required properties: schema.org, BreadcrumbList and Article.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from guides.models import Revision

CONTEXT = "https://schema.org"
PUBLISHER = {"@type": "Organization", "name": "Leverbook"}


def breadcrumbs(request: HttpRequest, steps: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """The way to a page: names and paths, from the first page to this one."""
    return {
        "@context": CONTEXT,
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": request.build_absolute_uri(path)}
            for position, (name, path) in enumerate(steps, start=1)
        ],
    }


def article(request: HttpRequest, revision: Revision) -> dict[str, Any]:
    """A guide's published revision, from ``published_at``, with its first day on the site and its newest."""
    guide = revision.guide
    changed = timezone.localtime(revision.first_published_at).date()
    address = request.build_absolute_uri(guide.get_absolute_url())
    return {
        "@context": CONTEXT,
        "@type": "Article",
        "headline": f"{guide.company} {guide.role}: pay bands and how to negotiate",
        "mainEntityOfPage": address,
        "url": address,
        "inLanguage": "en",
        "author": PUBLISHER,
        "publisher": PUBLISHER,
        "datePublished": timezone.localtime(revision.on_site_since).date().isoformat(),
        "dateModified": max(filter(None, (changed, guide.verified_on))).isoformat(),
    }


def as_script_text(data: Any) -> str:
    """JSON that can't end the script element that it stands in."""
    text = json.dumps(data, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
