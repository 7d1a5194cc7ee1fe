"""Whose amounts are: asks of several places in one sentence, and what their parts are."""

from __future__ import annotations

import pytest

from guides.parsing import parse_guide

GUIDE = """### Data Engineer | Acme Global Negotiation Guide

| Region | Base Salary | Stock (RSU/4yr) | Total Comp |
|---|---|---|---|
{rows}

> **Negotiate Up Strategy:** {strategy}
"""
ROW = "| {} | {}100K–{}140K | {}60K–{}90K | {}115K–{}162K |"
SIGNS = {"London (HQ)": "£", "London": "£", "Remote UK": "£", "Remote US": "$", "New York": "$", "Amsterdam": "€",
         "Europe": "€", "Warsaw": "zł", "Berlin": "€"}  # fmt: skip


def asks(strategy: str, *regions: str):
    rows = "\n".join(ROW.format(region, *[SIGNS[region]] * 6) for region in regions)
    read = parse_guide(GUIDE.format(rows=rows, strategy=strategy))
    return {(ask.role, ask.component, int(ask.min), ask.currency, ask.region) for ask in read.strategy.asks}


@pytest.mark.parametrize(
    "strategy",
    [
        "Remote US candidates should target $127K base. Remote UK candidates should target £97K base.",
        "Target £97K base for Remote UK, and $127K base for Remote US.",
        "Target base of £97K (Remote UK) / $127K (Remote US).",
    ],
)
def test_remote_work_in_two_countries_is_in_two_places(strategy):
    assert asks(strategy, "London (HQ)", "Remote UK", "Remote US") == {
        ("target", "base", 97_000, "GBP", "Remote UK"),
        ("target", "base", 127_000, "USD", "Remote US"),
    }


@pytest.mark.parametrize(
    "strategy",
    [
        "Open at €130K base and €85K in RSUs over 4 years for the Amsterdam role.",
        "Open at €130K base with €85K in RSUs over 4 years in Amsterdam.",
        "Open at €130K base plus €85K in equity over 4 years at Amsterdam.",
    ],
)
def test_a_place_behind_the_years_of_a_grant_is_of_all_before(strategy):
    assert asks(strategy, "Amsterdam", "New York") == {
        ("ask", "base", 130_000, "EUR", "Amsterdam"),
        ("ask", "equity", 85_000, "EUR", "Amsterdam"),
    }


@pytest.mark.parametrize(
    "limit",
    [
        "Your accept-at floor: €110K / £100K / $120K base respectively.",
        "Accept at €110K / £100K / $120K base, respectively.",
        "Accept €110K, £100K and $120K base respectively.",
    ],
)
def test_respectively_means_the_places_named_before_in_their_order(limit):
    strategy = (
        f"In Amsterdam push for €130K base. In London push for £125K base. In New York push for $140K base. {limit}"
    )
    accepted = {one[2:] for one in asks(strategy, "Amsterdam", "London", "New York") if one[0] == "accept"}
    assert accepted == {(110_000, "EUR", "Amsterdam"), (100_000, "GBP", "London"), (120_000, "USD", "New York")}


def test_respectively_without_as_many_places_says_of_none():
    strategy = "In Amsterdam push for €130K base. Accept at €110K / £100K base respectively."
    accepted = [one for one in asks(strategy, "Amsterdam", "London") if one[0] == "accept"]
    assert ("accept", "base", 100_000, "GBP", "Amsterdam") not in accepted


@pytest.mark.parametrize(
    "words", ["for London/Europe, open at GBP 122,000 base", "London / Europe: open at £122K base"]
)
def test_of_two_places_at_a_slash_the_one_that_pays_in_the_currency(words):
    assert ("ask", "base", 122_000, "GBP", "London") in asks(f"For New York, open at $150K base; {words}.", "New York",
                                                              "London", "Europe")  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        "Accept at €92K+ base / $105K+ base (NY) and no less than €65K / $70K in RSUs.",
        "Accept at €92K+ base / $105K+ base (NY) with at least €65K / $70K of equity.",
        "Accept at €92K base or $105K base (NY), with €65K / $70K in RSUs at least.",
    ],
)
def test_a_part_behind_a_row_of_slashes_is_of_all_of_it(words):
    found = {(component, amount) for _, component, amount, _, _ in asks(words, "Amsterdam", "New York")}
    assert found == {("base", 92_000), ("base", 105_000), ("equity", 65_000), ("equity", 70_000)}


@pytest.mark.parametrize(
    "words",
    [
        "unless variable comp targets are aggressive and the grant exceeds $80K/4yr",
        "unless the sales targets are high and the equity exceeds $80K/4yr",
    ],
)
def test_what_targets_are_like_is_no_target(words):
    assert not {one for one in asks(f"Walk away below $105K base {words}.", "New York") if one[0] == "target"}


@pytest.mark.parametrize(
    "words", ["Your targets are $120K base and $80K RSUs.", "Targets are a base of $120K, $80K RSUs."]
)
def test_targets_with_amounts_are_some(words):
    assert ("target", "base", 120_000, "USD") in {one[:4] for one in asks(words, "New York")}


@pytest.mark.parametrize(
    "words",
    [
        "The market grows by 20% a year, which is why $131K base is right for this seat.",
        "The rota takes every third week, and that is why $131K base is right.",
    ],
)
def test_what_follows_from_a_fact_is_asked_for(words):
    rows = ROW.format("New York", *["$"] * 6)
    read = parse_guide(GUIDE.format(rows=rows, strategy=f'"{words}"'))
    assert [(ask.role, ask.component, ask.min) for ask in read.strategy.asks] == [("ask", "base", 131_000)]


@pytest.mark.parametrize(
    "words",
    [
        "I'd like $131K base. Also, is the 15-20% bonus guaranteed or does it vary?",
        "I'd like $131K base, and I want to know whether the 15% bonus is paid in March.",
        "I'd like $131K base. How is the 15% bonus worked out?",
    ],
)
def test_what_is_asked_about_is_not_asked_for(words):
    rows = ROW.format("New York", *["$"] * 6)
    read = parse_guide(GUIDE.format(rows=rows, strategy=f'"{words}"'))
    assert [(ask.role, ask.component, ask.min) for ask in read.strategy.asks] == [("ask", "base", 131_000)]
