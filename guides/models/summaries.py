"""What the market counts of each band that was ever on the site, made once from the band and never changed."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from guides.models.content import Band
from guides.models.findings import Finding
from guides.models.guides import Guide, Revision
from guides.models.shared import Location, Role


class BandSummaryQuerySet(models.QuerySet["BandSummary"]):
    def published(self) -> Self:
        """Those of bands that visitors can read."""
        return self.filter(guide__published_revision=models.F("revision"))

    def in_market(self, role: Role, location: Location) -> Self:
        """Those that visitors can read for a job in a place and its area, whatever was merged into any included."""
        there = Q(pk=location.pk) | Q(merged_into=location) | Q(area=location) | Q(merged_into__area=location)
        return self.published().filter(
            guide__role__in=Role.objects.filter(Q(pk=role.pk) | Q(merged_into=role)),
            location__in=Location.objects.filter(there),
        )

    def with_doubts(self) -> Self:
        """With ``has_error``: whether an open finding says that the band's row can't be right."""
        return self.annotate(has_error=models.Exists(Finding.objects.of_the_outer_band()))


class BandSummary(models.Model):
    """A band with its pay worked out. What it is of can't change, so neither can it.

    Whether its guide is on the site, and what was merged into what, isn't in it.
    Amounts are decimal figures in letters, all digits kept, in ``base_currency``;
    "" for none, or for an open end. ``why_no_total`` is ``pay.market.WhyNoTotal``.
    """

    band = models.OneToOneField(Band, models.CASCADE, primary_key=True, related_name="summary")
    guide = models.ForeignKey(Guide, models.CASCADE, related_name="+", db_index=False)
    revision = models.ForeignKey(Revision, models.CASCADE, related_name="band_summaries", db_index=False)
    location = models.ForeignKey(Location, models.PROTECT, related_name="+", db_index=False)
    position = models.PositiveIntegerField()
    region = models.CharField()
    level = models.CharField()
    stated_level = models.CharField()
    base_currency = models.CharField(max_length=3)
    base_min = models.CharField(max_length=60)
    base_max = models.CharField(max_length=60)
    is_base_a_year = models.BooleanField()
    total_min = models.CharField(max_length=60)
    total_max = models.CharField(max_length=60)
    why_no_total = models.CharField(max_length=20)
    published_at = models.DateTimeField()

    objects = BandSummaryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "band summaries"
        # No index of places alone: a database would read a place's bands of all jobs by it.
        indexes = [models.Index(fields=["revision", "location"], name="summary_by_revision_and_place")]

    def __str__(self) -> str:
        return f"summary of {self.band_id}"
