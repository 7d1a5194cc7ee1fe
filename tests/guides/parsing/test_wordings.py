"""Offers, limits and roles in wordings of other writers."""

from __future__ import annotations

import pytest

from guides.document.document import Part
from guides.parsing import parse_guide
from guides.parsing.speech.scripts import context_of, read_lever
from guides.parsing.speech.voices import read_parts


def told(text, *, spoken=True):
    return read_lever("T", list(read_parts(f'"{text}"' if spoken else text)), context_of((), "Acme"), 1)


def asked(lever):
    return [(ask.role, ask.component, int(ask.min)) for ask in lever.asks]


@pytest.mark.parametrize(
    ("text", "company"),
    [
        ("Initech's offer — $205K base, $400K RSUs — ends on Friday.", "Initech"),
        ("Initech gave me $230K base.", "Initech"),
        ("Initech has put $400K of RSUs on the table.", "Initech"),
        ("Initech put £110K plus £40K sign-on in front of me.", "Initech"),
        ("Initech's recruiter just sent me a package of £118K base and £150K in RSUs.", "Initech"),
        ("I've been verbally offered $230K base by Initech.", "Initech"),
        ("I've got Initech at $255K and Globex at $262K on the table.", "Initech"),
        ("Initech came in at $340K total: $205K base and a $40K sign-on.", "Initech"),
    ],
)
def test_what_others_pay_is_an_offer_held_and_no_ask(text, company):
    lever = told(text)
    assert [claim.kind for claim in lever.claims] == ["offer"]
    assert lever.quoted_offers[0].company == company
    assert lever.needs_competing_offer
    assert lever.asks == ()


def test_what_you_gave_is_no_offer_of_somebody_else():
    lever = told("You offered me $200K base and I'd like $220K base.")
    assert lever.claims == ()
    assert asked(lever) == [("ask", "base", 220000)]


@pytest.mark.parametrize(
    "text",
    [
        "I'd struggle to justify anything under $200K base.",
        "It would be hard for me to go below $200K base.",
        "Minimum $200K base.",
        "I'd take $200K base.",
    ],
)
def test_how_low_is_never_said(text):
    lever = told(text)
    assert [part.voice for part in lever.parts] == ["advice"]
    assert lever.asks[0].role in {"accept", "floor"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "London: £122K open / £115K target / £108K accept / £100K walk.",
            [("ask", 122000), ("target", 115000), ("accept", 108000), ("floor", 100000)],
        ),
        ("€98K ask, €92K accept.", [("ask", 98000), ("accept", 92000)]),
        ("NYC: open $200K, land $190K.", [("ask", 200000), ("target", 190000)]),
        ("open AED 430K, close AED 400K", [("ask", 430000), ("target", 400000)]),
        ("Settle $180K", [("accept", 180000)]),
        ("ask $110,000 → settle $104,000 → walk $98,000", [("ask", 110000), ("accept", 104000), ("floor", 98000)]),
        ("Open at $220K, target $210K, accept $200K.", [("ask", 220000), ("target", 210000), ("accept", 200000)]),
    ],
)
def test_terse_lines_of_a_strategy(text, expected):
    assert [(role, amount) for role, _, amount in asked(told(text, spoken=False))] == expected


def test_time_that_something_takes_is_no_amount_to_take():
    lever = told("New hires take 6-12 months to ramp up here.")
    assert lever.parts == (Part("say", "New hires take 6-12 months to ramp up here."),)


TOP = "### Engineer | Initech Global Negotiation Guide\n\n"


def test_level_mappings_on_lines_of_their_own():
    guide = parse_guide(f"{TOP}**Level Mapping:**\n\nI4 = Google L4 = Meta E4\nI5 → Google L5 → Meta E5\n")
    assert [(mapping.own, len(mapping.equivalents)) for mapping in guide.level_mappings] == [("I4", 2), ("I5", 2)]


def test_a_number_with_a_dash_belongs_to_the_title():
    guide = parse_guide(f'{TOP}**Levers**\n\n1. **40-hour contract:** "I am looking for a $210K base."\n')
    assert guide.levers[0].title == "40-hour contract"


@pytest.mark.parametrize("heading", ["## Strategy", "## Negotiate Up", "**Negotiating Strategy**"])
def test_a_strategy_under_other_headings(heading):
    guide = parse_guide(f"{TOP}{heading}\n\nOpen at $215K base; accept at $200K base.\n")
    assert guide.strategy
    assert asked(guide.strategy) == [("ask", "base", 215000), ("accept", "base", 200000)]
