"""A candidate's page is sent again only where it would come out the same, and to nobody else."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from cachetools import TTLCache
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from guides.models import Company, Epoch, ExchangeRate
from offers import kept_pages
from offers.models import CounterPlan, Offer, Owner, ScriptFact
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keeping")]

PAGES = ("offer", "counter", "brief", "equity", "exit", "on-top")


@pytest.fixture
def keeping(settings):
    settings.KEEP_PRIVATE_PAGES = True


@pytest.fixture
def kept(keeping):
    """A browser with an offer whose pages were looked at twice."""
    client, owner = factories.browser()
    offer = factories.offer(owner, factories.published())
    factories.warm()
    for address in addresses(offer) * 2:
        client.get(address)
    return client, offer


def addresses(offer: Offer) -> list[str]:
    return [reverse("offers:list"), *(reverse(f"offers:{name}", args=[offer.pk]) for name in PAGES)]


def body(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return re.sub(r'(csrfmiddlewaretoken" value=")\w+', r"\1", response.content.decode())


def queries_of(client: Client, address: str) -> int:
    """How many an answer takes, but for the library's state, which is asked for once a second."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return sum(1 for query in captured if Epoch._meta.db_table not in query["sql"])


def test_a_page_that_is_kept_takes_one_query_and_is_the_same(kept):
    client, offer = kept
    for address in addresses(offer):
        kept_pages.forget_all()
        made = body(client, address)
        assert body(client, address) == made
        assert body(client, address) == made
        assert queries_of(client, address) == 1


def test_a_page_that_is_looked_at_once_is_not_kept():
    client, owner = factories.browser()
    offer = factories.offer(owner, factories.published())
    client.get(offer.get_absolute_url())
    assert not held_of(owner)
    client.get(offer.get_absolute_url())
    assert held_of(owner) == 1


def held_of(owner: Owner) -> int:
    """How many pages of an owner are kept."""
    return sum(1 for page in kept_pages._pages.values() if page and page.state.stored.owner == owner.pk)


def test_keeping_a_page_takes_two_queries_more_than_making_it(kept):
    client, offer = kept
    made = queries_of(client, f"{offer.get_absolute_url()}?first-look")
    kept_pages.forget_all()
    client.get(offer.get_absolute_url())
    assert queries_of(client, offer.get_absolute_url()) == made + 2


CHANGES = {
    "base": lambda offer: offer.rounds.update(base=Decimal(234567)),
    "employer": lambda offer: Offer.objects.update(employer="Initech"),
    "another offer": lambda offer: factories.openai_offer(offer.owner, employer="Initrode"),
    "outcome": lambda offer: Offer.objects.update(outcome="declined"),
    "plan": lambda offer: CounterPlan.objects.create(offer=offer, currency="USD", ask_base=Decimal(271828)),
    "claim": lambda offer: ScriptFact.objects.create(offer=offer, kind="claim", key="0" * 12),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_its_owner_stores_makes_each_page_anew(kept, change):
    client, offer = kept
    CHANGES[change](offer)
    after = {address: body(client, address) for address in addresses(offer)}
    kept_pages.forget_all()
    assert after == {address: body(client, address) for address in addresses(offer)}


@pytest.mark.parametrize(("change", "seen"), [("base", "$234,567"), ("employer", "Initech")])
def test_what_was_changed_is_seen_at_once(kept, change, seen):
    client, offer = kept
    address = offer.get_absolute_url()
    assert seen not in body(client, address)
    CHANGES[change](offer)
    assert seen in body(client, address)


def test_what_the_library_says_anew_is_seen_at_once(kept):
    client, offer = kept
    Company.objects.filter(pk=offer.guide.company_id).update(name="Runway Research")
    factories.changed()
    assert "Runway Research" in body(client, offer.get_absolute_url())


def test_another_rate_is_seen_at_once(kept):
    client, offer = kept
    address = f"{reverse('offers:list')}?currency=EUR"
    factories.openai_offer(offer.owner)
    before = body(client, address)
    ExchangeRate.objects.filter(currency="USD").update(per_euro=Decimal("1.5"))
    factories.changed()
    assert body(client, address) != before


def test_the_next_day_makes_it_anew(kept, monkeypatch):
    client, offer = kept
    Offer.objects.update(respond_by=timezone.localdate())
    assert "respond by" in body(client, offer.get_absolute_url())
    tomorrow = timezone.now() + timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)
    assert "has passed" in re.sub(r"\s+", " ", body(client, offer.get_absolute_url()))


def test_an_assumption_in_the_address_is_another_page(kept):
    client, offer = kept
    address = reverse("offers:list")
    factories.openai_offer(offer.owner)
    assert body(client, f"{address}?discount=40") != body(client, address)


def test_another_owner_gets_no_page_of_it(kept):
    _, offer = kept
    stranger, _ = factories.browser()
    factories.openai_offer(factories.browser()[1])
    for address in addresses(offer)[1:]:
        assert stranger.get(address).status_code == 404
        assert Client().get(address).status_code == 404
    assert offer.employer not in body(stranger, reverse("offers:list"))


def test_two_owners_with_a_page_of_one_address_get_their_own(kept):
    client, _ = kept
    other, owner = factories.browser()
    factories.openai_offer(owner, employer="Initrode")
    address = reverse("offers:list")
    for _ in range(2):
        assert "Initrode" in body(other, address)
        assert "Initrode" not in body(client, address)


def test_once_an_account_has_the_offers_the_browsers_key_opens_none(kept):
    client, offer = kept
    user = User.objects.create_user("alice", "alice@example.org")
    Owner.objects.update(user=user)
    assert client.get(offer.get_absolute_url()).status_code == 404
    client.force_login(user)
    assert "alice@example.org" in body(client, reverse("offers:list"))
    User.objects.update(email="alice@example.net")
    assert "alice@example.net" in body(client, reverse("offers:list"))


def test_each_answer_has_a_csrf_token_of_its_own_that_works():
    browser, owner = factories.browser()
    offer = factories.offer(owner, factories.published())
    client = Client(enforce_csrf_checks=True)
    client.cookies = browser.cookies
    address = reverse("offers:law", args=[offer.pk])
    tokens = set()
    for _ in range(4):
        page = client.get(offer.get_absolute_url()).content.decode()
        found = re.findall(r'csrfmiddlewaretoken" value="(\w{64})"', page)
        assert len(set(found)) == 1
        tokens |= set(found)
        sent = {"csrfmiddlewaretoken": found[0], "works_from": ""}
        assert client.post(address, sent).status_code == 302
        assert client.post(address, sent | {"csrfmiddlewaretoken": "x" * 64}).status_code == 403
    assert len(tokens) == 4


def test_a_message_is_said_once(kept):
    client, offer = kept
    said = "The outcome wasn&#x27;t saved"
    assert client.post(reverse("offers:outcome", args=[offer.pk]), {"outcome_on": "never"}).status_code == 302
    assert said in body(client, offer.get_absolute_url())
    assert said not in body(client, offer.get_absolute_url())


def test_a_deleted_offers_pages_are_let_go_of(kept):
    client, offer = kept
    client.post(reverse("offers:delete", args=[offer.pk]))
    assert client.get(offer.get_absolute_url()).status_code == 404
    assert not held_of(offer.owner)


def test_deleting_everything_lets_go_of_all_pages(kept, django_capture_on_commit_callbacks):
    client, offer = kept
    assert held_of(offer.owner)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("offers:delete-everything"))
    assert client.get(offer.get_absolute_url()).status_code == 404
    assert not held_of(offer.owner)


def test_opening_a_kept_page_too_often_is_held_back_like_any_other(kept, settings):
    client, offer = kept
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"opening": "3/m/key"}
    statuses = {client.get(offer.get_absolute_url()).status_code for _ in range(30)}
    assert statuses == {200, 429}


def test_what_is_kept_is_bounded(kept, monkeypatch):
    client, offer = kept
    few = TTLCache(200_000, kept_pages.KEPT, getsizeof=kept_pages._pages.getsizeof)
    monkeypatch.setattr(kept_pages, "_pages", few)
    for number in range(20):
        for _ in range(2):
            client.get(f"{offer.get_absolute_url()}?try={number}")
    assert 0 < len([page for page in few.values() if page]) < 20
    assert few.currsize <= 200_000
