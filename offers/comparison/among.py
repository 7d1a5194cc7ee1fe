"""Where an offer stands among all companies that publish pay for the same job in the same place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from offers.comparison.loading import Outlook
from offers.market import OfferMarket
from pay.market import MarketStanding
from pay.parts import Published
from pay.totals import annual_total


@dataclass(frozen=True)
class Among:
    """An offer, at full time, among the other companies of its market.

    A standing is ``None`` where the offer's figure isn't known in full.
    """

    market: OfferMarket
    standings: Mapping[Published, MarketStanding | None]


def among_of(outlook: Outlook) -> Among | None:
    """``None`` without a market. No query."""
    market = outlook.market
    if market is None:
        return None
    package = outlook.package.at_full_time
    annual = annual_total(package.told)
    figures: dict[Published, Decimal | None] = {
        "base": package.base,
        "total": None if annual is None or annual.at_least else annual.amount,
    }
    standings = {part: None if pay is None else market.others[part].standing(pay) for part, pay in figures.items()}
    return Among(market, standings)
