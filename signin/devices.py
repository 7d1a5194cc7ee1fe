"""Browsers in which somebody has signed in before: others' failures don't keep them out.

The cookie holds a number of its own and, for each account, a mark that nobody else can make: neither an address nor the
account's number. A mark ends with the account's password.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

COOKIE: str = settings.DEVICE_COOKIE_NAME
KEPT_FOR = timedelta(days=365)
MOST_ACCOUNTS = 5
_SALT = "known device"


def known_device(request: HttpRequest, accounts: Iterable[User]) -> str | None:
    """The number of the browser, if one of the accounts has signed in with it."""
    told = _told(request)
    return told["number"] if any(_mark(account) in told["marks"] for account in accounts) else None


def remember_device(request: HttpRequest, response: HttpResponse, account: User) -> None:
    """For a year from now, after a sign-in with all that it takes."""
    told = _told(request)
    others = [mark for mark in told["marks"] if mark != _mark(account)]
    response.set_cookie(
        COOKIE,
        signing.dumps({"number": told["number"], "marks": [_mark(account), *others][:MOST_ACCOUNTS]}, salt=_SALT),
        max_age=KEPT_FOR,
        secure=settings.DEVICE_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _told(request: HttpRequest) -> dict[str, Any]:
    try:
        told: dict[str, Any] = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=KEPT_FOR)
    except signing.BadSignature:
        return {"number": secrets.token_hex(16), "marks": []}
    return told


def _mark(account: User) -> str:
    return salted_hmac(_SALT, f"{account.pk} {account.get_session_auth_hash()}", algorithm="sha256").hexdigest()[:32]
