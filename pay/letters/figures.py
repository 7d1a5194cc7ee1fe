"""The figures in a clause of a letter: money, percentages, share counts, lengths of time, dates."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pay.amounts import SCALES, UnreadableAmountError, read_amount
from pay.currencies import SIGNS, any_code, any_sign


@dataclass(frozen=True, slots=True)
class Figure:
    """``currency`` is ``None`` for "$" and for what is no money."""

    value: Decimal
    start: int
    end: int
    currency: str | None = None


_SIGNS = any_sign()
_SIGNS_BEGIN = "".join(sorted(re.escape(sign[0]) for sign in SIGNS))
_CODES = any_code(in_any_case=True)
# More groups or digits than these make no amount that is read; every repetition ends, so that a text's length alone
# decides how long its reading takes.
_NUMBER = r"\d{1,3}(?:[,.'’\u00a0 ]\d{2,3}){1,6}(?:[.,]\d{1,2})?(?!\d)|\d{1,18}(?:\.\d{1,18})?"
_SCALE = "|".join(sorted(SCALES, key=len, reverse=True))
# Signs and codes are hundreds: they are looked for only where a letter or a sign stands.
_MONEY = re.compile(
    rf"(?<![\w.])(?:(?=[A-Z{_SIGNS_BEGIN}])(?:{_SIGNS}|(?:{_CODES})(?=[\s\d]))\s?(?:{_NUMBER})(?:\s?(?:{_SCALE})\b)?"
    rf"|(?:{_NUMBER})(?=\s?[A-Z€£])(?:\s?(?:{_SCALE}))?\s?(?P<code>{_CODES}|€|£|zł)(?!\w))",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"(?<![\w.])(\d{1,3}(?:[.,]\d{1,3})?)\s?(?:\(\d{1,3}%?\)\s?)?(?:%|percent\b|per cent\b)")
_COUNT = re.compile(
    r"(?<![\w.,'’$€£₹])(?P<number>\d{1,3}(?:,\d{2,3}){1,6}|\d{2,12})\s+(?:(?!in\b|of\b)\w{1,40}\s+){0,3}?"
    r"(?:RSUs?|restricted (?:stock|share) units|(?:stock |share )?options|shares|units)\b",
    re.IGNORECASE,
)
_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10, "twelve": 12, "twenty-four": 24}
HOW_MANY = rf"(?:(?P<word>{'|'.join(_WORDS)})(?:\s*\(\d+\))?|(?P<digits>\d{{1,3}}))"
LENGTH = re.compile(rf"\b{HOW_MANY}[\s-]*(?P<unit>years?|months?)\b", re.IGNORECASE)
_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTH = "|".join([*_MONTHS, *(name[:3] for name in _MONTHS), "sept"])
DATE = re.compile(
    r"\b(?:(?P<iso>\d{4}-\d{2}-\d{2})"
    rf"|(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month2>{_MONTH})\.?,?\s+(?P<year2>\d{{4}})"
    r"|(?P<day3>\d{1,2})\.\s?(?P<month3>\d{1,2})\.\s?(?P<year3>\d{4})"
    r"|(?P<one>\d{1,2})/(?P<other>\d{1,2})/(?P<year4>\d{4}))\b",
    re.IGNORECASE,
)


def moneys(clause: str) -> list[Figure]:
    """The amounts with a currency."""
    found = []
    for match in _MONEY.finditer(clause):
        try:
            read = read_amount(match[0].upper() if (match["code"] or "").isalpha() else match[0])
        except UnreadableAmountError:
            continue
        if read.amount is not None:
            found.append(Figure(read.amount, match.start(), match.end(), read.currency))
    return found


def percents(clause: str) -> list[Figure]:
    return [
        Figure(Decimal(match[1].replace(",", ".")), match.start(), match.end()) for match in _PERCENT.finditer(clause)
    ]


def counts(clause: str) -> list[Figure]:
    """Numbers of shares, options or units."""
    found = [
        Figure(Decimal(match["number"].replace(",", "")), match.start(), match.end("number"))
        for match in _COUNT.finditer(clause)
    ]
    return [count for count in found if count.value]


def lengths(clause: str) -> list[Figure]:
    """Lengths of time in months."""
    return [Figure(Decimal(months(match)), match.start(), match.end()) for match in LENGTH.finditer(clause)]


def months(match: re.Match[str]) -> int:
    """The months of a match that has the groups of ``HOW_MANY`` and a unit."""
    number = _WORDS[match["word"].lower()] if match["word"] else int(match["digits"])
    return number * (12 if match["unit"].lower().startswith("year") else 1)


def dates(clause: str) -> list[date | None]:
    """The dates; ``None`` where day and month can't be told apart, or there is no such day."""
    return [_date(match) for match in DATE.finditer(clause)]


def _date(match: re.Match[str]) -> date | None:
    try:
        if match["iso"]:
            return date.fromisoformat(match["iso"])
        if match["day3"]:
            return date(int(match["year3"]), int(match["month3"]), int(match["day3"]))
        if match["one"]:
            one, other = sorted((int(match["one"]), int(match["other"])))
            return date(int(match["year4"]), one, other) if other > 12 or one == other else None
        month = (match["month"] or match["month2"]).lower()
        number = next(number for name, number in _MONTHS.items() if name.startswith(month[:3]))
        return date(int(match["year"] or match["year2"]), number, int(match["day"] or match["day2"]))
    except ValueError:
        return None
