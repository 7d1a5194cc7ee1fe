"""Whose offers they are."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.utils import timezone

KEPT_FOR = timedelta(days=365)


class OwnerQuerySet(models.QuerySet["Owner"]):
    def with_key(self, key: str) -> Self:
        return self.filter(key_hash=key_hash(key))

    def for_key(self, key: str) -> Owner:
        """The owner with a key, made if there is none yet."""
        owner, _ = self.get_or_create(key_hash=key_hash(key))
        return owner

    def for_user(self, user: User) -> Owner:
        """The owner of an account, made if there is none yet; no browser's key opens it."""
        owner, _ = self.get_or_create(user=user, defaults={"key_hash": key_hash(secrets.token_urlsafe(32))})
        return owner

    def abandoned(self, now: datetime) -> Self:
        """Nobody has claimed them with an account, or opened them for a year."""
        return self.filter(user=None, last_seen_at__lt=now - KEPT_FOR)


class Owner(models.Model):
    """Whose offers they are: a browser that holds the key, and perhaps an account.

    Only the key's hash is stored; the key itself lives in a cookie.
    """

    key_hash = models.CharField(max_length=64, unique=True)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    last_seen_at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = OwnerQuerySet.as_manager()

    def __str__(self) -> str:
        return f"owner {self.pk}"

    def lock(self) -> None:
        """Let nobody else add to what they keep before this transaction ends: two at once could pass a limit."""
        Owner.objects.select_for_update().get(pk=self.pk)


def key_hash(key: str) -> str:
    # The key has 256 random bits: a plain hash can't be searched back to it.
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()
