"""A grant told straight, as sentences and rows that templates print."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from display.charts import StackedBar, stacked_bar
from display.formatting import compact_money, money, percent, years
from offers.lining_up import Entry, Lineup
from offers.models import Offer
from pay.equity import LIQUID, Assumptions, Fact, Grant, Interval, price_at_exit
from pay.rounding import rounded
from pay.side_by_side import break_even_exit, contender
from pay.vesting import Schedule

# Multiples of the reference value at which the grant is shown.
MULTIPLES = (Decimal("0.25"), Decimal("0.5"), Decimal(1), Decimal(2), Decimal(4))

QUESTIONS: dict[Fact, str] = {
    "kind": "Is the grant in RSUs, options or other shares, and can they be sold once they have vested?",
    "shares": "How many shares or options is the grant?",
    "fully_diluted": "How many shares are there in all, fully diluted?",
    "strike": "What is the strike price of the options?",
    "preferred": "At which price a share did investors buy in the last round?",
    "fair_value": "What is the current 409A value of a common share?",
    "exercise_window": "How long can vested options be exercised after leaving?",
}

BASES = {
    "letter": "as quoted in the letter",
    "preferred": "shares × the preferred price, less any strike: common shares may be worth much less",
    "fair-value": "shares × the 409A value, less any strike",
}


@dataclass(frozen=True)
class ExitRow:
    """The grant at one value of the company."""

    exit_value: str
    price: str
    worth: str
    a_year: str
    bar: StackedBar
    is_assumed: bool


def equity_context(offer: Offer, assumptions: Assumptions, lineup: Lineup) -> dict[str, Any]:
    """What the equity page's template gets. ``lineup``: all offers in this one's currency, as quoted."""
    grant = offer.terms.grant
    return {
        "offer": offer,
        "assumptions": assumptions,
        "verdict": worth_sentence(grant, assumptions, offer.currency),
        "facts": facts(grant, assumptions, offer),
        "exits": exit_rows(grant, assumptions, offer),
        "against": against(offer, assumptions, lineup),
        "questions": [QUESTIONS[fact] for fact in grant.open_questions],
        "question_text": question_text(grant),
        "is_liquid": grant.kind in LIQUID,
        "is_none": grant.is_none,
    }


def worth_sentence(grant: Grant, assumptions: Assumptions, currency: str) -> str:
    """The grant in one sentence."""
    quote = grant.quoted
    if grant.is_none:
        return "This offer has no equity."
    if grant.kind in LIQUID:
        quoted = money(quote.amount, currency) if quote else "an amount that isn't known"
        return f"This equity is money as it vests: {quoted}, at the price of the day it is sold."
    if assumptions.exit_value is not None:
        at = f"At an exit of {compact_money(assumptions.exit_value, currency)}"
        worth = assumptions.worth(grant)
        if worth is None:
            return f"{at} nothing can be said of this grant: {_missing(grant)} isn't known."
        return f"{at} this grant is worth {interval(worth, currency)}{_kept(assumptions)}."
    if quote is None:
        return f"What this grant may be worth can't be said: {_missing(grant)} isn't known."
    worth = assumptions.worth(grant)
    if assumptions.discount and worth:
        return f"Quoted at {money(quote.amount, currency)}, it counts {interval(worth, currency)}{_kept(assumptions)}."
    if grant.kind == "unspecified":
        return f"Quoted at {money(quote.amount, currency)}; what that means can't be said before its kind is known."
    return f"Quoted at {money(quote.amount, currency)}, and nothing in cash before the company is sold or listed."


def _missing(grant: Grant) -> str:
    if grant.share_count is None:
        return "the number of shares"
    if not grant.fully_diluted:
        return "the number of all shares, fully diluted,"
    return "the strike price"


def _kept(assumptions: Assumptions) -> str:
    return f" at your discount of {percent(assumptions.discount)}" if assumptions.discount else ""


def interval(worth: Interval, currency: str) -> str:
    """ "$90,000" or "between $0 and $180,000"."""
    if worth.is_exact:
        return money(_whole(worth.low), currency)
    high = "any amount" if worth.high is None else money(_whole(worth.high), currency)
    return f"between {money(_whole(worth.low), currency)} and {high}"


def _whole(amount: Decimal) -> Decimal:
    return amount.to_integral_value()


def facts(grant: Grant, assumptions: Assumptions, offer: Offer) -> list[tuple[str, str, str]]:
    """Label, figure and how it comes about, of what is known and what isn't."""

    def shown(amount: Decimal | None) -> str:
        return "not known" if amount is None else money(_whole(amount), offer.currency)

    quote, schedule = grant.quoted, grant.schedule
    rows = [("The whole grant", shown(quote.amount if quote else None), BASES[quote.basis] if quote else "")]
    if schedule:
        rows.append(("Vests over", years(schedule.years), _by_year(schedule)))
    if grant.kind in LIQUID:
        return rows
    count, owned = grant.share_count, grant.ownership
    worked_out = "value ÷ price a share" if grant.shares is None and count is not None else ""
    rows.append(("Shares", "not known" if count is None else f"{count:,.0f}", worked_out))
    part = "not known" if owned is None else _small_percent(owned)
    rows.append(("Of the company", part, "shares ÷ all shares, fully diluted"))
    if grant.kind == "options":
        rows.append(("Cost to exercise", shown(grant.exercise_cost), "shares × strike, before tax"))
        even = grant.break_even(assumptions.dilution)
        sentences = "not known" if even is None else compact_money(even, offer.currency)
        rows.append(("Worth nothing below an exit of", sentences, "strike × all shares ÷ (1 − dilution)"))
    if grant.preferred and grant.fair_value:
        rows.append(
            (
                "409A ÷ preferred",
                percent(grant.fair_value / grant.preferred),
                "what a common share is held to be worth beside what investors paid",
            )
        )
    return rows


def _by_year(schedule: Schedule) -> str:
    last = -(-schedule.months // 12)
    shares = [schedule.in_year(year) for year in range(1, last + 1)]
    if len(set(shares)) == 1:
        return "the same part each year"
    return " / ".join(percent(Decimal(share.numerator) / share.denominator) for share in shares)


def _small_percent(fraction: Decimal) -> str:
    """Ownership has more zeros than other percentages."""
    return f"{rounded(fraction * 100, Decimal('0.0001')).normalize():f}%"


def exit_rows(grant: Grant, assumptions: Assumptions, offer: Offer) -> list[ExitRow]:
    """The grant over a range of exit values: round the assumed one, else round what investors last paid."""
    if grant.kind in LIQUID or grant.is_none or grant.share_count is None or not grant.fully_diluted:
        return []
    reference = assumptions.exit_value or (grant.preferred and grant.preferred * grant.fully_diluted)
    if not reference:
        return []
    values = [reference * multiple for multiple in MULTIPLES]
    worths = [
        Assumptions(assumptions.discount, value, assumptions.dilution).worth(grant) or Interval(Decimal(0), None)
        for value in values
    ]
    most = max((worth.high or worth.low for worth in worths), default=Decimal(0))
    schedule = grant.schedule
    return [
        ExitRow(
            compact_money(value, offer.currency),
            money(
                rounded(price_at_exit(value, assumptions.dilution, grant.fully_diluted), Decimal("0.01")),
                offer.currency,
            ),
            interval(worth, offer.currency),
            money(_whole(worth.low / schedule.years), offer.currency) if schedule and worth.is_exact else "",
            stacked_bar([("illiquid", worth.high or worth.low)], most),
            value == assumptions.exit_value,
        )
        for value, worth in zip(values, worths, strict=True)
    ]


def against(offer: Offer, assumptions: Assumptions, lineup: Lineup) -> list[str]:
    """At which exit this offer pays what each other one does over four years."""
    own = next((entry for entry in lineup.entries if entry.offer.pk == offer.pk), None)
    if own is None or offer.terms.grant.kind in LIQUID or offer.terms.grant.is_none:
        return []
    sentences = []
    for other in lineup.entries:
        if other is own:
            continue
        even = break_even_exit(
            own.contender, own.grant, assumptions.dilution, assumptions.discount, other.contender.total
        )
        if even is not None:
            sentences.append(
                f"It pays what {other.offer.employer} does over four years if the company is sold or listed for "
                f"{compact_money(even, offer.currency)}."
            )
        elif other.contender.average is None:
            sentences.append(f"Nothing is known yet of the pay at {other.offer.employer}.")
        elif _without_grant(own) >= other.contender.total:
            sentences.append(f"Even without this grant it pays as much as {other.offer.employer} over four years.")
        else:
            missing = "how it vests" if own.contender.package.schedule is None else _missing(own.grant)
            sentences.append(f"Against {other.offer.employer} no exit can be named: {missing} isn't known.")
    return sentences


def _without_grant(entry: Entry) -> Decimal:
    """What four years pay without the grant; refreshers go on."""
    return contender(entry.contender.package.with_equity(Decimal(0))).total


def question_text(grant: Grant) -> str:
    """The open questions as a message to the recruiter."""
    asked = [f"- {QUESTIONS[fact]}" for fact in grant.open_questions]
    return "\n".join(["To understand the equity part of the offer, could you tell me:", *asked]) if asked else ""
