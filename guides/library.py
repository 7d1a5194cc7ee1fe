"""What is in the library, kept by each process: the names that searches read, and what lists of them show.

Made anew when records were added, changed at the desk or merged, or a guide
came on the site or went; whether any did is looked up every five seconds at most.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from threading import Lock
from time import monotonic

from django.contrib.admin.models import LogEntry
from django.db.models import Count, Subquery
from django.db.models.functions import Coalesce

from guides.models import Band, Company, Event, ExchangeRate, Guide, Location, LocationAlias, Revision, Role
from guides.naming import address_slug, plain
from guides.reference import DATA
from guides.searching import Entry, Kind, Vocabulary
from guides.serving import shelf

LOOKED_UP_EVERY = 5  # seconds

MODELS: dict[Kind, type[Company | Role | Location]] = {"company": Company, "role": Role, "place": Location}

_IN_PARENTHESES = re.compile(r"\s*\(([^()]*)\)")
_MAKING = Lock()


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
    with _MAKING:
        return _vocabulary(_newest(int(monotonic() / LOOKED_UP_EVERY), shelf.stamp("library")))


def listed(kind: Kind) -> tuple[Listed, ...]:
    """All of a kind that have guides on the site, by name."""
    with _MAKING:
        return _listed(kind, _newest(int(monotonic() / LOOKED_UP_EVERY), shelf.stamp("library")))


def state() -> str:
    """What names the library as it is now: changes with it, in every process within five seconds."""
    newest = _newest(int(monotonic() / LOOKED_UP_EVERY), shelf.stamp("library"))
    return "-".join(str(key) for key in newest)


def forget() -> None:
    """Make everything anew the next time."""
    for kept in (_newest, _vocabulary, _listed):
        kept.cache_clear()


@lru_cache(maxsize=1)
def _newest(moment: int, stamp: str | None) -> tuple[int | None, ...]:
    """What changes with the library: the newest records, and the newest that happened to any. One query.

    ``stamp`` is the public pages': one that is made because of a change shows it.
    """
    tables = (Company, Role, Location, LocationAlias, ExchangeRate, Event, LogEntry)
    newest = {model.__name__: Subquery(model.objects.order_by("-pk").values("pk")[:1]) for model in tables}
    return Company.objects.order_by("pk").annotate(**newest).values_list(*newest).first() or ()


@lru_cache(maxsize=len(MODELS))
def _listed(kind: Kind, newest: tuple[int | None, ...]) -> tuple[Listed, ...]:
    if kind == "place":
        bands = Band.objects.filter(revision__status=Revision.Status.PUBLISHED, location__isnull=False)
        place = Coalesce("location__merged_into", "location")
        counted = bands.order_by().annotate(place=place).values_list("place").annotate(Count("revision", distinct=True))
    else:
        counted = Guide.objects.published().order_by().values_list(kind).annotate(Count("pk"))
    counts = dict(counted)
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


@lru_cache(maxsize=1)
def _vocabulary(newest: tuple[int | None, ...]) -> Vocabulary:
    return Vocabulary(_named("company") + _named("role") + _places())


def _named(kind: Kind) -> list[Entry]:
    """Companies or roles; whatever was merged into one is another name of it."""
    bundled = _bundled(kind)
    columns = ["pk", "merged_into", "name", "slug", "aliases", *(["company"] if kind == "role" else [])]
    rows = list(MODELS[kind].objects.order_by("pk").values_list(*columns))
    spellings: dict[int, list[str]] = defaultdict(list)
    for pk, merged_into, name, slug, aliases, *_ in sorted(rows, key=lambda row: row[1] is not None):
        known = bundled.get(slug) or bundled.get(address_slug(_IN_PARENTHESES.sub("", name)), ())
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
