"""Where a text names one of a guide's regions, in linear time."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

_WORD = re.compile(r"[\w'’.]*\w")


@dataclass(frozen=True, slots=True)
class Mention:
    """A region named at ``text[start:end]``."""

    region: str
    start: int
    end: int


class RegionNames:
    """The names of a guide's regions as its prose may write them."""

    def __init__(self, regions: Iterable[str]) -> None:
        self._names: dict[tuple[str, ...], str] = {}
        for region in regions:
            # "London (HQ)" is "London" in prose.
            words = tuple(_WORD.findall(region.partition(" (")[0].casefold()))
            if words:
                self._names.setdefault(words, region)
        self._longest = max(map(len, self._names), default=0)

    def mentions(self, text: str) -> list[Mention]:
        """The regions that a text names, in order; of two names the longer one counts."""
        words = list(_WORD.finditer(text)) if self._names else []
        folded = [word[0].casefold() for word in words]
        found: list[Mention] = []
        at = 0
        while at < len(words):
            for length in range(min(self._longest, len(words) - at), 0, -1):
                region = self._names.get(tuple(folded[at : at + length]))
                if region:
                    found.append(Mention(region, words[at].start(), words[at + length - 1].end()))
                    at += length
                    break
            else:
                at += 1
        return found


def nearest(mentions: list[Mention], start: int, end: int) -> str | None:
    """The region named nearest to ``text[start:end]``; ``None`` where none is named."""
    after = bisect_left(mentions, start, key=lambda mention: mention.start)
    near = mentions[max(0, after - 1) : after + 1]
    return min(near, key=lambda mention: max(start - mention.end, mention.start - end)).region if near else None
