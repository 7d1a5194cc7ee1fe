"""The one place that knows locations: their names, spellings and currencies."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from guides.document.naming import place_key
from guides.parsing.text.memo import remembered

_DATA = Path(__file__).resolve().parents[2] / "data" / "locations.json"


@dataclass(frozen=True, slots=True)
class Place:
    """A location of the bundled data: ``spellings`` are all the ways to write it, its name first."""

    name: str
    currency: str
    spellings: tuple[str, ...]


@cache
def _places() -> dict[str, Place]:
    known: dict[str, Place] = {}
    for entry in json.loads(_DATA.read_text(encoding="utf-8")):
        place = Place(entry["name"], entry["currency"], (entry["name"], *entry["aliases"]))
        for spelling in place.spellings:
            known.setdefault(place_key(spelling), place)
    return known


@remembered(most=2048, longest=80)
def place_of(name: str) -> Place | None:
    """The known location that a name spells, or ``None``."""
    return _places().get(place_key(name)) if name else None
