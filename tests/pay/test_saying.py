"""Amounts that a person could say."""

import csv
from decimal import Decimal as D
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pay.currencies import PAID_IN, magnitude
from pay.saying import above, below, is_sayable, sayable, sayable_percent, step

RATES = Path(__file__).resolve().parents[2] / "guides" / "data" / "exchange-rates.csv"


@pytest.mark.parametrize(
    ("amount", "part", "currency", "down", "nearest", "up"),
    [
        ("182609.33", "base", "USD", 182500, 182500, 183000),
        ("118260.87", "equity", "USD", 118000, 118000, 119000),
        ("17391.30", "signing", "USD", 17000, 17500, 17500),
        ("241250", "base", "USD", 241000, 241000, 242000),
        ("418260", "equity", "USD", 415000, 420000, 420000),
        ("2345678", "equity", "USD", 2300000, 2350000, 2350000),
        ("166666.67", "base", "SGD", 166500, 166500, 167000),
        ("88123", "base", "GBP", 88000, 88000, 88500),
        ("4217345", "base", "INR", 4200000, 4200000, 4250000),
        ("2417345", "equity", "INR", 2400000, 2400000, 2500000),
        ("2400000", "signing", "INR", 2400000, 2400000, 2400000),
        ("12345678", "base", "JPY", 12300000, 12350000, 12350000),
        ("123456789", "base", "KRW", 123000000, 123500000, 123500000),
        ("623456", "base", "SEK", 620000, 625000, 625000),
        ("345678901", "base", "IDR", 345000000, 345000000, 350000000),
        ("623456", "base", "XYZ", 623000, 623000, 624000),
        ("120", "signing", "USD", 0, 500, 500),
        ("0", "signing", "USD", 0, 0, 0),
    ],
)
def test_amounts_are_named_by_the_habit_of_part_and_currency(amount, part, currency, down, nearest, up):
    said = [sayable(D(amount), part, currency, rounding) for rounding in ("down", "nearest", "up")]
    assert said == [down, nearest, up]


def test_it_is_never_less_than_what_is_offered():
    assert sayable(D(170100), "base", "USD", offered=D(170000)) == 170500
    assert sayable(D(170200), "base", "USD", offered=D("170123.45")) == 170500
    assert sayable(D(160000), "base", "USD", offered=D("170123.45")) == D("170123.45")


@pytest.mark.parametrize(("percent", "said"), [("12.34", "12.5"), ("12.2", "12"), ("12.25", "12.5"), ("15", "15")])
def test_percentages_go_by_half_a_point(percent, said):
    assert sayable_percent(D(percent)) == D(said)
    assert sayable_percent(D("12.1"), "up") == D("12.5")


def test_a_currencys_magnitude_agrees_with_its_rate():
    rows = list(csv.DictReader(RATES.read_text().splitlines()))
    dollars = next(D(row["per_euro"]) for row in rows if row["currency"] == "USD")
    for row in rows:
        units = D(row["per_euro"]) / dollars
        # The pound and the francs of the richest are worth more than a dollar.
        assert D("0.6") <= units / D(10) ** magnitude(row["currency"]) <= 6, row["currency"]


amounts = st.decimals(0, 10**12, places=2)
parts = st.sampled_from(["base", "equity", "signing", "bonus", "total", "other", "refresher"])
currencies = st.sampled_from(PAID_IN)


@given(amounts, parts, currencies)
def test_rounding_is_on_its_side_near_and_stays(amount, part, currency):
    by = step(amount, part, currency)
    down, near, up = (sayable(amount, part, currency, rounding) for rounding in ("down", "nearest", "up"))
    assert down <= amount <= up < amount + by
    assert amount - down < by
    assert abs(near - amount) * 2 <= by or near == step(D(0), part, currency)
    for said in (down, near, up):
        assert sayable(said, part, currency, "down") == sayable(said, part, currency, "up") == said
        assert is_sayable(said, part, currency)


@given(amounts, amounts, parts, currencies)
def test_what_is_asked_is_more_than_offered_where_more_was_meant(amount, offered, part, currency):
    said = sayable(amount, part, currency, offered=offered)
    assert said >= offered
    assert (said > offered) == (amount > offered)


@given(amounts, parts, currencies)
def test_the_next_amounts_are_next(amount, part, currency):
    more, less = above(amount, part, currency), below(amount, part, currency)
    assert less <= amount < more
    assert less < amount or amount == 0
    assert all(sayable(said, part, currency, "up") == said for said in (more, less))
    assert sayable(amount, part, currency, "up") in (amount, more)
    assert sayable(amount, part, currency, "down") in (amount, less)
