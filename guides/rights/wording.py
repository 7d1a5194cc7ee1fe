"""Sentences about rights. Never advice, never that an employer broke a law: what is in force, and what to ask."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from display.formatting import day
from pay.rights.applying import Applied
from pay.rights.facts import Fact, Kind
from pay.rights.sizes import SIZE_NAMES

if TYPE_CHECKING:
    from pay.rights.facts import Volunteered

NO_ADVICE = "This is what public pages say, not legal advice, and no claim about any employer."

KINDS: dict[Kind, str] = {
    "posting-range": "The range in the posting",
    "range-on-request": "The range when you ask",
    "range-unasked": "The range unasked",
    "pay-history-ban": "What you earn now",
    "repayment-limit": "Paying money back",
    "other": "What else there is",
}
# Whether asked for or not, one question gets the range.
TO_SAY: dict[Kind, str] = {
    "posting-range": "What is the pay range for this position, as it is posted for {place}?",
    "range-on-request": "Could you tell me the pay range for this position?",
    "range-unasked": "What is the pay range for this position?",
    "pay-history-ban": "I’d rather talk about this role than about what I earn now. What is the range for it?",
    "repayment-limit": "Could you send me the repayment terms, so that I can read them before I sign?",
}
VOLUNTEERED: dict[Volunteered, str] = {
    "raise": "If you bring it up yourself, it may only raise the offer.",
    "unused": "If you bring it up yourself, it may not be used.",
    "use": "If you bring it up yourself, it may be used.",
    "": "",
}


def since(fact: Fact, today: date) -> str:
    """When it is in force, seen from a day: "In force since 1 January 2023"."""
    begins = day(fact.since) if fact.since else ""
    match fact.stage_on(today):
        case "in-force":
            ends = f", until {day(fact.until)}" if fact.until else ""
            return f"In force since {begins}{ends}" if begins else f"In force; since when isn’t known{ends}"
        case "to-come":
            return f"Adopted; in force from {begins}"
        case "over":
            ended = f" until {day(fact.until)}" if fact.until else ""
            return f"No longer in force: it was{f' from {begins}' if begins else ''}{ended}"
        case "waiting":
            return "Adopted; it has no first day yet"
        case "proposed":
            return f"Only proposed, to begin on {begins}" if begins else "Only proposed"
    return "No duty"


def attested(fact: Fact) -> str:
    """How well it is known."""
    return {
        "two": "Two independent sources say so.",
        "one": "One source says so.",
        "official": "One official source says so.",
    }[fact.confidence]


def as_of(fact: Fact, today: date) -> str:
    """ "as of July 2026" where it should be checked again; "" where it was checked lately."""
    if not fact.is_old_on(today):
        return ""
    return f"as of {fact.checked_on:%B %Y}" if fact.checked_on else "unchecked"


def coverage(one: Applied, size: str, place: str) -> str:
    """Whether the employer is covered, as far as its size and the place of the work tell."""
    fact = one.fact
    least = f"{fact.least} or more" if fact.least else ""
    there = f" in {place}" if fact.counted_there else ""
    told = ""
    if fact.who == "some":
        told = "Only for some employers: see whom it covers."
    elif one.covered == "no":
        told = f"Not for an employer with {SIZE_NAMES[size]} employees: it takes {least}{there}."
    elif one.covered == "if":
        told = f"If the employer has {least} employees{there}."
    elif fact.least and fact.least > 1:
        told = f"An employer with {SIZE_NAMES[size]} employees is covered." if size else ""
    if one.reach == "if":
        told = f"{told} Whether it reaches work that is done elsewhere wasn’t found.".strip()
    return told


def to_say(kind: Kind, place: str) -> str:
    return TO_SAY.get(kind, "").format(place=place)
