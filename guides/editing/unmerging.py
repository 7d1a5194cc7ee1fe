"""Undoing a merging within thirty days: what was moved goes back, and what was changed or added since stays.

A row goes back only if it still is as the merging left it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError
from django.db.models import Model, QuerySet
from django.utils import timezone

from guides.editing import events, levels, states
from guides.editing.merge_records import MODELS
from guides.editing.states import MoveRefusedError
from guides.library import epoch
from guides.models import Event, Guide, LocationAlias, Merging, Revision
from guides.models.frozen import RevisionContent
from guides.models.mergings import UNDONE_WITHIN

NAMED_AT_MOST = 10


@dataclass(frozen=True, slots=True)
class Change:
    """A row that the merging changed. ``row`` is as it stands now, ``None`` where it is gone; ``why_not`` it stays."""

    model: type[Model]
    before: dict[str, Any] | None
    after: dict[str, Any]
    row: Any
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Undoing:
    """What undoing a merging would do."""

    merging: Merging
    old: Any
    new: Any
    changes: tuple[Change, ...]

    def back(self, model: type[Model]) -> list[Change]:
        """The changes to rows of a kind that would be undone."""
        return [change for change in self.changes if change.model is model and not change.why_not]

    @property
    def staying(self) -> list[Change]:
        """Those that wouldn't be, though the row is there."""
        return [change for change in self.changes if change.why_not and change.row is not None]

    @property
    def consequences(self) -> list[str]:
        """What would happen, in sentences for editors."""
        told = [f"{self.old} stands for itself again, and is no longer one with {self.new}."]
        guides = self.back(Guide)
        moved = [change.row for change in guides if _moved(change)]
        apart = [change.row for change in guides if _gave_way(change)]
        if moved:
            go = "goes back to its old address, and the one that it has now leads there"
            many = "go back to their old addresses, and those that they have now lead there"
            told.append(f"{_counted(len(moved), 'guide')} {go if len(moved) == 1 else many}: {_named(moved)}.")
        if apart:
            stand = "that had given way stands" if len(apart) == 1 else "that had given way stand"
            told.append(f"{_counted(len(apart), 'guide')} {stand} at the old address again: {_named(apart)}.")
        if on_site := [change.row for change in guides if _comes_back(change)]:
            told.append(f"On the site again, as before: {_named(on_site)}.")
        if spellings := [change.row for change in self.back(LocationAlias)]:
            told.append(f"Spellings of {self.old} again: {_named([f'“{one}”' for one in spellings])}.")
        rows = sum(issubclass(one.model, RevisionContent) and not one.why_not for one in self.changes)
        if rows:
            point = "points" if rows == 1 else "point"
            told.append(f"{_counted(rows, 'row')} of open drafts {point} at {self.old} again.")
        stay = [f"{_what(change)} ({change.why_not})" for change in self.staying]
        if stay:
            told.append(f"What was changed since stays as it is: {_named(stay)}.")
        told.append(f"What was added to {self.new} since stays there{self._added}.")
        return told

    @property
    def _added(self) -> str:
        if self.merging.kind not in (Merging.Kind.COMPANY, Merging.Kind.ROLE):
            return ""
        added = Guide.objects.filter(**{self.merging.kind: self.new}, created_at__gt=self.merging.at)
        names = _named(list(added.select_related("company", "role")))
        return f": {names}" if names else ""


def merging_of(record: Model) -> Merging | None:
    """How a record was merged into another, if that was noted and wasn't undone."""
    return Merging.objects.standing().filter(kind=_kind(record), old=record.pk).first()


def why_not_undone(record: Any) -> str:
    """Why the merging of a record can't be undone; "" if it can."""
    if not record.merged_into_id:
        return f"{record} isn't merged into another."
    merging = merging_of(record)
    if merging is None:
        return f"What {record} pointed at before it was merged wasn't noted, so its merging can't be undone."
    if timezone.now() - merging.at > UNDONE_WITHIN:
        return (
            f"{record} was merged on {timezone.localdate(merging.at):%Y-%m-%d}. A merging can be undone within "
            f"{UNDONE_WITHIN.days} days, and these are over."
        )
    new = type(record).objects.filter(pk=merging.new).first()
    if new is None:
        return f"What {record} was merged into is gone."
    if new.merged_into_id:
        return f"{new} was merged into {new.current} since. Undo that first."
    return ""


def undoing(record: Any) -> Undoing:
    """What undoing the merging of a record would do. Raises ``MoveRefusedError`` where it can't be undone."""
    merging = merging_of(record)
    if (reason := why_not_undone(record)) or merging is None:
        raise MoveRefusedError(reason)
    new = type(record).objects.get(pk=merging.new)
    rows = _rows_now(merging.changes)
    changes = tuple(_change(one, rows) for one in merging.changes)
    return Undoing(merging, record, new, changes)


def undo(record: Any, *, by: User | None) -> Undoing:
    """Undo the merging of a record, whole or not at all. Raises ``MoveRefusedError`` where it can't be undone."""
    try:
        with epoch.change():
            records = type(record).objects.select_for_update(of=("self",)).order_by("pk")
            merging = merging_of(record)
            locked = {one.pk: one for one in records.filter(pk__in=[record.pk, merging.new if merging else None])}
            if record.pk not in locked:
                raise MoveRefusedError(f"{record} is gone.")
            guides = [one["key"] for one in merging.changes if one["of"] == "guide"] if merging else []
            list(Guide.objects.filter(pk__in=guides).order_by("pk").select_for_update(of=("self",)))
            found = undoing(locked[record.pk])
            _carry_out(found, by)
    except IntegrityError as error:
        raise MoveRefusedError(
            f"Something else stands where {record} would go back to. Nothing was changed."
        ) from error
    return found


def _carry_out(found: Undoing, by: User | None) -> None:
    for change in found.changes:
        if change.why_not:
            continue
        if change.before is None:
            change.row.delete()
            continue
        type(change.row)._default_manager.filter(pk=change.row.pk).update(**change.before)
    note = f"{found.old} is no longer one with {found.new}."
    for change in found.back(Guide):
        if _comes_back(change):
            _put_back(change)
        elif _moved(change) and change.row.published_revision_id:
            levels.renew([change.row.published_revision_id])
        if _moved(change) or _gave_way(change):
            events.record(Event.Kind.UNMERGED, change.row, by=by, note=note)
    found.merging.undone_at, found.merging.undone_by = timezone.now(), by
    found.merging.save(update_fields=["undone_at", "undone_by"])


def _put_back(change: Change) -> None:
    """Put on the site again what a guide was taken off with."""
    revision = Revision.objects.get(pk=(change.before or {})["published_revision_id"])
    states.move(revision, states.Status.PUBLISHED)
    revision.save(update_fields=["status", "changed_at"])
    Guide.objects.filter(pk=change.row.pk).update(withdrawn_at=None)
    levels.renew([revision.pk])


def _rows_now(changes: Iterable[dict[str, Any]]) -> dict[tuple[str, int], Any]:
    keys: dict[str, list[int]] = defaultdict(list)
    for one in changes:
        keys[one["of"]].append(one["key"])
    return {(name, row.pk): row for name, some in keys.items() for row in _named_rows(MODELS[name], some)}


def _named_rows(model: type[Model], keys: list[int]) -> QuerySet[Any]:
    """Rows with what their names, and whether they may be changed, are made of."""
    rows = model._default_manager.filter(pk__in=keys)
    if model is Guide:
        return rows.select_related("company", "role")
    return rows.select_related("revision") if issubclass(model, RevisionContent) else rows


def _change(said: dict[str, Any], rows: dict[tuple[str, int], Any]) -> Change:
    model = MODELS[said["of"]]
    row = rows.get((said["of"], said["key"]))
    why_not = ""
    if row is None:
        why_not = "deleted since"
    elif any(getattr(row, column) != value for column, value in said["after"].items()):
        why_not = "changed since"
    elif isinstance(row, RevisionContent) and row.revision.first_published_at:
        why_not = "published since"
    return Change(model, said["before"], said["after"], row, why_not)


def _moved(change: Change) -> bool:
    return not {"company_id", "role_id"}.isdisjoint(change.before or {})


def _gave_way(change: Change) -> bool:
    """Whether it is a guide that gave way by this merging, not one that had given way to it before."""
    return (change.before or {}).get("merged_into_id", change.row.pk) is None


def _comes_back(change: Change) -> bool:
    return bool((change.before or {}).get("published_revision_id"))


def _what(change: Change) -> str:
    """A row as an editor knows it."""
    if isinstance(change.row, RevisionContent):
        return f"a {change.model._meta.verbose_name} of {change.row.revision.guide}"
    return f"{change.row}"


def _kind(record: Model) -> str:
    return type(record).__name__.lower()


def _named(things: list[Any]) -> str:
    names = [f"{thing}" for thing in things[:NAMED_AT_MOST]]
    more = len(things) - len(names)
    return f"{', '.join(names)} and {more} more" if more else ", ".join(names)


def _counted(count: int, one: str) -> str:
    return f"{count} {one}" if count == 1 else f"{count} {one}s"
