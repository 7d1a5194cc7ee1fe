"""Levels in the words of guides and of those who search."""

from __future__ import annotations

import pytest

from guides.document.levels import asked_levels, level_codes, level_label, named_levels


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("L4-L5 ML Engineer", ("l4", "l5")),
        ("Senior (L5)", ("senior", "l5")),
        ("IC4/5", ("ic4", "ic5")),
        ("L61–L63", ("l61", "l62", "l63")),
        ("SDE II-III", ("sde2", "sde3")),
        ("Sr. PM 62/63", ("senior", "l62", "l63")),
        ("Level 5", ("l5",)),
        ("Software Engineer IC-6", ("ic6",)),
        ("AVP/VP", ("avp", "vp")),
        ("Junior-Mid", ("entry", "mid")),
        ("E5+", ("e5",)),
        ("Product Manager", ()),
        ("5G Network Engineer, $180K", ()),
        ("L1-L90", ("l1", "l90")),
    ],
)
def test_a_level_is_read_however_it_is_printed(text, codes):
    assert level_codes(text) == codes


@pytest.mark.parametrize(
    ("typed", "codes", "rest"),
    [
        ("hooli e5", ("e5",), "hooli"),
        ("hooli sde ii", ("sde2",), "hooli sde"),
        ("ict 4 hooli", ("ict4",), "hooli"),
        ("level 5 hooli", ("l5",), "hooli"),
        ("hooli 63", ("l63",), "hooli"),
        ("new grad hooli", ("entry",), "hooli"),
        ("l3 harris", (), "l3 harris"),
        ("senior designer hooli", (), "senior designer hooli"),
        ("new york", (), "new york"),
    ],
)
def test_levels_are_told_from_names_that_a_search_knows(typed, codes, rest):
    known = {"hooli", "l3harris", "senior", "designer", "sde", "new", "york"}
    asked = asked_levels(typed.split(), known.__contains__)
    assert (asked.codes, asked.rest) == (codes, rest)


def test_a_guide_names_its_own_levels_and_what_equals_them_in_its_words():
    mappings = [
        ("Senior (P3)", [{"company": "Hooli", "level": "E5-E6"}, {"company": "No direct", "level": "equivalent"}]),
        ("Staff", [{"company": "Initech", "level": ""}]),
    ]
    found = {(one.company, one.code): (one.own, one.words) for one in named_levels("P3-P4", ["Mid (P2)"], mappings)}
    assert found["", "p3"] == ("P3-P4", "P3-P4")
    assert found["", "p2"] == ("Mid (P2)", "Mid (P2)")
    assert found["Hooli", "e5"] == found["Hooli", "e6"] == ("Senior (P3)", "E5-E6")
    assert found["Initech", ""] == ("Staff", "")
    assert {company for company, _ in found} == {"", "Hooli", "Initech"}


def test_a_code_is_shown_as_people_write_it():
    assert [level_label(code) for code in ("e5", "sde2", "entry", "vp", "senior")] == [
        "E5",
        "SDE2",
        "entry level",
        "VP",
        "senior",
    ]
