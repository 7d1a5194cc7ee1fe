"""Amounts as people write them, in figures and in words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from tests.speech_detectors.texts import straightened

_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
_UNITS += "seventeen eighteen nineteen".split()
NUMBER_WORDS = {word: value for value, word in enumerate(_UNITS)}
NUMBER_WORDS |= {
    word: 10 * value for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_MULTIPLES = {"hundred": 100, "thousand": 1_000, "grand": 1_000, "lakh": 100_000, "lakhs": 100_000, "lac": 100_000}
_MULTIPLES |= {
    "million": 1_000_000,
    "crore": 10_000_000,
    "crores": 10_000_000,
    "billion": 1_000_000_000,
    "trillion": 10**12,
}
_SUFFIXES = {"k": 1_000, "m": 1_000_000, "mn": 1_000_000, "mm": 1_000_000, "l": 100_000, "lpa": 100_000}
_SUFFIXES |= {"cr": 10_000_000, "bn": 1_000_000_000, "b": 1_000_000_000, "tn": 10**12, "t": 10**12} | _MULTIPLES
_DIGITS = re.compile(
    r"(?<![\w.,])(?P<number>\d{1,3}(?:[,' ]\d{2,3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?:(?:(?P<short>k|mn|mm|m|bn|b|tn|t|l|cr)|\s?(?P<suffix>k|lpa|thousand|grand|hundred|lakhs?|lac|million"
    r"|crores?|billion|trillion))\b)?"
    r"(?P<percent>\s?%|\s?per ?cent)?",
    re.IGNORECASE,
)
_WORDED = re.compile(
    r"\b(?:(?:half|quarter of) an? (?:million|lakh|crore)|(?:(?:a|an|and|{words}|{multiples})[\s-]+)*"
    r"(?:{words}|{multiples}))\b".format(words="|".join(NUMBER_WORDS), multiples="|".join(_MULTIPLES)),
    re.IGNORECASE,
)


def _worded(words: str) -> int:
    words = words.lower()
    if words.startswith(("half", "quarter")):
        return _MULTIPLES[words.split()[-1]] // (2 if words.startswith("half") else 4)
    total = current = 0
    for word in re.split(r"[\s-]+", words):
        if word in NUMBER_WORDS:
            current += NUMBER_WORDS[word]
        elif word == "hundred":
            current = (current or 1) * 100
        elif word in _MULTIPLES:
            total, current = total + (current or 1) * _MULTIPLES[word], 0
    return total + current


@dataclass(frozen=True)
class Amount:
    """A number of a text: its value, how it is written, and where."""

    value: float
    text: str
    start: int
    end: int
    percent: bool = False


@lru_cache(maxsize=10_000)
def amounts(text: str) -> tuple[Amount, ...]:
    """Every number of a text, in figures ("$185K", "₹24,00,000", "24 LPA") or in words ("half a million").

    The lower end of "180–200K" has the upper one's thousands.
    """
    text = straightened(text)
    found = []
    for match in _DIGITS.finditer(text):
        value = float(re.sub(r"[,' ]", "", match["number"]))
        suffix = (match["short"] or match["suffix"] or "").lower()
        following = re.match(
            r"\s?(?:-|–|—|to|and)\s?[^\w\s]?\d[\d,.]*\s?(k|m|lakhs?|lpa|l|crores?|cr|million|thousand)\b",
            text[match.end() :],
            re.IGNORECASE,
        )
        if not suffix and value < 1_000 and following:
            suffix = following[1].lower()
        found.append(
            Amount(value * _SUFFIXES.get(suffix, 1), match.group(), match.start(), match.end(), bool(match["percent"]))
        )
    for match in _WORDED.finditer(text):
        if not any(amount.start < match.end() and match.start() < amount.end for amount in found):
            percent = bool(re.match(r"\s(?:%|per ?cent)", text[match.end() :]))
            found.append(Amount(float(_worded(match.group())), match.group(), match.start(), match.end(), percent))
    return tuple(sorted(found, key=lambda amount: amount.start))


def money_in(text: str) -> list[Amount]:
    return [amount for amount in amounts(text) if amount.value >= 1_000 and not amount.percent and not _is_year(amount)]


def _is_year(amount: Amount) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", amount.text.strip()))
