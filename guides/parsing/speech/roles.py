"""What each amount of a sentence is to the candidate: to ask for, to aim at, to accept, or a floor.

An amount is governed by the last cue before it: a verb that asks, aims,
accepts or walks away, or one that speaks of something else ("they pay", "will
counter at"); or by what stands behind it and says that it is a limit.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import cast

from guides.document.document import AskRole
from guides.parsing.speech.additions import Addition
from guides.parsing.speech.amounts import Amounts
from guides.parsing.speech.cues import AFTER, COMPONENT_WORDS, GOVERNED, NAMED, Cue, cues
from guides.parsing.speech.limits import BEHIND, limits_the_last, reaches
from guides.parsing.speech.no_asks import is_average, is_had, only_places
from guides.parsing.text.figures import Figure, figures
from guides.parsing.text.mentions import Mention

# How many characters back something may stand that an amount is understood by.
_NEARBY = 200
_SHORT = 40
# "$122K open / $115K target / $108K accept / $100K walk": lists that name each amount behind it.
_ROLE_BEHIND = re.compile(
    rf"(?:\s+(?:{'|'.join(COMPONENT_WORDS.values())}))?\s+(?:(?P<ask>open(?:ing)?|ask)|(?P<target>target)|(?P<accept>accept)"
    r"|(?P<floor>walk(?:[- ]?away)?|floor))(?=\s*(?:[/,;)|→]|\.(?:\s|$)|$))",
    re.IGNORECASE,
)
_NAMES_OF_ROLES = ("open", "ask", "target", "accept", "walk", "floor")
# What is lacking or left behind is no amount to ask for.
_NO_ASK = re.compile(
    r"\s*(?:\w{1,30}\s+){0,2}?(?:gap|less|short|unvested|allocation|(?:above|below|over|under) (?:the |your |my )?"
    r"(?:market|band|standard|midpoint|what)|below (?:the |your |my )?(?:initial |first |current )?offer"
    r"|of (?:headroom|range|room)|in (?:headroom|savings|revenue))\b",
    re.IGNORECASE,
)
# "Is the 15 % bonus guaranteed?": what is asked about is there already.
_ASKED_ABOUT = re.compile(
    r"\b(?:is|are|was|were|does|do|whether|how (?:is|are)|what (?:is|are)) (?:the|your|that|this) $"
)
# "At $185K I'd sign", "Make it $185K and I'm in": but for what is said of a limit.
_SEALED = re.compile(
    r"[^.;$€£₹\d]{0,20}?\b(?:I(?:['’](?:d|ll|m)| would| will| am)(?: (?!still|even|just|only)\w{2,20})? "
    r"(?:sign|join|commit|start|yours|in(?=[.,;!]|$))|you(?:['’]d| would|['’]ll| will)? have my"
    r"|(?:it['’]s|we have) a deal)\b",
    re.IGNORECASE,
)
# "… — $390K RSU": what governed the words before the dash is over.
_DASHED = re.compile(r"(?:[—–:]|\b(?:which|that|this)(?: is|['’]s) why\b)\s*(?:an?\s+)?$")
_FURTHER = re.compile(r",\s+(?:plus|and|with|along with)?\s*an?\s+(?:[\w-]{1,30}\s+){0,3}\(?$")
_OF = re.compile(r"\bof (?:about |around )?$", re.IGNORECASE)
# "$185K base (from $170K)", "… rather than $170K"
_WAS = re.compile(
    r"(?:\(\s*(?:up )?from|\b(?:instead of|rather than)(?: (?:the|your|an?))?(?: \w{1,20})?)\s*~?$", re.IGNORECASE
)
_POSSESSED = re.compile(r"\b[A-Z][\w.&-]*['’]s?\s+(?:\w+\s+)?$")
_NAMED_BEFORE = re.compile(r"\b(?P<name>[A-Z][\w.&'’-]*(?:\s+[A-Z][\w.&'’+-]*)*)\s*\(\s*$")


class Roles:
    """The roles of a sentence's amounts, to be asked for from left to right.

    ``spoken``: whether the sentence is to be said; ``following``: the one behind it, which may make its last amount
    a limit.
    """

    def __init__(
        self, amounts: Amounts, additions: Sequence[Addition | None], *, spoken: bool, following: str = ""
    ) -> None:
        self._amounts = amounts
        self._additions = additions
        self._spoken = spoken
        behind = {
            figure.end: cast("AskRole", match.lastgroup)
            for figure in (amounts.figures if len(amounts.figures) > 1 else ())
            if _names_role(amounts.text[figure.end : figure.end + _SHORT])
            and (match := _ROLE_BEHIND.match(amounts.text, figure.end))
        }
        # One alone may say something else: "a bonus of $25K target".
        self.named_behind = behind if len(set(behind.values())) > 1 else {}
        cued = list(self._cues())
        self._cue_starts = [start for start, _ in cued]
        self.cues = [cue for _, cue in cued]
        self._asks_later = next((cue for cue in self.cues if cue != "none"), None) == "ask"
        self._limited = self._limits(following)
        self._left_behind = 0
        self._recovered = 0

    def role(self, at: int, *, beside: bool) -> AskRole | None:
        """The role that the last cue before a figure gives it, or what stands behind; ``None`` where it is no ask.

        ``beside``: whether a part of pay stands beside the figure.
        """
        amounts, figure = self._amounts, self._amounts.figures[at]
        limit, added = self._limited.get(at), self._additions[at]
        if named := self.named_behind.get(figure.end):
            return named
        if only_places(amounts.text, amounts.figures, at) or is_average(amounts.text, figure):
            return None
        if not limit and is_had(amounts.text, figure):
            return None
        if _ASKED_ABOUT.search(amounts.before(figure, _SHORT)):
            return None
        cue = self._cue(figure, added.start if added else figure.start)
        if GOVERNED.match(amounts.text, figure.end):
            limit = "floor"
        if limit:
            return cue if cue == "accept" or (cue == "floor" and limit == "accept") else limit
        if added and added.is_apart:
            return None
        if cue == "none" or _NO_ASK.match(amounts.text, figure.end) or self._is_third_party(figure):
            return None
        if cue is not None:
            return cue
        if added:
            is_told = self._spoken or self._asks_later
            return "ask" if added.asks or (added.asks is None and is_told) else None
        if self._spoken and figure.unit == "money" and _SEALED.match(amounts.text, figure.end):
            return "ask"
        # "A 15 % target bonus."
        is_share = figure.unit == "percent" and self._spoken and self._measures(figure)
        is_amount = figure.unit == "money" or is_share
        return "ask" if beside and is_amount and (self._spoken or self._asks_later) else None

    def cue_between(self, at: int) -> bool:
        """Whether a cue stands between a figure and the one before it."""
        cue = bisect_right(self._cue_starts, self._amounts.starts[at]) - 1
        return cue >= 0 and self._cue_starts[cue] >= self._amounts.figures[at - 1].end

    def since_cue(self, figure: Figure) -> int:
        """How many characters stand between the beginning of the last cue before a figure and the figure; 0 if none."""
        at = bisect_right(self._cue_starts, figure.start) - 1
        return figure.start - self._cue_starts[at] if at >= 0 else 0

    def _cues(self) -> Iterator[tuple[int, Cue]]:
        """The cues, without the words that make an addition: neither the "by" nor the "increase" of one is a cue.

        Where what comes before asks for nothing, what an addition is called goes on with it.
        """
        amounts = self._amounts
        within = [(found.start, found.end) for found in self._additions if found]
        last: Cue | None = None
        for start, cue in cues(amounts.flat):
            at = bisect_right(within, (start, len(amounts.text))) - 1
            if at >= 0 and start < within[at][1]:
                is_behind = start > amounts.figures[bisect_left(amounts.starts, within[at][0])].start
                if cue != "none" or last != "none" or not is_behind:
                    continue
            last = cue
            yield start, cue

    def _limits(self, following: str) -> dict[int, AskRole]:
        """Which figures are limits by what stands behind them, each with those that it is coordinated with."""
        amounts = self._amounts
        limited: dict[int, AskRole] = {}
        found = [(match.start(), cast("AskRole", match.lastgroup)) for match in BEHIND.finditer(amounts.flat)]
        last = amounts.figures[-1].end
        if last > amounts.slots_end and limits_the_last(following):
            found.append((last, "floor"))
        for start, role in found:
            at = bisect_left(amounts.starts, start) - 1
            if at < 0 or at in limited or not reaches(amounts.text[amounts.figures[at].end : start]):
                continue
            limited[at] = role
            while (
                at and not self.cue_between(at) and amounts.is_coordinated(amounts.figures[at - 1], amounts.figures[at])
            ):
                at -= 1
                limited[at] = role
        return limited

    def _measures(self, figure: Figure) -> bool:
        """Whether a percentage stands as one does that is asked for: "a 15 % bonus", "a bonus of 15 %"."""
        return bool(AFTER.match(self._amounts.text, figure.end) or _OF.search(self._amounts.before(figure, 20)))

    def _cue(self, figure: Figure, start: int) -> Cue | None:
        """The last cue before a figure, but for those that a dash or a further item of a list has left behind.

        ``start`` is where the words begin that belong to the figure.
        """
        at = bisect_right(self._cue_starts, start) - 1
        if at < 0 or self.cues[at] != "none":
            return self.cues[at] if at >= 0 else None
        between = self._amounts.text[max(self._cue_starts[at], figure.start - _NEARBY) : figure.start]
        if _DASHED.search(between[-24:]):
            self._left_behind = figure.start
        if self._cue_starts[at] < self._left_behind:
            return None
        if len(between) < _NEARBY and _FURTHER.search(between[-40:]) and not self._figures_in(between):
            self._recovered = figure.end
            return next((cue for cue in reversed(self.cues[:at]) if cue != "none"), None)
        return "none"

    def _figures_in(self, between: str) -> bool:
        """Whether words hold an amount that none was taken from what is asked for: ", an 8% bonus, a $15K sign-on"."""
        within = [figure for figure in figures(between) if figure.unit != "number"]
        return bool(within) and not (len(within) == 1 and self._recovered)

    def _is_third_party(self, figure: Figure) -> bool:
        """ "Google L6 ($500K TC)" is what somebody else pays, "Genentech's 15-20% bonus" what this company does."""
        amounts = self._amounts
        around = amounts.before(figure, 40)
        if _POSSESSED.search(around) or _WAS.search(around):
            return True
        match = _NAMED_BEFORE.search(amounts.before(figure, 60))
        if not match:
            return False
        end = max(0, figure.start - 60) + match.end("name")
        left = bisect_left(amounts.starts, end) - 1
        if left >= 0 and end <= amounts.figures[left].end:  # "EUR350K ($381K)"
            return False
        known = any(_ends_at(mentions, end) for mentions in (amounts.regions, amounts.levels))
        return not known and not NAMED.search(match["name"])


def _names_role(behind: str) -> bool:
    """Whether words behind a figure may name its role: what spares most figures the long search."""
    return behind[:1].isspace() and any(role in behind.lower() for role in _NAMES_OF_ROLES)


def _ends_at(mentions: list[Mention], end: int) -> bool:
    at = bisect_left(mentions, end - 1, key=lambda mention: mention.end)
    return at < len(mentions) and mentions[at].start < end <= mentions[at].end + 1
