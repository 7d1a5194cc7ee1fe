"""The editors' desk: the stock Django admin, one module per screen family."""

from guides.admin import guides, rates, reports, revisions, shared, site, sources

__all__ = ["guides", "rates", "reports", "revisions", "shared", "site", "sources"]
