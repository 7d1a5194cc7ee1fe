"""What is said of a posting: as it was read, and beside the offer. Nothing here is to be said to the employer."""

from __future__ import annotations

from decimal import Decimal

from display.formatting import exact_money, listed, percent, rate_and_source, whole_money
from offers.speaking import PER, posted_words
from pay.currencies import codes_of_typed
from pay.postings.ranges import Doubt, Posting, Stated
from pay.postings.standing import PostedStanding, WhyNot

DOUBTS: dict[Doubt, str] = {
    "contradiction": "Its words and the data behind its page state different ranges. Neither is chosen here: take the "
    "one that is right, or ask which it is.",
    "several": "More than one range stands in it, perhaps for other places or levels. Take the one for this job.",
    "estimate": "What is marked as an estimate there is somebody’s guess, not what the employer posted.",
    "unreadable-data": "The data behind its page can’t be read, so it couldn’t be held against its words.",
    "cut": "It is longer than what is read here, and what comes later wasn’t looked at.",
}
WHY_NOT: dict[WhyNot, str] = {
    "hours-unknown": "How many hours a week make full time isn’t said, so it isn’t converted to a year: enter them.",
    "days-unknown": "How many days a week are worked isn’t said, so it isn’t converted to a year.",
    "pay-unknown": "The base of your offer isn’t known yet.",
    "total": "It is a total, and what counts in it isn’t said: your base isn’t placed in it.",
    "rate-missing": "There is no exchange rate for it here, so your base isn’t placed in it.",
}
_WHOLE = {"base": "base pay", "total": "total pay"}


def reading_sentence(reading: Posting) -> str:
    """What was read, first of all."""
    if reading.settled:
        return f"Read: {stated_words(reading.settled)}"
    if not reading.ranges:
        return "No pay range was found in it"
    if len(reading.ranges) == 1:
        return "One range stands in it, and it leaves doubts"
    return "Several ranges stand in it: which one is yours?"


def stated_words(stated: Stated) -> str:
    """ "$98,400 to $131,200 a year, base pay": as it stands there."""

    def shown(amount: Decimal) -> str:
        return exact_money(amount, stated.currency) if stated.currency else f"{stated.sign}{amount.normalize():,f}"

    if stated.lowest is None or stated.highest is None:
        word, end = ("up to", stated.highest) if stated.lowest is None else ("from", stated.lowest)
        amounts = f"{word} {shown(end or Decimal(0))}"
    elif stated.lowest == stated.highest:
        amounts = shown(stated.lowest)
    else:
        amounts = f"{shown(stated.lowest)} to {shown(stated.highest)}"
    period = PER.get(stated.period, "per what, it doesn’t say")
    return ", ".join(
        filter(
            None,
            [
                f"{amounts} {period}".strip() if stated.period else f"{amounts}, {period}",
                _WHOLE.get(stated.whole, ""),
                stated.place,
            ],
        )
    )


def currency_sentence(chosen: Stated | None, currency: str) -> str:
    """That the currency of a range was taken from the offer; "" where the posting names its own."""
    if chosen is None or chosen.currency:
        return ""
    if currency not in codes_of_typed(chosen.sign):
        return "Which currency it means isn’t said: choose it below."
    return (
        f"“{chosen.sign}” is several currencies. {currency} is filled in, as of your offer: change it if it is another."
    )


def standing_sentence(standing: PostedStanding) -> str:
    """Where the base lies in the posted range, in its currency."""
    if standing.pay is None or standing.why_not:
        return WHY_NOT[standing.why_not] if standing.why_not else ""
    currency = standing.posted.currency

    def shown(amount: Decimal) -> str:
        return whole_money(amount, currency)

    # Whether it is base pay, the posting may not say.
    yours = f"{'Taken as base pay: your' if not standing.posted.whole else 'Your'} base of {shown(standing.pay)}"
    top, bottom = standing.to_top, standing.to_bottom
    if bottom is not None and bottom > 0:
        return f"{yours} is {shown(bottom)} under the least that the posting states."
    if top is not None and top < 0:
        return f"{yours} is {shown(-top)} over the most that the posting states."
    if top == 0:
        return f"{yours} is the most that the posting states."
    if bottom == 0 and top is not None:
        return f"{yours} is the least that the posting states, {shown(top)} under its top."
    if top is None:
        return f"{yours} is no less than what the posting states; it names no top."
    along = standing.penetration
    where = "" if along is None else f" is {percent(along)} of the way up the posted range,"
    return f"{yours}{where}{'' if where else ' is'} {shown(top)} under its top."


def working(standing: PostedStanding) -> str:
    """How the range was brought to a year, and the base to its currency; "" where neither was needed."""
    sentences = []
    if standing.factors and all(factor is not None for _, factor in standing.factors):
        named = [f"{factor.normalize():f} {_FACTORS[name]}" for name, factor in standing.factors if factor is not None]
        sentences.append(f"Brought to a year with {listed(named)}.")
    used = standing.conversion
    if used and used.on and standing.pay is not None:
        sentences.append(f"Your base at {rate_and_source(used)}.")
    return " ".join(sentences)


_FACTORS = {"hours": "hours a week", "days": "days a week", "weeks": "weeks a year", "salaries": "monthly salaries"}


def over_sentence(ask: Decimal | None, top: Decimal | None, currency: str) -> str:
    """That an ask goes beyond what was posted; "" where it doesn't."""
    if ask is None or top is None or ask <= top:
        return ""
    return (
        f"Your ask of {whole_money(ask, currency)} base is {whole_money(ask - top, currency)} over the top of the "
        "employer’s own posting. Expect to be asked why; your texts don’t name the posting then."
    )


def report_text(standing: PostedStanding, place: str, posted_on: str, address: str) -> str:
    """What editors are told where the candidate wants it: the range and where it was, nothing of the offer."""
    lines = [
        f"An employer’s posting states {posted_words(standing.posted)}"
        f"{', ' + _WHOLE[standing.posted.whole] if standing.posted.whole else ''}{f', for {place}' if place else ''}.",
        f"Posted on {posted_on}." if posted_on else "",
        f"Address as a reader typed it: {address}" if address else "",
    ]
    return "\n".join(filter(None, lines))
