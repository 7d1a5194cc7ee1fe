"""The page on which a grant is told straight."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests import factories
from tests.factories import D
from tests.offers.comparison.test_pages import copyable, text_of

pytestmark = pytest.mark.django_db


def grant_page(query="", *, others=(), **terms):
    client, owner = factories.browser()
    kind = terms.pop("equity_kind", "options")
    offer = factories.offer(
        owner, employer="Startup", equity_kind=kind, equity=terms.pop("equity", None), base=D(200000)
    )
    if terms:
        factories.regrant(offer, **terms)
    for other in others:
        factories.offer(owner, **other)
    response = client.get(reverse("offers:equity", args=[offer.pk]) + query)
    assert response.status_code == 200
    return response


OPTIONS = {"shares": D(3000), "strike": D(30), "fully_diluted": D(100_000_000)}


def test_three_thousand_options_at_six_billion():
    # COMPENSATION.md: $60 a share, worth 90,000, and 90,000 to exercise.
    page = text_of(grant_page("?exit=6B", **OPTIONS))
    assert "At an exit of $6B this grant is worth $90,000." in page
    assert "Cost to exercise shares × strike, before tax $90,000" in page
    assert "Worth nothing below an exit of strike × all shares ÷ (1 − dilution) $3B" in page
    assert "0.003%" in page  # 3,000 of 100 million


def test_the_range_of_exits_is_round_the_assumed_one():
    rows = grant_page("?exit=6B", **OPTIONS).context["exits"]
    assert [(row.exit_value, row.price, row.worth) for row in rows] == [
        ("$1.5B", "$15", "$0"),
        ("$3B", "$30", "$0"),
        ("$6B", "$60", "$90,000"),
        ("$12B", "$120", "$270,000"),
        ("$24B", "$240", "$630,000"),
    ]
    assert [row.is_assumed for row in rows] == [False, False, True, False, False]


def test_dilution_and_discount_both_count():
    # $6B × 0.75 ÷ 100M = 45; 3,000 × 15 = 45,000; half of it.
    page = text_of(grant_page("?exit=6B&dilution=25&discount=50", **OPTIONS))
    assert "this grant is worth $22,500 at your discount of 50%." in page


def test_an_unknown_strike_gives_an_interval_and_a_question():
    response = grant_page("?exit=6B", **OPTIONS | {"strike": None})
    assert "is worth between $0 and $180,000." in text_of(response)
    assert "What is the strike price of the options?" in copyable(response)[0]


def test_without_share_counts_nothing_is_made_up():
    response = grant_page("?exit=6B", equity_kind="pre_ipo", equity=D(240000))
    page = text_of(response)
    assert "At an exit of $6B nothing can be said of this grant: the number of shares isn't known." in page
    assert response.context["exits"] == []
    assert "How many shares are there in all, fully diluted?" in page


def test_what_is_quoted_at_the_preferred_price_says_so():
    page = text_of(grant_page(equity_kind="pre_ipo", shares=D(10000), preferred=D(12), fair_value=D(4)))
    assert "Quoted at $120,000, and nothing in cash before the company is sold or listed." in page
    assert "shares × the preferred price" in page
    assert "33.3%" in page  # 4 of 12


def test_the_exit_that_equals_another_offer():
    # 20,000 more of signing here: 200 × 4 + 20 = 820; the other pays 1,200: 380,000 ÷ 3,000 = 126.67, and 30 of strike.
    cash = {"employer": "Cash", "base": D(300000), "equity": D(0), "signing": D(0)}
    page = text_of(grant_page(others=[cash], **OPTIONS))
    assert "It pays what Cash does over four years if the company is sold or listed for $15.7B." in page


def test_listed_shares_are_money_and_ask_nothing():
    response = grant_page(equity_kind="rsu", equity=D(240000))
    assert "This equity is money as it vests: $240,000" in text_of(response)
    assert response.context["questions"] == []
    assert "What if" not in text_of(response)


def test_no_equity_is_none():
    assert "This offer has no equity." in text_of(grant_page(equity_kind="options", equity=D(0)))


@pytest.mark.parametrize("query", ["?exit=a+lot", "?exit=-1", "?dilution=100", "?discount=x", "?exit=0", "?exit=1e99"])
def test_what_cannot_be_read_is_not_assumed(query):
    response = grant_page(query, **OPTIONS)
    assert "is worth $90,000" not in text_of(response)


def test_what_cannot_be_read_is_said_beside_its_field():
    assert "can't be read as one amount" in text_of(grant_page("?exit=a+lot", **OPTIONS))


def test_it_names_the_fact_that_is_really_missing():
    cash = {"employer": "Cash", "base": D(300000), "equity": D(0), "signing": D(0)}
    page = text_of(grant_page(others=[cash], **OPTIONS | {"years": None}))
    assert "Against Cash no exit can be named: how it vests isn't known." in page


def test_absurd_figures_are_answered():
    terms = {"equity_kind": "pre_ipo", "equity": D(999_999_999_999), "preferred": D("0.000001"), "fully_diluted": D(1)}
    assert grant_page("?exit=999b", **terms).status_code == 200


def test_charlie_sees_nothing_of_it():
    revision = factories.published()
    _, alice = factories.browser()
    charlie, _ = factories.browser()
    offer = factories.offer(alice, revision)
    assert charlie.get(reverse("offers:equity", args=[offer.pk])).status_code == 404
