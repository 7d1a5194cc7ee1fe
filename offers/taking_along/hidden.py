"""What a link shows that hides names: positions and rough ratios alone.

One exact amount beside its place in the band gives the band's ends, and the
ends give the company; so do an exact penetration beside an exact compa-ratio.
So no amount leaves this module, every ratio is rounded, and what few bands
have (an open end, a range without width, a bonus to compare, an error that an
editor is looking at, which the guide's page tells everybody) is left out.
The page's template gets nothing else than ``Hidden``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from display.charts import RangeBar, range_bar
from display.formatting import country_name, percent
from offers.comparison.loading import Outlook
from offers.comparison.wording import POSITIONS
from offers.counter.loading import Counter
from offers.models import Offer, ShareLink
from pay.comparison import Comparison, Component, Standing
from pay.parts import NEGOTIABLE, label
from pay.ranges import PayRange
from pay.rounding import rounded

SHOWN: tuple[Component, ...] = ("base", "equity", "total")
# To what ratios are rounded. A compa-ratio tells more of how wide a band is beside its middle, so it is coarser.
TENTH = Decimal("0.1")
FIFTH = Decimal("0.2")


@dataclass(frozen=True, slots=True)
class PlacedPart:
    """Where one part of the pay stands in its band; without ratios where that is outside."""

    component: Component
    label: str
    sentence: str
    penetration: str = ""
    compa_ratio: str = ""
    bar: RangeBar | None = None


@dataclass(frozen=True, slots=True)
class Ratio:
    """A figure of the owner's beside this offer's, in words; ``kind`` decides how it is drawn."""

    kind: str
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Hidden:
    """All that the page shows, in words."""

    verdict: str
    place: str
    parts: tuple[PlacedPart, ...]
    made_of: tuple[Ratio, ...]
    alternative: str
    plan: tuple[Ratio, ...]


def hidden(counter: Counter, link: ShareLink) -> Hidden:
    """What a link that hides names shows of an offer."""
    outlook = counter.outlook
    parts = tuple(placed_parts(outlook.comparison))
    return Hidden(
        verdict=parts[0].sentence if parts else "Nothing of this offer is placed in a band.",
        place=_place(outlook.offer, link.place),
        parts=parts,
        # Beside positions it would tie the bands of the parts together.
        made_of=() if parts else tuple(_made_of(outlook)),
        alternative=_alternative(outlook) if link.with_plan else "",
        plan=tuple(_plan(counter)) if link.with_plan else (),
    )


def roughly(ratio: Decimal, step: Decimal = TENTH) -> Decimal:
    """To the nearest step."""
    return rounded(ratio / step, Decimal(1), ROUND_HALF_UP) * step + 0  # no "-0"


def placed_parts(comparison: Comparison) -> Iterator[PlacedPart]:
    """Of the parts that may be shown those whose place in a range with two ends is known."""
    for component in SHOWN:
        if (standing := comparison.standing(component)) and (part := _placed_part(standing)):
            yield part


def _placed_part(standing: Standing) -> PlacedPart | None:
    exact, position, compa_ratio = standing.penetration, standing.position, standing.compa_ratio
    if exact is None or position is None or compa_ratio is None:
        return None
    component, name = standing.component, label(standing.component)
    if not 0 <= exact <= 1:
        return PlacedPart(component, name, f"{name} is {POSITIONS[position]}.")
    penetration = roughly(exact)
    # Which fifth it is in says no more than the rounded figure does.
    fifth = POSITIONS[PayRange(Decimal(0), Decimal(1)).position(penetration)]
    return PlacedPart(
        component,
        name,
        f"{name} is {fifth}, about {percent(penetration)} of the way up.",
        penetration=f"about {percent(penetration)}",
        compa_ratio=f"about {roughly(compa_ratio, FIFTH)}",
        bar=range_bar(Decimal(0), Decimal(1), marks=(("offer", penetration, "This offer"),), shown=percent),
    )


def _made_of(outlook: Outlook) -> Iterator[Ratio]:
    """The parts of what the offer pays a year, in rough shares of it."""
    total = outlook.comparison.annual
    if total is None or total.missing or not total.amount:
        return
    for name, amount in total.parts.items():
        if share := roughly(amount / total.amount):
            yield Ratio(name, label(name), f"about {percent(share)}")


def _alternative(outlook: Outlook) -> str:
    """How the best other offer compares, "" where that isn't known."""
    best, own = outlook.best_alternative, outlook.comparison.annual
    if best is None or own is None or best.annual.at_least or own.at_least or not own.amount:
        return ""
    return f"Another offer is worth {_beside(best.annual.amount, own.amount)} a year."


def _plan(counter: Counter) -> Iterator[Ratio]:
    """What the owner decided, and what the best alternative is worth; no figure that the guide's are the reason for."""
    plan, stored = counter.plan, counter.outlook.stored_plan
    offered = counter.worth(plan.offered)
    if not offered:
        return
    if stored and stored.currency != counter.currency:
        stored = None
    if stored and all(getattr(stored, f"ask_{part}") is not None for part in NEGOTIABLE):
        yield Ratio("ask", "Ask", _beside(counter.worth(plan.ask), offered))
    if stored and stored.target is not None:
        yield Ratio("target", "Target", _beside(stored.target, offered))
    if plan.limit is not None:
        yield Ratio("floor", "Floor", _beside(plan.limit, offered))


def _beside(figure: Decimal, offered: Decimal) -> str:
    apart = roughly(figure / offered - 1)
    if not apart:
        return "about the same as this one"
    return f"about {percent(abs(apart))} {'more' if apart > 0 else 'less'} than this one"


def _place(offer: Offer, shown: str) -> str:
    band = offer.band
    if band is None:
        return ""
    if shown == ShareLink.Place.COUNTRY:
        return country_name(band.location.current.country) if band.location else ""
    if shown == ShareLink.Place.REGION:
        return without_names(band.region, offer)
    return ""


def without_names(region: str, offer: Offer) -> str:
    """A region in the guide's words, which may name the company."""
    names = {offer.employer, *([offer.guide.company.name] if offer.guide else [])}
    for name in names:
        region = re.sub(re.escape(name), "the company", region, flags=re.IGNORECASE)
    return region
