"""Whoever opens or saves offers faster than a person can is held back."""

from __future__ import annotations

import logging

from allauth.core.exceptions import ImmediateHttpResponse
from django.http import HttpRequest
from redis.exceptions import RedisError

from offers.models import Owner, ShareLink
from signin.limits import seconds_to_wait
from signin.log import too_many_requests

logger = logging.getLogger(__name__)


def hold_back(request: HttpRequest, whose: Owner | ShareLink | None) -> None:
    """Count a request for what an owner or a link opens. Raises what allauth's middleware answers: a page, status 429.

    Opening counts by owner, since many people may share an address; saving by
    the address, too, since whoever has no owner yet is given one.
    """
    limits = ["opening"] if whose else []
    if request.method not in {"GET", "HEAD"}:
        # The owner's first: one who floods uses up no more of the address's, which is others' as well.
        limits = ["saving", "saving_from_address"] if whose else ["saving_from_address"]
    try:
        wait = seconds_to_wait(request, *limits, key=f"{whose._meta.model_name} {whose.pk}" if whose else "")
    except RedisError as reason:
        # What can't be counted is let through: offers are there while Redis is away.
        logger.warning("Redis is away, floods of requests aren't held back: %s", reason)
        return
    if wait:
        response = too_many_requests(request, typed=request.POST)
        response["Retry-After"] = str(wait)
        raise ImmediateHttpResponse(response)
