"""What the database or the cache costs visitors while it is away: a second try or a sentence, never a bare 500."""

from __future__ import annotations

import http.client
import threading
from collections import Counter
from contextlib import contextmanager
from socketserver import StreamRequestHandler, ThreadingTCPServer

import psycopg
import pytest
from django.db import OperationalError, connection, transaction

from guides.library import epoch
from guides.models import Report
from guides_project import outages
from guides_project.redis_cache import SpareableRedisCache
from tests import factories

GUIDE = "/guides/runway/ml-ai-engineer/"


# The database


def cut_all_connections() -> None:
    """As a restart of PostgreSQL would; SQLite has nothing to cut."""
    if connection.vendor != "postgresql":
        return
    made = connection.settings_dict
    address = f"postgresql://{made['USER']}:{made['PASSWORD']}@{made['HOST']}:{made['PORT']}/{made['NAME']}"
    with psycopg.connect(address, autocommit=True) as other:
        other.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity"
            " where datname = current_database() and pid != pg_backend_pid()"
        )


@pytest.fixture
def published(transactional_db):
    factories.published()
    yield
    outages.is_connected_again()  # or no table could be emptied


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_safe_request_whose_connection_is_cut_is_tried_once_more(published, client, method):
    connection.ensure_connection()
    cut_all_connections()
    # Not kept: it asks the database.
    assert getattr(client, method)(f"{GUIDE}?x=1").status_code == 200


def test_what_is_sent_looks_first_whether_its_connection_is_there(published, client):
    connection.ensure_connection()
    cut_all_connections()
    sent = {"text": "The base of the first band is wrong.", "email": ""}
    assert client.post(f"{GUIDE}report/", sent).status_code == 302
    assert Report.objects.count() == 1


def test_what_is_sent_is_never_sent_twice(published, client, monkeypatch):
    """The connection is cut while the form is being worked on."""
    asked = []

    def cut(*_, **__):
        asked.append(1)
        cut_all_connections()
        return 0

    monkeypatch.setattr("guides.reports.views.seconds_to_wait", cut)
    response = client.post(f"{GUIDE}report/", {"text": "The base of the first band is wrong.", "email": ""})
    assert len(asked) == 1
    if connection.vendor == "postgresql":
        assert response.status_code == 503
        assert "look first whether it is there" in response.text.replace("&#x27;", "'")
        assert response["Retry-After"] == "5"


def test_within_a_transaction_nothing_is_tried_again(published, client):
    with pytest.raises(OperationalError) if connection.vendor == "postgresql" else transaction.atomic():  # noqa: SIM117
        with transaction.atomic():
            epoch.current()
            cut_all_connections()
            expected = 503 if connection.vendor == "postgresql" else 200
            assert client.get(f"{GUIDE}?x=1").status_code == expected
            if expected == 503:
                raise OperationalError


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no connection that somebody else could cut")
def test_nobody_who_reads_notices_that_all_connections_are_cut(published, live_server):
    """Six who read while every connection is cut three times."""
    statuses: Counter[int] = Counter()
    over = threading.Event()

    def read() -> None:
        while not over.is_set():
            link = http.client.HTTPConnection(live_server.thread.host, live_server.thread.port, timeout=30)
            link.request("GET", f"{GUIDE}?x=1")
            answer = link.getresponse()
            answer.read()
            statuses[answer.status] += 1
            link.close()

    readers = [threading.Thread(target=read) for _ in range(6)]
    for reader in readers:
        reader.start()
    for _ in range(3):
        over.wait(1.5)  # longer than an answer takes: each is tried once more, not twice
        cut_all_connections()
    over.wait(1.5)
    over.set()
    for reader in readers:
        reader.join()
    assert set(statuses) == {200}
    assert statuses[200] > 12


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("cause", "is_outage"),
    [
        (psycopg.OperationalError("consuming input failed: server closed the connection unexpectedly"), True),
        (psycopg.InterfaceError("the connection is closed"), True),
        (psycopg.errors.AdminShutdown(), True),
        (psycopg.errors.DeadlockDetected(), True),
        (psycopg.errors.DiskFull(), True),
        (psycopg.errors.StatementTooComplex(), False),
    ],
    ids=lambda value: type(value).__name__,
)
def test_an_outage_is_one_even_where_another_connection_was_opened_meanwhile(rf, cause, is_outage):
    connection.ensure_connection()
    assert connection.is_usable()
    error = OperationalError("It failed.")
    error.__cause__ = cause
    answer = outages.answer_to(rf.post("/offers/new/"), error)
    assert (answer is not None and answer.status_code == 503) == is_outage


# The cache

READ_ONLY = b"-READONLY You can't write against a read only replica.\r\n"
FULL = b"-OOM command not allowed when used memory > 'maxmemory'.\r\n"
SPOILT = b"$5\r\nwords\r\n"


@contextmanager
def redis_that(refuses: bytes, holds: bytes = b"$-1\r\n"):
    """The address of a Redis that can be asked what it holds, and answers whatever would write with an error."""

    class Handler(StreamRequestHandler):
        def handle(self) -> None:
            while count := self.rfile.readline():
                words = []
                for _ in range(int(count[1:])):
                    size = int(self.rfile.readline()[1:])
                    words.append(self.rfile.read(size + 2)[:-2])
                self.wfile.write(self.answer(words[0].upper()))

        @staticmethod
        def answer(command: bytes) -> bytes:
            match command:
                case b"HELLO":
                    return b"%1\r\n$5\r\nproto\r\n:3\r\n"
                case b"CLIENT" | b"SELECT":
                    return b"+OK\r\n"
                case b"GET":
                    return holds
            return refuses

    with ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"redis://127.0.0.1:{server.server_address[1]}/0"
        server.shutdown()


@pytest.fixture(params=["away", "full", "read-only", "spoilt"])
def broken_redis(request, settings, monkeypatch):
    for until in ("_away_until", "_told_until"):
        monkeypatch.setattr(SpareableRedisCache, until, 0.0)
    answers = {"away": (b"", b""), "full": (FULL,), "read-only": (READ_ONLY,), "spoilt": (FULL, SPOILT)}
    with redis_that(*answers[request.param]) as address:
        one = {"LOCATION": address if request.param != "away" else "redis://127.0.0.1:1/0"}
        settings.CACHES = {
            "default": one | {"BACKEND": "guides_project.redis_cache.RedisCache"},
            "pages": one | {"BACKEND": "guides_project.redis_cache.SpareableRedisCache"},
        }
        yield


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", GUIDE, f"{GUIDE}?x=1", "/companies/?letter=R", "/search/?q=x", "/offers/"])
def test_no_error_of_the_cache_reaches_who_reads(broken_redis, client, address):
    factories.published()
    assert client.get(address).status_code == 200
    assert client.get("/roles/not-there/").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "sent"),
    [
        ("/account/login/", {"login": "ann@example.org", "password": "a wrong password"}),
        (
            "/account/signup/",
            {"email": "ann@example.org", "password1": "long enough 77", "password2": "long enough 77"},
        ),
        ("/account/password/reset/", {"email": "ann@example.org"}),
        (f"{GUIDE}report/", {"text": "The base of the first band is wrong.", "email": ""}),
    ],
)
def test_what_has_to_be_counted_says_that_it_cannot_be(broken_redis, client, address, sent):
    factories.published()
    response = client.post(address, sent)
    assert response.status_code == 503
    assert "can&#x27;t be counted at the moment" in response.text
    assert "no-store" in response["Cache-Control"]
