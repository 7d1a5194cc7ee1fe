"""Errors that readers report."""

from django.urls import path

from guides.reports import views

urlpatterns = [
    path("guides/<slug:company>/<slug:role>/report/", views.report, name="report"),
    path("guides/<slug:company>/<slug:role>/report/thanks/", views.thanks, name="report-thanks"),
    path("rights/<slug:place>/report/", views.report_law, name="report-law"),
    path("rights/<slug:place>/report/thanks/", views.law_thanks, name="report-law-thanks"),
]
