"""The record of what happened to a guide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from guides.library import epoch
from guides.models import Event, Guide, Revision


def record(
    kind: Event.Kind,
    guide: Guide,
    revision: Revision | None = None,
    *,
    by: User | None = None,
    note: str = "",
    changes: Iterable[dict[str, Any]] = (),
) -> Event:
    """Write down that something happened to a guide; an edit at the very moment that its revision names."""
    if kind in Event.SEEN_BY_VISITORS and not epoch.is_changing():
        raise RuntimeError(f"Visitors see that somebody {kind.label}: it has to be an epoch.change().")
    return Event.objects.create(
        guide=guide,
        revision=revision,
        number=revision.number if revision else None,
        kind=kind,
        by=by,
        at=revision.changed_at if revision and kind == Event.Kind.EDITED else timezone.now(),
        note=note,
        changes=list(changes),
    )


def record_all(kind: Event.Kind, revisions: Sequence[Revision], *, by: User | None = None) -> None:
    """Write down that the same happened to several revisions, which visitors don't see: in one query."""
    if kind in Event.SEEN_BY_VISITORS:
        raise ValueError(f"Visitors see that somebody {kind.label}: it is recorded for each.")
    Event.objects.bulk_create(
        Event(guide_id=one.guide_id, revision=one, number=one.number, kind=kind, by=by, at=timezone.now())
        for one in revisions
    )


def record_dates(guide: Guide, *, by: User | None) -> None:
    dates = [
        f"{name} {day:%Y-%m-%d}" if day else f"no date for {name}"
        for name, day in (("verified on", guide.verified_on), ("review due on", guide.review_due_on))
    ]
    record(Event.Kind.DATES, guide, by=by, note=", ".join(dates).capitalize() + ".")
