"""Editor-curated content: shared records, guides with their revisions, sources, exchange rates."""

from guides.models.content import (
    Ask,
    Band,
    Citation,
    EquityKind,
    LevelMapping,
    Lever,
    PayPeriod,
    QuotedOffer,
    Section,
)
from guides.models.epoch import Epoch
from guides.models.errors import PublishedRevisionError
from guides.models.findings import Acceptance, Finding
from guides.models.guides import Guide, Revision
from guides.models.history import Event
from guides.models.imports import ImportBatch, ImportItem
from guides.models.letters import LetterChoice
from guides.models.levels import LevelCompany, NamedLevel
from guides.models.mergings import Merging
from guides.models.proposals import Proposal
from guides.models.rates import ExchangeRate
from guides.models.reports import Report
from guides.models.rights import Right, RightEvent, RightRevision
from guides.models.settlements import Settlement
from guides.models.shared import Company, Location, LocationAlias, Role
from guides.models.sources import Source
from guides.models.statutory import StatutoryRate
from guides.models.summaries import BandSummary
from guides.models.vesting import VestingPreset
from guides.models.working_copies import WorkingCopy

__all__ = [
    "Acceptance",
    "Ask",
    "Band",
    "BandSummary",
    "Citation",
    "Company",
    "Epoch",
    "EquityKind",
    "Event",
    "ExchangeRate",
    "Finding",
    "Guide",
    "ImportBatch",
    "ImportItem",
    "LetterChoice",
    "LevelCompany",
    "LevelMapping",
    "Lever",
    "Location",
    "LocationAlias",
    "Merging",
    "NamedLevel",
    "PayPeriod",
    "Proposal",
    "PublishedRevisionError",
    "QuotedOffer",
    "Report",
    "Revision",
    "Right",
    "RightEvent",
    "RightRevision",
    "Role",
    "Section",
    "Settlement",
    "Source",
    "StatutoryRate",
    "VestingPreset",
    "WorkingCopy",
]
