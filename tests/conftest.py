from __future__ import annotations

import gc
import os
import pickle
import socket
from collections.abc import Callable
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.cache import caches
from django.db.models.signals import post_migrate
from django.utils import timezone

from guides.data.reference import (
    load_groups,
    load_locations,
    load_place_tree,
    load_rates,
    load_rights,
    load_statutory_rates,
    load_vesting_presets,
)
from guides.library import epoch, keeping
from guides.parsing import GuideDocument, decode_guide, parse_guide
from offers import kept_pages

# They need requirements-browser.txt, which `make test-browser` installs.
collect_ignore = [] if find_spec("playwright") else ["browser"]


def pytest_addoption(parser):
    parser.addoption(
        "--only-with-database",
        action="store_true",
        help="leave out the tests that ask no database, which another run has on another one",
    )


def pytest_configure():
    # Those of the site take a third of a second each, on purpose.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # A page that is sent again has no context to look at; tests/offers/test_kept_pages.py turns it on.
    settings.KEEP_PRIVATE_PAGES = False


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    # What takes longest begins first, so that no process is left alone with it at the end.
    items.sort(key=lambda item: item.get_closest_marker("corpus") is None)
    if config.getoption("only_with_database"):
        others = [item for item in items if not asks_a_database(item)]
        if others:
            config.hook.pytest_deselected(items=others)
            items[:] = [item for item in items if asks_a_database(item)]


def pytest_collection_finish():
    # Modules and tests stay to the end. Looking through them for garbage again and again took a sixth of the time.
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def asks_a_database(item) -> bool:
    # Without one of these, a query fails the test.
    return item.get_closest_marker("django_db") is not None or not {"db", "transactional_db"}.isdisjoint(
        item.fixturenames
    )


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup):
    """Also keeps what migrations load: a test with real transactions flushes every table when it ends."""

    def load_again(sender, **_):
        from django.contrib.auth.models import Group, Permission

        from guides.models import (
            ExchangeRate,
            Location,
            LocationAlias,
            Right,
            RightRevision,
            StatutoryRate,
            VestingPreset,
        )

        load_groups(Group, Permission)
        load_locations(Location, LocationAlias)
        load_place_tree(Location, LocationAlias)
        load_rights(Right, RightRevision, Location, timezone.now())
        load_rates(ExchangeRate)
        load_statutory_rates(StatutoryRate)
        load_vesting_presets(VestingPreset)

    # Sent by a flush as well, and after the permissions are made that groups consist of.
    post_migrate.connect(load_again, sender=apps.get_app_config("guides"))
    yield
    post_migrate.disconnect(load_again, sender=apps.get_app_config("guides"))


@pytest.fixture(scope="session")
def parsed(tmp_path_factory) -> Callable[[Path], GuideDocument]:
    """The document of a guide's file, which is parsed once in a run, whichever process is the first to want it."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    folder = folder / "parsed"
    folder.mkdir(exist_ok=True)

    def document(path: Path) -> GuideDocument:
        kept = folder / sha256(str(path).encode()).hexdigest()
        if kept.exists():
            return pickle.loads(kept.read_bytes())  # noqa: S301 - this run's own
        made = parse_guide(decode_guide(path.read_bytes()))
        # Under its name only when it is whole.
        begun = kept.with_suffix(f".{os.getpid()}")
        begun.write_bytes(pickle.dumps(made))
        begun.replace(kept)
        return made

    return document


@pytest.fixture(autouse=True)
def _nothing_kept():
    for cache in caches.all(initialized_only=True):
        cache.clear()
    keeping.clear_all()
    kept_pages.forget_all()
    epoch._reader.forget()


@pytest.fixture(autouse=True)
def _no_outside_network(monkeypatch):
    """Nothing of ours may call out: a connection to anything but this machine fails the test."""
    connect = socket.socket.connect

    def guarded(self, address):
        host = address[0] if isinstance(address, tuple) else "local"
        if host not in {"local", "localhost", "127.0.0.1", "::1"}:
            raise AssertionError(f"A connection to {host} was tried.")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
