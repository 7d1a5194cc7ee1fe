"""How much one owner may keep: nothing goes past it, and nothing that was typed is lost."""

from __future__ import annotations

import threading
from datetime import timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.utils import timezone

from offers.models import MOST_LINKS, MOST_OFFERS, MOST_ROUNDS, Offer, Owner, Round, ShareLink
from offers.ownership.owners import COOKIE
from tests import factories
from tests.factories import D
from tests.html_forms import form_of

NEW = "/offers/new/"
AT_ONCE = 6


def many_offers(owner: Owner, count: int) -> list[Offer]:
    made = Offer.objects.bulk_create(
        Offer(owner=owner, employer=f"Employer {number}", currency="USD") for number in range(count)
    )
    Round.objects.bulk_create(
        Round(offer=offer, number=1, on=timezone.localdate(), base=D(100000 + number))
        for number, offer in enumerate(made)
    )
    return made


def many_rounds(offer: Offer, count: int) -> None:
    Round.objects.bulk_create(
        Round(offer=offer, number=number, on=timezone.localdate(), base=D(210000)) for number in range(2, count + 1)
    )


def many_links(offer: Offer, count: int, *, days: int = 7) -> None:
    expires_at = timezone.now() + timedelta(days=days)
    ShareLink.objects.bulk_create(
        ShareLink(offer=offer, key_hash=uuid4().hex, expires_at=expires_at) for _ in range(count)
    )


def new_offer(**changes) -> dict[str, str]:
    return factories.form_data(kind="offer", employer="One more", **changes)


def new_round(**changes) -> dict[str, str]:
    return {
        "form_key": str(uuid4()),
        "party": "company",
        "on": timezone.localdate().isoformat(),
        "base": "250,000",
        "bonus": "0",
        "bonus_unit": "percent",
    } | changes


def texts(response) -> str:
    return " ".join(unescape(response.content.decode()).split())


@pytest.mark.django_db
def test_the_last_offer_is_kept_and_the_next_is_refused_with_all_that_was_typed():
    client, owner = factories.browser()
    kept = many_offers(owner, MOST_OFFERS - 1)
    assert client.post(NEW, new_offer()).status_code == 302
    refused = client.post(NEW, new_offer(base="123,456", place="Lisbon"))
    assert refused.status_code == 422
    assert "You have 60 offers here already, and no more are kept. What you typed is still in the form" in texts(
        refused
    )
    assert Offer.objects.of(owner).count() == MOST_OFFERS
    typed = form_of(refused)
    assert (typed["base"], typed["place"]) == (["123,456"], ["Lisbon"])
    # As the message says: room is made elsewhere, and the form is sent again as it stands.
    client.post(f"{kept[0].get_absolute_url()}delete/")
    assert client.post(NEW, typed).status_code == 302
    assert Offer.objects.of(owner).get(place="Lisbon").terms.base == 123456


@pytest.mark.django_db
def test_the_last_offer_sent_twice_is_one_offer_and_no_refusal():
    client, owner = factories.browser()
    many_offers(owner, MOST_OFFERS - 1)
    form = new_offer()
    first, second = client.post(NEW, form), client.post(NEW, form)
    assert first.status_code == second.status_code == 302
    assert first.url == second.url
    assert Offer.objects.of(owner).count() == MOST_OFFERS


@pytest.mark.django_db
def test_a_full_owner_may_still_change_offers_and_others_may_still_add():
    client, owner = factories.browser()
    offer = many_offers(owner, MOST_OFFERS)[0]
    change = f"{offer.get_absolute_url()}edit/"
    assert client.post(change, form_of(client.get(change)) | {"status": "verbal", "base": "99,000"}).status_code == 302
    assert factories.browser()[0].post(NEW, new_offer()).status_code == 302


@pytest.mark.django_db
def test_the_last_round_is_kept_and_the_next_is_refused_with_all_that_was_typed():
    client, owner = factories.browser()
    offer = factories.offer(owner)
    many_rounds(offer, MOST_ROUNDS - 1)
    address = f"{offer.get_absolute_url()}rounds/"
    form = new_round()
    assert client.post(address, form).status_code == 302
    assert client.post(address, form).status_code == 302  # sent twice
    refused = client.post(address, new_round(base="251,000"))
    assert refused.status_code == 422
    assert "This offer has 40 rounds, and no more are kept." in texts(refused)
    assert refused.context["form"]["base"].value() == "251,000"
    assert offer.rounds.count() == MOST_ROUNDS


@pytest.mark.django_db
def test_links_are_counted_over_all_offers_of_an_owner():
    client, owner = factories.browser()
    one, other = factories.offer(owner), factories.openai_offer(owner)
    many_links(one, MOST_LINKS - 1)
    address = f"{other.get_absolute_url()}share/"
    assert client.post(address, {"days": "30"}).status_code == 200
    refused = client.post(address, {"days": "30", "with_plan": "on"})
    assert refused.status_code == 422
    assert "20 links to your offers work already, and there can be no more." in texts(refused)
    assert "This address is shown once" not in texts(refused)
    assert refused.context["form"]["days"].value() == "30"
    assert ShareLink.objects.filter(offer__owner=owner).count() == MOST_LINKS
    client.post(f"{address}{other.share_links.get().pk}/revoke/")
    assert "This address is shown once" in texts(client.post(address, {"days": "1"}))


@pytest.mark.django_db
def test_links_that_have_expired_make_room():
    client, owner = factories.browser()
    offer = factories.offer(owner)
    many_links(offer, MOST_LINKS, days=-1)
    assert client.post(f"{offer.get_absolute_url()}share/", {"days": "7"}).status_code == 200
    assert offer.share_links.count() == 1


@pytest.mark.django_db
def test_an_account_takes_over_what_it_has_room_for_and_the_rest_stays_with_the_browser():
    user = User.objects.create_user("ann@example.org", "ann@example.org", "a long password 1")
    own = Owner.objects.for_user(user)
    many_offers(own, MOST_OFFERS - 2)
    client, owner = factories.browser()
    oldest, *newer = many_offers(owner, 3)
    # Made in one go, they would all be as old.
    Offer.objects.filter(pk=oldest.pk).update(created_at=timezone.now() - timedelta(days=1))
    key = client.cookies[COOKIE].value
    answer = client.post("/account/login/", {"login": "ann@example.org", "password": "a long password 1"}, follow=True)
    assert "the 1 oldest of this browser stay with the browser" in texts(answer)
    assert Offer.objects.of(own).count() == MOST_OFFERS
    assert {offer.owner_id for offer in Offer.objects.filter(pk__in=[one.pk for one in newer])} == {own.pk}
    signed_out = Client()
    signed_out.cookies[COOKIE] = key
    assert signed_out.get(oldest.get_absolute_url()).status_code == 200
    assert signed_out.get(newer[0].get_absolute_url()).status_code == 404


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write at a time anyway")
@pytest.mark.parametrize("what", ["offers", "rounds", "links"])
def test_requests_at_once_pass_no_limit(what):
    client, owner = factories.browser()
    offer = factories.offer(owner)
    address = offer.get_absolute_url()
    match what:
        case "offers":
            many_offers(owner, MOST_OFFERS - 2)  # and the one above
            requests = [(NEW, new_offer()) for _ in range(AT_ONCE)]
            most, kept = MOST_OFFERS, Offer.objects.of(owner)
        case "rounds":
            many_rounds(offer, MOST_ROUNDS - 1)
            requests = [(f"{address}rounds/", new_round()) for _ in range(AT_ONCE)]
            most, kept = MOST_ROUNDS, offer.rounds
        case _:
            many_links(offer, MOST_LINKS - 1)
            requests = [(f"{address}share/", {"days": "7"}) for _ in range(AT_ONCE)]
            most, kept = MOST_LINKS, ShareLink.objects.filter(offer__owner=owner)
    statuses = []
    together = threading.Barrier(AT_ONCE)

    def send(to: str, data: dict[str, str]) -> None:
        browser = Client()
        browser.cookies[COOKIE] = client.cookies[COOKIE].value
        together.wait(10)
        statuses.append(browser.post(to, data).status_code)
        factories.close_connection()

    threads = [threading.Thread(target=send, args=request) for request in requests]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert kept.count() == most
    assert sorted(statuses) == [200 if what == "links" else 302, *[422] * (AT_ONCE - 1)]
