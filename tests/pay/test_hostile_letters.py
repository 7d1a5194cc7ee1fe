"""A letter's length alone decides how long its reading takes."""

import time

import pytest

from pay.letters.reading import LONGEST, read_letter
from tests.growth import grows_in_step, seconds
from tests.hostile_units import filled


@pytest.mark.parametrize(
    ("head", "unit"),
    [
        ("base salary ", "12 "),
        ("base salary ", "12,"),
        ("base salary from ", "1"),
        ("", "\n"),
        ("", "-\n"),
    ],
)
def test_a_letter_is_read_in_time(head: str, unit: str) -> None:
    assert grows_in_step(read_letter, lambda size: filled(head, unit, size), LONGEST // 5)


@pytest.mark.parametrize("unit", ["12,12,", "12 ", " 707"])
def test_a_letter_of_nothing_but_amounts_is_read_within_a_second(unit: str) -> None:
    assert min(seconds(read_letter, filled("base salary ", unit, LONGEST)) for _ in range(2)) < 1


@pytest.mark.parametrize("unit", ["A. A", "€. ", "one year. "])
def test_what_stands_behind_more_sentences_than_any_letter_has_is_left_to_the_reader(unit: str) -> None:
    text = filled("Your base salary is $100,000 a year.\n", unit, LONGEST - 100) + "\nThe signing bonus is $5,000."
    letter = read_letter(text)
    assert (letter.value("base"), letter.value("signing")) == (100_000, None)
    assert text[: letter.read_to].count(".") == 2_000
    unread = next(rest for rest in letter.rest if rest.kind == "unread")
    assert (unread.start, unread.end) == (letter.read_to, len(text))


def test_a_clause_of_more_figures_than_any_letters_is_left_to_the_reader() -> None:
    clause = "Your base salary is $100,000 per year" + ", or $100,000" * 100
    letter = read_letter(clause)
    assert (letter.value("base"), len(letter.rest)) == (None, 101)


def test_amounts_in_long_groups_are_still_read() -> None:
    assert read_letter("Your base salary will be INR 1,25,00,000 a year.").value("base") == 12_500_000
    assert read_letter("A signing bonus of USD 1 250 000 is paid.").value("signing") == 1_250_000


def test_a_rate_from_to_leaves_the_amount_to_the_reader() -> None:
    assert read_letter("Your base salary will rise from $100,000 to $120,000.").value("base") is None


def test_articles_again_and_again_are_read_at_once() -> None:
    # Each "a" could be read in two ways: as many as two to the power of them.
    started = time.process_time()
    letter = read_letter("Please return " + "a " * 60 + "x by 5 December 2026.")
    assert time.process_time() - started < 1
    assert letter.read_to
