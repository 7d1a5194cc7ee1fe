"""Columns of percentiles: the quartiles of one part of pay are the ends of its range."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from guides.parsing.pay.captions import Caption

_NAMED = re.compile(
    r"\b(?:P(?P<short>\d\d)|(?P<long>\d\d)th(?: percentile| pctl?)?|(?P<median>median)|(?P<lower>lower|first) quartile"
    r"|(?P<upper>upper|third) quartile)\b",
    re.IGNORECASE,
)
# Surveys give a range by its quartiles; the outer tenths serve where those are missing.
_ENDS = ((25, 75), (10, 90))


def with_ends(captions: Sequence[Caption]) -> list[Caption]:
    """Captions in which two percentiles as far from the middle as each other are a range's ends, others of it asides.

    Percentiles without such a pair stay as they are.
    """
    found: dict[tuple[str | None, str], dict[int, int]] = defaultdict(dict)
    for at, caption in enumerate(captions):
        if not caption.bound and (named := _NAMED.search(caption.text)):
            rest = " ".join(re.findall(r"\w+", caption.text[: named.start()] + caption.text[named.end() :]))
            found[caption.component, rest.casefold()].setdefault(_percent(named), at)
    changed = list(captions)
    for columns in found.values():
        ends = next(((low, high) for low, high in _ENDS if low in columns and high in columns), None)
        if ends is None:
            continue
        for percent, at in columns.items():
            if percent in ends:
                changed[at] = replace(changed[at], bound="min" if percent == ends[0] else "max")
            else:
                changed[at] = replace(changed[at], component="aside", region=None, level=None)
    return changed


def _percent(named: re.Match[str]) -> int:
    words = {"median": 50, "lower": 25, "upper": 75}
    return next((percent for word, percent in words.items() if named[word]), 0) or int(named["short"] or named["long"])
