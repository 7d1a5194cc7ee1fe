"""An offer is its owner's alone, at every address."""

from __future__ import annotations

import pytest
from django.urls import resolve, reverse

from offers import urls
from offers.models import Offer
from tests import factories
from tests.page_text import copyable, text_of

pytestmark = pytest.mark.django_db


def addresses(offer: Offer) -> list[tuple[str, str]]:
    """Every address that names an offer, with its method."""
    return [
        ("get", reverse("offers:offer", args=[offer.pk])),
        ("get", reverse("offers:equity", args=[offer.pk])),
        ("get", reverse("offers:exit", args=[offer.pk])),
        ("get", reverse("offers:leaving", args=[offer.pk])),
        ("post", reverse("offers:leaving", args=[offer.pk])),
        ("get", reverse("offers:on-top", args=[offer.pk])),
        ("get", reverse("offers:survey", args=[offer.pk])),
        ("get", reverse("offers:counter", args=[offer.pk])),
        ("post", reverse("offers:counter", args=[offer.pk])),
        ("get", reverse("offers:rounds", args=[offer.pk])),
        ("post", reverse("offers:rounds", args=[offer.pk])),
        ("post", reverse("offers:outcome", args=[offer.pk])),
        ("get", reverse("offers:respond-by", args=[offer.pk])),
        ("get", reverse("offers:brief", args=[offer.pk])),
        ("get", reverse("offers:share", args=[offer.pk])),
        ("post", reverse("offers:share", args=[offer.pk])),
        ("post", reverse("offers:revoke", args=[offer.pk, 1])),
        ("get", reverse("offers:edit", args=[offer.pk])),
        ("post", reverse("offers:edit", args=[offer.pk])),
        ("get", reverse("offers:delete", args=[offer.pk])),
        ("post", reverse("offers:delete", args=[offer.pk])),
        ("post", reverse("offers:script-facts", args=[offer.pk])),
        ("post", reverse("offers:newer-revision", args=[offer.pk])),
        ("post", reverse("offers:law", args=[offer.pk])),
        ("get", reverse("offers:posting", args=[offer.pk])),
        ("post", reverse("offers:posting", args=[offer.pk])),
        ("post", reverse("offers:posting-save", args=[offer.pk])),
        ("post", reverse("offers:posting-delete", args=[offer.pk])),
        ("post", reverse("offers:posting-report", args=[offer.pk])),
    ]


def patterns_of(patterns=urls.urlpatterns):
    for pattern in patterns:
        yield from patterns_of(pattern.url_patterns) if hasattr(pattern, "url_patterns") else [pattern]


def test_every_address_of_an_offer_is_among_those_tested():
    named = {pattern.name for pattern in patterns_of() if "offer_id" in str(pattern.pattern)}
    offer = Offer()
    assert named == {resolve(address).url_name for _, address in addresses(offer)}


def test_every_other_address_is_known_to_show_nobody_elses_offers():
    """A new address fails here until somebody has said by which test it is covered."""
    named = {pattern.name for pattern in patterns_of() if "offer_id" not in str(pattern.pattern)}
    assert named == {
        "list",  # test_charlies_list_and_scripts_hold_nothing_of_alices
        "csv",  # test_charlies_exports_hold_nothing_of_alices
        "json",
        "xlsx",
        "read-back",  # test_reading_back: what a file holds is its reader's
        "delete-everything",  # test_everything_is_deleted_at_once_and_nobody_elses
        "new",  # test_the_key_in_an_address_opens_nobody_elses_offer
        "new-without-guide",
        "paste",  # they read no stored offer
        "paste-without-guide",
    }


def test_charlie_gets_404_for_everything_of_alices():
    _, alice = factories.browser()
    offer = factories.offer(alice, factories.published())
    charlie, _ = factories.browser()
    for method, address in addresses(offer):
        response = getattr(charlie, method)(address, factories.form_data())
        assert response.status_code == 404, (method, address)
    assert Offer.objects.get().terms.base == 210000


def test_a_visitor_without_a_key_or_with_a_broken_one_gets_404(client):
    _, alice = factories.browser()
    offer = factories.offer(alice, factories.published())
    for key in (None, "", "x", "é" * 43, "../" * 20):
        client.cookies.clear()
        if key is not None:
            client.cookies["leverbook_owner"] = key
        assert client.get(offer.get_absolute_url()).status_code == 404


def test_charlie_cannot_take_over_alices_offer_with_its_form_key():
    revision = factories.published()
    _, alice = factories.browser()
    offer = factories.offer(alice, revision)
    charlie, _ = factories.browser()
    address = reverse("offers:new", args=["runway", "ml-ai-engineer"])
    assert charlie.post(address, factories.form_data(form_key=str(offer.pk), base="200k")).status_code == 404
    assert Offer.objects.get().owner == alice
    assert Offer.objects.get().terms.base == 210000


def test_charlies_list_and_scripts_hold_nothing_of_alices():
    revision = factories.published()
    _, alice = factories.browser()
    factories.openai_offer(alice)
    charlie, charles = factories.browser()
    own = factories.offer(charles, revision)
    assert "OpenAI" not in text_of(charlie.get(reverse("offers:list")))
    assert "OpenAI" not in " ".join(copyable(charlie.get(own.get_absolute_url())))


def test_private_pages_are_neither_stored_nor_indexed():
    client, owner = factories.browser()
    offer = factories.offer(owner, factories.published())
    for address in (
        reverse("offers:list"),
        offer.get_absolute_url(),
        reverse("offers:edit", args=[offer.pk]),
    ):
        response = client.get(address)
        assert "no-store" in response["Cache-Control"]
        assert "noindex" in response["X-Robots-Tag"]


def test_nothing_changes_on_get():
    client, owner = factories.browser()
    offer = factories.offer(owner, factories.published())
    for name in ("script-facts", "newer-revision", "law"):
        assert client.get(reverse(f"offers:{name}", args=[offer.pk])).status_code == 405


def test_forms_need_their_csrf_token():
    from django.test import Client

    factories.published()
    client = Client(enforce_csrf_checks=True)
    assert (
        client.post(reverse("offers:new", args=["runway", "ml-ai-engineer"]), factories.form_data()).status_code == 403
    )
