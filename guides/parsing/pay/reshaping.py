"""Tables and lists of pay brought into the one shape that is read: one header, one row for each name.

Headers in two rows become one; of a dated history only the newest rows stay,
the words of the others are labels; "Base: $150K" in a list is a row.
"""

from __future__ import annotations

import re
from dataclasses import replace

from guides.document.document import Label
from guides.parsing.pay.captions import Caption, names_level, read_caption
from guides.parsing.pay.cells import read_cell
from guides.parsing.pay.percentiles import one_row_each
from guides.parsing.text.blocks import Block, Row, plain
from guides.parsing.text.places import place_of

_DIGIT = re.compile(r"\d")
# What an empty header is called.
_UNNAMED = re.compile(r"Column \d+")
_DATE = re.compile(
    r"(?:FY ?|Q[1-4] ?|H[12] ?|(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? )?"
    r"(?P<year>20\d\d)(?:[-/ ](?P<part>(?:Q|H)?\d{1,2}))?(?: ?[QH](?P<half>[1-4]))?|\bFY ?['’]?(?P<short>\d\d)\b"
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DATED = re.compile(r"\b(?:year|date|as of|effective|valid|updated|since|fiscal)\b", re.IGNORECASE)
# What is left of "(2025)" without its date.
_BLANK = re.compile(r"\([^\w(]*\)|\[[^\w\[]*\]|[,:–—-]\s*$|(?<!\s)\s+(?:in|of|for|as of)\s*$", re.IGNORECASE)
_KEY = re.compile(
    r"\s*+(?:[-*•]\s++)?(?:\*\*)?(?P<key>[^:=*→\n]{2,60}?)(?:\*\*)?\s*(?::|=|→|\s[–—-]\s)\s*(?:\*\*)?\s*(?P<value>\S.*)"
)
# Several of them in a line: "Base = $180K; Bonus = 10%".
_FURTHER = re.compile(r";\s+|(?<!\s)\s+\|\s+|,\s+(?=[A-Z][\w ()/-]{2,40}?\s*[:=→])")
# A heading that names pay and nothing else.
_OF_PAY = re.compile(
    r"(?:(?:the|our|annual|yearly|gross|current|expected|typical)\s+)*(?:pay|salar(?:y|ies)|comp(?:ensation)?|package)"
    r"(?:\s+(?:scale|bands?|ranges?|data|points?|structure|package|overview|components?|benchmarks?))?\s*(?:\([A-Z]{3}\))?",
    re.IGNORECASE,
)


def reshaped(table: Block) -> tuple[Block, list[Label]]:
    """A table with one header and no history, and the words that were left out."""
    rows, labels = _one_header(_headed(list(table.rows)))
    rows, quartiles = one_row_each(rows)
    labels += quartiles
    rows, older = _newest(rows)
    rows, before = _newest_columns(rows)
    changed = rows != list(table.rows)
    return (replace(table, rows=tuple(rows)) if changed else table), labels + older + before


def _headed(rows: list[Row]) -> list[Row]:
    """Rows with a header where the first of them is none: "P3 | 45,120"."""
    name, *amounts = map(plain, rows[0].cells) if rows else ("",)
    if len(amounts) != 1 or not (names_level(name) or place_of(name)) or not _is_amount(amounts[0]):
        return rows
    header = Row(("Level" if names_level(name) else "Region", "Amount"), rows[0].line)
    return [header, *rows]


def _is_amount(cell: str) -> bool:
    """Whether a cell is an amount and nothing more."""
    read = read_cell(cell)
    return len(read.amounts) == 1 and not re.search(r"[^\W\d_]{3}", cell)


def _one_header(rows: list[Row]) -> tuple[list[Row], list[Label]]:
    """ "Base | Base" above "Min | Max" is "Base Min | Base Max"."""
    if len(rows) < 3:
        return rows, []
    header, second = rows[0], rows[1]
    words = [plain(cell) for cell in second.cells]
    named = [word for word in words[1:] if word]
    says = [caption for word in named if (caption := read_caption(word)) and (caption.bound or caption.component)]
    first = plain(header.cells[0])
    # "| | Lyon | |" above "| Level | Base | Total |": the names' own header may stand in either row.
    unnamed = not first or bool(_UNNAMED.fullmatch(first))
    if not named or (words[0] and not (unnamed and read_caption(words[0]).axis)) or len(says) < len(named):
        return rows, []
    if any(cell.amounts or cell.percents for cell in map(read_cell, words)):
        return rows, []
    names, above = [words[0] or header.cells[0]], ""
    for name, word in zip(header.cells[1:], words[1:], strict=False):
        above = re.sub(r" \(\d+\)$", "", name) if name and not _UNNAMED.fullmatch(name) else above
        names.append(f"{above} {word}".strip())
    return [Row(tuple(names), header.line), *rows[2:]], [Label(second.line, " | ".join(filter(None, words)))]


def _newest(rows: list[Row]) -> tuple[list[Row], list[Label]]:
    """Of the rows that differ by their date alone, the newest, without its date."""
    at = next((at for at, name in enumerate(rows[0].cells) if _DATED.search(name)), None) if rows else None
    if at is None:
        return rows, []
    dates = [_DATE.fullmatch(plain(row.cells[at])) if at < len(row.cells) else None for row in rows[1:]]
    if not rows[1:] or not all(dates):
        return rows, []
    newest: dict[tuple[str, ...], tuple[tuple[str, ...], Row]] = {}
    for row, date in zip(rows[1:], dates, strict=True):
        assert date is not None  # noqa: S101 - for the type checker
        key = tuple(plain(cell) for order, cell in enumerate(row.cells) if order != at and not _DIGIT.search(cell))
        when = _when(date)
        if key not in newest or when > newest[key][0]:
            newest[key] = (when, row)
    kept = [row for _, row in newest.values()]
    labels = [Label(rows[0].line, plain(rows[0].cells[at]))]
    labels += [
        Label(row.line, plain(row.cells[at]) if row in kept else " | ".join(plain(cell) for cell in row.cells))
        for row in rows[1:]
    ]
    return [_without(rows[0], at), *(_without(row, at) for row in rows[1:] if row in kept)], labels


def _newest_columns(rows: list[Row]) -> tuple[list[Row], list[Label]]:
    """Of the columns for one part of pay that differ by their date alone, the newest: "Base (2024) | Base (2025)"."""
    dated: dict[str, list[tuple[tuple[str, str], int]]] = {}
    for at, cell in enumerate(rows[0].cells if rows else ()):
        name = plain(cell)
        date = _DATE.search(name)
        part = " ".join(_BLANK.sub(" ", name.replace(date[0], " ")).split()) if date else ""
        if date and part and read_caption(part).component:
            dated.setdefault(part, []).append((_when(date), at))
    older = sorted(
        at for columns in dated.values() for when, at in columns if len(columns) > 1 and when < max(columns)[0]
    )
    labels = [
        Label(row.line, " | ".join(filter(None, (plain(row.cells[at]) for at in older if at < len(row.cells)))))
        for row in (rows if older else ())
    ]
    for at in reversed(older):
        rows = [_without(row, at) for row in rows]
    return rows, [label for label in labels if label.text]


def _when(date: re.Match[str]) -> tuple[str, str]:
    month = str(_MONTHS.index(date["month"]) + 1) if date["month"] else ""
    return date["year"] or f"20{date['short']}", (date["part"] or date["half"] or month).zfill(3)


def _without(row: Row, at: int) -> Row:
    return replace(row, cells=(*row.cells[:at], *row.cells[at + 1 :]))


def listed_pay(block: Block, heading: str, *, announced: bool = False) -> Block | None:
    """A list of keys and amounts as a table: parts of pay for the place that the heading names, or places or levels
    with the part that it names.

    ``announced``: what stands above says that it is of pay.
    """
    pairs = _pairs(block)
    if len(pairs) < 2 or not all(_DIGIT.search(value) for _, value, _ in pairs):
        return None
    keys = [read_caption(key) for key, _, _ in pairs]
    above = read_caption(heading)
    is_pay = announced or bool(above.component or _OF_PAY.fullmatch(heading))
    if sum(key.component is not None for key in keys) > 1:
        place = _place(heading, above)
        if not place and not is_pay:
            return None
        names = ("Component", place or "Amount")
    elif is_pay and all(place_of(plain(key)) for key, _, _ in pairs):
        names = ("Region", heading)
    elif is_pay and all(names_level(plain(key)) for key, _, _ in pairs):
        names = ("Level", heading if above.component else "Amount")
    else:
        return None
    if not all(cell.amounts or cell.percents for cell in (read_cell(value) for _, value, _ in pairs)):
        return None
    rows = (Row(names, block.line), *(Row((key, value), at) for key, value, at in pairs))
    return replace(block, kind="table", rows=rows, items=())


def _pairs(block: Block) -> list[tuple[str, str, int]]:
    """Each key, its value and its line; none where anything else stands in the block."""
    lines = [(item.text, item.line) for item in block.items] or [
        (line, block.line + number) for number, line in enumerate(block.text.split("\n"))
    ]
    pieces = [(piece, at) for line, at in lines for piece in _FURTHER.split(line)]
    found = [(_KEY.fullmatch(piece), at) for piece, at in pieces]
    return (
        [(match["key"].strip(), match["value"].strip(), at) for match, at in found if match]
        if all(match for match, _ in found)
        else []
    )


def _place(heading: str, caption: Caption) -> str | None:
    """The place that a heading names: "Pay (New York)"."""
    named = re.split(r"(?:(?<!\s)\s+)?[(),:|—–]\s*|(?<!\s)\s+-\s+", heading)
    return next((name for name in named if place_of(name)), caption.region)
