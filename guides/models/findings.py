"""What an editor should look at, and what an editor has looked at and found to be fine."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Cast, Concat

from guides.models.guides import Revision


class Acceptance(models.Model):
    """ "This is fine, because …": a finding of a guide that an editor has settled.

    It holds for every revision in which the same finding has the same message.
    A message names its figures, so that other figures are a new finding.
    """

    guide = models.ForeignKey("guides.Guide", models.CASCADE, related_name="acceptances")
    code = models.CharField(max_length=40)
    message = models.TextField()
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["guide", "code", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["guide", "code", "message"], name="one_acceptance_per_finding"),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.reason}"


class FindingQuerySet(models.QuerySet["Finding"]):
    def open(self) -> Self:
        """Those that nobody has found to be fine."""
        return self.filter(acceptance=None)

    def of_the_outer_band(self) -> Self:
        """Open ones that say that a band can't be right; it has an outer query's ``revision`` and ``position``."""
        return self.open().filter(
            revision=models.OuterRef("revision"),
            severity=Finding.Severity.ERROR,
            place=Concat(models.Value("bands/"), Cast(models.OuterRef("position"), models.CharField())),
        )

    def on_desk(self) -> Self:
        """Those of what editors work on: each guide's open draft, else what is published."""
        return self.filter(revision__in=Revision.objects.on_desk())


class Finding(models.Model):
    """Something about a revision that an editor should look at.

    Not content: findings are made again whenever the checks learn something.
    """

    class Severity(models.TextChoices):
        ERROR = "error", "error"
        WARNING = "warning", "warning"
        INFO = "info", "info"

    class Origin(models.TextChoices):
        READING = "reading", "reading the text"
        CHECK = "check", "checking the content"

    revision = models.ForeignKey(Revision, models.PROTECT, related_name="findings")
    code = models.CharField(max_length=40, db_index=True)
    severity = models.CharField(max_length=8, choices=Severity.choices)
    message = models.TextField()
    place = models.CharField(max_length=60, blank=True)
    line = models.PositiveIntegerField(null=True)
    origin = models.CharField(max_length=8, choices=Origin.choices, default=Origin.CHECK)
    acceptance = models.ForeignKey(Acceptance, models.SET_NULL, null=True, blank=True, related_name="findings")

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ["revision", "line", "pk"]
        # Open ones are counted by kind, and listed guide by guide, without reading their messages.
        indexes = [
            models.Index(fields=["acceptance", "revision", "code", "severity"], name="finding_by_state_and_kind")
        ]

    def __str__(self) -> str:
        return self.message
