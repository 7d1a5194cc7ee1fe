"""Of which part an amount is that nothing beside it names: that of the last one of its size, or said in its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from guides.document.document import Ask, AskComponent, AskRole
from guides.parsing.speech.additions import Addition, leads_to
from guides.parsing.speech.amounts import Amounts, is_inside
from guides.parsing.speech.components import Named, Subject
from guides.parsing.speech.roles import Roles
from guides.parsing.text.figures import Figure

# Of which component an amount is that names none, where several are of its size.
_OFTEN_ALONE: tuple[AskComponent, ...] = ("base", "total", "equity", "bonus", "signing", "other")
# Amounts of one thing seldom differ by more.
_CLOSE = Decimal("1.25")
# How many amounts back something may stand that an amount is understood by.
_FAR = 40
_SHORT = 40


@dataclass(frozen=True, slots=True)
class Preceding:
    """What the sentences before leave: all asks, the last one's, the words, and what they say that others pay."""

    asks: list[Ask] = field(default_factory=list)
    last: list[Ask] = field(default_factory=list)
    # Component, minimum, currency.
    amounts: list[tuple[AskComponent, Decimal, str | None]] = field(default_factory=list)
    text: str = ""
    # Whether it says what is to come on top.
    is_added: bool = False

    def topic(self) -> AskComponent | None:
        """The one part that the last sentence speaks of."""
        return Subject(self.text).topic


@dataclass(frozen=True, slots=True)
class Unnamed:
    """What the amounts of a sentence are understood by: each other, and the sentences before."""

    amounts: Amounts
    components: Sequence[Named]
    additions: Sequence[Addition | None]
    roles: Roles
    before: Preceding
    spoken: bool

    def component(self, at: int, role: AskRole) -> AskComponent | None:
        """The component of the amount at a place, which has a role."""
        figure = self.amounts.figures[at]
        if self.additions[at]:
            # Its size says nothing of what it is added to.
            is_yearly = figure.unit == "money" and figure.period == "year"
            return self.before.topic() or ("total" if is_yearly else None)
        if figure.unit == "percent":
            return self._share(at) or ("bonus" if self.before.topic() == "bonus" else None)
        if figure.unit != "money" or not figure.symbols[0]:
            return None
        if leads_to(self.amounts.text, self.amounts.dividers[at], figure):
            # "…, reaching $275K": of all that was named.
            return None
        return self._of_its_size(at, role) or self._otherwise(figure, role)

    def _share(self, at: int) -> AskComponent | None:
        """Equity, where the percentage before is one of the company: "0.1% equity, accept 0.06%"."""
        if at and self.amounts.figures[at - 1].unit == "percent" and self.components[at - 1][0] == "equity":
            return "equity"
        return None

    def _of_its_size(self, at: int, role: AskRole) -> AskComponent | None:
        """The part that an amount of about the same size is of: one before it, or of the sentences before."""
        figure, listings = self.amounts.figures[at], self.amounts.listings
        currency = self.amounts.currency(figure)
        here = [
            (component, other.minimum)
            for other, (component, _) in zip(
                self.amounts.figures[:at][-_FAR:], self.components[:at][-_FAR:], strict=True
            )
            if component
            and self.amounts.currency(other) == currency
            and _near(figure, other.minimum)
            # The parts in parentheses only say what a total is made of.
            and (not is_inside(listings, other.start) or is_inside(listings, figure.start))
        ]
        if here:
            close = [component for component, amount in here if _near(figure, amount, _CLOSE)]
            return min(close, key=_OFTEN_ALONE.index) if close else here[-1][0]
        for component, amount, code in reversed(self.before.amounts[-_FAR:]):
            if code == currency and _near(figure, amount):
                return component
        wholes = [ask for ask in self.before.asks[-_FAR:] if ask.basis == "whole" and ask.unit == "money"]
        like = [ask for ask in wholes if ask.currency == currency and _near(figure, ask.min)]
        if role in {"floor", "accept"}:
            # Nobody holds out for more than is asked for.
            like = [ask for ask in like if ask.role in {"floor", "accept"} or (ask.max or ask.min) >= figure.minimum]
        like = [ask for ask in like if ask.role == role] or like
        return min(like, key=lambda ask: _likeness(ask, figure)).component if like else None

    def _otherwise(self, figure: Figure, role: AskRole) -> AskComponent | None:
        """The part of an amount in another currency with the same role, or what the sentence speaks of, or likely."""
        currency = self.amounts.currency(figure)
        parallel = next(
            (ask.component for ask in self.before.asks[:_FAR] if ask.role == role and ask.currency != currency), None
        )
        if known := parallel or Subject(self.amounts.text).before(figure.start) or self.before.topic():
            return known
        if figure.period == "month":
            return "base"
        if role in {"ask", "target"} and self.spoken and (sized := self.amounts.context.component_of(figure)):
            return sized
        # Beside a limit for which nothing says what it is of, the ask is of the same.
        is_listed = not self.spoken and (self.roles.named_behind or not {"accept", "floor"}.isdisjoint(self.roles.cues))
        return "other" if role in {"floor", "accept"} or is_listed or self._alone(figure) else None

    def _alone(self, figure: Figure) -> bool:
        """Whether a short sentence of advice says nothing but to ask for an amount: "Anchor at $220K." """
        is_short = not self.spoken and len(self.amounts.text) < _SHORT
        return is_short and 0 < self.roles.since_cue(figure) <= _SHORT // 2


def _near(figure: Figure, amount: Decimal, times: Decimal = Decimal(2)) -> bool:
    return amount / times <= figure.minimum <= amount * times


def _likeness(ask: Ask, figure: Figure) -> tuple[bool, bool, int]:
    """What is said alone is base or total, of these the one of about its size."""
    alone = ask.component in _OFTEN_ALONE[:2]
    return not alone, not _near(figure, ask.min, _CLOSE), _OFTEN_ALONE.index(ask.component)
