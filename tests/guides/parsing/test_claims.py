"""What a sentence claims of its speaker: an offer held, whose and of how much; a fact; or nothing."""

from __future__ import annotations

import pytest

from guides.parsing.speech.asks import find_asks
from guides.parsing.speech.claims import find_claims
from guides.parsing.speech.context import Context
from guides.parsing.speech.quoted import find_quoted_offers
from guides.parsing.speech.voices import read_parts

CLAIMS = [
    ("I have another offer at $230K base.", "offer"),
    ("Another company has extended me an offer at $380K total compensation.", "offer"),
    ("My offer from Google is $395K all-in, with $210K base.", "offer Google total 395 base 210"),
    ("With an offer in hand from Snowflake at $370K TC, I can move quickly.", "offer Snowflake total 370"),
    ("If I had an offer from Google at $400K, would you match it?", ""),
    ("I'm weighing an offer from Databricks at $390K.", "offer Databricks"),
    ("I've received a verbal offer of C$230K from Shopify.", "offer Shopify"),
    ("I'm thrilled about the role and the team.", ""),
    ("I can sign today at $210K.", ""),
    ("I was offered $240K base by Stripe.", "offer Stripe base 240"),
    ("Stripe extended an offer to me last week at $240K base.", "offer Stripe base 240"),
    ("There is a $240K base offer from Stripe on my table.", "offer Stripe base 240"),
    ("Two other companies have made me offers.", "offer"),
    ("I don't have any other offers.", ""),
    ("Meta came back to me with an offer of $410K TC.", "offer Meta total 410"),
    ("I hold a written offer from Klarna: SEK 790K base.", "offer Klarna base 790"),
    ("If I've received an offer, it was earned.", "offer"),
    ("Should I receive an offer elsewhere, I'll let you know.", ""),
    ("If I got an offer at $400K, could you match it?", ""),
    ("I've led three migrations to Kafka.", "self"),
    ("I'm honored by the offer.", ""),
    ("My current base is $190K.", "self"),
    ("I saved my last employer $2M a year.", "self"),
    ("I'm passionate about payments.", ""),
    ("I bring ten years of payments experience.", "self"),
    ("I know that base bands are tight.", ""),
]


@pytest.mark.parametrize(("text", "expected"), CLAIMS)
def test_what_is_claimed(text, expected):
    words = [claim.kind for claim in find_claims(text)]
    for offer in find_quoted_offers(text, currency="USD"):
        amounts = {"total": offer.total, "base": offer.base, "equity": offer.equity}
        words += [str(offer.company), *(f"{name} {int(value / 1000)}" for name, value in amounts.items() if value)]
    assert " ".join(words) == expected


def test_amounts_of_an_offer_in_hand_are_not_asked_for():
    parts = read_parts('"With an offer in hand from Snowflake at $370K TC, I can move quickly."')
    assert find_asks(parts, Context()) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I have offers from Initech at $300K and Globex at $310K TC.", [("Initech", 300), ("Globex", 310)]),
        ("My Initech offer is at $300K total comp.", [("Initech", 300)]),
        ("Initech's offer is $300K total comp.", [("Initech", 300)]),
    ],
)
def test_totals_of_sample_offers(text, expected):
    found = find_quoted_offers(text, currency="USD")
    assert [(offer.company, int(offer.total / 1000)) for offer in found] == expected


def test_an_offer_a_month_is_told_a_year():
    (offer,) = find_quoted_offers("I have an offer from Klarna at SEK 60K/month base.", currency="SEK")
    assert (offer.base, offer.currency) == (720_000, "SEK")
