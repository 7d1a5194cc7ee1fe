"""The site as ``make demo`` serves it, on a free port of this machine, for as long as it is measured."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.grow import ROOT
from benchmarks.load import HOST

STARTS_WITHIN = 60  # seconds


@dataclass(frozen=True)
class Served:
    """Where it listens, the process that makes the pages (one of them), and the one that watches it."""

    port: int
    worker: int
    server: int

    def resident(self) -> int:
        """MB of memory that the worker holds now."""
        status = Path(f"/proc/{self.worker}/status").read_text(encoding="ascii")
        return int(re.search(r"VmRSS:\s+(\d+) kB", status)[1]) // 1024

    def resident_of_each(self) -> dict[int, int]:
        """MB of memory that each child of the server holds, pages that they share counted for each."""
        return {child: _pages(child) * os.sysconf("SC_PAGE_SIZE") // 1024 // 1024 for child in _children(self.server)}

    def worked(self) -> float:
        """Seconds that the worker's threads have spent on the processor."""
        ticks = Path(f"/proc/{self.worker}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[11:13]
        return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")


@contextmanager
def served(environment: Mapping[str, str], workers: int = 1, root: Path = ROOT) -> Iterator[Served]:
    """One worker, or several, as the demo's, of the checkout at ``root``; ends with the block."""
    with socket.create_server((HOST, 0)) as free:
        port = free.getsockname()[1]
    with tempfile.TemporaryFile() as complaints:
        server = subprocess.Popen(  # noqa: S603
            [
                *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", HOST, "--port", str(port)),
                *("--http", "1", "--workers", str(workers), "--blocking-threads", "16", "--backpressure", "256"),
                *("--http1-header-read-timeout", "15000", "--log-level", "error"),
                "guides_project.wsgi:application",
            ],
            cwd=root,
            env=dict(environment),
            stdout=complaints,
            stderr=complaints,
        )
        try:
            _wait_for(server, port)
            yield Served(port, _worker_of(server.pid), server.pid)
        except BaseException:
            complaints.seek(0)
            print(complaints.read().decode(errors="replace")[-4000:], file=sys.stderr)
            raise
        finally:
            server.terminate()
            try:
                server.wait(10)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def _wait_for(server: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until:
        if server.poll() is not None:
            raise RuntimeError(f"The server ended with {server.returncode}.")
        try:
            socket.create_connection((HOST, port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"The server didn't start within {STARTS_WITHIN} seconds.")


def _worker_of(server: int) -> int:
    """The child that serves; the one that was started only watches it."""
    # Of several, one may only track resources: the one with most memory serves.
    return max(_children(server), key=_pages, default=server)


def _children(process: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split()]


def _pages(process: int) -> int:
    return int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])


def environment(scratch: Path) -> dict[str, str]:
    """Set up this process, and servers that get what is returned: hashed static files, no cache of others."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
    os.environ["HASHED_STATIC"] = "1"
    os.environ["MALLOC_ARENA_MAX"] = "2"
    os.environ["BENCHMARK_STATIC_ROOT"] = str(scratch / "static")
    os.environ.setdefault("DATABASE_URL", f"sqlite:///{scratch / 'library.sqlite3'}")
    # A Redis of others isn't filled and emptied here.
    os.environ.pop("CACHE_URL", None)
    return dict(os.environ)
