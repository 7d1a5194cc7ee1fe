"""Employers whose names are typed in small letters: "datadog gave me $190K", "my offer from initech"."""

from __future__ import annotations

import re

from guides.parsing.speech.naming import DATES
from guides.parsing.text.companies import is_known
from guides.parsing.text.memo import remembered
from guides.parsing.text.places import place_of
from guides.parsing.text.words import employers_in_a_word, is_ordinary

_NAME = r"[a-z][a-z0-9]{2,19}(?:\.(?:com|ai|io))?(?![\w-])"
_SUM = r"(?:~|about |around |roughly )?(?:[$€£₹]|[A-Z]{1,3}\$|[A-Z]{3} ?\d|\d)"
# Where a clause begins.
_OPENS = r"(?:(?:\A|[.;:!?—–,]\s)[\s\"“*_]*|\b(?:and|but|while|since|because|as|with|so) )"
_GIVES = (
    r"(?:['’]s (?:[\w-]{1,20} ){0,2}offer\b"
    r"|(?: (?:has|have|had|is|just|recently|also|already|now)){0,3} (?:gave|given|sent|handed|promised|pays|paid|offers"
    r"|offered|offering|quoted|extended|made me|put|came (?:in|back)|comes in|at|stands at|wants me|has me)\b)"
)
_IN_PLACE = re.compile(
    rf"{_OPENS}(?P<giver>{_NAME})(?={_GIVES}|:? {_SUM})"
    rf"|\b(?:at|from) (?P<source>{_NAME})"
    rf"|\b(?:by|with|my|the|an?) (?P<known>{_NAME})"
)
# Letter by letter what a name may be.
_SMALL = re.compile(r"(?<![\w-])[a-z][a-z0-9.]{2,}(?<!\.)(?![\w-])")
_DIGIT = re.compile(r"\d")


@remembered(most=256, longest=1000)
def with_capitals(sentence: str) -> str:
    """A sentence of amounts or offers in which each such name has its capital letter; as long as before."""
    if not _DIGIT.search(sentence) and "offer" not in sentence:
        return sentence
    known = employers_in_a_word()
    if all(is_ordinary(word) and word not in known for word in _SMALL.findall(sentence)):
        return sentence
    return _IN_PLACE.sub(_capital, sentence)


def _capital(found: re.Match[str]) -> str:
    kind = next(kind for kind in ("giver", "source", "known") if found[kind])
    # "snowflake", too, is a word; but who gives is named.
    named = kind == "giver" and is_known(found[kind])
    if not named and (_is_no_employer(found[kind]) or (kind == "known" and not is_known(found[kind]))):
        return found[0]
    at = found.start(kind) - found.start()
    return found[0][:at] + found[0][at].upper() + found[0][at + 1 :]


def _is_no_employer(word: str) -> bool:
    return is_ordinary(word) or word in DATES or place_of(word) is not None
