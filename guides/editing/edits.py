"""What an edit of a draft changed, written down; a text that takes a draft's place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date

from django.contrib.auth.models import User
from django.db import transaction

from guides.data.reference import bundled_rates
from guides.document.checks import check
from guides.document.differences import Change, differences
from guides.document.document import GuideDocument
from guides.document.naming import address_slug
from guides.editing import drafts, events, states
from guides.editing.columns import text_columns
from guides.editing.exporting import to_document
from guides.editing.filling import Filling, fill
from guides.editing.shared_records import SharedRecords
from guides.models import Event, Guide, Revision


class DraftChangedError(states.MoveRefusedError):
    """Somebody saved, sent or published a draft after it was read to be changed."""

    def __init__(self) -> None:
        super().__init__("The draft was changed a moment ago. Look again before you go on.")


def stored_document(revision_id: int) -> GuideDocument:
    """What a revision says in the database, in a bounded number of queries."""
    return to_document(Revision.objects.with_content().get(pk=revision_id))


@contextmanager
def storing(revision: Revision, changes: Sequence[Change], *, by: User | None, note: str = "") -> Iterator[None]:
    """The transaction that stores an edit of a draft, and writes down what it changes; nothing if nothing does.

    Whatever takes the time of reading a text is worked out before, from ``revision`` as it was read. Raises
    ``DraftChangedError`` where the draft is no longer that.
    """
    with transaction.atomic():
        try:
            _, now = states.locked(revision)
        except (Guide.DoesNotExist, Revision.DoesNotExist):
            raise DraftChangedError from None
        if (now.status, now.changed_at) != (revision.status, revision.changed_at):
            raise DraftChangedError
        yield
        if changes:
            events.record(
                Event.Kind.EDITED, revision.guide, revision, by=by, note=note, changes=[asdict(one) for one in changes]
            )


def changes_of(event: Event) -> list[Change]:
    """What an edit did, as ``differences`` gave it."""
    return [
        Change(one["place"], one["kind"], tuple((op, words) for op, words in one["pieces"])) for one in event.changes
    ]


def why_not_replaced(revision: Revision, document: GuideDocument) -> str:
    """Why a document can't take the place of what a draft says; "" if it can."""
    guide = revision.guide
    if not revision.is_draft:
        return f"Revision {revision.number} is {revision.get_status_display()}: only a draft can be changed."
    named = (address_slug(document.company), address_slug(document.role))
    ours = ({address_slug(guide.company.name), guide.company.slug}, {address_slug(guide.role.name), guide.role.slug})
    if not all(name in known for name, known in zip(named, ours, strict=True)):
        return f"This text is of {document.company}, {document.role}, not of {guide.company}, {guide.role}."
    return ""


def replace(
    revision: Revision, document: GuideDocument, source_text: str, *, today: date, by: User | None = None
) -> Revision:
    """Make a draft say what a document says, whole or not at all.

    Raises ``MoveRefusedError`` where ``why_not_replaced`` has a reason, ``DraftChangedError`` where the draft isn't as
    it was when it was read.
    """
    if reason := why_not_replaced(revision, document):
        raise states.MoveRefusedError(reason)
    checked = check(document, today=today, rates=bundled_rates())
    changes = differences(to_document(revision), document)
    with storing(revision, changes, by=by, note="Pasted a text."):
        drafts.clear(revision)
        for name, value in text_columns(document, source_text).items():
            setattr(revision, name, value)
        revision.save()
        fill([Filling(revision, document, checked)], SharedRecords())
    return revision
