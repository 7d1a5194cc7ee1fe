"""E-mails that a candidate can send: each has only what is true of them, and every amount is the plan's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from display.formatting import NUMBERS, day
from offers.counter.loading import Counter
from offers.counter.reasons import written_reasons
from offers.models import Offer
from offers.speaking import plan_words, posted_sentence, thanks_sentence

EmailKind = Literal["counter", "more-time", "accept", "decline"]

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
    if offer.kind != Offer.Kind.OFFER:
        return ()
    match offer.outcome:
        case Offer.Outcome.WITHDRAWN:
            return ()
        case Offer.Outcome.ACCEPTED:
            return (_accept(counter),)
        case Offer.Outcome.DECLINED:
            return (_decline(counter),)
    asking = (_counter(counter),) if plan_words(counter.plan, counter.plan.raised) else ()
    return (*asking, _more_time(counter), _accept(counter), _decline(counter))


def email_text(counter: Counter) -> str:
    """The letter that counters: thanks, reasons, one complete ask; "" where nothing is asked for.

    It holds no limit, and no claim that isn't recorded or ticked.
    """
    return next((email.body for email in emails(counter) if email.kind == "counter"), "")


def _letter(*paragraphs: str) -> str:
    return "\n\n".join(["Hello,", *filter(None, paragraphs), SIGNATURE])


def _your_offer(counter: Counter) -> str:
    guide = counter.outlook.offer.guide
    return f"your offer for the {guide.role} role" if guide else "your offer"


def _about(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def _thanks(counter: Counter) -> str:
    return thanks_sentence(counter.outlook.package) or "Thank you for the offer."


def _passed(counter: Counter) -> str:
    """The day by which they wanted an answer, where that is over; "" where it isn't, or where none is known."""
    offer, today = counter.outlook.offer, counter.outlook.today
    return day(offer.respond_by) if offer.respond_by and offer.has_lapsed(today) else ""


def _counter(counter: Counter) -> Email:
    opening = "I have thought it through and would like to find terms that work for both of us."
    words = plan_words(counter.plan, counter.plan.raised)
    return Email(
        "counter",
        "To counter",
        _about(_your_offer(counter)),
        _letter(
            f"{thanks_sentence(counter.outlook.package)} {opening}".strip(),
            posted_sentence(counter.outlook.posted, counter.plan),
            *written_reasons(counter.chosen),
            f"With that in mind, I'm asking for {words}.",
            "Is that something that you can do? I'd be glad to talk it through.",
        ),
    )


def _more_time(counter: Counter) -> Email:
    by = counter.outlook.offer.respond_by
    if passed := _passed(counter):
        words = (
            f"The day by which you asked for my answer, {passed}, has passed. If the offer still stands, could I have a"
            " few more days?"
        )
    elif by:
        words = f"You have asked for my answer by {day(by)}. I want to answer properly: could I have a few more days?"
    else:
        words = "I want to answer properly and would like a few days for it. By when do you need my answer?"
    return Email(
        "more-time",
        "To ask for more time",
        f"A little more time to answer {_your_offer(counter)}",
        _letter(_thanks(counter), " ".join(filter(None, (_to_consider(counter.outlook.competing), words)))),
    )


def _to_consider(others: Sequence[Offer]) -> str:
    """That other recorded offers are to be considered, without their names and figures; "" where there is none."""
    written = sum(other.status == Offer.Status.WRITTEN for other in others)
    if not others:
        return ""
    if len(others) == 1:
        return f"I also have {'a written' if written else 'a verbal'} offer from another employer to consider."
    in_writing = {0: "none of them in writing yet", len(others): "all of them in writing"}
    return (
        f"I also have {_count(len(others))} other offers to consider,"
        f" {in_writing.get(written, f'{_count(written)} of them in writing')}."
    )


def _count(number: int) -> str:
    return NUMBERS[number] if number < len(NUMBERS) else str(number)


def _accept(counter: Counter) -> Email:
    offer = counter.outlook.offer
    accepting = "I'm glad to accept it."
    if not offer.outcome and (passed := _passed(counter)):
        accepting = (
            f"The day by which you asked for my answer, {passed}, has passed. If the offer still stands, I'm glad to"
            " accept it."
        )
    written = offer.status == Offer.Status.WRITTEN
    return Email(
        "accept",
        "To accept",
        f"Accepting {_your_offer(counter)}",
        _letter(
            _thanks(counter),
            accepting,
            "Could you tell me what you need from me next?"
            if written
            else "Could you send me the terms in writing, so that I can sign?",
        ),
    )


def _decline(counter: Counter) -> Email:
    has_accepted = any(other.outcome == Offer.Outcome.ACCEPTED for other, _ in counter.outlook.unused)
    return Email(
        "decline",
        "To decline",
        _about(_your_offer(counter)),
        _letter(
            "Thank you for the offer, and for the time that you and your colleagues gave me.",
            f"{'I have accepted another offer, so I' if has_accepted else 'I'} won't be taking it. "
            "I wish you well in finding the right person.",
        ),
    )
