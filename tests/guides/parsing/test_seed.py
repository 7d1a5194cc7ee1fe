"""The real seed guide against the values that its contract prints, read by eye."""

from __future__ import annotations

import json
from datetime import date

import pytest

from guides.document.checks import check
from guides.parsing import decode_guide, parse_guide
from tests.shared import SEED, needs_seed

pytestmark = needs_seed


@pytest.fixture(scope="module")
def seed():
    return parse_guide(decode_guide(SEED.read_bytes()), source_path="runway/ml-ai-engineer.md")


@pytest.fixture(scope="module")
def printed(seed):
    return json.loads(json.dumps(seed.to_json()))


def test_title_and_summary(printed):
    assert printed["schema"] == "guide-document/1"
    assert printed["title"] == "ML/AI Engineer | Runway Global Negotiation Guide"
    assert (printed["company"], printed["role"], printed["level"]) == ("Runway", "ML/AI Engineer", None)
    assert printed["tagline"].startswith("Competitive AI Startup Comp + Pre-IPO Equity | $4B+ Valuation | NYC HQ")
    assert printed["tags"][:2] == ["Competitive AI Startup Comp + Pre-IPO Equity", "$4B+ Valuation"]
    assert printed["premiums"] == [{"label": "ML PREMIUM", "min_pct": 15, "max_pct": 30}]


def test_the_first_band_is_the_one_of_the_contract(printed):
    assert printed["bands"][0] == {
        "region": "New York City",
        "level": None,
        "currency": "USD",
        "base": {"min": 195000, "max": 275000, "period": "year"},
        "equity": {
            "min": 175000,
            "max": 420000,
            "period": "grant",
            "years": 4,
            "kind": "pre_ipo",
            "unit": "money",
        },
        "bonus": {"kind": "none"},
        "signing": None,
        "other": [],
        "total": {"min": 239000, "max": 380000, "period": "year"},
        "unspecified": None,
        "equivalents": [],
        "cells": {
            "Region": "New York City",
            "Base Salary": "$195K-$275K",
            "Equity (Pre-IPO/4yr)": "$175K-$420K",
            "Bonus": "—",
            "Total Comp": "$239K-$380K",
        },
        "line": 7,
    }


def test_the_other_bands(printed):
    assert [(band["region"], band["line"]) for band in printed["bands"]] == [
        ("New York City", 7),
        ("San Francisco", 8),
        ("Remote US", 9),
    ]
    remote = printed["bands"][2]
    assert (remote["base"]["min"], remote["base"]["max"]) == (176000, 248000)
    assert (remote["equity"]["min"], remote["equity"]["max"]) == (158000, 378000)
    assert (remote["total"]["min"], remote["total"]["max"]) == (215000, 343000)


def test_one_level_mapping_with_four_equivalents(printed):
    (mapping,) = printed["level_mappings"]
    assert mapping["own"] == "ML/AI Engineer"
    assert mapping["line"] == 14
    assert mapping["equivalents"] == [
        {"company": "Google", "level": "L4-L5 ML Engineer"},
        {"company": "Meta", "level": "ML Engineer IC4-IC5"},
        {"company": "OpenAI", "level": "Research Engineer"},
        {"company": "Stability AI", "level": "ML Engineer"},
    ]


def test_sections_keep_their_asks(printed):
    about, equity = printed["sections"]
    assert (about["heading"], about["depth"], about["line"]) == ("Negotiation DNA", 1, 11)
    assert equity["heading"] == "The Startup Equity Play — Pre-IPO at $4B+ Valuation"
    assert (equity["depth"], equity["line"]) == (1, 16)
    (ask,) = equity["asks"]
    assert (ask["component"], ask["min"], ask["max"], ask["period"]) == ("equity", 400000, 400000, "grant")


def asks_of(lever):
    return [(ask["role"], ask["component"], ask["min"], ask["currency"], ask["period"]) for ask in lever["asks"]]


def test_four_levers_with_their_amounts(printed):
    levers = printed["levers"]
    assert [lever["title"] for lever in levers] == [
        "ML Premium (+15-30%)",
        "Model Quality = Revenue",
        "Competing AI Lab Offers",
        "Training Compute Cost Leverage",
    ]
    assert [lever["line"] for lever in levers] == [20, 21, 22, 23]
    assert asks_of(levers[0]) == [("ask", "base", 265000, "USD", "year")]
    assert asks_of(levers[1]) == [
        ("ask", "base", 270000, "USD", "year"),
        ("ask", "equity", 400000, "USD", "grant"),
    ]
    assert asks_of(levers[2]) == [
        ("ask", "base", 270000, "USD", "year"),
        ("ask", "equity", 410000, "USD", "grant"),
    ]
    assert levers[3]["asks"] == []
    assert levers[0]["slots"] == ["diffusion models / video generation / multimodal architectures"]
    assert all(part["voice"] == "say" for lever in levers for part in lever["parts"])
    assert not any('"' in part["text"] for lever in levers for part in lever["parts"])


def quoted_of(lever):
    return [
        (quoted["company"], quoted["base"], quoted["equity"], quoted["currency"]) for quoted in lever["quoted_offers"]
    ]


def test_the_competing_offers_lever_falls_without_offers(printed):
    lever = printed["levers"][2]
    assert quoted_of(lever) == [("OpenAI", 260000, 500000, "USD"), ("Anthropic", 250000, 400000, "USD")]
    (claim,) = lever["claims"]
    assert claim["kind"] == "offer"
    assert claim["text"].startswith("I have offers from OpenAI")
    assert claim["text"].endswith("equity.")
    assert [lever["needs_competing_offer"] for lever in printed["levers"]] == [False, False, True, False]


def test_the_strategy(printed):
    strategy = printed["strategy"]
    assert strategy["title"] is None
    assert strategy["line"] == 25
    assert asks_of(strategy) == [
        ("ask", "base", 270000, "USD", "year"),
        ("ask", "equity", 400000, "USD", "grant"),
        ("ask", "signing", 55000, "USD", "once"),
        ("floor", "base", 245000, "USD", "year"),
    ]
    assert quoted_of(strategy) == [("OpenAI", 260000, 500000, "USD"), ("Stability AI", 240000, 350000, "USD")]
    assert [claim["kind"] for claim in strategy["claims"]].count("offer") == 1
    assert not strategy["needs_competing_offer"]


def test_the_floor_is_never_to_be_said(printed):
    say = [part["text"] for part in printed["strategy"]["parts"] if part["voice"] == "say"]
    assert not any("245" in text or "loor" in text for text in say)
    assert {"voice": "advice", "text": "Floor is $245K base."} in printed["strategy"]["parts"]


def test_three_sources_two_of_them_dated(printed):
    assert [source["publisher"] for source in printed["sources"]] == ["Levels.fyi", "Blind", "AI Talent Market Report"]
    assert [source["period"] for source in printed["sources"]] == [
        {"from": "2025", "to": "2026"},
        None,
        {"from": "2025", "to": "2026"},
    ]
    assert printed["sources"][0]["line"] == 28
    assert printed["sources"][0]["text"] == "Levels.fyi ML engineer compensation at AI startups (2025-2026)"


def test_labels_name_the_known_parts(printed):
    assert {"line": 19, "text": "Global Levers"} in printed["labels"]


def test_no_error_and_no_differing_total(seed):
    findings = (*seed.findings, *check(seed, today=date(2026, 11, 24)))
    assert not [finding for finding in findings if finding.severity == "error"]
    # Remote US differs by half a thousand: 215,500 and 342,500 against the printed 215K and 343K.
    assert "total-differs" not in {finding.code for finding in findings}
    assert {finding.place for finding in findings if finding.code == "claims-sample-offer"} == {"levers/2", "strategy"}
    assert [finding.line for finding in findings if finding.code == "source-undated"] == [29]
