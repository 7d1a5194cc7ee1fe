"""The site's addresses, and an empty view to measure them beside."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from guides_project.urls import handler429
from guides_project.urls import urlpatterns as of_the_site

__all__ = ["handler429", "urlpatterns"]


def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


urlpatterns = [path("empty/", empty), *of_the_site]
