"""What a search finds: its readings → the guides and pages that they name, in ten queries at most."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, cast, overload

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from guides.library.names import MODELS, vocabulary
from guides.library.reading import Kind, Reading
from guides.models import Band, Company, Guide, Location, Role
from guides.pages.presentation import base_pay

MOST_GUIDES = 60
MOST_PAGES = 6
# A reading that is so much less likely than the best one isn't shown.
_LIKELY = 0.85
# So many companies' guides are listed where only companies are named.
_COMPANIES = 4
# A name alone has to be read so well to be taken for a record's.
_SURE = 0.6
# Every word of the name is typed as it is spelled; a little less for the arithmetic of floats.
_WHOLE = 0.9999

Record = Company | Role | Location


@dataclass(frozen=True)
class FoundGuide:
    """A guide, with its band of the place that was asked for, where it has one that holds."""

    guide: Guide
    band: Band | None = None

    @property
    def pay(self) -> str:
        return base_pay(self.band) if self.band else ""


@dataclass(frozen=True)
class Found:
    """``named`` is what the query was read as, ``unknown`` the words of it that name nothing."""

    guides: tuple[FoundGuide, ...] = ()
    # What is nearest where the company has no guide of the role: its other guides, other companies' of the role.
    beside: tuple[FoundGuide, ...] = ()
    pages: tuple[Record, ...] = ()
    named: tuple[Record, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def place(self) -> Location | None:
        return next((record for record in self.named if isinstance(record, Location)), None)

    @property
    def lacks_place(self) -> bool:
        """Whether a place was asked for that none of the guides has a band of."""
        return self.place is not None and not any(found.band for found in self.guides)


def find(query: str, most: int = MOST_GUIDES) -> Found:
    """The guides and pages that a query may mean, the likeliest first."""
    ranked = vocabulary().read(query)
    readings = [reading for reading in ranked if reading.score >= _LIKELY * ranked[0].score]
    if not readings:
        return Found()
    best = readings[0]
    guides = _guides(readings, most)
    beside = _beside(best, most) if best.company and best.role and not _has_both(guides, best) else []
    records = _records(readings, {guide.company_id for guide in (*guides, *beside)})
    named = [records.get((kind, getattr(best, kind))) for kind in MODELS]
    alone = [_alone(reading) for reading in readings if _alone(reading)] if _alone(best) else []
    pages = [records[key] for key in alone if key in records] or [record for record in named if record]
    places = [reading.place for reading in readings if reading.place]
    return Found(
        tuple(with_bands(guides, places)),
        tuple(with_bands([guide for guide in beside if guide not in guides], places)),
        tuple(dict.fromkeys(pages))[:MOST_PAGES],
        tuple(record for record in named if record),
        best.unknown,
    )


def record_called(kind: Kind, text: str) -> Record | None:
    """The record that a text names, alone; ``None`` where none is called so."""
    return records_called(kind, [text]).get(text)


@overload
def records_called(kind: Literal["company"], texts: Sequence[str]) -> Mapping[str, Company]: ...


@overload
def records_called(kind: Literal["role"], texts: Sequence[str]) -> Mapping[str, Role]: ...


@overload
def records_called(kind: Kind, texts: Sequence[str]) -> Mapping[str, Record]: ...


def records_called(kind: Kind, texts: Sequence[str]) -> Mapping[str, Record]:
    """The records that texts name, by their addresses or as people call them, in two queries."""
    records: QuerySet[Any] = MODELS[kind].objects.select_related("merged_into")
    addressed = records.filter(slug__in=texts)
    if kind == "role":
        records = records.select_related("company")
        addressed = addressed.filter(company=None)
    found = {record.slug: record.current for record in addressed}
    keys = {text: _key_of(kind, text) for text in texts if text not in found}
    if any(keys.values()):
        named = records.in_bulk([key for key in keys.values() if key])
        found |= {text: named[key].current for text, key in keys.items() if key in named}
    return found


def record_named_exactly(kind: Kind, text: str) -> Record | None:
    """The one record that a text is a whole name of, without a slip; ``None`` where there are none or several."""
    readings = vocabulary().read(text)
    exact = [_alone(reading) for reading in readings if reading.score >= _WHOLE and not reading.unknown]
    keys = {found[1] for found in exact if found and found[0] == kind}
    if len(keys) != 1:
        return None
    records: QuerySet[Any] = MODELS[kind].objects.all()
    record: Record | None = records.filter(pk=keys.pop()).first()
    return record


def _key_of(kind: Kind, text: str) -> int | None:
    sure = (reading for reading in vocabulary().read(text) if reading.score >= _SURE and not reading.unknown)
    return next((key for only, key in filter(None, map(_alone, sure)) if only == kind), None)


def _alone(reading: Reading) -> tuple[Kind, int] | None:
    """The only record that a reading names."""
    keys = [(kind, getattr(reading, kind)) for kind in MODELS if getattr(reading, kind) is not None]
    return keys[0] if len(keys) == 1 else None


def _guides(readings: Sequence[Reading], most: int) -> list[Guide]:
    """The guides of the readings, in their order."""
    pairs = [(reading.company, reading.role) for reading in readings if reading.company and reading.role]
    companies = list(dict.fromkeys(one.company for one in readings if one.company and not one.role))[:_COMPANIES]
    wanted = Q(company__in=companies)
    for company, role in dict.fromkeys(pairs):
        wanted |= Q(company=company, role=role)
    of_companies = list(Guide.objects.published().for_cards().filter(wanted)) if pairs or companies else []
    # One list of a job's or a place's guides: the likeliest.
    listed = next((reading for reading in readings if not reading.company), None)
    guides: list[Guide] = []
    for reading in readings:
        if reading is listed:
            guides += _anywhere(reading, most)
        elif reading.company:
            guides += [
                guide
                for guide in of_companies
                if guide.company_id == reading.company and reading.role in {None, guide.role_id}
            ]
    return list(dict.fromkeys(guides))[:most]


def _has_both(guides: Sequence[Guide], reading: Reading) -> bool:
    return any((guide.company_id, guide.role_id) == (reading.company, reading.role) for guide in guides)


def _beside(reading: Reading, most: int) -> list[Guide]:
    """The company's own guides, then the role's of other companies."""
    of_company = Guide.objects.published().filter(company=reading.company).cards(0, most // 2)
    return list(dict.fromkeys([*of_company, *_anywhere(replace(reading, company=None), most - len(of_company))]))


def _anywhere(reading: Reading, most: int) -> list[Guide]:
    """Guides of a job, of a place, or of both; of the job alone where no guide has the place."""
    guides = Guide.objects.published()
    if reading.role:
        guides = guides.filter(role=reading.role)
    if not reading.place:
        return guides.cards(0, most)
    there = guides.paying(place=Location(pk=reading.place)).cards(0, most)
    return there or (guides.cards(0, most) if reading.role else [])


def _records(readings: Iterable[Reading], companies: set[int]) -> dict[tuple[Kind, int], Record]:
    """What the readings name; of companies those with guides on the site."""
    records: dict[tuple[Kind, int], Record] = {}
    for kind, model in MODELS.items():
        keys = [getattr(reading, kind) for reading in readings if getattr(reading, kind) is not None]
        if kind == "company":
            keys = [key for key in keys if key in companies]
        if keys:
            found = model.objects.select_related("company") if kind == "role" else model.objects
            records |= {(kind, key): record for key, record in found.in_bulk(set(keys)).items()}
    return records


def with_bands(guides: Sequence[Guide], places: Sequence[int]) -> list[FoundGuide]:
    """The guides with the band of the likeliest of the places that each has one of."""
    if not places or not guides:
        return [FoundGuide(guide) for guide in guides]
    bands = (
        Band.objects.comparable()
        .filter(revision__in=[guide.published_revision_id for guide in guides], base_min__isnull=False)
        .annotate(place=Coalesce(F("location__merged_into"), F("location")))
        .filter(place__in=places)
    )
    likeliest = {place: number for number, place in reversed(list(enumerate(places)))}
    first: dict[int, Band] = {}
    for band in sorted(bands, key=lambda band: (likeliest[cast("Any", band).place], band.position)):
        first.setdefault(band.revision_id, band)
    return [FoundGuide(guide, first.get(guide.published_revision_id or 0)) for guide in guides]
