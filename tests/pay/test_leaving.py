"""Leaving a job: rows 31 to 34 of the worked cases of pay."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pay.forfeits import Forfeit, JobLeft
from pay.leaving import Asked, Repayment, asked_back, exercise, left_after
from pay.vesting import Schedule, Stream

D = Decimal
MONTHS = (6, 12, 18, 24, 36)
GRANT = Stream(Schedule.even(4, every_months=3), amount=D(240_000))
BY_MONTH = Repayment("prorated", 24)
WHOLE = Repayment("whole", 24)
STEPS = Repayment("steps", percents=(D(100), D(50)))


@pytest.mark.parametrize(
    ("repayment", "repaid"),
    [
        (BY_MONTH, [22_500, 15_000, 7_500, 0, 0]),
        (WHOLE, [30_000, 30_000, 30_000, 0, 0]),
        (STEPS, [30_000, 15_000, 15_000, 0, 0]),
        (Repayment("none"), [0, 0, 0, 0, 0]),
        (None, [0, 0, 0, 0, 0]),
    ],
)
def test_what_is_paid_back_of_a_signing_bonus(repayment, repaid):
    assert [left_after(months, [], [(1, D(30_000))], repayment).repaid for months in MONTHS] == repaid


@pytest.mark.parametrize(
    ("repayment", "months"),
    [
        (BY_MONTH, 24),
        (WHOLE, 24),
        (STEPS, 24),
        (Repayment("steps", percents=(D(100), D(50), D(0))), 24),
        (Repayment("steps", percents=(D(50), D(0), D(25))), 36),
        (Repayment("steps", percents=(D(0),)), 0),
        (Repayment("none"), 0),
    ],
)
def test_from_when_on_nothing_is_paid_back(repayment, months):
    assert repayment.ends_after == months
    assert repayment.of(D(30_000), months) == 0
    assert not months or repayment.of(D(30_000), months - 1) > 0


def test_what_is_vested_and_kept():
    rows = [left_after(months, [GRANT], [(1, D(30_000))], BY_MONTH) for months in MONTHS]
    assert [row.vested for row in rows] == [0, 60_000, 90_000, 120_000, 180_000]
    assert [row.kept for row in rows] == [7_500, 75_000, 112_500, 150_000, 210_000]


def test_a_part_of_a_signing_bonus_that_is_not_paid_yet_is_not_paid_back():
    signing = [(1, D(15_000)), (2, D(15_000))]
    rows = [left_after(months, [], signing, WHOLE) for months in (11, 12)]
    assert [(row.paid, row.repaid) for row in rows] == [(15_000, 15_000), (30_000, 30_000)]


def test_gross_is_more_than_was_received():
    assert asked_back(D(20_000), paid=D(20_000), received=D(13_600), in_net=False) == Asked(D(20_000), D(6_400))
    assert asked_back(D(20_000), paid=D(20_000), received=D(13_600), in_net=True) == Asked(D(13_600), D(0))
    # Half of it left to repay: half of what arrived.
    assert asked_back(D(10_000), paid=D(20_000), received=D(13_600), in_net=False) == Asked(D(10_000), D(3_200))


def test_options_to_exercise_by_the_months_end():
    options = Stream(Schedule.even(4), shares=40_000)
    assert options.units(18) == 15_000
    assert options.units(11) == 0
    found = exercise(15_000, D("2.10"), date(2026, 11, 30), 3)
    assert (found.cost, found.by) == (31_500, date(2027, 2, 28))
    assert exercise(15_000, None, date(2026, 11, 30), None).by is None


JOB = JobLeft(
    (
        Forfeit("equity", shares=D(160), price=D(125), until=date(2027, 2, 15)),
        Forfeit("equity", shares=D(480), price=D(125)),
        Forfeit("bonus", D(18_000), until=date(2027, 3, 31)),
        Forfeit("payback", D(10_000)),
    )
)


def test_leaving_the_current_job_by_day():
    assert JOB.cost(date(2026, 12, 1)) == 108_000
    assert JOB.of_kind("equity", date(2026, 12, 1)) == 80_000
    assert JOB.cost(date(2027, 2, 14)) == 108_000
    assert JOB.cost(date(2027, 4, 1)) == 70_000
    assert [(one.until, one.saved, one.cost) for one in JOB.waiting(date(2026, 12, 1))] == [
        (date(2027, 2, 15), 20_000, 88_000),
        (date(2027, 3, 31), 38_000, 70_000),
    ]


def test_what_is_not_known_of_it_is_named():
    on = date(2026, 12, 1)
    assert JobLeft().missing(on) == ("equity", "payback")
    assert JOB.missing(on) == ()
    assert JobLeft((Forfeit("equity", shares=D(640)),)).missing(on) == ("equity", "payback")
    assert JobLeft((Forfeit("equity", D(0)), Forfeit("payback", D(0)))).missing(on) == ()


repayments = st.one_of(
    st.builds(Repayment, st.sampled_from(["prorated", "whole", "none"]), st.integers(0, 60)),
    st.builds(
        Repayment,
        st.just("steps"),
        percents=st.lists(st.integers(0, 100), max_size=4).map(lambda parts: tuple(map(D, sorted(parts)[::-1]))),
    ),
)


@given(repayments, st.integers(0, 10**6).map(D), st.integers(0, 60))
def test_a_longer_stay_never_costs_more_and_nobody_pays_back_more_than_was_paid(repayment, bonus, served):
    assert 0 <= repayment.of(bonus, served + 1) <= repayment.of(bonus, served) <= bonus


@given(
    st.lists(
        st.builds(
            Forfeit,
            st.sampled_from(["equity", "bonus", "payback"]),
            st.integers(0, 10**6).map(D),
            until=st.none() | st.dates(date(2026, 1, 1), date(2030, 1, 1)),
        ),
        max_size=6,
    ),
    st.dates(date(2026, 1, 1), date(2030, 1, 1)),
)
def test_waiting_saves_what_it_says(forfeits, on):
    job = JobLeft(tuple(forfeits))
    for later in job.waiting(on):
        assert later.saved + later.cost == job.cost(on)
        assert job.cost(later.until) == later.cost
