"""The worked example of the first page: a bundled guide's band beside an offer that nobody made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, partial
from pathlib import Path

import guides
from display.charts import Kind, RangeBar, range_bar
from display.formatting import listed, whole_money
from guides.document.document import GuideDocument
from guides.editing.columns import band_columns, text_hash
from guides.library.terms import band_terms
from guides.models import Band
from guides.parsing import decode_guide, parse_guide
from offers.comparison import wording
from pay.comparison import Standing, compare
from pay.equity import Grant
from pay.packages import Package
from pay.parts import NAMES
from pay.vesting import Schedule

GUIDE = Path(guides.__file__).parent / "examples" / "runway-ml-ai-engineer.md"
# What somebody might be offered who has that guide: made up, and called so on the page.
_YEARS = Decimal(4)
_OFFER = Package(
    "USD",
    base=Decimal(210_000),
    bonus_amount=Decimal(0),
    signing=Decimal(20_000),
    grants=(Grant("pre_ipo", Decimal(240_000), schedule=Schedule.even(_YEARS)),),
)
_PERIODS = {"base": "a year", "equity": f"over {_YEARS} years", "total": "a year, computed"}
_LABELS = {"base": "Base", "equity": "Equity", "total": "Annual total"}


@dataclass(frozen=True)
class ExampleRow:
    """A part of the offer on its band."""

    label: str
    period: str
    bar: RangeBar
    sentence: str


@dataclass(frozen=True)
class Example:
    """The comparison in short; ``company``, ``role`` and ``asked`` are the bundled guide's."""

    company: str
    role: str
    region: str
    verdict: str
    asked: str
    text_hash: str
    rows: tuple[ExampleRow, ...]


@cache
def worked_example() -> Example:
    """Worked out once by what works out every offer's comparison, from the text of the bundled guide."""
    text = decode_guide(GUIDE.read_bytes())
    guide = parse_guide(text)
    band = band_terms(Band(**band_columns(guide.bands[0])))
    comparison = compare(_OFFER, band)
    asked = _asked(guide)
    shown = partial(whole_money, currency=band.currency)
    rows = [
        _row(standing, shown, asked.get(standing.component), band.currency)
        for standing in comparison.standings
        if standing.component in _LABELS and standing.compared
    ]
    asks = listed([f"{shown(amount)} {NAMES[part]}" for part, amount in asked.items()])
    verdict = wording.verdict(comparison, ())
    return Example(guide.company, guide.role, band.region, verdict, asks, text_hash(text), tuple(rows))


def _asked(guide: GuideDocument) -> dict[str, Decimal]:
    """What the guide's strategy asks for, by part."""
    asks = guide.strategy.asks if guide.strategy else ()
    return {ask.component: ask.min for ask in asks if ask.role == "ask" and ask.basis == "whole"}


def _row(standing: Standing, shown: Callable[[Decimal], str], ask: Decimal | None, currency: str) -> ExampleRow:
    pay_range, pay = standing.compared or (None, None)
    if pay_range is None or pay is None:
        raise ValueError(f"{standing.component} stands in no range")
    marks: list[tuple[Kind, Decimal, str]] = [("offer", pay, "This offer")]
    if ask is not None:
        marks.append(("ask", ask, "Guide’s ask"))
    return ExampleRow(
        _LABELS[standing.component],
        _PERIODS[standing.component],
        range_bar(pay_range.minimum, pay_range.maximum, marks=marks, shown=shown),
        wording.standing_sentence(standing, currency),
    )
