"""What is published for one job in one place, and for which jobs and places there is anything: a query each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.cache import cache
from django.db.models import Count, F
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.timezone import localtime

from guides import library
from guides.models import Band, Location, Role
from offers.domain.market import MarketBand, is_own_level
from offers.domain.ranges import PayRange
from offers.inputs import band_input

MINUTE = 60


@dataclass(frozen=True)
class PublishedBand:
    """A band as the market counts it, and what a page says of it.

    ``as_of``: the day when its guide was checked, or published where nobody
    has checked it; ``is_checked`` tells which.
    """

    counted: MarketBand
    company: str
    company_slug: str
    role_slug: str
    region: str
    as_of: date
    is_checked: bool

    @property
    def guide_address(self) -> str:
        return reverse("guides:guide", args=[self.company_slug, self.role_slug])

    @property
    def address(self) -> str:
        """Where the guide prints the band."""
        return f"{self.guide_address}#band-{self.counted.key}"


def market_address(role: Role, location: Location) -> str:
    return reverse("guides:market", args=[role.slug, location.slug])


def load_market(role: Role, location: Location) -> list[PublishedBand]:
    """Every published band for a job in a place that companies share, in one query."""
    bands = (
        Band.objects.in_market(role, location)
        .with_doubts()
        .annotate(
            company_id=Coalesce("revision__guide__company__merged_into", "revision__guide__company"),
            company_name=Coalesce("revision__guide__company__merged_into__name", "revision__guide__company__name"),
            company_slug=F("revision__guide__company__slug"),
            role_slug=F("revision__guide__role__slug"),
            stated_level=F("revision__level"),
            published_at=F("revision__first_published_at"),
            verified_on=F("revision__guide__verified_on"),
        )
        .defer("cells", "equivalents")
    )
    return [_published(band, role) for band in bands.order_by("pk")]


def _published(band: Band, role: Role) -> PublishedBand:
    own_currencies = {band.base_currency, band.equity_currency, band.bonus_currency}
    return PublishedBand(
        counted=MarketBand(
            key=band.pk,
            company=band.company_id,
            terms=band_input(band),
            base=None if band.base_min is None else PayRange(band.base_min, band.base_max),
            base_currency=band.base_currency or band.currency,
            is_base_a_year=band.base_period in Band.YEARLY,
            is_own_level=is_own_level(band.level, job=role.name, stated=band.stated_level),
            mixes_currencies=not own_currencies <= {"", band.currency},
            in_error=band.has_error,
        ),
        company=band.company_name,
        company_slug=band.company_slug,
        role_slug=band.role_slug,
        region=band.region,
        as_of=band.verified_on or localtime(band.published_at).date(),
        is_checked=band.verified_on is not None,
    )


def usual_currency(bands: Sequence[PublishedBand], location: Location) -> str:
    """The currency of the place; of a place without one, that of most bands."""
    counted = Counter(band.counted.base_currency for band in bands if band.counted.base_currency)
    return location.currency or next((currency for currency, _ in counted.most_common(1)), "USD")


@dataclass(frozen=True)
class MarketSize:
    """How many companies publish a base for a job in a place; keys of ``Role`` and ``Location``."""

    role: int
    location: int
    companies: int


def all_markets() -> list[MarketSize]:
    """The jobs and places for which companies publish a base, those of most companies first.

    Every band is counted for it, so that the counts are kept, until the library changes or a minute has passed.
    """
    return cache.get_or_set(f"market-sizes:{library.state()}", _count_markets, MINUTE)


def _count_markets() -> list[MarketSize]:
    bands = Band.objects.published().filter(
        base_min__isnull=False, location__isnull=False, revision__guide__role__company=None
    )
    sizes = (
        bands.values(
            role=Coalesce("revision__guide__role__merged_into", "revision__guide__role"),
            place=Coalesce("location__merged_into", "location"),
        )
        .annotate(
            companies=Count(
                Coalesce("revision__guide__company__merged_into", "revision__guide__company"), distinct=True
            )
        )
        .order_by("-companies", "role", "place")
    )
    return [MarketSize(*size) for size in sizes.values_list("role", "place", "companies")]
