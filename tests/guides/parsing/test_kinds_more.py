"""Kinds of faults that a set of new fragments showed, each in several wordings."""

from __future__ import annotations

import pytest

from guides.parsing import parse_guide
from guides.parsing.losses import lost_words
from guides.parsing.speech.limits import is_limit

HEAD = "### Data Engineer | Acme Global Negotiation Guide\n\n"


def read(body: str, title: str = HEAD):
    text = f"{title}{body}\n"
    found = parse_guide(text)
    assert not lost_words(text, found)
    return found


def table(*rows: str) -> str:
    return "\n".join([rows[0], "|" + "---|" * (rows[0].count("|") - 1), *rows[1:]])


@pytest.mark.parametrize(
    "header",
    [
        "| Region | Base Salary (2023) | Base Salary (2024) | Base Salary (2025) |",
        "| Region | Base 2023 | Base 2024 | Base 2025 |",
        "| Region | FY2023 Base | FY2024 Base | FY2025 Base |",
    ],
)
def test_of_columns_that_differ_by_their_date_the_newest_counts(header):
    found = read(table(header, "| Austin | $130K–$160K | $138K–$170K | $145K–$180K |"))
    (band,) = found.bands
    assert (band.base.min, band.base.max) == (145_000, 180_000)
    assert any("$130K–$160K" in label.text for label in found.labels)


def test_dates_of_other_parts_leave_each_its_own():
    (band,) = read(
        table(
            "| Region | Base 2025 | RSU (4yr) 2024 | Total 2025 |",
            "| Austin | $145K–$180K | $80K–$120K | $165K–$210K |",
        )
    ).bands
    assert (band.base.min, band.equity.min, band.total.min) == (145_000, 80_000, 165_000)


@pytest.mark.parametrize(
    ("cell", "low", "high"),
    [
        ("€4.200–€5.000 brutto × 14", 58_800, 70_000),
        ("€4,200–€5,000 x 14", 58_800, 70_000),
        ("CHF 9'500–11'000 pro Monat (13 Monatslöhne)", 123_500, 143_000),
        ("CHF 9'500–11'000 im Monat, 13 Monatsgehälter", 123_500, 143_000),
    ],
)
def test_so_many_salaries_a_year(cell, low, high):
    (band,) = read(table("| Region | Base Salary |", f"| Vienna | {cell} |")).bands
    assert (band.base.min, band.base.max, band.base.period) == (low, high, "month")


def test_a_years_pay_in_fourteen_salaries_is_a_years():
    (band,) = read(table("| Region | Base Salary |", "| Madrid | 42.000–55.000 € (14 pagas) |")).bands
    assert (band.base.min, band.base.period) == (42_000, "year")


@pytest.mark.parametrize("header", ["Fixed CTC", "Fixed Pay", "Fixed comp (CTC)"])
def test_the_fixed_part_of_the_cost_to_the_company_is_base(header):
    (band,) = read(table(f"| Location | {header} | Total CTC |", "| Pune | ₹38–52 LPA | ₹45–60 LPA |")).bands
    assert (band.base.min, band.total.min) == (3_800_000, 4_500_000)


@pytest.mark.parametrize(
    "title",
    [
        "# Acme — Data Engineer: Negotiation Guide\n\n",
        "# Data Engineer | Acme: Negotiation Guide\n\n",
        "# Data Engineer: | Acme Negotiation Guide\n\n",
    ],
)
def test_a_colon_of_the_title_belongs_to_no_name(title):
    found = read("Words.", title)
    assert (found.company, found.role) == ("Acme", "Data Engineer")


@pytest.mark.parametrize(
    ("row", "sign"),
    [
        ("| Taipei (TWD) | NT$2.4M–NT$3.1M | $2.9M–$3.8M |", "$"),
        ("| Toronto | C$140K–C$170K | $160K–$200K |", "$"),
        ("| Sydney | $140K–$170K | A$160K–A$200K |", "$"),
    ],
)
def test_a_sign_that_is_not_the_rows_is_found(row, sign):
    found = read(table("| Region | Base Salary | Total Comp |", row))
    assert [(one.code, one.place) for one in found.findings] == [("currency-of-place", "bands/0")]
    assert f"“{sign}”" in found.findings[0].message or "has a sign" in found.findings[0].message


@pytest.mark.parametrize(
    "row",
    [
        "| Toronto | C$140K–C$170K | C$160K–C$200K |",
        "| Toronto | C$140K–C$170K / $105K–$128K | C$160K–C$200K / $120K–$150K |",
        "| New York | $140K–$170K | US$160K–US$200K |",
    ],
)
def test_a_sign_that_is_the_rows_or_of_an_equivalent_is_none(row):
    found = read(table("| Region | Base Salary | Total Comp |", row))
    assert "currency-of-place" not in {one.code for one in found.findings}


@pytest.mark.parametrize(
    "sentence",
    [
        "If it's $171K base or more I sign today.",
        "At $171K or above, I'll join.",
        "Make it $171K and up and I accept.",
        "With $171K base or better I'd say yes.",
    ],
)
def test_an_amount_or_more_at_which_one_signs_is_a_limit(sentence):
    assert is_limit(sentence)


@pytest.mark.parametrize(
    "sentence", ["At $185K I'd sign.", "I lead 12 people or more.", "I'd like $185K base or more."]
)
def test_an_ask_is_none(sentence):
    assert not is_limit(sentence)


@pytest.mark.parametrize(
    "words",
    [
        "My Umbrella staff data engineer offer is $201K base and $150K RSU, and the one from Initech pays $199K base "
        "and $170K RSU.",
        "My Umbrella principal data platform offer comes with $201K base and $150K RSU; the one from Initech has $199K "
        "base and $170K RSU.",
    ],
)
def test_a_role_of_several_words_stands_between_company_and_offer(words):
    (lever,) = read(f'**Global Levers**\n\n1. **Offers:** "{words}"').levers
    assert [(one.company, one.base, one.equity) for one in lever.quoted_offers] == [
        ("Umbrella", 201_000, 150_000),
        ("Initech", 199_000, 170_000),
    ]
    assert [claim.kind for claim in lever.claims] == ["offer"]
    assert lever.asks == ()
