"""The page of one's account: where it is signed in, what changes are told to whom."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import django
import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from offers.ownership.owners import COOKIE
from signin.addresses import is_taken, own_addresses_of
from signin.browsers import browser_name
from signin.models import AccountSession
from tests.page_text import text_of
from tests.signin.test_resets import NEW, OLD, add_address, confirm, is_signed_in, link_in_last, sign_in, sign_up

pytestmark = pytest.mark.django_db

ALICE, SECOND = "alice@example.org", "second@example.org"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 "
    "Mobile/15E148 Safari/604.1"
)


def show_password(client: Client) -> None:
    client.post("/account/reauthenticate/", {"password": OLD})


# Where it is signed in


def sessions_at(hours: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let so many hours go by for sessions."""
    then = datetime.now(UTC).timestamp() + hours * 3600
    monkeypatch.setattr("signin.sessions.time.time", lambda: then)


def test_a_browser_that_nobody_uses_for_a_week_is_signed_out(monkeypatch):
    used, unused = sign_up(ALICE), sign_in(ALICE, OLD)
    key = unused.cookies["sessionid"].value
    sessions_at(24 * 6, monkeypatch)
    assert is_signed_in(used)
    sessions_at(24 * 6 + 25, monkeypatch)
    assert is_signed_in(used)
    assert text_of(used.get("/account/")).count("since") == 1
    assert not is_signed_in(unused)
    assert not AccountSession.objects.filter(session_key=key).exists()


def test_two_weeks_after_signing_in_a_browser_is_signed_out_however_often_it_is_used(monkeypatch):
    browser = sign_up(ALICE)
    for day in range(1, 14, 2):
        sessions_at(24 * day + 1, monkeypatch)
        assert is_signed_in(browser), day
    sessions_at(24 * 14 + 1, monkeypatch)
    assert not is_signed_in(browser)


def test_an_owner_without_an_account_isnt_concerned_by_it(monkeypatch):
    browser = Client()
    browser.get("/offers/new/", follow=True)
    owner = browser.cookies[COOKIE]
    assert owner["max-age"] == 365 * 24 * 3600
    sessions_at(24 * 60, monkeypatch)
    assert browser.get("/offers/").status_code == 200
    assert browser.cookies[COOKIE].value == owner.value


def test_a_use_is_written_down_once_a_day(monkeypatch):
    browser = sign_up(ALICE)

    def writes() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert is_signed_in(browser)
        return sum("UPDATE" in query["sql"] and "session" in query["sql"] for query in queries)

    assert writes() == 0
    sessions_at(25, monkeypatch)
    assert [writes(), writes()] == [1, 0]


def test_every_private_page_offers_to_sign_out_whoever_is_signed_in():
    browser = sign_up(ALICE)
    for page in (
        "/account/",
        "/account/email/",
        "/account/second-factor/",
        "/offers/",
        "/offers/new/",
        "/offers/paste/",
    ):
        assert b'href="/account/logout/">Sign out</a>' in browser.get(page, follow=True).content, page
        assert b"/account/logout/" not in Client().get(page, follow=True).content, page
    public = Client().get("/companies/").content
    assert b"/account/logout/" not in public
    assert browser.get("/companies/").content == public


def test_one_browser_can_be_signed_out_from_another():
    here = sign_up(ALICE, Client(headers={"User-Agent": FIREFOX}))
    phone = Client(headers={"User-Agent": IPHONE})
    phone.post("/account/login/", {"login": ALICE, "password": OLD})
    third = sign_in(ALICE, OLD)
    page = here.get("/account/")
    words = text_of(page)
    assert "Firefox on Linux, since" in words
    assert "Safari on iPhone, since" in words
    assert words.count("this one") == 1
    keys = AccountSession.objects.values_list("session_key", flat=True)
    assert not [key for key in keys if key in page.content.decode()]
    handles = dict(re.findall(r"<li>([^<,]+),\s+since[^<]*<button[^>]* value=\"(\w+)\"", page.content.decode()))
    assert set(handles) == {"Safari on iPhone", "A browser that we don't know"}
    end = "/account/sign-out-browsers/"
    assert here.post(end, {"browser": handles["Safari on iPhone"]})["Location"].startswith("/account/reauthenticate/")
    assert all(is_signed_in(one) for one in (here, phone, third))
    # What was asked for is done once the password is there.
    here.post("/account/reauthenticate/", {"password": OLD, "next": end})
    assert [is_signed_in(one) for one in (here, phone, third)] == [True, False, True]
    here.post(end)
    assert [is_signed_in(one) for one in (here, phone, third)] == [True, False, False]


def test_nobody_signs_out_somebody_else():
    alice, bob = sign_up(ALICE), sign_up("bob@example.org")
    sign_in("bob@example.org", OLD)
    (handle,) = re.findall(r'name="browser" value="(\w+)"', bob.get("/account/").content.decode())
    show_password(alice)
    for form in ({"browser": handle}, {}):
        assert alice.post("/account/sign-out-browsers/", form)["Location"] == "/account/"
    assert AccountSession.objects.filter(account__email="bob@example.org").count() == 2


def test_the_account_is_one_link_away_from_every_page():
    for address in ("/", "/companies/", "/offers/", "/account/login/"):
        assert 'href="/account/"' in Client().get(address).content.decode()
    assert Client().get("/account/")["Location"].startswith("/account/login/")


def test_a_changed_password_signs_out_all_other_browsers():
    here, elsewhere = sign_up(ALICE), sign_in(ALICE, OLD)
    here.post("/account/password/change/", {"oldpassword": OLD, "password1": NEW, "password2": NEW})
    assert [is_signed_in(one) for one in (here, elsewhere)] == [True, False]
    assert AccountSession.objects.exclude(account=None).count() == 1


@pytest.mark.parametrize(
    ("header", "name"),
    [
        (FIREFOX, "Firefox on Linux"),
        (IPHONE, "Safari on iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"),
        ("something (Linux)", "A browser on Linux"),
        ("<script>", ""),
        ("", ""),
    ],
)
def test_a_browser_has_a_name_that_people_know(header, name):
    assert browser_name(header) == name


# Changes of addresses


def account_with_two_addresses() -> Client:
    client = sign_up(ALICE)
    confirm(client, ALICE)
    add_address(client, SECOND)
    confirm(client, SECOND)
    mail.outbox.clear()
    return client


@pytest.mark.parametrize("action", ["action_add", "action_primary", "action_remove"])
def test_an_address_changes_only_after_the_password(action):
    account_with_two_addresses()
    client = sign_in(ALICE, OLD)
    email = "third@example.org" if action == "action_add" else SECOND
    before = list(EmailAddress.objects.order_by("pk").values())
    assert client.post("/account/email/", {action: "", "email": email})["Location"].startswith(
        "/account/reauthenticate/"
    )
    assert list(EmailAddress.objects.order_by("pk").values()) == before
    client.post("/account/reauthenticate/", {"password": "a wrong horse", "next": "/account/email/"})
    assert list(EmailAddress.objects.order_by("pk").values()) == before
    client.post("/account/reauthenticate/", {"password": OLD, "next": "/account/email/"})
    assert list(EmailAddress.objects.order_by("pk").values()) != before


def test_the_old_address_is_told_of_changes():
    client = account_with_two_addresses()
    client.post("/account/email/", {"action_add": "", "email": "third@example.org"})
    assert "third@example.org was added" in letters_to(ALICE)
    client.post("/account/email/", {"action_primary": "", "email": SECOND})
    assert f"changed from {ALICE} to {SECOND}" in letters_to(ALICE)
    client.post("/account/email/", {"action_remove": "", "email": ALICE})
    assert f"{ALICE} has been removed" in letters_to(ALICE)
    assert f"{ALICE} has been removed" in letters_to(SECOND)
    assert User.objects.get().email == SECOND


def letters_to(email: str) -> str:
    return "\n".join(letter.body for letter in mail.outbox if letter.to == [email])


def test_a_letter_that_cannot_be_sent_undoes_nothing(settings, caplog):
    client = account_with_two_addresses()
    backend, server = "django.core.mail.backends.smtp.EmailBackend", {"host": "127.0.0.1", "port": 9}  # nobody listens
    if django.VERSION >= (6, 1):
        settings.MAILERS = {"default": {"BACKEND": backend, "OPTIONS": server}}
    else:
        settings.EMAIL_BACKEND = backend
        settings.EMAIL_HOST, settings.EMAIL_PORT = server["host"], server["port"]
    answer = client.post("/account/email/", {"action_primary": "", "email": SECOND})
    assert answer.status_code == 302
    assert User.objects.get().email == SECOND
    assert "notice-not-sent" in caplog.text


def test_an_unconfirmed_address_never_becomes_the_accounts_name():
    client = sign_up(ALICE)
    add_address(client, SECOND)
    client.post("/account/email/", {"action_primary": "", "email": SECOND})
    assert User.objects.get().email == ALICE
    assert EmailAddress.objects.get(primary=True).email == ALICE


def test_an_unconfirmed_address_stands_in_nobodys_way_and_speaks_for_nobody():
    editor = User.objects.create_user("ed", "ed@corp.example", is_staff=True)
    client = sign_up(ALICE)
    add_address(client, editor.email)
    assert not is_taken(editor.email, but_by=editor)
    assert not is_taken("newhire@corp.example", but_by=User())
    assert own_addresses_of(User.objects.get(email=ALICE)) == {ALICE}


def test_links_of_one_account_confirm_nothing_in_another():
    sign_up(ALICE)
    link = link_in_last("confirm-email", to=ALICE)
    assert sign_up("bob@example.org").post(link).status_code == 403


@pytest.mark.parametrize(
    "away", ["http://testserver/offers/", "https://testserver/offers/", "//example.org/", "/\\example.org/"]
)
def test_signing_in_leads_on_by_a_path_alone(away):
    sign_up(ALICE)
    typed = {"login": ALICE, "password": OLD}
    assert Client().post("/account/login/", typed | {"next": away})["Location"] == "/offers/"
    assert Client().post("/account/login/", typed | {"next": "/account/"})["Location"] == "/account/"
