"""What follows when an account changes: the letters that allauth doesn't send, and sessions that end."""

from __future__ import annotations

from typing import Any

from allauth.account import signals
from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from allauth.core import ratelimit
from allauth.mfa.signals import authentication_failed
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from signin.sessions import end_sessions, note_browser


@receiver(user_logged_in)
def signed_in(request: HttpRequest, **_: Any) -> None:
    note_browser(request)


@receiver([signals.password_changed, signals.password_set])
def password_changed(request: HttpRequest, user: Any, **_: Any) -> None:
    end_sessions(user, but=request.session.session_key)


@receiver(signals.email_added)
def address_added(user: Any, email_address: EmailAddress, **_: Any) -> None:
    get_adapter().send_notification_mail("account/email/email_added", user, {"added_email": email_address.email})


@receiver(signals.email_removed)
def address_removed(user: Any, email_address: EmailAddress, **_: Any) -> None:
    """The one that is removed is told as well; allauth tells the main one."""
    if email_address.verified:
        get_adapter().send_notification_mail(
            "account/email/email_deleted", user, {"deleted_email": email_address.email}, email=email_address.email
        )


@receiver(authentication_failed)
def code_refused(request: HttpRequest, user: Any, **_: Any) -> None:
    """Whoever is asked for a code has shown the password: after a few wrong ones its holder should know, once a day."""
    few = ratelimit.consume(request, action="wrong_codes", key=str(user.pk))
    if not few and ratelimit.consume(request, action="told_of_wrong_codes", key=str(user.pk)):
        get_adapter().send_notification_mail("account/email/wrong_codes", user)
