"""Places that a spelling which is not known may mean. Pure."""

from __future__ import annotations

from collections.abc import Collection

from rapidfuzz import fuzz, process


def near_places(key: str, known: Collection[str], *, most: int = 4) -> list[str]:
    """Those of the known keys that a key may be another spelling of, the likeliest first.

    First those whose words it holds ("austin denver" holds "austin"), the
    longer before the shorter, then those that are spelled alike.
    """
    held = [name for name in known if f" {name} " in f" {key} "]
    alike = [name for name, _, _ in process.extract(key, list(known), scorer=fuzz.ratio, score_cutoff=75, limit=most)]
    return list(dict.fromkeys([*sorted(held, key=lambda name: (-len(name), name)), *alike]))[:most]
