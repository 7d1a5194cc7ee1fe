"""What comes on top: rows 17 to 20, 22 and 44 of the worked cases of pay, on the pages."""

from __future__ import annotations

import pytest
from django.urls import reverse

from pay.basis import BasePart
from tests import factories
from tests.factories import D
from tests.page_text import text_of

pytestmark = pytest.mark.django_db


def page(query="", name="on-top", **terms):
    client, owner = factories.browser()
    offer = factories.offer(owner, employer="Northwind", currency=terms.pop("currency", "USD"), base=terms.pop("base"))
    offer.rounds.update(**terms)
    response = client.get(reverse(f"offers:{name}", args=[offer.pk]) + query)
    assert response.status_code == 200
    return text_of(response)


def test_a_holiday_allowance_on_top_and_included():
    found = page("?country=NL", currency="EUR", base=D(5_500), base_per="month")
    assert "Holiday allowance of €5,280 a year comes on top of the base" in found
    assert "if it comes on top €66,000 €5,280 €71,280" in found
    assert "if it is in the pay you were told €61,111.11 €4,888.89 €66,000" in found
    assert "8% of base a year, by law" in found
    assert "business.gov.nl" in found


@pytest.mark.parametrize(
    ("base", "day", "within", "on_top"),
    [
        (168_000, "2026-11-30", "A$150,000 A$18,000 A$168,000", "A$168,000 A$20,160 A$188,160"),
        (300_000, "2026-11-30", "A$267,857.14 A$32,142.86 A$300,000", "A$300,000 A$32,499.60 A$332,499.60"),
        (350_000, "2026-11-30", "A$317,500.40 A$32,499.60 A$350,000", "A$350,000 A$32,499.60 A$382,499.60"),
        (350_000, "2026-03-31", "A$320,000 A$30,000 A$350,000", "A$350,000 A$30,000 A$380,000"),
    ],
)
def test_superannuation_by_the_year_up_to_its_base(base, day, within, on_top):
    found = page(f"?on={day}", currency="AUD", base=D(base))
    assert f"if it is in the pay you were told {within}" in found
    assert f"if it comes on top {on_top}" in found


def test_where_a_limit_holds_the_letter_may_still_pay_on_all_of_it():
    found = page("?on=2026-11-30", currency="AUD", base=D(350_000))
    assert "in it, and paid on all of the base A$312,500 A$37,500 A$350,000" in found
    assert "on all of the base" not in page("?on=2026-11-30", currency="AUD", base=D(168_000))


def test_of_a_year_that_nobody_keeps_nothing_is_guessed():
    assert "Leverbook holds nothing yet on what law or custom adds to pay in Australia." in page(
        "?on=2031-01-01&country=AU", currency="AUD", base=D(168_000)
    )


def test_a_pension_on_a_band_of_pay():
    found = page("?on=2026-11-30", currency="GBP", base=D(70_000))
    assert "if it comes on top £70,000 £1,320.90 £71,320.90" in found
    assert "3% of base between £6,240 and £50,270 a year, by law" in found


def test_a_gratuity_is_of_the_basic_pay():
    parts = tuple(BasePart(name, D(amount)) for name, amount in (("basic", 20_000), ("housing", 10_000)))
    found = page("?on=2026-11-30", currency="AED", base=D(30_000), base_per="month", base_parts=parts)
    assert "of the basic pay of AED 20,000 a month" in found
    assert "11 months 0 days AED 0" in found
    assert "2.5 years 52.5 days AED 35,000" in found
    assert "5 years 105 days AED 70,000" in found
    assert "7 years 165 days AED 110,000" in found
    assert "Federal Decree-Law 33 of 2021, Art. 51" in found


def test_a_gratuity_is_held_at_its_limit():
    found = page("?on=2026-11-30&served=324", currency="AED", base=D(15_000), base_per="month")
    assert "27 years 765 days, held at the limit AED 360,000" in found
    assert "allowances in it don’t count" in found


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("?paid_in=15k&off=15", "$15,000 buys shares worth $17,647.06: $2,647.06 more, 17.6%."),
        ("?paid_in=15k&off=15&looks_back=yes", "A look-back adds only what prices you enter give."),
        ("?paid_in=15k&off=15&looks_back=yes&first=20&last=25", "shares worth $22,058.82: $7,058.82 more"),
        ("?paid_in=15k&off=15&looks_back=yes&first=20&last=25", "Bought at $17, worth $25 on the last day"),
        ("?paid_in=15k&off=100", "Less than 100."),
        ("?paid_in=lots&off=15", "can't be read as one amount"),
    ],
)
def test_a_share_plan(query, told):
    assert told in page(query, base=D(150_000))


def test_without_a_country_it_is_asked_for():
    assert "Choose the country" in page(currency="EUR", base=D(60_000))


SURVEY = "?p25=118,000&p50=133,090&p75=169,000"


@pytest.mark.parametrize(
    ("base", "told"),
    [
        (145_000, "The base of $145,000 is at the 58.29th percentile."),
        (125_000, "The base of $125,000 is at the 36.60th percentile."),
        (180_000, "The base of $180,000 is above P75, $169,000."),
        (110_000, "The base of $110,000 is below P25, $118,000."),
    ],
)
def test_a_percentile_among_a_surveys_anchors(base, told):
    assert told in page(SURVEY, "survey", base=D(base))


def test_a_survey_compares_full_time():
    found = page(SURVEY, "survey", base=D(116_000), working_share=D("0.8"))
    assert "The base of $145,000 is at the 58.29th percentile." in found


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("?p25=118,000", "Two anchors at least, such as P25 and P75."),
        ("?p25=118,000&p50=100,000", "P50 has to be more than P25."),
    ],
)
def test_anchors_that_make_no_line_are_said_beside_their_field(query, told):
    found = page(query, "survey", base=D(145_000))
    assert told in found
    assert "percentile." not in found


@pytest.mark.parametrize("name", ["on-top", "survey"])
def test_charlie_sees_nothing_of_it(name):
    _, alice = factories.browser()
    charlie, _ = factories.browser()
    offer = factories.offer(alice)
    assert charlie.get(reverse(f"offers:{name}", args=[offer.pk])).status_code == 404


def test_the_country_is_the_one_that_the_offer_is_taken_to_be_in():
    assert "adds to pay in the United States" in page(currency="USD", base=D(150_000))
    assert "Superannuation" in page("?on=2026-11-30", currency="AUD", base=D(168_000))
