"""Texts made to break or stall a reader are read or refused."""

import time

import pytest

from guides.parsing import MAX_BYTES, GuideRefused, parse_guide
from guides.parsing.canonical.writing import to_markdown
from guides.parsing.losses import lost_words
from guides.parsing.pay.around import region_name
from guides.parsing.pay.captions import names_levels_only
from guides.parsing.text.mentions import Names
from tests.growth import grows_in_step
from tests.guides.parsing.hostile import hostile_texts
from tests.hostile_units import filled


@pytest.mark.parametrize(("name", "text"), [pytest.param(*case, id=case[0]) for case in hostile_texts()][::7])
def test_a_hostile_text_is_read_or_refused(name: str, text: str) -> None:
    assert len(text.encode()) <= MAX_BYTES
    try:
        document = parse_guide(text)
    except GuideRefused:
        return
    assert not lost_words(text, document)


@pytest.mark.parametrize("quoted", ["", "> **Say:** ", "> **Say:** -\n", "> **Say:** \n>\n", "> **Say:** ...\n"])
def test_a_script_of_no_words_is_read(quoted: str) -> None:
    assert parse_guide(CANONICAL + "## L {#levers}\n\n### 1. A\n\n" + quoted).levers


def test_more_lines_than_any_guide_has_are_refused() -> None:
    with pytest.raises(GuideRefused, match="5,000 lines"):
        parse_guide("### Engineer | Acme Negotiation Guide\n" + "\n" * 5000)


TITLE = "### Engineer | Acme Negotiation Guide\n\n"
TABLE = TITLE + "| Region | Base |\n|---|---|\n"
LEVER = TITLE + "#### Negotiation Levers\n\n**1. Lever**\n\n"
CANONICAL = '---\nleverbook: guide-document/1\ncompany: "Acme"\nrole: "Engineer"\n---\n\n# T\n\n'


@pytest.mark.parametrize(
    ("head", "unit", "tail"),
    [
        pytest.param("### Engineer | Acme ", "Pay ", "x\n", id="words of a title's end"),
        pytest.param(TITLE + "**a**", " ", "x\n", id="blanks behind bold"),
        pytest.param(TITLE + "#### Level Mapping\n\nA = b | c", " ", "d\n", id="blanks in a mapping"),
        pytest.param(LEVER + '"I want 640', " ", 'a day [a](b)."\n', id="blanks behind a number"),
        pytest.param(LEVER + '"I want $5K ', "annual ", '"\n', id="what an amount may go on with"),
        pytest.param(LEVER + '"I hold an offer. ', "A ", '"\n', id="names behind a claimed offer"),
        pytest.param(CANONICAL + "## L {#levers}\n\n### ", "1", " a\n", id="a lever's number"),
        pytest.param(TABLE + "| ", "-", " | $1K |\n", id="a region of dashes"),
        pytest.param(LEVER + '"I have an offer from ', "A])]", '"\n', id="names without an amount"),
        pytest.param(CANONICAL + "## a", " ", "x\n", id="blanks in a canonical heading"),
    ],
)
def test_a_guide_is_read_in_time(head: str, unit: str, tail: str) -> None:
    assert grows_in_step(_read, lambda size: filled(head, unit, size, tail), MAX_BYTES // 10)


@pytest.mark.parametrize("unit", ["( ", "(1", "...", "[a](", "(USD ", "'", "A "])
def test_a_places_name_is_read_in_time(unit: str) -> None:
    def names(text: str) -> None:
        Names.of_regions([region_name(text), "London"]).mentions(f"{text} London {text}")

    assert grows_in_step(names, lambda size: filled("London ", unit, size), MAX_BYTES // 10)


def test_levels_between_dashes_are_told_at_once() -> None:
    # Each of these could be divided in as many ways as two to the power of its parts.
    assert not names_levels_only("L11-" * 40 + "!")
    started = time.process_time()
    assert parse_guide("### Engineer (L4-" + "a-" * 40 + "a x) | Acme Negotiation Guide\n").level is None
    assert not names_levels_only("IC-11/" * 40 + "!")
    assert time.process_time() - started < 1


def test_many_levels_share_one_table_in_time() -> None:
    def printed(text: str) -> None:
        to_markdown(parse_guide(text))

    head = TITLE + "#### Level Mapping\n\n| Level | Google |\n|---|---|\n"
    assert grows_in_step(printed, lambda size: filled(head, "| L4 | L5 |\n", size), 12_000)


@pytest.mark.parametrize(
    ("text", "reason", "line"),
    [
        (TITLE + "|a" * 61 + "|\n" + "|-" * 61 + "|\n", "more than 60 columns", 3),
        (TITLE + f"| Region | {'a' * 301} |\n|---|---|\n| London | $1K |\n", "more than 300 characters", 3),
        (TABLE + f"| London | {'a' * 2001} |\n", "more than 2,000 characters", 5),
        (TABLE + f"| {'a' * 1_001} | $1K |\n", "row's name has more than 1,000", 5),
        (TABLE + "".join(f"| London {number} | $1K |\n" for number in range(1001)), "more than 1,000 bands", 3),
        (CANONICAL + "## Pay {#pay}\n\n" + "|a" * 61 + "|\n" + "|-" * 61 + "|\n", "more than 60 columns", 11),
    ],
)
def test_tables_of_no_guides_size_are_refused(text: str, reason: str, line: int) -> None:
    with pytest.raises(GuideRefused, match=reason) as refusal:
        parse_guide(text)
    assert refusal.value.line == line


SAID = "I would take $200K of base. "


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (LEVER + '"' + SAID * 700 + '"\n\n**2. Another**\n\n"' + SAID * 740 + '"\n', 9),
        (TITLE + "**Negotiate-Up Strategy:** " + SAID * 1_440 + "\n", 3),
        (CANONICAL + "## L {#levers}\n\n### 1. A\n\n> **Say:** " + SAID * 1_440 + "\n", 13),
    ],
    ids=["two levers", "strategy", "canonical"],
)
def test_scripts_of_no_guides_length_are_refused_and_shorter_ones_read(text: str, line: int) -> None:
    with pytest.raises(GuideRefused, match="more than 40,000 characters together") as refusal:
        parse_guide(text)
    assert refusal.value.line == line
    shorter = parse_guide(text.replace(SAID * 100, ""))
    assert shorter.levers or shorter.strategy


def test_a_number_that_would_print_a_million_digits_is_refused() -> None:
    ask = '{"asks": [{"min": 1e999999, "max": null}]}'
    with pytest.raises(GuideRefused, match="more than 40 digits"):
        parse_guide(CANONICAL + f"## L {{#levers}}\n\n### 1. A\n\n> **Say:** b\n\n```leverbook\n{ask}\n```\n")


def _read(text: str) -> None:
    try:
        parse_guide(text)
    except GuideRefused:
        return
