"""A plan to counter one offer: the outlook, the alternatives and the candidate's own figures, brought together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from offers.comparison.loading import LeverOutlook, Outlook, load_outlook
from offers.counter.reasons import gives_reason, widest_first
from offers.models import CounterPlan, Offer
from pay.counter import (
    Concern,
    Proposal,
    Room,
    concerns,
    equal_packages,
    mixed_raise,
    raise_a_year,
    raise_to_reach,
    raised,
    zopa,
)
from pay.equity import Assumptions
from pay.packages import Package
from pay.parts import NEGOTIABLE, Negotiable
from pay.plans import Plan, a_year
from pay.side_by_side import four_year_total
from pay.slots import key_of
from pay.totals import YEARS


@dataclass(frozen=True)
class Goal:
    """A point to reach: ``gap`` is what four years would have to pay more.

    ``annual_gap`` is set for a point of the band, which only yearly pay reaches: no signing bonus counts there.
    """

    key: str
    label: str
    gap: Decimal
    annual_gap: Decimal | None = None


@dataclass(frozen=True)
class Way:
    """One way to a goal: raises by part; ``None`` where it doesn't get there."""

    key: Negotiable | str
    raises: Mapping[Negotiable, Decimal] | None


@dataclass(frozen=True)
class Counter:
    """All that the counter page shows, in the currency of the outlook."""

    outlook: Outlook
    stored: CounterPlan | None
    # Figures of the stored plan that don't count, being in another currency.
    lost_currency: str
    assumptions: Assumptions
    offered: Package
    movable: Mapping[Negotiable, Decimal]
    their_limit: Decimal
    zopa: Room | None
    goals: tuple[Goal, ...]
    goal: Goal | None
    ways: tuple[Way, ...]
    proposals: tuple[Proposal, ...]
    concerns: tuple[Concern, ...]
    chosen: tuple[LeverOutlook, ...]

    @property
    def currency(self) -> str:
        return self.outlook.currency

    @property
    def plan(self) -> Plan:
        return self.outlook.plan

    @property
    def to_open_with(self) -> tuple[LeverOutlook, ...]:
        """The levers that one sentence at the phone may come from: all that can be used until some are chosen."""
        return _usable(self.outlook) if self.stored is None else self.chosen

    def worth(self, package: Package) -> Decimal:
        """What a package pays a year, equity counted as the candidate assumes."""
        return a_year(package.assuming(self.assumptions))


@dataclass(frozen=True)
class Tried:
    """What-ifs: what equity counts, which goal to reach (its key, else the nearest), another target."""

    assumptions: Assumptions = field(default_factory=Assumptions)
    goal: str = ""
    target: Decimal | None = None


def load_counter(offer: Offer, *, stored: Sequence[Offer], today: date, tried: Tried | None = None) -> Counter:
    """The plan for one of the ``stored`` offers of its owner, all loaded with ``load_offers``."""
    tried = tried or Tried()
    outlook = load_outlook(offer, stored=stored, today=today, assumptions=tried.assumptions, tried_target=tried.target)
    return make_counter(outlook, tried)


def plan_ask(offer: Offer, *, stored: Sequence[Offer], today: date) -> Package:
    """What the plan asks for."""
    return load_outlook(offer, stored=stored, today=today).plan.ask


def make_counter(outlook: Outlook, tried: Tried) -> Counter:
    assumptions, plan, stored = tried.assumptions, outlook.plan, outlook.stored_plan
    quoted = outlook.package
    offered = quoted.assuming(assumptions)
    discount = assumptions.discount
    lost = stored is not None and stored.currency != outlook.currency and stored.has_figures
    movable = _movable(outlook, outlook.guides_plan.ask)
    # The guide may ask for more than base, equity and signing.
    limit = max(a_year(one.assuming(assumptions)) for one in (raised(quoted, movable), outlook.guides_plan.ask))
    goals = _goals(outlook, offered, assumptions)
    reach = next((one for one in goals if one.key == tried.goal), _first_goal(goals))
    chosen = _chosen(outlook, stored)
    return Counter(
        outlook=outlook,
        stored=stored,
        lost_currency=stored.currency if stored and lost else "",
        assumptions=assumptions,
        offered=offered,
        movable=movable,
        their_limit=limit,
        zopa=zopa(plan.limit, limit) if plan.limit is not None else None,
        goals=goals,
        goal=reach,
        ways=_ways(quoted, reach, movable, discount) if reach else (),
        # Packages to choose from open where the ask does, not at the target.
        proposals=equal_packages(quoted, plan.ask, _room_to_trade(outlook, movable), discount=discount),
        concerns=concerns(
            plan,
            outlook.paid_band.base if outlook.paid_band else None,
            outlook.alternatives.a_year,
            reasons=len(chosen),
        ),
        chosen=chosen,
    )


def _movable(outlook: Outlook, ask: Package) -> dict[Negotiable, Decimal]:
    """How far each part can be raised inside what the guide says that the company moves on.

    That is its range's maximum or the guide's own ask, whichever is more. A
    part that isn't known can't be raised by a known amount, nor can a grant
    that vests over nobody knows how long.
    """
    package, band = outlook.comparison.package, outlook.paid_band
    tops: dict[Negotiable, list[Decimal | None]] = {part: [ask.whole_of(part)] for part in NEGOTIABLE}
    if band:
        tops["base"].append(band.base.maximum if band.base else None)
        tops["signing"].append(band.signing.maximum if band.signing else None)
        if band.equity and band.equity.comparable and band.equity.period == "grant":
            tops["equity"].append(band.equity.pay.maximum)
    movable = {}
    for part in NEGOTIABLE:
        offered, known = package.whole_of(part), [top for top in tops[part] if top is not None]
        movable[part] = max(max(known) - offered, Decimal(0)) if known and offered is not None else Decimal(0)
    if package.equity and package.schedule is None:
        movable["equity"] = Decimal(0)
    return movable


def _room_to_trade(outlook: Outlook, movable: Mapping[Negotiable, Decimal]) -> dict[Negotiable, Decimal]:
    """``movable`` as far as the guide gives a limit: for most signing bonuses it names none."""
    band = outlook.paid_band
    names_signing = band is not None and band.signing is not None and band.signing.maximum is not None
    return {part: amount for part, amount in movable.items() if part != "signing" or names_signing}


def _goals(outlook: Outlook, offered: Package, assumptions: Assumptions) -> tuple[Goal, ...]:
    """Points above the offer, the nearest first."""
    total, plan = four_year_total(offered), outlook.plan
    found = [
        Goal(key, label, four_year_total(package.assuming(assumptions)) - total)
        for key, label, package in (("ask", "your ask", plan.ask), ("target", "your target", plan.target))
    ]
    standing = outlook.comparison.standing("total")
    # The band counts equity as quoted, and full time: under a discount, or at a share of it, it is another scale.
    is_one_scale = offered == outlook.comparison.package and not offered.basis.is_part_time
    if standing and (compared := standing.compared) and is_one_scale:
        pay_range, pay = compared
        for key, label, figure in (
            ("middle", "the middle of the band", pay_range.midpoint),
            ("top", "the top of the band", pay_range.maximum),
        ):
            if figure is not None:
                found.append(Goal(key, label, (figure - pay) * YEARS, figure - pay))
    found += [
        Goal(f"offer-{entry.offer.pk}", f"what {entry.name} pays", entry.contender.total - total)
        for entry in outlook.alternatives.others
    ]
    return tuple(sorted((goal for goal in found if goal.gap > 0), key=lambda goal: goal.gap))


def _first_goal(goals: Sequence[Goal]) -> Goal | None:
    """The ask, else the target, else the nearest."""
    named = {goal.key: goal for goal in goals}
    return named.get("ask") or named.get("target") or (goals[0] if goals else None)


def _ways(package: Package, goal: Goal, movable: Mapping[Negotiable, Decimal], discount: Decimal) -> tuple[Way, ...]:
    ways = []
    for part in NEGOTIABLE:
        is_open = part == "equity" and package.equity and package.schedule is None
        if package.whole_of(part) is None or is_open:
            amount = None
        elif goal.annual_gap is not None:
            amount = raise_a_year(package, goal.annual_gap, part)
        else:
            amount = raise_to_reach(package, goal.gap, part, discount=discount)
        ways.append(Way(part, None if amount is None else {part: amount}))
    if goal.annual_gap is None:
        ways.append(Way("mixed", mixed_raise(package, goal.gap, movable, discount=discount)))
    return tuple(ways)


def lever_key(lever: LeverOutlook) -> str:
    """What a plan remembers a lever by: its title, since its place may change with a revision."""
    return key_of(lever.row.title)


def _chosen(outlook: Outlook, stored: CounterPlan | None) -> tuple[LeverOutlook, ...]:
    """The levers to use, the widest gap first: those that the candidate chose, else the first with a reason."""
    usable = _usable(outlook)
    if stored is None:
        return tuple(lever for lever in usable if gives_reason(lever))[:1]
    return tuple(lever for lever in usable if lever_key(lever) in stored.levers)


def _usable(outlook: Outlook) -> tuple[LeverOutlook, ...]:
    return widest_first((lever for lever in outlook.levers if not lever.is_locked), outlook.plan)
