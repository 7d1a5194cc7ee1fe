"""What law or custom puts on top of an offer's base, what a share plan is worth, where base stands in a survey."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from display.formatting import country_in_words, country_name, day, exact_money, percent, percentile_words, share_price
from guides.library.statutory import Statutory, in_force
from offers.law import country_of
from offers.models import Offer
from offers.on_top.forms import OnTopForm, SurveyForm
from pay.anchors import standing
from pay.end_of_service import SharePlan
from pay.on_top import OnTop, base_within
from pay.packages import Package
from pay.rounding import rounded

SERVED = (11, 12, 30, 60, 84, 120)
MONTHS = 12


@dataclass(frozen=True)
class Reading:
    """One way to read the stated pay: what is base, and what comes to it."""

    words: str
    base: str
    amount: str
    in_all: str


@dataclass(frozen=True)
class RateRow:
    """A rate in force, with what it comes to on this offer's pay; ``readings`` are empty where that can't be said."""

    name: str
    rule: str
    note: str
    source: str
    readings: list[Reading]


@dataclass(frozen=True)
class GratuityRow:
    """Leaving after so long."""

    served: str
    days: str
    amount: str
    is_own: bool


def on_top_context(offer: Offer, asked: OnTopForm, today: date) -> dict[str, Any]:
    """What the page's template gets."""
    package, on = offer.package, asked.day(today)
    country = asked.value("country") or country_of(offer)
    rates = in_force(on, country)
    stated = offer.terms.basis.a_year(offer.terms.base)
    rows = [rate_row(rate, stated, package.currency) for rate in rates if rate.gratuity is None]
    gratuity = next((rate for rate in rates if rate.gratuity is not None), None)
    month, of = _month_of_basic(package)
    return {
        "offer": offer,
        "country": country_name(country),
        "on": day(on),
        "verdict": verdict(rows, gratuity, country, package),
        "rates": rows,
        "gratuity": gratuity,
        "gratuity_rule": _gratuity_rule(gratuity) if gratuity else "",
        "gratuity_source": _source(gratuity) if gratuity else "",
        "gratuity_of": of,
        "gratuity_rows": _gratuity_rows(gratuity, month, package.currency, asked.value("served")),
        "plan": share_plan(asked, package.currency),
    }


def verdict(rows: Sequence[RateRow], gratuity: Statutory | None, country: str, package: Package) -> str:
    """What comes on top, in one sentence."""
    if not country:
        return "Choose the country to see what law or custom puts on top of the pay."
    if not rows and gratuity is None:
        return f"Leverbook holds nothing yet on what law or custom adds to pay in {country_in_words(country)}."
    if package.base is None:
        return "Without the base, what comes on top of it can't be said."
    told = [f"{row.name} of {row.readings[-1].amount} a year" for row in rows if row.readings]
    if told:
        return f"{' and '.join(told)} comes on top of the base, unless the pay you were told has it in it: ask."
    if gratuity:
        return f"In {country_in_words(country)} leaving brings a gratuity that grows with the years."
    return "What it comes to can’t be said in this currency: see each rate."


def rate_row(rate: Statutory, stated: Decimal | None, currency: str) -> RateRow:
    """Both readings of the stated pay: with it in, and with it on top; where a limit holds, on all of it, too."""
    readings = []
    limits_fit = rate.currency in {"", currency} or (rate.lower is None and rate.upper is None)
    if stated is not None and rate.percent is not None and limits_fit:
        row = OnTop(rate.kind, percent=rate.percent, lower=rate.lower, upper=rate.upper)
        within = base_within(stated, [row])
        readings.append(_reading("if it is in the pay you were told", within, stated - within, currency))
        if rate.upper is not None and within > rate.upper:
            whole = base_within(stated, [OnTop(rate.kind, percent=rate.percent)])
            readings.append(_reading("in it, and paid on all of the base", whole, stated - whole, currency))
        readings.append(_reading("if it comes on top", stated, row.on(stated) or Decimal(0), currency))
    return RateRow(rate.name[:1].upper() + rate.name[1:], _rule(rate), rate.note, _source(rate), readings)


def _reading(words: str, base: Decimal, amount: Decimal, currency: str) -> Reading:
    return Reading(
        words, exact_money(base, currency), exact_money(amount, currency), exact_money(base + amount, currency)
    )


def _rule(rate: Statutory) -> str:
    """ "12% of base up to A$270,830 a year"."""
    how = f"by {'law' if rate.is_law else 'custom'}"
    if rate.percent is None:
        return how
    part = f"{percent(rate.percent / 100)} of base"
    if rate.lower is not None and rate.upper is not None:
        part += f" between {exact_money(rate.lower, rate.currency)} and {exact_money(rate.upper, rate.currency)}"
    elif rate.upper is not None:
        part += f" up to {exact_money(rate.upper, rate.currency)}"
    elif rate.lower is not None:
        part += f" over {exact_money(rate.lower, rate.currency)}"
    return f"{part} a year, {how}"


def _source(rate: Statutory) -> str:
    since = f"in force from {day(rate.starts_on)}" if rate.starts_on else "in force for years"
    until = f" until {day(rate.ends_on)}" if rate.ends_on else ""
    return f"{rate.source}; {since}{until}; as of {day(rate.on)}"


def _gratuity_rule(rate: Statutory) -> str:
    rule = rate.gratuity
    if rule is None:
        return ""
    held = f", in all at most {rule.most_months.normalize():f} months’ pay" if rule.most_months is not None else ""
    return (
        f"{rule.days.normalize():f} days’ basic pay for each of the first {rule.first_years.normalize():f} years, "
        f"{rule.days_after.normalize():f} for each year after; a day is a month’s basic pay ÷ "
        f"{rule.days_a_month.normalize():f}; nothing before {rule.begins_after} months{held}"
    )


def _month_of_basic(package: Package) -> tuple[Decimal | None, str]:
    """A month's basic pay, and what it was taken from."""
    basic = next((part.amount for part in package.base_parts if part.name == "basic"), None)
    if basic is not None:
        month = package.basis.months_of(basic)
        return month, f"of the basic pay of {exact_money(month, package.currency)} a month"
    if package.base is None or package.base_parts:
        return None, "the basic part of the base isn’t known"
    month = package.basis.months_of(package.base)
    return month, f"of all of the base, {exact_money(month, package.currency)} a month: allowances in it don’t count"


def _gratuity_rows(rate: Statutory | None, month: Decimal | None, currency: str, own: int | None) -> list[GratuityRow]:
    if rate is None or rate.gratuity is None or month is None:
        return []
    rule, rows = rate.gratuity, []
    for served in sorted({*SERVED, *([own] if own else [])}):
        held = ", held at the limit" if rule.is_held(served) else ""
        amount = exact_money(rule.after(served, month), currency)
        earned = rounded(rule.days_earned(served), Decimal("0.1")).normalize()
        rows.append(GratuityRow(_served(served), f"{earned:f} days{held}", amount, served == own))
    return rows


def _served(months: int) -> str:
    if months < MONTHS:
        return f"{months} months"
    years = (Decimal(months) / MONTHS).normalize()
    exact = rounded(years, Decimal("0.1"))
    return f"{exact.normalize():f} year{'' if years == 1 else 's'}" if exact == years else f"{months} months"


def share_plan(asked: OnTopForm, currency: str) -> str:
    """What a share plan is worth, in one sentence; "" without the two figures that it takes."""
    paid, off = asked.amount("paid_in"), asked.value("off")
    if paid is None or off is None:
        return ""
    looks_back = bool(asked.value("looks_back"))
    plan = SharePlan(off / 100, looks_back, asked.amount("first"), asked.amount("last"))
    gain = plan.gain(paid)
    part = percent(gain / paid) if paid else percent(Decimal(0))
    told = (
        f"{exact_money(paid, currency)} buys shares worth {exact_money(plan.worth(paid), currency)}: "
        f"{exact_money(gain, currency)} more, {part}."
    )
    if plan.has_prices and plan.first and plan.last:
        at = share_price(min(plan.first, plan.last) * (1 - plan.discount), currency)
        return f"{told} Bought at {at}, worth {share_price(plan.last, currency)} on the last day, as you entered."
    if looks_back:
        return f"{told} A look-back adds only what prices you enter give."
    return told


def survey_sentence(offer: Offer, survey: SurveyForm) -> str:
    """Where the base stands among a survey's percentiles, full-time; "" where they don't say."""
    survey.is_valid()
    anchors, pay = survey.anchors, offer.package.full_time_base
    if len(anchors) < 2 or survey.errors or pay is None:
        return ""
    stands = percentile_words(standing(pay, anchors), lambda amount: exact_money(amount, offer.currency))
    return f"The base of {exact_money(pay, offer.currency)} is {stands}."
