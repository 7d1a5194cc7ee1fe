"""What an offer's own terms are held against: its repayment clause, and the range that was posted for the job."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pay.rights.facts import Repayment, Width

# How an offer's clause reclaims a signing bonus: less every month, all of it, a percentage by year, not at all;
# "" is not known.
Clawback = Literal["prorated", "whole", "steps", "none", ""]
Beyond = Literal["longer", "not-prorated"]


@dataclass(frozen=True, slots=True)
class Posted:
    """The range that a posting states, a year."""

    lowest: Decimal
    highest: Decimal
    currency: str


def beyond_rule(rule: Repayment, clawback: Clawback, months: int | None) -> tuple[Beyond, ...]:
    """In what a clause, as it was entered, goes beyond a rule; nothing of a term that isn't known."""
    if clawback in {"none", ""}:
        return ()
    found: list[Beyond] = []
    if rule.most_months is not None and months is not None and months > rule.most_months:
        found.append("longer")
    if rule.prorated and clawback in {"whole", "steps"}:
        found.append("not-prorated")
    return tuple(found)


def is_wider(width: Width, posted: Posted) -> bool | None:
    """Whether a posted range is wider than a place lets it be; ``None`` where that can't be told.

    An amount is only compared in its own currency: no rate is certain enough for a limit of law.
    """
    if posted.lowest > posted.highest:
        raise ValueError("The lowest pay of a range is above its highest.")
    if width.ratio is not None:
        return posted.highest > posted.lowest * width.ratio
    if width.most is None or width.currency != posted.currency:
        return None
    return posted.highest - posted.lowest > width.most
