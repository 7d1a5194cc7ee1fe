"""What search engines may find: every public page, with the day of its last change where that is known."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, cast

from django.contrib.sitemaps import Sitemap
from django.db.models import Exists, Max, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from guides.library.names import Listed, listed
from guides.library.rights import rights
from guides.library.serving import public
from guides.market.loading import all_markets
from guides.models import Company, Guide, Location, Revision, Role

ENOUGH = 5  # companies: a market of fewer says little


if TYPE_CHECKING:
    PagesOfGuides = Sitemap[Guide]
    PagesOfCompanies = Sitemap[Company]
    PagesOfRoles = Sitemap[Role]
    PagesOfListed = Sitemap[Listed]
    PagesByName = Sitemap[str]
else:
    PagesOfGuides = PagesOfCompanies = PagesOfRoles = PagesOfListed = PagesByName = Sitemap


class GuideSitemap(PagesOfGuides):
    limit = 5000

    def items(self) -> QuerySet[Guide]:
        guides = Guide.objects.published().select_related("company", "role", "published_revision")
        return guides.defer("published_revision__source_text").order_by("pk")

    def lastmod(self, guide: Guide) -> date:
        published = timezone.localtime(guide.on_site.first_published_at).date()
        return max(filter(None, (published, guide.verified_on)))

    def get_latest_lastmod(self) -> datetime | None:
        # The stock one would look at every guide.
        newest: datetime | None = Revision.objects.filter(status=Revision.Status.PUBLISHED).aggregate(
            newest=Max("first_published_at")
        )["newest"]
        return newest


class CompanySitemap(PagesOfCompanies):
    limit = 5000

    def items(self) -> QuerySet[Company]:
        guides = Guide.objects.published().filter(company=OuterRef("pk"))
        newest = guides.order_by("-published_revision__first_published_at")
        # The index only counts them, which asks nothing of revisions.
        return (
            Company.objects.filter(Exists(guides))
            .annotate(newest=Subquery(newest.values("published_revision__first_published_at")[:1]))
            .order_by("pk")
        )

    def lastmod(self, company: Company) -> datetime:
        newest: datetime = cast("Any", company).newest  # as ``items`` names it
        return newest

    def get_latest_lastmod(self) -> datetime | None:
        return GuideSitemap().get_latest_lastmod()


class RoleSitemap(PagesOfRoles):
    limit = 5000

    def items(self) -> QuerySet[Role]:
        on_site = Guide.objects.published().values("role")
        return Role.objects.filter(company=None, pk__in=on_site).order_by("pk")


class PlaceSitemap(PagesOfListed):
    limit = 5000

    def items(self) -> tuple[Listed, ...]:
        return listed("place")

    def location(self, place: Listed) -> str:
        return place.address


class MarketSitemap(PagesByName):
    limit = 5000

    def items(self) -> list[str]:
        sizes = [size for size in all_markets() if size.companies >= ENOUGH]
        roles = dict(Role.objects.filter(pk__in={size.role for size in sizes}).values_list("pk", "slug"))
        places = dict(Location.objects.filter(pk__in={size.location for size in sizes}).values_list("pk", "slug"))
        return [reverse("guides:market", args=[roles[size.role], places[size.location]]) for size in sizes]

    def location(self, address: str) -> str:
        return address


class RightsSitemap(PagesByName):
    limit = 5000

    def items(self) -> list[str]:
        places = sorted({fact.place for fact in rights().facts})
        return [reverse("guides:rights-of-place", args=[place]) for place in places]

    def location(self, address: str) -> str:
        return address


class FixedSitemap(PagesByName):
    def items(self) -> list[str]:
        return ["home", "companies", "roles", "locations", "markets", "rights"]

    def location(self, name: str) -> str:
        return reverse(f"guides:{name}")


SITEMAPS: dict[str, Any] = {
    "pages": FixedSitemap,
    "guides": GuideSitemap,
    "companies": CompanySitemap,
    "roles": RoleSitemap,
    "places": PlaceSitemap,
    "markets": MarketSitemap,
    "rights": RightsSitemap,
}

ROBOTS = """User-agent: *
Disallow: /offers/
Disallow: /shared/
Disallow: /account/
Disallow: /admin/
Disallow: /search/
Sitemap: {sitemap}
"""


@public
def robots(request: HttpRequest) -> HttpResponse:
    sitemap = request.build_absolute_uri(reverse("sitemap-index"))
    return HttpResponse(ROBOTS.format(sitemap=sitemap), content_type="text/plain; charset=utf-8")
