"""Where an offer stands among all companies that publish pay for the same job in the same place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.core.cache import cache

from guides.market import load_market, market_address
from guides.models import Location, Role
from guides.serving import shelf
from offers.domain.market import MarketStanding, Midpoints, Part, is_own_level, market
from offers.domain.money import Conversion
from offers.loading import Outlook
from offers.models import key_of
from offers.rates import rates_between

# A market is the same for all offers in it: what was published since is seen after a minute.
MINUTE = 60

PARTS: tuple[Part, ...] = ("base", "total")


@dataclass(frozen=True)
class KeptMarket:
    """What offers are placed in, in one currency; ``companies``: the name, and where the guide prints the band."""

    midpoints: Mapping[Part, Midpoints]
    companies: Mapping[int, tuple[str, str]]
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
    others: Mapping[Part, Midpoints]
    standings: Mapping[Part, MarketStanding | None]
    companies: Mapping[int, tuple[str, str]]
    conversions: tuple[Conversion, ...]

    @cached_property
    def address(self) -> str:
        return market_address(self.role, self.location)


def load_among(outlook: Outlook) -> Among | None:
    """``None`` without a band of a job and a place that companies share. In two queries, if not kept."""
    offer = outlook.offer
    band = offer.band
    if band is None or band.location is None:
        return None
    role, location = offer.guide.role.current, band.location.current
    if role.company_id:
        return None
    level = "" if is_own_level(band.level, job=role.name, stated=offer.revision.level) else band.level
    kept = _kept_market(role, location, level, outlook)
    others = {part: kept.midpoints[part].without(offer.guide.company.current.pk) for part in PARTS}
    own = outlook.comparison
    figures = {
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


def _kept_market(role: Role, location: Location, level: str, outlook: Outlook) -> KeptMarket:
    key = f"market:{role.pk}:{location.pk}:{outlook.currency}:{key_of(level)}:{shelf.stamp('library')}"
    return cache.get_or_set(key, lambda: _load(role, location, level, outlook), MINUTE)


def _load(role: Role, location: Location, level: str, outlook: Outlook) -> KeptMarket:
    bands = load_market(role, location)
    currencies = {outlook.currency, *(band.counted.base_currency for band in bands)}
    # Rates that the comparison needed are all there are: they needn't be asked for again.
    rates = outlook.rates if outlook.rates.by_currency else rates_between(currencies, outlook.today)
    found = market([band.counted for band in bands], currency=outlook.currency, rates=rates, level=level)
    told = {band.counted.key: band for band in bands}
    first = {line.company: told[line.bands[0]] for line in found.lines}
    return KeptMarket(
        {part: found.midpoints(part) for part in PARTS},
        {company: (band.company, band.address) for company, band in first.items()},
        found.conversions,
    )
