"""The one place that knows how guides write currencies."""

from __future__ import annotations

import re

CODES = frozenset(
    (
        "AED ARS AUD BGN BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP HKD HUF IDR ILS INR JPY KES KRW MXN "
        "MYR NGN NOK NZD PEN PHP PKR PLN RON SAR SEK SGD THB TRY TWD UAH USD UYU VND ZAR"
    ).split()
)
OTHER_CODES = {"RMB": "CNY", "NIS": "ILS", "NTD": "TWD", "CDN": "CAD"}

# A symbol alone; those that several currencies share are settled by their place.
SYMBOLS = {
    "US$": "USD", "C$": "CAD", "CA$": "CAD", "A$": "AUD", "AU$": "AUD", "S$": "SGD", "SG$": "SGD",
    "HK$": "HKD", "NT$": "TWD", "R$": "BRL", "NZ$": "NZD", "MX$": "MXN", "€": "EUR", "£": "GBP", "₹": "INR", "₪": "ILS",
    "₩": "KRW", "₱": "PHP", "฿": "THB", "₫": "VND", "₺": "TRY", "₴": "UAH", "₦": "NGN", "zł": "PLN",
    "Rs": "INR", "Rs.": "INR", "RM": "MYR", "Rp": "IDR", "Fr.": "CHF", "R": "ZAR",
}  # fmt: skip
SHARED = {
    "$": ("USD", "CAD", "AUD", "SGD", "HKD", "TWD", "NZD", "MXN", "ARS", "CLP", "COP", "UYU"),
    "¥": ("JPY", "CNY"),
    "kr": ("SEK", "NOK", "DKK"),
}
_CODE = re.compile(r"\b([A-Z]{3})\b")
_NOTE = re.compile(r"US\$|C\$|CA\$|A\$|AU\$|S\$|HK\$|NT\$|R\$|NZ\$|MX\$|[€£₹₪₩₱฿₫]")


def currency_of(symbol: str, likely: str | None) -> str | None:
    """The ISO code of a printed symbol or code; a shared symbol follows ``likely`` where that fits.

    "$" and "¥" with nothing to go by are US dollars and yen. ``None`` for no symbol.
    """
    if symbol in SHARED:
        return likely if likely in SHARED[symbol] else SHARED[symbol][0]
    return SYMBOLS.get(symbol) or code_of(symbol)


def code_of(word: str) -> str | None:
    """A word as an ISO code, or ``None`` where it is none."""
    word = word.strip().upper()
    return word if word in CODES else OTHER_CODES.get(word)


def noted_currencies(text: str) -> list[str]:
    """The currencies that a caption names: "London / Europe (GBP/EUR)" → GBP, EUR."""
    found = [code for word in _CODE.findall(text) if (code := code_of(word))]
    return list(dict.fromkeys(found or [SYMBOLS[symbol] for symbol in _NOTE.findall(text)]))
