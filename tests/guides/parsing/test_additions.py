"""Whether an amount is a whole or comes on top of the offer, whatever the wording."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guides.document.document import Part
from guides.parsing.speech.asks import find_asks
from guides.parsing.speech.context import Context


def asked(text, voice="say"):
    """Each ask of a text: its part, basis and amount, and the unit or how often where that isn't plain."""
    found = find_asks((Part(voice, text),), Context())
    return [f"{ask.component} {'+' if ask.basis == 'addition' else ''}{_amount(ask)}" for ask in found]


def _amount(ask):
    ends = f"{ask.min:f}" if ask.max == ask.min else f"{ask.min:f}-{ask.max or ''}"
    unit = "%" if ask.unit == "percent" else " shares" if ask.unit == "shares" else ""
    yearly = " a year" if ask.component in {"equity", "other"} and ask.period == "year" else ""
    return f"{ends}{unit}{yearly}"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I'm looking for $185K base.", ["base 185000"]),
        ("An on-call supplement of $6K–$10K a year on top of the bonus.", ["other +6000-10000 a year"]),
        ("A $40K incremental RSU grant.", ["equity +40000"]),
        ("A $30K retention grant, which would take my equity to $32–35K a year.", ["equity +30000"]),
        ("Lift the base by 8 %.", ["base +8%"]),
        ("A $10K premium on base for the clearance.", ["base +10000"]),
        ("An extra $20K at signing would bridge the gap.", ["signing +20000"]),
        ("A $20K signing bonus.", ["signing 20000"]),
        ("I'd like $125K base and $20K to sign.", ["base 125000", "signing 20000"]),
        ("$125K base plus $20K upfront would do it.", ["base 125000", "signing 20000"]),
        ("I'm asking for €95,000 base and €10,000 when I join.", ["base 95000", "signing 10000"]),
        # Of which part the second is isn't said; where it may be the first once more, it is.
        ("I'd like $125K base and $20K.", ["base 125000"]),
        ("I'd like $125K base or $130K.", ["base 125000", "base 130000"]),
        ("$180K base, and RSUs worth $15K a year more.", ["base 180000", "equity +15000 a year"]),
        ("A 15 % target bonus.", ["bonus 15%"]),
    ],
)
def test_the_worked_cases(text, found):
    assert asked(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Raise the grant from $[Y]K to $[Y+40]K.", ["equity +40000"]),
        ("Take the stock from £[Y] to £[Y + 40K], please.", ["equity +40000"]),
        ("A sign-on of [$20–30K].", ["signing 20000-30000"]),
        ("I'd like [50-80K] in RSUs.", ["equity 50000-80000"]),
        ("Could you move the base to [EUR 95K]?", ["base 95000"]),
        ("I'm looking for ₹[38-42]L base.", ["base 3800000-4200000"]),
        ("Raise my base by [+15%].", ["base +15%"]),
        ("I'd need base at $[X+10-15]K and a bonus of [Z+5]%.", ["base +10000-15000", "bonus +5%"]),
        ("I'm asking for an incremental grant of [$60K].", ["equity +60000"]),
        ("Lift total comp to [offer + $25K].", ["total +25000"]),
        # A source, a count and somebody else's pay are no amounts to ask for.
        ("I'd like a grant that reflects this [4].", []),
        ("I have offers from [Globex at $262K TC / Initech at $278K TC].", []),
        ("I need a team of [2-3].", []),
        ("I'd like RSUs of $[Y]K.", []),
    ],
)
def test_amounts_within_blanks_are_asked_for(text, found):
    assert asked(text) == found


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("[Z] said: raise the grant from $[Y]K to $[Y+40]K in RSUs.", "$[Y+40]K in RSUs"),
        ("A sign-on of [$20–30K], then [EUR 95K] base.", "[$20–30K]"),
    ],
)
def test_an_ask_names_its_amount_as_the_guide_prints_it(text, printed):
    assert find_asks((Part("say", text),), Context())[0].text == printed


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # Adjectives that count on.
        ("I'd like an additional $20K in equity.", ["equity +20000"]),
        ("I'd hope for a further $10K on the base.", ["base +10000"]),
        ("I'd want another $20K of RSUs per year.", ["equity +20000 a year"]),
        ("A supplemental RSU mega-grant of $80K–$120K would reflect that.", ["equity +80000-120000"]),
        ("I'm asking for $25K more in stock.", ["equity +25000"]),
        ("I'd like 5 % more base.", ["base +5%"]),
        ("Could the grant be $40K larger?", ["equity +40000"]),
        ("An extra 1,000 RSUs would settle it.", ["equity +1000 shares"]),
        ("I'd like a retention grant of £30K / $38K.", ["equity +30000", "equity +38000"]),
        ("I'm targeting $120K RSUs, plus a $90K foundry retention grant.", ["equity 120000", "equity +90000"]),
        ("I'd need a $30K signing bonus and a $20K annual retention bonus.", ["signing 30000", "other +20000 a year"]),
        # Nouns of growth, before and behind.
        ("I'm asking for a 6 % raise.", ["base +6%"]),
        ("A top-up of $50K to the RSU grant would help.", ["equity +50000"]),
        ("I'd like an equity bump worth $50K.", ["equity +50000"]),
        ("I'd like a 25% increase on the equity component.", ["equity +25%"]),
        (
            "An increase of $15,000 to the base and $20,000 to the RSU grant would help.",
            ["base +15000", "equity +20000"],
        ),
        ("I'd like a 12 % uplift on base and 5 points more bonus.", ["base +12%", "bonus +5%"]),
        ("A $12K a year language premium.", ["other +12000 a year"]),
        ("A clearance premium of 12 % of base.", ["other +12% a year"]),
        ("A $28K increase to total comp would reflect it.", ["total +28000"]),
        # Verbs of growth with "by".
        ("Could you bump the bonus target by 5 %?", ["bonus +5%"]),
        ("I'd like the RSU grant to be increased by $20,000.", ["equity +20000"]),
        ("Raise base by $10K and the RSUs by $30K.", ["base +10000", "equity +30000"]),
        ("Please add $10K to the base.", ["base +10000"]),
        ("Raise my base by $10K to $180K.", ["base +10000"]),
        ("Base: +$10K. RSUs: +$40K.", ["base +10000", "equity +40000"]),
        ("Move the base up 8 %.", ["base +8%"]),
        # On top of what.
        ("I'd like $40K on top of the RSUs you offered.", ["equity +40000"]),
        ("I'd ask you to put $10K on top of the base.", ["base +10000"]),
        ("I'd want £22–38K a year on top of the bonus.", ["other +22000-38000 a year"]),
        ("On top of the bonus I'd like $8K a year for the pager.", ["other +8000 a year"]),
        ("I'd like $10K in base beyond the offer.", ["base +10000"]),
        ("I'd need $15K above your initial base offer.", ["base +15000"]),
        ("A sign-on of $15K would bridge the gap.", ["signing +15000"]),
        ("A £30K grant, which brings my equity to £95–110K a year.", ["equity +30000"]),
    ],
)
def test_an_addition_by_its_grammar(text, found):
    assert asked(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Could you raise the base from $170K to $185K?", ["base 185000"]),
        ("Could you take the base from $170K base to $185K base?", ["base 185000"]),
        ("I'd like an RSU bump to $125,000.", ["equity 125000"]),
        ("My expertise commands a premium: $205K base.", ["base 205000"]),
        ("I want RSUs worth $80K over 4 years on top of base.", ["equity 80000"]),
        ("I'd like $200K base in addition to a $30K sign-on.", ["base 200000", "signing 30000"]),
        ("To bridge the gap, I'd propose $215K base and a $45K signing bonus.", ["base 215000", "signing 45000"]),
        ("A $15K sign-on would bridge the gap between two vesting dates.", ["signing 15000"]),
        ("I'd like $185K base or more, in line with the market.", ["base 185000"]),
        ("I'd like premium equity of $80K.", ["equity 80000"]),
        ("I'm asking for a signing bonus of $125K.", ["signing 125000"]),
        ("A target bonus of 15 percent.", ["bonus 15%"]),
        ("I'd like a research budget of $75K a year.", ["other 75000 a year"]),
    ],
)
def test_a_whole_stays_a_whole(text, found):
    assert asked(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I'd like a $25,000 base increase to $210,000.", ["base 210000"]),
        ("$185K base, $15K more than you offered.", ["base 185000"]),
        ("I'd like RSUs of $140K, which is $40K more.", ["equity 140000"]),
        ("A $30K retention grant. That would bring my equity to $32–35K a year.", ["equity +30000"]),
        ("A $30K retention award, so that my equity comes to $32–35K a year.", ["equity +30000"]),
        ("A $30K retention grant would bring my equity to about $130K.", ["equity +30000"]),
        ("An extra $40K in RSUs, for a total grant of $140K.", ["equity +40000"]),
        ("A retention grant of $45K over three years, taking my RSUs to $150K.", ["equity +45000"]),
    ],
)
def test_what_an_addition_comes_to_is_asked_for_once(text, found):
    assert asked(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "I increased equity trading volume by 20 %.",
        "Acme raised base by 8 % last year.",
        "This work commands a 15-30% premium.",
        "Stripe pays $20K more base.",
        "That is a 10% premium over the market.",
        "I cut the bill by 20 %.",
        "I'd like a review after six months with a $15,000 base adjustment.",
    ],
)
def test_a_fact_or_a_later_raise_is_no_ask(text):
    assert asked(text) == []


def test_an_instruction_to_raise_is_an_ask_without_a_voice_of_its_own():
    assert asked("Lift the base by 8 %.", "advice") == ["base +8%"]
    assert asked("The guide's author lifted the base by 8 %.", "advice") == []


def test_a_limit_is_never_an_addition():
    (ask,) = find_asks((Part("advice", "Don't accept less than a $40K retention grant."),), Context())
    assert (ask.role, ask.basis) == ("floor", "whole")


PARTS = {"base": "base", "equity": "RSUs", "signing": "signing bonus"}
ADDITIONS = (
    "I'd like an additional {amount} in {part}.",
    "I'd like {amount} more in {part}.",
    "I'm asking for an increase of {amount} to the {part}.",
    "Please raise the {part} by {amount}.",
    "I'd like a {amount} increase in {part}.",
    "Could the {part} go up by {amount}?",
    "I'd need an extra {amount} on the {part}.",
)
WHOLES = ("I'd like {amount} in {part}.", "I'm looking for {amount} {part}.", "I'd need {part} of {amount}.")


@given(
    st.sampled_from(ADDITIONS), st.sampled_from(sorted(PARTS)), st.integers(1, 400), st.sampled_from(["$", "£", "A$"])
)
def test_every_way_to_say_an_addition_is_one_of_every_part(way, part, thousands, sign):
    text = way.format(amount=f"{sign}{thousands}K", part=PARTS[part])
    (ask,) = find_asks((Part("say", text),), Context())
    assert (ask.component, ask.basis, ask.min) == (part, "addition", Decimal(thousands * 1000))


@given(st.sampled_from(WHOLES), st.sampled_from(sorted(PARTS)), st.integers(1, 400))
def test_every_way_to_say_a_whole_is_one(way, part, thousands):
    (ask,) = find_asks((Part("say", way.format(amount=f"${thousands}K", part=PARTS[part])),), Context())
    assert (ask.component, ask.basis, ask.min) == (part, "whole", Decimal(thousands * 1000))
