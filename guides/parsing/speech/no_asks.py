"""Amounts that are no asks, whatever the verb before them.

A range that only tells where a figure lies; what the speaker gets or has; what
others pay on average. And those that are asks of something else: what a grant
is refreshed with, the sum of the parts before it, a package of several years.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from guides.parsing.speech.cues import AFTER, COMPONENT_WORDS
from guides.parsing.text.figures import Figure

_NEARBY = 80
_PART = rf"(?:{'|'.join(COMPONENT_WORDS.values())})"
_BAND = r"(?:range|band|bracket|spread|scale|corridor)s?\b"
# "upper part of the $185K-$260K range", "within their $150K–$200K band", "(band: $150K–$200K)"
_BAND_BEHIND = re.compile(rf"\s*(?:[\w-]{{1,20}}\s+){{0,2}}{_BAND}", re.IGNORECASE)
_BAND_BEFORE = re.compile(rf"\b{_BAND}\s*(?:is|are|of|from|runs?|spans?|goes|:|\(|between|at|from|\s)*$", re.IGNORECASE)
# "my first-year equity is only $6K", "I would get only $9K"
_ONLY = re.compile(
    r"(?<!for )(?<!asking )(?<!need )(?<!want )\b(?:only|just|merely|barely|a mere)(?: about| around)?\s*$", re.I
)
# "Your average package of $195K TC": what is theirs, or anybody's, is nobody's limit.
_THEIRS = re.compile(
    r"\b(?:(?:your|their|its|the|[A-Z][\w&.-]{0,30}['’]s)\s+(?:[\w-]{1,20}\s+){0,2})?"
    r"(?:average|typical|median|usual|mean|standard|customary|going rate|norm)\b"
    r"(?:\s+(?!(?:ask|target|floor|and|or|but|so|that|which|justif\w+|warrants?)\b)[\w’'/-]{1,20}){0,5}"
    r"(?:\s+(?:of|is|are|was)|:)\s*$",
    re.IGNORECASE,
)
# One of these is in each of them.
_ONLYS = ("only", "just", "mere", "barely")
_AVERAGES = ("average", "typical", "median", "usual", "mean", "standard", "customary", "rate", "norm")
_REFRESH = r"(?:refresh(?:er|ers|es|ment)?s?|evergreen)"
_REFRESH_BEFORE = re.compile(
    rf"\b{_REFRESH}\b(?:\s+(?!base\b|salary\b|signing\b|bonus\b|and\b)[\w'’-]{{1,20}}){{0,7}}\s*[:(~]?\s*$",
    re.IGNORECASE,
)
_REFRESH_BEHIND = re.compile(
    r"\+?(?:\s*/\s?(?:yr|year)|\s+(?:a|per) year)?(?:\s+(?:in|of|annual|yearly|equity|RSUs?|stock)){0,3}"
    rf"\s+{_REFRESH}\b",
    re.IGNORECASE,
)
_PAREN = re.compile(r"\s*\(\s*(?:=|~|≈|i\.e\.,?|or|total(?:l?ing)?|together|for a total of|so)?\s*$", re.IGNORECASE)
_MANY = {"three": 3, "four": 4, "five": 5} | {str(number): number for number in (2, 3, 4, 5, 6)}
_YEARS = rf"(?P<years>{'|'.join(_MANY)})\s?-?\s?(?:yrs?|years?)\b"
_YEARS_BEFORE = re.compile(
    rf"\b{_YEARS}\s+(?:total\s+)?(?:package|total|value|comp(?:ensation)?|TC|sum|earnings)\b"
    r"(?:\s+(?!escalation\b|from\b)[\w-]{1,20}){0,4}\s*[:(~]?\s*$",
    re.IGNORECASE,
)
_YEARS_BEHIND = re.compile(
    rf"\+?(?:\s+(?:in\s+)?{_PART})?\s*(?:/|\(|over|across|for|in)\s*(?:all\s+|the\s+)?(?:first\s+)?{_YEARS}",
    re.IGNORECASE,
)
# Printed sums of parts wobble by so much.
_SUM_TOLERANCE = Decimal("0.03")


def only_places(text: str, figures: Sequence[Figure], at: int) -> bool:
    """Whether a range only tells where a figure named before it lies: "$240K (upper part of the $185K-$260K range)"."""
    figure = figures[at]
    if figure.unit != "money" or figure.minimum >= figure.maximum or not at:
        return False
    named = _BAND_BEHIND.match(text, figure.end) or _BAND_BEFORE.search(text[max(0, figure.start - 40) : figure.start])
    lies_near = any(
        one.unit == "money" and figure.minimum * Decimal("0.8") <= one.minimum <= figure.maximum * Decimal("1.2")
        for one in figures[max(0, at - 3) : at]
    )
    return bool(named) and lies_near


def is_had(text: str, figure: Figure) -> bool:
    """Whether an amount is what the speaker gets: "my first-year equity is only $6K"."""
    before = text[max(0, figure.start - _NEARBY) : figure.start]
    return _has_any(before, _ONLYS) and bool(_ONLY.search(before))


def is_average(text: str, figure: Figure) -> bool:
    """Whether an amount is what is paid on average, which is nobody's limit."""
    before = text[max(0, figure.start - _NEARBY) : figure.start]
    return _has_any(before, _AVERAGES) and bool(_THEIRS.search(before))


def _has_any(before: str, stems: Sequence[str]) -> bool:
    """Whether words before an amount have any of some stems, as few do."""
    lower = before.lower()
    return any(stem in lower for stem in stems)


def refreshes(text: str, figure: Figure) -> re.Match[str] | None:
    """The words that make an amount one of yearly refreshers: "a Year 2 refresher of at least"."""
    around = text[max(0, figure.start - _NEARBY) : figure.end + _NEARBY].lower()
    if "refresh" not in around and "evergreen" not in around:
        return None
    before = text[max(0, figure.start - _NEARBY) : figure.start]
    return _REFRESH_BEFORE.search(before) or _REFRESH_BEHIND.match(text, figure.end)


def sums_up(text: str, figures: Sequence[Figure], at: int, parts: Sequence[str | None]) -> bool:
    """Whether an amount in parentheses is the sum of the parts before it: "$160K base and $30K bonus ($190K floor)"."""
    figure = figures[at]
    if figure.unit != "money" or at < 2:
        return False
    named = AFTER.match(text, figures[at - 1].end)
    if not _PAREN.fullmatch(text, named.end() if named else figures[at - 1].end, figure.start):
        return False
    total = Decimal(0)
    seen: set[str] = set()
    for one, part in zip(reversed(figures[max(0, at - 4) : at]), reversed(parts[max(0, at - 4) : at]), strict=True):
        if one.unit != "money" or part is None or part in seen or part == "total":
            break
        seen.add(part)
        total += one.minimum
        if len(seen) > 1 and abs(total - figure.minimum) <= _SUM_TOLERANCE * figure.minimum:
            return True
    return False


def years_of(text: str, figure: Figure) -> int:
    """Over how many years a package is summed up: "the whole 4-year package exceeds"; else 1."""
    before = _YEARS_BEFORE.search(text[max(0, figure.start - _NEARBY) : figure.start])
    found = before or _YEARS_BEHIND.match(text, figure.end)
    return _MANY[found["years"].lower()] if found else figure.years or 1
