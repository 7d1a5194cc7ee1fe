from django.urls import path

from guides import views

app_name = "guides"

urlpatterns = [
    path("", views.home, name="home"),
    path("guides/<slug:company>/", views.company, name="company"),
    path("guides/<slug:company>/<slug:role>/", views.guide, name="guide"),
]
