"""Private unless a page says that it is public, and what no page may do in a browser."""

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


# Leverbook asks a browser for nothing of this; copying a text, which it does, isn't among it.
UNUSED = "accelerometer camera display-capture geolocation gyroscope magnetometer microphone midi payment usb"
PERMISSIONS = ", ".join(f"{feature}=()" for feature in UNUSED.split())


def nothing_for_others(get_response: GetResponse) -> GetResponse:
    """Middleware: no answer may be embedded by another site, and no page may ask for a device; errors included."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return middleware
