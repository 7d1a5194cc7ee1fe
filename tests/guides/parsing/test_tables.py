"""Tables of every layout that is known; small, and read by eye."""

from __future__ import annotations

import pytest

from guides.parsing import parse_guide
from guides.parsing.losses import lost_words
from guides.parsing.pay.captions import read_caption

TITLE = "### Engineer | Acme Global Negotiation Guide\n\n"


def bands(table: str, after: str = ""):
    return parse_guide(f"{TITLE}{table.strip()}\n\n{after}").bands


def ends(part):
    return None if part is None else (int(part.min), None if part.max is None else int(part.max))


@pytest.mark.parametrize(
    ("header", "component", "period", "years", "equity"),
    [
        ("Equity (Pre-IPO/4yr)", "equity", "grant", 4, "pre_ipo"),
        ("Stock (RSU/4yr)", "equity", "grant", 4, "rsu"),
        ("Options (4yr)", "equity", "grant", 4, "options"),
        ("Equity (Options/RSU est.)", "equity", "unknown", None, "mixed"),
        ("RSU per year", "equity", "year", None, "rsu"),
        ("Phantom Units", "equity", "unknown", None, "phantom"),
        ("Total Stock", "equity", "unknown", None, "unspecified"),
        ("Base Salary", "base", "unknown", None, "unspecified"),
        ("Signing Bonus", "signing", "unknown", None, "unspecified"),
        ("Annual Bonus", "bonus", "unknown", None, "unspecified"),
        ("Total Comp", "total", "unknown", None, "unspecified"),
        ("RSU (4-yr total)", "equity", "grant", 4, "rsu"),
        ("Equity Total (Four-Year)", "equity", "grant", 4, "unspecified"),
        ("RSU (3yr, annualized)", "equity", "year", None, "rsu"),
        ("Total (Base + Bonus + RSU)", "total", "unknown", None, "unspecified"),
        ("Base + Bonus", "aside", "unknown", None, "unspecified"),
        ("Years of Experience", None, "unknown", None, "unspecified"),
    ],
)
def test_what_a_header_says_of_pay(header, component, period, years, equity):
    caption = read_caption(header)
    assert (caption.component, caption.equity_period, caption.years, caption.equity_kind) == (
        component,
        period,
        years,
        equity,
    )


@pytest.mark.parametrize(
    ("header", "component", "region", "level"),
    [
        ("San Jose (USD)", None, "San Jose", None),
        ("London Base Salary (GBP £)", "base", "London", None),
        ("Base (SF)", "base", "SF", None),
        ("Senior (L5)", None, None, "Senior L5"),
        ("Senior Base", "base", None, "Senior"),
        ("Total Comp (Year 1)", "total", None, None),
        ("Stock (RSU/4yr)", "equity", None, None),
        ("Equity (Options or RSU/4yr)", "equity", None, None),
        ("Sign-On / Bonus", "signing", None, None),
        ("Stock (Broadcom RSUs — NASDAQ: AVGO / 4yr vest)", "equity", None, None),
        ("Medallion Access Value", None, None, None),
        ("PnL Participation", None, None, None),
        ("SF L4", None, "SF", "L4"),
        ("London (Senior)", None, "London", "Senior"),
        ("L5 – New York", None, "New York", "L5"),
    ],
)
def test_what_a_header_says_besides(header, component, region, level):
    caption = read_caption(header)
    assert (caption.component, caption.region, caption.level) == (component, region, level)


def test_a_total_of_year_one_says_so():
    (band,) = bands("| Region | Base | Total Yr 1 |\n|---|---|---|\n| Oslo | $100K-$120K | $130K-$160K |")
    assert band.total.basis == "year_1"


def test_regions_lose_flags_and_currency_notes():
    found = bands(
        "| Region | Base Salary |\n|---|---|\n| 🇬🇧 **London** (GBP £) | £80K-£100K |\n| London (HQ) | £80K-£100K |"
    )
    assert [band.region for band in found] == ["London", "London (HQ)"]
    assert {band.currency for band in found} == {"GBP"}


def test_monthly_pay_is_a_years():
    (band,) = bands("| Region | Base |\n|---|---|\n| Stockholm | SEK 50K–60K/mo |")
    assert ends(band.base) == (600_000, 720_000)
    assert band.base.period == "month"


def test_equivalents_in_another_currency():
    (band,) = bands(
        "| Region | Base | Bonus |\n|---|---|---|\n| London | £80K-£100K / $100K-$125K | £8K-£10K / $10K-$12K |"
    )
    (equivalent,) = band.equivalents
    assert (band.currency, equivalent.currency) == ("GBP", "USD")
    assert ends(equivalent.base) == (100_000, 125_000)
    assert ends(equivalent.bonus) == (10_000, 12_000)


def test_two_places_over_paired_cells_are_two_bands():
    found = bands(
        "| Level | London / Europe (GBP/EUR) |\n|---|---|\n| Senior | £100K–£120K / €110K–€130K |",
        "*Total compensation a year.*",
    )
    assert [(band.region, band.level, band.currency, ends(band.total)) for band in found] == [
        ("London", "Senior", "GBP", (100_000, 120_000)),
        ("Europe", "Senior", "EUR", (110_000, 130_000)),
    ]


def test_levels_by_regions_without_a_component_are_not_guessed():
    found = bands("| Level | Boston (USD) | London (GBP £) |\n|---|---|---|\n| L5 | $200K–$250K | £100K–£130K |")
    assert [(band.region, band.currency, band.total, ends(band.unspecified)) for band in found] == [
        ("Boston", "USD", None, (200_000, 250_000)),
        ("London", "GBP", None, (100_000, 130_000)),
    ]


def test_components_down_regions_across():
    found = bands(
        "| Component | Sydney (AUD A$) | Berlin (EUR) |\n|---|---|---|\n| Base Salary | A$150K–A$180K | EUR 80K–90K |\n"
        "| RSU Grant (4-Year Vest) | A$100K–A$200K | EUR 40K–80K |\n| Annual Bonus | 10–15% target | 10% target |\n"
        "| Signing Bonus | A$10K | None |"
    )
    sydney, berlin = found
    assert (sydney.currency, ends(sydney.base), ends(sydney.equity)) == ("AUD", (150_000, 180_000), (100_000, 200_000))
    assert (sydney.equity.period, sydney.equity.years, sydney.equity.kind) == ("grant", 4, "rsu")
    assert (sydney.bonus.kind, int(sydney.bonus.min), int(sydney.bonus.max)) == ("percent", 10, 15)
    assert ends(sydney.signing) == (10_000, 10_000)
    assert (berlin.currency, ends(berlin.base), berlin.signing) == ("EUR", (80_000, 90_000), None)


def test_levels_and_regions_in_columns_together():
    (band,) = bands(
        "| Region | Level | Base | Total Comp |\n|---|---|---|---|\n| Paris | L4 | €70K-€80K | €90K-€110K |"
    )
    assert (band.region, band.level, ends(band.base)) == ("Paris", "L4", (70_000, 80_000))


def test_words_in_a_cell_win_over_the_column():
    (band,) = bands("| Region | Base | Sign-On / Bonus |\n|---|---|---|\n| Rome | €70K-€80K | €20K sign-on |")
    assert ends(band.signing) == (20_000, 20_000)
    assert band.bonus is None


def test_mixed_currencies_take_the_rows_with_a_finding():
    document = parse_guide(
        f"{TITLE}| Region | Base | Stock (RSU/4yr) |\n|---|---|---|\n| Toronto | C$150K–C$190K | $88K–C$120K |"
    )
    assert ends(document.bands[0].equity) == (88_000, 120_000)
    assert [(finding.code, finding.place) for finding in document.findings] == [("currency-mixed", "bands/0")]


def test_an_inverted_range_is_no_range():
    document = parse_guide(f"{TITLE}| Region | Base |\n|---|---|\n| Oslo | $190K–$150K |")
    assert document.bands[0].base is None
    assert [(finding.code, finding.severity) for finding in document.findings] == [("range-inverted", "error")]


def test_words_are_null_with_a_finding_unless_they_mean_none():
    table = (
        "| Region | Base | Stock (RSU/4yr) | Bonus |\n|---|---|---|---|\n| Oslo | Varies by band | None | Performance |"
    )
    document = parse_guide(TITLE + table)
    (band,) = document.bands
    assert (band.base, band.equity) == (None, None)
    assert (band.bonus.kind, band.bonus.text) == ("text", "Performance")
    assert [finding.code for finding in document.findings] == ["cell-not-numeric"]


def test_a_grant_that_only_fits_as_one_year_is_doubtful():
    # 100 + 80 = 180, not 100 + 80 / 4 = 120
    found = bands(
        "| Region | Base | Options (4yr) | Total |\n|---|---|---|---|\n| A | $100K-$120K | $80K-$90K | $180K-$210K |\n"
        "| B | $100K-$120K | $80K-$90K | $120K-$142.5K |"
    )
    assert [band.equity.period_doubtful for band in found] == [True, False]


def test_a_row_that_tells_something_of_a_level_is_no_level():
    """Rows of a table whose first column names what each says: scope, years, how the pay compares."""
    document = parse_guide(
        f"""{TITLE}
### Level mapping

| Aspect | Acme band | Hooli equivalent | Pied Piper (formerly Aviato) equivalent |
|---|---|---|---|
| Title | Analyst (B4) | Associate | Data analyst II |
| Scope | One product | One team | - |
| Usual years | 2-4 | 3-5 | 2-3 |
| Pay parity | Base above the market | Bonus 5 % higher | Comparable |
"""
    )
    (mapping,) = document.level_mappings
    assert mapping.own == "Analyst (B4)"
    assert [(one.company, one.level) for one in mapping.equivalents] == [
        ("Hooli", "Associate"),
        ("Pied Piper (formerly Aviato)", "Data analyst II"),
    ]
    assert mapping.extra["Scope"] == "One product"
    assert mapping.extra["Scope, Hooli"] == "One team"
    assert mapping.extra["Pay parity, Pied Piper (formerly Aviato)"] == "Comparable"


def test_what_follows_a_level_tells_of_it():
    document = parse_guide(
        f"""{TITLE}
### Level mapping

| Acme level | Hooli equivalent | Initech equivalent |
|---|---|---|
| B4 Analyst | Associate | Analyst 2 |
| Scope | One team | A desk |
| B5 Analyst | VP | Analyst 3 |
| Scope | A division | Two desks |
"""
    )
    assert [(row.own, row.extra) for row in document.level_mappings] == [
        ("B4 Analyst", {"Scope, Hooli": "One team", "Scope, Initech": "A desk"}),
        ("B5 Analyst", {"Scope, Hooli": "A division", "Scope, Initech": "Two desks"}),
    ]


def test_a_table_of_levels_is_no_pay_table():
    document = parse_guide(
        f"{TITLE}| Acme Level | Stripe Equivalent | Typical YOE |\n|---|---|---|\n| L4 | L3 | 2-5 years |"
    )
    assert document.bands == ()
    (mapping,) = document.level_mappings
    assert (mapping.own, mapping.equivalents[0].company, mapping.equivalents[0].level) == ("L4", "Stripe", "L3")
    assert mapping.extra["Typical YOE"] == "2-5 years"


def test_any_other_table_stays_in_its_section():
    document = parse_guide(f"{TITLE}**Perks**\n\n| Perk | Since |\n|---|---|\n| Lunch | 2020 |")
    (section,) = document.sections
    assert section.heading == "Perks"
    assert "| Lunch | 2020 |" in section.body


def test_headers_twice_the_same_are_kept():
    text = TITLE + "| Region | Base | Note | Note |\n|---|---|---|---|\n| London | £1K | one | two |\n"
    document = parse_guide(text)
    assert document.bands[0].cells == {"Region": "London", "Base": "£1K", "Note": "one", "Note (4)": "two"}
    assert not lost_words(text, document)


def test_cells_beyond_the_header_are_kept_as_words():
    text = TITLE + "| Region | Base | Note |\n|---|---|---|\n| London | £1K | one | three |\n| Paris | €1K | two |\n"
    document = parse_guide(text)
    assert [band.region for band in document.bands] == ["Paris"]
    assert not lost_words(text, document)
