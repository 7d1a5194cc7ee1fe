"""The equity page: rows 23 to 33 and 43 of the worked cases of pay, as the page tells them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from guides.models import ExchangeRate
from offers.models import GrantTerms
from tests import factories
from tests.factories import D
from tests.page_text import copyable, text_of

pytestmark = pytest.mark.django_db


def equity_page(query="", *grants, **terms):
    """The page of an offer with these grants."""
    client, owner = factories.browser()
    offer = factories.offer(owner, employer="Startup", base=D(150_000), signing=terms.pop("signing", None))
    offer.rounds.update(grants=grants, **terms)
    response = client.get(reverse("offers:equity", args=[offer.pk]) + query)
    assert response.status_code == 200
    return response


def listed_grant(value, **terms):
    return GrantTerms("rsu", value=D(value), **{"years": D(4)} | terms)


def leaving(response):
    return {row.months: row for row in response.context["leaving"].rows}


def test_what_is_quoted_at_the_preferred_price_says_so():
    page = text_of(equity_page("", GrantTerms("pre_ipo", shares=D(10000), preferred=D(12), fair_value=D(4))))
    assert "Quoted at $120,000, and nothing in cash before the company is sold or listed." in page
    assert "shares × the preferred price" in page
    assert "33.3%" in page  # 4 of 12


def test_listed_shares_are_money_and_ask_nothing():
    response = equity_page("", GrantTerms("rsu", value=D(240000)))
    assert "This equity is money as it vests: $240,000" in text_of(response)
    assert response.context["questions"] == []
    assert "What if" not in text_of(response)


def test_no_equity_is_none():
    assert "This offer has no equity." in text_of(equity_page("", GrantTerms("options", value=D(0))))


def test_an_unknown_strike_is_a_question():
    response = equity_page("", GrantTerms("options", shares=D(3000), fully_diluted=D(100_000_000)))
    assert "What is the strike price of the options?" in copyable(response)[0]
    assert "0.003%" in text_of(response)  # 3,000 of 100 million


def test_two_grants_in_other_currencies_with_their_rates_and_condition():
    units = GrantTerms("rsu", currency="USD", value=D(240_000), years=D(4))
    targets = GrantTerms(
        "psu", currency="EUR", value=D(60_000), years=D(3), cliff_months=36, condition="targets of revenue"
    )
    ExchangeRate.objects.all().delete()
    for currency, per_euro in (("USD", "1.5"), ("GBP", "1.2")):
        ExchangeRate.objects.create(currency=currency, per_euro=D(per_euro), on=date(2026, 11, 1), source="A bank")
    factories.changed()
    client, owner = factories.browser()
    offer = factories.offer(owner, currency="GBP", base=D(95_000))
    offer.rounds.update(grants=(units, targets))
    page = text_of(client.get(reverse("offers:equity", args=[offer.pk])))
    # 1.5 dollars and 1.2 pounds for a euro: £1 = $1.25.
    assert "1 USD = 0.8 GBP" in page
    assert "1 EUR = 1.2 GBP" in page
    assert "GBP on 1 November 2026" in page
    assert "$240,000 in RSUs The whole grant as quoted in the letter £192,000" in page
    assert "Only if targets of revenue" in page
    # 48,000 a year, and 72,000 more after the third.
    assert "Year 1 £48,000 Year 2 £48,000 Year 3 £120,000 Year 4 £48,000" in page


def test_a_second_grant_on_the_first_anniversary():
    response = equity_page(
        "",
        listed_grant(120_000, cliff_months=12, every_months=3),
        listed_grant(60_000, years=D(3), cliff_months=12, every_months=12, starts_after=12),
    )
    assert "Year 1 $30,000 Year 2 $50,000 Year 3 $50,000 Year 4 $50,000" in text_of(response)


def test_another_price_changes_what_shares_bring_and_never_their_number():
    grant = GrantTerms("rsu", shares=D(800), close=D("62.50"), close_on=date(2026, 10, 30), years=D(4))
    response = equity_page("?price=80", grant)
    page = text_of(response)
    assert "The whole grant shares × the last close $50,000" in page
    assert "Last close of a share $62.50 on 30 October 2026" in page
    assert "A year the grant ÷ its vesting years $12,500" in page
    (scenario,) = response.context["prices"]
    assert scenario.shares == "800"
    assert ("$80", "$64,000", "$16,000") in [(row.price, row.whole, row.a_year) for row in scenario.rows]
    assert "All 800 shares" in page
    assert "No price here is a forecast." in page


def test_cliff_and_step_as_entered():
    response = equity_page("", listed_grant(240_000, cliff_months=12, every_months=3))
    vested = {row.months: row.in_all for row in response.context["picture"].rows}
    assert {month: vested[month] for month in (6, 12, 15, 18, 24, 36, 48)} == {
        6: "$0",
        12: "$60,000",
        15: "$75,000",
        18: "$90,000",
        24: "$120,000",
        36: "$180,000",
        48: "$240,000",
    }
    page = text_of(response)
    assert "nothing before month 12, then every quarter; the same part each year" in page
    assert "15 months $75,000 $15,000 $75,000" in page
    assert "after 1 year $60,000, after 2 years $120,000" in response.content.decode()


def test_yearly_percents_in_half_years():
    response = equity_page("", listed_grant(200_000, percents=("10", "20", "30", "40"), cliff_months=0, every_months=6))
    vested = {row.months: row.in_all for row in response.context["picture"].rows}
    assert [vested[month] for month in range(6, 49, 6)] == [
        *("$10,000", "$20,000", "$40,000", "$60,000", "$90,000", "$120,000", "$160,000", "$200,000")
    ]


def test_whole_units_by_cumulative_rounding():
    grant = GrantTerms("rsu", shares=D(18), close=D(10), years=D(1), every_months=3)
    rows = equity_page("", grant).context["picture"].rows
    assert [row.vested[0] for row in rows[:4]] == [
        "5 shares, $50",
        "9 shares, $90",
        "14 shares, $140",
        "18 shares, $180",
    ]


def test_refreshers_from_the_second_year():
    refresher = listed_grant(60_000, recurs_from=2)
    page = text_of(equity_page("", listed_grant(0), refresher))
    assert "Year 1 $0 Year 2 $15,000 Year 3 $30,000 Year 4 $45,000" in page
    assert "each year from year 2 on" in page


@pytest.mark.parametrize(("fair_value", "today"), [("1", "$0"), ("0", "$0"), ("0.50", "$0"), ("1.50", "$25,000")])
def test_options_are_worth_what_the_fair_value_leaves_over_the_strike(fair_value, today):
    options = GrantTerms("options", shares=D(50_000), strike=D(1), fair_value=D(fair_value), preferred=D(4), years=D(4))
    page = text_of(equity_page("", options))
    assert f"these options are worth {today} today, and exercising all of them costs $50,000." in page
    assert "A year at the price investors paid not pay, and in no total here $37,500 a year" in page


@pytest.mark.parametrize(
    ("terms", "told"),
    [
        ({"preferred": D(4)}, "isn’t known; at the price investors paid it would be $150,000."),
        ({"value": D(150_000)}, "Quoted at $150,000; what these options are worth today isn’t known"),
    ],
)
def test_without_a_fair_value_nothing_is_said_of_today(terms, told):
    page = text_of(equity_page("", GrantTerms("options", shares=D(50_000), strike=D(1), years=D(4), **terms)))
    assert told in page
    assert "today, and exercising" not in page


def test_the_page_costs_few_queries(django_assert_max_num_queries):
    client, owner = factories.browser()
    offer = factories.offer(owner)
    for address in ("equity", "exit", "on-top", "survey"):
        path = reverse(f"offers:{address}", args=[offer.pk])
        client.get(path)
        with django_assert_max_num_queries(4):
            client.get(path)


SIGNING = {"signing": D(30_000)}
ROW_26 = listed_grant(240_000, cliff_months=12, every_months=3)


@pytest.mark.parametrize(
    ("query", "repaid", "kept"),
    [
        (
            "?repaid=prorated&repaid_months=24",
            ["$22,500", "$15,000", "$7,500", "$0", "$0"],
            ["$7,500", "$75,000", "$112,500", "$150,000", "$210,000"],
        ),
        (
            "?repaid=whole&repaid_months=24",
            ["$30,000", "$30,000", "$30,000", "$0", "$0"],
            ["$0", "$60,000", "$90,000", "$150,000", "$210,000"],
        ),
        (
            "?repaid=steps&repaid_percents=100/50",
            ["$30,000", "$15,000", "$15,000", "$0", "$0"],
            ["$0", "$75,000", "$105,000", "$150,000", "$210,000"],
        ),
    ],
)
def test_what_a_leaver_keeps_and_pays_back(query, repaid, kept):
    response = equity_page(query, ROW_26, **SIGNING)
    rows = leaving(response)
    assert [rows[months].vested for months in (6, 12, 18, 24, 36)] == [
        *("$0", "$60,000", "$90,000", "$120,000", "$180,000")
    ]
    assert [rows[months].repaid for months in (6, 12, 18, 24, 36)] == repaid
    assert [rows[months].kept for months in (6, 12, 18, 24, 36)] == kept
    assert f"18 months $90,000 $30,000 {repaid[2]} {kept[2]}" in text_of(response)


def test_what_the_offer_states_of_paying_back_is_taken_from_it():
    rows = leaving(equity_page("", ROW_26, clawback="prorated", clawback_months=24, **SIGNING))
    assert rows[12].repaid == "$15,000"


def test_steps_net_and_trigger_of_the_offer_are_taken_from_it_and_changed_in_the_address():
    stated = {"clawback": "steps", "clawback_percents": ["100", "50"], "clawback_owed": "net"}
    response = equity_page("?received=20,400", ROW_26, clawback_trigger="any", **stated, **SIGNING)
    # Of 30,000 two thirds arrived: 20,400 and half of it are owed in net.
    assert [leaving(response)[months].repaid for months in (6, 12, 18, 24)] == ["$20,400", "$10,200", "$10,200", "$0"]
    page = text_of(response)
    assert "Of the signing bonus, you pay back 100% if you leave in year 1 and 50% in year 2." in page
    assert "It is owed whoever ends the job." in page
    assert "Ask whether the gross amount" not in page
    gross = equity_page("?received=20,400&owed=gross", ROW_26, **stated, **SIGNING)
    assert leaving(gross)[12].repaid == "$15,000"


def test_what_is_owed_in_net_is_no_more_than_the_gross_amount_until_it_is_known_what_arrived():
    response = equity_page("", ROW_26, clawback="whole", clawback_months=24, clawback_owed="net", **SIGNING)
    rows = leaving(response)
    assert (rows[12].repaid, rows[12].kept) == ("at most $30,000", "at least $60,000")
    assert (rows[24].repaid, rows[24].kept) == ("$0", "$150,000")
    assert "Only what arrived after tax is paid back. How much that was isn't known" in text_of(response)


def test_a_repayment_that_is_not_known_is_no_nothing():
    response = equity_page("", ROW_26, **SIGNING)
    assert leaving(response)[12].repaid == "not known"
    assert "What a leaver pays back of the signing bonus isn't known" in text_of(response)


def test_gross_is_more_than_was_received_and_asked_where_nothing_says():
    page = text_of(equity_page("?repaid=whole&repaid_months=12&received=13,600", ROW_26, signing=D(20_000)))
    assert "$20,000, which is $6,400 more than was received, until the tax is put right" in page
    assert "Ask whether the gross amount is paid back or only what arrived after tax" in page
    net = text_of(equity_page("?repaid=whole&repaid_months=12&received=13,600&owed=net", ROW_26, signing=D(20_000)))
    assert "$20,000 $13,600 $6,400" in net
    assert "more than was received" not in net


def test_options_to_exercise_by_a_day():
    options = GrantTerms("options", shares=D(40_000), strike=D("2.10"), years=D(4), cliff_months=12, every_months=1)
    response = equity_page("?window=3&joins=2025-05-30&after=11", options)
    rows = leaving(response)
    assert rows[18].options == "15,000"
    assert "18 months 30 November 2026 15,000 $31,500 by 28 February 2027; the rest lapses" in text_of(response)
    assert (rows[11].options, rows[11].cost) == ("0", "nothing")


def test_the_window_to_exercise_is_kept_with_the_grant():
    options = GrantTerms("options", shares=D(40_000), strike=D("2.10"), years=D(4), cliff_months=12, every_months=1)
    stated = replace(options, window_months=3)
    told = "15,000 $31,500 by 28 February 2027; the rest lapses"
    assert told in text_of(equity_page("?joins=2025-05-30", stated))
    assert told not in text_of(equity_page("?joins=2025-05-30", options))
    # What is typed on the page goes before it; of two windows none is taken for both.
    assert "by 30 November 2027" in text_of(equity_page("?joins=2025-05-30&window=12", stated))
    assert told not in text_of(equity_page("?joins=2025-05-30", stated, replace(options, window_months=12)))


def test_without_a_window_it_is_asked_for():
    options = GrantTerms("options", shares=D(40_000), strike=D("2.10"), years=D(4))
    assert "How long options can be exercised after leaving isn't known" in text_of(equity_page("", options))


def test_what_it_is_worth_today_at_a_rate_of_ones_own():
    grant = listed_grant(200_000)
    at_end = text_of(equity_page("?rate=10", grant))
    assert "$158,493.27 : $200,000 over 4 years, each year’s part paid at its year’s end" in at_end
    mid = text_of(equity_page("?rate=10&timing=mid", grant))
    assert "$166,229.15 : $200,000 over 4 years, each year’s part paid half-way through its year" in mid
    assert "What it is worth today" not in [*equity_page("", grant).context["questions"]]
    assert equity_page("", grant).context["today"] is None


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("?repaid=steps", "Which percentage in each year"),
        ("?repaid=whole", "Within how many months?"),
        ("?repaid=steps&repaid_percents=120", "No more than 100% each."),
        ("?joins=9998-12-31", "Is the year right?"),
        ("?after=0", "greater than or equal to 1"),
        ("?price=lots", "can't be read as one amount"),
    ],
)
def test_what_cannot_be_read_is_said_beside_its_field(query, told):
    grant = GrantTerms("rsu", shares=D(800), close=D("62.50"), years=D(4))
    assert told in text_of(equity_page(query, grant, **SIGNING))


def test_private_shares_are_never_vested_money():
    response = equity_page("", GrantTerms("pre_ipo", value=D(240_000), years=D(4)), **SIGNING)
    row = leaving(response)[24]
    assert (row.vested, row.private) == ("$0", "$120,000")


def test_charlie_sees_nothing_of_it():
    _, alice = factories.browser()
    charlie, _ = factories.browser()
    offer = factories.offer(alice)
    assert charlie.get(reverse("offers:equity", args=[offer.pk])).status_code == 404
