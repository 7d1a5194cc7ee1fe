"""How editors decided that the doubtful bands of a company's guides are read."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from guides.models.shared import Company


class Settlement(models.Model):
    """One of two readings, chosen for all guides of a company with tables of the same shape.

    ``shape`` is that of ``guides.document.settling``. It holds for texts that are read later, too.
    """

    class Choice(models.TextChoices):
        BASE = "base", "base pay"
        TOTAL = "total", "annual totals"
        GRANT = "grant", "whole grants"
        YEAR = "year", "a year's equity"

    company = models.ForeignKey(Company, models.PROTECT, related_name="settlements")
    shape = models.TextField()
    choice = models.CharField("read as", max_length=5, choices=Choice.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["company__name", "shape"]
        constraints = [models.UniqueConstraint(fields=["company", "shape"], name="one_settlement_per_shape")]
        verbose_name = "reading decided"
        verbose_name_plural = "readings decided"

    def __str__(self) -> str:
        return f"{self.company}, {self.shape}"
