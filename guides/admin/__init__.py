"""The editors' desk: the stock Django admin, one module per screen family."""

from guides.admin import guides, imports, rates, revisions, shared, site, sources

__all__ = ["guides", "imports", "rates", "revisions", "shared", "site", "sources"]
