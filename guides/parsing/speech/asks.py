"""Amounts that a guide tells the candidate to ask for, aim at, accept or hold as floor.

A sentence is read from left to right. Each amount is governed by the last cue
before it: a verb that asks, aims, accepts or walks away, or one that speaks of
something else ("they pay", "will counter at"). What it is an amount of stands
beside it, or is carried over from the amount that it is coordinated with.
Whether it is a whole or comes on top of the offer is for ``additions`` to say.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise
from typing import cast

from guides.document.document import Ask, AskComponent, AskRole, Part, Period
from guides.parsing.speech.additions import Addition, addition, is_brought_to, is_told_by, leads_to, shared, tells_again
from guides.parsing.speech.blanks import filled
from guides.parsing.speech.cues import AFTER, COMPONENT_WORDS, GOVERNED, LINKS, NAMED, Cue, cues, named_component
from guides.parsing.speech.limits import BEHIND, limits_the_last, reaches
from guides.parsing.speech.no_asks import is_average, is_had, only_places, refreshes, sums_up, years_of
from guides.parsing.speech.offers import YET_ASKED, Hearing, heard
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
    r"[^.;,$€£₹]{0,18}?(?:/\s?(?:yr|year)|per\s+year|a\s+year|annual(?:ly|ized)?|yearly)\b", re.IGNORECASE
)
# "Lisbon: ask for …" where a line or a sentence begins.
_LABEL = re.compile(r"(?:^|\n)(?:[^\w\n]|\d){0,60}(?P<name>[^\W\d][^:\n$€£₹]{1,40}):")
_PARENTHESES = re.compile(r"\([^()]*\)")
_SLOT = re.compile(r"\[[^\[\]\n]*\]")
# What is lacking or left behind is no amount to ask for.
_NO_ASK = re.compile(
    r"\s*(?:\w{1,30}\s+){0,2}?(?:gap|less|short|unvested|allocation|(?:above|below|over|under) (?:the |your |my )?"
    r"(?:market|band|standard|midpoint|what)|below (?:the |your |my )?(?:initial |first |current )?offer"
    r"|of (?:headroom|range|room)|in (?:headroom|savings|revenue))\b",
    re.IGNORECASE,
)
_SPENT = re.compile(r"\b(?:budget|relocation|training|conference|certification|travel)\b", re.IGNORECASE)
# "That would take my equity to …"
_GOES_ON = re.compile(r"\W*(?:that|this|it|which)\b", re.IGNORECASE)
# "Is the 15 % bonus guaranteed?": what is asked about is there already.
_ASKED_ABOUT = re.compile(
    r"\b(?:is|are|was|were|does|do|whether|how (?:is|are)|what (?:is|are)) (?:the|your|that|this) $"
)
_PER_SHARE = re.compile(r"\s*(?:/\s?|per\s|an?\s)(?:share|RSU|unit|option)\b", re.IGNORECASE)
# "A $3B company": no pay, where the sign is one of these.
_OF_BASE = re.compile(r"\s*of (?:your |my |the |annual )?base\b", re.IGNORECASE)
_STRONG = frozenset({"$", "US$", "€", "£"})
_NO_PAY = 20_000_000
# "At $185K I'd sign", "Make it $185K and I'm in": but for what is said of a limit.
_SEALED = re.compile(
    r"[^.;$€£₹\d]{0,20}?\b(?:I(?:['’](?:d|ll|m)| would| will| am)(?: (?!still|even|just|only)\w{2,20})? "
    r"(?:sign|join|commit|start|yours|in(?=[.,;!]|$))|you(?:['’]d| would|['’]ll| will)? have my"
    r"|(?:it['’]s|we have) a deal)\b",
    re.IGNORECASE,
)
# Of which component an amount is that names none, where several are of its size.
_OFTEN_ALONE: tuple[AskComponent, ...] = ("base", "total", "equity", "bonus", "signing", "other")
# A grant in percent of the company, beside one of the base salary.
_MOST_OF_A_COMPANY = 5
# Amounts of one thing seldom differ by more.
_CLOSE = Decimal("1.25")
# An ask may go so far over the top of a range.
_BEYOND = Decimal("1.1")
# How many characters or amounts back something may stand that an amount is understood by.
_NEARBY = 200
_FAR = 40
_SHORT = 40
# Amounts of one sentence that are looked at; no real one has forty.
_MOST = 400
# No real sentence has as many characters, nor any paragraph of a guide.
_LONGEST = 10_000
# Two amounts may be the ends of one range.
_READ = 3 * _MOST
_SHARES = re.compile(r"\s*(?:\+\s*)?(?:[\w-]{1,30}\s+){0,2}?(?:RSUs?|options?|shares|units|PPUs?)\b", re.IGNORECASE)
# "… — $390K RSU": what governed the words before the dash is over.
_DASHED = re.compile(r"(?:[—–:]|\b(?:which|that|this)(?: is|['’]s) why\b)\s*(?:an?\s+)?$")
_FURTHER = re.compile(r",\s+(?:plus|and|with|along with)?\s*an?\s+(?:[\w-]{1,30}\s+){0,3}\(?$")
_INTRODUCED = re.compile(
    r"[:—–]\s*(?:(?:at least|around|about|roughly|approximately|specifically)\s+)?[~+]?$", re.IGNORECASE
)
_CHANGE = re.compile(
    r"\b(?:mov|rais|increas|bump|lift|adjust|go|tak|bring|boost)(?:e|es|ed|ing)?\b"
    r"[^,;.$€£]{0,40}\bfrom\s*$",
    re.IGNORECASE,
)
_OF = re.compile(r"\bof (?:about |around )?$", re.IGNORECASE)
# "by $10K to $180K" is no range.
_BY = re.compile(r"\bby (?:about )?$", re.IGNORECASE)
_BY_TO = 4
_OF_NEXT = re.compile(r"\s*(?:of|:|at)?\s*~?")
_POINTS = re.compile(r"[\s-]?(?:(?:percentage[ -])?points?|per ?cent)\b", re.IGNORECASE)
# "from $170K base to $185K"
_JOINED = re.compile(r"\bto\b|[-–—]")
_TO = re.compile(r"[^,;.$€£₹\d]{0,30}\bto\s+\W*")
# "$122K open / $115K target / $108K accept / $100K walk": lists that name each amount behind it.
_ROLE_BEHIND = re.compile(
    rf"(?:\s+(?:{'|'.join(COMPONENT_WORDS.values())}))?\s+(?:(?P<ask>open(?:ing)?|ask)|(?P<target>target)|(?P<accept>accept)"
    r"|(?P<floor>walk(?:[- ]?away)?|floor))(?=\s*(?:[/,;)|→]|\.(?:\s|$)|$))",
    re.IGNORECASE,
)
_RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)
_SLASH = re.compile(r"\s*/\s*")
# What may stand between coordinated amounts of which only one says what it is.
_COORDINATED = re.compile(
    r"(?:[\s,;()/<>≥≤:]|\b(?:or|and|to|in|for|at|if|the|with|a|an|of|floors?|targeting|target|push|accept[- ]at|accept"
    r"|walk[- ]?away|below|under)\b)*",
    re.IGNORECASE,
)
# "$185K base (from $170K)", "… rather than $170K"
_WAS = re.compile(
    r"(?:\(\s*(?:up )?from|\b(?:instead of|rather than)(?: (?:the|your|an?))?(?: \w{1,20})?)\s*~?$", re.IGNORECASE
)
_POSSESSED = re.compile(r"\b[A-Z][\w.&-]*['’]s?\s+(?:\w+\s+)?$")
_NAMED_BEFORE = re.compile(r"\b(?P<name>[A-Z][\w.&'’-]*(?:\s+[A-Z][\w.&'’+-]*)*)\s*\(\s*$")


@dataclass(frozen=True, slots=True)
class Context:
    """What a guide's prose can refer to: what "$" means, the guide's regions and levels, what its company is called.

    ``sizes``: component, currency, minimum and maximum of the guide's ranges of base and of total pay.
    """

    currency: str | None = "USD"
    regions: Names = field(default_factory=Names)
    levels: Names = field(default_factory=Names)
    own: tuple[str, ...] = ()
    sizes: tuple[tuple[AskComponent, str, Decimal, Decimal], ...] = ()

    def component_of(self, figure: Figure) -> AskComponent | None:
        """What an amount is of that names nothing: base or total, where the ranges of but one of them have it."""
        currency = figure.currency(self.currency) or self.currency
        within = {
            component
            for component, code, low, high in self.sizes
            if code == currency and low <= figure.minimum <= figure.maximum <= high * _BEYOND
        }
        return within.pop() if len(within) == 1 else None


def find_asks(parts: Iterable[Part], context: Context, hearing: Hearing | None = None) -> tuple[Ask, ...]:
    """The amounts that are to be asked for or held, in order.

    Figures of claimed offers are none; without a cue only spoken amounts with
    a component beside them are. What a sentence names neither by region nor by
    component is taken from the sentence before: the region as long as that had
    but one and the currency stays, the component where the amounts are alike.
    """
    found: list[Ask] = []
    before = _Before()
    for part in parts:
        pieces = [(piece.strip(), is_offer) for piece, is_offer in heard(part.text, hearing or Hearing(context.own))]
        for at, (sentence, is_offer) in enumerate(pieces):
            following = pieces[at + 1][0] if at + 1 < len(pieces) else ""
            if is_offer:
                # Only what is asked for in view of the offers.
                sentence = next((sentence[match.start() :] for match in YET_ASKED.finditer(sentence)), "")
            sentence = sentence[:_LONGEST]
            if len(sentence) > len("1. a"):  # a list's number is no sentence
                read = _Sentence(sentence, context, spoken=part.voice == "say", following=following)
                asks = list(read.asks(before))
                found += asks
                amounts = [] if asks else read.amounts()
                before = _Before(found, asks or before.last, amounts, read.topic(), is_added=any(read.additions))
    return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class _Before:
    """What the sentences before leave: all asks, the last one's, and the component that it speaks of, if but one."""

    asks: list[Ask] = field(default_factory=list)
    last: list[Ask] = field(default_factory=list)
    # What the last sentence says that others pay: component, minimum, currency.
    amounts: list[tuple[AskComponent, Decimal, str | None]] = field(default_factory=list)
    topic: AskComponent | None = None
    # Whether it says what is to come on top.
    is_added: bool = False


def a_years(figure: Figure) -> Figure:
    """Twelve times an amount a month."""
    if figure.period != "month" or figure.unit != "money":
        return figure
    return replace(figure, minimum=figure.minimum * 12, maximum=figure.maximum * 12)


class _Sentence:
    def __init__(self, text: str, context: Context, *, spoken: bool, following: str = "") -> None:
        self.printed = text
        self.blanks = filled(text)
        text = self.blanks.text
        found = figures(text, most=_READ)
        if len(found) > _MOST:
            # Nothing is looked for behind the last amount that is.
            text = text[: found[_MOST].start]
            found = found[:_MOST]
        self.text = text
        self.following = following
        self.context = context
        self.spoken = spoken
        slots = [match.span() for match in _SLOT.finditer(text)]
        self.slots_end = slots[-1][1] if slots else 0
        self.figures = [self._asked(figure) for figure in found if not _inside(slots, figure.start)]
        # Most sentences name no amount: of those nothing more is looked for.
        self.flat = text.replace("\n", " ")
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
        self.recovered = 0
        # Where the last amount before each figure ends.
        self.dividers = [0]
        for figure in self.figures:
            self.dividers.append(self.dividers[-1] if figure.unit == "number" else figure.end)
        named = [(match.start(), named_component(match)) for match in NAMED.finditer(text)]
        starts = self.starts = [figure.start for figure in self.figures]
        self.beside = [self._beside(figure, at) for at, figure in enumerate(self.figures)]
        self.additions = self._additions()
        cued = list(self._cues()) if self.figures else []
        self.cue_starts = [start for start, _ in cued]
        self.cues = [cue for _, cue in cued]
        self.asks_later = next((cue for cue in self.cues if cue != "none"), None) == "ask"
        self.subject = named[0] if named else None
        self.other_subject = next((at for at, component in named if component != named[0][1]), len(text))
        self.limited = self._limited()
        spans = [match.span() for match in _PARENTHESES.finditer(text)]
        held = {span: bisect_left(starts, span[1]) - bisect_left(starts, span[0]) for span in spans}
        self.asides = [span for span in spans if not held[span] and bisect_left(starts, span[0])]
        self.parts = [span for span in spans if held[span] > 1]

    def _additions(self) -> list[Addition | None]:
        """For each figure how it is an addition."""
        found = [self._added(figure, own) for figure, (own, _) in zip(self.figures, self.beside, strict=True)]
        for at, (one, other) in enumerate(pairwise(self.figures)):
            former, latter = found[at], found[at + 1]
            if (former or latter) and self._is_same(one, other):
                found[at] = found[at + 1] = former or latter
            elif former and not latter and (part := shared(self.text, one, other)):
                found[at + 1] = former._replace(component=part, end=other.start)
            elif not former and self.beside[at][0] and is_brought_to(self.text, one, other) == self.beside[at][0]:
                found[at] = Addition(one.start, one.end, self.beside[at][0])
        return found

    def _added(self, figure: Figure, own: AskComponent | None) -> Addition | None:
        """How a figure is an addition: by its words, or since it stands behind a "+" in a blank."""
        found = addition(self.text, figure, own)
        if found or figure.start not in self.blanks.added:
            return found
        return Addition(figure.start, figure.start, own)

    def _is_same(self, one: Figure, other: Figure) -> bool:
        """Whether two amounts are one in two currencies: "£22K / $28K"."""
        if not _SLASH.fullmatch(self.text[one.end : other.start]):
            return False
        return one.currency(self.context.currency) != other.currency(self.context.currency)

    def _cues(self) -> Iterator[tuple[int, Cue]]:
        """The cues, without the words that make an addition: neither the "by" nor the "increase" of one is a cue.

        Where what comes before asks for nothing, what an addition is called goes on with it.
        """
        within = [(found.start, found.end) for found in self.additions if found]
        last: Cue | None = None
        for start, cue in cues(self.flat):
            at = bisect_right(within, (start, len(self.text))) - 1
            if at >= 0 and start < within[at][1]:
                is_behind = start > self.figures[bisect_left(self.starts, within[at][0])].start
                if cue != "none" or last != "none" or not is_behind:
                    continue
            last = cue
            yield start, cue

    def _asked(self, figure: Figure) -> Figure:
        """A year's amount; of "raise base from $80K to $120K" the second, of "by $10K to $180K" the first."""
        if figure.unit == "number" and (points := _POINTS.match(self.text, figure.end)):
            return replace(figure, unit="percent", end=points.end())
        if self._is_changed(figure):
            return a_years(replace(figure, minimum=figure.maximum))
        if figure.maximum > _BY_TO * figure.minimum and _BY.search(self.text[max(0, figure.start - 20) : figure.start]):
            return a_years(replace(figure, maximum=figure.minimum))
        return a_years(figure)

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
        places = self._respectively(before) or self._named(self.regions)
        levels = self._named(self.levels)
        carried: tuple[AskRole, AskComponent] | None = None
        previous: Figure | None = None
        told = self._told_otherwise(before)
        for at, figure in enumerate(self.figures):
            component, beside = components[at]
            coordinated = previous is not None and self._is_coordinated(previous, figure)
            previous = figure
            role = None if at in told else self._role(at, beside=beside)
            if carried and role is None and at not in told and self._adds_further(at):
                role = carried[0]
            if role is None and before.last and self._lists_regions():
                role, component = before.last[-1].role, component or before.last[-1].component
            if role is not None and component is None:
                component = carried[1] if carried and coordinated else self._alike(at, components, role, before)
            if role is None or component is None or not self._is_amount(at, component):
                carried = carried if coordinated else None
                continue
            carried = (role, component)
            region = places[at]
            if at and region and region == places[at - 1] and self._is_same(self.figures[at - 1], figure):
                # "£55K / $67K in London": the same once more.
                continue
            ask = self._ask(at, role, component)
            if region is None and not self.regions:
                lasting = {one.region for one in before.last if one.currency == ask.currency}
                region = lasting.pop() if len(lasting) == 1 else None
            yield replace(ask, region=region, level=levels[at])

    def _respectively(self, before: _Before) -> list[str | None] | None:
        """The places of "R$255K / R$300K / $170K base respectively": those that were named before, in their order."""
        told = _RESPECTIVELY.search(self.text)
        regions = list(dict.fromkeys(ask.region for ask in before.asks if ask.region))
        if not told or self.regions or len(regions) < 2:
            return None
        row = bisect_left(self.starts, told.start())
        places: list[str | None] = [None] * len(self.figures)
        if row < len(regions):
            return None
        places[row - len(regions) : row] = regions
        return places

    def _adds_further(self, at: int) -> bool:
        """Whether an addition goes on with the one before it: "a 15% base increase and a 25% equity increase"."""
        added, former = self.additions[at], self.additions[at - 1]
        return bool(added and former and not added.is_apart) and not self._cued(at)

    def _told_otherwise(self, before: _Before) -> set[int]:
        """Amounts that only say what others come to, or what was before: they are no asks of their own.

        Of an addition and the whole that it leads to one stands: the whole that
        it is a raise to, else the addition.
        """
        led_to: set[int] = set()
        told: set[int] = set()
        if before.is_added and self.figures and _GOES_ON.match(self.text) and leads_to(self.text, 0, self.figures[0]):
            led_to.add(0)
        for at, (one, other) in enumerate(pairwise(self.figures)):
            added, following = self.additions[at], self.additions[at + 1]
            if following:
                own = self.beside[at][0]
                if not added and own and following.component in {own, None} and tells_again(self.text, one, other):
                    told.add(at + 1)
                continue
            goes_on = at in led_to and self._is_coordinated(one, other)
            if goes_on or (added and leads_to(self.text, one.end, other)):
                led_to.add(at + 1)
            elif (added and is_told_by(self.text, one, other)) or self._is_from(one, other):
                told.add(at)
        return led_to | told

    def _is_from(self, one: Figure, other: Figure) -> bool:
        """Whether they are what something is to change from and to, each with its part: "from $170K base to $185K"."""
        if not self._is_changed(one) or _JOINED.search(self.text, one.start, one.end):
            return False
        return bool(_TO.fullmatch(self.text, one.end, other.start))

    def _is_changed(self, figure: Figure) -> bool:
        """Whether it is what something is to change from, or both ends of the change."""
        return bool(_CHANGE.search(self.text[max(0, figure.start - 80) : figure.start]))

    def _alike(
        self, at: int, components: list[tuple[AskComponent | None, bool]], role: AskRole, before: _Before
    ) -> AskComponent | None:
        """The component of an amount that none is named for: that of the last one of its size, or said in its place."""
        figure = self.figures[at]
        if self.additions[at]:
            # Its size says nothing of what it is added to.
            return before.topic or ("total" if figure.unit == "money" and figure.period == "year" else None)
        if figure.unit == "percent":
            return self._share(at, components) or ("bonus" if before.topic == "bonus" else None)
        if figure.unit != "money" or not figure.symbols[0]:
            return None
        if leads_to(self.text, self.dividers[at], figure):
            # "…, reaching $275K": of all that was named.
            return None
        currency = figure.currency(self.context.currency)
        here = [
            (component, other.minimum)
            for other, (component, _) in zip(self.figures[:at][-_FAR:], components[:at][-_FAR:], strict=True)
            if component
            and other.currency(self.context.currency) == currency
            and _near(figure, other.minimum)
            # The parts in parentheses only say what a total is made of.
            and (not _inside(self.parts, other.start) or _inside(self.parts, figure.start))
        ]
        if here:
            close = [component for component, amount in here if _near(figure, amount, _CLOSE)]
            return min(close, key=_OFTEN_ALONE.index) if close else here[-1][0]
        for component, amount, code in reversed(before.amounts[-_FAR:]):
            if code == currency and _near(figure, amount):
                return component
        wholes = [ask for ask in before.asks[-_FAR:] if ask.basis == "whole" and ask.unit == "money"]
        like = [ask for ask in wholes if ask.currency == currency]
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
        if role in {"ask", "target"} and self.spoken and (sized := self.context.component_of(figure)):
            return sized
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

    def _role(self, at: int, *, beside: bool) -> AskRole | None:
        """The role that the last cue before a figure gives it, or what stands behind; ``None`` where it is no ask."""
        figure, limit, added = self.figures[at], self.limited.get(at), self.additions[at]
        if named := self.named_behind.get(figure.end):
            return named
        if only_places(self.text, self.figures, at) or is_average(self.text, figure):
            return None
        if not limit and is_had(self.text, figure):
            return None
        if _ASKED_ABOUT.search(self.text[max(0, figure.start - _SHORT) : figure.start]):
            return None
        cue = self._cue(figure, added.start if added else figure.start)
        if GOVERNED.match(self.text, figure.end):
            limit = "floor"
        if limit:
            return cue if cue == "accept" or (cue == "floor" and limit == "accept") else limit
        if added and added.is_apart:
            return None
        if _NO_ASK.match(self.text, figure.end) or self._is_third_party(figure) or cue == "none":
            return None
        if cue is not None:
            return cue
        if added:
            is_told = self.spoken or self.asks_later
            return "ask" if added.asks or (added.asks is None and is_told) else None
        if self.spoken and figure.unit == "money" and _SEALED.match(self.text, figure.end):
            return "ask"
        # "A 15 % target bonus."
        is_share = figure.unit == "percent" and self.spoken and self._measures(figure)
        is_amount = figure.unit == "money" or is_share
        return "ask" if beside and is_amount and (self.spoken or self.asks_later) else None

    def _measures(self, figure: Figure) -> bool:
        """Whether a percentage stands as one does that is asked for: "a 15 % bonus", "a bonus of 15 %"."""
        return bool(
            AFTER.match(self.text, figure.end) or _OF.search(self.text[max(0, figure.start - 20) : figure.start])
        )

    def _cue(self, figure: Figure, start: int) -> Cue | None:
        """The last cue before a figure, but for those that a dash or a further item of a list has left behind.

        ``start`` is where the words begin that belong to the figure.
        """
        at = bisect_right(self.cue_starts, start) - 1
        if at < 0 or self.cues[at] != "none":
            return self.cues[at] if at >= 0 else None
        between = self.text[max(self.cue_starts[at], figure.start - _NEARBY) : figure.start]
        if _DASHED.search(between[-24:]):
            self.left_behind = figure.start
        if self.cue_starts[at] < self.left_behind:
            return None
        if len(between) < _NEARBY and _FURTHER.search(between[-40:]) and not self._figures_in(between):
            self.recovered = figure.end
            return next((cue for cue in reversed(self.cues[:at]) if cue != "none"), None)
        return "none"

    def _figures_in(self, between: str) -> bool:
        """Whether words hold an amount that none was taken from what is asked for: ", an 8% bonus, a $15K sign-on"."""
        within = [figure for figure in figures(between) if figure.unit != "number"]
        return bool(within) and not (len(within) == 1 and self.recovered)

    def _is_amount(self, at: int, component: AskComponent) -> bool:
        figure = self.figures[at]
        if figure.is_inverted or figure.mixes_currencies:
            return False
        if figure.unit == "percent" and self.additions[at]:
            # A premium of 15 % that is added to nothing is what the market pays.
            return component != "other" or bool(_OF_BASE.match(self.text, figure.end))
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
        found = [
            (added.component, True) if added and added.component else beside
            for added, beside in zip(self.additions, self.beside, strict=True)
        ]
        for at, figure in enumerate(self.figures):
            if refreshes(self.text, figure):
                found[at] = ("equity", True)
            elif sums_up(self.text, self.figures, at, [component for component, _ in found]):
                found[at] = ("total", True)
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

    def _span(self, words: re.Match[str], figure: Figure) -> tuple[int, int]:
        """From the first of some words before or behind a figure to the last."""
        if words.pos == figure.end:
            return figure.start, words.end()
        return max(0, figure.start - len(words.string)) + words.start(), figure.end

    def _beside(self, figure: Figure, at: int) -> tuple[AskComponent | None, bool]:
        after = AFTER.match(self.text, figure.end)
        if (
            after
            and at + 1 < len(self.figures)
            and _OF_NEXT.fullmatch(self.text, after.end(), self.figures[at + 1].start)
        ):
            # "base $170,000 + RSU $60,000": each stands before its amount.
            after = after if named_before(self.text[max(0, figure.start - 20) : figure.start]) is None else None
        if after:
            of_base = figure.unit == "percent" and _OF_BASE.match(self.text, figure.end)
            return "bonus" if of_base else named_component(after), True
        if figure.period == "grant":
            return "equity", True
        # "640 RSUs over 4 years (approximately $295K": a count between them divides nothing.
        start = self.dividers[at]
        taken = AFTER.match(self.text, self.figures[at - 1].end) if at else None
        if taken and taken.end() <= figure.start and self._is_named_behind(at):
            # "€165K base (NY) and no less than €85K / $140K in options": the base is of the amount before.
            start = max(start, taken.end())
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

    def _is_named_behind(self, at: int) -> bool:
        """Whether a later amount of the same row of slashes has its part behind it: "€85K / $140K in options"."""
        while at + 1 < len(self.figures) and _SLASH.fullmatch(
            self.text, self.figures[at].end, self.figures[at + 1].start
        ):
            at += 1
            if AFTER.match(self.text, self.figures[at].end):
                return True
        return False

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
                last = self._paid_there(lasting[:before], self.figures[member]) if before and not behind else None
                tied[member] = behind.name if behind else last
            group = []
        return tied

    def _paid_there(self, mentions: list[Mention], figure: Figure) -> str:
        """The last name before a figure; of "London/Europe" the one that pays in the figure's currency."""
        last, before = mentions[-1], mentions[-2] if len(mentions) > 1 else None
        if before and _SLASH.fullmatch(self.text, before.end, last.start):
            places = {mention.name: place_of(mention.name) for mention in (before, last)}
            currency = figure.currency(self.context.currency)
            there = [name for name, place in places.items() if place and place.currency == currency]
            return there[0] if len(there) == 1 else last.name
        return last.name

    def _ask(self, at: int, role: AskRole, component: AskComponent) -> Ask:
        figure, added = self.figures[at], self.additions[at]
        after = AFTER.match(self.text, figure.end)
        start, end = figure.start, after.end() if after else figure.end
        period: Period = "year"
        refreshed = refreshes(self.text, figure) if component == "equity" else None
        if refreshed:
            # Its words tell that it is none of the first grant.
            start, end = self._span(refreshed, figure)
            role = "ask" if role in {"floor", "accept"} else role
        elif component == "total" and (years := years_of(self.text, figure)) > 1:
            figure = replace(figure, minimum=figure.minimum / years, maximum=figure.maximum / years)
        if component == "signing":
            period = "once"
        elif component in {"other", "equity"}:
            grant = figure.period == "grant" or _YEARS_AFTER.match(self.text, figure.end)
            grant = grant or _YEARS_BEFORE.search(self.text[max(0, figure.start - 60) : figure.start])
            yearly = figure.period in {"year", "month"} or _YEAR_AFTER.match(self.text, figure.end)
            # A share of base is paid as often as base is.
            is_share = component == "other" and figure.unit == "percent"
            period = "year" if refreshed else "grant" if grant else "year" if yearly or is_share else "unknown"
        money = figure.unit == "money"
        # What is paid a year beside base, bonus and equity comes on top of them; a budget isn't paid to anybody.
        is_added = added is not None or (component == "other" and period == "year")
        is_spent = component == "other" and _SPENT.search(self.text, max(0, figure.start - _SHORT), end + _SHORT)
        is_addition = role in {"ask", "target"} and is_added and not is_spent
        return Ask(
            role=role,
            component=component,
            min=figure.minimum,
            max=None if figure.is_open and figure.maximum == figure.minimum else figure.maximum,
            unit="percent" if figure.unit == "percent" else "money" if money else "shares",
            currency=(figure.currency(self.context.currency) or self.context.currency) if money else None,
            period=period,
            text=self.printed[self.blanks.printed(start) : self.blanks.printed(end)].strip(),
            basis="addition" if is_addition else "whole",
        )


# Amounts on both sides of these are not said of one place.
_NEW_GROUP = re.compile(r";|\b(?:or|has|have|means|versus|vs)\b", re.IGNORECASE)
_RIGHT_AFTER = re.compile(
    r"(?:[\s(]|/\s?(?:yr|year)|\b(?:in|for|at|on|the|a|years?|annual|annually|per|target|of|minimum)\b)*", re.IGNORECASE
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
