"""A line to say, cut so that a page can mark its blanks and its amounts."""

from __future__ import annotations

from collections.abc import Sequence

from pay.asks import Ask
from pay.grammar import SLOT

from display.formatting import money, percent


def traced_segments(text: str, asks: Sequence[Ask]) -> list[tuple[str, str]]:
    """A line cut into ("text" | "slot" | "ask", words), so that the page can mark blanks and amounts."""
    segments: list[tuple[str, str]] = []
    amounts = [spelled for ask in asks for spelled in _spellings(ask)]
    rest = text
    while rest:
        found = min(
            (
                (start, kind, words)
                for kind, words in [
                    *(("ask", spelled) for spelled in amounts),
                    *(("slot", match[0]) for match in SLOT.finditer(rest)),
                ]
                if (start := rest.find(words)) >= 0
            ),
            key=lambda hit: (hit[0], -len(hit[2])),
            default=None,
        )
        if found is None:
            break
        start, kind, words = found
        if start:
            segments.append(("text", rest[:start]))
        segments.append((kind, words))
        rest = rest[start + len(words) :]
    if rest:
        segments.append(("text", rest))
    return segments


def _spellings(ask: Ask) -> list[str]:
    if ask.unit == "percent":
        exact = percent(ask.minimum / 100)
    else:
        exact = money(ask.minimum, ask.currency) if ask.currency else f"{ask.minimum:,.0f}"
    return [spelled for spelled in (ask.text.strip(), exact) if spelled]
