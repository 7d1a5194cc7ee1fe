"""The editors' desk: the stock Django admin, one module per screen family."""

from guides.admin import guides, locations, rates, revisions, shared, site, sources

__all__ = ["guides", "locations", "rates", "revisions", "shared", "site", "sources"]
