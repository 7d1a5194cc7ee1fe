"""Load on a server of this machine: a few connections that are kept open, each asking as soon as it is answered.

One thread waits for all of them, so that it takes little of the processor; what
it can ask at most is measured with ``ceiling``, from a server that does nothing.
"""

from __future__ import annotations

import selectors
import socket
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import cycle
from multiprocessing import Process

CONNECTIONS = 4
HOST = "127.0.0.1"
# Longer than any page may take: a server that is stuck ends the benchmark.
LONGEST_WAIT = 60.0
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


class LoadError(Exception):
    """The server closed a connection, was silent, or answered in a way that isn't understood here."""


@dataclass
class Load:
    """What came back. ``seconds``: of the whole; ``took``: of each answer; ``sizes``: bodies in bytes."""

    seconds: float = 0.0
    took: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    sizes: list[int] = field(default_factory=list)

    def add(self, other: Load) -> None:
        self.seconds += other.seconds
        self.took += other.took
        self.statuses += other.statuses
        self.sizes += other.sizes

    @property
    def per_second(self) -> float:
        return len(self.took) / self.seconds

    def within(self, part: float) -> float:
        """In how many seconds a part of the answers was there: 0.5, the median; 0.99."""
        return sorted(self.took)[min(int(len(self.took) * part), len(self.took) - 1)]


def get(path: str, headers: Mapping[str, str] | None = None) -> bytes:
    """A request as a browser would send it that keeps its connection."""
    lines = [f"GET {path} HTTP/1.1", f"Host: {HOST}", "Accept-Encoding: gzip, deflate, br"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    return "\r\n".join([*lines, "", ""]).encode()


def load(port: int, requests: Sequence[bytes], *, seconds: float, most: int | None = None) -> Load:
    """Ask for the requests in turn, from the start again, until the time is over or ``most`` were sent."""
    result = Load()
    upcoming: Iterator[bytes] = cycle(requests)
    left = most if most is not None else -1
    with ExitStack() as stack:
        selector = stack.enter_context(selectors.DefaultSelector())
        begun = time.perf_counter()
        until = begun + seconds
        waiting = 0
        for _ in range(CONNECTIONS):
            if left == 0:
                break
            connection = stack.enter_context(socket.create_connection((HOST, port), timeout=LONGEST_WAIT))
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            asked = _Asked(connection)
            asked.send(next(upcoming))
            selector.register(connection, selectors.EVENT_READ, asked)
            left, waiting = left - 1, waiting + 1
        while waiting:
            ready = selector.select(LONGEST_WAIT)
            if not ready:
                raise LoadError(f"Nothing was answered for {LONGEST_WAIT:.0f} seconds.")
            for key, _ in ready:
                asked = key.data
                if not asked.receive():
                    continue
                now = time.perf_counter()
                result.took.append(now - asked.since)
                result.statuses[asked.status] += 1
                result.sizes.append(asked.size)
                if left == 0 or now >= until:
                    waiting -= 1
                    selector.unregister(asked.connection)
                else:
                    asked.send(next(upcoming))
                    left -= 1
        result.seconds = time.perf_counter() - begun
    return result


@dataclass
class _Asked:
    """A connection with the request that is on its way."""

    connection: socket.socket
    since: float = 0.0
    status: int = 0
    size: int = 0
    _buffer: bytes = b""
    _ends_at: int | None = None

    def send(self, request: bytes) -> None:
        self._buffer, self._ends_at = b"", None
        self.since = time.perf_counter()
        self.connection.sendall(request)

    def receive(self) -> bool:
        """Take what has come; whether the answer is complete."""
        part = self.connection.recv(1 << 18)
        if not part:
            raise LoadError("The server closed the connection.")
        self._buffer += part
        if self._ends_at is None:
            head, found, _ = self._buffer.partition(b"\r\n\r\n")
            if not found:
                return False
            self._read(head)
        return len(self._buffer) >= self._ends_at

    def _read(self, head: bytes) -> None:
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        self.status = int(first.split()[1])
        if "content-length" not in headers and self.status != 304:
            raise LoadError(f"An answer without its length: {first}")
        self.size = int(headers.get("content-length", 0))
        self._ends_at = len(head) + 4 + self.size


def ceiling(seconds: float) -> float:
    """Answers a second from a server that only sends two bytes: no page can be measured quicker."""
    with socket.create_server((HOST, 0)) as server:
        process = Process(target=_answer, args=(server,), daemon=True)
        process.start()
        try:
            return load(server.getsockname()[1], [get("/")], seconds=seconds).per_second
        finally:
            process.terminate()
            process.join()


def _answer(server: socket.socket) -> None:
    with selectors.DefaultSelector() as selector:
        selector.register(server, selectors.EVENT_READ)
        while True:
            for key, _ in selector.select():
                if key.fileobj is server:
                    connection, _ = server.accept()
                    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                    selector.register(connection, selectors.EVENT_READ)
                elif key.fileobj.recv(1 << 16):
                    key.fileobj.sendall(ANSWER)
                else:
                    selector.unregister(key.fileobj)
                    key.fileobj.close()
