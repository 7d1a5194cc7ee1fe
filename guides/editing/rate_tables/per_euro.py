"""Quotes of any pairs → what one euro costs of each currency, on each day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from math import log
from operator import attrgetter
from typing import TypeVar

from guides.editing.rate_tables.quotes import Problems, Quote, RateRow, RefusedError
from pay.rounding import rounded

# As rates are stored: ten decimals, and fifteen digits in all, which is what SQLite gives back.
SMALLEST_STEP = Decimal("0.0000000001")
MOST_DIGITS = 15
TOO_LARGE = Decimal(10) ** 9

# Of a currency whose rate may have crossed one meanwhile, an old day tells nothing of the direction.
LONG_AGO = timedelta(days=400)
FAR_FROM_ONE = log(2)
# How far from the known rate a table must be for its reciprocal to be tried: a twentieth.
OFF = log(1.05)

_Row = TypeVar("_Row", RateRow, Quote)


def per_euro(quotes: Iterable[Quote], problems: Problems) -> list[RateRow]:
    """One row for each currency, day and source that a chain of quotes joins with the euro, in the order of the file.

    What contradicts itself is told, and left out: two values for a pair; and, with all that its day says, a
    currency that is quoted against itself at another rate than one.
    """
    agreed = _agreeing(quotes, attrgetter("currency", "on", "source", "base"), attrgetter("rate"), problems)
    days: defaultdict[tuple[date, str], list[Quote]] = defaultdict(list)
    for quote in agreed:
        days[quote.on, quote.source].append(quote)
    rows = [row for quoted in days.values() if _is_sound(quoted, problems) for row in _of_a_day(quoted, problems)]
    told = _agreeing(rows, attrgetter("currency", "on", "source"), attrgetter("per_euro"), problems)
    return sorted(told, key=attrgetter("line"))


def _is_sound(quotes: list[Quote], problems: Problems) -> bool:
    wrong = [quote for quote in quotes if quote.currency == quote.base and quote.rate != 1]
    for quote in wrong:
        problems.tell(
            quote.line,
            f"One {quote.base} is said to cost {_told(quote.rate)} {quote.currency}: so these rates aren't quoted "
            f"for one {quote.base}. None of {quote.on} is taken.",
        )
    return not wrong


def _of_a_day(quotes: list[Quote], problems: Problems) -> Iterator[RateRow]:
    """Breadth first from the euro: a currency's own quote in euros goes before one by way of another."""
    beside: defaultdict[str, list[tuple[str, Fraction, Quote]]] = defaultdict(list)
    for quote in quotes:
        beside[quote.base].append((quote.currency, quote.rate, quote))
        beside[quote.currency].append((quote.base, 1 / quote.rate, quote))
    found: dict[str, tuple[Fraction, Quote]] = {}
    reached, at = {"EUR": Fraction(1)}, ["EUR"]
    while at:
        further = []
        for known in at:
            for currency, rate, quote in beside[known]:
                if currency not in reached:
                    reached[currency] = reached[known] * rate
                    found[currency] = reached[currency], quote
                    further.append(currency)
        at = further
    for quote in quotes:
        if quote.base not in reached and quote.currency != quote.base:
            problems.tell(
                quote.line,
                f"{quote.currency} is quoted for one {quote.base}, and EUR isn't quoted on {quote.on}: "
                "so what it costs in euros isn't known.",
            )
    # In the order of the file.
    for currency, (exact, quote) in sorted(found.items(), key=lambda one: one[1][1].line):
        cost = _decimal(exact)
        if 0 < cost < TOO_LARGE:
            yield RateRow(currency, cost, quote.on, quote.line, quote.source)
        else:
            problems.tell(quote.line, f"{currency}: one euro for {_told(exact)} is beyond what can be kept.")


def _decimal(exact: Fraction) -> Decimal:
    cost = _divided(exact, 60)
    step = max(SMALLEST_STEP, Decimal(1).scaleb(cost.adjusted() + 1 - MOST_DIGITS))
    return rounded(cost, step, ROUND_HALF_UP)


def _told(figure: Fraction | Decimal) -> str:
    """For a sentence. A chain of quotes multiplies up to more than a float holds."""
    return f"{_divided(Fraction(figure), 10).normalize():g}"


def _divided(exact: Fraction, digits: int) -> Decimal:
    with localcontext() as context:
        context.prec = digits
        return Decimal(exact.numerator) / Decimal(exact.denominator)


def refuse_reciprocals(rows: Iterable[RateRow], known: Mapping[str, tuple[Decimal, date]]) -> None:
    """Raise ``RefusedError`` where the reciprocals of the newest rates fit what is known, and the rates don't.

    ``known``: a currency → units for one euro, and their day.
    """
    rows = [row for row in rows if row.currency in known]
    newest = max((row.on for row in rows), default=None)
    told = [
        (log(row.per_euro), log(known[row.currency][0]), row)
        for row in rows
        if row.on == newest
        and (abs(log(known[row.currency][0])) > FAR_FROM_ONE or abs(row.on - known[row.currency][1]) < LONG_AGO)
    ]
    as_read = sum(abs(rate - expected) for rate, expected, _ in told)
    turned = sum(abs(-rate - expected) for rate, expected, _ in told)
    if told and as_read > OFF * len(told) and turned < as_read / 2:
        row = max(told, key=lambda one: abs(one[0] - one[1]))[2]
        before, on = known[row.currency]
        raise RefusedError(
            row.line,
            f"One euro would cost {row.per_euro.normalize():f} {row.currency}; on {on} it cost "
            f"{before.normalize():f}. These rates seem to be quoted the other way round: choose what each figure is, "
            "and what it is quoted for.",
        )


def _agreeing(
    rows: Iterable[_Row],
    key: Callable[[_Row], Hashable],
    value: Callable[[_Row], Decimal | Fraction],
    problems: Problems,
) -> Iterator[_Row]:
    """One row of each key; none where the file gives several values for it."""
    first: dict[Hashable, _Row] = {}
    contradicted: set[Hashable] = set()
    for row in rows:
        held = first.setdefault(key(row), row)
        if value(held) != value(row):
            contradicted.add(key(row))
            problems.tell(
                row.line,
                f"{row.currency} on {row.on} is {_told(value(row))} here and {_told(value(held))} in line "
                f"{held.line}: neither is taken.",
            )
    return (row for place, row in first.items() if place not in contradicted)
