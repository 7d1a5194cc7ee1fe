"""Which recorded offers strengthen a case, and what the page says of them."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from guides.models import ExchangeRate
from pay.alternatives import same_employer, weakens
from pay.packages import Package
from tests import factories
from tests.factories import D, package
from tests.page_text import copyable, text_of

pytestmark = pytest.mark.django_db


def test_an_offer_that_is_lower_in_every_part_weakens_the_case():
    assert weakens(package(base=190000, signing=0), package(base=210000, signing=20000))


def test_an_offer_that_is_higher_in_one_part_does_not():
    assert not weakens(package(base=190000, equity=480000, vesting_years=4, equity_kind="rsu"), package(base=210000))
    assert not weakens(package(base=190000, signing=30000), package(base=210000, signing=20000))


def test_an_offer_without_figures_does_not():
    assert not weakens(Package("USD"), package(base=210000))


@pytest.mark.parametrize(
    "spelling", ["Runway, Inc.", "RUNWAY", "Runway AI", "Runway (New York)", "Ｒｕｎｗａｙ", "Run\u200bway GmbH", "The"]
)
def test_one_employer_in_many_spellings(spelling):
    assert same_employer(spelling, "Runway") == (spelling != "The")


def test_two_employers_are_two():
    assert not same_employer("Meta", "Metaswitch")
    assert not same_employer("", "Runway")


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_two_offers_never_strengthen_each_other_by_the_same_part(one, other):
    first, second = package(base=one), package(base=other)
    assert weakens(first, second) or weakens(second, first)


def beside(**competing):
    client, owner = factories.browser()
    offer = factories.offer(owner, factories.published())
    factories.openai_offer(owner, **competing)
    response = client.get(offer.get_absolute_url())
    return copyable(response), text_of(response)


@pytest.mark.parametrize(
    ("competing", "why"),
    [
        ({"base": D(150000), "equity": D(100000)}, "naming it would weaken your case"),
        ({"employer": "RUNWAY "}, "of the same employer"),
        ({"respond_by": date(2026, 1, 5)}, "respond-by date has passed"),
    ],
)
def test_an_offer_that_does_not_help_is_named_in_no_script_and_the_page_says_why(competing, why):
    texts, page = beside(**competing)
    employer = competing.get("employer", "OpenAI").strip()
    assert not [text for text in texts if f"offer from {employer}" in text]
    assert why in page
    assert "Locked." in page


def test_the_page_says_what_the_best_other_offer_is_worth_beside_this_one():
    _, page = beside(bonus_amount=D(0))
    # Shares of private companies are named beside it: 255 - 210 = 45.
    assert (
        "Your offer from OpenAI is $255,000 a year in base, $45,000 more than this one, "
        "with $480,000 in equity over 4 years beside it." in page
    )


def test_an_unknown_bonus_leaves_only_a_lower_limit_of_the_difference():
    _, page = beside()
    assert "OpenAI is at least $255,000 a year in base, at least $45,000 more than this one" in page


def test_another_currency_is_brought_to_that_of_the_band():
    ExchangeRate.objects.create(currency="USD", per_euro=D("1.25"), on=timezone.localdate(), source="a bank")
    _, page = beside(currency="EUR", base=D(400000), equity=D(0), bonus_amount=D(0))
    assert "Your offer from OpenAI is $500,000 a year in base, $290,000 more than this one." in page


def test_equity_that_can_be_sold_as_it_vests_counts_where_both_offers_have_no_other():
    client, owner = factories.browser()
    offer = factories.offer(owner, factories.published(), equity_kind="rsu")
    factories.openai_offer(owner, bonus_amount=D(0), equity_kind="rsu")
    page = text_of(client.get(offer.get_absolute_url()))
    # 255 + 480 / 4 = 375; 375 - 270 = 105
    assert "Your offer from OpenAI is worth $375,000 a year, $105,000 more than this one." in page


def test_offer_ask_and_best_alternative_stand_on_one_bar():
    client, owner = factories.browser()
    offer = factories.offer(owner, factories.published())
    factories.openai_offer(owner, bonus_amount=D(0))
    in_all = client.get(offer.get_absolute_url()).context["in_all"]
    # 210 + 240/4; the strategy's 270 + 400/4; 255 + 480/4
    assert [(kind, amount) for kind, _, amount, _ in in_all.figures] == [
        ("offer", "$270,000"),
        ("ask", "$370,000"),
        ("alternative", "$375,000"),
    ]
    places = [float(marker.x.rstrip("%")) for marker in in_all.bar.markers]
    assert places == sorted(places)


def test_without_a_comparable_total_there_is_no_such_bar():
    client, owner = factories.browser()
    offer = factories.offer(owner, factories.published(), bonus_amount=None)
    response = client.get(offer.get_absolute_url())
    assert response.context["in_all"] is None
    assert "Your bonus isn't known, so the total is only a lower limit: not compared." in text_of(response)


def test_what_cannot_be_sold_yet_makes_no_offer_the_best():
    client, owner = factories.browser()
    offer = factories.offer(owner, factories.published())
    factories.openai_offer(owner, employer="Alpha", base=D(230000), equity=D(0))
    # 215 + 800 ÷ 4 = 415 as quoted, and 215 of pay.
    factories.openai_offer(owner, employer="Beta", base=D(215000), equity=D(800000))
    assert "Your offer from Alpha is " in text_of(client.get(offer.get_absolute_url()))
    counter = text_of(client.get(reverse("offers:counter", args=[offer.pk])))
    assert "Your floor is $230,000 a year: what your best alternative, Alpha, is worth." in counter
