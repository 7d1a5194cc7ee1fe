"""To which region, and which level, each amount of a sentence belongs."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from guides.parsing.speech.amounts import Amounts, is_inside
from guides.parsing.speech.cues import NAMED
from guides.parsing.text.figures import Figure
from guides.parsing.text.mentions import Mention
from guides.parsing.text.places import place_of

_RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)
_SLASH = re.compile(r"\s*/\s*")
# Amounts on both sides of these are not said of one place.
_NEW_GROUP = re.compile(r";|\b(?:or|has|have|means|versus|vs)\b", re.IGNORECASE)
_RIGHT_AFTER = re.compile(
    r"(?:[\s(]|/\s?(?:yr|year)|\b(?:in|for|at|on|the|a|years?|annual|annually|per|target|of|minimum)\b)*", re.IGNORECASE
)
_NEAR = 40


def regions_of(amounts: Amounts, before: Iterable[str | None]) -> list[str | None]:
    """The region that each figure is tied to; ``before`` are those of the asks before."""
    return _respectively(amounts, before) or tied_to(amounts, amounts.regions)


def tied_to(amounts: Amounts, mentions: list[Mention]) -> list[str | None]:
    """For each figure the name that it is tied to: right after its group, else the last one before."""
    tied: list[str | None] = [None] * len(amounts.figures)
    if not mentions:
        return tied
    starts = [mention.start for mention in mentions]
    lasting = [mention for mention in mentions if not is_inside(amounts.asides, mention.start)]
    lasting_starts = [mention.start for mention in lasting]
    group: list[int] = []
    for at, figure in enumerate(amounts.figures):
        group.append(at)
        following = amounts.figures[at + 1].start if at + 1 < len(amounts.figures) else len(amounts.text)
        nearest = bisect_right(starts, figure.end)
        after = mentions[nearest] if nearest < len(mentions) and starts[nearest] < following else None
        gap = amounts.text[figure.end : after.start] if after else amounts.text[figure.end : following]
        if after is None and at + 1 < len(amounts.figures) and not _NEW_GROUP.search(gap):
            continue
        right = after is not None and len(gap) < _NEAR and bool(_RIGHT_AFTER.fullmatch(NAMED.sub(" ", gap)))
        # "Lisbon:" speaks of what follows.
        behind = after if after and right and not amounts.text.startswith(":", after.end) else None
        for member in group:
            before = bisect_right(lasting_starts, amounts.figures[member].start)
            last = _paid_there(amounts, lasting[:before], amounts.figures[member]) if before and not behind else None
            tied[member] = behind.name if behind else last
        group = []
    return tied


def lists_regions(amounts: Amounts) -> bool:
    """Whether a sentence is only one more region of a list: "Singapore: S$112K / $83K." """
    if not amounts.regions:
        return False
    first = amounts.regions[0]
    return not re.search(r"\w", amounts.text[: first.start]) and amounts.text[first.end : first.end + 1] == ":"


def _respectively(amounts: Amounts, before: Iterable[str | None]) -> list[str | None] | None:
    """The places of "R$255K / R$300K / $170K base respectively": those that were named before, in their order."""
    told = _RESPECTIVELY.search(amounts.text) if "espectively" in amounts.text else None
    if not told or amounts.regions:
        return None
    regions = list(dict.fromkeys(filter(None, before)))
    row = bisect_left(amounts.starts, told.start())
    if len(regions) < 2 or row < len(regions):
        return None
    places: list[str | None] = [None] * len(amounts.figures)
    places[row - len(regions) : row] = regions
    return places


def _paid_there(amounts: Amounts, mentions: list[Mention], figure: Figure) -> str:
    """The last name before a figure; of "London/Europe" the one that pays in the figure's currency."""
    last, before = mentions[-1], mentions[-2] if len(mentions) > 1 else None
    if before and _SLASH.fullmatch(amounts.text, before.end, last.start):
        places = {mention.name: place_of(mention.name) for mention in (before, last)}
        currency = amounts.currency(figure)
        there = [name for name, place in places.items() if place and place.currency == currency]
        return there[0] if len(there) == 1 else last.name
    return last.name
