"""A1–A8, S1–S5 and C1–C4 of the worked cases, each with other sentences of its kind: which amounts are asked for."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse

from tests import factories
from tests.factories import D
from tests.offers.words.world import LONDON, NEW_YORK, TEN_PERCENT, Range, candidate, rates, replace

pytestmark = pytest.mark.django_db


# Asks: a whole or an addition


@pytest.mark.parametrize(
    ("sentence", "part", "asked"),
    [
        # A1
        ("I'm looking for $185K base.", "base", 185000),
        ("My number for base is $185K.", "base", 185000),
        ("A base of $185K is what I have in mind.", "base", 185000),
        # A2
        ("An on-call supplement of $6K–$10K a year on top of the bonus.", "other", 6000),
        ("A pager allowance of $6K–$10K a year in addition to the bonus.", "other", 6000),
        ("For the pager, $6K a year on top of base and bonus.", "other", 6000),
        # A3
        ("A $40K incremental RSU grant.", "equity", 140000),
        ("Top up the RSUs by $40K.", "equity", 140000),
        ("$40K more in RSUs would do justice to the scope.", "equity", 140000),
        # A4
        ("A $30K retention grant, which would take my equity to $32–35K a year.", "equity", 130000),
        ("Another $30K of RSUs, taking the equity to $32K a year.", "equity", 130000),
        ("I'd like an extra $30K in stock, so that equity comes to $32K a year.", "equity", 130000),
        # A5
        ("Lift the base by 8 %.", "base", 183600),
        ("I'd like 8% on top of the base.", "base", 183600),
        ("A $10K premium on base for the clearance.", "base", 180000),
        ("Could the base go up by $10K for the clearance?", "base", 180000),
        # A6
        ("An extra $20K at signing would bridge the gap.", "signing", 30000),
        ("Please add $20K to the signing bonus.", "signing", 30000),
        ("A $20K signing bonus.", "signing", 20000),
        ("I'd like a sign-on of $20K.", "signing", 20000),
        # A7
        ("$180K base, and RSUs worth $15K a year more.", "equity", 160000),
        ("$180K base and an additional $15K a year in RSUs.", "equity", 160000),
        # S3
        ("Raise the grant from $[Y]K to $[Y+40]K.", "equity", 140000),
        ("I'd need RSUs at $[Y+40K].", "equity", 140000),
        ("Could you move base from $[X]K to $[X+15]K?", "base", 185000),
        ("A sign-on of [$20–30K].", "signing", 20000),
        ("I'd like [$20K] at signing.", "signing", 20000),
    ],
)  # fmt: skip
def test_what_a_part_comes_to(sentence, part, asked):
    acme = candidate(strategy=sentence)
    page = acme.page()
    assert "Not needed" not in page
    assert "already has what" not in page
    plan = {one.part: one.ask for one in acme.plan.parts}
    # 8 % more comes to 183,600, which one says as 183,500 or 184,000.
    assert abs(plan[part] - asked) <= (400 if asked == 183600 else 0)
    said = acme.said
    assert f"${plan[part]:,.0f}" in said
    assert not [words for words in (".00", ".60", "[", "]") if words in acme.scripts]


def test_a1_a_whole_that_the_offer_is_over_is_not_needed():
    acme = candidate("I'm looking for $185K base.", base=190000)
    assert "Not needed" in acme.page()
    assert "185" not in acme.said


@pytest.mark.parametrize(
    "sentence", ["A 15 % target bonus.", "Set the target bonus at 15 %.", "I'd expect a bonus target of 15%."]
)
def test_a8_a_larger_bonus_differs_by_points(sentence):
    acme = candidate(sentence, strategy=sentence)
    page = acme.page()
    assert "5 points more bonus, $8,500 a year" in page
    assert not [words for words in ("5% more", "50% more", "Not needed") if words in page]
    row = acme.table()["bonus"]
    assert (row.ask, row.offered) == ("15% ($25,500)", "10% ($17,000)")
    assert "a 15% target bonus" in acme.said


def test_a2_both_ends_of_an_addition_are_shown():
    page = candidate("An on-call supplement of $6K–$10K a year on top of the bonus.").page()
    assert "$6,000" in page
    assert "$10,000 a year" in page


def test_s3_both_ends_of_a_range_are_shown():
    page = candidate("A sign-on of [$20–30K].").page()
    assert "$20,000" in page
    assert "$30,000" in page


# Slots


@pytest.mark.parametrize(
    ("lever", "strategy", "printed"),
    [
        ("I'd leave $[X]K of unvested stock.", "Thank you for the offer of $[X]K base.",
         "I'd leave $45,000 of unvested stock."),
        ("Walking away from $[X]K in unvested options is part of this for me.", "Thanks for offering $[X]K base!",
         "Walking away from $45,000 in unvested options is part of this for me."),
        ("I'd have to pay back $[X]K of relocation.", "I appreciate the $[X]K base that you offered.",
         "I'd have to pay back $45,000 of relocation."),
    ],
)  # fmt: skip
def test_s1_a_blank_belongs_to_its_place(lever, strategy, printed):
    acme = candidate(lever, strategy=strategy)
    acme.settle(answers={"X": "45"})
    assert printed in acme.scripts
    said = acme.said
    assert "$45,000 base" not in said
    assert "$45K base" not in said
    assert "Thank you for the offer of $170,000 base" in said


@pytest.mark.parametrize("typed", ["45", "45k", "45,000", "$45K", "$ 45 000", " 45 K "])
@pytest.mark.parametrize(
    "sentence", ["I'd leave $[X]K of unvested stock.", "I'd be walking away from $[X] of unvested stock."]
)
def test_s2_money_is_printed_once_with_one_sign(sentence, typed):
    if "[X]K" not in sentence and typed == "45":
        typed = "45000"
    acme = candidate(sentence)
    acme.settle(answers={"X": typed})
    assert "$45,000 of unvested stock" in acme.scripts


def test_s2_another_currency_is_asked_about_and_what_was_typed_stays():
    acme = candidate("I'd leave £[X]K of unvested stock.", region="London", currency="GBP", base=88000)
    response = acme.settle(answers={"X": "$45K"})
    assert response.status_code == 422
    html = response.content.decode()
    assert "Which is meant?" in html
    assert 'value="$45K"' in html
    assert "45" not in acme.scripts


@pytest.mark.parametrize(
    ("sentence", "filled"),
    [
        ("I've run [Spark / Flink / Beam] for [N] years.", "Spark / Flink / Beam"),
        ("I moved [warehouse] to [lakehouse] without an outage.", "warehouse"),
    ],
)
def test_s4_a_sentence_with_a_blank_is_left_out_and_listed(sentence, filled):
    acme = candidate(sentence, "Data engineers here carry the pager every third week.")
    acme.settle(answers={filled: "Spark"})
    said = acme.said
    assert not [words for words in ("[", "Flink", "I've run", "I moved") if words in said]
    assert f"Left out, since it has a blank that isn't filled: “{sentence}”" in acme.page()


@pytest.mark.parametrize(
    "says",
    [
        "Moving [X] TB a day taught me where it breaks. At [X] TB nobody else is left.",
        "I kept [X] clusters alive through the migration. With [X] clusters nothing can be done by hand.",
        "I've paged for [X] services since the split. Of [X] services one always fails at night.",
    ],
)
def test_s5_one_group_of_sentences_has_one_blank(says):
    acme = candidate(says, "I ran [N] teams.")
    acme.settle(answers={"X": "40"})
    both = says.replace("[X]", "40")
    assert both in acme.scripts
    acme.settle(answers={"N": "3"})
    assert both in acme.scripts
    assert "I ran 3 teams." in acme.scripts


# Currencies


@pytest.mark.parametrize(
    "sentence", ["A sign-on of $[20–30]K.", "a sign-on of [$20–30K]", "A signing bonus of $20K to $30K."]
)
def test_c1_an_ask_in_another_currency_is_converted_or_not_made(sentence):
    rates(USD="1.25", GBP=1)
    acme = candidate("I'm looking for £92K base.", strategy=sentence, region="London", currency="GBP", base=88000)
    said = acme.said
    assert "$" not in said
    assert not [words for words in ("£20,", "£30,", "20K", "30K") if words in said]
    assert "£92,000 base" in said


@pytest.mark.parametrize(
    "strategy",
    [
        "I'd like a $30K signing bonus.",
        "A sign-on of USD 30,000 would settle it.",
        "Could you add [$30K] at signing?",
        "$30,000 up front, as a signing bonus.",
    ],
)
def test_c2_a_sum_of_another_market_is_never_taken_over(strategy):
    rates(USD=1, INR=80)
    bangalore = factories.band(
        "Bangalore",
        currency="INR",
        base=Range(D(4000000), D(5000000)),
        equity=None,
        bonus=TEN_PERCENT,
        total=None,
    )
    acme = candidate(
        strategy=strategy,
        region="Bangalore",
        currency="INR",
        bands=(NEW_YORK, bangalore),
        base=4200000,
        equity=0,
        signing=0,
    )
    said = acme.said
    assert not [words for words in ("$", "₹30,000", "30,000") if words in said]


@pytest.mark.parametrize(
    "sentence", ["I'd like A$185K base.", "A base of A$185,000 is what I have in mind.", "Could the base be AUD 185K?"]
)
def test_c3_a_band_of_the_next_place_is_converted(sentence):
    rates(AUD=1, SGD="0.9", USD=1)
    melbourne = replace(NEW_YORK, region="Melbourne", currency="AUD", base=Range(D(150000), D(190000)), equity=None)
    acme = candidate(
        sentence,
        region="Melbourne",
        currency="SGD",
        bands=(melbourne,),
        base=150000,
        equity=0,
        signing=0,
        place="Singapore",
    )
    said = acme.said
    assert "A$" not in said
    assert "S$185" not in said
    said = said.replace("\xa0", " ")
    assert "SGD 166,500 base" in said or "SGD 167,000 base" in said
    page = acme.page().replace("\xa0", " ")
    assert "Melbourne" in page
    assert "SGD 135,000" in page
    assert "SGD 171,000" in page
    assert "0.9" in page


@pytest.mark.parametrize(
    "fact", ["Acme's cloud bill passed $40M.", "The platform at Acme books $2B a year.", "Acme raised €90M in May."]
)
def test_c4_a_fact_in_another_currency_is_left_out(fact):
    acme = candidate(fact, "I'm looking for £92K base.", region="London", currency="GBP", base=88000, bands=(LONDON,))
    said = acme.said
    assert fact not in said
    assert "$" not in said
    assert "€" not in said


@pytest.mark.parametrize("typed", ["$80,000", "80k USD", "£64,000"])
def test_c4_a_grant_in_another_currency_is_asked_for_there_and_counted_here(typed):
    rates(USD="1.25", GBP=1)
    acme = candidate("I'm looking for £92K base.", region="London", currency="GBP", base=88000, equity=0, signing=0)
    factories.regrant(acme.offer, kind="rsu", value=D(60000), years=D(4), currency="USD")
    form = acme.client.get(acme.address("counter")).context["form"]
    data = {field.html_name: "" if field.value() is None else field.value() for field in form if field.name != "levers"}
    assert acme.client.post(acme.address("counter"), data | {"ask_equity": typed}).status_code == 302
    said = acme.said
    assert "$80,000 in equity over 4 years" in said
    assert "£80,000" not in said
    row = acme.table()["equity"]
    assert (row.ask, row.offered) == ("$80,000 (£64,000)", "$60,000 (£48,000)")
    # 88,000 + 8,800 + 12,000
    assert "£108,800" in acme.page()
    form = acme.client.get(acme.address("counter")).context["form"]
    assert (form["ask_equity"].label, form["ask_equity"].value()) == ("Equity, whole grant, in USD", "80,000")
    exported = json.loads(acme.client.get(reverse("offers:json")).content)["offers"][0]["plan"]
    assert (exported["ask_equity"], exported["equity_currency"], exported["currency"]) == ("80000", "USD", "GBP")
    # The grant that was asked for stays what it was when the pound moves.
    rates(USD="1.5", GBP=1)
    assert "$80,000 in equity over 4 years" in acme.said


def test_c4_a_grant_in_a_third_currency_is_asked_about_and_what_was_typed_stays():
    rates(USD="1.25", GBP=1, EUR=1)
    acme = candidate("I'm looking for £92K base.", region="London", currency="GBP", base=88000, equity=0, signing=0)
    factories.regrant(acme.offer, kind="rsu", value=D(60000), years=D(4), currency="USD")
    form = acme.client.get(acme.address("counter")).context["form"]
    data = {field.html_name: "" if field.value() is None else field.value() for field in form if field.name != "levers"}
    response = acme.client.post(acme.address("counter"), data | {"ask_equity": "€80k"})
    assert response.status_code == 422
    page = response.content.decode()
    assert "The grant is in USD and this plan in GBP; the amount says EUR." in page
    assert 'value="€80k"' in page


def test_c4_the_guides_grant_is_asked_for_in_the_currency_of_the_offers():
    rates(USD="1.25", GBP=1)
    strategy = "I'm looking for £60,100 in RSUs."
    acme = candidate(strategy=strategy, region="London", currency="GBP", base=88000, signing=0)
    factories.regrant(acme.offer, kind="rsu", value=D(60000), years=D(4), currency="USD")
    # £60,100 is $75,125.
    assert "I'm looking for $75,000 in equity over 4 years" in acme.said
