from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pay.amounts import ReadAmount, UnreadableAmountError, read_amount


@pytest.mark.parametrize(
    ("typed", "amount", "currency"),
    [
        ("210000", 210000, None),
        ("210,000", 210000, None),
        ("210k", 210000, None),
        ("$210K", 210000, None),
        ("USD 210,000", 210000, "USD"),
        ("210 000 SEK", 210000, "SEK"),
        ("€95.000", 95000, "EUR"),
        ("95.000,50 €", Decimal("95000.50"), "EUR"),
        ("1.2M", 1200000, None),
        ("1.125m", 1125000, None),
        ("₹25,00,000", 2500000, "INR"),
        ("₹25L", 2500000, "INR"),
        ("1.5 cr", 15000000, None),
        ("CHF 120'000", 120000, "CHF"),
        ("12.5", Decimal("12.5"), None),
        ("12,34", Decimal("12.34"), None),
        ("£1,234,567.89", Decimal("1234567.89"), "GBP"),
        ("none", 0, None),
        ("0", 0, None),
        ("", None, None),
        ("unknown", None, None),
    ],
)
def test_amounts_are_read_as_people_type_them(typed, amount, currency):
    read = read_amount(typed)
    assert read.amount == amount
    assert read.currency == currency


@pytest.mark.parametrize(
    "typed",
    ["about 200", "200-250", "two hundred", "1,2,3", "1.2.3,4,5", "$", "12 monkeys"],
)
def test_what_is_no_amount_is_refused_with_a_hint(typed):
    with pytest.raises(UnreadableAmountError, match="Type a number such as"):
        read_amount(typed)


def test_a_negative_amount_is_refused():
    with pytest.raises(UnreadableAmountError, match="negative"):
        read_amount("-5")


def test_an_absurd_amount_is_refused():
    with pytest.raises(UnreadableAmountError, match="digit too many"):
        read_amount("1" + "0" * 20)


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text):
    try:
        amount = read_amount(text).amount
    except UnreadableAmountError:
        return
    assert amount is None or 0 <= amount < 10**12


@given(st.integers(0, 10**11))
def test_grouping_changes_nothing(number):
    assert read_amount(f"{number:,}").amount == number
    assert read_amount(str(number)).amount == number


@pytest.mark.parametrize(
    ("typed", "amount", "currency"),
    [
        ("140’000", 140000, None),
        ("Rs. 18,50,000", 1850000, "INR"),
        ("Fr. 120'000", 120000, "CHF"),
        ("INR 18,50,000/-", 1850000, "INR"),
        ("95.000,- €", 95000, "EUR"),
        ("180 000 zł", 180000, "PLN"),
        ("£85,000 per annum", 85000, "GBP"),
        ("95 TEUR", 95000, None),
    ],
)
def test_amounts_as_letters_write_them(typed, amount, currency):
    assert read_amount(typed) == ReadAmount(Decimal(amount), currency)


def test_a_small_fraction_is_no_group_of_thousands():
    with pytest.raises(UnreadableAmountError):
        read_amount("0.125")
    assert read_amount("0.125", is_price=True).amount == Decimal("0.125")
