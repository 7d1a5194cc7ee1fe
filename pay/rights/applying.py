"""Which facts hold for one job: by its place, the place that it is done from, the employer's size and the day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pay.rights.facts import Fact, Kind
from pay.rights.sizes import Covered, is_covered

# "if": what was read doesn't say whether it reaches a job that is done in another place than the employer's.
Reach = Literal["yes", "if"]


@dataclass(frozen=True, slots=True)
class Applied:
    """A fact that is in force for a job, whether it reaches it, and whether the employer's size is covered."""

    fact: Fact
    reach: Reach
    covered: Covered

    @property
    def is_certain(self) -> bool:
        return self.reach == "yes" and self.covered == "yes" and self.fact.who == "all"


@dataclass(frozen=True, slots=True)
class Job:
    """Where a job is, and where it is done if that is elsewhere: each as its places, the nearest first.

    "cleveland", "ohio", "united-states", say. ``size`` is a key of ``SIZES``, or "".
    """

    places: Sequence[str]
    done_from: Sequence[str] = ()
    size: str = ""

    def all_places(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys([*self.places, *self.done_from]))


def what_applies(facts: Iterable[Fact], job: Job, day: date) -> tuple[Applied, ...]:
    """The duties towards a candidate that are in force for a job on a day.

    The nearest place first, each with whether the size is covered ("no", too,
    so that it can be told). No proposals, nothing that is still to come, and
    nothing that binds only public bodies or states.
    """
    nearest = {place: number for number, place in enumerate(job.all_places())}
    found = [
        Applied(fact, reach, is_covered(fact.least, job.size, counted_there=fact.counted_there))
        for fact in facts
        if fact.place in nearest
        and fact.who in {"all", "some"}
        and fact.stage_on(day) == "in-force"
        and (reach := _reach(fact, job))
    ]
    return tuple(sorted(found, key=lambda one: (nearest[one.fact.place], one.fact.is_detail)))


def _reach(fact: Fact, job: Job) -> Reach | None:
    """``None``: it doesn't reach the job."""
    here, there = fact.place in job.places, fact.place in job.done_from
    if here and (there or not job.done_from):
        return "yes"
    if here:
        return "if" if fact.elsewhere is None else "yes" if fact.elsewhere else None
    return "yes" if fact.remote else "if"


def of_kind(applied: Iterable[Applied], *kinds: Kind) -> tuple[Applied, ...]:
    """Those of some kinds that may cover the job, the surest first; no details of others."""
    found = [one for one in applied if one.fact.kind in kinds and one.covered != "no" and not one.fact.is_detail]
    return tuple(sorted(found, key=lambda one: not one.is_certain))


def hides_pay_history(applied: Iterable[Applied]) -> bool:
    """Whether asking for the present pay is or may be banned, so that no text names it unasked."""
    bans = of_kind(applied, "pay-history-ban")
    return any(one.fact.asking in {"banned", "until-offer"} for one in bans)
