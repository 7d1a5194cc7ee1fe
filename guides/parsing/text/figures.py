"""Amounts and ranges in a text, left to right, in linear time."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import islice
from typing import Literal, NamedTuple

from pay.currencies import SIGNS, any_code, any_sign, code_of, currency_of

from guides.parsing.text.memo import remembered

Unit = Literal["money", "percent", "number"]

CODE = any_code()
SIGN = any_sign()
# What an amount can begin with.
_FIRST = re.escape("".join(sorted({sign[0] for sign in SIGNS if not "A" <= sign[0] <= "Z"})))
# "95.000", "70 000", "140'000": groups of three, whatever stands between them.
_GROUPED = r"[1-9]\d{0,2}(?:(?:\.\d{3}){1,8}|(?:[ \u00a0\u202f]\d{3}){1,8}|(?:['’]\d{3}){1,8})(?!\d)"
# In "X1 200 000" an unknown sign hides an amount's first digits: what follows them begins none. Nor does "000".
_BEGINS = (
    r"(?!000(?!\d))(?:(?<![A-Z]\d[ \u00a0\u202f])(?<![A-Z]\d\d[ \u00a0\u202f])(?<![A-Z]\d{3}[ \u00a0\u202f])"
    r"|(?!\d{3}(?![\dKkMm.])))"
    # "150,0001" groups as nothing does: a footnote's mark may have run into it. "10⁶" isn't ten.
    r"(?!(?:\d+,)+\d{4}|\d{1,2}[⁰¹²³⁴-⁹])"
)
# The mark of a footnote on an amount: "$150,000¹–$180,000¹".
_NOTED = re.compile(r"(?:(?<=\d{3})|(?<=\d[KkMm])|(?<=%))[⁰¹²³⁴-⁹]{1,2}(?![\w⁰¹²³⁴-⁹])")
_AMOUNT = re.compile(
    # The look-ahead only saves time: nothing else begins an amount.
    rf"(?=[\dA-Z{_FIRST}])(?<![\w.,])"
    rf"(?:(?P<code>{CODE})(?=[\s\d$€£]))?\s?(?P<sign>{SIGN})?\s?"
    rf"{_BEGINS}(?:(?P<grouped>{_GROUPED})(?!\s?[KkMmBbL%]\b|%)|(?P<number>\d(?:,?\d){{0,24}}(?:\.\d{{1,6}})?))\s?"
    r"(?P<scale>[KkMm](?![A-Za-zÀ-ž])|[Bb](?![A-Za-zÀ-ž])|T(?![A-Za-zÀ-ž])|bn\b|tn\b|trillion\b|mio\b|mn\b|mln\b|million\b|billion\b|thousand\b"
    r"|L(?![A-Za-z\d]|-[a-z])|LPA\b|[Cc][Rr]\b|[Ll](?:akh|ac)s?\b|[Cc]rores?\b|[만万萬억億][원円元]?)?"
    rf"(?:(?P<percent>\s?%)"
    rf"|\s?(?P<behind>\$\s?(?P<dollar>{CODE}|CAN?|US|AU)\b|[$€£]|zł|kr\b|(?:{CODE})\b)(?!\s?\d))?(?P<plus>(?<!\s)\+(?!\d)|\+(?=\s*(?:[),.;|/–—-]|$)))?"
)
_DOLLARS = {"CA": "CAD", "CAN": "CAD", "US": "USD", "AU": "AUD"}
_JOIN = re.compile(r"\s*(?:--|[-‐‑‒–—―−~]|to)\s*", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_SPACED = re.compile(r"[^\S\n]+\S+[^\S\n]+")
_BETWEEN, _AND = re.compile(r"\bbetween\s+(?:about |around |roughly )?$", re.IGNORECASE), re.compile(r"\s+and\s+")
_PERIOD = re.compile(
    r"\s*(?:(?:/|per|over|an?|each|every|vest(?:ing|ed)?\s+over)\s*)?"
    r"(?P<grant>(?P<years>\d)\s?-?\s?(?:yrs?|years?|y)\b)"
    r"|\s*(?:/\s?|per\s|an?\s|each\s)(?P<year>yr|year|annum|yearly)\b"
    r"|\s*(?P<annual>annually|annual|p\.a\.)"
    r"|\s*(?:/\s?|per\s|a\s)(?P<month>mo|month)\b",
    re.IGNORECASE,
)
# "LPA": lakhs a year.
SCALES = {"k": 3, "thousand": 3, "m": 6, "mio": 6, "mn": 6, "mln": 6, "million": 6, "b": 9, "bn": 9, "billion": 9,
          "t": 12, "tn": 12, "trillion": 12,
          "l": 5, "lakh": 5, "lakhs": 5, "lac": 5, "lacs": 5, "lpa": 5, "cr": 7, "crore": 7, "crores": 7,
          "만": 4, "万": 4, "萬": 4, "억": 8, "億": 8}  # fmt: skip
# "1,5" is one and a half; "1,500" and "25,00,000" are not.
_DECIMAL_COMMA = re.compile(r"(\d+),(\d\d?)")


class Figure(NamedTuple):
    """An amount or range at ``text[start:end]``; ``maximum`` equals ``minimum`` for one amount.

    ``symbols`` are the currency signs as printed at both ends, "" where none.
    ``years`` is set where it is said to be over so many years; ``salaries`` is how many of a month's make a year's.
    """

    minimum: Decimal
    maximum: Decimal
    unit: Unit
    symbols: tuple[str, str]
    start: int
    end: int
    is_open: bool = False
    period: Literal["", "year", "month", "grant"] = ""
    years: int | None = None
    # How many of a month's make a year's.
    salaries: int = 12

    def currency(self, likely: str | None) -> str | None:
        """The currency of both ends; ``None`` without a sign, or with two different ones."""
        named = {currency_of(symbol, likely) for symbol in self.symbols if symbol}
        return named.pop() if len(named) == 1 else None

    @property
    def mixes_currencies(self) -> bool:
        first, second = self.symbols
        return bool(first and second) and first != second

    @property
    def is_inverted(self) -> bool:
        return self.maximum < self.minimum


def figures(text: str, *, prose: bool = True, most: int | None = None) -> list[Figure]:
    """All figures of a text in order; ranges are one figure.

    In ``prose`` a dash between blanks also goes on with a sentence, so that
    only an ascending pair around it is a range; in a cell an upside-down one is
    the guide's mistake. Of a text with more than ``most`` amounts only so many are read.
    """
    numbers = len(_DIGITS.findall(text))
    if not numbers:  # as most sentences have none
        return []
    # Each amount has a number of its own.
    most = None if most is None or numbers <= most else most
    return list(_figures(text, prose, most))


# Asks, voices and sample offers look at the same sentences.
@remembered(most=256, longest=1000)
def _figures(text: str, prose: bool, most: int | None) -> tuple[Figure, ...]:  # noqa: FBT001
    text = _NOTED.sub(lambda mark: " " * len(mark[0]), text)
    found: list[_Printed] = []
    for match in islice(_AMOUNT.finditer(text), most):
        printed = _printed(match)
        if found and _joins(text, found[-1], printed, prose=prose):
            found[-1] = _joined(found[-1], printed)
        else:
            found.append(printed)
    # The "4" of "$400K/4yr" is no figure of its own.
    end = 0
    timed = []
    for printed in found:
        if printed.figure.start >= end:
            timed.append(_with_period(text, printed.figure))
            end = timed[-1].end
    return tuple(timed)


class _Printed(NamedTuple):
    """A figure with its power of ten and its sign, which a code beside it may say more of: "CAD $145K"."""

    figure: Figure
    scale: int
    sign: str


def _printed(match: re.Match[str]) -> _Printed:
    code, sign, grouped, number, word, percent, behind, dollar, plus = match.groups("")
    scale = SCALES[word.lower().rstrip("원円元")] if word else 0
    if dollar:  # "85 000 $ CAD", "85 000 $CA"
        sign, code = sign or "$", code or _DOLLARS.get(dollar, dollar)
    elif behind:
        sign, code = (sign, code or behind) if sign else (behind, code)
    unit: Unit = "percent" if percent else "money" if sign or code or scale else "number"
    # A code says which dollar; of a sign of another currency it makes two.
    symbols = (code or sign, sign if code and sign and currency_of(sign, code) != code_of(code) else "")
    amount = _amount(grouped, number) * 10**scale
    end = match.end() - match[0][-1].isspace()
    period: Literal["year", ""] = "year" if word == "LPA" else ""
    return _Printed(Figure(amount, amount, unit, symbols, match.start(), end, bool(plus), period), scale, sign)


def _amount(grouped: str, number: str) -> Decimal:
    if grouped:
        return Decimal("".join(filter(str.isdecimal, grouped)))
    if "," not in number:
        return Decimal(number)
    comma = _DECIMAL_COMMA.fullmatch(number)
    return Decimal(f"{comma[1]}.{comma[2]}" if comma else number.replace(",", ""))


def _joins(text: str, one: _Printed, other: _Printed, *, prose: bool) -> bool:
    """Whether two neighbours are the ends of one range."""
    first, second = one.figure, other.figure
    if first.maximum != first.minimum or first.is_open:
        return False
    if not _JOIN.fullmatch(text, first.end, second.start):
        between = _AND.fullmatch(text, first.end, second.start)
        return bool(
            between and first.unit == second.unit and _BETWEEN.search(text[max(0, first.start - 24) : first.start])
        )
    if prose and _minimum(one, other) > second.minimum and _SPACED.fullmatch(text, first.end, second.start):
        return False
    return first.unit == second.unit or (first.unit == "number" and not first.symbols[0]) or second.unit == "number"


def _minimum(one: _Printed, other: _Printed) -> Decimal:
    """The lower end, which may leave its power of ten to the upper: "$195-275K"."""
    minimum = one.figure.minimum
    return minimum * 10**other.scale if minimum < 1000 <= other.figure.minimum else minimum


def _joined(one: _Printed, other: _Printed) -> _Printed:
    first, second = one.figure, other.figure
    low, high = first.symbols[0], second.symbols[1] or second.symbols[0]
    if one.sign and one.sign == other.sign and low != high and not first.symbols[1]:
        # Of "CAD $145K–$180K" and "$145K–$180K CAD" the code holds for both ends.
        low = high = low if high == other.sign else high
    joined = first._replace(
        minimum=_minimum(one, other),
        maximum=second.maximum,
        unit=second.unit if first.unit == "number" else first.unit,
        symbols=(low, high),
        end=second.end,
        is_open=second.is_open,
        period=first.period or second.period,
    )
    return _Printed(joined, other.scale, one.sign or other.sign)


def _with_period(text: str, figure: Figure) -> Figure:
    match = _PERIOD.match(text, figure.end)
    if not match or figure.unit == "percent":
        return figure
    if match["grant"]:
        return figure._replace(period="grant", years=int(match["years"]), end=match.end())
    if match["month"]:
        return figure._replace(period="month", end=match.end())
    return figure._replace(period="year", end=match.end())
