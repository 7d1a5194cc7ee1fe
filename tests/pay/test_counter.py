"""Planning a counter: what it takes, packages of equal value, floors and what is unsound."""

from decimal import Decimal as D

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pay.counter import (
    Plan,
    a_year,
    concerns,
    equal_packages,
    floor_from,
    mixed_raise,
    raise_to_reach,
    raised,
    step,
    worth_of_one,
    zopa,
)
from pay.equity import Assumptions, Grant
from pay.leaving import Leaving, payback
from pay.parts import NEGOTIABLE
from pay.ranges import PayRange
from pay.side_by_side import four_year_total
from pay.vesting import Schedule
from tests.factories import package

OFFER = package(base=210000, equity=240000, vesting_years=4, equity_kind="pre_ipo", bonus_amount=0, signing=20000)
ROOM = {"base": D(65000), "equity": D(180000), "signing": D(35000)}
BAND = PayRange(D(195000), D(275000))


def test_what_one_unit_of_each_part_pays_over_four_years():
    assert [worth_of_one(OFFER, part) for part in NEGOTIABLE] == [4, 1, 1]
    assert worth_of_one(OFFER.changed(bonus_amount=None, bonus_percent=D(15)), "base") == D("4.6")
    assert worth_of_one(OFFER, "equity", discount=D("0.25")) == D("0.75")
    assert worth_of_one(OFFER.changed(equity_kind="rsu"), "equity", discount=D("0.25")) == 1
    # Of a grant over five years four fifths vest in four.
    assert worth_of_one(OFFER.changed(schedule=Schedule.even(5)), "equity") == D("0.8")


def test_the_smallest_raise_of_one_part():
    # From 275,000 to 375,000 a year on average is 400,000 over four years.
    assert raise_to_reach(OFFER, D(400000), "base") == 100000
    assert raise_to_reach(OFFER, D(400000), "equity") == 400000
    assert raise_to_reach(OFFER, D(400000), "signing") == 400000
    assert raise_to_reach(OFFER, D(0), "base") == 0
    assert raise_to_reach(OFFER.changed(schedule=Schedule.even(4)), D(1), "equity", discount=D(1)) is None


def test_packages_of_equal_value_by_hand():
    proposals = {proposal.leads: dict(proposal.raises) for proposal in equal_packages(OFFER, D(300000), ROOM)}
    # Base first: 65,000 × 4 = 260,000; signing takes 35,000 and equity the last 5,000.
    assert proposals["base"] == {"base": 65000, "equity": 5000, "signing": 35000}
    # Equity first: 180,000; signing can take 35,000 of the other 120,000, so base does 85,000 ÷ 4 = 21,250 or 21,300.
    assert proposals["equity"] == {"equity": 180000, "base": 21300, "signing": 34800}


def test_no_packages_beyond_what_the_company_moves_on():
    # 65,000 × 4 + 180,000 + 35,000 = 475,000 is all there is.
    assert equal_packages(OFFER, D(475001), ROOM) == ()
    assert equal_packages(OFFER, D(300000), {}) == ()
    assert equal_packages(OFFER, D(0), ROOM) == ()


def test_a_mixed_raise_moves_every_part():
    raises = mixed_raise(OFFER, D(237500), ROOM)
    # Half of all the room: 32,500 of base, 90,000 of equity; the rest is signing.
    assert raises == {"base": 32500, "equity": 90000, "signing": 17500}


def test_figures_are_named_to_three_places():
    assert [step(D(amount)) for amount in (270000, 21250, 999, 4_200_000)] == [1000, 100, 1, 10000]


def test_a_plan_with_a_reason_and_in_order_has_no_concerns():
    plan = Plan(OFFER.changed(base=D(250000)), target=D(300000), floor=D(280000), reasons=1)
    assert a_year(plan.ask) == 315000  # 275,000 + 40,000
    assert concerns(plan, OFFER, BAND, D(270000)) == ()


@pytest.mark.parametrize(
    ("changes", "plan", "expected"),
    [
        ({"base": D(210000)}, {}, "no-more-than-offered"),
        ({"base": D(280000)}, {}, "above-band"),
        ({"base": D(270000)}, {"reasons": 0}, "near-top-without-reason"),
        ({"base": D(251234)}, {}, "over-precise"),
        ({"base": D(250000)}, {"reasons": 0}, "no-reason"),
        ({"base": D(250000)}, {"target": D(330000)}, "under-target"),
        ({"base": D(250000)}, {"floor": D(260000)}, "floor-under-batna"),
        ({"base": D(250000)}, {"floor": D(310000)}, "floor-over-target"),
        ({"base": D(250000)}, {"floor": D(320000)}, "floor-over-ask"),
    ],
)
def test_what_is_unsound_is_named(changes, plan, expected):
    made = Plan(OFFER.changed(**changes), **{"target": D(300000), "floor": D(280000), "reasons": 1} | plan)
    assert expected in concerns(made, OFFER, BAND, D(270000))


def test_the_room_between_two_limits():
    # Harvard PON's example: a buyer to 275k, a seller from 250k.
    assert zopa(D(250000), D(275000)).width == 25000
    assert zopa(D(280000), D(275000)) is None


def test_a_floor_from_another_offer_and_from_the_current_job():
    job = package(base=200000, equity=0, bonus_amount=0, signing=0)
    leaving = Leaving(unvested=D(60000), payback=D(20000))
    assert floor_from(job, leaving.cost, is_current_job=True) == 220000  # 200,000 + 80,000 ÷ 4
    assert floor_from(job, leaving.cost, is_current_job=False) == 200000
    assert Leaving(unvested=D(1)).missing == ("signing bonus to pay back",)


def test_a_signing_bonus_is_paid_back_in_proportion_or_whole():
    assert payback(D(24000), kind="prorated", term_months=24, served_months=6) == 18000
    assert payback(D(24000), kind="prorated", term_months=24, served_months=30) == 0
    assert payback(D(24000), kind="whole", term_months=12, served_months=11) == 24000
    assert payback(D(24000), kind="whole", term_months=12, served_months=12) == 0
    assert payback(D(24000), kind="none", term_months=12, served_months=0) == 0


def test_raised_equity_counts_under_a_discount_too():
    grant = Grant("pre_ipo", value=D(400000), shares=D(10000))
    offer = package(base=200000, equity=400000, vesting_years=4, equity_kind="pre_ipo", bonus_amount=0, signing=0)
    better = raised(offer.changed(grant=grant), {"equity": D(200000)})
    # 200,000 + 600,000 × 0.75 ÷ 4
    assert a_year(better.assuming(Assumptions(discount=D("0.25")))) == 312500
    assert better.grant.shares == 15000


def test_a_grant_that_vests_over_nobody_knows_how_long_gains_nothing_known():
    offer = package(base=200000, equity=200000, bonus_amount=0, signing=0)
    assert four_year_total(raised(offer, {"equity": D(40000)})) == four_year_total(offer)


def test_packages_without_room_for_a_signing_bonus_are_closed_by_equity():
    proposals = equal_packages(OFFER, D(41333), {"base": D(50000), "equity": D(100000), "signing": D(0)})
    assert {proposal.leads for proposal in proposals} == {"base", "equity", "mixed"}
    assert {four_year_total(proposal.package) for proposal in proposals} == {four_year_total(OFFER) + 41333}


money = st.integers(0, 10**7).map(D)
offers = st.builds(
    lambda base, equity, signing, percent, years: package(
        base=int(base), equity=int(equity), signing=int(signing), bonus_percent=percent, vesting_years=years
    ),
    money,
    money,
    money,
    st.integers(0, 60),
    st.sampled_from([3, 4, 5]),
)
discounts = st.sampled_from([D(0), D("0.1"), D("0.25"), D("0.5")])


@given(offers, st.integers(1, 10**7).map(D), st.sampled_from(NEGOTIABLE), discounts)
def test_what_the_solver_says_lands_on_the_gap(offer, gap, part, discount):
    amount = raise_to_reach(offer, gap, part, discount=discount)
    worth = worth_of_one(offer, part, discount=discount)
    closed = amount * worth
    assert gap <= closed < gap + worth * D("0.01") + D("1e-9")
    if not discount:
        gained = four_year_total(raised(offer, {part: amount})) - four_year_total(offer)
        assert abs(gained - closed) < D("0.001")


@given(offers, st.integers(1, 10**6).map(D), st.fixed_dictionaries(dict.fromkeys(NEGOTIABLE, money)))
def test_packages_of_equal_value_are_equal_to_the_cent_and_inside_the_room(offer, gap, room):
    proposals = equal_packages(offer, gap, room)
    assume(proposals)
    totals = [four_year_total(proposal.package) for proposal in proposals]
    assert max(totals) - min(totals) < D("0.01")
    assert abs(totals[0] - four_year_total(offer) - gap) < D("0.01")
    for proposal in proposals:
        assert all(D(0) < amount <= room[part] for part, amount in proposal.raises.items())
    assert len({tuple(sorted(proposal.raises.items())) for proposal in proposals}) == len(proposals)


@given(offers, money, st.sampled_from(NEGOTIABLE))
def test_a_raise_of_any_part_never_lowers_the_total(offer, amount, part):
    assert four_year_total(raised(offer, {part: amount})) >= four_year_total(offer)
