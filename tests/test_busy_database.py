"""Where the database has no time for a page, that is said at once, and it passes."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection, connections
from django.test import Client, RequestFactory

from guides_project.outages import error_500
from offers.models import Offer
from offers.ownership.owners import COOKIE
from tests import factories

AT_ONCE = 6
needs_a_pool = pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has no pool of connections")


@pytest.fixture
def _pool_of_one() -> Iterator[None]:
    """The pool of the settings, which waits as long as theirs does, with one connection."""
    options = connection.settings_dict["OPTIONS"]
    usual = options["pool"]

    def start(pool: dict[str, int]) -> None:
        connections.close_all()
        connection.close_pool()
        options["pool"] = pool

    start(usual | {"min_size": 1, "max_size": 1})
    yield
    start(usual)


@contextmanager
def nothing_free() -> Iterator[None]:
    """Somebody has the only connection until the block ends."""
    connections.close_all()
    taken, may_end = threading.Event(), threading.Event()

    def hold() -> None:
        connection.ensure_connection()
        taken.set()
        may_end.wait(60)
        factories.close_connection()

    holder = threading.Thread(target=hold)
    holder.start()
    assert taken.wait(10)
    try:
        yield
    finally:
        may_end.set()
        holder.join(10)


def visitor(key: str) -> Client:
    browser = Client(raise_request_exception=False)
    browser.cookies[COOKIE] = key
    return browser


@needs_a_pool
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_pool_of_one")
def test_an_empty_pool_is_a_plain_503_within_seconds_for_everybody_and_passes():
    client, owner = factories.browser()
    own = factories.offer(owner).get_absolute_url()
    key = client.cookies[COOKIE].value
    answers = []

    def ask(address: str) -> None:
        began = time.monotonic()
        answers.append((visitor(key).get(address), time.monotonic() - began))
        factories.close_connection()

    with nothing_free():
        threads = [threading.Thread(target=ask, args=[address]) for address in ("/offers/", own) * (AT_ONCE // 2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
    assert len(answers) == AT_ONCE
    for answer, seconds in answers:
        assert (answer.status_code, answer["Retry-After"]) == (503, "5")
        assert "<h1>Please try again in a moment</h1>" in answer.content.decode()
        assert "Content-Security-Policy" in answer.headers
        assert "no-store" in answer["Cache-Control"]
        assert seconds < 4
    assert visitor(key).get(own).status_code == 200


@needs_a_pool
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_pool_of_one")
def test_a_form_that_met_an_empty_pool_is_stored_once_when_it_is_sent_again():
    client, owner = factories.browser()
    browser = visitor(client.cookies[COOKIE].value)
    form = factories.form_data(kind="offer", employer="Acme")
    with nothing_free():
        assert browser.post("/offers/new/", form).status_code == 503
    assert [browser.post("/offers/new/", form).status_code for _ in range(2)] == [302, 302]
    assert Offer.objects.of(owner).count() == 1


def answered(error: BaseException) -> int:
    try:
        # As Django raises it.
        raise OperationalError("busy") from error
    except OperationalError:
        return error_500(RequestFactory().get("/")).status_code


def test_a_lock_of_sqlite_is_busy_and_another_error_is_not(tmp_path):
    first, second = (sqlite3.connect(tmp_path / "some.sqlite3", timeout=0, isolation_level=None) for _ in range(2))
    first.execute("begin exclusive")
    with pytest.raises(sqlite3.OperationalError) as locked:
        second.execute("begin exclusive")
    first.execute("rollback")
    with pytest.raises(sqlite3.OperationalError) as missing:
        second.execute("select * from nothing")
    first.close(), second.close()
    assert answered(locked.value) == 503
    assert answered(missing.value) == 500
