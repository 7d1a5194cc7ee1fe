"""Who gets to the editors' desk, and who doesn't."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.models import User
from django.test import Client

from guides.models import Company
from tests import factories
from tests.page_text import text_of
from tests.signin.staff import (
    FACTOR,
    LOGIN,
    PASSWORD,
    Clock,
    code_of,
    confirm,
    desk_addresses,
    show,
    sign_in,
    staff_without_second_factor,
    with_app,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock", "_quick_passwords", "_as_in_production")]


def nobody(clock: Clock) -> Client:
    return Client()


def staff_from_before_it_was_set_up(clock: Clock) -> Client:
    client = staff_without_second_factor(clock)
    with_app(clock)
    return client


def staff_after_half_a_day(clock: Clock) -> Client:
    client, _ = with_app(clock)
    clock.pass_(hours=12, seconds=1)
    return client


@pytest.mark.parametrize(
    "browser", [nobody, staff_without_second_factor, staff_from_before_it_was_set_up, staff_after_half_a_day]
)
def test_no_address_of_the_desk_opens_for(browser, alice, clock):
    client = browser(clock)
    factories.published()
    # Signing out is for everybody.
    addresses = [address for address in desk_addresses() if address != "/admin/logout/"]
    assert len(addresses) > 60
    for address in addresses:
        for response in (client.get(address), client.post(address, {"name": "x", "_save": "1"})):
            assert response.status_code in {301, 302}, address
            assert not response.content, address
            leads_to = urlsplit(response["Location"]).path
            assert leads_to in {"/admin/login/", LOGIN, "/account/password/change/"} or leads_to.startswith(FACTOR)
    assert Company.objects.get().name == "Runway"


def test_the_desk_opens_once_the_second_factor_is_shown(alice, clock):
    client, _ = with_app(clock)
    for address in ("/admin/", "/admin/guides/", "/admin/guides/guide/", "/admin/auth/user/", "/admin/jsi18n/"):
        assert client.get(address).status_code == 200, address


def test_a_password_is_enough_where_no_second_factor_is_asked_for(settings, alice):
    settings.STAFF_MFA_REQUIRED = False
    client = Client()
    assert sign_in(client)["Location"] == "/admin/"
    assert client.get("/admin/guides/guide/").status_code == 200


def test_a_second_factor_is_asked_for_at_sign_in_even_where_it_is_optional(settings, alice, clock):
    settings.STAFF_MFA_REQUIRED = False
    with_app(clock)
    client = Client()
    assert sign_in(client)["Location"] == FACTOR + "authenticate/"
    assert client.get("/admin/").status_code == 302


def test_somebody_who_is_no_editor_is_told_so_and_not_sent_around():
    User.objects.create_user("charlie", "charlie@example.org", PASSWORD)
    client = Client()
    response = sign_in(client, email="charlie@example.org", follow=True)
    assert response.status_code == 403
    assert response.redirect_chain[-1][0] == "/admin/login/?next=/admin/"
    page = text_of(response)
    assert "This account isn't an editor's" in page
    assert "charlie@example.org" in page
    assert b"/account/logout/?next=/admin/login/" in response.content


def test_an_account_that_is_switched_off_gets_nowhere(alice, clock):
    client, _ = with_app(clock)
    User.objects.update(is_active=False)
    assert client.get("/admin/", follow=True).redirect_chain[-1][0].startswith(LOGIN)
    assert sign_in(Client())["Location"] == "/account/inactive/"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "http://testserver/admin/guides/",
        "//evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
    ],
)
def test_nobody_is_sent_to_another_site(elsewhere, alice, clock):
    asked = Client().get("/admin/login/", {"next": elsewhere})
    assert parse_qs(urlsplit(asked["Location"]).query)["next"] == ["/admin/"]
    client, secret = with_app(clock)
    assert client.get("/admin/login/", {"next": elsewhere})["Location"] == "/admin/"
    again = Client()
    sign_in(again, to=elsewhere)
    assert show(again, code_of(secret, clock))["Location"] == "/offers/"
    clock.pass_(seconds=30)
    assert "evil" not in confirm(again, code_of(secret, clock), to=elsewhere)["Location"]


def test_signing_out_needs_no_code(alice, clock):
    client = staff_after_half_a_day(clock)
    assert client.post("/admin/logout/").status_code == 302
    assert "_auth_user_id" not in client.session


def test_signing_up_never_makes_an_editor():
    client = Client()
    client.post(
        "/account/signup/",
        {"email": "mallory@example.org", "password1": PASSWORD, "password2": PASSWORD}
        | {"is_staff": "on", "is_superuser": "on", "groups": "1"},
    )
    mallory = User.objects.get(email="mallory@example.org")
    assert (mallory.is_staff, mallory.is_superuser, mallory.groups.count()) == (False, False, 0)
