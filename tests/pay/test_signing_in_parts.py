"""A signing bonus that is paid in parts: 15,000 on joining, 15,000 after a year."""

from decimal import Decimal as D

import pytest

from pay.alternatives import weakens
from pay.asks import Ask, effect, gap
from pay.comparison import compare
from pay.totals import four_year_average, year_total
from tests.factories import package

OFFER = package(
    base=170000,
    bonus_percent=10,
    equity=100000,
    vesting_years=4,
    equity_kind="rsu",
    signing=15000,
    signing_later=(D(15000),),
)


def signing(amount):
    return Ask("ask", "signing", D(amount), D(amount), "money", "USD", "once")


def test_its_parts_are_added_up():
    assert OFFER.signing_in_all == 30000
    assert OFFER.signing_parts == ((1, 15000), (2, 15000))
    assert OFFER.changed(signing_later=(None, D(5000))).signing_parts == ((1, 15000), (3, 5000))
    assert OFFER.changed(signing=None, signing_later=()).signing_in_all is None
    assert [year_total(OFFER, year).amount for year in (1, 2, 3)] == [227000, 227000, 212000]
    assert four_year_average(OFFER).amount == 219500


@pytest.mark.parametrize(("asked", "more"), [(40000, 10000), (30000, 0), (35000, 5000), (20000, -10000)])
def test_an_ask_for_a_whole_is_compared_with_the_sum(asked, more):
    assert gap(signing(asked), compare(OFFER, None)).amount == more


def test_a_whole_that_is_granted_replaces_the_parts():
    granted = effect([signing(40000)], compare(OFFER, None))
    assert (granted.after.package.signing, granted.after.package.signing_later) == (40000, ())
    assert granted.four_year_gain == 10000
    met = effect([signing(30000)], compare(OFFER, None))
    assert met.is_met
    assert met.after.package == OFFER


def test_a_first_part_that_isnt_known_makes_the_sum_a_lower_limit():
    unknown = OFFER.changed(signing=None)
    beside = gap(signing(40000), compare(unknown, None))
    assert (beside.offered, beside.at_least, beside.is_met) == (15000, True, False)
    # What is known is never lowered.
    assert effect([signing(1000)], compare(unknown, None)).after.package == unknown


def test_a_split_bonus_is_no_weaker_than_its_sum():
    assert not weakens(OFFER, OFFER.changed(signing=D(20000), signing_later=()))
    assert weakens(OFFER.changed(signing=D(20000), signing_later=()), OFFER)
