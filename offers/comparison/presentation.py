"""An outlook as rows and words that templates print; no decision is taken here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from display.charts import Kind, RangeBar, range_bar
from display.formatting import (
    country_in_words,
    exact_percent,
    listed,
    money,
    percent,
    percentile_words,
    points,
    ratio,
    whole_money,
)
from display.formatting import years as spell_years
from guides.library.citing import own_source
from offers import usual
from offers.comparison import wording, working
from offers.comparison.forms import ScriptFactsForm
from offers.comparison.loading import Blank, LeverOutlook, Outlook, WhyUnused
from offers.law import country_of
from offers.progress import progress_sentence
from offers.speaking import grant_words
from offers.telling_apart import names_of
from pay.asks import Ask, Gap, Measure
from pay.comparison import Standing
from pay.on_top import FIXED_CASH, KIND_NAMES
from pay.packages import Package
from pay.parts import NAMES, label
from pay.ranges import PayRange
from pay.scripts import Line, WhyLeftOut
from pay.slots import Slot
from pay.totals import (
    YEARS,
    Total,
    benefits_total,
    cash_total,
    four_year_average,
    guaranteed_cash,
    with_benefits,
    year_total,
)

LEFT_OUT: dict[WhyLeftOut, str] = {
    "blank": "it has a blank that isn't filled",
    "currency": "it names an amount in another currency than yours",
    "holds-offer": "you have recorded another offer",
}
# Why equity in options isn't placed: it is then named as the letter counts it.
OPTIONS = frozenset({"options-counted", "options-quoted"})
ASK_WORDS = {"ask": "ask", "target": "target", "accept": "accept-at point", "floor": "floor"}


@dataclass(frozen=True)
class StandingRow:
    """One part of the pay beside its range, every figure in words."""

    component: str
    label: str
    period: str
    pay: str
    low: str
    high: str
    midpoint: str
    compa_ratio: str
    penetration: str
    under_minimum: str
    to_midpoint: str
    to_maximum: str
    sentence: str
    bar: RangeBar | None
    # Where it stands among published percentiles, and what these are; "" where none are.
    among: str
    anchors: str


@dataclass(frozen=True)
class InAll:
    """Annual totals on one bar; ``figures``: kind, what it is, amount, address of where it comes from."""

    bar: RangeBar
    figures: tuple[tuple[Kind, str, str, str], ...]


@dataclass(frozen=True)
class TotalRow:
    """One of the totals, with its working."""

    label: str
    amount: str
    working: str
    missing: str


@dataclass(frozen=True)
class AskRow:
    """An amount of the guide beside the offer."""

    role: str
    role_words: str
    label: str
    wanted: str
    offered: str
    difference: str
    is_met: bool
    anchor: str


@dataclass(frozen=True)
class LeverRow:
    """A lever: what it moves, what the pay would then be, what to say."""

    outlook: LeverOutlook
    remark: str
    moves: tuple[str, ...]
    after: tuple[tuple[str, str, str], ...]
    lines: tuple[Line, ...]
    blanks: tuple[BlankRow, ...]
    unconfirmed: int
    # Sentences that were ticked and are left out, each with why.
    left_out: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class BlankRow:
    """A blank of a script with what stands in it, and why that can't stand there; "" where it can."""

    slot: Slot
    value: str
    error: str


def comparison_context(outlook: Outlook, refused: ScriptFactsForm | None = None) -> dict[str, Any]:
    """What the comparison page's template gets; ``refused`` has words for blanks that couldn't be taken."""
    offer = outlook.offer
    stated = outlook.comparison.band.stated_total if outlook.comparison.band else None
    names = _names(outlook)
    levers = [] if outlook.is_over else [lever_row(lever, outlook, refused) for lever in outlook.levers]
    return {
        "outlook": outlook,
        "offer": offer,
        "guide_address": offer.guide.get_absolute_url() if offer.guide else "",
        "standings": standing_rows(outlook),
        "stated_total": _range_words(stated, outlook.currency) if stated else "",
        "only_stated": any(standing.is_stated for standing in outlook.comparison.standings),
        "has_computed_total": outlook.comparison.band_total is not None and outlook.comparison.band_total.complete,
        "totals": total_rows(outlook),
        "working": working.working_lines(offer, outlook.package),
        "in_words": working.words_lines(offer.terms),
        # With a guide the page has its queries; the form says it there.
        "unmentioned": usual.unmentioned(offer, outlook.today),
        "country": country_in_words(country_of(offer)),
        "asks": [] if outlook.is_over else ask_rows(outlook),
        # Once it is over nothing is said any more.
        "outcome": progress_sentence(offer) if outlook.is_over else "",
        "levers": [row for row in levers if not row.outlook.is_to_read],
        "levers_to_read": [row for row in levers if row.outlook.is_to_read],
        "met_levers": () if outlook.is_over else outlook.met_levers,
        "in_all": _in_all(outlook, names),
        "alternative": _alternative(outlook, names),
        "beside_totals": wording.told_sentence(outlook.package),
        "signing": wording.signing_sentence(outlook.package),
        "clawback": wording.clawback_sentence(outlook.package, offer.terms.repayment),
        "used_offers": [(other, names[other.pk]) for other in outlook.competing],
        "unused_offers": [(other, names[other.pk], WHY_UNUSED[why]) for other, why in outlook.unused],
        "strategy": lever_row(outlook.strategy, outlook, refused) if outlook.strategy and not outlook.is_over else None,
        "sources": outlook.sources,
        "band_source": own_source(outlook.band) if outlook.band else None,
        "share": percent(outlook.package.basis.share) if outlook.package.basis.is_part_time else "",
        "is_overdue": bool(offer.guide and offer.guide.is_overdue(outlook.today)),
        "newer_revision": offer.revision is not None
        and offer.guide is not None
        and offer.guide.published_revision_id not in {None, offer.revision_id},
    }


def _names(outlook: Outlook) -> dict[UUID, str]:
    return names_of([outlook.offer, *outlook.competing, *(other for other, _ in outlook.unused)])


def _in_all(outlook: Outlook, names: Mapping[UUID, str]) -> InAll | None:
    """The annual totals of the offer, of what the guide asks for and of the best other offer, on one bar."""
    standing = outlook.comparison.standing("total")
    # What is paid for a share of full time and the band of full time are two scales.
    if outlook.package.basis.is_part_time or standing is None or (compared := standing.compared) is None:
        return None
    pay_range, pay = compared
    figures: list[tuple[Kind, Decimal, str, str]] = [("offer", pay, "This offer", "")]
    asked = outlook.strategy.effect.after.annual if outlook.strategy and outlook.strategy.effect.open_gaps else None
    if asked and not asked.at_least and asked.amount > pay and not outlook.is_over:
        figures.append(("ask", asked.amount, "With all that the guide asks for", "#strategy"))
    # Base and bonus alone are another scale.
    if (best := outlook.best_alternative) and best.package.equity_is_told:
        label = f"{names[best.offer.pk]}{', at least' if best.annual.at_least else ''}"
        figures.append(("alternative", best.annual.amount, label, best.offer.get_absolute_url()))
    shown = _shown(standing, outlook.currency)
    marks = [(kind, figure, label) for kind, figure, label, _ in figures]
    return InAll(
        range_bar(pay_range.minimum, pay_range.maximum, marks=marks, shown=shown),
        tuple((kind, label, shown(figure), address) for kind, figure, label, address in figures),
    )


def _alternative(outlook: Outlook, names: Mapping[UUID, str]) -> str:
    best = outlook.best_alternative
    if best is None:
        return ""
    return wording.alternative_sentence(names[best.offer.pk], best.package, outlook.comparison.package)


WHY_UNUSED: dict[WhyUnused, str] = {
    "lapsed": "its respond-by date has passed; not used in scripts",
    "over": "declined or withdrawn; not used in scripts",
    "same-employer": "of the same employer; not used in scripts",
    "weaker": "no part of it is higher than this offer; naming it would weaken your case, so scripts don't",
}


def _range_words(pay_range: PayRange, currency: str) -> str:
    high = "and more" if pay_range.maximum is None else f"to {whole_money(pay_range.maximum, currency)}"
    return f"{whole_money(pay_range.minimum, currency)} {high}"


def standing_rows(outlook: Outlook) -> list[StandingRow]:
    return [_standing_row(standing, outlook) for standing in outlook.comparison.standings]


def _standing_row(standing: Standing, outlook: Outlook) -> StandingRow:
    currency = outlook.currency
    shown = _shown(standing, currency)
    apart = points if standing.basis == "percent" else shown
    # A lower limit is no band to stand in.
    pay_range = None if standing.why_not == "guide-incomplete" else standing.pay_range
    at_full_time = outlook.package.basis.is_part_time and standing.component != "equity" and standing.basis == "year"
    asked = () if at_full_time else outlook.asked
    ask = next((gap for gap in asked if _on_same_basis(gap, standing)), None)
    band = outlook.comparison.band

    def in_money(amount: Decimal) -> str:
        return money(amount, currency)

    return StandingRow(
        component=standing.component,
        label=f"{label(standing.component)} at full time" if at_full_time else label(standing.component),
        period=_period(standing),
        pay=grant_words(outlook.package) if standing.why_not in OPTIONS else _pay(standing, shown),
        low=shown(pay_range.minimum) if pay_range else "",
        high=(shown(pay_range.maximum) if pay_range.maximum is not None else "open") if pay_range else "",
        midpoint=shown(pay_range.midpoint) if pay_range and pay_range.midpoint is not None else "",
        compa_ratio=ratio(standing.compa_ratio) if standing.compa_ratio is not None else "",
        penetration=exact_percent(standing.penetration) if standing.penetration is not None else "",
        under_minimum=_gap_words(standing.under_minimum, apart),
        to_midpoint=_gap_words(standing.gap_to_midpoint, apart),
        to_maximum=_gap_words(standing.gap_to_maximum, apart),
        sentence=wording.standing_sentence(standing, currency, band),
        bar=_bar(standing, pay_range, ask, shown),
        among=percentile_words(found, in_money) if (found := standing.among_anchors) else "",
        anchors=listed([f"{anchor.name} {in_money(anchor.figure)}" for anchor in standing.anchors]),
    )


def _bar(
    standing: Standing, pay_range: PayRange | None, ask: Gap | None, shown: Callable[[Decimal], str]
) -> RangeBar | None:
    if pay_range is None:
        return None
    marks: list[tuple[Kind, Decimal, str]] = []
    if standing.comparable and standing.pay is not None:
        marks.append(("offer", standing.pay, "Your offer"))
    if ask and ask.wanted is not None:
        marks.append(("ask", ask.wanted, "Guide’s ask"))
    return range_bar(pay_range.minimum, pay_range.maximum, marks=marks, shown=shown)


def _on_same_basis(gap: Gap, standing: Standing) -> bool:
    if gap.ask.component != standing.component:
        return False
    if standing.component == "equity":
        return (standing.basis == "year") == (gap.ask.period == "year")
    return (standing.basis == "percent") == (gap.ask.measure == "percent")


def _shown(standing: Standing, currency: str) -> Callable[[Decimal], str]:
    if standing.basis == "percent":
        return lambda number: percent(number / 100)
    return lambda number: whole_money(number, currency)


def _period(standing: Standing) -> str:
    match standing.basis:
        case "percent":
            return "percent of base"
        case "grant":
            years = standing.grant_years
            return f"whole grant over {spell_years(years)}" if years else "whole grant"
        case _:
            return "a year"


def _pay(standing: Standing, shown: Callable[[Decimal], str]) -> str:
    if standing.pay is None:
        return "not known"
    return f"at least {shown(standing.pay)}" if standing.at_least else shown(standing.pay)


def _gap_words(gap: Decimal | None, apart: Callable[[Decimal], str]) -> str:
    if gap is None:
        return ""
    if gap == 0:
        return "exactly there"
    return f"{apart(gap)} under it" if gap > 0 else f"{apart(-gap)} over it"


def total_rows(outlook: Outlook) -> list[TotalRow]:
    """The totals that can be said: each year in which a part of the signing bonus is paid, the average, the cash."""
    package = outlook.package.in_hand
    equity = [] if package.equity == 0 and not package.refreshers else ["a year's equity"]
    paid = " + ".join(["base", "bonus", *_other_cash(package), *equity, "signing"])
    years_paid = range(1, _years_that_differ(package) + 1)
    return [
        *_named_apart(package),
        *(_total_row(f"Year {year}", year_total(package, year), package, paid) for year in years_paid),
        _total_row("4-year average", four_year_average(package), package, "mean of four years, signing included"),
        _total_row("Guaranteed cash, year 1", guaranteed_cash(package), package, _guaranteed_formula(package)),
    ]


def _other_cash(package: Package) -> list[str]:
    """What a year pays in cash beside base and bonus, of what the letter has."""
    kinds = dict.fromkeys(row.kind for row in package.on_top if row.is_cash)
    return [*(KIND_NAMES[kind] for kind in kinds), *([] if package.other is None else [NAMES["other"]])]


def _guaranteed_formula(package: Package) -> str:
    """ "base + 13th month + signing + guaranteed bonus; no equity": of what the letter has."""
    fixed = [KIND_NAMES[kind] for kind in dict.fromkeys(row.kind for row in package.on_top) if kind in FIXED_CASH]
    bonus = ["guaranteed bonus"] if package.bonus_guaranteed is not None or package.bonus_kind == "guaranteed" else []
    return f"{' + '.join(['base', *fixed, 'signing', *bonus])}; no equity"


def _years_that_differ(package: Package) -> int:
    """How many years have a total of their own: those that pay a part of signing, all four where equity isn't even.

    With refreshers the fifth too, when the first grants are mostly through and refreshers alone are left.
    """
    if package.refreshers:
        return YEARS + 1
    if package.bonus_guaranteed is not None or len(package.first_grants) > 1:
        return YEARS
    grant = package.grant
    if grant and grant.amount and len({grant.in_year(year) for year in range(1, YEARS + 1)}) > 1:
        return YEARS
    return max([1, *(year for year, _ in package.signing_parts)])


def _named_apart(package: Package) -> list[TotalRow]:
    """Cash, benefits and all of it, where the letter states more than base, bonus and equity."""
    if not package.on_top and not package.base_parts:
        return []
    cash = _total_row("Cash, a year", cash_total(package), package, "base + bonus + other cash; no equity", money)
    benefits = benefits_total(package)
    if benefits is None:
        return [cash]
    return [
        cash,
        _total_row("Benefits, a year", benefits, package, "set aside for you; not cash", money),
        _total_row("All of it, a year", with_benefits(package), package, "cash + a year's equity + benefits", money),
    ]


def _total_row(
    label: str, total: Total | None, package: Package, formula: str, shown: Callable[[Decimal, str], str] = whole_money
) -> TotalRow:
    if total is None:
        return TotalRow(label, "not known", formula, "")
    currency = package.currency

    def named(name: str, part: Decimal) -> str:
        if name == "signing" and (whole := package.signing_in_all) and whole != part:
            return f"{money(part, currency)} of the {money(whole, currency)} signing bonus"
        return f"{money(part, currency)} {NAMES[name]}"

    amount = shown(total.amount, currency)
    parts = " + ".join(named(name, part) for name, part in total.parts.items() if part)
    missing = listed([NAMES[name] for name in total.missing])
    return TotalRow(
        label,
        f"at least {amount}" if total.at_least else amount,
        f"{formula}: {parts}" if parts else formula,
        f"{missing} not known" if missing else "",
    )


def ask_rows(outlook: Outlook) -> list[AskRow]:
    return [_ask_row(gap, outlook.currency) for gap in (*outlook.asked, *outlook.floors)]


def _ask_row(gap: Gap, currency: str) -> AskRow:
    ask = gap.ask
    in_measure = _shown_in(ask.measure, currency)
    stated = _shown_in("percent" if ask.unit == "percent" else ask.measure, currency)
    if ask.is_addition and ask.measure == "percent":
        stated = points
    wanted = stated(ask.minimum)
    if ask.maximum is None:
        wanted += " or more"
    elif ask.maximum != ask.minimum:
        wanted += f" to {stated(ask.maximum)}"
    if ask.is_addition:
        wanted += " more" if ask.maximum is not None else ", on top"
        if gap.wanted is not None:
            wanted += f": {'from ' if ask.maximum != ask.minimum else ''}{in_measure(gap.wanted)}"
    offered = "not known" if gap.offered is None else in_measure(gap.offered)
    return AskRow(
        role=ask.role,
        role_words=ASK_WORDS[ask.role],
        label=f"{label(ask.component)}{_ask_period(ask)}",
        wanted=wanted,
        offered=f"at least {offered}" if gap.at_least else offered,
        difference=_difference(gap, currency),
        is_met=gap.is_met,
        anchor="strategy",
    )


def _shown_in(measure: Measure, currency: str) -> Callable[[Decimal], str]:
    match measure:
        case "percent":
            return lambda number: percent(number / 100)
        case "shares":
            return lambda number: f"{number:,.0f} shares"
        case _:
            return lambda number: money(number, currency)


def _difference(gap: Gap, currency: str) -> str:
    if gap.amount is None:
        return "not known"
    if gap.amount == 0:
        return "exactly there"
    apart = abs(gap.amount)
    shown = points(apart) if gap.ask.measure == "percent" else _shown_in(gap.ask.measure, currency)(apart)
    worth = "" if gap.money_a_year is None else f", {money(abs(gap.money_a_year), currency)} a year"
    return f"{shown} {'under' if gap.amount > 0 else 'over'} the {ASK_WORDS[gap.ask.role]}{worth}"


def _ask_period(ask: Ask) -> str:
    if ask.measure == "percent":
        return ", percent of base" if ask.component == "bonus" else ", percent"
    match ask.component, ask.period:
        case "signing", _:
            return ", once"
        case "equity", "year":
            return ", a year"
        case "equity", _:
            return ", whole grant"
        case "other", period if period != "year":
            return ""
        case _:
            return ", a year"


def lever_row(lever: LeverOutlook, outlook: Outlook, refused: ScriptFactsForm | None = None) -> LeverRow:
    currency = outlook.currency
    after = lever.effect.after
    would_be = []
    if lever.effect.open_gaps:
        base, total = after.standing("base"), after.standing("total")
        if after.package.base is not None:
            would_be.append(
                ("Base", whole_money(after.package.base, currency), _penetration(base)),
            )
        if after.annual:
            at_least = "at least " if after.annual.at_least else ""
            would_be.append(
                (
                    "Annual total" if after.package.equity_is_told else "In all, without the equity",
                    f"{at_least}{whole_money(after.annual.amount, currency)}",
                    _penetration(total),
                )
            )
    return LeverRow(
        outlook=lever,
        remark=_remark(lever, outlook),
        moves=tuple(dict.fromkeys(wording.move(gap, outlook.comparison.package) for gap in lever.effect.open_gaps)),
        after=tuple(would_be),
        lines=lever.script.lines,
        blanks=tuple(_blank(blank, refused) for blank in lever.blanks),
        unconfirmed=sum(1 for left in lever.script.left_out if left.why == "unconfirmed"),
        left_out=tuple((left.text, LEFT_OUT[left.why]) for left in lever.script.left_out if left.why in LEFT_OUT),
    )


def _blank(blank: Blank, refused: ScriptFactsForm | None) -> BlankRow:
    key = blank.slot.key
    if refused and key in refused.unfit:
        return BlankRow(blank.slot, refused.typed[key], refused.unfit[key])
    return BlankRow(blank.slot, blank.answer, "")


def _remark(lever: LeverOutlook, outlook: Outlook) -> str:
    """Why a lever moves nothing."""
    if lever.effect.open_gaps:
        return ""
    if lever.effect.gaps:
        return "Your offer already has what this asks for."
    if outlook.checked_band and any(not ask.is_limit for ask in lever.asks):
        return "Its figures aren't compared while an editor checks the guide's row; the argument may still help."
    if any(not ask.is_limit for ask in lever.asks):
        return "Its figures are for another region or level; the argument may still help."
    return "The guide names no figure for this argument: use it to back an ask."


def _penetration(standing: Standing | None) -> str:
    if standing is None or standing.penetration is None:
        return ""
    return f"{percent(standing.penetration)} of the way up the band"
