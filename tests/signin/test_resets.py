"""A new password by mail: whom it lets in, and whom it keeps out from then on."""

from __future__ import annotations

import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.utils.http import int_to_base36

from signin.models import AccountSession
from signin.resets import NewPasswordForm, key_for

pytestmark = pytest.mark.django_db

OLD, NEW = "correct horse battery", "another horse battery"
VICTIM, ATTACKER = "victim@example.org", "attacker@example.org"


def sign_up(email: str, client: Client | None = None) -> Client:
    client = client or Client()
    client.post("/account/signup/", {"email": email, "password1": OLD, "password2": OLD})
    return client


def sign_in(email: str, password: str) -> Client:
    client = Client()
    client.post("/account/login/", {"login": email, "password": password})
    return client


def is_signed_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def add_address(client: Client, email: str, *, password: str = OLD) -> None:
    """As the pages ask for it: the password first."""
    asked = client.post("/account/email/", {"action_add": "", "email": email}, follow=True)
    assert asked.redirect_chain[-1][0].startswith("/account/reauthenticate/")
    client.post("/account/reauthenticate/", {"password": password, "next": "/account/email/"})
    assert EmailAddress.objects.filter(email=email).exists()


def link_in_last(kind: str, *, to: str) -> str | None:
    """The path of the newest link of a kind that was sent to an address."""
    for letter in reversed(mail.outbox):
        if letter.to == [to] and (found := re.search(rf"https?://[^/\s]+(/account/{kind}/\S+)", letter.body)):
            return found[1]
    return None


def ask(email: str, **headers: str) -> str | None:
    """Ask for a letter; the link in it."""
    mail.outbox.clear()
    Client().post("/account/password/reset/", {"email": email}, **headers)
    return link_in_last("password/reset/key", to=email)


def follow(link: str, password: str) -> bool:
    """Set a password through a link; whether the link held."""
    client = Client()
    form = client.get(link, follow=True)
    if not form.redirect_chain:
        return False
    sent = client.post(form.redirect_chain[-1][0], {"password1": password, "password2": password})
    return sent.status_code == 302


def confirm(client: Client, email: str) -> None:
    assert client.post(link_in_last("confirm-email", to=email)).status_code == 302
    assert EmailAddress.objects.get(email=email).verified


# An account that somebody prepared for somebody else


@pytest.mark.parametrize("is_confirmed", [False, True])
def test_who_prepared_an_account_does_not_get_in_once_its_address_s_owner_has_claimed_it(is_confirmed):
    attacker = sign_up(VICTIM)
    add_address(attacker, ATTACKER)
    if is_confirmed:
        confirm(attacker, ATTACKER)
    prepared = ask(ATTACKER)
    assert bool(prepared) is is_confirmed

    assert follow(ask(VICTIM), NEW)
    victim = sign_in(VICTIM, NEW)
    assert is_signed_in(victim)
    account = User.objects.get(email=VICTIM)

    assert ask(ATTACKER) is None
    assert not is_signed_in(attacker)
    assert not is_signed_in(sign_in(ATTACKER, OLD))
    if prepared:
        assert not follow(prepared, "the attacker's own horse")
    assert is_signed_in(victim)
    assert [(one.email, one.verified, one.primary) for one in EmailAddress.objects.filter(user=account)] == [
        (VICTIM, True, True)
    ]


def test_two_links_used_at_once_are_one_reset():
    attacker = sign_up(VICTIM)
    add_address(attacker, ATTACKER)
    confirm(attacker, ATTACKER)
    link = ask(ATTACKER)
    late = Client()
    form = late.get(link, follow=True).redirect_chain[-1][0]

    user = User.objects.get(email=VICTIM)
    key = link.rstrip("/").partition("-")[2]
    waiting = NewPasswordForm({"password1": OLD, "password2": OLD}, user=user, temp_key=key)
    assert waiting.is_valid()
    assert follow(ask(VICTIM), NEW)
    with pytest.raises(Exception, match="has been used"):
        waiting.save()
    assert late.post(form, {"password1": OLD, "password2": OLD}).status_code == 200
    assert is_signed_in(sign_in(VICTIM, NEW))


def test_a_letter_alone_confirms_no_address_of_an_account_that_somebody_else_made():
    attacker = sign_up(VICTIM)
    link = link_in_last("confirm-email", to=VICTIM)
    stranger = Client()
    assert stranger.post(link)["Location"].startswith("/account/login/")
    assert sign_up("someone@example.org", stranger).post(link).status_code == 403
    assert not EmailAddress.objects.get(email=VICTIM).verified
    confirm(attacker, VICTIM)


def test_a_further_address_opens_nothing_and_reserves_nothing_before_it_is_confirmed():
    alice = sign_up("alice@example.org")
    confirm(alice, "alice@example.org")
    add_address(alice, VICTIM)
    link_of_alice = link_in_last("confirm-email", to=VICTIM)
    assert ask(VICTIM) is None
    assert "No Leverbook account opens with this address" in mail.outbox[-1].body
    assert is_signed_in(sign_up(VICTIM))
    assert follow(ask(VICTIM), NEW)
    assert is_signed_in(alice)
    assert is_signed_in(sign_in(VICTIM, NEW))
    alice.post(link_of_alice)
    assert EmailAddress.objects.get(email=VICTIM, verified=True).user.email == VICTIM


# What a reset ends


def test_a_reset_keeps_confirmed_addresses_and_drops_the_others():
    alice = sign_up("alice@example.org")
    confirm(alice, "alice@example.org")
    add_address(alice, "second@example.org")
    confirm(alice, "second@example.org")
    alice.post("/account/email/", {"action_add": "", "email": "third@example.org"})
    assert follow(ask("second@example.org"), NEW)
    kept = EmailAddress.objects.order_by("email").values_list("email", "primary")
    assert list(kept) == [("alice@example.org", True), ("second@example.org", False)]


def test_a_reset_signs_out_everywhere_and_leaves_no_session_behind():
    one, two = sign_up("alice@example.org"), sign_in("alice@example.org", OLD)
    assert is_signed_in(one)
    assert is_signed_in(two)
    assert follow(ask("alice@example.org"), NEW)
    assert not AccountSession.objects.exclude(account=None).exists()
    assert not is_signed_in(one)
    assert not is_signed_in(two)


# The link


def test_a_link_holds_for_an_hour_and_once(settings):
    sign_up("alice@example.org")
    assert settings.PASSWORD_RESET_TIMEOUT == 3600
    link = ask("alice@example.org")
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert not follow(link, NEW)
    settings.PASSWORD_RESET_TIMEOUT = 3600
    assert follow(link, NEW)
    assert not follow(link, "a third horse battery")


@pytest.mark.parametrize(
    "key", ["", "zzzzzzzzzzzzz-abc", "zzzzzzzzzzzzzzzz-abc", "-", "1-", "0-0-0", "é-é", "{other}-abc-def"]
)
def test_a_made_up_link_is_told_to_hold_no_longer(key):
    sign_up("alice@example.org")
    alice = User.objects.get()
    other = EmailAddress.objects.get()
    made_up = key.format(other=int_to_base36(other.pk))
    page = Client().get(f"/account/password/reset/key/{int_to_base36(alice.pk)}-{made_up}/")
    assert page.status_code in {200, 404}
    assert "password1" not in page.content.decode()


def test_a_link_is_for_the_address_that_it_was_sent_to():
    alice = sign_up("alice@example.org")
    confirm(alice, "alice@example.org")
    add_address(alice, "second@example.org")
    confirm(alice, "second@example.org")
    first, second = EmailAddress.objects.order_by("pk")
    stolen = f"{int_to_base36(first.pk)}-{key_for(second).partition('-')[2]}"
    user = int_to_base36(first.user_id)
    assert not follow(f"/account/password/reset/key/{user}-{stolen}/", NEW)
    assert follow(f"/account/password/reset/key/{user}-{key_for(second)}/", NEW)


@pytest.mark.parametrize("host", ["testserver:8443", "127.0.0.1:31337", "localhost"])
def test_letters_name_the_site_and_not_the_host_of_the_request(host, settings):
    settings.SITE_ORIGIN = "https://leverbook.example"
    client = Client(HTTP_HOST=host)
    sign_up("alice@example.org", client)
    ask("alice@example.org", HTTP_HOST=host)
    letters = [*mail.outbox]
    ask("nobody@example.org", HTTP_HOST=host)
    letters += mail.outbox
    assert len(letters) == 2
    for letter in letters:
        assert "https://leverbook.example/account/" in letter.body
        assert host not in letter.body + letter.subject
        assert re.findall(r"https?://[^/\s]+", letter.body) == ["https://leverbook.example"]
