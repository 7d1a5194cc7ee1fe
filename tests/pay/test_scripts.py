from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from offers import speaking
from pay.asks import Ask, Gap
from pay.packages import Package
from pay.scripts import Sentence, amounts_in, compose, fill_slots
from pay.vesting import Schedule

OPENAI = Package("USD", base=Decimal(255000), equity=Decimal(480000), schedule=Schedule.even(4))


def ask(component, amount, role="ask"):
    return Ask(role, component, Decimal(amount), Decimal(amount), "money", "USD", "year")


def open_gap(component, amount, offered=1):
    return Gap(ask(component, amount), Decimal(offered), Decimal(amount))


def script(*sentences, offers=(), gaps=(), limits=(), confirmed=(), slots=None, **options):
    return compose(
        [sentence if isinstance(sentence, Sentence) else Sentence(sentence) for sentence in sentences],
        gaps=gaps,
        limits=limits,
        offers_sentence=speaking.offers_sentence(offers),
        confirmed=frozenset(confirmed),
        slot_answers=slots or {},
        ask_sentence=speaking.ask_sentence,
        **options,
    )


def offer_claim(text):
    return Sentence(text, "offer")


def self_claim(text):
    return Sentence(text, "self")


def test_a_sample_offer_is_left_out_when_none_is_recorded():
    made = script("The role matters.", offer_claim("I hold Acme at $260K."), "I'd join at $270K.")
    assert made.text == "The role matters. I'd join at $270K."
    assert [(left.text, left.why) for left in made.left_out] == [("I hold Acme at $260K.", "offer-claim")]


def test_recorded_offers_replace_the_sample_in_one_sentence():
    made = script(
        offer_claim("I hold Acme at $260K."),
        offer_claim("Beta offers me $250K."),
        "I'd join at $270K.",
        offers=[("OpenAI", True, OPENAI)],
    )
    assert made.text == (
        "I have a written offer from OpenAI at $255,000 base and $480,000 in equity over 4 years. I'd join at $270K."
    )
    assert made.left_out == ()


def test_a_verbal_offer_is_called_verbal():
    sentence = speaking.offers_sentence([("OpenAI", True, OPENAI), ("Meta", False, Package("USD", base=Decimal(1)))])
    assert sentence.count(".") == 1
    assert "a verbal one from Meta at $1 base" in sentence


def test_words_about_the_sample_offers_go_with_them():
    made = script(offer_claim("I hold two offers."), "Both are strong, but I prefer you.", "I'd join at $270K.")
    assert made.text == "I'd join at $270K."
    assert made.left_out[1].why == "refers-back"


def test_a_lever_that_needs_a_competing_offer_is_locked_without_one():
    made = script(offer_claim("I hold Acme."), "Match it.", needs_competing_offer=True)
    assert made.locked == "needs-competing-offer"
    assert made.text == ""
    unlocked = script(
        offer_claim("I hold Acme."),
        "Match it.",
        needs_competing_offer=True,
        offers=[("OpenAI", True, OPENAI)],
    )
    assert unlocked.locked is None
    assert unlocked.text.endswith("Match it.")


def test_a_claim_about_oneself_is_said_once_it_is_confirmed():
    claim = self_claim("I cut training cost by half.")
    assert script(claim, "Pay me.").text == "Pay me."
    assert script(claim, "Pay me.", confirmed=[claim.text]).text == "I cut training cost by half. Pay me."


def test_a_script_of_nothing_but_unconfirmed_claims_is_locked():
    assert script(self_claim("I did it.")).locked == "nothing-to-say"


def test_a_floor_is_never_said_however_it_is_spelled():
    floor = ask("base", 245000, role="floor")
    made = script("I want $270K.", "I won't go under $245,000.", "At $245K I walk.", limits=[floor])
    assert made.text == "I want $270K."
    assert {left.why for left in made.left_out} == {"limit"}


def test_an_ask_that_the_offer_meets_is_not_said():
    made = script("That is worth $270K base.", "We agree.", gaps=[open_gap("base", 270000, offered=280000)])
    assert made.text == "We agree."
    assert made.left_out[0].why == "already-met"


def test_the_open_half_of_a_sentence_is_asked_for_in_our_own_words():
    made = script(
        "That is worth $270K base and $400K equity.",
        gaps=[open_gap("base", 270000, offered=280000), open_gap("equity", 400000)],
    )
    assert made.text == "I'm looking for $400,000 in equity a year."


def test_an_ask_in_an_unconfirmed_claim_is_still_asked():
    made = script(self_claim("I know video, so I want $265K base."), gaps=[open_gap("base", 265000)])
    assert made.text == "I'm looking for $265,000 base."


def test_an_ask_for_another_region_is_not_said():
    made = script("In London I want £170K.", "Thanks.", elsewhere=[ask("base", 170000)])
    assert made.text == "Thanks."
    assert made.left_out[0].why == "other-region"


def test_slots_stay_blank_until_they_are_filled():
    text = "I built [diffusion models / video models] at scale."
    assert fill_slots(text, {}) == text
    assert fill_slots(text, {"diffusion models / video models": "audio models"}) == "I built audio models at scale."


def test_a_link_is_no_slot():
    assert fill_slots("See [this](https://example.org).", {"this": "that"}) == "See [this](https://example.org)."


def test_amounts_are_found_in_every_spelling():
    assert amounts_in("$245K, 245,000 or £1.05M, 15%") == {Decimal(245000), Decimal(1050000), Decimal(15)}


words = st.text(alphabet="abc $,.0123456789KMk", max_size=40)


@given(st.lists(words, max_size=6), st.integers(1000, 999000))
def test_no_script_ever_contains_a_limit(texts, amount):
    floor = ask("base", amount, role="floor")
    made = script(*texts, f"Never under ${amount:,}.", limits=[floor])
    assert Decimal(amount) not in {found for line in made.lines for found in amounts_in(line.text)}


@given(st.lists(words, max_size=6))
def test_no_sample_offer_is_ever_said(texts):
    made = script(*(offer_claim(f"{text} sample") for text in texts), "Thanks.")
    assert "sample" not in made.text


def test_a_sentence_that_refers_back_to_what_was_left_out_goes_with_it():
    made = script(
        self_claim("I tune training runs that each cost six figures."),
        "Saving fifteen percent on one of them pays for more than my salary.",
        "The band has room.",
    )
    assert made.text == "The band has room."
    assert made.left_out[1].why == "refers-back"


def test_what_it_asks_for_is_asked_all_the_same():
    made = script(self_claim("I run the platform."), "That justifies $270K base.", gaps=(open_gap("base", 270000),))
    assert made.text == "I'm looking for $270,000 base."


def test_once_confirmed_both_are_said():
    claim = "I tune training runs that each cost six figures."
    made = script(self_claim(claim), "Saving on one of them pays for me.", confirmed=(claim,))
    assert made.text == f"{claim} Saving on one of them pays for me."
