"""The equity page: what is known of each grant, when it vests, what a leaver has."""

from __future__ import annotations

from typing import Any

from display.formatting import exact_money
from offers.equity.facts import QUESTIONS, grant_facts, question_text, worth_sentence
from offers.equity.forms import StayForm
from offers.equity.vesting import (
    leaving_table,
    picture,
    price_scenarios,
    vestings,
    worth_today,
    year_rows,
)
from offers.models import Offer
from pay.equity import Grant
from pay.packages import Package


def equity_context(offer: Offer, stay: StayForm) -> dict[str, Any]:
    """What the equity page's template gets; amounts in the offer's currency, at the day's rates."""
    terms, package = offer.terms, offer.package
    grants = [grant for grant in package.grants if not grant.is_none]
    found = vestings(package)
    # Where grants of options differ in it, no one day holds for all: the candidate is asked.
    windows = {one.window_months for one in terms.grants if one.kind == "options"}
    window = windows.pop() if len(windows) == 1 else None
    joins = stay.first_day(terms.joins_on)
    asking = next((grant for grant in grants if grant.open_questions), None) or package.grant or Grant("unspecified")
    is_none = not grants and bool(package.grants)
    return {
        "offer": offer,
        "stay": stay,
        "verdict": verdict(package, grants),
        "grants": [
            grant_facts(grant, package.currency if package.counts(grant) else grant.currency) for grant in grants
        ],
        "without_rate": [grant.currency for grant in grants if not package.counts(grant)],
        "picture": picture(found, package.currency, joins),
        "years": year_rows(found, package.currency),
        "prices": price_scenarios(package, stay.amount("price")),
        "leaving": leaving_table(package, found, stay, terms, window, joins)
        if found or package.signing_parts
        else None,
        "today": worth_today(found, stay, package.currency),
        "has_liquid": any(grant.is_liquid for grant in grants),
        "has_private": any(not grant.is_liquid for grant in grants),
        "has_options": any(grant.kind == "options" for grant in grants),
        "questions": [] if is_none else [QUESTIONS[fact] for fact in asking.open_questions],
        "question_text": "" if is_none else question_text(asking),
        "is_none": is_none,
    }


def verdict(package: Package, grants: list[Grant]) -> str:
    """The equity in one sentence: one grant's own, else what of all of them is money as it vests."""
    if not package.grants:
        return "Nothing is known of this offer’s equity yet."
    if not grants:
        return "This offer has no equity."
    if len(grants) == 1:
        one = grants[0]
        return worth_sentence(one, package.currency if package.counts(one) else one.currency)
    liquid = [grant for grant in grants if grant.is_liquid and not grant.is_refresher and package.counts(grant)]
    amounts = [grant.amount for grant in liquid if grant.amount is not None]
    parts = []
    if amounts:
        whole = exact_money(sum(amounts[1:], amounts[0]), package.currency)
        parts.append(f"{whole} of this equity is money as it vests, at the price of the day it is sold.")
    rest = len([grant for grant in grants if not grant.is_liquid])
    if rest and amounts:
        parts.append(f"The other grant{' needs' if rest == 1 else 's need'} a sale or listing first.")
    elif rest:
        parts.append("None of it is cash before a sale or listing.")
    return " ".join(parts) or "What this equity may be worth isn’t known yet."
