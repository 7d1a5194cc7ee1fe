"""What the law gives a candidate in each place, as the domain takes it; kept until the library changes."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from guides.document.naming import place_key
from guides.library.keeping import LibraryCache
from guides.models import Location, LocationAlias, Right, RightRevision
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


def fact_of(revision: RightRevision) -> Fact:
    """A stored revision as the domain knows it; its right and place are loaded with it."""
    words: Any = revision
    has_width = revision.width_most is not None or revision.width_ratio is not None
    has_terms = (
        revision.repay_months or revision.repay_prorated or revision.repay_no_interest or revision.repay_separate
    )
    right = revision.right
    return Fact(
        key=right.key,
        place=right.place.current.slug,
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


def _load(keys: Collection[None]) -> dict[None, Rights]:
    published = (
        RightRevision.objects.filter(pk__in=Right.objects.published().values("published_revision"))
        .select_related("right__place__merged_into")
        .order_by("right__place__name", "right__kind", "in_force_from", "right__key")
    )
    return dict.fromkeys(keys, Rights(tuple(map(fact_of, published)), _places()))


def _places() -> Places:
    stored = Location.objects.only("merged_into", "slug", "name", "parent", "code", "country").in_bulk()

    def survivor(pk: int) -> Location:
        place = stored[pk]
        return survivor(place.merged_into_id) if place.merged_into_id else place

    slugs = {pk: survivor(pk).slug for pk in stored}
    by_key = {
        place.slug: Place(
            place.slug, place.name, slugs[place.parent_id] if place.parent_id else "", place.code, place.country
        )
        for place in stored.values()
        if place.merged_into_id is None
    }
    spellings = {place_key(place.name): slugs[pk] for pk, place in sorted(stored.items())}
    spellings |= {key: slugs[pk] for pk, key in LocationAlias.objects.order_by("pk").values_list("location", "key")}
    return Places(by_key, spellings, place_key)


_rights = LibraryCache(_load, most=1, one_at_a_time=True)
