"""What companies publish for one job in one place: ranges, quartiles, and where a figure stands among them.

Every company counts once. Where several of its bands are for the same job and
place, they are joined into one range, from the lowest minimum to the highest
maximum: none of them is picked, and no company weighs more for printing more
rows. Figures are a year's pay in the market's currency.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pay.bands import BandTerms, computed_total
from pay.money import Conversion, RateMissingError, Rates
from pay.parts import Published
from pay.ranges import PayRange

# Under so many companies a quartile is somebody's band, and says nothing about the rest.
ENOUGH = 5


# Why a band doesn't count at all, counts for the minimum alone, or for base alone; the page has the words.
WhyLeftOut = Literal["in-error", "other-level", "no-base", "base-period", "no-currency", "no-rate"]
WhyMinimumOnly = Literal["open-end", "open-total"]
WhyNoTotal = Literal[
    "several-currencies",
    "no-equity",
    "equity-doubtful",
    "equity-in-shares",
    "equity-period",
    "no-bonus",
    "bonus-in-words",
    "joined-incomplete",
]

_SENIORITY = frozenset({"junior", "mid", "senior", "staff", "principal", "lead", "distinguished"})


@dataclass(frozen=True, slots=True)
class MarketBand:
    """A published band for the market's job and place; ``key`` and ``company`` are the caller's numbers.

    ``base`` and ``total`` are in ``base_currency``; ``total`` is what ``comparable_total`` finds.
    ``is_own_level``: it names no level, or the one that the job's name means.
    """

    key: int
    company: int
    level: str
    base: PayRange | None
    base_currency: str
    total: PayRange | WhyNoTotal
    is_base_a_year: bool = True
    is_own_level: bool = True
    in_error: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One company: base, and the computed annual total where every part of it is known. ``bands``: keys."""

    company: int
    bands: tuple[int, ...]
    base: PayRange
    total: PayRange | None

    def pay(self, part: Published) -> PayRange | None:
        return self.base if part == "base" else self.total


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A band that doesn't count, or not for everything, and why."""

    band: int
    why: WhyLeftOut | WhyMinimumOnly | WhyNoTotal


@dataclass(frozen=True, slots=True)
class Quartiles:
    """Five figures that sum up one figure of each of so many ``companies``."""

    companies: int
    lowest: Decimal
    lower: Decimal
    median: Decimal
    upper: Decimal
    highest: Decimal


@dataclass(frozen=True, slots=True)
class Spread:
    """Quartiles over companies; ``None`` where under five have the figure: too few to say."""

    minimum: Quartiles | None
    midpoint: Quartiles | None
    maximum: Quartiles | None


@dataclass(frozen=True, slots=True)
class MarketStanding:
    """Where a figure stands among midpoints: ``above`` are those over it with their companies, the nearest first."""

    pay: Decimal
    above: tuple[tuple[Decimal, int], ...]
    at: int
    below: int

    @property
    def companies(self) -> int:
        return len(self.above) + self.at + self.below

    @property
    def is_enough(self) -> bool:
        return self.companies >= ENOUGH


@dataclass(frozen=True, slots=True)
class Midpoints:
    """The midpoints of one part with their companies, the lowest first."""

    ordered: tuple[tuple[Decimal, int], ...]

    @property
    def figures(self) -> list[Decimal]:
        return [midpoint for midpoint, _ in self.ordered]

    def without(self, company: int) -> Midpoints:
        """Those of the other companies."""
        return Midpoints(tuple(pair for pair in self.ordered if pair[1] != company))

    def standing(self, pay: Decimal) -> MarketStanding:
        """Where a figure in their currency stands among them."""
        figures = self.figures
        below, above = bisect_left(figures, pay), bisect_right(figures, pay)
        return MarketStanding(pay, self.ordered[above:], at=above - below, below=below)


@dataclass(frozen=True, slots=True)
class Market:
    """A line a company, the highest first, and what was left out. ``conversions`` are those that were used."""

    currency: str
    lines: tuple[Line, ...]
    left_out: tuple[LeftOut, ...]
    conversions: tuple[Conversion, ...]

    @property
    def is_enough(self) -> bool:
        return len(self.lines) >= ENOUGH

    def spread(self, part: Published) -> Spread:
        ranges = [pay for line in self.lines if (pay := line.pay(part))]
        return Spread(
            quartiles([pay.minimum for pay in ranges]),
            quartiles([pay.midpoint for pay in ranges if pay.midpoint is not None]),
            quartiles([pay.maximum for pay in ranges if pay.maximum is not None]),
        )

    def count(self, part: Published) -> int:
        """The companies that have the part."""
        return sum(line.pay(part) is not None for line in self.lines)

    def midpoints(self, part: Published) -> Midpoints:
        """Those of the companies whose range of the part has two ends."""
        found = ((pay.midpoint, line.company) for line in self.lines if (pay := line.pay(part)))
        return Midpoints(tuple(sorted((midpoint, company) for midpoint, company in found if midpoint is not None)))


def quartiles(figures: Sequence[Decimal]) -> Quartiles | None:
    """Quartiles and median; ``None`` for under five figures.

    Straight lines between order statistics, definition 7 of Hyndman & Fan
    1996, "Sample Quantiles in Statistical Packages" (QUARTILE.INC of spreadsheets).
    """
    if len(figures) < ENOUGH:
        return None
    ordered = sorted(figures)
    lower, median, upper = (_quantile(ordered, Decimal(part) / 4) for part in (1, 2, 3))
    return Quartiles(len(ordered), ordered[0], lower, median, upper, ordered[-1])


def _quantile(ordered: Sequence[Decimal], fraction: Decimal) -> Decimal:
    place = (len(ordered) - 1) * fraction
    index = int(place)
    if index == place:
        return ordered[index]
    return ordered[index] + (ordered[index + 1] - ordered[index]) * (place - index)


def market(bands: Iterable[MarketBand], *, currency: str, rates: Rates, level: str = "") -> Market:
    """The market in a currency, of the job's own level or of a ``level`` that bands name."""
    left_out: list[LeftOut] = []
    counted: dict[int, list[_Counted]] = defaultdict(list)
    conversions: dict[str, Conversion] = {}
    for band in bands:
        why = _why_left_out(band, level)
        if why or band.base is None:
            left_out.append(LeftOut(band.key, why or "no-base"))
            continue
        try:
            used = conversions.get(band.base_currency) or rates.conversion(band.base_currency, currency)
        except RateMissingError:
            left_out.append(LeftOut(band.key, "no-rate"))
            continue
        conversions[band.base_currency] = used
        counted[band.company].append(_in_currency(band, band.base, used))
    lines = [_line(company, found) for company, found in counted.items()]
    for found in counted.values():
        left_out += _partly_left_out(found)
    return Market(
        currency,
        tuple(sorted(lines, key=lambda line: (-_height(line.base), line.company))),
        tuple(sorted(left_out, key=lambda out: (out.band, out.why))),
        tuple(used for _, used in sorted(conversions.items()) if not used.is_identity),
    )


def shared_levels(bands: Iterable[MarketBand]) -> tuple[str, ...]:
    """The levels, beside the job's own, that at least five companies name with a base that can count."""
    companies: dict[str, set[int]] = defaultdict(set)
    spelled: dict[str, str] = {}
    for band in bands:
        if not band.is_own_level and _why_left_out(band, band.level) is None:
            key = _level_key(band.level)
            companies[key].add(band.company)
            spelled[key] = min(spelled.get(key, band.level), band.level)
    return tuple(sorted(spelled[key] for key, found in companies.items() if len(found) >= ENOUGH))


def is_own_level(label: str, *, job: str, stated: str = "") -> bool:
    """Whether a band's level is the one that the guide is about.

    So is a band without one; one that is named as the job is, or by the word
    that the job's name begins with ("Senior (L5)" for a Senior Software
    Engineer); and the level that the guide itself states.
    """
    label, job, stated = _level_key(label), _level_key(job), _level_key(stated)
    name, _, code = (piece.strip(" )") for piece in label.partition("("))
    first = job.split(" ")[0]
    names = {label, name, code} - {""}
    return not label or name == job or (name == first and first in _SENIORITY) or stated in names


def _level_key(label: str) -> str:
    return " ".join(label.split()).casefold()


def _why_left_out(band: MarketBand, level: str) -> WhyLeftOut | None:
    if band.in_error:
        return "in-error"
    if not (_level_key(band.level) == _level_key(level) if level else band.is_own_level):
        return "other-level"
    if band.base is None:
        return "no-base"
    if not band.is_base_a_year:
        return "base-period"
    return None if band.base_currency else "no-currency"


def comparable_total(terms: BandTerms, *, mixes_currencies: bool) -> PayRange | WhyNoTotal:
    """A band's computed annual total in its currency, or why there is none that could be compared.

    ``mixes_currencies``: parts are in currencies of their own, which ``terms`` leave out, and no total adds up.
    """
    total = computed_total(terms)
    # Terms leave out a base only where it is in a currency of its own.
    if mixes_currencies or total is None:
        return "several-currencies"
    if total.complete:
        return total.pay
    if "equity" not in total.missing:
        return "bonus-in-words" if terms.bonus else "no-bonus"
    if terms.equity is None:
        return "no-equity"
    if terms.equity.unit == "shares":
        return "equity-in-shares"
    return "equity-doubtful" if terms.equity.doubtful else "equity-period"


@dataclass(frozen=True, slots=True)
class _Counted:
    """A band that counts, in the market's currency; of ``total``, the reason where it has none."""

    key: int
    base: PayRange
    total: PayRange | WhyNoTotal


def _in_currency(band: MarketBand, base: PayRange, used: Conversion) -> _Counted:
    if used.is_identity:
        return _Counted(band.key, base, band.total)
    total = band.total
    return _Counted(
        band.key, base.scaled(used.convert), total.scaled(used.convert) if isinstance(total, PayRange) else total
    )


def _line(company: int, found: Sequence[_Counted]) -> Line:
    if len(found) == 1:
        only = found[0]
        return Line(company, (only.key,), only.base, only.total if isinstance(only.total, PayRange) else None)
    totals = [band.total for band in found if isinstance(band.total, PayRange)]
    return Line(
        company,
        tuple(sorted(band.key for band in found)),
        _joined([band.base for band in found]),
        _joined(totals) if _have_totals(found) else None,
    )


def _partly_left_out(found: Sequence[_Counted]) -> Iterable[LeftOut]:
    """Of a company's bands that count, those that don't count for everything."""
    for band in found:
        if band.base.maximum is None:
            yield LeftOut(band.key, "open-end")
        if not isinstance(band.total, PayRange):
            yield LeftOut(band.key, band.total)
        elif not _have_totals(found):
            yield LeftOut(band.key, "joined-incomplete")
        elif band.total.maximum is None and band.base.maximum is not None:
            yield LeftOut(band.key, "open-total")


def _have_totals(found: Sequence[_Counted]) -> bool:
    """A total of some of a company's bands would tell of another job than their joined base."""
    return all(isinstance(band.total, PayRange) for band in found)


def _joined(ranges: Sequence[PayRange]) -> PayRange:
    ends = [pay.maximum for pay in ranges if pay.maximum is not None]
    return PayRange(min(pay.minimum for pay in ranges), max(ends) if len(ends) == len(ranges) else None)


def _height(pay: PayRange) -> Decimal:
    return pay.minimum if pay.midpoint is None else pay.midpoint
