"""Layouts of pay, levels, premiums and sources that guides elsewhere have: keys with "=", scales, percentiles down."""

from decimal import Decimal

import pytest

from tests.guides.parsing.acme import acme, codes


def pay(table):
    """ "Berlin L4 EUR base 60000..70000" of each band."""
    said = []
    for band in acme(table=table).bands:
        parts = [
            f"{name} {value.min:f}..{value.max:f}"
            for name in ("base", "equity", "bonus", "total", "unspecified")
            if (value := getattr(band, name)) is not None
        ]
        said.append(" ".join(filter(None, (band.region, band.level, band.currency, *parts))))
    return said


def table_of(*rows, heading=""):
    """A table of rows whose cells stand between bars, its header first."""
    header = rows[0]
    lines = [header, " | ".join("---" for _ in header.split(" | ")), *rows[1:]]
    return "\n\n".join(filter(None, (heading, "\n".join(f"| {line} |" for line in lines))))


@pytest.mark.parametrize(
    ("printed", "right"),
    [
        ("**Compensation**\n\n- Base = $170K\n- Bonus = 12%", "USD base 170000..170000 bonus 12..12"),
        ("### Pay (Boston)\n\nBase = $150K–$165K\nTotal = $190K–$210K",
         "Boston USD base 150000..165000 total 190000..210000"),
        ("### Salary bands, Berlin\n\n- Base → €60K–€70K\n- Bonus → 8%", "Berlin EUR base 60000..70000 bonus 8..8"),
        ("### Pay in London\n\n- Base – £70K\n- RSU – £30K over 3 years",
         "London GBP base 70000..70000 equity 30000..30000"),
        ("### Pay in London\n\nBase = £70K; Bonus = 10%; Total = £77K",
         "London GBP base 70000..70000 bonus 10..10 total 77000..77000"),
    ],
)  # fmt: skip
def test_keys_and_amounts_are_a_row_whatever_stands_between_them(printed, right):
    assert pay(printed) == [right]


@pytest.mark.parametrize("text", ["- Base = strong\n- Bonus = none", "- I have base = $180K today\n- And a plan"])
def test_other_lists_are_no_pay(text):
    assert pay(f"### Notes\n\n{text}") == []


@pytest.mark.parametrize(
    ("table", "right"),
    [
        ("| Spine point | GBP |\n|---|---|\n| 31 | 40,120 |\n| 32 | 41,640 |",
         ["31 GBP unspecified 40120..40120", "32 GBP unspecified 41640..41640"]),
        ("### Salary scale (GBP)\n\n| Point | Amount |\n|---|---|\n| 7 | 38,205 |\n| 8 | 39,900 |",
         ["7 GBP base 38205..38205", "8 GBP base 39900..39900"]),
        ("### Salaries (EUR)\n\n| Step | Annual pay |\n|---|---|\n| Step 1 | 45.120 |\n| Step 2 | 46.300 |",
         ["Step 1 EUR base 45120..45120", "Step 2 EUR base 46300..46300"]),
        ("### Base salary (CHF)\n\n| M2 | 98'500 |\n|---|---|\n| M3 | 104'200 |",
         ["M2 CHF base 98500..98500", "M3 CHF base 104200..104200"]),
        ("### Salary scale (SEK)\n\n- G4: 540 000\n- G5: 610 000",
         ["G4 SEK base 540000..540000", "G5 SEK base 610000..610000"]),
    ],
)  # fmt: skip
def test_points_of_a_scale_are_levels_with_plain_numbers(table, right):
    assert pay(table) == right


@pytest.mark.parametrize(
    ("table", "right"),
    [
        (table_of("Percentile | Base | Total", "P25 | $140K | $170K", "P50 | $155K | $190K", "P75 | $170K | $215K"),
         ["USD base 140000..170000 total 170000..215000"]),
        (table_of("Percentile | London | Boston", "10th percentile | £70K | $120K", "Median | £85K | $150K",
                  "90th percentile | £99K | $190K"),
         ["London GBP unspecified 70000..99000", "Boston USD unspecified 120000..190000"]),
        (table_of("Region | Quartile | Base", "Berlin | Lower quartile | €60K", " | Upper quartile | €72K",
                  "Paris | Lower quartile | €55K", " | Upper quartile | €66K"),
         ["Berlin EUR base 60000..72000", "Paris EUR base 55000..66000"]),
        (table_of("Rank | CAD", "25th | C$110K", "50th | C$120K", "75th | C$131K", heading="### Base salary, Toronto")
         .replace("Rank", ""),
         ["Toronto CAD base 110000..131000"]),
    ],
)  # fmt: skip
def test_percentiles_down_the_rows_are_a_range(table, right):
    document = acme(table=table)
    assert pay(table) == right
    said = " ".join(label.text for label in document.labels) + " ".join(
        cell for band in document.bands for cell in band.cells.values()
    )
    assert all(word in said for line in table.splitlines()[-3:] for word in line.replace("|", " ").split())


@pytest.mark.parametrize(
    "table",
    [
        "| Percentile | Base |\n|---|---|\n| P50 | $155K |\n| P75 | $170K |",
        "| Pay point | Salary |\n|---|---|\n| P25 | 140,000 |\n| P75 | 170,000 |",
        "| Region | Percentile | Base |\n|---|---|---|\n| Oslo | P25 | NOK 600,000 |\n| Bergen | P75 | NOK 700,000 |",
    ],
)
def test_percentiles_without_a_pair_are_said_and_not_read(table):
    document = acme(table=table)
    assert document.bands == ()
    assert "table-unread" in codes(document)


def levels(mapping):
    return {
        row.own: [f"{equal.company} {equal.level}" for equal in row.equivalents]
        for row in acme(mapping=mapping).level_mappings
    }


@pytest.mark.parametrize(
    ("mapping", "right"),
    [
        ("**Level Mapping:** L5: Hooli E5", {"L5": ["Hooli E5"]}),
        ("**Level Mapping:** P3: Globex IC3; P4: Globex IC4", {"P3": ["Globex IC3"], "P4": ["Globex IC4"]}),
        ("**Level Mapping**\n\n- **M1:** Hooli M1, Initech L6\n- **M2:** Hooli M2, Initech L7",
         {"M1": ["Hooli M1", "Initech L6"], "M2": ["Hooli M2", "Initech L7"]}),
        ("### Level comparison\n\nSenior (L5): Google L5 / Meta E5\nStaff (L6): Google L6 / Meta E6",
         {"Senior (L5)": ["Google L5", "Meta E5"], "Staff (L6)": ["Google L6", "Meta E6"]}),
        ("### Level Mapping\n\n- IC4 – Globex Senior Engineer", {"IC4": ["Globex Senior Engineer"]}),
    ],
)  # fmt: skip
def test_a_level_before_a_colon_is_mapped(mapping, right):
    assert levels(mapping) == right


@pytest.mark.parametrize(
    "words", ["L4: owns one service", "L4: Owns one service", "L5: Senior Engineer", "Note: Meta E5"]
)
def test_what_describes_a_level_maps_nothing(words):
    assert not any(levels(f"### Level Mapping\n\n- {words}").values())


@pytest.mark.parametrize(
    ("summary", "right"),
    [
        ("RSU | AI uplift +12%", [("AI uplift", 12, 12)]),
        ("Security differential: 8-10% | Bonus", [("Security differential", 8, 10)]),
        ("`On-site loading of 5%` `RSU`", [("On-site loading", 5, 5)]),
        ("+10% night-shift supplement", [("night-shift supplement", 10, 10)]),
        ("RSU | 15% bonus | +25% YoY growth", []),
    ],
)
def test_a_premium_by_another_name(summary, right):
    told = [(premium.label, premium.min_pct, premium.max_pct) for premium in acme(summary=summary).premiums]
    assert told == [(label, Decimal(low), Decimal(high)) for label, low, high in right]


@pytest.mark.parametrize(
    "summary",
    ["RSU | 30-15% premium", "RSU | 20% below market premium", "RSU | 10% under peers’ premium", "RSU | Premium: 9–4%"],
)
def test_what_promises_no_premium_is_none(summary):
    assert acme(summary=summary).premiums == ()


@pytest.mark.parametrize(
    "sources",
    [
        "**Data sources:** Levels.fyi 2025; Glassdoor, March 2026",
        "**Pay sources used:** Levels.fyi 2025 | Glassdoor, March 2026",
        "*Sources: Levels.fyi 2025; Glassdoor, March 2026*",
        "Salary sources: Levels.fyi 2025; Glassdoor, March 2026",
        "> **References:** Levels.fyi 2025 · Glassdoor, March 2026",
        "## Data sources\n\nLevels.fyi 2025; Glassdoor, March 2026",
    ],
)
def test_sources_in_a_line_are_a_list(sources):
    document = acme(sources=sources)
    assert [(source.text, source.publisher) for source in document.sources] == [
        ("Levels.fyi 2025", "Levels.fyi"),
        ("Glassdoor, March 2026", "Glassdoor"),
    ]


def test_a_comma_parts_sources_only_where_each_names_a_publisher():
    two = acme(sources="**Sources:** Levels.fyi 2025, Glassdoor 2024").sources
    one = acme(sources="**Sources:** Levels.fyi, Acme pages 2025").sources
    assert [source.text for source in two] == ["Levels.fyi 2025", "Glassdoor 2024"]
    assert [source.text for source in one] == ["Levels.fyi, Acme pages 2025"]
