"""Amounts that a guide tells the candidate to ask for, aim at, accept or hold as floor.

A sentence is read from left to right. What each amount is to the candidate is
for ``roles`` to say, what it is an amount of for ``components``: it stands
beside it, or is carried over from the amount that it is coordinated with, or
from one of its size (``unnamed``). Whether it is a whole or comes on top of the
offer is for ``raises`` to say, to which place it belongs for ``placing``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from pay.net_pay import is_net_at

from guides.document.document import Ask, AskComponent, AskRole, Part, Period
from guides.parsing.speech.amounts import Amounts
from guides.parsing.speech.components import OF_BASE, beside, components
from guides.parsing.speech.context import Context
from guides.parsing.speech.cues import AFTER, NAMED
from guides.parsing.speech.no_asks import refreshes, years_of
from guides.parsing.speech.offers import YET_ASKED, Hearing, heard
from guides.parsing.speech.placing import lists_regions, regions_of, tied_to
from guides.parsing.speech.raises import additions_of, told_otherwise
from guides.parsing.speech.roles import Roles
from guides.parsing.speech.unnamed import Preceding, Unnamed
from guides.parsing.text.figures import Figure

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
_SPENT = re.compile(r"\b(?:budget|relocation|training|conference|certification|travel)\b", re.IGNORECASE)
_SPENT_NEAR = 40
_PER_SHARE = re.compile(r"\s*(?:/\s?|per\s|an?\s)(?:share|RSU|unit|option)\b", re.IGNORECASE)
_SHARES = re.compile(r"\s*(?:\+\s*)?(?:[\w-]{1,30}\s+){0,2}?(?:RSUs?|options?|shares|units|PPUs?)\b", re.IGNORECASE)
# "A $3B company": no pay, where the sign is one of these.
_STRONG = frozenset({"$", "US$", "€", "£"})
_NO_PAY = 20_000_000
# A grant in percent of the company, beside one of the base salary.
_MOST_OF_A_COMPANY = 5
# No real sentence has as many characters, nor any paragraph of a guide.
_LONGEST = 10_000


def find_asks(parts: Iterable[Part], context: Context, hearing: Hearing | None = None) -> tuple[Ask, ...]:
    """The amounts that are to be asked for or held, in order.

    Figures of claimed offers are none; without a cue only spoken amounts with
    a component beside them are. What a sentence names neither by region nor by
    component is taken from the sentence before: the region as long as that had
    but one and the currency stays, the component where the amounts are alike.
    """
    found: list[Ask] = []
    before = Preceding()
    for part in parts:
        pieces = [(piece.strip(), is_offer) for piece, is_offer in heard(part.text, hearing or Hearing(context.own))]
        for at, (sentence, is_offer) in enumerate(pieces):
            following = pieces[at + 1][0] if at + 1 < len(pieces) else ""
            if is_offer:
                # Only what is asked for in view of the offers.
                sentence = next((sentence[match.start() :] for match in YET_ASKED.finditer(sentence)), "")
            sentence = sentence[:_LONGEST]
            if len(sentence) <= len("1. a"):  # a list's number is no sentence
                continue
            amounts = Amounts(sentence, context)
            if not amounts.figures:
                before = Preceding(found, before.last, text=amounts.text)
                continue
            read = _Sentence(amounts, before, spoken=part.voice == "say", following=following)
            asks = list(read.asks())
            found += asks
            stated = [] if asks else read.stated()
            before = Preceding(found, asks or before.last, stated, amounts.text, is_added=any(read.additions))
    return tuple(dict.fromkeys(found))


class _Sentence:
    """A sentence with amounts, behind those ``before``."""

    def __init__(self, amounts: Amounts, before: Preceding, *, spoken: bool, following: str) -> None:
        self.amounts = amounts
        self.before = before
        self.named = beside(amounts)
        self.additions = additions_of(amounts, self.named)
        self.components = components(amounts, self.named, self.additions)
        self.roles = Roles(amounts, self.additions, spoken=spoken, following=following)
        self.unnamed = Unnamed(amounts, self.components, self.additions, self.roles, before, spoken)

    def stated(self) -> list[tuple[AskComponent, Decimal, str | None]]:
        """The amounts of money whose component the sentence names."""
        return [
            (component, figure.minimum, self.amounts.currency(figure))
            for figure, (component, _) in zip(self.amounts.figures, self.components, strict=True)
            if component and figure.unit == "money"
        ]

    def asks(self) -> Iterator[Ask]:
        amounts, last = self.amounts, self.before.last
        regions = regions_of(amounts, (ask.region for ask in self.before.asks))
        levels = tied_to(amounts, amounts.levels)
        told = told_otherwise(amounts, self.named, self.additions, after_addition=self.before.is_added)
        goes_on = bool(last) and not self.roles.cues and lists_regions(amounts)
        carried: tuple[AskRole, AskComponent] | None = None
        for at, figure in enumerate(amounts.figures):
            component, is_beside = self.components[at]
            coordinated = at > 0 and amounts.is_coordinated(amounts.figures[at - 1], figure)
            role = None if at in told else self.roles.role(at, beside=is_beside)
            if carried and role is None and at not in told and self._adds_further(at):
                role = carried[0]
            if role is None and goes_on:
                role, component = last[-1].role, component or last[-1].component
            if role is not None and component is None:
                component = carried[1] if carried and coordinated else self.unnamed.component(at, role)
            if role is None or component is None or not self._is_amount(at, component):
                carried = carried if coordinated else None
                continue
            if carried and carried[1] == component and coordinated and self._is_far_from_the_last(at):
                # "$125K base and $20K": of which part it is isn't said.
                carried = None
                continue
            carried = (role, component)
            region = regions[at]
            if at and region and region == regions[at - 1] and amounts.is_same(amounts.figures[at - 1], figure):
                # "£55K / $67K in London": the same once more.
                continue
            currency = self._currency(figure)
            if region is None and not amounts.regions:
                lasting = {one.region for one in last if one.currency == currency}
                region = lasting.pop() if len(lasting) == 1 else None
            yield self._ask(at, role, component, currency, region, levels[at])

    def _is_far_from_the_last(self, at: int) -> bool:
        """Whether an amount without a word of its own can't be the whole of what the last is: one is under half."""
        amounts, last = self.amounts, self.amounts.figures[at - 1]
        taken = AFTER.match(amounts.text, last.end)
        named_from = min(taken.end() if taken else last.end, amounts.figures[at].start)
        if AFTER.match(amounts.text, amounts.figures[at].end) or NAMED.search(
            amounts.text, named_from, amounts.figures[at].start
        ):
            return False
        low, high = sorted(self.amounts.figures[at - 1 : at + 1], key=lambda figure: figure.minimum)
        return (
            self.additions[at] is None
            and (low.unit, low.period) == (high.unit, high.period) == ("money", high.period)
            and self.amounts.currency(low) == self.amounts.currency(high)
            and low.maximum * 2 < high.minimum
        )

    def _adds_further(self, at: int) -> bool:
        """Whether an addition goes on with the one before it: "a 15% base increase and a 25% equity increase"."""
        added, former = self.additions[at], self.additions[at - 1]
        return bool(added and former and not added.is_apart) and not self.roles.cue_between(at)

    def _is_amount(self, at: int, component: AskComponent) -> bool:
        figure, text = self.amounts.figures[at], self.amounts.text
        if figure.is_inverted or figure.mixes_currencies:
            return False
        if figure.unit == "money" and is_net_at(text, figure.start, figure.end):
            return False
        if figure.unit == "percent" and self.additions[at]:
            # A premium of 15 % that is added to nothing is what the market pays.
            return component != "other" or bool(OF_BASE.match(text, figure.end))
        if figure.unit == "percent":
            return component == "bonus" or (component == "equity" and figure.maximum <= _MOST_OF_A_COMPANY)
        if _PER_SHARE.match(text, figure.end) or (figure.symbols[0] in _STRONG and figure.minimum >= _NO_PAY):
            return False
        if figure.unit == "number":
            return component == "equity" and bool(_SHARES.match(text, figure.end)) and figure.minimum >= 100
        return True

    def _currency(self, figure: Figure) -> str | None:
        if figure.unit != "money":
            return None
        return self.amounts.currency(figure) or self.amounts.context.currency

    def _ask(
        self,
        at: int,
        role: AskRole,
        component: AskComponent,
        currency: str | None,
        region: str | None,
        level: str | None,
    ) -> Ask:
        figure, text = self.amounts.figures[at], self.amounts.text
        after = AFTER.match(text, figure.end)
        start, end = figure.start, after.end() if after else figure.end
        refreshed = refreshes(text, figure) if component == "equity" else None
        if refreshed:
            # Its words tell that it is none of the first grant.
            start, end = _span(refreshed, figure)
            role = "ask" if role in {"floor", "accept"} else role
        elif component == "total" and (years := years_of(text, figure)) > 1:
            figure = figure._replace(minimum=figure.minimum / years, maximum=figure.maximum / years)
        period: Period = "year" if refreshed else self._period(figure, component)
        # What is paid a year beside base, bonus and equity comes on top of them; a budget isn't paid to anybody.
        is_added = self.additions[at] is not None or (component == "other" and period == "year")
        is_spent = component == "other" and _SPENT.search(text, max(0, figure.start - _SPENT_NEAR), end + _SPENT_NEAR)
        is_addition = role in {"ask", "target"} and is_added and not is_spent
        return Ask(
            role=role,
            component=component,
            min=figure.minimum,
            max=None if figure.is_open and figure.maximum == figure.minimum else figure.maximum,
            unit="percent" if figure.unit == "percent" else "money" if figure.unit == "money" else "shares",
            currency=currency,
            region=region,
            level=level,
            period=period,
            text=self.amounts.printed(start, end),
            basis="addition" if is_addition else "whole",
        )

    def _period(self, figure: Figure, component: AskComponent) -> Period:
        """How often an amount is paid, or that it is a whole grant's."""
        text = self.amounts.text
        if component == "signing":
            return "once"
        if component not in {"other", "equity"}:
            return "year"
        if (
            figure.period == "grant"
            or _YEARS_AFTER.match(text, figure.end)
            or _YEARS_BEFORE.search(self.amounts.before(figure, 60))
        ):
            return "grant"
        # A share of base is paid as often as base is.
        is_share = component == "other" and figure.unit == "percent"
        yearly = figure.period in {"year", "month"} or _YEAR_AFTER.match(text, figure.end)
        return "year" if yearly or is_share else "unknown"


def _span(words: re.Match[str], figure: Figure) -> tuple[int, int]:
    """From the first of some words before or behind a figure to the last."""
    if words.pos == figure.end:
        return figure.start, words.end()
    return max(0, figure.start - len(words.string)) + words.start(), figure.end
