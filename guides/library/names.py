"""What is in the library, kept by each process: the names that searches read, and what lists of them show.

Made anew when the library has changed.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from django.db.models import Count
from django.db.models.functions import Coalesce

from guides.data.reference import DATA
from guides.document.naming import address_slug, plain
from guides.library.keeping import LibraryCache
from guides.library.reading import Entry, Kind, Vocabulary
from guides.models import Band, Company, Guide, Location, LocationAlias, Revision, Role

MODELS: dict[Kind, type[Company | Role | Location]] = {"company": Company, "role": Role, "place": Location}

_IN_PARENTHESES = re.compile(r"\s*\(([^()]*)\)")


@dataclass(frozen=True, slots=True)
class Listed:
    """A company, role or place with guides on the site, as lists of them show it."""

    name: str
    address: str
    guides: int

    @property
    def letter(self) -> str:
        """Where it stands in an alphabet; "#" for those that begin with none."""
        first = plain(self.name)[:1].upper()
        return first if first.isalpha() else "#"


def vocabulary() -> Vocabulary:
    """What a search can name."""
    return _vocabulary.one(None)


def listed(kind: Kind) -> tuple[Listed, ...]:
    """All of a kind that have guides on the site, by name."""
    return _listed.one(kind)


def _load_listed(kinds: Collection[Kind]) -> dict[Kind, tuple[Listed, ...]]:
    return {kind: _list(kind) for kind in kinds}


def _list(kind: Kind) -> tuple[Listed, ...]:
    if kind == "place":
        bands = Band.objects.filter(revision__status=Revision.Status.PUBLISHED, location__isnull=False)
        place = Coalesce("location__merged_into", "location")
        places = bands.order_by().annotate(place=place).values_list("place").annotate(Count("revision", distinct=True))
        counts: dict[int, int] = dict(places)
    else:
        counts = dict(Guide.objects.published().order_by().values_list(kind).annotate(Count("pk")))
    records = MODELS[kind].objects.select_related("company") if kind == "role" else MODELS[kind].objects.all()
    rows = [
        Listed(_own_name(record), record.get_absolute_url(), counts[record.pk])
        for record in records
        if record.pk in counts
    ]
    return tuple(sorted(rows, key=lambda row: (row.letter == "#", plain(row.name).casefold(), row.address)))


def _own_name(record: Company | Role | Location) -> str:
    """A name that tells a company's special role from another's."""
    company = getattr(record, "company", None)
    return f"{record} · {company}" if company else str(record)


def _load_vocabulary(keys: Collection[None]) -> dict[None, Vocabulary]:
    return dict.fromkeys(keys, Vocabulary(_named("company") + _named("role") + _places()))


def _named(kind: Kind) -> list[Entry]:
    """Companies or roles; whatever was merged into one is another name of it."""
    bundled = _bundled(kind)
    columns = ["pk", "merged_into", "name", "slug", "aliases", *(["company"] if kind == "role" else [])]
    rows = list(MODELS[kind].objects.order_by("pk").values_list(*columns))
    spellings: dict[int, list[str]] = defaultdict(list)
    for pk, merged_into, name, slug, aliases, *_ in sorted(rows, key=lambda row: row[1] is not None):
        known = bundled.get(slug) or bundled.get(address_slug(_IN_PARENTHESES.sub("", name)), [])
        spellings[merged_into or pk] += [*_spelled(name), *aliases, *known]
    return [
        Entry(kind, pk, tuple(spellings[pk]), company[0] if company else None)
        for pk, merged_into, _, _, _, *company in rows
        if not merged_into
    ]


def _places() -> list[Entry]:
    rows = list(Location.objects.order_by("pk").values_list("pk", "merged_into", "name"))
    spellings: dict[int, list[str]] = defaultdict(list)
    survivors = {pk: merged_into or pk for pk, merged_into, _ in rows}
    for pk, _, name in sorted(rows, key=lambda row: row[1] is not None):
        spellings[survivors[pk]].append(name)
    for pk, name in LocationAlias.objects.order_by("pk").values_list("location", "name"):
        spellings[survivors[pk]].append(name)
    return [Entry("place", pk, tuple(spellings[pk])) for pk, merged_into, _ in rows if not merged_into]


def _spelled(name: str) -> list[str]:
    """A name, and what it says in parentheses apart: "Site Reliability Engineer (SRE)" is "SRE", too."""
    notes = _IN_PARENTHESES.findall(name)
    return [_IN_PARENTHESES.sub("", name), *notes, name] if notes else [name]


@cache
def _bundled(kind: Kind) -> dict[str, list[str]]:
    """Other names that come with the code, by slug."""
    with (DATA / f"{kind}-names.csv").open(encoding="utf-8", newline="") as file:
        return {row["slug"]: [name.strip() for name in row["names"].split(";")] for row in csv.DictReader(file)}


# Thousands of names take a second to read: whoever comes meanwhile waits for the one who began.
_vocabulary = LibraryCache(_load_vocabulary, most=1, one_at_a_time=True)
_listed = LibraryCache(_load_listed, most=len(MODELS), one_at_a_time=True)
