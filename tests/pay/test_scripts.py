"""What may be said of a script, and what never is."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from display.formatting import whole_money
from offers import speaking
from pay.grammar import is_first_person, is_second_person
from pay.scripts import PROMISE, OwnWords, compose, promise_key, sentences_of, tickable
from pay.slots import key_of
from pay.vesting import Schedule
from tests.factories import package

HOOLI = package("USD", base=Decimal(188_000), equity=Decimal(140_000), schedule=Schedule.even(4), equity_kind="rsu")
ASK = "I'm looking for $185,000 base."


def own(*, offers=(), confirmed=(), answers=None, currency="USD", present_pay=""):
    return OwnWords(
        currency=currency,
        said=lambda amount: whole_money(amount, currency),
        offers=speaking.offers_sentence(offers),
        present_pay=present_pay,
        confirmed=frozenset(key_of(text) for text in confirmed),
        answers=answers or {},
    )


def script(*voiced, ask="", thanks="", needs_competing_offer=False, place="A lever", **mine):
    return compose(
        sentences_of(place, voiced), own(**mine), ask=ask, thanks=thanks, needs_competing_offer=needs_competing_offer
    )


def why(made):
    return [left.why for left in made.left_out]


FACT = ("fact", "Acme's customers pay for fresh data.")
HELD = ("offer", "Holding Initech at $195K base.")


def test_a_fact_is_said_and_the_ask_is_the_plans():
    made = script(FACT, ("ask", "I'd like $190K base."), ask=ASK)
    assert made.text == f"{FACT[1]} {ASK}"


def test_a_sample_offer_is_left_out_when_none_is_recorded():
    made = script(FACT, HELD, ask=ASK)
    assert made.text == f"{FACT[1]} {ASK}"
    assert why(made) == ["offer-claim"]


def test_recorded_offers_replace_the_sample_in_one_sentence_that_says_whether_they_are_in_writing():
    made = script(HELD, ("offer", "Two other teams want me at $205K."), offers=[("Hooli", False, HOOLI)])
    assert made.text == "I have a verbal offer from Hooli at $188,000 base and $140,000 in equity over 4 years."
    assert made.left_out == ()


def test_what_leans_on_what_fell_out_falls_with_it():
    made = script(("self", "I built one."), ("fact", "That work is what the platform needs."), FACT)
    assert made.text == FACT[1]
    assert why(made) == ["unconfirmed", "leans"]


def test_what_leans_on_a_fact_that_is_said_is_said_after_it():
    leaning = ("fact", "That makes the pipelines decide.")
    assert script(FACT, leaning).text == f"{FACT[1]} {leaning[1]}"
    assert script(leaning).locked == "nothing-to-say"


def test_a_lever_that_rests_on_other_offers_is_locked_without_one():
    made = script(HELD, FACT, ask=ASK, needs_competing_offer=True)
    assert (made.text, made.locked) == ("", "needs-competing-offer")
    assert script(HELD, FACT, ask=ASK, needs_competing_offer=True, offers=[("Hooli", True, HOOLI)]).locked is None


def test_a_claim_about_oneself_or_one_that_nobody_settled_is_said_once_it_is_ticked():
    for voice in ("self", "unsettled"):
        claim = (voice, "Nine years of streaming, three of them leading.")
        assert script(claim).locked == "nothing-to-say"
        assert script(claim, confirmed=[claim[1]]).text == claim[1]


@pytest.mark.parametrize(
    "text",
    [
        "I can't go below $165K.",
        "I make $182K where I am.",
        "Initech is at $195K base.",
        "The market pays £90K for this.",
        "I'd sign this afternoon.",
    ],
)
def test_no_tick_makes_pay_a_limit_another_currency_or_a_promise_be_said(text):
    made = script(("self", text), ("unsettled", text), confirmed=[text])
    assert made.text == ""


def test_present_pay_is_that_of_the_recorded_job():
    claim = ("self", "I make $182K where I am.")
    assert script(claim, confirmed=[claim[1]], present_pay="My current base is $176,000.").text == (
        "My current base is $176,000."
    )
    assert script(claim, present_pay="My current base is $176,000.").text == ""


def test_that_no_offer_is_held_is_never_said_by_one_who_has_recorded_one():
    claim = ("self", "There's no other offer on my desk.")
    assert script(claim, confirmed=[claim[1]]).text == claim[1]
    made = script(claim, FACT, confirmed=[claim[1]], offers=[("Hooli", True, HOOLI)])
    assert made.text == FACT[1]
    assert why(made) == ["holds-offer"]


def test_a_sentence_with_a_blank_is_left_out_until_it_is_filled():
    claim = ("self", "I've run [Spark / Flink / Beam] for [N] years.")
    (sentence,) = sentences_of("A lever", [claim])
    spark, years = (slot.key for slot in sentence.slots)
    assert why(script(claim, confirmed=[claim[1]], answers={spark: "Flink"})) == ["blank"]
    made = script(claim, confirmed=[claim[1]], answers={spark: "Flink", years: "6"})
    assert made.text == "I've run Flink for 6 years."


def test_a_fact_in_another_currency_is_left_out():
    fact = ("fact", "Acme's cloud bill passed $40M.")
    assert script(fact).text == fact[1]
    assert why(script(fact, currency="GBP")) == ["currency"]
    assert why(script(fact, currency="CAD")) == ["currency"]


def test_a_promise_is_said_once_when_it_is_ticked_and_something_is_asked():
    promised = [("ask", "At $185K I'd sign this afternoon.")]
    key = promise_key(sentences_of("A lever", promised))
    ticked = OwnWords("USD", str, confirmed=frozenset([key]))
    assert compose(sentences_of("A lever", promised), ticked, ask=ASK).text == f"{ASK} {PROMISE}"
    assert compose(sentences_of("A lever", promised), ticked).text == ""
    assert script(*promised, ask=ASK).text == ASK


def test_thanks_alone_are_nothing_to_say():
    assert script(("courtesy", "Thank you."), thanks="Thank you for the offer.").locked == "nothing-to-say"
    assert script(FACT, thanks="Thank you for the offer.").text == f"Thank you for the offer. {FACT[1]}"


VOICES = st.sampled_from(["fact", "ask", "offer", "self", "courtesy", "advice", "limit", "unsettled"])
PIECES = st.sampled_from(
    [
        "I hold", "Hooli", "is at", "$195K base", "you", "my", "Acme", "pays", "the team", "needs", "[X]", "we", "this",
        "nine years of", "£40K", "their", "engineers", "are scarce", "won't go below", "$168,000", "and", "sign", "us",
    ]
)  # fmt: skip
SENTENCES = st.lists(PIECES, min_size=1, max_size=8).map(lambda words: " ".join(words).capitalize() + ".")


@given(st.lists(st.tuples(VOICES, SENTENCES), max_size=8), st.sampled_from(["USD", "GBP", "INR"]))
def test_with_nothing_recorded_and_nothing_ticked_no_text_speaks_of_anybody_in_the_room(voiced, currency):
    made = compose(sentences_of("A lever", voiced), OwnWords(currency, str))
    assert not is_first_person(made.text)
    assert not is_second_person(made.text)
    assert "[" not in made.text
    said = {line.text for line in made.lines}
    assert said <= {text for voice, text in voiced if voice == "fact"}


@given(st.lists(st.tuples(VOICES, SENTENCES), max_size=8))
def test_ticking_everything_says_neither_offers_nor_limits_nor_asks_of_the_guide(voiced):
    sentences = sentences_of("A lever", voiced)
    words = OwnWords(
        "USD",
        str,
        confirmed=frozenset(one.key for one in sentences),
        answers={slot.key: "12" for one in sentences for slot in one.slots},
    )
    made = compose(sentences, words)
    never = {text for voice, text in voiced if voice not in {"fact", "self", "unsettled"}}
    sometimes = {text for voice, text in voiced if voice in {"fact", "self", "unsettled"}}
    assert not {line.text for line in made.lines} & (never - sometimes)
    assert "$195K" not in made.text
    assert "[" not in made.text
    assert {one.text for one in tickable(sentences, "USD")} <= sometimes
