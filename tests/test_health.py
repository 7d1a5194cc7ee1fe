"""The address that tells whether a process can work."""

from __future__ import annotations

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client, override_settings

pytestmark = pytest.mark.django_db


def test_it_is_answered_whatever_the_host_and_without_tls():
    with override_settings(ALLOWED_HOSTS=["leverbook.example"], SECURE_SSL_REDIRECT=True):
        answer = Client().get("/health/", headers={"Host": "10.1.2.3:8000"})
    assert answer.status_code == 200
    assert answer.json() == {"database": "ok", "cache": "ok", "migrations": "ok"}
    assert answer["Cache-Control"] == "no-store"


def test_a_migration_that_waits_is_told():
    MigrationRecorder(connection).record_unapplied("offers", "0001_initial")
    answer = Client().get("/health/")
    assert answer.status_code == 503
    assert answer.json()["migrations"] == "1 wait"


def test_a_database_that_is_away_is_told():
    def refuse(*_):
        raise OperationalError("connection refused")

    with connection.execute_wrapper(refuse):
        answer = Client().get("/health/")
    assert answer.status_code == 503
    assert answer.json() == {"database": "away", "cache": "ok", "migrations": "not known"}


def test_without_its_cache_a_process_is_told_to_be_well():
    nobody = {
        "BACKEND": "guides_project.redis_cache.RedisCache",
        "LOCATION": "redis://127.0.0.1:1/0",
        "OPTIONS": {"socket_connect_timeout": 1},
    }
    with override_settings(CACHES={"default": nobody, "pages": nobody}):
        answer = Client().get("/health/")
    assert answer.status_code == 200
    assert answer.json()["cache"] == "away"
