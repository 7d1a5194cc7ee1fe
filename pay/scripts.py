"""The words to say: of a guide's script what holds true, with the candidate's own facts, and the plan's ask.

Default deny. A sentence is printed for one of these reasons alone: it is a
fact of the company, the market or the job; it is made from recorded offers;
the candidate has ticked it as true and filled its blanks; it is the plan's
ask, or a courtesy, in our own words. Whatever voice a sentence was given,
``_is_sayable`` looks at its words once more.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pay.grammar import (
    SLOT,
    currencies_in,
    denies_offers,
    has_blank,
    is_first_person,
    is_second_person,
    leans_within,
    names_amount,
    points_back,
    promises,
    tells_of_money,
    tells_pay,
    tells_present_pay,
    with_articles,
)
from pay.slots import Slot, fill, key_of, slots_of

Voice = Literal["fact", "ask", "offer", "self", "courtesy", "advice", "limit", "unsettled"]
LineKind = Literal["fact", "own-offers", "own-claim", "own-ask", "own-thanks", "own-promise"]
WhyLeftOut = Literal["offer-claim", "leans", "unconfirmed", "blank", "currency", "holds-offer"]
# What became of the sentence before: there is none, it is said, a claim that isn't, something else that isn't.
Before = Literal["nothing", "said", "claim-fell", "fell"]
WhyLocked = Literal["needs-competing-offer", "nothing-to-say"]

_ONCE_TICKED: frozenset[Voice] = frozenset({"self", "unsettled"})


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a guide's words to speak; ``key`` is what a tick is remembered by."""

    voice: Voice
    text: str
    key: str = ""
    slots: tuple[Slot, ...] = ()

    @property
    def tells_present_pay(self) -> bool:
        """Whether a tick prints the pay of the recorded current job in its place."""
        return self.voice in _ONCE_TICKED and names_amount(self.text) and tells_present_pay(self.text)


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence to say."""

    kind: LineKind
    text: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A sentence of the guide that is not said. An "unconfirmed" one can be ticked, a "blank" one filled."""

    text: str
    why: WhyLeftOut


@dataclass(frozen=True, slots=True)
class Script:
    """What to say, what was left out, and why it is locked if it is."""

    lines: tuple[Line, ...]
    left_out: tuple[LeftOut, ...] = ()
    locked: WhyLocked | None = None

    @property
    def text(self) -> str:
        """The words to copy; empty while locked."""
        return "" if self.locked else " ".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What is the candidate's own in a script, in the ``currency`` that they are paid in.

    ``offers``: one sentence made from recorded offers, "" without any;
    ``present_pay`` one from the recorded current job. ``confirmed`` and
    ``answers``: ticks, and what stands in blanks, by key. ``said`` prints an amount.
    """

    currency: str
    said: Callable[[Decimal], str]
    offers: str = ""
    present_pay: str = ""
    confirmed: Collection[str] = ()
    answers: Mapping[str, str] | None = None


PROMISE = "If we can agree on this, I'm ready to sign."


def sentences_of(place: str, voiced: Sequence[tuple[Voice, str]]) -> tuple[Sentence, ...]:
    """The sentences of a lever, each with its voice; ``place`` is the lever's title."""
    slots = slots_of(place, [text for _, text in voiced])
    return tuple(Sentence(voice, text, key_of(text), found) for (voice, text), found in zip(voiced, slots, strict=True))


def tickable(sentences: Sequence[Sentence], currency: str) -> tuple[Sentence, ...]:
    """The sentences that are said once they are ticked: none that tells pay or leans on what isn't said."""
    found = []
    before = False
    for sentence in sentences:
        is_open = sentence.voice in _ONCE_TICKED and (sentence.tells_present_pay or _is_own(sentence, currency))
        leans = points_back(sentence.text) and not before
        if is_open and not leans:
            found.append(sentence)
        before = (is_open and not leans) or (sentence.voice == "fact" and not leans)
    return tuple(found)


def promise_key(sentences: Sequence[Sentence]) -> str:
    """What a tick at a promise to sign is remembered by; "" where the guide's words promise nothing."""
    promised = next((one for one in sentences if one.voice in {"ask", "courtesy"} and promises(one.text)), None)
    return key_of(f"promise\n{promised.text}") if promised else ""


def compose(
    sentences: Sequence[Sentence],
    own: OwnWords,
    *,
    ask: str = "",
    thanks: str = "",
    needs_competing_offer: bool = False,
) -> Script:
    """Make the script of a lever or of the strategy.

    ``ask`` and ``thanks`` are our own sentences, made from the plan and the offer; "" for none.
    """
    if needs_competing_offer and not own.offers:
        claims = (LeftOut(one.text, "offer-claim") for one in sentences if one.voice == "offer")
        return Script((), tuple(claims), "needs-competing-offer")
    open_to_tick = {one.key for one in tickable(sentences, own.currency)}
    lines: list[Line] = []
    left_out: list[LeftOut] = []
    offers_told = False
    before: Before = "nothing"
    for sentence in sentences:
        text = sentence.text
        leans, before = _leans(sentence, before), "fell"
        if sentence.voice == "offer":
            before = "claim-fell"
            if own.offers and not offers_told:
                lines.append(Line("own-offers", own.offers))
                offers_told = True
            elif not own.offers:
                left_out.append(LeftOut(text, "offer-claim"))
        elif sentence.voice == "fact" and _is_impersonal(text):
            if leans or not currencies_in(text) <= {own.currency}:
                left_out.append(LeftOut(text, "leans" if leans else "currency"))
            else:
                lines.append(Line("fact", with_articles(text)))
                before = "said"
        elif sentence.key in open_to_tick:
            said = _ticked(sentence, own, leans=leans)
            if isinstance(said, Line):
                lines.append(said)
                before = "said"
            else:
                left_out.append(LeftOut(text, said))
                before = "claim-fell"
    said_something = bool(lines or ask)
    if ask:
        lines.append(Line("own-ask", ask))
        if promise_key(sentences) in own.confirmed:
            lines.append(Line("own-promise", PROMISE))
    if thanks:
        lines.insert(0, Line("own-thanks", thanks))
    return Script(tuple(lines), tuple(left_out), None if said_something else "nothing-to-say")


def _leans(sentence: Sentence, before: Before) -> bool:
    """Whether a sentence leans on the one before it, which isn't said."""
    # "I've done this for years" means the job, unless it stands behind a claim that fell.
    within: tuple[Before, ...] = ("fell", "claim-fell") if sentence.voice == "fact" else ("claim-fell",)
    return before != "said" and (points_back(sentence.text) or (before in within and leans_within(sentence.text)))


def _ticked(sentence: Sentence, own: OwnWords, *, leans: bool) -> Line | WhyLeftOut:
    if denies_offers(sentence.text) and own.offers:
        return "holds-offer"
    if sentence.key not in own.confirmed:
        return "unconfirmed"
    if leans:
        return "leans"
    if sentence.tells_present_pay:
        return Line("own-claim", own.present_pay) if own.present_pay else "blank"
    filled = fill(sentence.text, sentence.slots, own.answers or {}, said=own.said)
    return "blank" if filled is None else Line("own-claim", filled)


def _is_impersonal(text: str) -> bool:
    """Whether a fact speaks of nobody in the room, leaves nothing blank, and tells nobody's pay."""
    return not (is_first_person(text) or is_second_person(text) or has_blank(text) or tells_pay(text))


def _is_own(sentence: Sentence, currency: str) -> bool:
    """Whether a claim can be printed as it stands: nobody's pay in it, nor another currency, nor a promise."""
    text = sentence.text
    if has_blank(SLOT.sub("", text)):
        return False
    currencies = currencies_in(text) | {slot.currency for slot in sentence.slots if slot.currency}
    of_money = names_amount(text) or any(slot.kind == "money" for slot in sentence.slots)
    return currencies <= {currency} and (not of_money or tells_of_money(text)) and not promises(text)
