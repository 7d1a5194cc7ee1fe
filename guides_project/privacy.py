"""Private unless a page says that it is public."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

GetResponse = Callable[[HttpRequest], HttpResponse]


def private_unless_public(get_response: GetResponse) -> GetResponse:
    """Middleware: what isn't marked as public is stored by nobody and indexed by nobody, errors included."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        told = response.get("Cache-Control", "")
        if "public" not in told:
            if "no-store" not in told:
                response["Cache-Control"] = "no-store, private"
            response.headers.setdefault("X-Robots-Tag", "noindex, nofollow")
        return response

    return middleware
