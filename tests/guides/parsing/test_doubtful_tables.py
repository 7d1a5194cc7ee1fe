"""Tables that could be read wrongly: what they say for certain is read, and what is doubtful is told."""

from __future__ import annotations

from datetime import date

import pytest

from guides.document.checks import check
from guides.parsing import parse_guide
from guides.parsing.losses import lost_words
from tests.guides.parsing.test_layouts import PARTS, TITLE, read


def document(table: str, before: str = ""):
    rows = [line.strip() for line in table.strip().splitlines()]
    rule = "|" + "---|" * (rows[0].count("|") - 1)
    text = TITLE + before + "\n".join([rows[0], rule, *rows[1:]]) + "\n"
    read = parse_guide(text)
    assert not lost_words(text, read)
    return read


def codes(read) -> list[str]:
    return [finding.code for finding in read.findings]


def test_years_of_experience_are_beside_the_pay():
    (band,) = document("""
        | Level | Years of Experience | Base | Total Comp |
        | L4 | 2-5 years | $170K-$200K | $207K-$262K |
    """).bands
    assert (band.level, int(band.base.min), band.cells["Years of Experience"]) == ("L4", 170_000, "2-5 years")


def test_rows_of_experience_are_levels():
    assert [band[:2] for band in read("| Experience | Base |\n| 0–2 years | $130K-$155K |")] == [(None, "0–2 years")]


def test_place_and_level_in_one_name():
    assert [band[:2] for band in read("| Component | SF L4 | London L5 |\n| Base | $170K-$200K | £90K-£110K |")] == [
        ("SF", "L4"),
        ("London", "L5"),
    ]
    assert [band[:2] for band in read("| Level / Region | Base |\n| L4 – London | £90K-£110K |")] == [("London", "L4")]


def test_a_tier_of_places_is_a_region_as_printed():
    (band,) = read("| Geo Tier | Base |\n| Tier 2 (Austin, Denver) | $165K-$200K |")
    assert band[:2] == ("Tier 2 (Austin, Denver)", None)


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("| Component | Initial Offer | Likely Final |", "| Base | $180K | $200K |"),
        ("| Scenario | Base | Total |", "| Conservative | $190K | $265K |"),
    ],
)
def test_names_that_are_neither_places_nor_levels_make_no_bands(header, row):
    found = document(f"{header}\n{row}")
    assert (found.bands, codes(found)) == ((), ["table-unread"])
    assert row in found.sections[0].body


@pytest.mark.parametrize("header", ["| Component | Acme | Google |", "| Component | Year 1 | Year 2 |"])
def test_other_companies_and_points_in_time_make_none_and_need_no_look(header):
    found = document(f"{header}\n| Base | $180K | $200K |")
    assert (found.bands, found.findings) == ((), ())


def test_unknown_names_are_places_where_their_currencies_differ():
    assert [band[0] for band in read("| Component | Nowhereville | Erewhon |\n| Base | $180K-$200K | £90K-£95K |")] == [
        "Nowhereville",
        "Erewhon",
    ]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            "| Component | Min | Mid | Max |\n| Base | $180K | $200K | $220K |",
            [(None, None, "USD", {"base": (180_000, 220_000)})],
        ),
        (
            "| Region | Low | Mid | High |\n| London | £130K | £150K | £172K |",
            [("London", None, "GBP", {"unspecified": (130_000, 172_000)})],
        ),
    ],
)
def test_two_ends_and_a_middle_are_one_range(table, expected):
    assert read(table) == expected
    (band,) = document(table).bands
    assert any(cell in {"$200K", "£150K"} for cell in band.cells.values())


@pytest.mark.parametrize(
    ("before", "part"),
    [
        ("#### Equity (RSU, 4-year grant)\n\n", "equity"),
        ("All figures below are annual base salary.\n\n", "base"),
        ("#### Annual Bonus\n\n", "bonus"),
    ],
)
def test_the_words_above_a_matrix_say_what_it_is(before, part):
    cell = "10%" if part == "bonus" else "£90K-£110K"
    (band,) = document(f"| Level | London |\n| L4 | {cell} |", before).bands
    assert [name for name in PARTS if getattr(band, name)] == [part]
    if part == "equity":
        assert (band.equity.period, band.equity.years, band.equity.kind) == ("grant", 4, "rsu")


def test_a_note_speaks_of_what_it_names_first():
    note = "\n*Figures show base salary only; total compensation is higher.*"
    (band,) = document(f"| Level | London |\n| L4 | £90K-£110K |\n{note}").bands
    assert (band.base is not None, band.total) == (True, None)


def test_a_level_in_the_heading_is_that_of_its_rows():
    (band,) = document("| Region | Base |\n| Boston | $170K-$200K |", "#### L4 — Senior Engineer\n\n").bands
    assert (band.region, band.level) == ("Boston", "L4 — Senior Engineer")


def test_sums_of_cash_are_no_total_beside_the_whole():
    found = document("""
        | Region | Base | Total Cash | RSU/4yr | Total Comp |
        | Boston | $180K-$220K | $198K-$253K | $200K-$320K | $248K-$333K |
    """)
    assert int(found.bands[0].total.min) == 248_000
    assert codes(found) == ["column-unused"]


def test_a_second_column_in_another_currency_is_an_equivalent():
    (band,) = document("""
        | Region | Base (Local) | Base (USD) | Total (USD) |
        | London | £95K-£125K | $120K-$158K | $145K-$203K |
    """).bands
    (equivalent,) = band.equivalents
    assert (band.currency, int(band.base.min)) == ("USD", 120_000)
    assert (equivalent.currency, int(equivalent.base.min)) == ("GBP", 95_000)


def test_yearly_pay_of_a_second_kind_counts_as_other():
    (band,) = document("""
        | Region | Base | Phantom Equity (annual) | Profit Sharing | Total Comp |
        | Chicago | $170K-$210K | $30K-$60K | $10K-$25K | $210K-$295K |
    """).bands
    assert (band.equity.kind, band.equity.period) == ("phantom", "year")
    assert [(pay.label, int(pay.min)) for pay in band.other] == [("Profit Sharing", 10_000)]


def test_bare_numbers_under_options_count_options():
    (band,) = document("| Region | Base | Options |\n| Boston | $160K-$200K | 10,000–20,000 |").bands
    assert (band.equity.unit, int(band.equity.max)) == ("shares", 20_000)


@pytest.mark.parametrize(
    ("bonus", "expected"),
    [("0%", ("none", None, None)), ("$0", ("none", None, None)), ("Up to 20%", ("percent", 0, 20))],
)
def test_a_bonus_may_be_nothing(bonus, expected):
    (band,) = document(f"| Region | Base | Bonus |\n| Boston | $160K-$200K | {bonus} |").bands
    assert (band.bonus.kind, band.bonus.min, band.bonus.max) == expected


@pytest.mark.parametrize("base", ["up to $200K", "$160K, $200K in sales"])
def test_half_a_range_and_two_amounts_are_null_with_a_finding(base):
    found = document(f"| Region | Base | Total |\n| Boston | {base} | $200K-$240K |")
    assert (found.bands[0].base, codes(found)) == (None, ["cell-ambiguous"])


def test_headings_of_rows_and_notes_beside_them_are_kept():
    found = document("| Region | Base | Total |\n| **Europe** | | |\n| London | £90K-£110K | £107K-£137K |")
    assert "Europe" in [label.text for label in found.labels]
    found = document("| Component | Range | Notes |\n| Base | $180K–$220K | Firm above |")
    assert "Firm above" in found.bands[0].cells.values()


def test_a_table_of_asks_makes_asks_and_no_bands():
    pay = "| Region | Base | Total |\n|---|---|---|\n| London | £90K-£120K | £120K-£150K |\n\n"
    asks = "| Region | Target TC | Accept-At TC | Walk-Away TC |\n| London | £145K | £135K | £125K |"
    found = document(asks, f"{pay}#### What to aim at\n\n")
    assert len(found.bands) == 1
    assert [(ask.role, ask.component, int(ask.min), ask.region) for ask in found.sections[0].asks] == [
        ("target", "total", 145_000, "London"),
        ("accept", "total", 135_000, "London"),
        ("floor", "total", 125_000, "London"),
    ]


@pytest.mark.parametrize(
    "table",
    [
        "| | RSU (4yr) | Total |\n| Opening Ask | $340K | $350K |\n| Walk-Away | $250K | $280K |",
        "| Component | Open | Walk Away |\n| RSU (Four-Year) | $340K | < $250K |\n| Total | $350K | < $280K |",
    ],
)
def test_asks_keep_the_part_and_the_period_of_their_row_or_column(table):
    found = document(table, "#### Numbers\n\n")
    assert found.bands == ()
    assert {(ask.role, ask.component, int(ask.min), ask.period) for ask in found.sections[0].asks} == {
        ("ask", "equity", 340_000, "grant"),
        ("ask", "total", 350_000, "year"),
        ("floor", "equity", 250_000, "grant"),
        ("floor", "total", 280_000, "year"),
    }


def test_a_monthly_figure_under_a_heading_of_a_whole_grant_is_doubtful():
    read = document("""
        | Region | Base | Shares (RSU/4yr) |
        | Oslo | NOK 60K-70K/mo | NOK 20K-30K/mo |
        | Boston | $150K-$190K | $100K-$140K |
    """)
    oslo, boston = read.bands
    assert (oslo.equity.period_doubtful, boston.equity.period_doubtful) == (True, False)
    told = [
        finding.place for finding in check(read, today=date(2026, 11, 28)) if finding.code == "equity-period-doubtful"
    ]
    assert told == ["bands/0"]
