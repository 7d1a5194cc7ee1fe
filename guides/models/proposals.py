"""Changes to what all guides share that wait for a second person."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def open(self) -> Self:
        return self.filter(state=Proposal.State.OPEN)


class Proposal(models.Model):
    """A change to a shared fact, made by ``guides.editing.proposals`` and decided by somebody else.

    ``changes``: for fields of the record with key ``record``
    ``[{"field", "before", "after"}]``, with what keys of other records name as "named", for new rates ``[{"currency",
    "per_euro", "on", "source"}]``, nothing for a rate to be withdrawn.
    """

    class Kind(models.TextChoices):
        COMPANY = "company", "company"
        ROLE = "role", "role"
        LOCATION = "location", "location"
        SOURCE = "source", "source"
        GUIDE = "guide", "dates of a guide"
        RIGHT = "right", "date of a right"
        RATES = "rates", "new exchange rates"
        WITHDRAWAL = "withdrawal", "exchange rate to withdraw"

    class State(models.TextChoices):
        OPEN = "open", "waits"
        APPROVED = "approved", "approved"
        DECLINED = "declined", "declined"
        TAKEN_BACK = "taken_back", "taken back"

    kind = models.CharField(max_length=10, choices=Kind.choices, editable=False)
    record = models.BigIntegerField(null=True, editable=False)
    about = models.CharField("what it is about", editable=False)
    changes = models.JSONField(default=list, encoder=DjangoJSONEncoder, editable=False)
    note = models.TextField("why", blank=True, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name="proposed by",
        null=True,
        editable=False,
        related_name="+",
    )
    at = models.DateTimeField("proposed at", default=timezone.now, editable=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN, editable=False, db_index=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, editable=False)
    answer = models.TextField(blank=True, editable=False)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = "proposed change"

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.about}".capitalize()

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN
