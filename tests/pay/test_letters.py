"""What is read from an offer letter. The letters are made up; each expected value stands in its text."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pay.letters.reading import read_letter

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
        "currency": "USD",
    }
    assert [left.figure for left in letter.rest] == ["January 11, 2027", "$5,000"]


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("Your base salary is €95.000 per year.", "base", D(95000)),
        ("Your base salary is €95.000 per year.", "currency", "EUR"),
        ("Your base salary will be ZAR 900,000 per year.", "currency", "ZAR"),
        ("Base salary: 900,000 zar per year.", "base", D(900000)),
        ("Gross salary: 62,000 SEK per month", "base", D(744000)),
        ("Salary of $8,000 bi-weekly", "base", D(208000)),
        ("A base salary of $17,500 per month ($210,000 per year).", "base", D(210000)),
        ("Base: ₹25,00,000 p.a.", "base", D(2500000)),
        ("A base salary of CHF 140'000", "base", D(140000)),
        ("Base £85k", "base", D(85000)),
        ("A guaranteed bonus of £10,000 in the first year.", "guaranteed_bonus", D(10000)),
        ("OTE $280,000, consisting of a base salary of $140,000 and $140,000 in commission.", "base", D(140000)),
        ("Salary of €5,000 per month × 13.", "base", D(65000)),
        ("A bonus of up to 20% of base.", "bonus_max", D(20)),
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


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("You will receive $150,000 in RSUs vesting over four years.", "equity", D(150000)),
        ("You will receive $150,000 in RSUs vesting over four years.", "shares", None),
        ("Your variable pay is €9,500 at 100% target achievement.", "bonus", D(9500)),
        ("Bonus of ₹6,00,000 (at 100% payout).", "bonus", D(600000)),
        ("Target bonus: 15% of base salary ($31,500).", "bonus", D(15)),
        ("25% vests after one year and the rest monthly over the following three years; RSUs.", "vesting_years", D(4)),
        ("Your options: 25% after one year, the remainder in 36 equal monthly installments.", "vesting_years", D(4)),
        (
            "Sign-on: $40,000 in two installments: $25,000 at start and $15,000 on the first anniversary.",
            "signing",
            D(25000),
        ),
        (
            "Sign-on: $40,000 in two installments: $25,000 at start and $15,000 on the first anniversary.",
            "signing_2",
            D(15000),
        ),
        ("Your monthly salary is £5,000.", "base", D(60000)),
        ("Gross monthly salary: €6,500", "base", D(78000)),
        ("A base salary of $210,000, payable in monthly instalments.", "base", D(210000)),
        ("Ihr Jahresbruttogehalt beträgt 84.000,00 EUR.", "base", D(84000)),
        ("Bitte antworten Sie bis zum 15.03.2027.", "respond_by", date(2027, 3, 15)),
        ("The signing bonus is repaid pro rata if you leave within 24 months.", "clawback_months", 24),
    ],
)
def test_wordings_that_are_easily_misread(text, field, value):
    assert read_letter(text).value(field) == value


def test_a_second_trigger_said_later_overrules_the_first_word():
    letter = read_letter("You get 12,000 RSUs. They vest on a time-based condition and a liquidity event.")
    assert letter.value("equity_kind") == "double_trigger"


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Your CTC is ₹24,00,000.", "base"),
        ("Salary range: $180,000–$220,000.", "base"),
        ("Your salary is raised from $180,000 to $195,000.", "base"),
        ("A bonus of 10–15% of base.", "bonus"),
        ("A bonus between 10% and 20% of base.", "bonus"),
        ("A shift bonus of £100 per week.", "bonus"),
        ("Your unvested equity of $80,000 will be replaced.", "equity"),
        ("A signing bonus of $50,000 in two equal instalments.", "signing"),
        ("You repay 100% of the signing bonus within 12 months, 50% within 24 months.", "clawback_months"),
        ("You will own 0.25% of the fully diluted shares.", "shares"),
        ("Total fixed compensation: INR 32.5 lakhs, of which commissions INR 5 lakhs.", "base"),
    ],
)
def test_what_is_doubtful_is_listed_and_no_term_comes_of_it(text, field):
    letter = read_letter(text)
    assert letter.value(field) is None
    assert {left.words for left in letter.rest} == {text}


def test_a_second_grant_is_listed_and_leaves_the_first_as_it_is():
    second = "A further grant of $100,000 vests over two years after 12 months."
    letter = read_letter(f"You get RSUs of $200,000 over four years. {second}")
    assert (letter.value("equity"), letter.value("vesting_years"), letter.value("cliff_months")) == (200000, 4, None)
    assert {left.words for left in letter.rest} == {second}


def test_a_second_bonus_does_not_change_the_kind_of_the_first():
    letter = read_letter("There is no annual bonus. A year-one guaranteed bonus of $50,000 is paid.")
    assert (letter.value("bonus"), letter.value("bonus_kind")) == (None, None)
    assert [term.value for term in letter.doubtful if term.field == "bonus"] == [0]


def test_several_parts_in_one_sentence_are_told_apart():
    letter = read_letter("We offer a base of £85k plus a bonus of £10,000 and £60,000 of equity over 4 years.")
    assert [letter.value(field) for field in ("base", "bonus", "equity", "vesting_years")] == [85000, 10000, 60000, 4]


@pytest.mark.parametrize(
    "text",
    [
        "Please reply by 12/01/2026.",  # the first of December, or the twelfth of January
        "Your pension contribution is 7%.",
        "We offer $210,000 and $60,000 of salary and bonus and stock.",
    ],
)
def test_what_could_mean_two_things_is_listed_and_not_guessed(text):
    letter = read_letter(text)
    assert letter.rest
    assert {term.field for term in letter.terms} <= {"base", "currency", "bonus_unit"}


def test_a_start_date_is_no_deadline():
    assert read_letter("You accept by starting on your start date, January 11, 2027.").value("respond_by") is None


def assert_it_says_only_what_the_text_says(letter, text):
    """No field twice, and whatever is told is told in the text's own words."""
    fields = [term.field for term in letter.terms]
    assert len(fields) == len(set(fields))
    stated = " ".join(text.split())
    for read in (*letter.terms, *letter.doubtful, *(left for left in letter.rest if left.kind != "unread")):
        assert " ".join(read.words.split()) in stated


@given(st.text(max_size=2000))
def test_no_text_breaks_it(text):
    assert_it_says_only_what_the_text_says(read_letter(text), text)


@given(st.lists(st.sampled_from(STARTUP.split("\n")), max_size=12), st.text("0123456789$€%,. ", max_size=40))
def test_no_mangled_letter_breaks_it(lines, noise):
    text = noise.join(lines)
    assert_it_says_only_what_the_text_says(read_letter(text), text)


@pytest.mark.parametrize("text", ["$1," * 9000, "1 " * 20000, "base " * 9000, "a" * 50000, "vest 1 year " * 4000])
def test_of_a_long_text_without_sense_no_pay_is_read(text):
    letter = read_letter(text)
    assert [letter.value(field) for field in ("base", "bonus", "signing", "equity")] == [None] * 4
