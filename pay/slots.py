"""The blanks of a script: whose they are, what may stand in them, and the sentence with them filled.

A blank belongs to its place: the lever and the run of sentences in which it
stands, not its letters. "[X]" in two levers are two blanks; in sentences that
follow each other they are one.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pay.amounts import UnreadableAmountError, read_amount
from pay.currencies import any_code, any_sign, currency_of

SlotKind = Literal["money", "percent", "number", "company", "words"]

_UNITS = {"": Decimal(1), "k": Decimal(1_000), "m": Decimal(1_000_000)}
_SLOT = re.compile(
    rf"(?:(?P<sign>{any_sign()}|\b(?:{any_code()}))\s?)?\[(?P<words>[^\[\]\n]{{1,300}})\](?!\()"
    r"(?:(?P<unit>[KkMm])\b|(?P<percent>\s?%|\s?per ?cent\b))?"
)
_COMPANY = re.compile(r"compan(?:y|ies)|employer|firm|competitor|organi[sz]ation|where you", re.IGNORECASE)
_NUMBER = re.compile(r"[A-Z#]|number|count|how many|\d+[+–-]?\d*|N\+?", re.IGNORECASE)
_AMOUNT = re.compile(r"\bamount\b|\bsalary\b|\bbase\b|\btotal\b", re.IGNORECASE)


class UnfitAnswerError(ValueError):
    """What was typed can't stand in the blank; the message says what to type instead."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A blank: ``words`` stand in its brackets, ``currency`` is that of a sign before it ("" for none).

    ``scale``: 1000 where a "K" stands behind it.
    """

    key: str
    words: str
    kind: SlotKind
    currency: str = ""
    scale: Decimal = Decimal(1)


def key_of(text: str) -> str:
    """What remembers a text of a guide (a claim, a blank, a lever's title): 32 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:32]


def slots_of(place: str, sentences: Sequence[str]) -> list[tuple[Slot, ...]]:
    """The blanks of each sentence of a place, in order; one blank for sentences that follow each other."""
    found: list[tuple[Slot, ...]] = []
    last: dict[str, str] = {}
    for sentence in sentences:
        here: dict[str, Slot] = {}
        for match in _SLOT.finditer(sentence):
            words = match["words"]
            if words not in here:
                key = last.get(words) or key_of("\n".join((place, sentence, words)))
                here[words] = _slot(match, key)
        last = {words: slot.key for words, slot in here.items()}
        found.append(tuple(here.values()))
    return found


def _slot(match: re.Match[str], key: str) -> Slot:
    words = match["words"]
    if match["percent"] or "%" in words:
        return Slot(key, words, "percent")
    unit = _UNITS[(match["unit"] or "").lower()]
    sign = match["sign"]
    if sign or match["unit"] or _AMOUNT.search(words):
        return Slot(key, words, "money", (currency_of(sign, None) or "") if sign else "", unit)
    if _COMPANY.search(words):
        return Slot(key, words, "company")
    return Slot(key, words, "number" if _NUMBER.fullmatch(words) else "words")


def answer_of(slot: Slot, typed: str, currency: str) -> str:
    """What is kept of a typed answer. Raises ``UnfitAnswerError``.

    Money is kept as a plain number of whole units of ``currency``, so that
    "45", "45k", "45,000" and "$45K" in "$[X]K" are the same 45000.
    """
    words = " ".join("".join(char if char.isprintable() else " " for char in typed).split())
    if not words or slot.kind in {"words", "company", "number"}:
        if "[" in words or "]" in words:
            raise UnfitAnswerError("Leave out the brackets: type what is true of you.")
        return words
    if slot.kind == "percent":
        number = words.removesuffix("%").removesuffix("percent").strip().replace(",", ".")
        if not re.fullmatch(r"\d{1,3}(?:\.\d{1,2})?", number):
            raise UnfitAnswerError(f"“{words}” can't be read as a percentage. Type a number such as 15 or 12.5.")
        return number
    try:
        read = read_amount(words)
    except UnreadableAmountError as error:
        raise UnfitAnswerError(str(error)) from None
    if read.amount is None:
        return ""
    if read.contradicts(currency):
        raise UnfitAnswerError(
            f"This stands beside amounts in {currency}, and “{words}” names {read.named}. Which is meant? "
            f"Type the amount in {currency}, without a sign."
        )
    amount = read.amount * (slot.scale if slot.scale > 1 and read.amount < slot.scale else 1)
    return f"{amount.normalize():f}"


def fill(text: str, slots: Sequence[Slot], answers: Mapping[str, str], *, said: Callable[[Decimal], str]) -> str | None:
    """The sentence with its blanks filled; ``None`` while one of them is blank. ``said`` prints an amount."""
    by_words = {slot.words: slot for slot in slots}
    if any(not answers.get(slot.key) for slot in slots):
        return None

    def filled(match: re.Match[str]) -> str:
        slot = by_words[match["words"]]
        answer = answers[slot.key]
        if slot.kind == "money":
            return said(Decimal(answer))
        if slot.kind == "percent":
            return f"{answer}%"
        return f"{match['sign'] or ''}{answer}{match['unit'] or ''}"

    return _SLOT.sub(filled, text)
