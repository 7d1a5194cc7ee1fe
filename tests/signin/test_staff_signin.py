"""Who gets to the editors' desk: sign-in, second factor, limits, the log."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import URLResolver, reverse
from hypothesis import given
from hypothesis import strategies as st

from guides.models import Company
from signin import devices
from signin.log import shortened
from signin.models import AccountSession
from signin.second_factor import cipher
from tests import factories
from tests.authenticator import code_at
from tests.html_forms import form_of
from tests.offers.comparison.test_pages import text_of
from tests.test_settings import PRODUCTION, manage

pytestmark = pytest.mark.django_db

EMAIL = "alice@example.org"
PASSWORD = "correct horse battery"
LOGIN = "/account/login/"
FACTOR = "/account/second-factor/"
WAIT = "Too many failed login attempts"


class Clock:
    """Stands at the start of one of an app's half minutes until it is told to go on."""

    def __init__(self) -> None:
        self.now = time.time() // 30 * 30 + 1

    def __call__(self) -> float:
        return self.now

    def pass_(self, **spans: float) -> None:
        self.now += sum(amount * {"seconds": 1, "minutes": 60, "hours": 3600}[unit] for unit, amount in spans.items())


@pytest.fixture(autouse=True)
def clock(monkeypatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(time, "time", clock)
    return clock


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _as_in_production(settings):
    settings.STAFF_MFA_REQUIRED = True


@pytest.fixture
def alice() -> User:
    return User.objects.create_superuser("alice", EMAIL, PASSWORD)


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


# Who is let in


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


def nobody(clock: Clock) -> Client:
    return Client()


def staff_without_second_factor(clock: Clock) -> Client:
    client = Client()
    sign_in(client)
    return client


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
    "elsewhere", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
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


# The log


def test_the_log_tells_what_happened_and_no_secret(alice, clock, caplog, django_capture_on_commit_callbacks):
    caplog.set_level(logging.INFO, "leverbook.signin")
    client = Client()
    sign_in(client, password="a wrong horse")
    sign_in(client, email="Stranger@Example.org")
    sign_in(client)
    with django_capture_on_commit_callbacks(execute=True):
        secret = set_up(client, clock)
    codes = recovery_codes(client)
    client.post("/admin/logout/")
    sign_in(client)
    wrong = wrong_code(secret, clock)
    show(client, wrong)
    show(client, codes[0])
    with django_capture_on_commit_callbacks(execute=True):
        clock.pass_(seconds=30)
        confirm(client, code_of(secret, clock))
        client.post(FACTOR + "recovery-codes/generate/")
    client.post(
        "/account/password/change/",
        {"oldpassword": PASSWORD, "password1": "another horse battery", "password2": "another horse battery"},
    )
    client.post(FACTOR + "totp/deactivate/")
    user = f"user={alice.pk}"
    lines = [record for record in caplog.records if record.name == "leverbook.signin"]
    assert [(line.levelname, line.getMessage().removesuffix(" ip=127.0.0.1")) for line in lines] == [
        ("WARNING", "sign-in-failed account=al…@example.org"),
        ("WARNING", "sign-in-failed account=st…@example.org"),
        ("INFO", f"signed-in {user} staff=yes second_factor=no"),
        ("INFO", f"second-factor-shown {user} type=totp again=yes"),
        ("INFO", f"second-factor-added {user} type=totp"),
        ("INFO", f"second-factor-added {user} type=recovery_codes"),
        ("INFO", f"signed-out {user}"),
        ("WARNING", f"second-factor-refused {user}"),
        ("WARNING", f"second-factor-shown {user} type=recovery_codes again=no"),
        ("INFO", f"signed-in {user} staff=yes second_factor=recovery_codes"),
        ("INFO", f"second-factor-shown {user} type=totp again=yes"),
        ("INFO", f"second-factor-made-anew {user} type=recovery_codes"),
        ("INFO", f"password-changed {user}"),
        ("WARNING", f"second-factor-removed {user} type=totp"),
        ("WARNING", f"second-factor-removed {user} type=recovery_codes"),
    ]
    for hidden in (PASSWORD, "a wrong horse", "another horse", secret, wrong, *codes, EMAIL, "tranger@"):
        assert hidden not in caplog.text


def test_the_log_tells_that_a_limit_was_reached(alice, caplog):
    for _ in range(6):
        sign_in(Client(), password="wrong")
    assert caplog.text.count("sign-in-failed") == 5
    assert caplog.text.count("too-many-attempts ip=127.0.0.1") == 1


@given(st.text(st.characters(exclude_characters="@…"), max_size=40), st.text(max_size=80))
def test_a_shortened_address_is_one_short_word_with_two_letters_of_the_name(name, host):
    short = shortened(f"{name}@{host}")
    assert len(short) <= len("ab…@") + 60
    assert short.split() == [short]
    assert short.isprintable()
    told, rest = short.split("…", 1)
    assert len(told) <= 2
    assert rest.startswith("@")
    assert shortened(name) == f"{told}…"


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
