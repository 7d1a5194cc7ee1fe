"""The draft of a guide's next revision: begun, emptied, discarded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet

from guides.editing.events import record, record_all
from guides.editing.states import MoveRefusedError, locked
from guides.models import Event, Finding, Guide, Revision

CONTENT_ROWS = ("bands", "levelmappings", "sections", "levers", "asks", "quotedoffers", "citations")
# Which of the rows point at records that all guides share, and that can be merged.
SHARED_FIELDS = {
    "bands": ("location", "source"),
    "levelmappings": ("source",),
    "levers": ("source",),
    "citations": ("source",),
}


def start_draft(guide: Guide, *, copy_of: Revision | None = None, by: User | None = None) -> Revision:
    """A new draft of a guide, with the content of ``copy_of``, else empty.

    Raises ``MoveRefusedError`` where the guide has a draft already.
    """
    with transaction.atomic():
        guide = Guide.objects.select_for_update().select_related("company", "role").get(pk=guide.pk)
        newest = refuse_second_draft(guide)
        draft = Revision(guide=guide, number=newest.number + 1 if newest else 1, created_by=by)
        if copy_of is None:
            draft.title = f"{guide.role} | {guide.company} Negotiation Guide"
            draft.save()
            record(Event.Kind.STARTED, guide, draft, by=by)
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


@dataclass(frozen=True, slots=True)
class ImportedText:
    """A text that is to be a guide's next draft: the guide, locked, its newest revision, and the draft's columns."""

    guide: Guide
    newest: Revision | None
    columns: dict[str, Any]


def start_imported(texts: Sequence[ImportedText], *, by: User | None = None) -> list[Revision]:
    """Drafts made of texts, without rows yet: in two queries for all of them.

    Raises ``MoveRefusedError`` where one of the guides has a draft already.
    """
    drafts = []
    for text in texts:
        _refuse_draft(text.guide, text.newest)
        number, note = 1, "First import"
        if text.newest:
            number, note = text.newest.number + 1, "Imported from a changed text"
        drafts.append(Revision(guide=text.guide, number=number, created_by=by, change_note=note, **text.columns))
    Revision.objects.bulk_create(drafts)
    record_all(Event.Kind.IMPORTED, drafts, by=by)
    return drafts


def refuse_second_draft(guide: Guide) -> Revision | None:
    """The guide's newest revision. Raises ``MoveRefusedError`` where that is a draft, or the guide was merged."""
    newest = guide.revisions.order_by("-number").first()
    _refuse_draft(guide, newest)
    return newest


def _refuse_draft(guide: Guide, newest: Revision | None) -> None:
    if guide.merged_into_id:
        raise MoveRefusedError(f"This guide was merged into {guide.merged_into}.")
    if newest and newest.is_open:
        state = "a draft already. Finish or discard it first" if newest.is_draft else "in review. Decide on it first"
        raise MoveRefusedError(f"Revision {newest.number} is {state}.")


def discard_draft(revision: Revision, *, by: User | None = None) -> None:
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


def _copy_content(source: Revision, draft: Revision) -> None:
    copies: dict[tuple[str, Any], Any] = {}
    for rows in CONTENT_ROWS:
        shared_fields = SHARED_FIELDS.get(rows, ())
        originals = list(_with_shared(getattr(source, rows).all(), shared_fields))
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


def _with_shared(rows: QuerySet[Any], names: Sequence[str]) -> QuerySet[Any]:
    # Without a name "select_related" would join everything, the whole text of the guide with each row.
    return rows.select_related(*(f"{name}__merged_into" for name in names)) if names else rows


def _copy_findings(source: Revision, draft: Revision) -> None:
    findings = list(source.findings.all())
    for finding in findings:
        finding.pk = None
        finding._state.adding = True
        finding.revision = draft
    Finding.objects.bulk_create(findings)
