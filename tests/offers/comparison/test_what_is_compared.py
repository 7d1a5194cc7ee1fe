"""Other currencies, the nearest band, newer revisions, withdrawn guides, no guide."""

from __future__ import annotations

import pytest
from django.urls import reverse

from guides.editing import workflow
from guides.models import ExchangeRate
from tests import factories
from tests.factories import D
from tests.page_text import copyable, text_of

pytestmark = pytest.mark.django_db


def test_another_currency_is_converted_with_a_dated_rate_and_its_source():
    ExchangeRate.objects.all().delete()
    ExchangeRate.objects.create(currency="USD", per_euro=D("1.25"), on="2026-10-30", source="A central bank")
    client, owner = factories.browser()
    offer = factories.offer(owner, factories.published(), currency="EUR", base=D(168000))
    page = text_of(client.get(offer.get_absolute_url()))
    assert "€156,000" in page  # the band's minimum of 195,000 ÷ 1.25
    assert "$" not in " ".join(copyable(client.get(offer.get_absolute_url())))
    assert "18.75%" in page
    assert "30 October 2026" in page
    assert "A central bank" in page


def test_without_a_rate_nothing_is_made_up():
    ExchangeRate.objects.all().delete()
    client, owner = factories.browser()
    offer = factories.offer(owner, factories.published(), currency="EUR")
    page = text_of(client.get(offer.get_absolute_url()))
    assert "no exchange rate for" in page.lower()
    assert "€210,000 a year in base, with €240,000 in equity over 4 years beside it" in page


def test_a_band_that_is_only_the_nearest_says_so():
    client, owner = factories.browser()
    offer = factories.offer(owner, factories.published(), place="Boston")
    page = text_of(client.get(offer.get_absolute_url()))
    assert "Boston" in page
    assert "nearest" in page


def test_a_newer_revision_is_announced_and_taken_when_asked():
    client, owner = factories.browser()
    first = factories.published()
    offer = factories.offer(owner, first)
    second = factories.published(
        factories.document(bands=(factories.band(base=factories.Range(D(200000), D(280000))),))
    )
    page = text_of(client.get(offer.get_absolute_url()))
    assert "newer" in page
    assert "18.75%" in page
    client.post(reverse("offers:newer-revision", args=[offer.pk]))
    offer.refresh_from_db()
    assert offer.revision == second
    assert "12.5%" in text_of(client.get(offer.get_absolute_url()))  # 10 ÷ 80


def test_a_newer_revision_without_the_region_asks_for_another_and_loses_nothing():
    client, owner = factories.browser()
    first = factories.published()
    offer = factories.offer(owner, first)
    factories.published(factories.document(bands=(factories.band("Chicago"),)))
    response = client.post(reverse("offers:newer-revision", args=[offer.pk]))
    offer.refresh_from_db()
    assert offer.revision == first
    assert response.status_code == 302
    assert "Chicago" in text_of(client.get(response.url))


def test_a_withdrawn_guides_comparison_keeps_working_with_a_note():
    client, owner = factories.browser()
    revision = factories.published()
    offer = factories.offer(owner, revision)
    workflow.withdraw(revision.guide)
    page = text_of(client.get(offer.get_absolute_url()))
    assert "withdrawn" in page
    assert "18.75%" in page


def test_an_offer_without_a_guide_has_its_totals():
    client, _ = factories.browser()
    data = factories.form_data(employer="Acme", kind="offer", place="Oslo", currency="NOK")
    del data["region"]
    response = client.post(reverse("offers:new-without-guide"), data)
    page = text_of(client.get(response.url))
    said = "Your offer is NOK 210,000 a year in base, with NOK 240,000 in equity over 4 years beside it."
    assert said in page.replace("\xa0", " ")
    assert "Acme" in page


def test_a_competing_offer_returns_to_the_offer_that_it_is_recorded_for():
    client, owner = factories.browser()
    offer = factories.offer(owner, factories.published())
    data = factories.form_data(employer="OpenAI", kind="offer")
    del data["region"]
    response = client.post(f"{reverse('offers:new-without-guide')}?beside={offer.pk}", data)
    assert response.url == offer.get_absolute_url()
