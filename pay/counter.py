"""A plan to counter: ask, target and floor, what it takes to reach a point, packages of equal value.

Everything is weighed by what four years pay in all, signing included, in the
package's currency. Amounts that a plan names are whole cents.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Literal

from pay.equity import ONE, ZERO
from pay.packages import Package
from pay.parts import NEGOTIABLE, Negotiable
from pay.ranges import PayRange
from pay.rounding import rounded
from pay.side_by_side import four_year_total
from pay.totals import YEARS
from pay.vesting import Schedule, share_of

CENT = Decimal("0.01")


def worth_of_one(package: Package, part: Negotiable, *, discount: Decimal = ZERO) -> Decimal:
    """What four years pay more for one unit more of a part: of base with its bonus, of the whole grant as it vests."""
    match part:
        case "base":
            return YEARS * (ONE + (package.bonus_percent or ZERO) / 100)
        case "equity":
            schedule = package.schedule or Schedule.even(YEARS)
            kept = ONE if package.is_liquid else ONE - discount
            return share_of(ONE, schedule.vested(YEARS * 12)) * kept
        case "signing":
            return ONE


def raised(package: Package, raises: Mapping[Negotiable, Decimal]) -> Package:
    """The package with amounts added to its parts; an unknown part begins at nothing."""
    changes = {part: (getattr(package, part) or ZERO) + amount for part, amount in raises.items() if amount}
    if "equity" in changes:
        package = package.with_equity(changes.pop("equity"))
    return package.changed(**changes)


def raise_to_reach(package: Package, gap: Decimal, part: Negotiable, *, discount: Decimal = ZERO) -> Decimal | None:
    """The smallest raise of one part, in whole cents, that closes a gap over four years.

    0 where there is no gap; ``None`` where no raise of the part closes it.
    """
    if gap <= 0:
        return ZERO
    worth = worth_of_one(package, part, discount=discount)
    return rounded(gap / worth, CENT, ROUND_CEILING) if worth else None


def raise_a_year(package: Package, gap: Decimal, part: Negotiable) -> Decimal | None:
    """The smallest raise of one part, in whole cents, that closes a gap of the annual total; ``None`` for signing."""
    worth = {
        "base": ONE + (package.bonus_percent or ZERO) / 100,
        "equity": ONE / (package.vesting_years or YEARS),
        "signing": ZERO,
    }[part]
    return rounded(gap / worth, CENT, ROUND_CEILING) if worth else None


def mixed_raise(
    package: Package, gap: Decimal, room: Mapping[Negotiable, Decimal], *, discount: Decimal = ZERO
) -> dict[Negotiable, Decimal] | None:
    """A raise of every part that can move, each by the same share of its room; signing closes the rest exactly.

    ``None`` where all the room together doesn't close the gap.
    """
    worth = {part: worth_of_one(package, part, discount=discount) for part in NEGOTIABLE}
    reach = sum((room.get(part, ZERO) * worth[part] for part in NEGOTIABLE), ZERO)
    if gap <= 0 or reach < gap:
        return None
    raises: dict[Negotiable, Decimal] = {}
    for part in ("base", "equity"):
        if room.get(part):
            raises[part] = _down(room[part] * gap / reach)
    return _closed(raises, gap, worth, room)


@dataclass(frozen=True, slots=True)
class Proposal:
    """One of several packages of equal value: what leads it ("mixed": nothing does), and what it raises."""

    leads: Negotiable | Literal["mixed"]
    raises: Mapping[Negotiable, Decimal]
    package: Package


def equal_packages(
    package: Package, gap: Decimal, room: Mapping[Negotiable, Decimal], *, discount: Decimal = ZERO
) -> tuple[Proposal, ...]:
    """Two or three packages that close the same gap to the cent, led by different parts, or by none.

    No part is raised by more than its ``room``: what the guide says that the
    company moves on. Source: Leonardelli et al. 2019, on several equivalent
    offers at once. Empty where fewer than two are possible.
    """
    if gap <= 0:
        return ()
    worth = {part: worth_of_one(package, part, discount=discount) for part in NEGOTIABLE}
    ways: list[tuple[Negotiable | Literal["mixed"], dict[Negotiable, Decimal] | None]] = [
        (leads, raises) for leads in NEGOTIABLE if (raises := _led_by(leads, gap, worth, room)) and leads in raises
    ]
    ways.append(("mixed", mixed_raise(package, gap, room, discount=discount)))
    found: list[Proposal] = []
    for leads, raises in ways:
        if raises and raises not in [proposal.raises for proposal in found]:
            found.append(Proposal(leads, raises, raised(package, raises)))
    return tuple(found[:3]) if len(found) > 1 else ()


def _led_by(
    leads: Negotiable, gap: Decimal, worth: Mapping[Negotiable, Decimal], room: Mapping[Negotiable, Decimal]
) -> dict[Negotiable, Decimal] | None:
    raises: dict[Negotiable, Decimal] = {}
    left = gap
    others: list[Negotiable] = [part for part in ("base", "equity") if part != leads]
    if leads != "signing":
        raises[leads] = _down(min(room.get(leads, ZERO), left / worth[leads] if worth[leads] else ZERO))
        left -= raises[leads] * worth[leads]
    # Signing is worth what it says, so it closes what round figures leave open; the rest does what it can't.
    for part in others:
        beyond = left - room.get("signing", ZERO)
        if beyond > 0 and worth[part]:
            raises[part] = min(_up(beyond / worth[part]), room.get(part, ZERO))
            left -= raises[part] * worth[part]
    return _closed(raises, gap, worth, room)


def _closed(
    raises: dict[Negotiable, Decimal],
    gap: Decimal,
    worth: Mapping[Negotiable, Decimal],
    room: Mapping[Negotiable, Decimal],
) -> dict[Negotiable, Decimal] | None:
    left = rounded(gap - sum((amount * worth[part] for part, amount in raises.items()), ZERO), CENT)
    # Signing is worth what it says; so is equity that vests in four years and counts as quoted.
    for part in ("signing", "equity"):
        total = raises.get(part, ZERO) + left
        if worth[part] == 1 and 0 <= total <= room.get(part, ZERO):
            return {name: amount for name, amount in (raises | {part: total}).items() if amount}
    return None


def step(amount: Decimal) -> Decimal:
    """How finely an amount of this size is named in a negotiation: to three figures at most, thousands of 270,000."""
    return Decimal(10) ** max(amount.adjusted() - 2, 0) if amount else ONE


def _down(amount: Decimal) -> Decimal:
    return rounded(amount / step(amount), ONE, ROUND_FLOOR) * step(amount)


def _up(amount: Decimal) -> Decimal:
    return rounded(amount / step(amount), ONE, ROUND_CEILING) * step(amount)


# The plan itself


@dataclass(frozen=True, slots=True)
class Plan:
    """Ask, target and floor as what four years pay a year on average; ``None`` is not decided.

    ``ask`` is weighed under the candidate's assumptions; ``named`` is the ask
    as it is spoken, with its equity as quoted. ``reasons`` is the number of
    levers that back it.
    """

    ask: Package
    target: Decimal | None = None
    floor: Decimal | None = None
    reasons: int = 0
    named: Package | None = None


Concern = Literal[
    "no-more-than-offered",
    "above-band",
    "near-top-without-reason",
    "over-precise",
    "no-reason",
    "under-target",
    "floor-under-batna",
    "floor-over-target",
    "floor-over-ask",
]


def a_year(package: Package) -> Decimal:
    """The four-year average: what the package pays a year, signing included."""
    return four_year_total(package) / YEARS


def concerns(plan: Plan, offered: Package, base_range: PayRange | None, batna: Decimal | None) -> tuple[Concern, ...]:
    """What makes a plan unsound, gravest first. ``batna``: what the best alternative comes to a year."""
    ask, named = a_year(plan.ask), plan.named or plan.ask
    base = named.base
    penetration = base_range.penetration(base) if base_range and base is not None else None
    found: list[tuple[Concern, bool]] = [
        ("no-more-than-offered", ask <= a_year(offered)),
        ("floor-under-batna", plan.floor is not None and batna is not None and plan.floor < batna),
        ("floor-over-ask", plan.floor is not None and plan.floor > ask),
        ("floor-over-target", plan.floor is not None and plan.target is not None and plan.floor > plan.target),
        ("under-target", plan.target is not None and ask < plan.target),
        ("above-band", penetration is not None and penetration > 1),
        (
            "near-top-without-reason",
            penetration is not None and Decimal("0.9") <= penetration <= 1 and not plan.reasons,
        ),
        ("over-precise", any(_over_precise(getattr(named, part), getattr(offered, part)) for part in NEGOTIABLE)),
        ("no-reason", not plan.reasons),
    ]
    return tuple(concern for concern, holds in found if holds)


def _over_precise(asked: Decimal | None, offered: Decimal | None) -> bool:
    """Whether an asked amount is named more finely than to a hundredth of the step of its size."""
    return asked is not None and asked != offered and asked % (step(asked) / 2) != 0


@dataclass(frozen=True, slots=True)
class Room:
    """The bargaining room between two limits, if there is any. Source: Harvard PON glossary, ZOPA."""

    low: Decimal
    high: Decimal

    @property
    def width(self) -> Decimal:
        return self.high - self.low


def zopa(floor: Decimal, their_limit: Decimal) -> Room | None:
    """The interval between the candidate's floor and the most that the company would pay; ``None`` where they cross."""
    return Room(floor, their_limit) if floor <= their_limit else None


def floor_from(alternative: Package, leaving_cost: Decimal, *, is_current_job: bool) -> Decimal:
    """The four-year average at which the offer is worth no more than the best alternative.

    Where that is the current job, the offer has to make good what leaving
    costs; another offer costs the same leaving. Source: Harvard PON, reservation point.
    """
    return (four_year_total(alternative) + (leaving_cost if is_current_job else ZERO)) / YEARS


def best_alternative(packages: Sequence[Package]) -> int | None:
    """The index of the alternative that pays most over four years."""
    return max(range(len(packages)), key=lambda at: four_year_total(packages[at]), default=None)
