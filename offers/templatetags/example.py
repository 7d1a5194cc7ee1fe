"""The worked example, for the first page of the site."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import template

from guides.document.naming import address_slug
from guides.library.keeping import LibraryCache
from guides.models import Guide
from offers.comparison.example import worked_example

register = template.Library()


@register.inclusion_tag("offers/partials/example.html")
def worked_comparison() -> dict[str, Any]:
    """What a comparison looks like; with its guide where that is on the site just as it comes with the code."""
    return {"example": worked_example(), "guide": _guide.one(None)}


def _load_guide(keys: Collection[None]) -> dict[None, Guide | None]:
    example = worked_example()
    guides = Guide.objects.published().at(address_slug(example.company), address_slug(example.role))
    guides = guides.filter(published_revision__source_hash=example.text_hash)
    return dict.fromkeys(keys, guides.select_related("company", "role").first())


_guide = LibraryCache(_load_guide, most=1)
