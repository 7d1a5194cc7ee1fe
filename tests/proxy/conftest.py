"""A real nginx before the real server, set up as the manual says."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from benchmarks.served import served
from tests.raw_requests import production
from tests.test_settings import ROOT, manage

NGINX = shutil.which("nginx") or "/usr/sbin/nginx"
CONFIGURATION = """
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/errors.log;
events {{}}
http {{
  access_log off;
  {temporary}
  server {{
    listen 127.0.0.1:{port};
    location / {{
      proxy_pass http://127.0.0.1:{upstream};
      {headers}
    }}
  }}
}}
"""


def pytest_collection_modifyitems(items):
    for item in items:
        if "proxy" in item.path.relative_to(ROOT / "tests").parts:
            item.add_marker(pytest.mark.proxy)


def headers_in_the_manual() -> str:
    """The headers that the manual's proxy sets."""
    manual = (ROOT / "deploy" / "nginx.conf").read_text("utf-8").replace("leverbook.example", "$host")
    return "\n".join(re.findall(r"^\s*proxy_set_header .*;$", manual, re.MULTILINE))


@pytest.fixture
def proxied(tmp_path) -> Iterator[int]:
    """The port on which nginx listens, as if it had taken TLS off."""
    environment = production(f"sqlite:///{tmp_path / 'library.sqlite3'}")
    assert manage("migrate", "-v0", **environment).returncode == 0
    with served(os.environ | environment) as server, nginx(tmp_path, server.port) as port:
        yield port


@contextmanager
def nginx(folder: Path, upstream: int) -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    (folder / "nginx.conf").write_text(
        CONFIGURATION.format(
            folder=folder,
            temporary="\n".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds),
            port=port,
            upstream=upstream,
            headers=headers_in_the_manual(),
        )
    )
    process = subprocess.Popen([NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf")])  # noqa: S603
    try:
        until = time.monotonic() + 15
        while time.monotonic() < until and process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait(10)
