"""The load generator counts what it was answered."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from benchmarks.load import Load, measure, request


class Answers(BaseHTTPRequestHandler):
    """A page of 1,000 bytes, and one that is missing."""

    protocol_version = "HTTP/1.1"
    asked: list[str]

    def do_GET(self) -> None:
        type(self).asked.append(self.path)
        body = b"x" * 1000 if self.path == "/page/" else b""
        self.send_response(200 if body else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def server():
    Answers.asked = []
    serving = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=serving.serve_forever, daemon=True).start()
    yield serving.server_port
    serving.shutdown()
    serving.server_close()


def test_each_request_is_sent_once_where_their_number_is_the_limit(server):
    asked = [request(path, "127.0.0.1") for path in ("/page/", "/missing/", "/page/", "/page/", "/page/")]
    load = measure(server, asked, at_most=len(asked))
    assert sorted(Answers.asked) == ["/missing/", "/page/", "/page/", "/page/", "/page/"]
    assert load.statuses == {200: 4, 404: 1}
    assert load.bytes == 4000
    assert len(load.took) == 5


def test_it_ends_when_its_time_is_over_and_counts_whole_answers_only(server):
    load = measure(server, [request("/page/", "127.0.0.1")], seconds=0.2, warm=3)
    assert load.statuses == {200: len(load.took)}
    assert load.bytes == 1000 * len(load.took)
    assert len(Answers.asked) == len(load.took) + 3
    assert 0.2 <= load.seconds < 2


def test_quantiles_and_rates_are_those_of_the_answers():
    load = Load(seconds=2.0, took=[number / 100 for number in range(1, 101)], bytes=5000)
    assert load.rate == 50
    assert load.size == 50
    assert (load.quantile(0.5), load.quantile(0.99)) == (0.51, 1.0)
