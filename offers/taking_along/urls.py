"""Links, files, a calendar's date."""

from django.urls import path

from offers.taking_along import views

urlpatterns = [
    path("offers.csv", views.export, {"form": "csv"}, name="csv"),
    path("offers.xlsx", views.export, {"form": "xlsx"}, name="xlsx"),
    path("offers.json", views.export, {"form": "json"}, name="json"),
    path("read-back/", views.read_back, name="read-back"),
    path("<uuid:offer_id>/respond-by.ics", views.respond_by, name="respond-by"),
    path("<uuid:offer_id>/share/", views.share, name="share"),
    path("<uuid:offer_id>/share/<int:link_id>/revoke/", views.revoke, name="revoke"),
]
