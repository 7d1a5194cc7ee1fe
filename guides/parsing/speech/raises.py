"""Which amounts of a sentence are additions, and which only say what others come to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from guides.document.document import AskComponent
from guides.parsing.speech.additions import (
    Addition,
    addition,
    comes_to,
    is_brought_to,
    is_told_by,
    leads_to,
    shared,
    tells_again,
)
from guides.parsing.speech.amounts import Amounts
from guides.parsing.speech.components import Named
from guides.parsing.text.figures import Figure

_OF_RAISES = ("raise", "increase", "bump", "uplift", "adjust", "promotion", "counter")
_PRESENT = re.compile(
    r"\b(?:raise|increase|bump|uplift|adjustment|promotion|counter)s?\b[^.;!?]{0,40}?\b(?:at|from|by|with) "
    r"(?:my|the|our|an?) (?:\w{1,20} ){0,2}?(?:employer|manager|boss|company|firm|job|team|review)\b",
    re.IGNORECASE,
)
# "A 10% uplift on base gets us to $187K."
_COMES_TO = re.compile(
    r"(?:%|\b(?:per ?cent|uplift|raise|rais(?:e|ing)|increase|bump|lift|boost|adjustment|step-?up|top-?up|more|on top"
    r"|add(?:ed|ing|ition)?)\b)[^.;!?]{0,80}?"
    r"\b(?:(?:get|bring|take|put|move|make|lift|raise|push|land)s? (?:us|me|it|things|(?:the|my|your) \w+)"
    r"|(?:we|I)(?:['’]d)? (?:land|end up|arrive))(?: (?:up )?(?:to|at))? \W*\d",
    re.IGNORECASE,
)
_OF_MORE = ("cent", "lift", "rais", "increase", "bump", "boost", "adjust", "step", "top", "more", "add")
# "That would take my equity to …"
_GOES_ON = re.compile(r"\W*(?:that|this|it|which)\b", re.IGNORECASE)
# "from $170K base to $185K"
_JOINED = re.compile(r"\bto\b|[-–—]")
_TO = re.compile(r"[^,;.$€£₹\d]{0,30}\bto\s+\W*")


def tells_present_raise(text: str) -> bool:
    """Whether more pay is said to be the present employer's: "a 10% raise at my current firm brings me to $187K"."""
    lower = text.lower()
    return any(stem in lower for stem in _OF_RAISES) and bool(_PRESENT.search(text))


def says_whole(text: str) -> bool:
    """Whether a sentence says what more of a part comes to: "A 10% uplift on base gets us to $187K."."""
    lower = text.lower()
    return ("%" in text or any(word in lower for word in _OF_MORE)) and bool(_COMES_TO.search(text))


def additions_of(amounts: Amounts, named: Sequence[Named]) -> list[Addition | None]:
    """For each figure how it is an addition; ``named`` is what stands beside it."""
    found = [_added(amounts, figure, own) for figure, (own, _) in zip(amounts.figures, named, strict=True)]
    for at, (one, other) in enumerate(pairwise(amounts.figures)):
        former, latter = found[at], found[at + 1]
        if (former or latter) and amounts.is_same(one, other):
            found[at] = found[at + 1] = former or latter
        elif former and not latter and (part := shared(amounts.text, one, other)):
            found[at + 1] = former._replace(component=part, end=other.start)
        elif not former and named[at][0] and is_brought_to(amounts.text, one, other) == named[at][0]:
            found[at] = Addition(one.start, one.end, named[at][0])
    return found


def told_otherwise(
    amounts: Amounts, named: Sequence[Named], additions: Sequence[Addition | None], *, after_addition: bool
) -> set[int]:
    """Amounts that only say what others come to, or what was before: they are no asks of their own.

    Of an addition and the whole that it leads to one stands: the whole that
    it is a raise to, else the addition. ``after_addition``: the sentence
    before has one.
    """
    led_to: set[int] = set()
    told: set[int] = set()
    text, figures = amounts.text, amounts.figures
    if after_addition and figures and _GOES_ON.match(text) and leads_to(text, 0, figures[0]):
        led_to.add(0)
    for at, (one, other) in enumerate(pairwise(figures)):
        added, following = additions[at], additions[at + 1]
        if following:
            own = named[at][0]
            if not added and own and following.component in {own, None} and tells_again(text, one, other):
                told.add(at + 1)
            continue
        goes_on = at in led_to and amounts.is_coordinated(one, other)
        if added and comes_to(text, one, other):
            told |= {at, at + 1} if tells_present_raise(text) else {at}
        elif goes_on or (added and leads_to(text, one.end, other)):
            led_to.add(at + 1)
        elif (added and is_told_by(text, one, other)) or _is_from(amounts, one, other):
            told.add(at)
    return led_to | told


def _added(amounts: Amounts, figure: Figure, own: AskComponent | None) -> Addition | None:
    """How a figure is an addition: by its words, or since it stands behind a "+" in a blank."""
    found = addition(amounts.text, figure, own)
    if found or not amounts.is_behind_plus(figure):
        return found
    return Addition(figure.start, figure.start, own)


def _is_from(amounts: Amounts, one: Figure, other: Figure) -> bool:
    """Whether they are what something is to change from and to, each with its part: "from $170K base to $185K"."""
    if not amounts.is_changed(one) or _JOINED.search(amounts.text, one.start, one.end):
        return False
    return bool(_TO.fullmatch(amounts.text, one.end, other.start))
