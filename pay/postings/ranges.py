"""A posted range, and what a posting as a whole is read as."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from pay.basis import Period
from pay.currencies import codes_of_typed, magnitude

Whole = Literal["base", "total", ""]
Origin = Literal["words", "data"]
# Why no range is settled on, or what to look at: the data and the words differ; there are several; they are an
# estimate that nobody posted; the data can't be read; not all was read.
Doubt = Literal["contradiction", "several", "estimate", "unreadable-data", "cut"]

# The least and the most that somebody is paid, in dollars: what is outside isn't taken for pay of such a period.
_LIKELY: dict[str, tuple[int, int]] = {
    "year": (6_000, 6_000_000),
    "month": (300, 400_000),
    "week": (100, 100_000),
    "day": (25, 20_000),
    "hour": (4, 2_500),
    "": (4, 6_000_000),
}
# No range is as wide.
_WIDEST = 8


@dataclass(frozen=True, slots=True)
class Stated:
    """A range as it stands there: an end that isn't named is ``None``.

    ``currency`` is ``None`` where the ``sign`` means several or none is named;
    ``period`` and ``whole`` are "" where that isn't said. ``words``: what it
    was read from. ``place``: where it is for, as the data name it.
    """

    lowest: Decimal | None
    highest: Decimal | None
    currency: str | None = None
    sign: str = ""
    period: Period | Literal[""] = ""
    whole: Whole = ""
    origin: Origin = "words"
    words: str = ""
    place: str = ""
    is_certain: bool = True

    @property
    def named(self) -> str:
        return self.currency or self.sign

    @property
    def is_likely(self) -> bool:
        """Whether it can be what somebody is paid in such a period."""
        ends = [end for end in (self.lowest, self.highest) if end is not None]
        if not ends or min(ends) <= 0 or max(ends) > min(ends) * _WIDEST or ends != sorted(ends):
            return False
        codes = (self.currency,) if self.currency else codes_of_typed(self.sign)
        powers = [magnitude(code) for code in codes] or [0]
        least, most = _LIKELY[self.period]
        return min(ends) >= least * Decimal(10) ** min(powers) / 2 and max(ends) <= most * Decimal(10) ** max(powers)

    def is_same(self, other: Stated) -> bool:
        """Whether both state one range, as far as each says what it is."""
        return (
            (self.lowest, self.highest) == (other.lowest, other.highest)
            and (not self.period or not other.period or self.period == other.period)
            and _fit(self, other)
            and not {self.whole, other.whole} >= {"base", "total"}
        )

    @property
    def fullness(self) -> int:
        return bool(self.currency) + bool(self.period) + bool(self.whole) + self.is_certain


def _fit(one: Stated, other: Stated) -> bool:
    if one.currency and other.currency:
        return one.currency == other.currency
    code, sign = one.currency or other.currency, one.sign if other.currency else other.sign
    return not code or not sign or code in codes_of_typed(sign)


@dataclass(frozen=True, slots=True)
class Rest:
    """A figure that makes no range, ``figure`` as printed, in its ``words``. ``kind``: money, percent or other."""

    kind: str
    figure: str
    words: str


@dataclass(frozen=True, slots=True)
class Posting:
    """What was read. ``ranges``: each once, those of the base before totals, none of them chosen.

    ``settled``: the one that the posting leaves no doubt of; ``None`` where the candidate has to say which it is.
    """

    ranges: tuple[Stated, ...] = ()
    settled: Stated | None = None
    rest: tuple[Rest, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    title: str = ""
    posted_on: date | None = None
