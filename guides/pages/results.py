"""What a search finds: its readings → the guides and pages that they name, in ten queries at most."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast, overload

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from guides.document.levels import ENTRY, asked_levels, level_label
from guides.library.names import MODELS, named_company, vocabulary
from guides.library.reading import Kind, Reading, quoted, words
from guides.models import Band, Company, Guide, LevelCompany, Location, Role
from guides.pages.levels import first_jobs_first, guides_naming
from guides.pages.matching import matches, nearest
from guides.pages.presentation import base_pay

MOST_GUIDES = 60
MOST_PAGES = 6
# A reading that is so much less likely than the best one isn't shown.
_LIKELY = 0.85
# A name alone has to be read so well to be taken for a record's.
_SURE = 0.6
# Every word of the name is typed as it is spelled; a little less for the arithmetic of floats.
_WHOLE = 0.9999

Record = Company | Role | Location


@dataclass(frozen=True)
class FoundGuide:
    """A guide, with its band of the place that was asked for, where it has one that holds.

    ``why`` it was found, where its own name doesn't say so.
    """

    guide: Guide
    band: Band | None = None
    why: str = ""

    @property
    def pay(self) -> str:
        return base_pay(self.band) if self.band else ""


@dataclass(frozen=True)
class Found:
    """``named`` is what the query was read as, ``unknown`` the words of it that name nothing.

    ``levels`` are those that were asked for; ``missing`` the company that was
    named and has no guide here.
    """

    guides: tuple[FoundGuide, ...] = ()
    # What is nearest where nothing is all that was asked for: the company's other guides, those that name its levels,
    # other companies' of the role.
    beside: tuple[FoundGuide, ...] = ()
    pages: tuple[Record, ...] = ()
    named: tuple[Record | LevelCompany, ...] = ()
    unknown: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    missing: Company | LevelCompany | None = None
    # What was quoted, and no name has word for word.
    inexact: tuple[str, ...] = ()

    @property
    def place(self) -> Location | None:
        return next((record for record in self.named if isinstance(record, Location)), None)

    @property
    def lacks_place(self) -> bool:
        """Whether a place was asked for that none of the guides has a band of."""
        return self.place is not None and not any(found.band for found in self.guides)

    @property
    def lacks_level(self) -> bool:
        """Whether a level was asked for by its code that no guide names."""
        return any(level != level_label(ENTRY) for level in self.levels) and not any(one.why for one in self.guides)


def find(query: str, most: int = MOST_GUIDES) -> Found:
    """The guides and pages that a query may mean, the likeliest first."""
    known = vocabulary()
    asked = asked_levels(words(query), known.knows)
    phrases = quoted(query)
    ranked = known.read(asked.rest, phrases)
    inexact = bool(phrases) and not ranked
    if inexact:
        ranked = known.read(asked.rest)
    readings = [reading for reading in ranked if reading.score >= _LIKELY * ranked[0].score]
    if not readings and not asked.codes:
        return Found()
    best = readings[0] if readings else Reading(None, None, None, 0.0, tuple(words(asked.rest)))
    # "VP" may stand in some name, and isn't part of the one that was meant.
    left = asked_levels(best.unknown, lambda _: False)
    codes = tuple(dict.fromkeys([*asked.codes, *left.codes]))
    keys = _keys(best, readings, codes, most)
    cards = Guide.objects.published().for_cards().in_bulk([*keys.guides, *keys.beside])
    records = _records(readings, {guide.company_id for guide in cards.values()})
    named = [records.get((kind, getattr(best, kind))) for kind in MODELS]
    missing = _missing(best) if best.company and not named[0] else None
    alone = [_alone(reading) for reading in readings if _alone(reading)] if _alone(best) and not codes else []
    pages = [records[key] for key in alone if key in records] or [record for record in named if record]
    places = [reading.place for reading in readings if reading.place]
    shown = with_bands([cards[key] for key in (*keys.guides, *keys.beside) if key in cards], places, keys.why)
    return Found(
        tuple(one for one in shown if one.guide.pk in keys.guides),
        tuple(one for one in shown if one.guide.pk not in keys.guides),
        tuple(dict.fromkeys(pages))[:MOST_PAGES],
        tuple(record for record in (missing, *named) if record),
        tuple(left.rest.split()),
        tuple(map(level_label, codes)),
        missing,
        phrases if inexact else (),
    )


@dataclass(frozen=True, slots=True)
class _Keys:
    """Keys of guides that are what was asked for, and of what is nearest; ``why`` where that has to be said."""

    guides: tuple[int, ...]
    beside: tuple[int, ...]
    why: Mapping[int, str]


def _keys(best: Reading, readings: Sequence[Reading], codes: Sequence[str], most: int) -> _Keys:
    leveled = guides_naming(codes, best, most) if codes else []
    matched = matches(readings, most)
    beside: list[int] = []
    naming = []
    if best.company and not leveled and not any(match.is_of(best) for match in matched):
        near = nearest(best, matched, most) if best.role else []
        if not any(match.company == best.company for match in near):
            naming = guides_naming((), best, most // 2)
        beside = [*(one.guide for one in naming), *(match.guide for match in near)]
        # What a company doesn't have isn't found with others: their guides stand beside.
        companies = {reading.company for reading in readings}
        matched = [match for match in matched if match.company in companies]
    guides = [match.guide for match in matched]
    if ENTRY in codes and best.company and not best.role:
        guides = first_jobs_first(guides)
    # A level of the company's own comes before what others call equal to it, and so does its guide of the job.
    own = [one.guide for one in leveled if one.company == best.company]
    of_job = guides if best.company and best.role else []
    guides = [*own, *of_job, *(one.guide for one in leveled), *guides]
    chosen = tuple(dict.fromkeys(guides))[:most]
    why = {one.guide: one.why for one in (*naming, *leveled)}
    return _Keys(chosen, tuple(key for key in dict.fromkeys(beside) if key not in chosen)[:most], why)


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


def records_like(kind: Kind, text: str, most: int) -> list[Record]:
    """The records that a text may be the name of, or the beginning of one, the likeliest first.

    Roles are those that companies share. In one query.
    """
    keys = list(dict.fromkeys(key for one in vocabulary().read(text) if (key := getattr(one, kind))))
    records: QuerySet[Any] = MODELS[kind].objects.all()
    if kind == "role":
        records = records.filter(company=None)
    found = records.in_bulk(keys[: 2 * most]) if keys else {}
    return [found[key] for key in keys if key in found][:most]


def _key_of(kind: Kind, text: str) -> int | None:
    sure = (reading for reading in vocabulary().read(text) if reading.score >= _SURE and not reading.unknown)
    return next((key for only, key in filter(None, map(_alone, sure)) if only == kind), None)


def _alone(reading: Reading) -> tuple[Kind, int] | None:
    """The only record that a reading names."""
    keys = [(kind, getattr(reading, kind)) for kind in MODELS if getattr(reading, kind) is not None]
    return keys[0] if len(keys) == 1 else None


def _missing(reading: Reading) -> Company | LevelCompany | None:
    """The company that was named, of which there is no guide."""
    if reading.company is None:
        return None
    if reading.company > 0:
        return Company.objects.filter(pk=reading.company).first()
    return named_company(reading.company)


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


def with_bands(
    guides: Sequence[Guide], places: Sequence[int], why: Mapping[int, str] | None = None
) -> list[FoundGuide]:
    """The guides with the band of the likeliest of the places that each has one of."""
    why = why or {}
    if not places or not guides:
        return [FoundGuide(guide, why=why.get(guide.pk, "")) for guide in guides]
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
    return [FoundGuide(guide, first.get(guide.published_revision_id or 0), why.get(guide.pk, "")) for guide in guides]
