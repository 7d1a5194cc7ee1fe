"""Guides that a search finds by a level that they name, and why each of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from guides.document.levels import ENTRY, level_codes
from guides.library.names import level_companies, place_keys
from guides.library.reading import Reading
from guides.models import Band, NamedLevel

# A guide may name several of the levels that are asked for.
_ROWS_A_GUIDE = 4
_NOT_A_FIRST_JOB = re.compile(r"\b(?:senior|staff|principal|lead|head|director|manager)\b")
_NO_NUMBER = 99

_COLUMNS = ("revision__guide", "revision__guide__company", "revision__guide__role", "revision__level")


@dataclass(frozen=True, slots=True)
class Naming:
    """A guide that names a level, by its key and its company's, and why, in words that follow its name."""

    guide: int
    company: int
    why: str


def guides_naming(codes: Sequence[str], reading: Reading, most: int) -> list[Naming]:
    """Guides that name one of the levels, or any of the reading's company where none is given: in two queries at most.

    Of its job and place, or the nearest to them. A guide on the level itself
    first, then the company's others, then other companies', those sure of it first.
    """
    rows = NamedLevel.objects.filter(code__in=codes) if codes else NamedLevel.objects.all()
    if reading.company is not None:
        rows = rows.filter(company__in=level_companies(reading.company))
    elif not codes:
        return []
    order = ("code", "company", "is_other", "pk") if codes else ("company", "is_other", "pk")
    rows = rows.order_by(*order)
    columns = (*_COLUMNS, "is_other", "own", "words", "company__name")
    found = list(_narrowed(rows, reading).values_list(*columns)[: _ROWS_A_GUIDE * most])
    if not found and (reading.role or reading.place):
        found = list(rows.values_list(*columns)[: _ROWS_A_GUIDE * most])
        found.sort(key=lambda row: row[2] != reading.role)
    named: dict[int, tuple[tuple[bool, bool, int], Naming]] = {}
    for guide, company, _, stated, is_other, own, words, name in found:
        why = f"calls its {own} equal to {name} {words}".rstrip() if is_other else f"names its level {own}"
        rank = (is_other, not {*codes} & {*level_codes(stated)}, len(level_codes(words)))
        named.setdefault(guide, (rank, Naming(guide, company, why)))
    return [one for _, one in sorted(named.values(), key=lambda item: item[0])[:most]]


def _narrowed(rows: QuerySet[NamedLevel], reading: Reading) -> QuerySet[NamedLevel]:
    """Those of guides on the reading's job that have its place."""
    if reading.role:
        rows = rows.filter(revision__guide__role=reading.role)
    if reading.place:
        there = Band.objects.filter(revision=OuterRef("revision"), location__in=place_keys(reading.place))
        rows = rows.filter(Exists(there))
    return rows


def first_jobs_first(guides: Collection[int]) -> list[int]:
    """Guides in the order in which they concern somebody without a job before, in one query."""
    ranks: dict[int, tuple[bool, int]] = {}
    own = NamedLevel.objects.filter(revision__guide__in=guides, revision__guide__published_revision__isnull=False)
    for guide, role, code in own.filter(is_other=False).values_list(
        "revision__guide", "revision__guide__role__slug", "code"
    ):
        number = re.search(r"\d+$", code)
        rank = 0 if code == ENTRY else int(number[0]) if number else _NO_NUMBER
        senior = bool(_NOT_A_FIRST_JOB.search(role))
        ranks[guide] = min((senior, rank), ranks.get(guide, (senior, _NO_NUMBER)))
    return sorted(guides, key=lambda guide: ranks.get(guide, (True, _NO_NUMBER)))
