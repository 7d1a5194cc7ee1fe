"""Each request has a number, which stands in every line that the log has of it; slow ones are named."""

from __future__ import annotations

import logging
import re
import time
import uuid
from contextvars import ContextVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from guides_project.privacy import GetResponse

logger = logging.getLogger("leverbook.requests")

# As nginx makes them, and Caddy
GIVEN = re.compile(r"[0-9a-f-]{32,36}")
_number: ContextVar[str] = ContextVar("number", default="-")


def current_number() -> str:
    """Of the request that this thread answers, or has answered last; "-" where there was none."""
    return _number.get()


def numbered(get_response: GetResponse) -> GetResponse:
    """Middleware, the first of all: the number is the trusted proxy's, in ``Request-Number``, or made here.

    An answer that went wrong carries it, so that whoever reports it can say which one it was. A slow answer is named by
    its view, since addresses have numbers of offers in them.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        given = request.META.get("HTTP_REQUEST_NUMBER", "") if settings.BEHIND_PROXY else ""
        number = given if GIVEN.fullmatch(given) else uuid.uuid4().hex
        # Not taken away afterwards: Django writes its own line of an answer when all middleware is done.
        _number.set(number)
        begun = time.perf_counter()
        response = get_response(request)
        took = time.perf_counter() - begun
        if took > settings.SLOW_REQUEST_SECONDS:
            view = request.resolver_match.view_name if request.resolver_match else "none"
            logger.warning(
                "slow view=%s method=%s status=%d seconds=%.2f", view, request.method, response.status_code, took
            )
        if response.status_code >= 500:
            response["Request-Number"] = number
        return response

    return middleware
