from django.contrib import admin
from django.urls import include, path

from offers.views import shared

handler429 = "guides_project.signin_log.too_many_requests"

urlpatterns = [
    path("", include("guides.urls")),
    path("offers/", include("offers.urls")),
    path("shared/<str:key>/", shared, name="shared"),
    path("account/", include("allauth.account.urls")),
    path("account/second-factor/", include("allauth.mfa.urls")),
    path("admin/", admin.site.urls),
]
