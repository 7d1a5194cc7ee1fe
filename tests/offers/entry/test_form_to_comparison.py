"""An offer is typed, changed and deleted: from the form to its comparison."""

from __future__ import annotations

import pytest
from django.urls import reverse

from offers.models import Offer, Owner, Round
from tests import factories
from tests.page_text import text_of

pytestmark = pytest.mark.django_db


def test_the_worked_example_from_form_to_comparison():
    revision = factories.published()
    client, owner = factories.browser()
    response = client.post(reverse("offers:new", args=["runway", "ml-ai-engineer"]), factories.form_data())
    offer = Offer.objects.of(owner).get()
    assert response.status_code == 302
    assert response.url == offer.get_absolute_url()
    page = text_of(client.get(response.url))
    for words in (
        "0.894",
        "18.75%",
        "26.5",
        "$270,000",
        "$238,750",
        "$380,000",
        "22.1",
        "$215,000",
        "$275,000",
        "$230,000",
        "$60,000",
        "$160,000",
        "$35,000",
    ):
        assert words in page, words
    assert offer.revision == revision


def test_blank_is_not_known_and_zero_is_none():
    factories.published()
    client, owner = factories.browser()
    address = reverse("offers:new", args=["runway", "ml-ai-engineer"])
    client.post(address, factories.form_data(bonus="", signing="none"))
    terms = Offer.objects.of(owner).get().terms
    assert terms.bonus_percent is None
    assert terms.bonus_amount is None
    assert terms.signing == 0
    page = text_of(client.get(Offer.objects.of(owner).get().get_absolute_url()))
    assert "at least $270,000" in page


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("base", "about 200", "Type a number such as"),
        ("base", "-5", "negative"),
        ("base", "€95.000", "the currency chosen is USD"),
        ("equity", "1" + "0" * 20, "digit too many"),
        ("bonus", "30000", "more than 300 percent"),
        ("vesting_years", "0", "Between half a year"),
        ("respond_by", "0001-01-01", "Is the year right"),
        ("region", "Atlantis", "Select a valid choice"),
        ("currency", "XXX", "Select a valid choice"),
        ("place", "x" * 201, "at most 200"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(field, typed, message):
    factories.published()
    client, owner = factories.browser()
    address = reverse("offers:new", args=["runway", "ml-ai-engineer"])
    response = client.post(address, factories.form_data(**{field: typed, "signing": "12,345"} | {field: typed}))
    assert response.status_code == 422
    form = response.context["form"]
    assert message in " ".join(form.errors[field])
    assert 'value="12,345"' in response.content.decode()
    assert not Offer.objects.of(owner).exists()


def test_a_percent_sign_decides_over_the_choice_beside_it():
    factories.published()
    client, owner = factories.browser()
    address = reverse("offers:new", args=["runway", "ml-ai-engineer"])
    client.post(address, factories.form_data(bonus="15%", bonus_unit="amount"))
    assert Offer.objects.of(owner).get().terms.bonus_percent == 15


def test_sending_the_same_form_twice_stores_one_offer():
    factories.published()
    client, owner = factories.browser()
    data = factories.form_data()
    address = reverse("offers:new", args=["runway", "ml-ai-engineer"])
    first, second = client.post(address, data), client.post(address, data)
    assert first.url == second.url
    assert Offer.objects.of(owner).count() == 1


def test_a_new_browser_gets_its_key_with_the_empty_form(client):
    factories.published()
    address = reverse("offers:new", args=["runway", "ml-ai-engineer"])
    cookie = client.get(address, follow=True).cookies["leverbook_owner"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == 365 * 24 * 3600
    assert not Owner.objects.exists()
    client.post(address, factories.form_data())
    assert Owner.objects.with_key(cookie.value.partition(":")[0]).get().offers.count() == 1


def test_the_key_itself_is_stored_nowhere():
    client, owner = factories.browser()
    assert client.cookies["leverbook_owner"].value.partition(":")[0] not in owner.key_hash


def test_changing_an_offer_keeps_its_address_and_changes_its_terms():
    client, owner = factories.browser()
    offer = factories.offer(owner, factories.published())
    address = reverse("offers:edit", args=[offer.pk])
    form = client.get(address)
    assert 'value="210,000"' in form.content.decode()
    opened = form.context["form"].initial["opened_at"]
    response = client.post(address, factories.form_data(base="230k", opened_at=opened))
    assert response.url == offer.get_absolute_url()
    assert Offer.objects.get().terms.base == 230000
    assert Round.objects.count() == 1


def test_a_change_in_another_tab_is_not_overwritten_unseen():
    client, owner = factories.browser()
    offer = factories.offer(owner, factories.published())
    address = reverse("offers:edit", args=[offer.pk])
    opened = client.get(address).context["form"].initial["opened_at"]
    assert client.post(address, factories.form_data(base="230k", opened_at=opened)).status_code == 302
    late = client.post(address, factories.form_data(base="220k", opened_at=opened))
    assert late.status_code == 422
    assert "another tab" in text_of(late)
    assert 'value="220k"' in late.content.decode()
    assert Offer.objects.get().terms.base == 230000
    # Saving again, now that the candidate knows, takes what they typed.
    again = client.post(address, factories.form_data(base="220k", opened_at=late.context["form"]["opened_at"].value()))
    assert again.status_code == 302
    assert Offer.objects.get().terms.base == 220000


def test_deleting_asks_first_and_then_deletes_all_of_it():
    client, owner = factories.browser()
    offer = factories.offer(owner, factories.published())
    address = reverse("offers:delete", args=[offer.pk])
    assert client.get(address).status_code == 200
    assert Offer.objects.exists()
    assert client.post(address).url == reverse("offers:list")
    assert not Offer.objects.exists()
    assert not Round.objects.exists()
    assert client.get(offer.get_absolute_url()).status_code == 404
