"""Who signed in, who failed to, and what happened to second factors: lines of ``leverbook.signin``.

A line names accounts by their number and never holds a password, a code or a
whole e-mail address.
"""

from __future__ import annotations

import logging
from typing import Any

from allauth.account import signals as account
from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa import signals as mfa
from django.contrib.auth import signals as auth
from django.core.exceptions import PermissionDenied
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

logger = logging.getLogger("leverbook.signin")


def write(level: int, what: str, request: HttpRequest | None, **facts: Any) -> None:
    """A line such as ``signed-in user=3 staff=yes second_factor=totp ip=192.0.2.7``."""
    facts["ip"] = address_of(request)
    logger.log(level, "%s %s", what, " ".join(f"{name}={value}" for name, value in facts.items()))


def address_of(request: HttpRequest | None) -> str:
    try:
        return get_adapter().get_client_ip(request) if request else "none"
    except PermissionDenied:
        return "unknown"


def shortened(email: str) -> str:
    """Enough to recognise an address that one knows: ``ed…@example.org``."""
    name, at, host = email.partition("@")
    return "".join(letter for letter in f"{name[:2]}…{at}{host[:60]}" if letter.isprintable() and letter != " ")


def yes(value: object) -> str:
    return "yes" if value else "no"


@receiver(auth.user_logged_in)
def signed_in(request: HttpRequest, user: Any, **_: Any) -> None:
    shown = [record["type"] for record in get_authentication_records(request, user) if record["method"] == "mfa"]
    facts = {"staff": yes(user.is_staff), "second_factor": shown[-1] if shown else "no"}
    write(logging.INFO, "signed-in", request, user=user.pk, **facts)


@receiver(auth.user_logged_out)
def signed_out(request: HttpRequest, user: Any, **_: Any) -> None:
    if user:
        write(logging.INFO, "signed-out", request, user=user.pk)


@receiver(auth.user_login_failed)
def failed(credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    given = credentials.get("email") or credentials.get("username") or ""
    write(logging.WARNING, "sign-in-failed", request, account=shortened(given))


@receiver(mfa.authentication_failed)
def code_refused(request: HttpRequest, user: Any, **_: Any) -> None:
    write(logging.WARNING, "second-factor-refused", request, user=user.pk)


@receiver(mfa.authenticator_used)
def code_used(request: HttpRequest, user: Any, authenticator: Any, *, reauthenticated: bool, **_: Any) -> None:
    # A recovery code stands for a device that is lost, or for a sheet of paper that was found.
    level = logging.WARNING if authenticator.type == authenticator.Type.RECOVERY_CODES else logging.INFO
    facts = {"type": authenticator.type, "again": yes(reauthenticated)}
    write(level, "second-factor-shown", request, user=user.pk, **facts)


@receiver(mfa.authenticator_added)
def added(request: HttpRequest, user: Any, authenticator: Any, **_: Any) -> None:
    write(logging.INFO, "second-factor-added", request, user=user.pk, type=authenticator.type)


@receiver(mfa.authenticator_removed)
def removed(request: HttpRequest, user: Any, authenticator: Any, **_: Any) -> None:
    write(logging.WARNING, "second-factor-removed", request, user=user.pk, type=authenticator.type)


@receiver(mfa.authenticator_reset)
def made_anew(request: HttpRequest, user: Any, authenticator: Any, **_: Any) -> None:
    write(logging.INFO, "second-factor-made-anew", request, user=user.pk, type=authenticator.type)


@receiver([account.password_changed, account.password_set])
def password_changed(request: HttpRequest, user: Any, **_: Any) -> None:
    write(logging.INFO, "password-changed", request, user=user.pk)


@receiver(account.password_reset)
def password_reset(request: HttpRequest, user: Any, **_: Any) -> None:
    write(logging.WARNING, "password-reset", request, user=user.pk)


def too_many_attempts(request: HttpRequest) -> None:
    """A password or a code that wasn't looked at, since too many wrong ones came before it."""
    write(logging.WARNING, "too-many-attempts", request)


def too_many_requests(request: HttpRequest, typed: QueryDict | None = None) -> HttpResponse:
    """The page for whoever asks too often; what was ``typed`` can be sent again from there."""
    page = request.resolver_match.view_name if request.resolver_match else ""
    write(logging.WARNING, "too-many-requests", request, page=page)
    kept = [(name, value) for name, values in typed.lists() for value in values] if typed else []
    context = {"kept": [(name, value) for name, value in kept if name != "csrfmiddlewaretoken"]}
    return render(request, "429.html", context, status=429)
