"""Places in a tree, and the place that typed words name."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

_PART = re.compile(r"[,;()/·|]+|\s[-–—]\s")
_REMOTE = re.compile(r"(?i)\b(?:fully\s+)?(?:remote|hybrid|home|office|based)\b(?:\s+(?:in|from))?")


@dataclass(frozen=True, slots=True)
class Place:
    """``key`` is its address; ``code`` that of a state or province in its country: "US-CO"."""

    key: str
    name: str
    parent: str = ""
    code: str = ""
    country: str = ""


@dataclass(frozen=True)
class Places:
    """All places by key, and the keys of their spellings as ``spelled`` makes them."""

    by_key: Mapping[str, Place]
    spellings: Mapping[str, str]
    spelled: Callable[[str], str]
    _codes: dict[str, tuple[str, ...]] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        for place in self.by_key.values():
            if short := place.code.partition("-")[2]:
                self._codes[short] = (*self._codes.get(short, ()), place.key)

    def chain(self, key: str) -> tuple[str, ...]:
        """A place and what it is part of, the nearest first; nothing for a place that isn't known."""
        found: list[str] = []
        while (place := self.by_key.get(key)) and key not in found:
            found.append(key)
            key = place.parent
        return tuple(found)

    def named(self, text: str) -> str:
        """The key of the place that words name, "" where they name none for certain.

        Their parts are read from the widest, which is written last, to the
        nearest. A widest one that isn't known names no place: "Columbus,
        Georgia" isn't Ohio's. "Paris, Texas" is Texas, which has no known Paris.
        """
        if "(" not in text and (whole := self.spellings.get(self.spelled(text))):
            return whole
        parts = [part for part in (_REMOTE.sub(" ", part).strip() for part in _PART.split(text)) if part]
        if not parts:
            return ""
        found = ""
        for number in range(len(parts) - 1, -1, -1):
            known = self._readings(parts[number], is_first=number == 0)
            if number == len(parts) - 1:
                # "CA" is California and Canada: what stands before it tells which.
                known = [key for key in known if self._leads_to(parts[:number], key)] or known
                if not known:
                    return ""
                found = known[0]
            else:
                found = next((key for key in known if found in self.chain(key)), found)
        return found

    def _leads_to(self, parts: list[str], key: str) -> bool:
        return any(key in self.chain(near) for part in parts for near in self._readings(part, is_first=True))

    def _readings(self, part: str, *, is_first: bool) -> list[str]:
        """The places that a part may name, the likeliest first; after another part a state by its code or name."""
        named = self.spellings.get(self.spelled(part))
        whole = [named] if named else []
        if is_first:
            return whole
        states = [
            *self._codes.get(part.rstrip("."), ()),
            *(place.key for place in self.by_key.values() if place.code and part in {place.name, _of_state(place)}),
            *self._countries(part),
        ]
        return list(dict.fromkeys([*states, *whole]))

    def _countries(self, code: str) -> tuple[str, ...]:
        """Countries by their code: places of it that are part of nothing in the same country."""
        return tuple(
            place.key
            for place in self.by_key.values()
            if place.country == code != ""
            and not place.code
            and (not place.parent or self.by_key[place.parent].country != code)
            and any(other.parent == place.key for other in self.by_key.values())
        )


def _of_state(place: Place) -> str:
    """ "New York" for New York State, which a city or the capital shares its name with."""
    return place.name.removesuffix(" State")
