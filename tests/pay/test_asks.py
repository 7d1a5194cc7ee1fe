"""Asks beside an offer: a whole is compared with the part, an addition comes on top of it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pay.asks import Ask, effect, gap, to_grant, with_ask
from pay.comparison import compare
from pay.vesting import Schedule
from tests.factories import package

OFFER = package(
    "USD",
    base=Decimal(170000),
    bonus_percent=Decimal(10),
    equity=Decimal(100000),
    schedule=Schedule.even(4),
    equity_kind="rsu",
    signing=Decimal(10000),
)


def ask(component, amount, basis="whole", *, unit="money", period="year", role="ask", maximum=None):
    amount = Decimal(amount)
    return Ask(role, component, amount, Decimal(maximum) if maximum else amount, unit, "USD", period, basis=basis)


def more(component, amount, **terms):
    return ask(component, amount, "addition", **terms)


def of(package, component):
    return {
        "base": package.base,
        "equity": package.equity,
        "equity a year": package.equity_a_year,
        "signing": package.signing_in_all,
        "bonus": package.bonus,
        "bonus percent": package.bonus_as_percent,
        "other": package.other or Decimal(0),
    }[component]


def test_a_whole_is_met_by_what_is_over_it():
    asked = gap(ask("base", 185000), compare(OFFER.changed(base=Decimal(190000)), None))
    assert asked.is_met
    assert gap(ask("base", 185000), compare(OFFER, None)).amount == 15000


@pytest.mark.parametrize(
    ("asked", "offered", "wanted", "amount", "part"),
    [
        (more("other", 6000, maximum=10000), 0, 6000, 6000, "other"),
        (more("equity", 40000, period="unknown"), 100000, 140000, 40000, "equity"),
        (more("equity", 30000, period="grant"), 100000, 130000, 30000, "equity"),
        (more("base", 8, unit="percent"), 170000, 183600, 13600, "base"),
        (more("base", 10000), 170000, 180000, 10000, "base"),
        (more("signing", 20000, period="once"), 10000, 30000, 20000, "signing"),
        (ask("signing", 20000, period="once"), 10000, 20000, 10000, "signing"),
        (more("equity", 15000), 25000, 40000, 15000, "equity a year"),
        (more("equity", 25, unit="percent", period="grant"), 100000, 125000, 25000, "equity"),
        (ask("bonus", 15, unit="percent"), 10, 15, 5, "bonus percent"),
        (more("bonus", 5, unit="percent"), 10, 15, 5, "bonus percent"),
        (more("bonus", 4000), 17000, 21000, 4000, "bonus"),
        (more("other", 10, unit="percent"), 0, 17000, 17000, "other"),
    ],
)
def test_what_an_ask_adds_to_the_offer(asked, offered, wanted, amount, part):
    comparison = compare(OFFER, None)
    found = gap(asked, comparison)
    assert (found.offered, found.wanted, found.amount, found.is_met) == (offered, wanted, amount, False)
    assert of(with_ask(OFFER, asked), part) == wanted
    assert of(effect([asked], comparison).after.package, part) == wanted


def test_points_of_bonus_come_to_money_too():
    asked = gap(ask("bonus", 15, unit="percent"), compare(OFFER, None))
    assert (asked.amount, asked.money_a_year) == (5, 8500)
    assert with_ask(OFFER, asked.ask).bonus == 25500
    assert gap(ask("bonus", 15, unit="percent"), compare(OFFER.changed(base=None), None)).money_a_year is None


def test_a_yearly_addition_to_equity_is_granted_for_all_of_its_years():
    assert with_ask(OFFER, more("equity", 15000)).equity == 160000
    assert with_ask(OFFER.with_grant(schedule=Schedule.even(3)), more("equity", 15000)).equity == 145000


def test_a_supplement_is_paid_beside_the_bonus():
    after = effect([more("other", 6000, maximum=10000)], compare(OFFER, None)).after
    assert (after.package.bonus, after.package.other, after.annual.amount) == (17000, 6000, 218000)
    assert with_ask(OFFER.changed(other=Decimal(1000)), more("other", 6000)).other == 7000


def test_a_supplement_of_which_nobody_says_how_often_moves_nothing():
    once = more("other", 18000, period="unknown")
    assert gap(once, compare(OFFER, None)).amount is None
    assert with_ask(OFFER, once) == OFFER


@pytest.mark.parametrize("part", ["base", "equity", "signing", "bonus"])
def test_what_an_addition_to_an_unknown_part_comes_to_isnt_known(part):
    unknown = OFFER.changed(base=None, grants=(), signing=None, bonus_percent=None)
    asked = more(part, 5000)
    found = gap(asked, compare(unknown, None))
    assert (found.offered, found.wanted, found.amount, found.is_met) == (None, None, None, False)
    assert with_ask(unknown, asked) == unknown
    granted = effect([asked], compare(unknown, None))
    assert (granted.four_year_gain, granted.gain_at_least, granted.is_met) == (0, True, False)


def test_a_share_of_the_company_isnt_taken_for_one_of_the_grant():
    asked = more("equity", "0.05", unit="percent", period="unknown")
    assert gap(asked, compare(OFFER, None)).amount is None
    assert with_ask(OFFER, asked) == OFFER


def test_a_percentage_of_the_total_is_money():
    found = gap(more("total", 10, unit="percent"), compare(OFFER, None))
    assert (found.offered, found.wanted) == (212000, 233200)


def test_a_signing_bonus_in_parts_is_compared_with_all_of_them():
    split = OFFER.changed(signing=Decimal(15000), signing_later=(Decimal(15000),))
    assert gap(ask("signing", 40000, period="once"), compare(split, None)).amount == 10000
    assert with_ask(split, ask("signing", 40000, period="once")).signing_in_all == 40000
    assert gap(ask("signing", 30000, period="once"), compare(split, None)).is_met
    assert with_ask(split, more("signing", 5000, period="once")).signing_in_all == 35000


def test_an_addition_that_is_named_twice_is_granted_once():
    twice = [
        more("equity", 40000, period="unknown"),
        replace(more("equity", 40000, period="grant", role="target"), text="$40K more"),
    ]
    assert effect(twice, compare(OFFER, None)).after.package.equity == 140000


def test_of_an_addition_asked_for_and_one_aimed_at_the_larger_is_granted():
    asked = [more("base", 10000, role="target"), more("base", 15000), ask("base", 172000)]
    assert to_grant(asked) == (asked[2], asked[1])
    assert effect(asked, compare(OFFER, None)).after.package.base == 187000


def test_different_additions_of_one_script_add_up():
    asked = [more("signing", 20000, period="once"), more("signing", 5000, period="once"), more("base", 10000)]
    after = effect(asked, compare(OFFER, None)).after.package
    assert (after.signing, after.base) == (35000, 180000)


def test_what_comes_on_top_comes_on_top_of_the_whole_that_is_asked_for_with_it():
    asked = [more("equity", 90000, period="unknown"), ask("equity", 120000, period="grant")]
    assert effect(asked, compare(OFFER, None)).after.package.equity == 210000


# Properties

amounts = st.decimals(min_value=1, max_value=10**6, places=2)
percents = st.decimals(min_value=6, max_value=100, places=1)
maybe = st.none() | st.decimals(min_value=0, max_value=10**6, places=0)
packages = st.builds(
    package,
    currency=st.just("USD"),
    base=maybe,
    equity=maybe,
    schedule=st.sampled_from([Schedule.even(3), Schedule.even(4)]),
    bonus_percent=st.none() | st.decimals(min_value=0, max_value=50, places=1),
    signing=maybe,
    signing_later=st.lists(maybe, max_size=2).map(tuple),
    other=maybe,
)
PARTS = [("base", "year"), ("equity", "grant"), ("equity", "year"), ("signing", "once"), ("bonus", "year")]
parts = st.sampled_from([*PARTS, ("other", "year")])


@given(packages, parts, amounts | percents, st.sampled_from(["money", "percent"]))
def test_an_addition_is_never_met_and_raises_the_part_by_as_much_as_it_says(package, part, amount, unit):
    component, period = part
    asked = more(component, amount, unit=unit, period=period)
    before = gap(asked, compare(package, None))
    granted = effect([asked], compare(package, None)).after.package
    assert not before.is_met
    if before.amount is None:
        assert granted == package
        return
    after = gap(asked, compare(granted, None))
    assert abs(after.offered - before.wanted) < Decimal("0.001")
    assert not after.is_met
    if unit == "money" or component == "bonus":
        # A year's part of a grant over three years has no end.
        assert abs(before.amount - amount) < Decimal("0.001")


@given(packages, st.sampled_from(PARTS), amounts)
def test_a_whole_that_is_granted_is_met_and_lowers_nothing(package, part, amount):
    component, period = part
    asked = ask(component, amount, period=period)
    before = gap(asked, compare(package, None))
    granted = with_ask(package, asked)
    after = gap(asked, compare(granted, None))
    assert after.offered >= asked.minimum or abs(after.offered - asked.minimum) < Decimal("0.001")
    assert before.offered is None or after.offered >= before.offered or abs(after.offered - before.offered) < 1
    assert with_ask(granted, asked) == granted or component == "equity"
