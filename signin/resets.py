"""A new password through a link in a letter: who gets one, what it proves, and what ends with it."""

from __future__ import annotations

from typing import Any

from allauth.account import forms
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.manage_email import sync_user_email_address
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest
from django.utils.http import base36_to_int, int_to_base36

from signin.addresses import accounts_of, opens_its_account
from signin.links import link_to
from signin.sessions import end_sessions


class AskForm(forms.ResetPasswordForm):  # type: ignore[misc]  # allauth has no types
    """Where somebody asks for the letter. The page says the same whether there is an account or not."""

    def clean_email(self) -> str:
        email: str = get_adapter().clean_email(self.cleaned_data["email"].lower())
        self.users = [user for user in accounts_of(email) if user.is_active]
        return email

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        email: str = self.cleaned_data["email"]
        adapter = get_adapter()
        for user in self.users:
            sync_user_email_address(user)  # accounts that a command made have none stored
            key = key_for(EmailAddress.objects.get(user=user, email=email))
            link = link_to("account_reset_password_from_key", uidb36=user_pk_to_url_str(user), key=key)
            adapter.send_password_reset_mail(user, email, {"user": user, "password_reset_url": link})
        if not self.users:
            adapter.send_mail("account/email/unknown_account", email, {"signup_url": link_to("account_signup")})
        return email


def key_for(address: EmailAddress) -> str:
    """What a link carries: the address that it is sent to, and a token that holds for an hour, once."""
    return f"{int_to_base36(address.pk)}-{_tokens(address).make_token(address.user)}"


def address_in(key: str, user: User) -> EmailAddress | None:
    """The address that a link was sent to; ``None`` where the link is too old, used or made up."""
    number, _, token = key.partition("-")
    try:
        found = EmailAddress.objects.filter(user=user, pk=base36_to_int(number)).first()
    except ValueError:
        return None
    if found is None or not opens_its_account(found) or not _tokens(found).check_token(user, token):
        return None
    return found


def _tokens(address: EmailAddress) -> forms.EmailAwarePasswordResetTokenGenerator:
    generator = forms.EmailAwarePasswordResetTokenGenerator()
    generator.key_salt = f"leverbook reset through address {address.pk}"
    return generator


class _Keys:
    """As allauth's form of a link asks for them."""

    @staticmethod
    def check_token(user: User, key: str) -> bool:
        return address_in(key, user) is not None


class LinkForm(forms.UserTokenForm):  # type: ignore[misc]
    token_generator = _Keys()


class NewPasswordForm(forms.ResetPasswordKeyForm):  # type: ignore[misc]
    user: User

    def save(self) -> None:
        with transaction.atomic():
            # Of two links that are used at the same moment, the second no longer holds.
            user = User.objects.select_for_update().get(pk=self.user.pk)
            through = address_in(self.temp_key, user)
            if through is None:
                raise PermissionDenied("This link has been used, or another one was.")
            self.user = user
            super().save()
            keep_proven(through)
            end_sessions(user)


def keep_proven(through: EmailAddress) -> None:
    """Drop the addresses that nothing speaks for, now that a reset has come through one.

    Whoever made the account needn't have been the holder of an address that wasn't confirmed until now. If it was
    somebody else, every other address is theirs, the confirmed ones as well.
    """
    others = EmailAddress.objects.filter(user=through.user_id).exclude(pk=through.pk)
    if through.verified:
        others = others.filter(verified=False)
    others.delete()
    through.verified = True
    through.save(update_fields=["verified"])
    if not EmailAddress.objects.filter(user=through.user_id, primary=True).exists():
        through.set_as_primary()
