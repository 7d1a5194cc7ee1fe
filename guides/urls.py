from django.urls import path

from guides import report_views, views

app_name = "guides"

urlpatterns = [
    path("", views.home, name="home"),
    path("guides/<slug:company>/", views.company, name="company"),
    path("guides/<slug:company>/<slug:role>/", views.guide, name="guide"),
    path("guides/<slug:company>/<slug:role>/report/", report_views.report, name="report"),
    path("guides/<slug:company>/<slug:role>/report/thanks/", report_views.thanks, name="report-thanks"),
]
