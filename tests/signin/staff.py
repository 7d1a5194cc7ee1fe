"""Signing in to the editors' desk, step by step, with a clock that stands still."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

from django.contrib import admin
from django.test import Client
from django.urls import URLResolver

from tests.authenticator import code_at

EMAIL = "alice@example.org"
PASSWORD = "correct horse battery"
LOGIN = "/account/login/"
FACTOR = "/account/second-factor/"


class Clock:
    """Stands at the start of one of an app's half minutes until it is told to go on."""

    def __init__(self) -> None:
        self.now = time.time() // 30 * 30 + 1

    def __call__(self) -> float:
        return self.now

    def pass_(self, **spans: float) -> None:
        self.now += sum(amount * {"seconds": 1, "minutes": 60, "hours": 3600}[unit] for unit, amount in spans.items())


def code_of(secret: str, clock: Clock) -> str:
    return code_at(clock.now, secret)


def wrong_code(secret: str, clock: Clock) -> str:
    return f"{(int(code_of(secret, clock)) + 1) % 10**6:06}"


def sign_in(client: Client, email: str = EMAIL, password: str = PASSWORD, to: str = "/admin/", **extra):
    return client.post(LOGIN, {"login": email, "password": password, "next": to}, **extra)


def set_up(client: Client, clock: Clock) -> str:
    """Activates an app for whoever signed in just now, and gives its key."""
    secret = re.search(r"<code>([A-Z2-7]{32})</code>", client.get(FACTOR + "totp/activate/").content.decode())[1]
    assert client.post(FACTOR + "totp/activate/", {"code": code_of(secret, clock)}).status_code == 302
    return secret


def show(client: Client, code: str):
    """The second step of a sign-in."""
    return client.post(FACTOR + "authenticate/", {"code": code})


def confirm(client: Client, code: str, to: str = "/admin/"):
    """Showing the second factor in a session that is signed in already."""
    return client.post(FACTOR + "reauthenticate/", {"code": code, "next": to})


def with_app(clock: Clock) -> tuple[Client, str]:
    """A browser in which the second factor was set up and shown, and the app's key."""
    client = Client()
    sign_in(client)
    secret = set_up(client, clock)
    clock.pass_(seconds=30)
    return client, secret


def recovery_codes(client: Client) -> list[str]:
    return re.findall(r"<code>(\d{8})</code>", client.get(FACTOR + "recovery-codes/").content.decode())


def staff_without_second_factor(clock: Clock) -> Client:
    client = Client()
    sign_in(client)
    return client


def desk_addresses() -> Iterator[str]:
    """Every address of the desk, with 1 for whatever it has to be told."""

    def walk(patterns: list, prefix: str) -> Iterator[str]:
        for pattern in patterns:
            route = prefix + re.sub(r"<[^>]+>", "1", str(pattern.pattern))
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns, route)
            elif "(?P" not in route:
                yield route

    yield from walk(admin.site.urls[0], "/admin/")
    yield from ("/admin/guides/", "/admin/auth/", "/admin/nothing/", "/admin/nothing")
