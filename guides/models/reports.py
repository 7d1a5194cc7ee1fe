"""What readers say is wrong."""

from __future__ import annotations

from collections.abc import Collection
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower


class ReportQuerySet(models.QuerySet["Report"]):
    def open(self) -> Self:
        """Those that wait for an editor."""
        return self.filter(closed_at=None)

    def forget(self, emails: Collection[str]) -> int:
        """Take addresses, written in small letters, off the reports that they stand in."""
        written = self.annotate(in_small_letters=Lower("email"))
        return written.filter(in_small_letters__in=emails).exclude(email="").update(email="")


class Report(models.Model):
    """A reader's "something is wrong here", about a place of a published revision, or about the law of a location.

    ``place`` is that of a finding: "bands/0", "levers/2", "strategy", or ""
    for the whole guide. ``right`` is the fact that it is about, ``None`` for all
    of the location's. ``email`` is there if the reader wants an answer, and is
    forgotten once the report is closed.
    """

    guide = models.ForeignKey("guides.Guide", models.CASCADE, null=True, related_name="reports")
    revision = models.ForeignKey("guides.Revision", models.PROTECT, null=True, related_name="reports")
    location = models.ForeignKey("guides.Location", models.CASCADE, null=True, related_name="reports")
    right = models.ForeignKey("guides.Right", models.CASCADE, null=True, related_name="reports")
    place = models.CharField(max_length=60, blank=True)
    about = models.CharField(max_length=300, blank=True, help_text="The place in words, as the page named it.")
    text = models.TextField()
    email = models.EmailField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(guide__isnull=False, revision__isnull=False, location=None, right=None)
                | models.Q(guide=None, revision=None, location__isnull=False),
                name="report_of_a_guide_or_of_the_law",
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject}{f', {self.about}' if self.about else ''}"

    @property
    def subject(self) -> str:
        """The guide, or the place of the law, that it is about."""
        return str(self.guide) if self.guide else f"the law in {self.location}"
