"""What a published revision says can't be changed: rows that refuse to.

The lock is in the models and their QuerySets, so that no view, command or
shell session walks around it by accident. Lifecycle columns of the revision
itself (status, dates) are not content and stay writable.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db import models

from guides.models.errors import PublishedRevisionError
from guides.models.guides import Revision

_Row = TypeVar("_Row", bound="RevisionContent")


class ContentQuerySet(models.QuerySet[_Row]):
    """Rows of revisions; writes pass only where every row belongs to a draft."""

    def update(self, **kwargs: Any) -> int:
        self._refuse_published("update")
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        self._refuse_published("delete")
        return super().delete()

    def bulk_create(self, objs: Iterable[_Row], *args: Any, **kwargs: Any) -> list[_Row]:
        objs = list(objs)
        refuse_unless_drafts(objs)
        return super().bulk_create(objs, *args, **kwargs)

    def bulk_update(self, objs: Iterable[_Row], *args: Any, **kwargs: Any) -> int:
        objs = list(objs)
        refuse_unless_drafts(objs)
        return super().bulk_update(objs, *args, **kwargs)

    def _refuse_published(self, verb: str) -> None:
        rows = self.order_by() if self.query.can_filter() else self.model.objects.filter(pk__in=list(self))
        if rows.filter(revision__first_published_at__isnull=False).exists():
            raise PublishedRevisionError(f"A row to {verb} ({self.model._meta.verbose_name})")


def refuse_unless_drafts(rows: Iterable[RevisionContent]) -> None:
    """Raise ``PublishedRevisionError`` if any row is, or was, part of a published revision."""
    rows = list(rows)
    if not rows:
        return
    revision_ids = {row.revision_id for row in rows}
    stored = [row.pk for row in rows if row.pk]
    if stored:
        # A row can't be moved out of a published revision either.
        revision_ids.update(type(rows[0])._base_manager.filter(pk__in=stored).values_list("revision_id", flat=True))
    if Revision.objects.filter(pk__in=revision_ids, first_published_at__isnull=False).exists():
        raise PublishedRevisionError(str(rows[0]._meta.verbose_name).capitalize())


class RevisionContent(models.Model):
    """A row of what a revision says, in the revision's order."""

    revision = models.ForeignKey(Revision, models.PROTECT, related_name="%(class)ss")
    position = models.PositiveIntegerField(default=0)

    objects = ContentQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["position", "pk"]

    def save(self, *args: Any, **kwargs: Any) -> None:
        refuse_unless_drafts([self])
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        refuse_unless_drafts([self])
        return super().delete(*args, **kwargs)
