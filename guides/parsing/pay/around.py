"""What the words around a table say of it: which part of pay its cells are, for which place or level."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from pay.net_pay import says_gross, says_net

from guides.parsing.pay.captions import SHORTCODE, Caption, names_levels_only, place_and_level, read_caption
from guides.parsing.pay.cells import Cell, read_cell
from guides.parsing.text.blocks import plain
from guides.parsing.text.currencies import noted_currencies
from guides.parsing.text.places import place_of

_CURRENCY_NOTE = re.compile(
    r"\s?\((?=[^()]{0,80}(?:\b[A-Z]{3}\b|[$€£₹₪₩₱฿]))(?:[A-Z]{3}|[A-Z]{0,2}\$|[€£₹₪₩₱฿]|equiv\.?|[/,& ]"
    r"|(?:mo|month|yr|year|monthly|annual|per month|per year)\b){1,40}\)"
)
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff☀-➿\ufe0f]+")
_PARTS = re.compile(r"(?:(?<!\s)\s+)?[()—–:|,]\s*|(?<!\s)\s+-\s+")
_MOST_PARTS = 12
_TOTAL_CAPTION = re.compile(r"\btotal (?:annual |yearly |target )?(?:comp|pay|direct)", re.IGNORECASE)
# "base salary ($140K-$170K)": what a note says that the base is.
_BASE_OF_NOTE = re.compile(
    r"\bbase(?: salary| pay)?\s*(?:(?:\(|of|:|is|from|range)\s*)?(?P<amount>[^);,.]{3,60}\d\S*)", re.IGNORECASE
)
# A base and a total that lie so near to each other are one.
_SAME = Decimal("0.06")
_CLAUSE = re.compile(r"[;\n]|\.\s|\s(?=(?:before|without|excluding|not counting)\b)|,\s+(?=plus)", re.IGNORECASE)
# What a clause leaves out is not what it is about.
_LEFT_OUT = re.compile(r"\s*(?:before|without|excluding|not counting)\b", re.IGNORECASE)
# No real caption has more.
_MOST_CLAUSES = 12
_EMPHASISED = re.compile(r"\*(?!\*)|_(?!_)")
_SPEAKS_OF_TABLE = re.compile(
    r"\b(?:figures?|amounts?|numbers?|ranges?|values?|bands?|table)\b.{0,60}\b(?:below|following|are|is|shows?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Around:
    """The words around a table: its heading, the paragraph before it, the note below it, and whose guide it is in."""

    heading: str = ""
    before: str = ""
    note: str = ""
    company: str = ""

    def place_and_level(self) -> tuple[str | None, str | None]:
        """The place that the heading names, "Boston (USD)", and the level: "SF L4", "L4 — Senior Engineer"."""
        named, *others = (part.strip() for part in _PARTS.split(self.heading, maxsplit=_MOST_PARTS))
        place, level = place_and_level(region_name(named))
        if place:
            return place, level
        # "Base salary, London", "L4, New York"
        place = next((part for part in others if place_of(part)), None)
        return place, (named if place else self.heading) if names_levels_only(named) else None

    def currencies(self) -> tuple[str, ...]:
        """The currencies that the heading notes."""
        return tuple(noted_currencies(self.heading))

    def is_net(self) -> bool:
        """Whether the heading, the note or what speaks of the table before it says that its amounts are after tax."""
        before = self.before if _SPEAKS_OF_TABLE.search(self.before) or _EMPHASISED.match(self.before) else ""
        return any(says_net(text) and not says_gross(text) for text in (self.heading, self.note, before) if text)

    def part_of(self, cells: Iterable[Iterable[Cell]]) -> Caption:
        """The part of pay that is named for a table's cells: first in its heading, its note, what stands before.

        In a clause the total wins over its parts: "Total compensation (base + bonus)".
        """
        if self._is_base_of_note(cells):
            return Caption("", "unspecified")
        before = self.before if _SPEAKS_OF_TABLE.search(self.before) else ""
        for text in (self.heading, self.note, before):
            for clause in _CLAUSE.split(text, maxsplit=_MOST_CLAUSES):
                if _LEFT_OUT.match(clause):
                    continue
                if _TOTAL_CAPTION.search(clause):
                    return Caption(clause, "total")
                caption = read_caption(clause)
                if caption.component in {"base", "equity", "bonus", "signing"}:
                    return replace(caption, region=None, level=None, currencies=(), measure=None)
        return Caption("", "unspecified")

    def _is_base_of_note(self, cells: Iterable[Iterable[Cell]]) -> bool:
        """Whether the note's base is the table's own figure: what it calls total compensation isn't in the cells."""
        based = _BASE_OF_NOTE.search(self.note)
        noted = read_cell(based["amount"]).amounts if based else ()
        own = [cell.amounts[0] for row in cells for cell in row if cell.amounts] if noted else []
        return any(
            one.minimum < one.maximum
            and abs(one.minimum - figure.minimum) <= _SAME * figure.minimum
            and abs(one.maximum - figure.maximum) <= _SAME * figure.maximum
            for one in noted
            for figure in own
        )


def region_name(printed: str) -> str:
    """A region without markup, flags and currency notes: "🇬🇧 **London** (GBP £)" → "London"."""
    return " ".join(_CURRENCY_NOTE.sub("", _FLAG.sub("", SHORTCODE.sub("", plain(printed)))).split())
