"""Where a guide contradicts itself: its figures against its own strategy, its own totals, the stored rates. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from guides.document.document import Band, Finding, GuideDocument, Range, Severity
from guides.document.readings import strategy_base_within
from pay.money import RateMissingError, Rates

# An accepted total may lie above the band of a level, since scripts speak of the next one: but not by more.
_ABOVE_BAND = Decimal("1.35")
# By how much the two currencies of a part may differ from the stored rate.
_OFF_RATE = Decimal("0.25")


def contradictions(document: GuideDocument, rates: Rates | None) -> Iterator[Finding]:
    """What of a guide can't be true together."""
    for position, band in enumerate(document.bands):
        place = f"bands/{position}"
        name = ", ".join(filter(None, (band.region, band.level))) or f"Row {position + 1}"
        yield from _readings(document, band, name, place)
        yield from _base_above_total(band, name, place)
        if rates:
            yield from _far_off(band, name, place, rates)
    yield from _accepted_above_bands(document)


def _readings(document: GuideDocument, band: Band, name: str, place: str) -> Iterator[Finding]:
    fitting = [reading for reading in band.readings if reading.fits]
    if band.unspecified and fitting:
        message = f"{name}: {fitting[0].evidence} As a {fitting[0].component} it fits the rest of the guide."
        yield _found("band-two-readings", "warning", message, band, place)
    elif band.equity and band.equity.period_doubtful and fitting:
        kind = "grant of several years" if fitting[0].period == "grant" else "yearly amount"
        message = f"{name}: {fitting[0].evidence} As a {kind} the equity fits the rest of the guide."
        yield _found("band-two-readings", "info", message, band, place)
    elif base := strategy_base_within(band, document):
        message = (
            f"{name}: the strategy asks for a base of {base.min:,.0f} {base.currency} inside the total "
            f"{_range(band.total)}, and for a total above it: the row may be base."
        )
        yield _found("band-two-readings", "warning", message, band, place)


def _base_above_total(band: Band, name: str, place: str) -> Iterator[Finding]:
    base, total = band.base, band.total
    if base is None or total is None or base.currency != total.currency:
        return
    is_above = base.min > total.min or (base.max is not None and total.max is not None and base.max > total.max)
    if is_above and not total.open:
        message = f"{name}: the base {_range(base)} lies above the total {_range(total)}."
        yield _found("base-above-total", "warning", message, band, place)


def _far_off(band: Band, name: str, place: str, rates: Rates) -> Iterator[Finding]:
    """A part whose two currencies differ from the stored rate by more than a quarter: a month's beside a year's."""
    for equivalent in band.equivalents:
        for part in ("base", "equity", "signing", "total", "unspecified"):
            one, other = getattr(band, part), getattr(equivalent, part)
            code = (one.currency or band.currency) if one else None
            if one is None or other is None or not code or not one.max or not other.max:
                continue
            try:
                rate = rates.conversion(code, equivalent.currency).rate
            except RateMissingError:
                continue
            implied = other.max / one.max
            if abs(implied - rate) > _OFF_RATE * rate:
                message = (
                    f"{name}: {part} {one.max:,.0f} {code} beside {other.max:,.0f} {equivalent.currency} is "
                    f"{implied:.3f} for 1, the stored rate {rate:.3f}: one of them may be of another period."
                )
                yield _found("equivalent-far-off", "warning", message, band, place)


def _accepted_above_bands(document: GuideDocument) -> Iterator[Finding]:
    strategy = document.strategy
    for ask in strategy.asks if strategy else ():
        if ask.role not in {"accept", "floor"} or ask.unit != "money" or ask.basis != "whole":
            continue
        if ask.component not in {"base", "total"}:
            continue
        of_it = [
            value
            for band in document.bands
            if ask.region in {None, band.region} and ask.level in {None, band.level} and band.currency == ask.currency
            if (value := getattr(band, ask.component)) is not None
        ]
        tops = [value.max for value in of_it if value.max is not None and not value.open]
        if tops and len(tops) == len(of_it) and ask.min > _ABOVE_BAND * max(tops):
            message = (
                f"The strategy accepts a {ask.component} of {ask.min:,.0f} {ask.currency}; "
                f"the highest band ends at {max(tops):,.0f}."
            )
            yield Finding("accept-above-band", "warning", message, strategy.line if strategy else None, "strategy")


def _found(code: str, severity: Severity, message: str, band: Band, place: str) -> Finding:
    return Finding(code, severity, message, band.line, place)


def _range(value: Range | None) -> str:
    if value is None:
        return ""
    return f"{value.min:,.0f} and more" if value.max is None else f"{value.min:,.0f}–{value.max:,.0f}"
