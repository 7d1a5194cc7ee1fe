"""Where sessions are kept, how they are listed, and how they end.

Django's own store, with the account beside each session ("Extending database-backed session engines" in its manual).
allauth's ``usersessions`` would keep IP addresses besides, and knows neither a sign-in that waits for its second factor
nor what to end when an account is deleted.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from allauth.account.internal.flows.login import _AUTHENTICATION_METHODS_USER_SESSION_KEY
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.backends import db
from django.http import HttpRequest
from django.utils import timezone

from signin.browsers import browser_name
from signin.models import AccountSession

SIGNED_IN = "signed_in"
# Seconds. Offers are looked at now and then, so a week may pass; the whole ends as the cookie does.
UNUSED_LASTS = 7 * 24 * 3600
NOTED_EACH = 24 * 3600


class SessionStore(db.SessionStore):
    """Ends a sign-in that nobody has used for a week, or that is as old as a cookie may be.

    A use is written down once a day: reading pages costs no other write.
    """

    def load(self) -> dict[str, Any]:
        data: dict[str, Any] = super().load()
        told = data.get(SIGNED_IN)
        if told is None:
            return data
        if _is_over(told):
            self.delete(self.session_key)
            self._session_key = None
            return {}
        if time.time() - _last_used(told) > NOTED_EACH:
            told["used"] = time.time()
            self.modified = True
        return data

    @classmethod
    def get_model_class(cls) -> type[AccountSession]:
        return AccountSession

    def create_model_instance(self, data: dict[str, Any]) -> AccountSession:
        session: AccountSession = super().create_model_instance(data)  # type: ignore[assignment]
        # The password was shown before the second factor is asked for.
        account = data.get(SESSION_KEY) or data.get(_AUTHENTICATION_METHODS_USER_SESSION_KEY)
        session.account_id = int(account) if account else None
        return session


def _last_used(told: dict[str, Any]) -> float:
    """When a sign-in was last used, to the day: at first when it was made."""
    return float(told.get("used", told["at"]))


def _is_over(told: dict[str, Any]) -> bool:
    now = time.time()
    return now - _last_used(told) > UNUSED_LASTS or now - told["at"] > settings.SESSION_COOKIE_AGE


@dataclass(frozen=True, slots=True)
class SignedIn:
    """One browser that is signed in, as its account's page shows it."""

    handle: str
    browser: str
    since: datetime
    is_this_one: bool


def signed_in_browsers(account: User, this_one: str | None) -> list[SignedIn]:
    """An account's sessions: the one with the key ``this_one``, then the newest first."""
    found = []
    for session in AccountSession.objects.of(account).filter(expire_date__gt=timezone.now()):
        told = session.get_decoded().get(SIGNED_IN)
        if told and not _is_over(told):
            since = datetime.fromtimestamp(told["at"], tz=UTC)
            is_this_one = session.session_key == this_one
            found.append(SignedIn(_handle(session), told["with"], since, is_this_one))
    return sorted(found, key=lambda one: (one.is_this_one, one.since), reverse=True)


def _handle(session: AccountSession) -> str:
    """What a page calls it: whoever reads the page can't take the session over."""
    return sha256(f"handle of {session.session_key}".encode()).hexdigest()[:32]


def end_session(account: User, handle: str) -> None:
    for session in AccountSession.objects.of(account):
        if _handle(session) == handle:
            session.delete()


def end_sessions(account: User, *, but: str | None = None) -> None:
    """Sign an account out everywhere, except in the session with the key ``but``."""
    AccountSession.objects.of(account).but(but).delete()


def note_browser(request: HttpRequest) -> None:
    """Write down when and with what somebody has signed in."""
    request.session[SIGNED_IN] = {"with": browser_name(request.headers.get("User-Agent", "")), "at": time.time()}
