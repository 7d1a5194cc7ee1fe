from django.contrib import admin
from django.urls import include, path

from offers.views import shared

urlpatterns = [
    path("", include("guides.urls")),
    path("offers/", include("offers.urls")),
    path("shared/<str:key>/", shared, name="shared"),
    path("account/", include("allauth.account.urls")),
    path("admin/", admin.site.urls),
]
