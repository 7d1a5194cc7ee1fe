"""A plan to counter as sentences, rows and texts that templates print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from display.formatting import listed, money, percent, whole
from offers.comparison.loading import LeverOutlook
from offers.counter import research
from offers.counter.loading import Counter, Way
from offers.counter.research import Research
from offers.models import Offer
from offers.speaking import package_parts, thanks_sentence
from pay.asks import Ask
from pay.counter import Concern, Proposal, a_year, raised
from pay.packages import Package
from pay.parts import NAMES, NEGOTIABLE, Negotiable
from pay.side_by_side import contender

# What a way to reach a goal moves.
LEADS = NAMES | {"mixed": "a bit of each"}

CONCERNS: dict[Concern, tuple[str, Research | None]] = {
    "no-more-than-offered": ("Your ask is no more than what is offered already: there is nothing to negotiate.", None),
    "floor-under-batna": (
        "Your floor is under your best alternative: you would take less here than you can have elsewhere.",
        None,
    ),
    "floor-over-ask": ("Your floor is above your ask: not even a yes would be enough.", None),
    "floor-over-target": ("Your floor is above your target: one of them isn't meant.", None),
    "under-target": (
        "Your ask is under your target: you would have to be given more than you ask for.",
        research.RANGE,
    ),
    "above-band": ("Your base is above the band: expect to be asked why, and have a lever ready.", research.UPPER_BAND),
    "near-top-without-reason": (
        "Your base is at the very top of the band, and no lever backs it.",
        research.UPPER_BAND,
    ),
    "over-precise": ("A figure of your ask is finer than a recruiter would name one.", research.PRECISION),
    "no-reason": ("No lever backs your ask. Choose one that is true of you.", research.RELATIONSHIP),
}
PROPOSALS = {"base": "More base", "equity": "More equity", "signing": "More up front", "mixed": "A bit of each"}


@dataclass(frozen=True)
class PlanRow:
    """Ask, target or floor: a year on the four-year average, and where it comes from."""

    kind: str
    label: str
    figure: Decimal
    amount: str
    origin: str


@dataclass(frozen=True)
class WayRow:
    """One way to a goal in words; ``beyond`` says where it leaves the guide's limits."""

    label: str
    raises: str
    becomes: str
    beyond: str


@dataclass(frozen=True)
class ProposalRow:
    """A package of equal value, with its arithmetic."""

    title: str
    terms: tuple[str, ...]
    working: str
    a_year: str


@dataclass(frozen=True)
class TalkingPoint:
    """A lever's script; ``otherwise`` says where it names another figure than the plan."""

    title: str
    text: str
    otherwise: str


def counter_context(counter: Counter) -> dict[str, Any]:
    """What the counter page's template gets."""
    return {
        "counter": counter,
        "offer": counter.outlook.offer,
        "currency": counter.currency,
        "verdict": plan_sentence(counter),
        "plan_rows": plan_rows(counter),
        "room": room_sentence(counter),
        "concerns": [CONCERNS[concern] for concern in counter.concerns],
        "ways": [way_row(counter, way) for way in counter.ways],
        "proposals": [proposal_row(counter, proposal) for proposal in counter.proposals],
        "several": research.SEVERAL_AT_ONCE,
        "points": [
            TalkingPoint(lever.row.title, lever.script.text, other_figures(counter, lever)) for lever in counter.chosen
        ],
        "points_text": "\n".join(f"- {lever.row.title}: {lever.script.text}" for lever in counter.chosen),
        "before": (research.ONE_AT_A_TIME, research.WITHDRAWN, research.LIES),
        "is_own_email": bool(counter.stored and counter.stored.email),
        "not_held": not_held(counter),
    }


def _money(counter: Counter, amount: Decimal) -> str:
    return money(whole(amount), counter.currency)


def plan_sentence(counter: Counter) -> str:
    """The plan in one sentence."""
    plan = counter.plan
    if contender(counter.offered).average is None:
        return "Enter what is offered first: nothing of it is known yet."
    if a_year(plan.ask) <= a_year(counter.offered):
        return "This offer already has what you would ask for."
    known = "As far as is known: ask" if contender(counter.offered).missing else "Ask"
    sentence = f"{known} for {_money(counter, a_year(plan.ask))} a year in all"
    if plan.target is not None:
        sentence += f", aim at {_money(counter, plan.target)}"
    if plan.floor is not None:
        return f"{sentence}, and don't go below {_money(counter, plan.floor)}."
    return f"{sentence}. Your floor is open: record what you have instead."


def plan_rows(counter: Counter) -> list[PlanRow]:
    """Ask, target, floor and offer, the highest first."""
    stored, plan = counter.stored, counter.plan
    own_ask = stored and any(getattr(stored, f"ask_{part}") is not None for part in ("base", "equity", "signing"))
    asked = "the guide's strategy" if counter.outlook.strategy else "three quarters up the band"
    if counter.outlook.checked_band:
        asked = "as offered"
    figures = [
        ("ask", "Ask", a_year(plan.ask), "yours" if own_ask else asked),
        ("target", "Target", plan.target, "yours" if stored and stored.target is not None else "midway"),
        (
            "floor",
            "Your floor",
            plan.floor,
            "yours" if stored and stored.floor is not None else _batna_words(counter),
        ),
        ("offered", "Offered", a_year(counter.offered), "this offer"),
    ]
    rows = [
        PlanRow(kind, label, figure, _money(counter, figure), origin)
        for kind, label, figure, origin in figures
        if figure is not None
    ]
    return sorted(rows, key=lambda row: -row.figure)


def _batna_words(counter: Counter) -> str:
    entry = counter.batna
    if entry is None:
        return ""
    if entry.offer.kind == "current":
        cost = f", and {_money(counter, counter.leaving_cost)} that leaving costs" if counter.leaving_cost else ""
        return f"your job at {entry.offer.employer}{cost}"
    return f"your best alternative, {entry.offer.employer}"


def room_sentence(counter: Counter) -> str:
    """The bargaining room as far as it can be known."""
    limit = _money(counter, counter.their_limit)
    if counter.plan.floor is None:
        return (
            f"By the guide the company moves up to {limit} a year. Where your own limit is depends on your best "
            "alternative: record another offer or your current job."
        )
    floor = _money(counter, counter.plan.floor)
    if counter.zopa is None:
        return f"By the guide the company moves up to {limit} a year, which is under your floor of {floor}: no room."
    return f"Your room: between your floor of {floor} and {limit}, up to which the company moves by the guide."


def way_row(counter: Counter, way: Way) -> WayRow:
    label = LEADS[way.key].capitalize() + ("" if way.key == "mixed" else " alone")
    if not way.raises:
        why = "not inside what the guide says moves"
        if way.key == "signing" and counter.goal and counter.goal.annual_gap is not None:
            why = "doesn't count in the band's annual total"
        elif way.key != "mixed":
            why = "what is offered isn't known"
        return WayRow(label, why, "", "")
    package = raised(counter.outlook.comparison.package, way.raises)
    over = [LEADS[part] for part, amount in way.raises.items() if amount > counter.movable.get(part, Decimal(0))]
    more = [f"{money(amount, counter.currency)} more {LEADS[part]}" for part, amount in way.raises.items()]
    return WayRow(
        label,
        listed(more),
        f"Then: {listed(_changed_parts(package, way.raises))}",
        f"That is more {listed(over)} than the guide says the company moves on." if over else "",
    )


def _changed_parts(package: Package, raises: Mapping[Negotiable, Decimal]) -> list[str]:
    return [f"{money(getattr(package, part), package.currency)} {LEADS[part]}" for part in raises]


def proposal_row(counter: Counter, proposal: Proposal) -> ProposalRow:
    more = [f"+{money(amount, counter.currency)} {LEADS[part]}" for part, amount in proposal.raises.items()]
    return ProposalRow(
        PROPOSALS[proposal.leads],
        tuple(package_parts(proposal.package)),
        listed(more),
        _money(counter, a_year(proposal.package.assuming(counter.assumptions))),
    )


def ask_words(counter: Counter) -> str:
    """What is asked for, as one says it: the parts of the ask that are more than the offer."""
    ask, offered, currency = counter.ask, counter.outlook.comparison.package, counter.currency
    parts = []

    def more(part: str) -> bool:
        asked, now = getattr(ask, part), getattr(offered, part)
        return asked is not None and (now is None or asked > now)

    if more("base"):
        parts.append(f"{money(ask.base, currency)} base")
    if more("equity"):
        parts.append(f"{money(ask.equity, currency)} in equity")
    if more("signing"):
        parts.append(f"a {money(ask.signing, currency)} signing bonus")
    if more("bonus_percent") and ask.bonus_percent is not None:
        parts.append(f"a {percent(ask.bonus_percent / 100)} bonus")
    elif more("bonus_amount"):
        parts.append(f"a bonus of {money(ask.bonus_amount, currency)} a year")
    if more("other") and ask.other is not None:
        parts.append(f"{money(ask.other - (offered.other or 0), currency)} of other pay a year on top")
    return listed(parts)


def other_figures(counter: Counter, lever: LeverOutlook) -> str:
    """The guide's figures in a script that aren't those of the plan: saying both would bid against oneself."""
    ask, pairs = counter.ask, []
    for said in dict.fromkeys(said for line in lever.script.lines for said in line.asks):
        if said.unit != "money" or said.component not in NEGOTIABLE:
            continue
        is_yearly = said.component == "equity" and said.period == "year"
        planned = _of_part(ask, said)
        if planned is not None and said.is_addition:
            offered = _of_part(counter.outlook.comparison.package, said)
            planned = None if offered is None else planned - offered
        if planned is None or said.minimum <= planned <= (said.maximum or said.minimum):
            continue
        part = f"{'more ' if said.is_addition else ''}{LEADS[said.component]}{' a year' if is_yearly else ''}"
        pairs.append(
            f"{money(said.minimum, counter.currency)} {part} where your plan asks for {_money(counter, planned)}"
        )
    return f"This says {listed(pairs)}. Name one figure, not both." if pairs else ""


def _of_part(package: Package, ask: Ask) -> Decimal | None:
    if ask.component == "equity" and ask.period == "year":
        return package.equity_a_year
    if ask.component == "signing":
        return package.signing_in_all
    amount: Decimal | None = getattr(package, ask.component)
    return amount


def not_held(counter: Counter) -> list[str]:
    """Employers that the candidate's own e-mail names and whose offers can't be claimed any more."""
    if not (counter.stored and counter.stored.email):
        return []
    held = {offer.employer for offer in counter.outlook.competing}
    return [name for name in counter.stored.email_names if name not in held and name in counter.stored.email]


def email_text(counter: Counter) -> str:
    """The chosen levers as an e-mail: thanks, reasons, one complete ask.

    It holds no limit, and no claim that isn't recorded. Sentences of a guide
    that name an ask are left out: the ask is the plan's own.
    """
    paragraphs = ["Hello,"]
    is_offer = counter.outlook.offer.kind == Offer.Kind.OFFER
    if is_offer and (thanks := thanks_sentence(counter.outlook.package)):
        paragraphs.append(f"{thanks} I have thought it through and would like to find terms that work for both of us.")
    said: set[str] = set()
    for lever in counter.chosen:
        lines = [line.text for line in lever.script.lines if not line.asks and line.text not in said]
        said.update(lines)
        if lines:
            paragraphs.append(" ".join(lines))
    if words := ask_words(counter):
        paragraphs.append(f"With that in mind, I'm asking for {words}.")
    paragraphs.append("Is that something that you can do? I'd be glad to talk it through.")
    paragraphs.append("Kind regards")
    return "\n\n".join(paragraphs)
