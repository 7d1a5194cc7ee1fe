"""A browser that sends whatever it likes: requests over a socket, with any header under any name."""

from __future__ import annotations

import re
import socket
from urllib.parse import urlencode

HOST = "leverbook.example"
LOGIN = "/account/login/"


def send(port: int, method: str, path: str, *headers: str, body: str = "", source: str = "127.0.0.1") -> str:
    """The whole answer of a server on this machine, which sees the request come from ``source``."""
    lines = [f"{method} {path} HTTP/1.1", f"Host: {HOST}", "Connection: close", *headers]
    if body:
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
    with socket.create_connection(("127.0.0.1", port), timeout=30, source_address=(source, 0)) as connection:
        connection.sendall("\r\n".join([*lines, "", body]).encode())
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    return answer.decode(errors="replace")


def failed_sign_in(port: int, email: str, *headers: str, source: str = "127.0.0.1") -> str:
    """The answer to a wrong password."""
    form = send(port, "GET", LOGIN, *headers, source=source)
    cookie = re.search(r"(?i)set-cookie: +(__Host-csrftoken=\w+)", form)[1]
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)[1]
    return send(
        port,
        "POST",
        LOGIN,
        *headers,
        f"Cookie: {cookie}",
        f"Referer: https://{HOST}{LOGIN}",
        body=urlencode({"login": email, "password": "wrong", "csrfmiddlewaretoken": token}),
        source=source,
    )


def disguise(number: int) -> list[str]:
    """What a visitor may add to seem somebody else each time."""
    address = f"203.0.113.{number}"
    names = (
        "X-Forwarded-For X_Forwarded_For X-Forwarded_For x_forwarded-for X-Real-IP X_Real_IP Client-IP "
        "True-Client-IP X-Client-IP X-Visitor Visitor-IP VISITOR_ Remote-Addr REMOTE_ADDR"
    )
    return [*(f"{name}: {address}" for name in names.split()), f"Forwarded: for={address}"]


def production(database: str) -> dict[str, str]:
    """The environment of a server behind a proxy."""
    return {
        "LEVERBOOK_ENV": "production",
        "SECRET_KEY": "k" * 30 + "0123456789abcdefghijklmnopqrstuvwxyz",
        "ALLOWED_HOSTS": HOST,
        "DATABASE_URL": database,
        "BEHIND_PROXY": "1",
        "HASHED_STATIC": "0",
    }
