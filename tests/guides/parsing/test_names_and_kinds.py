"""Names of rows and columns that are no places, and columns that are no year's pay."""

from __future__ import annotations

import pytest

from tests.guides.parsing.test_doubtful_tables import codes, document


@pytest.mark.parametrize(
    "table",
    [
        "| Squad | Base (EUR) | RSU (4yr) |\n| Search | 90,000 | 40,000 |",
        "| Vessel | Base (NOK/month) |\n| Ferry | 65,000 |",
    ],
)
def test_teams_are_no_places_or_levels(table):
    found = document(table)
    assert (found.bands, codes(found)) == ((), ["table-unread"])


def test_percentiles_down_the_rows_are_no_levels():
    found = document("| Office | Percentile | Base |\n| Oslo | P10 | €60K |\n| Oslo | P90 | €80K |")
    (band,) = found.bands
    assert (band.region, band.level, band.base.min, band.base.max) == ("Oslo", None, 60_000, 80_000)
    assert codes(found) == []


@pytest.mark.parametrize(
    "table",
    [
        "| Level | Low (P25) | Mid (P50) | High (P75) |\n| P5 | €60K | €70K | €80K |",
        "| Level | Base (25th–75th percentile) | Bonus (25th–75th percentile) |\n| P5 | €60K–€80K | 5–10% |",
    ],
)
def test_percentiles_beside_the_ends_of_a_range_only_describe_it(table):
    (band,) = document(table).bands
    pay = band.base or band.unspecified
    assert (band.level, int(pay.min), int(pay.max)) == ("P5", 60_000, 80_000)


def test_rows_that_sum_up_others_make_no_bands():
    found = document("""
        | Region | Base | Total Comp |
        | Oslo | €60K–€80K | €90K |
        | **Median (all)** | €70K | €95K |
        | Global avg. | €72K | €96K |
        | Notes | Reviewed in spring | |
        | Total headcount | 45 | |
    """)
    assert [band.region for band in found.bands] == ["Oslo"]
    assert "Median (all) | €70K | €95K" in [label.text for label in found.labels]


def test_a_table_of_nothing_but_an_average_says_that():
    (band,) = document("| Region | Base |\n| Global average | €60K–€80K |").bands
    assert band.region == "Global average"


def test_names_beside_a_place_are_levels():
    bands = document("""
        | Desk | City | Base |
        | Rates | London | £90K |
        | Credit | London | £95K |
        | Rates | New York | $150K |
    """).bands
    assert [(band.region, band.level) for band in bands] == [
        ("London", "Rates"),
        ("London", "Credit"),
        ("New York", "Rates"),
    ]
    (band,) = document("| Desk | Base |\n| Rates | £90K |", "## London (GBP)\n\n").bands
    assert (band.region, band.level) == ("London", "Rates")
    (band,) = document("| No. | City | Base |\n| 1 | London | £90K |").bands
    assert (band.region, band.level) == ("London", None)


def test_only_what_recurs_counts_as_other_pay():
    found = document("""
        | City | Base | Strike | Moving | Award (3y) | Duty (/hr) | Car allowance (monthly) | PnL participation |
        | Dubai | AED 300K | AED 2.5 | AED 9K | AED 30K | AED 62 | AED 5,000 | AED 12K |
    """)
    (band,) = found.bands
    assert [(pay.label, int(pay.min), pay.period) for pay in band.other] == [
        ("Car allowance (monthly)", 60_000, "month"),
        ("PnL participation", 12_000, "year"),
    ]
    assert codes(found) == ["column-unused"] * 4
