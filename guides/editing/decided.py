"""What editors have decided about bands that can be read in two ways, as texts of the same company are read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db.models import F, Q
from django.db.models.functions import Coalesce

from guides.document.document import GuideDocument
from guides.document.naming import address_slug
from guides.document.settling import Choice, is_open, settled
from guides.models import Company, Settlement

Chosen = Mapping[str, Choice]


def chosen_for(companies: Iterable[str]) -> dict[str, Chosen]:
    """Companies, by the address of their name → what was chosen for the shapes of their tables. In two queries."""
    root = Coalesce("merged_into_id", "pk")
    roots = dict(Company.objects.filter(slug__in=set(companies)).values_list("slug", root))
    if not roots:
        return {}
    chosen: dict[int, dict[str, Choice]] = defaultdict(dict)
    decided = Settlement.objects.filter(
        Q(company__in=roots.values()) | Q(company__merged_into__in=roots.values())
    ).order_by("at", "pk")
    for key, shape, choice in decided.values_list(
        Coalesce(F("company__merged_into_id"), F("company_id")), "shape", "choice"
    ):
        chosen[key][shape] = choice
    return {slug: chosen[key] for slug, key in roots.items() if key in chosen}


class Decided:
    """What was decided, by company: asked for once a company, and only for a text with open bands."""

    def __init__(self) -> None:
        self._chosen: dict[str, Chosen] = {}

    def applied(self, document: GuideDocument) -> GuideDocument:
        """A text's document, its open bands read as was decided for its company; itself where nothing was."""
        if not any(is_open(band) for band in document.bands):
            return document
        slug = address_slug(document.company)
        if slug not in self._chosen:
            self._chosen[slug] = chosen_for([slug]).get(slug, {})
        return settled(document, self._chosen[slug])
