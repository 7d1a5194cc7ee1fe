"""The one table of currencies: what it knows is read, typed and printed everywhere alike."""

from __future__ import annotations

import ast
import re
from decimal import Decimal
from pathlib import Path

import pytest
from babel.numbers import list_currencies
from hypothesis import given
from hypothesis import strategies as st

from display.formatting import compact_money, money
from guides.parsing import parse_guide
from pay.amounts import UnreadableAmountError, read_amount
from pay.currencies import PAID_IN, PRESUMED, SHARED, SIGNS, codes_of_typed, currency_of, minor_units
from pay.letters.figures import find_figures

ROOT = Path(__file__).resolve().parents[2]
ISO = frozenset(list_currencies("en"))

GUIDE = """# Data Engineer | Acme Negotiation Guide

| Region | Base Salary |
|---|---|
| Doha | {low} - {high} |
"""


@pytest.mark.parametrize("code", PAID_IN)
def test_each_currency_that_can_be_chosen_is_read_in_a_guide(code):
    (band,) = parse_guide(GUIDE.format(low=f"{code} 180,000", high=f"{code} 240,000"), source_path="x.md").bands
    assert (band.currency, band.base.min, band.base.max) == (code, 180000, 240000)


@pytest.mark.parametrize("code", PAID_IN)
def test_each_currency_that_can_be_chosen_is_read_in_a_letter(code):
    text = f"Your base salary is {code} 180,000 a year."
    (found,) = (figure for figure in find_figures(text, text.lower()).figures if figure.kind == "money")
    assert (found.value, found.currency) == (180000, code)


@pytest.mark.parametrize(
    ("typed", "amount", "code"),
    [
        ("₱1,200,000", 1_200_000, "PHP"),
        ("RM 120,000", 120_000, "MYR"),
        ("R 850,000", 850_000, "ZAR"),
        ("r850k", 850_000, "ZAR"),
        ("Rp 500.000.000", 500_000_000, "IDR"),
        ("฿1,800,000", 1_800_000, "THB"),
        ("₺1,200,000", 1_200_000, "TRY"),
        ("1.200.000 Kč", 1_200_000, "CZK"),
        ("14 400 000 Ft", 14_400_000, "HUF"),
        ("S/ 120,000", 120_000, "PEN"),
        ("KSh 3,000,000", 3_000_000, "KES"),
        ("SR 300,000", 300_000, "SAR"),
        ("GH₵ 250,000", 250_000, "GHS"),
        ("12,000,000円", 12_000_000, "JPY"),
        ("NIS 480,000", 480_000, "ILS"),
        ("CA$95,000 CAD", 95_000, "CAD"),
    ],
)
def test_amounts_are_typed_as_each_country_writes_them(typed, amount, code):
    read = read_amount(typed)
    assert (read.amount, read.currency) == (amount, code)


@pytest.mark.parametrize("sign", sorted(SHARED))
def test_a_shared_sign_fits_its_own_currencies_and_no_other(sign):
    read = read_amount(f"{sign} 95,000")
    assert read.currency in {None, PRESUMED.get(sign.lower())}
    for code in PAID_IN:
        assert read.contradicts(code) == (code not in codes_of_typed(sign)), code


def test_two_currencies_in_one_amount_are_refused():
    with pytest.raises(UnreadableAmountError, match="two currencies"):
        read_amount("€95,000 USD")
    with pytest.raises(UnreadableAmountError, match="can't be read"):
        read_amount("ABC 95,000")


@given(
    code=st.sampled_from(PAID_IN),
    amount=st.decimals(min_value=1, max_value=10**10, places=0),
)
def test_what_is_printed_can_be_typed(code, amount):
    read = read_amount(money(amount, code))
    assert read.amount == amount
    assert not read.contradicts(code)


@given(sign=st.sampled_from(sorted(SIGNS)), likely=st.sampled_from([None, *PAID_IN]))
def test_a_sign_is_one_of_its_own_currencies_and_the_likely_one_where_that_fits(sign, likely):
    code = currency_of(sign, likely)
    assert code in SIGNS[sign]
    if likely in SIGNS[sign]:
        assert code == likely


def test_figures_are_printed_as_their_country_prints_them():
    assert money(Decimal(2_500_000), "INR") == "₹25,00,000"
    assert money(Decimal(125_000_000), "INR") == "₹12,50,00,000"
    assert money(Decimal(2_500_000), "USD") == "$2,500,000"
    assert money(Decimal("1234.5"), "KWD").replace("\N{NO-BREAK SPACE}", " ") == "KWD 1,234.500"
    assert money(Decimal("1234.25"), "JPY") == "¥1,234"
    assert money(Decimal("1234.5"), "EUR") == "€1,234.50"
    assert compact_money(Decimal(210_000), "USD") == "$210K"
    assert [minor_units(code) for code in ("USD", "JPY", "BHD", "no code")] == [2, 0, 3, 2]


def _code_lists(path: Path):
    """Places where a module names five currencies or more in one literal."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            words = re.findall(r"\b[A-Z]{3}\b", node.value)
        elif isinstance(node, ast.Tuple | ast.List | ast.Set | ast.Dict):
            elements = node.keys if isinstance(node, ast.Dict) else node.elts
            words = [one.value for one in elements if isinstance(one, ast.Constant)]
        else:
            continue
        if len(ISO.intersection(word for word in words if isinstance(word, str))) >= 5:
            yield f"{path.relative_to(ROOT)}:{node.lineno}"


def test_no_other_module_has_a_table_of_currencies():
    modules = [
        path
        for folder in ("pay", "display", "signin", "guides", "offers", "guides_project")
        for path in (ROOT / folder).rglob("*.py")
        if "migrations" not in path.parts and path != ROOT / "pay" / "currencies.py"
    ]
    assert len(modules) > 200
    assert [place for path in modules for place in _code_lists(path)] == []
