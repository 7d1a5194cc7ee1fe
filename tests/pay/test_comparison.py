from datetime import date
from decimal import Decimal

import pytest

from pay.asks import Ask, effect, gap
from pay.bands import BandBonus, BandEquity, BandTerms, computed_total
from pay.comparison import compare
from pay.money import Rate, RateMissingError, Rates
from pay.packages import Package
from pay.ranges import PayRange
from pay.vesting import Schedule
from tests.factories import package


def rng(low, high):
    return PayRange(Decimal(low), None if high is None else Decimal(high))


def grant(low, high, **changes):
    terms = {"period": "grant", "years": 4, "kind": "pre_ipo", "unit": "money", "doubtful": False} | changes
    return BandEquity(rng(low, high), **terms)


NEW_YORK = BandTerms("New York City", "", "USD", rng(195000, 275000), grant(175000, 420000), BandBonus("none", None))
OFFER = package(
    "USD",
    base=Decimal(210000),
    equity=Decimal(240000),
    schedule=Schedule.even(4),
    equity_kind="pre_ipo",
    bonus_amount=Decimal(0),
    signing=Decimal(20000),
)


def ask(component, amount, role="ask", **changes):
    terms = {"unit": "money", "currency": "USD", "period": "year"} | changes
    return Ask(role, component, Decimal(amount), Decimal(amount), **terms)


def test_the_whole_comparison_of_one_offer():
    compared = compare(OFFER, NEW_YORK)
    base, equity, total = (compared.standing(name) for name in ("base", "equity", "total"))
    assert base.penetration == Decimal("0.1875")  # 15 ÷ 80
    assert base.compa_ratio.quantize(Decimal("0.001")) == Decimal("0.894")
    assert base.gap_to_midpoint == 25000
    assert base.gap_to_maximum == 65000
    assert base.position == "lowest-fifth"
    assert equity.penetration.quantize(Decimal("0.001")) == Decimal("0.265")  # 65 ÷ 245
    # 195 + 175/4 = 238.75 to 275 + 420/4 = 380
    assert (total.pay_range.minimum, total.pay_range.maximum) == (Decimal(238750), Decimal(380000))
    assert total.pay == 270000
    assert total.penetration.quantize(Decimal("0.001")) == Decimal("0.221")  # 31.25 ÷ 141.25
    assert compared.standing("bonus").why_not == "guide-says-none"


def test_a_percentage_bonus_of_the_band_is_of_the_base_at_the_same_end():
    band = BandTerms("", "", "USD", rng(100000, 200000), grant(0, 0), BandBonus("percent", rng(10, 15)))
    assert computed_total(band).pay == rng(110000, 230000)


def test_an_open_part_opens_the_computed_total():
    band = BandTerms("", "", "USD", rng(100000, None), grant(40000, 80000), BandBonus("none", None))
    assert computed_total(band).pay == rng(110000, None)


def test_a_part_that_the_guide_lacks_is_named_and_the_total_not_compared():
    band = BandTerms("", "", "USD", rng(195000, 275000), grant(175000, 420000), None)
    assert computed_total(band).missing == ("bonus",)
    assert compare(OFFER, band).standing("total").why_not == "guide-incomplete"


@pytest.mark.parametrize("kind", ["percent", "amount", "text"])
def test_a_bonus_without_a_figure_is_a_part_that_the_guide_lacks(kind):
    band = BandTerms("", "", "USD", rng(100000, 200000), grant(40000, 80000), BandBonus(kind, None))
    assert computed_total(band).missing == ("bonus",)
    assert computed_total(band).pay == rng(110000, 220000)


def test_an_unknown_part_of_the_offer_keeps_its_total_out_of_the_band():
    assert compare(OFFER.changed(bonus_amount=None), NEW_YORK).standing("total").why_not == "offer-incomplete"


def test_a_yearly_equity_column_is_compared_a_year():
    band = BandTerms("", "", "USD", rng(1, 2), grant(50000, 100000, period="year", years=None), None)
    standing = compare(OFFER, band).standing("equity")
    assert standing.basis == "year"
    assert standing.pay == 60000
    assert standing.penetration == Decimal("0.2")


def test_grants_of_different_vesting_are_compared_a_year():
    standing = compare(OFFER.with_grant(schedule=Schedule.even(3)), NEW_YORK).standing("equity")
    assert standing.basis == "year"
    assert standing.pay == 80000
    assert standing.pay_range == rng(43750, 105000)


@pytest.mark.parametrize(
    ("changes", "why_not"),
    [
        ({"doubtful": True}, "period-doubtful"),
        ({"period": "unknown"}, "period-unknown"),
        ({"unit": "shares"}, "shares-not-money"),
    ],
)
def test_equity_that_can_be_read_two_ways_is_not_compared(changes, why_not):
    band = BandTerms("", "", "USD", rng(1, 2), grant(1, 2, **changes), BandBonus("none", None))
    standing = compare(OFFER, band).standing("equity")
    assert standing.why_not == why_not
    assert standing.penetration is None
    assert "equity" in computed_total(band).missing


def test_a_percentage_bonus_is_compared_in_percent():
    band = BandTerms("", "", "USD", rng(1, 2), None, BandBonus("percent", rng(10, 20)))
    offer = OFFER.changed(bonus_amount=Decimal(31500))  # 15 % of 210,000
    standing = compare(offer, band).standing("bonus")
    assert (standing.basis, standing.pay, standing.penetration) == ("percent", 15, Decimal("0.5"))


def test_currencies_are_never_compared_without_conversion():
    with pytest.raises(ValueError, match="convert first"):
        compare(Package("EUR", base=Decimal(1)), NEW_YORK)


def test_gaps_to_the_guides_ask_and_floor():
    compared = compare(OFFER, NEW_YORK)
    assert gap(ask("base", 270000), compared).amount == 60000
    assert gap(ask("equity", 400000, period="grant"), compared).amount == 160000
    assert gap(ask("signing", 55000, period="once"), compared).amount == 35000
    assert gap(ask("base", 245000, role="floor"), compared).amount == 35000
    assert gap(ask("total", 300000), compared).amount == 30000


def test_an_ask_beside_an_unknown_part_has_no_gap():
    assert gap(ask("signing", 55000), compare(OFFER.changed(signing=None), NEW_YORK)).amount is None


def test_a_lever_moves_what_it_asks_for_and_nothing_else():
    granted = effect([ask("base", 270000), ask("equity", 410000, period="grant")], compare(OFFER, NEW_YORK))
    after = granted.after
    assert after.package == OFFER.changed(base=Decimal(270000)).with_equity(Decimal(410000))
    assert after.annual.amount == 372500  # 270 + 102.5
    assert after.standing("base").penetration == Decimal("0.9375")  # 75 ÷ 80
    assert granted.four_year_gain == 410000  # 4 × 60 + 170


def test_a_lever_never_lowers_an_offer():
    rich = OFFER.changed(base=Decimal(280000))
    granted = effect([ask("base", 270000)], compare(rich, NEW_YORK))
    assert granted.is_met
    assert granted.after.package == rich
    assert granted.four_year_gain == 0


def test_a_floor_is_no_ask():
    granted = effect([ask("base", 245000, role="floor")], compare(OFFER, NEW_YORK))
    assert granted.gaps == ()
    assert granted.after.package == OFFER


def test_an_unknown_part_gains_nothing_in_the_order_of_levers():
    granted = effect([ask("signing", 55000)], compare(OFFER.changed(signing=None), NEW_YORK))
    assert granted.after.package.signing == 55000
    assert granted.four_year_gain == 0


def test_an_ask_for_another_region_level_or_currency_is_not_applied():
    regions = frozenset({"new york city"})
    assert ask("base", 1).is_for(NEW_YORK, regions)
    assert ask("base", 1, region="new york city").is_for(NEW_YORK, regions)
    assert not ask("base", 1, region="london").is_for(NEW_YORK, regions)
    assert not ask("base", 1, level="L5").is_for(NEW_YORK, regions)
    assert not ask("base", 1, currency="GBP").is_for(NEW_YORK, regions)
    assert not ask("base", 1).is_for(None, regions)


def test_a_conversion_crosses_two_rates_and_names_their_sources():
    rates = Rates(
        {
            "USD": Rate("USD", Decimal("1.25"), date(2026, 10, 30), "ECB"),
            "GBP": Rate("GBP", Decimal("0.75"), date(2026, 10, 29), "BoE"),
        }
    )
    conversion = rates.conversion("USD", "GBP")
    assert conversion.convert(Decimal(125)) == 75
    assert conversion.on == date(2026, 10, 29)
    assert conversion.sources == ("ECB", "BoE")
    assert rates.conversion("EUR", "USD").convert(Decimal(4)) == 5
    with pytest.raises(RateMissingError, match="XAU"):
        rates.conversion("XAU", "USD")


def test_options_that_the_letter_values_stand_in_no_range_of_money():
    offer = package(
        "USD", base=Decimal(210000), equity=Decimal(240000), schedule=Schedule.even(4), equity_kind="options"
    )
    equity = compare(offer, NEW_YORK).standing("equity")
    assert (equity.pay, equity.why_not, equity.position) == (None, "options-quoted", None)
    assert equity.pay_range == NEW_YORK.equity.pay
