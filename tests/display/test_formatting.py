"""Figures as people say them."""

from decimal import Decimal as D

import pytest

from display.formatting import (
    exact_money,
    exact_percent,
    exact_rate,
    money,
    ordinal,
    points,
    share_price,
    whole_money,
    with_article,
)


@pytest.mark.parametrize(
    "figure",
    [
        "$80,000",
        "$8,000",
        "$800,000",
        "$11,000",
        "$18,000",
        "8%",
        "8.5%",
        "11%",
        "18%",
        "80%",
        "€80,000",
        "A$80,000",
        "SEK\N{NO-BREAK SPACE}80,000",
        "₹8,00,000",
        "₹11,00,000",
        "₹80,00,000",
        "$11K",
        "$8.5M",
        "8000",
        "11000",
    ],
)
def test_figures_that_are_spoken_with_a_vowel_first(figure):
    assert with_article(figure) == f"an {figure}"


@pytest.mark.parametrize(
    "figure",
    [
        "$15,000",
        "$1,800",
        "$110,000",
        "$180,000",
        "£100,000",
        "€10,000",
        "₹1,10,000",
        "₹17,000",
        "$1.8M",
        "0.8%",
        "1.1%",
        "15%",
        "$111,000",
        "1800",
        "180000",
        "A$70,000",
    ],
)
def test_other_figures(figure):
    assert with_article(figure) == f"a {figure}"


def test_the_article_goes_by_how_money_is_printed():
    assert with_article(money(D(1800000), "INR")) == "an ₹18,00,000"
    assert with_article(money(D(1800000), "USD")) == "a $1,800,000"
    assert with_article(money(D(18000000), "JPY")) == "an ¥18,000,000"


def test_no_cents_in_what_is_said():
    assert whole_money(D("182609.33"), "USD") == "$182,609"


def test_percentages_differ_by_points():
    assert [points(D(number)) for number in ("2.5", "1", "-3", "0.25")] == [
        "2.5 points",
        "1 point",
        "3 points",
        "0.25 points",
    ]


@pytest.mark.parametrize(
    ("amount", "shown"),
    [("62.5", "$62.50"), ("0.625", "$0.625"), ("6", "$6"), ("0", "$0"), ("0.00001", "$0"), ("33.333333", "$33.3333")],
)
def test_the_price_of_a_share_may_have_parts_of_a_cent(amount, shown):
    assert share_price(D(amount), "USD") == shown


@pytest.mark.parametrize(
    ("amount", "currency", "shown"),
    [("158493.265", "USD", "$158,493.27"), ("5000", "USD", "$5,000"), ("1234.5", "JPY", "¥1,235")],
)
def test_a_table_shows_cents_half_up_where_there_are_any(amount, currency, shown):
    assert exact_money(D(amount), currency) == shown


def test_fractions_of_a_cent_that_a_rate_leaves_are_no_cents():
    assert money(D("191999.9999886"), "GBP") == "£192,000"
    assert money(D("126136.3636"), "EUR") == "€126,136.36"


def test_penetration_has_two_decimals_half_up():
    # 36 ÷ 204 = 0.176470…; 1 ÷ 800 = 0.00125
    assert [exact_percent(D(one)) for one in ("0.1764705", "0.00125", "0.5")] == ["17.65%", "0.13%", "50%"]


def test_a_stored_rate_is_shown_with_all_its_digits():
    assert [exact_rate(D(one)) for one in ("0.8333333333", "1.0820000000", "100")] == ["0.8333333333", "1.082", "100"]


@pytest.mark.parametrize(
    ("number", "shown"),
    [("51.00", "51st"), ("12", "12th"), ("42", "42nd"), ("58.29", "58.29th"), ("36.60", "36.60th"), ("50", "50th")],
)
def test_a_rank_is_said_with_its_ending(number, shown):
    assert ordinal(D(number)) == shown
