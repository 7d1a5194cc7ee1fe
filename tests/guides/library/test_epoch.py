"""The library's state: what raises it, who sees that and when, with threads, processes, and a transaction left open."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from contextlib import ExitStack, suppress
from functools import partial
from io import StringIO
from time import monotonic, sleep

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from guides.editing import events
from guides.library import epoch
from guides.library.keeping import LibraryCache
from guides.models import Company, Epoch, Event
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


class Refused(Exception):
    pass


def number() -> int:
    stored = Epoch.objects.first()
    return stored.number if stored else 0


def in_thread(work):
    """What ``work`` returns in a thread with a connection of its own."""
    found = []

    def run():
        try:
            found.append(work())
        finally:
            factories.close_connection()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(30)
    return found[0]


def test_a_change_is_a_new_state_once_it_is_committed():
    before = epoch.current()
    with epoch.change():
        assert epoch.is_changing()
        assert in_thread(epoch.current) == before
    assert not epoch.is_changing()
    assert epoch.current() != before


def test_changes_within_a_change_are_one():
    before = number()
    with epoch.change(), epoch.change():
        with epoch.change():
            pass
        assert number() == before
    assert number() == before + 1


def test_what_is_rolled_back_was_no_change():
    before = epoch.current()
    with suppress(Refused), epoch.change():
        Company.objects.create(name="Never", slug="never")
        raise Refused
    assert not Company.objects.filter(slug="never").exists()
    assert not epoch.is_changing()
    assert epoch.current() == before
    # Nor a change within it that failed alone.
    with transaction.atomic():
        with pytest.raises(Refused), epoch.change():
            raise Refused
        assert not epoch.is_changing()
    assert epoch.current() == before


def test_a_change_after_one_that_failed_counts():
    with pytest.raises(Refused), epoch.change():
        raise Refused
    before = epoch.current()
    with epoch.change():
        pass
    assert epoch.current() != before


def test_what_is_read_within_a_change_is_kept_for_nobody():
    names = LibraryCache(lambda keys: {key: Company.objects.filter(name=key).exists() for key in keys}, most=5)
    assert names.one("Acme") is False
    with suppress(Refused), epoch.change():
        Company.objects.create(name="Acme", slug="acme")
        assert names.one("Acme") is True
        raise Refused
    assert names.one("Acme") is False


def test_a_change_by_another_thread_is_seen_at_once():
    epoch.current()

    def publish():
        with epoch.change():
            Company.objects.create(name="Acme", slug="acme")

    before = epoch.current()
    in_thread(publish)
    assert epoch.current() != before


def test_what_was_read_before_a_change_was_through_is_not_taken_for_the_state_after(monkeypatch):
    """One thread asks for the state, another's change is committed, then the first has its answer."""
    ask = epoch._reader._ask
    was = epoch.current()
    is_read, is_changed = threading.Event(), threading.Event()

    class Slow:
        def first(self):
            found = Epoch.objects.first()
            is_read.set()
            is_changed.wait(10)
            return found

    epoch._reader.forget()
    monkeypatch.setattr(epoch.Epoch.objects, "filter", lambda **_: Slow())
    asking = threading.Thread(target=lambda: (ask(""), factories.close_connection()))
    asking.start()
    assert is_read.wait(10)
    monkeypatch.undo()
    with epoch.change():
        pass
    is_changed.set()
    asking.join(10)
    assert epoch.current() != was


def test_the_state_is_asked_for_once_a_second_at_most(django_assert_num_queries, monkeypatch):
    epoch.current()
    with django_assert_num_queries(0):
        for _ in range(100):
            epoch.current()
    later = monotonic() + epoch.READ_EVERY
    monkeypatch.setattr(epoch, "monotonic", lambda: later)
    with django_assert_num_queries(1):
        epoch.current()
        epoch.current()


# A process that does what it is told, line by line, and says what came of it.
PROCESS = """
import sys, django; django.setup()
from contextlib import ExitStack
from guides.library import epoch
from guides.library.keeping import LibraryCache
from guides.models import Company
there = LibraryCache(lambda keys: {key: Company.objects.filter(slug=key).exists() for key in keys}, most=5)
transaction = ExitStack()
for line in sys.stdin:
    match line.split():
        case ["begin", slug]:
            transaction.enter_context(epoch.change())
            Company.objects.create(name=slug, slug=slug)
            print("begun", flush=True)
        case ["commit"]:
            transaction.close()
            print("committed", flush=True)
        case ["state"]:
            print(epoch.current(), flush=True)
        case ["is-there", slug]:
            print(there.one(slug), flush=True)
"""


@pytest.fixture
def address(tmp_path):
    """A database that two processes can share: on SQLite a file, since the tests' own is in memory."""
    if connection.vendor == "postgresql":
        made = connection.settings_dict
        return f"postgresql://{made['USER']}:{made['PASSWORD']}@{made['HOST']}:{made['PORT']}/{made['NAME']}"
    return f"sqlite:///{tmp_path / 'library.sqlite3'}"


@pytest.fixture
def processes(address):
    """Two processes, each as a function from what it is told to what it says."""
    env = os.environ | {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "guides_project.settings"}
    if address.startswith("sqlite"):
        migrate = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
        subprocess.run(migrate, cwd=settings.BASE_DIR, env=env, check=True)  # noqa: S603 - our own command
    with ExitStack() as stack:
        started = [
            stack.enter_context(
                subprocess.Popen(  # noqa: S603 - our own command
                    [sys.executable, "-c", PROCESS],
                    cwd=settings.BASE_DIR,
                    env=env,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    text=True,
                )
            )
            for _ in range(2)
        ]

        def tell(process, line):
            process.stdin.write(f"{line}\n")
            process.stdin.flush()
            return process.stdout.readline().strip()

        yield [partial(tell, process) for process in started]


def test_another_process_is_seen_a_second_after_it_is_through_and_not_before(processes):
    one, other = processes
    before = one("state")
    assert other("begin acme") == "begun"
    sleep(epoch.READ_EVERY)
    # Its transaction is open: nothing has changed, and what is kept now mustn't hide what comes.
    assert one("state") == before
    assert one("is-there acme") == "False"
    assert other("commit") == "committed"
    assert other("is-there acme") == "True"
    sleep(epoch.READ_EVERY)
    assert one("state") == other("state") != before
    assert one("is-there acme") == "True"


def test_while_the_database_is_away_the_last_state_holds(monkeypatch):
    known = epoch.current()
    later = monotonic() + epoch.READ_EVERY

    def away(**_):
        raise epoch.DatabaseError("gone")

    monkeypatch.setattr(epoch.Epoch.objects, "filter", away)
    monkeypatch.setattr(epoch, "monotonic", lambda: later)
    assert epoch.current() == known


def test_nothing_that_visitors_see_is_recorded_outside_a_change():
    guide = factories.published().guide
    for kind in Event.SEEN_BY_VISITORS:
        with pytest.raises(RuntimeError, match=r"has to be an epoch\.change"):
            events.record(kind, guide)


def test_after_a_change_by_hand_a_command_makes_it_known():
    before = epoch.current()
    call_command("library_changed", stdout=StringIO())
    assert epoch.current() != before


@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite lets one write at a time anyway")
def test_numbers_follow_the_order_of_commits():
    """Of two changes at once the one that is committed later has the higher number."""
    seen = []
    may_end = threading.Event()

    def slow():
        with epoch.change():
            Company.objects.create(name="Slow", slug="slow")
            may_end.wait(10)
        seen.append(("slow", number()))

    def quick():
        with epoch.change():
            Company.objects.create(name="Quick", slug="quick")
        seen.append(("quick", number()))

    first = threading.Thread(target=lambda: (slow(), factories.close_connection()))
    first.start()
    in_thread(quick)
    may_end.set()
    first.join(10)
    assert [name for name, _ in seen] == ["quick", "slow"]
    assert seen[0][1] < seen[1][1]
