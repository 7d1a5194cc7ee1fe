"""Several packages beside each other."""

from dataclasses import replace
from decimal import Decimal as D

from hypothesis import given
from hypothesis import strategies as st

from pay.equity import Assumptions, Grant
from pay.side_by_side import (
    break_even_discount,
    break_even_exit,
    contender,
    difference,
    four_year_total,
    lead_from,
    years_of,
)
from pay.vesting import Schedule
from tests.factories import package

CASH = package(base=300000, equity=0, bonus_amount=0, signing=0)
# 200,000 and a grant of 480,000 that can't be sold: 320,000 a year.
PRIVATE = package(base=200000, equity=480000, vesting_years=4, equity_kind="pre_ipo", bonus_amount=0, signing=0)
BACK_LOADED = package(base=200000, equity=600000, equity_kind="rsu", bonus_amount=0, signing=0).with_grant(
    schedule=Schedule.yearly([5, 15, 40, 40])
)


def test_a_year_is_cash_and_equity_that_can_or_cannot_be_sold():
    year = years_of(PRIVATE)[0]
    assert (year.cash, year.liquid, year.illiquid) == (200000, 0, 120000)
    year = years_of(BACK_LOADED)[2]
    assert (year.cash, year.liquid, year.illiquid) == (200000, 240000, 0)


def test_the_lead_may_come_late():
    # Back-loaded pays 230, 290, 440, 440: in all 230, 520, 960, 1,400 against 300, 600, 900, 1,200.
    assert lead_from(contender(BACK_LOADED), contender(CASH)) == 3
    assert lead_from(contender(CASH), contender(BACK_LOADED)) is None
    assert lead_from(contender(PRIVATE), contender(CASH)) == 1


def test_the_discount_at_which_two_are_equal():
    # 800,000 + 480,000 × (1 − d) = 1,200,000 at d = 1/6.
    assert break_even_discount(contender(PRIVATE), contender(CASH)) == D(80000) / D(480000)
    assert break_even_discount(contender(BACK_LOADED), contender(CASH)) is None


OPTIONS = Grant(
    "options", value=D(480000), shares=D(10000), strike=D(8), fully_diluted=D(10**8), schedule=Schedule.even(4)
)
IN_CASH = four_year_total(PRIVATE.in_hand)


def test_the_exit_at_which_two_are_equal():
    assert IN_CASH == 800_000
    # 400,000 over four years ÷ 10,000 = 40 a share, and 8 to exercise: 48 × 100M.
    exit_value = break_even_exit(IN_CASH, [OPTIONS], D(0), D(0), four_year_total(CASH))
    assert exit_value == 4_800_000_000
    # With half diluted away, twice that.
    assert break_even_exit(IN_CASH, [OPTIONS], D("0.5"), D(0), four_year_total(CASH)) == 9_600_000_000
    at_that_exit = PRIVATE.changed(grants=(OPTIONS,)).assuming(Assumptions(exit_value=exit_value))
    assert four_year_total(at_that_exit) == four_year_total(CASH)


def test_all_grants_count_towards_the_exit_each_from_its_strike():
    shares = Grant("pre_ipo", shares=D(5000), fully_diluted=D(10**8), schedule=Schedule.even(4))
    # 5,000 × p + 10,000 × (p − 8) = 400,000 at p = 32.
    assert break_even_exit(IN_CASH, [OPTIONS, shares], D(0), D(0), four_year_total(CASH)) == 3_200_000_000
    # 5,000 × p = 30,000 at p = 6, where the options are worth nothing.
    assert break_even_exit(IN_CASH, [OPTIONS, shares], D(0), D(0), IN_CASH + 30_000) == 600_000_000
    # Two of its four years have vested by then: 2,500 × p + 10,000 × (p − 8) = 400,000 at p = 38.4.
    later = replace(shares, starts_after=24)
    assert break_even_exit(IN_CASH, [OPTIONS, later], D(0), D(0), four_year_total(CASH)) == 3_840_000_000
    # The number of all shares is the company's: one grant tells it for both.
    untold = replace(shares, fully_diluted=None)
    assert break_even_exit(IN_CASH, [OPTIONS, untold], D(0), D(0), four_year_total(CASH)) == 3_200_000_000


def test_no_exit_is_said_where_a_grant_could_lower_it():
    for unknown in (
        replace(OPTIONS, shares=None),
        replace(OPTIONS, strike=None),
        replace(OPTIONS, schedule=None),
        replace(OPTIONS, starts_after=None),
        replace(OPTIONS, recurs_from=2),
        replace(OPTIONS, fully_diluted=D(7)),
    ):
        assert break_even_exit(IN_CASH, [OPTIONS, unknown], D(0), D(0), four_year_total(CASH)) is None


def test_an_offer_that_pays_as_much_in_cash_needs_no_exit():
    assert break_even_exit(D(1_600_000), [OPTIONS], D(0), D(0), four_year_total(CASH)) is None


def test_differences_are_in_amount_and_part_of_the_baseline():
    gap = difference(contender(PRIVATE).average, contender(CASH).average)
    assert (gap.amount, gap.fraction) == (20000, D(20000) / D(300000))


def test_a_lower_limit_is_not_said_to_be_less():
    unknown = contender(package(base=200000, equity=0, signing=0))
    assert difference(unknown.average, contender(CASH).average) is None
    assert difference(contender(CASH).average, unknown.average) is None
    less = difference(contender(package(base=100000, equity=0, bonus_amount=0, signing=0)).average, unknown.average)
    assert (less.amount, less.fraction, less.at_least) == (-100000, None, True)
    more = contender(package(base=400000, equity=0, signing=0))
    assert difference(more.average, contender(CASH).average).at_least


amounts = st.integers(0, 10**7)
offers = st.builds(
    lambda base, equity, signing, kind: package(
        base=base, equity=equity, vesting_years=4, signing=signing, bonus_amount=0, equity_kind=kind
    ),
    amounts,
    amounts,
    amounts,
    st.sampled_from(["rsu", "pre_ipo"]),
)


@given(offers)
def test_years_add_up_to_the_terms(offer):
    assert abs(four_year_total(offer) - (offer.base * 4 + offer.equity + offer.signing)) < D("0.01")


@given(offers, offers)
def test_at_the_break_even_discount_both_pay_the_same(one, other):
    discount = break_even_discount(contender(one), contender(other))
    if discount is not None:
        both = [four_year_total(offer.assuming(Assumptions(discount=discount))) for offer in (one, other)]
        assert abs(both[0] - both[1]) < D("0.01")


@given(offers, st.decimals(min_value=0, max_value=1, places=3), st.decimals(min_value=0, max_value=1, places=3))
def test_more_discount_is_never_worth_more(offer, one, other):
    low, high = sorted((one, other))
    assert four_year_total(offer.assuming(Assumptions(discount=high))) <= four_year_total(
        offer.assuming(Assumptions(discount=low))
    )
