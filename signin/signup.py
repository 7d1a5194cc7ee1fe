"""Making an account."""

from __future__ import annotations

from allauth.account import forms
from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from signin.addresses import accounts_of

MADE_JUST_NOW = "This account was made a moment ago, perhaps by the same form. Sign in to it."


class SignupForm(forms.SignupForm):  # type: ignore[misc]  # allauth has no types
    """Signing up is possible with an address that somebody else has merely noted as a further one of theirs."""

    def validate_unique_email(self, value: str) -> str:
        if accounts_of(value):
            raise get_adapter().validation_error("email_taken")
        return value

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        try:
            with transaction.atomic():
                saved: tuple[User | None, HttpResponse | None] = super().try_save(request)
        except IntegrityError:
            # Of a form that is sent twice at once both are valid, and the user name is taken by the first.
            messages.warning(request, MADE_JUST_NOW)
            return None, redirect("account_login")
        return saved
