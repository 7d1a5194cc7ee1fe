"""Sentences that a candidate can say, made from recorded facts: none names a figure that isn't an argument.

A figure stands in whole units; a grant is named as it was quoted, never at a
worth that nobody stated.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from operator import add

from display.formatting import (
    NUMBERS,
    exact_money,
    exact_percent,
    listed,
    percent,
    points,
    whole_money,
    with_article,
    years,
)
from pay.asks import Ask
from pay.equity import Grant
from pay.leaving import Repayment
from pay.packages import Package
from pay.plans import PartPlan, Plan
from pay.postings.standing import PostedRange, PostedStanding


def package_parts(package: Package) -> list[str]:
    """The known parts of a package that are more than nothing, as one says them."""
    parts = []
    if package.base:
        parts.append(f"{whole_money(package.base, package.currency)} base")
    if grant := grant_words(package):
        parts.append(grant)
    if package.bonus_percent:
        parts.append(f"{with_article(percent(package.bonus_percent / 100))} bonus")
    elif package.bonus_amount:
        parts.append(f"{with_article(whole_money(package.bonus_amount, package.currency))} bonus a year")
    if signing := signing_words(package):
        parts.append(signing)
    return parts


def grant_words(package: Package) -> str:
    """ "$100,000 in equity over 4 years", "40,000 options over 4 years": as quoted; "" where there is none to name.

    A grant that the letter counts in shares is named by their number: what they are worth, nobody quoted. What is
    quoted in another currency is named in that.
    """
    return listed([words for grant in package.first_grants if (words := _one_grant(grant, package.currency))])


def _one_grant(grant: Grant, currency: str) -> str:
    over = f" over {years(grant.schedule.years)}" if grant.schedule else ""
    if grant.value is None and grant.shares:
        return f"{grant.shares:,.0f} {UNITS.get(grant.kind, 'shares')}{over}"
    if not grant.amount:
        return ""
    kind = "options" if grant.kind == "options" else "equity"
    conversion = grant.conversion
    if conversion is None or conversion.target != currency:
        return f"{whole_money(grant.amount, grant.currency or currency)} in {kind}{over}"
    return f"{whole_money(grant.amount / conversion.rate, conversion.origin)} in {kind}{over}"


UNITS = {"options": "options", "rsu": "RSUs", "psu": "PSUs", "double_trigger": "RSUs", "phantom": "phantom shares"}


def signing_words(package: Package) -> str:
    """ "a $30,000 signing bonus in two parts of $15,000", "a $20,000 signing bonus"; "" where there is none."""
    parts = package.signing_parts
    if not parts:
        return ""
    whole = sum((amount for _, amount in parts), Decimal(0))
    words = f"{with_article(whole_money(whole, package.currency))} signing bonus"
    return f"{words}{_in_parts(parts, package.currency)}"


def signing_amount(package: Package) -> str:
    """ "$30,000 in two parts of $15,000", "$20,000": the whole of a signing bonus; "" where there is none."""
    parts = package.signing_parts
    if not parts:
        return ""
    whole = sum((amount for _, amount in parts), Decimal(0))
    return f"{whole_money(whole, package.currency)}{_in_parts(parts, package.currency)}"


def steps_repaid(repayment: Repayment) -> str:
    """ "you pay back 100% if you leave in year 1 and 50% in year 2": of a signing bonus, by steps."""
    steps = [(year, exact_percent(part / 100)) for year, part in enumerate(repayment.percents, 1) if part]
    told = [f"{part}{' if you leave' if at == 0 else ''} in year {year}" for at, (year, part) in enumerate(steps)]
    return f"you pay back {listed(told) or 'nothing'}"


def _in_parts(parts: Sequence[tuple[int, Decimal]], currency: str) -> str:
    """How it is paid where that isn't at once: " in two parts ($20,000, then $15,000)", " after a year"."""
    first, last = parts[0][0], parts[-1][0]
    if len(parts) == 1:
        return "" if first == 1 else f" {_after(first - 1)}"
    follow = [year for year, _ in parts] == list(range(1, last + 1))
    amounts = [whole_money(amount, currency) for _, amount in parts]
    many = f" in {NUMBERS[len(parts)]} parts"
    if follow and len(set(amounts)) == 1:
        return f"{many} of {amounts[0]}"
    if follow:
        return f"{many} ({', then '.join(amounts)})"
    late = ["" if year == 1 else f" {_after(year - 1)}" for year, _ in parts]
    return f"{many} ({', then '.join(map(add, amounts, late))})"


def _after(full_years: int) -> str:
    return "after a year" if full_years == 1 else f"after {NUMBERS[full_years]} years"


def offers_sentence(offers: Sequence[tuple[str, bool, Package]]) -> str:
    """One sentence that claims the recorded competing offers and nothing else; "" without any.

    ``offers``: employer, whether it is in writing, package.
    """
    claims: list[str] = []
    for employer, is_written, package in offers:
        parts = package_parts(package)
        figures = f" at {listed(parts)}" if parts else ""
        article = "one" if claims else "offer"
        claims.append(f"a {'written' if is_written else 'verbal'} {article} from {employer}{figures}")
    return f"I have {', and '.join(claims)}." if claims else ""


def thanks_sentence(package: Package) -> str:
    parts = package_parts(package)
    return f"Thank you for the offer of {listed(parts)}." if parts else ""


def plan_words(plan: Plan, raised: Sequence[PartPlan]) -> str:
    """What is asked for, as one says it: "$185,000 base and a $20,000 signing bonus"; "" for nothing."""
    ask, currency = plan.ask, plan.ask.currency
    parts = []
    for part in raised:
        if part.ask is None or (part.part == "equity" and not plan.offered.equity_is_told):
            continue
        amount = whole_money(part.ask, currency)
        match part.part:
            case "base":
                parts.append(f"{amount} base")
            case "equity":
                parts.append(grant_words(ask))
            case "signing":
                parts.append(signing_words(ask))
            case "bonus" if ask.bonus_percent is not None:
                parts.append(f"{with_article(percent(ask.bonus_percent / 100))} target bonus")
            case "bonus":
                parts.append(f"{with_article(amount)} bonus a year")
            case "other":
                parts.append(f"{amount} a year on top of base{' and bonus' if ask.bonus else ''}")
    return listed(parts)


def plan_sentence(plan: Plan, raised: Sequence[PartPlan]) -> str:
    """The ask for some parts of the plan; "" where none of them is raised."""
    words = plan_words(plan, raised)
    return f"I'm looking for {words}." if words else ""


def present_pay_sentence(job: Package) -> str:
    """What the recorded current job pays; "" where its base isn't known."""
    return f"My current base is {whole_money(job.base, job.currency)}." if job.base else ""


# Per what pay is stated, behind an amount.
PER = {"year": "a year", "month": "a month", "week": "a week", "day": "a day", "hour": "an hour"}


def posted_words(posted: PostedRange) -> str:
    """ "$98,400 to $131,200 a year", "up to £34,000 a year": a posted range as it stands, in its own currency."""

    def said(amount: Decimal) -> str:
        is_whole = amount == amount.to_integral_value()
        return whole_money(amount, posted.currency) if is_whole else exact_money(amount, posted.currency)

    per = PER[posted.period]
    if posted.lowest is None or posted.lowest == posted.highest:
        return f"{'up to ' if posted.lowest is None else ''}{said(posted.highest or Decimal(0))} {per}"
    if posted.highest is None:
        return f"{said(posted.lowest)} {per} or more"
    return f"{said(posted.lowest)} to {said(posted.highest)} {per}"


def posted_sentence(standing: PostedStanding | None, plan: Plan) -> str:
    """What the employer's own posting states, as an argument; "" where it is none, or speaks against the ask.

    Its top is an argument for a base up to it: an ask beyond it isn't helped by naming it.
    """
    if standing is None or not standing.is_argument or standing.why_not:
        return ""
    base = next((part for part in plan.raised if part.part == "base"), None)
    top = standing.base_top(plan.ask.currency, plan.ask.basis.share)
    if base is None or base.ask is None or (standing.highest is not None and (top is None or base.ask > top)):
        return ""
    posted = standing.posted
    if posted.highest is None or posted.highest == posted.lowest:
        return f"Your posting states {posted_words(posted)}."
    return f"Your posting states up to {posted_words(replace(posted, lowest=None)).removeprefix('up to ')}."


# What comes on top of a part, behind "$20,000 more" or "8% more".
_MORE = {
    "base": "base",
    "equity": "in equity",
    "signing": "at signing",
    "bonus": "bonus",
    "total": "in all",
}


def is_range(ask: Ask) -> bool:
    return ask.maximum not in {None, ask.minimum}


def amounts(ask: Ask) -> str:
    """ "$20,000", "$20,000 to $30,000", "8%", "5 points": what an ask names, both ends of a range."""
    in_points = ask.is_addition and ask.measure == "percent"

    def said(amount: Decimal) -> str:
        if in_points:
            return points(amount)
        return percent(amount / 100) if ask.unit == "percent" else whole_money(amount, ask.currency)

    return f"{said(ask.minimum)} to {said(ask.maximum or ask.minimum)}" if is_range(ask) else said(ask.minimum)


def more_words(ask: Ask, equity: str = "equity") -> str:
    """An addition as one asks for it: "$40,000 more in RSUs", "8% more base", "5 points more bonus".

    ``equity`` is what the grant is called.
    """
    if ask.component == "other":
        of_base = " of base" if ask.unit == "percent" else ""
        return f"{amounts(ask)}{of_base}{' a year' if ask.period == 'year' else ''} on top, as other pay"
    if ask.unit == "shares":
        return f"{ask.minimum:,.0f} more shares"
    part = _MORE.get(ask.component, ask.component).replace("equity", equity)
    if ask.unit == "percent":
        return f"{amounts(ask)} more {part}"
    is_yearly = ask.period == "year" and ask.component != "base"
    return f"{amounts(ask)} more {part}{' a year' if is_yearly else ''}"
