"""Whose browser this is: a random key in a cookie of its own, its hash in the database."""

from __future__ import annotations

import re
import secrets
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from offers.models import KEPT_FOR, Owner

COOKIE = "leverbook_owner"
SEEN_EVERY = timedelta(days=1)
_KEY = re.compile(r"[A-Za-z0-9_-]{43}")


def owner_of(request: HttpRequest) -> Owner | None:
    """The owner that the browser's key names, or ``None``."""
    key = _key_in(request)
    return Owner.objects.with_key(key).first() if key else None


def prepare_browser(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Give the browser a key together with an empty form, before there is anything to own.

    The owner is stored when the form is saved. That the key is there before
    makes a form that is sent twice two requests of one owner.
    """
    if not _key_in(request):
        set_key(response, secrets.token_urlsafe(32))
    return response


def owner_for_saving(request: HttpRequest) -> tuple[Owner, str]:
    """The browser's owner, stored now if it wasn't, and its key."""
    key = _key_in(request) or secrets.token_urlsafe(32)
    return Owner.objects.for_key(key), key


def keep_owner(request: HttpRequest, response: HttpResponse, owner: Owner) -> HttpResponse:
    """Note once a day that the browser came back, so that its year starts again."""
    now = timezone.now()
    if now - owner.last_seen_at > SEEN_EVERY:
        Owner.objects.filter(pk=owner.pk).update(last_seen_at=now)
        set_key(response, _key_in(request))
    return response


def _key_in(request: HttpRequest) -> str:
    key = request.COOKIES.get(COOKIE, "")
    return key if _KEY.fullmatch(key) else ""


def set_key(response: HttpResponse, key: str) -> None:
    """Keep the key in the browser for a year."""
    response.set_cookie(
        COOKIE,
        key,
        max_age=KEPT_FOR,
        secure=settings.OWNER_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
