"""The one-line summary of a guide: its tags and premiums."""

from __future__ import annotations

import re
from decimal import Decimal

from guides.document.document import Premium
from guides.parsing.text.blocks import plain

_SHARE = r"\+?\s?(?P<low>\d{1,3})\s?%?(?:\s*(?:[-–—]|to)\s*(?P<high>\d{1,3}))?\s*(?:%|per ?cent\b)"
# "+15-30% ML PREMIUM", "10 to 15 percent on-site premium"; "Senior Premium: 12%", "Premium of 8-10% for security".
_NAMES = r"(?:premium|uplift|differential|loading|supplement|mark-?up)"
# "20% below market premium" promises none.
_LABEL = rf"(?P<label>(?:(?!(?:bonus|below|under|less|no|not|without|{_NAMES})\b)[\w&/.'’-]{{1,30}}\s+){{0,5}}"
_PREMIUM_BEHIND = re.compile(rf"{_SHARE}\s+{_LABEL}?{_NAMES})\b", re.IGNORECASE)
_PREMIUM_BEFORE = re.compile(rf"(?<![\w&/.'’-]){_LABEL}{_NAMES})\s*(?:of|[:(–—-])?\s*\(?\s*{_SHARE}", re.IGNORECASE)


def read_tags(tagline: str) -> tuple[str, ...]:
    """The parts of a summary line: between bars, or each in backticks."""
    coded = re.findall(r"`([^`]+)`", tagline)
    parts = coded if len(coded) > 1 else tagline.split("|")
    return tuple(tag for part in parts if (tag := plain(part)))


def read_premiums(tagline: str) -> tuple[Premium, ...]:
    """The premiums in percent that the parts of a summary line promise."""
    found = []
    for tag in read_tags(tagline):
        at = 0
        while match := _PREMIUM_BEFORE.search(tag, at) or _PREMIUM_BEHIND.search(tag, at):
            low, high = Decimal(match["low"]), Decimal(match["high"] or match["low"])
            # Of two ends the wrong way round neither is known to be meant.
            if low <= high:
                found.append(Premium(" ".join(match["label"].split()), low, high))
            at = match.end()
    return tuple(found)
