"""Amounts and ranges in a text, left to right, in linear time."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from guides.parsing.currencies import CODES, OTHER_CODES, currency_of

Unit = Literal["money", "percent", "number"]

_CODES = "|".join(sorted({*CODES, *OTHER_CODES}))
_AMOUNT = re.compile(
    rf"(?<![\w.,])(?P<symbol>(?:US|CA?|AU?|SG?|HK|NT|R|NZ|MX)\$|[$€£₹₪₩₱฿₫₺₴₦¥]|zł|kr|Rs\.?|RM|Rp|(?:{_CODES})(?=[\s\d]))?"
    r"(?P<gap>\s?)(?P<number>\d(?:,?\d){0,24}(?:\.\d{1,6})?)\s?"
    r"(?P<scale>[KkMm](?![A-Za-z])|[Bb](?![A-Za-z])|bn\b|million\b|billion\b|thousand\b|L(?![A-Za-z\d]|-[a-z])|Cr\b|lakhs?\b|crores?\b)?"
    r"(?P<percent>\s?%)?(?P<plus>\+(?!\d))?"
)
_JOIN = re.compile(r"\s*(?:-|–|—|to)\s*", re.IGNORECASE)
_PERIOD = re.compile(
    r"\s*(?:/|per|over|an?|each|every|vest(?:ing|ed)?\s+over)?\s*"
    r"(?P<grant>(?P<years>\d)\s?-?\s?(?:yrs?|years?)\b)"
    r"|\s*(?:/\s?|per\s|an?\s|each\s)(?P<year>yr|year|annum|yearly)\b"
    r"|\s*(?P<annual>annually|annual|p\.a\.)"
    r"|\s*(?:/\s?|per\s|a\s)(?P<month>mo|month)\b",
    re.IGNORECASE,
)
_SCALES = {"k": 3, "thousand": 3, "m": 6, "million": 6, "b": 9, "bn": 9, "billion": 9, "l": 5, "lakh": 5,
           "lakhs": 5, "cr": 7, "crore": 7, "crores": 7}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount or range at ``text[start:end]``; ``maximum`` equals ``minimum`` for one amount.

    ``symbols`` are the currency signs as printed at both ends, "" where none.
    ``years`` is set where it is said to be over so many years.
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


def figures(text: str) -> list[Figure]:
    """All figures of a text in order; ranges are one figure."""
    single = [_single(match) for match in _AMOUNT.finditer(text)]
    found: list[Figure] = []
    for figure, scaled in single:
        previous = found[-1] if found else None
        if previous and _joins(text, previous, figure):
            found[-1] = _joined(previous, figure, scaled)
        else:
            found.append(figure)
    # The "4" of "$400K/4yr" is no figure of its own.
    end = 0
    timed = []
    for figure in found:
        if figure.start >= end:
            timed.append(_with_period(text, figure))
            end = timed[-1].end
    return timed


def _single(match: re.Match[str]) -> tuple[Figure, int]:
    scale = _SCALES.get((match["scale"] or "").lower(), 0)
    number = Decimal(match["number"].replace(",", "")) * 10**scale
    unit: Unit = "number"
    if match["percent"]:
        unit = "percent"
    elif match["symbol"] or scale:
        unit = "money"
    start = match.start("symbol") if match["symbol"] else match.start("number")
    end = max(match.end(name) for name in ("number", "scale", "percent", "plus"))
    symbol = (match["symbol"] or "").strip()
    return Figure(number, number, unit, (symbol, ""), start, end, bool(match["plus"])), scale


def _joins(text: str, one: Figure, other: Figure) -> bool:
    """Whether two neighbours are the ends of one range."""
    if one.maximum != one.minimum or one.is_open:
        return False
    if not _JOIN.fullmatch(text, one.end, other.start):
        return False
    return one.unit == other.unit or (one.unit == "number" and not one.symbols[0]) or other.unit == "number"


def _joined(one: Figure, other: Figure, scale: int) -> Figure:
    minimum = one.minimum
    if minimum < 1000 <= other.minimum and scale:
        minimum *= 10**scale  # "$195-275K"
    return replace(
        one,
        minimum=minimum,
        maximum=other.maximum,
        unit=other.unit if one.unit == "number" else one.unit,
        symbols=(one.symbols[0], other.symbols[0]),
        end=other.end,
        is_open=other.is_open,
    )


def _with_period(text: str, figure: Figure) -> Figure:
    match = _PERIOD.match(text, figure.end)
    if not match or figure.unit == "percent":
        return figure
    if match["grant"]:
        return replace(figure, period="grant", years=int(match["years"]), end=match.end())
    if match["month"]:
        return replace(figure, period="month", end=match.end())
    return replace(figure, period="year", end=match.end())
