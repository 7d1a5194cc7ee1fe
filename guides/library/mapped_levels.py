"""Levels of other companies that a guide maps to a level of which it has a band: "Google L5 = Senior (L5)"."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from guides.models import Revision

# An offer keeps it; no level's name is longer.
LONGEST = 200
_IN_BRACKETS = re.compile(r"\s*\((?P<code>[^()]*)\)")


@dataclass(frozen=True, slots=True)
class MappedLevel:
    """``called``: another company's level; ``level``: the band's that it is mapped to."""

    called: str
    level: str


def mapped_levels(revision: Revision, levels: Collection[str], role: str) -> tuple[MappedLevel, ...]:
    """What the mapping of a revision says of other companies' levels, where it has a band for it; in one query.

    A level that is mapped to two of the guide's own, with a band or without, is left out.
    """
    found: dict[str, set[str]] = {}
    for row in revision.levelmappings.all():
        own = [level for level in levels if _is_same(row.own, level, role)] or [row.own]
        for equivalent in row.equivalents:
            called = f"{equivalent.get('company') or ''} {equivalent.get('level') or ''}".strip()
            if called and len(called) <= LONGEST:
                found.setdefault(called, set()).update(own)
    mapped = (MappedLevel(called, next(iter(to))) for called, to in found.items() if len(to) == 1)
    return tuple(one for one in mapped if one.level in levels)


def _is_same(own: str, level: str, role: str) -> bool:
    """Whether a mapping's own level is a band's: by its name, its code in brackets, or with the job's name after it."""
    code = _IN_BRACKETS.search(level)
    name = _IN_BRACKETS.sub("", level).strip()
    names = {level, name, f"{name} {role}", *([code["code"]] if code else [])}
    return own.strip().casefold() in {one.casefold() for one in names if one}
