"""A guide that contradicts itself has a finding, always; figures are worked out beside them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from guides.data.reference import bundled_rates
from guides.document.checks import check
from guides.document.document import Equivalent, Range
from guides.document.plausible import is_years_pay
from pay.money import Rate, Rates
from tests import factories
from tests.factories import D
from tests.guides.parsing.acme import acme

TODAY = date(2026, 11, 24)


def found(document, code):
    return [one for one in check(document, today=TODAY, rates=bundled_rates()) if one.code == code]


LEVELS = """\
| Level | Boston (USD) | Denver (USD) |
|---|---|---|
| Mid (L4) | $140,000–$170,000 | $130,000–$160,000 |
| Senior (L5) | $170,000–$210,000 | $160,000–$195,000 |

*Total compensation includes base salary, RSUs and a 10% bonus.*"""


def test_a_base_of_the_strategy_inside_a_row_called_total():
    document = acme(
        table=LEVELS, strategy="Open at $165,000 base (Boston). Accept-at floor: $215,000 total comp (Boston)."
    )
    boston = document.bands[0]
    assert boston.total is None
    assert (boston.unspecified.min, boston.unspecified.max) == (D(140_000), D(170_000))
    assert [(reading.component, reading.fits) for reading in boston.readings] == [("base", True), ("total", False)]
    assert "165,000" in boston.readings[0].evidence
    # Every cell of the table is doubted, those that the strategy doesn't speak of as well.
    assert all(band.total is None and band.unspecified for band in document.bands)
    (finding, *_) = found(document, "band-two-readings")
    assert (finding.severity, finding.place, finding.line) == ("warning", "bands/0", boston.line)


def test_a_total_of_the_strategy_inside_the_row_confirms_it():
    document = acme(table=LEVELS, strategy="Open at $125,000 base. Accept-at floor: $160,000 total comp.")
    assert all(band.total for band in document.bands)
    assert not found(document, "band-two-readings")


def test_what_nothing_tells_apart_has_two_readings_and_none_fits():
    table = LEVELS.split("\n\n")[0]
    document = acme(table=table, strategy="Stay calm.")
    assert [(one.component, one.fits) for one in document.bands[0].readings] == [("base", False), ("total", False)]
    assert found(document, "component-not-stated")
    assert not found(document, "band-two-readings")


def test_readings_are_plain_values_in_the_document():
    document = acme(table=LEVELS, strategy="Open at $165,000 base. Accept-at floor: $215,000 total comp.")
    first = document.to_json()["bands"][0]["readings"][0]
    assert (first["component"], first["fits"], set(first)) == ("base", True, {"component", "fits", "evidence"})


DOUBTFUL = """\
| Region | Base Salary | Stock (RSU/4yr) | Total Comp |
|---|---|---|---|
| New York | $150K–$200K | $60K–$90K | $210K–$290K |"""


@pytest.mark.parametrize(
    ("strategy", "fitting"),
    [
        ("Ask for $85K/year in RSUs.", ["year"]),
        ("Ask for $85K in RSUs over 4 years.", ["grant"]),
        ("Stay calm.", []),
    ],
)
def test_a_total_that_only_works_with_yearly_equity(strategy, fitting):
    document = acme(table=DOUBTFUL, strategy=strategy)
    (band,) = document.bands
    assert band.equity.period_doubtful
    assert [reading.period for reading in band.readings] == ["grant", "year"]
    assert [reading.period for reading in band.readings if reading.fits] == fitting


def with_band(**changes):
    return factories.document(bands=(factories.band(**changes),))


@pytest.mark.parametrize(
    ("base", "total", "is_found"),
    [((150, 300), (180, 280), True), ((190, 200), (180, 280), True), ((150, 200), (180, 280), False)],
)
def test_a_base_over_its_total(base, total, is_found):
    document = with_band(base=Range(*(D(end * 1000) for end in base)), total=Range(*(D(end * 1000) for end in total)))
    assert bool(found(document, "base-above-total")) is is_found


@pytest.mark.parametrize(("accepted", "is_found"), [(379_000, True), (377_000, False)])
def test_an_accepted_total_over_every_band(accepted, is_found):
    # 280,000 x 1.35 = 378,000
    document = with_band(total=Range(D(180_000), D(280_000)))
    strategy = replace(
        factories.document().levers[0], title=None, asks=(factories.ask("total", accepted, role="accept"),)
    )
    assert bool(found(replace(document, strategy=strategy), "accept-above-band")) is is_found


@pytest.mark.parametrize(("other", "is_found"), [(10_000, True), (88_000, True), (120_000, False)])
def test_two_currencies_of_a_part_a_quarter_off_the_stored_rate(other, is_found):
    # At 0.86 euros for a dollar 140,000 dollars are 120,400 euros; 10,000 is a month of them.
    rates = Rates({"USD": Rate("USD", Decimal("1.1628"), TODAY, "a test")})
    band = factories.band(
        currency="USD",
        base=Range(D(100_000), D(140_000)),
        equivalents=(Equivalent("EUR", base=Range(D(other) * D("0.7"), D(other))),),
    )
    codes = {one.code for one in check(factories.document(bands=(band,)), today=TODAY, rates=rates)}
    assert ("equivalent-far-off" in codes) is is_found


@pytest.mark.parametrize(
    ("amount", "code", "is_usual"),
    [
        (5_500, "EUR", False),
        (42_000, "EUR", True),
        (14_000, "BRL", False),
        (168_000, "BRL", True),
        (600_000, "JPY", False),
        (7_200_000, "JPY", True),
        (45_000, "SEK", False),
        (540_000, "SEK", True),
        (18_000, "PLN", False),
        (216_000, "PLN", True),
        (800_000, "INR", True),
        (20_000, "INR", False),
        (150, "USD", False),
        (40_000_000, "USD", False),
    ],
)
def test_what_may_be_a_years_pay_differs_by_currency(amount, code, is_usual):
    assert is_years_pay(D(amount), code, bundled_rates()) is is_usual


@pytest.mark.parametrize(
    ("region", "is_found"), [("Toronto", True), ("Sydney", True), ("Boston", False), ("Toronto (CAD)", False)]
)
def test_a_sign_that_the_place_shares(region, is_found):
    document = acme(table=f"| Region | Base Salary |\n|---|---|\n| {region} | $140K–$170K |")
    assert any(one.code == "currency-of-place" for one in document.findings) is is_found
