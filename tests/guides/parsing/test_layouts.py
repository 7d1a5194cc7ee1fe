"""Table layouts that guides may bring, beyond those of any sample; each read by eye."""

from __future__ import annotations

import pytest

from guides.parsing import parse_guide
from guides.parsing.losses import lost_words

TITLE = "### Engineer | Acme Global Negotiation Guide\n\n"
PARTS = ("base", "equity", "bonus", "signing", "total", "unspecified")


def read(table: str):
    """Each band as region, level, currency and its parts' ends."""
    rows = [line.strip() for line in table.strip().splitlines()]
    at = next(number for number, row in enumerate(rows) if row.startswith("|"))
    rule = "|" + "---|" * (rows[at].count("|") - 1)
    text = TITLE + "\n".join([*rows[: at + 1], rule, *rows[at + 1 :]]) + "\n"
    document = parse_guide(text)
    assert not lost_words(text, document)
    return [
        (
            band.region,
            band.level,
            band.currency,
            {
                part: (int(value.min), None if value.max is None else int(value.max))
                for part in PARTS
                if (value := getattr(band, part)) is not None and getattr(value, "min", None) is not None
            },
        )
        for band in document.bands
    ]


def test_regions_across_and_components_down_under_any_header():
    assert read("""
        | | Dublin (EUR) | Zurich (CHF) |
        | Base | €90K–€120K | CHF 150K–190K |
        | RSUs (4-year grant) | €60K–€100K | CHF 120,000–200,000 |
        | Target bonus | 10% | 15% |
        | All-in | €114K–€157K | CHF 202.5K–268.5K |
    """) == [
        ("Dublin", None, "EUR", {"base": (90_000, 120_000), "equity": (60_000, 100_000), "bonus": (10, 10),
                                 "total": (114_000, 157_000)}),
        ("Zurich", None, "CHF", {"base": (150_000, 190_000), "equity": (120_000, 200_000), "bonus": (15, 15),
                                 "total": (202_500, 268_500)}),
    ]  # fmt: skip


def test_levels_across_and_components_down_below_a_heading_with_the_region():
    assert read("""
        **Berlin (EUR)**

        | Component | Senior (L5) | Staff (L6) |
        | Salary | 80,000–95,000 | 100,000–120,000 |
        | Stock options (4yr) | 20,000–30,000 | 40,000–50,000 |
    """) == [
        ("Berlin", "Senior (L5)", "EUR", {"base": (80_000, 95_000), "equity": (20_000, 30_000)}),
        ("Berlin", "Staff (L6)", "EUR", {"base": (100_000, 120_000), "equity": (40_000, 50_000)}),
    ]


def test_region_component_and_levels_together():
    assert read("""
        | Location | Component | L4 | L5 |
        | Paris | Base | €60K-€70K | €75K-€90K |
        | | Bonus | €5K | €8K |
        | Madrid | Base | €50K-€58K | €60K-€72K |
        | | Bonus | €4K | €6K |
    """) == [
        ("Paris", "L4", "EUR", {"base": (60_000, 70_000), "bonus": (5_000, 5_000)}),
        ("Paris", "L5", "EUR", {"base": (75_000, 90_000), "bonus": (8_000, 8_000)}),
        ("Madrid", "L4", "EUR", {"base": (50_000, 58_000), "bonus": (4_000, 4_000)}),
        ("Madrid", "L5", "EUR", {"base": (60_000, 72_000), "bonus": (6_000, 6_000)}),
    ]


def test_levels_down_and_a_place_in_each_component_header():
    assert read("""
        | Level | London Base | London Total | Dublin Base | Dublin Total |
        | Senior | £90K-£110K | £120K-£150K | €85K-€100K | €110K-€130K |
    """) == [
        ("London", "Senior", "GBP", {"base": (90_000, 110_000), "total": (120_000, 150_000)}),
        ("Dublin", "Senior", "EUR", {"base": (85_000, 100_000), "total": (110_000, 130_000)}),
    ]


def test_regions_down_and_a_level_in_each_component_header():
    assert read("""
        | City | Junior Base | Senior Base |
        | Warsaw | PLN 180K–220K | PLN 280K–340K |
    """) == [
        ("Warsaw", "Junior", "PLN", {"base": (180_000, 220_000)}),
        ("Warsaw", "Senior", "PLN", {"base": (280_000, 340_000)}),
    ]


def test_regions_down_and_levels_across_without_a_component():
    assert read("""
        | Region | L4 | L5 |
        | Toronto (CAD) | C$120K–C$140K | C$150K–C$180K |
    """) == [
        ("Toronto", "L4", "CAD", {"unspecified": (120_000, 140_000)}),
        ("Toronto", "L5", "CAD", {"unspecified": (150_000, 180_000)}),
    ]


def test_a_heading_says_which_component_a_matrix_is_about():
    assert read("""
        **Base salary by level**

        | Level | Tokyo (JPY) | Singapore (SGD) |
        | L5 | ¥12M–¥15M | S$140K–S$170K |
    """) == [
        ("Tokyo", "L5", "JPY", {"base": (12_000_000, 15_000_000)}),
        ("Singapore", "L5", "SGD", {"base": (140_000, 170_000)}),
    ]


def test_minimum_and_maximum_in_columns_of_their_own():
    assert read("""
        | Region | Base Min | Base Max | Total Min | Total Max |
        | Austin | $150,000 | $180,000 | $190,000 | $230,000 |
    """) == [("Austin", None, "USD", {"base": (150_000, 180_000), "total": (190_000, 230_000)})]


def test_components_down_with_low_and_high_across():
    assert read("""
        | Component | Low | High |
        | Base | $150,000 | $180,000 |
        | Bonus | $15,000 | $25,000 |
    """) == [(None, None, "USD", {"base": (150_000, 180_000), "bonus": (15_000, 25_000)})]


def test_components_down_with_one_column_of_ranges():
    assert read("""
        | Component | Range |
        | Base salary | $150,000 - $180,000 |
        | Equity (4 years) | $100,000 - $200,000 |
    """) == [(None, None, "USD", {"base": (150_000, 180_000), "equity": (100_000, 200_000)})]


def test_rows_that_head_a_group_name_the_region_of_those_below():
    assert read("""
        | Level | Base | Bonus |
        | **London (GBP)** | | |
        | L4 | £70K-£80K | 10% |
        | **Berlin (EUR)** | | |
        | L4 | €65K-€75K | 8% |
    """) == [
        ("London", "L4", "GBP", {"base": (70_000, 80_000), "bonus": (10, 10)}),
        ("Berlin", "L4", "EUR", {"base": (65_000, 75_000), "bonus": (8, 8)}),
    ]


def test_level_title_and_components():
    assert read("""
        | Level | Title | Base | Equity/yr | Total |
        | IC4 | Senior Engineer | $180K–$210K | $40K–$60K | $220K–$270K |
    """) == [
        (None, "IC4 · Senior Engineer", "USD",
         {"base": (180_000, 210_000), "equity": (40_000, 60_000), "total": (220_000, 270_000)}),
    ]  # fmt: skip


def test_a_column_names_the_currency():
    assert read("""
        | Country | Currency | Base salary | Annual bonus |
        | Sweden | SEK | 720,000–840,000 | 5% |
        | Norway | NOK | 800,000–950,000 | 5% |
    """) == [
        ("Sweden", None, "SEK", {"base": (720_000, 840_000), "bonus": (5, 5)}),
        ("Norway", None, "NOK", {"base": (800_000, 950_000), "bonus": (5, 5)}),
    ]


def test_symbols_that_currencies_share_are_settled_by_the_place():
    assert read("""
        | Location | Base |
        | Stockholm | kr 720K–kr 840K |
        | Copenhagen | kr 620K–kr 700K |
        | Shanghai | ¥500K–¥700K |
        | Tokyo | ¥12M–¥15M |
    """) == [
        ("Stockholm", None, "SEK", {"base": (720_000, 840_000)}),
        ("Copenhagen", None, "DKK", {"base": (620_000, 700_000)}),
        ("Shanghai", None, "CNY", {"base": (500_000, 700_000)}),
        ("Tokyo", None, "JPY", {"base": (12_000_000, 15_000_000)}),
    ]


def test_monthly_columns_are_a_years():
    assert read("""
        | City | Monthly Base |
        | Gothenburg | SEK 55,000–65,000 |
    """) == [("Gothenburg", None, "SEK", {"base": (660_000, 780_000)})]


def test_shares_are_no_money():
    document = parse_guide(
        TITLE + "| Region | Base | Options |\n|---|---|---|\n| Oslo | NOK 900K | 15,000 – 30,000 options |\n"
    )
    equity = document.bands[0].equity
    assert (equity.unit, int(equity.min), int(equity.max), equity.currency) == ("shares", 15_000, 30_000, None)


@pytest.mark.parametrize(
    "table",
    [
        # Other companies' pay
        "| Company | Base | Total Comp |\n| Globex | $200K | $300K |\n| Initech | $190K | $280K |",
        "| Competitor | Comparable Role | Total Comp |\n| Globex | Staff | $300K |",
        # What comes over the years
        "| Year | Role | Expected Total Comp |\n| Year 1 | Engineer | $200K |\n| Year 3 | Senior | $300K |",
        # Limits, not bands
        "| Component | Target | Accept-At | Walk-Away |\n| Base | $200K | $180K | $170K |",
        "| Move | London |\n| Open at | £120K |\n| Accept at | £105K |\n| Walk away below | £100K |",
        # No pay at all
        "| Factor | Acme | Globex |\n| Team size | 10 | 20 |\n| Revenue | $4B | $2B |",
        "| Level | Years of Experience |\n| L4 | 2-5 years |\n| L5 | 5-8 years |",
        "| Item | Since |\n| Lunch | 2020 |",
    ],
)
def test_tables_of_other_things_are_no_bands(table):
    assert read(table) == []
