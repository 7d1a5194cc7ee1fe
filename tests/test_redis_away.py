"""While Redis is away the site answers."""

from __future__ import annotations

import os
import socket
import subprocess
import sys

import pytest
from django.conf import settings

from guides_project.redis_cache import SpareableRedisCache

ASKED = """
import django; django.setup()
from django.core.management import call_command
from django.test import Client
call_command("migrate", verbosity=0)
for address in ("/", "/search/?q=runway", "/companies/", "/market/", "/offers/"):
    print(address, Client().get(address, headers={"host": "127.0.0.1"}).status_code)
browser = Client(headers={"host": "127.0.0.1"})
form = {"kind": "offer", "employer": "Acme", "currency": "USD", "equity_kind": "rsu", "bonus_unit": "percent"}
saved = browser.post("/offers/new/", form | {"base": "210,000", "status": "verbal"})
print("saved", saved.status_code)
print("opened", browser.get(saved["Location"]).status_code)
"""


@pytest.fixture
def nobody():
    """A port of this machine on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    return f"redis://127.0.0.1:{port}/0"


def test_public_pages_and_the_own_offers_are_there_without_redis(nobody, tmp_path):
    told = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-c", ASKED],
        cwd=settings.BASE_DIR,
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "guides_project.settings",
            "DATABASE_URL": f"sqlite:///{tmp_path / 'library.sqlite3'}",
            "CACHE_URL": nobody,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    answers = dict(line.rsplit(" ", 1) for line in told.stdout.splitlines())
    pages = ["/", "/search/?q=runway", "/companies/", "/market/", "/offers/", "opened"]
    assert answers == dict.fromkeys(pages, "200") | {"saved": "302"}, told.stderr
    # Told now and then, not for each look-up.
    assert told.stderr.count("Redis is away, pages") == 1


def test_a_cache_that_is_away_holds_nothing_and_says_so(nobody, monkeypatch):
    monkeypatch.setattr(SpareableRedisCache, "_away_until", 0.0)
    away = SpareableRedisCache(nobody, {})
    away.set("a", 1)
    assert away.get("a", "nothing") == "nothing"
    assert away.add("making", 1)
    assert not away.delete("making")
