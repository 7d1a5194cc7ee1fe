"""Pay at a glance: the base that several guides name for one place, a bar each on one scale."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from typing import Any, Literal, NamedTuple, cast

from django.db.models import F
from django.db.models.functions import Coalesce
from django.urls import reverse

from display.charts import range_bar, round_ticks, shared_axis
from display.formatting import compact_money, whole_money
from guides.market.presentation import Chart, ChartLine
from guides.models import Band, Guide, Location

# With fewer bars there is nothing to compare by eye.
_LEAST = 2


@dataclass(frozen=True)
class Glance:
    """Base a year in one place and currency; ``silent`` guides have none there that can be drawn.

    ``market`` is the address of what all companies pay there for the job, where the guides are on one that they share.
    """

    place: str
    currency: str
    chart: Chart
    lowest: str
    highest: str
    silent: int
    market: str = ""

    @property
    def shown(self) -> int:
        return len(self.chart.lines)


class _Where(NamedTuple):
    """A place, by key, name and slug, and a currency."""

    place: int
    name: str
    slug: str
    currency: str


@dataclass(frozen=True, slots=True)
class _Row:
    """What a guide pays in a place: from its lowest band's minimum to its highest band's maximum."""

    guide: Guide
    band: int
    minimum: Decimal
    maximum: Decimal | None


def pay_at_a_glance(
    guides: Sequence[Guide], *, by: Literal["company", "role"], place: Location | None = None
) -> Glance | None:
    """The guides' base in a place, else in the one that most of them name; ``None`` where fewer than two name any.

    In one query. A guide with several bands there is drawn from the lowest to the highest of them.
    """
    bands = _bands(guides)
    counted = Counter(where for _, where in {(band.revision_id, _where(band)) for band in bands})
    places = [
        where for where, _ in sorted(counted.items(), key=lambda item: (-item[1], item[0].name, item[0].currency))
    ]
    if place:
        places = [where for where in places if where.place == place.pk]
    if not places or counted[places[0]] < _LEAST:
        return None
    where = places[0]
    of_guide: dict[int, list[Band]] = defaultdict(list)
    for band in bands:
        if _where(band) == where:
            of_guide[band.revision_id].append(band)
    rows = [
        _row(guide, of_guide[guide.published_revision_id])
        for guide in guides
        if guide.published_revision_id and guide.published_revision_id in of_guide
    ]
    found = _glance(rows, where, by, silent=len(guides) - len(rows))
    if not found or by == "role" or rows[0].guide.role.company_id:
        return found
    return replace(found, market=reverse("guides:market", args=[rows[0].guide.role.slug, where.slug]))


def _bands(guides: Sequence[Guide]) -> list[Band]:
    """The bands with a year's base for a place, in the guides' order of them."""
    revisions = [guide.published_revision_id for guide in guides]
    bands = Band.objects.comparable().filter(
        revision__in=revisions, location__isnull=False, base_min__isnull=False, base_period__in=Band.YEARLY
    )
    return list(
        bands.annotate(
            place=Coalesce(F("location__merged_into"), F("location")),
            place_name=Coalesce(F("location__merged_into__name"), F("location__name")),
            place_slug=Coalesce(F("location__merged_into__slug"), F("location__slug")),
        )
        .only("revision", "base_min", "base_max", "base_currency", "currency", "position")
        .order_by("revision", "position")
    )


def _where(band: Band) -> _Where:
    annotated = cast("Any", band)
    currency = band.base_currency or band.currency
    return _Where(annotated.place, annotated.place_name, annotated.place_slug, currency)


def _row(guide: Guide, bands: Sequence[Band]) -> _Row:
    minimums = [band.base_min for band in bands if band.base_min is not None]
    maximums = [band.base_max for band in bands]
    is_open = None in maximums
    return _Row(guide, bands[0].pk, min(minimums), None if is_open else max(cast("list[Decimal]", maximums)))


def _glance(rows: Sequence[_Row], where: _Where, by: Literal["company", "role"], *, silent: int) -> Glance | None:
    currency = where.currency
    axis = shared_axis([(row.minimum, row.maximum) for row in rows])
    if axis is None:
        return None
    shown: Callable[[Decimal], str] = partial(whole_money, currency=currency)
    short: Callable[[Decimal], str] = partial(compact_money, currency=currency)
    highest = max(row.minimum if row.maximum is None else row.maximum for row in rows)
    is_open = any(row.maximum is None for row in rows)
    lines = []
    for row in rows:
        figure = f"{short(row.minimum)}+" if row.maximum is None else short((row.minimum + row.maximum) / 2)
        bar = range_bar(row.minimum, row.maximum, shown=shown, axis=axis)
        address = f"{row.guide.get_absolute_url()}#band-{row.band}"
        lines.append(ChartLine(str(getattr(row.guide, by)), address, bar, figure))
    return Glance(
        place=where.name,
        currency=currency,
        chart=Chart(tuple(lines), round_ticks(axis, shown=short, most=4 if len(short(axis.high)) > 6 else 5), None),
        lowest=shown(min(row.minimum for row in rows)),
        highest=f"{shown(highest)}{' or more' if is_open else ''}",
        silent=silent,
    )
