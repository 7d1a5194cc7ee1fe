"""Whose key a browser holds, and what is left of somebody who deletes everything."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from guides.models import Report
from offers.models import Offer, Owner, key_hash
from offers.ownership.owners import COOKIE
from signin.models import AccountSession
from tests import factories
from tests.page_text import text_of

pytestmark = pytest.mark.django_db

EMAIL, PASSWORD = "alice@example.org", "correct horse battery"
DELETE = "/offers/delete-everything/"


def sign_up(client: Client) -> User:
    client.post("/account/signup/", {"email": EMAIL, "password1": PASSWORD, "password2": PASSWORD})
    return User.objects.get(email=EMAIL)


def sign_in(client: Client, password: str = PASSWORD) -> Client:
    client.post("/account/login/", {"login": EMAIL, "password": password})
    return client


def show_password(client: Client, to: str, password: str = PASSWORD):
    return client.post("/account/reauthenticate/", {"password": password, "next": to})


@pytest.fixture
def form() -> str:
    """Where an offer is recorded."""
    revision = factories.published()
    return reverse("offers:new", args=[revision.guide.company.slug, revision.guide.role.slug])


# The key


def test_a_key_that_the_browser_made_up_is_replaced(form):
    client = Client()
    client.cookies[COOKIE] = "a" * 43
    client.get(form, follow=True)
    issued = client.cookies[COOKIE].value
    assert not issued.startswith("a" * 43)
    client.get(form, follow=True)
    assert client.cookies[COOKIE].value == issued


@pytest.mark.parametrize("made_up", ["a" * 43, "a" * 43 + ":" + "b" * 43, "a" * 43 + ":"])
def test_nothing_is_saved_under_a_key_that_the_browser_made_up(made_up, form):
    client = Client()
    client.cookies[COOKIE] = made_up
    saved = client.post(form, factories.form_data(), follow=True)
    assert Offer.objects.count() == 1, text_of(saved)
    assert not Owner.objects.with_key("a" * 43).exists()
    assert Owner.objects.get().key_hash == key_hash(client.cookies[COOKIE].value.partition(":")[0])


def test_what_is_stored_stays_open_when_the_secret_key_is_another(settings, form):
    client = Client()
    client.post(form, factories.form_data())
    settings.SECRET_KEY = "n" * 60
    client.post(form, factories.form_data())
    assert Owner.objects.get().offers.count() == 2


# Asking again


@pytest.mark.parametrize("address", [DELETE, "/offers/offers.json", "/offers/offers.csv"])
def test_exporting_and_deleting_everything_ask_an_account_for_its_password(address):
    client, owner = factories.browser()
    factories.offer(owner)
    assert client.get(address).status_code == 200
    sign_up(client)
    assert client.get(address)["Location"].startswith("/account/reauthenticate/")
    show_password(client, address, "a wrong horse")
    assert client.get(address).status_code == 302
    assert show_password(client, address)["Location"] == address
    assert client.get(address).status_code == 200


def test_nothing_is_deleted_before_the_password_is_shown():
    client, owner = factories.browser()
    factories.offer(owner)
    sign_up(client)
    assert client.post(DELETE)["Location"].startswith("/account/reauthenticate/")
    assert User.objects.exists()
    assert Offer.objects.exists()


# What is left


def test_delete_everything_leaves_neither_address_nor_account_anywhere():
    revision = factories.published()
    client, owner = factories.browser()
    factories.offer(owner, revision)
    user = sign_up(client)
    phone = sign_in(Client())
    phone.post("/account/email/", {"action_add": "", "email": "alice.second@example.org"})  # waits for the password
    Report.objects.create(guide=revision.guide, revision=revision, text="Wrong.", email=EMAIL.title())
    Report.objects.create(guide=revision.guide, revision=revision, text="Wrong.", email="bob@example.org")
    Authenticator.objects.create(user=user, type="totp", data={"secret": ""})
    half_way = sign_in(Client())  # has shown the password and not yet the second factor
    assert half_way.get("/offers/").context["user"].is_anonymous
    Authenticator.objects.all().delete()
    assert AccountSession.objects.filter(account=user).count() == 3

    show_password(client, DELETE)
    assert client.post(DELETE)["Location"] == "/offers/"
    assert not User.objects.exists()
    kept = " ".join(str(session.get_decoded()) for session in AccountSession.objects.all())
    assert "example.org" not in kept
    assert not re.search(rf"'{user.pk}'", kept)
    assert sorted(Report.objects.values_list("email", flat=True)) == ["", "bob@example.org"]
    assert phone.get("/account/").status_code == 302
    assert half_way.get("/offers/").status_code == 200
