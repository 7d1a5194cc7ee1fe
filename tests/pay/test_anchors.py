"""Percentiles among anchors: row 44 of the worked cases of pay."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pay.anchors import Anchor, AnchorsError, standing

D = Decimal
SURVEY = (Anchor(25, D(118_000)), Anchor(50, D(133_090)), Anchor(75, D(169_000)))


@pytest.mark.parametrize(("pay", "percentile"), [(145_000, "58.29"), (125_000, "36.60"), (118_000, 25), (169_000, 75)])
def test_the_straight_line_between_neighbours(pay, percentile):
    assert standing(D(pay), SURVEY).percentile.quantize(D("0.01")) == D(percentile)


def test_beyond_the_outer_anchors_nothing_is_extrapolated():
    above, below = standing(D(180_000), SURVEY), standing(D(110_000), SURVEY)
    assert (above.percentile, above.lower, above.upper) == (None, SURVEY[2], None)
    assert (below.percentile, below.lower, below.upper) == (None, None, SURVEY[0])


@pytest.mark.parametrize(
    "anchors", [(), SURVEY[:1], (Anchor(25, D(2)), Anchor(75, D(1))), (Anchor(25, D(1)), Anchor(25, D(2)))]
)
def test_anchors_that_make_no_line_are_refused(anchors):
    with pytest.raises(AnchorsError):
        standing(D(1), anchors)


@given(st.integers(100_000, 180_000), st.integers(100_000, 180_000))
def test_more_pay_never_stands_lower(one, other):
    found = [standing(D(pay), SURVEY).percentile for pay in sorted([one, other])]
    known = [percentile for percentile in found if percentile is not None]
    assert known == sorted(known)
    assert all(25 <= percentile <= 75 for percentile in known)
