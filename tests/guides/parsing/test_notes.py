"""Notes below a table, however they are set: what its figures are."""

from __future__ import annotations

import pytest

from guides.parsing import parse_guide
from guides.parsing.losses import lost_words

TABLE = """### Data Engineer | Acme Global Negotiation Guide

| Level | Boston | Denver |
|---|---|---|
| Mid (L4) | $140,000–$170,000 | $125,000–$150,000 |

{below}

**Evidence & Sources**
- Levels.fyi 2025
"""


def parts(below: str) -> set[str]:
    text = TABLE.format(below=below)
    read = parse_guide(text)
    assert not lost_words(text, read)
    return {part for band in read.bands for part in ("base", "total", "unspecified") if getattr(band, part)}


@pytest.mark.parametrize(
    "note",
    [
        "*All figures are total compensation.*",
        "_All figures are total compensation._",
        "All figures are total compensation.",
        "Note: total comp, before tax.",
        "**Note:** Figures show total compensation a year.",
        "Total compensation is shown, equity included.",
        "The ranges above represent total annual compensation.",
    ],
)
def test_a_note_says_that_amounts_are_totals(note):
    assert parts(note) == {"total"}


@pytest.mark.parametrize("note", ["_Base salary only._", "Amounts are base salary, before bonus.", "N.B. base pay"])
def test_a_note_says_that_amounts_are_base_pay(note):
    assert parts(note) == {"base"}


@pytest.mark.parametrize(
    "words",
    [
        "> **Negotiate Up Strategy:** Open at $165,000 base.",
        "**Global Levers**",
        "Acme pays a base that few others match.",
        "Engineers here care for total compensation more than for titles.",
    ],
)
def test_what_is_no_note_says_nothing_of_the_table(words):
    assert parts(words) == {"unspecified"}
