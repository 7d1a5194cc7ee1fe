"""The comparison of an offer with a guide that asks for wholes and for additions."""

from __future__ import annotations

from decimal import Decimal

import pytest

from guides.document.document import Bonus, EquityRange, Part, PercentRange, Range
from guides.parsing.speech.context import Context
from guides.parsing.speech.scripts import read_lever
from offers.comparison.wording import move
from offers.speaking import more_words
from pay.asks import Ask, gap
from pay.comparison import compare
from pay.vesting import Schedule
from tests import factories
from tests.factories import D, package
from tests.page_text import copyable, text_of

ACME = factories.band(
    base=Range(D(160000), D(200000)),
    equity=EquityRange(D(80000), D(160000), "grant", 4, "rsu"),
    bonus=Bonus("percent", percent=PercentRange(D(10), D(10))),
    total=None,
)
OFFER = {"base": 170000, "equity": 100000, "equity_kind": "rsu", "bonus_percent": 10, "signing": 10000}


def lever(words, title="An argument"):
    return read_lever(title, [Part("say", words)], Context(), 1)


def compared(words, *, strategy=None, **offered):
    """The page of an offer of Acme's beside a lever of these words."""
    levers = (lever(words),)
    made = factories.document(bands=(ACME,), levers=levers, sections=(), strategy=strategy and lever(strategy, None))
    revision = factories.published(made)
    client, owner = factories.browser()
    terms = {name: value if isinstance(value, str) else D(value) for name, value in (OFFER | offered).items()}
    offer = factories.offer(owner, revision, bonus_amount=None, **terms)
    return client.get(offer.get_absolute_url()), offer, client


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "told", "untold"),
    [
        ("I'm looking for $185K base.", ["base +$15,000", "Then: base $185,000"], []),
        ("An on-call supplement of $6K–$10K a year on top of the bonus.",
         ["$6,000 to $10,000 a year on top, as other pay", "annual total $218,000"], []),
        ("A $40K incremental RSU grant.",
         ["$40,000 more in RSUs: $140,000 over 4 years", "annual total $222,000"], ["equity to", "-$60,000"]),
        ("A $30K retention grant, which would take my equity to $32–35K a year.",
         ["$30,000 more in RSUs: $130,000 over 4 years"], ["$32,000", "$35,000"]),
        ("Lift the base by 8 %.", ["8% more base: $183,600"], ["183,600.00"]),
        ("A $10K premium on base for the clearance.", ["$10,000 more base: $180,000"], []),
        ("An extra $20K at signing would bridge the gap.", ["$20,000 more at signing: $30,000"], []),
        ("A $20K signing bonus.", ["signing bonus +$10,000"], ["$20,000 more"]),
        ("$180K base, and RSUs worth $15K a year more.",
         ["base +$10,000", "$15,000 more in RSUs a year: $160,000 over 4 years"], []),
        ("A 15 % target bonus.", ["5 points more bonus, $8,500 a year"], ["5% more", "50% more"]),
    ],
)  # fmt: skip
def test_the_worked_cases_on_the_page(words, told, untold):
    page = text_of(compared(words)[0])
    for words in told:
        assert words in page, words
    for words in ["Not needed", "already has what this asks for", *untold]:
        assert words not in page, words


@pytest.mark.django_db
def test_a_whole_that_the_offer_is_over_is_not_needed():
    response, *_ = compared("I'm looking for $185K base.", base=190000)
    assert "Not needed" in text_of(response)
    assert not [text for text in copyable(response) if "185" in text]


@pytest.mark.django_db
def test_a_bonus_over_the_supplement_leaves_it_to_be_asked_for():
    page = text_of(compared("A supplement of $6K a year on top of the bonus.", bonus_percent=20)[0])
    assert "Not needed" not in page
    assert "$6,000 a year on top, as other pay" in page


@pytest.mark.django_db
def test_the_strategys_additions_are_told_part_by_part():
    words = "A $40K incremental RSU grant, 5 points more bonus and $185K base."
    response, *_ = compared("I'm looking for $185K base.", strategy=words)
    page = text_of(response)
    assert "the guide asks for $15,000 more base and $40,000 more equity" in page
    assert "$40,000 more: $140,000" in page
    assert "5 points more: 15%" in page
    assert "5 points under the ask, $8,500 a year" in page


@pytest.mark.django_db
def test_an_addition_to_what_isnt_known_says_so():
    revision = factories.published(
        factories.document(bands=(ACME,), levers=(lever("A $40K incremental RSU grant."),), strategy=None)
    )
    client, owner = factories.browser()
    offer = factories.offer(owner, revision, base=D(170000), equity=None, bonus_amount=None, bonus_percent=D(10))
    page = text_of(client.get(offer.get_absolute_url()))
    assert "$40,000 more in equity, on top of what isn't known yet" in page
    assert "Not needed" not in page


@pytest.mark.django_db
def test_the_plan_asks_for_what_additions_come_to_once():
    strategy = "A $40K incremental RSU grant. An on-call supplement of $6K a year on top of the bonus."
    _, offer, client = compared("A $40K incremental RSU grant.", strategy=strategy)
    page = text_of(client.get(f"{offer.get_absolute_url()}counter/"))
    assert "$140,000 in equity" in page
    assert "$6,000 a year on top of base" in page
    assert "$180,000 in equity" not in page


PACKAGE = package(
    "USD",
    base=Decimal(170000),
    bonus_percent=Decimal(10),
    equity=Decimal(100000),
    schedule=Schedule.even(4),
    equity_kind="rsu",
    signing=Decimal(10000),
)


def ask(component, amount, unit="money", period="year", basis="addition"):
    return Ask("ask", component, Decimal(amount), Decimal(amount), unit, "USD", period, basis=basis)


@pytest.mark.parametrize(
    ("asked", "said", "moved"),
    [
        (ask("base", 10000), "$10,000 more base", "$10,000 more base: $180,000"),
        (ask("base", 8, "percent"), "8% more base", "8% more base: $183,600"),
        (ask("equity", 40000, period="grant"), "$40,000 more in equity", "$40,000 more in RSUs: $140,000 over 4 years"),
        (ask("signing", 20000, period="once"), "$20,000 more at signing", "$20,000 more at signing: $30,000"),
        (ask("bonus", 1, "percent"), "1 point more bonus", "1 point more bonus, $1,700 a year"),
        (ask("bonus", 4000), "$4,000 more bonus a year", "$4,000 more bonus a year: $21,000"),
        (ask("total", 9000), "$9,000 more in all a year", "$9,000 more in all a year: $221,000"),
        (ask("other", 6000), "$6,000 a year on top, as other pay", "$6,000 a year on top, as other pay"),
        (ask("other", 10, "percent"), "10% of base a year on top, as other pay",
         "10% of base a year on top, as other pay"),
        (ask("equity", 500, "shares", "unknown"), "500 more shares",
         "500 more shares, on top of what isn't known yet"),
        (ask("bonus", 15, "percent", basis="whole"), "a 15% bonus", "5 points more bonus, $8,500 a year"),
    ],
)  # fmt: skip
def test_what_is_said_of_an_ask(asked, said, moved):
    if asked.is_addition:
        assert more_words(asked) == said
    assert move(gap(asked, compare(PACKAGE, None)), PACKAGE) == moved
