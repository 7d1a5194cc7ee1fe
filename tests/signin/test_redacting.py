"""No key of a link is written into the log."""

from __future__ import annotations

import io
import logging
import sys

import pytest
from django.test import Client

from signin.redacting import Formatter
from tests.test_settings import PRODUCTION, manage

KEY = "1-d3x9ab-00112233445566778899"


@pytest.fixture
def told():
    """What the settings' own handler writes."""
    (handler,) = [one for one in logging.getLogger().handlers if isinstance(one.formatter, Formatter)]
    written = io.StringIO()
    console = handler.setStream(written)
    yield written
    handler.setStream(console)


@pytest.mark.django_db
@pytest.mark.parametrize("path", [f"/account/password/reset/key/{KEY}/", f"/account/confirm-email/{KEY}/"])
def test_a_request_that_is_refused_is_told_without_its_key(path, told):
    client = Client(enforce_csrf_checks=True)
    client.delete(path)
    for _ in range(21):
        client.post(path)
    assert path.removesuffix(f"{KEY}/") + "…" in told.getvalue()
    assert KEY not in told.getvalue()


@pytest.mark.django_db
def test_a_link_for_a_mentor_is_told_without_its_key(told):
    Client().get("/shared/Zx0-key-of-an-offer/")
    assert "Not Found: /shared/…/" in told.getvalue()
    assert "Zx0" not in told.getvalue()


def test_a_traceback_is_told_without_it_too():
    try:
        raise ValueError(f"no such thing: /account/password/reset/key/{KEY}/")
    except ValueError:
        record = logging.getLogger("x").makeRecord("x", logging.ERROR, "", 0, "failed", (), True)
        record.exc_info = sys.exc_info()
    assert KEY not in Formatter("{message}", style="{").format(record)


def test_production_without_a_mail_server_prints_no_letter():
    told = manage(
        "shell",
        "-v0",
        "-c",
        "from django.core.mail import send_mail; print(send_mail('s', 'the-link', None, ['a@example.org']))",
        **{name: value for name, value in PRODUCTION.items() if name != "EMAIL_URL"},
    )
    assert told.returncode == 0, told.stderr
    assert "the-link" not in told.stdout + told.stderr


def test_in_production_every_cookie_is_this_hosts_alone():
    told = manage(
        "shell",
        "-v0",
        "-c",
        "from django.conf import settings as s; from guides_project.messages import NamedCookieStorage as m;"
        "print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.OWNER_COOKIE_NAME, s.DEVICE_COOKIE_NAME, m.cookie_name,"
        "s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.OWNER_COOKIE_SECURE, s.DEVICE_COOKIE_SECURE)",
        **PRODUCTION,
    )
    *names, session, csrf, owner, device = told.stdout.split()
    assert len(names) == 5
    assert all(name.startswith("__Host-") for name in names)
    assert {session, csrf, owner, device} == {"True"}


@pytest.mark.parametrize(
    ("environment", "origin"),
    [
        ({}, "https://leverbook.example"),
        ({"SITE_ORIGIN": "https://www.leverbook.example/"}, "https://www.leverbook.example"),
    ],
)
def test_links_begin_with_the_site_of_the_settings(environment, origin):
    told = manage(
        "shell",
        "-v0",
        "-c",
        "from signin.links import link_to; print(link_to('account_signup'))",
        **PRODUCTION | environment,
    )
    assert told.stdout.strip() == f"{origin}/account/signup/"


def test_production_does_not_guess_which_of_many_hosts_it_is():
    told = manage("check", **PRODUCTION | {"ALLOWED_HOSTS": ".leverbook.example"})
    assert "Production needs SITE_ORIGIN" in told.stderr
