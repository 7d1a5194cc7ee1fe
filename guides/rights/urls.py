"""What the law gives a candidate: all places, and each."""

from django.urls import path

from guides.rights import views

urlpatterns = [
    path("rights/", views.rights_of_all, name="rights"),
    path("rights/<slug:place>/", views.rights_of_place, name="rights-of-place"),
]
