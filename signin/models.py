"""Browsers' sessions, each with the account that it is of."""

from __future__ import annotations

from typing import ClassVar, Self

from django.contrib.auth.models import User
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models


class SessionQuerySet(models.QuerySet["AccountSession"]):
    def of(self, account: User) -> Self:
        """Those that are signed in to an account, and those that have shown its password and no second factor yet."""
        return self.filter(account=account)

    def but(self, session_key: str | None) -> Self:
        return self.exclude(session_key=session_key)


class AccountSession(AbstractBaseSession):
    """A session as Django keeps it, which also names its account: so it can be listed, and goes with the account."""

    # The database doesn't check the reference: a sign-in at the very moment in which its account is deleted is then
    # a session of nobody, where Django would otherwise try to store it again and again.
    account = models.ForeignKey(User, models.CASCADE, null=True, related_name="+", db_constraint=False)

    objects: ClassVar = BaseSessionManager.from_queryset(SessionQuerySet)()

    class Meta(AbstractBaseSession.Meta):
        pass

    @classmethod
    def get_session_store_class(cls) -> type:
        from signin.sessions import SessionStore

        return SessionStore
