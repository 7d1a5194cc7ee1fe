"""What everybody reads: the front, searches, lists, guides."""

from django.urls import path

from guides.pages import browse_views, compare_views, search_views, views

urlpatterns = [
    path("", views.home, name="home"),
    path("search/", search_views.search, name="search"),
    path("search/suggestions/", search_views.suggestions, name="suggestions"),
    path("search/names/", search_views.names, name="names"),
    path("companies/", browse_views.companies, name="companies"),
    path("roles/", browse_views.roles, name="roles"),
    path("roles/<slug:role>/", browse_views.role, name="role"),
    path("locations/", browse_views.locations, name="locations"),
    path("locations/<slug:location>/", browse_views.location, name="location"),
    path("compare/", compare_views.compare, name="compare"),
    path("guides/<slug:company>/", views.company, name="company"),
    path("guides/<slug:company>/<slug:role>/", views.guide, name="guide"),
]
