from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from pay.basis import PayBasis
from pay.equity import Grant
from pay.on_top import OnTop
from pay.packages import Package
from pay.totals import annual_total, four_year_average, guaranteed_cash, year_total
from pay.vesting import Schedule
from tests.factories import package

maybe_money = st.none() | st.decimals(min_value=0, max_value=10**9, places=2)
packages = st.builds(
    package,
    currency=st.just("USD"),
    base=maybe_money,
    equity=maybe_money,
    schedule=st.none()
    | st.sampled_from(["0.5", "1", "3", "3.5", "4", "5"]).map(lambda years: Schedule.even(Decimal(years)))
    | st.just(Schedule.yearly([5, 15, 40, 40])),
    bonus_amount=maybe_money,
    signing=maybe_money,
)


def test_total_direct_compensation_is_base_bonus_and_a_years_equity():
    # comp-shop.com's example: 180k base, 40k bonus, 80k equity a year → 300k.
    assert annual_total(package(base=180000, bonus_amount=40000, equity=320000, vesting_years=4)).amount == Decimal(
        300000
    )


def test_the_totals_of_one_offer():
    offer = package(base=210000, equity=240000, vesting_years=4, bonus_amount=0, signing=20000)
    assert annual_total(offer).amount == 270000  # 210 + 240/4
    assert year_total(offer, 1).amount == 290000  # + 20 signing
    assert [year_total(offer, year).amount for year in (2, 3, 4)] == [270000] * 3
    assert four_year_average(offer).amount == 275000  # (290 + 3 × 270) ÷ 4
    assert guaranteed_cash(offer).amount == 230000  # base and signing
    assert not annual_total(offer).at_least


def test_a_percentage_bonus_is_of_base():
    assert annual_total(package(base=100000, bonus_percent=15, equity=0)).amount == 115000


def test_a_percentage_of_an_unknown_base_is_not_known():
    assert package(bonus_percent=15).bonus is None
    assert package(bonus_percent=0).bonus == 0


def test_a_three_year_grant_pays_nothing_in_the_fourth_year():
    offer = package(base=100000, equity=90000, vesting_years=3, bonus_amount=0, signing=0)
    assert [year_total(offer, year).amount for year in (1, 2, 3, 4)] == [130000, 130000, 130000, 100000]
    assert four_year_average(offer).amount == Decimal(490000) / 4


def test_half_a_years_vesting_counts_for_half():
    offer = package(base=0, equity=70000, vesting_years="3.5", bonus_amount=0, signing=0)
    assert [year_total(offer, year).amount for year in (1, 2, 3, 4)] == [20000, 20000, 20000, 10000]


def test_an_unknown_part_makes_the_total_at_least():
    total = annual_total(package(base=210000, equity=240000, vesting_years=4))
    assert total.amount == 270000
    assert total.at_least
    assert total.missing == ("bonus",)


def test_a_grant_of_unknown_vesting_is_missing_from_the_year():
    assert annual_total(package(base=210000, equity=240000, bonus_amount=0)).missing == ("equity",)


def test_nothing_known_is_no_total():
    assert annual_total(Package("USD")) is None
    assert four_year_average(Package("USD")) is None
    assert guaranteed_cash(Package("USD")) is None


def test_a_guaranteed_bonus_is_guaranteed_cash_and_a_target_is_not():
    target = package(base=100000, bonus_amount=20000, signing=0)
    assert guaranteed_cash(target).amount == 100000
    assert guaranteed_cash(target.changed(bonus_kind="guaranteed")).amount == 120000


def years(offer):
    return [year_total(offer, year).amount for year in (1, 2, 3, 4)]


def test_a_back_loaded_grant_with_signing_over_two_years():
    # COMPENSATION.md, "Totals": 145k, signing 30k then 20k, 100k at 5/15/40/40.
    offer = package(base=145000, bonus_amount=0, signing=30000, equity=100000)
    offer = offer.with_grant(schedule=Schedule.yearly([5, 15, 40, 40])).changed(signing_later=(Decimal(20000),))
    assert years(offer) == [180000, 180000, 185000, 185000]
    assert four_year_average(offer).amount * 4 == 730000


def test_refreshers_pile_up_from_the_second_year():
    # The same place: 150k, 50k a year of the first grant, 60k a year from the start of year 2.
    offer = package(base=150000, bonus_amount=0, signing=0, equity=200000, vesting_years=4)
    refresher = Grant("rsu", Decimal(60000), schedule=Schedule.even(4), recurs_from=2)
    offer = offer.changed(grants=(*offer.grants, refresher))
    assert years(offer) == [200000, 215000, 230000, 245000]
    assert annual_total(offer).amount == 200000  # refreshers are no part of it


def test_other_yearly_pay_counts_and_its_absence_is_no_lower_limit():
    offer = package(base=100000, bonus_amount=0, signing=0, equity=0)
    assert not annual_total(offer).at_least
    assert annual_total(offer.changed(other=Decimal(6000))).amount == 106000


@given(packages)
def test_parts_add_up_to_the_total(offer):
    for total in (
        annual_total(offer),
        year_total(offer, 1),
        four_year_average(offer),
        guaranteed_cash(offer),
    ):
        if total:
            assert abs(sum(total.parts.values()) - total.amount) < Decimal("0.01")


@given(packages)
def test_the_years_pay_out_the_whole_grant_unless_it_vests_longer(offer):
    if offer.equity and offer.vesting_years and offer.vesting_years <= 4:
        vested = sum(year_total(offer, year).parts["equity"] for year in (1, 2, 3, 4))
        assert abs(vested - offer.equity) < Decimal("0.01")


def test_a_13th_month_on_top_is_guaranteed_like_the_13_salaries_of_another_letter():
    paid_13_times = Package("SGD", base=Decimal(110_500))
    on_top = Package(
        "SGD", base=Decimal(102_000), basis=PayBasis("month"), on_top=(OnTop("extra_month", months=Decimal(1)),)
    )
    assert guaranteed_cash(on_top).amount == guaranteed_cash(paid_13_times).amount == 110_500


def test_a_profit_share_in_cash_is_not_guaranteed():
    offer = Package("EUR", base=Decimal(60_000), on_top=(OnTop("profit_pay", amount=Decimal(5_000)),))
    assert guaranteed_cash(offer).amount == 60_000
