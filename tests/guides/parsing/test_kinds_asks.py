"""Amounts that are no asks, or asks of something else; and asks said in other ways."""

from __future__ import annotations

import pytest

from tests.guides.parsing.acme import asks, of_lever, of_strategy

NO_PAY = [
    ("I'm targeting $185K base because I know the $4.2T freight market.", {"target base 185K"}),
    ("I'd like $178K base. I want equity that reflects my part in a $7 trillion market.", {"ask base 178K"}),
    ("I'd like $178K base, since the fraud we stop costs the industry $48bn a year.", {"ask base 178K"}),
    ("I want a base of $181K: your payments arm moves $90 billion of volume.", {"ask base 181K"}),
    ("I'm targeting $183K base, given the $12B that your customers spend on logistics.", {"target base 183K"}),
    ("I'd like $178K base. My base should match a company with a $30B valuation.", {"ask base 178K"}),
]

DIFFERENCES = [
    (
        "I'm looking for $178K base. I'd like a base salary adjustment of $8,000-$12,000 for the pager.",
        {"ask base 178K", "ask base +8K..12K"},
    ),
    ("I'd like $178K base and a location differential of $6K.", {"ask base 178K", "ask other +6K"}),
    ("I'd like $178K base, including a $10K on-call premium.", {"ask base 178K", "ask other +10K"}),
    (
        "I'd like $178K base. A base increase of $5,000 a year after that would be fair.",
        {"ask base 178K", "ask base +5K"},
    ),
    ("I'd like $178K base. The $9K difference to my first number is small.", {"ask base 178K"}),
    ("I'd like $178K base. That is $13,000 above your midpoint.", {"ask base 178K"}),
]

WHERE_IT_LIES = [
    ("Anchor at $240K TC (upper part of the $185K-$260K range).", {"ask total 240K"}),
    ("Ask for $190K base, in the top third of the $150K-$200K band.", {"ask base 190K"}),
    ("Open at $185K base; the band runs from $150K to $200K.", {"ask base 185K"}),
    ("Target $230K total comp, within their $185K–$260K band.", {"target total 230K"}),
    ("Ask for $188K base (band: $150K–$200K).", {"ask base 188K"}),
]

NOW_AND_THEIRS = [
    ("With a back-loaded vest, my first-year equity is only $6K. I'd like $178K base.", {"ask base 178K"}),
    ("My current equity is $40K a year. I'd like $178K base.", {"ask base 178K"}),
    ("Today I earn $150K base. I'd like $178K base.", {"ask base 178K"}),
    ("Under your schedule I would get only $9K of stock in year one. I'd like $178K base.", {"ask base 178K"}),
    ("Your average package of $195K TC is the floor, not what I aim for. I'd like $178K base.", {"ask base 178K"}),
    ("The median at your level is $170K base. I'd like $178K base.", {"ask base 178K"}),
    ("Your typical grant of $70K is where we start, not where we end. I'd like $178K base.", {"ask base 178K"}),
    ("Glassdoor says you pay $165K base on average. I'd like $178K base.", {"ask base 178K"}),
]


@pytest.mark.parametrize(("words", "wanted"), [*NO_PAY, *DIFFERENCES, *NOW_AND_THEIRS])
def test_amounts_of_a_lever(words, wanted):
    found = asks(of_lever(f'"{words}"'))
    # What comes on top may be told or not; it is never a second amount of the whole part.
    more = {ask for ask in wanted if "+" in ask}
    assert wanted - more <= found <= wanted, found


@pytest.mark.parametrize(("words", "wanted"), WHERE_IT_LIES)
def test_a_range_that_tells_where_a_figure_lies_is_no_ask(words, wanted):
    assert asks(of_strategy(words)) == wanted


TOTALS_AND_PARTS = [
    (
        "For New York, start at $230,000 total comp (base $170,000 + RSU $60,000) and accept no lower than $200,000.",
        {"ask total 230K @New York", "ask base 170K @New York", "ask equity 60K @New York",
         "accept total 200K @New York"},
    ),
    (
        "Open at $225K total (base $175K, RSU $50K). Accept nothing under $205K total.",
        {"ask total 225K", "ask base 175K", "ask equity 50K", "accept total 205K"},
    ),
    (
        "Ask for $240K TC: $180K base plus $60K in stock a year.",
        {"ask total 240K", "ask base 180K", "ask equity 60K"},
    ),
    (
        "Accept at $160K+ base and $30K+ bonus ($190K+ floor).",
        {"accept base 160K..", "accept bonus 30K..", "accept total 190K.."},
    ),
    (
        "Accept $165K base and $20K bonus ($185K total).",
        {"accept base 165K", "accept bonus 20K", "accept total 185K"},
    ),
    (
        "Accept no lower than $170K base + $40K RSU ($210K total comp floor).",
        {"accept base 170K", "accept equity 40K", "accept total 210K"},
    ),
    (
        "Open at $185K base and $30K bonus (= $215K in all).",
        {"ask base 185K", "ask bonus 30K", "ask total 215K"},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("words", "wanted"), TOTALS_AND_PARTS)
def test_totals_and_their_parts_keep_their_names(words, wanted):
    assert asks(of_strategy(words)) == wanted


FOUR_YEARS = [
    ("Open at $180K base. Accept if the whole 4-year package exceeds $900K.", 900_000),
    ("Open at $180K base. Accept if the four-year total is over $880K.", 880_000),
    ("Open at $180K base. Accept a package worth $920K over four years.", 920_000),
]


@pytest.mark.parametrize(("words", "amount"), FOUR_YEARS)
def test_a_package_of_four_years_is_no_total_of_one(words, amount):
    strategy = of_strategy(words)
    rest = [ask for ask in strategy.asks if ask.component == "total"]
    assert all(ask.period == "grant" or ask.min == amount / 4 for ask in rest), rest
    assert asks(strategy) - {"ask base 180K", "accept total 225K", "accept total 220K", "accept total 230K"} <= {
        f"accept total {amount // 1000}K", f"accept total {amount // 1000}K.."
    }  # fmt: skip
    assert "ask base 180K" in asks(strategy)


REFRESHERS = [
    ("Open at $180K base and ask for a Year 2 refresher of at least $50K.", {"ask base 180K"}, {50_000}),
    (
        "Ask for a $20K signing bonus and yearly refreshes with a minimum $30K annualized floor.",
        {"ask signing 20K"},
        {30_000},
    ),
    (
        "Open at $180K base and $100K RSU, with an annual refresh of $25K.",
        {"ask base 180K", "ask equity 100K"},
        {25_000},
    ),
    ("Open at $180K base. Get a written refresher minimum of $40K a year.", {"ask base 180K"}, {40_000}),
    ("Ask for $182K base and evergreen grants of $35K per year from year two.", {"ask base 182K"}, {35_000}),
]


@pytest.mark.parametrize(("words", "rest", "amounts"), REFRESHERS)
def test_a_refresher_is_equity_of_a_year_and_not_the_first_grant(words, rest, amounts):
    strategy = of_strategy(words)
    refreshers = [ask for ask in strategy.asks if int(ask.min) in amounts]
    assert all((ask.component, ask.period) == ("equity", "year") for ask in refreshers)
    assert {ask.role for ask in refreshers} <= {"ask"}
    assert (
        asks(strategy)
        - {f"ask equity {amount // 1000}K" for amount in amounts}
        - {f"ask equity {amount // 1000}K.." for amount in amounts}
        == rest
    )
