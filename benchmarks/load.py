"""Requests over a few connections that stay open, as fast as they are answered. Standard library only."""

from __future__ import annotations

import selectors
import socket
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle, islice

CONNECTIONS = 4


@dataclass
class Load:
    """What came back: seconds of each answer, bytes of the bodies together, and answers by their status."""

    seconds: float = 0.0
    took: list[float] = field(default_factory=list)
    bytes: int = 0
    statuses: dict[int, int] = field(default_factory=dict)

    @property
    def rate(self) -> float:
        return len(self.took) / self.seconds if self.seconds else 0.0

    @property
    def size(self) -> float:
        """Bytes of a body, on average."""
        return self.bytes / len(self.took) if self.took else 0.0

    def quantile(self, share: float) -> float:
        """Seconds within which so many of the answers came."""
        ordered = sorted(self.took)
        return ordered[min(int(share * len(ordered)), len(ordered) - 1)] if ordered else 0.0


@dataclass
class _Connection:
    socket: socket.socket
    began: float = 0.0
    received: bytes = b""
    expected: int | None = None


def request(path: str, host: str, **headers: str) -> bytes:
    lines = [f"GET {path} HTTP/1.1", f"Host: {host}", "Accept-Encoding: br"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def measure(
    port: int, requests: Sequence[bytes], *, seconds: float = 3.0, at_most: int | None = None, warm: int = 0
) -> Load:
    """Send the requests in turn, over and over, for so long; each once at most where ``at_most`` is their number.

    The first ``warm`` answers aren't counted.
    """
    if warm:
        measure(port, requests, seconds=seconds, at_most=warm)
    load = Load()
    turn = islice(cycle(requests), at_most)
    selector = selectors.DefaultSelector()
    for _ in range(CONNECTIONS):
        connection = _Connection(socket.create_connection(("127.0.0.1", port)))
        connection.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        selector.register(connection.socket, selectors.EVENT_READ, connection)
    started = time.perf_counter()
    waiting = sum(_send(key.data, turn) for key in list(selector.get_map().values()))
    while waiting:
        for key, _ in selector.select(timeout=30):
            connection = key.data
            connection.received += connection.socket.recv(262_144)
            if not _is_whole(connection, load):
                continue
            is_over = time.perf_counter() - started > seconds
            waiting -= 1
            if not is_over:
                waiting += _send(connection, turn)
    load.seconds = time.perf_counter() - started
    for key in list(selector.get_map().values()):
        key.data.socket.close()
    selector.close()
    return load


def _send(connection: _Connection, turn: Iterator[bytes]) -> int:
    """Send the next request, if there is one; the number sent."""
    for one in turn:
        connection.received, connection.expected = b"", None
        connection.began = time.perf_counter()
        connection.socket.sendall(one)
        return 1
    return 0


def _is_whole(connection: _Connection, load: Load) -> bool:
    """Whether an answer has come to its end; if so it is counted."""
    head_end = connection.received.find(b"\r\n\r\n")
    if head_end < 0:
        return False
    if connection.expected is None:
        head = connection.received[:head_end].lower()
        at = head.find(b"content-length:")
        length = int(head[at + 15 : head.find(b"\r\n", at) if head.find(b"\r\n", at) > 0 else None]) if at >= 0 else 0
        connection.expected = head_end + 4 + length
    if len(connection.received) < connection.expected:
        return False
    load.took.append(time.perf_counter() - connection.began)
    load.bytes += connection.expected - head_end - 4
    status = int(connection.received[9:12])
    load.statuses[status] = load.statuses.get(status, 0) + 1
    return True
