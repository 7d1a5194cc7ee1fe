"""What the comparison says of figures, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from display.formatting import listed, percent, points, whole_money
from display.formatting import years as spell_years
from offers.speaking import amounts, grant_words, is_range, more_words, signing_amount, steps_repaid
from pay.asks import Ask, Gap, to_grant, with_ask
from pay.bands import BandEquity, BandTerms
from pay.comparison import Comparison, Standing
from pay.leaving import Repayment, paid_by
from pay.packages import Package
from pay.parts import NAMES
from pay.ranges import PayRange
from pay.totals import Total, annual_total, told_total

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
    "part-doubtful": (
        "The guide doesn't say whether its figures are base pay or annual totals. Until an editor has decided, "
        "neither reading is compared."
    ),
    "shares-not-money": "The guide counts shares, your offer states money; they can't be compared.",
    "vesting-unknown": "Without the vesting years, a year's part can't be worked out.",
    "base-unknown": "Without the base, the bonus can't be worked out.",
    "equity-untold": "What your equity is worth can't be said, so no total of yours stands beside the band's.",
    "options-counted": "Options stand in no range of money: what they are worth, nobody has quoted.",
    "options-quoted": "Options stand in no range of money: the value that the letter quotes is no price that you get.",
    "guide-incomplete": "The guide doesn't state every part, so no total can be computed for its band.",
}


_BUT_SIGNING = ", without the signing bonus"


def clawback_sentence(package: Package, repayment: Repayment | None) -> str:
    """What leaving early costs of a signing bonus, with the sum half-way where it goes down; "" if not known.

    What isn't paid yet needn't be paid back.
    """
    bonus, currency = package.signing_in_all, package.currency
    if not bonus or repayment is None or repayment.kind == "none":
        return ""
    words = f"the {whole_money(bonus, currency)} signing bonus"
    if repayment.kind == "steps":
        paid = "" if len(package.signing_parts) == 1 else "what you have been paid of "
        return f"Of {paid}{words}, {steps_repaid(repayment)}."
    months = repayment.months
    within = f"If you leave within {months} months, you pay back"
    if repayment.kind == "whole":
        paid = "all of" if len(package.signing_parts) == 1 else "all that you have been paid of"
        return f"{within} {paid} {words}."
    half = months // 2
    left = repayment.of(paid_by(half, package.signing_parts), half)
    return f"{within} a part of {words}: {whole_money(left, currency)} after {half} months."


def signing_sentence(package: Package) -> str:
    """How a signing bonus is paid that isn't paid at once; "" for any other."""
    if not any(year > 1 for year, _ in package.signing_parts):
        return ""
    return f"The signing bonus is {signing_amount(package)}."


def told_sentence(package: Package) -> str:
    """The equity that no total counts, under its own name; "" where every total counts it."""
    if package.is_all_liquid:
        return ""
    beside = f"Beside it: {grant_words(package.on_paper) or 'equity'}."
    if package.equity_is_told:
        return f"{beside} It can't be sold before the company is sold or listed, so no total here counts it."
    kind = " Its kind isn't known." if package.equity_kind == "unspecified" else ""
    return f"{beside}{kind} What that is worth can't be said, so no total here counts it."


def _beside_it(package: Package, left_out: Package) -> str:
    """ "with 40,000 options over 4 years beside it": the equity that a total leaves out, under its own name."""
    kind = ", of a kind that isn't known" if package.equity_kind == "unspecified" else ""
    return f"with {grant_words(left_out) or 'equity'} beside it{kind}"


def pay_beside_equity(package: Package) -> str:
    """ "$187,000 base and bonus a year, with 40,000 options over 4 years beside it"; "" where nothing is known."""
    total = told_total(package)
    if total is None:
        return ""
    amount = f"{'at least ' if total.at_least else ''}{whole_money(total.amount, package.currency)}"
    return f"{amount} {_without_equity(total)} a year, {_beside_it(package, package.untold)}"


def _without_equity(total: Total) -> str:
    """What a total without equity is of: "base and bonus"."""
    return listed([NAMES[part] for part, amount in total.parts.items() if amount or part == "base"])


def both_readings(equity: BandEquity, currency: str) -> str:
    """What a doubtful equity range is a year, read as a whole grant and read as a year's part."""
    readings = []
    for years, words in ((equity.years or 1, f"a whole grant over {equity.years} years"), (1, "a year's part")):
        low = whole_money(equity.pay.minimum / years, currency)
        high = "" if equity.pay.maximum is None else f" to {whole_money(equity.pay.maximum / years, currency)}"
        readings.append(f"read as {words} it is {low}{high} a year")
    stated = "; ".join(readings)
    return f"{stated[:1].upper()}{stated[1:]}. Until an editor has decided, neither is compared."


def both_parts(unnamed: PayRange, currency: str) -> str:
    """What an amount of no stated part is, read as base pay and read as the annual total."""
    low = whole_money(unnamed.minimum, currency)
    printed = f"{low} or more" if unnamed.maximum is None else f"{low} to {whole_money(unnamed.maximum, currency)}"
    return (
        f"The guide prints {printed} a year and doesn't say of what. Read as base pay, equity and bonus come on top; "
        "read as an annual total, they are in it. Until an editor has decided, neither is compared."
    )


def standing_sentence(standing: Standing, currency: str, band: BandTerms | None = None) -> str:
    """Where a part stands in a band, or why that can't be said."""
    if standing.why_not == "period-doubtful" and band and band.equity and band.equity.period == "grant":
        return both_readings(band.equity, currency)
    if standing.why_not == "part-doubtful" and band and band.unnamed:
        return both_parts(band.unnamed, currency)
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
            words.append(f"{whole_money(gap, currency)} under its middle")
        elif gap < 0:
            words.append(f"{whole_money(-gap, currency)} over its middle")
        else:
            words.append("exactly at its middle")
    return ", ".join(words) + "."


def verdict(comparison: Comparison, asked: Sequence[Gap], *, levers_ask: bool = False, can_rise: bool = True) -> str:
    """The comparison in one sentence that a person can repeat.

    ``asked`` is the guide's strategy beside the offer; ``levers_ask``: whether there is more in the guide to ask for;
    ``can_rise``: whether any part of the offer can be asked to rise.
    """
    package = comparison.package
    currency = package.currency
    base = comparison.standing("base")
    if base is None or (compared := base.compared) is None:
        stated = comparison.standing("total")
        if package.equity_is_told and stated and stated.is_stated and stated.comparable and stated.pay is not None:
            place = standing_sentence(stated, currency)
            return f"Your annual total of {whole_money(stated.pay, currency)} is {place[:1].lower()}{place[1:]}"
        total = told_total(package.in_hand)
        if total is None:
            return "There is not enough in this offer yet to say where it stands."
        worth = f"{'at least ' if total.at_least else ''}{whole_money(total.amount, currency)}"
        if package.is_all_liquid:
            return f"Your offer is worth {worth} a year{'' if package.signing_in_all == 0 else _BUT_SIGNING}."
        return f"Your offer is {worth} a year in {_without_equity(total)}, {_beside_it(package, package.on_paper)}."
    pay_range, amount = compared
    position = pay_range.position(amount)
    pay = whole_money(amount, currency)
    sentence = f"Your base of {pay} a year is {POSITIONS[position]}"
    if package.basis.is_part_time:
        sentence = f"At full time your base would be {pay} a year, {POSITIONS[position]}"
    gap = base.gap_to_midpoint
    if position == "below":
        sentence += f", {whole_money(pay_range.minimum - amount, currency)} under its minimum"
    elif position == "above" and pay_range.maximum is not None:
        sentence += f", {whole_money(amount - pay_range.maximum, currency)} over its maximum"
    elif gap and gap > 0:
        sentence += f", {whole_money(gap, currency)} under its middle"
    elif gap and gap < 0:
        sentence += f", {whole_money(-gap, currency)} over its middle"
    return f"{sentence}{_asked_beside(asked, currency, levers_ask=levers_ask, can_rise=can_rise)}."


def _asked_beside(asked: Sequence[Gap], currency: str, *, levers_ask: bool, can_rise: bool) -> str:
    """ "; the guide asks for $60,000 more base and $160,000 more equity": of the yearly and the lasting parts."""
    known = [gap for gap in asked if gap.ask.measure == "money" and gap.amount is not None]
    # The first whole of a part, and whatever comes on top of it.
    wholes = {gap.ask.component: gap for gap in reversed(known) if not gap.ask.is_addition}
    on_top = to_grant(gap.ask for gap in known if gap.ask.is_addition)
    stated = [*wholes.values(), *(gap for gap in known if gap.ask in on_top)]
    gaps = [gap for part in ("base", "equity", "total") for gap in stated if gap.ask.component == part]
    more = [
        f"{whole_money(gap.amount, currency)} more {_more_of(gap.ask)}" for gap in gaps if gap.amount and not gap.is_met
    ]
    if more and not can_rise and all(gap.is_met for gap in gaps if gap.ask.component != "total"):
        return f"; the guide names {listed(more)}, but no part that could still rise"
    if more:
        return f"; the guide asks for {listed(more)}"
    if levers_ask:
        return "; the guide has more to ask for" if gaps else ""
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
        shown = amounts(ask)
        if gap.amount is None:
            return f"{part} to {shown}"
        names = f"; the guide names {shown}" if is_range(ask) else ""
        return f"{part} +{whole_money(gap.amount, currency)}{names}"
    words = more_words(ask, "RSUs" if package.equity_kind == "rsu" else "equity")
    if gap.wanted is None:
        return f"{words}, on top of what isn't known yet"
    if ask.component == "equity":
        grant = with_ask(package, ask)
        over = f" over {spell_years(grant.vesting_years)}" if grant.vesting_years else ""
        return f"{words}: {whole_money(grant.equity or gap.wanted, currency)}{over}"
    return words if ask.component == "other" else f"{words}: {whole_money(gap.wanted, currency)}"


def _bonus_move(gap: Gap, currency: str) -> str:
    """ "5 points more bonus, $8,500 a year"."""
    if gap.amount is None:
        shown = points(gap.ask.minimum) if gap.ask.is_addition else percent(gap.ask.minimum / 100)
        return f"{shown} more bonus, on top of what isn't known yet" if gap.ask.is_addition else f"bonus to {shown}"
    worth = "" if gap.money_a_year is None else f", {whole_money(gap.money_a_year, currency)} a year"
    return f"{points(gap.amount)} more bonus{worth}"


def alternative_sentence(employer: str, theirs: Package, mine: Package) -> str:
    """How the best other offer compares: "Your offer from Hooli is worth $375,000 a year, $105,000 more than this one".

    Where the equity of one of them can't be sold as it vests, in base and bonus alone. Both in one currency.
    """
    currency = mine.currency
    if theirs.is_all_liquid and mine.is_all_liquid:
        annual, own = annual_total(theirs), annual_total(mine)
        return f"Your offer from {employer} is worth {_beside(annual, own, currency)}." if annual else ""
    annual, own = annual_total(theirs.without_equity), annual_total(mine.without_equity)
    if annual is None:
        return ""
    grant = "" if not grant_words(theirs) else f", {_beside_it(theirs, theirs)}"
    return f"Your offer from {employer} is {_beside(annual, own, currency, of=_without_equity(annual))}{grant}."


def _beside(annual: Total, own: Total | None, currency: str, *, of: str = "") -> str:
    worth = f"{'at least ' if annual.at_least else ''}{whole_money(annual.amount, currency)}"
    sentence = f"{worth} a year{f' in {of}' if of else ''}"
    # Two lower limits say nothing of which is more.
    if own is None or own.at_least or (annual.at_least and annual.amount <= own.amount):
        return sentence
    apart = annual.amount - own.amount
    if apart == 0:
        return f"{sentence}, the same as this one"
    than = f"{whole_money(abs(apart), currency)} {'more' if apart > 0 else 'less'} than this one"
    return f"{sentence}, {'at least ' if annual.at_least else ''}{than}"
