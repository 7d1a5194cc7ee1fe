"""The states of a revision, what moves it from one to the next, and the record of who moved it."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable
from datetime import date

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from guides.editing import levels, summaries
from guides.editing.drafts import refuse_second_draft, start_draft
from guides.editing.events import record, record_dates
from guides.editing.states import MoveRefusedError, Status, locked, move
from guides.library import epoch
from guides.models import Event, Guide, Revision

NOT_BY_ITS_AUTHOR = "Another person has to publish it: you wrote in it, and two people look at what goes on the site."


def submit(revision: Revision, *, by: User | None = None, note: str = "") -> Revision:
    """Send a draft to review. From then on nobody changes it until it comes back."""
    with transaction.atomic():
        guide, revision = locked(revision)
        if revision.status == Status.IN_REVIEW:
            return revision
        move(revision, Status.IN_REVIEW)
        revision.save(update_fields=["status", "changed_at"])
        record(Event.Kind.SUBMITTED, guide, revision, by=by, note=note)
    return revision


def take_back(revision: Revision, *, by: User | None = None) -> Revision:
    """Make a draft again of what is in review, to go on with it oneself."""
    return _return_to_draft(revision, Event.Kind.TAKEN_BACK, by=by)


def send_back(revision: Revision, *, note: str, by: User | None = None) -> Revision:
    """Make a draft again of what is in review, and say what it lacks."""
    if not note.strip():
        raise MoveRefusedError("Say what has to change before it can be published.")
    return _return_to_draft(revision, Event.Kind.SENT_BACK, by=by, note=note.strip())


def _return_to_draft(revision: Revision, kind: Event.Kind, *, by: User | None, note: str = "") -> Revision:
    with transaction.atomic():
        guide, revision = locked(revision)
        if revision.status != Status.IN_REVIEW:
            raise MoveRefusedError(f"Revision {revision.number} is {revision.get_status_display()}, not in review.")
        move(revision, Status.DRAFT)
        revision.save(update_fields=["status", "changed_at"])
        record(kind, guide, revision, by=by, note=note)
    return revision


def publish(revision: Revision, *, by: User | None = None) -> Revision:
    """Make a draft what visitors see; the revision before it becomes superseded.

    Publishing what is published already changes nothing. Raises
    ``MoveRefusedError`` from every other state, and where two people have to
    look at it and ``by`` is one of its authors.
    """
    (published,) = publish_all([revision], by=by)
    return published


def publish_all(revisions: Iterable[Revision], *, by: User | None = None) -> list[Revision]:
    """Publish drafts of different guides as ``publish`` does each, all of them or none."""
    published, changed = [], []
    with epoch.change():
        for revision in revisions:
            guide, one = locked(revision)
            published.append(one)
            if one.status != Status.PUBLISHED:
                changed += _put_on_site(guide, one, by=by)
        if changed:
            # Either takes as many queries for many as for one.
            levels.renew(changed)
            summaries.sum_up(changed)
    return published


def _put_on_site(guide: Guide, revision: Revision, *, by: User | None) -> list[int]:
    """Publish a locked guide's draft; the keys of the revisions that come on the site or leave it."""
    if reason := why_not_published(revision, by=by):
        raise MoveRefusedError(reason)
    previous = guide.published_revision_id
    _supersede_published(guide)
    move(revision, Status.PUBLISHED)
    revision.first_published_at = timezone.now()
    revision.published_by = by
    revision.save(update_fields=["status", "first_published_at", "published_by", "changed_at"])
    guide.published_revision = revision
    guide.withdrawn_at = None
    guide.save(update_fields=["published_revision", "withdrawn_at"])
    record(Event.Kind.PUBLISHED, guide, revision, by=by)
    return [key for key in (previous, revision.pk) if key]


def why_not_published(revision: Revision, *, by: User | None, authored: Container[int] | None = None) -> str:
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


def authored_by(user: User, revisions: Collection[Revision]) -> frozenset[int]:
    """Which of the revisions somebody wrote in, brought in, or sent to review."""
    written = Event.objects.by_authors().filter(by=user, revision__in=revisions).values_list("revision_id", flat=True)
    return frozenset(written) | {revision.pk for revision in revisions if revision.created_by_id == user.pk}


def publish_again(revision: Revision, *, by: User | None = None) -> Revision:
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


def consequences_of_publishing_again() -> list[str]:
    """What publishing an old revision again leads to, in sentences."""
    if settings.TWO_PERSON_REVIEW:
        return ["It goes to review: another person has to publish it."]
    return ["It is on the site at once."]


def withdraw(guide: Guide, *, by: User | None = None, note: str = "") -> Revision:
    """Take a guide off the site. What was compared with it keeps working, with a note."""
    with epoch.change():
        guide = Guide.objects.select_for_update().get(pk=guide.pk)
        revision = guide.published_revision
        if revision is None:
            raise MoveRefusedError("This guide isn't published.")
        move(revision, Status.WITHDRAWN)
        revision.save(update_fields=["status", "changed_at"])
        guide.published_revision = None
        guide.withdrawn_at = timezone.now()
        guide.save(update_fields=["published_revision", "withdrawn_at"])
        levels.renew([revision.pk])
        record(Event.Kind.WITHDRAWN, guide, revision, by=by, note=note)
    return revision


def restore(guide: Guide, *, by: User | None = None) -> Revision:
    """Put a withdrawn guide back on the site as it was."""
    with epoch.change():
        guide = Guide.objects.select_for_update().get(pk=guide.pk)
        if guide.merged_into_id:
            raise MoveRefusedError(f"This guide was merged into {guide.merged_into}.")
        revision = guide.revisions.filter(status=Status.WITHDRAWN).order_by("-number").first()
        if revision is None or guide.published_revision_id:
            raise MoveRefusedError("This guide wasn't withdrawn.")
        move(revision, Status.PUBLISHED)
        revision.save(update_fields=["status", "changed_at"])
        guide.published_revision = revision
        guide.withdrawn_at = None
        guide.save(update_fields=["published_revision", "withdrawn_at"])
        levels.renew([revision.pk])
        record(Event.Kind.PUT_BACK, guide, revision, by=by)
    return revision


def retire(guide: Guide, survivor: Guide, *, by: User | None = None, note: str = "") -> None:
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


def set_dates(guide: Guide, *, verified_on: date | None, review_due_on: date | None, by: User | None = None) -> None:
    """When somebody last checked the figures, and when somebody should again; readers see both."""
    with epoch.change():
        guide = Guide.objects.select_for_update().get(pk=guide.pk)
        if (guide.verified_on, guide.review_due_on) == (verified_on, review_due_on):
            return
        guide.verified_on, guide.review_due_on = verified_on, review_due_on
        guide.save(update_fields=["verified_on", "review_due_on"])
        record_dates(guide, by=by)


def _supersede_published(guide: Guide) -> None:
    if previous := guide.published_revision:
        move(previous, Status.SUPERSEDED)
        previous.save(update_fields=["status", "changed_at"])
