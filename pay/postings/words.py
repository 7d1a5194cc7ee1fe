"""The words of a posting → the ranges that they state, and every figure that makes none.

A range is two amounts that a word of its own joins ("$98,400 to $131,200"), or
one beside a word for an end ("up to £34k"). Whose it is, the nearest noun
decides: pay, or something else. What has no noun is certain only where it
stands alone with its period, as networks print it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from pay.basis import Period
from pay.letters.figures import Figure, find_figures
from pay.letters.texts import Sentence, folded, lowered, sentences
from pay.postings.periods import BEHIND, FRONT, period_of
from pay.postings.ranges import Rest, Stated, Whole

LONGEST = 50_000
_BEFORE, _AFTER = 160, 48
# Of what stands between a noun and its amount.
_TAIL = 40
# A line that is a heading, and the one below it that it is about.
_HEADING = 90

_TOTAL = (
    r"total (?:target |annual |yearly |direct )?(?:compensation|comp|cash|rewards?|earnings|pay|package|remuneration)|"
    r"\bote\b|on[- ]target(?: earnings)?|\bctc\b|cost to company|\bpackage\b|zielgehalt|gesamtvergütung|"
    r"gesamtgehalt|rémunération totale|target (?:cash|earnings|compensation)|\btc\b"
)
_BASE = (
    r"base(?:[- ](?:salary|pay|compensation|comp|wage|range|rate))?\b|\bsalar(?:y|ies)\b|\bwages?\b|"
    r"\b\w*(?:gehalt|gehaltsband|gehaltsspanne|lohn)\b|\bsalaires?\b|\bsalaris\b|"
    r"\bsalarios?\b|\bsueldo\b|\bsalários?\b|\bstarting pay\b|\blön\b"
)
_PAY = (
    r"\bpays?\b|\bcompensation\b|\bcomp\b|\bremuneration\b|\bvergütung\b|\brémunération\b|\bhiring range\b|"
    r"\b(?:pay|hourly|daily|day) rate\b"
)
_OTHER = (
    r"\b\w*bonus(?:es)?\b|\bprämie|\bprime\b|sign(?:ing)?[- ]on\b|\bsigning\b|\bequity\b|\brsus?\b|\bstock\b|"
    r"\bshares?\b|\boptions?\b|\bstipends?\b|\ballowances?\b|\breimburse\w*|\brelocat\w+|\brais(?:e|ed|ing)\b|"
    r"\bfund\w*|\brounds?\b|\brevenues?\b|\barr\b|\bvaluation|\bassets?\b|\bbudgets?\b|\b\w*budget\b|\bclients?\b|\baccounts?\b|"
    r"\bcustomers?\b|\busers?\b|\bsav(?:e|es|ing|ings)\b|\bmatch\w*|\bcontribut\w+|\bpremiums?\b|\brewards?\b|"
    r"\breferral\b|\bquota\b|\bdeals?\b|\bportfolio\b|\bpension\b|\binsurance\b|\bgrants?\b|\bprojects?\b|\bfees?\b|"
    r"\btuition\b|\blearning\b|\bweiterbildung\b|\btraining\b|\bprofit\w*|\bcommissions?\b|\bprovision\b|\bsales\b|"
    r"\bturnover\b|\bumsatz\b|\binvest\w*|\bloans?\b|\bprizes?\b|\baward\b|\bdiscounts?\b|\bticket\w*|\bcar\b|"
    r"\bholiday\b|\bspend\w*|\bcontracts?\b|\bcredits?\b|\bcosts?\b|\bprices?\b|\bvalue[ds]?\b|\bzuschuss\b|"
    r"\bpackages? (?:of|up to)\b|\bbenefits?\b|\bincrease\b|\bfine\b|\bpenalt\w+|\boverdraft\b|\bdonat\w+"
)
_NOUN = re.compile(f"(?P<total>{_TOTAL})|(?P<other>{_OTHER})|(?P<base>{_BASE})|(?P<pay>{_PAY})")
# What isn't this employer's pay for this job now.
_ELSEWHERE = re.compile(
    r"\b(?:average|median|typical(?:ly)?|industry|competitors?|previous(?:ly)?|last year|formerly|market rate|"
    r"other companies|our (?:clients|customers|competitors|alumni|graduates|users|partners)|common|"
    r"glassdoor|levels\.fyi|national|durchschnitt\w*|estimated?|estimate|similar jobs?)\b"
)
_JOIN = re.compile(
    r"\s*(?:\(?(?:gross|brutto|brut|bruto|usd|cad|aud|eur|gbp|sgd|nzd|chf)\)?\s*)?"
    rf"(?:(?:{BEHIND.pattern})\s*)?(?:,\s*)?"
    r"(?P<join>-{1,3}|to|through|thru|bis(?: zu)?|à|a|tot(?: en met)?|hasta|até|up to|(?P<both>and|und|et|en|y|e))"
    r"(?: a)?(?: max(?:imum|\.)?)?(?: of)?\s*\Z"
)
_BOTH = re.compile(r"\b(?:between|zwischen|entre|tussen)\s*\Z")
_LEAST_COLUMN = re.compile(r"\b(?:min(?:imum|\.)?|lowest|low|bottom|from)\b[^\n\d]{0,24}\n?[^\n\d]{0,4}\Z")
_MOST_COLUMN = re.compile(
    r"[\s|,;/()-]*(?:and )?(?:the |a )?(?:max(?:imum|\.)?|highest|high|top)\b[^\n\d]{0,24}\n?[^\n\d]{0,4}\Z"
)
_MOST = re.compile(r"(?:\b(?:up to|max(?:imum|\.)?(?: of)?|at most|bis(?: zu)?|maximal|jusqu'à|hasta|até|tot|to)\s*)\Z")
_LEAST = re.compile(
    r"(?:\b(?:from|starting (?:at|from)|starts (?:at|from)|start(?:s|ing)?(?: rate)?(?: of| at)?|"
    r"min(?:imum|\.)?(?: of)?|at least|ab|mindestens|à partir de|dès|desde|vanaf|minimaal|no less than)\s*)\Z"
)
_MORE = re.compile(r"[ \t]*(?:\+(?![ \t]*[^\W_]|[ \t]*[$€£])|and (?:up|above|more)\b|or more\b|aufwärts)")
_MINIMUM_NOUN = re.compile(r"\bmin(?:imum|dest)")
# What ties a noun to the one amount behind it.
_TIES = re.compile(
    r"[\s:=(),-]*(?:(?:of|is|are|at|be|will|for|this|the|role|position|job|in|our|we|offer|beträgt|liegt|bei|von|ab|"
    r"bis|zu|zum|est|de|range|rate|starting|starts?|from|up|to|minimum|maximum|min|max|at|least|most|band|gross|"
    r"brutto|annual|yearly|per|year|hour|month|mindestens|maximal|jusqu'à|dès|vanaf|tot|a|an|das|der|die|"
    r"ranges?|between)[\s:=(),.-]*)*\Z"
)
_ALONE = re.compile(r"(?:\A|[\n|·•:(]|[.!?;–-]\s)\s*[^\w\s]{0,3}\s*\Z")
_ADJACENT = re.compile(
    r"[ \t]*(?:(?:gross|brutto|brut|bruto|usd|cad|aud|eur|gbp|sgd|nzd|chf|in|of|annual|yearly)\)?[ \t]+){0,3}"
)
_SCALED = re.compile(
    r"(?<!\d)(\d+(?:[.,]\d{1,2})?)\s?(?:k|thousand|tsd\.?|m|mn|mio\.?|million|l|lakhs?|lacs?|lpa|cr|crores?)\b"
)


@dataclass(frozen=True, slots=True)
class Words:
    """``is_whole``: nothing was left unread."""

    ranges: tuple[Stated, ...]
    rest: tuple[Rest, ...]
    is_whole: bool


@dataclass(frozen=True, slots=True)
class _Span:
    """Where a range stands, before its noun is looked for."""

    start: int
    end: int
    lowest: Decimal | None
    highest: Decimal | None
    figures: tuple[Figure, ...]

    @property
    def is_pair(self) -> bool:
        return len(self.figures) > 1


def read_words(text: str) -> Words:
    """What the words state. Only the first ``LONGEST`` characters are read."""
    return _Reader(text).words()


class _Reader:
    def __init__(self, original: str) -> None:
        self.original = original[:LONGEST]
        self.text = folded(self.original)
        self.low = lowered(self.text)
        found = find_figures(self.text, self.low)
        self.figures, self.end = found.figures, found.end
        self.is_whole = found.end == len(self.text) and len(original) <= LONGEST
        self.pieces = sentences(self.text[: self.end])
        self.starts = [piece.start for piece in self.pieces]

    def words(self) -> Words:
        ranges: list[Stated] = []
        used: set[Figure] = set()
        for span in self._spans():
            stated = self._stated(span)
            if stated is not None:
                ranges.append(stated)
                used.update(span.figures)
        rest = [
            Rest(
                _kind(figure),
                self.original[figure.start : figure.end].strip(),
                self._sentence(figure.start, figure.end),
            )
            for figure in self.figures
            if figure not in used
        ]
        return Words(tuple(ranges), tuple(rest), self.is_whole)

    def _spans(self) -> Iterator[_Span]:
        """Amounts that could be a range, those that belong together in one."""
        figures, at = self.figures, 0
        while at < len(figures):
            first = figures[at]
            second = figures[at + 1] if at + 1 < len(figures) else None
            if second and (pair := self._pair(first, second)):
                yield pair
                at += 2
                continue
            if first.kind == "money":
                yield self._single(first)
            at += 1

    def _pair(self, first: Figure, second: Figure) -> _Span | None:
        if "money" not in {first.kind, second.kind} or not {first.kind, second.kind} <= {"money", "number"}:
            return None
        between = self.low[first.end : second.start]
        if len(between) > 60 or first.is_doubtful or second.is_doubtful:
            return None
        before = self.low[max(0, first.start - 40) : first.start]
        join = _JOIN.fullmatch(between)
        is_joined = join is not None and (not join["both"] or _BOTH.search(before) is not None)
        if not is_joined and not (_LEAST_COLUMN.search(before) and _MOST_COLUMN.fullmatch(between)):
            return None
        lowest, highest = self._scaled(first, second), second.value
        return _Span(first.start, second.end, lowest, highest, (first, second))

    def _scaled(self, first: Figure, second: Figure) -> Decimal:
        """The first amount of "$160-195k" has the scale of the second."""
        scale = _SCALED.search(self.low, second.start, second.end)
        if scale is None or _SCALED.search(self.low, first.start, first.end) or first.value >= 1_000:
            return first.value
        return first.value * (second.value / Decimal(scale[1].replace(",", ".")))

    def _single(self, figure: Figure) -> _Span:
        before = self.low[max(0, figure.start - 40) : figure.start]
        lowest: Decimal | None = figure.value
        highest: Decimal | None = figure.value
        if _MOST.search(before):
            lowest = None
        elif _LEAST.search(before) or _MORE.match(self.low, figure.end):
            highest = None
        return _Span(figure.start, figure.end, lowest, highest, (figure,))

    def _stated(self, span: _Span) -> Stated | None:
        """The range that a span is, ``None`` where it is none of pay."""
        piece = self._piece(span.start)
        floor = max([piece.start, span.start - _BEFORE, *self._ends_before(span.start)])
        noun, gap = self._noun(span, floor)
        if noun is not None and noun["other"]:
            return None
        period = self._period(span, noun, floor)
        is_all = not span.is_pair and noun is None and bool(period) and self._is_all(span, piece)
        is_alone = is_all or _ALONE.search(self.low[max(piece.start - 2, span.start - 12) : span.start]) is not None
        if noun is None and not span.is_pair and not is_all:
            return None
        if not span.is_pair and noun and _TIES.fullmatch(gap) is None:
            return None
        lowest, highest = span.lowest, span.highest
        if not span.is_pair and noun is not None and lowest == highest and _MINIMUM_NOUN.search(noun[0]):
            highest = None
        codes = {figure.currency for figure in span.figures} - {None}
        sign = next((figure.sign for figure in span.figures if figure.sign and not figure.currency), "")
        if len(codes) > 1:
            return None
        currency = next(iter(codes), None)
        whole: Whole = "" if noun is None else "total" if noun["total"] else "base" if noun["base"] else ""
        stated = Stated(
            lowest,
            highest,
            currency,
            "" if currency else sign,
            period,
            whole,
            "words",
            self._sentence(span.start, span.end),
        )
        is_elsewhere = _ELSEWHERE.search(self.low, floor, min(piece.end, span.end + _AFTER)) is not None
        if noun is None and not period and not _could_be_a_years(stated):
            return None
        belongs = (noun is not None or (is_alone and bool(period))) and not self._has_another(span, piece)
        is_certain = stated.is_likely and not is_elsewhere and bool(currency or sign) and belongs
        return replace(stated, is_certain=is_certain)

    def _is_all(self, span: _Span, piece: Sentence) -> bool:
        """Whether a line says nothing but one amount, its bound and its period, as boards print it."""
        behind = BEHIND.match(self.low, _skip(self.low, span.end))
        before = self.low[piece.start : span.start].strip(" -|·•:(")
        rest = self.low[behind.end() if behind else span.end : piece.end].strip(" .)-|·•")
        return not rest and (not before or _MOST.fullmatch(before) is not None or _LEAST.fullmatch(before) is not None)

    def _has_another(self, span: _Span, piece: Sentence) -> bool:
        """Whether a sentence that states one amount states another of about its size: an end, or another reading.

        Of two amounts, whether a third is joined to them.
        """
        if span.is_pair:
            return any(
                self._pair(first, second) is not None
                for first, second in pairwise(self.figures)
                if first is span.figures[1] or second is span.figures[0]
            )
        value = span.figures[0].value
        return any(
            figure.kind == "money" and figure not in span.figures and value / 5 < figure.value < value * 5
            for figure in self.figures
            if piece.start <= figure.start < piece.end
        )

    def _noun(self, span: _Span, floor: int) -> tuple[re.Match[str] | None, str]:
        """The noun that an amount belongs to, and what stands between; right behind it before all in front."""
        at = span.end
        if per := BEHIND.match(self.low, _skip(self.low, at)):
            at = per.end()
        if adjacent := _ADJACENT.match(self.low, at):
            at = adjacent.end()
        behind = _NOUN.match(self.low, at)
        if behind and not self._is_of_the_next(behind.end()):
            return behind, ""
        found = _last(_NOUN.finditer(self.low, floor, span.start))
        if found is not None:
            return found, self.low[found.end() : span.start]
        heading = self._heading(span.start)
        if heading is not None:
            found = _last(_NOUN.finditer(self.low, heading.start, heading.end))
            if found is not None and not any(heading.start <= figure.start < heading.end for figure in self.figures):
                return found, self.low[heading.end : span.start]
        return None, ""

    def _is_of_the_next(self, at: int) -> bool:
        """Whether an amount stands right behind a noun, so that it is that one's: "base $180k"."""
        return any(at <= figure.start <= at + 3 for figure in self.figures if figure.kind == "money")

    def _heading(self, at: int) -> Sentence | None:
        """The short line right above the one in which a place is, if nothing stands before it in its own."""
        number = bisect_right(self.starts, at) - 1
        if number < 1 or self.low[self.pieces[number].start : at].strip(" -|·•:(") != "":
            return None
        above = self.pieces[number - 1]
        return above if above.end - above.start <= _HEADING else None

    def _period(self, span: _Span, noun: re.Match[str] | None, floor: int) -> Period | Literal[""]:
        """Right behind the range, else within it, else before its noun."""
        if "lpa" in self.low[span.start : span.end]:
            return "year"
        for figure in reversed(span.figures):
            if found := period_of(BEHIND.match(self.low, _skip(self.low, figure.end))):
                return found
        if noun is None:
            return ""
        is_behind = noun.start() >= span.end
        low_end = span.end if is_behind else max(floor if noun.start() >= floor else 0, noun.start() - 24)
        for match in FRONT.finditer(self.low, low_end, noun.end()):
            if not _OTHERS.search(self.low, match.end(), noun.start()):
                return period_of(match)
        tail = self.low[noun.end() : span.start] if not is_behind else ""
        return (
            period_of(_IN_BRACKETS.search(tail))
            or period_of(BEHIND.match(tail.lstrip(" (,")))
            or period_of(FRONT.search(tail[:_TAIL]))
        )

    def _ends_before(self, at: int) -> list[int]:
        """Where the last amount before a place ends: a noun in front of that belongs to it."""
        number = bisect_right([figure.start for figure in self.figures], at - 1) - 1
        while number >= 0 and self.figures[number].kind not in {"money", "percent"}:
            number -= 1
        return [self.figures[number].end] if number >= 0 else []

    def _piece(self, at: int) -> Sentence:
        number = bisect_right(self.starts, at) - 1
        return self.pieces[number] if number >= 0 else Sentence(0, self.end, 0)

    def _sentence(self, start: int, end: int) -> str:
        piece = self._piece(start)
        first = max(piece.start, start - _BEFORE)
        return " ".join(self.original[first : max(min(piece.end, end + _BEFORE), end)].split())


def _could_be_a_years(stated: Stated) -> bool:
    """Whether two amounts that nothing is said of could be what somebody is paid a year."""
    return replace(stated, period="year").is_likely


_OTHERS = re.compile(_OTHER)
_IN_BRACKETS = re.compile(rf"\((?:{BEHIND.pattern})\)")
_SKIPPED = re.compile(
    r"[ \t,(]*(?:(?:gross|brutto|brut|bruts|brutos?|bruta|usd|cad|aud|eur|gbp|sgd|nzd|chf|euro|before tax)"
    r"(?:[) \t,]+|(?=/))){0,2}"
)


def _skip(low: str, at: int) -> int:
    match = _SKIPPED.match(low, at)
    return match.end() if match else at


def _last(matches: Iterator[re.Match[str]]) -> re.Match[str] | None:
    found = None
    for match in matches:
        found = match
    return found


def _kind(figure: Figure) -> str:
    return figure.kind if figure.kind in {"money", "percent"} else "other"
