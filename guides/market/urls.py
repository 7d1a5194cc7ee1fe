"""What all companies pay for one job in one place."""

from django.urls import path

from guides.market import views

urlpatterns = [
    path("market/", views.markets, name="markets"),
    path("market/<slug:role>/<slug:location>/", views.market, name="market"),
]
