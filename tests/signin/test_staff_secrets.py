"""Second factors that are reset, and their secrets at rest."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.test import Client

from signin.models import AccountSession
from signin.second_factor import cipher
from tests.page_text import text_of
from tests.signin.staff import EMAIL, FACTOR, code_of, show, sign_in, with_app, wrong_code

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock", "_quick_passwords", "_as_in_production")]


# The reset


def test_a_reset_asks_first_and_tells_the_log(alice, clock, monkeypatch, caplog):
    with_app(clock)
    monkeypatch.setattr("builtins.input", lambda _: "no")
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("reset_mfa", EMAIL)
    assert Authenticator.objects.count() == 2
    monkeypatch.setattr("builtins.input", lambda _: EMAIL)
    call_command("reset_mfa", EMAIL.upper())
    assert not Authenticator.objects.exists()
    assert f"second-factor-reset user={alice.pk} by=command" in caplog.text
    with pytest.raises(CommandError, match="has no second factor"):
        call_command("reset_mfa", EMAIL)
    with pytest.raises(CommandError, match="No account"):
        call_command("reset_mfa", "nobody@example.org")


# Secrets at rest


def test_secrets_are_stored_encrypted(alice, clock, settings):
    _, secret = with_app(clock)
    app = Authenticator.objects.get(type="totp")
    assert secret not in str(app.data)
    assert cipher(settings.SECRET_KEY).decrypt(app.data["secret"]).decode() == secret
    seed = Authenticator.objects.get(type="recovery_codes").data["seed"]
    assert not re.fullmatch(r"[0-9a-f]{80}", seed)


def test_the_secret_of_an_app_waits_in_the_session_encrypted(alice, clock, settings):
    client = Client()
    sign_in(client)
    page = client.get(FACTOR + "totp/activate/").content.decode()
    secret = re.search(r"<code>([A-Z2-7]{32})</code>", page)[1]
    client.post(FACTOR + "totp/activate/", {"code": wrong_code(secret, clock)})
    waiting = AccountSession.objects.get().get_decoded()
    assert secret not in str(waiting)
    assert cipher(settings.SECRET_KEY).decrypt(waiting["mfa.totp.secret"]).decode() == secret
    assert client.post(FACTOR + "totp/activate/", {"code": code_of(secret, clock)}).status_code == 302
    assert "mfa.totp.secret" not in AccountSession.objects.get().get_decoded()


def test_a_rotated_key_still_reads_what_the_old_one_wrote(alice, clock, settings):
    _, secret = with_app(clock)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "n" * 60, [settings.SECRET_KEY]
    client = Client()
    sign_in(client)
    show(client, code_of(secret, clock))
    assert client.get("/admin/").status_code == 200


def test_a_lost_key_refuses_with_a_sentence(alice, clock, settings):
    _, secret = with_app(clock)
    settings.SECRET_KEY = "n" * 60
    client = Client()
    sign_in(client)
    refused = show(client, code_of(secret, clock))
    assert refused.status_code == 403
    assert "ask whoever runs the site to reset it" in text_of(refused)
    assert client.get("/admin/").status_code == 302
