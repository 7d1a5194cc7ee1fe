"""What other offers are worth in a negotiation."""

from __future__ import annotations

import re
import unicodedata

from pay.packages import Package
from pay.totals import annual_total

_LEGAL_FORM = re.compile(
    r"\b(?:inc|incorporated|llc|ltd|limited|plc|corp|corporation|co|company|gmbh|ag|se|sa|bv|nv|pte|pty|holdings?|group)\b"
)
# No employer's name is longer.
_LONGEST = 300


def same_employer(one: str, other: str) -> bool:
    """Whether two spellings may name one employer: "Runway" and "Runway AI, Inc. (New York)" do, to be safe."""
    first, second = _plain_name(one), _plain_name(other)
    return bool(first and second) and (
        first == second or first[: len(second)] == second or second[: len(first)] == first
    )


def _plain_name(name: str) -> list[str]:
    # Putting many marks behind one letter in order takes time by the square of their number.
    folded = unicodedata.normalize("NFKC", name[:_LONGEST]).casefold()
    visible = "".join(char for char in folded if unicodedata.category(char) != "Cf")
    bare = re.sub(r"\([^()]*\)", " ", visible)
    return re.findall(r"\w+", _LEGAL_FORM.sub(" ", bare))


def weakens(other: Package, own: Package) -> bool:
    """Whether naming ``other`` would weaken the case for more than ``own``: no part that both state is higher.

    Both in one currency. Parts: base, a year's equity, bonus, signing and annual total. Where nothing can
    be compared, it doesn't.
    """
    told = other.equity_is_told and own.equity_is_told
    totals = (annual_total(other), annual_total(own)) if told else (annual_total(other.told), annual_total(own.told))
    pairs = [
        (other.base, own.base),
        (other.equity_a_year, own.equity_a_year),
        (other.bonus, own.bonus),
        (other.signing_in_all, own.signing_in_all),
        tuple(total.amount if total else None for total in totals),
    ]
    known = [(theirs, mine) for theirs, mine in pairs if theirs is not None and mine is not None]
    return bool(known) and all(theirs <= mine for theirs, mine in known)
