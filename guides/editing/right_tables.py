"""Rights as a CSV table: written, and read with a preview of what it would do.

Two headings are read: our own, which ``written`` makes, and the plain one of a
collection of facts (place, kind, duty, covers, in_force_from, …), whose places
are paths such as "United States; Ohio, Cleveland".
"""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from guides.data.reference import right_words
from guides.document.naming import address_slug, place_key
from guides.editing import rights
from guides.editing.states import MoveRefusedError
from guides.models import Location, LocationAlias, Right, RightRevision
from guides.models.rights import WORDS

MOST_ROWS = 5_000
COLUMNS = (
    *("key", "place", "kind", "duty", "covers", "least_employees", "counted_there", "is_detail", "who", "remote"),
    *("elsewhere", "asking", "volunteered", "width_most", "width_currency", "width_ratio", "repay_months"),
    *("repay_prorated", "repay_no_interest", "repay_separate", "in_force_from", "in_force_until", "status"),
    *("source_title", "source_publisher", "source_address", "source_date", "confidence", "checked_on"),
)
NEEDED = ("place", "kind", "duty", "status", "source_address")
# As collections spell them out.
_STATUS = {"in force": "in-force", "adopted, not yet in force": "adopted", "": "no-duty"}
_CONFIDENCE = {"two independent sources": "two", "one secondary": "one", "one official": "official", "": "one"}
_LEAST = re.compile(
    r"(?i)\b(?:(more than)\s+)?(\d{1,4}|one|two|three|four|five)(?:\s+or\s+more)?\s+(?:employees|workers)"
)
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}


@dataclass(frozen=True, slots=True)
class Row:
    """A row that can be taken. ``right`` is the one that it changes."""

    line: int
    key: str
    place: Location
    kind: str
    words: Mapping[str, Any]
    right: Right | None = None
    changed: tuple[str, ...] = ()

    @property
    def dates(self) -> tuple[Any, Any]:
        return self.words["in_force_from"], self.words["in_force_until"]


@dataclass
class Preview:
    """What a table would do: ``new`` and ``changed`` rows become drafts, what is ``held`` stays as it is."""

    new: list[Row] = field(default_factory=list)
    changed: list[Row] = field(default_factory=list)
    held: list[Row] = field(default_factory=list)
    # A fact that came twice with different dates: none of them is taken.
    twice: list[tuple[Row, Row]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def written(revisions: Iterable[RightRevision]) -> str:
    """A table of revisions, each with its right and place; read again it changes nothing."""
    out = io.StringIO()
    table = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    table.writeheader()
    for revision in revisions:
        right = revision.right
        row = {name: _cell(getattr(revision, name)) for name in WORDS if name in COLUMNS}
        row |= {
            "key": right.key,
            "place": right.place.name,
            "kind": right.kind,
            "status": revision.legal_status,
            "remote": _cell(revision.reaches_remote),
            "elsewhere": {True: "yes", False: "no", None: ""}[revision.reaches_elsewhere],
            "checked_on": _cell(right.checked_on),
        }
        table.writerow(row)
    return out.getvalue()


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    return "" if value is None else str(value)


def read(text: str) -> Preview:
    """What a table would do, compared with what is held; nothing is written."""
    found = Preview()
    table = csv.DictReader(io.StringIO(text.lstrip("\ufeff")))
    missing = [name for name in NEEDED if name not in (table.fieldnames or ())]
    if missing:
        found.problems.append(f"The first line has to name the columns; these are missing: {', '.join(missing)}.")
        return found
    reader = _Reader()
    rows: list[Row] = []
    for number, row in enumerate(table, start=2):
        if number > MOST_ROWS + 1:
            found.problems.append(f"Only the first {MOST_ROWS:,} rows are read.")
            break
        try:
            rows += reader.rows(number, {name: (value or "") for name, value in row.items() if name})
        except (ValueError, ArithmeticError, ValidationError) as reason:
            told = " ".join(reason.messages) if isinstance(reason, ValidationError) else str(reason)
            found.problems.append(f"Line {number}: {told}")
    _sort_out(rows, found)
    return found


def _sort_out(rows: list[Row], found: Preview) -> None:
    by_fact: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in rows:
        by_fact[(row.key,)].append(row)
        by_fact[row.place.pk, row.kind, row.words["duty"].casefold()].append(row)
    refused: set[int] = set()
    for same in by_fact.values():
        others = [row for row in same if row.dates != same[0].dates]
        found.twice += [(same[0], other) for other in others if id(other) not in refused]
        refused |= {id(row) for row in same} if others else set()
    seen: set[tuple[Any, ...]] = set()
    for row in rows:
        names = {(row.key,), (row.place.pk, row.kind, row.words["duty"].casefold())}
        if id(row) in refused or seen & names:
            continue
        seen |= names
        (found.new if row.right is None else found.changed if row.changed else found.held).append(row)


class _Reader:
    """Reads rows with what is held: the rights by key and by what they say, the places by name."""

    def __init__(self) -> None:
        stored = Right.objects.select_related("place", "published_revision")
        self.by_key = {right.key: right for right in stored}
        self.by_source = defaultdict(list)
        for right in self.by_key.values():
            if revision := right.published_revision:
                self.by_source[right.place_id, right.kind, revision.source_address].append(right)
        aliases = LocationAlias.objects.select_related("location__merged_into")
        self.places = {alias.key: alias.location.current for alias in aliases}
        locations = Location.objects.select_related("merged_into")
        self.places |= {place_key(location.name): location.current for location in locations}

    def rows(self, line: int, row: dict[str, str]) -> list[Row]:
        """The facts of a row: one for each place that it names. Raises ``ValueError`` with what is wrong."""
        kind = row["kind"].strip()
        if kind not in Right.Kind.values:
            raise ValueError(f"“{kind}” is no kind. There are: {', '.join(Right.Kind.values)}.")
        words = self._words(row)
        return [self._row(line, row.get("key", "").strip(), place, kind, words) for place in self._places(row["place"])]

    def _words(self, row: dict[str, str]) -> dict[str, Any]:
        row["status"] = _STATUS.get(row["status"].strip(), row["status"].strip())
        row["confidence"] = _CONFIDENCE.get(row.get("confidence", "").strip(), row.get("confidence", "").strip())
        if "least_employees" not in row and (least := _LEAST.search(row.get("covers", ""))):
            number = _NUMBERS.get(least[2].lower()) or int(least[2])
            row["least_employees"] = str(number + bool(least[1]))
        words = right_words(row)
        draft = RightRevision(**words)
        draft.clean_fields(exclude=["right", "number", "status"])
        begins, ends = words["in_force_from"], words["in_force_until"]
        if begins and ends and ends < begins:
            raise ValueError("It ends before it begins.")
        return words

    def _places(self, text: str) -> list[Location]:
        nearest = text.replace(" (federal)", "").split(";")[-1]
        whole = self.places.get(place_key(nearest)) if ", " in nearest else None
        names = [nearest] if whole else nearest.split(",")[-1].split(" and ")
        if len(names) > 1 and (both := self.places.get(place_key(" and ".join(names)))):
            return [both]
        return [self._place(name.strip(), text) for name in names]

    def _place(self, name: str, text: str) -> Location:
        # A state before a city of the same name: "United States; Washington".
        above = [part.strip() for part in re.split(r"[;,]", text) if part.strip() and part.strip() != name]
        for spelled in (f"{name} State", name, f"{name} of {above[-1]}" if above else name):
            place = self.places.get(place_key(spelled))
            if place and (spelled != f"{name} State" or len(above) == 1):
                return place
        raise ValueError(f"“{text}” is no place that is known. Add it to the locations first.")

    def _row(self, line: int, key: str, place: Location, kind: str, words: dict[str, Any]) -> Row:
        right = self.by_key.get(key)
        if right is None and not key:
            same = self.by_source.get((place.pk, kind, words["source_address"]), [])
            right = next((one for one in same if self._dates(one) == self._dates_of(words)), None)
            key = right.key if right else self._new_key(place, kind)
        if right and (right.place_id != place.pk or right.kind != kind):
            raise ValueError(f"{key} is of another place or kind.")
        published = right.published_revision if right else None
        changed = tuple(name for name in words if published is None or getattr(published, name) != words[name])
        return Row(line, key, place, kind, words, right, changed)

    def _dates(self, right: Right) -> tuple[Any, Any]:
        revision = right.published_revision
        return (revision.in_force_from, revision.in_force_until) if revision else (None, None)

    def _dates_of(self, words: Mapping[str, Any]) -> tuple[Any, Any]:
        return words["in_force_from"], words["in_force_until"]

    def _new_key(self, place: Location, kind: str) -> str:
        base = f"{address_slug(place.name)}-{kind}"[:100]
        number = 1
        key = base
        while key in self.by_key:
            number += 1
            key = f"{base}-{number}"
        self.by_key[key] = Right(key=key, place=place, kind=kind)
        return key


@transaction.atomic
def store(preview: Preview, *, by: Any) -> int:
    """Make drafts of what is new or changed; returns how many. A right with an open draft is left as it is."""
    stored = 0
    for row in [*preview.new, *preview.changed]:
        try:
            if row.right is None:
                rights.create(key=row.key, place=row.place, kind=row.kind, words=dict(row.words), by=by)
            else:
                rights.start_draft(row.right, words=dict(row.words), by=by)
        except MoveRefusedError:
            continue
        stored += 1
    return stored
