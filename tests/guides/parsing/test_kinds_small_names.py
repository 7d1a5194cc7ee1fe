"""Employers in small letters, and raises that are said to come to a whole."""

import pytest

from guides.parsing.speech.small_names import with_capitals
from tests.guides.parsing.acme import asks, of_lever, offer_claims, quoted, spoken


def asked_and_spoken(words):
    lever = of_lever(f'"{words}"')
    return asks(lever), spoken(lever)


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("datadog gave me $190K base / $150K RSU.", {"datadog base 190K equity 150K"}),
        ("snowflake has put $210K total in front of me.", {"snowflake total 210K"}),
        ("My offer from stripe is $200K base.", {"stripe base 200K"}),
        ("my notion offer is $205K base.", {"notion base 205K"}),
        ("initech came in at $195K base and $60K RSU.", {"initech base 195K equity 60K"}),
        ("databricks has offered me $190K base and hooli came back with $195K base.",
         {"databricks base 190K", "hooli base 195K"}),
    ],
)  # fmt: skip
def test_an_offer_of_an_employer_in_small_letters_is_claimed_and_quoted(words, right):
    lever = of_lever(f'"{words} I\'d like $182K base."')
    assert quoted(lever) == right
    assert offer_claims(lever) == 1
    assert asks(lever) == {"ask base 182K"}
    assert spoken(lever) == "I'd like $182K base."


@pytest.mark.parametrize(
    "words",
    [
        "stripe is at $200K base.",
        "initech: $185K base / $120K RSU.",
        "i have $190K at hooli.",
        "i got $195K base from globex last week.",
        "they gave me $190K base over at datadog.",
        "datadog $190K base / $150K equity in writing.",
    ],
)
def test_an_amount_of_one_in_small_letters_is_never_handed_out_nor_asked_for(words):
    assert asked_and_spoken(words) == (set(), "")


@pytest.mark.parametrize(
    "words",
    ["I'd like $182K base at signing.", "ideally $182K base works.", "for this scope, $182K base is fair."],
)
def test_ordinary_words_are_no_employers(words):
    assert asks(of_lever(f'"{words}"')) == {"ask base 182K"}


@pytest.mark.parametrize("words", ["acme gave me $170K base.", "Acme gave me $170K base.", "You quoted me $170K base."])
def test_what_the_company_itself_has_put_forward_is_neither_asked_for_nor_quoted(words):
    lever = of_lever(f'"{words} I\'d like $182K base."')
    assert asks(lever) == {"ask base 182K"}
    assert quoted(lever) == set()
    assert offer_claims(lever) == 0


def test_a_name_gets_its_capital_and_nothing_moves():
    sentence = "hooli pays $190K; my base here is $170K, from january on."
    assert with_capitals(sentence) == "Hooli pays $190K; my base here is $170K, from january on."


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("An 8% increase in base salary comes to $194K.", {"ask base 194K"}),
        ("A $15K bump to base takes me to $195K.", {"ask base 195K"}),
        ("Raising base by 7% gets it to $192K.", {"ask base 192K"}),
        ("12% on top of the base would make it $201K.", {"ask base 201K"}),
        ("A 12% uplift on the total lands us at $240K TC.", {"ask total 240K"}),
        ("A 6% increase in equity brings the grant to $120K.", {"ask equity 120K"}),
    ],
)
def test_a_raise_that_comes_to_a_whole_asks_for_the_whole(words, right):
    lever = of_lever(f'"{words}"')
    assert asks(lever) == right
    assert [sentence.voice for sentence in lever.sentences] == ["ask"]


@pytest.mark.parametrize(
    "words",
    [
        "Hooli's 10% uplift on base gets me to $187K.",
        "A 10% raise at my current employer brings me to $187K.",
        "A 10% increase from my manager takes me to $187K.",
        "Initech's counter, a 10% uplift, gets me to $187K.",
    ],
)
def test_what_others_would_raise_it_to_is_no_ask(words):
    assert asked_and_spoken(words) == (set(), "")
