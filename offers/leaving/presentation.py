"""What leaving the current job costs, as sentences and rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from display.formatting import day, exact_money, listed, share_price, whole_money
from offers.leaving.forms import leaving_day
from offers.models import Offer
from pay.forfeits import FORFEIT_NAMES, Forfeit, JobLeft
from pay.vesting import months_after


@dataclass(frozen=True)
class LostRow:
    """One thing that is lost, how it comes about, and until when."""

    name: str
    how: str
    amount: str
    until: str


@dataclass(frozen=True)
class WaitingRow:
    """Leaving on a later day."""

    on: str
    why: str
    saved: str
    cost: str


def leaving_context(offer: Offer, today: date) -> dict[str, Any]:
    """What the page's template gets."""
    terms, currency = offer.terms, offer.currency
    left_on = leaving_day(terms, today)
    job = terms.leaving
    waiting = job.waiting(left_on)
    return {
        "offer": offer,
        "verdict": verdict(offer.employer, job, left_on, currency),
        "waits": waits(job, left_on, currency),
        "lost": [_lost_row(forfeit, currency) for forfeit in job.lost(left_on)],
        "cost": exact_money(job.cost(left_on), currency),
        "left_on": day(left_on),
        "waiting": [
            WaitingRow(day(one.until), WHY[one.kind], exact_money(one.saved, currency), exact_money(one.cost, currency))
            for one in waiting
        ],
        "next_vesting": _next_vesting(job, left_on, currency),
        "notice": _notice(terms.notice_months, terms.leaves_on, today),
        "missing": listed([FORFEIT_NAMES[kind] for kind in job.missing(left_on)]) if job.forfeits else "",
    }


WHY = {
    "equity": "shares vest",
    "bonus": "the bonus is paid",
    "payback": "nothing is paid back any more",
    "other": "it isn’t lost any more",
}


def verdict(employer: str, job: JobLeft, left_on: date, currency: str) -> str:
    """What leaving costs, in one sentence."""
    if not job.forfeits:
        return f"What leaving {employer} costs isn’t known yet."
    cost = job.cost(left_on)
    unknown = any(forfeit.worth is None for forfeit in job.lost(left_on))
    if not cost:
        return f"Leaving {employer} on {day(left_on)} costs nothing that is known here."
    least = "at least " if unknown else ""
    return f"Leaving {employer} on {day(left_on)} costs {least}{whole_money(cost, currency)}: the make-whole ask."


def waits(job: JobLeft, left_on: date, currency: str) -> str:
    """What waiting for the last of the days is worth; "" where there is none."""
    later = job.waiting(left_on)
    if not later:
        return ""
    last = later[-1]
    return (
        f"From {day(last.until)} on it costs {whole_money(last.cost, currency)}, "
        f"so waiting is worth {whole_money(last.saved, currency)}."
    )


def _lost_row(forfeit: Forfeit, currency: str) -> LostRow:
    how = ""
    if forfeit.shares is not None and forfeit.price is not None:
        how = f"{forfeit.shares:,.0f} × {share_price(forfeit.price, currency)}"
    amount = "not known" if forfeit.worth is None else exact_money(forfeit.worth, currency)
    until = f"before {day(forfeit.until)}" if forfeit.until else "whenever you leave"
    return LostRow(FORFEIT_NAMES.get(forfeit.kind, forfeit.kind).capitalize(), how, amount, until)


def _next_vesting(job: JobLeft, left_on: date, currency: str) -> str:
    """ "15 February 2027, when $20,000 vests"; "" where no day is known."""
    dated = [(one.until, one.worth) for one in job.lost(left_on) if one.kind == "equity" and one.until]
    if not dated:
        return ""
    first = min(until for until, _ in dated)
    worth = sum((worth or Decimal(0) for until, worth in dated if until == first), Decimal(0))
    return f"{day(first)}, when {exact_money(worth, currency)} vests"


def _notice(months: int | None, leaves_on: date | None, today: date) -> str:
    if months is None:
        return ""
    earliest = months_after(today, months)
    told = (
        f"With {months} month{'' if months == 1 else 's'} of notice given today, the earliest day is {day(earliest)}."
    )
    if leaves_on and leaves_on < earliest:
        told += f" The day that you entered, {day(leaves_on)}, is before it."
    return told
