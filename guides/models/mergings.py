"""What merging two shared records changed, kept so that it can be undone."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone

# So long a merging can be undone.
UNDONE_WITHIN = timedelta(days=30)


class MergingQuerySet(models.QuerySet["Merging"]):
    def undone(self) -> Self:
        return self.filter(undone_at__isnull=False)

    def standing(self) -> Self:
        return self.filter(undone_at=None)


class Merging(models.Model):
    """One record that was merged into another of its ``kind``, by ``guides.editing.merging``.

    ``changes``: the rows that pointed elsewhere before, ``[{"of": model, "key", "before": {column: value}, "after":
    {column: value}}]``; a row that the merging made has no "before".
    """

    class Kind(models.TextChoices):
        COMPANY = "company", "company"
        ROLE = "role", "role"
        LOCATION = "location", "location"
        SOURCE = "source", "source"

    kind = models.CharField(max_length=8, choices=Kind.choices, editable=False)
    old = models.BigIntegerField(editable=False)
    new = models.BigIntegerField(editable=False)
    changes = models.JSONField(default=list, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, editable=False)

    objects = MergingQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["kind", "old"], name="merging_by_old_record")]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "old"], condition=models.Q(undone_at=None), name="merged_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.old} into {self.new}"

    @property
    def last_day(self) -> date:
        """The last day on which it can be undone."""
        return timezone.localdate(self.at + UNDONE_WITHIN)

    @property
    def moved_guides(self) -> set[int]:
        """The guides that got another address by it."""
        return {
            one["key"]
            for one in self.changes
            if one["of"] == "guide" and not {"company_id", "role_id"}.isdisjoint(one["before"])
        }
