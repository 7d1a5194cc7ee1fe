"""The moves of both sides, and how it ended."""

from django.urls import path

from offers.rounds import views

urlpatterns = [
    path("<uuid:offer_id>/rounds/", views.rounds, name="rounds"),
    path("<uuid:offer_id>/outcome/", views.outcome, name="outcome"),
]
