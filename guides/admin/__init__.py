"""The editors' desk: the stock Django admin, one module per screen family."""

from guides.admin import findings, guides, imports, locations, people, rates, reports, revisions, shared, site, sources

__all__ = [
    "findings",
    "guides",
    "imports",
    "locations",
    "people",
    "rates",
    "reports",
    "revisions",
    "shared",
    "site",
    "sources",
]
