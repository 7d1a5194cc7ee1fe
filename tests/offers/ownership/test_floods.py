"""Whoever opens or saves offers faster than a person can is held back with a plain page."""

from __future__ import annotations

import re
from html import unescape
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from offers.models import Offer
from offers.urls import app_name
from tests import factories
from tests.html_forms import form_of
from tests.test_addresses import addresses

pytestmark = pytest.mark.django_db

NEW = "/offers/new/"


@pytest.fixture
def _one_each_minute(settings):
    once = {"opening": "1/m/key", "saving": "1/m/key", "saving_from_address": "1/m/ip"}
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | once


def new_offer(**changes) -> dict[str, str]:
    return factories.form_data(kind="offer", employer="Acme", **changes)


def test_the_limits_leave_room_for_people_and_none_for_floods(settings):
    limits = {name: settings.ACCOUNT_RATE_LIMITS[name] for name in ("opening", "saving", "saving_from_address")}
    assert limits == {"opening": "300/m/key", "saving": "60/m/key", "saving_from_address": "120/m/ip,1000/h/ip"}


def test_350_offers_of_one_client_without_an_account_are_stopped_at_the_limit():
    statuses = []
    for _ in range(350):
        browser = Client()  # one that drops its cookies has a new owner each time
        statuses.append(browser.post(NEW, new_offer()).status_code)
    assert statuses == [302] * 120 + [429] * 230
    assert Offer.objects.count() == 120
    elsewhere = Client(REMOTE_ADDR="192.0.2.2")
    assert elsewhere.post(NEW, new_offer()).status_code == 302


def test_an_owner_who_saves_too_often_waits_wherever_they_are():
    client, owner = factories.browser()
    address = f"{factories.offer(owner).get_absolute_url()}outcome/"
    for number in range(61):
        answer = client.post(address, {"outcome": "", "outcome_on": ""}, REMOTE_ADDR=f"192.0.2.{number}")
    assert (answer.status_code, answer["Retry-After"]) == (429, "60")
    assert factories.browser()[0].post(NEW, new_offer()).status_code == 302


def test_an_owner_who_floods_leaves_room_for_others_at_the_address():
    client, owner = factories.browser()
    address = f"{factories.offer(owner).get_absolute_url()}outcome/"
    statuses = [client.post(address, {"outcome": "", "outcome_on": ""}).status_code for _ in range(130)]
    assert statuses == [302] * 60 + [429] * 70
    assert factories.browser()[0].post(NEW, new_offer()).status_code == 302


@pytest.mark.usefixtures("_one_each_minute")
def test_what_was_typed_can_be_sent_again():
    client, owner = factories.browser()
    factories.offer(owner)
    sent = new_offer(base="123,456", place="Lisbon & <b>")
    assert client.post(NEW, new_offer()).status_code == 302
    answer = client.post(NEW, sent)
    assert answer.status_code == 429
    assert "What you typed is kept on this page." in unescape(answer.content.decode())
    kept = form_of(answer)
    kept.pop("csrfmiddlewaretoken")
    assert kept == {name: [value] for name, value in sent.items()}


@pytest.mark.usefixtures("_one_each_minute")
def test_the_page_is_plain_private_and_says_when_to_try_again():
    client, owner = factories.browser()
    factories.offer(owner)
    assert client.get("/offers/").status_code == 200
    answer = client.get("/offers/")
    assert (answer.status_code, answer["Retry-After"]) == (429, "60")
    assert "<h1>That was too often</h1>" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert "Content-Security-Policy" in answer.headers
    # Nobody else waits.
    assert factories.browser()[0].get("/offers/").status_code == 200


@pytest.mark.usefixtures("_one_each_minute")
def test_a_link_that_many_open_does_not_keep_its_owner_out(settings):
    client, owner = factories.browser()
    offer = factories.offer(owner)
    link = client.post(f"{offer.get_absolute_url()}share/", {"days": "7"}).context["made"]
    assert [Client().get(link).status_code for _ in range(2)] == [200, 429]
    assert client.get(offer.get_absolute_url()).status_code == 200


# The empty forms, which load none of the owner's offers.
LIGHT = {"new-without-guide", "new", "paste-without-guide", "paste", "delete-everything", "read-back"}


@pytest.mark.usefixtures("_one_each_minute")
def test_no_page_of_an_owner_is_left_out():
    revision = factories.published()
    own = [address for address, _ in addresses() if address.startswith("/offers/")]
    assert len(own) >= 18
    light = {address for address in own if re.search(r"/(new|paste|delete-everything|read-back)/", address)}
    assert len(light) == len(LIGHT)
    for number, address in enumerate(own):
        client, owner = factories.browser()
        offer = factories.offer(owner, revision)
        at = address.replace("offer_id", str(offer.pk)).replace("link_id", "1")
        opened = [client.get(at).status_code for _ in range(2)]
        saved = [
            client.post(at, {"form_key": str(uuid4())}, REMOTE_ADDR=f"192.0.2.{number}").status_code for _ in range(2)
        ]
        assert opened[1] in ({200, 302} if address in light else {405, 429}), at
        assert saved[1] in ({404} if at.endswith(f"{offer.pk}/delete/") else {405, 429}), at
    assert reverse(f"{app_name}:list") in own
