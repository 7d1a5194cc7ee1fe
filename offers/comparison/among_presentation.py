"""An offer among all companies as sentences and strips."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from display.charts import STROKES, Strip, strip
from display.formatting import compact_money, whole_money
from guides.market.presentation import number_of
from offers.comparison.among import Among
from pay.market import MarketStanding, quartiles
from pay.parts import NAMES, PUBLISHED, Published, label

NAMED_AT_MOST = 12
WHAT: dict[Published, str] = {"base": "a base", "total": "every part of an annual total"}


@dataclass(frozen=True)
class AmongRow:
    """A part of the offer: ``above`` are companies' names, addresses and midpoints, the nearest first."""

    part: Published
    label: str
    sentence: str
    strip: Strip | None
    above: tuple[tuple[str, str, str], ...]
    more: int


def among_context(among: Among | None) -> dict[str, Any]:
    """What the section's template gets; nothing without a market."""
    if among is None:
        return {"among": None}
    rows = [_row(among, part) for part in PUBLISHED]
    return {
        "among": among,
        "among_rows": rows,
        "has_strips": any(row.strip for row in rows),
        "strokes_at_most": STROKES
        if any(len(others.ordered) > STROKES for others in among.market.others.values())
        else 0,
    }


def _row(among: Among, part: Published) -> AmongRow:
    standing = among.standings[part]
    if standing is None or not standing.is_enough:
        return AmongRow(part, label(part), _why_not(part, standing), None, (), 0)
    return AmongRow(
        part,
        label(part),
        standing_sentence(part, standing, among.market.currency),
        _strip(among.market.others[part].figures, standing, among.market.currency),
        tuple(
            (
                among.market.companies[company].company,
                among.market.companies[company].address,
                whole_money(midpoint, among.market.currency),
            )
            for midpoint, company in standing.above[:NAMED_AT_MOST]
        ),
        max(len(standing.above) - NAMED_AT_MOST, 0),
    )


def _why_not(part: Published, standing: MarketStanding | None) -> str:
    if standing is None:
        return f"Your {NAMES[part]} isn’t known in full, so it can’t be placed among others."
    if not standing.companies:
        return f"No other company names {WHAT[part]} that can be compared."
    names = "names" if standing.companies == 1 else "name"
    companies = number_of(standing.companies, "other company")
    return f"Only {companies} {names} {WHAT[part]} that can be compared: too few to say."


def standing_sentence(part: Published, standing: MarketStanding, currency: str) -> str:
    """ "Your base, £95,000, is above the midpoints of 18 of 43 other companies; 25 are above it." """
    yours = f"Your {NAMES[part]}, {whole_money(standing.pay, currency)}, is"
    every, above = standing.companies, len(standing.above)
    if above == every:
        return f"{yours} under the midpoints of all {every} other companies."
    if standing.below == every:
        return f"{yours} above the midpoints of all {every} other companies."
    rest = [f"{above} {'is' if above == 1 else 'are'} above it"] if above else []
    if standing.at:
        rest.append(f"{standing.at} {'is' if standing.at == 1 else 'are'} the same")
    whose = f"{standing.below if standing.below else 'none'} of {every} other companies"
    return f"{yours} above the midpoints of {whose}; {' and '.join(rest)}."


def _strip(midpoints: Sequence[Decimal], standing: MarketStanding, currency: str) -> Strip:
    found = quartiles(midpoints)
    if found is None:
        raise ValueError("too few midpoints for quartiles")

    def shown(amount: Decimal) -> str:
        return whole_money(amount, currency)

    return strip(
        midpoints,
        ("offer", standing.pay, "Yours"),
        quartiles=(found.lower, found.median, found.upper),
        shown=shown,
        short=lambda amount: compact_money(amount, currency),
        description=(
            f"Midpoints of {found.companies} companies from {shown(found.lowest)} to {shown(found.highest)}; "
            f"the middle half from {shown(found.lower)} to {shown(found.upper)}, the median {shown(found.median)}. "
            f"Yours: {shown(standing.pay)}."
        ),
    )
