"""Where an offer stands among all companies that publish pay for the same job in the same place."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from guides.library.keeping import LibraryCache
from guides.market.loading import MarketKey, Printed, load_market, market_address, market_figures
from guides.models import Location, Role
from offers.comparison.loading import Outlook
from pay.market import MarketStanding, Midpoints, is_own_level
from pay.money import Conversion
from pay.parts import PUBLISHED, Published


@dataclass(frozen=True)
class MidpointMarket:
    """What offers are placed in, in one currency; ``companies``: where the guide of each prints its band."""

    midpoints: Mapping[Published, Midpoints]
    companies: Mapping[int, Printed]
    conversions: tuple[Conversion, ...]


@dataclass(frozen=True)
class Among:
    """An offer among the other companies: its own company isn't counted against it.

    A standing is ``None`` where the offer's figure isn't known in full.
    ``level`` is "" for the job's own.
    """

    role: Role
    location: Location
    level: str
    currency: str
    others: Mapping[Published, Midpoints]
    standings: Mapping[Published, MarketStanding | None]
    companies: Mapping[int, Printed]
    conversions: tuple[Conversion, ...]

    @cached_property
    def address(self) -> str:
        return market_address(self.role, self.location)


def load_among(outlook: Outlook) -> Among | None:
    """``None`` without a band of a job and a place that companies share. In two queries, if not kept."""
    offer = outlook.offer
    band = offer.band
    if band is None or band.location is None or offer.guide is None or offer.revision is None:
        return None
    role, location = offer.guide.role.current, band.location.current
    if role.company_id:
        return None
    level = "" if is_own_level(band.level, job=role.name, stated=offer.revision.level) else band.level
    kept = _markets.one((role, location, level, outlook.currency, outlook.today))
    company = offer.guide.company.current.pk
    others = {part: kept.midpoints[part].without(company) for part in PUBLISHED}
    own = outlook.comparison
    figures: dict[Published, Decimal | None] = {
        "base": own.package.base,
        "total": None if own.annual is None or own.annual.at_least else own.annual.amount,
    }
    return Among(
        role=role,
        location=location,
        level=level,
        currency=outlook.currency,
        others=others,
        standings={part: None if pay is None else others[part].standing(pay) for part, pay in figures.items()},
        companies=kept.companies,
        conversions=kept.conversions,
    )


def _load_markets(keys: Collection[MarketKey]) -> dict[MarketKey, MidpointMarket]:
    return {key: _load_market(*key) for key in keys}


def _load_market(role: Role, location: Location, level: str, currency: str, today: date) -> MidpointMarket:
    found = market_figures(role, location, level=level, currency=currency, today=today).figures
    printed = {band.counted.key: band.printed for band in load_market(role, location)}
    return MidpointMarket(
        {part: found.midpoints(part) for part in PUBLISHED},
        {line.company: printed[line.bands[0]] for line in found.lines},
        found.conversions,
    )


# Under a kilobyte for each company of each market. A library of 4,000 guides has some 25,000 of them in all; of a much
# larger one those that are asked for at once have to be held, or each comparison would read thousands of bands.
_markets = LibraryCache(_load_markets, most=120_000, weigh=lambda kept: 1 + len(kept.companies))
