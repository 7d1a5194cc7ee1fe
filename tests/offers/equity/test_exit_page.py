"""What an exit would make of a grant: rows 35 to 42 of the worked cases of pay, on the page."""

from __future__ import annotations

import pytest
from django.urls import reverse

from offers.models.rows import GrantTerms
from tests import factories
from tests.factories import D
from tests.page_text import text_of

pytestmark = pytest.mark.django_db


def exit_page(query="", *, others=(), **terms):
    client, owner = factories.browser()
    kind = terms.pop("equity_kind", "options")
    offer = factories.offer(
        owner, employer="Startup", equity_kind=kind, equity=terms.pop("equity", None), base=D(200000)
    )
    if terms:
        factories.regrant(offer, **terms)
    for other in others:
        factories.offer(owner, **other)
    response = client.get(reverse("offers:exit", args=[offer.pk]) + query)
    assert response.status_code == 200
    return response


OPTIONS = {"shares": D(3000), "strike": D(30), "fully_diluted": D(100_000_000)}


def test_three_thousand_options_at_six_billion():
    # COMPENSATION.md: $60 a share, worth 90,000, and 90,000 to exercise.
    page = text_of(exit_page("?exit=6B", **OPTIONS))
    assert "At an exit of $6B this grant is worth $90,000." in page
    assert "Cost to exercise shares × strike, before tax $90,000" in page
    assert "Worth nothing below an exit of strike × all shares ÷ (1 − dilution) $3B" in page


def test_the_range_of_exits_is_round_the_assumed_one():
    rows = exit_page("?exit=6B", **OPTIONS).context["exits"]
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
    page = text_of(exit_page("?exit=6B&rounds=25&discount=50", **OPTIONS))
    assert "this grant is worth $22,500 at your discount of 50%." in page


def test_an_unknown_strike_gives_an_interval():
    response = exit_page("?exit=6B", **OPTIONS | {"strike": None})
    assert "is worth between $0 and $180,000." in text_of(response)


def test_without_share_counts_nothing_is_made_up():
    response = exit_page("?exit=6B", equity_kind="pre_ipo", equity=D(240000))
    page = text_of(response)
    assert "At an exit of $6B nothing can be said of this grant: the number of shares isn't known." in page
    assert response.context["exits"] == []


def test_the_exit_that_equals_another_offer():
    # 20,000 more of signing here: 200 × 4 + 20 = 820; the other pays 1,200: 380,000 ÷ 3,000 = 126.67, and 30 of strike.
    cash = {"employer": "Cash", "base": D(300000), "equity": D(0), "signing": D(0)}
    page = text_of(exit_page(others=[cash], **OPTIONS))
    assert "It pays what Cash does over four years if the company is sold or listed for $15.7B." in page


@pytest.mark.parametrize("query", ["?exit=a+lot", "?exit=-1", "?rounds=100", "?discount=x", "?exit=0", "?exit=1e99"])
def test_what_cannot_be_read_is_not_assumed(query):
    response = exit_page(query, **OPTIONS)
    assert "is worth $90,000" not in text_of(response)


def test_what_cannot_be_read_is_said_beside_its_field():
    assert "can't be read as one amount" in text_of(exit_page("?exit=a+lot", **OPTIONS))


def test_it_names_the_fact_that_is_really_missing():
    cash = {"employer": "Cash", "base": D(300000), "equity": D(0), "signing": D(0)}
    page = text_of(exit_page(others=[cash], **OPTIONS | {"years": None}))
    assert "Against Cash no exit can be named: how it vests isn't known." in page


def test_absurd_figures_are_answered():
    terms = {"equity_kind": "pre_ipo", "equity": D(999_999_999_999), "preferred": D("0.000001"), "fully_diluted": D(1)}
    assert exit_page("?exit=999b", **terms).status_code == 200


def test_charlie_sees_nothing_of_it():
    revision = factories.published()
    _, alice = factories.browser()
    charlie, _ = factories.browser()
    offer = factories.offer(alice, revision)
    assert charlie.get(reverse("offers:exit", args=[offer.pk])).status_code == 404


COMMON = {"equity_kind": "pre_ipo", "shares": D(100_000), "fully_diluted": D(10_000_000)}
BEFORE = "&invested=10M&preferred_shares=2,000,000&preference="


@pytest.mark.parametrize(
    ("query", "worth"),
    [
        ("?exit=8M&preference=non_participating", "$0"),
        ("?exit=15M&preference=non_participating", "$62,500"),
        ("?exit=50M&preference=non_participating", "$500,000"),
        ("?exit=60M&preference=non_participating", "$600,000"),
        ("?exit=30M&preference=non_participating&multiple=2", "$125,000"),
        ("?exit=60M&preference=non_participating&multiple=2", "$500,000"),
        ("?exit=15M&preference=participating", "$50,000"),
        ("?exit=60M&preference=participating", "$500,000"),
        ("?exit=130M&preference=participating&cap=3", "$1,250,000"),
        ("?exit=200M&preference=participating&cap=3", "$2,000,000"),
    ],
)
def test_what_stands_before_common_shares(query, worth):
    page = text_of(exit_page(f"{query}&invested=10M&preferred_shares=2,000,000", **COMMON))
    assert f"this grant is worth {worth}." in page


def test_what_investors_get_stands_beside_it():
    rows = exit_page(f"?exit=100M&cap=3{BEFORE}participating", **COMMON).context["exits"]
    assert [(row.exit_value, row.investors) for row in rows][2:] == [
        ("$100M", "$28M"),
        ("$200M", "$40M, converted"),
        ("$400M", "$80M, converted"),
    ]


def test_options_behind_a_preference():
    terms = COMMON | {"equity_kind": "options", "strike": D("0.40")}
    page = text_of(exit_page(f"?exit=15M{BEFORE}non_participating", **terms))
    assert "this grant is worth $22,500." in page
    assert "Cost to exercise shares × strike, before tax $40,000" in page
    # 10M first, then 0.40 × 8M.
    assert "Worth nothing below an exit of the exit at which a common share gets the strike $13.2M" in page
    assert "is worth $0." in text_of(exit_page(f"?exit=12M{BEFORE}non_participating", **terms))


def test_a_round_before_the_exit_and_the_break_even():
    terms = {"shares": D(60_000), "strike": D("1.50"), "fully_diluted": D(12_000_000)}
    page = text_of(exit_page("?exit=90M&rounds=20", **terms))
    assert "this grant is worth $270,000." in page
    assert "before tax $90,000" in page
    assert "÷ (1 − dilution) $22.5M" in page
    assert "is worth $0." in text_of(exit_page("?exit=20M&rounds=20", **terms))


@pytest.mark.parametrize(
    ("query", "lost", "left"),
    [
        ("?rounds=20/15/10", "38.8%", "61.2%"),
        ("?issues=20", "16.67%", "83.33%"),
        ("?rounds=20&issues=10", "27.27%", "72.73%"),
    ],
)
def test_dilution_over_rounds_and_new_shares(query, lost, left):
    page = text_of(exit_page(query, **OPTIONS))
    assert f"Dilution until then {left} of your part is left {lost}" in page


def test_endings_with_ones_own_odds():
    query = "?odds_1=60&worth_1=0&odds_2=30&worth_2=60,000&odds_3=10&worth_3=500,000"
    page = text_of(exit_page(query, **COMMON))
    assert (
        "By your odds the grant is worth $68,000 on average ($18,000 and $50,000). Six in ten end with nothing." in page
    )


def test_endings_may_be_exits():
    query = "?odds_1=50&exit_1=0&odds_2=35&exit_2=15M&odds_3=15&exit_3=60M"
    page = text_of(exit_page(f"{query}{BEFORE}non_participating", **COMMON))
    assert "is worth $111,875 on average ($21,875 and $90,000). Five in ten end with nothing." in page


def test_odds_that_do_not_make_100_are_refused_beside_their_field_and_stay():
    response = exit_page("?odds_1=60&worth_1=0&odds_2=30&worth_2=1&odds_3=20&worth_3=2", **COMMON)
    page = text_of(response)
    assert "The odds make 110%, not 100%." in page
    assert "on average" not in page
    assert 'value="60"' in response.content.decode()


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("?exit=15M&preference=participating", "What did investors pay in all?"),
        (
            "?exit=15M&preference=participating&invested=10M&preferred_shares=10000000",
            "Those are all the shares there are",
        ),
        ("?exit=15M&preference=participating&invested=10M&preferred_shares=2000000&multiple=3&cap=2", "The cap counts"),
        ("?odds_1=100", "What happens then?"),
        ("?worth_1=5", "How likely is that, to you?"),
        ("?rounds=abc", "Percentages such as 20 / 15 / 10."),
        ("?odds_1=100&worth_1=5&exit_1=5", "Either what the company brings"),
    ],
)
def test_what_is_not_whole_is_asked_for_beside_its_field(query, told):
    assert told in text_of(exit_page(query, **COMMON))


def test_without_an_assumption_nothing_is_assumed():
    page = text_of(exit_page(**COMMON))
    assert "At which price, only you can assume." in page
    assert "on average" not in page


def test_the_number_of_all_shares_may_be_assumed():
    page = text_of(exit_page("?exit=10M&all_shares=10,000,000", **COMMON | {"fully_diluted": None}))
    assert "this grant is worth $100,000." in page


def two_grants(query="?exit=10M", **second):
    client, owner = factories.browser()
    offer = factories.offer(owner, employer="Startup", base=D(200000))
    grants = (
        GrantTerms("options", shares=D(60_000), strike=D("0.40"), fully_diluted=D(10_000_000)),
        GrantTerms(**{"kind": "pre_ipo", "shares": D(25_000)} | second),
    )
    offer.rounds.update(grants=grants)
    return text_of(client.get(reverse("offers:exit", args=[offer.pk]) + query))


def test_every_private_grant_counts_at_the_exit():
    # $1 a share: 60,000 × (1 − 0.40) = 36,000 after 24,000 to exercise, and 25,000 × 1 = 25,000.
    page = two_grants()
    assert "All private grants at $10M" in page
    assert "$36,000 $24,000" in page
    assert "$25,000 —" in page
    assert "In all $61,000" in page
    assert "At an exit of $10M your private grants are worth $61,000 in all." in page
    assert "this grant is worth" not in page
    assert "All private grants" not in two_grants("")


def test_a_grant_in_another_currency_or_without_shares_is_named_and_in_no_sum():
    for second, told in (
        ({"currency": "EUR", "value": D(50_000)}, "€50,000 in private shares not counted: in EUR, not in USD"),
        ({"shares": None}, "not counted: the number of shares isn't known"),
    ):
        page = two_grants(**second)
        assert told in page.replace("’", "'")
        assert "In all not known" in page
        assert "not all of your private grants can be counted" in page


def test_range_and_odds_count_every_private_grant():
    # At $20M a share is $2: 60,000 × 1.60 = 96,000 and 50,000. Half of 61,000 and a quarter of 146,000 are 67,000.
    page = two_grants("?exit=10M&odds_1=50&exit_1=10M&odds_2=25&exit_2=20M&odds_3=25&worth_3=0")
    assert "By your odds your private grants are worth $67,000 on average ($30,500 and $36,500)." in page
    assert "$20M $2 $146,000" in page
    assert "The range and your odds below count all of them" in page


def test_a_grant_that_cannot_be_counted_keeps_range_and_odds_to_the_first():
    page = two_grants("?exit=10M&odds_1=100&exit_1=20M", currency="EUR", value=D(50_000))
    assert "By your odds the grant is worth $96,000 on average" in page
    assert "Everything else on this page is about the first of them only." in page


def test_all_grants_of_the_company_count_against_another_offer():
    client, owner = factories.browser()
    startup = factories.offer(owner, employer="Startup", base=D(200_000), signing=D(0))
    options = GrantTerms("options", shares=D(10_000), strike=D(8), fully_diluted=D(10**8), years=D(4))
    shares = GrantTerms("pre_ipo", shares=D(5_000), fully_diluted=D(10**8), years=D(4))
    startup.rounds.update(grants=(options, shares))
    # Cash pays 400,000 more over four years; what its own shares may be worth is another company's exit.
    factories.offer(owner, employer="Cash", base=D(300_000), equity=D(99_000), signing=D(0))
    page = text_of(client.get(reverse("offers:exit", args=[startup.pk])))
    # 5,000 × p + 10,000 × (p − 8) = 400,000 at p = 32, × 100 million
    told = "It pays what Cash does over four years in cash and shares that can be sold if the company is sold or listed"
    assert f"{told} for $3.2B." in page
