"""What is read from an offer letter. The letters are made up; each expected value stands in its text."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offers.domain.letters import read_letter

STARTUP = """Dear candidate,

On behalf of Runway AI, Inc., I am pleased to offer you the position of ML/AI Engineer. Your start date will be
January 11, 2027.

Base salary: You will be paid an annual base salary of $210,000, payable semi-monthly.
Signing bonus: You will receive a signing bonus of $20,000. If you leave within 12 months, you must repay a pro-rated
portion.
Equity: You will be granted an option to purchase 30,000 shares of common stock at an exercise price of $4.20 per share.
The current 409A value is $4.20. There are 62,000,000 shares outstanding on a fully diluted basis. The option vests over
four (4) years with a one-year cliff, monthly thereafter.
You are eligible for a discretionary annual bonus with a target of 15% of your base salary.
We will reimburse up to $5,000 of relocation costs.
This offer expires on December 4, 2026.
"""


def test_a_startups_letter():
    letter = read_letter(STARTUP)  # its lines are wrapped, as those of pasted letters are
    assert {term.field: term.value for term in letter.terms} == {
        "employer": "Runway AI",
        "base": D(210000),
        "signing": D(20000),
        "clawback": "prorated",
        "clawback_months": 12,
        "equity_kind": "options",
        "shares": D(30000),
        "strike": D("4.20"),
        "fair_value": D("4.20"),
        "fully_diluted": D(62000000),
        "vesting_years": D(4),
        "cliff_months": 12,
        "vesting_every": 1,
        "bonus": D(15),
        "bonus_unit": "percent",
        "bonus_kind": "discretionary",
        "respond_by": date(2026, 12, 4),
    }
    assert letter.rest == ("We will reimburse up to $5,000 of relocation costs.",)


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("Your base salary is €95.000 per year.", "base", D(95000)),
        ("Your base salary is €95.000 per year.", "currency", "EUR"),
        ("Gross salary: 62,000 SEK per month", "base", D(744000)),
        ("Salary of $8,000 bi-weekly", "base", D(208000)),
        ("A base salary of $17,500 per month ($210,000 per year).", "base", D(210000)),
        ("Base: ₹25,00,000 p.a.", "base", D(2500000)),
        ("A base salary of CHF 140'000", "base", D(140000)),
        ("Base £85k", "base", D(85000)),
        ("You are not eligible for a bonus.", "bonus", D(0)),
        ("A guaranteed bonus of £10,000 in the first year.", "bonus_kind", "guaranteed"),
        ("Target bonus: 12.5%", "bonus", D("12.5")),
        ("Sign-on: $30,000 in the first year and $20,000 in the second year", "signing", D(30000)),
        ("Sign-on: $30,000 in the first year and $20,000 in the second year", "signing_2", D(20000)),
        ("You repay the signing bonus if you leave within the first year.", "clawback", "whole"),
        ("You will get 1,200 RSUs.", "shares", D(1200)),
        ("You will get 1,200 restricted stock units.", "equity_kind", "rsu"),
        ("RSUs worth $180,000 vesting 5%, 15%, 40% and 40% a year", "schedule", (D(5), D(15), D(40), D(40))),
        ("RSUs worth $180,000 vesting quarterly over 48 months", "vesting_years", D(4)),
        ("RSUs worth $180,000 vesting quarterly over 48 months", "vesting_every", 3),
        ("Your RSUs vest on time and on a liquidity event.", "equity_kind", "double_trigger"),
        ("Equity: $240,000 over four years", "equity", D(240000)),
        ("Please accept by 2026-12-04.", "respond_by", date(2026, 12, 4)),
        ("Let us know by 5 December 2026.", "respond_by", date(2026, 12, 5)),
        ("The offer is open until 12/24/2026.", "respond_by", date(2026, 12, 24)),
        ("Acme GmbH is delighted to offer you a job.", "employer", "Acme"),
    ],
)
def test_terms_in_the_words_of_letters(text, field, value):
    assert read_letter(text).value(field) == value


def test_several_parts_in_one_sentence_are_told_apart():
    letter = read_letter("We offer a base of £85k plus a bonus of £10,000 and £60,000 of equity over 4 years.")
    assert [letter.value(field) for field in ("base", "bonus", "equity", "vesting_years")] == [85000, 10000, 60000, 4]


@pytest.mark.parametrize(
    "text",
    [
        "Please reply by 12/01/2026.",  # the first of December, or the twelfth of January
        "Your salary is $60 per hour.",
        "Your pension contribution is 7%.",
        "We offer $210,000 and $60,000 of salary and bonus and stock.",
        "Base: €95,000 a year.\nRSUs: $180,000 over 4 years.",  # two currencies
    ],
)
def test_what_could_mean_two_things_is_listed_and_not_guessed(text):
    letter = read_letter(text)
    assert letter.rest
    assert {term.field for term in letter.terms} <= {"base", "currency", "bonus_unit"}


def test_a_start_date_is_no_deadline():
    assert read_letter("You accept by starting on your start date, January 11, 2027.").value("respond_by") is None


@given(st.text(max_size=2000))
def test_no_text_breaks_it(text):
    read_letter(text)


@given(st.lists(st.sampled_from(STARTUP.split("\n")), max_size=12), st.text("0123456789$€%,. ", max_size=40))
def test_no_mangled_letter_breaks_it(lines, noise):
    read_letter(noise.join(lines))


@pytest.mark.parametrize("text", ["$1," * 9000, "1 " * 20000, "base " * 9000, "a" * 50000, "vest 1 year " * 4000])
def test_a_long_hostile_letter_is_read_in_time(text):
    read_letter(text)
