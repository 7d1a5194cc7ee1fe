"""Editor-curated content: shared records, guides with their revisions, sources, exchange rates."""

from guides.models.content import (
    Ask,
    Band,
    Citation,
    EquityKind,
    Finding,
    LevelMapping,
    Lever,
    PayPeriod,
    QuotedOffer,
    Section,
)
from guides.models.frozen import PublishedRevisionError
from guides.models.guides import Guide, Revision
from guides.models.rates import ExchangeRate
from guides.models.shared import Company, Location, LocationAlias, Role
from guides.models.sources import Source
from guides.models.vesting import VestingPreset

__all__ = [
    "Ask",
    "Band",
    "Citation",
    "Company",
    "EquityKind",
    "ExchangeRate",
    "Finding",
    "Guide",
    "LevelMapping",
    "Lever",
    "Location",
    "LocationAlias",
    "PayPeriod",
    "PublishedRevisionError",
    "QuotedOffer",
    "Revision",
    "Role",
    "Section",
    "Source",
    "VestingPreset",
]
