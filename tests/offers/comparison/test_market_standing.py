"""Where an offer stands among all companies, on the comparison page."""

from __future__ import annotations

import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from guides.document.document import Range
from guides.editing import workflow
from guides.editing.merging import merge
from guides.models import Company, ExchangeRate, Finding, Location
from tests import factories
from tests.factories import D
from tests.guides.market.test_page import ADDRESS, five, publish
from tests.html_forms import flat
from tests.page_text import text_of

pytestmark = pytest.mark.django_db


def section(client: Client, offer) -> str:
    """The words of the page's section, "" where there is none."""
    html = client.get(offer.get_absolute_url()).content.decode()
    found = re.search(r'<section class="among".*?<h2 id="totals">', html, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", found[0]).split()) if found else ""


def made(**changes):
    """A browser with an offer of Runway, whose own band has its midpoint at $235,000."""
    client, owner = factories.browser()
    return client, factories.offer(owner, factories.published(), **changes)


def test_the_offer_stands_among_the_other_companies_midpoints():
    five()
    client, offer = made(base=D(140_000), equity=D(40_000))
    told = section(client, offer)
    # Others' midpoints are 120, 130, 140, 150 and 160 thousand; Runway's own isn't counted.
    assert (
        "Your base, $140,000, is above the midpoints of 2 of 5 other companies; 2 are above it and 1 is the same."
    ) in told
    assert "Midpoints above yours: Dyno $150,000, Echo $160,000." in told
    # 140,000 + 40,000 ÷ 4 beside totals of 135 to 175 thousand.
    assert "Your annual total, $150,000, is above the midpoints of 2 of 5 other companies; 3 are above it" in told
    assert "Runway" not in told.replace(
        "This is the market, not the band of Runway, and what Runway itself publishes isn’t counted.", ""
    )


def test_companies_above_lead_to_their_guides_and_the_section_to_the_market():
    five()
    client, offer = made(base=D(155_000))
    html = flat(client.get(offer.get_absolute_url()))
    band = Company.objects.get(name="Echo").guides.get().published_revision.bands.get()
    assert f'<a href="/guides/echo/ml-ai-engineer/#band-{band.pk}">Echo</a> $160,000' in html
    assert f'<a href="{ADDRESS}">ML/AI Engineer in New York City</a>' in html


@pytest.mark.parametrize(
    ("base", "sentence"),
    [
        (100_000, "is under the midpoints of all 5 other companies."),
        (120_000, "is above the midpoints of none of 5 other companies; 4 are above it and 1 is the same."),
        (155_000, "is above the midpoints of 4 of 5 other companies; 1 is above it."),
        (160_000, "is above the midpoints of 4 of 5 other companies; 1 is the same."),
        (200_000, "is above the midpoints of all 5 other companies."),
    ],
)
def test_the_sentence_counts_companies_and_extrapolates_nothing(base, sentence):
    five()
    client, offer = made(base=D(base))
    assert sentence in section(client, offer)


def test_the_picture_says_the_same_in_words():
    five()
    client, offer = made(base=D(155_000))
    html = client.get(offer.get_absolute_url()).content.decode()
    assert (
        "Midpoints of 5 companies from $120,000 to $160,000; the middle half from $130,000 to $150,000, "
        "the median $140,000. Yours: $155,000."
    ) in html
    # Five strokes for each of base and annual total.
    assert len(re.findall(r"M\d+ 9v18", html)) == 10


def test_four_other_companies_are_too_few_though_the_own_makes_five():
    for revision in five()[4:]:
        workflow.withdraw(revision.guide)
    client, offer = made()
    told = section(client, offer)
    assert "Only four other companies name a base that can be compared: too few to say." in told
    assert "Midpoints above" not in told


def test_alone_in_the_market():
    client, offer = made()
    assert "No other company names a base that can be compared." in section(client, offer)


def test_an_offer_with_an_unknown_part_has_no_place_for_its_total():
    five()
    client, offer = made(base=D(155_000), equity=None)
    told = section(client, offer)
    assert "is above the midpoints of 4 of 5" in told
    assert "Your annual total isn’t known in full" in told


def test_without_a_guide_or_without_a_place_there_is_no_section():
    five()
    client, owner = factories.browser()
    assert section(client, factories.openai_offer(owner)) == ""
    revision = factories.published(factories.document(bands=(factories.band(""),)))
    assert section(client, factories.offer(owner, revision, region="")) == ""


def test_the_market_is_told_in_the_offers_currency():
    ExchangeRate.objects.create(currency="USD", per_euro=D(2), on=timezone.localdate(), source="A bank")
    five()
    client, offer = made(currency="EUR", base=D(77_500))
    told = section(client, offer)
    assert "Your base, €77,500, is above the midpoints of 4 of 5 other companies" in told
    assert "1 USD = 0.5 EUR" in told


def test_other_companies_currencies_are_converted_too_and_the_rate_is_named():
    ExchangeRate.objects.create(currency="USD", per_euro=D(2), on=timezone.localdate(), source="A bank")
    five()
    publish("Zulu", 70_000, 80_000, currency="EUR")
    client, offer = made(base=D(145_000))
    told = section(client, offer)
    assert "above the midpoints of 3 of 6 other companies; 3 are above it" in told
    assert "Dyno $150,000, Zulu $150,000, Echo $160,000" in told
    assert "1 EUR = 2 USD" in told


def test_beside_a_band_that_is_being_checked_the_market_still_stands():
    five()
    client, offer = made(base=D(155_000))
    Finding.objects.create(
        revision=offer.revision, code="range-inverted", severity="error", message="Wrong.", place="bands/0"
    )
    assert "is above the midpoints of 4 of 5 other companies" in section(client, offer)


def test_a_withdrawn_guides_offer_is_still_placed_among_the_others():
    five()
    client, offer = made(base=D(155_000))
    workflow.withdraw(offer.guide)
    assert "is above the midpoints of 4 of 5 other companies" in section(client, offer)


def test_merged_records_are_followed():
    five()
    client, owner = factories.browser()
    revision = factories.published(factories.document(bands=(factories.band("Gotham"),)))
    offer = factories.offer(owner, revision, region="Gotham", base=D(155_000))
    assert "No other company" in section(client, offer)
    merge(Location.objects.get(slug="gotham"), Location.objects.get(slug="new-york-city"))
    assert "is above the midpoints of 4 of 5 other companies" in section(client, offer)
    # The offer's own company became another's: that one isn't counted against it.
    merge(Company.objects.get(name="Echo"), Company.objects.get(name="Runway"))
    cache.clear()
    assert "Only four other companies" in section(client, offer)


def test_an_offer_at_a_level_is_placed_in_the_market_of_that_level():
    five()
    for at, name in enumerate(("Able", "Baker", "Charlie", "Delta", "Easy")):
        publish(name, 210_000 + at * 10_000, 230_000 + at * 10_000, level="Staff (L6)")
    client, owner = factories.browser()
    band = factories.band(level="Staff (L6)", base=Range(D(200_000), D(220_000)))
    offer = factories.offer(owner, factories.published(factories.document(bands=(band,))), base=D(235_000))
    told = section(client, offer)
    assert "level Staff (L6)" in told
    # Midpoints of 220 to 260 thousand.
    assert "is above the midpoints of 2 of 5 other companies" in told


def test_what_is_published_in_the_meantime_is_seen_once_the_kept_market_is_old():
    five()
    client, offer = made(base=D(155_000))
    assert "4 of 5" in section(client, offer)
    publish("Zulu", 90_000, 110_000)
    cache.clear()
    assert "5 of 6" in section(client, offer)


@pytest.mark.parametrize("currency", ["USD", "EUR"])
def test_the_page_keeps_to_ten_queries_with_a_market_of_several_currencies(currency, django_assert_max_num_queries):
    five()
    for number in range(6):
        publish(f"Company {number}", currency="EUR")
    client, owner = factories.browser()
    offer = factories.offer(owner, factories.published(), currency=currency)
    for number in range(6):
        factories.openai_offer(owner, employer=f"Employer {number}")
    factories.warm()
    with django_assert_max_num_queries(10):
        assert "other companies" in text_of(client.get(offer.get_absolute_url()))
    # Kept, the guide and the market take none.
    with django_assert_max_num_queries(4):
        client.get(offer.get_absolute_url())


def test_many_companies_above_are_counted_and_the_nearest_named():
    for number in range(20):
        publish(f"Company {number:02}", 200_000 + number * 1000, 220_000 + number * 1000)
    client, offer = made(base=D(100_000))
    told = section(client, offer)
    assert "under the midpoints of all 20 other companies" in told
    assert "Company 00 $210,000" in told
    assert "Company 11 $221,000 and 8 more" in told
    assert "Company 12" not in told
