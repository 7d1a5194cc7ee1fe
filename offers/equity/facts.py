"""Each grant told straight: what is known of it, where a figure comes from, what to ask."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from display.formatting import day, exact_money, money, percent, rate_words, share_price, years
from pay.equity import Fact, Grant, Interval
from pay.rounding import rounded
from pay.vesting import Schedule

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
    "close": "shares × the last close",
}

KINDS = {
    "rsu": "RSUs",
    "psu": "PSUs",
    "pre_ipo": "private shares",
    "double_trigger": "RSUs that also need a sale or listing",
    "options": "options",
    "phantom": "phantom equity",
    "profit_share": "profit share",
    "unspecified": "equity of a kind that isn’t known",
}
STEPS = {1: "every month", 3: "every quarter", 6: "every half-year", 12: "every year"}


@dataclass(frozen=True)
class FactRow:
    """``how``: how a figure comes about, or where it is from."""

    label: str
    figure: str
    how: str = ""


@dataclass(frozen=True)
class GrantFacts:
    """One grant as the page shows it."""

    name: str
    rows: list[FactRow]


def grant_name(grant: Grant, currency: str) -> str:
    """ "800 RSUs", "$240,000 in private shares", "A yearly refresher of $60,000 in RSUs"."""
    kind = KINDS[grant.kind]
    whole = grant.value if grant.value is not None else grant.amount
    if grant.shares is not None and grant.value is None:
        words = f"{grant.shares:,.0f} {kind if grant.kind != 'unspecified' else 'shares'}"
    elif whole is None:
        words = kind[0].upper() + kind[1:]
    else:
        conversion = grant.conversion
        stated = (
            money(whole, currency) if conversion is None else exact_money(whole / conversion.rate, conversion.origin)
        )
        words = f"{stated} in {kind}"
    return f"A yearly refresher of {words}" if grant.is_refresher else words


def grant_facts(grant: Grant, currency: str) -> GrantFacts:
    """``currency``: the one that the grant's amounts are in."""
    return GrantFacts(grant_name(grant, currency), _rows(grant, currency))


def _rows(grant: Grant, currency: str) -> list[FactRow]:
    def shown(amount: Decimal | None) -> str:
        return "not known" if amount is None else exact_money(amount, currency)

    quote, conversion = grant.quoted, grant.conversion
    if grant.kind == "options":
        rows = _of_options(grant, currency)
    else:
        rows = [FactRow("The whole grant", shown(quote.amount if quote else None), BASES[quote.basis] if quote else "")]
    if grant.close is not None:
        on = f" on {day(grant.close_on)}" if grant.close_on else ""
        rows.append(FactRow("Last close of a share", f"{share_price(grant.close, currency)}{on}"))
    if conversion is not None:
        rows.append(FactRow("Converted", rate_words(conversion), ", ".join(conversion.sources)))
    if grant.schedule:
        rows.append(FactRow("Vests over", years(grant.schedule.years), schedule_words(grant.schedule)))
        if grant.a_year is not None and grant.kind != "options":
            rows.append(FactRow("A year", exact_money(grant.a_year, currency), "the grant ÷ its vesting years"))
    else:
        rows.append(FactRow("Vests over", "not known"))
    if starts := _starts(grant):
        rows.append(FactRow("Begins", starts))
    if grant.condition:
        rows.append(FactRow("Only if", grant.condition))
    if grant.is_liquid:
        return rows
    count, owned = grant.share_count, grant.ownership
    worked_out = "value ÷ price a share" if grant.shares is None and count is not None else ""
    if grant.kind != "options":
        rows.append(FactRow("Shares", "not known" if count is None else f"{count:,.0f}", worked_out))
    part = "not known" if owned is None else small_percent(owned)
    rows.append(FactRow("Of the company", part, "shares ÷ all shares, fully diluted"))
    if grant.preferred and grant.fair_value:
        ratio = percent(grant.fair_value / grant.preferred)
        how = "what a common share is held to be worth beside what investors paid"
        rows.append(FactRow("409A ÷ preferred", ratio, how))
    return rows


def _of_options(grant: Grant, currency: str) -> list[FactRow]:
    """What is known of options: worth at the fair value, cost, and what investors' price would make of them."""
    count = grant.share_count
    rows = [
        FactRow("Options", "not known" if count is None else f"{count:,.0f}"),
        FactRow("Strike price", "not known" if grant.strike is None else share_price(grant.strike, currency)),
    ]
    cost = grant.exercise_cost
    how = "options × strike, before tax"
    rows.append(FactRow("Cost to exercise", "not known" if cost is None else exact_money(cost, currency), how))
    if (today := grant.worth_at(grant.fair_value)) is not None:
        rows.append(
            FactRow("Worth today", exact_money(today, currency), "options × (fair value − strike), never under 0")
        )
    if (quoted := grant.worth_at(grant.preferred)) is not None:
        how = "options × (preferred price − strike): no price that you can have"
        rows.append(FactRow("At the price investors paid", exact_money(quoted, currency), how))
        if grant.schedule:
            a_year = f"{exact_money(quoted / grant.schedule.years, currency)} a year"
            rows.append(FactRow("A year at the price investors paid", a_year, "not pay, and in no total here"))
    if grant.value is not None:
        rows.append(FactRow("As quoted in the letter", exact_money(grant.value, currency), "ask at which price"))
    return rows


def _starts(grant: Grant) -> str:
    if grant.is_refresher:
        return f"each year from year {grant.recurs_from} on"
    if grant.starts_on:
        return day(grant.starts_on)
    if grant.starts_after:
        return f"{grant.starts_after} months after the job"
    return "" if grant.starts_after == 0 else "on a day that isn’t known"


def schedule_words(schedule: Schedule) -> str:
    """ "nothing before month 12, then every quarter; 10% / 20% / 30% / 40%"."""
    step = STEPS.get(schedule.every_months, f"every {schedule.every_months} months")
    cliff = f"nothing before month {schedule.cliff_months}, then " if schedule.cliff_months else ""
    return f"{cliff}{step}; {_by_year(schedule)}"


def _by_year(schedule: Schedule) -> str:
    last = -(-schedule.months // 12)
    shares = [schedule.in_year(year) for year in range(1, last + 1)]
    if len(set(shares)) == 1:
        return "the same part each year"
    return " / ".join(percent(Decimal(share.numerator) / share.denominator) for share in shares)


def small_percent(fraction: Decimal) -> str:
    """Ownership has more zeros than other percentages."""
    return f"{rounded(fraction * 100, Decimal('0.0001')).normalize():f}%"


def interval(worth: Interval, currency: str) -> str:
    """ "$90,000" or "between $0 and $180,000"."""
    if worth.is_exact:
        return money(worth.low.to_integral_value(), currency)
    high = "any amount" if worth.high is None else money(worth.high.to_integral_value(), currency)
    return f"between {money(worth.low.to_integral_value(), currency)} and {high}"


def missing_of(grant: Grant) -> str:
    """The fact without which nothing can be said of an exit."""
    if grant.share_count is None:
        return "the number of shares"
    if not grant.fully_diluted:
        return "the number of all shares, fully diluted,"
    return "the strike price"


def worth_sentence(grant: Grant, currency: str) -> str:
    """What a grant is worth today, in one sentence."""
    quote = grant.quoted
    if grant.is_none:
        return "This offer has no equity."
    if grant.is_liquid:
        quoted = exact_money(quote.amount, currency) if quote else "an amount that isn't known"
        return f"This equity is money as it vests: {quoted}, at the price of the day it is sold."
    today = grant.worth_at(grant.fair_value) if grant.kind == "options" else None
    if today is not None and grant.fair_value is not None:
        cost = f", and exercising all of them costs {exact_money(grant.exercise_cost or Decimal(0), currency)}"
        at = f"At the fair value of {share_price(grant.fair_value, currency)} a share"
        return f"{at} these options are worth {exact_money(today, currency)} today{cost}."
    if quote is None:
        return f"What this grant may be worth can't be said: {_unquoted(grant)} isn't known."
    quoted = money(quote.amount, currency)
    if grant.kind == "options" and quote.basis == "preferred":
        return f"What these options are worth today isn’t known; at the price investors paid it would be {quoted}."
    if grant.kind == "options":
        return f"Quoted at {quoted}; what these options are worth today isn’t known without their fair value."
    if grant.kind == "unspecified":
        return f"Quoted at {quoted}; what that means can't be said before its kind is known."
    return f"Quoted at {quoted}, and nothing in cash before the company is sold or listed."


def _unquoted(grant: Grant) -> str:
    if grant.share_count is None:
        return "the number of shares"
    return "the strike price" if grant.strike_to_pay is None else "the price of a share"


def question_text(grant: Grant) -> str:
    """The open questions as a message to the recruiter."""
    asked = [f"- {QUESTIONS[fact]}" for fact in grant.open_questions]
    return "\n".join(["To understand the equity part of the offer, could you tell me:", *asked]) if asked else ""
