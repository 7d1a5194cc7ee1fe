"""What stood between two dollar signs and came through as a formula: "$`195K -`$275K".

A formula keeps no blanks between words. Words of pay are told apart again; where that can't be done the text is
refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial

from pay.currencies import PAID_IN

from guides.parsing.normalising.lines import Line
from guides.parsing.text.refusal import GuideRefused

_FORMULA = re.compile(r"\$`([^`$\n]{0,2000})`\$")
_TEX = re.compile(r"\\(?:text|mathrm|mathbf|operatorname)\{([^{}]*)\}|\{([.,])\}|\\([ ,;!])")
_GLUED = re.compile(
    r"(?<![\d,.])\d[\d,.]{0,20}(?:[kKmMbB](?![a-z]))?\+?(?P<words>[^\W\d_]{3,200})|(?P<alone>[^\W\d_]{12,200})"
)
_WORDS = frozenset(
    "a about accept an and annual around as ask at base between bonus by comp compensation equity floor for from grant "
    "in least max maximum min minimum more of off offer on or options option over package part pay per plus range rsu "
    "rsus salary share shares sign signing stock target than the then to total up us with year years yearly yr "
    "A C S R HK NZ CA AU US TC OTE RSU RSUs".split()
) | frozenset(PAID_IN)
_LONGEST = max(map(len, _WORDS))


def without_formulas(lines: Iterable[Line]) -> Iterator[Line]:
    """Lines with the amounts and words of each formula as they were typed. Raises ``GuideRefused``."""
    for line in lines:
        if "$`" in line.text:
            yield Line(_FORMULA.sub(partial(_typed, number=line.number), line.text), line.number)
        else:
            yield line


def _typed(formula: re.Match[str], *, number: int) -> str:
    said = _TEX.sub(lambda tex: tex[1] or tex[2] or " ", formula[1])

    def apart(glued: re.Match[str]) -> str:
        name = "words" if glued["words"] else "alone"
        words = _divided(glued[name])
        if words is None:
            raise GuideRefused(
                f"Words between two dollar signs came through as a formula, without their blanks: “{said[:80]}”. "
                "Write them anew in this line, or bring the guide as it was before it was converted.",
                number,
            )
        before = glued[0][: glued.start(name) - glued.start()]
        return f"{before}{' ' if before else ''}{' '.join(words)}"

    return f"${_GLUED.sub(apart, said)}$"


def _divided(glued: str) -> list[str] | None:
    """The words of pay that make a text without blanks; ``None`` where others are in it."""
    # Where each beginning of the text that is all words has its last word begin.
    begins: dict[int, int] = {0: 0}
    for end in range(1, len(glued) + 1):
        for start in range(max(0, end - _LONGEST), end):
            if start in begins and (glued[start:end] in _WORDS or glued[start:end].lower() in _WORDS):
                begins[end] = start
                break
    if len(glued) not in begins:
        return None
    words, end = [], len(glued)
    while end:
        words.append(glued[begins[end] : end])
        end = begins[end]
    return words[::-1]
