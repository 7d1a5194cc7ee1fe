"""E-mails that a candidate can send: each has only what is true of them, and every amount is the plan's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from display.formatting import day
from offers.comparison.loading import LeverOutlook
from offers.counter.loading import Counter
from offers.models import Offer
from offers.speaking import plan_words, posted_sentence, thanks_sentence
from pay.scripts import LineKind

EmailKind = Literal["counter", "more-time", "accept", "decline"]

# Lines of a lever that a letter takes over: the thanks and the ask are said once, by the letter itself.
_REASONS: frozenset[LineKind] = frozenset({"fact", "own-offers", "own-claim"})
SIGNATURE = "Kind regards"


@dataclass(frozen=True)
class Email:
    kind: EmailKind
    title: str
    subject: str
    body: str


def emails(counter: Counter) -> tuple[Email, ...]:
    """The e-mails that fit where the negotiation stands."""
    offer = counter.outlook.offer
    if offer.kind != Offer.Kind.OFFER or offer.outcome in {Offer.Outcome.DECLINED, Offer.Outcome.WITHDRAWN}:
        return ()
    if offer.outcome == Offer.Outcome.ACCEPTED:
        return (_accept(counter),)
    asking = (_counter(counter),) if plan_words(counter.plan, counter.plan.raised) else ()
    return (*asking, _more_time(counter), _accept(counter), _decline(counter))


def email_text(counter: Counter) -> str:
    """The letter that counters: thanks, reasons, one complete ask; "" where nothing is asked for.

    It holds no limit, and no claim that isn't recorded or ticked.
    """
    return next((email.body for email in emails(counter) if email.kind == "counter"), "")


def _letter(*paragraphs: str) -> str:
    return "\n\n".join(["Hello,", *filter(None, paragraphs), SIGNATURE])


def _job(counter: Counter) -> str:
    guide = counter.outlook.offer.guide
    return f"the {guide.role} role" if guide else "the role"


def _counter(counter: Counter) -> Email:
    opening = "I have thought it through and would like to find terms that work for both of us."
    words = plan_words(counter.plan, counter.plan.raised)
    return Email(
        "counter",
        "To counter",
        f"My offer for {_job(counter)}",
        _letter(
            f"{thanks_sentence(counter.outlook.package)} {opening}".strip(),
            posted_sentence(counter.outlook.posted, counter.plan),
            *reasons(counter.chosen),
            f"With that in mind, I'm asking for {words}.",
            "Is that something that you can do? I'd be glad to talk it through.",
        ),
    )


def reasons(levers: tuple[LeverOutlook, ...]) -> list[str]:
    """What the chosen levers have to say, a paragraph each, no sentence twice."""
    said: set[str] = set()
    paragraphs = []
    for lever in levers:
        lines = [line.text for line in lever.script.lines if line.kind in _REASONS and line.text not in said]
        said.update(lines)
        if lines:
            paragraphs.append(" ".join(lines))
    return paragraphs


def _more_time(counter: Counter) -> Email:
    by = counter.outlook.offer.respond_by
    until = f"You have asked for my answer by {day(by)}. " if by else ""
    return Email(
        "more-time",
        "To ask for more time",
        f"A little more time for {_job(counter)}",
        _letter(
            f"{thanks_sentence(counter.outlook.package) or 'Thank you for the offer.'}",
            f"{until}I want to answer it properly. Could I have a few more days?",
        ),
    )


def _accept(counter: Counter) -> Email:
    return Email(
        "accept",
        "To accept",
        f"Accepting {_job(counter)}",
        _letter(
            thanks_sentence(counter.outlook.package) or "Thank you for the offer.",
            "I'm glad to accept. Could you send me the terms in writing, so that I can sign?",
        ),
    )


def _decline(counter: Counter) -> Email:
    return Email(
        "decline",
        "To decline",
        f"{_job(counter)[:1].upper()}{_job(counter)[1:]}",
        _letter(
            "Thank you for the offer and for the time that you and your colleagues gave me.",
            "I have decided not to take it. I wish you well in finding the right person.",
        ),
    )
