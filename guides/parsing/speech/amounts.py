"""The amounts of a sentence, from left to right, with the places and levels that it names among them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property

from guides.parsing.speech.blanks import filled
from guides.parsing.speech.context import Context
from guides.parsing.speech.cues import NAMED
from guides.parsing.text.figures import Figure, figures
from guides.parsing.text.mentions import Mention
from guides.parsing.text.places import place_of

# Amounts of one sentence that are looked at; no real one has forty.
_MOST = 400
# Two amounts may be the ends of one range.
_READ = 3 * _MOST
_SLOT = re.compile(r"\[[^\[\]\n]*\]")
# "Lisbon: ask for …" where a line or a sentence begins.
_LABEL = re.compile(r"(?:^|\n)(?:[^\w\n]|\d){0,60}(?P<name>[^\W\d][^:\n$€£₹]{1,40}):")
_PARENTHESES = re.compile(r"\([^()]*\)")
_CHANGE = re.compile(
    r"\b(?:mov|rais|increas|bump|lift|adjust|go|tak|bring|boost)(?:e|es|ed|ing)?\b"
    r"[^,;.$€£]{0,40}\bfrom\s*$",
    re.IGNORECASE,
)
# "by $10K to $180K" is no range.
_BY = re.compile(r"\bby (?:about )?$", re.IGNORECASE)
_BY_TO = 4
_POINTS = re.compile(r"[\s-]?(?:(?:percentage[ -])?points?|per ?cent)\b", re.IGNORECASE)
_SLASH = re.compile(r"\s*/\s*")
# What may stand between coordinated amounts of which only one says what it is.
_COORDINATED = re.compile(
    r"(?:[\s,;()/<>≥≤:]|\b(?:or|and|to|in|for|at|if|the|with|a|an|of|floors?|targeting|target|push|accept[- ]at|accept"
    r"|walk[- ]?away|below|under)\b)*",
    re.IGNORECASE,
)
_LONGEST_BETWEEN = 60


def a_years(figure: Figure) -> Figure:
    """Twelve times an amount a month."""
    if figure.period != "month" or figure.unit != "money":
        return figure
    return figure._replace(minimum=figure.minimum * 12, maximum=figure.maximum * 12)


class Amounts:
    """The ``figures`` of a sentence that may be asked for, without those in blanks for the speaker to fill in.

    ``text`` is the sentence with the guide's own amounts out of their brackets; all positions are positions in it.
    """

    def __init__(self, sentence: str, context: Context) -> None:
        self.context = context
        self._printed = sentence
        self._blanks = filled(sentence)
        self.text = self._blanks.text
        self.slots_end = 0
        found = figures(self.text, most=_READ)
        if len(found) > _MOST:
            # Nothing is looked for behind the last amount that is.
            self.text = self.text[: found[_MOST].start]
            found = found[:_MOST]
        if found and "[" in self.text:
            slots = [match.span() for match in _SLOT.finditer(self.text)]
            self.slots_end = slots[-1][1] if slots else 0
            found = [figure for figure in found if not is_inside(slots, figure.start)]
        self.figures: Sequence[Figure] = [self._meant(figure) for figure in found]
        self.starts = [figure.start for figure in self.figures]

    def before(self, figure: Figure, most: int) -> str:
        """At most so many characters that stand right before a figure."""
        return self.text[max(0, figure.start - most) : figure.start]

    def printed(self, start: int, end: int) -> str:
        """The guide's own words at ``text[start:end]``."""
        return self._printed[self._blanks.printed(start) : self._blanks.printed(end)].strip()

    def is_behind_plus(self, figure: Figure) -> bool:
        """Whether a figure stands behind a "+" in a blank."""
        return figure.start in self._blanks.added

    def currency(self, figure: Figure) -> str | None:
        return figure.currency(self.context.currency)

    @cached_property
    def flat(self) -> str:
        """The text on one line."""
        return self.text.replace("\n", " ")

    @cached_property
    def dividers(self) -> Sequence[int]:
        """Where the last amount before each figure ends, and before the end; a count divides nothing."""
        ends = [0]
        for figure in self.figures:
            ends.append(ends[-1] if figure.unit == "number" else figure.end)
        return ends

    @cached_property
    def regions(self) -> list[Mention]:
        """The guide's regions that are named, and any other place that a line is headed by."""
        named = self.context.regions.mentions(self.text)
        if ":" not in self.text:
            return named
        known = {mention.start for mention in named}
        headed = [
            Mention(match["name"], *match.span("name"))
            for match in _LABEL.finditer(self.text)
            if match.start("name") not in known and place_of(match["name"])
        ]
        return sorted((*named, *headed), key=lambda mention: mention.start) if headed else named

    @cached_property
    def levels(self) -> list[Mention]:
        return self.context.levels.mentions(self.text)

    @cached_property
    def asides(self) -> list[tuple[int, int]]:
        """The parentheses behind an amount that hold none."""
        return [span for span, held in self._parentheses if not held and bisect_left(self.starts, span[0])]

    @cached_property
    def listings(self) -> list[tuple[int, int]]:
        """The parentheses that hold several amounts, which say what the one before them is made of."""
        return [span for span, held in self._parentheses if held > 1]

    @cached_property
    def _parentheses(self) -> list[tuple[tuple[int, int], int]]:
        """Each pair of parentheses, with the number of amounts that it holds."""
        spans = [match.span() for match in _PARENTHESES.finditer(self.text)] if "(" in self.text else []
        return [(span, bisect_left(self.starts, span[1]) - bisect_left(self.starts, span[0])) for span in spans]

    def is_same(self, one: Figure, other: Figure) -> bool:
        """Whether two amounts are one in two currencies: "£22K / $28K"."""
        return self.are_divided(one, other) and self.currency(one) != self.currency(other)

    def are_divided(self, one: Figure, other: Figure) -> bool:
        """Whether only a slash stands between two amounts."""
        return bool(_SLASH.fullmatch(self.text, one.end, other.start))

    def rows(self) -> Iterator[range]:
        """The figures in rows: those between which only slashes stand, and the names of parts of pay."""
        at = 0
        while at < len(self.figures):
            end = at + 1
            while end < len(self.figures) and self._is_in_row(self.figures[end - 1], self.figures[end]):
                end += 1
            yield range(at, end)
            at = end

    def _is_in_row(self, one: Figure, other: Figure) -> bool:
        between = self.text[one.end : other.start]
        return "/" in between and bool(_SLASH.fullmatch(NAMED.sub("", between)))

    def is_coordinated(self, one: Figure, other: Figure) -> bool:
        """Whether what one is an amount of holds for the other, too."""
        between = self.text[one.end : other.start]
        if len(between) >= _LONGEST_BETWEEN:
            return False
        first = bisect_left(self.regions, one.end, key=lambda mention: mention.start)
        for mention in self.regions[first:]:
            if mention.start >= other.start:
                break
            between = between.replace(self.text[mention.start : mention.end], " ")
        return bool(_COORDINATED.fullmatch(NAMED.sub(" ", between)))

    def is_changed(self, figure: Figure) -> bool:
        """Whether it is what something is to change from, or both ends of the change."""
        before = self.before(figure, 80)
        return "from" in before.lower() and bool(_CHANGE.search(before))

    def _meant(self, figure: Figure) -> Figure:
        """A year's amount; of "raise base from $80K to $120K" the second, of "by $10K to $180K" the first."""
        if figure.unit == "number" and (points := _POINTS.match(self.text, figure.end)):
            return figure._replace(unit="percent", end=points.end())
        if self.is_changed(figure):
            return a_years(figure._replace(minimum=figure.maximum))
        if figure.maximum > _BY_TO * figure.minimum and _BY.search(self.before(figure, 20)):
            return a_years(figure._replace(maximum=figure.minimum))
        return a_years(figure)


def is_inside(spans: Sequence[tuple[int, int]], position: int) -> bool:
    """Whether a position lies in one of some spans, which are in order."""
    at = bisect_right(spans, position, key=lambda span: span[0]) - 1
    return at >= 0 and spans[at][0] <= position < spans[at][1]
