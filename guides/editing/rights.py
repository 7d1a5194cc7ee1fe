"""What moves a right from draft to review to the site, and the record of who moved it.

As with guides: one open revision at most, published words stay, and where two
people have to look at what goes on the site nobody publishes what they wrote.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from guides.editing import proposals
from guides.editing.right_findings import why_incomplete
from guides.editing.states import NEXT_STATES, MoveRefusedError, Status
from guides.editing.workflow import NOT_BY_ITS_AUTHOR
from guides.library import epoch
from guides.models import Event, Location, Proposal, Right, RightEvent, RightRevision
from guides.models.rights import WORDS

Kind = Event.Kind


@transaction.atomic
def create(*, key: str, place: Location, kind: str, words: dict[str, Any], by: User | None) -> RightRevision:
    """A new right, as a draft."""
    right = Right.objects.create(key=key, place=place, kind=kind)
    return _draft(right, words, Kind.STARTED, by)


@transaction.atomic
def start_draft(right: Right, *, words: dict[str, Any] | None = None, by: User | None) -> RightRevision:
    """The next revision, as what is on the site or with other words. Raises ``MoveRefusedError`` where one is open."""
    right = Right.objects.select_for_update(of=("self",)).get(pk=right.pk)
    if right.open_revision:
        raise MoveRefusedError("A draft of this is open already.")
    newest = right.published_revision or right.revisions.order_by("-number").first()
    same = {name: getattr(newest, name) for name in WORDS} if newest else {}
    return _draft(right, same | (words or {}), Kind.STARTED if words is None else Kind.IMPORTED, by)


def _draft(right: Right, words: dict[str, Any], kind: str, by: User | None) -> RightRevision:
    newest = right.revisions.order_by("-number").first()
    draft = RightRevision(right=right, number=newest.number + 1 if newest else 1, **words)
    draft.save(force_insert=True)
    _record(draft, kind, by)
    return draft


@transaction.atomic
def submit(revision: RightRevision, *, by: User | None) -> None:
    """Send a draft to review."""
    revision = _locked(revision)
    _move(revision, Status.IN_REVIEW)
    _record(revision, Kind.SUBMITTED, by)


@transaction.atomic
def send_back(revision: RightRevision, *, by: User | None, note: str) -> None:
    """Make a draft again of what is in review, and say what it lacks."""
    if not note.strip():
        raise MoveRefusedError("Say what has to change before it can be published.")
    revision = _locked(revision)
    if revision.status != Status.IN_REVIEW:
        raise MoveRefusedError("It isn't in review.")
    _move(revision, Status.DRAFT)
    _record(revision, Kind.SENT_BACK, by, note.strip())


def why_not_published(revision: RightRevision, *, by: User | None) -> str:
    """Why somebody can't publish a revision as it stands; "" if they can."""
    if not revision.is_open:
        return f"It is {revision.get_status_display()}. Start a new draft instead."
    if lacks := why_incomplete(revision):
        return f"It isn't whole yet. {lacks}"
    if not settings.TWO_PERSON_REVIEW:
        return ""
    if revision.status != Status.IN_REVIEW:
        return "It has to be sent to review first: two people look at what goes on the site."
    authors = RightEvent.objects.filter(right=revision.right_id, number=revision.number, kind__in=Event.AUTHORING)
    if by is None or authors.filter(by=by).exists():
        return NOT_BY_ITS_AUTHOR
    return ""


def publish(revision: RightRevision, *, by: User | None, today: date | None = None) -> None:
    """Make a draft what visitors see; it counts as checked on that day."""
    with epoch.change():
        revision = _locked(revision)
        if reason := why_not_published(revision, by=by):
            raise MoveRefusedError(reason)
        right = revision.right
        if previous := right.published_revision:
            _move(previous, Status.SUPERSEDED)
        revision.first_published_at = timezone.now()
        _move(revision, Status.PUBLISHED)
        right.published_revision, right.checked_on = revision, today or timezone.localdate()
        right.save(update_fields=["published_revision", "checked_on"])
        _record(revision, Kind.PUBLISHED, by)


def withdraw(right: Right, *, by: User | None, note: str) -> None:
    """Take a right off the site."""
    if not note.strip():
        raise MoveRefusedError("Say what is wrong with it.")
    with epoch.change():
        right = Right.objects.select_for_update(of=("self",)).get(pk=right.pk)
        revision = right.published_revision
        if revision is None:
            raise MoveRefusedError("It isn't on the site.")
        _move(revision, Status.WITHDRAWN)
        right.published_revision = None
        right.save(update_fields=["published_revision"])
        _record(revision, Kind.WITHDRAWN, by, note.strip())


@transaction.atomic
def discard(revision: RightRevision, *, by: User | None) -> None:
    """Throw a draft away."""
    revision = _locked(revision)
    if not revision.is_open:
        raise MoveRefusedError("Only a draft can be discarded.")
    _record(revision, Kind.DISCARDED, by)
    revision.delete()


def checked(right: Right, *, on: date, by: User | None) -> Proposal | None:
    """Somebody looked it up again, and it still holds; under the two-person rule that is proposed, and given back."""
    if right.published_revision_id is None:
        raise MoveRefusedError("It isn't on the site.")
    if proposals.waits():
        right.checked_on = on
        return proposals.propose_fields(right, ["checked_on"], by=by)
    with epoch.change():
        right = Right.objects.select_for_update(of=("self",)).get(pk=right.pk)
        right.checked_on = on
        right.save(update_fields=["checked_on"])
        RightEvent.objects.create(right=right, kind=Kind.DATES, by=by, note=f"Checked on {on:%Y-%m-%d}.")
    return None


def record_edit(revision: RightRevision, *, by: User | None, note: str) -> None:
    """Write down who changed which fields of a draft."""
    _record(revision, Kind.EDITED, by, note)


def _locked(revision: RightRevision) -> RightRevision:
    """A revision as it stands now; its right's row is the lock."""
    Right.objects.select_for_update(of=("self",)).get(pk=revision.right_id)
    return RightRevision.objects.select_related("right__published_revision").get(pk=revision.pk)


def _move(revision: RightRevision, status: str) -> None:
    if status not in NEXT_STATES[revision.status]:
        raise MoveRefusedError(f"It is {revision.get_status_display()}.")
    revision.status = status
    revision.save(update_fields=["status", "first_published_at", "changed_at"])


def _record(revision: RightRevision, kind: str, by: User | None, note: str = "") -> None:
    RightEvent.objects.create(right_id=revision.right_id, number=revision.number, kind=kind, by=by, note=note)
