"""Entering an offer, changing it, taking it out again."""

from django.urls import path

from offers.entry import views

urlpatterns = [
    path("new/", views.new, name="new-without-guide"),
    path("new/<slug:company>/<slug:role>/", views.new, name="new"),
    path("paste/", views.paste, name="paste-without-guide"),
    path("paste/<slug:company>/<slug:role>/", views.paste, name="paste"),
    path("<uuid:offer_id>/edit/", views.edit, name="edit"),
    path("<uuid:offer_id>/delete/", views.delete, name="delete"),
]
