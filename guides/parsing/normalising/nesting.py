"""Lists that a converter has nested step by step, each item inside of the one before it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guides.parsing.normalising.lines import Line, list_mark_of

_BOLD = re.compile(r"\*\*")
_BEGINS_A_PART = re.compile(r"#{1,6}\s|\*\*|[=-]{3,}\s*$")
_SOURCES = re.compile(r"\b(?:sources?|references|citations|evidence)\b", re.IGNORECASE)


def flat(lines: list[Line]) -> Iterator[Line]:
    """Lines whose stairs of items, one to a step, are items of one list."""
    at = 0
    of_sources = has_groups = False
    while at < len(lines):
        if _BEGINS_A_PART.match(lines[at].text):
            of_sources, has_groups = bool(_SOURCES.search(lines[at].text)), False
        steps = _stairs(lines, at, of_sources=of_sources and not has_groups)
        if steps is None:
            # Items of a list that stand below another say how the next ones are meant.
            has_groups = has_groups or list_mark_of(lines[at].text)[:1].isspace()
            yield lines[at]
            at += 1
            continue
        marks, end = steps
        first = list_mark_of(lines[at].text)
        deep = ""
        for line in lines[at:end]:
            if (mark := list_mark_of(line.text)) in marks:
                deep = mark
                yield Line(first + line.text[len(mark) :], line.number)
            else:
                yield Line(line.text[min(len(deep), len(line.text)) - len(first) if deep else 0 :], line.number)
        at = end


def _stairs(lines: list[Line], at: int, *, of_sources: bool) -> tuple[list[str], int] | None:
    """The marks of a staircase that begins here, and where it ends; ``None`` where none does."""
    mark = list_mark_of(lines[at].text)
    if not mark or mark[0].isspace():
        return None
    marks, heads, end = [mark], [lines[at].text[len(mark) :]], at + 1
    for to in range(at + 1, len(lines)):
        text = lines[to].text
        if not text.strip():
            continue
        found = list_mark_of(text)
        indent = len(text) - len(text.lstrip())
        if found and indent >= len(marks[-1].rstrip()):
            marks.append(found)
            heads.append(text[len(found) :])
        elif found or indent < len(marks[-1].rstrip()):
            if found:
                return None
            break
        end = to + 1
    alike = len({bool(_BOLD.match(head)) for head in heads}) == 1
    # Of two, the second may as well belong to the first.
    told = len(marks) > 2 or (len(marks) == 2 and (of_sources or _BOLD.match(heads[0])))
    return (marks, end) if alike and told else None
