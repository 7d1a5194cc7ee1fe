"""What the comparison says of figures, in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from display.formatting import listed, money, percent, points
from display.formatting import years as spell_years
from offers.speaking import more_words
from pay.asks import Ask, Gap, to_grant, with_ask
from pay.bands import BandEquity
from pay.comparison import Comparison, Standing
from pay.leaving import payback
from pay.packages import Package
from pay.parts import NAMES
from pay.totals import Total

POSITIONS = {
    "below": "under the band",
    "lowest-fifth": "in the lowest fifth of the band",
    "second-fifth": "in the lower part of the band",
    "middle-fifth": "in the middle of the band",
    "fourth-fifth": "in the upper part of the band",
    "top-fifth": "in the top fifth of the band",
    "above": "above the band",
    "above-minimum": "above the band's minimum; the guide states no maximum",
    "at": "at the band's one figure",
}
WHY_NOT = {
    "offer-unknown": "You haven't entered this yet.",
    "guide-silent": "Not stated in this guide.",
    "guide-says-none": "The guide says that none is paid.",
    "guide-in-words": "The guide gives words, not figures.",
    "period-unknown": "The guide doesn't say whether this is a whole grant or a year's part: not compared.",
    "period-doubtful": (
        "The guide can be read as a whole grant or as a year's part. Until an editor has decided, "
        "neither reading is compared."
    ),
    "shares-not-money": "The guide counts shares, your offer states money; they can't be compared.",
    "vesting-unknown": "Without the vesting years, a year's part can't be worked out.",
    "base-unknown": "Without the base, the bonus can't be worked out.",
    "guide-incomplete": "The guide doesn't state every part, so that no total can be computed for its band.",
}


def clawback_sentence(bonus: Decimal | None, kind: str, months: int | None, currency: str) -> str:
    """What leaving early costs of a signing bonus, with the sum half-way where it goes down; "" if not known."""
    if not bonus or kind not in {"prorated", "whole"} or not months:
        return ""
    within = f"If you leave within {months} months, you pay back"
    if kind == "whole":
        return f"{within} all of the {money(bonus, currency)} signing bonus."
    half = months // 2
    left = payback(bonus, kind="prorated", term_months=months, served_months=half)
    return (
        f"{within} a part of the {money(bonus, currency)} signing bonus: {money(left, currency)} after {half} months."
    )


def both_readings(equity: BandEquity, currency: str) -> str:
    """What a doubtful equity range is a year, read as a whole grant and read as a year's part."""
    readings = []
    for years, words in ((equity.years or 1, f"a whole grant over {equity.years} years"), (1, "a year's part")):
        low = money(equity.pay.minimum / years, currency)
        high = "" if equity.pay.maximum is None else f" to {money(equity.pay.maximum / years, currency)}"
        readings.append(f"read as {words} it is {low}{high} a year")
    stated = "; ".join(readings)
    return f"{stated[:1].upper()}{stated[1:]}. Until an editor has decided, neither is compared."


def standing_sentence(standing: Standing, currency: str, equity: BandEquity | None = None) -> str:
    """Where a part stands, or why that can't be said; ``equity`` is the band's."""
    if standing.why_not == "period-doubtful" and equity and equity.period == "grant":
        return both_readings(equity, currency)
    if standing.missing:
        parts = listed([NAMES[part] for part in standing.missing])
        are = "aren't" if len(standing.missing) > 1 else "isn't"
        return f"Your {parts} {are} known, so the total is only a lower limit: not compared."
    if standing.why_not is not None:
        return WHY_NOT[standing.why_not]
    position = standing.position
    words = [POSITIONS[position].capitalize()] if position else []
    gap = standing.gap_to_midpoint
    if gap is not None and standing.basis != "percent":
        if gap > 0:
            words.append(f"{money(gap, currency)} under its middle")
        elif gap < 0:
            words.append(f"{money(-gap, currency)} over its middle")
        else:
            words.append("exactly at its middle")
    return ", ".join(words) + "."


def verdict(comparison: Comparison, asked: Sequence[Gap], own: Package) -> str:
    """The comparison in one sentence that a person can repeat.

    ``asked`` is the guide's strategy beside the offer; ``own`` the package in
    its own currency, which is named where the band has another.
    """
    package = comparison.package
    currency = package.currency
    base = comparison.standing("base")
    if base is None or (compared := base.compared) is None:
        stated = comparison.standing("total")
        if stated and stated.is_stated and stated.comparable and stated.pay is not None:
            place = standing_sentence(stated, currency)
            return f"Your annual total of {money(stated.pay, currency)} is {place[:1].lower()}{place[1:]}"
        total = comparison.annual
        if total is None:
            return "There is not enough in this offer yet to say where it stands."
        at_least = "at least " if total.at_least else ""
        worth = money(total.amount, currency)
        return f"Your offer is worth {at_least}{worth} a year, without the signing bonus."
    pay_range, amount = compared
    position = pay_range.position(amount)
    pay = money(amount, currency)
    if own.currency != currency and own.base is not None:
        pay = f"{money(own.base, own.currency)} (about {money(amount.to_integral_value(), currency)})"
    sentence = f"Your base of {pay} a year is {POSITIONS[position]}"
    gap = base.gap_to_midpoint
    if position == "below":
        sentence += f", {money(pay_range.minimum - amount, currency)} under its minimum"
    elif position == "above" and pay_range.maximum is not None:
        sentence += f", {money(amount - pay_range.maximum, currency)} over its maximum"
    elif gap and gap > 0:
        sentence += f", {money(gap, currency)} under its middle"
    elif gap and gap < 0:
        sentence += f", {money(-gap, currency)} over its middle"
    return f"{sentence}{_asked_beside(asked, currency)}."


def _asked_beside(asked: Sequence[Gap], currency: str) -> str:
    """ "; the guide asks for $60,000 more base and $160,000 more equity": of the yearly and the lasting parts."""
    known = [gap for gap in asked if gap.ask.measure == "money" and gap.amount is not None]
    # The first whole of a part, and whatever comes on top of it.
    wholes = {gap.ask.component: gap for gap in reversed(known) if not gap.ask.is_addition}
    on_top = to_grant(gap.ask for gap in known if gap.ask.is_addition)
    stated = [*wholes.values(), *(gap for gap in known if gap.ask in on_top)]
    gaps = [gap for part in ("base", "equity", "total") for gap in stated if gap.ask.component == part]
    more = [f"{money(gap.amount, currency)} more {_more_of(gap.ask)}" for gap in gaps if gap.amount and not gap.is_met]
    if more:
        return f"; the guide asks for {listed(more)}"
    return "; it is already at or above what the guide asks for" if gaps else ""


def _more_of(ask: Ask) -> str:
    if ask.component == "total":
        return "a year in all"
    return f"{ask.component} a year" if ask.component == "equity" and ask.period == "year" else ask.component


def move(gap: Gap, package: Package) -> str:
    """What an ask would move: "base +$15,000", "$40,000 more in RSUs: $140,000 over 4 years"."""
    ask, currency = gap.ask, package.currency
    if ask.measure == "percent" and ask.component == "bonus":
        return _bonus_move(gap, currency)
    if not ask.is_addition:
        part = NAMES.get(ask.component, ask.component)
        shown = percent(ask.minimum / 100) if ask.unit == "percent" else money(ask.minimum, currency)
        return f"{part} to {shown}" if gap.amount is None else f"{part} +{money(gap.amount, currency)}"
    words = more_words(ask, "RSUs" if package.equity_kind == "rsu" else "equity")
    if gap.wanted is None:
        return f"{words}, on top of what isn't known yet"
    if ask.component == "equity":
        grant = with_ask(package, ask)
        over = f" over {spell_years(grant.vesting_years)}" if grant.vesting_years else ""
        return f"{words}: {money(grant.equity or gap.wanted, currency)}{over}"
    return words if ask.component == "other" else f"{words}: {money(gap.wanted, currency)}"


def _bonus_move(gap: Gap, currency: str) -> str:
    """ "5 points more bonus, $8,500 a year"."""
    if gap.amount is None:
        shown = points(gap.ask.minimum) if gap.ask.is_addition else percent(gap.ask.minimum / 100)
        return f"{shown} more bonus, on top of what isn't known yet" if gap.ask.is_addition else f"bonus to {shown}"
    worth = "" if gap.money_a_year is None else f", {money(gap.money_a_year, currency)} a year"
    return f"{points(gap.amount)} more bonus{worth}"


def alternative_sentence(employer: str, annual: Total, own: Total | None, currency: str) -> str:
    """How the best other offer compares, all in: "OpenAI's offer is worth $375,000 a year, $105,000 more than this"."""
    worth = f"{'at least ' if annual.at_least else ''}{money(annual.amount, currency)}"
    sentence = f"Your offer from {employer} is worth {worth} a year"
    # Two lower limits say nothing of which is more.
    if own is None or own.at_least or (annual.at_least and annual.amount <= own.amount):
        return f"{sentence}."
    apart = annual.amount - own.amount
    if apart == 0:
        return f"{sentence}, the same as this one."
    than = f"{money(abs(apart), currency)} {'more' if apart > 0 else 'less'} than this one"
    return f"{sentence}, {'at least ' if annual.at_least else ''}{than}."
