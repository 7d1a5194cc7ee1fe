from django.contrib import admin
from django.contrib.sitemaps import views as sitemaps
from django.urls import include, path

from guides.library.paging import NUMBER
from guides.library.serving import public
from guides.pages.sitemaps import SITEMAPS, robots
from offers.taking_along.views import shared

handler429 = "signin.log.too_many_requests"
handler500 = "guides_project.outages.error_500"

index_of_sitemaps = public(sitemaps.index)
sitemap = public(parameters={"p": NUMBER})(sitemaps.sitemap)

urlpatterns = [
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", index_of_sitemaps, {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap"}, name="sitemap-index"),
    path("sitemap-<section>.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("", include("guides.urls")),
    path("offers/", include("offers.urls")),
    path("shared/<str:key>/", shared, name="shared"),
    path("account/", include("signin.urls")),
    path("admin/", admin.site.urls),
]
