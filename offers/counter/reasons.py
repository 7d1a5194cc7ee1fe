"""Which sentences back the ask, picked one by one: of the lever that closes the plan's widest gap first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from offers.comparison.loading import LeverOutlook
from pay.grammar import leans_within
from pay.plans import PARTS, Plan
from pay.scripts import Line, LineKind
from pay.totals import YEARS

# Lines of a lever that a text takes over: the thanks and the ask are said once, by the text itself.
_REASONS: frozenset[LineKind] = frozenset({"fact", "own-offers", "own-claim"})
# What the candidate has ticked or recorded is theirs to say; a fact could be said by anybody.
_OWN: frozenset[LineKind] = frozenset({"own-offers", "own-claim"})
# More words than these aren't said in one breath.
BREATH = 26
# Facts of one lever in a letter.
FACTS = 2
_FOR_THE_EYE = re.compile(r"[()/→=<>~|:;]|--| [–—-] ")
_PAID_ONCE = frozenset({"equity", "signing"})


def widest_first(levers: Iterable[LeverOutlook], plan: Plan) -> tuple[LeverOutlook, ...]:
    """The levers by the widest gap of the plan that each would close; of equals the one that gains more."""
    return tuple(sorted(levers, key=lambda lever: (-closes(lever, plan), -lever.gain)))


def closes(lever: LeverOutlook, plan: Plan) -> Decimal:
    """The widest gap between ask and offer, over four years, of the parts that a lever asks for; 0 for none."""
    named = {*lever.terms.parts, *(ask.component for ask in lever.terms.moves.asks)}
    parts = PARTS if "total" in named else named
    gaps = (
        ((part.ask or Decimal(0)) - (part.offered or Decimal(0))) * (1 if part.part in _PAID_ONCE else YEARS)
        for part in plan.raised
        if part.part in parts
    )
    return max(gaps, default=Decimal(0))


def gives_reason(lever: LeverOutlook) -> bool:
    """Whether it says more than what is asked for."""
    return any(line.kind in _REASONS for line in lever.script.lines)


def spoken_reason(levers: Sequence[LeverOutlook]) -> str:
    """One sentence to say at the phone; "" where none stands by itself.

    Of the first lever that has one: what is the candidate's own before a fact. What isn't said in one breath is left
    to the letter, and what is hard to read aloud is taken last.
    """
    lines = [
        (_is_hard_to_say(line.text), place, line.kind not in _OWN, line.text)
        for place, lever in enumerate(levers)
        for line in lever.script.lines
        if line.kind in _REASONS and _stands_alone(line.text)
    ]
    # Of equals the first stands.
    return min(lines, key=lambda line: line[:3])[3] if lines else ""


def written_reasons(levers: Iterable[LeverOutlook]) -> list[str]:
    """What the levers have to say in a letter, a paragraph each, no sentence twice: all that is the candidate's own.

    Of a lever's facts the first that stand by themselves.
    """
    said: set[str] = set()
    paragraphs = []
    for lever in levers:
        lines = [text for text in _written(lever) if text not in said]
        said.update(lines)
        if lines:
            paragraphs.append(" ".join(lines))
    return paragraphs


def _written(lever: LeverOutlook) -> Iterator[str]:
    facts = 0
    before: Line | None = None
    for line in lever.script.lines:
        leans = leans_within(line.text)
        is_told = line.kind in _OWN or (line.kind == "fact" and facts < FACTS and not _is_long(line.text))
        if is_told and (not leans or before is not None):
            facts += line.kind == "fact"
            before = line
            yield line.text
        else:
            before = None


def _stands_alone(text: str) -> bool:
    return not (_is_long(text) or leans_within(text)) and text.rstrip("\"'”’)").endswith((".", "!"))


def _is_long(text: str) -> bool:
    return len(text.split()) > BREATH


def _is_hard_to_say(text: str) -> bool:
    return bool(_FOR_THE_EYE.search(text))
