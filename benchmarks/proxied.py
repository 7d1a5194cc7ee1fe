"""The manual's nginx before a server of this machine: its configuration, with TLS, on a free port of the loopback."""

from __future__ import annotations

import http.client
import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.grow import ROOT
from benchmarks.load import HOST

# As deploy/nginx.conf calls the site.
SITE = "leverbook.example"
NGINX = shutil.which("nginx") or "/usr/sbin/nginx"
STARTS_WITHIN = 15  # seconds


class Connection(http.client.HTTPSConnection):
    """A connection to the proxy under the site's name, which no name server has to know; its certificate is our own."""

    def __init__(self, port: int, source: str) -> None:
        unchecked = ssl._create_unverified_context()  # noqa: S323 - made here a moment ago
        super().__init__(SITE, port, timeout=60, context=unchecked, source_address=(source, 0))
        self.unchecked = unchecked

    def connect(self) -> None:
        reached = socket.create_connection((HOST, self.port), self.timeout, self.source_address)
        reached.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.sock = self.unchecked.wrap_socket(reached, server_hostname=SITE)


@contextmanager
def proxied(folder: Path, upstream: int) -> Iterator[int]:
    """The port on which nginx takes TLS off; it and its files, which lie in ``folder``, end with the block."""
    _certify(folder)
    with socket.create_server((HOST, 0)) as free, socket.create_server((HOST, 0)) as plain:
        port, without_tls = free.getsockname()[1], plain.getsockname()[1]
    (folder / "nginx.conf").write_text(_configuration(folder, port, without_tls, upstream), "utf-8")
    process = subprocess.Popen([NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf")])  # noqa: S603
    try:
        until = time.monotonic() + STARTS_WITHIN
        while True:
            try:
                socket.create_connection((HOST, port), timeout=1).close()
                break
            except OSError:
                if process.poll() is not None or time.monotonic() > until:
                    raise RuntimeError("nginx doesn't start.") from None
                time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait(10)


def _configuration(folder: Path, port: int, without_tls: int, upstream: int) -> str:
    """The manual's, with the files, ports and certificates of this machine."""
    text = (ROOT / "deploy" / "nginx.conf").read_text("utf-8")
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "".join(f"    {kind}_temp_path {folder}/{kind};\n" for kind in kinds)
    for old, new in (
        ("user www-data;", "daemon off;"),
        ("worker_processes auto;", "worker_processes 2;"),
        ("/run/nginx.pid", f"{folder}/nginx.pid"),
        ("/var/log/nginx/", f"{folder}/"),
        ("server_tokens off;", f"server_tokens off;\n{temporary}"),
        ("127.0.0.1:8000", f"{HOST}:{upstream}"),
        ("listen 80", f"listen {HOST}:{without_tls}"),
        ("listen 443", f"listen {HOST}:{port}"),
        ("/etc/ssl/leverbook/", f"{folder}/"),
    ):
        if old not in text:
            raise RuntimeError(f"deploy/nginx.conf has no {old!r} any more.")
        text = text.replace(old, new)
    return re.sub(r"access_log (?!off).*;", "access_log off;", text)


def _certify(folder: Path) -> None:
    """A key and a certificate for a day."""
    subprocess.run(  # noqa: S603
        [
            *(shutil.which("openssl") or "/usr/bin/openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes"),
            *("-days", "1", "-subj", f"/CN={SITE}", "-keyout", str(folder / "privkey.pem")),
            *("-out", str(folder / "fullchain.pem")),
        ],
        check=True,
        capture_output=True,
    )
