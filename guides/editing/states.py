"""The states of a revision, and which comes after which."""

from __future__ import annotations

from guides.models import Guide, Revision

Status = Revision.Status


NEXT_STATES: dict[str, frozenset[str]] = {
    Status.DRAFT: frozenset({Status.IN_REVIEW, Status.PUBLISHED}),
    Status.IN_REVIEW: frozenset({Status.DRAFT, Status.PUBLISHED}),
    Status.PUBLISHED: frozenset({Status.SUPERSEDED, Status.WITHDRAWN}),
    Status.SUPERSEDED: frozenset(),
    Status.WITHDRAWN: frozenset({Status.PUBLISHED}),
}


class MoveRefusedError(Exception):
    """A revision can't go where it was sent; the text says why, for the editor."""


def locked(revision: Revision) -> tuple[Guide, Revision]:
    """Guide and revision as they stand now, for the transaction that the caller has opened.

    The guide's row is the lock: two publishers, or a publisher and an import, queue here.
    """
    guide = Guide.objects.select_for_update().get(pk=revision.guide_id)
    return guide, Revision.objects.get(pk=revision.pk)


def move(revision: Revision, status: str) -> None:
    """Give a revision another state, not stored yet. Raises ``MoveRefusedError`` where none leads there."""
    if status not in NEXT_STATES[revision.status]:
        raise MoveRefusedError(
            f"Revision {revision.number} is {revision.get_status_display()} and can't become {status}."
        )
    revision.status = status
