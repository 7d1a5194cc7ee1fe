"""A cell of a pay table → amounts."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from pay.currencies import SHARED, currency_of

from guides.parsing.text.blocks import plain
from guides.parsing.text.figures import Figure, figures
from guides.parsing.text.measures import Measure
from guides.parsing.text.memo import remembered
from guides.parsing.text.periods import PayPeriod, period_of, salaries_of

_NOTHING = re.compile(r"(?:none|no|nil|—|–|-+|n[./]?a\.?|not applicable|0)?(?:\s*\([^)]*\))?", re.IGNORECASE)
_NONE = re.compile(r"(?:none|no|nil|—|–|-+|[^\w\s(]{0,2}0(?:\.0+)?\s?%?)(?:\s*\([^)]*\))?", re.IGNORECASE)
_STRUCK = re.compile(r"~~[^~]+~~")
_ASIDE = re.compile(r"\([^()]*\)")
# One end only: "from $280K", "$280K or more"; "up to $50K", "$50K max".
_FROM = re.compile(r"(?:\b(?:from|at least|over|above|more than|min(?:imum)?(?: of)?)|[>≥›]=?)\s*$", re.IGNORECASE)
_OR_MORE = re.compile(r"\s*(?:or more|or above|and (?:up|above|more)|min(?:imum)?)\b", re.IGNORECASE)
_UP_TO = re.compile(r"(?:\b(?:up to|at most|under|below|less than|max(?:imum)?(?: of)?)|[<≤‹]=?)\s*$", re.IGNORECASE)
_OR_LESS = re.compile(r"\s*(?:or less|max(?:imum)?|cap)\b", re.IGNORECASE)
# A digit that no figure has taken, though it stands right behind one.
_UNREAD = re.compile(r"[^\s\w(/]?\d")
# The rest of an amount whose beginning no figure has taken, and a dash: "X900 000–".
_REST = re.compile(r"\d[\s,.'’]\d{3}\s?[-–—]\s?$")
# Two amounts whose line end a converter dropped: "195K base30K bonus".
_GLUED = re.compile(r"[a-z]{3}[$€£₹]?\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
_PLUS = re.compile(r"\s*(?:\+|&|plus|and)\s*", re.IGNORECASE)
_SHARES = re.compile(r"\b(?:options?|shares?|units?|RSUs?|PPUs?)\b", re.IGNORECASE)
# Lakhs per annum are said of rupees only.
_LPA = re.compile(r"(?<![A-Za-z])LPA\b")
_SLASH = re.compile(r"\s*/\s*")
# What joins the ends of a range in a cell: "$150K..$180K", "$150K → $180K", "4.500 € bis 5.500 €".
_RANGED = re.compile(
    r"(?<=[\dKkMm€£$%ł])\s*(?:\.{2,3}|…|→|⟶|\b(?:bis|hasta|jusqu['’]à|fino a|até|tot|till)\b)\s*"
    r"(?=[^\W\d_]{0,3}\s?\W?\s?\d)"
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: ``amounts`` of money or shares in printing order, ``percents``, and what it says in words.

    ``is_top``: its first figure is a maximum without a minimum, "up to $50K".
    ``is_cut``: a figure could not be read to its end. ``period``: that of its
    amounts where they are neither a month's nor a year's.
    """

    text: str
    amounts: tuple[Figure, ...] = ()
    percents: tuple[Figure, ...] = ()
    is_top: bool = False
    is_cut: bool = False
    period: PayPeriod | None = None

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

    def is_ambiguous(self, likely: str | None) -> bool:
        """Whether a further figure could as well be the one that counts: "$50K (Y1) + $25K (Y2)".

        One in parentheses, of another currency or over another time only says the same in other words.
        """
        asides = [match.span() for match in _ASIDE.finditer(self.text)]
        starts = [start for start, _ in asides]
        for first, *further in (group for group in (self.amounts, self.percents) if group):
            for figure in further:
                at = bisect_left(starts, figure.start) - 1
                aside = at >= 0 and figure.start < asides[at][1]
                alike = (figure.unit, self._currency(figure, likely)) == (first.unit, first.currency(likely))
                if alike and not aside and figure.period == first.period:
                    return True
        added = any(_PLUS.fullmatch(self.text, one.end, other.start) for one, other in pairwise(self._in_order()))
        return added or self.is_cut

    def _in_order(self) -> list[Figure]:
        return sorted((*self.amounts, *self.percents), key=lambda figure: figure.start)

    def others(self, currency: str | None, likely: str | None) -> Iterable[tuple[str, Figure]]:
        """Further amounts in other currencies than the first one's."""
        for figure in self.amounts[1:]:
            other = self._currency(figure, likely)
            if other and other != currency:
                yield other, figure

    def _currency(self, figure: Figure, likely: str | None) -> str | None:
        """A further amount's currency: "$" beside "HK$" is the US dollar."""
        marked = bool(self.amounts) and "$" not in self.amounts[0].symbols
        return "USD" if marked and figure.symbols[0] == "$" else figure.currency(likely)


@remembered(most=2048, longest=200)
def read_cell(markdown: str, measure: Measure | None = None) -> Cell:
    """The figures of a cell; small bare numbers ("4 years"), years and what is struck out are none of its amounts.

    ``measure``: what its header says of bare numbers.
    """
    text = plain(_STRUCK.sub("", markdown) if "~~" in markdown else markdown)
    found = figures(_RANGED.sub(_as_dash, text), prose=False)
    period = period_of(text) if found else None
    if period == "month":
        salaries = salaries_of(text)
        found = [
            figure._replace(period="month", salaries=salaries) if figure.period in {"", "month"} else figure
            for figure in found
        ]
    if measure:
        found = [measure.of(text, figure) for figure in found]
    amounts = _unpaired(text, [figure for figure in found if _is_amount(text, figure)])
    percents = [figure for figure in found if figure.unit == "percent"]
    is_top = False
    for kind in (amounts, percents):
        if kind and kind[0].minimum == kind[0].maximum:
            start, end = kind[0].start, kind[0].end
            before = text[max(0, start - 24) : start]
            if _FROM.search(before) or _OR_MORE.match(text, end):
                kind[0] = kind[0]._replace(is_open=True)
            is_top = is_top or bool(_UP_TO.search(before) or _OR_LESS.match(text, end))
    is_cut = bool(_GLUED.search(text)) or any(
        _UNREAD.match(text, figure.end) or _REST.search(text[max(0, figure.start - 8) : figure.start])
        for figure in found
    )
    return Cell(text, tuple(amounts), tuple(percents), is_top, is_cut, None if period == "month" else period)


def _as_dash(match: re.Match[str]) -> str:
    """A dash in as many letters."""
    return "–".center(len(match[0]))


def _is_amount(text: str, figure: Figure) -> bool:
    if figure.unit != "number":
        return figure.unit == "money"
    is_year = _YEAR.fullmatch(text, figure.start, figure.end) and not _SHARES.search(text, figure.end, figure.end + 30)
    return figure.maximum >= 1000 and not is_year


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
        first._replace(maximum=middle.maximum, symbols=(first.symbols[0], high), end=middle.end),
        middle._replace(maximum=last.maximum, symbols=(low, last.symbols[0]), end=last.end, is_open=last.is_open),
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
    if noted or not any(cell.amounts for cell in cells):
        return noted[0] if noted else None
    return local or ("INR" if any(_LPA.search(cell.text) for cell in cells) else None)
