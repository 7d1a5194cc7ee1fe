"""Which part of a guide a heading begins, and what stands below it."""

from __future__ import annotations

import pytest

from guides.parsing import parse_guide
from guides.parsing.losses import lost_words

TITLE = "### Engineer | Acme Global Negotiation Guide\n\n"


def read(text: str):
    document = parse_guide(TITLE + text)
    assert not lost_words(TITLE + text, document)
    return document


def parts(lever):
    return [(part.voice, part.text) for part in lever.parts]


def test_a_bold_line_of_sources_ends_the_levers_of_a_heading():
    document = read(
        '### Global Levers\n\n1. **Scope:** "I want $210K in base pay."\n\n'
        "**Negotiate Up Strategy:** Target $325K TC.\n\n"
        "**Evidence & Sources**\n\n1. Levels.fyi — Acme, 2025\n"
    )
    assert [lever.title for lever in document.levers] == ["Scope"]
    assert [source.publisher for source in document.sources] == ["Levels.fyi"]
    assert parts(document.strategy) == [("advice", "Target $325K TC.")]


def test_a_lever_may_be_called_evidence_of_something():
    document = read('### Global Levers\n\n#### Evidence of Impact\n\n"My work has saved a year of effort."\n')
    assert [lever.title for lever in document.levers] == ["Evidence of Impact"]


BANDS = "| Region | Base |\n|---|---|\n| San Francisco | $200K-$250K |\n| London | £100K-£130K |\n\n"


def test_headings_below_the_strategy_belong_to_it():
    document = read(
        f"{BANDS}## Levers\n\n## Negotiate Up Strategy\n\nAnchor first.\n\n### San Francisco\n\nOpen at $215K base.\n\n"
        "### London\n\nAccept at £110K base.\n\n## Sources\n\n- A survey, 2025\n"
    )
    assert (document.levers, document.sections, len(document.sources)) == ((), (), 1)
    assert parts(document.strategy) == [
        ("advice", "Anchor first."),
        ("advice", "San Francisco: Open at $215K base."),
        ("advice", "London: Accept at £110K base."),
    ]
    assert [(ask.role, ask.region) for ask in document.strategy.asks] == [
        ("ask", "San Francisco"),
        ("accept", "London"),
    ]


def test_a_script_below_the_strategy_is_spoken():
    document = read("### Negotiate Up Strategy\n\nStay calm.\n\n**Script:**\n\n> I would love to join for more.\n")
    assert parts(document.strategy) == [
        ("advice", "Stay calm."),
        ("advice", "Script"),
        ("say", "I would love to join for more."),
    ]
    assert document.sections == ()


def test_a_place_behind_a_levers_number_is_no_part_of_its_title():
    document = read('### Levers\n\n**Lever 3 (Toronto): CAD Parity** — "In Toronto I would like parity."\n')
    assert [lever.title for lever in document.levers] == ["CAD Parity"]
    assert "Lever 3 (Toronto)" in [label.text for label in document.labels]


def test_a_table_of_levers_is_a_lever_a_row():
    document = read(
        '### Global Levers\n\n| Lever | Script | Impact |\n|---|---|---|\n| Scope | "I would like more scope." | +$5K |'
    )
    assert [(lever.title, parts(lever)) for lever in document.levers] == [
        ("Scope", [("say", "I would like more scope."), ("advice", "Impact: +$5K")])
    ]


@pytest.mark.parametrize(
    "text",
    [
        "**Evidence & Sources**\n[1] Levels.fyi, 2025\n[2] Glassdoor, 2024-25\n",
        "#### Sources\n\n[1] Levels.fyi, 2025\n\n[2] Glassdoor, 2024-25\n",
        "**Sources:** Levels.fyi, 2025; Glassdoor, 2024-25\n",
    ],
)
def test_sources_without_a_list(text):
    assert [(source.publisher, source.period.from_, source.period.to) for source in read(text).sources] == [
        ("Levels.fyi", "2025", "2025"),
        ("Glassdoor", "2024", "2025"),
    ]


def test_a_date_of_three_numbers_is_no_span_of_years():
    (source,) = read("#### Sources\n\n- Annual report (filed 2026-02-14)\n").sources
    assert (source.period.from_, source.period.to) == ("2026-02", "2026-02")


@pytest.mark.parametrize(
    "joined", ["Google L3–L4 / Meta E3–E4 / Amazon SDE II", "Google L3–L4, Meta E3–E4, Amazon SDE II"]
)
def test_levels_of_several_companies_behind_one_sign(joined):
    (mapping,) = read(f"**Level Mapping:** L3 = {joined}\n").level_mappings
    assert [(one.company, one.level) for one in mapping.equivalents] == [
        ("Google", "L3–L4"),
        ("Meta", "E3–E4"),
        ("Amazon", "SDE II"),
    ]


def test_two_titles_of_one_company_stay_together():
    (mapping,) = read("**Level Mapping:** L5 = Amazon L5 / SDE II\n").level_mappings
    assert [(one.company, one.level) for one in mapping.equivalents] == [("Amazon", "L5 / SDE II")]


def test_pay_beside_levels_of_companies_is_a_note_of_the_mapping():
    document = read(
        "#### Level Mapping\n\n| Acme | Google | Meta | TC |\n|---|---|---|---|\n| L4 | L4 | E4 | $250K-$330K |\n"
    )
    (mapping,) = document.level_mappings
    assert ([one.company for one in mapping.equivalents], mapping.extra) == (
        ["Google", "Meta"],
        {"TC": "$250K-$330K"},
    )
    assert document.bands == ()
