"""The companies whose levels guides name, as a search knows them: most have no guide here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from guides.document.naming import address_slug
from guides.library.reading import Entry


@dataclass(frozen=True, slots=True)
class LevelNames:
    """``entries`` are companies without a guide, under keys below zero: -5 is the fifth ``LevelCompany``.

    ``keys`` are the ``LevelCompany`` rows that an entry of the vocabulary stands for.
    """

    entries: tuple[Entry, ...]
    keys: Mapping[int, tuple[int, ...]]


def level_names(
    rows: Sequence[tuple[int, str, str]], companies: Iterable[Entry], bundled: Mapping[str, Sequence[str]]
) -> LevelNames:
    """Which of the named companies, as key, slug and name, are called like one that is known; the others are new.

    A spelling that two companies share names the first.
    """
    by_slug: dict[str, int] = {}
    for entry in companies:
        for spelling in entry.spellings:
            by_slug.setdefault(address_slug(spelling), entry.key)
    entries: list[Entry] = []
    keys: dict[int, tuple[int, ...]] = {}
    # Those with other names that come with the code first, so that "AWS" finds the Amazon that it is.
    for pk, slug, name in sorted(rows, key=lambda row: (row[1] not in bundled, row[0])):
        if slug not in by_slug:
            entries.append(Entry("company", -pk, (name, *bundled.get(slug, ()))))
            for spelling in entries[-1].spellings:
                by_slug.setdefault(address_slug(spelling), -pk)
        key = by_slug[slug]
        keys[key] = (*keys.get(key, ()), pk)
    return LevelNames(tuple(entries), keys)
