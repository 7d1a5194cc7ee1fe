"""The states of a revision, what moves it from one to the next, and the record of who moved it."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from guides.library import epoch
from guides.models import Event, Finding, Guide, Revision

Status = Revision.Status

NEXT_STATES: dict[str, frozenset[str]] = {
    Status.DRAFT: frozenset({Status.IN_REVIEW, Status.PUBLISHED}),
    Status.IN_REVIEW: frozenset({Status.DRAFT, Status.PUBLISHED}),
    Status.PUBLISHED: frozenset({Status.SUPERSEDED, Status.WITHDRAWN}),
    Status.SUPERSEDED: frozenset(),
    Status.WITHDRAWN: frozenset({Status.PUBLISHED}),
}

CONTENT_ROWS = ("bands", "levelmappings", "sections", "levers", "asks", "quotedoffers", "citations")
# Which of the rows point at records that all guides share, and that can be merged.
SHARED_FIELDS = {
    "bands": ("location", "source"),
    "levelmappings": ("source",),
    "levers": ("source",),
    "citations": ("source",),
}

NOT_BY_ITS_AUTHOR = "Another person has to publish it: you wrote in it, and two people look at what goes on the site."


class MoveRefusedError(Exception):
    """A revision can't go where it was sent; the text says why, for the editor."""


def submit(revision: Revision, *, by: AbstractBaseUser | None = None, note: str = "") -> Revision:
    """Send a draft to review. From then on nobody changes it until it comes back."""
    with transaction.atomic():
        guide, revision = locked(revision)
        if revision.status == Status.IN_REVIEW:
            return revision
        _move(revision, Status.IN_REVIEW)
        revision.save(update_fields=["status", "changed_at"])
        record(Event.Kind.SUBMITTED, guide, revision, by=by, note=note)
    return revision


def take_back(revision: Revision, *, by: AbstractBaseUser | None = None) -> Revision:
    """Make a draft again of what is in review, to go on with it oneself."""
    return _return_to_draft(revision, Event.Kind.TAKEN_BACK, by=by)


def send_back(revision: Revision, *, note: str, by: AbstractBaseUser | None = None) -> Revision:
    """Make a draft again of what is in review, and say what it lacks."""
    if not note.strip():
        raise MoveRefusedError("Say what has to change before it can be published.")
    return _return_to_draft(revision, Event.Kind.SENT_BACK, by=by, note=note.strip())


def _return_to_draft(revision: Revision, kind: Event.Kind, *, by: AbstractBaseUser | None, note: str = "") -> Revision:
    with transaction.atomic():
        guide, revision = locked(revision)
        if revision.status != Status.IN_REVIEW:
            raise MoveRefusedError(f"Revision {revision.number} is {revision.get_status_display()}, not in review.")
        _move(revision, Status.DRAFT)
        revision.save(update_fields=["status", "changed_at"])
        record(kind, guide, revision, by=by, note=note)
    return revision


def publish(revision: Revision, *, by: AbstractBaseUser | None = None) -> Revision:
    """Make a draft what visitors see; the revision before it becomes superseded.

    Publishing what is published already changes nothing. Raises
    ``MoveRefusedError`` from every other state, and where two people have to
    look at it and ``by`` is one of its authors.
    """
    with epoch.change():
        guide, revision = locked(revision)
        if revision.status == Status.PUBLISHED:
            return revision
        if reason := why_not_published(revision, by=by):
            raise MoveRefusedError(reason)
        _supersede_published(guide)
        _move(revision, Status.PUBLISHED)
        revision.first_published_at = timezone.now()
        revision.published_by = by
        revision.save(update_fields=["status", "first_published_at", "published_by", "changed_at"])
        guide.published_revision = revision
        guide.withdrawn_at = None
        guide.save(update_fields=["published_revision", "withdrawn_at"])
        record(Event.Kind.PUBLISHED, guide, revision, by=by)
    return revision


def why_not_published(
    revision: Revision, *, by: AbstractBaseUser | None, authored: Container[int] | None = None
) -> str:
    """Why somebody can't publish a revision as it stands; "" if they can.

    ``authored`` spares a query where ``authored_by`` was asked for many.
    """
    if not revision.is_open:
        return f"Revision {revision.number} is {revision.get_status_display()}. Start a new draft from it instead."
    if settings.TWO_PERSON_REVIEW:
        if revision.status != Status.IN_REVIEW:
            return "It has to be sent to review first: two people look at what goes on the site."
        if by is None:
            return "Somebody has to publish it: two people look at what goes on the site."
        if revision.pk in (authored_by(by, [revision]) if authored is None else authored):
            return NOT_BY_ITS_AUTHOR
    return ""


def authored_by(user: AbstractBaseUser, revisions: Collection[Revision]) -> frozenset[int]:
    """Which of the revisions somebody wrote in, brought in, or sent to review."""
    told = Event.objects.by_authors().filter(by=user, revision__in=revisions).values_list("revision_id", flat=True)
    return frozenset(told) | {revision.pk for revision in revisions if revision.created_by_id == user.pk}


def publish_again(revision: Revision, *, by: AbstractBaseUser | None = None) -> Revision:
    """Make the content of an old revision a new one, and publish it; in review where two people have to look."""
    with epoch.change():
        guide, revision = locked(revision)
        if revision.is_open or revision.pk == guide.published_revision_id:
            raise MoveRefusedError(f"Revision {revision.number} is {revision.get_status_display()}.")
        copy = start_draft(guide, copy_of=revision, by=by)
        copy.change_note = f"Revision {revision.number} again"
        copy.save(update_fields=["change_note", "changed_at"])
        if settings.TWO_PERSON_REVIEW:
            return submit(copy, by=by)
        return publish(copy, by=by)


def told_of_publishing_again() -> list[str]:
    """What publishing an old revision again leads to, in sentences."""
    if settings.TWO_PERSON_REVIEW:
        return ["It goes to review: another person has to publish it."]
    return ["It is on the site at once."]


def withdraw(guide: Guide, *, by: AbstractBaseUser | None = None, note: str = "") -> Revision:
    """Take a guide off the site. What was compared with it keeps working, with a note."""
    with epoch.change():
        guide = Guide.objects.select_for_update().get(pk=guide.pk)
        revision = guide.published_revision
        if revision is None:
            raise MoveRefusedError("This guide isn't published.")
        _move(revision, Status.WITHDRAWN)
        revision.save(update_fields=["status", "changed_at"])
        guide.published_revision = None
        guide.withdrawn_at = timezone.now()
        guide.save(update_fields=["published_revision", "withdrawn_at"])
        record(Event.Kind.WITHDRAWN, guide, revision, by=by, note=note)
    return revision


def restore(guide: Guide, *, by: AbstractBaseUser | None = None) -> Revision:
    """Put a withdrawn guide back on the site as it was."""
    with epoch.change():
        guide = Guide.objects.select_for_update().get(pk=guide.pk)
        if guide.merged_into_id:
            raise MoveRefusedError(f"This guide was merged into {guide.merged_into}.")
        revision = guide.revisions.filter(status=Status.WITHDRAWN).order_by("-number").first()
        if revision is None or guide.published_revision_id:
            raise MoveRefusedError("This guide wasn't withdrawn.")
        _move(revision, Status.PUBLISHED)
        revision.save(update_fields=["status", "changed_at"])
        guide.published_revision = revision
        guide.withdrawn_at = None
        guide.save(update_fields=["published_revision", "withdrawn_at"])
        record(Event.Kind.PUT_BACK, guide, revision, by=by)
    return revision


def give_way(guide: Guide, survivor: Guide, *, by: AbstractBaseUser | None = None, note: str = "") -> None:
    """Take a guide off the site for good: another one stands for it, and its address leads there.

    Raises ``MoveRefusedError`` where a draft of it would be lost.
    """
    with epoch.change():
        guide = Guide.objects.select_for_update().get(pk=guide.pk)
        refuse_second_draft(guide)
        if guide.published_revision_id:
            withdraw(guide, by=by, note=note)
        Guide.objects.filter(Q(pk=guide.pk) | Q(merged_into=guide)).update(merged_into=survivor)
        record(Event.Kind.MERGED, guide, by=by, note=note)


def start_draft(
    guide: Guide,
    *,
    copy_of: Revision | None = None,
    texts: dict[str, Any] | None = None,
    by: AbstractBaseUser | None = None,
) -> Revision:
    """A new draft of a guide, with the content of ``copy_of``; else empty, but for ``texts`` (columns of it).

    Raises ``MoveRefusedError`` where the guide has a draft already.
    """
    with transaction.atomic():
        guide = Guide.objects.select_for_update().select_related("company", "role").get(pk=guide.pk)
        newest = refuse_second_draft(guide)
        draft = Revision(guide=guide, number=newest.number + 1 if newest else 1, created_by=by)
        if copy_of is None:
            draft.title = f"{guide.role} | {guide.company} Negotiation Guide"
            for name, value in (texts or {}).items():
                setattr(draft, name, value)
            draft.save()
            record(Event.Kind.IMPORTED if texts else Event.Kind.STARTED, guide, draft, by=by)
            return draft
        for name in Revision.CONTENT_FIELDS:
            if name != "number":
                setattr(draft, name, getattr(copy_of, name))
        draft.based_on = copy_of
        draft.save()
        _copy_content(copy_of, draft)
        _copy_findings(copy_of, draft)
        record(Event.Kind.STARTED, guide, draft, by=by, note=f"Copied from revision {copy_of.number}.")
    return draft


def refuse_second_draft(guide: Guide) -> Revision | None:
    """The guide's newest revision. Raises ``MoveRefusedError`` where that is a draft, or the guide was merged."""
    if guide.merged_into_id:
        raise MoveRefusedError(f"This guide was merged into {guide.merged_into}.")
    newest = guide.revisions.order_by("-number").first()
    if newest and newest.is_open:
        state = "a draft already. Finish or discard it first" if newest.is_draft else "in review. Decide on it first"
        raise MoveRefusedError(f"Revision {newest.number} is {state}.")
    return newest


def discard_draft(revision: Revision, *, by: AbstractBaseUser | None = None) -> None:
    """Delete a draft with all its rows. Raises ``MoveRefusedError`` for anything published or in review."""
    with transaction.atomic():
        guide, revision = locked(revision)
        if not revision.is_draft:
            raise MoveRefusedError("Only a draft can be discarded.")
        clear(revision)
        record(Event.Kind.DISCARDED, guide, revision, by=by)
        revision.delete()


def clear(draft: Revision) -> None:
    """Delete what a draft says, with its findings; the draft itself stays."""
    draft.findings.all().delete()
    for rows in reversed(CONTENT_ROWS):
        getattr(draft, rows).all().delete()


def record(
    kind: Event.Kind,
    guide: Guide,
    revision: Revision | None = None,
    *,
    by: AbstractBaseUser | None = None,
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


def locked(revision: Revision) -> tuple[Guide, Revision]:
    """Guide and revision as they stand now, for the transaction that the caller has opened.

    The guide's row is the lock: two publishers, or a publisher and an import, queue here.
    """
    guide = Guide.objects.select_for_update().get(pk=revision.guide_id)
    return guide, Revision.objects.get(pk=revision.pk)


def set_dates(
    guide: Guide, *, verified_on: date | None, review_due_on: date | None, by: AbstractBaseUser | None = None
) -> None:
    """When somebody last checked the figures, and when somebody should again; readers see both."""
    with epoch.change():
        guide = Guide.objects.select_for_update().get(pk=guide.pk)
        if (guide.verified_on, guide.review_due_on) == (verified_on, review_due_on):
            return
        guide.verified_on, guide.review_due_on = verified_on, review_due_on
        guide.save(update_fields=["verified_on", "review_due_on"])
        record_dates(guide, by=by)


def record_dates(guide: Guide, *, by: AbstractBaseUser | None) -> None:
    told = [
        f"{name} {day:%Y-%m-%d}" if day else f"no date for {name}"
        for name, day in (("verified on", guide.verified_on), ("review due on", guide.review_due_on))
    ]
    record(Event.Kind.DATES, guide, by=by, note=", ".join(told).capitalize() + ".")


def _supersede_published(guide: Guide) -> None:
    if previous := guide.published_revision:
        _move(previous, Status.SUPERSEDED)
        previous.save(update_fields=["status", "changed_at"])


def _move(revision: Revision, status: str) -> None:
    if status not in NEXT_STATES[revision.status]:
        raise MoveRefusedError(
            f"Revision {revision.number} is {revision.get_status_display()} and can't become {status}."
        )
    revision.status = status


def _copy_content(source: Revision, draft: Revision) -> None:
    copies: dict[tuple[str, Any], Any] = {}
    for rows in CONTENT_ROWS:
        shared_fields = SHARED_FIELDS.get(rows, ())
        originals = list(getattr(source, rows).select_related(*(f"{name}__merged_into" for name in shared_fields)))
        for row in originals:
            for name in shared_fields:
                if shared := getattr(row, name):
                    setattr(row, name, shared.current)
            original_pk = row.pk
            row.pk = None
            row._state.adding = True
            row.revision = draft
            for owner in ("lever", "section"):
                if owner_pk := getattr(row, f"{owner}_id", None):
                    setattr(row, owner, copies[owner, owner_pk])
            copies[row._meta.model_name, original_pk] = row
        if originals:
            type(originals[0]).objects.bulk_create(originals)


def _copy_findings(source: Revision, draft: Revision) -> None:
    findings = list(source.findings.all())
    for finding in findings:
        finding.pk = None
        finding._state.adding = True
        finding.revision = draft
    Finding.objects.bulk_create(findings)
