"""Which guides the readings of a search name, by their keys: read whole are only those that are shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from django.db.models import Q

from guides.library.names import place_keys
from guides.library.reading import Reading
from guides.models import Guide
from guides.models.guides import GuideQuerySet

# So many companies' guides are listed where only companies are named.
_COMPANIES = 4


class Match(NamedTuple):
    """A guide on the site, by the keys of itself, its company and its role."""

    guide: int
    company: int
    role: int

    def is_of(self, reading: Reading) -> bool:
        """Whether it is of the company that was named, and of the job if one was."""
        return self.company == reading.company and reading.role in {None, self.role}


def matches(readings: Sequence[Reading], most: int) -> list[Match]:
    """The guides of the readings, in their order, in three queries at most."""
    pairs = [(one.company, one.role) for one in readings if _is_known(one) and one.role]
    companies = [one.company for one in readings if _is_known(one) and not one.role]
    wanted = Q(company__in=list(dict.fromkeys(companies))[:_COMPANIES])
    for company, role in dict.fromkeys(pairs):
        wanted |= Q(company=company, role=role)
    of_companies = _rows(Guide.objects.published().filter(wanted)) if pairs or companies else []
    # One list of a job's or a place's guides: the likeliest.
    listed = next((reading for reading in readings if not reading.company), None)
    found: list[Match] = []
    for reading in readings:
        if reading is listed:
            found += anywhere(reading, most)
        elif reading.company:
            found += [match for match in of_companies if match.is_of(reading)]
    return list(dict.fromkeys(found))[:most]


def anywhere(reading: Reading, most: int) -> list[Match]:
    """Guides of a job, of a place, or of both, at any company; of the job alone where no guide has the place."""
    guides = Guide.objects.published()
    if reading.role:
        guides = guides.filter(role=reading.role)
    if not reading.place:
        return _rows(guides, most)
    there = _rows(guides.paying(places=place_keys(reading.place)), most)
    return there or (_rows(guides, most) if reading.role else [])


def nearest(reading: Reading, matched: Sequence[Match], most: int) -> list[Match]:
    """The company's own guides, then the job's of other companies, as far as these aren't ``matched``."""
    own = _rows(Guide.objects.published().filter(company=reading.company), most // 2) if _is_known(reading) else []
    others = [match for match in matched if match.role == reading.role]
    others = others or anywhere(replace(reading, company=None), most - len(own))
    return list(dict.fromkeys([*own, *others]))


def _is_known(reading: Reading) -> bool:
    """Whether the company that was named is one that can have guides."""
    return reading.company is not None and reading.company > 0


def _rows(guides: GuideQuerySet, most: int | None = None) -> list[Match]:
    return [Match(*row) for row in guides.values_list("pk", "company", "role")[:most]]
