"""The guides of up to four companies for one role beside one another: by place, on one scale, in one currency."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone

from display.charts import range_bar, shared_axis
from display.formatting import money, whole
from guides.library.rates import newest_rates
from guides.library.terms import band_terms
from guides.models import Band, Company, Guide, LevelMapping, Lever, Revision, Role
from guides.pages.presentation import NOT_STATED, BandBars, BandCell, cells_with_kind, equity_ranges
from pay.bands import BandTerms, computed_total
from pay.money import Conversion, RateMissingError, Rates
from pay.ranges import PayRange

MOST = 4


@dataclass(frozen=True)
class Column:
    """What one company's guide says apart from its bands."""

    guide: Guide
    levels: tuple[str, ...]
    levers: tuple[str, ...]
    is_overdue: bool


@dataclass(frozen=True)
class PlaceRow:
    """One band of one company in words; ``left_out`` says why it isn't in the picture."""

    guide: Guide
    band: Band
    cells: tuple[BandCell, ...]
    left_out: str = ""


@dataclass(frozen=True)
class Place:
    """The companies' bands in one place; bars in ``currency``, figures in the table as each guide prints them."""

    name: str
    currency: str
    headers: tuple[str, ...]
    rows: tuple[PlaceRow, ...]
    bars: tuple[BandBars, ...]
    conversions: tuple[Conversion, ...]
    lacking: tuple[str, ...]
    middles: tuple[tuple[str, Decimal], ...]

    @property
    def is_shared(self) -> bool:
        """Whether two of the guides have it, so that there is something to compare."""
        return len({row.guide.pk for row in self.rows}) > 1


@dataclass(frozen=True)
class SideBySide:
    columns: tuple[Column, ...]
    places: tuple[Place, ...]
    lacking: tuple[Company, ...]

    @property
    def shared(self) -> list[Place]:
        return [place for place in self.places if place.is_shared]

    @property
    def others(self) -> list[Place]:
        return [place for place in self.places if not place.is_shared]

    @property
    def conversions(self) -> list[Conversion]:
        """Each rate that was used, once."""
        return list({(rate.origin, rate.target): rate for place in self.places for rate in place.conversions}.values())

    @property
    def verdict(self) -> str:
        """Whose base is highest where most can be compared, in a sentence."""
        place = next((place for place in self.places if len(place.middles) > 1), None)
        if place is None:
            return "No place has a base range from two of these guides, so which pays more can't be said."
        ranked = sorted(place.middles, key=lambda item: -item[1])
        (first, most), (last, least) = ranked[0], ranked[-1]
        if most == least:
            return f"In {place.name}, the middle of the base range is the same: {money(whole(most), place.currency)}."
        rate = " (at the rate below)" if place.conversions else ""
        return (
            f"In {place.name}, the base range of {first} has the highest middle, "
            f"{money(whole(most), place.currency)} a year, and that of {last} the lowest, "
            f"{money(whole(least), place.currency)}{rate}."
        )


def side_by_side(role: Role, companies: Sequence[Company]) -> SideBySide:
    """What the companies' guides say of the role, in five queries, and one for rates where currencies differ."""
    rows: tuple[Prefetch[Any, Any, Any], ...] = (
        Prefetch("bands", Band.objects.with_doubts().select_related("location__merged_into")),
        Prefetch("levers", Lever.objects.filter(is_strategy=False).only("revision", "title", "position")),
        Prefetch("levelmappings", LevelMapping.objects.only("revision", "own", "position")),
    )
    revisions = Prefetch("published_revision", Revision.objects.defer("source_text").prefetch_related(*rows))
    guides = Guide.objects.published().filter(role=role, company__in=companies).with_as_of()
    by_company = {
        guide.company_id: guide for guide in guides.select_related("company", "role").prefetch_related(revisions)
    }
    found = [by_company[company.pk] for company in companies if company.pk in by_company]
    return SideBySide(
        tuple(map(_column, found)),
        tuple(_places(found)),
        tuple(company for company in companies if company.pk not in by_company),
    )


def _column(guide: Guide) -> Column:
    revision = guide.on_site
    levels = [revision.level, *(band.level for band in revision.bands.all())]
    levels += [mapping.own for mapping in revision.levelmappings.all()]
    return Column(
        guide,
        tuple(dict.fromkeys(filter(None, levels))),
        tuple(lever.title for lever in revision.levers.all()),
        guide.is_overdue(timezone.localdate()),
    )


def _places(guides: Sequence[Guide]) -> list[Place]:
    """Those that most of the guides name come first."""
    grouped: dict[str, list[tuple[Guide, Band]]] = defaultdict(list)
    for guide in guides:
        for band in guide.on_site.bands.all():
            grouped[band.location.current.name if band.location else band.region or "All regions"].append((guide, band))
    rates = _rates(grouped.values())
    places = [_place(name, bands, guides, rates) for name, bands in grouped.items()]
    return sorted(places, key=lambda place: len(place.lacking))


def _rates(groups: Iterable[Sequence[tuple[Guide, Band]]]) -> Rates:
    mixed = [{band.currency for _, band in group if band.currency} for group in groups]
    needed = set().union(*(currencies for currencies in mixed if len(currencies) > 1))
    return newest_rates(timezone.localdate()) if needed else Rates({})


@dataclass(frozen=True)
class _Drawn:
    """A band that the picture shows; its amounts are in the place's currency once converted."""

    guide: Guide
    band: Band
    terms: BandTerms
    conversion: Conversion

    @property
    def label(self) -> str:
        return " · ".join(filter(None, (self.guide.company.name, self.band.level)))

    def converted(self, pay: PayRange) -> PayRange:
        return pay.scaled(self.conversion.convert)


def _place(name: str, bands: Sequence[tuple[Guide, Band]], guides: Sequence[Guide], rates: Rates) -> Place:
    counted = Counter(band.currency for _, band in bands if band.currency)
    currency = counted.most_common(1)[0][0] if counted else ""
    drawn: list[_Drawn] = []
    rows: list[PlaceRow] = []
    for guide, band in bands:
        left_out = ""
        if band.has_error:
            left_out = "An editor is checking this row: it isn't compared."
        else:
            try:
                drawn.append(_Drawn(guide, band, band_terms(band), rates.conversion(band.currency, currency)))
            except RateMissingError as missing:
                left_out = f"Not in the picture: there is no rate for {missing.currency or 'its currency'}."
        rows.append(PlaceRow(guide, band, tuple(cells_with_kind(band)), left_out))
    used = {cell.label for row in rows for cell in row.cells if cell.text not in {"", NOT_STATED}}
    conversions = {one.conversion.origin: one.conversion for one in drawn if not one.conversion.is_identity}
    owners = {guide.pk for guide, _ in bands}
    return Place(
        name,
        currency,
        tuple(cell.label for cell in rows[0].cells if cell.label in used),
        tuple(replace(row, cells=_shown(row.cells, used)) for row in rows),
        tuple(_bars(drawn, currency)),
        tuple(conversions.values()),
        tuple(guide.company.name for guide in guides if guide.pk not in owners),
        tuple(_middles(drawn).items()),
    )


def _shown(cells: Sequence[BandCell], used: Collection[str]) -> tuple[BandCell, ...]:
    return tuple(replace(cell, text=cell.text or "–") for cell in cells if cell.label in used)


def _middles(drawn: Sequence[_Drawn]) -> dict[str, Decimal]:
    """The middle of each company's first base range that has one, converted."""
    middles: dict[str, Decimal] = {}
    for one in drawn:
        if one.terms.base and one.terms.base.midpoint is not None:
            middles.setdefault(one.guide.company.name, one.conversion.convert(one.terms.base.midpoint))
    return middles


def _bars(drawn: Sequence[_Drawn], currency: str) -> list[BandBars]:
    """Bars of base, equity and computed total, each on one scale. What is doubtful or incomplete isn't drawn."""
    period, equity = equity_ranges([(one.band, one.terms) for one in drawn])
    equity_by_band = {band.pk: pay for band, pay in equity}
    totals = [(one, computed_total(one.terms)) for one in drawn]
    parts = (
        ("Base", "a year", [(one.label, one.converted(one.terms.base)) for one in drawn if one.terms.base]),
        (
            "Equity",
            period,
            [
                (f"{one.label}, {one.band.get_equity_kind_display()}", one.converted(equity_by_band[one.band.pk]))
                for one in drawn
                if one.band.pk in equity_by_band
            ],
        ),
        (
            "Annual total",
            "computed, a year",
            [(one.label, one.converted(total.pay)) for one, total in totals if total and total.complete],
        ),
    )
    return [_group(label, period, ranges, currency) for label, period, ranges in parts if ranges]


def _group(label: str, period: str, ranges: Sequence[tuple[str, PayRange]], currency: str) -> BandBars:
    axis = shared_axis([(pay.minimum, pay.maximum) for _, pay in ranges])
    return BandBars(
        label,
        period,
        tuple(
            (name, range_bar(pay.minimum, pay.maximum, shown=lambda amount: money(whole(amount), currency), axis=axis))
            for name, pay in ranges
        ),
    )
