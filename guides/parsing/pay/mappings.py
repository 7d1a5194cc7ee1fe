"""Which level of other companies a level corresponds to."""

from __future__ import annotations

import re

from guides.document.document import LevelEquivalent, LevelMapping
from guides.parsing.pay.captions import read_caption
from guides.parsing.text.blocks import Block, plain
from guides.parsing.text.companies import company_and_rest, is_title

EQUALS = re.compile(r"(?<!\s)\s*(?:=|≈|↔|→|⇔)\s*")
# No real line names as many companies; the last one keeps what follows.
_MOST_EQUIVALENTS = 100
_AT = re.compile(r"^(?P<level>.+?)\s+(?:at|@)\s+(?P<company>[A-Z].*)$")
_COMPANY_WORD = re.compile(r"\s+(?:equivalent|level|band|grade|title)s?\b.*$", re.IGNORECASE)
_COMPANY_AFTER = re.compile(r"^(?:equivalent|level|title|band|grade)s?\s+(?:at|in)\s+", re.IGNORECASE)
_DESCRIBES = re.compile(
    r"\b(?:title|scope|yoe|years?|experience|responsibilit|notes?|description|typical|industry|external|public|internal|market|comp|premium|focus|parity|diff)\b",
    re.IGNORECASE,
)
_MAPPING_HEADER = re.compile(r"\bequivalent\b|\blevel\b|^attribute$|\bband\b", re.IGNORECASE)


def read_mapping_line(text: str, company: str, line: int) -> LevelMapping:
    """ "Own level = Company level = Company level", or the whole text where it is no such line."""
    own, *others = EQUALS.split(plain(text).strip(), maxsplit=_MOST_EQUIVALENTS)
    equivalents = []
    for other in others:
        pieces = _listed(other)
        several = len(pieces) > 1 and all(_AT.match(piece) or _names_company(piece) for piece in pieces)
        equivalents += [_equivalent(piece) for piece in (pieces if several else [other])]
    return LevelMapping(_without_company(own, company), tuple(equivalents), line=line)


def read_mapping_table(table: Block, company: str, *, expected: bool) -> tuple[LevelMapping, ...]:
    """The rows of a table of levels; empty where it is none.

    ``expected``: it stands under a heading that announces one.
    """
    header, *rows = table.rows
    names = [plain(cell) for cell in header.cells]
    announced = expected or any(_MAPPING_HEADER.search(name) for name in names)
    if len(names) < 2 or not rows or not (announced or names[0].casefold() == company.casefold()):
        return ()
    mappings = []
    for row in rows:
        cells = [plain(cell) for cell in row.cells]
        equivalents, extra = [], {}
        for name, cell in zip(names[1:], cells[1:], strict=False):
            other = _COMPANY_WORD.sub("", _COMPANY_AFTER.sub("", name)).strip()
            if (
                read_caption(name).component
                or not other
                or other == company
                or _DESCRIBES.search(name)
                or (other == name and _MAPPING_HEADER.search(name))
            ):
                extra[name] = cell
            elif cell.strip("-–— "):
                equivalents.append(LevelEquivalent(other, cell))
        mappings.append(LevelMapping(cells[0], tuple(equivalents), extra, row.line))
    return tuple(mappings)


def is_level_table(table: Block) -> bool:
    """Whether more of its columns name companies or descriptions than parts of pay."""
    components = [bool(read_caption(cell).component) for cell in table.rows[0].cells[1:]]
    return 2 * sum(components) < len(components)


def _names_company(piece: str) -> bool:
    """Whether a piece is a company and its level: "Meta E5", but not "SDE II"."""
    company, level = company_and_rest(piece)
    return bool(level) and company[:1].isupper() and not is_title(company.split()[0])


def _listed(text: str) -> list[str]:
    """The parts between commas or spaced slashes, but for those in parentheses."""
    pieces, start, depth = [], 0, 0
    for match in re.finditer(r"[()]|,\s+|\s/\s", text):
        if match[0] == "(":
            depth += 1
        elif match[0] == ")":
            depth = max(0, depth - 1)
        elif not depth:
            pieces.append(text[start : match.start()])
            start = match.end()
    return [piece for piece in (*pieces, text[start:]) if piece]


def _equivalent(text: str) -> LevelEquivalent:
    """Company and level of "Google L4-L5 ML Engineer" or "L6 at Google"."""
    text = text.strip().rstrip(".")
    turned = _AT.match(text)
    if turned:
        return LevelEquivalent(turned["company"].strip(), turned["level"].strip())
    return LevelEquivalent(*company_and_rest(text))


def _without_company(own: str, company: str) -> str:
    head, _, rest = own.partition(" ")
    if own.startswith(f"{company} "):
        return own[len(company) :].strip()
    return rest if head == company and rest else own
