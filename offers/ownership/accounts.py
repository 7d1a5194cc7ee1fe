"""Accounts: signing in takes over the offers that a browser holds, and a second factor stays one."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse

from offers.models import MOST_OFFERS
from offers.ownership.owners import claim
from signin import log as signin_log
from signin.second_factor import signed_in_just_now


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Signing in, or up, claims what was recorded in this browser without an account."""

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        if left := claim(request, user):
            messages.warning(
                request,
                f"Your account keeps {MOST_OFFERS} offers and no more: the {left} oldest of this browser stay with the "
                "browser. They can be opened here while you are signed out.",
            )
        answer: HttpResponse = super().post_login(request, user, **kwargs)
        return answer

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        return super().is_reauthentication_required(app=app, **kwargs) and not signed_in_just_now(context.request)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Whoever has a second factor confirms with it: the password alone could otherwise take it off."""
        methods = super().get_reauthentication_methods(user)
        return [method for method in methods if method["id"] != "reauthenticate"] or methods

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        if code == "too_many_login_attempts":
            signin_log.too_many_attempts(context.request)
        error: ValidationError = super().validation_error(code, *args)
        return error

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # Theirs holds the host as the browser names it, so that another port in it would be a fresh count.
        name: str = credentials.get("email", credentials.get("username", ""))
        return name.lower()
