"""A plan to counter: ask, target and floor, what it takes to reach a point, packages of equal value.

Everything is weighed by what four years pay in all, signing included, in the
package's currency. Amounts that a plan names are those that a person could say (``pay.saying``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from typing import Literal

from pay.equity import ONE, ZERO
from pay.packages import Package
from pay.parts import NEGOTIABLE, Negotiable
from pay.plans import Plan
from pay.ranges import PayRange
from pay.saying import above, below, is_sayable, sayable
from pay.side_by_side import four_year_total
from pay.totals import YEARS
from pay.vesting import Schedule, share_of


def worth_of_one(package: Package, part: Negotiable, *, discount: Decimal = ZERO) -> Decimal:
    """What four years pay more for one unit more of a part: of base with its bonus, of the whole grant as it vests."""
    match part:
        case "base":
            return YEARS * (ONE + package.bonus_of_one)
        case "equity":
            schedule = package.schedule or Schedule.even(YEARS)
            kept = ONE if package.is_liquid else ONE - discount
            return share_of(ONE, schedule.vested(YEARS * 12)) * kept
        case "signing":
            return ONE


def raised(package: Package, raises: Mapping[Negotiable, Decimal]) -> Package:
    """The package with amounts added to its parts (or taken off); an unknown part begins at nothing.

    What is added to a signing bonus in parts goes to its first, where that can be said; else the whole is paid at once.
    """
    for part, amount in raises.items():
        if not amount:
            continue
        first = (package.signing or ZERO) + amount
        if part == "signing" and package.signing_later and first >= 0 and is_sayable(first, part, package.currency):
            package = package.changed(signing=first)
        else:
            package = package.with_whole(part, (package.whole_of(part) or ZERO) + amount)
    return package


def raise_to_reach(package: Package, gap: Decimal, part: Negotiable, *, discount: Decimal = ZERO) -> Decimal | None:
    """The smallest raise of one part to a sayable amount that closes a gap over four years.

    0 where there is no gap; ``None`` where no raise of the part closes it.
    """
    if gap <= 0:
        return ZERO
    worth = worth_of_one(package, part, discount=discount)
    return _said_raise(package, part, gap / worth) if worth else None


def raise_a_year(package: Package, gap: Decimal, part: Negotiable) -> Decimal | None:
    """The smallest raise of one part to a sayable amount that closes a gap of the annual total.

    ``None`` for signing, which no annual total counts.
    """
    worth = {
        "base": ONE + package.bonus_of_one,
        "equity": ONE / (package.vesting_years or YEARS),
        "signing": ZERO,
    }[part]
    return _said_raise(package, part, gap / worth) if worth else None


def _said_raise(package: Package, part: Negotiable, amount: Decimal) -> Decimal:
    """The raise to the next sayable amount of the part that is at least ``amount`` more."""
    offered = package.whole_of(part) or ZERO
    return sayable(offered + amount, part, package.currency, "up") - offered


def _grid(package: Package, part: Negotiable, around: Decimal, room: Decimal) -> list[Decimal]:
    """Raises of a part to sayable amounts near one, none or within the room; that there is none is one of them."""
    offered = package.whole_of(part)
    if offered is None or room <= 0:
        return [ZERO]
    found = {ZERO}
    lower = upper = sayable(offered + max(around, ZERO), part, package.currency, "down")
    for _ in range(TRIED):
        found |= {amount - offered for amount in (lower, upper)}
        lower, upper = below(lower, part, package.currency), above(upper, part, package.currency)
    return sorted(amount for amount in found if 0 <= amount <= room)


# So many sayable amounts on each side of the one that is looked for are tried.
TRIED = 10


def mixed_raise(
    package: Package, gap: Decimal, room: Mapping[Negotiable, Decimal], *, discount: Decimal = ZERO
) -> dict[Negotiable, Decimal] | None:
    """A raise of every part that can move, each by about the same share of its room, to sayable amounts.

    Together they pay no less than the gap, and as little more as can be said. ``None`` where all the room together
    doesn't close the gap.
    """
    worth = {part: worth_of_one(package, part, discount=discount) for part in NEGOTIABLE}
    reach = sum((room.get(part, ZERO) * worth[part] for part in NEGOTIABLE), ZERO)
    if gap <= 0 or reach < gap:
        return None
    share = {part: room.get(part, ZERO) * gap / reach for part in NEGOTIABLE}
    grids = {part: _grid(package, part, share[part], room.get(part, ZERO)) for part in NEGOTIABLE}
    closer: Negotiable = "signing" if len(grids["signing"]) > 1 else "equity" if len(grids["equity"]) > 1 else "base"
    first, second = (part for part in NEGOTIABLE if part != closer)
    ways: list[tuple[Decimal, Decimal, dict[Negotiable, Decimal]]] = []
    for one, two in product(grids[first], grids[second]):
        raises = {first: one, second: two}
        left = gap - one * worth[first] - two * worth[second]
        if left > 0 and not worth[closer]:
            continue
        raises[closer] = _said_raise(package, closer, left / worth[closer]) if left > 0 else ZERO
        if raises[closer] > room.get(closer, ZERO):
            continue
        off = sum((abs(raises[part] - share[part]) * worth[part] for part in NEGOTIABLE), ZERO)
        ways.append((raises[closer] * worth[closer] - left, off, raises))
    if not ways:
        return None
    best = min(ways, key=lambda way: (way[0], way[1]))[2]
    return {part: best[part] for part in NEGOTIABLE if best[part]}


Leading = Negotiable | Literal["ask"]


@dataclass(frozen=True, slots=True)
class Proposal:
    """One of several packages of about equal value: the ask, or what it is traded for more of.

    ``raises``: what each part is more than offered. ``beyond``: what four years pay more than the ask's, exactly;
    never less than nothing.
    """

    leads: Leading
    raises: Mapping[Negotiable, Decimal]
    package: Package
    beyond: Decimal


# What is given up for more of each part: the first of these that is asked for.
_GIVEN_UP: Mapping[Negotiable, tuple[Negotiable, ...]] = {
    "signing": ("base", "equity"),
    "base": ("equity", "signing"),
    "equity": ("base", "signing"),
}
# How much of what is asked for of a part is given up for another, about.
_TRADED = (Decimal(1) / 4, Decimal(1) / 3, Decimal(3) / 5)


def equal_packages(
    offered: Package, ask: Package, room: Mapping[Negotiable, Decimal], *, discount: Decimal = ZERO
) -> tuple[Proposal, ...]:
    """The ask, and one or two packages worth as much that trade a part of it for another.

    Every amount is sayable; where that leaves a difference, it is as small as
    can be, in the candidate's favour, and said. No part is raised over the
    offer by more than its ``room`` (or the ask): what the guide says that the
    company moves on; a part that isn't in it has no limit that is known. Empty
    where no part can be traded. Source: Leonardelli et al. 2019, on several equivalent offers at once.
    """
    asked = {
        part: (ask.whole_of(part) or ZERO) - (offered.whole_of(part) or ZERO)
        for part in NEGOTIABLE
        if ask.whole_of(part) is not None
    }
    found = [Proposal("ask", {part: amount for part, amount in asked.items() if amount}, ask, ZERO)]
    for part in ("signing", "base", "equity"):
        given = next((other for other in _GIVEN_UP[part] if asked.get(other, ZERO) > 0), None)
        if given is None or not _can_be_traded(offered, part) or not _can_be_traded(offered, given):
            continue
        limit = max(room[part], asked.get(part, ZERO)) if part in room else None
        traded = _traded(offered, ask, given, part, limit, discount)
        if traded and traded.raises not in [proposal.raises for proposal in found]:
            found.append(traded)
    return tuple(found[:3]) if len(found) > 1 else ()


def _can_be_traded(offered: Package, part: Negotiable) -> bool:
    """Whether what one unit more of it is worth can be said."""
    if part == "equity":
        return offered.equity_is_told and not (offered.equity and offered.schedule is None)
    return offered.whole_of(part) is not None


def _traded(
    offered: Package, ask: Package, given: Negotiable, part: Negotiable, limit: Decimal | None, discount: Decimal
) -> Proposal | None:
    """About a third of what is asked for of ``given``, for as much more of ``part``; ``None`` if ``limit`` forbids."""
    worth = {name: worth_of_one(ask, name, discount=discount) for name in (given, part)}
    begins, asked = offered.whole_of(given) or ZERO, ask.whole_of(given) or ZERO
    already, goes_on = offered.whole_of(part) or ZERO, ask.whole_of(part) or ZERO
    if not all(worth.values()):
        return None
    ways: list[tuple[Decimal, Decimal, dict[Negotiable, Decimal]]] = []
    for amount in _between(begins, asked, given, offered.currency):
        share = (asked - amount) / (asked - begins)
        lost = (asked - amount) * worth[given]
        becomes = sayable(goes_on + lost / worth[part], part, offered.currency, "up")
        if limit is not None and becomes - already > limit:
            continue
        least, about, most = _TRADED
        far = abs(share - about) if least <= share <= most else ONE + abs(share - about)
        ways.append(((becomes - goes_on) * worth[part] - lost, far, {given: amount - asked, part: becomes - goes_on}))
    if not ways:
        return None
    near = [way for way in ways if way[1] < ONE] or ways
    beyond, _, changes = min(near, key=lambda way: (way[0], way[1]))
    package = raised(ask, changes)
    raises = {
        name: amount
        for name in NEGOTIABLE
        if (amount := (package.whole_of(name) or ZERO) - (offered.whole_of(name) or ZERO))
    }
    return Proposal(part, raises, package, beyond)


def _between(low: Decimal, high: Decimal, part: Negotiable, currency: str) -> list[Decimal]:
    """Sayable amounts from ``low`` on and under ``high``; of many those in steps of a fortieth of the way."""
    wide = (high - low) / 40
    found = [low]
    while (following := max(above(found[-1], part, currency), sayable(found[-1] + wide, part, currency))) < high:
        found.append(following)
    return found


# What makes a plan unsound

Concern = Literal[
    "no-more-than-offered", "floor-under-batna", "above-band", "near-top-without-reason", "over-precise", "no-reason"
]


def concerns(plan: Plan, base_range: PayRange | None, batna: Decimal | None, *, reasons: int) -> tuple[Concern, ...]:
    """What makes a plan unsound, gravest first.

    ``batna``: what the best alternative comes to a year; ``reasons``: how many levers back the ask.
    """
    base = plan.ask.base
    penetration = base_range.penetration(base) if base_range and base is not None else None
    if not plan.raised:
        return ("no-more-than-offered",)
    found: list[tuple[Concern, bool]] = [
        ("floor-under-batna", plan.limit is not None and batna is not None and plan.limit < batna),
        ("above-band", penetration is not None and penetration > 1),
        ("near-top-without-reason", penetration is not None and Decimal("0.9") <= penetration <= 1 and not reasons),
        (
            "over-precise",
            any(_over_precise(plan.ask, plan.offered, part) for part in NEGOTIABLE),
        ),
        ("no-reason", not reasons),
    ]
    return tuple(concern for concern, holds in found if holds)


def _over_precise(plan: Package, offered: Package, part: Negotiable) -> bool:
    """Whether an asked amount is named more finely than one would say it."""
    asked = plan.whole_of(part)
    return asked is not None and asked != offered.whole_of(part) and not is_sayable(asked, part, plan.currency)


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
