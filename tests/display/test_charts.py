"""The geometry of a market's charts."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from display.charts import STROKES, Axis, box, round_ticks, strip
from tests.factories import D


def test_ticks_are_round_figures_within_the_scale():
    found = round_ticks(Axis(D(60_000), D(250_000)), shown=str, most=4)
    # 3 % of room on either side: 50,000 of 190,000 are 24.74 of the 94 % between.
    assert [tick.label for tick in found] == ["100000", "150000", "200000", "250000"]
    assert [tick.x for tick in found] == ["22.79%", "47.53%", "72.26%", "97%"]


@given(st.decimals(0, 10**9, places=2), st.decimals(0, 10**9, places=2), st.integers(2, 6))
def test_there_are_never_more_ticks_than_asked_for_and_one(low, high, most):
    low, high = sorted((low, high))
    found = round_ticks(Axis(low, high), shown=str, most=most)
    assert len(found) <= most + 1
    for tick in found:
        assert low <= D(tick.label) <= high


def test_the_box_is_as_wide_as_the_middle_half():
    # From 25 % to 75 % of the 94 % between.
    drawn = box(Axis(D(0), D(100)), D(25), D(50), D(75))
    assert (drawn.start, drawn.width, drawn.median) == ("26.5%", "47%", "50%")


def drawn(figures, mark=50):
    return strip(
        [D(figure) for figure in figures],
        ("offer", D(mark), "Yours"),
        quartiles=(D(25), D(50), D(75)),
        shown=lambda amount: f"${amount}",
        short=str,
        description="",
    )


def test_a_strip_is_as_wide_as_its_figures_and_the_marked_one_need():
    assert drawn([0, 50, 100]).strokes == "M300 9v18M5000 9v18M9700 9v18"
    beyond = drawn([0, 50, 100], mark=200)
    assert beyond.strokes == "M300 9v18M2650 9v18M5000 9v18"
    assert (beyond.marker.x, beyond.marker.label, beyond.marker.anchor) == ("97%", "Yours $200", "end")
    assert drawn([100, 0, 50]) == drawn([0, 50, 100])


def test_of_too_many_strokes_an_even_choice_is_drawn():
    assert drawn(range(STROKES)).strokes.count("M") == STROKES
    # Every fifth of a thousand.
    many = [int(x) for x in re.findall(r"M(\d+) 9v18", drawn(range(1000)).strokes)]
    assert len(many) == STROKES
    assert many[0] == 300
    assert {right - left for left, right in pairwise(many)} <= {47, 48}
