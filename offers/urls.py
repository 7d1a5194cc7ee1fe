from django.urls import path

from offers import views

app_name = "offers"

urlpatterns = [
    path("", views.offers, name="list"),
    path("new/", views.new, name="new-without-guide"),
    path("offers.csv", views.export, {"form": "csv"}, name="csv"),
    path("offers.json", views.export, {"form": "json"}, name="json"),
    path("delete-everything/", views.delete_everything, name="delete-everything"),
    path("paste/", views.paste, name="paste-without-guide"),
    path("paste/<slug:company>/<slug:role>/", views.paste, name="paste"),
    path("new/<slug:company>/<slug:role>/", views.new, name="new"),
    path("<uuid:offer_id>/", views.offer, name="offer"),
    path("<uuid:offer_id>/equity/", views.equity, name="equity"),
    path("<uuid:offer_id>/counter/", views.counter, name="counter"),
    path("<uuid:offer_id>/rounds/", views.rounds, name="rounds"),
    path("<uuid:offer_id>/outcome/", views.outcome, name="outcome"),
    path("<uuid:offer_id>/respond-by.ics", views.respond_by, name="respond-by"),
    path("<uuid:offer_id>/brief/", views.brief, name="brief"),
    path("<uuid:offer_id>/share/", views.share, name="share"),
    path("<uuid:offer_id>/share/<int:link_id>/revoke/", views.revoke, name="revoke"),
    path("<uuid:offer_id>/edit/", views.edit, name="edit"),
    path("<uuid:offer_id>/delete/", views.delete, name="delete"),
    path("<uuid:offer_id>/script-facts/", views.script_facts, name="script-facts"),
    path("<uuid:offer_id>/newer-revision/", views.newer_revision, name="newer-revision"),
]
