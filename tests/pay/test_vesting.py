"""Vesting; the worked examples are those of COMPENSATION.md, "Vesting" and "Totals"."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pay.equity import Grant
from pay.vesting import Schedule, ScheduleError, Stream, months_after, share_of, vested_shares

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


def money_vested(stream, months):
    return [stream.worth(month) for month in months]


def test_a_sixteenth_a_quarter_after_the_cliff():
    stream = Stream(Schedule.even(4, every_months=3), amount=Decimal(240_000))
    assert money_vested(stream, [6, 12, 14, 15, 18, 24, 36, 48]) == [
        *(0, 60_000, 60_000, 75_000, 90_000, 120_000, 180_000, 240_000)
    ]


def test_yearly_percents_in_half_years():
    stream = Stream(Schedule.yearly([10, 20, 30, 40], cliff_months=0, every_months=6), amount=Decimal(200_000))
    assert money_vested(stream, range(6, 49, 6)) == [
        *(10_000, 20_000, 40_000, 60_000, 90_000, 120_000, 160_000, 200_000)
    ]


@pytest.mark.parametrize(
    ("shares", "schedule", "parts"),
    [
        (18, Schedule.even(4, every_months=12), [5, 4, 5, 4]),
        (10, Schedule.even(4, every_months=12), [3, 2, 3, 2]),
        (1_000, Schedule.even(4, cliff_months=3, every_months=3), [63, 62] * 8),
        (550, Schedule.yearly([5, 15, 40, 40]), [28, 82, 220, 220]),
    ],
)
def test_whole_units_by_cumulative_rounding(shares, schedule, parts):
    step = schedule.months // len(parts)
    stream = Stream(schedule, shares=shares)
    vested = [stream.units(month) for month in range(0, schedule.months + 1, step)]
    assert [later - before for before, later in pairwise(vested)] == parts


def test_a_grant_on_the_first_anniversary():
    # 20,000 each at months 24, 36 and 48 of the job.
    stream = Stream(Schedule.even(3, every_months=12), (12,), amount=Decimal(60_000))
    assert money_vested(stream, [12, 23, 24, 36, 48]) == [0, 0, 20_000, 40_000, 60_000]
    assert stream.first_month == 24
    assert stream.months == 48


def test_refreshers_begin_with_their_years():
    stream = Stream(Schedule.even(4), (12, 24, 36), amount=Decimal(60_000))
    assert [stream.between((year - 1) * 12, year * 12) for year in (1, 2, 3, 4)] == [0, 15_000, 30_000, 45_000]


def test_a_price_changes_what_shares_are_worth_and_never_their_number():
    for price in ("62.50", "50", "125"):
        stream = Stream(USUAL, shares=800, price=Decimal(price))
        assert stream.units(24) == 400
        assert stream.worth(24) == 400 * Decimal(price)


def test_what_has_accrued_by_the_cliff_vests_on_it_whatever_the_step():
    schedule = Schedule.even(4, cliff_months=4, every_months=3)
    assert [vested_shares(48, schedule, month) for month in (3, 4, 6, 7)] == [0, 4, 4, 7]


schedules = st.builds(
    Schedule.even, st.integers(1, 6), cliff_months=st.integers(0, 24), every_months=st.sampled_from([1, 3, 6, 12])
) | st.builds(
    Schedule.yearly,
    st.sampled_from([(10, 20, 30, 40), (5, 15, 40, 40), (40, 30, 20, 10), (100,)]),
    cliff_months=st.integers(0, 12),
    every_months=st.sampled_from([1, 3, 6, 12]),
)


@given(schedules, st.integers(1, 10**6), st.lists(st.integers(0, 60), min_size=1, max_size=4), st.integers(0, 150))
def test_nothing_that_has_vested_lapses_and_the_parts_make_the_grant(schedule, shares, begins, month):
    stream = Stream(schedule, tuple(begins), shares=shares)
    assert 0 <= stream.units(month) <= stream.units(month + 1) <= shares * len(begins)
    assert stream.units(stream.months) == shares * len(begins)
