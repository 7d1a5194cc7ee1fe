"""The codes of levels, in guides and in what people search for: "E4-E5" → e4, e5. Pure.

A code is written small and without blanks: "l5" for L5, Level 5 and Lvl 5,
"sde2" for SDE II, "entry" for a first job, "senior" for Sr. and Senior.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from guides.document.naming import plain

# As guides keep them: company and level of each.
Equivalents = Sequence[Mapping[str, str]]

# What stands before the number of a level.
_PREFIXES = frozenset("b d de ds e ed g grade band ic ict k l level lvl m mts p pm sa se sde sse swe t tl tpm".split())  # noqa: SIM905
_SAME_PREFIX = {"level": "l", "lvl": "l"}
_NUMERALS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}
_WITH_NUMERAL = frozenset("de ds mts pm sa sde se swe tpm".split())  # noqa: SIM905
# Some companies name levels by a number alone: Microsoft's begin here and end below a hundred.
_BARE = range(57, 90)
_MOST_IN_RANGE = 10
_LONGEST_NAME = 60

_WORDS = {
    "junior": "entry",
    "jr": "entry",
    "entry": "entry",
    "graduate": "entry",
    "mid": "mid",
    "sr": "senior",
    **{name: name for name in ("senior", "staff", "principal", "director", "distinguished", "fellow")},
    **{name: name for name in ("avp", "vp", "svp", "evp", "md")},
}
_PHRASES = {
    ("new", "grad"): "entry",
    ("new", "graduate"): "entry",
    ("new", "grads"): "entry",
    ("entry", "level"): "entry",
    ("early", "career"): "entry",
    ("mid", "level"): "mid",
    ("vice", "president"): "vp",
    ("managing", "director"): "md",
}
ENTRY = "entry"
_PIECE = re.compile(r"[a-z]+|\d+|[-–—/]")
_CODE = re.compile(r"([a-z]{1,5})(\d{1,2})")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a search asks for: levels by their codes, and the words that are left."""

    codes: tuple[str, ...]
    rest: str


def level_codes(text: str) -> tuple[str, ...]:
    """The codes of all levels that a guide names in a few words: "Senior (L5-L6)" → senior, l5, l6."""
    pieces = [*_PIECE.findall(text.lower()), "", ""]
    found: list[str] = []
    last: tuple[str, int] | None = None
    through = False
    at = 0
    while piece := pieces[at]:
        following = pieces[at + 1]
        prefix, number, taken = _numbered(piece, following, pieces[at + 2])
        if number is None and piece.isdigit() and last and at and pieces[at - 1] in "-–—/":
            prefix, number, taken = last[0], int(piece), 1
        elif number is None and piece in _NUMERALS and last and last[0] in _WITH_NUMERAL and pieces[at - 1] in "-–—/":
            prefix, number, taken = last[0], _NUMERALS[piece], 1
        elif number is None and len(piece) == 2 and piece.isdigit() and int(piece) in _BARE:
            prefix, number, taken = "l", int(piece), 1
        if number is not None:
            if through and last and last[0] == prefix and 0 < number - last[1] <= _MOST_IN_RANGE:
                found += [f"{prefix}{between}" for between in range(last[1] + 1, number)]
            found.append(f"{prefix}{number}")
            last, through = (prefix, number), False
        elif (piece, following) in _PHRASES:
            found.append(_PHRASES[piece, following])
            last, taken = None, 2
        elif piece in _WORDS:
            found.append(_WORDS[piece])
            last = None
        elif piece in "-–—":
            through = True
        elif piece != "/":
            last, through = None, False
        at += taken
    return tuple(dict.fromkeys(found))


def _numbered(piece: str, following: str, third: str) -> tuple[str, int | None, int]:
    """Prefix and number of a level, and of how many tokens: "L" "5", "IC" "-" "5", "SDE" "II"."""
    if piece in _PREFIXES:
        if following.isdigit() and len(following) <= 2:
            return _prefix(piece, int(following)), int(following), 2
        if following and following in "-–—" and third.isdigit() and len(third) <= 2:
            return _prefix(piece, int(third)), int(third), 3
        if piece in _WITH_NUMERAL and following in _NUMERALS:
            return piece, _NUMERALS[following], 2
    return "", None, 1


def _prefix(word: str, number: int) -> str:
    """What a code begins with: "level" is "l", and so is "PM" where one of the levels without a name follows."""
    return "l" if word in _WITH_NUMERAL and number in _BARE else _SAME_PREFIX.get(word, word)


def asked_levels(words: Sequence[str], is_known: Callable[[str], bool]) -> Asked:
    """The levels among the words of a search, in small letters.

    ``is_known`` tells whether a name has a word: "L3 Harris" and "senior
    designer" are names, and no levels. Of "sde ii" the job stays.
    """
    codes: list[str] = []
    rest: list[str] = []
    at = 0
    while at < len(words):
        word, following = words[at], words[at + 1] if at + 1 < len(words) else ""
        joined = word + following
        if following and is_known(joined):
            rest += [word, following]
            at += 2
        elif (word, following) in _PHRASES:
            codes.append(_PHRASES[word, following])
            at += 2
        elif code := _typed_code(word, following):
            codes.append(code)
            rest += [word] if word in _WITH_NUMERAL and is_known(word) else []
            at += 2
        elif is_known(word):
            rest.append(word)
            at += 1
        elif code := _typed_code(word, "") or _WORDS.get(word, ""):
            codes.append(code)
            at += 1
        else:
            rest.append(word)
            at += 1
    return Asked(tuple(dict.fromkeys(codes)), " ".join(rest))


def _typed_code(word: str, following: str) -> str:
    """The code of a level that is typed in one word or two; "" where they are none."""
    if not following:
        found = _CODE.fullmatch(word)
        if found and found[1] in _PREFIXES:
            return f"{_prefix(found[1], int(found[2]))}{int(found[2])}"
        return f"l{word}" if len(word) == 2 and word.isdigit() and int(word) in _BARE else ""
    _, number, _ = _numbered(word, following, "")
    return f"{_prefix(word, number)}{number}" if number is not None else ""


@dataclass(frozen=True, slots=True)
class Named:
    """A level that a guide names: of its own company (``company`` is ""), or another's that it calls equal to ``own``.

    ``code`` is "" where another company's is named without one.
    """

    company: str
    code: str
    own: str
    words: str


def named_levels(stated: str, bands: Iterable[str], mappings: Iterable[tuple[str, Equivalents]]) -> list[Named]:
    """All levels that a guide names: by its title, the levels of its bands, and its mappings."""
    mappings = list(mappings)
    found: dict[tuple[str, str], Named] = {}
    for own in (stated, *bands, *(own for own, _ in mappings)):
        for code in level_codes(own):
            found.setdefault(("", code), Named("", code, own, own))
    for own, equivalents in mappings:
        for one in equivalents:
            company, words = one["company"].strip(), one["level"]
            for code in level_codes(words) or ("",):
                found.setdefault((company, code), Named(company, code, own, words))
    return [named for (company, _), named in found.items() if not company or _is_name(company)]


def _is_name(company: str) -> bool:
    """Whether it can be a company's name: of "no direct equivalent" a guide's reader makes one, too."""
    first = plain(company).casefold().split()
    return bool(first) and len(company) <= _LONGEST_NAME and first[0] not in {"no", "none", "not", "n", "na"}


def level_label(code: str) -> str:
    """A code as people write it: "E5", "entry level"."""
    if code in {"entry", "mid"}:
        return f"{code} level"
    return code if code.isalpha() and len(code) > 3 else code.upper()
