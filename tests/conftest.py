from __future__ import annotations

import socket
from importlib.util import find_spec

import pytest
from django.core.cache import caches

from guides.library import epoch, keeping

# They need requirements-browser.txt, which `make test-browser` installs.
collect_ignore = [] if find_spec("playwright") else ["browser"]


@pytest.fixture(autouse=True)
def _nothing_kept():
    for cache in caches.all(initialized_only=True):
        cache.clear()
    keeping.clear_all()
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
