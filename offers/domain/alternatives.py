"""What other offers are worth in a negotiation."""

from __future__ import annotations

from offers.domain.packages import Package
from offers.domain.totals import annual_total


def weakens(other: Package, own: Package) -> bool:
    """Whether naming ``other`` would weaken the case for more than ``own``: no part that both state is higher.

    Both in one currency. Parts: base, a year's equity, bonus, signing and annual total. Where nothing can
    be compared, it doesn't.
    """
    totals = (annual_total(other), annual_total(own))
    pairs = [
        (other.base, own.base),
        (other.equity_a_year, own.equity_a_year),
        (other.bonus, own.bonus),
        (other.signing, own.signing),
        tuple(total.amount if total else None for total in totals),
    ]
    known = [(theirs, mine) for theirs, mine in pairs if theirs is not None and mine is not None]
    return bool(known) and all(theirs <= mine for theirs, mine in known)
