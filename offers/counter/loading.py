"""A plan to counter one offer: the outlook, the alternatives and the candidate's own figures, brought together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from offers.comparison.loading import LeverOutlook, Outlook, load_outlook
from offers.lineup.loading import Entry, line_up, load_lineup_rates
from offers.models import CounterPlan, Offer
from pay.counter import (
    Concern,
    Plan,
    Proposal,
    Room,
    a_year,
    concerns,
    equal_packages,
    floor_from,
    mixed_raise,
    raise_a_year,
    raise_to_reach,
    raised,
    zopa,
)
from pay.equity import Assumptions
from pay.packages import Package
from pay.parts import NEGOTIABLE, Negotiable
from pay.saying import sayable
from pay.scripts import key_of
from pay.side_by_side import four_year_total
from pay.totals import YEARS

# Where the guide has no strategy, an ask starts three quarters up the band.
UP_THE_BAND = Decimal("0.75")


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
    ask: Package
    proposed_ask: Package
    plan: Plan
    batna: Entry | None
    batna_a_year: Decimal | None
    leaving_cost: Decimal
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


@dataclass(frozen=True)
class Tried:
    """What-ifs: what equity counts, which goal to reach (its key, else the nearest), another target."""

    assumptions: Assumptions = field(default_factory=Assumptions)
    goal: str = ""
    target: Decimal | None = None


def load_counter(offer: Offer, *, stored: Sequence[Offer], today: date, tried: Tried | None = None) -> Counter:
    """The plan for one of the ``stored`` offers of its owner, all loaded with ``load_offers``."""
    tried = tried or Tried()
    outlook = load_outlook(offer, stored=stored, today=today)
    plan = CounterPlan.objects.filter(offer=offer).first()
    return make_counter(outlook, plan, _others(outlook, stored, today, tried.assumptions), tried)


def plan_ask(offer: Offer, *, stored: Sequence[Offer], today: date) -> Package | None:
    """The plan's ask in the offer's own currency; ``None`` where that needs a conversion."""
    outlook = load_outlook(offer, stored=stored, today=today)
    if outlook.currency != offer.currency:
        return None
    plan = CounterPlan.objects.filter(offer=offer, currency=offer.currency).first()
    return _own_ask(_proposed_ask(outlook), plan, outlook.comparison.package)


def _others(outlook: Outlook, stored: Sequence[Offer], today: date, assumptions: Assumptions) -> list[Entry]:
    """The other offers and the current job, best first, that can still be had."""
    rates, _ = load_lineup_rates(stored, today)
    lineup = line_up(stored, rates, currency=outlook.currency, assumptions=assumptions, baseline=None, today=today)
    return [
        entry
        for entry in lineup.entries
        if entry.offer.pk != outlook.offer.pk and not entry.is_over and entry.contender.average is not None
    ]


def make_counter(outlook: Outlook, stored: CounterPlan | None, others: Sequence[Entry], tried: Tried) -> Counter:
    assumptions = tried.assumptions
    quoted = outlook.comparison.package
    offered = quoted.assuming(assumptions)
    discount = assumptions.discount
    lost_currency = ""
    if stored and stored.currency != outlook.currency:
        lost_currency = (
            stored.currency if any(getattr(stored, name) is not None for name in CounterPlan.FIGURES) else ""
        )
        for name in CounterPlan.FIGURES:
            setattr(stored, name, None)
    proposed = _proposed_ask(outlook)
    ask = _own_ask(proposed, stored, quoted)
    batna, batna_a_year, leaving_cost = _batna(others)
    chosen = _chosen(outlook, stored)
    floor = stored.floor if stored and stored.floor is not None else batna_a_year
    asked = a_year(ask.assuming(assumptions))
    target = tried.target
    if target is None and stored:
        target = stored.target
    if target is None:
        target = _midway(floor, a_year(offered), asked)
    plan = Plan(ask.assuming(assumptions), target, floor, len(chosen), named=ask)
    movable = _movable(outlook, proposed)
    limit = a_year(raised(quoted, movable).assuming(assumptions))
    goals = _goals(outlook, offered, plan, others)
    reach = next((one for one in goals if one.key == tried.goal), _first_goal(goals))
    return Counter(
        outlook=outlook,
        stored=stored,
        lost_currency=lost_currency,
        assumptions=assumptions,
        offered=offered,
        ask=ask,
        proposed_ask=proposed,
        plan=plan,
        batna=batna,
        batna_a_year=batna_a_year,
        leaving_cost=leaving_cost,
        movable=movable,
        their_limit=limit,
        zopa=zopa(floor, limit) if floor is not None else None,
        goals=goals,
        goal=reach,
        ways=_ways(quoted, reach, movable, discount) if reach else (),
        proposals=equal_packages(quoted, ask, _room_to_trade(outlook, movable), discount=discount),
        concerns=concerns(
            plan, offered, outlook.comparison.band.base if outlook.comparison.band else None, batna_a_year
        ),
        chosen=chosen,
    )


def _proposed_ask(outlook: Outlook) -> Package:
    """What the guide's strategy asks for; else a base well up the band; else what is offered."""
    package, band = outlook.comparison.package, outlook.comparison.band
    if outlook.strategy and outlook.strategy.effect.open_gaps:
        return outlook.strategy.effect.after.package
    if band and band.base and package.base is not None and (up := band.base.at(UP_THE_BAND)) and up > package.base:
        return package.changed(base=sayable(up, "base", package.currency, offered=package.base))
    return package


def _own_ask(proposed: Package, stored: CounterPlan | None, offered: Package) -> Package:
    """The ask with the candidate's own figures; never less of a part than is offered by now."""
    if stored is None:
        return proposed
    for part in NEGOTIABLE:
        amount, now = getattr(stored, f"ask_{part}"), offered.whole_of(part)
        if amount is None:
            continue
        if part == "signing" and now is not None and amount <= now:
            proposed = proposed.changed(signing=offered.signing, signing_later=offered.signing_later)
        else:
            proposed = proposed.with_whole(part, max(amount, now or amount))
    return proposed


def _batna(others: Sequence[Entry]) -> tuple[Entry | None, Decimal | None, Decimal]:
    """The best alternative and what it comes to a year, with what leaving the current job costs where it is that."""
    job = next((entry for entry in others if entry.offer.kind == Offer.Kind.CURRENT_JOB), None)
    leaving_cost = job.conversion.convert(job.offer.terms.leaving.cost) if job else Decimal(0)
    worth = []
    for entry in others:
        package = _staying(entry) if entry is job else entry.contender.package
        worth.append((floor_from(package, leaving_cost, is_current_job=entry is job), entry))
    if not worth:
        return None, None, leaving_cost
    amount, entry = max(worth, key=lambda one: one[0])
    return entry, amount, leaving_cost


def _staying(job: Entry) -> Package:
    """What the current job goes on paying: signing is past, and equity still to vest counts as what leaving costs."""
    package = job.contender.package.changed(signing=Decimal(0), signing_later=())
    return package.with_equity(Decimal(0)) if job.offer.terms.unvested is not None else package


def _midway(floor: Decimal | None, offered: Decimal, asked: Decimal) -> Decimal | None:
    """A target to begin with: midway from the higher of floor and offer to the ask; none where that is under both."""
    low = max(floor, offered) if floor is not None else offered
    return (low + asked) / 2 if asked > low else None


def _movable(outlook: Outlook, ask: Package) -> dict[Negotiable, Decimal]:
    """How far each part can be raised inside what the guide says that the company moves on.

    That is its range's maximum or the guide's own ask, whichever is more. A
    part that isn't known can't be raised by a known amount, nor can a grant
    that vests over nobody knows how long.
    """
    package, band = outlook.comparison.package, outlook.comparison.band
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
    band = outlook.comparison.band
    names_signing = band is not None and band.signing is not None and band.signing.maximum is not None
    return {part: amount for part, amount in movable.items() if part != "signing" or names_signing}


def _goals(outlook: Outlook, offered: Package, plan: Plan, others: Sequence[Entry]) -> tuple[Goal, ...]:
    """Points above the offer, the nearest first."""
    total = four_year_total(offered)
    found = [Goal("ask", "your ask", four_year_total(plan.ask) - total)]
    if plan.target is not None:
        found.append(Goal("target", "your target", plan.target * YEARS - total))
    standing = outlook.comparison.standing("total")
    # The band counts equity as quoted; under a discount it is another scale.
    if standing and (compared := standing.compared) and offered == outlook.comparison.package:
        pay_range, pay = compared
        for key, label, figure in (
            ("middle", "the middle of the band", pay_range.midpoint),
            ("top", "the top of the band", pay_range.maximum),
        ):
            if figure is not None:
                found.append(Goal(key, label, (figure - pay) * YEARS, figure - pay))
    found += [
        Goal(f"offer-{entry.offer.pk}", f"what {entry.offer.employer} pays", entry.contender.total - total)
        for entry in others
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
    """The levers to use, by what they gain: those that the candidate chose, else the first that isn't locked."""
    usable = [lever for lever in outlook.levers if not lever.is_locked]
    if stored is None:
        return tuple(usable[:1])
    return tuple(lever for lever in usable if lever_key(lever) in stored.levers)
