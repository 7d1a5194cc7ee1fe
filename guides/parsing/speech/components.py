"""Of which part of pay each amount of a sentence is: what stands beside it, or in the same row of slashes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from guides.document.document import AskComponent
from guides.parsing.speech.additions import Addition, comes_to
from guides.parsing.speech.amounts import Amounts
from guides.parsing.speech.cues import AFTER, LINKS, NAMED, named_component
from guides.parsing.speech.no_asks import refreshes, sums_up
from guides.parsing.text.figures import Figure, figures

# A part of pay, and whether it stands beside its amount.
Named = tuple[AskComponent | None, bool]

_PARENTHESES = re.compile(r"\([^()]*\)")
_OF_NEXT = re.compile(r"\s*(?:of|:|at)?\s*~?")
# "$20K to sign": a part that only these words behind the amount name.
_ON_JOINING = re.compile(
    r"\s+(?:to sign|for signing|(?:up)?on (?:signing|joining|starting|acceptance|day one|the first day)"
    r"|up[- ]?front|when I (?:sign|join|start))\b(?!-)",
    re.IGNORECASE,
)
OF_BASE = re.compile(r"\s*of (?:your |my |the |annual )?base\b", re.IGNORECASE)
_INTRODUCED = re.compile(
    r"[:—–]\s*(?:(?:at least|around|about|roughly|approximately|specifically)\s+)?[~+]?$", re.IGNORECASE
)


class Subject:
    """The part of pay that a sentence names first, and up to where it names no other one."""

    def __init__(self, text: str) -> None:
        named = [(match.start(), named_component(match)) for match in NAMED.finditer(text)]
        self._first = named[0] if named else None
        self._until = next((at for at, component in named if component != named[0][1]), None)

    def before(self, position: int) -> AskComponent | None:
        """The one part that is named before a position."""
        if self._first is None or not self._first[0] < position:
            return None
        return self._first[1] if self._until is None or position <= self._until else None

    @property
    def topic(self) -> AskComponent | None:
        """The one part that the whole sentence names."""
        return self._first[1] if self._first and self._until is None else None


def beside(amounts: Amounts) -> list[Named]:
    """The part that stands beside each amount."""
    return [_beside(amounts, figure, at) for at, figure in enumerate(amounts.figures)]


def components(amounts: Amounts, named: Sequence[Named], additions: Sequence[Addition | None]) -> list[Named]:
    """What each figure is an amount of; ``named`` and ``additions`` are what stands beside it."""
    found = [
        (added.component, True) if added and added.component else own
        for added, own in zip(additions, named, strict=True)
    ]
    for at, figure in enumerate(amounts.figures):
        if refreshes(amounts.text, figure):
            found[at] = ("equity", True)
        elif sums_up(amounts.text, amounts.figures, at, [component for component, _ in found]):
            found[at] = ("total", True)
        elif (
            at
            and (added := additions[at - 1])
            and added.component
            and comes_to(amounts.text, amounts.figures[at - 1], figure)
        ):
            found[at] = (added.component, True)
    last_row: list[AskComponent | None] = []
    for row in amounts.rows():
        if len(row) > 1:
            _complete(amounts, found, row, last_row)
            last_row = [found[at][0] for at in row]
    for at, figure in enumerate(amounts.figures[1:], start=1):
        # "a package of $600,000 over four years ($150,000/year)"
        if figure.period == "year" and amounts.text[figure.start - 1] == "(" and found[at - 1][0] == "equity":
            found[at] = found[at - 1]
    return found


def named_before(text: str) -> AskComponent | None:
    """The component that words right before an amount name: "RSU package of", "total comp (base + bonus) reaches"."""
    if "(" in text:
        text = _PARENTHESES.sub(lambda match: match[0] if figures(match[0]) else " ", text)
    named = list(NAMED.finditer(text))
    if not named or not LINKS.fullmatch(text, named[-1].end()):
        return None
    first = len(named) - 1
    while first and not text[named[first - 1].end() : named[first].start()].strip():
        first -= 1
    return named_component(named[first])


def _complete(amounts: Amounts, found: list[Named], row: Sequence[int], last: list[AskComponent | None]) -> None:
    """Amounts in a row of slashes: the same in two currencies, or base and equity in the order said before."""
    signs = {amounts.currency(amounts.figures[at]) for at in row}
    if (
        len(signs) == 1
        and len(set(last)) == len(last) == len(row)
        and not any(AFTER.match(amounts.text, amounts.figures[at].end) for at in row)
    ):
        # "$215K base / $140K options with a floor of $180K / $85K"
        for order, at in enumerate(row):
            found[at] = (last[order], True)
        return
    for order, at in enumerate(row):
        if found[at][0] is not None and found[at][1]:
            continue
        if len(signs) > 1:
            named = next((found[other] for other in row if found[other][1]), None)
            found[at] = named or found[at]
        elif order == 0 and len(row) == 2 and found[row[1]][0] == "equity":
            found[at] = ("base", True)


def _beside(amounts: Amounts, figure: Figure, at: int) -> Named:
    text = amounts.text
    after = AFTER.match(text, figure.end)
    if after and at + 1 < len(amounts.figures) and _OF_NEXT.fullmatch(text, after.end(), amounts.figures[at + 1].start):
        # "base $170,000 + RSU $60,000": each stands before its amount.
        after = after if named_before(amounts.before(figure, 20)) is None else None
    if after:
        of_base = figure.unit == "percent" and OF_BASE.match(text, figure.end)
        return "bonus" if of_base else named_component(after), True
    if figure.period == "grant":
        return "equity", True
    if figure.unit == "money" and _ON_JOINING.match(text, figure.end):
        return "signing", True
    # "640 RSUs over 4 years (approximately $295K": a count between them divides nothing.
    start = amounts.dividers[at]
    taken = AFTER.match(text, amounts.figures[at - 1].end) if at else None
    if taken and taken.end() <= figure.start and _is_named_behind(amounts, at):
        # "€165K base (NY) and no less than €85K / $140K in options": the base is of the amount before.
        start = max(start, taken.end())
    before = named_before(text[max(start, figure.start - 80) : figure.start])
    introduced = _INTRODUCED.search(text[max(start, figure.start - 40) : figure.start])
    if before and not (introduced and before == "other"):
        return before, True
    # "My base should reflect this: $210,000", "base at the upper end — at least $210,000"
    if introduced:
        subject = NAMED.search(text, start, figure.start)
        if subject:
            return named_component(subject), True
    return None, False


def _is_named_behind(amounts: Amounts, at: int) -> bool:
    """Whether a later amount of the same row of slashes has its part behind it: "€85K / $140K in options"."""
    while at + 1 < len(amounts.figures) and amounts.are_divided(amounts.figures[at], amounts.figures[at + 1]):
        at += 1
        if AFTER.match(amounts.text, amounts.figures[at].end):
            return True
    return False
