"""What production does about letters, links and cookies."""

from __future__ import annotations

import pytest

from tests.test_settings import PRODUCTION, manage


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
