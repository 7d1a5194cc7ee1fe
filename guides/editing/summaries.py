"""The summaries of bands that the market reads, made when their revision is first published."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import F

from guides.library.summaries import COLUMNS, summed_up
from guides.models import Band, BandSummary


def sum_up(revisions: Collection[int]) -> None:
    """Make the summaries of revisions that have come on the site for the first time, in two queries for all of them.

    Of their bands that are in a place. What has a summary keeps it: it can't have changed.
    """
    bands = (
        Band.objects.filter(
            revision__in=revisions, revision__first_published_at__isnull=False, location__isnull=False, summary=None
        )
        .annotate(
            guide=F("revision__guide"),
            stated_level=F("revision__level"),
            published_at=F("revision__first_published_at"),
        )
        .order_by("pk")
        .values_list(
            *("pk", "guide", "revision_id", "location_id", "position", "stated_level", "published_at"),
            *COLUMNS,
            named=True,
        )
    )
    BandSummary.objects.bulk_create(
        [
            BandSummary(
                band_id=band.pk,
                guide_id=band.guide,
                revision_id=band.revision_id,
                location_id=band.location_id,
                position=band.position,
                stated_level=band.stated_level,
                published_at=band.published_at,
                **summed_up(band),
            )
            for band in bands
        ],
        batch_size=1_000,
    )
