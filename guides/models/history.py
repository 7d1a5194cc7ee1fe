"""What happened to a guide: who moved which revision where, and when."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone


class EventQuerySet(models.QuerySet["Event"]):
    def newest_first(self) -> Self:
        """With who did it, the newest first."""
        return self.select_related("by").order_by("-at", "-pk")

    def by_authors(self) -> Self:
        """Those that put words or figures into a revision, or vouched for them."""
        return self.filter(kind__in=Event.AUTHORING)


class Event(models.Model):
    """One thing that happened to a guide. Written by ``guides.editing.edits.workflow``, never changed.

    ``changes`` holds what an edit did, field by field:
    ``[{"place", "kind", "pieces": [[op, words], …]}]``.
    """

    class Kind(models.TextChoices):
        STARTED = "started", "started a draft"
        IMPORTED = "imported", "imported a text"
        EDITED = "edited", "changed the draft"
        SUBMITTED = "submitted", "sent it to review"
        TAKEN_BACK = "taken_back", "took it back from review"
        SENT_BACK = "sent_back", "sent it back"
        PUBLISHED = "published", "published it"
        WITHDRAWN = "withdrawn", "withdrew it"
        PUT_BACK = "put_back", "put it back on the site"
        DISCARDED = "discarded", "discarded the draft"
        DATES = "dates", "set the dates of checking and review"
        MERGED = "merged", "merged it"
        UNMERGED = "unmerged", "undid its merging"

    AUTHORING = (Kind.STARTED, Kind.IMPORTED, Kind.EDITED, Kind.SUBMITTED)
    SEEN_BY_VISITORS = (Kind.PUBLISHED, Kind.WITHDRAWN, Kind.PUT_BACK, Kind.DATES, Kind.MERGED, Kind.UNMERGED)

    guide = models.ForeignKey("guides.Guide", models.CASCADE, related_name="events")
    revision = models.ForeignKey("guides.Revision", models.SET_NULL, null=True, related_name="events")
    number = models.PositiveIntegerField(null=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    note = models.TextField(blank=True)
    changes = models.JSONField(default=list)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, revision {self.number}" if self.number else self.get_kind_display()
