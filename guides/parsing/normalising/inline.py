"""What converters write within a line: escapes, formulas, spans with classes, other marks of emphasis."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from guides.parsing.normalising.lines import Line, is_row, is_rule

# What would be markup without its backslash keeps it.
_ESCAPED = re.compile(r"\\([!\"#$%&'()+,\-./:;<=>?@\[\]^{}~])")
_ESCAPED_BAR = re.compile(r"\\\|")
_STAYS_FIRST = re.compile(r"\s*\\[#>]")
_STRUCK = re.compile(r"~~(?=[^\s~])([^~\n]+)~~ ?")
_SPAN = re.compile(r"\[([^\[\]]*)\]\{[.#][^{}]*\}")
_MARKED = re.compile(r"==(?=[^\s=])([^=\n]*[^\s=])==")
_UNDERSCORED = re.compile(r"(?<![\w\\])__(?=[^\s_])([^\n_]*(?:_[^\n_]+)*)__(?!\w)")
# A long dash as pandoc types it.
_TYPED_DASH = re.compile(r"(?<=[\w.,;:!?\"”’)*`\]] )---(?= \S)|(?<=[^\W\d_])---(?=[^\W\d_])")
_WHOLLY_SLANTED = re.compile(r"( {0,3}>? {0,3})_([^_\n]+)_(\s*)")


def plainly_marked(lines: Iterable[Line]) -> Iterator[Line]:
    """Lines whose words are marked as Markdown's own writers mark them."""
    for line in lines:
        yield Line(_marked(line.text), line.number)


def struck_apart(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """What is struck out of the prose, and the lines without it; a table's cells keep it: their reader drops it."""
    if not any("~~" in line.text for line in lines):
        return [], lines
    struck = [
        Line(words, line.number) for line in lines if not is_row(line.text) for words in _STRUCK.findall(line.text)
    ]
    left = [line if is_row(line.text) else Line(_STRUCK.sub("", line.text), line.number) for line in lines]
    return struck, left


def slanted_by_stars(lines: Iterable[Line]) -> Iterator[Line]:
    """Lines that are slanted as a whole have stars for it."""
    for line in lines:
        slanted = _WHOLLY_SLANTED.fullmatch(line.text) if "_" in line.text else None
        yield Line(_WHOLLY_SLANTED.sub(r"\1*\2*\3", line.text), line.number) if slanted else line


def _marked(text: str) -> str:
    if "\\" in text:
        head = _STAYS_FIRST.match(text)
        start = head.end() if head else 0
        text = text[:start] + _ESCAPED.sub(r"\1", text[start:])
        if not is_row(text):
            text = _ESCAPED_BAR.sub("|", text)
    if "]{" in text:
        text = _SPAN.sub(r"\1", text)
    if "==" in text:
        text = _MARKED.sub(r"\1", text)
    if "_" in text:
        text = _UNDERSCORED.sub(r"**\1**", text)
    if "---" in text and not is_rule(text):
        text = _TYPED_DASH.sub("—", text)
    return text
