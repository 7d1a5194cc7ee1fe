from django.urls import path

from guides import market_views, report_views, views

app_name = "guides"

urlpatterns = [
    path("", views.home, name="home"),
    path("guides/<slug:company>/", views.company, name="company"),
    path("guides/<slug:company>/<slug:role>/", views.guide, name="guide"),
    path("guides/<slug:company>/<slug:role>/report/", report_views.report, name="report"),
    path("guides/<slug:company>/<slug:role>/report/thanks/", report_views.thanks, name="report-thanks"),
    path("market/", market_views.markets, name="markets"),
    path("market/<slug:role>/<slug:location>/", market_views.market, name="market"),
]
