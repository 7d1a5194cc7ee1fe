"""A published revision as the rows that the guide page prints."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.utils import timezone

from display.charts import RangeBar, range_bar, shared_axis
from display.formatting import money, percent, points
from display.tracing import traced_segments
from guides.library.citing import OWN_SOURCE, Cited, all_sources, own_source
from guides.library.rights import rights
from guides.library.terms import band_terms
from guides.market.loading import market_address
from guides.models import Ask, Band, EquityKind, Guide, LevelMapping, Lever, Location, Revision, Section
from guides.parsing.speech.splitting import split_sentences
from guides.rights.presentation import law_of_places
from pay.asks import Ask as AskInput
from pay.bands import BandTerms, computed_total
from pay.ranges import PayRange, geographic_differential
from pay.rounding import rounded

NOT_STATED = "not stated"
# A band's place with the area that it belongs to.
_PLACES = ("location__merged_into__area__merged_into", "location__area__merged_into")

# As many places of a guide as have their law told.
MOST_LAWS = 6


@dataclass(frozen=True)
class BandBars:
    """Bars of one part of the pay over the regions, on one scale a currency."""

    label: str
    period: str
    bars: tuple[tuple[str, RangeBar], ...]


@dataclass(frozen=True)
class BandCell:
    """A figure of a band in words, under its column's label."""

    label: str
    text: str
    note: str = ""


@dataclass(frozen=True)
class BandRow:
    """A band as a table row. ``is_checked``: an error was found in it, and no offer is compared with it."""

    pk: int
    name: str
    region: str
    cells: tuple[BandCell, ...]
    source: Cited | None
    is_checked: bool


@dataclass(frozen=True)
class MappingRow:
    """A level and what it corresponds to elsewhere."""

    mapping: LevelMapping
    source: Cited | None


@dataclass(frozen=True)
class LeverRow:
    """A lever as the guide has it: what is spoken, in marked pieces (``traced_segments``), and what is advice."""

    lever: Lever
    anchor: str
    parts: tuple[tuple[str, Any], ...]
    asks: tuple[str, ...]
    limits: tuple[str, ...]
    source: Cited | None


def guide_context(revision: Revision) -> dict[str, Any]:
    """What the guide page prints, in one query a kind of row: five."""
    guide = revision.guide
    bands = list(revision.bands.with_doubts().select_related(OWN_SOURCE, *_PLACES))
    mappings = list(revision.levelmappings.select_related(OWN_SOURCE))
    rows = _band_rows(bands)
    shown = revision.levers.with_asks()
    strategy = next((pair for pair in shown if pair[0].is_strategy), None)
    levers = [pair for pair in shown if not pair[0].is_strategy]
    sections = list(revision.sections.all())
    shown_sections, over_levers = _without_headings_alone(sections) if levers else (sections, [])
    return {
        "guide": guide,
        "is_overdue": guide.is_overdue(timezone.localdate()),
        "revision": revision,
        "summary": _summary(guide, [band for band in bands if not band.has_error]),
        "bands": rows,
        "band_headers": ["Region", *(cell.label for cell in rows[0].cells)] if rows else [],
        "bars": _bars(bands),
        "markets": _markets(guide, bands),
        "laws": _laws(bands),
        "mappings": [MappingRow(mapping, own_source(mapping)) for mapping in mappings],
        "sections": shown_sections,
        "over_levers": over_levers,
        "levers": [lever_row(lever, asks, f"lever-{number}") for number, (lever, asks) in enumerate(levers, start=1)],
        "strategy": lever_row(*strategy, "strategy") if strategy else None,
        "sources": all_sources(
            revision.citations.select_related(OWN_SOURCE), [*bands, *mappings, *(lever for lever, _ in shown)]
        ),
        "can_compare": any(
            (band.base_min, band.equity_min, band.total_min) != (None, None, None)
            for band in bands
            if not band.has_error
        ),
    }


def _without_headings_alone(sections: Sequence[Section]) -> tuple[list[Section], list[str]]:
    """The sections up to the last that says something, and the headings after it: what they headed are the levers."""
    count = len(sections)
    while count and not sections[count - 1].body.strip():
        count -= 1
    return list(sections[:count]), [section.heading for section in sections[count:] if section.heading]


def _markets(guide: Guide, bands: list[Band]) -> list[tuple[Location, str]]:
    """The places of the bands, with the address of what all companies pay there; none for a company's own role."""
    if guide.role.company_id:
        return []
    places = dict.fromkeys(band.location.current.market_place for band in bands if band.location)
    return [(place, market_address(guide.role, place)) for place in places]


def _laws(bands: list[Band]) -> list[tuple[str, str]]:
    """What the law gives a candidate in the places of the bands: a sentence each, and the address of the place."""
    keys = [band.location.current.slug for band in bands if band.location]
    return law_of_places(keys, rights(), timezone.localdate())[:MOST_LAWS]


def _summary(guide: Guide, bands: list[Band]) -> str:
    band = next((band for band in bands if band.base_min is not None), None)
    total = next((band for band in bands if band.total_min is not None), None)
    if band is None and total is not None:
        where = " · ".join(filter(None, (total.region, total.level)))
        pay = _part(total, "total")
        return f"By this guide, {guide.company} pays {pay} in total a year{f' ({where})' if where else ''}."
    if band is None:
        return f"What is known about {guide.company}'s pay for this role, and how to negotiate it."
    where = f" in {band.region}" if band.region else ""
    pay = _range(_stated(band.base_min, band.base_max), _money_in(band.base_currency or band.currency))
    sentence = f"By this guide, {guide.company} pays {pay} base a year{where}"
    if band.level:
        sentence += f" at {band.level}"
    if band.equity_min is not None and band.equity_unit == "money" and not band.equity_period_doubtful:
        equity = _range(PayRange(band.equity_min, band.equity_max), _money_in(band.equity_currency or band.currency))
        sentence += f", and {equity} in equity{_equity_period(band)}"
    return f"{sentence}."


def _money_in(currency: str) -> Callable[[Decimal], str]:
    return lambda amount: money(amount, currency)


def _range(pay: PayRange, shown: Callable[[Decimal], str]) -> str:
    if pay.maximum is None:
        return f"{shown(pay.minimum)} or more"
    if pay.maximum == pay.minimum:
        return shown(pay.minimum)
    return f"{shown(pay.minimum)} to {shown(pay.maximum)}"


def _span(pay: PayRange, shown: Callable[[Decimal], str]) -> str:
    """A range as short as it gets, for tables."""
    if pay.maximum is None or pay.maximum == pay.minimum:
        return _range(pay, shown)
    low, high = shown(pay.minimum), shown(pay.maximum)
    if low[:3].isalpha() and low[:3] == high[:3]:
        high = high[3:].lstrip()  # "SEK 660,000–864,000"
    # U+2060: a table may break before a range, never inside of it.
    return f"{low}–\u2060{high}"


def _part(band: Band, part: str) -> str:
    minimum = getattr(band, f"{part}_min")
    if minimum is None:
        return ""
    currency = getattr(band, f"{part}_currency", "") or band.currency
    words = _span(PayRange(minimum, getattr(band, f"{part}_max")), _money_in(currency))
    return f"{words} (printed by the month)" if getattr(band, f"{part}_period", "") == "month" else words


def _equity_period(band: Band) -> str:
    if band.equity_period == "grant":
        return f" over {band.equity_years} years" if band.equity_years else ", whole grant"
    return " a year" if band.equity_period == "year" else ""


def _equity(band: Band) -> str:
    if band.equity_min is None:
        return NOT_STATED
    if band.equity_unit == "shares":
        high = "" if band.equity_max is None else f" to {band.equity_max:,.0f}"
        return f"{band.equity_min:,.0f}{high} shares{_equity_period(band)}"
    return f"{_part(band, 'equity')}{_equity_period(band)}"


def _bonus(band: Band) -> str:
    match band.bonus_kind:
        case Band.BonusKind.NONE:
            return "none"
        case Band.BonusKind.PERCENT:
            return f"{_percent_range(band)} of base"
        case Band.BonusKind.AMOUNT:
            printed = f" ({_percent_range(band)} of base)" if band.bonus_percent_min is not None else ""
            return f"{_part(band, 'bonus')}{printed}"
        case Band.BonusKind.TEXT:
            return band.bonus_text
        case _:
            return NOT_STATED


def _stated(minimum: Decimal | None, maximum: Decimal | None) -> PayRange:
    """The range in two columns. Raises ``ValueError`` where they hold none."""
    if minimum is None:
        raise ValueError("no range is stated")
    return PayRange(minimum, maximum)


def _percent_range(band: Band) -> str:
    return _span(_stated(band.bonus_percent_min, band.bonus_percent_max), lambda number: percent(number / 100))


def _band_rows(bands: list[Band]) -> list[BandRow]:
    """The bands as rows; a column that no band has anything for is left out."""
    beside = _differentials([band for band in bands if not band.has_error])
    rows = [_band_cells(band, beside.get(band.pk, "")) for band in bands]
    used = {cell.label for row in rows for cell in row if cell.text not in {"", NOT_STATED}}
    return [
        BandRow(
            band.pk,
            str(band),
            band.region or "All regions",
            tuple(BandCell(cell.label, cell.text or "–", cell.note) for cell in row if cell.label in used),
            own_source(band),
            band.has_error,
        )
        for band, row in zip(bands, rows, strict=True)
    ]


def _differentials(bands: list[Band]) -> dict[int, str]:
    """What each place pays beside the first one of the same level and currency: "90% of New York City"."""
    first: dict[tuple[str, str], Band] = {}
    shown = {}
    for band in bands:
        if band.base_min is None or not band.region or band.base_currency not in {"", band.currency}:
            continue
        baseline = first.setdefault((band.level, band.currency), band)
        part = geographic_differential(
            _stated(band.base_min, band.base_max), _stated(baseline.base_min, baseline.base_max)
        )
        if part is not None and part != 1:
            shown[band.pk] = f"{percent(rounded(part, Decimal('0.01')))} of {baseline.region}"
    return shown


def _band_cells(band: Band, differential: str) -> list[BandCell]:
    total = computed_total(band_terms(band))
    computed = NOT_STATED
    if total:
        computed = _span(total.pay, _money_in(band.currency))
        if not total.complete:
            computed = f"at least {money(total.pay.minimum, band.currency)}"
    doubtful = "a whole grant or a year's part: it can be read as both, and isn't compared"
    return [
        BandCell("Level", band.level),
        BandCell(
            "Base a year",
            _part(band, "base") or NOT_STATED,
            "; ".join(filter(None, (_also(band, "base"), _percentiles(band, "base"), differential))),
        ),
        BandCell("Equity", _equity(band), doubtful if band.equity_period_doubtful else _also(band, "equity")),
        BandCell("Bonus a year", _bonus(band), _also(band, "bonus")),
        BandCell("Signing", _part(band, "signing"), _also(band, "signing")),
        BandCell("Annual total, computed", computed),
        BandCell(
            "Total as stated",
            _part(band, "total") or NOT_STATED,
            "year 1, signing included"
            if band.total_basis == "year_1"
            else "; ".join(filter(None, (_also(band, "total"), _percentiles(band, "total")))),
        ),
        BandCell("Part not named", _part(band, "unspecified"), _also(band, "unspecified")),
    ]


def base_pay(band: Band) -> str:
    """ "London: £95,000–£140,000 base a year"."""
    return f"{band.region or 'All regions'}: {_part(band, 'base')} base a year"


def cells_with_kind(band: Band) -> list[BandCell]:
    """A band's figures in words, the kind of its equity named."""
    kind = "" if band.equity_kind == EquityKind.UNSPECIFIED else band.get_equity_kind_display()
    return [
        replace(cell, note="; ".join(filter(None, (kind, cell.note))))
        if cell.label == "Equity" and cell.text != NOT_STATED
        else cell
        for cell in _band_cells(band, "")
    ]


def _also(band: Band, part: str) -> str:
    """The same part as the guide prints it in other currencies."""
    shown = []
    for equivalent in band.equivalents:
        amounts = equivalent.get(part)
        if amounts and amounts.get("min") is not None:
            high = amounts.get("max")
            pay = PayRange(Decimal(str(amounts["min"])), None if high is None else Decimal(str(high)))
            shown.append(_span(pay, _money_in(equivalent["currency"])))
    return f"also printed as {', '.join(shown)}" if shown else ""


def _percentiles(band: Band, part: str) -> str:
    """ "P25 $118,000, P50 $133,090, P75 $169,000"."""
    shown = _money_in(band.currency)
    return ", ".join(
        f"P{one['percent']} {shown(Decimal(str(one['amount'])))}"
        for one in band.percentiles
        if one["component"] == part
    )


def _bars(bands: list[Band]) -> list[list[BandBars]]:
    """Bars of base, equity and total, a list for each currency."""
    currencies_bars = []
    currencies = dict.fromkeys(band.currency for band in bands if band.currency)
    for currency in currencies:
        here = [band for band in bands if band.currency == currency]
        inputs = [(band, band_terms(band)) for band in here]
        name = f" in {currency}" if len(currencies) > 1 else ""
        base = [(band, terms.base) for band, terms in inputs if terms.base]
        equity_period, equity = equity_ranges(inputs)
        totals = [(band, total.pay) for band, terms in inputs if (total := computed_total(terms)) and total.complete]
        parts = (
            (f"Base{name}", "a year", base),
            (f"Equity{name}", equity_period, equity),
            (f"Annual total{name}", "computed, a year", totals),
        )
        if groups := [_bar_group(label, period, ranges, currency) for label, period, ranges in parts if ranges]:
            currencies_bars.append(groups)
    return currencies_bars


def equity_ranges(inputs: list[tuple[Band, BandTerms]]) -> tuple[str, list[tuple[Band, PayRange]]]:
    """Equity ranges on one footing: the whole grant where all vest over the same years, else a year's part."""
    comparable = [(band, terms.equity) for band, terms in inputs if terms.equity and terms.equity.comparable]
    years = {equity.years if equity.period == "grant" else None for _, equity in comparable}
    if len(years) == 1 and None not in years:
        return f"whole grant over {years.pop()} years", [(band, equity.pay) for band, equity in comparable]
    return "a year's part", [(band, a_year) for band, equity in comparable if (a_year := equity.a_year) is not None]


def _bar_group(label: str, period: str, ranges: list[tuple[Band, PayRange]], currency: str) -> BandBars:
    shown = _money_in(currency)
    axis = shared_axis([(pay.minimum, pay.maximum) for _, pay in ranges])
    return BandBars(
        label,
        period,
        tuple((str(band), range_bar(pay.minimum, pay.maximum, shown=shown, axis=axis)) for band, pay in ranges),
    )


def lever_row(lever: Lever, asks: list[Ask], anchor: str, *, traced: Sequence[AskInput] = ()) -> LeverRow:
    """A lever in marked pieces; of ``traced`` asks the amounts are marked, too."""
    voices = {sentence["text"]: sentence["voice"] for sentence in lever.sentences}
    parts: list[tuple[str, Any]] = []
    for part in lever.parts:
        if part["voice"] == "advice":
            parts.append(("advice", part["text"]))
        else:
            sentences = [piece.strip() for piece in split_sentences(part["text"])]
            parts.append(("say", [(voices.get(text, ""), traced_segments(text, traced)) for text in sentences if text]))
    return LeverRow(
        lever,
        anchor,
        tuple(parts),
        tuple(_ask_words(ask) for ask in asks if ask.role in {"ask", "target"}),
        tuple(_ask_words(ask) for ask in asks if ask.role in {"accept", "floor"}),
        own_source(lever),
    )


def _ask_words(ask: Ask) -> str:
    match ask.unit:
        case "money":
            shown = _money_in(ask.currency)
        case "percent":
            in_points = ask.basis == Ask.Basis.ADDITION and ask.component == Ask.Component.BONUS
            shown = points if in_points else lambda number: percent(number / 100)
        case _:
            shown = lambda number: f"{number:,.0f} shares"  # noqa: E731
    period = {"grant": ", whole grant", "year": " a year", "month": " a month", "once": " once"}.get(ask.period, "")
    if ask.component == "base" and not period:
        period = " a year"
    where = " · ".join(filter(None, (ask.region, ask.level)))
    amount = _range(PayRange(ask.min, ask.max), shown)
    if ask.basis == Ask.Basis.ADDITION:
        period = "" if ask.unit == Ask.Unit.PERCENT else period
        amount += ", on top of the offer" if ask.max is None else " more"
    words = f"{ask.get_component_display()} {amount}{period}"
    return f"{words} ({where})" if where else words
