"""Pay tables as guides really have them: periods in many languages, ranges in many signs, columns that describe."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.guides.parsing.acme import acme, codes


def bands(table: str):
    lines = [line.strip() for line in table.strip().splitlines()]
    if not set(lines[1]) <= set("|-: "):
        lines.insert(1, "|" + "---|" * (lines[0].count("|") - 1))
    return acme(table="\n".join(lines))


def base_of(region: str, cell: str):
    document = bands(f"| Region | Base Salary |\n| {region} | {cell} |")
    return document, document.bands[0].base


PERIODS = [
    # A month: x 12.
    ("Berlin", "4.500–5.500 € brutto im Monat", "month", 54_000, 66_000),
    ("Berlin", "€4,500–€5,500 p.m.", "month", 54_000, 66_000),
    ("Berlin", "4.500–5.500 €/Monat", "month", 54_000, 66_000),
    ("Berlin", "4.500 € bis 5.500 € monatlich", "month", 54_000, 66_000),
    ("Milan", "€3.200–€4.000 al mese", "month", 38_400, 48_000),
    ("Milan", "€3.200–€4.000 mensili", "month", 38_400, 48_000),
    ("Paris", "3 000–3 800 € par mois", "month", 36_000, 45_600),
    ("Paris", "3 000–3 800 € bruts mensuels", "month", 36_000, 45_600),
    ("São Paulo", "R$ 14.000–18.000/mês", "month", 168_000, 216_000),
    ("São Paulo", "R$ 14.000–18.000 por mês", "month", 168_000, 216_000),
    ("Madrid", "2.800–3.500 € al mes", "month", 33_600, 42_000),
    ("Madrid", "2.800–3.500 €/mes", "month", 33_600, 42_000),
    ("Amsterdam", "€ 4.500–€ 5.500 per maand", "month", 54_000, 66_000),
    ("Stockholm", "45 000–55 000 kr/månad", "month", 540_000, 660_000),
    ("Stockholm", "45 000–55 000 kr i månaden", "month", 540_000, 660_000),
    ("Warsaw", "18 000–24 000 zł miesięcznie", "month", 216_000, 288_000),
    ("Warsaw", "18 000–24 000 PLN/mies.", "month", 216_000, 288_000),
    ("Tokyo", "月額 ¥600,000–¥800,000", "month", 7_200_000, 9_600_000),
    ("Tokyo", "¥600,000–¥800,000／月", "month", 7_200_000, 9_600_000),
    ("London", "£4,500–£5,500 pcm", "month", 54_000, 66_000),
    ("London", "£4,500–£5,500 a month", "month", 54_000, 66_000),
    ("New York", "$12K–$15K monthly", "month", 144_000, 180_000),
    ("Bengaluru", "₹2,50,000–₹3,00,000 per month", "month", 3_000_000, 3_600_000),
    ("Bengaluru", "₹2,50,000–₹3,00,000 mahine", "month", 3_000_000, 3_600_000),
    # A year: as printed.
    ("Berlin", "65.000–80.000 € brutto im Jahr", "year", 65_000, 80_000),
    ("Berlin", "€65,000–€80,000 p.a.", "year", 65_000, 80_000),
    ("Paris", "55 000–70 000 € par an", "year", 55_000, 70_000),
    ("Milan", "€45.000–€60.000 all'anno", "year", 45_000, 60_000),
    ("Milan", "RAL €45.000–€60.000", "year", 45_000, 60_000),
    ("Madrid", "45.000–60.000 € brutos anuales", "year", 45_000, 60_000),
    ("Amsterdam", "€ 65.000–€ 80.000 per jaar", "year", 65_000, 80_000),
    ("Stockholm", "600 000–720 000 kr per år", "year", 600_000, 720_000),
    ("Warsaw", "240 000–300 000 zł rocznie", "year", 240_000, 300_000),
    ("São Paulo", "R$ 168.000–216.000 por ano", "year", 168_000, 216_000),
    ("Tokyo", "年収 ¥8,000,000–¥11,000,000", "year", 8_000_000, 11_000_000),
    ("Bengaluru", "28–35 LPA", "year", 2_800_000, 3_500_000),
    ("Bengaluru", "CTC ₹28 lakh–₹35 lakh", "year", 2_800_000, 3_500_000),
]


@pytest.mark.parametrize(("region", "cell", "period", "low", "high"), PERIODS)
def test_a_period_in_the_words_of_the_country(region, cell, period, low, high):
    _, base = base_of(region, cell)
    assert base is not None
    assert (base.period, int(base.min), int(base.max)) == (period, low, high)


OTHER_PERIODS = [
    ("New York", "$3,000–$3,500 per week"),
    ("London", "£550–£650 per day"),
    ("London", "£550–£650 p/d"),
    ("New York", "$85–$110 per hour"),
    ("New York", "$85–$110/hr"),
    ("Berlin", "450–550 € pro Tag"),
    ("Berlin", "60–75 € pro Stunde"),
    ("Paris", "450–550 € par jour"),
    ("Paris", "60–75 € de l'heure"),
    ("Madrid", "300–400 € al día"),
    ("Madrid", "40–55 € por hora"),
    ("São Paulo", "R$ 120–150/hora"),
    ("Amsterdam", "€ 80–€ 95 per uur"),
    ("Stockholm", "600–700 kr per timme"),
    ("Warsaw", "150–180 zł/godz."),
    ("Tokyo", "時給 ¥4,000–¥5,000"),
    ("New York", "$6,000–$7,000 biweekly"),
]


@pytest.mark.parametrize(("region", "cell"), OTHER_PERIODS)
def test_pay_by_the_week_the_day_or_the_hour_is_no_years_pay_and_is_told(region, cell):
    document, base = base_of(region, cell)
    assert base is None
    (finding,) = [finding for finding in document.findings if finding.code == "cell-period"]
    assert finding.place == "bands/0"


SALARIES = [
    ("Milan", "€2.800–€3.500 × 14 mensilità", 14, 39_200, 49_000),
    ("Vienna", "€4.000–€5.000 im Monat (14 Gehälter)", 14, 56_000, 70_000),
    ("Lisbon", "€2.500–€3.000 por mês (14x)", 14, 35_000, 42_000),
    ("Madrid", "2.500–3.000 € al mes en 14 pagas", 14, 35_000, 42_000),
    ("Zurich", "CHF 9'000–11'000 im Monat × 13", 13, 117_000, 143_000),
    ("Amsterdam", "€5,000–€6,000 a month, 13 salaries", 13, 65_000, 78_000),
]


@pytest.mark.parametrize(("region", "cell", "salaries", "low", "high"), SALARIES)
def test_thirteen_or_fourteen_salaries(region, cell, salaries, low, high):
    _, base = base_of(region, cell)
    assert base is not None
    assert (base.period, int(base.min), int(base.max)) == ("month", low, high)


RANGES = [
    ("$150K..$180K", 150_000, 180_000),
    ("$150K … $180K", 150_000, 180_000),
    ("$150K...$180K", 150_000, 180_000),
    ("$150K ‒ $180K", 150_000, 180_000),
    ("$150K → $180K", 150_000, 180_000),
    ("$150K ~ $180K", 150_000, 180_000),
    ("between $150K and $180K", 150_000, 180_000),
    ("$150K to $180K", 150_000, 180_000),
    ("from $150K up to $180K", 150_000, 180_000),
    ("$150K / $180K", None, None),
]


@pytest.mark.parametrize(("cell", "low", "high"), RANGES)
def test_the_signs_of_a_range(cell, low, high):
    document, base = base_of("New York", cell)
    if base is None:
        assert "cell-ambiguous" in codes(document)
    else:
        assert low is not None
        assert (int(base.min), int(base.max)) == (low, high)


@pytest.mark.parametrize(
    ("berlin", "boston"),
    [
        (":de: Berlin (EUR)", ":us: Boston"),
        (":flag-de: Berlin", ":flag-us: Boston (USD)"),
        ("🇩🇪 Berlin", "🇺🇸 **Boston**"),
        (":office: Berlin", ":statue_of_liberty: Boston"),
    ],
)
def test_shortcodes_of_emoji_are_no_part_of_a_region(berlin, boston):
    table = f"| Region | Base Salary |\n|---|---|\n| {berlin} | €80K–€95K |\n| {boston} | $150K–$200K |"
    document = acme(table=table, strategy="For Berlin, open at €88K base. For Boston, open at $185K base.")
    assert [band.region for band in document.bands] == ["Berlin", "Boston"]
    assert {ask.region: int(ask.min) for ask in document.strategy.asks} == {"Berlin": 88_000, "Boston": 185_000}


def test_two_places_of_paired_cells_are_two_bands():
    document = bands("| Region | Base Salary | Bonus |\n| London / Amsterdam | £80K–£100K / €90K–€110K | 10% |")
    assert [(band.region, band.currency, int(band.base.min)) for band in document.bands] == [
        ("London", "GBP", 80_000),
        ("Amsterdam", "EUR", 90_000),
    ]


@pytest.mark.parametrize("row", ["| N/A — Oslo only | — | — |", "| — | — | — |", "| n/a | n/a | n/a |"])
def test_a_row_that_says_nothing_is_no_band(row):
    document = bands(f"| Region | Base Salary | Total Comp |\n| Oslo | NOK 900K–NOK 1.1M | NOK 1.0M–NOK 1.3M |\n{row}")
    assert [band.region for band in document.bands] == ["Oslo"]


def test_percentiles_of_one_part_are_a_range_with_the_median_aside():
    document = bands("| Region | Base P25 | Base P50 | Base P75 |\n| Oslo | NOK 800K | NOK 900K | NOK 1.0M |")
    found = [(band.base and (int(band.base.min), int(band.base.max))) for band in document.bands]
    assert found == [(800_000, 1_000_000)] or "table-unread" in codes(document)


def test_a_midpoint_beside_a_range_is_no_second_base():
    document = bands("| Region | Base Salary | Base Midpoint |\n| Oslo | NOK 800K–NOK 1.0M | NOK 900K |")
    (band,) = document.bands
    assert (int(band.base.min), int(band.base.max)) == (800_000, 1_000_000)


LISTED = [
    "**Pay (New York)**\n\n- Base: $150K–$200K\n- Bonus: 10%\n- RSU (4yr): $80K–$160K\n- Total: $185K–$260K",
    "**Compensation — New York**\n\n* Base salary: $150K–$200K\n* Target bonus: 10%\n* RSUs over 4 years: $80K–$160K\n"
    "* Total comp: $185K–$260K",
    "**Compensation: New York (USD)**\n\nBase: $150K–$200K\nBonus: 10%\nRSU (4yr): $80K–$160K\nTotal: $185K–$260K",
]


@pytest.mark.parametrize("table", LISTED)
def test_pay_in_a_list_of_keys_and_values_is_a_band(table):
    document = acme(table=table)
    (band,) = document.bands
    assert (band.region, band.currency) == ("New York", "USD")
    assert [int(band.base.min), int(band.bonus.min), int(band.equity.min), int(band.total.min)] == [
        150_000, 10, 80_000, 185_000
    ]  # fmt: skip


def test_pay_by_region_in_a_list():
    document = acme(table="**Base salary by region**\n\n- London: £80K–£100K\n- New York: $150K–$200K")
    assert [(band.region, int(band.base.min)) for band in document.bands] == [("London", 80_000), ("New York", 150_000)]


def test_of_a_dated_history_the_newest_counts():
    document = bands(
        "| Region | Year | Base Salary |\n| London | 2023 | £70K–£90K |\n| London | 2025 | £80K–£100K |\n"
        "| London | 2024 | £75K–£95K |"
    )
    kept = [(band.region, int(band.base.min)) for band in document.bands if band.base]
    assert kept in ([("London", 80_000)], [])
    if not kept:
        assert {"table-unread", "no-bands"} & codes(document)


def test_steps_of_a_pay_scale_are_levels():
    document = bands("| Step | Base Salary |\n| Step 1 | £42,000 |\n| Step 2 | £45,500 |")
    assert [(band.level, band.base.min) for band in document.bands] == [
        ("Step 1", Decimal(42_000)),
        ("Step 2", Decimal(45_500)),
    ]


def test_a_header_in_two_rows():
    document = acme(
        table="| Region | Base Salary | Base Salary | Equity (4yr) | Equity (4yr) |\n|---|---|---|---|---|\n"
        "| | Min | Max | Min | Max |\n| London | £80K | £100K | £40K | £60K |"
    )
    (band,) = document.bands
    assert (int(band.base.min), int(band.base.max)) == (80_000, 100_000)
    assert (int(band.equity.min), int(band.equity.max)) == (40_000, 60_000)


NOTED = """\
| Level | Berlin (EUR) | Boston (USD) |
|---|---|---|
| Mid (L4) | €60,000–€75,000 | $140,000–$170,000 |
| Senior (L5) | €75,000–€95,000 | $170,000–$210,000 |

*Total compensation includes base salary ({}), RSUs and a 10% bonus.*"""


@pytest.mark.parametrize(
    "note", ["$140K-$170K", "$140,000–$170,000", "€60K–€75K in Berlin", "from $170K to $210K at L5"]
)
def test_cells_that_are_the_base_of_their_note_are_no_totals(note):
    document = acme(table=NOTED.format(note), strategy="Open at $165,000 base. Accept-at floor: $215,000 total comp.")
    assert len(document.bands) == 4
    for band in document.bands:
        assert band.total is None
        assert band.base or band.unspecified
