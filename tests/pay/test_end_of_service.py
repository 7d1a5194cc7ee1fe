"""Gratuities and share plans: rows 19 and 22 of the worked cases of pay."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pay.end_of_service import Gratuity, SharePlan

D = Decimal
EMIRATES = Gratuity(D(21), D(5), D(30), most_months=D(24))


@pytest.mark.parametrize(("months", "amount"), [(11, 0), (30, 35_000), (60, 70_000), (84, 110_000)])
def test_the_emirates_gratuity(months, amount):
    assert EMIRATES.after(months, D(20_000)).quantize(D("0.01")) == amount


def test_it_is_held_at_two_years_pay():
    assert EMIRATES.days_earned(27 * 12) == 765
    assert EMIRATES.after(27 * 12, D(15_000)) == 360_000
    assert EMIRATES.is_held(27 * 12)
    assert not EMIRATES.is_held(84)


@pytest.mark.parametrize(
    ("plan", "worth"),
    [
        (SharePlan(D("0.15")), "17647.06"),
        (SharePlan(D("0.15"), looks_back=True), "17647.06"),
        (SharePlan(D("0.15"), looks_back=True, first=D(20), last=D(25)), "22058.82"),
        (SharePlan(D("0.15"), looks_back=True, first=D(25), last=D(20)), "17647.06"),
        (SharePlan(D("0.15"), first=D(20), last=D(25)), "17647.06"),
    ],
)
def test_shares_at_a_discount(plan, worth):
    assert plan.worth(D(15_000)).quantize(D("0.01")) == D(worth)


def test_fifteen_percent_off_is_seventeen_point_six():
    assert SharePlan(D("0.15")).gain(D(15_000)).quantize(D("0.01")) == D("2647.06")


@given(st.integers(0, 600), st.integers(0, 600), st.integers(0, 10**5).map(D))
def test_a_longer_service_never_brings_less(one, other, month):
    low, high = sorted([one, other])
    assert 0 <= EMIRATES.after(low, month) <= EMIRATES.after(high, month) <= 24 * month
