"""What allauth does our way: letters, who confirms an address, and how often a password may be tried."""

from __future__ import annotations

import logging
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core import context
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme

from signin import log
from signin.addresses import accounts_of, username_for
from signin.devices import remember_device
from signin.links import link_to
from signin.pace import begin_try, forgive
from signin.second_factor import signed_in_just_now


class SigninAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    # Letters

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        # Theirs adds the site as the request names it: its Host.
        self.render_mail(template_prefix, email, {"email": email} | context).send()

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        return link_to("account_confirm_email", key=emailconfirmation.key)

    def send_notification_mail(self, template_prefix: str, user: Any, *args: Any, **kwargs: Any) -> None:
        try:
            super().send_notification_mail(template_prefix, user, *args, **kwargs)
        except (SMTPException, OSError) as error:
            # What it tells of has been done already.
            log.write(logging.ERROR, "notice-not-sent", context.request, user=user.pk, reason=type(error).__name__)

    # Who may do what

    def is_safe_url(self, url: str | None) -> bool:
        """A way on leads within the site, by a path: an address with a host could leave TLS for this very host."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """An address is confirmed by whoever has both its letters and the account.

        Else the holder of an address would vouch for an account that somebody else has made with it.
        """
        if request.user.pk != email_address.user_id:
            raise PermissionDenied("This link confirms an address of another account than the one that is signed in.")
        confirmed: bool = super().confirm_email(request, email_address)
        return confirmed

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        if app == "allauth.mfa" and signed_in_just_now(context.request):
            return False
        required: bool = super().is_reauthentication_required(app=app, **kwargs)
        return required

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Whoever has a second factor confirms with it: the password alone could otherwise take it off."""
        methods = super().get_reauthentication_methods(user)
        return [method for method in methods if method["id"] != "reauthenticate"] or methods

    # Sign-up

    def populate_username(self, request: HttpRequest, user: User) -> None:
        name = username_for(user.email)
        # Somebody who signs in by another address meanwhile may have it; then any other does.
        if not User.objects.filter(username=name).exclude(email__iexact=user.email).exists():
            user.username = name
        super().populate_username(request, user)

    # Sign-in

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        name = _name_in(credentials)
        self._login_failed_rl_usage = begin_try(request, name, accounts_of(name))
        if self._login_failed_rl_usage is None:
            raise self.validation_error("too_many_login_attempts")

    def _delete_login_attempts_cached_email(self, request: HttpRequest, **credentials: Any) -> None:
        forgive(request, _name_in(credentials))

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        answer: HttpResponse = super().post_login(request, user, **kwargs)
        remember_device(request, answer, user)
        return answer

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        if code == "too_many_login_attempts":
            log.too_many_attempts(context.request)
        error: ValidationError = super().validation_error(code, *args)
        return error


def _name_in(credentials: dict[str, Any]) -> str:
    name: str = credentials.get("email", credentials.get("username", ""))
    return name.lower()
