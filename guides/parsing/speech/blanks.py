"""Amounts that a guide gives within a blank: "[$60K]", "$[20-30]K", "[+15%]", "$[Y+40]K".

They are read as if they stood there without brackets. Behind a "+" stands what
comes on top of what is offered, whichever letter stands for that.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from guides.parsing.text.figures import CODE, SIGN

_MONEY = rf"(?:{SIGN}|(?:{CODE})\s?)"
_SCALE = r"(?:[KkMmLl]|lakhs?|thousand|million|[Cc]r)"
_ONE = rf"(?:{_MONEY}\s?)?\d[\d.,]{{0,15}}\s?{_SCALE}?\s?%?"
_BLANK = re.compile(
    rf"(?P<sign>{_MONEY}\s?)?\[\s*"
    # The letter, or the words, for what is offered.
    r"(?:(?:(?:[A-Z]{1,2}|(?:my |your |the )?(?:offer|offered|current|base|initial)(?: (?:offer|base|amount))?)\s*)?"
    rf"(?P<plus>\+)\s*)?(?P<amount>{_ONE}(?:\s?(?:[-‐‑‒–—―−~]|to)\s?{_ONE})?)\s*\](?!\()"
    rf"(?P<scale>\s?{_SCALE}\b)?(?P<percent>\s?%)?"
)
_HAS_MONEY = re.compile(rf"{_MONEY}\s?\d|\d\s?{_SCALE}\b")
_LAST_SCALE = re.compile(rf"\d\s?{_SCALE}\Z")


@dataclass(frozen=True, slots=True)
class Filled:
    """A sentence without the brackets around its amounts.

    ``added`` are the positions of amounts that come on top of what is offered.
    ``shifts``: from which position on it stands how many characters further on in the guide's own words.
    """

    text: str
    added: frozenset[int]
    shifts: tuple[tuple[int, int], ...] = ()

    def printed(self, start: int) -> int:
        """Where in the guide's own words a position of ``text`` stands."""
        at = bisect_right(self.shifts, start, key=lambda shift: shift[0]) - 1
        return start + (self.shifts[at][1] if at >= 0 else 0)


def filled(sentence: str) -> Filled:
    """The sentence with the amounts that stand in its blanks as amounts."""
    if "[" not in sentence:
        return Filled(sentence, frozenset())
    pieces: list[str] = []
    added: set[int] = set()
    shifts: list[tuple[int, int]] = []
    length = end = 0
    for match in _BLANK.finditer(sentence):
        amount = _amount(match)
        if amount is None:
            continue
        pieces += [sentence[end : match.start()], amount]
        start = length + match.start() - end
        length, end = start + len(amount), match.end()
        if match["plus"]:
            added.add(start)
        # Within it every position stands for the whole blank.
        shifts += [(start, match.start() - start), (length, end - length)]
    pieces.append(sentence[end:])
    return Filled("".join(pieces), frozenset(added), tuple(shifts))


def _amount(match: re.Match[str]) -> str | None:
    """The amount of a blank with the sign and the scale around it; ``None`` where it is none of pay, as in "[4]"."""
    amount, sign = match["amount"].strip(), (match["sign"] or "").strip()
    behind = f"{(match['scale'] or '').strip()}{(match['percent'] or '').strip()}"
    if behind and not amount.endswith("%") and not _LAST_SCALE.search(amount):
        amount += behind
    if sign and not re.match(_MONEY, amount):
        amount = f"{sign} {amount}" if sign[-1].isalpha() else f"{sign}{amount}"
    return amount if "%" in amount or _HAS_MONEY.search(amount) else None
