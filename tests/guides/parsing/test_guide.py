"""Whole guides: shapes, refusals, and that nothing of a text is lost."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guides.parsing import MAX_BYTES, GuideRefused, decode_guide, parse_guide
from guides.parsing.losses import lost_words
from tests.shared import corpus_files, needs_corpus

EXAMPLES = sorted((Path(__file__).parents[3] / "guides" / "examples").glob("*.md"))
TITLE = "### Engineer | Acme Global Negotiation Guide\n\n"


@pytest.mark.parametrize(
    ("heading", "company", "role", "level"),
    [
        ("### ML/AI Engineer | Runway Global Negotiation Guide", "Runway", "ML/AI Engineer", None),
        ("### Product Manager — Airwallex Salary Negotiation Guide", "Airwallex", "Product Manager", None),
        ("# Data Engineer - Adobe Negotiation Guide", "Adobe", "Data Engineer", None),
        ("### Software Engineer (L3-L4) | Acme Global Negotiation Guide", "Acme", "Software Engineer", "L3-L4"),
        ("### **Edge Engineer (Signature Role)** | Acme Global Negotiation Guide", "Acme", "Edge Engineer", None),
        ("### DevOps Engineer — HashiCorp (IBM) Salary Negotiation Guide", "HashiCorp (IBM)", "DevOps Engineer", None),
        ("### Engineer (L3–L4) | Acme Global Negotiation Guide", "Acme", "Engineer", "L3–L4"),
        (
            "# Full-Stack Engineer (IC3–IC5) - Coca-Cola Negotiation Guide 2026",
            "Coca-Cola",
            "Full-Stack Engineer",
            "IC3–IC5",
        ),
        ("## Engineer (Mid–Senior) – Acme Negotiation Guide", "Acme", "Engineer", "Mid–Senior"),
        ("### Edge Engineer — SIGNATURE ROLE | Acme Global Negotiation Guide", "Acme", "Edge Engineer", None),
        ("### Edge Engineer ★ SIGNATURE ROLE | Acme Negotiation Guide", "Acme", "Edge Engineer", None),
        ("### Edge Engineer [Signature Role] | Acme Negotiation Guide", "Acme", "Edge Engineer", None),
        ("# Engineer | Acme 2026 Negotiation Guide", "Acme", "Engineer", None),
        ("# Staff Engineer at Acme — Global Negotiation Guide", "Acme", "Staff Engineer", None),
        ("# Staff Engineer — Acme (ACM) | 2026 Negotiation Guide", "Acme (ACM)", "Staff Engineer", None),
    ],
)
def test_titles(heading, company, role, level):
    document = parse_guide(heading + "\n")
    assert (document.company, document.role, document.level) == (company, role, level)


@pytest.mark.parametrize("text", ["", "no heading at all", "### Just a heading\n", "### | Acme Negotiation Guide\n"])
def test_a_text_that_names_no_role_and_company_is_refused(text):
    with pytest.raises(GuideRefused) as refusal:
        parse_guide(text)
    assert refusal.value.line == 1
    assert refusal.value.reason


def test_front_matter_may_stand_before_the_title():
    document = parse_guide(f"---\nauthor: desk\n---\n{TITLE}")
    assert document.company == "Acme"
    assert ("author: desk", 2) in [(label.text, label.line) for label in document.labels]


@pytest.mark.parametrize(
    "text",
    [
        '**Global Levers**\n1. **First:** "One two three four."\n2. **Second:** "Five six seven eight."',
        "#### Global Levers\n\n**Lever 1 — First:**\n> One two three four.\n\n"
        "**Lever 2 — Second:**\n> Five six seven eight.",
        '#### Global Levers\n\n**1. First**\n> "One two three four."\n\n**2. Second**\n> "Five six seven eight."',
        '#### Global Lever 1: First\n\n"One two three four."\n\n#### Global Lever 2: Second\n\n"Five six seven eight."',
    ],
)
def test_levers_in_every_shape(text):
    document = parse_guide(TITLE + text)
    assert [lever.title for lever in document.levers] == ["First", "Second"]
    assert [[(part.voice, part.text) for part in lever.parts] for lever in document.levers] == [
        [("say", "One two three four.")],
        [("say", "Five six seven eight.")],
    ]


def test_sources_in_every_shape():
    document = parse_guide(
        f"{TITLE}#### Evidence & Sources\n- [1] Levels.fyi — pay, 2024-2025\n- **Glassdoor:** salaries\n"
        "- Filing ([sec.gov](https://www.sec.gov/x)), March 2025\n"
    )
    assert [source.publisher for source in document.sources] == ["Levels.fyi", "Glassdoor", None]
    assert [source.url for source in document.sources] == [None, None, "https://www.sec.gov/x"]
    assert [source.period and (source.period.from_, source.period.to) for source in document.sources] == [
        ("2024", "2025"),
        None,
        ("2025-03", "2025-03"),
    ]


def test_a_file_too_large_is_refused():
    with pytest.raises(GuideRefused, match="131,072"):
        decode_guide(b"x" * (MAX_BYTES + 1))


def test_another_encoding_is_refused_with_its_line():
    with pytest.raises(GuideRefused) as refusal:
        decode_guide("### Engineer\n£".encode("latin-1"))
    assert refusal.value.line == 2


def test_byte_order_mark_and_line_ends_change_nothing():
    text = TITLE + "A line.\n"
    assert decode_guide(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()) == text
    assert decode_guide(text.replace("\n", "\r").encode()) == text


@settings(max_examples=200)
@given(st.text(max_size=400))
def test_any_text_is_read_or_refused(text):
    with suppress(GuideRefused):
        assert parse_guide(text).company
    with suppress(GuideRefused):
        assert parse_guide(TITLE + text).company == "Acme"


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_word_of_an_example_stands_in_a_value(path):
    text = decode_guide(path.read_bytes())
    assert lost_words(text, parse_guide(text)) == []


def test_a_word_that_no_value_holds_is_named_with_its_line():
    text = f"{TITLE}**Perks**\nLunch and lunch."
    document = parse_guide(text)
    assert lost_words(text, document) == []
    (section,) = document.sections
    shortened = replace(document, sections=(replace(section, body="Lunch and"),))
    assert lost_words(text, shortened) == [(4, "lunch")]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_has_all_its_parts(path):
    document = parse_guide(decode_guide(path.read_bytes()))
    assert document.bands
    assert document.levers
    assert document.strategy
    assert document.sources
    assert not [finding for finding in document.findings if finding.severity == "error"]


@pytest.mark.corpus
@needs_corpus
def test_no_sentence_of_the_examples_is_taken_from_real_guides():
    def runs(text: str) -> set[tuple[str, ...]]:
        # Tables, headings and level mappings are facts; so are runs that are mostly figures.
        prose = [line for line in text.splitlines() if not line.startswith(("|", "#", "**Level Mapping", "- ", "1. "))]
        found = set()
        for line in prose:
            words = re.findall(r"[\w$%']+", line.lower())
            found |= {tuple(words[at : at + 8]) for at in range(len(words) - 7)}
        return {run for run in found if sum(any(char.isdigit() for char in word) for word in run) < 2}

    taken = {run for path in EXAMPLES for run in runs(path.read_text(encoding="utf-8"))}
    real = {run for path in corpus_files() for run in runs(path.read_text(encoding="utf-8"))}
    assert not taken & real


@pytest.mark.corpus
@needs_corpus
def test_every_real_guide_is_read_with_its_bands_and_strategy(parsed):
    lacking = []
    for path in corpus_files():
        document = parsed(path)
        if not (document.bands and document.strategy):
            lacking.append(str(path))
    assert not lacking


@pytest.mark.corpus
@needs_corpus
def test_no_word_of_a_real_guide_is_lost(parsed):
    lossy = {}
    for path in corpus_files():
        text = decode_guide(path.read_bytes())
        if lost := lost_words(text, parsed(path)):
            lossy[str(path)] = lost
    assert lossy == {}
