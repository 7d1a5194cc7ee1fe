"""Whose turn it is: drafts of somebody's own, those that came back to them, and what waits for their decision."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from guides.models import Event, Revision

Status = Revision.Status
_MOVES = (Event.Kind.SUBMITTED, Event.Kind.SENT_BACK, Event.Kind.TAKEN_BACK)
_WAS_SENT_BACK = Q(last_move=Event.Kind.SENT_BACK)


def drafts_of(user: User) -> QuerySet[Revision]:
    """Open drafts that somebody started, imported, changed or sent to review."""
    return Revision.objects.filter(_written_by(user), status=Status.DRAFT)


def sent_back_to(user: User) -> QuerySet[Revision]:
    """Of those, what a reviewer sent back."""
    return _with_last_move(drafts_of(user)).filter(_WAS_SENT_BACK)


def waiting_for(user: User) -> QuerySet[Revision]:
    """What is in review and somebody may publish; where two people look at it, nothing that they wrote in."""
    if not user.has_perm("guides.publish_guide"):
        return Revision.objects.none()
    waiting = Revision.objects.filter(status=Status.IN_REVIEW)
    return waiting.exclude(_written_by(user)) if settings.TWO_PERSON_REVIEW else waiting


def own_counts(user: User) -> tuple[int, int]:
    """How many drafts came back to somebody, and how many are theirs in all: in one query."""
    counted = _with_last_move(drafts_of(user)).aggregate(back=Count("pk", filter=_WAS_SENT_BACK), all=Count("pk"))
    return counted["back"], counted["all"]


def _written_by(user: User) -> Q:
    events = Event.objects.by_authors().filter(by=user, revision__status__in=Revision.OPEN)
    return Q(created_by=user) | Q(pk__in=events.order_by().values("revision"))


def _with_last_move(revisions: QuerySet[Revision]) -> QuerySet[Revision]:
    moves = Event.objects.filter(revision=OuterRef("pk"), kind__in=_MOVES).order_by("-at", "-pk")
    return revisions.annotate(last_move=Subquery(moves.values("kind")[:1]))
