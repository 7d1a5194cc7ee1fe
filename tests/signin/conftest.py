from __future__ import annotations

import time

import pytest
from django.contrib.auth.models import User

from tests.signin.staff import EMAIL, PASSWORD, Clock


@pytest.fixture
def clock(monkeypatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(time, "time", clock)
    return clock


@pytest.fixture
def _quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def _as_in_production(settings):
    settings.STAFF_MFA_REQUIRED = True


@pytest.fixture
def alice() -> User:
    return User.objects.create_superuser("alice", EMAIL, PASSWORD)
