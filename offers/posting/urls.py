"""The employer's posting of the job."""

from django.urls import path

from offers.posting import views

urlpatterns = [
    path("<uuid:offer_id>/posting/", views.posting, name="posting"),
    path("<uuid:offer_id>/posting/save/", views.save, name="posting-save"),
    path("<uuid:offer_id>/posting/delete/", views.delete, name="posting-delete"),
    path("<uuid:offer_id>/posting/report/", views.report, name="posting-report"),
]
