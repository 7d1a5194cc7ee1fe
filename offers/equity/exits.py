"""What a private grant is worth at an exit: rows, endings and sentences for the exit page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from display.charts import StackedBar, stacked_bar
from display.formatting import NUMBERS, compact_money, exact_money, listed, money, percent, share_price
from offers.equity.facts import grant_name, interval, missing_of
from offers.equity.forms import ExitForm
from offers.lining_up import Lineup
from offers.models import Offer
from pay.equity import Assumptions, Grant, Interval
from pay.exits import Company, Preference, expected, odds_of_nothing
from pay.rounding import rounded
from pay.side_by_side import break_even_exit

# Multiples of the reference value at which the grant is shown.
MULTIPLES = (Decimal("0.25"), Decimal("0.5"), Decimal(1), Decimal(2), Decimal(4))


@dataclass(frozen=True)
class ExitRow:
    """The grant at one value of the company."""

    exit_value: str
    price: str
    investors: str
    worth: str
    a_year: str
    bar: StackedBar
    is_assumed: bool


def exit_context(
    offer: Offer, private: Sequence[Grant], currency: str, whatif: ExitForm, lineup: Lineup
) -> dict[str, Any]:
    """What the exit page's template gets. The ``private`` grants with the number of all shares as assumed.

    The first one's ``currency`` is the page's. Range and odds are of all of them, where all can be counted in it.
    """
    assumptions = whatif.assumptions
    grant = private[0]
    every = _countable(private, assumptions, offer.currency)
    return {
        "assumptions": assumptions,
        "verdict": exit_sentence(grant, assumptions, currency),
        "facts": facts(grant, assumptions, currency),
        "each": each_grant(private, assumptions, offer.currency),
        "is_of_all": len(every) > 1,
        "exits": exit_rows(every, assumptions, currency),
        "odds": odds(every, whatif, currency),
        "against": against(offer, private, assumptions, lineup) if currency == offer.currency else [],
        "has_preference": assumptions.preference.kind != "none",
    }


def _countable(private: Sequence[Grant], assumptions: Assumptions, own: str) -> Sequence[Grant]:
    """The grants that an exit can be shared out among; the first alone where one of them can't be counted with it."""
    currency = private[0].currency or own
    is_whole = all(
        (one.currency or own) == currency and one.at_exit(Decimal(1), assumptions.dilution, assumptions.preference)
        for one in private
    )
    return private if is_whole else private[:1]


def _in_all(grants: Sequence[Grant], assumptions: Assumptions) -> Interval | None:
    """What grants are worth together; ``None`` where one of them can't be counted."""
    low, high = Decimal(0), Decimal(0)
    is_open = False
    for grant in grants:
        worth = assumptions.worth(grant)
        if worth is None:
            return None
        low += worth.low
        high += worth.high or Decimal(0)
        is_open = is_open or worth.high is None
    return Interval(low, None if is_open else high)


def exit_sentence(grant: Grant, assumptions: Assumptions, currency: str) -> str:
    """The grant at the assumed exit, in one sentence."""
    if grant.is_none or grant.is_liquid:
        return "This grant needs no exit: what vests can be sold." if grant.is_liquid else "This offer has no equity."
    if assumptions.exit_value is None:
        return "Nothing in cash before the company is sold or listed. At which price, only you can assume."
    at = f"At an exit of {compact_money(assumptions.exit_value, currency)}"
    worth = assumptions.worth(grant)
    if worth is None:
        return f"{at} nothing can be said of this grant: {missing_of(grant)} isn't known."
    kept = f" at your discount of {percent(assumptions.discount)}" if assumptions.discount else ""
    return f"{at} this grant is worth {interval(worth, currency)}{kept}."


@dataclass(frozen=True)
class EachGrant:
    """Name, worth and cost to exercise of each private grant; ``in_all`` is "" where the sum can't be said."""

    rows: list[tuple[str, str, str]]
    in_all: str
    at: str

    @property
    def sentence(self) -> str:
        if self.in_all:
            return f"At an exit of {self.at} your private grants are worth {self.in_all} in all."
        return f"At an exit of {self.at} not all of your private grants can be counted: see each."


def each_grant(grants: Sequence[Grant], assumptions: Assumptions, own: str) -> EachGrant | None:
    """All private grants at the assumed exit; ``None`` for one alone, and where no exit is assumed.

    The exit is in the first grant's currency (``own``: the offer's): a grant in another is named, and not counted.
    """
    if len(grants) < 2 or assumptions.exit_value is None:
        return None
    currency = grants[0].currency or own
    rows, low, high, is_whole = [], Decimal(0), Decimal(0), True
    for grant in grants:
        theirs = grant.currency or own
        worth = assumptions.worth(grant) if theirs == currency else None
        if worth is None:
            is_whole = False
            why = f"{missing_of(grant)} isn't known" if theirs == currency else f"in {theirs}, not in {currency}"
            rows.append((grant_name(grant, theirs), f"not counted: {why}", ""))
            continue
        low += worth.low
        if worth.high is None:
            is_whole = False
        else:
            high += worth.high
        cost = grant.exercise_cost
        to_pay = "" if grant.strike_to_pay == 0 else "not known" if cost is None else exact_money(cost, currency)
        rows.append((grant_name(grant, theirs), interval(worth, currency), to_pay))
    in_all = interval(Interval(low, high), currency) if is_whole else ""
    return EachGrant(rows, in_all, compact_money(assumptions.exit_value, currency))


def facts(grant: Grant, assumptions: Assumptions, currency: str) -> list[tuple[str, str, str]]:
    """Label, figure and how it comes about."""
    rows = []
    if assumptions.dilution:
        left = 1 - assumptions.dilution
        rows.append(
            (
                "Dilution until then",
                _exact_percent(assumptions.dilution),
                f"{_exact_percent(left)} of your part is left",
            )
        )
    if grant.strike_to_pay != 0:
        cost = grant.exercise_cost
        shown = "not known" if cost is None else exact_money(cost, currency)
        rows.append(("Cost to exercise", shown, "shares × strike, before tax"))
        even = grant.break_even(assumptions.dilution, assumptions.preference)
        told = "not known" if even is None else compact_money(even, currency)
        how = "strike × all shares ÷ (1 − dilution)"
        if assumptions.preference.kind != "none":
            how = "the exit at which a common share gets the strike"
        rows.append(("Worth nothing below an exit of", told, how))
    if assumptions.preference.kind != "none":
        rows.append(("Before you", _preference_words(assumptions.preference, currency), "what investors get first"))
    return rows


def _exact_percent(fraction: Decimal) -> str:
    """To the hundredth: several rounds rarely come out whole."""
    return percent(rounded(fraction, Decimal("0.0001"), "ROUND_HALF_UP"))


def _preference_words(preference: Preference, currency: str) -> str:
    times = f"{preference.multiple.normalize():f}×"
    first = f"{times} of {compact_money(preference.invested, currency)}"
    if preference.kind == "non_participating":
        return f"{first}, or their share if that is more"
    cap = "no cap" if preference.cap is None else f"in all at most {preference.cap.normalize():f}×"
    return f"{first}, then a share of the rest, {cap}"


def exit_rows(grants: Sequence[Grant], assumptions: Assumptions, currency: str) -> list[ExitRow]:
    """Grants of one company over a range of exit values: round the assumed one, else round what investors last paid."""
    grant = grants[0]
    company = grant.company(assumptions.dilution, assumptions.preference)
    if grant.is_liquid or grant.is_none or grant.share_count is None or company is None:
        return []
    reference = assumptions.exit_value or (grant.preferred and grant.preferred * company.all_shares)
    if not reference:
        return []
    values = [reference * multiple for multiple in MULTIPLES]
    worths = [_worth(grants, assumptions, value) for value in values]
    most = max((worth.high or worth.low for worth in worths), default=Decimal(0))
    schedules = {one.schedule for one in grants}
    schedule = schedules.pop() if len(schedules) == 1 else None
    return [
        ExitRow(
            compact_money(value, currency),
            share_price(company.price(value), currency),
            _investors(company, value, currency),
            interval(worth, currency),
            money((worth.low / schedule.years).to_integral_value(), currency) if schedule and worth.is_exact else "",
            stacked_bar([("illiquid", worth.high or worth.low)], most),
            value == assumptions.exit_value,
        )
        for value, worth in zip(values, worths, strict=True)
    ]


def _worth(grants: Sequence[Grant], assumptions: Assumptions, value: Decimal) -> Interval:
    return _in_all(grants, replace(assumptions, exit_value=value)) or Interval(Decimal(0), None)


def _investors(company: Company, value: Decimal, currency: str) -> str:
    held = company.preference
    if held.kind == "none":
        return ""
    proceeds = compact_money(held.proceeds(value, company.shares_then), currency)
    return f"{proceeds}, converted" if held.converts(value, company.shares_then) else proceeds


@dataclass(frozen=True)
class Odds:
    """The candidate's endings, each with what it adds, and their sum."""

    rows: list[tuple[str, str, str, str]]
    expected: str
    sentence: str


def odds(grants: Sequence[Grant], whatif: ExitForm, currency: str) -> Odds | None:
    """``None`` where none are entered, or they are refused."""
    assumptions = whatif.assumptions

    def worth(value: Decimal) -> Decimal | None:
        found = _in_all(grants, replace(assumptions, exit_value=value))
        return found.low if found and found.is_exact else None

    endings = whatif.outcomes(worth)
    if not endings:
        return None
    rows = [
        (
            percent(outcome.odds),
            "worth to you" if sold is None else f"sold or listed for {compact_money(sold, currency)}",
            exact_money(outcome.worth, currency),
            exact_money(outcome.odds * outcome.worth, currency),
        )
        for sold, outcome in endings
    ]
    outcomes = [outcome for _, outcome in endings]
    total = exact_money(expected(outcomes), currency)
    parts = listed([added for _, _, _, added in rows if added != exact_money(Decimal(0), currency)])
    nothing = odds_of_nothing(outcomes)
    beside = f" {_in_ten(nothing)} end with nothing." if nothing else ""
    worth_of = "your private grants are worth" if len(grants) > 1 else "the grant is worth"
    return Odds(rows, total, f"By your odds {worth_of} {total} on average ({parts or 'nothing'}).{beside}")


def _in_ten(fraction: Decimal) -> str:
    """ "Six in ten", else "45%"."""
    tenths = fraction * 10
    if tenths == tenths.to_integral_value():
        return f"{NUMBERS[int(tenths)].capitalize()} in ten"
    return percent(fraction)


def against(offer: Offer, private: Sequence[Grant], assumptions: Assumptions, lineup: Lineup) -> list[str]:
    """At which exit this offer pays what each other one does over four years, all its ``private`` grants counted.

    Of the others counts what they pay: their own private grants are another company's exit.
    """
    own = next((entry for entry in lineup.entries if entry.offer.pk == offer.pk), None)
    if own is None or not own.private:
        return []
    # In the offer's currency; of one company, so that the number of all shares is the same for each.
    counted = [replace(one, fully_diluted=private[0].fully_diluted or one.fully_diluted) for one in own.private]
    sentences = []
    for other in lineup.entries:
        if other is own:
            continue
        pays = other.in_hand.total
        even = break_even_exit(
            own.in_hand.total, counted, assumptions.dilution, assumptions.discount, pays, assumptions.preference
        )
        beside = " in cash and shares that can be sold" if other.private else ""
        if even is not None:
            sentences.append(
                f"It pays what {other.name} does over four years{beside} if the company is sold or listed for "
                f"{compact_money(even, offer.currency)}."
            )
        elif other.contender.average is None:
            sentences.append(f"Nothing is known yet of the pay at {other.name}.")
        elif own.in_hand.total >= pays:
            without = "these grants" if len(counted) > 1 else "this grant"
            sentences.append(
                f"Even without {without} it pays at least as much as {other.name} over four years{beside}."
            )
        else:
            sentences.append(f"Against {other.name} no exit can be named: {_missing(counted)} isn't known.")
    return sentences


def _missing(private: Sequence[Grant]) -> str:
    """The first thing that keeps an exit from being said."""
    if any(grant.schedule is None or grant.starts_after is None for grant in private):
        return "how it vests" if len(private) == 1 else "how one of the grants vests"
    if any(grant.is_refresher for grant in private):
        return "the number of shares of later grants"
    unknown = (one for one in private if one.share_count is None or not one.fully_diluted or one.strike_to_pay is None)
    return missing_of(next(unknown, private[0]))
