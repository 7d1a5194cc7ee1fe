"""What is published for one job in one place, and for which jobs and places there is anything: a query each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache as cache_calls
from functools import lru_cache, partial

from django.db.models import Count, F
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.timezone import get_current_timezone

from guides.library.keeping import LibraryCache
from guides.library.rates import rates_between
from guides.models import BandSummary, Location, Role
from pay.market import Market, MarketBand, Spread, is_own_level, market
from pay.parts import PUBLISHED, Published
from pay.ranges import PayRange

# A job, a place, a level, a currency, and the day whose rates are used.
MarketKey = tuple[Role, Location, str, str, date]


@dataclass(frozen=True, slots=True)
class Printed:
    """A band in the guide of a company; ``key`` is the band's."""

    key: int
    company: str
    company_slug: str
    role_slug: str

    @property
    def address(self) -> str:
        """Where the guide prints it."""
        return f"{_guide_address(self.company_slug, self.role_slug)}#band-{self.key}"


# A page names the same guides in its charts, its table and what it left out.
@lru_cache(maxsize=1_000)
def _guide_address(company: str, role: str) -> str:
    return reverse("guides:guide", args=[company, role])


@dataclass(frozen=True, slots=True)
class PublishedBand:
    """A band as the market counts it, and what a page says of it.

    ``as_of``: the day when its guide was checked, or published where nobody
    has checked it; ``is_checked`` tells which. ``place`` is its slug and name.
    """

    counted: MarketBand
    printed: Printed
    region: str
    place: tuple[str, str]
    as_of: date
    is_checked: bool

    @property
    def company(self) -> str:
        return self.printed.company

    @property
    def address(self) -> str:
        return self.printed.address


def market_address(role: Role, location: Location) -> str:
    """Of a place that belongs to another's area, its own address leads to the area's."""
    return reverse("guides:market", args=[role.slug, location.slug])


@dataclass(frozen=True, slots=True)
class MarketFigures:
    """A market in one currency and at one level, with the quartiles of its parts."""

    figures: Market
    spreads: Mapping[Published, Spread]


def load_market(role: Role, location: Location) -> Sequence[PublishedBand]:
    """Every published band for a job in a place that companies share, in one query, if not kept."""
    return _bands.one((role, location))


def market_figures(role: Role, location: Location, *, level: str, currency: str, today: date) -> MarketFigures:
    """What ``load_market`` finds, reckoned once for all pages that show it."""
    return _figures.one((role, location, level, currency, today))


def _load_figures(keys: Collection[MarketKey]) -> dict[MarketKey, MarketFigures]:
    return {key: _reckon_figures(*key) for key in keys}


def _reckon_figures(role: Role, location: Location, level: str, currency: str, today: date) -> MarketFigures:
    bands = [band.counted for band in load_market(role, location)]
    rates = rates_between({currency, *(band.base_currency for band in bands)}, today)
    figures = market(bands, currency=currency, rates=rates, level=level)
    return MarketFigures(figures, {part: figures.spread(part) for part in PUBLISHED})


def _load_markets(keys: Collection[tuple[Role, Location]]) -> dict[tuple[Role, Location], Sequence[PublishedBand]]:
    return {key: _load_market(*key) for key in keys}


def _load_market(role: Role, location: Location) -> Sequence[PublishedBand]:
    bands = (
        BandSummary.objects.in_market(role, location)
        .with_doubts()
        .annotate(
            company=Coalesce("guide__company__merged_into", "guide__company"),
            company_name=Coalesce("guide__company__merged_into__name", "guide__company__name"),
            company_slug=F("guide__company__slug"),
            role_slug=F("guide__role__slug"),
            place_slug=Coalesce("location__merged_into__slug", "location__slug"),
            place_name=Coalesce("location__merged_into__name", "location__name"),
            verified_on=F("guide__verified_on"),
        )
        .order_by("pk")
        .values_list(
            *("pk", "company", "level", "stated_level", "base_currency", "base_min", "base_max", "is_base_a_year"),
            *("total_min", "total_max", "why_no_total", "has_error", "company_name", "company_slug", "role_slug"),
            *("region", "place_slug", "place_name", "published_at", "verified_on"),
            named=True,
        )
    )
    zone = get_current_timezone()
    is_own = cache_calls(partial(is_own_level, job=role.name))
    return tuple(
        PublishedBand(
            MarketBand(
                band.pk,
                band.company,
                band.level,
                _pay_range(band.base_min, band.base_max),
                band.base_currency,
                _pay_range(band.total_min, band.total_max) or band.why_no_total,
                band.is_base_a_year,
                is_own(band.level, stated=band.stated_level),
                band.has_error,
            ),
            Printed(band.pk, band.company_name, band.company_slug, band.role_slug),
            band.region,
            (band.place_slug, band.place_name),
            band.verified_on or band.published_at.astimezone(zone).date(),
            band.verified_on is not None,
        )
        for band in bands
    )


def _pay_range(minimum: str, maximum: str) -> PayRange | None:
    return PayRange(Decimal(minimum), Decimal(maximum) if maximum else None) if minimum else None


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


def all_markets() -> Sequence[MarketSize]:
    """The jobs and places for which companies publish a base, those of most companies first.

    Every band is counted for it.
    """
    return _counts.one(None)


def _count_markets(keys: Collection[None]) -> dict[None, tuple[MarketSize, ...]]:
    bands = BandSummary.objects.published().exclude(base_min="").filter(guide__role__company=None)
    sizes = (
        bands.values(
            role=Coalesce("guide__role__merged_into", "guide__role"),
            place=Coalesce("location__merged_into__area", "location__area", "location__merged_into", "location"),
        )
        .annotate(
            companies=Count(Coalesce("guide__company__merged_into", "guide__company"), distinct=True),
        )
        .order_by("-companies", "role", "place")
    )
    found = tuple(MarketSize(*size) for size in sizes.values_list("role", "place", "companies"))
    return dict.fromkeys(keys, found)


# One or two kilobytes for each band, half of one for each company of each market.
_bands = LibraryCache(_load_markets, most=6_000, weigh=lambda bands: 1 + len(bands))
_figures = LibraryCache(_load_figures, most=6_000, weigh=lambda market: 1 + len(market.figures.lines))
_counts = LibraryCache(_count_markets, most=1, one_at_a_time=True)
