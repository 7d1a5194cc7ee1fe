"""The records that guides share (companies, roles, sources, locations), found or made for a whole run of texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TypeVar

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from guides.document import document as doc
from guides.document.naming import address_slug
from guides.editing.columns import LONGEST_NAME, region_key, source_key
from guides.models import Company, Location, LocationAlias, Role, Source

_Record = TypeVar("_Record", Company, Role)


@dataclass
class SharedRecords:
    """Those that a run has met; what was merged into another is that one.

    ``prepare`` looks up or makes what several documents name, in a few queries a kind; places that nobody knew are
    made one by one.
    """

    _companies: dict[str, Company] = field(default_factory=dict)
    _roles: dict[str, Role] = field(default_factory=dict)
    _sources: dict[tuple[str, str], int] = field(default_factory=dict)
    _locations: dict[str, Location] = field(default_factory=dict)

    def forget(self) -> None:
        """Forget them all: a transaction that is rolled back takes those along that it made."""
        for remembered in (self._companies, self._roles, self._sources, self._locations):
            remembered.clear()

    def prepare(self, documents: Sequence[doc.GuideDocument]) -> None:
        """Look up what the documents name, and make the sources that aren't there."""
        _look_up(self._companies, Company.objects.all(), [one.company for one in documents])
        _look_up(self._roles, Role.objects.filter(company=None), [one.role for one in documents])
        regions = {region_key(band.region) for one in documents for band in one.bands if band.region}
        for alias in LocationAlias.objects.select_related("location__merged_into").filter(
            key__in=regions - self._locations.keys()
        ):
            self._locations[alias.key] = alias.location.current
        self.source_ids(
            [
                source
                for one in documents
                for source in (*one.sources, *(row.source for row in one.citing_rows if row.source))
            ]
        )

    def company(self, name: str) -> Company:
        slug = address_slug(name)
        if slug not in self._companies:
            company, _ = Company.objects.get_or_create(slug=slug, defaults={"name": name})
            self._companies[slug] = company.current
        return self._companies[slug]

    def role(self, name: str) -> Role:
        slug = address_slug(name)
        if slug not in self._roles:
            role, _ = Role.objects.get_or_create(slug=slug, company=None, defaults={"name": name})
            self._roles[slug] = role.current
        return self._roles[slug]

    def source_ids(self, sources: Sequence[doc.Source]) -> list[int]:
        """The key of each source's record; made where there is none, in two queries for all of them."""
        keys = [source_key(source) for source in sources]
        missing = {
            key: source
            for key, source in sorted(zip(keys, sources, strict=True), key=itemgetter(0))
            if key not in self._sources
        }
        if missing:
            # Another import may make the same one meanwhile: whichever is first, both then find it.
            Source.objects.bulk_create(
                (new_source(key, source) for key, source in missing.items()), ignore_conflicts=True
            )
            found = Source.objects.filter(text__in={text for text, _ in missing})
            current = found.values_list("text", "url", Coalesce("merged_into_id", "pk"))
            self._sources |= {(text, url): pk for text, url, pk in current}
        return [self._sources[key] for key in keys]

    def own_source_id(self, row: doc.Band | doc.LevelMapping | doc.Lever) -> int | None:
        """The key of a row's own source, which ``prepare`` has looked up."""
        return self._sources[source_key(row.source)] if row.source else None

    def location(self, band: doc.Band) -> tuple[Location | None, bool]:
        """The location of a band's region, and whether it had to be made."""
        if not band.region:
            return None, False
        key = region_key(band.region)
        if key in self._locations:
            return self._locations[key], False
        location, is_new = Location.objects.get_or_create(
            slug=address_slug(key),
            defaults={
                "name": band.region[:LONGEST_NAME],
                "currency": band.currency or "",
                "needs_review": True,
                "area": area_of_parts(band.region),
            },
        )
        self._locations[key] = location.current
        LocationAlias.objects.get_or_create(
            key=key, defaults={"location": location.current, "name": band.region[:LONGEST_NAME]}
        )
        return self._locations[key], is_new


def area_of_parts(region: str) -> Location | None:
    """The place whose area all places of "Seattle / Kirkland" belong to; ``None`` where one is unknown or elsewhere."""
    keys = {region_key(part) for part in region.split("/")}
    if len(keys) < 2:
        return None
    spelled = LocationAlias.objects.filter(key__in=keys).select_related("location__merged_into__area", "location__area")
    places = {alias.key: alias.location.current.market_place for alias in spelled}
    areas = set(places.values())
    return areas.pop() if places.keys() == keys and len(areas) == 1 else None


def _look_up(known: dict[str, _Record], records: QuerySet[_Record], names: Iterable[str]) -> None:
    """Records by the address of their name; those that aren't there are made, in three queries at most."""
    missing = {address_slug(name): name for name in names if address_slug(name) not in known}
    if not missing:
        return
    found = records.select_related("merged_into").filter(slug__in=missing)
    known |= {record.slug: record.current for record in found}
    made = [records.model(slug=slug, name=name) for slug, name in missing.items() if slug not in known]
    if made:
        # Another import may make the same one meanwhile.
        records.model._default_manager.bulk_create(made, ignore_conflicts=True)
        known |= {record.slug: record.current for record in found.all()}


def new_source(key: tuple[str, str], source: doc.Source) -> Source:
    period = source.period or doc.SourcePeriod(None, None)
    return Source(
        text=key[0],
        url=key[1],
        publisher=source.publisher or "",
        period_from=period.from_ or "",
        period_to=period.to or "",
    )
