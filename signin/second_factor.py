"""The second factor of a sign-in: whether this session has shown it, and how its secrets are stored."""

from __future__ import annotations

import base64
import time
from datetime import timedelta
from enum import Enum
from typing import cast

from allauth.account import app_settings as account_settings
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

SHOWN_LASTS = timedelta(hours=12)


class _Asked(HttpRequest):
    """A request of which is known what its user can show."""

    _authenticators: dict[int, str]


class SecondFactor(Enum):
    """How far a session has come with it."""

    NOT_SET_UP = "not set up"
    NOT_SHOWN = "set up, but not shown in this session within the last twelve hours"
    SHOWN = "shown"


def second_factor(request: HttpRequest) -> SecondFactor:
    """Where the signed-in user's session stands; one query for each request.

    What was shown counts only while that very authenticator is there: once it
    is reset, the sessions that were opened with it are worth nothing.
    """
    authenticators = _authenticators(request)
    if Authenticator.Type.TOTP not in authenticators.values():
        return SecondFactor.NOT_SET_UP
    oldest = time.time() - SHOWN_LASTS.total_seconds()
    shown = any(
        record["method"] == "mfa" and record.get("id") in authenticators and record["at"] > oldest
        for record in get_authentication_records(request, request.user)
    )
    return SecondFactor.SHOWN if shown else SecondFactor.NOT_SHOWN


def _authenticators(request: HttpRequest) -> dict[int, str]:
    """The user's authenticators by their keys: their types. Kept with the request."""
    asked = cast("_Asked", request)
    if not hasattr(asked, "_authenticators"):
        asked._authenticators = dict(Authenticator.objects.filter(user=request.user).values_list("pk", "type"))
    return asked._authenticators


def signed_in_just_now(request: HttpRequest) -> bool:
    """Whether asking again who it is would only ask what was answered a moment ago."""
    records = get_authentication_records(request, request.user)
    return (
        bool(records)
        and time.time() - records[-1]["at"] < account_settings.REAUTHENTICATION_TIMEOUT
        and second_factor(request) is not SecondFactor.NOT_SHOWN
    )


class EncryptingAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Keeps the secrets of apps and recovery codes encrypted with a key that is made of ``SECRET_KEY``."""

    def encrypt(self, text: str) -> str:
        return ciphers().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return ciphers().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            raise PermissionDenied(
                "Your second factor can't be read any more, because the site's secret key has changed. "
                "Please ask whoever runs the site to reset it."
            ) from None


def ciphers() -> MultiFernet:
    """The first encrypts; those of ``SECRET_KEY_FALLBACKS`` read what older keys have written."""
    return MultiFernet([cipher(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def cipher(secret: str) -> Fernet:
    derived = HKDF(SHA256(), length=32, salt=None, info=b"leverbook second factor").derive(secret.encode())
    return Fernet(base64.urlsafe_b64encode(derived))
