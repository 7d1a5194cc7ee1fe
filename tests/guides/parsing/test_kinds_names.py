"""Level mappings, titles, premiums, publishers: the names in a guide, in all their forms."""

from __future__ import annotations

import pytest

from tests.guides.parsing.acme import acme, codes


def mapped(document):
    return {row.own: [(at.company, at.level) for at in row.equivalents] for row in document.level_mappings}


LINES = [
    ("Acme PD = Hooli PD = Google L4", "PD", [("Hooli", "PD"), ("Google", "L4")]),
    ("Acme PD = Initech PD", "PD", [("Initech", "PD")]),
    (
        "Acme Product Designer (P3) = Hooli PD II = Meta IC4",
        "Product Designer (P3)",
        [("Hooli", "PD II"), ("Meta", "IC4")],
    ),
    ("Acme PD → Hooli PD → Google L4", "PD", [("Hooli", "PD"), ("Google", "L4")]),
    (
        "Product Designer at Acme (P3) = PD at Hooli, L4 at Google",
        "Product Designer (P3)",
        [("Hooli", "PD"), ("Google", "L4")],
    ),
    ("Acme PD ≈ Globex PD ≈ Amazon SDE II", "PD", [("Globex", "PD"), ("Amazon", "SDE II")]),
]


@pytest.mark.parametrize(("line", "own", "equivalents"), LINES)
def test_a_chain_of_levels(line, own, equivalents):
    document = acme(title="### Product Designer | Acme Global Negotiation Guide", mapping=f"**Level Mapping:** {line}")
    assert mapped(document) == {own: equivalents}


TABLES = [
    (["Acme Level", "Title", "Hooli Equiv."], ["L4", "DE", "L4 DE"], [("Hooli", "L4 DE")]),
    (["Acme Level", "Hooli", "Key Differentiator"], ["L4", "L4 DE", "Owns one domain"], [("Hooli", "L4 DE")]),
    (["Acme Level", "Equivalent @ Hooli"], ["L5", "E5"], [("Hooli", "E5")]),
    (["Acme Level", "Hooli Equivalent", "Scope"], ["L5", "E5", "Leads a team"], [("Hooli", "E5")]),
    (["Acme", "Equiv. at Hooli", "Equiv. at Globex"], ["L5", "E5", "IC4"], [("Hooli", "E5"), ("Globex", "IC4")]),
    (["Level at Acme", "Same level at Hooli", "Typical Experience"], ["L5", "E5", "5-8 years"], [("Hooli", "E5")]),
    (["Acme Level", "Hooli equiv", "What it means"], ["L5", "E5", "Owns a system"], [("Hooli", "E5")]),
    (["Acme Level", "Comparable (Hooli)", "Scope & Impact"], ["L5", "E5", "One team"], [("Hooli", "E5")]),
    (["Internal Level", "Hooli Level", "Notes"], ["L5", "E5", "From 2024 on"], [("Hooli", "E5")]),
    (["Acme Level", "Hooli", "Main Responsibilities"], ["L5", "E5", "Runs the roadmap"], [("Hooli", "E5")]),
]


@pytest.mark.parametrize(("headers", "row", "equivalents"), TABLES)
def test_columns_of_a_mapping_table(headers, row, equivalents):
    table = "\n".join("| " + " | ".join(cells) + " |" for cells in (headers, ["---"] * len(headers), row))
    document = acme(mapping=f"**Level Mapping**\n\n{table}")
    (found,) = document.level_mappings
    assert found.own in {row[0], f"{row[0]} {row[1]}"}
    assert [(at.company, at.level) for at in found.equivalents] == equivalents
    told = {found.own, *(at.level for at in found.equivalents), *found.extra.values()}
    assert all(any(cell in words for words in told) for cell in row)


@pytest.mark.parametrize(
    "title",
    [
        "### Acme | Data Engineer Global Negotiation Guide",
        "### Acme — Senior Product Manager Salary Negotiation Guide",
        "### Hooli | Staff Software Engineer Global Negotiation Guide",
        "# Globex | Solutions Architect Negotiation Guide",
    ],
)
def test_a_title_the_wrong_way_round(title):
    document = acme(title=title)
    company = title.strip("# ").split()[0]
    assert document.company == company or "title-reversed" in codes(document)
    assert document.company == company or document.role == company


@pytest.mark.parametrize(
    "title",
    ["### Data Engineer | Acme Global Negotiation Guide", "### Designer | Engineer.ai Global Negotiation Guide"],
)
def test_a_title_the_right_way_round_raises_nothing(title):
    assert "title-reversed" not in codes(acme(title=title))


PREMIUMS = [
    ("RSU | +10% Senior Premium", [(10, 10)]),
    ("`+15-25% Premium` `IAC`", [(15, 25)]),
    ("RSU | Senior Premium: 12%", [(12, 12)]),
    ("RSU | **+15–30% ML PREMIUM**", [(15, 30)]),
    ("RSU + AI Premium (+20-30%) | Bonus", [(20, 30)]),
    ("RSU | Premium of 8-10% for security | Bonus", [(8, 10)]),
    ("RSU | 10 to 15 percent on-site premium", [(10, 15)]),
    ("`Premium +5%` `IAC`", [(5, 5)]),
    ("RSU | +8% Customer-Facing Technical Premium", [(8, 8)]),
    ("RSU | 10% Bonus | **TECH PREMIUM**", []),
]


@pytest.mark.parametrize(("summary", "premiums"), PREMIUMS)
def test_premiums_of_the_summary(summary, premiums):
    document = acme(summary=summary)
    assert [(premium.min_pct, premium.max_pct) for premium in document.premiums] == premiums


PUBLISHERS = [
    ("- [Acme report — Annual figures 2025]", "Acme report"),
    ("- [Glassdoor Acme pages]", "Glassdoor"),
    ("- [Levels.fyi Acme DE Comp 2025-2026]", "Levels.fyi"),
    ("- [Levels.fyi — Acme compensation, 2025]", "Levels.fyi"),
    ("- [Blind: Acme offers 2025]", "Blind"),
    ("- **Glassdoor**: Acme salaries 2025", "Glassdoor"),
    ("- Blind verified offer threads, Acme (2025)", "Blind"),
    ("- [Glassdoor – Acme, 2025](https://www.glassdoor.com/acme)", "Glassdoor"),
    ("- Payscale Acme salary pages 2025", "Payscale"),
    ("- Acme salaries on Levels.fyi, 2025", "Levels.fyi"),
    ("- [Acme DE Comp — Levels.fyi 2025-2026]", "Levels.fyi"),
]


@pytest.mark.parametrize(("line", "publisher"), PUBLISHERS)
def test_the_publisher_of_a_source(line, publisher):
    (source,) = acme(sources=f"**Evidence & Sources**\n{line}").sources
    assert source.publisher == publisher
