"""What a posting states is read where it leaves no doubt; the rest is listed, and nothing is guessed."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest

from pay.postings.files import UnreadableFileError, source_of
from pay.postings.pages import UnreadablePageError
from pay.postings.ranges import Posting, Stated
from pay.postings.reading import read_posting
from tests.pay.postings.cases import CASES, Case, ld
from tests.pay.postings.hard_cases import HARD_CASES, LINE_CASES

ALL = (*CASES, *HARD_CASES, *LINE_CASES)


def _told(stated: Stated | None) -> tuple[object, ...] | None:
    return stated and (stated.lowest, stated.highest, stated.named, stated.period, stated.whole)


def _expected(case: Case) -> list[tuple[object, ...]]:
    return [
        (lowest and Decimal(lowest), highest and Decimal(highest), *others) for lowest, highest, *others in case.ranges
    ]


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_each_posting_is_read_as_a_person_reads_it(case: Case) -> None:
    found = read_posting(case.text)
    expected = _expected(case)
    assert [_told(one) for one in found.ranges] == expected
    assert _told(found.settled) == (None if case.settled is None else expected[case.settled])
    assert ("contradiction" in found.doubts) is case.contradicts
    listed = [one.figure for one in found.rest]
    assert not [figure for figure in case.rest if not any(figure in one for one in listed)]


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_the_words_that_a_range_came_from_are_shown(case: Case) -> None:
    assert all(one.words.strip() for one in read_posting(case.text).ranges)


@pytest.mark.parametrize(
    "unit",
    ["YEAR", "year", "Yearly", "ANNUAL", "ANN", "per year", "P1Y", "https://schema.org/Year"],
)
def test_a_year_is_spelled_in_many_ways(unit: str) -> None:
    found = _data(f'{{"currency": "USD", "value": {{"minValue": 90000, "maxValue": 99000, "unitText": "{unit}"}}}}')
    assert found.settled
    assert found.settled.period == "year"


@pytest.mark.parametrize("unit", ["HOUR", "hourly", "HUR", "per hour", "PT1H", "hr"])
def test_an_hour_is_spelled_in_many_ways(unit: str) -> None:
    found = _data(f'{{"currency": "USD", "value": {{"minValue": 31, "maxValue": 38.5, "unitText": "{unit}"}}}}')
    assert found.settled
    assert (found.settled.period, found.settled.highest) == ("hour", Decimal("38.5"))


def test_a_unit_that_nobody_knows_is_left_open() -> None:
    found = _data('{"currency": "USD", "value": {"minValue": 90000, "maxValue": 99000, "unitText": "FORTNIGHT"}}')
    assert found.settled
    assert found.settled.period == ""


def test_a_salary_in_data_that_cannot_be_read_is_listed() -> None:
    found = _data('"about 90 or so, ask Kim"')
    assert not found.ranges
    assert any("90" in one.figure for one in found.rest)


def test_what_words_and_data_both_state_is_shown_as_the_words_have_it():
    agreed = next(case for case in CASES if "the words agree" in case.name)
    (one,) = read_posting(agreed.text).ranges
    assert (one.origin, one.words) == ("words", "Pay range: $41.50 - $56.25 an hour.")


def test_the_day_and_the_title_come_with_the_data() -> None:
    found = read_posting(ld('{"@type": "JobPosting", "title": "Cook", "datePosted": "2026-05-09T08:00:00Z"}'))
    assert (found.title, str(found.posted_on)) == ("Cook", "2026-05-09")


def test_what_was_not_read_to_its_end_settles_nothing() -> None:
    found = read_posting("Salary: $100,000 - $120,000 a year.\n" + "Word after word.\n" * 4_000)
    assert found.settled is None
    assert "cut" in found.doubts


def test_a_page_saved_as_one_file_is_read() -> None:
    saved = (
        b'From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="p"\r\n\r\n--p\r\n'
        b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        b"<p>Salary: =C2=A340,000 =E2=80=93 =C2=A346,000 per annum</p>\r\n--p\r\n"
        b"Content-Type: image/png\r\n\r\nx\r\n--p--\r\n"
    )
    found = read_posting(source_of(saved))
    assert found.settled
    assert (found.settled.lowest, found.settled.currency) == (Decimal(40_000), "GBP")


@pytest.mark.parametrize("content", ["€ 50.000".encode("utf-16"), "€ 50.000".encode(), "€ 50.000".encode("cp1252")])
def test_a_text_file_is_read_in_its_charset(content: bytes) -> None:
    assert source_of(content) == "€ 50.000"


@pytest.mark.parametrize("content", [b"%PDF-1.7", b"PK\x03\x04x", b"\x00\x01\x02\x00", b"x" * 2_500_001])
def test_what_is_no_page_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableFileError, match=r"(?i)copy .*words"):
        source_of(content)


def test_a_page_that_is_nested_without_end_is_refused() -> None:
    with pytest.raises(UnreadablePageError, match="Copy the words"):
        read_posting("<div>" * 200_000)


HOSTILE = {
    "closing what isn't open": "<div>" * 50_000 + "</p>" * 50_000,
    "comments": "<p>" + "<!--" * 200_000,
    "data nested in data": ld('{"@type": "JobPosting", "baseSalary": ' + "[" * 300_000),
    "thousands of jobs": ld("[" + ",".join(['{"@type": "JobPosting", "baseSalary": "$1 - $2"}'] * 30_000) + "]"),
    "nothing but ranges": "salary $100,000 - $120,000 a year " * 30_000,
    "nothing but signs": "$" * 1_000_000,
    "nothing but nouns": "base salary " * 100_000,
    "nothing but words that tie": "salary: " + "is at " * 100_000 + "$100,000",
    "items in items": "<div itemscope itemprop=a>" * 390 + "<p itemprop=b>x</p>" * 40_000,
    "a long number": "$" + "1" * 49_000 + " - $" + "1" * 100_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_takes_the_reader_long(text: str) -> None:
    began = time.process_time()
    try:
        found = read_posting(text)
    except UnreadablePageError:
        found = Posting()
    assert found.settled is None
    # Twenty times what the slowest took.
    assert time.process_time() - began < 4


def _data(salary: str) -> Posting:
    return read_posting(ld('{"@type": "JobPosting", "baseSalary": ' + salary + "}"))
