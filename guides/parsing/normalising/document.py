"""A guide's text → the same text as its writer would have typed it in Markdown, before any word is read.

What reaches the desk has been through converters. Each step here undoes one kind of what they do; none reads a word's
meaning beyond where sentences and paragraphs end. Lines keep the numbers that they have in the text as it was sent.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from guides.document.document import GuideDocument
from guides.parsing.normalising.characters import usual_characters
from guides.parsing.normalising.formulas import without_formulas
from guides.parsing.normalising.headings import headings_apart, plain_headings
from guides.parsing.normalising.html import as_markdown, called_out, uncommented, without_tags
from guides.parsing.normalising.inline import plainly_marked, slanted_by_stars, struck_apart
from guides.parsing.normalising.lines import Line
from guides.parsing.normalising.nesting import flat
from guides.parsing.normalising.properties import properties_apart
from guides.parsing.normalising.remains import is_style_sheet, refuse_taken_apart, without_style_sheets
from guides.parsing.normalising.tables import as_pipe_tables, has_other_tables
from guides.parsing.normalising.wrapping import unwrapped

_NESTED = re.compile(r"(?m)^[ \t]+(?:[-*+]|\d{1,3}[.)])\s")


@dataclass(frozen=True, slots=True)
class Normalised:
    """A text without its properties, and for each of its lines the number that it has in the text as it was sent."""

    text: str
    numbers: tuple[int, ...]
    # What it says about itself, and what is struck out of it, with the lines of the text as it was sent.
    properties: tuple[Line, ...] = ()

    def sent(self, line: int | None) -> int | None:
        """The number that a line of this text has in the text as it was sent."""
        return self.numbers[line - 1] if line else line

    def numbered(self, document: GuideDocument) -> GuideDocument:
        """A document read from this text, its lines those of the text as it was sent."""
        if all(number == at for at, number in enumerate(self.numbers, 1)):
            return document

        def moved(rows: tuple[Any, ...]) -> tuple[Any, ...]:
            return tuple(replace(row, line=self.sent(row.line)) for row in rows)

        kinds = ("bands", "level_mappings", "sections", "levers", "sources", "labels", "findings")
        strategy = document.strategy and replace(document.strategy, line=self.sent(document.strategy.line))
        rows: dict[str, Any] = {kind: moved(getattr(document, kind)) for kind in kinds}
        return replace(document, strategy=strategy, **rows)


def normalised(text: str) -> Normalised:
    """A text in plain Markdown. Raises ``GuideRefused`` where its words can't be told any more."""
    text = uncommented(usual_characters(text))
    lines = [Line(line, number) for number, line in enumerate(text.split("\n"), 1)]
    properties, lines = properties_apart(lines)
    if "<" in text or "[!" in text:
        lines = list(called_out(list(as_markdown(lines))))
    if "{" in text:
        lines = list(without_style_sheets(lines))
    if has_other_tables(text):
        lines = as_pipe_tables(lines)
    lines = list(plainly_marked(without_formulas(lines)))
    refuse_taken_apart(lines)
    lines = list(plain_headings(lines))
    lines = list(slanted_by_stars(unwrapped(lines)))
    struck, lines = struck_apart(lines)
    if _NESTED.search(text):
        lines = list(flat(lines))
    lines = list(headings_apart(lines))
    return Normalised(
        "\n".join(line.text for line in lines), tuple(line.number for line in lines), (*properties, *struck)
    )


def words_only(text: str) -> str:
    """A text, line by line, without what is no word of it: tags, comments, style sheets; with formulas told apart."""
    if "<" not in text and "{" not in text and "$`" not in text:
        return text
    lines = [Line(line, number) for number, line in enumerate(without_tags(text).split("\n"), 1)]
    return "\n".join("" if is_style_sheet(line.text) else line.text for line in without_formulas(lines))
