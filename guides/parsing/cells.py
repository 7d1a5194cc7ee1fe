"""A cell of a pay table → amounts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from guides.parsing.blocks import plain
from guides.parsing.currencies import SHARED, currency_of
from guides.parsing.figures import Figure, figures

_NOTHING = re.compile(r"(?:none|no|nil|—|–|-+|n[./]?a\.?|not applicable|0)?(?:\s*\([^)]*\))?", re.IGNORECASE)
_NONE = re.compile(r"(?:none|no|nil|—|–|-+|0|[$€£]0)(?:\s*\([^)]*\))?", re.IGNORECASE)
_SHARES = re.compile(r"\b(?:options?|shares?|units?|RSUs?|PPUs?)\b", re.IGNORECASE)
_SLASH = re.compile(r"\s*/\s*")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: ``amounts`` of money or shares in printing order, ``percents``, and what it says in words."""

    text: str
    amounts: tuple[Figure, ...] = ()
    percents: tuple[Figure, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing, or that there is none."""
        return bool(_NOTHING.fullmatch(self.text))

    @property
    def says_none(self) -> bool:
        return bool(_NONE.fullmatch(self.text))

    @property
    def counts_shares(self) -> bool:
        """Whether the first amount is a number of shares, not of money."""
        first = self.amounts[0]
        return first.unit == "number" and bool(_SHARES.search(self.text, first.end))

    def others(self, currency: str | None, likely: str | None) -> Iterable[tuple[str, Figure]]:
        """Further amounts in other currencies than the first one's; "$" beside "HK$" is the US dollar."""
        marked = bool(self.amounts) and "$" not in self.amounts[0].symbols
        for figure in self.amounts[1:]:
            other = "USD" if marked and figure.symbols[0] == "$" else figure.currency(likely)
            if other and other != currency:
                yield other, figure


def read_cell(markdown: str) -> Cell:
    """The figures of a cell; small bare numbers ("4 years") are none of its amounts."""
    text = plain(markdown)
    found = figures(text)
    amounts = [
        figure for figure in found if figure.unit == "money" or (figure.unit == "number" and figure.maximum >= 1000)
    ]
    percents = tuple(figure for figure in found if figure.unit == "percent")
    return Cell(text, tuple(_unpaired(text, amounts)), percents)


def _unpaired(text: str, amounts: list[Figure]) -> list[Figure]:
    """ "£104K / $130K - £144K / $180K" pairs the ends, not the ranges: two ranges all the same."""
    if len(amounts) != 3:
        return amounts
    first, middle, last = amounts
    slashed = _SLASH.fullmatch(text, first.end, middle.start) and _SLASH.fullmatch(text, middle.end, last.start)
    single = first.minimum == first.maximum and last.minimum == last.maximum
    if not (slashed and single and middle.mixes_currencies):
        return amounts
    low, high = middle.symbols
    return [
        replace(first, maximum=middle.maximum, symbols=(first.symbols[0], high), end=middle.end),
        replace(middle, maximum=last.maximum, symbols=(low, last.symbols[0]), end=last.end, is_open=last.is_open),
    ]


def likely_currency(cells: Iterable[Cell], noted: Iterable[str], local: str | None = None) -> str | None:
    """The currency that a row is in: what most of its own signs say without doubt, else its note.

    ``local``, its place's currency, settles "¥" and "kr" and rows without any
    sign; "$" alone is the US dollar. ``None`` where nothing says.
    """
    cells, noted = tuple(cells), tuple(noted)
    certain: Counter[str] = Counter()
    shared = []
    for cell in cells:
        for symbol in cell.amounts[0].symbols if cell.amounts else ():
            if symbol in SHARED:
                shared.append(symbol)
            elif symbol and (code := currency_of(symbol, None)):
                certain[code] += 1
    if certain and certain.most_common(1)[0][1] >= len(shared):
        return certain.most_common(1)[0][0]
    if shared:
        named = noted if shared[0] == "$" else (*noted, local)
        fitting = next((code for code in named if code in SHARED[shared[0]]), None)
        return fitting or currency_of(shared[0], None)
    return noted[0] if noted else local if any(cell.amounts for cell in cells) else None
