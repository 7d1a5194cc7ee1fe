"""What visitors see where a page broke, or where the database has no time for it."""

from __future__ import annotations

import sqlite3
import sys

from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.views import defaults
from psycopg_pool import PoolTimeout, TooManyRequests

RETRY_AFTER = 5  # seconds
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def server_error(request: HttpRequest) -> HttpResponse:
    """Status 503 where the database is busy, which passes; else 500. Django calls it while it handles the error."""
    if not is_busy(sys.exc_info()[1]):
        return defaults.server_error(request)
    # Without the request, as Django's own: nothing on the page may ask the database again.
    response = HttpResponse(loader.render_to_string("503.html"), status=503)
    response["Retry-After"] = str(RETRY_AFTER)
    return response


def is_busy(error: BaseException | None) -> bool:
    """Whether an error comes from a pool without a free connection, or from SQLite's lock."""
    while error is not None:
        if isinstance(error, PoolTimeout | TooManyRequests):
            return True
        if isinstance(error, sqlite3.OperationalError):
            # Of an extended code the last byte is what it is a kind of.
            return getattr(error, "sqlite_errorcode", 0) & 0xFF in _BUSY
        error = error.__cause__
    return False
