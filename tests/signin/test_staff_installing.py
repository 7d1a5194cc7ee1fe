"""What is there before anybody signs in to the desk: the first accounts, and production's settings."""

from __future__ import annotations

import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client

from tests.signin.staff import PASSWORD, sign_in
from tests.test_settings import PRODUCTION, manage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock", "_quick_passwords", "_as_in_production")]


# The first accounts


def test_whoever_made_an_account_with_capital_letters_can_sign_in():
    call_command("createsuperuser", "--noinput", username="ann", email="Ann.Lee@Example.ORG")
    ann = User.objects.get(username="ann")
    ann.set_password(PASSWORD)
    ann.save()
    for typed in ("ann.lee@example.org", "Ann.Lee@Example.ORG"):
        assert sign_in(Client(), email=typed).status_code == 302


def test_the_demo_has_an_editor_who_signs_in_with_what_is_printed(settings, capsys):
    settings.STAFF_MFA_REQUIRED = False
    for _ in range(2):
        call_command("create_demo_editor", port=8123)
        printed = re.fullmatch(
            r"Editors' desk: http://127\.0\.0\.1:8123/admin/  e-mail: (\S+)  password: (\S+)\n",
            capsys.readouterr().out,
        )
        client = Client()
        assert sign_in(client, email=printed[1], password=printed[2])["Location"] == "/admin/"
        assert client.get("/admin/").status_code == 200
    assert User.objects.count() == EmailAddress.objects.filter(verified=True).count() == 1


# Settings


@pytest.mark.parametrize("value", ["0", "off", "no"])
def test_production_refuses_to_start_without_a_second_factor(value):
    assert "STAFF_MFA_REQUIRED can't be off" in manage("check", **PRODUCTION | {"STAFF_MFA_REQUIRED": value}).stderr


@pytest.mark.parametrize(("said", "is_behind"), [("", False), ("0", False), ("1", True), ("true", True), ("2", True)])
def test_settings_of_production(said, is_behind):
    told = manage(
        "shell",
        "-v0",
        "-c",
        "from django.conf import settings as s;"
        "print(s.STAFF_MFA_REQUIRED, s.ALLAUTH_TRUSTED_CLIENT_IP_HEADER, s.SECRET_KEY_FALLBACKS,"
        "bool(s.SECURE_PROXY_SSL_HEADER))",
        **PRODUCTION | {"BEHIND_PROXY": said, "SECRET_KEY_FALLBACKS": "old,older"},
    )
    header = "Visitor" if is_behind else None
    assert told.stdout.strip() == f"True {header} ['old', 'older'] {is_behind}"
