"""What stands about a document before its words: front matter, or the properties that Notion writes below a title."""

from __future__ import annotations

import re

from guides.parsing.normalising.lines import Line, is_heading

_EDGE = "---"
_PROPERTY = re.compile(r"[A-Z][\w /-]{0,40}: \S.{0,200}")
_SAYS_PAY = re.compile(r"[$€£₹¥₩%=]|\d\s?[kK]\b|https?:|\*\*|[\"“]")


def properties_apart(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """The properties, and the lines with blank ones in their place."""
    start, end = _front_matter(lines) or _below_title(lines) or (0, 0)
    properties = [line for line in lines[start:end] if line.text.strip() and line.text.rstrip() != _EDGE]
    return properties, [Line("", line.number) if start <= at < end else line for at, line in enumerate(lines)]


def _front_matter(lines: list[Line]) -> tuple[int, int] | None:
    if lines[0].text != _EDGE:
        return None
    end = next((at for at in range(1, len(lines)) if lines[at].text.rstrip(" \t") == _EDGE), None)
    return (0, end + 1) if end and end > 1 else None


def _below_title(lines: list[Line]) -> tuple[int, int] | None:
    """A paragraph right below the first heading whose lines all are "Name: value", none of pay."""
    filled = [at for at, line in enumerate(lines) if line.text.strip()]
    if len(filled) < 3 or not is_heading(lines[filled[0]].text):
        return None
    start = end = filled[1]
    while end < len(lines) and lines[end].text.strip():
        if not _PROPERTY.fullmatch(lines[end].text.strip()) or _SAYS_PAY.search(lines[end].text):
            return None
        end += 1
    return (start, end) if end - start > 1 else None
