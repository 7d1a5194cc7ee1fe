"""What letters say and what is read of them: whole ones, and clauses that are easily misread.

The letters' right readings were written apart from the reader (``letters/README.md``).
"""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pay.letters.reading import read_letter
from tests.shared import SHARED

HERE = Path(__file__).parent
TODAY = date(2026, 11, 28)
LETTERS = [case for path in sorted((HERE / "letters").glob("*.json")) for case in json.loads(path.read_text("utf-8"))]
CLAUSES = json.loads((HERE / "clauses.json").read_text("utf-8"))
CASES = SHARED / "cases" / "letters.json"


def is_same(want: Any, got: Any) -> bool:
    if want is None or got is None:
        return want is got
    try:
        return Decimal(str(want)) == Decimal(str(got))
    except InvalidOperation:
        return str(want) == str(got)


def outcomes(case: dict[str, Any]) -> dict[str, str]:
    """Field → right, wrong, listed or lost: a value that isn't read is listed where its figure is in the rest."""
    letter = read_letter(case["text"], today=TODAY)
    found = {}
    for field, want in case["want"].items():
        got = letter.value(field)
        if is_same(want, got):
            found[field] = "right"
        else:
            found[field] = "listed" if got is None else "wrong"
    return found


@pytest.mark.parametrize("case", LETTERS, ids=lambda case: case["name"])
def test_of_a_whole_letter_nothing_is_read_wrongly(case):
    assert [field for field, outcome in outcomes(case).items() if outcome == "wrong"] == []


def test_nine_terms_of_ten_in_whole_letters_are_read():
    found = [outcome for case in LETTERS for outcome in outcomes(case).values()]
    assert len(found) > 800
    assert found.count("right") / len(found) >= 0.9


@pytest.mark.parametrize("case", CLAUSES, ids=lambda case: f"{case['kind']}: {case['text'][:60]}")
def test_a_clause_that_is_easily_misread(case):
    assert "wrong" not in outcomes(case).values()


def test_nearly_all_such_clauses_are_read():
    found = [outcome for case in CLAUSES for outcome in outcomes(case).values()]
    assert found.count("right") / len(found) >= 0.95


@pytest.mark.skipif(not CASES.is_file(), reason="the shared cases aren't beside the checkout")
def test_the_shared_cases_are_read():
    cases = json.loads(CASES.read_text("utf-8"))
    assert [case["text"] for case in cases if set(outcomes(case).values()) != {"right"}] == []


def covered(text: str) -> list[tuple[int, int]]:
    letter = read_letter(text, today=TODAY)
    spans = [span for term in letter.terms for span in term.spans]
    spans += [(left.start, left.end) for left in letter.rest]
    return [*spans, *letter.silent]


def assert_no_digit_is_lost(text: str) -> None:
    """Every digit of a letter stands in a term, in the rest or in a name that is known."""
    spans = covered(text)
    lost = [
        text[max(0, at - 20) : at + 20]
        for at, char in enumerate(text)
        if char in "0123456789" and not any(start <= at < end for start, end in spans)
    ]
    assert lost == []


@pytest.mark.parametrize("case", [*LETTERS, *CLAUSES], ids=lambda case: case["text"][:40])
def test_no_figure_of_a_letter_vanishes(case):
    assert_no_digit_is_lost(case["text"])


PIECES = [line for case in LETTERS for line in case["text"].split("\n") if any(char.isdigit() for char in line)]


@settings(max_examples=25)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=8), st.sampled_from(["\n", " ", "\n\n", "; ", "\t"]))
def test_no_figure_of_lines_put_together_vanishes(lines, between):
    assert_no_digit_is_lost(between.join(lines))


@settings(max_examples=60)
@given(st.text("0123456789$€£₹%.,:;/-() aAkKmn\n", max_size=80))
def test_no_digit_of_any_text_vanishes(text):
    assert_no_digit_is_lost(text)


def test_another_language_is_told_and_its_figures_are_listed():
    letter = read_letter(
        "La retribuzione annua lorda è di 45.000 € e sarà versata in 13 mensilità con il bonus di 5.000 €."
    )
    assert not letter.is_language_read
    assert letter.terms == ()
    assert [left.figure for left in letter.rest] == ["45.000 €", "13", "5.000 €"]


def test_two_values_of_one_term_are_none():
    letter = read_letter("Your base salary is $150,000 per year. Base salary: $160,000 per year.")
    assert letter.value("base") is None
    assert [term.value for term in letter.doubtful if term.field == "base"] == [150000, 160000]


def test_recruiters_notes_are_read_and_called_verbal():
    letter = read_letter("190 base, 20% bonus, 300k RSUs over 4, 25k sign on")
    assert [letter.value(field) for field in ("base", "bonus", "equity", "vesting_years", "signing")] == [
        190000, 20, 300000, 4, 25000,
    ]  # fmt: skip
    assert [term.value for term in letter.doubtful if term.field == "status"] == ["verbal"]


def test_a_deadline_has_its_time_and_zone():
    letter = read_letter("Dear Kim, this offer expires at 5 pm Pacific on Friday, December 11, 2026.")
    assert letter.value("respond_by") == date(2026, 12, 11)
    assert letter.value("respond_by_time") == "5 pm pacific"


def test_days_to_answer_in_are_counted_from_the_letters_date_and_asked_about():
    letter = read_letter(
        "December 1, 2026\n\nDear Kim,\n\nPlease accept within five business days of the date of this letter."
    )
    assert letter.value("respond_within") == "five business days of the date of this letter"
    assert [term.value for term in letter.doubtful if term.field == "respond_by"] == [date(2026, 12, 8)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Please sign and return this letter before December 18, 2026.",
        "Merci de nous faire parvenir votre accord avant le 18 décembre 2026.",
        "We need to hear from you prior to 18 December 2026.",
    ],
)
def test_a_day_before_which_to_answer_is_offered_not_filled_in(sentence):
    letter = read_letter(f"Your base salary is EUR 70,000 per year. {sentence}", today=date(2026, 12, 1))
    assert letter.value("respond_by") is None
    assert [term.value for term in letter.doubtful if term.field == "respond_by"] == [date(2026, 12, 18)]


def test_on_or_before_a_day_includes_it():
    letter = read_letter("Please accept on or before December 18, 2026.", today=date(2026, 12, 1))
    assert letter.value("respond_by") == date(2026, 12, 18)
