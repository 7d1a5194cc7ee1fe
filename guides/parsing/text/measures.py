"""What a header says of the bare numbers below it: "Base ($K)", "Bonus %"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from guides.parsing.text.figures import CODE, SCALES, SIGN, Figure

_SCALE = r"K|thousands?|['’]?000s?|M|millions?|L|lakhs?|LPA|Cr|crores?"
_MEASURE = re.compile(
    rf"[(\s,](?P<sign>{SIGN}|(?:{CODE})(?=[\s)]))\s?(?P<scale>(?i:{_SCALE}))(?=[)/,\s]|$)"
    rf"|\((?P<alone>(?i:{_SCALE}))\)|\bin (?P<words>(?i:thousands|lakhs|millions|crores))\b|(?P<tens>[만万萬])"
)
_PERCENT = re.compile(r"(?<!\d)(?<!\d )%|\bpercent(?:age)?\b", re.IGNORECASE)
# A number that goes on with a word is one of something else: "4 years".
_COUNTS = re.compile(r"\s?-?\s?[A-Za-z]")
_MOST_PERCENT = 300
# What is printed in whole units all the same.
_WHOLE = 10_000
# Of won and yen: in ten-thousands no year's pay has seven digits.
TEN_THOUSANDS, _WHOLE_TENS = 4, 1_000_000
_TENS = re.compile("[만万萬억億]")


@dataclass(frozen=True, slots=True)
class Measure:
    """``sign`` and power of ten of amounts that are printed without, or that they are percentages."""

    sign: str = ""
    scale: int = 0
    percent: bool = False

    def of(self, text: str, figure: Figure) -> Figure:
        """A figure of ``text`` as the header means it."""
        most = _WHOLE
        if self.scale == TEN_THOUSANDS:
            most = 0 if _TENS.search(text, figure.start, figure.end) else _WHOLE_TENS
        if figure.unit == "percent" or figure.maximum >= most or _COUNTS.match(text, figure.end):
            return figure
        if self.scale:
            return figure._replace(
                minimum=figure.minimum * 10**self.scale,
                maximum=figure.maximum * 10**self.scale,
                unit="money",
                symbols=figure.symbols if any(figure.symbols) else (self.sign, self.sign),
            )
        if self.percent and figure.unit == "number" and figure.maximum <= _MOST_PERCENT:
            return figure._replace(unit="percent")
        return figure


def measure_of(text: str) -> Measure | None:
    """What a header or a row's name says of its bare numbers, if anything."""
    if found := _MEASURE.search(text):
        scale = (found["scale"] or found["alone"] or found["words"] or found["tens"]).lower().strip("'’")
        scale = scale if scale in SCALES else "k" if scale.startswith("000") else scale.removesuffix("s")
        return Measure(found["sign"] or ("₹" if scale == "lpa" else ""), SCALES[scale])
    return Measure(percent=True) if _PERCENT.search(text) else None
