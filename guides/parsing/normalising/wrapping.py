"""Lines that only a width has broken are joined; what their writer has broken stays.

A break is soft where its line was filled (the next word would have gone beyond the width at which nearly all of the
text's lines end), where it stands within emphasis or brackets, or where the sentence goes on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guides.parsing.normalising.lines import (
    Line,
    bars_of,
    is_fence,
    is_heading,
    is_row,
    is_rule,
    list_mark_of,
    quote_of,
)

_WIDTHS = range(40, 121)
_NEARLY_ALL = 0.8
_MOST_PIECES_OF_BOLD = 4
_HARD = ("\\", "  ")
# A line of words all in bold is a heading or a label.
_ALL_BOLD = re.compile(r"\*\*[^*]+\*\*\s*:?\s*")
# What begins something of its own: a name in bold, a number, a mark, "Label: …", "Own level = …".
_OWN = re.compile(
    r"\*\*[^*]+\*\*|\[\d{1,3}\]|\d{1,3}[.)]\s|[•·◦▪✓✔→]|[A-Z][\w /&'’-]{0,40}(?:\([^()]{0,30}\))?:(?:\s|$)|`[^`]+`\s*$"
)
_EQUALS = re.compile(r"[^=≈↔→⇔\n]{1,60}\s[=≈↔→⇔]\s")
_SIGN = re.compile(r"[=≈↔→⇔]")
_ENDS = re.compile(r"[.!?:;…\"”’)|`*]$")
_MARK = re.compile(r"^[\s>]*(?:(?:[-*+•]|\d{1,3}[.)])\s+)?")


def unwrapped(lines: list[Line]) -> Iterator[Line]:
    """Lines with each sentence on one of them; a line that was joined has the number of its first."""
    follows = _continuations(lines)
    equations = _equations(lines, follows)
    width = _width(lines, follows)
    at = 0
    while at < len(lines):
        line, at = lines[at], at + 1
        if at == len(lines) or not follows[at]:  # as most lines are
            yield Line(line.text.rstrip().removesuffix("\\"), line.number)
            continue
        joined = _Joined(line)
        while at < len(lines) and follows[at] and joined.goes_on(lines[at].text, width, in_equation=equations[at]):
            joined.add(lines[at].text)
            at += 1
        yield joined.line()


class _Joined:
    """A line in the making: the lines that it is made of, and what is open at its end."""

    def __init__(self, first: Line) -> None:
        self.pieces = [first.text]
        self.number = first.number
        self.last = first.text
        self.is_item = bool(list_mark_of(first.text))
        self.opened: dict[str, bool] = {}
        self._open(first.text)

    def add(self, text: str) -> None:
        self.pieces[-1] = self.pieces[-1].rstrip()
        self.pieces.append(_words(text))
        self.last = text
        self._open(text)

    def line(self) -> Line:
        return Line(" ".join(self.pieces).rstrip().removesuffix("\\"), self.number)

    def goes_on(self, text: str, width: int, *, in_equation: bool) -> bool:
        """Whether a line of the same paragraph is only broken off from this one."""
        words = _words(text)
        if self.last.endswith(_HARD):
            return False
        if any(self.opened.values()):
            return True
        if len(self.pieces) <= _MOST_PIECES_OF_BOLD and _ALL_BOLD.fullmatch(
            _MARK.sub("", " ".join(self.pieces)).strip()
        ):
            return False
        length = len(self.last.rstrip())
        if width and length <= width < length + 1 + len(words.split(" ", 1)[0]):
            return True
        if _OWN.match(words) or (_EQUALS.match(words) and not in_equation):
            return False
        # What isn't indented below an item of a list may be no part of it.
        apart = self.is_item and not text[:1].isspace()
        return words[0].islower() or not (apart or _ENDS.search(self.last.rstrip()))

    def _open(self, text: str) -> None:
        """Keep whether emphasis or a bracket is open behind a line."""
        if text.count("**") % 2:
            self.opened["**"] = not self.opened.get("**")
        for opens, closes in ("[]", "()"):
            if opens in text or closes in text:
                self.opened[opens] = text.rfind(opens) > text.rfind(closes)


def _words(text: str) -> str:
    """A line without its indent and marks of quotation."""
    return text[len(quote_of(text)) :].strip()


def _continuations(lines: list[Line]) -> list[bool]:
    """Whether each line goes on with the paragraph of the line before it."""
    found, fenced = [], False
    tables = _table_lines(lines)
    before = False
    marks_before = 0
    for at, (text, _) in enumerate(lines):
        quote = quote_of(text)
        words = text[len(quote) :].strip()
        opens = is_fence(words)
        is_prose = bool(words) and not (
            fenced or opens or at in tables or is_row(words) or is_heading(words) or is_rule(words)
        )
        marks = quote.count(">")
        same = at > 0 and marks in {0, marks_before}
        found.append(is_prose and before and same and not list_mark_of(text[len(quote) :]))
        before, marks_before = is_prose, marks
        fenced ^= opens
    return found


def _table_lines(lines: list[Line]) -> set[int]:
    """The lines of tables without outer bars: what stands around a rule with bars in it."""
    found: set[int] = set()
    for at, (text, _) in enumerate(lines):
        if "|" in text and is_rule(text) and at and "|" in lines[at - 1].text:
            found |= {at - 1, at}
            to = at + 1
            while to < len(lines) and bars_of(lines[to].text):
                found.add(to)
                to += 1
    return found


def _width(lines: list[Line], follows: list[bool]) -> int:
    """The width at which the text is wrapped, 0 where it isn't."""
    breaks = [
        (len(lines[at - 1].text.rstrip()), len(_words(lines[at].text).split(" ", 1)[0]))
        for at, goes_on in enumerate(follows)
        if goes_on and not lines[at - 1].text.endswith(_HARD)
    ]
    if len(breaks) < 3:
        return 0
    ends = [0] * (_WIDTHS.stop + 1)
    for length, word in breaks:
        if length < _WIDTHS.stop:
            ends[max(length, _WIDTHS.start)] += 1
            ends[min(length + 1 + word, _WIDTHS.stop)] -= 1
    filled, best, width = 0, 0, 0
    for at in _WIDTHS:
        filled += ends[at]
        if filled > best:
            best, width = filled, at
    return width if best >= _NEARLY_ALL * len(breaks) else 0


def _equations(lines: list[Line], follows: list[bool]) -> list[bool]:
    """Whether each line's paragraph is no list of equations: a sign stands at a line's end, or is missing in one."""
    found: list[bool] = []
    for at, goes_on in enumerate([*follows, False]):
        if not goes_on and at == len(found) + 1:
            # A paragraph of one line has none that could go on with it.
            found.append(False)
        elif not goes_on and at:
            words = [_words(line.text) for line in lines[len(found) : at]]
            is_one = any(
                not _SIGN.search(text) or _SIGN.match(text) or _SIGN.match(text, len(text) - 1) for text in words
            )
            found += [is_one] * len(words)
    return found
