"""Which level of other companies a level corresponds to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from guides.document.document import LevelEquivalent, LevelMapping
from guides.parsing.pay.captions import names_level, read_caption
from guides.parsing.text.blocks import Block, plain
from guides.parsing.text.companies import company_and_rest, is_known, is_title, own_names
from guides.parsing.text.words import is_ordinary

# "~" only between blanks: "~L4" is about L4.
EQUALS = re.compile(
    r"(?<!\s)\s*(?:=>|=|≈|↔|→|⇔)\s*|(?<!\s)\s+(?:~|is equivalent to|equals)\s+"
    # In prose scope "corresponds to" many things: here to a level with its number.
    r"|(?<!\s)\s+(?:corresponds to|is on par with)\s+"
    r"(?=[A-Z][^\s.;]{0,20}(?: [^\s.;]{1,20}){0,3}? [A-Z]+-?\d|[A-Z]+\d+ (?:at|@) [A-Z])"
)
# What stands between an own level and those elsewhere where nothing says that they are equal.
_COLON = re.compile(r":\s+|(?<!\s)\s+[–—-]\s+")
# No real line names as many companies; the last one keeps what follows.
_MOST_EQUIVALENTS = 100
# So often words of the kind stand around a company's name at most.
_MOST_ABOUT = 4
_AT = re.compile(r"^(?P<level>.*?\S)\s+(?:at|@)\s+(?P<company>[A-Z\d].*)$")
# "equivalent AWS SA" in a list of levels.
_SAME = re.compile(r"^(?:(?:an? )?(?:equivalent|comparable|similar)(?: to)?|equiv\.?)\s+", re.IGNORECASE)
_EQUIV = r"(?:equiv(?:alent)?s?\b\.?|comparable|counterparts?|match(?:es|ing)?|same level|peer)"
_LEVEL = r"(?:levels?|bands?|grades?|titles?|roles?)"
# What a header says besides the company: "Hooli Equiv.", "Equivalent @ Hooli", "Level at Hooli", "Comparable (Hooli)".
_COMPANY_WORDS = re.compile(
    rf"^(?:{_EQUIV}|{_LEVEL})(?:\s+{_LEVEL})?(?:\s+(?:at|in|to|with)\s+|\s*@\s*|\s*[:(–—-]\s*)"
    rf"|(?<![\s(–—-])[\s(–—-]+(?:{_EQUIV}|{_LEVEL})(?:\s+{_LEVEL})?\)?$",
    re.IGNORECASE,
)
_DESCRIBES = re.compile(
    r"\b(?:title|scope|yoe|years?|experience|responsibilit\w*|notes?|description|typical|industry|external|public"
    r"|internal|market|comp|premium|focus|parity|diff\w*|expect\w*|skills?|impact|span|meaning|means|tenure|summary)\b",
    re.IGNORECASE,
)
_MAPPING_HEADER = re.compile(rf"\b{_EQUIV}|\blevel\b|^attribute$|\bband\b", re.IGNORECASE)
# A first column that names what a row tells of the level: "Attribute | Acme level | Hooli equivalent".
_ASPECT_HEADER = re.compile(r"^(?:attribute|aspect|dimension|criteri(?:on|a)|factor|category|)$", re.IGNORECASE)
_LEVEL_ROW = re.compile(rf"^(?:job\s+)?{_LEVEL}$", re.IGNORECASE)
_IN_PARENTHESES = re.compile(r"(?:(?<!\s)\s+)?\([^()]*\)")
_SEVERAL = re.compile(r"(?<=[\w.])/(?=[A-Z\d])")
# What an own level may end with after the company: "… at Acme (VP)".
_AT_OWN = re.compile(r"(?<!\s)\s+(?:at|@)\s+(?P<company>[^(]{0,119}?[^(\s])(?P<rest>\s*\([^()]*\))?$")


def maps(text: str) -> bool:
    """Whether a line says to which levels elsewhere one corresponds: with "=" or the like, or "L4: Globex IC3"."""
    return bool(EQUALS.search(text) or _named_behind(plain(text)))


def _named_behind(text: str) -> list[str]:
    """An own level and, behind a colon or dash, nothing but levels of other companies; else nothing."""
    own, mark, others = text.partition(found[0]) if (found := _COLON.search(text)) else (text, "", "")
    pieces = _listed(others.strip().rstrip("."))
    if not mark or not (names_level(own) or is_title(own.split(" ")[0])):
        return []
    return [own, *pieces] if pieces and all(map(_is_level_elsewhere, pieces)) else []


def _is_level_elsewhere(piece: str) -> bool:
    """Whether a piece is a company's name and a level: "Globex IC3", but not "Owns one service"."""
    company, level = company_and_rest(piece)
    known = is_known(company) or any(map(_is_name, company.split()))
    is_company = company[:1].isupper() and known and not is_title(company.split()[0])
    return is_company and names_level(level) and not _COLON.search(level)


def read_mapping_line(text: str, company: str, line: int) -> LevelMapping:
    """ "Own level = Company level = Company level", or the whole text where it is no such line."""
    text = plain(text).strip()
    own, *others = EQUALS.split(text, maxsplit=_MOST_EQUIVALENTS)
    if not others and (named := _named_behind(text)):
        own, *others = named
    own = _without_company(own, company)
    titles = frozenset(own.split()) | _initials(own)
    equivalents: list[LevelEquivalent] = []
    notes = []
    for other in others:
        pieces = _listed(other)
        found = [_AT.match(piece) or _SAME.match(piece) or _names_company(piece, titles) for piece in pieces]
        if len(pieces) < 2 or not (all(found) or (_AT.match(pieces[0]) and 2 * sum(map(bool, found)) >= len(found))):
            equivalents += _equivalents(other, titles)
            continue
        for piece, is_company in zip(pieces, found, strict=True):
            if is_company:
                equivalents += _equivalents(piece, titles)
            else:
                notes.append(piece)
    return LevelMapping(own, tuple(equivalents), {"Notes": ", ".join(notes)} if notes else {}, line)


def read_mapping_table(table: Block, company: str, *, expected: bool) -> tuple[LevelMapping, ...]:
    """The rows of a table of levels; empty where it is none.

    ``expected``: it stands under a heading that announces one.
    """
    header, *rows = table.rows
    names = [plain(cell) for cell in header.cells]
    announced = expected or any(_MAPPING_HEADER.search(name) for name in names)
    if len(names) < 2 or not rows or not (announced or names[0].casefold() == company.casefold()):
        return ()
    columns = [_companies(table, at, company) for at in range(len(names))]
    own = _own_column(names, company)
    mappings: list[LevelMapping] = []
    for row in rows:
        cells = [plain(cell) for cell in row.cells]
        if mappings and _is_aspect(cells[0]):
            _describe(mappings[-1], cells, names, columns, own)
            continue
        equivalents, extra = [], {}
        for at, (name, others, cell) in enumerate(zip(names, columns, cells, strict=False)):
            if at in {0, own}:
                continue
            if not others:
                extra[name] = cell
            elif cell.strip("-–— "):
                equivalents += [LevelEquivalent(other, cell) for other in others]
        level = cells[own] if own < len(cells) and _LEVEL_ROW.match(cells[0]) else cells[0]
        if own and own < len(cells):
            extra[names[own] if level == cells[0] else cells[0]] = cells[own]
        mappings.append(LevelMapping(level, tuple(equivalents), extra, row.line))
    return tuple(mappings)


def _own_column(names: Sequence[str], company: str) -> int:
    """Where the company's own levels stand: in the first column, unless that names what each row tells of them."""
    if not _ASPECT_HEADER.match(names[0]):
        return 0
    own = {name.casefold() for name in (company, *own_names(company))}
    return next((at for at, name in enumerate(names) if _bare(name).casefold() in own), 0)


def _is_aspect(cell: str) -> bool:
    """Whether a row tells something of the level above it: "Scope", "Typical YOE", "Comp parity"."""
    return bool(_DESCRIBES.search(cell)) and not names_level(cell) and not any(map(is_title, cell.split()))


def _describe(
    mapping: LevelMapping, cells: Sequence[str], names: Sequence[str], columns: Sequence[Sequence[str]], own: int
) -> None:
    """Keep what a row tells of a level, its own and, apart, its equivalents'."""
    for at, (name, others, cell) in enumerate(zip(names, columns, cells, strict=False)):
        if not at or not cell.strip("-–— "):
            continue
        whose = "" if at == own else ", ".join(others) or name
        mapping.extra[f"{cells[0]}, {whose}" if whose else cells[0]] = cell


def _companies(table: Block, at: int, company: str) -> list[str]:
    """The companies whose levels a column has; none where it says something else of a level.

    A header of ordinary words is a company's only if that is known, or if its cells are levels.
    """
    name = plain(table.rows[0].cells[at])
    other = _bare(name)
    if not other or other.casefold() == company.casefold():
        return []
    of_level = other != name
    if not is_known(other):
        if read_caption(name).component or _DESCRIBES.search(name) or (_MAPPING_HEADER.search(name) and not of_level):
            return []
        cells = [plain(row.cells[at]) for row in table.rows[1:] if at < len(row.cells)]
        levels = [cell for cell in cells if names_level(cell) or is_title(cell.split(" ")[0])]
        if not any(_is_name(word) for word in re.findall(r"[\w&.'’+-]+", other)) and 2 * len(levels) <= len(cells):
            return []
    return _SEVERAL.split(other)


def _bare(header: str) -> str:
    """A header without what it says besides the company."""
    for _ in range(_MOST_ABOUT):
        header = _COMPANY_WORDS.sub("", header).strip()
    # "Comparable (Hooli)" has lost what opened its parenthesis; "Hooli (formerly Pied Piper)" keeps it.
    return header.removesuffix(")").rstrip() if header.count(")") > header.count("(") else header


def _is_name(word: str) -> bool:
    return any(char.isupper() or char.isdigit() for char in word) and not is_ordinary(word.casefold())


def is_level_table(table: Block) -> bool:
    """Whether more of its columns name companies or descriptions than parts of pay."""
    components = [bool(read_caption(cell).component) for cell in table.rows[0].cells[1:]]
    return 2 * sum(components) < len(components)


def _names_company(piece: str, titles: frozenset[str]) -> bool:
    """Whether a piece is a company and its level: "Meta E5", but not "SDE II"."""
    company, level = company_and_rest(piece, titles)
    return bool(level) and company[:1].isupper() and not is_title(company.split()[0])


def _listed(text: str) -> list[str]:
    """The parts between commas, bars or spaced slashes, but for those in parentheses."""
    pieces, start, depth = [], 0, 0
    for match in re.finditer(r"[()]|,\s+|\s[/|]\s|\sand\s(?=[^\s,]{1,20} (?:at|@) )", text):
        if match[0] == "(":
            depth += 1
        elif match[0] == ")":
            depth = max(0, depth - 1)
        elif not depth:
            pieces.append(text[start : match.start()])
            start = match.end()
    return [piece for piece in (*pieces, text[start:]) if piece]


def _equivalents(text: str, titles: frozenset[str]) -> list[LevelEquivalent]:
    """Company and level of "Google L4-L5 ML Engineer" or "VP at BofA/JPMorgan (Tech)", for each company."""
    text = _SAME.sub("", text.strip().rstrip("."))
    turned = _AT.match(text)
    if not turned:
        company, level = company_and_rest(text, titles)
    else:
        company, level = turned["company"].strip(), turned["level"].strip()
        if aside := _IN_PARENTHESES.search(company):
            company, level = company[: aside.start()] + company[aside.end() :], level + aside[0]
    names = _SEVERAL.split(company)
    several = names if all(not is_title(name) for name in names) else [company]
    return [LevelEquivalent(name, level) for name in several]


def _initials(own: str) -> frozenset[str]:
    """What the words of a level are short for: "PD" of "Product Designer (P3)"."""
    short = "".join(word[0] for word in own.split() if word[0].isupper())
    return frozenset({short}) if len(short) > 1 else frozenset()


def _without_company(own: str, company: str) -> str:
    """A level without the company, its first name or its initials: "Acme PD", "Data Engineer at DB (VP)"."""
    bare = _IN_PARENTHESES.sub("", company).strip()
    names = {*own_names(company), bare.split()[0]}
    if (turned := _AT_OWN.search(own)) and (turned["company"] in names or bare.startswith(turned["company"])):
        return own[: turned.start()] + (turned["rest"] or "")
    for name in sorted(names, key=len, reverse=True):
        if own.startswith(f"{name} "):
            return own[len(name) :].strip()
    return own
