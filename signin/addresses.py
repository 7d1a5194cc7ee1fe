"""The e-mail addresses that people sign in with."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.db.models.signals import pre_save
from django.dispatch import receiver


@receiver(pre_save, sender=User)
def keep_small_letters(instance: User, **_: Any) -> None:
    """They are looked up in small letters; ``createsuperuser`` would keep "Ann@" and Ann could never sign in."""
    instance.email = instance.email.lower()


def own_addresses_of(user: User) -> set[str]:
    """Those that are the account's for certain: confirmed, or the one that nobody else's account has confirmed."""
    confirmed = set(EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True))
    return confirmed | ({user.email} if user in accounts_of(user.email) else set())


def is_taken(email: str, *, but_by: User) -> bool:
    """Whether another account signs in with it. A further address that nobody has confirmed reserves nothing."""
    return (
        User.objects.filter(email__iexact=email).exclude(pk=but_by.pk).exists()
        or EmailAddress.objects.filter(email__iexact=email, verified=True).exclude(user=but_by.pk).exists()
    )


def accounts_of(email: str) -> list[User]:
    """Whom a letter to this address may let in: whose confirmed one it is, else whose only name it is.

    A further address means nothing before it is confirmed: it may have been mistyped, or be somebody else's.
    """
    email = email.lower()
    confirmed = EmailAddress.objects.filter(email=email, verified=True).select_related("user")
    return [address.user for address in confirmed] or list(User.objects.filter(email=email))


def username_for(email: str) -> str:
    """The user name that an account gets by the address that it is made with.

    The same each time, and unique in the database: two accounts can't be made with an address at once.
    """
    name = re.sub(r"[^a-z0-9]+", "-", email.partition("@")[0].lower())[:40].strip("-")
    return f"{name or 'account'}-{sha256(email.lower().encode()).hexdigest()[:16]}"


def opens_its_account(address: EmailAddress) -> bool:
    return address.user in accounts_of(address.email)


def vouch_for(user: User) -> None:
    """Make the account's e-mail its only one, as good as confirmed: who keeps the accounts knows whose it is."""
    EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
