"""What the heading of a column says: which currency it quotes, how many of it, in which other."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction

ECB = "European Central Bank"
CNB = "Czech National Bank"
NBP = "Narodowy Bank Polski"
NORGES_BANK = "Norges Bank"
BANK_OF_CANADA = "Bank of Canada"
RBA = "Reserve Bank of Australia"
FRED = "FRED, Federal Reserve Bank of St. Louis"
BANCA_D_ITALIA = "Banca d'Italia"

DATE_NAMES = frozenset(
    {"date", "on", "day", "time_period", "time period", "data", "datum", "observation_date", "title", "reference date"}
    | {"reference date(cet)", "reference date (cet)", "data di riferimento", "data di riferimento (cet)"}
)
CODE_NAMES = ("currency", "code", "currency code", "quote", "iso code", "codice iso", "kód", "kod")
RATE_NAMES = ("per_euro", "rate", "obs_value", "value", "kurz", "kurs", "quotazione", "average rate", "exchange rate")
BASE_NAMES = ("currency_denom", "base")
SOURCE_NAMES = ("source",)
AMOUNT_NAMES = ("amount", "unit", "units", "quantity", "nominal", "množství")
CONVENTION_NAMES = ("rate convention", "exchange convention", "convenzione di cambio", "convention")

# Lines between the heading and the first day that describe the columns.
ABOUT_COLUMNS = frozenset(
    {"", "description", "frequency", "type", "units", "source", "publication date", "series id", "mnemonic"}
    | {"kod iso", "nazwa waluty", "liczba jednostek"}
)

_ONE_BUYS = re.compile(r"(?P<base>A\$|[A-Z]{3})1=(?P<currency>[A-Z]{3})")
_ECB_SERIES = re.compile(r"\(EXR\.[A-Z]\.(?P<currency>[A-Z]{3})\.(?P<base>[A-Z]{3})\.SP00\.A\)$")
_CANADAS_SERIES = re.compile(r"FX(?P<base>[A-Z]{3})(?P<currency>[A-Z]{3})")
_FREDS_SERIES = re.compile(r"DEX(?P<currency>[A-Z]{2})(?P<base>[A-Z]{2})")
_SO_MANY = re.compile(r"(?P<count>[1-9][0-9]{0,5}) ?(?P<base>[A-Z]{3})")

# FRED's letters for a country (H.10, "Foreign Exchange Rates") → its currency.
_FREDS_COUNTRIES = {
    "US": "USD", "EU": "EUR", "UK": "GBP", "AL": "AUD", "NZ": "NZD", "BZ": "BRL", "CA": "CAD", "CH": "CNY", "DN": "DKK",
    "HK": "HKD", "IN": "INR", "JP": "JPY", "KO": "KRW", "MA": "MYR", "MX": "MXN", "NO": "NOK", "SF": "ZAR", "SI": "SGD",
    "SL": "LKR", "SD": "SEK", "SZ": "CHF", "TA": "TWD", "TH": "THB",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pair:
    """A figure in this column is so much of ``currency`` for ``count`` of ``base``."""

    currency: str
    base: str
    count: Fraction = Fraction(1)


def pair_of(label: str, base: str, *, priced: bool) -> tuple[Pair, str] | None:
    """What a column quotes, and whose series that is; ``None`` where the label doesn't say.

    A code alone is so much of the currency for one ``base``; ``priced``: so much of ``base`` for one of it.
    """
    if match := _ONE_BUYS.fullmatch(label):
        is_rba = match["base"] == "A$"
        return Pair(match["currency"], "AUD" if is_rba else match["base"]), RBA if is_rba else ""
    if match := _ECB_SERIES.search(label):
        return Pair(match["currency"], match["base"]), ECB
    if match := _CANADAS_SERIES.fullmatch(label):
        return Pair(match["currency"], match["base"]), BANK_OF_CANADA
    if (match := _FREDS_SERIES.fullmatch(label)) and {match["currency"], match["base"]} <= _FREDS_COUNTRIES.keys():
        return Pair(_FREDS_COUNTRIES[match["currency"]], _FREDS_COUNTRIES[match["base"]]), FRED
    if match := _SO_MANY.fullmatch(label.upper()):
        return Pair(base, match["base"], Fraction(int(match["count"]))), ""
    code = label.upper()
    if re.fullmatch(r"[A-Z]{3}", code):
        return (Pair(base, code) if priced else Pair(code, base)), ""
    return None


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a row for each rate has what; ``None`` for what it hasn't."""

    rate: int
    on: int | None
    currency: int | None = None
    base: int | None = None
    source: int | None = None
    amount: int | None = None
    convention: int | None = None
    multiplier: int | None = None
    # Of Norges Bank: the unit that is priced, and what it is priced in.
    base_cur: int | None = None
    quote_cur: int | None = None
    # Whether the rates are for one euro, whatever was typed.
    is_per_euro: bool = False
    publisher: str = ""
    # The base that the publisher's own form is quoted in.
    own_base: str = ""


def columns_of(heading: Sequence[str]) -> Columns | None:
    """The columns of a long form; ``None`` where the line is no heading of one."""
    names = [name.lower() for name in heading]

    def place(*called: Collection[str]) -> int | None:
        return next((names.index(name) for group in called for name in group if name in names), None)

    rate, on, currency = place(RATE_NAMES), place(sorted(DATE_NAMES - {"title"})), place(CODE_NAMES)
    base_cur, quote_cur = place(("base_cur",)), place(("quote_cur",))
    if rate is None or (currency is None and None in (base_cur, quote_cur)):
        return None
    publisher = own_base = ""
    if set(names) >= {"country", "currency", "amount", "code", "rate"} or set(names) >= {"množství", "kód", "kurz"}:
        # "Currency" is the currency's name there.
        publisher, own_base, currency = CNB, "CZK", place(("code", "kód"))
    elif base_cur is not None:
        publisher = NORGES_BANK
    elif set(names) & {"uic code", "codice uic"}:
        publisher, own_base, currency = BANCA_D_ITALIA, "EUR", place(("iso code", "codice iso"))
    elif "currency_denom" in names:
        publisher = ECB
    return Columns(
        rate, on, currency, place(BASE_NAMES), place(SOURCE_NAMES), place(AMOUNT_NAMES), place(CONVENTION_NAMES),
        place(("unit_mult",)), base_cur, quote_cur, names[rate] == "per_euro", publisher, own_base,
    )  # fmt: skip
