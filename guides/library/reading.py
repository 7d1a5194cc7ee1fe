"""What people type in a search box → which company, role and place they may mean. Pure.

Words are matched with names and their other spellings whole, by their
beginning, joined ("door dash") and with slips ("goggle"); a reading explains
as many of the typed words as it can by one company, one role and one place.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from heapq import nsmallest
from itertools import combinations, islice
from math import log
from typing import Literal

from rapidfuzz import process
from rapidfuzz.distance import OSA

from guides.document.naming import plain

Kind = Literal["company", "role", "place"]
KINDS: tuple[Kind, ...] = ("company", "role", "place")

MOST_WORDS = 8
# Of a word as short as this only the shortest names that it begins are looked at.
_SHORT = 3
MOST_READINGS = 40
# Words that people type around a name. They only count where they stand in one, as in "Bank of America".
FILLERS = frozenset(
    """
    a about an and are as at by comp compensation does for from good guide guides how i in is it job jobs me much my
    negotiate negotiation of offer offers on or package pay pays role salaries salary the to what with
    ag bank co company corp corporation gmbh group holdings inc limited llc ltd plc
    """.split()  # noqa: SIM905
)

# Of each kind, so many records are tried in combination.
_TRIED: dict[Kind, int] = {"company": 8, "role": 12, "place": 4}
# Of the records that hold the same typed words, so many are looked at, those with the shortest names.
_LOOKED_AT = 24
# So many known words are taken for a typed beginning, the shortest.
_CONTINUED = 40
# A record of whose name less is typed than this isn't meant, unless hardly another one has the word.
_LEAST_COVERED = 0.4
_HARDLY_ANOTHER = 3
# A reading that explains less of what was typed isn't told.
_LEAST_EXPLAINED = 0.3

_WORD = re.compile(r"[a-z0-9]+")
_QUOTED = re.compile(r"[\"“”„«»]([^\"“”„«»]+)[\"“”«»]")

# Known word → which typed words stand for it: how well (1 is the same), their positions as bits, what they weigh.
Fits = Mapping[str, Sequence[tuple[float, int, float]]]


@dataclass(frozen=True, slots=True)
class Entry:
    """A record by all that people call it, its name first; ``company`` is whose special role it is."""

    kind: Kind
    key: int
    spellings: tuple[str, ...]
    company: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """Which records a query may mean (``None`` where no word names one), and how well: from 0 to 1.

    ``unknown`` are the words that it leaves without a meaning.
    """

    company: int | None
    role: int | None
    place: int | None
    score: float
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Spelling:
    """One way to write a name, with the weight of all its words."""

    entry: Entry
    form: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class _Hit:
    """A record that some of the typed words name.

    ``used`` has these words' positions as bits, ``worth`` how much of what was
    typed they explain, ``covered`` how much of the name they are.
    """

    entry: Entry
    used: int
    worth: float
    covered: float

    @property
    def goodness(self) -> float:
        return self.covered * self.worth


class Vocabulary:
    """All names that a search knows. Built once for many queries."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        forms = [
            (entry, form)
            for entry in entries
            for spelled in dict.fromkeys(entry.spellings)
            for form in _forms(tuple(words(spelled)))
        ]
        counts: dict[str, int] = defaultdict(int)
        for _, form in forms:
            for word in set(form):
                counts[word] += 1
        self._weights = {word: log(1 + len(forms) / count) for word, count in counts.items()}
        self._names = {
            kind: _Names([(entry, form) for entry, form in forms if entry.kind == kind], self._weights)
            for kind in KINDS
        }
        self._forms: dict[tuple[Kind, int], list[str]] = defaultdict(list)
        for entry, form in forms:
            self._forms[entry.kind, entry.key].append(f" {' '.join(form)} ")
        self._words = sorted(counts)
        self._shortest: dict[str, list[str]] = defaultdict(list)
        self._by_part: dict[_Part, list[str]] = defaultdict(list)
        for word in sorted(counts, key=lambda word: (len(word), word)):
            for length in (2, 3):
                if len(word) > length and len(self._shortest[word[:length]]) < _CONTINUED:
                    self._shortest[word[:length]].append(word)
            if len(word) >= _SLIPS_FROM - 1:
                for part in _parts(word):
                    self._by_part[part].append(word)

    def knows(self, word: str) -> bool:
        """Whether a word, in small letters, stands in a name."""
        return word in self._weights

    def called(self, kind: Kind, text: str) -> list[int]:
        """The records of a kind in one of whose names the words of a text stand together, whole."""
        return self._names[kind].having(words(text))

    def read(self, query: str, phrases: Sequence[str] = ()) -> tuple[Reading, ...]:
        """The readings of a query, the likeliest first: those of which names have each of the phrases word for word."""
        typed = words(query)[:MOST_WORDS]
        if not typed:
            return ()
        weights = [0.0 if word in FILLERS else 1.0 for word in typed]
        if not any(weights):
            weights = [1.0] * len(typed)
        fits: dict[str, list[tuple[float, int, float]]] = defaultdict(list)
        for positions, word in _spans(typed):
            bits = sum(1 << position for position in positions)
            weight = sum(weights[position] for position in positions)
            slips = 2 if len(positions) == 1 else 1
            if any(part in self._weights for part in (word, *(typed[position] for position in positions))):
                slips = 0
            for known, fit in self._similar(word, whole_only=not weight, slips=slips):
                fits[known].append((fit, bits, weight))
        for found in fits.values():
            found.sort(reverse=True)
        hits = {kind: self._names[kind].hits(fits)[: _TRIED[kind]] for kind in KINDS}
        readings = _combined(hits, typed, weights)
        held = (one for one in readings if all(self._holds(one, phrase) for phrase in phrases))
        return tuple(islice(held, MOST_READINGS))

    def _holds(self, reading: Reading, phrase: str) -> bool:
        phrase = f" {' '.join(words(phrase))} "
        keys: list[tuple[Kind, int | None]] = [
            ("company", reading.company),
            ("role", reading.role),
            ("place", reading.place),
        ]
        return any(phrase in form for kind, key in keys if key is not None for form in self._forms[kind, key])

    def _similar(self, word: str, *, whole_only: bool, slips: int) -> Iterator[tuple[str, float]]:
        """Known words that a typed one may stand for, with how well it fits."""
        if word in self._weights:
            yield word, 1.0
        if not whole_only:
            # "swe" is what people call a job: it doesn't begin Sweden.
            is_name = word in self._weights and len(word) <= _SHORT and word not in FILLERS
            for known in () if is_name else self._continuing(word):
                yield known, 0.6 + 0.35 * len(word) / len(known)
            for known, count in self._misspelled(word, most=slips):
                yield known, 0.9 - 0.07 * count if len(word) >= _SLIPS_TELL_FROM else 0.65

    def _continuing(self, word: str) -> list[str]:
        """Known words that begin with a typed one."""
        if len(word) < 2:
            return []
        if len(word) <= _SHORT:
            return self._shortest.get(word, [])
        start, end = bisect_right(self._words, word), bisect_left(self._words, f"{word}~")
        return nsmallest(_CONTINUED, self._words[start:end], key=len)

    def _misspelled(self, word: str, *, most: int) -> list[tuple[str, int]]:
        """Known words that are a slip away, or in a long word two, with how many."""
        if not most or len(word) < _SLIPS_FROM:
            return []
        near = self._within(word, 1)
        if near or most == 1 or len(word) < _TWO_SLIPS_FROM:
            return near
        return self._within(word, 2)

    def _within(self, word: str, most: int) -> list[tuple[str, int]]:
        alike = dict.fromkeys(known for part in _kept_parts(word, most) for known in self._by_part.get(part, ()))
        near = process.extract(word, list(alike), scorer=OSA.distance, score_cutoff=most, limit=_LOOKED_AT)
        return [(known, slips) for known, slips, _ in near if slips]


class _Names:
    """The names of one kind of record."""

    def __init__(self, forms: Sequence[tuple[Entry, tuple[str, ...]]], weights: Mapping[str, float]) -> None:
        self._weights = weights
        # The shortest first, so that of many the lowest numbers are those that are named most fully.
        self._spellings = [
            _Spelling(entry, form, sum(map(weights.__getitem__, form)))
            for entry, form in sorted(forms, key=lambda item: (len(item[1]), item[0].key))
        ]
        holding: dict[str, set[int]] = defaultdict(set)
        for number, spelling in enumerate(self._spellings):
            for word in spelling.form:
                holding[word].add(number)
        self._holding = {word: frozenset(numbers) for word, numbers in holding.items()}

    def having(self, typed: Sequence[str]) -> list[int]:
        """Keys of the records in one of whose names these words stand, one after the other."""
        if not typed:
            return []
        phrase = f" {' '.join(typed)} "
        numbers = self._holding.get(typed[0], frozenset())
        spellings = (self._spellings[number] for number in sorted(numbers))
        return list(dict.fromkeys(one.entry.key for one in spellings if phrase in f" {' '.join(one.form)} "))

    def hits(self, fits: Fits) -> list[_Hit]:
        """The records that the words name, the fullest named first; for each set of words the best of its spellings."""
        best: dict[tuple[int, int], _Hit] = {}
        for number in self._candidates(fits):
            hit = self._hit(self._spellings[number], fits)
            if hit is None:
                continue
            name = (hit.entry.key, hit.used)
            if name not in best or best[name].goodness < hit.goodness:
                best[name] = hit
        return sorted(best.values(), key=lambda hit: (-hit.goodness, hit.entry.key))

    def _candidates(self, fits: Fits) -> set[int]:
        """Numbers of the spellings worth a look: never many, however common the words."""
        at: dict[int, set[int]] = defaultdict(set)
        for known, places in fits.items():
            if held := self._holding.get(known):
                for bits in {bits for _, bits, _ in places}:
                    at[bits] |= held
        found: list[Set[int]] = sorted(at.values(), key=len)
        looked_at = {number for numbers in found for number in nsmallest(_LOOKED_AT, numbers)}
        for one, other in combinations(found, 2):
            looked_at.update(nsmallest(_LOOKED_AT, one & other))
        for numbers in found:
            narrowed = numbers
            for others in found:
                narrowed = (narrowed & others) or narrowed
            looked_at.update(nsmallest(_LOOKED_AT, narrowed))
        return looked_at

    def _hit(self, spelling: _Spelling, fits: Fits) -> _Hit | None:
        used = 0
        worth = covered = 0.0
        is_telling = False
        for word in spelling.form:
            for fit, bits, weight in fits.get(word, ()):
                if not used & bits:
                    used |= bits
                    worth += fit * weight
                    covered += self._weights[word] * fit
                    is_telling = is_telling or (fit >= _WHOLE and len(self._holding[word]) <= _HARDLY_ANOTHER)
                    break
        covered /= spelling.weight
        if not worth or (covered < _LEAST_COVERED and not is_telling):
            return None
        return _Hit(spelling.entry, used, worth, covered)


def _combined(hits: Mapping[Kind, Sequence[_Hit]], typed: Sequence[str], weights: Sequence[float]) -> list[Reading]:
    """Readings from one record of each kind at most, no word used twice."""
    readings: dict[tuple[int | None, int | None, int | None], Reading] = {}
    for company in (None, *hits["company"]):
        for role in (None, *hits["role"]):
            if company and role and role.entry.company not in {None, company.entry.key}:
                continue
            for place in (None, *hits["place"]):
                named = [hit for hit in (company, role, place) if hit]
                used = 0
                for hit in named:
                    if used & hit.used:
                        break
                    used |= hit.used
                else:
                    explained = sum(hit.worth for hit in named) / sum(weights)
                    if not named or explained < _LEAST_EXPLAINED:
                        continue
                    covered = sum(hit.covered for hit in named) / len(named)
                    keys = _key(company), _key(role), _key(place)
                    score = 0.75 * explained + 0.25 * covered
                    if keys not in readings or readings[keys].score < score:
                        left = [word for at, word in enumerate(typed) if weights[at] and not used >> at & 1]
                        readings[keys] = Reading(*keys, score, tuple(left))
    ranked = sorted(readings.items(), key=lambda item: (-item[1].score, [key or 0 for key in item[0]]))
    return [reading for _, reading in ranked]


def _key(hit: _Hit | None) -> int | None:
    return hit.entry.key if hit else None


def quoted(text: str) -> tuple[str, ...]:
    """What stands in quotation marks, to be found word for word."""
    found = (" ".join(words(phrase)) for phrase in _QUOTED.findall(text))
    return tuple(phrase for phrase in found if phrase)


def words(text: str) -> list[str]:
    """The words of a text in plain small letters: "ML/AI Engineer" → ml, ai, engineer."""
    return _WORD.findall(plain(text.replace("&", " and ").replace("+", " plus ")).lower())


def _forms(parts: tuple[str, ...]) -> list[tuple[str, ...]]:
    """A name as its words and, where it has two to four, as one: "T-Mobile" is "tmobile", too."""
    if not parts:
        return []
    return [parts, ("".join(parts),)] if 2 <= len(parts) <= 4 else [parts]


def _spans(typed: Sequence[str]) -> Iterator[tuple[tuple[int, ...], str]]:
    """Each word, and each two or three neighbours as one, with their positions."""
    for position in range(len(typed)):
        for length in range(1, min(3, len(typed) - position) + 1):
            yield tuple(range(position, position + length)), "".join(typed[position : position + length])


# Slips: a letter left out, added or exchanged, or two neighbours swapped (optimal string alignment).

_SLIPS_FROM = 4
_TWO_SLIPS_FROM = 8
# Of a shorter word a slip leaves too little to tell a name by one of its words: "Meta" isn't Costa Mesa.
_SLIPS_TELL_FROM = 5
# A word that fits as well as this was meant.
_WHOLE = 0.75

# Comparing a typed word with each of 100,000 names would take a tenth of a second. One slip leaves a name's first or
# last third as it was; two leave one of these or, at most a place further on, what is between them.
_Part = tuple[int, str, str]  # how long the name is, which part, its letters


def _parts(known: str) -> Iterator[_Part]:
    size, third = len(known), len(known) // 3
    yield size, "first", known[:third]
    yield size, "last", known[-third:]
    yield size, "between", known[third + 1 : third + 1 + _between(size)]


def _kept_parts(typed: str, most: int) -> Iterator[_Part]:
    """The parts of a name one of which stands in the typed word if ``most`` slips at most lie between them."""
    for size in range(len(typed) - most, len(typed) + most + 1):
        third = size // 3
        yield size, "first", typed[:third]
        yield size, "last", typed[-third:]
        if most > 1:
            for start in (third, third + 1, third + 2):
                yield size, "between", typed[start : start + _between(size)]


def _between(size: int) -> int:
    """How many letters are looked at between the thirds: two tell enough names apart."""
    return max(0, min(2, size - 2 * (size // 3) - 2))
