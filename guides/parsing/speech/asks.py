"""Amounts that a guide tells the candidate to ask for, aim at, accept or hold as floor.

A sentence is read from left to right. Each amount is governed by the last cue
before it: a verb that asks, aims, accepts or walks away, or one that speaks of
something else ("they pay", "will counter at"). What it is an amount of stands
beside it, or is carried over from the amount that it is coordinated with.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import zip_longest
from typing import cast

from guides.document.document import Ask, AskComponent, AskRole, Part, Period
from guides.parsing.speech.claims import is_offer_claim, split_sentences
from guides.parsing.speech.cues import AFTER, COMPONENT_WORDS, GOVERNED, LINKS, NAMED, Cue, cues, named_component
from guides.parsing.speech.limits import BEHIND, limits_the_last, reaches
from guides.parsing.text.figures import Figure, figures
from guides.parsing.text.mentions import Mention, Names
from guides.parsing.text.places import place_of

_YEARS_AFTER = re.compile(
    r"[^.;,$€£₹]{0,24}?(?:/|over\s+|per\s+|in\s+|\()\s?(?P<years>\d|four|three|five)\s?-?\s?(?:yrs?|years?)\b",
    re.IGNORECASE,
)
_YEARS_BEFORE = re.compile(
    r"\((?:\d|four|three|five)\s?-?\s?(?:yrs?|years?)(?: vest\w*)?\)[^.,;$€£₹\d]*$", re.IGNORECASE
)
_YEAR_AFTER = re.compile(
    r"[^.;,$€£₹]{0,18}?(?:/\s?(?:yr|year)|per\s+year|a\s+year|annual(?:ly|ized)?)\b", re.IGNORECASE
)
_YET_ASKED = re.compile(
    r"(?<=[,;—–] )(?:but |so |and )?I(?:['’]m| am)? (?:targeting|looking for|asking|requesting|seeking|need|want)\b"
    r"|(?<=[,;—–] )(?:but |so |and )?I(?:['’]d| would) (?:like|need)\b"
)
# "Lisbon: ask for …" where a line or a sentence begins.
_LABEL = re.compile(r"(?:^|\n)(?:[^\w\n]|\d){0,60}(?P<name>[^\W\d][^:\n$€£₹]{1,40}):")
_PARENTHESES = re.compile(r"\([^()]*\)")
_SLOT = re.compile(r"\[[^\[\]\n]*\]")
# A difference, or what is left behind, is no amount to ask for.
INCREMENT = re.compile(
    r"\s*(?:\w{1,30}\s+){0,2}?(?:(?<!or )more|added|additional|extra|increase|uplift|lift|bump|higher|gap|less|short"
    r"|raise|unvested|allocation|(?:above|below|over|under) (?:the |your |my )?(?:initial |first |current )?"
    r"(?:market|band|standard|current|midpoint|offer|what)"
    r"|of (?:headroom|range|room)|in (?:headroom|savings|revenue))\b",
    re.IGNORECASE,
)
_PER_SHARE = re.compile(r"\s*(?:/\s?|per\s|an?\s)(?:share|RSU|unit|option)\b", re.IGNORECASE)
# "A $3B company": no pay, where the sign is one of these.
_OF_BASE = re.compile(r"\s*of (?:your |my |the |annual )?base\b", re.IGNORECASE)
_STRONG = frozenset({"$", "US$", "€", "£"})
_NO_PAY = 20_000_000
# Of which component an amount is that names none, where several are of its size.
_OFTEN_ALONE: tuple[AskComponent, ...] = ("base", "total", "equity", "bonus", "signing", "other")
# A grant in percent of the company, beside one of the base salary.
_MOST_OF_A_COMPANY = 5
# Amounts of one thing seldom differ by more.
_CLOSE = Decimal("1.25")
# How many characters or amounts back something may stand that an amount is understood by.
_NEARBY = 200
_FAR = 40
_SHORT = 40
# Amounts of one sentence that are looked at; no real one has forty.
_MOST = 400
_SHARES = re.compile(r"\s*(?:\+\s*)?(?:[\w-]{1,30}\s+){0,2}?(?:RSUs?|options?|shares|units|PPUs?)\b", re.IGNORECASE)
# "… — $390K RSU": what governed the words before the dash is over.
_DASHED = re.compile(r"[—–:]\s*(?:an?\s+)?$")
_FURTHER = re.compile(r",\s+(?:plus|and|with|along with)?\s*an?\s+(?:[\w-]{1,30}\s+){0,3}\(?$")
_INTRODUCED = re.compile(
    r"[:—–]\s*(?:(?:at least|around|about|roughly|approximately|specifically)\s+)?~?$", re.IGNORECASE
)
_CHANGE = re.compile(
    r"\b(?:mov|rais|increas|bump|lift|adjust|go)(?:e|es|ed|ing)?\b[^,;.$€£]{0,40}\bfrom\s*$", re.IGNORECASE
)
# "$122K open / $115K target / $108K accept / $100K walk": lists that name each amount behind it.
_ROLE_BEHIND = re.compile(
    rf"(?:\s+(?:{'|'.join(COMPONENT_WORDS.values())}))?\s+(?:(?P<ask>open(?:ing)?|ask)|(?P<target>target)|(?P<accept>accept)"
    r"|(?P<floor>walk(?:[- ]?away)?|floor))(?=\s*(?:[/,;)|→]|\.(?:\s|$)|$))",
    re.IGNORECASE,
)
_SLASH = re.compile(r"\s*/\s*")
# What may stand between coordinated amounts of which only one says what it is.
_COORDINATED = re.compile(
    r"(?:[\s,;()/<>≥≤:]|\b(?:or|and|to|in|for|at|if|the|with|a|an|of|floors?|targeting|target|push|accept[- ]at|accept"
    r"|walk[- ]?away|below|under)\b)*",
    re.IGNORECASE,
)
# "$185K base (from $170K)", "… rather than $170K"
_WAS = re.compile(
    r"(?:\(\s*(?:up )?from|\b(?:instead of|rather than)(?: (?:the|your|an?))?(?: \w{1,20})?)\s*$", re.IGNORECASE
)
_POSSESSED = re.compile(r"\b[A-Z][\w.&-]*['’]s?\s+(?:\w+\s+)?$")
_NAMED_BEFORE = re.compile(r"\b(?P<name>[A-Z][\w.&'’-]*(?:\s+[A-Z][\w.&'’+-]*)*)\s*\(\s*$")


@dataclass(frozen=True, slots=True)
class Context:
    """What an amount in a guide's prose can refer to: what "$" means, and the guide's regions and levels."""

    currency: str | None = "USD"
    regions: Names = field(default_factory=Names)
    levels: Names = field(default_factory=Names)


def find_asks(parts: Iterable[Part], context: Context) -> tuple[Ask, ...]:
    """The amounts that are to be asked for or held, in order.

    Figures of claimed offers are none; without a cue only spoken amounts with
    a component beside them are. What a sentence names neither by region nor by
    component is taken from the sentence before: the region as long as that had
    but one and the currency stays, the component where the amounts are alike.
    """
    found: list[Ask] = []
    before = _Before()
    for part in parts:
        sentences = [piece.strip() for piece in split_sentences(part.text)]
        for sentence, following in zip_longest(sentences, sentences[1:], fillvalue=""):
            if is_offer_claim(sentence):
                # Only what is asked for in view of the offers.
                sentence = next((sentence[match.start() :] for match in _YET_ASKED.finditer(sentence)), "")
            if len(sentence) > len("1. a"):  # a list's number is no sentence
                read = _Sentence(sentence, context, spoken=part.voice == "say", following=following)
                asks = list(read.asks(before))
                found += asks
                before = _Before(found, asks or before.last, [] if asks else read.amounts(), read.topic())
    return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class _Before:
    """What the sentences before leave: all asks, the last one's, and the component that it speaks of, if but one."""

    asks: list[Ask] = field(default_factory=list)
    last: list[Ask] = field(default_factory=list)
    # What the last sentence says that others pay: component, minimum, currency.
    amounts: list[tuple[AskComponent, Decimal, str | None]] = field(default_factory=list)
    topic: AskComponent | None = None


def a_years(figure: Figure) -> Figure:
    """Twelve times an amount a month."""
    if figure.period != "month" or figure.unit != "money":
        return figure
    return replace(figure, minimum=figure.minimum * 12, maximum=figure.maximum * 12)


class _Sentence:
    def __init__(self, text: str, context: Context, *, spoken: bool, following: str = "") -> None:
        self.text = text
        self.following = following
        self.context = context
        self.spoken = spoken
        slots = [match.span() for match in _SLOT.finditer(text)]
        self.slots_end = slots[-1][1] if slots else 0
        outside = [figure for figure in figures(text) if not _inside(slots, figure.start)]
        self.figures = [self._asked(figure) for figure in outside[:_MOST]]
        # Most sentences name no amount: of those nothing more is looked for.
        self.flat = text.replace("\n", " ")
        found = list(cues(self.flat)) if self.figures else []
        self.cue_starts = [start for start, _ in found]
        self.cues = [cue for _, cue in found]
        self.asks_later = next((cue for cue in self.cues if cue != "none"), None) == "ask"
        self.regions = self._regions() if self.figures else []
        self.levels = context.levels.mentions(text) if self.figures else []
        behind = {
            figure.end: cast("AskRole", match.lastgroup)
            for figure in self.figures
            if (match := _ROLE_BEHIND.match(text, figure.end))
        }
        # One alone may say something else: "a bonus of $25K target".
        self.named_behind = behind if len(set(behind.values())) > 1 else {}
        self.left_behind = 0
        # Where the last amount before each figure ends.
        self.dividers = [0]
        for figure in self.figures:
            self.dividers.append(self.dividers[-1] if figure.unit == "number" else figure.end)
        named = [(match.start(), named_component(match)) for match in NAMED.finditer(text)]
        self.subject = named[0] if named else None
        self.other_subject = next((at for at, component in named if component != named[0][1]), len(text))
        starts = self.starts = [figure.start for figure in self.figures]
        self.limited = self._limited()
        self.asides = [
            match.span()
            for match in _PARENTHESES.finditer(text)
            if 0 < bisect_left(starts, match.start()) == bisect_left(starts, match.end())
        ]

    def _asked(self, figure: Figure) -> Figure:
        """A year's amount, and of "raise base from $80K to $120K" the second."""
        change = _CHANGE.search(self.text[max(0, figure.start - 80) : figure.start])
        return a_years(replace(figure, minimum=figure.maximum) if change else figure)

    def _regions(self) -> list[Mention]:
        """The guide's regions that are named, and any other place that a line is headed by."""
        named = self.context.regions.mentions(self.text)
        known = {mention.start for mention in named}
        headed = [
            Mention(match["name"], *match.span("name"))
            for match in _LABEL.finditer(self.text)
            if match.start("name") not in known and place_of(match["name"])
        ]
        return sorted((*named, *headed), key=lambda mention: mention.start) if headed else named

    def _limited(self) -> dict[int, AskRole]:
        """Which figures are limits by what stands behind them, each with those that it is coordinated with."""
        limited: dict[int, AskRole] = {}
        if not self.figures:
            return limited
        found = [(match.start(), cast("AskRole", match.lastgroup)) for match in BEHIND.finditer(self.flat)]
        if self.figures[-1].end > self.slots_end and limits_the_last(self.following):
            found.append((self.figures[-1].end, "floor"))
        for start, role in found:
            at = bisect_left(self.starts, start) - 1
            if at < 0 or at in limited or not reaches(self.text[self.figures[at].end : start]):
                continue
            limited[at] = role
            while at and not self._cued(at) and self._is_coordinated(self.figures[at - 1], self.figures[at]):
                at -= 1
                limited[at] = role
        return limited

    def _cued(self, at: int) -> bool:
        """Whether a cue stands between a figure and the one before it."""
        cue = bisect_right(self.cue_starts, self.starts[at]) - 1
        return cue >= 0 and self.cue_starts[cue] >= self.figures[at - 1].end

    def _subject(self, figure: Figure) -> AskComponent | None:
        """The one component that a sentence has named before a figure."""
        if self.subject is None or not self.subject[0] < figure.start <= self.other_subject:
            return None
        return self.subject[1]

    def amounts(self) -> list[tuple[AskComponent, Decimal, str | None]]:
        """The amounts of money whose component the sentence names."""
        return [
            (component, figure.minimum, figure.currency(self.context.currency))
            for figure, (component, _) in zip(self.figures, self._components(), strict=True)
            if component and figure.unit == "money"
        ]

    def topic(self) -> AskComponent | None:
        """The one component that a sentence names."""
        return self.subject[1] if self.subject and self.other_subject == len(self.text) else None

    def asks(self, before: _Before) -> Iterator[Ask]:
        components = self._components()
        places = self._named(self.regions)
        levels = self._named(self.levels)
        carried: tuple[AskRole, AskComponent] | None = None
        previous: Figure | None = None
        for at, figure in enumerate(self.figures):
            component, beside = components[at]
            coordinated = previous is not None and self._is_coordinated(previous, figure)
            previous = figure
            role = self._role(figure, self.limited.get(at), beside=beside)
            if role is None and before.last and self._lists_regions():
                role, component = before.last[-1].role, component or before.last[-1].component
            if role is not None and component is None:
                component = carried[1] if carried and coordinated else self._alike(at, components, role, before)
            if role is None or component is None or not self._is_amount(figure, component):
                carried = carried if coordinated else None
                continue
            ask = self._ask(figure, role, component)
            carried = (role, component)
            region = places[at]
            if region is None and not self.regions:
                lasting = {one.region for one in before.last if one.currency == ask.currency}
                region = lasting.pop() if len(lasting) == 1 else None
            yield replace(ask, region=region, level=levels[at])

    def _alike(
        self, at: int, components: list[tuple[AskComponent | None, bool]], role: AskRole, before: _Before
    ) -> AskComponent | None:
        """The component of an amount that none is named for: that of the last one of its size, or said in its place."""
        figure = self.figures[at]
        if figure.unit == "percent":
            return self._share(at, components) or ("bonus" if before.topic == "bonus" else None)
        if figure.unit != "money" or not figure.symbols[0]:
            return None
        currency = figure.currency(self.context.currency)
        here = [
            (component, other.minimum)
            for other, (component, _) in zip(self.figures[:at][-_FAR:], components[:at][-_FAR:], strict=True)
            if component and other.currency(self.context.currency) == currency and _near(figure, other.minimum)
        ]
        if here:
            close = [component for component, amount in here if _near(figure, amount, _CLOSE)]
            return min(close, key=_OFTEN_ALONE.index) if close else here[-1][0]
        for component, amount, code in reversed(before.amounts[-_FAR:]):
            if code == currency and _near(figure, amount):
                return component
        like = [ask for ask in before.asks[-_FAR:] if ask.currency == currency and ask.unit == "money"]
        like = [ask for ask in like if _near(figure, ask.min)]
        if role in {"floor", "accept"}:
            # Nobody holds out for more than is asked for.
            like = [ask for ask in like if ask.role in {"floor", "accept"} or (ask.max or ask.min) >= figure.minimum]
        like = [ask for ask in like if ask.role == role] or like
        if like:
            return min(like, key=lambda ask: _likeness(ask, figure)).component
        parallel = next(
            (ask.component for ask in before.asks[:_FAR] if ask.role == role and ask.currency != currency), None
        )
        if known := parallel or self._subject(figure) or before.topic:
            return known
        if figure.period == "month":
            return "base"
        # Beside a limit for which nothing says what it is of, the ask is of the same.
        is_listed = not self.spoken and (self.named_behind or not {"accept", "floor"}.isdisjoint(self.cues))
        return "other" if role in {"floor", "accept"} or is_listed or self._alone(figure) else None

    def _alone(self, figure: Figure) -> bool:
        """Whether a short sentence of advice says nothing but to ask for an amount: "Anchor at $220K." """
        at = bisect_right(self.cue_starts, figure.start) - 1
        start = self.cue_starts[at] if at >= 0 else figure.start
        return not self.spoken and len(self.text) < _SHORT and 0 < figure.start - start <= _SHORT // 2

    def _share(self, at: int, components: list[tuple[AskComponent | None, bool]]) -> AskComponent | None:
        """Equity, where the percentage before is one of the company: "0.1% equity, accept 0.06%"."""
        if at and self.figures[at - 1].unit == "percent" and components[at - 1][0] == "equity":
            return "equity"
        return None

    def _role(self, figure: Figure, limit: AskRole | None, *, beside: bool) -> AskRole | None:
        """The role that the last cue before a figure gives it, or what stands behind; ``None`` where it is no ask."""
        if named := self.named_behind.get(figure.end):
            return named
        cue = self._cue(figure)
        if GOVERNED.match(self.text, figure.end):
            limit = "floor"
        if limit:
            return cue if cue == "accept" or (cue == "floor" and limit == "accept") else limit
        if INCREMENT.match(self.text, figure.end) or self._is_third_party(figure) or cue == "none":
            return None
        if cue is None:
            return "ask" if beside and figure.unit == "money" and (self.spoken or self.asks_later) else None
        return cue

    def _cue(self, figure: Figure) -> Cue | None:
        """The last cue before a figure, but for those that a dash or a further item of a list has left behind."""
        at = bisect_right(self.cue_starts, figure.start) - 1
        if at < 0 or self.cues[at] != "none":
            return self.cues[at] if at >= 0 else None
        between = self.text[max(self.cue_starts[at], figure.start - _NEARBY) : figure.start]
        if _DASHED.search(between[-12:]):
            self.left_behind = figure.start
        if self.cue_starts[at] < self.left_behind:
            return None
        if len(between) < _NEARBY and _FURTHER.search(between[-40:]) and not figures(between):
            return next((cue for cue in reversed(self.cues[:at]) if cue != "none"), None)
        return "none"

    def _is_amount(self, figure: Figure, component: AskComponent) -> bool:
        if figure.is_inverted or figure.mixes_currencies:
            return False
        if figure.unit == "percent":
            return component == "bonus" or (component == "equity" and figure.maximum <= _MOST_OF_A_COMPANY)
        if _PER_SHARE.match(self.text, figure.end) or (figure.symbols[0] in _STRONG and figure.minimum >= _NO_PAY):
            return False
        if figure.unit == "number":
            return component == "equity" and bool(_SHARES.match(self.text, figure.end)) and figure.minimum >= 100
        return True

    def _lists_regions(self) -> bool:
        """Whether a sentence is only one more region of a list: "Singapore: S$112K / $83K." """
        if self.cues or not self.regions:
            return False
        first = self.regions[0]
        return not re.search(r"\w", self.text[: first.start]) and self.text[first.end : first.end + 1] == ":"

    def _is_third_party(self, figure: Figure) -> bool:
        """ "Google L6 ($500K TC)" is what somebody else pays, "Genentech's 15-20% bonus" what this company does."""
        around = self.text[max(0, figure.start - 40) : figure.start]
        if _POSSESSED.search(around) or _WAS.search(around):
            return True
        match = _NAMED_BEFORE.search(self.text[max(0, figure.start - 60) : figure.start])
        if not match:
            return False
        end = max(0, figure.start - 60) + match.end("name")
        left = bisect_left(self.starts, end) - 1
        if left >= 0 and end <= self.figures[left].end:  # "EUR350K ($381K)"
            return False
        known = any(_ends_at(mentions, end) for mentions in (self.regions, self.levels))
        return not known and not NAMED.search(match["name"])

    def _is_coordinated(self, one: Figure, other: Figure) -> bool:
        """Whether what one is an amount of holds for the other, too."""
        between = self.text[one.end : other.start]
        if len(between) >= 60:
            return False
        first = bisect_left(self.regions, one.end, key=lambda mention: mention.start)
        for mention in self.regions[first:]:
            if mention.start >= other.start:
                break
            between = between.replace(self.text[mention.start : mention.end], " ")
        return bool(_COORDINATED.fullmatch(NAMED.sub(" ", between)))

    def _components(self) -> list[tuple[AskComponent | None, bool]]:
        """What each figure is an amount of, and whether that stands beside it."""
        found: list[tuple[AskComponent | None, bool]] = [
            self._beside(figure, at) for at, figure in enumerate(self.figures)
        ]
        last_pair: list[AskComponent | None] = []
        at = 0
        while at < len(found):
            end = at + 1
            while end < len(found) and _SLASH.fullmatch(
                NAMED.sub("", self.text[self.figures[end - 1].end : self.figures[end].start])
            ):
                end += 1
            run = list(range(at, end))
            if len(run) > 1:
                self._complete(found, run, last_pair)
                last_pair = [found[position][0] for position in run]
            at = end
        for at, figure in enumerate(self.figures[1:], start=1):
            # "a package of $600,000 over four years ($150,000/year)"
            if figure.period == "year" and self.text[figure.start - 1] == "(" and found[at - 1][0] == "equity":
                found[at] = found[at - 1]
        return found

    def _complete(
        self, found: list[tuple[AskComponent | None, bool]], run: list[int], last: list[AskComponent | None]
    ) -> None:
        """Amounts in a row of slashes: the same in two currencies, or base and equity in the order said before."""
        signs = {self.figures[position].currency(self.context.currency) for position in run}
        if (
            len(signs) == 1
            and len(set(last)) == len(last) == len(run)
            and not any(AFTER.match(self.text, self.figures[at].end) for at in run)
        ):
            # "$215K base / $140K options with a floor of $180K / $85K"
            for order, position in enumerate(run):
                found[position] = (last[order], True)
            return
        for order, position in enumerate(run):
            if found[position][0] is not None and found[position][1]:
                continue
            if len(signs) > 1:
                named = next((found[other] for other in run if found[other][1]), None)
                found[position] = named or found[position]
            elif order == 0 and len(run) == 2 and found[run[1]][0] == "equity":
                found[position] = ("base", True)

    def _beside(self, figure: Figure, at: int) -> tuple[AskComponent | None, bool]:
        after = AFTER.match(self.text, figure.end)
        if after:
            of_base = figure.unit == "percent" and _OF_BASE.match(self.text, figure.end)
            return "bonus" if of_base else named_component(after), True
        if figure.period == "grant":
            return "equity", True
        # "640 RSUs over 4 years (approximately $295K": a count between them divides nothing.
        start = self.dividers[at]
        before = named_before(self.text[max(start, figure.start - 80) : figure.start])
        introduced = _INTRODUCED.search(self.text[max(start, figure.start - 40) : figure.start])
        if before and not (introduced and before == "other"):
            return before, True
        # "My base should reflect this: $210,000", "base at the upper end — at least $210,000"
        if introduced:
            subject = NAMED.search(self.text, start, figure.start)
            if subject:
                return named_component(subject), True
        return None, False

    def _named(self, mentions: list[Mention]) -> list[str | None]:
        """For each figure the name that it is tied to: right after its group, else the last one before."""
        tied: list[str | None] = [None] * len(self.figures)
        starts = [mention.start for mention in mentions]
        lasting = [mention for mention in mentions if not _inside(self.asides, mention.start)]
        lasting_starts = [mention.start for mention in lasting]
        group: list[int] = []
        for at, figure in enumerate(self.figures):
            group.append(at)
            following = self.figures[at + 1].start if at + 1 < len(self.figures) else len(self.text)
            nearest = bisect_right(starts, figure.end)
            after = mentions[nearest] if nearest < len(mentions) and starts[nearest] < following else None
            gap = self.text[figure.end : after.start] if after else self.text[figure.end : following]
            if after is None and at + 1 < len(self.figures) and not _NEW_GROUP.search(gap):
                continue
            right = after is not None and len(gap) < 40 and bool(_RIGHT_AFTER.fullmatch(NAMED.sub(" ", gap)))
            # "Lisbon:" speaks of what follows.
            behind = after if after and right and not self.text.startswith(":", after.end) else None
            for member in group:
                before = bisect_right(lasting_starts, self.figures[member].start)
                tied[member] = behind.name if behind else lasting[before - 1].name if before else None
            group = []
        return tied

    def _ask(self, figure: Figure, role: AskRole, component: AskComponent) -> Ask:
        after = AFTER.match(self.text, figure.end)
        end = after.end() if after else figure.end
        period: Period = "year"
        if component == "signing":
            period = "once"
        elif component in {"other", "equity"}:
            grant = figure.period == "grant" or _YEARS_AFTER.match(self.text, figure.end)
            grant = grant or _YEARS_BEFORE.search(self.text[max(0, figure.start - 60) : figure.start])
            yearly = figure.period in {"year", "month"} or _YEAR_AFTER.match(self.text, figure.end)
            period = "grant" if grant else "year" if yearly else "unknown"
        money = figure.unit == "money"
        return Ask(
            role=role,
            component=component,
            min=figure.minimum,
            max=None if figure.is_open and figure.maximum == figure.minimum else figure.maximum,
            unit="percent" if figure.unit == "percent" else "money" if money else "shares",
            currency=(figure.currency(self.context.currency) or self.context.currency) if money else None,
            period=period,
            text=self.text[figure.start : end].strip(),
        )


# Amounts on both sides of these are not said of one place.
_NEW_GROUP = re.compile(r";|\b(?:or|has|have|means|versus|vs)\b", re.IGNORECASE)
_RIGHT_AFTER = re.compile(
    r"(?:[\s(]|/\s?(?:yr|year)|\b(?:in|for|at|on|the|a|year|annual|annually|per|target|of)\b)*", re.IGNORECASE
)


def named_before(text: str) -> AskComponent | None:
    """The component that words right before an amount name: "RSU package of", "total comp (base + bonus) reaches"."""
    text = _PARENTHESES.sub(lambda match: match[0] if figures(match[0]) else " ", text)
    named = list(NAMED.finditer(text))
    if not named or not LINKS.fullmatch(text, named[-1].end()):
        return None
    first = len(named) - 1
    while first and not text[named[first - 1].end() : named[first].start()].strip():
        first -= 1
    return named_component(named[first])


def _near(figure: Figure, amount: Decimal, times: Decimal = Decimal(2)) -> bool:
    return amount / times <= figure.minimum <= amount * times


def _likeness(ask: Ask, figure: Figure) -> tuple[bool, bool, int]:
    """What is said alone is base or total, of these the one of about its size."""
    alone = ask.component in _OFTEN_ALONE[:2]
    return not alone, not _near(figure, ask.min, _CLOSE), _OFTEN_ALONE.index(ask.component)


def _ends_at(mentions: list[Mention], end: int) -> bool:
    at = bisect_left(mentions, end - 1, key=lambda mention: mention.end)
    return at < len(mentions) and mentions[at].start < end <= mentions[at].end + 1


def _inside(spans: list[tuple[int, int]], position: int) -> bool:
    at = bisect_right(spans, (position, len("x") << 40)) - 1
    return at >= 0 and spans[at][0] <= position < spans[at][1]
