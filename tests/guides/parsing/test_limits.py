"""How low the speaker would go, in the ways to say it: read as a limit, and never to be said aloud."""

from __future__ import annotations

import pytest

from guides.parsing import parse_guide
from guides.parsing.speech.asks import find_asks
from guides.parsing.speech.context import Context
from guides.parsing.speech.voices import read_parts
from guides.parsing.text.mentions import Names

REGIONS = Names.of_regions(["San Francisco", "London", "Toronto", "Zurich", "Stockholm", "Munich", "São Paulo"])


def told(text):
    """Voices and asks of a text: "floor base 195", in thousands of US dollars where nothing else is said."""
    parts = read_parts(text)
    asks = [
        f"{ask.role} {ask.component} {amount(ask)}"
        + (f" {ask.currency}" if ask.currency not in {None, "USD"} else "")
        + (f" @{ask.region}" if ask.region else "")
        for ask in find_asks(parts, Context("USD", REGIONS))
    ]
    return {part.voice for part in parts}, "; ".join(asks)


def amount(ask):
    if ask.unit == "percent":
        return f"{ask.min.normalize():f}%"
    return f"{(ask.min / 1000).normalize():f}"


LIMITS = [
    ("I won't accept less than $195K base.", "floor base 195"),
    ("The minimum I'd consider is $190K base and a $20K sign-on.", "floor base 190; floor signing 20"),
    ("I can't go below £110K in London.", "floor other 110 GBP @London"),
    ("The lowest number I could say yes to is $188K.", "floor other 188"),
    ("Anything above $240K total comp would be acceptable.", "accept total 240"),
    ("$195K is the lowest I can do.", "floor other 195"),
    ("My minimum is $198K base.", "floor base 198"),
    ("At $205K base I would accept today.", "accept base 205"),
    ("I'm flexible, but no lower than £110K.", "floor other 110 GBP"),
    (
        "I'm targeting C$185K base, though I'd accept C$172K, and I would not go under C$165K.",
        "target base 185 CAD; accept base 172 CAD; floor base 165 CAD",
    ),
    ("I'd be willing to come down to $200K base.", "accept base 200"),
    ("I'd be comfortable accepting $212K base.", "accept base 212"),
    ("I would settle for CHF 160K base.", "accept base 160 CHF"),
    ("I could go as low as £101K base.", "floor base 101 GBP"),
    ("I would take $188K base if the grant is right.", "accept base 188"),
    ("Under £100K base, I would have to pass.", "floor base 100 GBP"),
    ("Anything under $300K total comp doesn't work for me.", "floor total 300"),
    ("If the base is less than $190K, I'll stay where I am.", "floor base 190"),
    ("I would turn down any offer under $280K total comp.", "floor total 280"),
    ("My bottom line is SEK 720K base.", "floor base 720 SEK"),
    ("The least I'd work for is ₹52L base.", "floor base 5200 INR"),
    ("It has to be $200K base or I walk.", "floor base 200"),
    ("I'm not leaving my job for less than $230K base.", "floor base 230"),
    ("There's no way I can take less than R$24K a month.", "floor base 288 BRL"),
    ("$192K base is my red line.", "floor base 192"),
    ("$300K total comp is where I'd walk away.", "floor total 300"),
    ("As a fallback, I could accept $205K base with a $30K sign-on.", "accept base 205; accept signing 30"),
    ("Worst case, I'd do $198K base.", "accept base 198"),
    ("I'd be fine with $210K base.", "accept base 210"),
    ("$210K base would be good enough.", "accept base 210"),
    ("Not a dollar under $225K base.", "floor base 225"),
    ("I could be talked down to $205K base.", "accept base 205"),
    ("If you can do $215K base, I'll accept today.", "accept base 215"),
    ("I'm looking for $220K base, but I would consider $205K.", "ask base 220; accept base 205"),
    ("$215K base, and not a penny less.", "floor base 215"),
    ("I need no less than $225K base.", "floor base 225"),
    ("Honestly, €95K base is as low as I can go.", "floor base 95 EUR"),
    ("I draw the line at $205K base.", "floor base 205"),
    ("I need at least $205K base; otherwise I'll stay put.", "floor base 205"),
    ("I'd sign for $205K base if I must.", "accept base 205"),
    ("I'd accept two hundred thousand.", ""),
]


@pytest.mark.parametrize(("text", "asks"), LIMITS)
def test_a_limit_is_never_spoken(text, asks):
    assert told(f'"{text}"') == ({"advice"}, asks)


SPOKEN = [
    ("I need at least $205K base to make this work.", "ask base 205"),
    ("I need $270K total comp to accept.", "ask total 270"),
    ("I'm not asking for less responsibility; I'm looking for $220K base.", "ask base 220"),
    ("The offer is below my current pay, so I'm asking for $220K base.", "ask base 220"),
    ("Your base of $180K is below the market.", ""),
    ("I'd like to accept, and $220K base would let me.", "ask base 220"),
    ("I accept that base bands are fixed, so I'm looking for a $40K sign-on.", "ask signing 40"),
    ("That would work for me.", ""),
    ("We never went below 99.95% uptime.", ""),
    ("I can't do my job with less than 3 engineers.", ""),
    ("If you can get to $225K base, I'll sign today.", "ask base 225"),
    ("I'm targeting SEK 62K per month base.", "target base 744 SEK"),
    ("I'd like equity of 0.10%.", "ask equity 0.1%"),
]


@pytest.mark.parametrize(("text", "asks"), SPOKEN)
def test_what_only_sounds_like_a_limit_is_spoken(text, asks):
    assert told(f'"{text}"') == ({"say"}, asks)


# One way of giving a limit away a line.
GIVEN_AWAY = """
I will not go below $190K base.
Anything under $170K base is a no.
I couldn't do $176K base or lower.
$184K base would be enough for me.
My reserve price is $180K base.
I'd stay put for less than $180K base.
My walk-away is $175K.
I can't accept less than $180K base.
For anything short of $180K base, I would stay where I am.
I need at least $180K base to say yes.
Under $180K base the move makes no sense for me.
If it's below $180K base, I'm out.
Below $180K base we don't need to talk.
$180K base is the least that would work for me.
I won't move for less than $180K base.
$180K base is my break-even.
I could live with $180K base.
$180K base gets it done.
I would still come for $180K base.
With $180K base I could just about manage.
Anything above $180K base works for me.
Anything from $180K base up is fine.
$180K base is as far down as I can go.
There is no way I'd leave for under $180K base.
I have to draw a line at $180K base.
I'm not leaving my job for $175K base.
$175K base won't get me to move.
$175K base doesn't cut it.
It has to start with a 18: $180K base or nothing.
My bottom number is $180K base.
Just between us, $180K base would do it.
I'd be satisfied with $180K base.
At $180K base I'd still say yes.
$180K base is what I'd settle for.
Less than $180K base isn't worth the move.
The smallest base I'd consider is $180K.
I'd consider nothing lower than $180K base.
My threshold is $180K base.
$180K base would be acceptable.
If you can't do $190K, $180K base is okay too.
I might be persuaded at $180K base.
At a pinch I'd do $180K base.
My dealbreaker is anything lower than $180K base.
Unless it's $180K base, I'm staying.
I'd turn down anything that's not at least $180K base.
The number that I need to stay above is $180K base.
$180K base is the bare minimum.
I'd rather stay than take $175K base.
Don't bother with offers lower than $180K base.
I promised myself not to move for less than $180K base.
My family needs $180K base to make ends meet.
My cutoff is $180K base.
$180K base keeps me at the table.
I can be flexible down to $180K base.
I'd come down to $180K base if the equity is higher.
Worst case, $180K base.
""".strip().split("\n")


@pytest.mark.parametrize("text", GIVEN_AWAY)
def test_what_gives_a_limit_away_is_never_spoken(text):
    voices, asks = told(f'"{text}"')
    assert voices == {"advice"}
    assert asks.split(" ")[0] in {"floor", "accept"}


ADVICE = [
    (
        "In Toronto, open at C$185K base; target C$178K; accept C$165K.",
        "ask base 185 CAD @Toronto; target base 178 CAD @Toronto; accept base 165 CAD @Toronto",
    ),
    (
        "In Zurich, target CHF 172K base and accept CHF 158K.",
        "target base 172 CHF @Zurich; accept base 158 CHF @Zurich",
    ),
    (
        "In Stockholm, push SEK 820K base, accept SEK 760K.",
        "target base 820 SEK @Stockholm; accept base 760 SEK @Stockholm",
    ),
    ("Accept at SEK 56K/mo.", "accept base 672 SEK"),
    ("In São Paulo ask for R$26K/month.", "ask base 312 BRL @São Paulo"),
    (
        "Accept-at floor: $290K total comp / $198K base. Walk-away point: $275K.",
        "accept total 290; accept base 198; floor total 275",
    ),
    (
        "In London, ask for £120K base and £130K RSUs over 4 years, accept £112K.",
        "ask base 120 GBP @London; ask equity 130 GBP @London; accept base 112 GBP @London",
    ),
    (
        "Ideal outcome: $215K base, $320K RSUs. Acceptable outcome: $200K base, $280K RSUs. Red line: $190K base.",
        "target base 215; target equity 320; accept base 200; accept equity 280; floor base 190",
    ),
    ("Final acceptable: $295K TC.", "accept total 295"),
    ("Ask for equity of 0.10%, accept 0.06%.", "ask equity 0.1%; accept equity 0.06%"),
    ("Anchor at $220K.", "ask other 220"),
    ("Settle for $205K or more.", "accept other 205"),
    (
        "Ask for a total package of $340K: $215K base, $320K RSUs over four years. To close, you need $325K. "
        "Accept at $305K. Walk away under $285K.",
        "ask total 340; ask base 215; ask equity 320; ask total 325; accept total 305; floor total 285",
    ),
    ("Do not take less than $190K base.", "floor base 190"),
    ("Hold out for $230K base.", "target base 230"),
    (
        "The floor is $190K base in San Francisco and £92K in London.",
        "floor base 190 @San Francisco; floor base 92 GBP @London",
    ),
    ("Your minimum should be $190K base.", "floor base 190"),
    ("If they won't reach $250K total comp, walk.", "floor total 250"),
    ("Best case: $240K base; worst acceptable: $205K.", "target base 240; accept base 205"),
    ("Lead with $260K base and be ready to accept $235K.", "ask base 260; accept base 235"),
    ("Fall back to $240K base if needed.", "accept base 240"),
    ("Ask for CTC of ₹85L, accept ₹72L.", "ask total 8500 INR; accept total 7200 INR"),
    ("Concede to $240K base at most.", "accept base 240"),
    ("Google engineers accept $200K base.", ""),
    ("The company's minimum for L5 is $190K base.", ""),
    ("Acme accepts no counter above $240K.", ""),
]


@pytest.mark.parametrize(("text", "asks"), ADVICE)
def test_what_a_guide_tells_the_reader(text, asks):
    assert told(text) == ({"advice"}, asks)


@pytest.mark.parametrize(
    "after", ["That's my floor.", "I won't go lower.", "Anything less than that and I'd have to pass."]
)
def test_a_limit_may_be_the_amount_of_the_sentence_before(after):
    assert told(f'"I need $220K base. {after}"') == ({"advice"}, "floor base 220")


def test_a_place_that_has_no_band_keeps_its_asks_to_itself():
    text = "**London:** ask £120K base\n**Lisbon:** ask €70K base; accept €62K"
    assert told(text)[1] == "ask base 120 GBP @London; ask base 70 EUR @Lisbon; accept base 62 EUR @Lisbon"


def test_a_limit_in_a_section_of_prose_is_heard():
    guide = parse_guide(SECTIONS)
    assert [(ask.role, ask.component, int(ask.min), ask.region) for ask in guide.sections[0].asks] == [
        ("ask", "base", 215_000, None),
        ("floor", "base", 200_000, None),
        ("accept", "total", 295_000, "Boston"),
        ("floor", "total", 280_000, "Boston"),
    ]
    assert guide.sections[1].asks == ()


SECTIONS = """# Engineer | Acme Negotiation Guide

| Region | Base Salary | Total Comp |
|---|---|---|
| Boston | $180K-$220K | $250K-$330K |

## Boston, step by step

Say: "I'm looking for $215K base, and I won't go below $200K base."

Accept-at floor: $295K TC. Walk away below $280K TC.

## The company

Its profit of $80M is the floor of its valuation. Compensation floors have risen to $300K.
"""
