"""Rights as the rows of pages and boxes; no decision is taken here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from display.formatting import listed
from guides.library.rights import Rights
from guides.rights import wording
from pay.rights.applying import Applied, of_kind
from pay.rights.facts import Fact, Kind, Stage

DUTIES: tuple[Kind, ...] = ("posting-range", "range-on-request", "range-unasked", "pay-history-ban", "repayment-limit")
# How much a stage says, of several facts in one cell of the table.
_STAGES: tuple[Stage, ...] = ("in-force", "to-come", "waiting", "proposed", "over", "no-duty")
_HEADINGS: dict[Stage, str] = {
    "in-force": "In force",
    "to-come": "Adopted, and still to come",
    "waiting": "Adopted, without a first day",
    "proposed": "Only proposed",
    "over": "No longer in force",
    "no-duty": "No duty",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One fact of a page. ``old`` is "as of July 2026" where it should be checked again."""

    fact: Fact
    label: str
    place: str
    since: str
    attested: str
    old: str
    volunteered: str


@dataclass(frozen=True, slots=True)
class BoxLine:
    """One duty in a candidate's box, with the sentence to say; ``others`` name the other places with such a duty."""

    line: Line
    coverage: str
    to_say: str
    address: str
    others: tuple[tuple[str, str], ...]

    @property
    def since(self) -> str:
        """To stand within a sentence."""
        return self.line.since[0].lower() + self.line.since[1:]


def place_address(key: str) -> str:
    return reverse("guides:rights-of-place", args=[key])


def line_of(fact: Fact, held: Rights, today: date, on: date) -> Line:
    return Line(
        fact,
        wording.KINDS[fact.kind],
        held.places.by_key[fact.place].name,
        wording.since(fact, on),
        wording.attested(fact),
        wording.as_of(fact, today),
        wording.VOLUNTEERED[fact.volunteered] if fact.asking else "",
    )


def place_context(key: str, held: Rights, *, today: date, on: date) -> dict[str, Any]:
    """A place with what is in force on a day, what is to come and what isn't; with the rules of wider places."""
    chain = held.places.chain(key)
    facts = sorted(held.of_places(chain), key=lambda fact: chain.index(fact.place))
    sections = []
    for stage in _STAGES:
        lines = [line_of(fact, held, today, on) for fact in facts if fact.stage_on(on) == stage]
        if lines:
            sections.append((stage, _HEADINGS[stage], lines))
    in_force = [fact for fact in facts if fact.stage_on(on) == "in-force" and fact.who in {"all", "some"}]
    name = held.places.by_key[key].name
    kinds = {fact.kind for fact in in_force if not fact.is_detail}
    # One question gets the range, whichever duty there is to tell it.
    ranges = [kind for kind in ("range-on-request", "posting-range", "range-unasked") if kind in kinds][:1]
    asked = [kind for kind in (*ranges, "pay-history-ban", "repayment-limit") if kind in kinds]
    return {
        "name": name,
        "summary": summary(in_force, name),
        "is_partial": any(_is_partial(fact) for fact in in_force),
        "sections": sections,
        "to_say": [wording.to_say(kind, name) for kind in asked],
        "near": [
            *((held.places.by_key[one].name, place_address(one)) for one in held.here(chain[1:])),
            *parts_of(key, held),
        ],
        "old": next((line for _, _, lines in sections for line in lines if line.old), None),
        "on": on,
        "is_today": on == today,
        "no_advice": wording.NO_ADVICE,
    }


def parts_of(key: str, held: Rights) -> list[tuple[str, str]]:
    """The places within a place that have rules of their own, by name."""
    own = {fact.place for fact in held.facts} - {key}
    return sorted((held.places.by_key[one].name, place_address(one)) for one in own if key in held.places.chain(one))


def summary(in_force: Iterable[Fact], name: str) -> str:
    """What is in force in a sentence."""
    facts = [fact for fact in in_force if not fact.is_detail]
    kinds = {fact.kind for fact in facts}
    told = []
    if "posting-range" in kinds:
        told.append("postings state the pay range")
    if "range-on-request" in kinds:
        told.append("you may ask for the range")
    elif "range-unasked" in kinds:
        told.append("the range is told unasked")
    asking = {fact.asking for fact in facts if fact.kind == "pay-history-ban"}
    if "banned" in asking:
        told.append("employers may not ask what you earn now")
    elif "until-offer" in asking:
        told.append("employers may not ask what you earn now before an offer")
    if "repayment-limit" in kinds:
        told.append("terms that make you pay money back have limits")
    if not told:
        return f"In {name}, no duty of private employers to tell a candidate the pay is known to be in force."
    return f"In {name}, {listed(told)}."


def law_of_places(keys: Iterable[str], held: Rights, today: date) -> list[tuple[str, str]]:
    """Of places with something in force, each once: what it is in a sentence, and the address of its page."""
    found = {}
    for key in dict.fromkeys(keys):
        chain = held.places.chain(key)
        facts = [one.fact for one in held.for_job(key, day=today) if one.fact.kind != "other"]
        if facts:
            nearest = next(place for place in chain if any(fact.place == place for fact in facts))
            found[nearest] = (summary(facts, held.places.by_key[nearest].name), place_address(nearest))
    return list(found.values())


def _is_partial(fact: Fact) -> bool:
    return fact.who == "some" or (fact.least or 1) > 1


def all_rows(held: Rights, on: date) -> list[dict[str, Any]]:
    """Every place with a fact, its country before its states and these before their cities, a cell for each duty."""
    places = {fact.place for fact in held.facts}
    rows = []
    for key in places:
        chain = held.places.chain(key)
        facts = [fact for fact in held.facts if fact.place == key]
        rows.append(
            {
                "key": key,
                "name": held.places.by_key[key].name,
                "address": place_address(key),
                "depth": sum(one in places for one in chain[1:]),
                "order": [held.places.by_key[one].name for one in reversed(chain)],
                "cells": [
                    (wording.KINDS[kind], _cell([fact for fact in facts if fact.kind == kind], on)) for kind in DUTIES
                ],
            }
        )
    return sorted(rows, key=lambda row: row["order"])


def _cell(facts: list[Fact], on: date) -> tuple[str, str]:
    """The strongest stage of a place's facts of one kind, and its words for a narrow cell."""
    stages = {fact.stage_on(on): fact for fact in reversed(facts) if not fact.is_detail and fact.who != "states"}
    stage = next((stage for stage in _STAGES if stage in stages), None)
    if stage in {None, "no-duty", "over"}:
        return "", "–"
    fact = stages[stage]
    if stage == "in-force":
        size = f", from {fact.least} employees on" if (fact.least or 1) > 1 else ""
        words = "asking is allowed" if fact.asking == "allowed" else "in force"
        return stage, f"{words}{', for some employers' if fact.who != 'all' else size}"
    if stage == "to-come" and fact.since:
        return stage, f"from {fact.since.day} {fact.since:%B %Y}"
    return str(stage), "proposed" if stage == "proposed" else "adopted, no day yet"


def box_lines(applied: tuple[Applied, ...], held: Rights, *, size: str, today: date, on: date) -> list[BoxLine]:
    """A line for each kind of duty that may cover the job: the surest and nearest in words, the others named."""
    lines = []
    for kind in DUTIES:
        found = of_kind(applied, kind)
        if not found:
            continue
        first, *others = found
        place = held.places.by_key[first.fact.place].name
        named = dict.fromkeys(one.fact.place for one in others if one.fact.place != first.fact.place)
        lines.append(
            BoxLine(
                line_of(first.fact, held, today, on),
                wording.coverage(first, size, place),
                wording.to_say(kind, place),
                f"{place_address(first.fact.place)}#{first.fact.key}",
                tuple((held.places.by_key[one].name, place_address(one)) for one in named),
            )
        )
    return lines


def uncovered(applied: tuple[Applied, ...], held: Rights, size: str) -> list[str]:
    """What isn't in a box since the employer is too small, in words."""
    return [
        f"{wording.KINDS[one.fact.kind]} ({held.places.by_key[one.fact.place].name}): "
        + wording.coverage(one, size, held.places.by_key[one.fact.place].name)
        for one in applied
        if one.covered == "no" and not one.fact.is_detail
    ]
