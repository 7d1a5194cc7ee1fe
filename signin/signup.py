"""Making an account."""

from __future__ import annotations

from allauth.account import forms
from allauth.account.adapter import get_adapter

from signin.addresses import accounts_of


class SignupForm(forms.SignupForm):  # type: ignore[misc]  # allauth has no types
    """Signing up is possible with an address that somebody else has merely noted as a further one of theirs."""

    def validate_unique_email(self, value: str) -> str:
        if accounts_of(value):
            raise get_adapter().validation_error("email_taken")
        return value
