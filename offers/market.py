"""The market of an offer: the midpoints that companies publish for its job and place."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from guides.library.keeping import LibraryCache
from guides.market.loading import MarketKey, Printed, load_market, market_address, market_figures
from guides.models import Location, Role
from offers.models import Offer
from pay.alternatives import same_employer
from pay.market import Midpoints, Quartiles, is_own_level, quartiles
from pay.money import Conversion
from pay.parts import PUBLISHED, Published


@dataclass(frozen=True)
class MidpointMarket:
    """What offers are placed in, in one currency; ``companies``: where the guide of each prints its band."""

    midpoints: Mapping[Published, Midpoints]
    companies: Mapping[int, Printed]
    conversions: tuple[Conversion, ...]


@dataclass(frozen=True)
class OfferMarket:
    """The market of an offer's job and place, in its currency, without its own company.

    ``level`` is "" for the job's own. ``own_guides`` are those of its company that it isn't compared with.
    """

    role: Role
    location: Location
    level: str
    currency: str
    others: Mapping[Published, Midpoints]
    companies: Mapping[int, Printed]
    conversions: tuple[Conversion, ...]
    own_guides: tuple[Printed, ...]

    @property
    def address(self) -> str:
        return market_address(self.role, self.location)

    @property
    def base(self) -> Quartiles | None:
        """Of the base of full time; ``None`` where too few companies name one."""
        return quartiles(self.others["base"].figures)


def load_offer_market(offer: Offer, *, today: date) -> OfferMarket | None:
    """The market of the band's job and place; of an offer without a guide, of those that the candidate chose.

    ``None`` where neither is known, or no company shares the job. In two queries, if not kept.
    """
    band = offer.band
    if band is not None and offer.guide is not None and offer.revision is not None:
        if band.location is None:
            return None
        role, location = offer.guide.role.current, band.location.current.market_place
        level = "" if is_own_level(band.level, job=role.name, stated=offer.revision.level) else band.level
    elif offer.guide_id is None and offer.role is not None and offer.location is not None:
        role, location, level = offer.role.current, offer.location.current.market_place, ""
    else:
        return None
    if role.company_id:
        return None
    kept = _markets.one((role, location, level, offer.currency, today))
    own = _own_companies(offer, kept)
    others = dict(kept.midpoints)
    for company in own:
        others = {part: midpoints.without(company) for part, midpoints in others.items()}
    return OfferMarket(
        role,
        location,
        level,
        offer.currency,
        others,
        kept.companies,
        kept.conversions,
        () if offer.guide else tuple(kept.companies[company] for company in own),
    )


def _own_companies(offer: Offer, kept: MidpointMarket) -> list[int]:
    """The offer's own company, which isn't counted against it: by its guide, else by its name."""
    if offer.guide is not None:
        return [offer.guide.company.current.pk]
    return [key for key, printed in kept.companies.items() if same_employer(printed.company, offer.employer)]


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
