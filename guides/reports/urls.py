"""Errors that readers report."""

from django.urls import path

from guides.reports import views

urlpatterns = [
    path("guides/<slug:company>/<slug:role>/report/", views.report, name="report"),
    path("guides/<slug:company>/<slug:role>/report/thanks/", views.thanks, name="report-thanks"),
]
