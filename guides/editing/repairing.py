"""Findings that can be mended where they are shown: what could be done about one, and doing it to a draft.

- A row for several known places ("Austin / Dallas") becomes a row for each.
- An ask whose amount isn't in its script takes one that is, or is dropped.

Nothing is guessed: where the words leave it open, nothing is offered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, TypeVar

from django.contrib.auth.models import User
from django.db.models import Q

from guides.document import document as doc
from guides.document.differences import Change, differences
from guides.document.naming import place_key
from guides.editing import edits, states
from guides.editing.checking import recheck
from guides.editing.columns import ask_columns, region_key
from guides.editing.exporting import to_document
from guides.models import Ask, Band, Finding, Location, LocationAlias, Revision
from guides.parsing.speech.scripts import context_of, read_lever

_OF_PLACES = frozenset({"region-unknown", "place-missing"})
_OF_ASKS = frozenset({"ask-not-in-script"})
# What stands between places. A comma doesn't: behind it stands a state or a country.
_BETWEEN = re.compile(r"(?:(?<!\s)\s+)?[/;|+&]\s*|(?<!\s)\s+(?:and|or)\s+")

_Row = TypeVar("_Row", Band, Ask)


@dataclass(frozen=True, slots=True)
class Repair:
    """One thing that can be done about a finding: what a button says, and what will change, in sentences.

    ``carry_out`` changes the draft's rows.
    """

    name: str
    label: str
    consequences: tuple[str, ...]
    carry_out: Callable[[], None]


def repairs_of(revision: Revision, findings: Iterable[Finding]) -> dict[int, list[Repair]]:
    """Finding → what can be done about it, for those of a draft's findings that can be mended so."""
    mendable = [finding for finding in findings if finding.code in _OF_PLACES | _OF_ASKS]
    if not mendable or not revision.is_draft:
        return {}
    stored = Revision.objects.with_content().get(pk=revision.pk)
    known = _known_places(
        band.region for band in stored.bands.all() if any(finding.code in _OF_PLACES for finding in mendable)
    )
    found = {
        finding.pk: _of_places(stored, finding, known) if finding.code in _OF_PLACES else _of_asks(stored, finding)
        for finding in mendable
    }
    return {key: repairs for key, repairs in found.items() if repairs}


def mend(revision: Revision, finding: Finding, name: str, *, today: date, by: User | None) -> None:
    """Do one of the ``repairs_of`` a finding.

    Raises ``MoveRefusedError`` where it can't be done any more, ``DraftChangedError`` where the draft isn't as it was
    when it was read.
    """
    repairs = repairs_of(revision, [finding]).get(finding.pk, [])
    chosen = next((one for one in repairs if one.name == name), None)
    if chosen is None:
        raise states.MoveRefusedError("That can't be done any more: the draft was changed since.")
    before = edits.stored_document(revision.pk)
    changes: list[Change] = []
    with edits.storing(revision, changes, by=by, note=f"{chosen.label}."):
        chosen.carry_out()
        changes += differences(before, edits.stored_document(revision.pk))
        revision.save(update_fields=["changed_at"])
        recheck(revision, today=today)


# A row for several places


def _known_places(regions: Iterable[str]) -> dict[str, Location]:
    """Spelling → the place, of the parts of regions, where somebody has looked at the place."""
    keys = {region_key(part) for region in regions for part in _BETWEEN.split(region) if part}
    aliases = LocationAlias.objects.filter(key__in=keys).select_related(
        "location__merged_into__area", "location__merged_into__parent", "location__area", "location__parent"
    )
    return {alias.key: alias.location.current for alias in aliases if not alias.location.current.needs_review}


def _of_places(revision: Revision, finding: Finding, known: dict[str, Location]) -> list[Repair]:
    bands = list(revision.bands.all())
    band = _at(bands, finding.place.removeprefix("bands/"))
    if band is None or (band.location and not band.location.needs_review):
        return []
    places = [known.get(region_key(part)) for part in _BETWEEN.split(band.region)]
    named = [place for place in places if place]
    if len(named) < 2 or len(named) < len(places) or not _are_apart(named):
        return []
    names = _listed([place.name for place in named])
    rows = sum(_same(one.region, band.region) for one in bands)
    asks = Ask.objects.filter(Q(lever__revision=revision) | Q(section__revision=revision))
    for_it = [ask for ask in asks if _same(ask.region, band.region)]
    consequences = [f"{_rows(rows)} for “{band.region}” {_become(rows)} a row for each, with the same pay."]
    if for_it:
        consequences.append(f"{len(for_it)} of its asks {_become(len(for_it))} one for each, too.")
    return [
        Repair(
            "split",
            f"Make a row each for {names}",
            tuple(consequences),
            partial(_split, revision, band.region, named, for_it),
        )
    ]


def _are_apart(places: Sequence[Location]) -> bool:
    """Whether places are different markets that pay in one currency, none of them a part of another."""
    keys = {place.pk for place in places}
    markets = {place.market_place.pk for place in places}
    currencies = {place.currency for place in places if place.currency}
    return len(markets) == len(places) and len(currencies) < 2 and not any(_above(place) & keys for place in places)


def _above(place: Location) -> set[int]:
    """What a place is part of."""
    above: set[int] = set()
    parent = place.parent
    while parent and parent.pk not in above:
        above.add(parent.pk)
        parent = parent.parent
    return above


def _split(revision: Revision, region: str, places: Sequence[Location], asks: Sequence[Ask]) -> None:
    """Rows and asks of a region become those of each place, in the order of its words."""
    kept: list[Band] = []
    made: list[Band] = []
    moved: dict[int, int] = {}
    divided: set[int] = set()
    position = 0
    for index, band in enumerate(revision.bands.all()):
        moved[index] = position
        is_split = _same(band.region, region)
        if is_split:
            divided.add(index)
        for number, place in enumerate(places if is_split else [None]):
            row = _copy(band) if number else band
            row.position = position
            if place:
                row.region, row.location = place.name, place
            (made if number else kept).append(row)
            position += 1
    Band.objects.bulk_update(kept, ["position", "region", "location"])
    Band.objects.bulk_create(made)
    for ask in asks:
        others = [_copy(ask) for _ in places[1:]]
        for one, its in zip([ask, *others], places, strict=True):
            one.region = its.name
        Ask.objects.bulk_update([ask], ["region"])
        Ask.objects.bulk_create(others)
    _move_findings(revision, moved, settled=divided)


def _move_findings(revision: Revision, moved: dict[int, int], *, settled: set[int]) -> None:
    """Findings of how the text was read go along with their rows; that a place was unknown is settled."""
    for finding in revision.findings.filter(origin=Finding.Origin.READING, place__startswith="bands/"):
        number, *rest = finding.place.removeprefix("bands/").split("/")
        if not number.isdecimal() or int(number) not in moved:
            continue
        if finding.code == "region-unknown" and int(number) in settled:
            finding.delete()
            continue
        finding.place = "/".join(["bands", str(moved[int(number)]), *rest])
        finding.save(update_fields=["place"])


def _copy(row: _Row) -> _Row:
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return type(row)(**values | {"id": None})


def _same(one: str, other: str) -> bool:
    return bool(one) and place_key(one) == place_key(other)


# An ask whose amount isn't in its script


def _of_asks(revision: Revision, finding: Finding) -> list[Repair]:
    where, _, number = finding.place.partition("/asks/")
    document = to_document(revision)
    is_strategy = where == "strategy"
    rows = [row for row in revision.levers.all() if row.is_strategy == is_strategy]
    at = "0" if is_strategy else where.removeprefix("levers/")
    row, lever = _at(rows, at), _at((document.strategy,) if is_strategy else document.levers, at)
    ask = _at(lever.asks, number) if row and lever else None
    if row is None or lever is None or ask is None:
        return []
    stored: Ask = list(row.asks.all())[int(number)]
    said = read_lever(lever.title, lever.parts, context_of(document.bands, document.company), lever.line or 0).asks
    held = {_what(one) for one in lever.asks}
    fitting = dict.fromkeys(
        one
        for one in said
        if (one.component, one.role, one.basis) == (ask.component, ask.role, ask.basis) and _what(one) not in held
    )
    repairs = [
        Repair(
            f"take-{index}",
            f"Take {_in_words(one)} from the script",
            (f"Instead of {_in_words(ask)}. The words are “{one.text}”.",),
            partial(_take, stored, one),
        )
        for index, one in enumerate(fitting)
    ]
    whose = "the strategy" if is_strategy else f"“{lever.title}”"
    dropped = f"The words of {whose} stay as they are, and no plan is made with that amount."
    return [*repairs, Repair("drop", f"Drop {_in_words(ask)}", (dropped,), partial(_drop, stored))]


def _what(ask: doc.Ask) -> tuple[Any, ...]:
    """What an ask asks for, whatever words it was read from."""
    return ask.component, ask.role, ask.basis, ask.min, ask.max, ask.unit, ask.currency, ask.region, ask.level


def _take(ask: Ask, said: doc.Ask) -> None:
    columns = ask_columns(said)
    for name, value in columns.items():
        setattr(ask, name, value)
    ask.save(update_fields=list(columns))


def _drop(ask: Ask) -> None:
    ask.delete()


def _in_words(ask: doc.Ask) -> str:
    """ "the ask of 270,000–280,000 USD base in London"."""
    ends = [ask.min] if ask.max in {None, ask.min} else [ask.min, ask.max]
    amount = "–".join(f"{end.normalize():,f}" for end in ends if end is not None)
    unit = {"money": ask.currency or "", "shares": "shares", "percent": "%"}[ask.unit]
    role = {"ask": "ask", "target": "target", "accept": "accept-at", "floor": "floor"}[ask.role]
    part = {"signing": "signing bonus", "total": "annual total", "other": "other pay"}.get(ask.component, ask.component)
    more = " more" if ask.basis == "addition" else ""
    where = ", ".join(filter(None, (ask.region, ask.level)))
    return f"the {role} of {amount} {unit}{more} {part}{f' in {where}' if where else ''}".replace("  ", " ")


# Words


def _at(rows: Sequence[Any], number: str) -> Any | None:
    return rows[int(number)] if number.isdecimal() and int(number) < len(rows) else None


def _listed(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _rows(count: int) -> str:
    return "The row" if count == 1 else f"The {count} rows"


def _become(count: int) -> str:
    return "becomes" if count == 1 else "become"
