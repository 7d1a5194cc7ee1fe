from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pay.ranges import PayRange, geographic_differential

amounts = st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False, allow_infinity=False)


@st.composite
def closed_ranges(draw):
    low, high = sorted([draw(amounts), draw(amounts)])
    return PayRange(low, high)


def test_penetration_of_70000_in_55000_to_82200_is_15000_over_27200():
    # Worked example of paycor.com's definition: 15,000 ÷ 27,200, about 55 %.
    assert PayRange(Decimal(55000), Decimal(82200)).penetration(Decimal(70000)) == Decimal(15000) / Decimal(27200)


def test_penetration_of_125_in_100_to_200_is_a_quarter():
    assert PayRange(Decimal(100), Decimal(200)).penetration(Decimal(125)) == Decimal("0.25")


def test_compa_ratio_is_pay_over_midpoint():
    # 210,000 ÷ ((195,000 + 275,000) ÷ 2) = 210 ÷ 235
    ratio = PayRange(Decimal(195000), Decimal(275000)).compa_ratio(Decimal(210000))
    assert ratio.quantize(Decimal("0.001")) == Decimal("0.894")


def test_penetration_is_not_clamped():
    band = PayRange(Decimal(100), Decimal(200))
    assert band.penetration(Decimal(50)) == Decimal("-0.5")
    assert band.penetration(Decimal(250)) == Decimal("1.5")


def test_an_open_range_has_no_midpoint_and_no_penetration():
    band = PayRange(Decimal(435000), None)
    assert band.midpoint is None
    assert band.compa_ratio(Decimal(1)) is None
    assert band.penetration(Decimal(500000)) is None
    assert band.position(Decimal(434999)) == "below"
    assert band.position(Decimal(500000)) == "above-minimum"


def test_a_range_without_width_has_no_penetration_but_a_position():
    band = PayRange(Decimal(100), Decimal(100))
    assert band.penetration(Decimal(100)) is None
    assert [band.position(Decimal(pay)) for pay in (99, 100, 101)] == ["below", "at", "above"]


@pytest.mark.parametrize(
    ("pay", "position"),
    [
        (99, "below"),
        (100, "lowest-fifth"),
        (119, "lowest-fifth"),
        (120, "second-fifth"),
        (150, "middle-fifth"),
        (179, "fourth-fifth"),
        (180, "top-fifth"),
        (200, "top-fifth"),
        (201, "above"),
    ],
)
def test_position_names_the_fifth(pay, position):
    assert PayRange(Decimal(100), Decimal(200)).position(Decimal(pay)) == position


def test_an_upside_down_range_is_refused():
    with pytest.raises(ValueError, match="upside down"):
        PayRange(Decimal(2), Decimal(1))


@given(closed_ranges(), amounts)
def test_at_undoes_penetration(band, pay):
    penetration = band.penetration(pay)
    if penetration is None:
        assert band.minimum == band.maximum
    else:
        assert abs(band.at(penetration) - pay) < Decimal("0.01")


@given(closed_ranges(), amounts, amounts)
def test_penetration_never_falls_when_pay_rises(band, one, other):
    less, more = sorted([one, other])
    if band.penetration(less) is not None:
        assert band.penetration(less) <= band.penetration(more)


def test_local_pay_beside_that_of_a_baseline():
    # COMPENSATION.md: 60,000 at a differential of 120 % is 72,000, at 90 % 54,000.
    baseline = PayRange(Decimal(60000), Decimal(60000))
    assert geographic_differential(PayRange(Decimal(72000), Decimal(72000)), baseline) == Decimal("1.2")
    assert geographic_differential(PayRange(Decimal(50000), Decimal(58000)), baseline) == Decimal("0.9")
    assert geographic_differential(PayRange(Decimal(50000), None), baseline) is None
