"""How often somebody may do a thing: limits that ``ACCOUNT_RATE_LIMITS`` in the settings names, counted by allauth."""

from __future__ import annotations

from allauth.core.internal import ratelimit  # its public module counts no GET
from django.http import HttpRequest

APP = "allauth.account"


def seconds_to_wait(request: HttpRequest, *limits: str, key: str) -> int:
    """How long until the sender may try again; 0 if they may go on, which is counted.

    ``key``: whom those limits count that are "per key".
    """
    for limit in limits:
        if not ratelimit.consume(request, app=APP, action=limit, key=key, limit_get=True):
            return int(min(rate.duration for rate in ratelimit.get_rates(app=APP, action=limit)))
    return 0
