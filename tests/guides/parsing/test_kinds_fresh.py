"""Layouts, periods and wordings of the kinds of the other files, in words of their own."""

from __future__ import annotations

import pytest

from tests.guides.parsing.acme import acme, asks, codes, of_lever, quoted, short, spoken


def _table(*rows: str) -> str:
    header, *others = rows
    return "\n".join((header, "|" + "---|" * (header.count("|") - 1), *others))


def _ranges(document, part: str = "base"):
    values = [(band.region, getattr(band, part)) for band in document.bands]
    return [(region, short(value.min), short(value.max)) for region, value in values if value]


@pytest.mark.parametrize(
    ("table", "low", "high"),
    [
        (_table("| City | P25 Base | Median Base | P75 Base |", "| Austin | $140K | $152K | $170K |"), "140K", "170K"),
        (
            _table("| City | Base (P10) | Base (P50) | Base (P90) |", "| Austin | $140K | $152K | $170K |"),
            "140K",
            "170K",
        ),
        (
            _table("| City | Lower quartile base | Upper quartile base |", "| Austin | $140K | $170K |"),
            "140K",
            "170K",
        ),
        (
            "**Base salary percentiles**\n\n"
            + _table(
                "| City | 10th | 25th | 50th | 75th | 90th |", "| Austin | $130K | $140K | $152K | $170K | $190K |"
            ),
            "140K",
            "170K",
        ),
    ],
)
def test_columns_of_percentiles_are_one_range_from_quartile_to_quartile(table, low, high):
    assert _ranges(acme(table=table)) == [("Austin", low, high)]


def test_two_parts_in_percentiles_are_two_ranges():
    table = _table(
        "| City | 25th percentile base | 75th percentile base | 25th percentile TC | 75th percentile TC |",
        "| Austin | $140K | $170K | $160K | $220K |",
    )
    document = acme(table=table)
    assert _ranges(document) == [("Austin", "140K", "170K")]
    assert _ranges(document, "total") == [("Austin", "160K", "220K")]


@pytest.mark.parametrize(
    "table",
    [
        _table("| City | Base P50 | Base P90 |", "| Austin | $140K | $170K |"),
        _table("| City | Base P25 | Base P50 |", "| Austin | $140K | $152K |"),
        _table("| Percentile | Base | Total |", "| 50th | $150K | $180K |", "| 75th | $180K | $230K |"),
    ],
)
def test_percentiles_that_give_no_range_give_no_band_and_are_told(table):
    document = acme(table=table)
    assert not document.bands
    assert "table-unread" in codes(document)


@pytest.mark.parametrize(
    ("region", "cell", "low", "high"),
    [
        ("Prague", "90 000–120 000 Kč měsíčně", "1080K", "1440K"),
        ("Copenhagen", "52.000–63.000 kr. pr. måned", "624K", "756K"),
        ("Oslo", "65 000–80 000 kr per måned", "780K", "960K"),
        ("Helsinki", "4 800–6 000 €/kk", "57600", "72K"),
        ("Seoul", "월 500만원–650만원", "60000K", "78000K"),
    ],
)
def test_a_month_in_further_languages(region, cell, low, high):
    document = acme(table=_table("| Region | Base Salary |", f"| {region} | {cell} |"))
    (band,) = document.bands
    assert (short(band.base.min), short(band.base.max), band.base.period) == (low, high, "month")


@pytest.mark.parametrize(
    ("header", "period", "low"),
    [
        ("Bruttomonatsgehalt", "month", "62400"),
        ("Jahresgehalt (brutto)", "year", "5200"),
        ("Grundgehalt", "year", "5200"),
    ],
)
def test_a_salary_in_german_is_base(header, period, low):
    document = acme(table=_table(f"| Region | {header} |", "| Berlin | 5.200–6.400 € |"))
    (band,) = document.bands
    assert (short(band.base.min), band.base.period) == (low, period)


@pytest.mark.parametrize(
    "table",
    [
        _table("| As of | Region | Base |", "| Jan 2025 | Berlin | €52K–€60K |", "| Nov 2024 | Berlin | €48K–€55K |"),
        _table("| Region | Base FY23 | Base FY24 | Base FY25 |", "| Berlin | €48K–€55K | €50K–€58K | €52K–€60K |"),
        _table(
            "| Region | Date | Base |",
            "| Berlin | Mar 2025 | €50K–€58K |",
            "| Berlin | Oct 2025 | €52K–€60K |",
            "| Berlin | Dec 2024 | €48K–€55K |",
        ),
    ],
)
def test_of_a_history_in_months_or_fiscal_years_the_newest_counts(table):
    assert _ranges(acme(table=table)) == [("Berlin", "52K", "60K")]


def test_places_above_the_parts_of_pay_are_the_bands_of_each_level():
    table = (
        "| | Berlin | | Austin | |\n|---|---|---|---|---|\n| Level | Base | Total | Base | Total |\n"
        "| L4 | €52K–€60K | €60K–€70K | $140K–$170K | $170K–$210K |"
    )
    document = acme(table=table)
    assert _ranges(document) == [("Berlin", "52K", "60K"), ("Austin", "140K", "170K")]
    assert _ranges(document, "total") == [("Berlin", "60K", "70K"), ("Austin", "170K", "210K")]
    assert {band.level for band in document.bands} == {"L4"}


def test_a_place_that_nobody_knows_beside_a_known_one_gives_no_band_to_the_other():
    table = (
        "| | Xanadu | | Austin | |\n|---|---|---|---|---|\n| Level | Base | Total | Base | Total |\n"
        "| L4 | €52K–€60K | €60K–€70K | $140K–$170K | $170K–$210K |"
    )
    document = acme(table=table)
    assert all(short(band.base.min) == "140K" for band in document.bands if band.region == "Austin" and band.base)
    assert document.bands or "table-unread" in codes(document)


def test_a_second_header_may_name_the_years_of_a_grant():
    table = (
        "| Region | Cash | Cash | Equity |\n|---|---|---|---|\n| | Base | Bonus | 4yr RSU |\n"
        "| Berlin | €52K–€60K | 8% | €30K–€50K |"
    )
    (band,) = acme(table=table).bands
    assert (short(band.base.min), band.bonus.min, band.equity.years) == ("52K", 8, 4)


@pytest.mark.parametrize("left_out", ["before bonus", "excluding bonus and stock", "without equity"])
def test_what_a_note_leaves_out_is_not_what_its_figures_are(left_out):
    table = _table("| Grade | Berlin | Austin |", "| G6 | €52K–€60K | $140K–$170K |")
    document = acme(table=f"Figures are base salaries {left_out}.\n\n{table}")
    assert _ranges(document) == [("Berlin", "52K", "60K"), ("Austin", "140K", "170K")]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Could the signing bonus come to $40,000?", "ask signing 40K"),
        ("Could the base reach $186,000?", "ask base 186K"),
        ("Can the grant go to $160K?", "ask equity 160K"),
        ("Might you stretch to $190K on base?", "ask base 190K"),
    ],
)
def test_a_question_whether_a_part_could_come_to_an_amount_asks_for_it(words, expected):
    assert asks(of_lever(f'"{words}"')) == {expected}


@pytest.mark.parametrize(
    "words",
    [
        "We agree on the grant, so $183K base does it.",
        "$183K base does the trick for me.",
        "If base lands at $168K, we’re done; lower and I stay.",
        "I’d need to see $171K base, otherwise it’s a pass.",
        "It has to be $170K base, or it’s a no.",
        "Lower and I pass; $168K base is what it takes.",
        "My line in the sand is $170K base.",
        "We’d scrape by on $168K base.",
        "If you can’t get to $172K base, let’s part as friends.",
    ],
)
def test_further_ways_to_say_how_low_are_not_spoken(words):
    assert spoken(of_lever(f'"{words}"')) == ""


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Globex put $190K base and $120K in RSUs in writing. I’d like $186K base.", "Globex base 190K equity 120K"),
        ("Globex has put $190K base on paper. I’d like $186K base.", "Globex base 190K"),
        ("stripe has offered me $190K base. I’d like $186K base.", "stripe base 190K"),
        ("I hold an offer from snowflake at $190K base. I’d like $186K base.", "snowflake base 190K"),
        ("I have a competing offer from datadog at $190K base / $120K RSU. I’d like $186K base.",
         "datadog base 190K equity 120K"),
    ],
)  # fmt: skip
def test_an_offer_in_writing_and_one_of_a_company_in_small_letters_are_quoted(words, expected):
    lever = of_lever(f'"{words}"')
    assert quoted(lever) == {expected}
    assert asks(lever) == {"ask base 186K"}


@pytest.mark.parametrize("mark", ["=>", "corresponds to", "is on par with"])
def test_further_signs_of_a_level_mapping(mark):
    (mapping,) = acme(mapping=f"**Level Mapping:** L4 {mark} Globex IC3").level_mappings
    assert (mapping.own, [(one.company, one.level) for one in mapping.equivalents]) == ("L4", [("Globex", "IC3")])


def test_mappings_between_semicolons_are_several():
    mappings = acme(mapping="**Level Mapping:** L4 = Globex IC3; L5 = Globex IC4").level_mappings
    assert [(one.own, one.equivalents[0].level) for one in mappings] == [("L4", "IC3"), ("L5", "IC4")]


def test_an_amount_on_a_part_is_of_it_and_a_percentage_on_it_comes_on_top():
    assert asks(of_lever('"I’d be glad with $186K base plus $20K on signing."')) == {"ask base 186K", "ask signing 20K"}
    assert asks(of_lever('"I am asking for a seniority premium of 10% on base."')) == {"ask base +10%"}
