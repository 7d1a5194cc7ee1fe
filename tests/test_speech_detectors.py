"""The detectors find every hard sentence that may not be said, wherever it stands, and leave clean texts alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.speech_cases import CASES, FACTS, GROUPS, HardCase
from tests.speech_detectors import (
    DETECTORS,
    DOUBTS,
    Candidate,
    Recorded,
    advises_the_reader,
    amounts,
    claims_an_offer,
    doubts,
    has_blank,
    lacks_a_verb,
    leans_on_what_isnt_said,
    names_other_employer,
    names_somebody,
    offences,
    promises_to_sign,
    says_a_limit_amount,
    says_an_unknown_amount,
    says_first_person_claim,
    sentences,
    speaks_of_a_limit,
    speaks_of_the_speaker,
    speaks_to_the_listener,
    thanks_twice,
    too_precise,
    two_figures_for_a_part,
    wrong_article,
    wrong_currency,
)

ALICE = Candidate(
    company="Acme",
    role="Data Engineer",
    own_names=frozenset({"New York", "Roadrunner"}),
    guide_employers=frozenset({"Umbrella"}),
    limits=frozenset({165_000, 212_000}),
    plan={"base": {185_000, 15_000}, "equity": {140_000, 40_000}, "signing": {20_000, 10_000}, "total": {243_500}},
    known=frozenset({170_000, 100_000, 17_000}),
)
HOOLI = Recorded("Hooli", in_writing=False, amounts=frozenset({188_000, 140_000}))
# Speaks of every currency, so that a figure's currency is never what a hard sentence is found by.
BOB = Candidate(
    company="Maris", role="Planner", currency="GBP", other_currencies=frozenset({"USD", "EUR", "INR"}), plan={}
)
# What finds a figure or a form, and not who speaks of what.
OF_FIGURES = {"two_figures_for_a_part", "too_precise", "wrong_currency", "wrong_article", "thanks_twice"}

CLEAN = [
    "Thank you for the offer of $170,000 base, RSUs of $100,000 over four years and a 10% bonus.",
    "Thank you for the offer, and for your time this week.",
    "Thanks for the offer letter and the details.",
    "I appreciate the offer.",
    "I'm looking for a base of $185,000.",
    "I'm asking for RSUs of $140,000 over four years, up from $100,000.",
    "I'd like a signing bonus of $20,000 instead of $10,000.",
    "I would like a base of $185,000, RSUs of $140,000 over four years and a signing bonus of $20,000.",
    "Could we raise the base to $185,000 and the signing bonus to $20,000?",
    "I'm asking for a base of $185,000. That would make the total $243,500 a year.",
    "I'd like an additional $10,000 at signing.",
    "Could we find a time to talk on Thursday or Friday?",
    "I look forward to hearing from you.",
    "Please let me know when you have a decision.",
    "I'm happy to talk this week.",
    "Dear Ms. Ortiz,",
    "Best regards,\nAlice",
    "Acme's customers pay for fresh data, and the pipelines decide how fresh it is.",
    "Data Engineers at Acme carry the pager every third week. That is rarer than it sounds.",
    "Roadrunner ships from New York to forty countries.",
    "The crusher at Acme's copper mine runs on Class I equipment.",
    "A Data Engineer II reviews what a Data Engineer I has written.",
    "Customers renew because their data arrives by seven. They would leave if it came at nine.",
    "Acme opened two plants in March, and both of them are fully booked.",
    "Both plants of Acme were full before they opened.",
    "The US market is Acme's largest.",
    "Only three companies in the world weave this glass.",
    "Signature dishes make up half of Acme's menu.",
    "Acme's target for the year is a loss ratio of 61%.",
    "Acme's gap between order and delivery is four days.",
    "Next to the port, Acme runs a training centre.",
    "An $80,000 grant and an 18% bonus are within Acme's range, as are an $11,000 and a $15,000 one.",
]

# What a sentence may stand in: nothing, a text, a paragraph of its own.
CONTEXTS = [
    ("", ""),
    ("Thank you for the offer. Maris runs the ferry to the north. ", " I'm looking for a base of £80,000."),
    ("Thank you for the offer.\n\n", "\n\nI look forward to hearing from you."),
]


def found(text: str, candidate: Candidate) -> dict[str, list[str]]:
    """What speaks against a text beside its figures."""
    return {name: pieces for name, pieces in offences(text, candidate).items() if name not in OF_FIGURES}


@pytest.mark.parametrize("text", CLEAN)
def test_a_clean_text_is_left_alone(text):
    # The texts about articles name amounts that are nobody's.
    assert offences(text, replace(ALICE, known=ALICE.known | {80_000, 11_000})) == {}


def test_a_whole_letter_is_left_alone():
    letter = (
        "Dear Ms. Ortiz,\n\nThank you for the offer of $170,000 base and RSUs of $100,000 over four years.\n\n"
        "Acme's customers pay for fresh data, and the pipelines decide how fresh it is. I have a verbal offer from"
        " Hooli: $188,000 base and RSUs of $140,000 over four years. I'm looking for a base of $185,000 and"
        " RSUs of $140,000 over four years.\n\nCould we talk on Thursday?\n\nBest regards,\nAlice"
    )
    assert offences(letter, replace(ALICE, recorded=(HOOLI,))) == {}
    assert set(offences(letter, ALICE)) >= {"says_first_person_claim", "names_other_employer"}


@pytest.mark.parametrize("case", FACTS, ids=lambda case: case.text)
def test_a_fact_is_left_alone(case: HardCase):
    assert offences(case.of("Maris", "Planner"), BOB) == {}


@pytest.mark.parametrize("case", [case for case in CASES if case.said == "never"], ids=lambda case: case.text)
def test_a_sentence_that_may_not_be_said_is_found(case: HardCase):
    sentence = case.of("Maris", "Planner")
    for before, after in CONTEXTS:
        assert found(before + after, BOB) == {}
        assert found(before + sentence + after, BOB), before


def test_every_voice_has_hard_cases():
    assert {voice for case in CASES for voice in case.voices} == {
        "fact", "ask", "offer", "speaker", "courtesy", "advice", "limit", "unsettled",
    }  # fmt: skip
    assert len(FACTS) >= 40
    assert {name for name, group in GROUPS.items() if len(group) < 25} == {"facts at the edge", "mixed"}
    assert len({case.text for case in CASES}) == len(CASES)


@pytest.mark.parametrize(
    ("detector", "text"),
    [
        (says_first_person_claim, "I ran the port for nine years."),
        (says_first_person_claim, "The port was ours to lose."),
        (says_first_person_claim, "For me and my team it is home."),
        (says_first_person_claim, "I'm looking for a base of $185,000, since nobody else can run a port."),
        (says_first_person_claim, "Thank you for the offer, which I value over all others."),
        (says_first_person_claim, "I've run two ports"),
        (says_first_person_claim, "It’s what I’ve always done."),
        (says_first_person_claim, "Let's build it."),
        (says_first_person_claim, "I have a written offer from Hooli: $188,000 base."),
        (speaks_of_the_speaker, "Nine years on tugs, two of them as master."),
        (speaks_of_the_speaker, "Ran the port of Leith."),
        (speaks_of_the_speaker, "Unvested shares would be lost."),
        (speaks_of_the_speaker, "Experienced in reefer trades."),
        (speaks_to_the_listener, "You know what a late tug costs."),
        (speaks_to_the_listener, "Your harbour master said so."),
        (names_other_employer, "Umbrella builds the same tugs."),
        (names_other_employer, "Deloitte audits them."),
        (names_other_employer, "Pay at Bruma & Sons is higher."),
        (names_other_employer, "Quellwasser has put $190K forward."),
        (names_other_employer, "The role at Quellwasser is open."),
        (names_other_employer, "Quellwasser's offer stands."),
        (names_other_employer, "Meta pays more."),
        (names_other_employer, "Pay is higher at Apple."),
        (claims_an_offer, "Competing offers reflect this."),
        (claims_an_offer, "The market has been tested elsewhere."),
        (leans_on_what_isnt_said, "To match those, the base would have to rise."),
        (leans_on_what_isnt_said, "Both would start in March."),
        (leans_on_what_isnt_said, "I'd like $185,000 to match them."),
        (leans_on_what_isnt_said, "Thank you for the offer. Their tugs are newer."),
        (has_blank, "A base of $[X]K."),
        (has_blank, "A grant of [Y+20K]."),
        (has_blank, "Work on {product}."),
        (has_blank, "The offer of …."),
        (has_blank, "The offer of ... is welcome."),
        (has_blank, "A base of ___."),
        (has_blank, "A base of $X."),
        (has_blank, "A base of $, and a bonus."),
        (has_blank, "Tugs / pilots / cranes are what counts."),
        (wrong_currency, "A base of £80,000."),
        (wrong_currency, "A base of 80,000 euros."),
        (wrong_currency, "A base of EUR 80,000."),
        (wrong_currency, "A base of A$80,000."),
        (wrong_currency, "Twenty lakh a year."),
        (wrong_currency, "A base of ₹24,00,000."),
        (says_a_limit_amount, "A base of $165,000."),
        (says_a_limit_amount, "A base of $165K."),
        (says_a_limit_amount, "A base of one hundred and sixty-five thousand."),
        (says_a_limit_amount, "A total of $212K–$250K."),
        (says_a_limit_amount, "165,000+ units of base pay, $165,000+ dollars."),
        (speaks_of_a_limit, "Less than that isn't possible."),
        (speaks_of_a_limit, "The floor is $150K."),
        (two_figures_for_a_part, "I'm looking for a base of $190,000."),
        (two_figures_for_a_part, "A signing bonus of $25K."),
        (two_figures_for_a_part, "RSUs of $140,000 over four years. The RSU grant should be $150K."),
        (thanks_twice, "Thank you for the offer. I appreciate it."),
        (thanks_twice, "Thank you for the offer.\n\nMany thanks,\nAlice"),
        (too_precise, "A base of $182,609.33."),
        (too_precise, "A base of $182,609."),
        (too_precise, "A base of $183,600."),
        (too_precise, "A bonus of 10.25%."),
        (wrong_article, "a $80,000 signing bonus"),
        (wrong_article, "a $8,000 bonus"),
        (wrong_article, "a $11,000 bonus"),
        (wrong_article, "a £18K grant"),
        (wrong_article, "an $15,000 bonus"),
        (wrong_article, "an $110,000 base"),
        (wrong_article, "a 8% bonus"),
        (wrong_article, "a RSU grant"),
        (wrong_article, "a additional week"),
        (wrong_article, "an base of $185,000"),
        (advises_the_reader, "Say this only once."),
        (advises_the_reader, "Ask for $185K, then stop talking."),
        (advises_the_reader, "The recruiter will push back."),
        (promises_to_sign, "I would sign this week."),
        (promises_to_sign, "It's a yes today."),
    ],
    ids=lambda value: value if isinstance(value, str) else value.__name__,
)
def test_an_offence_is_found_by_its_own_detector(detector, text):
    assert detector(text, ALICE)


@pytest.mark.parametrize(
    ("detector", "text", "facts"),
    [
        # What was ticked or is our own may be said, with what belongs in its blanks.
        (says_first_person_claim, "I ran the port for 9 years.", {"own_sentences": ("I ran the port for 9 years.",)}),
        (says_first_person_claim, "I'd rather start in May.", {"own_sentences": ("I'd rather start in {month}.",)}),
        (speaks_to_the_listener, "Your letter says May.", {"own_sentences": ("Your letter says {month}.",)}),
        (names_other_employer, "I have a verbal offer from Hooli.", {"recorded": (HOOLI,)}),
        (claims_an_offer, "I have a verbal offer from Hooli.", {"recorded": (HOOLI,)}),
        (names_other_employer, "Googol's offer", {"company": "Googol Foods"}),
        (names_other_employer, "Google Cloud runs here.", {"company": "Google"}),
        # Their own currencies: £ in London, with a grant in dollars.
        (wrong_currency, "A base of £80,000.", {"currency": "GBP"}),
        (wrong_currency, "RSUs of $60,000.", {"currency": "GBP", "other_currencies": frozenset({"USD"})}),
        (wrong_currency, "A base of S$166,500.", {"currency": "SGD"}),
        (wrong_currency, "A base of ₹24 lakh.", {"currency": "INR"}),
        (wrong_currency, "Acme moves 400 pounds of steel a second, and won two tenders.", {}),
        # A limit that the plan asks for as well is an ask.
        (says_a_limit_amount, "A base of $165,000.", {"plan": {"base": {165_000}}}),
        (says_a_limit_amount, "Acme has 165,000+ customers.", {}),
        (two_figures_for_a_part, "The base of $170,000 could be $185,000.", {}),
        (two_figures_for_a_part, "A signing bonus of $20,000 in two parts of $10,000.", {}),
        (too_precise, "A base of $212,345.", {"known": frozenset({212_345})}),
        (too_precise, "A base of $185,500 and 10% of bonus.", {}),
        (
            leans_on_what_isnt_said,
            "I have a verbal offer from Hooli. To match that is the aim.",
            {"recorded": (HOOLI,)},
        ),
        (promises_to_sign, "With that I would sign this week.", {"may_promise": True}),
        (promises_to_sign, "A signing bonus of $20,000, and a sign-on of nothing else.", {}),
    ],
)
def test_what_is_true_of_the_candidate_may_be_said(detector, text, facts):
    assert detector(text, replace(ALICE, **facts)) == []


@pytest.mark.parametrize(
    ("text", "own"),
    [
        # A blank of ours never lets somebody speak, and a recorded offer is called what it is.
        ("I'd rather start in May, when my port closes.", "I'd rather start in {month}."),
        ("I ran the port for 9 years, and well.", "I ran the port for 9 years."),
    ],
)
def test_a_sentence_of_ours_covers_nothing_else(text, own):
    assert says_first_person_claim(text, replace(ALICE, own_sentences=(own,))) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "I have a written offer from Hooli.",
        "I have a verbal offer from Initech.",
        "I have a verbal offer from Hooli, and it is the best on the coast.",
    ],
)
def test_a_recorded_offer_is_called_what_it_is(text):
    assert says_first_person_claim(text, replace(ALICE, recorded=(HOOLI,))) == [text]


def test_a_second_promise_is_one_too_many():
    text = "With that I would sign this week. I'd accept on the spot."
    assert promises_to_sign(text, replace(ALICE, may_promise=True)) == ["I'd accept on the spot."]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("$185K", [185_000]),
        ("$185,000", [185_000]),
        ("£1.2m", [1_200_000]),
        ("₹24,00,000", [2_400_000]),
        ("₹24 lakh or 24 LPA", [2_400_000, 2_400_000]),
        ("1.1 crore", [11_000_000]),
        ("$180–200K", [180_000, 200_000]),
        ("half a million", [500_000]),
        ("a hundred and eighty-five thousand", [185_000]),
        ("ninety-two thousand five hundred", [92_500]),
        ("15%", [15]),
    ],
)
def test_amounts_are_read_as_people_write_them(text, values):
    assert [amount.value for amount in amounts(text)] == values


def test_sentences_end_where_they_end():
    assert list(sentences('Ms. Ortiz of Acme Inc. has 4.5 tugs. "They work!" One at 9 a.m. daily\nTwo at noon')) == [
        "Ms. Ortiz of Acme Inc. has 4.5 tugs.",
        '"They work!"',
        "One at 9 a.m. daily",
        "Two at noon",
    ]


@pytest.mark.parametrize(
    ("detector", "text"),
    [
        (lacks_a_verb, "Thirty tugs, no collision."),
        (lacks_a_verb, "Port of Leith, then the yards at Govan."),
        (names_somebody, "Harbour dues at Acme are set in Brannock's tables."),
        (names_somebody, "Pilots use Seaglass daily."),
        (says_an_unknown_amount, "A late tug is worth $195K."),
        (says_an_unknown_amount, "Half a million would be normal."),
    ],
)
def test_a_doubt_is_raised(detector, text):
    assert detector(text, ALICE)


@pytest.mark.parametrize("text", CLEAN[:21])
def test_no_doubt_is_raised_about_our_own_words_and_plain_facts(text):
    assert doubts(text, ALICE) == {}


def test_doubts_would_cost_few_facts():
    doubted = [case.text for case in FACTS if doubts(case.of("Maris", "Planner"), BOB)]
    assert len(doubted) <= len(FACTS) // 10, doubted


def test_every_detector_says_what_it_looks_for():
    assert [detector.__name__ for detector in (*DETECTORS, *DOUBTS) if not detector.__doc__] == []
