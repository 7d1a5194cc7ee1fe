"""Voices, claims, slots, asks: what is said, what is advice, and what must be true."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guides.document.document import Part
from guides.parsing import parse_guide
from guides.parsing.speech.asks import find_asks
from guides.parsing.speech.claims import find_claims, find_slots
from guides.parsing.speech.context import Context
from guides.parsing.speech.quoted import find_quoted_offers
from guides.parsing.speech.splitting import split_sentences
from guides.parsing.speech.voices import read_parts
from guides.parsing.text.mentions import Names


def voices(text, **options):
    return [(part.voice, part.text) for part in read_parts(text, **options)]


def test_quoted_words_are_spoken_and_the_rest_is_advice():
    assert voices('Lead with this: "I would like the band\'s upper end." Then wait.') == [
        ("advice", "Lead with this:"),
        ("say", "I would like the band's upper end."),
        ("advice", "Then wait."),
    ]


def test_a_term_in_quotation_marks_is_no_script():
    assert voices('Name the "signature role" in the call.') == [("advice", 'Name the "signature role" in the call.')]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Say: 'I'd like $215K base.' Then wait.",
         [("advice", "Say:"), ("say", "I'd like $215K base."), ("advice", "Then wait.")]),
        ("‘I’d like $215K base, please.’", [("say", "I’d like $215K base, please.")]),
        ("Frame: 'My peers' pay is higher.'", [("advice", "Frame:"), ("say", "My peers' pay is higher.")]),
        ("It's the engineers' pay, for 'Edge Engineer at a network.'",
         [("advice", "It's the engineers' pay, for 'Edge Engineer at a network.'")]),
        # A script inside of spoken words, and words that somebody else said.
        ("\"Grants are small here. Push for a sign-on: 'I'd like $30K to sign.'\"",
         [("say", "Grants are small here."), ("advice", "Push for a sign-on:"), ("say", "I'd like $30K to sign.")]),
        ("\"My manager wrote: 'Nobody here knows more.' Ask her.\"",
         [("say", "My manager wrote: 'Nobody here knows more.' Ask her.")]),
    ],
)  # fmt: skip
def test_single_quotation_marks_hold_whole_sentences_only(text, expected):
    assert voices(text) == expected


def test_a_block_quote_is_spoken_whole():
    assert voices("I have shipped three products.", spoken=True) == [("say", "I have shipped three products.")]


@pytest.mark.parametrize(
    "limit",
    [
        "Floor is $245K base.",
        "My floor is $190K base — below that, I would stay.",
        "I would walk away below $200K.",
        "I'd accept at $180K.",
        "Don't accept below $225K base.",
    ],
)
def test_a_limit_is_advice_wherever_it_stands(limit):
    parts = voices(f'"I want to join you. {limit} That would work for me."')
    assert ("advice", limit) in parts
    assert not any(limit in text for voice, text in parts if voice == "say")


@pytest.mark.parametrize(
    "sentence",
    [
        "I have offers from OpenAI at $260K base / $500K equity and Anthropic at $250K base / $400K equity.",
        "I'm holding an OpenAI offer at $260K.",
        "I have a competing offer from [company] at [amount].",
        "OpenAI is offering me $300K base.",
        "Google has offered me $190K base / $250K RSU.",
        "I'm currently weighing an offer from Google.",
        "My other offer is higher.",
    ],
)
def test_claims_of_offers(sentence):
    assert [(claim.kind, claim.text) for claim in find_claims(sentence)] == [("offer", sentence)]


@pytest.mark.parametrize(
    "sentence",
    [
        "At my current firm I developed three signals.",
        "I've shipped [product] under [regulator].",
        "I architect systems that span several product lines.",
        "I tune training runs that each cost six figures.",
        "My track record is eight years of reliable pipelines.",
    ],
)
def test_claims_about_the_speaker(sentence):
    assert [claim.kind for claim in find_claims(sentence)] == ["self"]


@pytest.mark.parametrize(
    "sentence",
    [
        "I'm looking for $265K base.",
        "I'd like a signing bonus of $30K.",
        "At $270K, I sign this week.",
        "I appreciate the offer.",
        "I'm excited about your offer.",
        "The models that I build are the product.",
        "If I receive the offer in writing, let us talk again.",
    ],
)
def test_wishes_and_asks_claim_nothing(sentence):
    assert find_claims(sentence) == ()


def test_slots_once_each_and_links_are_none():
    text = "I know [Kafka / Flink], and [Kafka / Flink] again; see [the page](https://example.org)."
    assert find_slots(text) == ("Kafka / Flink",)


def asked(text, *, spoken=True, regions=()):
    return [
        (ask.role, ask.component, int(ask.min), ask.currency, ask.period, ask.region)
        for ask in find_asks([Part("say" if spoken else "advice", text)], Context(regions=Names.of_regions(regions)))
    ]


def test_amounts_of_an_ask():
    assert asked("To join: $270K base, $400K equity/4yr, and a $55K signing bonus.") == [
        ("ask", "base", 270_000, "USD", "year", None),
        ("ask", "equity", 400_000, "USD", "grant", None),
        ("ask", "signing", 55_000, "USD", "once", None),
    ]


def test_amounts_of_claimed_offers_are_no_asks():
    assert asked("I'm holding an OpenAI offer at $260K base / $500K equity.") == []


def test_to_sign_is_no_signing_bonus():
    assert asked("At $270K, I sign this week.") == []


def test_targets_and_accept_at_by_region():
    text = (
        "In Melbourne, target A$188,000 base. Accept at A$160,000 base in Melbourne. In London, target £115,000 base."
    )
    assert asked(text, spoken=False, regions=("Melbourne", "London (HQ)")) == [
        ("target", "base", 188_000, "AUD", "year", "Melbourne"),
        ("accept", "base", 160_000, "AUD", "year", "Melbourne"),
        ("target", "base", 115_000, "GBP", "year", "London (HQ)"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I have offers from OpenAI at $260K base / $500K equity and Anthropic at $250K base.",
         [("OpenAI", 260_000, 500_000), ("Anthropic", 250_000, None)]),
        ("I'm holding a Stability AI offer at $240K / $350K equity.", [("Stability AI", 240_000, 350_000)]),
        ("Google DeepMind has offered me $310K base / $650K RSU.", [("Google DeepMind", 310_000, 650_000)]),
    ],
)  # fmt: skip
def test_sample_offers(text, expected):
    found = find_quoted_offers(text, currency="USD")
    assert [(o.company, int(o.base), o.equity and int(o.equity)) for o in found] == expected


@given(st.text(alphabet=st.sampled_from("aI. !?\"'”()e.g$5K\n"), max_size=120))
def test_sentences_joined_are_the_text(text):
    assert "".join(split_sentences(text)) == text


ASKS = [
    # who speaks and what for
    ("They will counter at $150K base; push for $170K.", [("target", "base", 170_000, "USD", None)]),
    ("Expect an offer of $200K base. Accept no lower than $215K base.", [("accept", "base", 215_000, "USD", None)]),
    ("Counter at $60K-$75K RSUs is competitive here.", [("accept", "equity", 60_000, "USD", None)]),
    ("Acme will counter at $90K RSUs — accept at $100K+.", [("accept", "equity", 100_000, "USD", None)]),
    ("Your accept-at floor should be $300,000 total comp.", [("accept", "total", 300_000, "USD", None)]),
    ("Aim for the middle, but $180K base is the floor.", [("floor", "base", 180_000, "USD", None)]),
    ("I'm walking away from $90,000 in unvested RSUs.", []),
    ("I'm leaving $90,000 in unvested RSUs.", []),
    ("Acme's 15-20% bonus targets are part of the pay.", []),
    ("Engineers at a $3B private company receive equity.", []),
    ("I'd like a base increase of $25K.", [("ask", "base", 25_000, "USD", None)]),
    ("That scope supports a $20K base increase.", []),
    # what is an amount of what
    ("I'd like a $38K launch-year sign-on.", [("ask", "signing", 38_000, "USD", None)]),
    ("My base should reflect this: $210,000.", [("ask", "base", 210_000, "USD", None)]),
    ("I'd like my total comp at the upper end — at least $295,000.", [("ask", "total", 295_000, "USD", None)]),
    ("Open with 2,000 Acme RSUs ($130,000 at $65 a share).",
     [("ask", "equity", 2_000, None, None), ("ask", "equity", 130_000, "USD", None)]),
    ("Can we raise the RSU grant from $80K to $120K?", [("ask", "equity", 120_000, "USD", None)]),
    ("The bonus matters. I'm targeting 20%.", [("target", "bonus", 20, None, None)]),
    ("Ask for a relocation package of $12K.", [("ask", "other", 12_000, "USD", None)]),
    # where
    ("Open at £100K base for London (€105K Munich / S$135K Singapore). Accept no lower than £78K (€82K / S$100K).",
     [("ask", "base", 100_000, "GBP", "London"), ("ask", "base", 105_000, "EUR", "Munich"),
      ("ask", "base", 135_000, "SGD", "Singapore"), ("accept", "base", 78_000, "GBP", "London"),
      ("accept", "base", 82_000, "EUR", "Munich"), ("accept", "base", 100_000, "SGD", "Singapore")]),
    ("In London, target £200K total comp. In Munich, target €240K ($260K).",
     [("target", "total", 200_000, "GBP", "London"), ("target", "total", 240_000, "EUR", "Munich"),
      ("target", "total", 260_000, "USD", "Munich")]),
    ("I'd like $140K base (as in Singapore) and $38K RSUs.",
     [("ask", "base", 140_000, "USD", None), ("ask", "equity", 38_000, "USD", None)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ASKS)
def test_asks(text, expected):
    found = asked(text, spoken=False, regions=("London (HQ)", "Munich", "Singapore"))
    bare = [(role, component, amount, currency, region and region.removesuffix(" (HQ)"))
            for role, component, amount, currency, _, region in found]  # fmt: skip
    assert bare == expected


def test_a_table_of_asks_by_component_and_by_region():
    guide = parse_guide(ASK_TABLES)
    by_component, by_region = guide.sections
    assert [(ask.role, ask.component, int(ask.min), ask.period) for ask in by_component.asks] == [
        ("target", "base", 258_000, "year"),
        ("accept", "base", 218_000, "year"),
        ("floor", "base", 195_000, "year"),
        ("target", "equity", 290_000, "grant"),
        ("accept", "equity", 180_000, "grant"),
        ("floor", "equity", 150_000, "grant"),
    ]
    assert {ask.currency for ask in by_component.asks} == {"AUD"}
    assert [(ask.role, ask.component, int(ask.min), ask.region) for ask in by_region.asks] == [
        ("target", "total", 190_000, "London"),
        ("accept", "total", 170_000, "London"),
        ("target", "total", 300_000, "New York City"),
        ("accept", "total", 280_000, "New York City"),
    ]


def test_a_table_of_asks_in_the_strategy_is_advice():
    strategy = parse_guide(ASK_TABLES).strategy
    assert [part.voice for part in strategy.parts] == ["advice", "advice"]
    assert [(ask.role, ask.component, int(ask.min), ask.region) for ask in strategy.asks] == [
        ("ask", "base", 140_000, "London"),
        ("ask", "equity", 110_000, "London"),
        ("accept", "base", 120_000, "London"),
        ("ask", "base", 240_000, "New York City"),
        ("accept", "base", 220_000, "New York City"),
    ]


ASK_TABLES = """# Engineer — Acme Negotiation Guide

| Region | Base Salary | Equity (RSU/4yr) |
|---|---|---|
| London | £100K-£150K | £80K-£120K |
| New York City | $200K-$250K | $100K-$200K |

### Remote

| Component | Target (85th pctl) | Accept-At Floor | Walk-Away |
|---|---|---|---|
| Base | A$258,000 | A$218,000 | < A$195,000 |
| Options (4yr) | A$290,000 | A$180,000 | < A$150,000 |

### Total comp by region

| Region | Target | Accept at |
|---|---|---|
| London | £190K | £170K |
| New York | $300K | $280K |

## Negotiate-Up Strategy

Say where you stand.

| Region | Open at | Accept-at floor |
|---|---|---|
| London | £140K base / £110K RSU | £120K base |
| New York City | $240K base | $220K base |
"""
