"""The editors' desk: the stock Django admin, one module per screen family."""

from guides.admin import (
    findings,
    guides,
    imports,
    locations,
    people,
    proposals,
    rates,
    reports,
    revisions,
    rights,
    settlements,
    shared,
    site,
    sources,
    statutory,
)

__all__ = [
    "findings",
    "guides",
    "imports",
    "locations",
    "people",
    "proposals",
    "rates",
    "reports",
    "revisions",
    "rights",
    "settlements",
    "shared",
    "site",
    "sources",
    "statutory",
]
