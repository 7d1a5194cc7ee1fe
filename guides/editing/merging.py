"""Two records that are one: what merging them does, what stands in the way, and doing it.

The old record keeps its row and points at the one that stays, so that its
address and whatever cites it lead there. Chains are one link long.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Generic, TypeVar

from django.contrib.auth.models import User
from django.db.models import Model, Q, QuerySet

from guides.document.naming import place_key
from guides.editing import events, workflow
from guides.editing.merge_records import CITING_ROWS, in_drafts, keep, note
from guides.library import epoch
from guides.models import (
    Band,
    Company,
    Event,
    Guide,
    Location,
    LocationAlias,
    Revision,
    Role,
    Source,
)

Record = TypeVar("Record", Company, Role, Location, Source)

NAMED_AT_MOST = 10


@dataclass(frozen=True)
class Plan(Generic[Record]):
    """What merging ``old`` into ``new`` does, and what stands in its way, in sentences for editors.

    ``moved`` are guides that get a new address; in ``doubled``, the first of
    each two gives way to the second.
    """

    old: Record
    new: Record
    consequences: tuple[str, ...] = ()
    refusals: tuple[str, ...] = ()
    moved: tuple[Guide, ...] = ()
    doubled: tuple[tuple[Guide, Guide], ...] = ()

    @property
    def seal(self) -> str:
        """What tells this plan from one that does anything else."""
        guides = [(guide.pk, guide.published_revision_id) for pair in (self.moved, *self.doubled) for guide in pair]
        sealed = (self.old.pk, self.new.pk, self.consequences, self.refusals, guides)
        return hashlib.sha256(repr(sealed).encode()).hexdigest()

    @property
    def note(self) -> str:
        """What the history of a guide says about it."""
        return f"{self.old} was merged into {self.new}."


class MergeRefusedError(Exception):
    """Something stands in the way, or the plan isn't the one that was agreed to: ``plan`` is how it is now."""

    def __init__(self, plan: Plan[Any]) -> None:
        super().__init__(" ".join(plan.refusals) or "Something changed meanwhile: this would do something else now.")
        self.plan = plan


def plan(old: Record, new: Record) -> Plan[Record]:
    """What merging two records would do; a ``new`` that was merged itself stands for the one that stays."""
    new = new.current
    if old.merged_into_id:
        return Plan(old, new, refusals=(f"{old} was merged into {old.current} already.",))
    if old == new:
        return Plan(old, new, refusals=(f"{old} can't be merged into itself.",))
    return _KINDS[type(old)].plan(old, new)


def merge(old: Record, new: Record, *, by: User | None = None, seal: str | None = None) -> Plan[Record]:
    """Merge ``old`` into ``new``, whole or not at all.

    With ``seal``, only if the plan still is the one that bears it. Raises
    ``MergeRefusedError``.
    """
    with epoch.change():
        records = type(old).objects.select_for_update(of=("self",)).order_by("pk")
        locked = {record.pk: record for record in records.filter(pk__in=[old.pk, new.pk])}
        old, new = locked[old.pk], locked[new.pk]
        kind = _KINDS[type(old)]
        # The guides' rows are what publishers, imports and new drafts wait for.
        list(kind.guides(old, new.current).order_by("pk").select_for_update(of=("self",)))
        found = plan(old, new)
        if found.refusals or seal not in {None, found.seal}:
            raise MergeRefusedError(found)
        before = note(old, found.new)
        kind.carry_out(found, by)
        type(old).objects.filter(merged_into=old).update(merged_into=found.new)
        old.merged_into = found.new
        old.save(update_fields=["merged_into"])
        keep(before, old, found.new, by=by)
    return found


# Companies and roles: guides get new addresses, or give way to those that are there already.


def _plan_company(old: Company, new: Company) -> Plan[Company]:
    guides = _live(Guide.objects.filter(company=old))
    there = {guide.role.slug: guide for guide in _live(Guide.objects.filter(company=new))}
    moved, doubled, refusals = _addresses(guides, lambda guide: there.get(guide.role.slug), same=attrgetter("role_id"))
    special = list(old.special_roles.current())
    taken = {role.slug: role for role in new.special_roles.filter(slug__in=[role.slug for role in special])}
    refusals += [
        f"{old} and {new} both have a special role of their own with the address “{role.slug}”: {role} and "
        f"{taken[role.slug]}. Merge them into a shared role first."
        for role in special
        if role.slug in taken
    ]
    consequences = [
        f"The page of {old} leads to that of {new}, and texts that name {old} are imported for {new}.",
        *_consequences(f"of {new}", moved, doubled),
    ]
    if special:
        consequences.append(f"Special roles become those of {new}: {named(special)}.")
    return Plan(old, new, (*consequences, *_taken_along(old)), tuple(refusals), tuple(moved), tuple(doubled))


def _carry_out_company(plan: Plan[Company], by: User | None) -> None:
    plan.old.special_roles.current().update(company=plan.new)
    _readdress(plan, by, company=plan.new)


def _plan_role(old: Role, new: Role) -> Plan[Role]:
    if new.company_id and new.company_id != old.company_id:
        whose = f"of {old.company}" if old.company_id else "shared by all companies"
        refusal = f"Only {new.company} has the role {new}; {old} is {whose}."
        return Plan(old, new, refusals=(refusal,))
    guides = _live(Guide.objects.filter(role=old))
    same_address = Guide.objects.filter(role__slug=new.slug, company__in=[guide.company_id for guide in guides])
    there = {guide.company_id: guide for guide in _live(same_address.exclude(role=old))}
    moved, doubled, refusals = _addresses(
        guides,
        lambda guide: there.get(guide.company_id),
        same=lambda guide: new.pk if guide.role_id == old.pk else guide.role_id,
    )
    consequences = [
        f"Texts that name the role {old} are imported for {new}.",
        *_consequences(f"for {new}", moved, doubled),
        *_taken_along(old),
    ]
    return Plan(old, new, tuple(consequences), tuple(refusals), tuple(moved), tuple(doubled))


def _carry_out_role(plan: Plan[Role], by: User | None) -> None:
    _readdress(plan, by, role=plan.new)


def _live(guides: QuerySet[Guide]) -> list[Guide]:
    """Those that haven't given way to another; who has, stays at the address that it had."""
    return list(guides.filter(merged_into=None).select_related("company", "role"))


def _addresses(
    guides: Iterable[Guide], beside: Callable[[Guide], Guide | None], *, same: Callable[[Guide], int]
) -> tuple[list[Guide], list[tuple[Guide, Guide]], list[str]]:
    """Which guides can move, which give way to the one at their new address, and why some can do neither."""
    moved, doubled, refusals = [], [], []
    for guide in guides:
        other = beside(guide)
        if other is None:
            moved.append(guide)
        elif same(other) == same(guide):
            doubled.append((guide, other))
        else:
            refusals.append(
                f"{guide} and {other} would have one address, and are of different roles. Merge the roles first."
            )
    drafts = {
        draft.guide_id: draft
        for draft in Revision.objects.filter(
            guide__in=[guide.pk for guide, _ in doubled], status__in=Revision.OPEN
        ).only("guide_id", "number", "status")
    }
    for guide, other in doubled:
        if draft := drafts.get(guide.pk):
            what = "a draft" if draft.is_draft else "in review"
            refusals.append(
                f"{guide} has work that would be lost: revision {draft.number} is {what}. Publish or discard it first."
            )
        if guide.published_revision_id and not other.published_revision_id:
            refusals.append(
                f"{guide} is on the site and {other}, which would stay, isn't. Publish {other} or withdraw {guide} "
                "first."
            )
    return moved, doubled, refusals


def _consequences(whose: str, moved: Sequence[Guide], doubled: Sequence[tuple[Guide, Guide]]) -> list[str]:
    sentences = []
    if moved:
        become = _verb(
            moved, f"becomes one {whose}, and its address leads", f"become guides {whose}, and their addresses lead"
        )
        sentences.append(f"{_counted(len(moved), 'guide')} {become} to the new one: {named(moved)}.")
    if doubled:
        off = [guide for guide, _ in doubled if guide.published_revision_id]
        retire = _verb(
            doubled,
            f"gives way to the one {whose}, and its address leads",
            f"give way to those {whose}, and their addresses lead",
        )
        sentences.append(f"{_counted(len(doubled), 'guide')} {retire} there: {named([guide for guide, _ in doubled])}.")
        if off:
            which = named(off) if len(off) < len(doubled) else _verb(off, "It", "They")
            sentences.append(
                f"{which} {_verb(off, 'goes', 'go')} off the site. Comparisons that candidates made with what goes "
                "keep working, with a note."
            )
    if not moved and not doubled:
        sentences.append("It has no guides.")
    return sentences


def _readdress(plan: Plan[Company] | Plan[Role], by: User | None, **new: Model) -> None:
    Guide.objects.filter(pk__in=[guide.pk for guide in plan.moved]).update(**new)
    for guide in plan.moved:
        events.record(Event.Kind.MERGED, guide, by=by, note=plan.note)
    for guide, survivor in plan.doubled:
        workflow.retire(guide, survivor, by=by, note=plan.note)


# Locations and sources: what published revisions say stays; readers see the one that stays.


def _plan_location(old: Location, new: Location) -> Plan[Location]:
    spellings = list(old.aliases.all())
    consequences = [f"“{old}” is a spelling of {new} from now on, for imports and in comparisons."]
    if others := [alias for alias in spellings if place_key(alias.name) != place_key(old.name)]:
        consequences.append(f"So {_verb(others, 'is', 'are')} {', '.join(f'“{alias}”' for alias in others)}.")
    consequences += _of_drafts("bands", in_drafts(Band, location=old).count(), new)
    if old.currency and new.currency and old.currency != new.currency:
        consequences.append(f"Mind that {old} is paid in {old.currency}, and {new} in {new.currency}.")
    return Plan(old, new, (*consequences, *_taken_along(old)))


def _carry_out_location(plan: Plan[Location], by: User | None) -> None:
    old, new = plan.old, plan.new
    old.aliases.update(location=new)
    # Its area goes along: into the one that stays, or the one that that belongs to.
    old.area_places.exclude(pk=new.pk).update(area=new.area or new)
    if new.area_id == old.pk:
        new.area = None
        new.save(update_fields=["area"])
    # Its name may never have been among its spellings.
    LocationAlias.objects.get_or_create(key=place_key(old.name), defaults={"location": new, "name": old.name})
    in_drafts(Band, location=old).update(location=new)
    old.needs_review = False
    old.save(update_fields=["needs_review"])


def _plan_source(old: Source, new: Source) -> Plan[Source]:
    consequences = [
        "Guides that cite it keep their words, and show address and dates of the source that stays.",
        *_of_drafts("rows", sum(in_drafts(rows, source=old).count() for rows in CITING_ROWS), new),
    ]
    for name in ("publisher", "url", "kind", "period", "looked_at_on"):
        if (lost := getattr(old, name)) and not getattr(new, name):
            label = {"url": "address", "looked_at_on": "date looked at"}.get(name, name)
            consequences.append(f"The one that stays has no {label}; this one says {lost}. Write it there if it holds.")
    return Plan(old, new, (*consequences, *_taken_along(old)))


def _carry_out_source(plan: Plan[Source], by: User | None) -> None:
    for rows in CITING_ROWS:
        in_drafts(rows, source=plan.old).update(source=plan.new)


def _of_drafts(what: str, count: int, new: Model) -> list[str]:
    if not count:
        return []
    one = what.removesuffix("s")
    return [f"{_counted(count, one)} of open drafts {'points' if count == 1 else 'point'} at {new}."]


def _draft_guides(rows: Iterable[type[Model]], **pointing: Model) -> QuerySet[Guide]:
    """The guides whose open drafts point at a record."""
    pointed = Q()
    for kind in rows:
        pointed |= Q(pk__in=in_drafts(kind, **pointing).values("revision__guide"))
    return Guide.objects.filter(pointed)


@dataclass(frozen=True)
class _Kind(Generic[Record]):
    """How records of one kind are merged; ``guides`` are those that the merging changes."""

    guides: Callable[[Record, Record], QuerySet[Guide]]
    plan: Callable[[Record, Record], Plan[Record]]
    carry_out: Callable[[Plan[Record], User | None], None]


_KINDS: dict[type[Model], _Kind[Any]] = {
    Company: _Kind(
        lambda old, new: Guide.objects.filter(company__in=[old, new]),
        _plan_company,
        _carry_out_company,
    ),
    Role: _Kind(
        lambda old, new: Guide.objects.filter(role__in=[old, new]),
        _plan_role,
        _carry_out_role,
    ),
    Location: _Kind(
        lambda old, _: _draft_guides([Band], location=old),
        _plan_location,
        _carry_out_location,
    ),
    Source: _Kind(
        lambda old, _: _draft_guides(CITING_ROWS, source=old),
        _plan_source,
        _carry_out_source,
    ),
}


# Words


def named(things: Sequence[object]) -> str:
    """ "this, that and 3 more"."""
    names = [str(thing) for thing in things[:NAMED_AT_MOST]]
    more = len(things) - len(names)
    return f"{', '.join(names)} and {more} more" if more else ", ".join(names)


def _counted(count: int, one: str) -> str:
    return f"{count} {one}" if count == 1 else f"{count} {one}s"


def _verb(things: Sequence[object], one: str, many: str) -> str:
    return one if len(things) == 1 else many


def _taken_along(old: Company | Role | Location | Source) -> list[str]:
    earlier = list(old.merged_from.all())
    return [f"What was merged into it before goes along: {named(earlier)}."] if earlier else []
