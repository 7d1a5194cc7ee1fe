"""What the law gives a candidate in each place, as the domain takes it; kept until the library changes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from guides.document.naming import place_key
from guides.library.keeping import LibraryCache
from guides.models import Location, Right, RightRevision
from pay.rights.applying import Applied, Job, what_applies
from pay.rights.facts import Fact, Repayment, Source, Width
from pay.rights.places import Place, Places


@dataclass(frozen=True)
class Rights:
    """All published facts, and the tree of places that they belong to."""

    facts: tuple[Fact, ...]
    places: Places

    def of_places(self, keys: Collection[str]) -> tuple[Fact, ...]:
        return tuple(fact for fact in self.facts if fact.place in keys)

    def here(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Those of some places that have a fact of their own, or are part of one that has."""
        known = self._with_facts()
        return tuple(key for key in keys if known.intersection(self.places.chain(key)))

    def for_job(self, place: str, done_from: str = "", *, size: str = "", day: date) -> tuple[Applied, ...]:
        """What is in force for a job in a place, done from another or in it; places by their keys."""
        return what_applies(self.facts, self.job(place, done_from, size=size), day)

    def job(self, place: str, done_from: str = "", *, size: str = "") -> Job:
        return Job(self.places.chain(place), self.places.chain(done_from) if done_from != place else (), size)

    def _with_facts(self) -> frozenset[str]:
        return frozenset(fact.place for fact in self.facts)


def rights() -> Rights:
    return _rights.one(None)


def fact_of(revision: RightRevision, place: str) -> Fact:
    """A stored revision as the domain knows it, of a place by its key; its right is loaded with it."""
    words: Any = revision
    has_width = revision.width_most is not None or revision.width_ratio is not None
    has_terms = (
        revision.repay_months or revision.repay_prorated or revision.repay_no_interest or revision.repay_separate
    )
    right = revision.right
    return Fact(
        key=right.key,
        place=place,
        kind=words.right.kind,
        duty=revision.duty,
        covers=revision.covers,
        status=words.legal_status,
        since=revision.in_force_from,
        until=revision.in_force_until,
        least=revision.least_employees,
        counted_there=revision.counted_there,
        who=words.who,
        remote=revision.reaches_remote,
        elsewhere=revision.reaches_elsewhere,
        is_detail=revision.is_detail,
        asking=words.asking,
        volunteered=words.volunteered,
        width=Width(revision.width_most, revision.width_currency, revision.width_ratio) if has_width else None,
        repayment=Repayment(
            revision.repay_months, revision.repay_prorated, revision.repay_no_interest, revision.repay_separate
        )
        if has_terms
        else None,
        source=Source(revision.source_title, revision.source_publisher, revision.source_address, revision.source_date),
        confidence=words.confidence,
        checked_on=right.checked_on,
    )


# What one query reads: a place, one of its spellings, one of its rights with what is published of it.
_PLACE = ("pk", "merged_into", "slug", "name", "parent", "code", "country")
_SPELLING = ("aliases__pk", "aliases__key")
_RIGHT = ("rights__pk", "rights__key", "rights__kind", "rights__checked_on")
_REVISION = tuple(field.attname for field in RightRevision._meta.concrete_fields)


def _load(keys: Collection[None]) -> dict[None, Rights]:
    """In one query: a place stands there for each pair of its spellings and rights, of which most places have none."""
    rows = Location.objects.order_by("pk").values_list(
        *_PLACE, *_SPELLING, *_RIGHT, *(f"rights__published_revision__{name}" for name in _REVISION)
    )
    stored: dict[int, tuple[Any, ...]] = {}
    spelled: dict[int, tuple[str, int]] = {}
    published: dict[int, tuple[RightRevision, int]] = {}
    for row in rows:
        place, (alias, key), right, words = row[:7], row[7:9], row[9:13], row[13:]
        stored[place[0]] = place
        if alias is not None:
            spelled[alias] = (key, place[0])
        if words[0] is not None and right[0] not in published:
            revision = RightRevision.from_db(None, _REVISION, words)
            revision.right = Right(pk=right[0], key=right[1], kind=right[2], checked_on=right[3])
            published[right[0]] = (revision, place[0])
    places = _places(stored, [spelled[alias] for alias in sorted(spelled)])
    slugs = {pk: _survivor(pk, stored)[2] for pk in stored}
    facts = [
        (stored[place][3], revision.right.kind, revision.in_force_from, revision.right.key, slugs[place], revision)
        for revision, place in published.values()
    ]
    facts.sort(key=lambda one: (one[0], one[1], one[2] is not None, one[2] or date.min, one[3]))
    return dict.fromkeys(keys, Rights(tuple(fact_of(revision, slug) for *_, slug, revision in facts), places))


def _survivor(pk: int, stored: Mapping[int, tuple[Any, ...]]) -> tuple[Any, ...]:
    """The place that a place was merged into, as far as that goes."""
    place = stored[pk]
    return _survivor(place[1], stored) if place[1] else place


def _places(stored: Mapping[int, tuple[Any, ...]], spelled: Iterable[tuple[str, int]]) -> Places:
    slugs = {pk: _survivor(pk, stored)[2] for pk in stored}
    by_key = {
        slug: Place(slug, name, slugs[parent] if parent else "", code, country)
        for _, merged_into, slug, name, parent, code, country in stored.values()
        if merged_into is None
    }
    spellings = {place_key(place[3]): slugs[pk] for pk, place in sorted(stored.items())}
    return Places(by_key, spellings | {key: slugs[place] for key, place in spelled}, place_key)


_rights = LibraryCache(_load, most=1, one_at_a_time=True)
