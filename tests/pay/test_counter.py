"""Planning a counter: what it takes, packages of equal value, floors and what is unsound."""

from decimal import Decimal as D

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pay.counter import (
    concerns,
    equal_packages,
    floor_from,
    mixed_raise,
    raise_to_reach,
    raised,
    worth_of_one,
    zopa,
)
from pay.equity import Assumptions
from pay.parts import NEGOTIABLE
from pay.plans import Own, a_year, make_plan
from pay.ranges import PayRange
from pay.saying import sayable, step
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
    assert worth_of_one(OFFER.with_grant(kind="rsu"), "equity", discount=D("0.25")) == 1
    # Of a grant over five years four fifths vest in four.
    assert worth_of_one(OFFER.with_grant(schedule=Schedule.even(5)), "equity") == D("0.8")


def test_the_smallest_raise_of_one_part():
    # From 275,000 to 375,000 a year on average is 400,000 over four years.
    assert raise_to_reach(OFFER, D(400000), "base") == 100000
    assert raise_to_reach(OFFER, D(400000), "equity") == 400000
    assert raise_to_reach(OFFER, D(400000), "signing") == 400000
    assert raise_to_reach(OFFER, D(0), "base") == 0
    assert raise_to_reach(OFFER.with_grant(schedule=Schedule.even(4)), D(1), "equity", discount=D(1)) is None


# The worked case of P9: offer, ask, and how far the guide says that base and equity go.
ACME = package(base=170000, bonus_percent=10, equity=100000, vesting_years=4, equity_kind="rsu", signing=10000)
ASKED = ACME.changed(base=D(185000), signing=D(20000)).with_equity(D(140000))
LIMITS = {"base": D(30000), "equity": D(60000)}


def parts_of(proposal):
    return proposal.leads, *(proposal.package.whole_of(part) for part in NEGOTIABLE)


def test_packages_of_equal_value_begin_with_the_ask():
    proposals = equal_packages(ACME, ASKED, LIMITS)
    assert [parts_of(proposal) for proposal in proposals] == [
        ("ask", 185000, 140000, 20000),
        # 5,000 of base with its bonus is 5,500 a year: 22,000 at signing.
        ("signing", 180000, 140000, 42000),
        # 11,000 of the grant is 2,500 of base with its bonus over four years.
        ("base", 187500, 129000, 20000),
    ]
    assert {a_year(proposal.package) for proposal in proposals} == {243500}
    assert [proposal.beyond for proposal in proposals] == [0, 0, 0]
    assert proposals[1].raises == {"base": 10000, "equity": 40000, "signing": 32000}


def test_what_is_left_of_a_difference_is_exact():
    # A bonus of 7 % makes 500 of base 2,140 over four years: nothing within reach is a round signing bonus.
    offered = ACME.changed(bonus_percent=D(7))
    ask, traded = equal_packages(offered, offered.changed(base=D(172000)), {"equity": D(0)})
    assert traded.leads == "signing"
    assert traded.beyond == four_year_total(traded.package) - four_year_total(ask.package)
    # 500 or 1,000 of base less is 2,140 or 4,280: 2,500 or 4,500 more at signing.
    assert parts_of(traded)[1:] == (171000, 100000, 14500)
    assert traded.beyond == 220


def test_no_package_goes_beyond_what_the_company_moves_on():
    none = dict.fromkeys(NEGOTIABLE, D(0))
    assert equal_packages(ACME, ASKED, none) == ()
    (_, more) = equal_packages(ACME, ASKED, none | {"base": D(30000)})
    assert more.leads == "base"
    assert equal_packages(ACME, ACME, LIMITS) == ()


def test_what_nobody_can_put_a_figure_on_is_not_traded():
    options = ASKED.with_grant(kind="options")
    leads = [proposal.leads for proposal in equal_packages(ACME.with_grant(kind="options"), options, LIMITS)]
    assert leads == ["ask", "signing"]
    open_ended = ACME.with_grant(schedule=None)
    leads = [proposal.leads for proposal in equal_packages(open_ended, open_ended.changed(base=D(185000)), LIMITS)]
    assert leads == ["ask", "signing"]


def test_what_is_added_to_a_split_signing_bonus_keeps_its_later_parts():
    split = ACME.changed(signing=D(15000), signing_later=(D(15000),))
    more = raised(split, {"signing": D(10000)})
    assert (more.signing, more.signing_later) == (25000, (15000,))
    # 25,667 on joining is no amount to say: the whole is asked for at once.
    odd = ACME.changed(signing=D(15000), signing_later=(D(14333),))
    more = raised(odd, {"signing": raise_to_reach(odd, D(10000), "signing")})
    assert (more.signing, more.signing_later) == (39500, ())
    assert raise_to_reach(split, D(10000), "signing") == 10000


def test_a_mixed_raise_moves_every_part_by_a_like_share():
    # Half of all the room is 32,500 of base, 90,000 of equity, 17,500 of signing; base goes by 1,000 from 200,000 on.
    assert mixed_raise(OFFER, D(237500), ROOM) == {"base": 32000, "equity": 90000, "signing": 19500}
    # 65,000 × 4 + 180,000 + 35,000 = 475,000 is all there is.
    assert mixed_raise(OFFER, D(475000), ROOM) == {"base": 65000, "equity": 180000, "signing": 35000}
    assert mixed_raise(OFFER, D(475001), ROOM) is None


def plan_of(base, *, floor=D(280000)):
    return make_plan(OFFER, own=Own({"base": D(base)}, floor=floor))


def test_a_plan_with_a_reason_has_no_concerns():
    plan = plan_of(250000)
    assert a_year(plan.ask) == 315000  # 275,000 + 40,000
    assert concerns(plan, BAND, D(270000), reasons=1) == ()


@pytest.mark.parametrize(
    ("plan", "reasons", "expected"),
    [
        (plan_of(210000, floor=None), 1, "no-more-than-offered"),
        (plan_of(280000), 1, "above-band"),
        (plan_of(270000), 0, "near-top-without-reason"),
        (plan_of(251234), 1, "over-precise"),
        (plan_of(250000), 0, "no-reason"),
        (plan_of(250000, floor=D(260000)), 1, "floor-under-batna"),
    ],
)
def test_what_is_unsound_is_named(plan, reasons, expected):
    assert expected in concerns(plan, BAND, D(270000), reasons=reasons)


def test_the_room_between_two_limits():
    # Harvard PON's example: a buyer to 275k, a seller from 250k.
    assert zopa(D(250000), D(275000)).width == 25000
    assert zopa(D(280000), D(275000)) is None


def test_a_floor_from_another_offer_and_from_the_current_job():
    job = package(base=200000, equity=0, bonus_amount=0, signing=0)
    leaving = D(80000)
    assert floor_from(job, leaving, is_current_job=True) == 220000  # 200,000 + 80,000 ÷ 4
    assert floor_from(job, leaving, is_current_job=False) == 200000


def test_raised_equity_counts_under_a_discount_too():
    offer = package(base=200000, equity=400000, vesting_years=4, equity_kind="pre_ipo", bonus_amount=0, signing=0)
    better = raised(offer.with_grant(value=D(400000), shares=D(10000)), {"equity": D(200000)})
    # 200,000 + 600,000 × 0.75 ÷ 4
    assert a_year(better.assuming(Assumptions(discount=D("0.25")))) == 312500
    assert better.grant.shares == 15000


def test_a_grant_that_vests_over_nobody_knows_how_long_gains_nothing_known():
    offer = package(base=200000, equity=200000, bonus_amount=0, signing=0)
    assert four_year_total(raised(offer, {"equity": D(40000)})) == four_year_total(offer)


def test_without_room_for_a_signing_bonus_equity_closes_what_is_left():
    raises = mixed_raise(OFFER, D(41333), {"base": D(50000), "equity": D(100000), "signing": D(0)})
    assert raises["base"] * 4 + raises["equity"] == 42000


money = st.integers(0, 10**7).map(D)
offers = st.builds(
    lambda base, equity, signing, percent, years: package(
        base=int(base),
        equity=int(equity),
        signing=int(signing),
        bonus_percent=percent,
        vesting_years=years,
        equity_kind="rsu",
    ),
    money,
    money,
    money,
    st.integers(0, 60),
    st.sampled_from([3, 4, 5]),
)
discounts = st.sampled_from([D(0), D("0.1"), D("0.25"), D("0.5")])


@given(offers, st.integers(1, 10**7).map(D), st.sampled_from(NEGOTIABLE), discounts)
def test_what_the_solver_says_closes_the_gap_with_amounts_to_say(offer, gap, part, discount):
    amount = raise_to_reach(offer, gap, part, discount=discount)
    worth = worth_of_one(offer, part, discount=discount)
    becomes = offer.whole_of(part) + amount
    assert sayable(becomes, part, "USD", "up") == becomes
    assert gap <= amount * worth < gap + worth * step(becomes, part, "USD")
    if not discount:
        gained = four_year_total(raised(offer, {part: amount})) - four_year_total(offer)
        assert abs(gained - amount * worth) < D("0.001")


rooms = st.fixed_dictionaries(dict.fromkeys(NEGOTIABLE, money))


@given(offers, st.integers(1, 10**6).map(D), rooms, discounts)
def test_a_mixed_raise_never_falls_short_and_stays_in_the_room(offer, gap, room, discount):
    raises = mixed_raise(offer, gap, room, discount=discount)
    assume(raises)
    assert sum(amount * worth_of_one(offer, part, discount=discount) for part, amount in raises.items()) >= gap
    for part, amount in raises.items():
        assert 0 < amount <= room[part]
        becomes = offer.whole_of(part) + amount
        assert sayable(becomes, part, "USD", "up") == becomes


asks = st.fixed_dictionaries(dict.fromkeys(NEGOTIABLE, st.integers(0, 400).map(lambda number: D(number) * 500)))


@given(offers, asks, st.dictionaries(st.sampled_from(NEGOTIABLE), money), st.sampled_from(["USD", "INR", "JPY"]))
def test_packages_of_equal_value_are_worth_the_ask_and_what_they_say(offer, more, room, currency):
    offer = offer.changed(currency=currency)
    ask = offer
    for part, amount in more.items():
        ask = ask.with_whole(part, sayable(offer.whole_of(part) + amount, part, currency, "up"))
    proposals = equal_packages(offer, ask, room)
    assume(proposals)
    assert proposals[0].package == ask
    assert len(proposals) in (2, 3)
    for proposal in proposals[1:]:
        assert proposal.beyond >= 0
        assert abs(four_year_total(proposal.package) - four_year_total(ask) - proposal.beyond) < D("0.001")
        for part in NEGOTIABLE:
            now, becomes = offer.whole_of(part), proposal.package.whole_of(part)
            assert becomes >= now
            assert becomes - now <= max(room.get(part, becomes), ask.whole_of(part) - now)
            assert becomes in (now, ask.whole_of(part)) or sayable(becomes, part, currency, "up") == becomes
    assert len({parts_of(proposal)[1:] for proposal in proposals}) == len(proposals)


@given(offers, money, st.sampled_from(NEGOTIABLE))
def test_a_raise_of_any_part_never_lowers_the_total(offer, amount, part):
    assert four_year_total(raised(offer, {part: amount})) >= four_year_total(offer)
