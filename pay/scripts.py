"""The words to say: a guide's script with the candidate's own facts in it, and nothing untrue.

A sentence that claims an offer is replaced whole by one made from recorded
offers, or left out. A sentence that states another fact about the speaker is
printed once the candidate has confirmed it. Floors are never spoken. Nor is
an ask that the offer meets already: saying it would lower the offer.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pay.asks import Ask, Gap

LineKind = Literal["guide", "own-offers", "own-claim", "own-ask", "own-thanks"]
WhyLeftOut = Literal["offer-claim", "refers-back", "unconfirmed", "limit", "other-region", "already-met"]
WhyLocked = Literal["needs-competing-offer", "nothing-to-say"]

SLOT = re.compile(r"\[([^\[\]\n]{1,300})\](?!\()")
_AMOUNT = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s?([KkMmBb]\b)?")
_SCALE = {"": 1, "k": 1_000, "m": 1_000_000, "b": 1_000_000_000}
# "Both are strong", "Saving fifteen percent on one of them": words that only make sense after what was left out.
_REFERS_BACK = re.compile(
    r"\W*(?:both|either|neither|those|these|this|that|it|they|such|the (?:two|three|other) offers?"
    r"|all (?:two|three|of them))\b"
    r"|.*\b(?:into account|in mind)\b"
    r"|.*\b(?:one|each|any|some|all|none|both|most|either|neither) of (?:them|those|these)\b",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A spoken sentence of a guide; ``claim`` if it states a fact about the speaker."""

    text: str
    claim: Literal["offer", "self"] | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence to say; ``asks`` are those of the guide that stand in it."""

    kind: LineKind
    text: str
    asks: tuple[Ask, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A sentence of the guide that is not said. An "unconfirmed" one can be confirmed."""

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


def amounts_in(text: str) -> frozenset[Decimal]:
    """The amounts that a text names, "$270K" and "270,000" alike."""
    return frozenset(
        Decimal(number.replace(",", "")) * _SCALE[scale.lower()] for number, scale in _AMOUNT.findall(text)
    )


def fill_slots(text: str, answers: Mapping[str, str]) -> str:
    """The text with each ``[slot]`` replaced by its answer; a slot without one stays as a blank."""
    return SLOT.sub(lambda match: answers.get(match[1]) or match[0], text)


def compose(
    sentences: Sequence[Sentence],
    *,
    gaps: Iterable[Gap],
    limits: Iterable[Ask],
    elsewhere: Iterable[Ask] = (),
    offers_sentence: str,
    needs_competing_offer: bool = False,
    confirmed: frozenset[str] = frozenset(),
    slot_answers: Mapping[str, str],
    ask_sentence: Callable[[Sequence[Ask]], str],
    thanks: str = "",
) -> Script:
    """Make the script of a lever or of the strategy.

    ``gaps``: its asks for this offer. ``limits``: every floor and accept-at
    figure of the guide. ``elsewhere``: its asks for other regions.
    ``offers_sentence``: one sentence made from recorded competing offers, ""
    without any. ``confirmed``: claims that the candidate says are true.
    ``ask_sentence`` words asks whose own sentence had to go, or that only stand in advice.
    """
    if needs_competing_offer and not offers_sentence:
        return Script(
            (),
            tuple(LeftOut(s.text, "offer-claim") for s in sentences if s.claim == "offer"),
            "needs-competing-offer",
        )

    gaps = tuple(gaps)
    asked = frozenset(gap.ask.minimum for gap in gaps if not gap.is_met)
    secret = frozenset(
        amount
        for limit in limits
        if limit.unit == "money"
        for amount in (limit.minimum, limit.maximum)
        if amount is not None
    )
    foreign = frozenset(ask.minimum for ask in elsewhere) - asked
    met = frozenset(gap.ask.minimum for gap in gaps if gap.is_met)

    lines: list[Line] = [Line("own-thanks", thanks)] if thanks else []
    left_out: list[LeftOut] = []
    orphaned: list[Ask] = []
    offers_told = after_gap = False
    for sentence in sentences:
        named = amounts_in(sentence.text)
        here = tuple(gap.ask for gap in gaps if not gap.is_met and gap.ask.minimum in named)
        why = _why_left_out(sentence, named, secret, foreign, met, confirmed, after_gap=after_gap)
        # What was said of the offers of a sample isn't said of the candidate's own either.
        after_gap = why is not None
        if sentence.claim == "offer" and offers_sentence and not offers_told:
            lines.append(Line("own-offers", offers_sentence))
            offers_told = True
        if why is None:
            kind: LineKind = "own-claim" if sentence.claim == "self" else "guide"
            lines.append(Line(kind, fill_slots(sentence.text, slot_answers), here))
            continue
        if not (sentence.claim == "offer" and offers_told):
            left_out.append(LeftOut(sentence.text, why))
        orphaned.extend(here)
    if not sentences:
        # All advice: what it tells the reader to ask for is asked in words of our own.
        orphaned = [gap.ask for gap in gaps if not gap.is_met and not gap.ask.is_limit]
    said = {ask for line in lines for ask in line.asks}
    still_to_ask = [ask for ask in dict.fromkeys(orphaned) if ask not in said and ask.minimum not in secret]
    if still_to_ask:
        lines.append(Line("own-ask", ask_sentence(still_to_ask), tuple(still_to_ask)))
    spoken = [line for line in lines if line.kind != "own-thanks"]
    return Script(tuple(lines), tuple(left_out), None if spoken else "nothing-to-say")


def _why_left_out(
    sentence: Sentence,
    named: frozenset[Decimal],
    secret: frozenset[Decimal],
    foreign: frozenset[Decimal],
    met: frozenset[Decimal],
    confirmed: frozenset[str],
    *,
    after_gap: bool,
) -> WhyLeftOut | None:
    if sentence.claim == "offer":
        return "offer-claim"
    if named & secret:
        return "limit"
    if named & foreign:
        return "other-region"
    if named & met:
        return "already-met"
    if after_gap and _REFERS_BACK.match(sentence.text):
        return "refers-back"
    if sentence.claim == "self" and sentence.text not in confirmed:
        return "unconfirmed"
    return None


def key_of(text: str) -> str:
    """What remembers a text of a guide (a claim, a slot, a lever's title): 32 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:32]
