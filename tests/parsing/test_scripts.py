"""Voices, claims, slots, asks: what is said, what is advice, and what must be true."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guides.parsing.asks import find_asks, find_quoted_offers
from guides.parsing.claims import find_claims, find_slots, split_sentences
from guides.parsing.mentions import RegionNames
from guides.parsing.voices import read_parts


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


def asked(text, **options):
    return [
        (ask.role, ask.component, int(ask.min), ask.currency, ask.period, ask.region)
        for ask in find_asks(text, **({"currency": "USD", "spoken": True, "regions": RegionNames(())} | options))
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
    assert asked(text, spoken=False, regions=RegionNames(("Melbourne", "London (HQ)"))) == [
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
