"""The plan, and the brief."""

from django.urls import path

from offers.counter import views

urlpatterns = [
    path("<uuid:offer_id>/counter/", views.counter, name="counter"),
    path("<uuid:offer_id>/brief/", views.brief, name="brief"),
]
