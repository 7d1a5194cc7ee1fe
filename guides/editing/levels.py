"""The index of levels that published guides name, kept in step with what is on the site."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from guides.document.levels import Equivalents, named_levels
from guides.document.naming import address_slug
from guides.models import Band, LevelCompany, LevelMapping, NamedLevel, Revision


def renew(revisions: Collection[int]) -> None:
    """Make revisions be found by the levels that they name if they are on the site, and not if they aren't.

    In five queries for all of them, two more where guides name a company for the first time.
    """
    NamedLevel.objects.filter(revision__in=revisions).delete()
    mappings: dict[int, list[tuple[str, Equivalents]]] = defaultdict(list)
    for pk, own, equivalents in (
        LevelMapping.objects.filter(revision__in=revisions)
        .order_by("revision", "position")
        .values_list("revision", "own", "equivalents")
    ):
        mappings[pk].append((own, equivalents))
    bands: dict[int, list[str]] = defaultdict(list)
    of_bands = Band.objects.filter(revision__in=revisions).exclude(level="").order_by("revision", "position")
    for pk, level in of_bands.values_list("revision", "level"):
        bands[pk].append(level)
    named = []
    names: dict[str, str] = {}
    on_site = Revision.objects.filter(pk__in=revisions, status=Revision.Status.PUBLISHED)
    for pk, level, slug, name in on_site.values_list("pk", "level", "guide__company__slug", "guide__company__name"):
        for one in named_levels(level, bands[pk], mappings[pk]):
            company = address_slug(one.company) if one.company else slug
            names.setdefault(company, one.company or name)
            named.append((pk, company, one))
    keys = _companies(names)
    NamedLevel.objects.bulk_create(
        [
            NamedLevel(
                revision_id=pk,
                company_id=keys[company],
                code=one.code,
                is_other=bool(one.company),
                own=one.own,
                words=one.words,
            )
            for pk, company, one in named
        ],
        batch_size=1_000,
    )


def _companies(names: dict[str, str]) -> dict[str, int]:
    """Keys by slug; made where there are none, whoever else makes them at the same time."""
    known = LevelCompany.objects.filter(slug__in=names)
    found = dict(known.values_list("slug", "pk"))
    if missing := [LevelCompany(slug=slug, name=name) for slug, name in sorted(names.items()) if slug not in found]:
        LevelCompany.objects.bulk_create(missing, ignore_conflicts=True)
        found = dict(known.values_list("slug", "pk"))
    return found
