"""Guessing passwords and codes is slowed, and locks nobody out."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from signin import devices
from tests.page_text import text_of
from tests.signin.staff import EMAIL, FACTOR, PASSWORD, Clock, code_of, show, sign_in, with_app, wrong_code

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock", "_quick_passwords", "_as_in_production")]

WAIT = "Too many failed login attempts"


# Limits


def test_after_five_wrong_passwords_the_right_one_waits(alice, clock):
    client = Client()
    for _ in range(5):
        assert "are not correct" in text_of(sign_in(client, password="wrong"))
    assert WAIT in text_of(sign_in(client))
    assert "_auth_user_id" not in client.session
    clock.pass_(minutes=5, seconds=1)
    assert sign_in(client).status_code == 302


@pytest.mark.parametrize(
    "disguise",
    [
        lambda n: {"HTTP_X_FORWARDED_FOR": f"203.0.113.{n}"},
        lambda n: {"HTTP_X_REAL_IP": f"203.0.113.{n}", "HTTP_CLIENT_IP": f"203.0.113.{n}"},
        lambda n: {"HTTP_HOST": f"testserver:{8000 + n}"},
    ],
)
def test_no_disguise_walks_around_the_limit_of_an_account(disguise, alice):
    for number in range(5):
        sign_in(Client(), password="wrong", **disguise(number))
    assert WAIT in text_of(sign_in(Client(), **disguise(9)))


def guess_at_many(count: int, **headers: str) -> None:
    for number in range(count):
        sign_in(Client(), email=f"guess{number}@example.org", password="wrong", **headers)


def test_after_ten_failures_from_one_place_it_waits(alice):
    guess_at_many(10)
    assert WAIT in text_of(sign_in(Client()))
    assert WAIT in text_of(sign_in(Client(), HTTP_X_FORWARDED_FOR="203.0.113.9"))
    assert sign_in(Client(), REMOTE_ADDR="203.0.113.9").status_code == 302


def test_behind_a_proxy_places_are_told_apart_by_what_the_proxy_says(alice, settings):
    settings.ALLAUTH_TRUSTED_CLIENT_IP_HEADER = "Visitor"
    for number in range(10):
        disguise = {"HTTP_X_FORWARDED_FOR": f"198.51.100.{number}", "HTTP_VISITOR": "203.0.113.7"}
        sign_in(Client(), email=f"guess{number}@example.org", password="wrong", **disguise)
    assert WAIT in text_of(sign_in(Client(), HTTP_X_FORWARDED_FOR="198.51.100.99", HTTP_VISITOR="203.0.113.7"))
    assert sign_in(Client(), HTTP_VISITOR="203.0.113.8").status_code == 302


@pytest.mark.parametrize("said", [None, "", "nonsense", "203.0.113.8, 203.0.113.7"])
def test_nobody_signs_in_through_a_proxy_that_does_not_say_for_whom(said, alice, settings):
    settings.ALLAUTH_TRUSTED_CLIENT_IP_HEADER = "Visitor"
    headers = {} if said is None else {"HTTP_VISITOR": said}
    assert sign_in(Client(), **headers).status_code == 403


def test_after_five_wrong_codes_the_right_one_waits_for_a_minute(alice, clock, caplog):
    _, secret = with_app(clock)
    client = Client()
    sign_in(client)
    for _ in range(5):
        show(client, wrong_code(secret, clock))
    assert WAIT in text_of(show(client, code_of(secret, clock)))
    assert "too-many-attempts ip=127.0.0.1" in caplog.text
    assert client.get("/admin/").status_code == 302
    clock.pass_(minutes=1, seconds=1)
    show(client, code_of(secret, clock))
    assert client.get("/admin/").status_code == 200


# Locking somebody out


def flood(clock: Clock, *, minutes: int = 0, **headers: str) -> None:
    """Wrong passwords for Alice, as quickly as they are looked at."""
    for _ in range(minutes + 1):
        for _ in range(7):
            sign_in(Client(), password="wrong", **headers)
        clock.pass_(minutes=bool(minutes))


def test_failures_from_elsewhere_keep_nobody_out(alice, clock):
    for place in range(20):
        flood(clock, REMOTE_ADDR=f"203.0.113.{place}")
    assert sign_in(Client()).status_code == 302


def test_whoever_signed_in_with_this_browser_before_is_let_in_beside_a_flood_from_the_same_place(alice, clock):
    known = Client()
    sign_in(known)
    known.post("/account/logout/")
    flood(clock, minutes=9)
    guess_at_many(10)
    assert WAIT in text_of(sign_in(Client()))
    assert sign_in(known).status_code == 302


def test_a_known_browser_may_not_guess_either(alice, clock):
    known = Client()
    sign_in(known)
    known.post("/account/logout/")
    for _ in range(5):
        assert "are not correct" in text_of(sign_in(known, password="wrong"))
    assert WAIT in text_of(sign_in(known))
    clock.pass_(minutes=1, seconds=1)
    assert sign_in(known).status_code == 302


def test_a_browser_is_known_for_its_own_account_and_password_alone(alice, clock):
    bob = User.objects.create_user("bob", "bob@example.org", PASSWORD)
    known = Client()
    sign_in(known, email=bob.email)
    known.post("/account/logout/")
    flood(clock)
    assert WAIT in text_of(sign_in(known))
    bob.set_password("another horse battery")
    bob.save()
    for _ in range(5):
        sign_in(Client(), email=bob.email, password="wrong")
    assert WAIT in text_of(sign_in(known, email=bob.email, password="another horse battery"))


@pytest.mark.parametrize("forged", ["", "x", "e30:1abc:def", "{other}"])
def test_what_makes_a_browser_known_cannot_be_forged(forged, alice, clock):
    client = Client()
    sign_in(client)
    cookie = client.cookies[devices.COOKIE]
    assert cookie["httponly"]
    assert cookie["max-age"] == 365 * 24 * 3600
    assert str(alice.pk) not in cookie.value.partition(":")[0].split()
    assert EMAIL not in cookie.value
    flood(clock)
    stranger = Client()
    stranger.cookies[devices.COOKIE] = forged.format(other=cookie.value[:-2] + "xx")
    assert WAIT in text_of(sign_in(stranger))


def test_a_password_alone_makes_no_browser_known_where_a_second_factor_is_asked_for(alice, clock):
    with_app(clock)
    client = Client()
    sign_in(client)
    assert devices.COOKIE not in client.cookies


def test_the_right_password_and_code_wait_for_a_minute_at_most(alice, clock):
    _, secret = with_app(clock)
    flood(clock, minutes=9)
    guess_at_many(10)
    clock.pass_(minutes=1, seconds=1)
    client = Client()
    assert sign_in(client)["Location"] == FACTOR + "authenticate/"
    for _ in range(7):
        show(client, wrong_code(secret, clock))
    clock.pass_(minutes=1, seconds=1)
    assert show(client, code_of(secret, clock)).status_code == 302
    assert client.get("/admin/").status_code == 200


def test_the_holder_is_told_of_wrong_codes_once_a_day(alice, clock, mailoutbox):
    _, secret = with_app(clock)
    for place in range(3):
        client = Client(REMOTE_ADDR=f"203.0.113.{place}")
        sign_in(client)
        for _ in range(5):
            show(client, wrong_code(secret, clock))
    told = [letter for letter in mailoutbox if "several wrong codes" in letter.body]
    assert [letter.to for letter in told] == [[EMAIL]]


def test_one_who_waits_may_try_once_a_minute(alice, clock):
    with_app(clock)
    flood(clock)
    for _ in range(4):
        clock.pass_(minutes=1, seconds=1)
        assert "are not correct" in text_of(sign_in(Client(), password="wrong"))
        assert WAIT in text_of(sign_in(Client()))


def test_whoever_asks_too_often_gets_a_page_of_ours(caplog):
    client = Client()
    for _ in range(20):
        assert client.post("/account/signup/", {}).status_code == 200
    refused = client.post("/account/signup/", {})
    assert refused.status_code == 429
    assert "That was too often" in text_of(refused)
    assert "too-many-requests page=account_signup ip=127.0.0.1" in caplog.text
