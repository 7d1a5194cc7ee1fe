"""Rounding of amounts, however large."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pay.rounding import rounded


@pytest.mark.parametrize(
    ("amount", "step", "rounding", "expected"),
    [
        ("2.345", "0.01", ROUND_HALF_UP, "2.35"),
        ("99.995", "0.01", ROUND_HALF_UP, "100.00"),
        ("-99.995", "0.01", ROUND_HALF_UP, "-100.00"),
        ("0.001", "1", ROUND_CEILING, "1"),
        ("0.4", "1", ROUND_HALF_UP, "0"),
        ("0", "0.01", ROUND_HALF_UP, "0.00"),
        ("123456", "1e3", ROUND_HALF_UP, "1.23e5"),
        # 999,999,999 shares at 999,999,998, in a currency of which 20,000 are a euro
        ("19999999939999999960000.5", "0.000001", ROUND_HALF_UP, "19999999939999999960000.500000"),
        ("9" * 40, "0.01", ROUND_HALF_UP, "9" * 40 + ".00"),
    ],
)
def test_an_amount_is_rounded_to_a_step(amount, step, rounding, expected):
    made = rounded(Decimal(amount), Decimal(step), rounding)
    assert (made, made.as_tuple().exponent) == (Decimal(expected), Decimal(expected).as_tuple().exponent)


@given(st.decimals(-(10**60), 10**60, places=8), st.sampled_from(["0.000001", "0.01", "1", "1e3"]))
def test_what_is_rounded_is_never_more_than_half_a_step_away(amount, step):
    assert abs(Fraction(rounded(amount, Decimal(step))) - Fraction(amount)) * 2 <= Fraction(step)
