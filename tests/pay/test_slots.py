"""Blanks: whose they are, and what may stand in them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from display.formatting import whole_money
from pay.slots import UnfitAnswerError, answer_of, fill, slots_of


def only(text, place="A lever"):
    ((slot,),) = slots_of(place, [text])
    return slot


def filled(text, typed, currency="USD"):
    slot = only(text)
    answers = {slot.key: answer_of(slot, typed, currency)}
    return fill(text, [slot], answers, said=lambda amount: whole_money(amount, currency))


@pytest.mark.parametrize("typed", ["45", "45k", "45,000", "$45K", "$ 45 000", "45000"])
def test_an_amount_is_printed_once_with_one_sign_however_it_was_typed(typed):
    assert filled("I'd leave $[X]K of unvested stock.", typed) == "I'd leave $45,000 of unvested stock."


def test_an_amount_in_another_currency_is_asked_about():
    slot = only("I'd leave £[X]K of unvested stock.")
    with pytest.raises(UnfitAnswerError, match="Which is meant"):
        answer_of(slot, "$45K", "GBP")
    assert filled("I'd leave £[X]K of unvested stock.", "£45K", "GBP") == "I'd leave £45,000 of unvested stock."


def test_a_blank_belongs_to_its_place():
    (lever,) = slots_of("Unvested", ["I'd leave $[X]K of unvested stock."])
    (strategy,) = slots_of("strategy", ["Thank you for the offer of $[X]K base."])
    assert lever[0].key != strategy[0].key


def test_a_blank_is_one_in_sentences_that_follow_each_other_and_two_across_a_gap():
    first, second = slots_of("A", ["Moving [X] TB a day taught me.", "At [X] TB nobody else is left."])
    assert first == second
    first, _, third = slots_of("A", ["Moving [X] TB a day taught me.", "It breaks.", "At [X] TB nobody is left."])
    assert first[0].key != third[0].key


def test_a_sentence_with_one_of_two_blanks_filled_is_none():
    text = "I've run [Spark / Flink / Beam] for [N] years."
    (slots,) = slots_of("A", [text])
    assert [slot.kind for slot in slots] == ["words", "number"]
    assert fill(text, slots, {slots[0].key: "Beam"}, said=str) is None
    assert fill(text, slots, {slots[0].key: "Beam", slots[1].key: "4"}, said=str) == "I've run Beam for 4 years."


@pytest.mark.parametrize(("typed", "kept"), [("15", "15"), ("12.5%", "12.5"), ("12,5 %", "12.5")])
def test_a_percentage_is_kept_without_its_sign(typed, kept):
    assert answer_of(only("We grew it by [N]%."), typed, "USD") == kept


def test_what_is_no_amount_and_what_has_brackets_is_refused():
    with pytest.raises(UnfitAnswerError):
        answer_of(only("I'd leave $[X]K."), "a lot", "USD")
    with pytest.raises(UnfitAnswerError):
        answer_of(only("I cut it at [company]."), "[company]", "USD")
    with pytest.raises(UnfitAnswerError):
        answer_of(only("We grew it by [N]%."), "much", "USD")


def test_kinds_follow_from_what_stands_around():
    kinds = {
        "I'd leave $[X]K behind.": "money",
        "I saved [amount] a year.": "money",
        "We grew by [N]%.": "percent",
        "I ran it at [company].": "company",
        "I ran [number] clusters.": "number",
        "I know [diffusion / video].": "words",
    }
    assert {text: only(text).kind for text in kinds} == kinds
    assert only("I'd leave £[X]K behind.").currency == "GBP"
    assert only("I'd leave £[X]K behind.").scale == Decimal(1000)
