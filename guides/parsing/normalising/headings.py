"""Headings as converters leave them: with anchors, without marks, run into their first paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guides.parsing.normalising.lines import Line, is_heading, is_row

_ATTRIBUTES = re.compile(r"\{[#.:][^{}]*\}$")
_ANCHOR = re.compile(r"\[[^\[\]\w]{0,3}\]\(#[^()]*\)")
_NAMES_A_GUIDE = re.compile(r"\S.{0,200}\bnegotiation (?:guide|playbook|strategy)\W*", re.IGNORECASE)
# "**1. Base pay** The band …": a name in bold, and a sentence of its own behind it.
_RUN_IN = re.compile(
    r"(?P<heading>\*\*(?:\d{1,2}[.)]\s[^*\n]{1,120}[^*\n:\s]|[^*\n]{1,120}[^*\n.!?:\s,;])\*\*)"
    r"[ \t]+(?P<text>[\"“']?[A-Z\d].*)"
)
# One word in bold may be the first of its sentence.
_SEVERAL = re.compile(r"\*\*\d|\w\W+\w")
_STRATEGY = re.compile(r">\s*\*\*[^*\n]{0,40}\bstrategy\b[^*\n]{0,20}\*\*", re.IGNORECASE)


def plain_headings(lines: list[Line]) -> Iterator[Line]:
    """Lines without the anchors of headings; a title without a mark gets one."""
    first = next((at for at, line in enumerate(lines) if line.text.strip()), None)
    for at, line in enumerate(lines):
        text = line.text
        if is_heading(text):
            text = _ATTRIBUTES.sub("", _ANCHOR.sub("", text).rstrip()).rstrip()
        elif at == first and _is_title(lines, at):
            text = f"# {text.strip()}"
        yield Line(text, line.number)


def _is_title(lines: list[Line], at: int) -> bool:
    text = lines[at].text
    following = lines[at + 1].text if at + 1 < len(lines) else ""
    alone = not following.strip() or is_heading(following)
    return alone and not is_row(text) and text[:1] not in "*_-+>`" and bool(_NAMES_A_GUIDE.fullmatch(text.strip()))


def headings_apart(lines: list[Line]) -> Iterator[Line]:
    """Lines with a heading that runs into its paragraph on its own line, and a quoted strategy in its own quote."""
    before = ""
    for at, line in enumerate(lines):
        text = line.text
        run_in = _RUN_IN.fullmatch(text) if text.startswith("**") and not before.strip() else None
        if run_in and _SEVERAL.search(run_in["heading"]):
            yield Line(run_in["heading"], line.number)
            yield Line(run_in["text"], line.number)
        elif text.strip() == ">" and at + 1 < len(lines) and _STRATEGY.match(lines[at + 1].text):
            yield Line("", line.number)
        else:
            yield line
        before = text
