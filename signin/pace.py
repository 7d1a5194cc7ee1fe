"""How quickly passwords and codes may be tried.

Failures count for an address and an account together, so that nobody locks somebody else out, and for an address alone.
A browser in which the account has signed in before has a count of its own. Whoever has a second factor may try once a
minute however much went wrong: what a guessed password opens is then not the account.

The limits are in ``ACCOUNT_RATE_LIMITS``; they are counted by allauth, in the cache.
"""

from __future__ import annotations

from collections.abc import Sequence

from allauth.core.internal import ratelimit
from allauth.core.internal.ratelimit import RateLimitUsage
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.models import User
from django.http import HttpRequest

from signin.devices import known_device


def begin_try(request: HttpRequest, name: str, accounts: Sequence[User]) -> RateLimitUsage | None:
    """Count a try as failed until it is rolled back; ``None`` if it comes too early and mustn't be looked at.

    ``name`` is what is tried: the address that was typed, or whose code it is. ``accounts`` are those that it may open.
    """
    if device := known_device(request, accounts):
        return _count(request, f"{device} {name}", "tries_on_known_device")
    key = _place_and_name(request, name)
    is_first_in_a_minute = _count(request, key, "tries_of_the_patient")
    tried = _count(request, key, "tries", "tries_from_one_place")
    if tried is None and any(is_mfa_enabled(account) for account in accounts):
        return is_first_in_a_minute
    return tried


def forgive(request: HttpRequest, name: str) -> None:
    """Begin to count anew: whoever tried has shown by other means who they are."""
    ratelimit.clear(request, app="allauth.account", action="tries", key=_place_and_name(request, name))


def _place_and_name(request: HttpRequest, name: str) -> str:
    return f"{ratelimit.get_ip(request)} {name}"


def _count(request: HttpRequest, key: str, *actions: str) -> RateLimitUsage | None:
    """Count in all limits of some actions, or in none: a try that is refused makes nobody wait longer."""
    counted = RateLimitUsage(usage=[])
    for is_asked_only in (True, False):
        for action in actions:
            found = ratelimit.consume(request, app="allauth.account", action=action, key=key, dry_run=is_asked_only)
            if found is None:
                counted.rollback()
                return None
            if not is_asked_only:
                counted.usage += found.usage
    return counted
