"""Vesting; the worked examples are those of COMPENSATION.md, "Vesting" and "Totals"."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pay.equity import Grant
from pay.vesting import Schedule, ScheduleError, months_after, share_of, vested_shares

USUAL = Schedule.even(4)


def yearly_amounts(amount, schedule, years=4):
    return [share_of(Decimal(amount), schedule.in_year(year)) for year in range(1, years + 1)]


@pytest.mark.parametrize(
    ("month", "shares"), [(0, 0), (11, 0), (12, 1200), (36, 3600), (47, 4700), (48, 4800), (99, 4800)]
)
def test_four_years_with_a_cliff_of_one(month, shares):
    assert vested_shares(4800, USUAL, month) == shares


def test_percentages_a_year():
    assert yearly_amounts(250_000, Schedule.yearly([40, 30, 20, 10])) == [100_000, 75_000, 50_000, 25_000]
    assert yearly_amounts(600_000, Schedule.yearly([5, 15, 40, 40])) == [30_000, 90_000, 240_000, 240_000]


@pytest.mark.parametrize(
    ("percents", "total"),
    [([25, 25, 25], "75%"), ([40, 30, 20, 20], "110%"), (["33.3", "33.3", "33.3"], "99.9%"), ([], "0%")],
)
def test_percentages_that_do_not_add_up_are_refused_with_their_sum(percents, total):
    with pytest.raises(ScheduleError, match=total):
        Schedule.yearly([Decimal(percent) for percent in percents])


def test_a_year_cannot_vest_less_than_nothing():
    with pytest.raises(ScheduleError):
        Schedule.yearly([150, -50])


def test_quarterly_vesting_waits_for_the_end_of_the_quarter():
    schedule = Schedule.even(4, every_months=3)
    assert vested_shares(4800, schedule, 14) == 1200
    assert vested_shares(4800, schedule, 15) == 1500


def test_half_a_share_is_rounded_up():
    # 10 shares over four years: 2.5 after a year, 7.5 after three.
    assert [vested_shares(10, USUAL, month) for month in (12, 24, 36, 48)] == [3, 5, 8, 10]


def test_a_refresher_each_year_from_the_second():
    # Base 150k, 50k a year of the first grant: 200 / 215 / 230 / 245.
    refresher = Grant("rsu", Decimal(60_000), schedule=USUAL, recurs_from=2)
    assert [200_000 + refresher.in_year(year) for year in (1, 2, 3, 4)] == [200_000, 215_000, 230_000, 245_000]


def test_a_refresher_each_year_from_the_first_levels_off_once_the_first_has_vested():
    refresher = Grant("rsu", Decimal(40_000), schedule=USUAL, recurs_from=1)
    assert [refresher.in_year(year) for year in (1, 2, 3, 4, 5)] == [10_000, 20_000, 30_000, 40_000, 40_000]


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2028, 2, 29), 48, date(2032, 2, 29)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 3, 31), 12, date(2027, 3, 31)),
    ],
)
def test_months_end_where_the_month_ends(day, months, later):
    assert months_after(day, months) == later


schedules = st.one_of(
    st.builds(
        Schedule.even,
        st.integers(1, 40).map(lambda quarters: Decimal(quarters) / 4),
        cliff_months=st.integers(0, 24),
        every_months=st.sampled_from([1, 3, 6, 12]),
    ),
    st.lists(st.integers(0, 100), min_size=1, max_size=8)
    .filter(lambda parts: sum(parts) <= 100)
    .map(lambda parts: Schedule.yearly([*parts, 100 - sum(parts)])),
)


@given(schedules, st.integers(0, 10**9))
def test_whole_shares_add_up_to_the_grant_and_never_go_back(schedule, shares):
    course = [vested_shares(shares, schedule, month) for month in range(schedule.months + 1)]
    assert course == sorted(course)
    assert course[-1] == shares
    assert all(isinstance(number, int) for number in course)


@given(schedules)
def test_the_years_add_up_to_the_whole(schedule):
    assert sum(schedule.in_year(year) for year in range(1, 12)) == Fraction(1)


@given(schedules, st.integers(0, 30))
def test_before_the_cliff_there_is_nothing(schedule, month):
    if month < min(schedule.cliff_months, schedule.months):
        assert schedule.vested(month) == 0
