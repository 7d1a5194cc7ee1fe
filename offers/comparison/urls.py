"""An offer beside its band."""

from django.urls import path

from offers.comparison import views

urlpatterns = [
    path("<uuid:offer_id>/", views.offer, name="offer"),
    path("<uuid:offer_id>/script-facts/", views.script_facts, name="script-facts"),
    path("<uuid:offer_id>/newer-revision/", views.newer_revision, name="newer-revision"),
    path("<uuid:offer_id>/law/", views.law, name="law"),
]
