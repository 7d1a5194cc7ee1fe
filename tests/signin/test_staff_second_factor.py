"""The second factor of the editors' desk: setting it up, and what its codes open."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from guides.models import Company
from tests import factories
from tests.html_forms import form_of
from tests.page_text import text_of
from tests.signin.staff import (
    EMAIL,
    FACTOR,
    LOGIN,
    PASSWORD,
    code_of,
    confirm,
    recovery_codes,
    set_up,
    show,
    sign_in,
    staff_without_second_factor,
    with_app,
    wrong_code,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock", "_quick_passwords", "_as_in_production")]


# Setting it up


def test_setting_it_up_leads_back_to_where_one_wanted_to_go(alice, clock):
    wanted = "/admin/guides/guide/?state=draft"
    client = Client()
    at_first = client.get(wanted, follow=True)
    signed_in = client.post(LOGIN, form_of(at_first) | {"login": EMAIL, "password": PASSWORD}, follow=True)
    assert signed_in.redirect_chain[-1][0] == FACTOR + "totp/activate/"
    assert "a password alone doesn't open it" in text_of(signed_in)
    secret = re.search(r"<code>([A-Z2-7]{32})</code>", signed_in.content.decode())[1]

    refused = client.post(FACTOR + "totp/activate/", {"code": wrong_code(secret, clock)})
    assert "Incorrect code" in text_of(refused)
    assert secret in refused.content.decode()
    assert not Authenticator.objects.exists()

    codes = client.post(FACTOR + "totp/activate/", {"code": code_of(secret, clock)}, follow=True)
    assert codes.redirect_chain[-1][0] == FACTOR + "recovery-codes/"
    shown = re.findall(r"<code>(\d{8})</code>", codes.content.decode())
    assert len(set(shown)) == 10
    download = client.get(FACTOR + "recovery-codes/download/")
    assert download.content.decode().split() == shown
    assert "attachment" in download["Content-Disposition"]

    go_on = re.search(r'href="(/admin/login/\?next=[^"]+)"', codes.content.decode())[1]
    arrived = client.get(go_on, follow=True)
    assert arrived.redirect_chain == [(wanted, 302)]
    assert arrived.status_code == 200


def test_every_page_of_the_second_factor_has_one_heading_and_nothing_inline(alice, clock):
    client = Client()
    sign_in(client)
    pages = [client.get(FACTOR), client.get(FACTOR + "totp/activate/")]
    set_up(client, clock)
    pages.append(client.get(FACTOR + "reauthenticate/"))
    parts = ("", "totp/deactivate/", "recovery-codes/", "recovery-codes/generate/")
    pages += [client.get(FACTOR + part) for part in parts]
    other = Client()
    sign_in(other)
    pages.append(other.get(FACTOR + "authenticate/"))
    for page in pages:
        assert page.status_code == 200
        html = page.content.decode()
        assert html.count("<h1") == 1, page.request["PATH_INFO"]
        assert not re.search(r"<style|style=|<script(?! src=)|\son\w+=", html), page.request["PATH_INFO"]


# Codes


def test_a_code_opens_the_desk_once(alice, clock):
    _, secret = with_app(clock)
    first, second = Client(), Client()
    code = code_of(secret, clock)
    sign_in(first)
    assert "Incorrect code" in text_of(show(first, wrong_code(secret, clock)))
    assert first.get("/admin/").status_code == 302
    assert show(first, code)["Location"] == "/admin/"
    assert first.get("/admin/").status_code == 200

    sign_in(second)
    assert "Incorrect code" in text_of(show(second, code))
    clock.pass_(seconds=30)
    assert show(second, code_of(secret, clock)).status_code == 302
    assert second.get("/admin/").status_code == 200


def test_the_code_that_set_up_an_app_opens_nothing_more(alice, clock):
    client = Client()
    sign_in(client)
    secret = set_up(client, clock)
    assert client.get("/admin/").status_code == 200
    elsewhere = Client()
    sign_in(elsewhere)
    assert "Incorrect code" in text_of(show(elsewhere, code_of(secret, clock)))
    clock.pass_(seconds=30)
    assert show(elsewhere, code_of(secret, clock)).status_code == 302


def test_a_recovery_code_opens_the_desk_once(alice, clock):
    client, _ = with_app(clock)
    code, other = recovery_codes(client)[:2]
    for typed, opens in ((code, True), (code, False), (other, True)):
        client = Client()
        sign_in(client)
        show(client, typed)
        assert (client.get("/admin/").status_code == 200) is opens


def test_a_session_from_before_is_let_in_with_a_code(alice, clock):
    before = staff_without_second_factor(clock)
    _, secret = with_app(clock)
    asked = before.get("/admin/guides/guide/", follow=True)
    assert asked.redirect_chain[-1][0] == FACTOR + "reauthenticate/?next=/admin/guides/guide/"
    assert confirm(before, code_of(secret, clock), to="/admin/guides/guide/")["Location"] == "/admin/guides/guide/"
    assert before.get("/admin/guides/guide/").status_code == 200


def test_a_password_cannot_take_the_second_factor_off(alice, clock):
    before = staff_without_second_factor(clock)
    _, secret = with_app(clock)
    for part in ("totp/deactivate/", "recovery-codes/generate/", "recovery-codes/"):
        assert before.get(FACTOR + part)["Location"].startswith(FACTOR + "reauthenticate/")
    by_password = before.post("/account/reauthenticate/", {"password": PASSWORD, "next": FACTOR + "totp/deactivate/"})
    assert by_password["Location"].startswith(FACTOR + "reauthenticate/")
    assert before.post(FACTOR + "totp/deactivate/")["Location"].startswith(FACTOR + "reauthenticate/")
    assert Authenticator.objects.count() == 2

    confirm(before, code_of(secret, clock))
    assert before.post(FACTOR + "totp/deactivate/")["Location"] == FACTOR
    assert not Authenticator.objects.exists()


def test_what_was_typed_before_half_a_day_had_passed_is_saved_after_it(alice, clock):
    factories.published()
    client, secret = with_app(clock)
    company = Company.objects.get()
    address = reverse("admin:guides_company_change", args=[company.pk])
    typed = form_of(client.get(address), "company_form") | {"name": "Runway AI", "_save": "Save"}
    clock.pass_(hours=12, seconds=1)
    asked = client.post(address, typed)
    assert asked["Location"].startswith(FACTOR + "reauthenticate/")
    company.refresh_from_db()
    assert company.name == "Runway"
    confirm(client, code_of(secret, clock), to=address)
    company.refresh_from_db()
    assert company.name == "Runway AI"


def test_a_reset_ends_what_the_lost_phone_had_opened(alice, clock):
    lost, _ = with_app(clock)
    assert lost.get("/admin/").status_code == 200
    call_command("reset_mfa", EMAIL, "--yes")
    assert lost.get("/admin/").status_code == 302
    with_app(clock)
    assert lost.get("/admin/").status_code == 302
