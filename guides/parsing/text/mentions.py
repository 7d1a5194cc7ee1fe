"""Where a text names one of a guide's regions or levels, in linear time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from guides.parsing.text.places import place_of

# It begins only where a run of these characters does, so that a run without a letter is looked through once.
_WORD = re.compile(r"(?<![\w'’.])['’.]*\w+(?:['’.]+\w+)*")
# A place's or level's name that has more is none that prose could name.
_MOST_WORDS = 16
_IN_PARENTHESES = re.compile(r"\(([^()]*)\)")
# "Malvern, PA", "Brookfield WI", "Abingdon UK"
_STATE = re.compile(r",?\s+(?:[A-Z]{2}|UK|US|USA)$")
_CODE = re.compile(r"[A-Z]{1,4}-?\d+")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name found at ``text[start:end]``; ``name`` is as the guide's bands print it."""

    name: str
    start: int
    end: int


class Names:
    """The names of a guide's regions (or levels) in all the ways that its prose may write them."""

    def __init__(self, spellings: Iterable[tuple[str, str]] = ()) -> None:
        self._names: dict[tuple[str, ...], str | None] = {}
        for spelling, name in spellings:
            words = tuple(_WORD.findall(spelling.casefold()))
            if 0 < len(words) <= _MOST_WORDS and self._names.setdefault(words, name) != name:
                # What two of them share names neither.
                self._names[words] = None
        # First word → words of the longest name that begins with it.
        self._longest: dict[str, int] = {}
        for words in self._names:
            self._longest[words[0]] = max(len(words), self._longest.get(words[0], 0))

    @classmethod
    def of_regions(cls, regions: Iterable[str]) -> Names:
        return _names_of_regions(tuple(dict.fromkeys(regions)))

    @classmethod
    def of_levels(cls, levels: Iterable[str]) -> Names:
        return cls((spelling, level) for level in dict.fromkeys(levels) for spelling in dict.fromkeys(_level(level)))

    def mentions(self, text: str) -> list[Mention]:
        """What a text names, in order; of two names the longer one counts."""
        # Most sentences name none, and most guides have no levels.
        if not self._longest or self._longest.keys().isdisjoint(_WORD.findall(text.casefold())):
            return []
        words = list(_WORD.finditer(text))
        folded = [word[0].casefold() for word in words]
        found: list[Mention] = []
        at = 0
        while at < len(words):
            for length in range(min(self._longest.get(folded[at], 0), len(words) - at), 0, -1):
                name = self._names.get(tuple(folded[at : at + length]))
                # "us" is none of them.
                if name and not (len(folded[at]) == length * 2 == 2 and words[at][0].islower()):
                    found.append(Mention(name, words[at].start(), words[at + length - 1].end()))
                    at += length
                    break
            else:
                at += 1
        return found


# The guides of a company share their regions.
@lru_cache(maxsize=16)
def _names_of_regions(regions: tuple[str, ...]) -> Names:
    spelled = [(spelling, region) for region in regions for spelling in dict.fromkeys(_region(region))]
    return Names((*spelled, *_countries(regions)))


def _countries(regions: Iterable[str]) -> Iterator[tuple[str, str]]:
    """ "US" is "US Remote" where no other region is in that country."""
    for code, currency in (("US", "USD"), ("UK", "GBP")):
        theirs = []
        for region in regions:
            place = place_of(_STATE.sub("", " ".join(_IN_PARENTHESES.sub(" ", region).split())))
            if re.search(rf"\b{code}A?\b", region) or (place and place.currency == currency):
                theirs.append(region)
        if len(theirs) == 1:
            yield code, theirs[0]


def _region(region: str) -> Iterator[str]:
    """ "Milpitas / Bay Area (HQ)" is "Milpitas" or "Bay Area" in prose, "New York City" is "NYC"."""
    yield region
    bare = " ".join(_IN_PARENTHESES.sub(" ", region).split())
    yield bare
    for part in re.split(r"\s*/\s*", bare):
        yield part
        city = _STATE.sub("", part)
        yield city
        # "Remote UK" is no remote work in the place that "Remote" alone means.
        place = place_of(part) if city.casefold() == "remote" else place_of(city)
        if place:
            yield from place.spellings


def _level(level: str) -> Iterator[str]:
    """ "Senior (L5)" is "L5" in prose; "Senior" alone may be said of anybody."""
    yield level
    yield from _CODE.findall(level)
