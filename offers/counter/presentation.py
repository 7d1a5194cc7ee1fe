"""A plan to counter as sentences, rows and texts that templates print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from display.formatting import listed, percent, whole, whole_money
from offers.counter import research
from offers.counter.emails import emails
from offers.counter.loading import Counter, Way
from offers.counter.research import Research
from offers.models import Offer
from offers.progress import progress_sentence
from offers.speaking import grant_words, package_parts, plan_words, signing_amount, signing_words
from pay.counter import Concern, Leading, Proposal, raised
from pay.packages import Package
from pay.parts import NAMES, Negotiable
from pay.plans import Lift, Origin, Part, a_year
from pay.side_by_side import contender
from pay.totals import YEARS

# What a way to reach a goal moves.
LEADS = NAMES | {"mixed": "a bit of each"}

CONCERNS: dict[Concern, tuple[str, Research | None]] = {
    "no-more-than-offered": (
        "Your plan asks for no more pay than is offered. What else could be settled: the level, the start date, a "
        "refresher or a review in writing.",
        None,
    ),
    "floor-under-batna": (
        "Your floor is under your best alternative: you would take less here than you can have elsewhere.",
        None,
    ),
    "above-band": ("Your base is above the band: expect to be asked why, and have a lever ready.", research.UPPER_BAND),
    "near-top-without-reason": (
        "Your base is at the very top of the band, and no lever backs it.",
        research.UPPER_BAND,
    ),
    "over-precise": ("A figure of your ask is finer than a recruiter would name one.", research.PRECISION),
    "no-reason": ("No lever backs your ask. Choose one that is true of you.", research.RELATIONSHIP),
}
PROPOSALS: dict[Leading, str] = {
    "ask": "Your ask",
    "base": "More base",
    "equity": "More equity",
    "signing": "More up front",
}
ORIGINS: dict[Origin, str] = {
    "yours": "yours",
    "strategy": "the guide's strategy",
    "lever": "a lever of the guide",
    "total": "worked out here from the guide's total",
    "total-to-the-top": "worked out here: the guide's total takes more than a tenth over the top of the band",
    "alternative": "worked out here, to beat your floor",
    "posting": "the top of the employer’s own posting",
    "market": "worked out here: about the market’s upper quartile",
    "up-the-band": "worked out here: three quarters up the band",
    "as-offered": "as offered",
}


@dataclass(frozen=True)
class PartRow:
    """One part of the plan: what to ask, to aim at, to hold and what is offered, in words."""

    part: Part
    label: str
    origin: str
    is_raised: bool
    ask: str
    target: str
    floor: str
    offered: str


@dataclass(frozen=True)
class PlanTable:
    """The plan part by part, and what the parts come to a year, signing included, over four years."""

    parts: tuple[PartRow, ...]
    ask: str
    target: str
    floor: str
    offered: str
    limit: str


@dataclass(frozen=True)
class WayRow:
    """One way to a goal in words; ``beyond`` says where it leaves the guide's limits."""

    label: str
    raises: str
    becomes: str
    beyond: str


@dataclass(frozen=True)
class ProposalRow:
    """A package of equal value, with its arithmetic: what is more than offered, and what is left of a difference."""

    title: str
    terms: tuple[str, ...]
    working: str
    a_year: str
    difference: str
    remark: str


@dataclass(frozen=True)
class TalkingPoint:
    """A lever's script."""

    title: str
    text: str


def counter_context(counter: Counter) -> dict[str, Any]:
    """What the counter page's template gets."""
    return {
        "counter": counter,
        "offer": counter.outlook.offer,
        "currency": counter.currency,
        "verdict": plan_sentence(counter),
        "in_all_words": in_all_sentence(counter),
        "table": plan_table(counter),
        "lift": LIFTS[counter.plan.lift],
        "room": room_sentence(counter),
        "concerns": [_concern(counter, concern) for concern in counter.concerns],
        "ways": [way_row(counter, way) for way in counter.ways],
        "proposals": [proposal_row(counter, proposal) for proposal in counter.proposals],
        "uneven": any(proposal.beyond for proposal in counter.proposals),
        "several": research.SEVERAL_AT_ONCE,
        "points": [TalkingPoint(lever.row.title, lever.script.text) for lever in counter.chosen],
        "locked_levers": [lever for lever in counter.outlook.levers if lever.is_locked and not lever.is_to_read],
        "points_text": "\n".join(f"- {lever.row.title.rstrip('.:')}: {lever.script.text}" for lever in counter.chosen),
        "before": (research.ONE_AT_A_TIME, research.WITHDRAWN, research.LIES),
        "emails": emails(counter),
        "is_own_email": bool(counter.stored and counter.stored.email),
        "not_held": not_held(counter),
    }


def _money(counter: Counter, amount: Decimal) -> str:
    return whole_money(amount, counter.currency)


LIFTS: dict[Lift, str] = {
    "": "",
    "beyond-guide": "Your alternative is worth more than what the guide asks for, so the ask goes beyond the guide: "
    "expect to be asked why.",
    "unlikely": "Your alternative is worth more than a tenth over the top of this band. This employer is unlikely to "
    "meet it in pay; what could close the gap is the level, the start date, remote work, leave, or a review in writing "
    "after six months.",
}


def _concern(counter: Counter, concern: Concern) -> tuple[str, Research | None]:
    """Without a guide, or with one whose arguments have no words, there is no lever to choose."""
    if concern == "no-reason" and all(lever.is_to_read for lever in counter.outlook.levers):
        return "No reason backs your ask yet. Write one that is true of you into the e-mail.", research.RELATIONSHIP
    return CONCERNS[concern]


def plan_sentence(counter: Counter) -> str:
    """The plan in one sentence."""
    plan, outlook = counter.plan, counter.outlook
    if outlook.is_over:
        return progress_sentence(outlook.offer)
    if contender(counter.offered).average is None:
        return "Enter what is offered first: nothing of it is known yet."
    if not plan.raised:
        if any(gap.ask.component == "total" and gap.amount and not gap.is_met for gap in outlook.asked):
            return "The guide names a higher total, but no part that could still rise. What do you want to ask for?"
        if outlook.asked or outlook.comparison.band:
            return "This offer already has all the pay that the guide would ask for."
        return "What do you want to ask for? Enter it in your plan, and the rest follows."
    words = plan_words(plan, plan.raised)
    if not words:
        return "What is asked for can't be said in money yet: enter what is missing of the offer."
    return f"Ask for {words}."


def in_all_sentence(counter: Counter) -> str:
    """What the plan comes to in all; "" where nothing is asked for."""
    plan = counter.plan
    if counter.outlook.is_over or not plan.raised:
        return ""
    known = "As far as is known, that" if contender(counter.offered).missing else "That"
    asked, aimed = (_money(counter, counter.worth(package)) for package in (plan.ask, plan.target))
    sentence = f"{known} is {asked} a year in all; aim at {aimed}"
    if plan.limit is None:
        return f"{sentence}. Your floor is open: record what you have instead."
    return f"{sentence}, and don't go below {_money(counter, plan.limit)}."


def plan_table(counter: Counter) -> PlanTable:
    """Every part that is offered or asked for, and the totals second."""
    plan = counter.plan
    rows = []
    for part in plan.parts:
        counted = part.part == "equity" and plan.offered.counts_options
        if not (part.ask or part.offered or counted):
            continue
        rows.append(
            PartRow(
                part.part,
                PART_LABELS[part.part],
                ORIGINS[part.origin] if part.is_raised else ORIGINS["as-offered"],
                part.is_raised,
                _part_words(plan.ask, part.part, part.ask),
                _part_words(plan.target, part.part, part.target),
                _part_words(plan.floor, part.part, part.floor) if plan.floor else "",
                _part_words(plan.offered, part.part, part.offered),
            )
        )
    return PlanTable(
        tuple(rows),
        _money(counter, counter.worth(plan.ask)),
        _money(counter, counter.worth(plan.target)),
        _money(counter, counter.worth(plan.floor)) if plan.floor else "",
        _money(counter, counter.worth(plan.offered)),
        limit_words(counter),
    )


PART_LABELS: dict[Part, str] = {
    "base": "Base, a year",
    "equity": "Equity, whole grant",
    "signing": "Signing bonus",
    "bonus": "Bonus, a year",
    "other": "Other pay, a year",
}


def _part_words(package: Package, part: Part, amount: Decimal | None) -> str:
    if part == "equity" and package.counts_options:
        return grant_words(package)
    if amount is None:
        return "not known"
    if part == "signing":
        return signing_amount(package) or "none"
    if part == "bonus" and package.bonus_percent is not None:
        return f"{percent(package.bonus_percent / 100)} ({whole_money(amount, package.currency)})"
    conversion = package.own_currency_of_grant if part == "equity" else None
    if amount and conversion:
        own = whole_money(conversion.back(amount), conversion.origin)
        return f"{own} ({whole_money(amount, package.currency)})"
    return whole_money(amount, package.currency) if amount else "none"


def limit_words(counter: Counter) -> str:
    """What the floor rests on, and how far the offer is from it."""
    limit, own = counter.plan.limit, counter.stored and counter.stored.floor is not None
    if limit is None:
        return ""
    if own:
        return f"Your floor is {_money(counter, limit)} a year, as you entered it.{_under(counter, limit)}"
    worth = f"what {_batna_words(counter)} is worth"
    return f"Your floor is {_money(counter, limit)} a year: {worth}.{_under(counter, limit)}"


def _under(counter: Counter, limit: Decimal) -> str:
    """How far the offer is under a floor; "" where it isn't, or where a part of it isn't known."""
    found = contender(counter.offered)
    if found.average is None or found.missing:
        return ""
    short = limit - counter.worth(counter.plan.offered)
    return f" The offer is {_money(counter, short)} a year under it." if short >= 1 else ""


def _batna_words(counter: Counter) -> str:
    entry, leaving = counter.outlook.alternatives.best, counter.outlook.alternatives.leaving_cost
    if entry is None:
        return ""
    if entry.offer.kind == Offer.Kind.CURRENT_JOB:
        cost = f", with the {_money(counter, leaving)} that leaving costs," if leaving else ""
        return f"your job at {entry.offer.employer}{cost}"
    return f"your best alternative, {entry.name},"


def room_sentence(counter: Counter) -> str:
    """The bargaining room as far as it can be known; "" where no guide says how far the company moves."""
    limit = counter.plan.limit
    if counter.outlook.is_over or not (counter.outlook.comparison.band or counter.outlook.asked):
        return ""
    top = _money(counter, counter.their_limit)
    if limit is None:
        return (
            f"The top of the band and the guide's asks come to {top} a year. Where your own limit is depends on your "
            "best alternative: record another offer or your current job."
        )
    floor = _money(counter, limit)
    if counter.zopa is None:
        return f"The top of the band and the guide's asks come to {top} a year, which is under your floor of {floor}."
    return f"Your room: between your floor of {floor} and {top}, the top of the band and of the guide's asks."


def way_row(counter: Counter, way: Way) -> WayRow:
    label = LEADS[way.key].capitalize() + ("" if way.key == "mixed" else " alone")
    if not way.raises:
        why = "not inside what the guide says moves" if counter.outlook.offer.revision else "not without another part"
        if way.key == "signing" and counter.goal and counter.goal.annual_gap is not None:
            why = "doesn't count in the band's annual total"
        elif way.key != "mixed":
            why = "what is offered isn't known"
        return WayRow(label, why, "", "")
    package = raised(counter.outlook.comparison.package, way.raises)
    over = [LEADS[part] for part, amount in way.raises.items() if amount > counter.movable.get(part, Decimal(0))]
    more = [f"{_money(counter, amount)} more {LEADS[part]}" for part, amount in way.raises.items()]
    return WayRow(
        label,
        listed(more),
        f"Then: {listed(_changed_parts(package, way.raises))}",
        f"That is more {listed(over)} than the guide says the company moves on."
        if over and counter.outlook.offer.revision
        else "",
    )


def _changed_parts(package: Package, raises: Mapping[Negotiable, Decimal]) -> list[str]:
    return [
        signing_words(package)
        if part == "signing"
        else f"{whole_money(package.whole_of(part) or Decimal(0), package.currency)} {LEADS[part]}"
        for part in raises
    ]


def proposal_row(counter: Counter, proposal: Proposal) -> ProposalRow:
    more = [f"+{_money(counter, amount)} {LEADS[part]}" for part, amount in proposal.raises.items()]
    unlimited = proposal.leads == "signing" and proposal.raises.get("signing", 0) > counter.movable["signing"]
    return ProposalRow(
        PROPOSALS[proposal.leads],
        tuple(package_parts(proposal.package)),
        listed(more),
        _money(counter, a_year(proposal.package.assuming(counter.assumptions))),
        "" if proposal.leads == "ask" else _beside_the_ask(proposal.beyond, counter.currency),
        "How far the company would move on a signing bonus isn't known." if unlimited else "",
    )


def _beside_the_ask(beyond: Decimal, currency: str) -> str:
    """What a package is worth beside the ask, ``beyond`` which it pays over four years."""
    yearly = beyond / YEARS
    if not beyond:
        return "Worth the same as your ask."
    if yearly == whole(yearly):
        return f"Worth {whole_money(yearly, currency)} a year more than your ask."
    about = "" if beyond == whole(beyond) else "about "
    return f"Worth {about}{whole_money(beyond, currency)} more than your ask over four years."


def not_held(counter: Counter) -> list[str]:
    """Employers that the candidate's own e-mail names and whose offers can't be claimed any more."""
    if not (counter.stored and counter.stored.email):
        return []
    held = {offer.employer for offer in counter.outlook.competing}
    return [name for name in counter.stored.email_names if name not in held and name in counter.stored.email]
