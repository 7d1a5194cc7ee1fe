"""Exits: rows 35 to 43 of the worked cases of pay, and what holds for every figure."""

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pay.exits import (
    Company,
    OddsError,
    Outcome,
    Preference,
    dilution,
    expected,
    odds_of_nothing,
    present_value,
)

D = Decimal
MILLION = D(1_000_000)
CENT = D("0.01")

ONCE = Preference("non_participating", 10 * MILLION, 2 * MILLION)
TWICE = Preference("non_participating", 10 * MILLION, 2 * MILLION, D(2))
SHARING = Preference("participating", 10 * MILLION, 2 * MILLION)
HELD = Preference("participating", 10 * MILLION, 2 * MILLION, cap=D(3))


def company(preference):
    return Company(10 * MILLION, preference=preference)


def test_a_round_before_the_exit():
    before = Company(12 * MILLION, D("0.2"))
    assert before.price(90 * MILLION) == 6
    assert before.worth(D(60_000), D("1.50"), 90 * MILLION) == 270_000
    assert before.exit_for_price(D("1.50")) == D("22.5") * MILLION
    assert before.worth(D(60_000), D("1.50"), 20 * MILLION) == 0


@pytest.mark.parametrize(
    ("rounds", "issues", "lost"),
    [
        (["0.2", "0.15", "0.1"], [], "38.80"),
        ([], ["0.2"], "16.67"),
        (["0.2", "0.2"], [], "36.00"),
        (["0.2"], ["0.1"], "27.27"),
        ([], [], "0.00"),
    ],
)
def test_dilution_multiplies(rounds, issues, lost):
    assert (dilution(map(D, rounds), map(D, issues)) * 100).quantize(CENT) == D(lost)


@pytest.mark.parametrize(
    ("preference", "exit_value", "worth"),
    [
        (ONCE, 8, 0),
        (ONCE, 15, 62_500),
        (ONCE, 50, 500_000),
        (ONCE, 60, 600_000),
        (TWICE, 15, 0),
        (TWICE, 30, 125_000),
        (TWICE, 60, 500_000),
        (TWICE, 120, 1_200_000),
        # There is never more to take than the exit brings.
        (SHARING, 8, 0),
        (SHARING, 15, 50_000),
        (SHARING, 60, 500_000),
        (HELD, 100, 900_000),
        (HELD, 110, 1_000_000),
        (HELD, 130, 1_250_000),
        (HELD, 150, 1_500_000),
        (HELD, 200, 2_000_000),
    ],
)
def test_what_a_preference_leaves(preference, exit_value, worth):
    assert company(preference).worth(D(100_000), D(0), exit_value * MILLION) == worth


@pytest.mark.parametrize(("exit_value", "investors"), [(100, 28), (110, 30), (130, 30), (150, 30), (200, 40)])
def test_a_cap_is_on_all_that_investors_get(exit_value, investors):
    assert HELD.proceeds(exit_value * MILLION, 10 * MILLION) == investors * MILLION


@pytest.mark.parametrize(
    ("preference", "exit_value", "worth"), [(ONCE, 15, 22_500), (ONCE, 12, 0), (SHARING, 15, 10_000)]
)
def test_options_behind_a_preference(preference, exit_value, worth):
    assert company(preference).worth(D(100_000), D("0.40"), exit_value * MILLION) == worth


def test_the_candidates_own_odds():
    assert expected([Outcome(D("0.6"), D(0)), Outcome(D("0.3"), D(60_000)), Outcome(D("0.1"), D(500_000))]) == 68_000
    behind = company(ONCE)
    outcomes = [
        Outcome(D("0.5"), D(0)),
        Outcome(D("0.35"), behind.worth(D(100_000), D(0), 15 * MILLION)),
        Outcome(D("0.15"), behind.worth(D(100_000), D(0), 60 * MILLION)),
    ]
    assert expected(outcomes) == 111_875
    assert odds_of_nothing(outcomes) == D("0.5")


@pytest.mark.parametrize(("odds", "told"), [([60, 30, 20], "110%"), ([60, 30], "90%"), ([], "0%")])
def test_odds_that_do_not_make_100_are_refused_with_their_sum(odds, told):
    with pytest.raises(OddsError, match=told):
        expected([Outcome(D(chance) / 100, D(1)) for chance in odds])


def test_odds_under_nothing_are_refused():
    with pytest.raises(OddsError):
        expected([Outcome(D("1.5"), D(1)), Outcome(D("-0.5"), D(1))])


def test_present_value_at_the_years_end_and_at_mid_year():
    values = [D(50_000)] * 4
    assert present_value(values, D("0.1")).quantize(CENT) == D("158493.27")
    assert present_value(values, D("0.1"), mid_year=True).quantize(CENT) == D("166229.15")
    assert present_value(values, D(0)) == 200_000


millions = st.integers(0, 10_000).map(lambda number: number * MILLION / 10)
preferences = st.builds(
    Preference,
    st.sampled_from(["none", "non_participating", "participating"]),
    invested=millions,
    shares=st.integers(0, 9_000_000).map(D),
    multiple=st.sampled_from([D(1), D("1.5"), D(2), D(3)]),
    cap=st.sampled_from([None, D(2), D(3), D(5)]),
)
companies = st.builds(
    Company,
    st.just(10 * MILLION),
    st.integers(0, 95).map(lambda percent: D(percent) / 100),
    preferences,
)


@given(companies, millions, millions)
def test_common_shares_get_no_less_of_a_larger_exit_and_never_less_than_nothing(made, one, other):
    low, high = sorted([one, other])
    assert 0 <= made.price(low) <= made.price(high) + D("1e-18")


@given(companies, millions)
def test_investors_and_common_shares_get_all_of_the_exit_between_them(made, exit_value):
    assume(made.preference.kind != "none")
    investors = made.preference.proceeds(exit_value, made.shares_then)
    assert 0 <= investors <= exit_value
    common = made.price(exit_value) * (made.shares_then - made.preference.shares)
    assert abs(investors + common - exit_value) <= D("1e-12")


@given(companies, st.integers(1, 10_000).map(lambda cents: D(cents) / 100))
def test_the_exit_for_a_price_is_the_first_that_brings_it(made, price):
    found = made.exit_for_price(price)
    assert abs(made.price(found) - price) <= D("1e-12")
    assert made.price(found * D("0.999")) < price


@given(st.lists(st.integers(0, 90), max_size=5), st.lists(st.integers(0, 90), max_size=5))
def test_no_dilution_takes_more_than_all(rounds, issues):
    lost = dilution([D(part) / 100 for part in rounds], [D(part) / 100 for part in issues])
    assert 0 <= lost < 1


@given(
    st.lists(st.integers(0, 10**6).map(D), min_size=1, max_size=8), st.integers(0, 50).map(lambda part: D(part) / 100)
)
def test_a_rate_makes_nothing_worth_more_and_mid_year_no_less(values, rate):
    at_end = present_value(values, rate)
    assert 0 <= at_end <= present_value(values, rate, mid_year=True) <= sum(values)
