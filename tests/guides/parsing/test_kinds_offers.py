"""Offers that a script quotes, however they are worded: whose, how much, and what is nobody's offer."""

from __future__ import annotations

import pytest

from tests.guides.parsing.acme import acme, asks, codes, of_lever, of_strategy, offer_claims, quoted, spoken

# (words, offers, claims, asks)
FRAGMENTS = [
    (
        "I run data teams. Holding Initech at $190K / $120K RSU. Your roadmap suits me better: $180K base. "
        "My floor is $165K.",
        {"Initech base 190K equity 120K"},
        1,
        {"ask base 180K", "floor base 165K"},
    ),
    (
        "I build pipelines. Currently at offer stage with Hooli: $195K base / $140K RSU. I'd like $182K base.",
        {"Hooli base 195K equity 140K"},
        1,
        {"ask base 182K"},
    ),
    (
        "Sitting on Globex at $188K / $90K RSU. Acme is where I want to be: $181K base. My floor is $170K.",
        {"Globex base 188K equity 90K"},
        1,
        {"ask base 181K", "floor base 170K"},
    ),
    (
        "Have Initech at $240K TC. I want $185K base.",
        {"Initech total 240K"},
        1,
        {"ask base 185K"},
    ),
    (
        "Weighing Vandelay at $186K base, $110K RSU. Happy to sign at $183K base.",
        {"Vandelay base 186K equity 110K"},
        1,
        {"ask base 183K"},
    ),
    (
        "In hand: Hooli, $191K base and $130K in RSUs. I need $184K base.",
        {"Hooli base 191K equity 130K"},
        1,
        {"ask base 184K"},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("words", "offers", "claims", "wanted"), FRAGMENTS)
def test_an_offer_in_a_sentence_without_a_subject(words, offers, claims, wanted):
    strategy = of_strategy(f'"{words}"')
    assert quoted(strategy) == offers
    assert offer_claims(strategy) == claims
    assert asks(strategy) == wanted
    for offer in offers:
        assert offer.split()[0] not in spoken(strategy)


FIGURES_OF_OTHERS = [
    (
        "Hooli DE offers $190K / $150K RSU. Initech DE at $185K / $130K RSU. Acme: $182K base.",
        {"Hooli base 190K equity 150K", "Initech base 185K equity 130K"},
        2,
        {"ask base 182K"},
    ),
    (
        "Hooli: $192K / $120K RSU. Globex: $188K / $110K RSU. I need $180K base here.",
        {"Hooli base 192K equity 120K", "Globex base 188K equity 110K"},
        2,
        {"ask base 180K"},
    ),
    (
        "Initech is at $245K TC. Globex came in at $250K TC. Acme at $181K base would settle it.",
        {"Initech total 245K", "Globex total 250K"},
        2,
        {"ask base 181K"},
    ),
    (
        "Vandelay DE pays $187K base / $100K RSU. Acme: $179K base.",
        {"Vandelay base 187K equity 100K"},
        1,
        {"ask base 179K"},
    ),
]


@pytest.mark.parametrize(("words", "offers", "claims", "wanted"), FIGURES_OF_OTHERS)
def test_under_a_heading_of_competing_offers_a_company_with_its_figures_is_an_offer(words, offers, claims, wanted):
    lever = of_lever(f'"{words}"', "Competing Offers")
    assert quoted(lever) == offers
    assert offer_claims(lever) == claims
    assert asks(lever) == wanted
    assert lever.needs_competing_offer


AT_HAND = [
    ("I have received my Acme offer at $210K total comp. My target is $240K total comp.", {"target total 240K"}),
    ("I have the Acme offer at $175K base in front of me. I'd like $185K base.", {"ask base 185K"}),
    ("I've got an offer from Acme at $205K TC. I'm targeting $230K total comp.", {"target total 230K"}),
    ("Your offer of $172K base is on my desk. I'm looking for $184K base.", {"ask base 184K"}),
    ("Acme has offered me $174K base. I'd like $186K base.", {"ask base 186K"}),
]


@pytest.mark.parametrize(("words", "wanted"), AT_HAND)
def test_the_offer_at_hand_is_no_competing_offer(words, wanted):
    document = acme(strategy=f'"{words}"')
    assert quoted(document.strategy) == set()
    assert offer_claims(document.strategy) == 0
    assert asks(document.strategy) == wanted
    assert "claims-sample-offer" not in codes(document)


SEVERAL = [
    ("I have offers from eBay at $230K TC and Hooli at $240K TC.", {"eBay total 230K", "Hooli total 240K"}),
    ("I have an offer from eBay at $230K TC.", {"eBay total 230K"}),
    ("My offers: iRobot at $210K TC, xAI at $320K TC.", {"iRobot total 210K", "xAI total 320K"}),
    ("I'm holding offers from 3M at $205K TC and monday.com at $235K TC.", {"3M total 205K", "monday.com total 235K"}),
    (
        "I'm holding a Hooli design offer at $185K base / $150K RSU and an Initech offer at $188K base / $140K RSU.",
        {"Hooli base 185K equity 150K", "Initech base 188K equity 140K"},
    ),
    (
        "I have a Globex data engineering offer at $190K base / $100K RSU and a Hooli one at $195K base / $90K RSU.",
        {"Globex base 190K equity 100K", "Hooli base 195K equity 90K"},
    ),
    (
        "Initech offered me $187K base / $120K RSU, and Hooli $189K base / $110K RSU.",
        {"Initech base 187K equity 120K", "Hooli base 189K equity 110K"},
    ),
    (
        "I have competing offers from Hooli at $240K TC / Initech at $235K TC / Globex at $230K TC.",
        {"Hooli total 240K", "Initech total 235K", "Globex total 230K"},
    ),
    ("I hold a written dLocal offer: $225K TC.", {"dLocal total 225K"}),
    ("Hooli has put $238K TC on the table and Initech $231K TC.", {"Hooli total 238K", "Initech total 231K"}),
]


@pytest.mark.parametrize(("words", "offers"), SEVERAL)
def test_several_offers_in_one_sentence_are_each_read(words, offers):
    lever = of_lever(f'"{words}"', "Offers")
    assert quoted(lever) == offers
    assert offer_claims(lever) == 1
    assert asks(lever) == set()
