"""What headings and the bold words before a paragraph announce."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from guides.parsing.text.blocks import Block, plain
from guides.parsing.text.memo import remembered

Mode = Literal["", "levers", "sources", "mapping", "pay"]
Aspect = Literal["", "script", "strategy", "advice"]

KNOWN: tuple[tuple[Mode, re.Pattern[str]], ...] = (
    ("levers", re.compile(r"(?:global |key |main )?(?:negotiation )?levers\b.*", re.IGNORECASE)),
    (
        "sources",
        re.compile(r"(?:evidence|(?:(?:data|pay|salary|key|main|our|primary) )?sources|references)\b.*", re.IGNORECASE),
    ),
    (
        "mapping",
        re.compile(
            r"(?:.*\s)?level (?:mapping|equivalen)\w*\b.*|level(?:l?ing)? (?:map|comparison|cross-?walk|chart)\b.*",
            re.IGNORECASE,
        ),
    ),
    (
        "pay",
        re.compile(r"(?:.*\s)?compensation (?:benchmarks?|ranges?|bands?|overview|by region)\b.*", re.IGNORECASE),
    ),
)
# Below the heading of levers or strategy only these end it; others are levers' titles or words of the strategy.
_SOURCES = (
    r"(?:(?:(?:data|pay|salary|key|main|our|primary|information) )?sources?(?: used| consulted)?|references|citations)"
)
ANNOUNCED: tuple[tuple[Mode, re.Pattern[str]], ...] = (
    ("sources", re.compile(rf"(?:evidence\s*(?:&|and|/)\s*)?{_SOURCES}(?:\s*(?:&|and|/)\s*\w+)?", re.IGNORECASE)),
    ("mapping", re.compile(r"level (?:mapping|equivalen\w+)", re.IGNORECASE)),
    ("levers", re.compile(r"(?:global |key |main )?(?:negotiation )?levers", re.IGNORECASE)),
)
STRATEGY = re.compile(
    r"(?:(?:negotiate[- ]up|negotiation|negotiating|counter(?:-offer)?) strategy|strategy\W*$|negotiate[- ]up\W*$)",
    re.IGNORECASE,
)
LEAD = re.compile(r"\*\*(?P<name>[^*\n]+)\*\*\s*:?\s*(?P<rest>.*)", re.DOTALL)
NUMBERED = re.compile(
    r"(?:(?:global )?lever\s+\d+(?:\s*\([^()]*\))?|(?P<number>\d{1,2}))\s*(?:[.:)—–]\s*|-\s+)(?P<title>.+)",
    re.IGNORECASE,
)
LEVER = re.compile(r"(?:global )?lever\s+\d+\b", re.IGNORECASE)
# What names a part of one lever: its script, its own strategy, other advice.
_SCRIPT = re.compile(
    r"(?:(?:sample|example|suggested|exact|your|full|negotiation|the)\s+)*"
    r"(?:scripts?|wording|phrasing|language|words to (?:say|use)|what to say|how to say it|say(?: (?:this|it))?"
    r"|talk track)",
    re.IGNORECASE,
)
_ADVICE = re.compile(
    r"(?:approach|advice|tips?|tactics?|context|background|rationale|reasoning"
    r"|why(?: it works| this (?:works|matters))?"
    r"|when(?: to use(?: it| this)?)?|how(?: to use(?: it| this)?)?|how it works|goal|aim|notes?|framing|frame|evidence"
    r"|what to ask(?: for)?|the ask|ask|leverage|talking points?|expected (?:outcome|impact)|impact|risk)",
    re.IGNORECASE,
)
# A part of pay data or news below the heading of the sources.
_LABEL = re.compile(r"[A-Z][^.!?:\n\"“]{0,60}:?\s*")


def names_sources(name: str) -> bool:
    """Whether a name announces the sources and nothing else: "Data sources"."""
    return bool(ANNOUNCED[0][1].fullmatch(name))


def lead_name(lead: re.Match[str]) -> str:
    """What stands in bold before a paragraph, without its colon."""
    words = " ".join(lead["name"].split())
    return words[:-1].rstrip() if words.endswith(":") and len(words) > 1 else words


@remembered(most=1024, longest=80)
def aspect_of(name: str) -> Aspect:
    """Which part of a lever a name is, if of one at all: "Script", "Strategy", "Why it works"."""
    bare = name.strip(" :*_").removesuffix("…")
    if bare.casefold() in {"strategy", "lever strategy"}:
        return "strategy"
    return "script" if _SCRIPT.fullmatch(bare) else "advice" if _ADVICE.fullmatch(bare) else ""


def names_group(text: str) -> bool:
    """Whether a line may name a group of the sources that follow it: "Pay data:"."""
    return bool(_LABEL.fullmatch(plain(text)))


def counted_levers(found: Sequence[Block]) -> set[int]:
    """The lines of numbered headings that are levers in a guide that announces none.

    Two or more that count on, each with a script below it.
    """
    levers: set[int] = set()
    run: list[int] = []
    for at, block in enumerate(found):
        if block.kind != "heading":
            continue
        text = plain(block.text)
        if LEVER.match(text) or any(pattern.fullmatch(text) for mode, pattern in KNOWN if mode == "levers"):
            return set()
        number = NUMBERED.fullmatch(text)
        if not (number and number["number"]):
            continue
        below = next((end for end in range(at + 1, len(found)) if found[end].kind == "heading"), len(found))
        is_spoken = any(_is_script(one) for one in found[at + 1 : below])
        if not is_spoken or int(number["number"]) != len(run) + 1:
            run = []
        if is_spoken and int(number["number"]) == len(run) + 1:
            run.append(block.line)
        if len(run) > 1:
            levers |= set(run)
    return levers


def _is_script(block: Block) -> bool:
    name = LEAD.match(block.text)
    return block.kind == "quote" and not (name and STRATEGY.match(lead_name(name)))
