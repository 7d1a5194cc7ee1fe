"""The title of a guide: its role, company and level, in whatever order and between whatever marks.

What says that it is a guide's is left out first. What is left stands on the two
sides of the strongest mark in it. Behind "at" stands the company; elsewhere a
side that names a job is the role. A bar or dash has the role before it where
neither side tells; with other marks such a title is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from guides.parsing.text.blocks import plain
from guides.parsing.text.companies import company_and_rest, is_known
from guides.parsing.text.jobs import is_job, names_job
from guides.parsing.text.places import place_of
from guides.parsing.text.refusal import GuideRefused

_ABOUT = r"(?:20\d\d|complete|full|job|global|international|salary|compensation|comp|pay|offer|package|candidate)"
# What says that it is a guide's: "2026 Global Salary Negotiation Guide"; "Pay Guide" where a part of the title ends.
_NEGOTIATION = re.compile(
    rf"(?<!\w)(?:{_ABOUT}(?:\s+|\s*&\s*|\s+and\s+)){{0,5}}negotiati(?:on|ng)s?\s+"
    r"(?:guide|playbook|strategy|handbook|manual|cheat ?sheet)\b",
    re.IGNORECASE,
)
_OF_PAY = re.compile(
    rf"(?<!\w)(?:{_ABOUT}\s+(?:(?:&|and)\s+)?){{1,5}}(?:guide|playbook|handbook|cheat ?sheet)\b(?=\s*(?:[|:,(–—-]|\Z))"
    r"|(?:\A|(?<=[|:–—] ))guide(?=:|\s*\Z)",
    re.IGNORECASE,
)
_HOW_TO = re.compile(
    r"\A(?:how to negotiate|negotiating)\s+(?:(?:your|an?|the)\s+)?(?P<what>\S.{0,200}?)\s+"
    r"(?:(?:job\s+)?offers?|salary|pay|package|compensation)(?=\s+(?:at|from|with)\s|\s*[|:,–—-]|\s*\Z)",
    re.IGNORECASE,
)
_JOINING = re.compile(r"(?:for|to|of|on|with)\s+(?:(?:an?|the)\s+)?(?=\S)", re.IGNORECASE)
# Before the first three stands the role by default.
_BARS = (r"\s*\|\s*", r"\s+[-–—]+\s+", "—")
_AT = r"\s+(?:[Aa]t|chez|bei)\s+(?=[A-Z\d]|[a-z]{1,2}[A-Z]|[a-z]{3,12}\.[a-z])|\s*@\s*(?=\w)"
_OTHERS = (
    r"\s*:\s+",
    r"\s+(?:[·•»›→/\\~>]|::)\s+",
    r",\s+(?!(?:Inc|Ltd|LLC|L\.?P|GmbH|AG|Corp|Co|PLC|S\.?A|N\.?V)\b)",
)
# Best first; none of them counts inside of parentheses.
_MARKS = tuple((mark, re.compile(rf"\([^()]*\)|(?P<mark>{mark})")) for mark in (*_BARS, _AT, *_OTHERS))
_EDGES = " |–—-:,·•»›→>/"
_IN_PARENTHESES = re.compile(r"\s*(?:\(([^()]*)\)|\[([^\[\]]*)\])")
# "Edge Engineer ★ SIGNATURE ROLE", "— Signature Role"
_SPECIAL = re.compile(r"\bsignature role\W*$", re.IGNORECASE)
_DECORATION = " –—-|:·★☆*[("
_EDITION = re.compile(r"\(?(?:20\d\d|v\d+)(?: edition)?\)?", re.IGNORECASE)
_LEVEL = re.compile(
    r"(?:(?:L|E|IC|M|P|T|G|D|ICT|SDE|SWE|Level|Grade|Band)\s?-?\d+\+?|(?:Junior|Mid|Senior|Staff|Principal)\b)"
    # Of each part between dashes nothing is given back: there are as many ways to divide it as it has letters.
    r"(?:\s*+(?:[-–/]{1,3}|to)\s*+[^\s–/-]++)*+",
    re.IGNORECASE,
)
_UNTOLD = "The title “{}” doesn’t tell the role from the company. Write “Role | Company Negotiation Guide”."
_UNNAMED = "The title must name role and company: “Role | Company Negotiation Guide”."
_LONGEST_SHOWN = 80
# Role, company, and whether they stood the other way round.
_Sides = tuple[str, str, bool]


@dataclass(frozen=True, slots=True)
class Title:
    """What a title says; ``turned``: the company stood where the role does by default."""

    text: str
    company: str
    role: str
    level: str | None
    turned: bool = False


def is_title(heading: str) -> bool:
    """Whether a heading says that it is a guide's title."""
    text = plain(heading)
    return bool(_NEGOTIATION.search(text) or _HOW_TO.match(text))


def names_guide_only(heading: str) -> bool:
    """Whether a heading says that it is a guide's and no more: "Salary Negotiation Guide"."""
    return not _named(plain(heading))


def read_title(heading: str, line: int) -> Title:
    """Role, company and level of "Role (L3-L4) | Company Global Negotiation Guide", and of other orders.

    Raises ``GuideRefused`` where the heading names no role and company, or doesn't tell which is which.
    """
    text = plain(heading)
    named = _named(text)
    sides = next((found for piece in named if (found := _sides(piece))), None)
    if sides is None and len(named) == 2:
        # "Acme Negotiation Guide: Data Engineer"
        sides = _told(*named)
    if sides is None:
        shown = text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
        raise GuideRefused(_UNTOLD.format(shown) if _names_two(named) else _UNNAMED, line)
    head, company, turned = sides
    return Title(text, company.rstrip(" :"), *_role_and_level(head), turned)


def _named(text: str) -> list[str]:
    """What stands before and behind the words that say that it is a guide's; at most two pieces, none of them empty."""
    if how_to := _HOW_TO.match(text):
        text = how_to["what"] + text[how_to.end() :]
    said = _NEGOTIATION.search(text) or _OF_PAY.search(text)
    if said is None:
        pieces = [text]
    else:
        behind = text[said.end() :].strip(_EDGES)
        behind = behind[1:-1] if _IN_PARENTHESES.fullmatch(behind) else behind
        pieces = [text[: said.start()], _JOINING.sub("", behind, count=1) if _JOINING.match(behind) else behind]
    return [stripped for piece in pieces if (stripped := piece.strip(_EDGES)) and not _EDITION.fullmatch(stripped)]


def _sides(text: str) -> _Sides | None:
    """Role, company and whether they stood the other way round, on the two sides of the best mark that tells them."""
    for mark, pattern in _MARKS:
        pieces = _split(text, pattern)
        if len(pieces) < 2:
            continue
        sides = _of_pieces(pieces, mark)
        if sides or mark in _BARS:
            return sides
    return _in_parentheses(text) or _known_company(text)


def _of_pieces(pieces: list[str], mark: str) -> _Sides | None:
    """The sides among pieces of which others may name a place, a level or a year."""
    levels = [piece for piece in pieces if _LEVEL.fullmatch(piece)]
    kept = [piece for piece in pieces if piece not in levels and not place_of(piece) and not _EDITION.fullmatch(piece)]
    if len(kept) == 1 and (inner := _sides(kept[0])):
        role, company, turned = inner
    else:
        if len(pieces) == 2:
            kept, levels = pieces, []
        if len(kept) != 2:
            return None
        if mark == _AT:
            role, company, turned = *kept, False
        elif mark in _BARS:
            turned = _jobness(kept[1]) > _jobness(kept[0])
            company, role = kept if turned else reversed(kept)
        elif told := _told(*kept):
            role, company, turned = told
        else:
            return None
    return f"{role} ({levels[0]})" if levels else role, company, turned


def _told(first: str, second: str) -> _Sides | None:
    """Two names of which one is a job's and the other none."""
    if is_job(first) == is_job(second):
        return None
    return (first, second, False) if is_job(first) else (second, first, True)


def _jobness(text: str) -> int:
    return 2 if is_job(text) else int(names_job(text))


def _in_parentheses(text: str) -> _Sides | None:
    """ "Data Engineer (Hooli)", where that is a known company."""
    aside = _IN_PARENTHESES.search(text)
    name = (aside[1] or aside[2] or "").strip() if aside else ""
    if aside is None or not is_known(name):
        return None
    return _told(" ".join((text[: aside.start()] + text[aside.end() :]).split()), name)


def _known_company(text: str) -> _Sides | None:
    """ "Hooli Data Engineer", where that is a known company."""
    company, role = company_and_rest(text)
    return (role, company, True) if is_known(company) and is_job(role) else None


def _names_two(named: list[str]) -> bool:
    """Whether there is more in a title than one name."""
    return len(named) == 2 or any(
        len(_split(piece, pattern)) > 1 or (names_job(piece) and not is_job(piece)) or _IN_PARENTHESES.search(piece)
        for piece in named
        for _, pattern in _MARKS
    )


def _split(text: str, pattern: re.Pattern[str]) -> list[str]:
    pieces, start = [], 0
    for match in pattern.finditer(text):
        if match["mark"]:
            pieces.append(text[start : match.start()])
            start = match.end()
    return [stripped for piece in (*pieces, text[start:]) if (stripped := piece.strip(_EDGES))]


def _role_and_level(head: str) -> tuple[str, str | None]:
    level = None
    for match in _IN_PARENTHESES.finditer(head):
        note = (match[1] or match[2] or "").strip()
        if _LEVEL.fullmatch(note):
            level = note
        if level or "role" in note.lower():
            head = head.replace(match[0].strip(), " ")
    special = _SPECIAL.search(head)
    role = head[: special.start()].rstrip(_DECORATION) if special else head
    return " ".join((role or head).rstrip(" :").split()), level
