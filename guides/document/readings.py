"""Which part of the pay an amount is where a guide can be read in two ways: the evidence of its own strategy. Pure.

A table of levels by regions whose amounts nobody names is of totals or of
bases; a grant whose total only works as a yearly amount is the one or the
other. What the guide asks for, and at which total it accepts, often tells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from guides.document.document import Ask, Band, GuideDocument, Range, Reading

# A total of which a base is this much or more leaves nothing for the other parts.
_ALL_OF_IT = Decimal("0.97")
# The levels that a role may name.
_RANKS = ("Distinguished", "Principal", "Staff", "Senior", "Lead", "Junior", "Director")


def with_readings(document: GuideDocument) -> GuideDocument:
    """The document with the readings of each band that can be read in two ways."""
    return replace(
        document, bands=tuple(replace(band, readings=readings_of(band, document)) for band in document.bands)
    )


def doubted(document: GuideDocument) -> GuideDocument:
    """The document in which totals that the strategy shows to be bases are amounts of no stated part.

    It is for texts that are read for the first time: neither reading is
    compared until an editor has decided.
    """
    shown = {
        table
        for table, bands in _tables(document, of_totals=True).items()
        if _first(bands, document, _is_base) and not _first(bands, document, _is_total)
    }
    return replace(
        document,
        bands=tuple(
            replace(band, total=None, unspecified=band.total) if _is_bare(band) and _table(band) in shown else band
            for band in document.bands
        ),
    )


def readings_of(band: Band, document: GuideDocument) -> tuple[Reading, ...]:
    """The two readings of a band, each with what in the guide speaks for it; none where one is stated."""
    if band.unspecified:
        return _of_part(band, document)
    if band.equity and band.equity.period_doubtful:
        return _of_grant(band, document)
    return ()


def strategy_base_within(band: Band, document: GuideDocument) -> Ask | None:
    """The base that the strategy asks for inside a row called a total, where its own total lies above the row."""
    own = _own_rows([one for one in document.bands if _table(one) == _table(band)], document.role)
    if not _is_bare(band) or band.total is None or band not in own or not _is_base(band.total, band, document):
        return None
    return next(iter(_asks(document, band, "base", within=band.total)), None)


def _tables(document: GuideDocument, *, of_totals: bool) -> dict[str, list[Band]]:
    tables: dict[str, list[Band]] = {}
    for band in document.bands:
        if _is_bare(band) if of_totals else band.unspecified is not None:
            tables.setdefault(_table(band), []).append(band)
    return tables


def _own_rows(bands: Sequence[Band], role: str) -> list[Band]:
    """Of each region the row of the guide's own level: named as its role is, else the first."""
    rank = next((word for word in _RANKS if word in role.split()), "")
    regions: dict[tuple[str | None, str | None], list[Band]] = {}
    for band in bands:
        regions.setdefault((band.region, band.currency), []).append(band)
    return [
        next((band for band in rows if rank and rank in (band.level or "").replace("(", " ").split()), rows[0])
        for rows in regions.values()
    ]


def _first(bands: Sequence[Band], document: GuideDocument, shows: Callable[..., bool]) -> Band | None:
    """The first row of the guide's own level that shows something."""
    own = _own_rows(bands, document.role)
    return next((band for band in own if shows(band.total or band.unspecified, band, document)), None)


def _is_bare(band: Band) -> bool:
    """Whether a total stands alone, with no part beside it."""
    parts = (band.base, band.equity, band.bonus, band.signing, *band.other)
    return band.total is not None and not any(parts)


def _table(band: Band) -> str:
    """What tells the tables of a guide apart: the header of the names of their rows."""
    return next(iter(band.cells), "")


def _asks(document: GuideDocument, band: Band, component: str, *, within: Range | None = None) -> list[Ask]:
    asks = document.strategy.asks if document.strategy else ()
    return [
        ask
        for ask in asks
        if ask.component == component
        and ask.unit == "money"
        and ask.basis == "whole"
        and ask.currency == band.currency
        and (ask.region in {None, band.region} and ask.level in {None, band.level})
        and (within is None or (within.min <= ask.min and (within.max is None or ask.min <= within.max)))
    ]


def _is_base(cell: Range | None, band: Band, document: GuideDocument) -> bool:
    """Whether the strategy's base lies inside an amount, and its total above it."""
    if cell is None or cell.max is None:
        return False
    bases = _asks(document, band, "base", within=cell)
    totals = [ask.min for ask in _asks(document, band, "total")]
    return bool(bases) and bool(totals) and min(totals) > cell.max


def _is_total(cell: Range | None, band: Band, document: GuideDocument) -> bool:
    """Whether the strategy's total lies inside an amount, and its base well under that."""
    if cell is None:
        return False
    totals = [ask.min for ask in _asks(document, band, "total", within=cell)]
    bases = [ask.min for ask in _asks(document, band, "base")]
    return bool(totals) and all(base <= _ALL_OF_IT * max(totals) for base in bases)


def _of_part(band: Band, document: GuideDocument) -> tuple[Reading, ...]:
    rows = _tables(document, of_totals=False)[_table(band)]
    base, total = _first(rows, document, _is_base), _first(rows, document, _is_total)
    return (
        Reading("base", fits=base is not None and total is None, evidence=_evidence("base", base, document)),
        Reading("total", fits=total is not None and base is None, evidence=_evidence("total", total, document)),
    )


def _evidence(component: str, band: Band | None, document: GuideDocument) -> str:
    if band is None or band.unspecified is None:
        return f"Nothing in the strategy shows that the amounts are a {component}."
    asks = _asks(document, band, component, within=band.unspecified)
    name = ", ".join(filter(None, (band.region, band.level))) or "the row"
    said = f"The strategy's {component} {_amounts(asks)} lies inside {name}, {_range(band.unspecified)} {band.currency}"
    if component == "total":
        return f"{said}."
    return f"{said}, and its total {_amounts(_asks(document, band, 'total'))} above it."


def _of_grant(band: Band, document: GuideDocument) -> tuple[Reading, ...]:
    equity = band.equity
    assert equity is not None  # noqa: S101 - for the type checker
    places = [*document.levers, *([document.strategy] if document.strategy else [])]
    asks = [
        ask
        for place in places
        for ask in place.asks
        if ask.component == "equity"
        and ask.unit == "money"
        and ask.currency == band.currency
        and ask.region in {None, band.region}
        and equity.min / 2 <= ask.min <= (equity.max or equity.min) * 2
    ]
    yearly = [ask for ask in asks if ask.period == "year"]
    granted = [ask for ask in asks if ask.period == "grant"]
    sums = "The stated total follows from the parts if the whole amount is a year's"
    return (
        Reading(
            period="grant",
            fits=bool(granted) and not yearly,
            evidence=f"The guide asks for {_amounts(granted)} as a grant of several years."
            if granted
            else "Nothing but the column's name shows that it is a grant of several years.",
        ),
        Reading(
            period="year",
            fits=bool(yearly) and not granted,
            evidence=f"{sums}, and the guide asks for {_amounts(yearly)} a year." if yearly else f"{sums}.",
        ),
    )


def _amounts(asks: Iterable[Ask]) -> str:
    return " and ".join(dict.fromkeys(f"{ask.min:,.0f} {ask.currency}" for ask in asks))


def _range(cell: Range) -> str:
    return f"{cell.min:,.0f} and more" if cell.max is None else f"{cell.min:,.0f}–{cell.max:,.0f}"
