"""The site's addresses, and a view that does nothing: what Django, its middleware and the server take by themselves."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from guides_project.urls import handler429, urlpatterns

__all__ = ["handler429", "urlpatterns"]


def empty(_request: HttpRequest) -> HttpResponse:
    return HttpResponse()


urlpatterns = [path("benchmark-empty/", empty), *urlpatterns]
