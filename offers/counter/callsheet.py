"""What lies beside the phone: the ask in parts, three sentences to open, and an answer to each of the usual answers.

Every sentence to say is true of this candidate and has no blank; none names a
limit. What is advice stands beside, never in a sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from display.formatting import whole_money
from offers.counter import research
from offers.counter.loading import Counter
from offers.counter.reasons import spoken_reason
from offers.counter.research import Research
from offers.models import Offer
from offers.speaking import offers_sentence, plan_words, posted_sentence, thanks_sentence
from pay.plans import PartPlan
from pay.saying import sayable
from pay.side_by_side import four_year_total


@dataclass(frozen=True)
class Answer:
    """What they may say, what to do then, one sentence to say, and what that rests on."""

    theirs: str
    do: str
    say: str
    research: Research | None = None


@dataclass(frozen=True)
class CallSheet:
    opening: tuple[str, ...]
    answers: tuple[Answer, ...]
    never: tuple[str, ...]
    countdown: str


# For who has no reason to give, and for whom the pay is enough.
BEFORE_ANSWERING = "Before I answer, I'd like to go through the terms with you."
BESIDES_PAY = "Could we talk about the level, the start date and a review in writing?"
TALK_OF_PAY = "I'd like to talk about my pay."

NEVER = (
    "The lowest that you would take, or that you would take less.",
    "An offer, a figure or a deadline that you don't have.",
    "What you earn now, unless you want it to be the measure.",
    "“This is final”, unless you will walk away.",
)


def call_sheet(counter: Counter) -> CallSheet:
    outlook = counter.outlook
    if outlook.is_over:
        return CallSheet((), (), (), "")
    return CallSheet(
        _opening(counter),
        (_top_of_the_band(counter), _no_equity(counter), _other_offers(counter), _by_friday(counter), _signing(counter))
        if counter.plan.raised
        else (_other_offers(counter), _by_friday(counter)),
        NEVER,
        countdown(outlook.offer.respond_by, outlook.today),
    )


def countdown(respond_by: date | None, today: date) -> str:
    """ "3 days left to respond"; "" without a date."""
    if respond_by is None:
        return ""
    days = (respond_by - today).days
    if days < 0:
        return "The respond-by date has passed."
    return "The answer is due today." if days == 0 else f"{days} day{'' if days == 1 else 's'} left to respond."


def _opening(counter: Counter) -> tuple[str, ...]:
    """Three sentences: thanks, what the employer itself posted or a reason that holds true, the ask."""
    outlook = counter.outlook
    words = plan_words(counter.plan, counter.plan.raised)
    because = posted_sentence(outlook.posted, counter.plan) or spoken_reason(counter.to_open_with) if words else ""
    ask = f"I'm looking for {words}." if words else BESIDES_PAY
    if outlook.offer.kind != Offer.Kind.OFFER:
        return tuple(filter(None, (TALK_OF_PAY, because, ask)))
    return (thanks_sentence(outlook.package) or "Thank you for the offer.", because or BEFORE_ANSWERING, ask)


def _rest(counter: Counter, *without: str) -> str:
    """What is asked for besides some parts, in words."""
    parts: list[PartPlan] = [part for part in counter.plan.raised if part.part not in without]
    return plan_words(counter.plan, parts)


def _top_of_the_band(counter: Counter) -> Answer:
    if posted := posted_sentence(counter.outlook.posted, counter.plan):
        return Answer(
            "“That's the most that we can pay.”",
            "Name their own posting, and ask what the rest of its range is for.",
            f"{posted} What would it take to get there?",
            research.UPPER_BAND,
        )
    rest = _rest(counter, "base")
    say = (
        f"If the base is fixed, could we talk about {rest}?"
        if rest
        else "If the base is fixed, could we look at the level, or agree in writing on a review after six months?"
    )
    return Answer(
        "“That's the top of the band.”" if counter.outlook.comparison.band else "“That's the most that we can pay.”",
        "Leave the base and move to what isn't banded: signing bonus, grant, level, a review in writing.",
        say,
        research.UPPER_BAND,
    )


def _no_equity(counter: Counter) -> Answer:
    rest = _rest(counter, "equity")
    say = (
        f"Then let's leave the equity as it is and talk about {rest}."
        if rest
        else "Then could we look at the base or the signing bonus instead?"
    )
    return Answer("“We don't negotiate equity.”", "Take them at their word, and ask for the rest.", say)


def _other_offers(counter: Counter) -> Answer:
    competing = counter.outlook.competing
    held = offers_sentence(
        [(offer.employer, offer.status == Offer.Status.WRITTEN, offer.package) for offer in competing]
    )
    return Answer(
        "“What are your other offers?”",
        "Say what you recorded and no more." if held else "You needn't answer. Neither claim an offer nor deny one.",
        held or "I'd rather keep to this role and to what would make it work for both of us.",
        research.LIES,
    )


def _by_friday(counter: Counter) -> Answer:
    return Answer(
        "“We need an answer by Friday.”",
        "Ask for a day by name. A deadline is often softer than it sounds, but not always.",
        "I want to give you an answer that I can stand by: could I have a few more days?",
        research.WITHDRAWN,
    )


def _signing(counter: Counter) -> Answer:
    plan, currency = counter.plan, counter.currency
    assumed = counter.assumptions
    gap = four_year_total(plan.ask.assuming(assumed)) - four_year_total(plan.offered.assuming(assumed))
    same = whole_money(sayable(gap, "signing", currency, "up"), currency)
    rest, is_base_asked = _rest(counter, "signing"), any(part.part == "base" for part in plan.raised)
    once = "It is paid once, base every year" if is_base_asked else "It is paid once"
    # Equity of a kind that isn't known is in no total.
    is_counted = all(plan.ask.schedule and plan.ask.equity_is_told for part in plan.raised if part.part == "equity")
    worth = f": {same} more at signing would be worth the same as your ask over four years" if is_counted else ""
    return Answer(
        "“We can do a signing bonus instead.”",
        f"{once}{worth}. Name both and let them choose.",
        f"I'd be glad of that. Could we look at {rest} as well?"
        if rest
        else "I'd be glad of that. How much could it be?",
        research.SEVERAL_AT_ONCE,
    )
