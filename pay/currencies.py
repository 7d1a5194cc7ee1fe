"""The currencies in which people are paid, and how each is written: the one table of them.

Codes and minor units are Babel's (CLDR); which signs belong to which currency,
and what people type instead of them, stands here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from babel.numbers import get_currency_precision, list_currencies


@dataclass(frozen=True, slots=True)
class Currency:
    """``signs`` mark an amount anywhere in a text; ``typed`` only beside an amount that stands alone.

    ``other_codes`` are used like the ISO ``code``. ``is_word``: in small letters
    the code is a word, or a name. ``groups`` says how many digits each group of
    a long number has, from the right, the last of them again and again.
    ``magnitude`` is the power of ten by which its amounts are larger than the
    dollar's: 10 ** magnitude units are worth between a sixth of a dollar and
    1.70. ``is_past``: nobody is paid in it any more.
    """

    code: str
    signs: tuple[str, ...] = ()
    typed: tuple[str, ...] = ()
    other_codes: tuple[str, ...] = ()
    is_word: bool = False
    groups: tuple[int, ...] = (3,)
    magnitude: int = 0
    is_past: bool = False


_INDIAN = (3, 2)

# Of a sign that several share the first in the table goes before the others.
_TABLE = (
    Currency("USD", ("US$", "$"), ("USD$",)),
    Currency("AED", typed=("Dhs", "Dh", "Dhs.")),
    Currency("ARS", ("AR$", "$"), magnitude=3),
    Currency("AUD", ("A$", "AU$", "$")),
    Currency("BDT", ("৳",), ("Tk",), groups=_INDIAN, magnitude=2),
    Currency("BGN", ("лв",), is_past=True),  # the euro's since 2026
    Currency("BHD", typed=("BD",)),
    Currency("BRL", ("R$",)),
    Currency("CAD", ("C$", "CA$", "$"), ("CAN$",), other_codes=("CDN",)),
    Currency("CHF", ("Fr.",), ("SFr.", "SFr", "Fr")),
    Currency("CLP", ("CLP$", "$"), ("CL$",), magnitude=3),
    Currency("JPY", ("¥",), ("円", "JP¥"), magnitude=2),
    Currency("CNY", ("¥", "CN¥"), ("元",), other_codes=("RMB",), magnitude=1),
    Currency("COP", ("COL$", "$"), ("CO$",), is_word=True, magnitude=3),
    Currency("CRC", ("₡",), magnitude=2),
    Currency("CZK", ("Kč",), magnitude=1),
    Currency("SEK", ("kr",), ("kr.", ":-"), magnitude=1),
    Currency("NOK", ("kr",), ("kr.",), magnitude=1),
    Currency("DKK", ("kr",), ("kr.",), magnitude=1),
    Currency("EGP", ("E£",), ("LE", "L.E."), magnitude=1),
    Currency("EUR", ("€",), ("euro", "euros")),
    Currency("GBP", ("£",)),
    Currency("GEL", ("₾",), is_word=True),
    Currency("GHS", ("GH₵", "₵")),
    Currency("HKD", ("HK$", "$"), magnitude=1),
    Currency("HUF", typed=("Ft",), magnitude=2),
    Currency("IDR", ("Rp",), ("Rp.",), magnitude=4),
    Currency("ILS", ("₪",), other_codes=("NIS",)),
    Currency("INR", ("₹", "Rs", "Rs."), groups=_INDIAN, magnitude=2),
    Currency("ISK", ("kr",), ("kr.",), magnitude=2),
    Currency("JOD", typed=("JD",)),
    Currency("KES", ("KSh", "KSh."), magnitude=2),
    Currency("KRW", ("₩",), ("원",), magnitude=3),
    Currency("KWD", typed=("KD",)),
    Currency("KZT", ("₸",), magnitude=2),
    Currency("LKR", ("Rs", "Rs."), groups=_INDIAN, magnitude=2),
    Currency("MAD", typed=("DH",), is_word=True, magnitude=1),
    Currency("MXN", ("MX$", "Mex$", "$"), magnitude=1),
    Currency("MYR", ("RM",)),
    Currency("NGN", ("₦",), magnitude=3),
    Currency("NZD", ("NZ$", "$")),
    Currency("OMR", typed=("RO",)),
    Currency("PEN", ("S/", "S/."), is_word=True),
    Currency("PHP", ("₱",), magnitude=2),
    Currency("PKR", ("Rs", "Rs.", "₨"), groups=_INDIAN, magnitude=2),
    Currency("PLN", ("zł",), ("zl",)),
    Currency("QAR", typed=("QR",)),
    Currency("RON", typed=("lei", "leu")),
    Currency("RSD", typed=("din", "din."), magnitude=2),
    Currency("RWF", typed=("FRw", "RF"), magnitude=3),
    Currency("SAR", typed=("SR",)),
    Currency("SGD", ("S$", "SG$", "$")),
    Currency("THB", ("฿",), ("baht",), magnitude=1),
    Currency("TND", typed=("DT",)),
    Currency("TRY", ("₺",), ("TL",), is_word=True, magnitude=1),
    Currency("TWD", ("NT$", "$"), other_codes=("NTD",), magnitude=1),
    Currency("TZS", ("TSh",), ("TSh.",), magnitude=3),
    Currency("UAH", ("₴",), magnitude=1),
    Currency("UGX", ("USh",), ("USh.",), magnitude=3),
    Currency("UYU", ("UY$", "$"), ("$U",), magnitude=1),
    Currency("VND", ("₫",), ("đ", "VNĐ"), magnitude=4),
    Currency("ZAR", ("R",), magnitude=1),
)

# Words for them in a sentence, as patterns; a bare dollar is the United States'.
SPELLED = {
    "USD": r"dollars?|bucks",
    "GBP": r"pounds?(?: sterling)?|quid",
    "EUR": r"euros?",
    "INR": r"rupees?|lakhs?|crores?",
    "JPY": r"yen",
    "CNY": r"yuan|renminbi",
    "KRW": r"won(?= (?:a|per)\b)",
    "CHF": r"(?:swiss )?francs?",
}

# How letters spell currencies, as expressions in small letters; "": words that several share.
IN_WORDS = {
    "USD": r"(?:u\.?s\.? |united states )dollars?",
    "CAD": r"canadian dollars?",
    "AUD": r"australian dollars?",
    "SGD": r"singapore dollars?",
    "NZD": r"new zealand dollars?",
    "HKD": r"hong kong dollars?",
    "GBP": r"pounds? sterling|british pounds?|pounds?",
    "EUR": r"euros?",
    "CHF": r"(?:swiss |schweizer )?fran(?:cs|ken)",
    "INR": r"(?:indian )?rupees?",
    "ILS": r"(?:new israeli )?shekels?",
    "AED": r"(?:uae )?dirhams?|dhs\.?",
    "SEK": r"swedish kron(?:or|a|er)|swedish crowns",
    "BRL": r"reais",
    "": r"dollars?|kron(?:or|er)|kr\b|:-",
}
# The country of a currency that is one country's.
HOMES = {
    "AED": "AE", "AUD": "AU", "BRL": "BR", "CAD": "CA", "CZK": "CZ", "DKK": "DK", "GBP": "GB", "HKD": "HK", "IDR": "ID",
    "ILS": "IL", "ISK": "IS", "INR": "IN", "JPY": "JP", "KRW": "KR", "MXN": "MX", "MYR": "MY", "NOK": "NO", "NZD": "NZ",
    "PLN": "PL", "QAR": "QA", "SAR": "SA", "SEK": "SE", "SGD": "SG", "THB": "TH", "TRY": "TR", "USD": "US", "ZAR": "ZA",
}  # fmt: skip
# US dollars a year under which no full-time pay of an office job lies, where it is less than elsewhere.
LEAST_DOLLARS = {
    code: Decimal(least)
    for least, codes in (
        (1_000, "NGN PKR BDT"),
        (1_500, "EGP KES LKR GHS UGX"),
        (3_000, "INR PHP IDR VND ARS COP UAH KZT MAD"),
        (5_000, "BRL MXN CLP PEN TRY ZAR MYR THB CNY RSD BGN"),
        (8_000, "PLN CZK HUF RON TWD"),
    )
    for code in codes.split()
}
# More than a month's pay comes to, in units of currencies in which pay is usually said by the month.
NO_MONTHS_PAY = {
    "CHF": 36_000,
    "SGD": 40_000,
    "MYR": 150_000,
    "ILS": 180_000,
    "AED": 180_000,
    "SAR": 180_000,
    "QAR": 180_000,
    "BRL": 150_000,
    "PLN": 150_000,
    "RON": 150_000,
    "INR": 600_000,
    "PEN": 100_000,
    "BHD": 20_000,
    "KWD": 20_000,
    "OMR": 20_000,
    "JOD": 20_000,
}

CURRENCIES = {currency.code: currency for currency in _TABLE}
CODES = frozenset(CURRENCIES)
PAID_IN = tuple(sorted(code for code, currency in CURRENCIES.items() if not currency.is_past))
# Every code that Babel knows, those of the past as well.
KNOWN_CODES = frozenset(list_currencies("en"))
OTHER_CODES = {other: currency.code for currency in _TABLE for other in currency.other_codes}


def _by_sign(*kinds: str) -> dict[str, tuple[str, ...]]:
    by_sign: dict[str, tuple[str, ...]] = {}
    for currency in _TABLE:
        for kind in kinds:
            for sign in getattr(currency, kind):
                by_sign[sign] = (*by_sign.get(sign, ()), currency.code)
    return by_sign


SIGNS = _by_sign("signs")
# Those of one character that is no letter, as a class of them.
SYMBOLS = "".join(sorted(re.escape(sign) for sign in SIGNS if len(sign) == 1 and not sign.isalpha()))
# Of those who write so by far the most mean this one; wherever it is taken, it is shown and can be changed.
PRESUMED = {"rs": "INR", "rs.": "INR"}
SHARED = {sign: codes for sign, codes in SIGNS.items() if len(codes) > 1}
_TYPED = {sign.casefold(): codes for sign, codes in _by_sign("signs", "typed").items()}

# "R" is the rand before an amount of thousands; "R1" and "R3" are rounds or levels.
_RAND = r"R(?=\s?(?:\d{1,3}(?:[ \u00a0\u202f,.'’]\d{3})+(?!\d)|\d+(?:\.\d+)?\s?(?:[KkMm]|million)\b|\d{4,}))"


def any_sign(signs: frozenset[str] = frozenset(SIGNS)) -> str:
    """A pattern for one of the signs, the longest that stands there; capitals and small letters count."""
    ordered = sorted(signs - {"R"}, key=lambda sign: (-len(sign), sign))
    return "(?-i:" + "|".join([*map(re.escape, ordered), *([_RAND] if "R" in signs else [])]) + ")"


def any_code(*, in_any_case: bool = False) -> str:
    """A pattern for one of the codes; ``in_any_case`` but for those that are words in small letters."""
    words = {currency.code for currency in _TABLE if in_any_case and currency.is_word}
    codes = "|".join(sorted({*CODES, *OTHER_CODES} - words))
    return f"{codes}|(?-i:{'|'.join(sorted(words))})" if words else codes


def currency_of(sign: str, likely: str | None) -> str | None:
    """The ISO code of a printed sign or code; a shared sign follows ``likely`` where that fits.

    "$" and "¥" with nothing to go by are US dollars and yen. ``None`` for no sign.
    """
    codes = SIGNS.get(sign)
    if codes is None:
        return code_of(sign)
    return likely if likely in codes else codes[0]


def code_of(word: str) -> str | None:
    """A word as an ISO code, or ``None`` where it is none."""
    word = word.strip().upper()
    return word if word in CODES else OTHER_CODES.get(word)


def codes_of_typed(words: str) -> tuple[str, ...]:
    """The currencies that words beside an amount may mean, whatever their capitals: "rs" is three; () for none."""
    if codes := _TYPED.get(words.casefold()):
        return codes
    code = words.upper()
    if code in OTHER_CODES or code in KNOWN_CODES:
        return (OTHER_CODES.get(code, code),)
    return ()


@cache
def minor_units(code: str) -> int:
    """Decimals of its smallest coin: 2 for most, 0 for the yen, 3 for the dinars; 2 for a code that nobody knows."""
    return get_currency_precision(code) if code in KNOWN_CODES else 2


def magnitude(code: str) -> int:
    """The power of ten by which amounts in it are larger than in dollars: 2 for rupees and yen, 3 for won."""
    return CURRENCIES[code].magnitude if code in CURRENCIES else 0
