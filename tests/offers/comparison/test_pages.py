"""The comparison page: its queries, its cents, bands that say little."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from guides.document.document import EquityRange, Lever, Part, Range
from guides.models import Revision
from offers.models import Owner
from pay.on_top import OnTop
from tests import factories
from tests.factories import D
from tests.page_text import copyable, text_of

pytestmark = pytest.mark.django_db


def test_the_comparison_page_takes_ten_queries_at_most(django_assert_max_num_queries):
    client, owner = factories.browser()
    offer = factories.offer(owner, factories.published(), currency="EUR")
    for number in range(12):
        factories.openai_offer(owner, employer=f"Employer {number}")
        factories.published(factories.document(company=f"Company {number}"))
    factories.warm()
    with django_assert_max_num_queries(10):
        assert client.get(offer.get_absolute_url()).status_code == 200
    # What the guide says is kept: the offers, their rounds, what is true of the candidate, and rates are asked for.
    with django_assert_max_num_queries(4):
        assert client.get(offer.get_absolute_url()).status_code == 200


def test_the_list_takes_as_many_queries_for_ten_offers_as_for_one(django_assert_max_num_queries):
    client, owner = factories.browser()
    revision = factories.published()
    for _ in range(10):
        factories.offer(owner, revision)
    factories.warm()
    with django_assert_max_num_queries(6):
        assert client.get(reverse("offers:list")).status_code == 200
    with django_assert_max_num_queries(4):
        assert client.get(reverse("offers:list")).status_code == 200


def test_the_browsers_year_starts_again_when_it_comes_back():
    client, owner = factories.browser()
    long_ago = timezone.now() - timedelta(days=300)
    Owner.objects.update(last_seen_at=long_ago)
    response = client.get(reverse("offers:list"))
    owner.refresh_from_db()
    assert owner.last_seen_at > long_ago
    assert response.cookies["leverbook_owner"]["max-age"] == 365 * 24 * 3600


def test_amounts_keep_their_cents():
    client, owner = factories.browser()
    offer = factories.offer(owner, factories.published(), base=Decimal("210000.55"))
    assert "$210,000.55" in text_of(client.get(offer.get_absolute_url()))


def compared(bands, **typed):
    """The comparison page of an offer for the first of some bands."""
    factories.published(factories.document(bands=bands))
    client, _ = factories.browser()
    data = factories.form_data(region=bands[0].region, currency=bands[0].currency, **typed)
    response = client.post(reverse("offers:new", args=["runway", "ml-ai-engineer"]), data)
    assert response.status_code == 302
    return text_of(client.get(response.url))


def test_a_band_with_only_a_total_is_compared_by_it():
    total = factories.band("Boston", base=None, equity=None, bonus=None, total=Range(D(250000), D(350000)))
    page = compared((total,))
    # 210 + 240 / 4 = 270, and (270 - 250) / (350 - 250) = 20 %
    assert "Your annual total of $270,000 is in the lower part of the band, $30,000 under its middle." in page
    assert "The guide states only a total for it" in page
    assert "Range penetration 20%" in page


def test_equity_that_can_be_read_in_two_ways_is_shown_in_both_and_not_compared():
    equity = EquityRange(D(80000), D(100000), "grant", 4, "options", period_doubtful=True)
    page = compared((factories.band("Boston", equity=equity),))
    assert (
        "Read as a whole grant over 4 years it is $20,000 to $25,000 a year; "
        "read as a year's part it is $80,000 to $100,000 a year. Until an editor has decided, neither is compared."
    ) in page
    assert "no total can be computed for its band" in page


def test_what_a_strategy_only_advises_to_ask_is_worded_to_be_said():
    advice = Part("advice", "Push for $270K base and a $55K signing bonus; accept at $245K base.")
    strategy = Lever(
        None,
        (advice,),
        asks=(
            factories.ask("base", 270000, role="target", text="$270K base"),
            factories.ask("signing", 55000, role="target", text="a $55K signing bonus"),
            factories.ask("base", 245000, role="accept", text="$245K base"),
        ),
    )
    factories.published(factories.document(strategy=strategy))
    client, owner = factories.browser()
    offer = factories.offer(owner, Revision.objects.get())
    response = client.get(offer.get_absolute_url())
    said = copyable(response)[-1]
    # The grant is what a lever asks for.
    assert "I'm looking for $270,000 base, $400,000 in equity over 4 years and a $55,000 signing bonus." in said
    assert not [text for text in copyable(response) if "245" in text]
    assert "$35,000 under the accept-at point" in text_of(response)


def test_an_offer_above_the_strategy_is_told_so():
    revision = factories.published()
    client, owner = factories.browser()
    offer = factories.offer(owner, revision, base=D(290000), equity=D(450000), signing=D(90000))
    page = text_of(client.get(offer.get_absolute_url()))
    assert "it is already at or above what the guide asks for" in page
    assert "Your offer already has what this asks for." in page
    assert not [text for text in copyable(client.get(offer.get_absolute_url())) if "270" in text]


def test_arguments_without_words_stand_together_to_be_read():
    read = [
        Lever(title, (Part("advice", f"Think of the {word} first."),))
        for title, word in (("Know the base", "base"), ("Know the grant", "grant"))
    ]
    said = Lever("Ask for more", (Part("say", "The range for this job goes to $275K. I'm looking for $265K base."),))
    factories.published(factories.document(levers=(read[0], said, read[1])))
    client, owner = factories.browser()
    offer = factories.offer(owner, Revision.objects.get())
    page = text_of(client.get(offer.get_absolute_url()))
    before, _, after = page.partition("To know, not to say")
    assert "Ask for more" in before
    assert "Know the" not in before
    assert after.index("Know the base") < after.index("Think of the base first.") < after.index("Know the grant")
    assert "nothing in it to say" not in page


def test_the_formula_of_a_year_names_every_part_that_it_counts():
    client, owner = factories.browser()
    offer = factories.offer(
        owner,
        base=D(60_000),
        equity=D(0),
        bonus_amount=D(5_000),
        signing=D(1_000),
        on_top=(OnTop("holiday_allowance", percent=D(8)),),
    )
    # 60,000 + 8 % of it + 5,000 + 1,000
    page = text_of(client.get(offer.get_absolute_url()))
    assert "$70,800 base + bonus + holiday allowance + signing: $60,000 base" in page


def test_what_cannot_be_sold_yet_is_in_none_of_the_totals():
    client, owner = factories.browser()
    offer = factories.offer(owner)
    page = text_of(client.get(offer.get_absolute_url()))
    # 210,000 + 20,000; (210,000 × 4 + 20,000) ÷ 4; not 60,000 of private shares a year.
    assert "Year 1 $230,000 base + bonus + signing: $210,000 base + $20,000 signing bonus" in page
    assert "4-year average $215,000" in page
    beside = "Beside it: $240,000 in equity over 4 years. It can't be sold before the company is sold or listed"
    assert f"{beside}, so no total here counts it." in page


def test_shares_that_can_be_sold_are_in_them():
    client, owner = factories.browser()
    offer = factories.offer(owner, equity_kind="rsu")
    page = text_of(client.get(offer.get_absolute_url()))
    assert "Year 1 $290,000 base + bonus + a year's equity + signing" in page
    assert "4-year average $275,000" in page
    assert "Beside it" not in page
