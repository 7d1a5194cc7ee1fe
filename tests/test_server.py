"""The server as the demo starts it, with browsers that keep connections, bodies that never end and workers that die."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
from django.conf import settings

OPTIONS = re.search(
    r"^SERVER = (.+?[^\\])$", (settings.BASE_DIR / "Makefile").read_text("utf-8"), re.DOTALL | re.MULTILINE
)
SERVER = OPTIONS[1].replace("\\\n", " ").split()
MEGABYTE = b"x" * 1024 * 1024


class Server(NamedTuple):
    port: int
    pid: int


@pytest.fixture
def port(server):
    return server.port


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    scratch = tmp_path_factory.mktemp("server")
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{scratch / 'library.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "guides_project.settings",
    }
    run = {"cwd": settings.BASE_DIR, "env": environment}
    subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], check=True, **run)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "granian", *SERVER, "--host", "127.0.0.1", "--port", str(port)]
    with subprocess.Popen([*command, "--log-level", "critical", "guides_project.wsgi:application"], **run) as server:  # noqa: S603
        try:
            assert answers(port, within=60)
            yield Server(port, server.pid)
        finally:
            server.terminate()


def ask(port: int, address: str = "/robots.txt") -> int:
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        link.request("GET", address)
        return link.getresponse().status
    finally:
        link.close()


def answers(port: int, *, within: float) -> bool:
    until = time.monotonic() + within
    while time.monotonic() < until:
        try:
            if ask(port) == 200:
                return True
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
    return False


@contextmanager
def connections(port: int, count: int, sends: bytes):
    with ExitStack() as stack:
        made = [stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=10)) for _ in range(count)]
        for one in made:
            one.sendall(sends)
        yield made


def test_six_browsers_keep_six_connections_each(port):
    with connections(port, 36, b"GET /robots.txt HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n") as browsers:
        for browser in browsers:
            assert browser.recv(4096).startswith(b"HTTP/1.1 200")
        assert ask(port) == 200


def test_bodies_that_never_end_do_not_stop_it(port):
    begun = b"POST /account/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\nlogin="
    with connections(port, 24, begun):
        time.sleep(1)
        for _ in range(5):
            assert ask(port) == 200
    assert answers(port, within=5)


@pytest.mark.parametrize("length", ["Content-Length: 209715200", "Transfer-Encoding: chunked"])
def test_two_hundred_megabytes_are_refused_before_they_have_come(port, length):
    head = f"POST /account/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\n{length}\r\n\r\n".encode()
    sent = 0
    with connections(port, 1, head) as (connection,):
        answer = connection.recv(64)
        assert re.match(rb"HTTP/1.1 41[13] ", answer)
        try:
            for _ in range(200):
                connection.sendall(MEGABYTE)
                sent += 1
        except OSError:
            pass
    assert sent < 100


def test_a_worker_that_dies_is_replaced(server):
    (worker, *_) = workers = children(server.pid)
    for one in workers:
        os.kill(one, signal.SIGKILL)
    assert answers(server.port, within=60)
    assert worker not in children(server.pid)


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_when_it_is_told_to_while_its_worker_still_starts(told, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "granian", *SERVER, "--host", "127.0.0.1", "--port", str(port)]
    environment = os.environ | {"DATABASE_URL": f"sqlite:///{tmp_path / 'library.sqlite3'}"}
    starting = subprocess.Popen(  # noqa: S603
        [*command, "--log-level", "critical", "guides_project.wsgi:application"],
        cwd=settings.BASE_DIR,
        env=environment,
        start_new_session=True,
    )
    try:
        until = time.monotonic() + 30
        while not children(starting.pid) and time.monotonic() < until:
            time.sleep(0.01)
        time.sleep(0.3)
        # As Ctrl-C does, to the whole group.
        os.killpg(starting.pid, told)
        assert starting.wait(timeout=30) is not None
    finally:
        if starting.poll() is None:
            os.killpg(starting.pid, signal.SIGKILL)
            starting.wait()


def children(process: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split()]
