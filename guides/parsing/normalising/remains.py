"""What a conversion that went wrong has left: style sheets among the words, tables of which no row is left."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from guides.parsing.normalising.lines import Line, is_heading, is_row, list_mark_of
from guides.parsing.text.refusal import GuideRefused

_DECLARATIONS = re.compile(r"\{[^{}]*\}")
_SELECTORS = re.compile(r"[\s\w.#@:,*>{}-]*")
# A cell with nothing but an amount: "$158,000 - $198,000", "SEK 55K–72K/mo", "10-15%".
_AMOUNT_ALONE = re.compile(r"(?=\D*\d)(?:[\W\d_]|(?<![^\W\d_])[^\W\d_]{1,3}(?![^\W\d_]))+")
_PAY = re.compile(r"[$€£₹¥₩%]|\d\s?[kKmM]\b|\b[A-Z]{3}\b")
_LONGEST_CELL = 80
# The fewest cells that a header and one row of a pay table have, and how many of them are amounts.
_FEWEST, _FEWEST_AMOUNTS = 6, 2


def without_style_sheets(lines: Iterable[Line]) -> Iterator[Line]:
    """Lines without those that only say how a page looks."""
    for line in lines:
        yield Line("", line.number) if is_style_sheet(line.text) else line


def is_style_sheet(text: str) -> bool:
    declared = _DECLARATIONS.findall(text)
    return (
        len(declared) > 1
        and all(":" in one for one in declared)
        and any(";" in one for one in declared)
        and bool(_SELECTORS.fullmatch(_DECLARATIONS.sub("", text)))
    )


def refuse_taken_apart(lines: list[Line]) -> None:
    """Raise ``GuideRefused`` where a pay table's cells are paragraphs of their own: nothing says which are a row."""
    run: list[Line] = []
    for at, line in enumerate(lines):
        text = line.text.strip()
        alone = at + 1 == len(lines) or not lines[at + 1].text.strip()
        if not text:
            continue
        after_blank = at == 0 or not lines[at - 1].text.strip()
        cell = (
            alone
            and after_blank
            and len(text) <= _LONGEST_CELL
            and not (is_heading(text) or is_row(text) or list_mark_of(text) or text[0] in ">_")
        )
        run = [*run, line] if cell and len(run) < 4 * _FEWEST else [line] if cell else []
        if len(run) < _FEWEST:
            continue
        amounts = sum(bool(_AMOUNT_ALONE.fullmatch(one.text.strip()) and _PAY.search(one.text)) for one in run)
        if amounts >= _FEWEST_AMOUNTS and not _AMOUNT_ALONE.fullmatch(run[0].text.strip()):
            raise GuideRefused(
                f"From here on each cell of a table, “{run[0].text.strip()}” and so on, is a paragraph of its own, so "
                "that its rows can't be told. Bring the document as .docx, or convert it with tables.",
                run[0].number,
            )
