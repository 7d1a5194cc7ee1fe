"""Equity of a private company; the worked examples are those of COMPENSATION.md."""

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pay.equity import (
    Assumptions,
    Grant,
    Interval,
    ownership,
)

OPTIONS = Grant("options", shares=D(3000), strike=D(30), fully_diluted=D(100_000_000))


def test_three_thousand_options_at_six_and_at_fifteen_billion():
    assert OPTIONS.at_exit(D(6_000_000_000), D(0)) == Interval(D(90_000), D(90_000))
    assert OPTIONS.exercise_cost == 90_000
    assert OPTIONS.at_exit(D(15_000_000_000), D(0)).low == 360_000


def test_options_break_even_where_the_price_is_the_strike():
    # 30 × 100M = 3 billion; where a quarter is diluted away, 4 billion.
    assert OPTIONS.break_even() == 3_000_000_000
    assert OPTIONS.break_even(D("0.25")) == 4_000_000_000
    assert OPTIONS.at_exit(D(2_000_000_000), D(0)) == Interval(D(0), D(0))


def test_ownership_is_a_part_of_the_fully_diluted_shares():
    assert ownership(D(50_000), D(10_000_000)) == D("0.005")
    assert Grant("pre_ipo", shares=D(50_000)).ownership is None


def test_shares_are_quoted_at_the_preferred_price_and_say_so():
    grant = Grant("pre_ipo", shares=D(10_000), preferred=D(12), fair_value=D(4))
    assert (grant.quoted.amount, grant.quoted.basis) == (120_000, "preferred")
    assert Grant("pre_ipo", shares=D(10_000), fair_value=D(4)).quoted.basis == "fair-value"


def test_options_are_quoted_after_their_strike():
    grant = Grant("options", shares=D(10_000), strike=D(4), preferred=D(12))
    assert grant.quoted.amount == 80_000
    assert Grant("options", shares=D(10_000), preferred=D(12)).quoted is None


def test_a_quoted_value_gives_the_shares_where_its_price_is_plain():
    assert Grant("pre_ipo", value=D(240_000), preferred=D(12)).share_count == 20_000
    assert Grant("pre_ipo", value=D(240_000), preferred=D(12), fair_value=D(4)).share_count is None
    assert Grant("options", value=D(240_000), preferred=D(12)).share_count is None


def test_an_unknown_strike_leaves_an_interval():
    grant = Grant("options", shares=D(3000), fully_diluted=D(100_000_000))
    assert grant.at_exit(D(6_000_000_000), D(0)) == Interval(D(0), D(180_000))


def test_without_the_number_of_all_shares_an_exit_says_nothing():
    assert Grant("pre_ipo", shares=D(3000)).at_exit(D(10**9), D(0)) is None
    assert Grant("pre_ipo", value=D(3000)).at_exit(D(10**9), D(0)) is None


def test_what_to_ask_is_what_is_missing():
    assert Grant("pre_ipo", value=D(240_000)).open_questions == ("shares", "fully_diluted", "preferred", "fair_value")
    assert OPTIONS.open_questions == ("preferred", "fair_value", "exercise_window")
    assert Grant("rsu", value=D(240_000)).open_questions == ()
    assert Grant("options", value=D(0)).open_questions == ()


def test_a_discount_is_taken_off_what_cannot_be_sold_only():
    assumed = Assumptions(discount=D("0.25"))
    assert assumed.worth(Grant("pre_ipo", value=D(200_000))).low == 150_000
    assert assumed.worth(Grant("rsu", value=D(200_000))).low == 200_000
    assert Assumptions().worth(Grant("pre_ipo", value=D(200_000))).low == 200_000


def test_an_exit_replaces_the_quoted_value_and_the_discount_comes_off_it():
    assumed = Assumptions(exit_value=D(6_000_000_000), discount=D("0.5"))
    assert assumed.worth(OPTIONS) == Interval(D(45_000), D(45_000))
    assert assumed.worth(Grant("pre_ipo", value=D(200_000))) is None


def test_a_stated_strike_counts_whatever_the_kind():
    known = Grant("unspecified", shares=D(3000), strike=D(30), fully_diluted=D(100_000_000))
    assert known.at_exit(D(6_000_000_000), D(0)) == Interval(D(90_000), D(90_000))
    assert known.exercise_cost == 90_000
    unknown = Grant("unspecified", shares=D(3000), fully_diluted=D(100_000_000))
    assert unknown.at_exit(D(6_000_000_000), D(0)) == Interval(D(0), D(180_000))


amounts = st.decimals(min_value=1, max_value=10**12, places=2)
fractions = st.decimals(min_value=0, max_value="0.95", places=4)


@given(amounts, st.integers(1, 10**9), amounts, fractions, st.integers(1, 10**10))
def test_the_exit_for_a_value_is_worth_that_value(value, shares, strike, dilution, fully_diluted):
    grant = Grant("options", shares=D(shares), strike=strike, fully_diluted=D(fully_diluted))
    worth = grant.at_exit(grant.exit_worth(value, dilution), dilution).low
    assert abs(worth - value) <= value * D("1e-9") + strike * shares * D("1e-20")


@given(amounts, amounts, fractions)
def test_a_higher_exit_is_never_worth_less(one, other, dilution):
    low, high = sorted((one, other))
    assert OPTIONS.at_exit(low, dilution).low <= OPTIONS.at_exit(high, dilution).low


@pytest.mark.parametrize("kind", ["rsu", "pre_ipo", "options", "double_trigger", "unspecified"])
def test_no_grant_is_worth_nothing_under_any_assumption(kind):
    assert Assumptions(D("0.3"), D(10**9), D("0.2")).worth(Grant(kind, value=D(0))) == Interval(D(0), D(0))
