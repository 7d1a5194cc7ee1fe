"""The offers that a script quotes as a sample: whose, and of how much."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from guides.document.document import AskComponent, QuotedOffer
from guides.parsing.speech.amounts import a_years
from guides.parsing.speech.components import named_before
from guides.parsing.speech.cues import AFTER, NAMED, named_component
from guides.parsing.speech.offers import NOBODY, YET_ASKED, Hearing, heard, is_employer
from guides.parsing.speech.small_names import with_capitals
from guides.parsing.text.companies import WORD_OF_NAME, company_and_rest, is_known, is_title
from guides.parsing.text.figures import Figure, figures

_NAMES = re.compile(rf"{WORD_OF_NAME}(?: {WORD_OF_NAME})*")
# What may stand between a name and its first amount: "'s written offer is at", " has made me an offer last week at".
_LEADS = re.compile(
    r"(?:['’]s)?(?:[ ,](?!(?:and|or|but|so|because|while|I|we|you|your|need|want|like)\b)[\w’'+-]{1,20}){0,9}"
    r"[\s:(,—–-]*(?:about |around |roughly |~)?\(?"
)
# "from Hooli", "Hooli offer", "Hooli has offered me": where an offer is said to be somebody's without an amount.
_FROM = re.compile(
    r"\b(?:from|by|(?:holding|weighing|hold|have|on) (?:an? |the )?|my |an? |the |and (?:an? )?|or (?:an? )?|/|,)\s*$"
)
_IS_GIVER = re.compile(
    r"(?:['’]s)?(?: (?!(?:and|or|with|at|from)\b)[\w/+-]{1,20}){0,5} (?:offers?|one)\b"
    r"|(?: (?:has|have|just|recently|also))* (?:extended|made|gave|given|sent|came back|put|handed|promised|offered)\b"
)
# "offers from Hooli and Initech": one name goes on with another.
_GOES_ON = re.compile(r"\s*(?:,|/|;|and|or|,\s*and)\s*(?:an?\s+)?")
# What goes on is a word or two, and what a part of the pay is called.
_LONGEST_BETWEEN = 200
_NO_VERB = re.compile(r"\s*(?:[,.;/)—–]|(?:and|or|at|confirm|where|which|that|who|with|for|in|on|this|last|but)\b|\Z)")
# "$230K base from Shopify"
_NAMED_AFTER = re.compile(rf"[^.;,$€£₹\d]{{0,40}}?\b(?:from|by) (?P<name>{_NAMES.pattern})")
# Amounts of one sentence that are looked at.
_MOST = 1_200
# A difference, or what is left behind, is no amount of an offer.
_DIFFERENCE = re.compile(
    r"\s*(?:\w{1,30}\s+){0,2}?(?:(?<!or )more|added|additional|extra|increase|uplift|lift|bump|higher|gap|less|short"
    r"|raise|unvested|allocation|(?:above|below|over|under) (?:the |your |my )?(?:initial |first |current )?"
    r"(?:market|band|standard|current|midpoint|offer|what)"
    r"|of (?:headroom|range|room)|in (?:headroom|savings|revenue))\b",
    re.IGNORECASE,
)
_TERMS = frozenset({"base", "equity", "total"})
_PAIRED = re.compile(r"\s*(?:/|\+|and|plus|with|,)\s*")


_OPENS = re.compile(r"(?:\A|[.:;!?—–])[\s\"“*]*\Z")
_DETERMINERS = frozenset({"My", "The", "A", "An", "Your", "Our", "Their", "Both", "Currently", "Now", "Also"})


def find_quoted_offers(text: str, *, currency: str | None, hearing: Hearing = NOBODY) -> tuple[QuotedOffer, ...]:
    """The sample offers in sentences that claim offers: company, base, equity, total.

    Amounts belong to the company named before them, up to the next one, else
    to the one behind; those of several companies in a row to each. What is
    asked for in view of the offers is none of theirs.
    """
    return tuple(
        offer
        for piece, is_offer in heard(text, hearing)
        if is_offer
        for offer in _Sentence(piece, currency, hearing).offers()
    )


@dataclass(frozen=True, slots=True)
class _Name:
    """A company, or a role alone, named at ``text[start:end]``; ``is_own``: that of the guide."""

    company: str | None
    role: str | None
    start: int
    end: int
    is_own: bool = False


@dataclass
class _Offer:
    """The offers of companies that are named together, in the making."""

    names: list[_Name]
    currency: str | None = None
    amounts: dict[str, Any] = field(default_factory=dict)


class _Sentence:
    def __init__(self, piece: str, currency: str | None, hearing: Hearing) -> None:
        asked = YET_ASKED.search(piece)
        self.printed = piece[: asked.start()] if asked else piece
        self.text = with_capitals(self.printed)
        self.currency = currency
        self.own = hearing.own
        money = [a_years(figure) for figure in figures(self.text, most=_MOST) if figure.unit == "money"]
        names = [self._as_printed(name) for name in self._names()]
        # "3M" is no amount, and "SEK" before one no company.
        known = [name for name in names if name.company and is_known(name.company)]
        self.figures = [
            figure
            for figure in money
            if not _DIFFERENCE.match(self.text, figure.end)
            and not any(name.start <= figure.start < name.end for name in known)
        ]
        self.names = [name for name in names if not any(one.start <= name.start < one.end for one in self.figures)]

    def offers(self) -> Iterator[QuotedOffer]:
        made: list[_Offer] = []
        current: _Offer | None = None
        end, is_own = 0, False
        for figure, term in zip(self.figures, self._terms(), strict=True):
            names = self._led_by(end, figure)
            if names is None and not made and (other := self._named_after(figure)):
                names = [other]
            if names:
                is_own = names[-1].is_own
                current = None if is_own else _Offer(names, figure.currency(self.currency) or self.currency)
                made += [current] if current else []
            if current and not is_own and term in _TERMS:
                current.amounts.setdefault(term, figure.minimum)
            end = figure.end
        counted = {(name.start, name.end) for offer in made for name in offer.names}
        made += [_Offer([name], self.currency) for name in self._given(counted)]
        made.sort(key=lambda offer: offer.names[0].start)
        for offer in made:
            for name in offer.names:
                yield replace(QuotedOffer(name.company, name.role, currency=offer.currency), **offer.amounts)

    def _names(self) -> Iterator[_Name]:
        """The companies, and the roles, that the sentence names, in order."""
        for match in _NAMES.finditer(self.text):
            words = list(re.finditer(r"\S+", match[0]))
            # "Holding Initech", "My Google": what opens a sentence, or a determiner, is none of the name.
            first = 0
            opens = bool(_OPENS.search(self.text, max(0, match.start() - 3), match.start()))
            while first < len(words) - 1 and _is_before_name(words[first][0], opens=opens and first == 0):
                first += 1
            # "Uber's Maps team": whose team it is.
            text = re.split(r"['’]s(?!\w)", match[0][words[first].start() :], maxsplit=1)[0]
            start = match.start() + words[first].start()
            if NAMED.fullmatch(text.partition("/")[0]):
                continue
            company, role = company_and_rest(text)
            if is_title(company) and not is_known(company):
                yield _Name(None, text, start, start + len(text))
            elif text in self.own or company in self.own or company.split()[0] in self.own:
                yield _Name(company, role or None, start, start + len(text), is_own=True)
            elif is_employer(company, self.own) and not NAMED.fullmatch(company):
                yield _Name(company, role or None, start, start + len(text))

    def _as_printed(self, name: _Name) -> _Name:
        """A name as the guide prints it, in small letters if need be."""
        if name.company is None:
            return name
        printed = self.printed[name.start : name.start + len(name.company)]
        is_it = printed.casefold() == name.company.casefold()
        return replace(name, company=printed) if is_it else name

    def _led_by(self, end: int, figure: Figure) -> list[_Name] | None:
        """The names that a figure is the first amount of: the nearest before it, with those that it goes on with."""
        before = [name for name in self.names if end <= name.start and name.end <= figure.start]
        if not before or not _LEADS.fullmatch(self._gap(before[-1], figure)):
            return None
        led = [before.pop()]
        while before and _GOES_ON.fullmatch(self.text[before[-1].end : led[0].start]):
            led.insert(0, before.pop())
        if led[-1].company is None and before and not before[-1].is_own:
            # "from Google at L4 with $230K", "Google is offering me a senior role at $230K"
            led = [replace(before[-1], role=led[-1].role)]
        return led

    def _gap(self, name: _Name, figure: Figure) -> str:
        return self.text[name.end : figure.start]

    def _between(self, one: _Name, other: _Name) -> str:
        return self.text[one.end : other.start]

    def _named_after(self, figure: Figure) -> _Name | None:
        found = _NAMED_AFTER.match(self.text, figure.end)
        if not found:
            return None
        company, role = company_and_rest(re.sub(r"['’]s\Z", "", found["name"]))
        known = is_employer(company, self.own)
        return _Name(company, role or None, found.start("name"), found.end("name")) if known else None

    def _given(self, counted: set[tuple[int, int]]) -> Iterator[_Name]:
        """Those who are said to have made an offer of which no amount is told."""
        before: _Name | None = None
        for name in self.names:
            lead = self.text[max(0, name.start - 20) : name.start]
            goes_on = before is not None and self._goes_on(before, name)
            is_given = bool(_FROM.search(lead)) and (
                "from" in lead.split()[-1:] or bool(_IS_GIVER.match(self.text, name.end))
            )
            if name.is_own or name.company is None:
                before = None
                continue
            if (name.start, name.end) in counted:
                before = name
            elif goes_on or is_given or _IS_GIVER.match(self.text, name.end):
                before = name
                yield name

    def _goes_on(self, before: _Name, name: _Name) -> bool:
        """Whether a name goes on with one before it, or with that one's amounts: "… at $280K TC and Initech"."""
        last = max([figure.end for figure in self.figures if figure.end <= name.start], default=0)
        begins = max(before.end, last)
        if name.start - begins > _LONGEST_BETWEEN:
            return False
        between = NAMED.sub(" ", self.text[begins : name.start])
        return bool(_GOES_ON.fullmatch(between)) and bool(_NO_VERB.match(self.text, name.end))

    def _terms(self) -> list[AskComponent | None]:
        """What each figure is of: said beside it, or of its like in the sentence; the base where equity follows."""
        terms = [self._beside(figure) for figure in self.figures]
        alone = next((term for term in terms if term and term != "equity"), None)
        for at, (figure, following) in enumerate(pairwise(self.figures)):
            paired = _PAIRED.fullmatch(self.text, figure.end, following.start)
            if terms[at] is None and terms[at + 1] == "equity" and paired:
                terms[at] = "base"
        return [term or alone for term in terms]

    def _beside(self, figure: Figure) -> AskComponent | None:
        after = AFTER.match(self.text, figure.end)
        before = self.text[max(0, figure.start - 40) : figure.start]
        return named_component(after) if after else named_before(before)


def _is_before_name(word: str, *, opens: bool) -> bool:
    return word in _DETERMINERS or (opens and not is_employer(word, ()) and not is_title(word))
