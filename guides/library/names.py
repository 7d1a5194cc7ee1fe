"""What is in the library, kept by each process: the names that searches read, and what lists of them show.

Made anew when the library has changed.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache

from django.db.models import Count, Exists, OuterRef
from django.db.models.functions import Coalesce

from guides.data.reference import DATA
from guides.document.naming import address_slug, plain
from guides.library.keeping import LibraryCache
from guides.library.level_names import LevelNames, level_names
from guides.library.reading import Entry, Kind, Vocabulary
from guides.models import Band, Company, Guide, LevelCompany, Location, NamedLevel, Revision, Role

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


@dataclass(frozen=True, slots=True)
class Known:
    """What a search can name, and which rows of the database a name stands for.

    Companies below zero are those whose levels alone guides name. ``places``
    has for each place its key and those of what was merged into it.
    """

    vocabulary: Vocabulary
    levels: LevelNames
    places: Mapping[int, tuple[int, ...]]


def vocabulary() -> Vocabulary:
    """What a search can name; companies below zero are those whose levels alone guides name."""
    return _known.one(None).vocabulary


def level_companies(company: int) -> tuple[int, ...]:
    """The keys of ``LevelCompany`` that a company of the vocabulary stands for."""
    return _known.one(None).levels.keys.get(company, ())


def named_company(company: int) -> LevelCompany | None:
    """A company of the vocabulary whose levels alone guides name, as it is kept."""
    name = next((entry.spellings[0] for entry in _known.one(None).levels.entries if entry.key == company), None)
    return LevelCompany(pk=-company, name=name) if name else None


def place_keys(place: int) -> tuple[int, ...]:
    """The keys of a place and of those that were merged into it."""
    return _known.one(None).places.get(place, (place,))


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


def _load_known(keys: Collection[None]) -> dict[None, Known]:
    companies = _named("company")
    named = LevelCompany.objects.filter(Exists(NamedLevel.objects.filter(company=OuterRef("pk")))).order_by("pk")
    levels = level_names(list(named.values_list("pk", "slug", "name")), companies, _bundled("company"))
    places, merged = _places()
    return dict.fromkeys(
        keys, Known(Vocabulary([*companies, *levels.entries, *_named("role"), *places]), levels, merged)
    )


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


def _places() -> tuple[list[Entry], dict[int, tuple[int, ...]]]:
    """The places, and the keys of each with those that were merged into it; in one query."""
    rows: dict[int, tuple[int | None, str]] = {}
    aliases: dict[int, list[str]] = defaultdict(list)
    named = Location.objects.order_by("pk", "aliases__pk").values_list("pk", "merged_into", "name", "aliases__name")
    for pk, merged_into, name, alias in named:
        rows[pk] = (merged_into, name)
        if alias is not None:
            aliases[pk].append(alias)
    spellings: dict[int, list[str]] = defaultdict(list)
    keys: dict[int, tuple[int, ...]] = {}
    # A place's own name before those of what was merged into it, and names before aliases.
    for pk, (merged_into, name) in sorted(rows.items(), key=lambda row: row[1][0] is not None):
        spellings[merged_into or pk].append(name)
        keys[merged_into or pk] = (*keys.get(merged_into or pk, ()), pk)
    for pk, names in aliases.items():
        spellings[rows[pk][0] or pk] += names
    entries = [Entry("place", pk, tuple(spellings[pk])) for pk, (merged_into, _) in rows.items() if not merged_into]
    return entries, keys


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
_known = LibraryCache(_load_known, most=1, one_at_a_time=True)
_listed = LibraryCache(_load_listed, most=len(MODELS), one_at_a_time=True)
