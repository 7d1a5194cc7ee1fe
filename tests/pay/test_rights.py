"""Sizes, stages, widths of ranges and repayment clauses, without any law in particular."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pay.rights.clauses import Posted, beyond_rule, is_wider
from pay.rights.facts import Fact, Repayment, Width
from pay.rights.sizes import SIZES, is_covered

CALIFORNIA = Repayment(most_months=24, prorated=True, no_interest=True, separate=True)


def fact(status, since=None, until=None, **more):
    return Fact("key", "place", "posting-range", "", "", status, since, until, **more)


@given(least=st.integers(1, 200), size=st.sampled_from(sorted(SIZES)), data=st.data())
def test_a_size_settles_only_what_every_number_in_it_agrees_on(least, size, data):
    fewest, most = SIZES[size]
    employees = data.draw(st.integers(fewest, most or 1000))
    answer = is_covered(least, size)
    if answer != "if":
        assert (employees >= least) == (answer == "yes")


@given(least=st.integers(2, 200), size=st.sampled_from(["", *sorted(SIZES)]))
def test_a_total_never_proves_how_many_are_in_one_place(least, size):
    assert is_covered(least, size, counted_there=True) != "yes"


@pytest.mark.parametrize(
    ("held", "day", "stage"),
    [
        (fact("in-force", date(2026, 1, 1)), date(2025, 12, 31), "to-come"),
        (fact("in-force", date(2026, 1, 1)), date(2026, 1, 1), "in-force"),
        (fact("adopted", date(2026, 1, 1)), date(2026, 1, 1), "in-force"),
        (fact("adopted"), date(2099, 1, 1), "waiting"),
        (fact("proposed", date(2026, 1, 1)), date(2099, 1, 1), "proposed"),
        (fact("repealed", date(2021, 1, 1), date(2026, 9, 30)), date(2026, 9, 30), "in-force"),
        (fact("repealed", date(2021, 1, 1), date(2026, 9, 30)), date(2026, 10, 1), "over"),
        (fact("repealed"), date(2026, 1, 1), "over"),
        (fact("in-force"), date(2000, 1, 1), "in-force"),
        (fact("no-duty"), date(2026, 1, 1), "no-duty"),
    ],
)
def test_what_a_fact_is_on_a_day(held, day, stage):
    assert held.stage_on(day) == stage


def test_a_proposal_grows_old_sooner_than_a_law():
    checked = date(2026, 7, 1)
    law, bill = fact("in-force", checked_on=checked), fact("proposed", checked_on=checked)
    assert not bill.is_old_on(date(2026, 7, 31))
    assert bill.is_old_on(date(2026, 8, 1))
    assert not law.is_old_on(date(2026, 9, 29))
    assert law.is_old_on(date(2026, 9, 30))
    assert fact("in-force").is_old_on(checked)


@pytest.mark.parametrize(
    ("width", "low", "high", "currency", "wider"),
    [
        (Width(D(50000), "CAD"), 90000, 140000, "CAD", False),
        (Width(D(50000), "CAD"), 90000, 140001, "CAD", True),
        (Width(D(50000), "CAD"), 90000, 190000, "USD", None),
        (Width(ratio=D(2)), 5000, 10000, "SGD", False),
        (Width(ratio=D(2)), 5000, 10001, "SGD", True),
        (Width(), 5000, 90000, "SGD", None),
    ],
)
def test_a_posted_range_is_held_against_the_widest(width, low, high, currency, wider):
    assert is_wider(width, Posted(D(low), D(high), currency)) is wider


def test_a_range_upside_down_is_refused():
    with pytest.raises(ValueError, match="above"):
        is_wider(Width(ratio=D(2)), Posted(D(2), D(1), "SGD"))


@pytest.mark.parametrize(
    ("clawback", "months", "beyond"),
    [
        ("prorated", 24, ()),
        ("prorated", 25, ("longer",)),
        ("whole", 12, ("not-prorated",)),
        ("whole", 36, ("longer", "not-prorated")),
        ("whole", None, ("not-prorated",)),
        ("none", 36, ()),
        ("", 36, ()),
    ],
)
def test_a_clause_is_held_against_a_rule_where_it_is_known(clawback, months, beyond):
    assert beyond_rule(CALIFORNIA, clawback, months) == beyond


def test_a_rule_that_says_nothing_is_never_gone_beyond():
    assert beyond_rule(Repayment(), "whole", 120) == ()
