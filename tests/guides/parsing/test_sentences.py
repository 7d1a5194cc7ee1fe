"""The voice of each sentence, on hard cases that were written without knowing the reader."""

from __future__ import annotations

import pytest

from guides.document.document import Part
from guides.parsing.speech.naming import Naming
from guides.parsing.speech.sentences import read_sentences, voice_of
from pay.scripts import OwnWords, compose, sentences_of
from tests.speech_cases import CASES, FACTS

COMPANY, ROLE = "Northwind", "Data Engineer"
NAMING = Naming.of(COMPANY, about="", headings=[COMPANY, ROLE], others=["Hooli"], texts=[])


def said(text):
    """What of a sentence stands in a text to copy, with nothing recorded and nothing ticked."""
    return compose(sentences_of("A lever", [(voice_of(text, NAMING), text)]), OwnWords("USD", str)).text


@pytest.mark.parametrize("case", [case for case in CASES if case.said == "never"], ids=lambda case: case.text[:60])
def test_what_may_not_be_said_isnt(case):
    assert said(case.of(COMPANY, ROLE)) == ""


def test_facts_are_said():
    lost = [case.text for case in FACTS if not said(case.of(COMPANY, ROLE))]
    # Default deny has its price: so many of these at most are lost.
    assert len(lost) <= len(FACTS) * 0.06, lost


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("Northwind's customers pay for fresh data, and the pipelines decide how fresh it is.", "fact"),
        ("Data engineers here carry the pager every third week.", "fact"),
        ("Hooli pays data engineers $195K.", "offer"),
        ("Holding Initech at $195K base.", "offer"),
        ("Initech is at $195K / $120K RSU.", "offer"),
        ("Two other teams want me at $205K.", "offer"),
        ("What I see elsewhere starts at $195K.", "offer"),
        ("My alternatives are near $205K.", "offer"),
        ("Hooli, Globex: both above $195K.", "offer"),
        ("If Hooli comes back at $205K, I'd have to think.", "offer"),
        ("The offer by initech is $230K TC.", "offer"),
        ("An improved package from globex comes to $210K.", "offer"),
        ("stripe came in at $230K TC.", "offer"),
        ("somebody else's recruiter quoted $205K.", "offer"),
        ("The base from your team could come to $190K.", "ask"),
        ("There's no other offer on my desk.", "self"),
        ("I make $182K where I am.", "self"),
        ("Nine years of streaming, three of them leading.", "self"),
        ("My thesis was on your join algorithm.", "self"),
        ("Having run [number] clusters, I know what breaks.", "self"),
        ("We cut the bill by a third at [company].", "self"),
        ("Half a million in unvested stock stays behind.", "self"),
        ("We both know what this is worth.", "unsettled"),
        ("You know that my pipelines don't fail.", "unsettled"),
        ("Globex built its lead on exactly this.", "unsettled"),
        ("I can't go below $165K.", "limit"),
        ("Under $165K I'd have to pass.", "limit"),
        ("$168K is where I'd still say yes.", "limit"),
        ("I'm looking for $185K base.", "ask"),
        ("Say this only once they have named the level.", "advice"),
    ],
)
def test_the_worked_cases(text, voice):
    assert voice_of(text, NAMING) == voice


def test_what_leans_on_an_offer_is_settled_by_nobody():
    part = Part("say", "Hooli has offered me $195K. Their team is smaller. To match them I'd need $185K base.")
    assert [sentence.voice for sentence in read_sentences([part], NAMING)] == ["offer", "unsettled", "ask"]


def test_advice_has_no_sentences_to_say():
    assert read_sentences([Part("advice", "Northwind pays well.")], NAMING) == ()


def test_the_guides_own_names_are_nobody_elses():
    naming = Naming.of("Fiserv", about="", headings=["Clover OS at the centre"], others=["Stripe"], texts=[])
    assert not naming.names_other("Clover OS runs the tills of six million merchants.")
    assert naming.names_other("Stripe runs the tills of six million merchants.")
    assert naming.names_other("The tills of six million merchants run like those at Globex.")
