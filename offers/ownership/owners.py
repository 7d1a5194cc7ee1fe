"""Whose offers they are: an account's, or those of a browser with a random key in a cookie of its own."""

from __future__ import annotations

import re
import secrets
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from offers.models import KEPT_FOR, MOST_OFFERS, Offer, Owner, key_hash

COOKIE: str = settings.OWNER_COOKIE_NAME
SEEN_EVERY = timedelta(days=1)
_KEY = re.compile(r"[A-Za-z0-9_-]{43}")


def owner_of(request: HttpRequest) -> Owner | None:
    """The account's owner where somebody is signed in, else the one that the browser's key names, or ``None``."""
    named = whose(request)
    return Owner.objects.filter(**named).first() if named else None


def offers_of(request: HttpRequest) -> QuerySet[Offer]:
    """All offers that a request may see, each with its owner."""
    named = whose(request)
    if named is None:
        return Offer.objects.none()
    return Offer.objects.filter(**{f"owner__{name}": value for name, value in named.items()}).select_related("owner")


def whose(request: HttpRequest) -> dict[str, Any] | None:
    """What tells the owner of a request, the account before the browser; ``None`` where there is neither.

    What an account has taken over is no longer opened by the browser's key.
    """
    if request.user.is_authenticated:
        return {"user_id": request.user.pk}
    key = _key_in(request)
    return {"user_id": None, "key_hash": key_hash(key)} if key else None


@transaction.atomic
def claim(request: HttpRequest, user: User) -> int:
    """Give the account what this browser holds; what it had already stays beside it.

    Returns how many offers the account has no room for: the oldest, which stay
    the browser's.
    """
    key = _key_in(request)
    held = Owner.objects.with_key(key).filter(user=None).select_for_update().first() if key else None
    if held is None:
        return 0
    own = Owner.objects.filter(user=user).select_for_update().first()
    if own is None:
        held.user = user
        held.key_hash = key_hash(secrets.token_urlsafe(32))  # the browser's key opens it no more
        held.save(update_fields=["user", "key_hash"])
        return 0
    room = max(MOST_OFFERS - own.offers.count(), 0)
    fitting = list(held.offers.values_list("pk", flat=True)[:room])
    held.offers.filter(pk__in=fitting).update(owner=own)
    left = held.offers.count()
    if not left:
        held.delete()
    return left


def prepare_browser(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Give the browser a key together with an empty form, before there is anything to own.

    The owner is stored when the form is saved. That the key is there before
    makes a form that is sent twice two requests of one owner.
    """
    if not _issued_key_in(request):
        set_key(response, secrets.token_urlsafe(32))
    return response


def owner_for_saving(request: HttpRequest) -> tuple[Owner, str]:
    """The owner to save for, stored now if it wasn't, and the browser's key."""
    key = _issued_key_in(request) or secrets.token_urlsafe(32)
    if request.user.is_authenticated:
        return Owner.objects.for_user(request.user), key
    return Owner.objects.for_key(key), key


def keep_owner(request: HttpRequest, response: HttpResponse, owner: Owner) -> HttpResponse:
    """Note once a day that the browser came back, so that its year starts again."""
    now = timezone.now()
    if now - owner.last_seen_at > SEEN_EVERY:
        Owner.objects.filter(pk=owner.pk).update(last_seen_at=now)
        if key := _key_in(request):
            set_key(response, key)
    return response


def _signer() -> Signer:
    return Signer(salt="owner's key")


def _key_in(request: HttpRequest) -> str:
    """The key without its signature: it opens what was stored with it, and only that."""
    key = request.COOKIES.get(COOKIE, "").partition(_signer().sep)[0]
    return key if _KEY.fullmatch(key) else ""


def _issued_key_in(request: HttpRequest) -> str:
    """The key, if we have issued it: somebody may have put one of their own making into this browser.

    One that an owner is stored with was issued, even if the signature is that of a secret key long gone.
    """
    key = _key_in(request)
    try:
        _signer().unsign(request.COOKIES.get(COOKIE, ""))
    except BadSignature:
        return key if key and Owner.objects.with_key(key).exists() else ""
    return key


def set_key(response: HttpResponse, key: str) -> None:
    """Keep the key in the browser for a year."""
    response.set_cookie(
        COOKIE,
        _signer().sign(key),
        max_age=KEPT_FOR,
        secure=settings.OWNER_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
