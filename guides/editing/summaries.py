"""The summaries of bands that the market reads, made when their revision is first published."""

from __future__ import annotations

from guides.library.summaries import COLUMNS, summed_up
from guides.models import Band, BandSummary, Revision


def sum_up(revision: Revision) -> None:
    """Make a summary of each band of a revision that is in a place, in two queries; from then on they can't change.

    Raises ``ValueError`` for a revision that was never on the site.
    """
    if revision.first_published_at is None:
        raise ValueError(f"{revision} can still change.")
    bands = Band.objects.filter(revision=revision, location__isnull=False).order_by("pk")
    BandSummary.objects.bulk_create(
        BandSummary(
            band_id=band.pk,
            guide_id=revision.guide_id,
            revision_id=revision.pk,
            location_id=band.location_id,
            position=band.position,
            stated_level=revision.level,
            published_at=revision.first_published_at,
            **summed_up(band),
        )
        for band in bands.values_list("pk", "location_id", "position", *COLUMNS, named=True)
    )
