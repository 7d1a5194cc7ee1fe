"""What is published for one job in one place, and for which jobs and places there is anything: a query each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache as cache_calls
from functools import lru_cache, partial

from django.db.models import Count, F
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.timezone import get_current_timezone

from guides.library.keeping import LibraryCache
from guides.library.rates import rates_between
from guides.library.terms import band_terms
from guides.models import Band, Location, Role
from pay.market import Market, MarketBand, Spread, is_own_level, market
from pay.parts import PUBLISHED, Published
from pay.ranges import PayRange

# A job, a place, a level, a currency, and the day whose rates are used.
MarketKey = tuple[Role, Location, str, str, date]

# What the domain needs of a band, and what the pages say of it. Plain values: a market may have thousands of bands.
_OF_BAND = (
    *("pk", "region", "level", "currency", "other"),
    *("base_min", "base_max", "base_period", "base_currency"),
    *("equity_min", "equity_max", "equity_period", "equity_years", "equity_kind", "equity_unit", "equity_currency"),
    "equity_period_doubtful",
    *("bonus_kind", "bonus_min", "bonus_max", "bonus_percent_min", "bonus_percent_max", "bonus_text", "bonus_currency"),
    *("signing_min", "signing_max", "signing_currency"),
    *("total_min", "total_max", "total_basis", "total_currency"),
    *("unspecified_min", "unspecified_max"),
    "has_error",
)


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
        Band.objects.in_market(role, location)
        .with_doubts()
        .annotate(
            company_id=Coalesce("revision__guide__company__merged_into", "revision__guide__company"),
            company_name=Coalesce("revision__guide__company__merged_into__name", "revision__guide__company__name"),
            company_slug=F("revision__guide__company__slug"),
            role_slug=F("revision__guide__role__slug"),
            place_slug=Coalesce("location__merged_into__slug", "location__slug"),
            place_name=Coalesce("location__merged_into__name", "location__name"),
            stated_level=F("revision__level"),
            published_at=F("revision__first_published_at"),
            verified_on=F("revision__guide__verified_on"),
        )
        .order_by("pk")
        .values_list(
            *_OF_BAND,
            *("company_id", "company_name", "company_slug", "role_slug", "place_slug", "place_name"),
            *("stated_level", "published_at", "verified_on"),
            named=True,
        )
    )
    zone = get_current_timezone()
    is_own = cache_calls(partial(is_own_level, job=role.name))
    return tuple(
        PublishedBand(
            counted=MarketBand(
                key=band.pk,
                company=band.company_id,
                terms=band_terms(band),
                base=None if band.base_min is None else PayRange(band.base_min, band.base_max),
                base_currency=band.base_currency or band.currency,
                is_base_a_year=band.base_period in Band.YEARLY,
                is_own_level=is_own(band.level, stated=band.stated_level),
                mixes_currencies=not {band.base_currency, band.equity_currency, band.bonus_currency}
                <= {"", band.currency},
                in_error=band.has_error,
            ),
            printed=Printed(band.pk, band.company_name, band.company_slug, band.role_slug),
            region=band.region,
            place=(band.place_slug, band.place_name),
            as_of=band.verified_on or band.published_at.astimezone(zone).date(),
            is_checked=band.verified_on is not None,
        )
        for band in bands
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


def all_markets() -> Sequence[MarketSize]:
    """The jobs and places for which companies publish a base, those of most companies first.

    Every band is counted for it.
    """
    return _counts.one(None)


def _count_markets(keys: Collection[None]) -> dict[None, tuple[MarketSize, ...]]:
    bands = Band.objects.published().filter(
        base_min__isnull=False, location__isnull=False, revision__guide__role__company=None
    )
    sizes = (
        bands.values(
            role=Coalesce("revision__guide__role__merged_into", "revision__guide__role"),
            place=Coalesce("location__merged_into__area", "location__area", "location__merged_into", "location"),
        )
        .annotate(
            companies=Count(
                Coalesce("revision__guide__company__merged_into", "revision__guide__company"), distinct=True
            )
        )
        .order_by("-companies", "role", "place")
    )
    found = tuple(MarketSize(*size) for size in sizes.values_list("role", "place", "companies"))
    return dict.fromkeys(keys, found)


# One or two kilobytes for each band, half of one for each company of each market.
_bands = LibraryCache(_load_markets, most=6_000, weigh=lambda bands: 1 + len(bands))
_figures = LibraryCache(_load_figures, most=6_000, weigh=lambda market: 1 + len(market.figures.lines))
_counts = LibraryCache(_count_markets, most=1, one_at_a_time=True)
