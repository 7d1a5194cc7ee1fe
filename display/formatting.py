"""Figures as people read them: money, percentages, dates. Babel knows the conventions."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, time
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal, get_currency_symbol
from pay.anchors import Standing as AmongAnchors
from pay.currencies import CURRENCIES, PAID_IN, minor_units
from pay.money import Conversion
from pay.rounding import rounded

LOCALE = Locale.parse("en_US")


# Beyond this no pay is, and Babel's arithmetic ends.
_READABLE = Decimal(10) ** 20

LAKH, CRORE = Decimal(10) ** 5, Decimal(10) ** 7

_FIRST_GROUP = re.compile(r"\d+")

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


# Pages print the same figures over and over: in a table, beside a bar, in a sentence.
@lru_cache(maxsize=16_384)
def money(amount: Decimal, currency: str) -> str:
    """ "$210,000", "CA$95,000.50", "SEK 600,000": whole units, cents only where there are any."""
    if abs(amount) >= _READABLE:
        return _signed(f"{amount:.2e}", _symbol(currency))
    # Babel would round half to even. What rates leave in fractions of a cent is no cents.
    amount = rounded(amount, Decimal(1).scaleb(-minor_units(currency)), ROUND_HALF_UP)
    places = minor_units(currency) if amount != amount.to_integral_value() else 0
    shape = _grouping(currency) + ("." + "0" * places if places else "")
    number = format_decimal(amount, format=shape, locale=LOCALE, decimal_quantization=True)
    return _signed(number, _symbol(currency))


def spoken_money(amount: Decimal, currency: str) -> str:
    """ "₹42 lakh", "₹1.2 crore": as people say it where numbers are grouped so; "" elsewhere."""
    if currency not in CURRENCIES or CURRENCIES[currency].groups == (3,) or amount < LAKH:
        return ""
    unit, name = (CRORE, "crore") if amount >= CRORE else (LAKH, "lakh")
    return f"{_symbol(currency)}{_trimmed(rounded(amount / unit, Decimal('0.01'), ROUND_HALF_UP))} {name}"


def whole(amount: Decimal) -> Decimal:
    """Without the cents that nobody reads in a total."""
    return amount.to_integral_value(ROUND_HALF_UP)


def whole_money(amount: Decimal, currency: str) -> str:
    """As in a sentence that somebody may say: "$182,609", without cents."""
    return money(whole(amount), currency)


def exact_money(amount: Decimal, currency: str) -> str:
    """As in a table that shows its working: "$158,493.27", to the cent half up, and no cents where there are none."""
    places = minor_units(currency) if currency in CURRENCIES else 2
    return money(rounded(amount, Decimal(1).scaleb(-places), ROUND_HALF_UP), currency)


def share_price(amount: Decimal, currency: str) -> str:
    """ "$62.50", "$0.625": to the cent, or to four decimals where a cent would round."""
    if abs(amount) >= _READABLE or rounded(amount, Decimal("0.01")) == rounded(amount, Decimal("0.0001")):
        return exact_money(amount, currency)
    number = f"{rounded(amount, Decimal('0.0001'), ROUND_HALF_UP).normalize():f}"
    return _signed(number, _symbol(currency))


def signed_money(amount: Decimal, currency: str) -> str:
    """ "+$5,000", "−$5,000": a change, in whole units."""
    return f"{'+' if amount > 0 else ''}{whole_money(amount, currency)}"


def with_article(figure: str) -> str:
    """ "a $15,000", "an $80,000", "an 11%", "an A$80,000": by how the figure is spoken, its number first.

    Eight, eighty and eight hundred, eleven and eighteen want "an"; a number is
    read by its first group, so that ₹8,00,000 is eight lakh and $180,000 a
    hundred and eighty thousand.
    """
    found = _FIRST_GROUP.search(figure)
    group = found.group() if found else ""
    if len(group) > 3:  # written without groups
        group = group[: len(group) % 3 or 3]
    return f"{'an' if group.startswith('8') or group in {'11', '18'} else 'a'} {figure}"


def compact_money(amount: Decimal, currency: str) -> str:
    """ "$210K", "₹4.7M", "$1.05M": at most three significant figures, for tight places."""
    if abs(amount) >= _READABLE:
        return money(amount, currency)
    for scale, letter in ((9, "B"), (6, "M"), (3, "K")):
        if abs(amount) >= Decimal(10) ** scale:
            scaled = amount.scaleb(-scale)
            places = Decimal("0.01") if abs(scaled) < 10 else Decimal("0.1") if abs(scaled) < 100 else Decimal(1)
            return _signed(_trimmed(rounded(scaled, places, ROUND_HALF_UP)) + letter, _symbol(currency))
    return money(rounded(amount, Decimal(1), ROUND_HALF_UP), currency)


def percent(fraction: Decimal) -> str:
    """ "18.75%" for 0.1875, "26.5%" for 0.26531: two decimals where they say it all, else one."""
    number = fraction * 100
    exact = rounded(number, Decimal("0.01"), ROUND_HALF_UP)
    return f"{_trimmed(exact if exact == number else rounded(number, Decimal('0.1'), ROUND_HALF_UP))}%"


def exact_percent(fraction: Decimal) -> str:
    """ "17.65%", "50%": to the hundredth, half up."""
    return f"{_trimmed(rounded(fraction * 100, Decimal('0.01'), ROUND_HALF_UP))}%"


def ordinal(number: Decimal) -> str:
    """ "51st", "12th", "36.60th"."""
    shown = f"{number:.0f}" if number == number.to_integral_value() else f"{number:f}"
    endings = {"1": "st", "2": "nd", "3": "rd"}
    is_teen = shown[-2:] in {"11", "12", "13"}
    return f"{shown}{'th' if '.' in shown or is_teen else endings.get(shown[-1], 'th')}"


def percentile_words(found: AmongAnchors, shown: Callable[[Decimal], str]) -> str:
    """ "at the 58.29th percentile", "above P75, $169,000"."""
    if found.percentile is None:
        side, anchor = ("above", found.lower) if found.lower else ("below", found.upper)
        return f"{side} {anchor.name}, {shown(anchor.figure)}" if anchor else ""
    return f"at the {ordinal(rounded(found.percentile, Decimal('0.01'), 'ROUND_HALF_UP'))} percentile"


def points(number: Decimal) -> str:
    """ "2.5 points", "1 point": how far apart two percentages are, for 2.5 and 1."""
    shown = percent(abs(number) / 100).removesuffix("%")
    return f"{shown} point{'' if shown == '1' else 's'}"


def ratio(fraction: Decimal) -> str:
    """ "0.894": three decimals, as compa-ratios are given."""
    return str(rounded(fraction, Decimal("0.001"), ROUND_HALF_UP))


def rate(value: Decimal) -> str:
    """An exchange rate with six significant figures: "1.25", "0.793651"."""
    return f"{Decimal(f'{value:.6g}').normalize():f}"


def rate_words(used: Conversion) -> str:
    """ "1 USD = 0.8 GBP on 30 October 2026": the rate that amounts were converted with; its source is told apart."""
    on = f" on {day(used.on)}" if used.on else ""
    return f"1 {used.origin} = {rate(used.rate)} {used.target}{on}"


def rate_and_source(used: Conversion) -> str:
    """The rate with whose it is: "1 USD = 0.8 GBP on 30 October 2026 (European Central Bank)"."""
    return f"{rate_words(used)} ({'; '.join(used.sources)})" if used.sources else rate_words(used)


def exact_rate(value: Decimal) -> str:
    """An exchange rate with all its digits: "17650.4321", "100"."""
    return f"{value.normalize():f}"


def day(value: date) -> str:
    """ "30 October 2026"."""
    return format_date(value, "d MMMM y", locale=LOCALE)


def clock(value: time) -> str:
    """ "5 p.m.", "5:30 p.m.", "noon"."""
    if value == time(12):
        return "noon"
    minutes = f":{value.minute:02}" if value.minute else ""
    return f"{value.hour % 12 or 12}{minutes} {'p' if value.hour >= 12 else 'a'}.m."


def zone_in_words(zone: str) -> str:
    """ "Los Angeles time", "UTC" for an IANA name; "" for none."""
    if not zone:
        return ""
    city = zone.rpartition("/")[2].replace("_", " ")
    return city if city == "UTC" else f"{city} time"


@cache
def currency_name(currency: str) -> str:
    return str(LOCALE.currencies.get(currency, currency))


def country_name(country: str) -> str:
    """ "Germany" for "DE"; "" for none."""
    return str(LOCALE.territories.get(country, country))


# Those whose English names aren't said without an article in a sentence.
_WITH_ARTICLE = frozenset(
    {"AE", "BS", "CF", "CG", "CD", "DO", "GB", "GM", "KM", "KY", "MH", "NL", "PH", "SB", "SC", "US"}
)


def country_in_words(country: str) -> str:
    """A country as a sentence says it: "the United States"."""
    return f"the {country_name(country)}" if country in _WITH_ARTICLE else country_name(country)


def currency_choices(first: Sequence[str] = ()) -> list[tuple[str, str]]:
    """Currencies for a form, the likely ones first."""
    codes = [*first, *(code for code in PAID_IN if code not in first)]
    return [(code, f"{code} – {currency_name(code)}") for code in codes]


@cache
def _grouping(currency: str) -> str:
    """The currency's habit as a pattern for Babel: ₹25,00,000, but $2,500,000."""
    groups = CURRENCIES[currency].groups if currency in CURRENCIES else (3,)
    return ",".join(["#", *("#" * size for size in reversed(groups))])[:-1] + "0"


@cache
def _symbol(currency: str) -> str:
    symbol = get_currency_symbol(currency, locale=LOCALE) if currency else ""
    return f"{symbol}\N{NO-BREAK SPACE}" if symbol.isalpha() else symbol


def _signed(number: str, symbol: str) -> str:
    return f"\N{MINUS SIGN}{symbol}{number[1:]}" if number.startswith("-") else f"{symbol}{number}"


def listed(items: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return " and ".join(filter(None, [", ".join(items[:-1]), *items[-1:]]))


def years(number: Decimal) -> str:
    """ "4 years", "1 year", "2.5 years"."""
    return f"{number.normalize():f} year{'' if number == 1 else 's'}"


def _trimmed(number: Decimal) -> str:
    return f"{number.normalize():f}" if number else "0"
