"""One plan in parts: the worked cases, and what holds of every plan."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from pay.asks import Ask
from pay.bands import BandBonus, BandEquity, BandTerms
from pay.packages import Package
from pay.plans import PARTS, LeverMoves, Own, a_year, amount_of, make_plan
from pay.ranges import PayRange
from pay.totals import annual_total
from pay.vesting import Schedule
from tests.factories import package

D = Decimal


def pay_range(low, high):
    return PayRange(D(low), D(high))


NEW_YORK = BandTerms(
    "New York",
    "",
    "USD",
    base=pay_range(160_000, 200_000),
    equity=BandEquity(pay_range(80_000, 160_000), "grant", 4, "rsu", "money", doubtful=False),
    bonus=BandBonus("percent", pay_range(10, 10)),
)


def offer(base=170_000, equity=100_000, signing=10_000, bonus=10):
    return package(
        "USD",
        base=D(base),
        equity=D(equity),
        schedule=Schedule.even(4),
        equity_kind="rsu",
        bonus_percent=D(bonus),
        signing=D(signing),
    )


def ask(component, amount, role="ask", unit="money", period="year"):
    return Ask(role, component, D(amount), D(amount), unit, "USD" if unit == "money" else "", period)


def parts(package):
    return {part: amount_of(package, part) for part in ("base", "equity", "signing")}


BOTH = (ask("base", 185_000), ask("equity", 140_000, period="grant"))


def test_the_candidates_own_figures_go_before_the_guides():
    plan = make_plan(
        offer(),
        strategy=BOTH,
        levers=(LeverMoves((ask("base", 190_000),)),),
        band=NEW_YORK,
        own=Own({"base": D(185_000), "equity": D(140_000), "signing": D(20_000)}),
    )
    assert parts(plan.ask) == {"base": 185_000, "equity": 140_000, "signing": 20_000}
    assert a_year(plan.ask) == 243_500


def test_only_what_the_strategy_names_is_called_the_strategys():
    plan = make_plan(offer(), strategy=[ask("base", 185_000)], band=NEW_YORK)
    assert {part.part: part.origin for part in plan.parts} == {
        "base": "strategy",
        "equity": "as-offered",
        "signing": "as-offered",
        "bonus": "as-offered",
        "other": "as-offered",
    }
    assert [part.part for part in plan.raised] == ["base"]


def test_a_total_becomes_more_of_the_part_that_is_furthest_under_its_middle():
    plan = make_plan(offer(165_000, 120_000, 0), strategy=[ask("total", 239_000, "target")], band=NEW_YORK)
    assert parts(plan.ask) == {"base": 190_000, "equity": 120_000, "signing": 0}
    assert annual_total(plan.ask).amount == 239_000
    assert plan.origins == {"base": "total"}


def test_a_total_becomes_more_of_the_part_that_the_guides_levers_move_first():
    plan = make_plan(
        offer(), strategy=[ask("total", 222_000, "target")], levers=(LeverMoves(parts=("equity",)),), band=NEW_YORK
    )
    assert parts(plan.ask) == {"base": 170_000, "equity": 140_000, "signing": 10_000}
    assert annual_total(plan.ask).amount == 222_000


def test_an_alternative_over_the_guides_ask_lifts_the_ask_over_it():
    hooli = offer(200_000, 160_000, 20_000)
    plan = make_plan(offer(), strategy=BOTH, band=NEW_YORK, alternative=hooli, alternative_a_year=a_year(hooli))
    assert a_year(hooli) == 265_000
    assert a_year(plan.ask) > 265_000
    assert plan.lift == "beyond-guide"
    assert amount_of(plan.ask, "base") == 200_000


def test_an_alternative_a_tenth_over_the_band_is_one_that_this_employer_will_hardly_meet():
    hooli = offer(225_000, 180_000, 30_000)
    assert a_year(hooli) == 300_000
    plan = make_plan(offer(), strategy=BOTH, band=NEW_YORK, alternative=hooli, alternative_a_year=a_year(hooli))
    assert plan.lift == "unlikely"


def test_of_a_band_without_a_total_the_base_tells_whether_an_ask_will_hardly_be_met():
    """The base's range ends at 200,000: a tenth over it are 220,000."""
    bare = replace(NEW_YORK, equity=None, bonus=None, stated_total=None)
    doubtful = replace(NEW_YORK, equity=replace(NEW_YORK.equity, doubtful=True))
    for base, lift in ((205_000, "beyond-guide"), (400_000, "unlikely")):
        hooli = offer(base, 100_000, 10_000)
        plan = make_plan(offer(), strategy=BOTH, band=doubtful, alternative=hooli, alternative_a_year=a_year(hooli))
        assert plan.lift == lift
    plan = make_plan(offer(), strategy=BOTH, band=bare, alternative=hooli, alternative_a_year=a_year(hooli))
    assert plan.lift == "unlikely"


def test_above_every_ask_nothing_is_asked_for():
    plan = make_plan(offer(205_000, 180_000, 40_000), strategy=BOTH, band=NEW_YORK)
    assert plan.raised == ()
    assert plan.ask == plan.offered


def test_without_a_guide_the_candidates_own_target_is_what_is_asked_for():
    globex = Package("USD", base=D(150_000), bonus_percent=D(12))
    assert make_plan(globex).raised == ()
    plan = make_plan(globex, own=Own(target=D(180_000)))
    assert a_year(plan.ask) >= 180_000
    assert plan.origins == {"base": "yours"}


def test_an_ask_to_open_with_goes_before_one_to_aim_at():
    plan = make_plan(offer(), strategy=[ask("base", 180_000, "target"), ask("base", 190_000)], band=NEW_YORK)
    assert plan.ask.base == 190_000


amounts = st.integers(0, 400).map(lambda thousands: D(thousands * 1000))
maybe = st.none() | amounts


@st.composite
def packages(draw):
    return package(
        "USD",
        base=draw(maybe),
        equity=draw(maybe),
        schedule=draw(st.sampled_from([None, Schedule.even(4), Schedule.even(3)])),
        equity_kind=draw(st.sampled_from(["rsu", "pre_ipo", "unspecified"])),
        bonus_percent=draw(st.none() | st.integers(0, 40).map(D)),
        signing=draw(maybe),
        signing_later=draw(st.sampled_from([(), (D(15_000),)])),
    )


@st.composite
def asks(draw):
    component = draw(st.sampled_from(["base", "equity", "signing", "total", "bonus"]))
    return ask(component, draw(amounts), draw(st.sampled_from(["ask", "target"])), period="grant")


@given(
    packages(),
    st.lists(asks(), max_size=3),
    st.lists(st.lists(asks(), max_size=2).map(lambda found: LeverMoves(tuple(found))), max_size=3),
    st.none() | packages(),
    st.none() | amounts,
    st.none() | amounts,
)
def test_the_ask_is_never_under_the_target_nor_that_under_the_floor(
    offered, strategy, levers, alternative, target, floor
):
    plan = make_plan(
        offered,
        strategy=strategy,
        levers=levers,
        band=NEW_YORK,
        own=Own(target=target, floor=floor),
        alternative=alternative,
        alternative_a_year=a_year(alternative) if alternative else None,
    )
    assert a_year(plan.ask) >= a_year(plan.target) >= a_year(plan.floor or plan.offered)
    for part in PARTS:
        asked, aimed = amount_of(plan.ask, part), amount_of(plan.target, part)
        held = amount_of(plan.floor or plan.offered, part)
        assert (asked or 0) >= (aimed or 0) >= (held or 0)
        assert (asked or 0) >= (amount_of(offered, part) or 0)
    if plan.limit is not None and plan.limit > a_year(offered) and plan.ask.base is not None:
        assert a_year(plan.ask) >= plan.limit
