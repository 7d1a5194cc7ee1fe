"""The states of a revision and what moves it from one to the next."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from guides.models import Finding, Guide, Revision

Status = Revision.Status

NEXT_STATES: dict[str, frozenset[str]] = {
    Status.DRAFT: frozenset({Status.PUBLISHED}),
    Status.PUBLISHED: frozenset({Status.SUPERSEDED, Status.WITHDRAWN}),
    Status.SUPERSEDED: frozenset(),
    Status.WITHDRAWN: frozenset({Status.PUBLISHED}),
}

CONTENT_ROWS = ("bands", "levelmappings", "sections", "levers", "asks", "quotedoffers", "citations")


class MoveRefusedError(Exception):
    """A revision can't go where it was sent; the text says why, for the editor."""


def publish(revision: Revision, *, by: AbstractBaseUser | None = None) -> Revision:
    """Make a draft what visitors see; the revision before it becomes superseded.

    Publishing what is published already changes nothing. Raises
    ``MoveRefusedError`` from every other state.
    """
    with transaction.atomic():
        guide, revision = locked(revision)
        if revision.status == Status.PUBLISHED:
            return revision
        if revision.status != Status.DRAFT:
            raise MoveRefusedError(
                f"Revision {revision.number} is {revision.get_status_display()}. Start a new draft from it instead."
            )
        _supersede_published(guide)
        _move(revision, Status.PUBLISHED)
        revision.first_published_at = timezone.now()
        revision.published_by = by
        revision.save(update_fields=["status", "first_published_at", "published_by", "changed_at"])
        guide.published_revision = revision
        guide.withdrawn_at = None
        guide.save(update_fields=["published_revision", "withdrawn_at"])
    return revision


def withdraw(guide: Guide) -> None:
    """Take a guide off the site. What was compared with it keeps working, with a note."""
    with transaction.atomic():
        guide = Guide.objects.select_for_update().get(pk=guide.pk)
        revision = guide.published_revision
        if revision is None:
            raise MoveRefusedError("This guide isn't published.")
        _move(revision, Status.WITHDRAWN)
        revision.save(update_fields=["status", "changed_at"])
        guide.published_revision = None
        guide.withdrawn_at = timezone.now()
        guide.save(update_fields=["published_revision", "withdrawn_at"])


def restore(guide: Guide) -> Revision:
    """Put a withdrawn guide back on the site as it was."""
    with transaction.atomic():
        guide = Guide.objects.select_for_update().get(pk=guide.pk)
        revision = guide.revisions.filter(status=Status.WITHDRAWN).order_by("-number").first()
        if revision is None or guide.published_revision_id:
            raise MoveRefusedError("This guide wasn't withdrawn.")
        _move(revision, Status.PUBLISHED)
        revision.save(update_fields=["status", "changed_at"])
        guide.published_revision = revision
        guide.withdrawn_at = None
        guide.save(update_fields=["published_revision", "withdrawn_at"])
    return revision


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
            return draft
        for name in Revision.CONTENT_FIELDS:
            if name != "number":
                setattr(draft, name, getattr(copy_of, name))
        draft.based_on = copy_of
        draft.save()
        _copy_content(copy_of, draft)
        _copy_findings(copy_of, draft)
    return draft


def refuse_second_draft(guide: Guide) -> Revision | None:
    """The guide's newest revision. Raises ``MoveRefusedError`` where that is a draft."""
    newest = guide.revisions.order_by("-number").first()
    if newest and newest.is_draft:
        raise MoveRefusedError(f"Revision {newest.number} is a draft already. Finish or discard it first.")
    return newest


def discard_draft(revision: Revision) -> None:
    """Delete a draft with all its rows. Raises ``MoveRefusedError`` for anything published."""
    with transaction.atomic():
        _, revision = locked(revision)
        if not revision.is_draft:
            raise MoveRefusedError("Only a draft can be discarded.")
        revision.findings.all().delete()
        for rows in reversed(CONTENT_ROWS):
            getattr(revision, rows).all().delete()
        revision.delete()


def locked(revision: Revision) -> tuple[Guide, Revision]:
    """Guide and revision as they stand now, for the transaction that the caller has opened.

    The guide's row is the lock: two publishers, or a publisher and an import, queue here.
    """
    guide = Guide.objects.select_for_update().get(pk=revision.guide_id)
    return guide, Revision.objects.get(pk=revision.pk)


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
        originals = list(getattr(source, rows).all())
        for row in originals:
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
