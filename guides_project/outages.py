"""While the database or the cache is away: what can be asked again is, everything else is told so in a sentence."""

from __future__ import annotations

import logging
import sys
from contextlib import suppress

from django.core.handlers.wsgi import WSGIRequest
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.defaults import server_error

from guides_project.privacy import GetResponse

logger = logging.getLogger(__name__)

TRY_AGAIN_AFTER = 5  # seconds
MOST_DEAD = 20
# Classes of PostgreSQL's codes ("Appendix A. PostgreSQL Error Codes" in its manual).
CUT = {"08", "57"}  # connection exception, operator intervention
FULL_OR_BUSY = {"40", "53", "55"}  # deadlock, insufficient resources, locked

DATABASE = "The database doesn't answer at the moment. If you were saving something, look first whether it is there."
CACHE = (
    "Wrong passwords and reports can't be counted at the moment, and uncounted nobody is let in. "
    "Guides and your offers in this browser are there as ever."
)


class Outages:
    """Middleware: a safe request whose database connection was lost is answered anew, once, on a fresh one.

    One that writes can't be repeated, so it looks first whether its connection is still there.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_safe = request.method in {"GET", "HEAD"}
        if not is_safe and not connection.in_atomic_block:
            with suppress(DatabaseError):
                connection.ensure_connection()
                if not connection.is_usable():
                    is_connected_again()
        response = self.get_response(request)
        if is_safe and getattr(request, "lost_its_connection", False) and is_connected_again():
            # Nothing of what the first try has put on its request is taken over.
            response = self.get_response(WSGIRequest(request.META))
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return answer_to(request, error)


def is_connected_again() -> bool:
    """Let go of the connections that were cut, those that wait in the pool among them; whether there is one that lives.

    The pool could check each that it gives out, but it sleeps a second after the first dead one, then two.
    """
    pool = getattr(connection, "pool", None)
    with suppress(DatabaseError):
        for _ in range(MOST_DEAD):
            connection.close()
            if pool:
                pool.check()
            connection.ensure_connection()
            # One that somebody has just given back may be dead without their having noticed.
            if connection.is_usable():
                return True
    return False


def answer_to(request: HttpRequest, error: BaseException | None) -> HttpResponse | None:
    """503 with what is away; ``None`` where the error is no outage."""
    # A demo on SQLite loads neither of them, until something is away.
    from psycopg_pool import PoolTimeout, TooManyRequests
    from redis.exceptions import RedisError

    if isinstance(error, RedisError):
        return _unavailable(request, CACHE, error)
    if not isinstance(error, OperationalError | InterfaceError):
        return None
    cause = error.__cause__
    kind = sql_class(cause)
    is_locked = getattr(cause, "sqlite_errorname", "").startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))
    if is_locked or kind in FULL_OR_BUSY or isinstance(cause, PoolTimeout | TooManyRequests):
        return _unavailable(request, DATABASE, error)
    # Not only by the connection: another may have been opened on the way here.
    if kind not in CUT and connection.is_usable():
        return None
    # Within somebody else's transaction nothing can be done again by halves.
    vars(request)["lost_its_connection"] = not connection.in_atomic_block
    return _unavailable(request, DATABASE, error)


def sql_class(cause: BaseException | None) -> str:
    """The first two letters of PostgreSQL's code for an error, "08" where the connection broke without one."""
    from psycopg import InterfaceError as Closed
    from psycopg import OperationalError as Failed

    return (cause.sqlstate or "08")[:2] if isinstance(cause, Closed | Failed) else ""


def error_500(request: HttpRequest) -> HttpResponse:
    """What middleware raises never comes by ``process_exception``."""
    return answer_to(request, sys.exception()) or server_error(request)


def _unavailable(request: HttpRequest, sentence: str, error: BaseException) -> HttpResponse:
    logger.warning("%s %s: %s", request.method, request.path, str(error).strip() or type(error).__name__)
    # Without the request: nothing of the page may ask who looks.
    page = render_to_string("plain_answer.html", {"heading": "Please try again in a moment", "sentence": sentence})
    return HttpResponse(page, status=503, headers={"Retry-After": str(TRY_AGAIN_AFTER)})
