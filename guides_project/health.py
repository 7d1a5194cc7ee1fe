"""Whether this process can work: for whoever watches it, at ``/health/``, whatever host the request names.

A load balancer asks each process itself. nginx, as the manual sets it up, hands the address to nobody.
"""

from __future__ import annotations

from functools import cache

from django.core.cache import caches
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, JsonResponse
from redis.exceptions import RedisError

from guides_project.privacy import GetResponse

ADDRESS = "/health/"


def health(get_response: GetResponse) -> GetResponse:
    """Middleware, before what looks at the host and at the protocol."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return report() if request.path == ADDRESS and request.method in {"GET", "HEAD"} else get_response(request)

    return middleware


def report() -> JsonResponse:
    """``database`` and ``cache``: "ok" or "away"; ``migrations``: "ok", "N wait" or "not known".

    503 where no page about offers could be answered. Without its cache the site answers nearly everything, and all
    processes share one: taking them out for that would end it.
    """
    found = {"database": "ok", "cache": _cache(), "migrations": "not known"}
    try:
        waiting = len(_in_the_code() - set(MigrationRecorder(connection).applied_migrations()))
        found["migrations"] = f"{waiting} wait" if waiting else "ok"
    except DatabaseError:
        found["database"] = "away"
    is_well = found["database"] == found["migrations"] == "ok"
    return JsonResponse(found, status=200 if is_well else 503, headers={"Cache-Control": "no-store"})


def _cache() -> str:
    try:
        caches["default"].get("health")
    except RedisError:
        return "away"
    return "ok"


@cache
def _in_the_code() -> frozenset[tuple[str, str]]:
    return frozenset(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)
