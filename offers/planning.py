"""The one plan of an offer: the guide's asks, the alternatives and the candidate's own figures, brought together.

The comparison, the counter, the brief, a shared page and every text to copy take their amounts from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from offers.lining_up import Entry, line_up
from offers.models import CounterPlan, Offer
from pay.asks import Ask
from pay.bands import BandTerms
from pay.counter import floor_from
from pay.equity import Assumptions
from pay.money import Rates
from pay.packages import Package
from pay.plans import LeverMoves, Own, Part, Plan, a_year, make_plan

# Stored figures by part of pay.
ASKED: dict[Part, str] = {
    "base": "ask_base",
    "equity": "ask_equity",
    "signing": "ask_signing",
    "bonus": "ask_bonus_percent",
    "other": "ask_other",
}


@dataclass(frozen=True)
class Alternatives:
    """The offers and the current job that can still be had, best first, and the best of them: what it is worth a year.

    In the currency of the offer that is planned for; ``leaving_cost`` is what giving up the current job costs, once.
    """

    others: tuple[Entry, ...] = ()
    best: Entry | None = None
    a_year: Decimal | None = None
    leaving_cost: Decimal = Decimal(0)

    @property
    def package(self) -> Package | None:
        return self.best.contender.package if self.best else None


def load_alternatives(
    offer: Offer, *, stored: Sequence[Offer], rates: Rates, today: date, assumptions: Assumptions
) -> Alternatives:
    """What the owner could take instead. No query."""
    lineup = line_up(stored, rates, currency=offer.currency, assumptions=assumptions, baseline=None, today=today)
    others = tuple(
        entry
        for entry in lineup.entries
        if entry.offer.pk != offer.pk and not entry.is_over and entry.contender.average is not None
    )
    job = next((entry for entry in others if entry.offer.kind == Offer.Kind.CURRENT_JOB), None)
    leaving_cost = job.conversion.convert(job.offer.terms.leaving.cost(_leaves(job, today))) if job else Decimal(0)
    if not others:
        return Alternatives(others, leaving_cost=leaving_cost)

    def package(entry: Entry) -> Package:
        return _staying(entry, today) if entry is job else entry.contender.package

    def floor(entry: Entry, counted: Package) -> Decimal:
        return floor_from(counted, leaving_cost, is_current_job=entry is job)

    # What can't be sold yet makes none the best; how much the best is worth, it counts as the candidate assumes.
    best = max(others, key=lambda entry: (floor(entry, package(entry).in_hand), floor(entry, package(entry))))
    return Alternatives(others, best, floor(best, package(best)), leaving_cost)


def _leaves(job: Entry, today: date) -> date:
    """The day on which the candidate would leave the current job; today where they haven't said."""
    return job.offer.terms.leaves_on or today


def _staying(job: Entry, today: date) -> Package:
    """What the current job goes on paying: signing is past, and equity still to vest counts as what leaving costs."""
    package = job.contender.package.changed(signing=Decimal(0), signing_later=())
    unvested = job.offer.terms.leaving.of_kind("equity", _leaves(job, today))
    return package if unvested is None else package.with_equity(Decimal(0))


def own_figures(stored: CounterPlan | None, package: Package, tried_target: Decimal | None = None) -> Own:
    """The candidate's figures for a package; those that they entered in another currency don't count."""
    if stored is None or stored.currency != package.currency:
        return Own(target=tried_target)
    asked = {part: getattr(stored, name) for part, name in ASKED.items()}
    asked["equity"] = _grant_asked(stored, package)
    target = stored.target if tried_target is None else tried_target
    return Own({part: amount for part, amount in asked.items() if amount is not None}, target, stored.floor)


def _grant_asked(stored: CounterPlan, package: Package) -> Decimal | None:
    """The grant that is asked for, in the package's currency; ``None`` where it was entered in one that isn't its."""
    if stored.ask_equity is None or not stored.equity_currency:
        return stored.ask_equity
    conversion = package.own_currency_of_grant
    if conversion is None or conversion.origin != stored.equity_currency:
        return None
    return conversion.convert(stored.ask_equity)


def plan_for(
    package: Package,
    *,
    strategy: Sequence[Ask],
    levers: Sequence[LeverMoves],
    band: BandTerms | None,
    posted_top: Decimal | None,
    market_base: Decimal | None,
    own: Own,
    alternatives: Alternatives,
    assumptions: Assumptions,
) -> Plan:
    """The plan for terms on which the employer stands, all in one currency."""
    return make_plan(
        package,
        strategy=strategy,
        levers=levers,
        band=band,
        posted_top=posted_top,
        market_base=market_base,
        own=own,
        alternative=alternatives.package,
        alternative_a_year=alternatives.a_year,
        worth=lambda one: a_year(one.assuming(assumptions)),
    )
