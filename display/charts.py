"""Numbers → SVG geometry. Pure: positions are strings such as "18.75%", words come from the caller."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor
from typing import Literal

from pay.rounding import rounded

Anchor = Literal["start", "middle", "end"]
Side = Literal["", "left", "right"]
Kind = Literal["offer", "ask", "alternative"]

# Room beside the outermost thing drawn, in percent of the width, for half a marker.
PAD = Decimal(3)
# How far beyond the range a marker may stretch the picture, in widths of the range.
STRETCH = Decimal("0.75")
# More strokes on one line than these can't be told apart.
STROKES = 200
# Below a bar that is narrower than this, in percent, both ends are told in one text; long figures need more.
ROOM_FOR_BOTH_ENDS = Decimal(45)
ROOM_FOR_A_LETTER = Decimal("2.6")


@dataclass(frozen=True, slots=True)
class Marker:
    """A figure on the bar; an arrow in ``written`` says on which side it lies outside of the picture."""

    kind: Kind
    x: str
    anchor: Anchor
    label: str
    beyond: Side = ""

    @property
    def written(self) -> str:
        label = f"○ {self.label}" if self.kind == "ask" else self.label
        match self.beyond:
            case "left":
                return f"◀ {label}"
            case "right":
                return f"{label} ▶"
            case _:
                return label


@dataclass(frozen=True, slots=True)
class RangeBar:
    """A range as a bar; ``high`` is "" and ``is_open`` set where the range has no end."""

    start: str
    width: str
    end: str
    midpoint: str
    low: str
    high: str
    is_open: bool
    markers: tuple[Marker, ...]
    description: str

    @property
    def is_narrow(self) -> bool:
        """Whether its two ends leave no room for a figure below each."""
        letters = len(self.low) + len(self.high) + 1
        return Decimal(self.width.rstrip("%")) < max(ROOM_FOR_BOTH_ENDS, letters * ROOM_FOR_A_LETTER)

    @property
    def is_right(self) -> bool:
        return Decimal(self.start.rstrip("%")) > 50

    @property
    def offer(self) -> Marker | None:
        return next((marker for marker in self.markers if marker.kind == "offer"), None)

    @property
    def ask(self) -> Marker | None:
        return next((marker for marker in self.markers if marker.kind == "ask"), None)


@dataclass(frozen=True, slots=True)
class Axis:
    """From the figure at the left edge to the one at the right."""

    low: Decimal
    high: Decimal

    def percent(self, figure: Decimal) -> Decimal:
        if self.high == self.low:
            return Decimal(50)
        inner = Decimal(100) - 2 * PAD
        return PAD + inner * (figure - self.low) / (self.high - self.low)


def shared_axis(ranges: list[tuple[Decimal, Decimal | None]]) -> Axis | None:
    """One axis for several ranges, so that their bars can be compared by eye."""
    if not ranges:
        return None
    low = min(minimum for minimum, _ in ranges)
    high = max(_drawn_end(minimum, maximum) for minimum, maximum in ranges)
    # Bars start a little to the right of the lowest figure, or all lows would look like zero.
    return Axis(low - (high - low) * Decimal("0.08"), high)


def range_bar(
    minimum: Decimal,
    maximum: Decimal | None,
    *,
    marks: Sequence[tuple[Kind, Decimal, str]] = (),
    shown: Callable[[Decimal], str],
    axis: Axis | None = None,
) -> RangeBar:
    """The bar of a range with figures marked on it.

    ``marks``: kind, figure and what it is ("Your offer"). ``shown`` words a
    figure. Markers far outside sit at the picture's edge and say on which side;
    their label has the figure. Without ``axis`` the picture is as wide as what
    it shows.
    """
    figures = [figure for _, figure, _ in marks]
    end = _drawn_end(minimum, maximum, *figures)
    width = end - minimum
    axis = axis or Axis(
        max(min([minimum, *figures]), minimum - width * STRETCH),
        min(max([end, *figures]), end + width * STRETCH),
    )
    markers = tuple(_marker(kind, figure, axis, f"{label} {shown(figure)}") for kind, figure, label in marks)
    start, stop = axis.percent(minimum), axis.percent(end)
    low, high = shown(minimum), "" if maximum is None else shown(maximum)
    midpoint = None if maximum is None else (minimum + maximum) / 2
    description = f"Range from {low}{f' to {high}' if high else ' with an open end'}."
    if midpoint is not None:
        description += f" Midpoint {shown(midpoint)}."
    description += "".join(f" {marker.label}." for marker in markers)
    return RangeBar(
        start=_x(start),
        width=_x(max(stop - start, Decimal(1))),
        end=_x(stop),
        midpoint="" if midpoint is None else _x(axis.percent(midpoint)),
        low=low,
        high=high,
        is_open=maximum is None,
        markers=markers,
        description=description,
    )


def _drawn_end(minimum: Decimal, maximum: Decimal | None, *figures: Decimal) -> Decimal:
    if maximum is not None:
        # A range without width is drawn as a narrow one.
        return maximum if maximum > minimum else minimum + max(minimum * Decimal("0.02"), Decimal(1))
    return max([minimum * Decimal("1.4"), *(figure * Decimal("1.05") for figure in figures), minimum + 1])


def _marker(kind: Kind, figure: Decimal, axis: Axis, label: str) -> Marker:
    beyond: Side = "left" if figure < axis.low else "right" if figure > axis.high else ""
    at = axis.percent(min(max(figure, axis.low), axis.high))
    anchor: Anchor = "start" if at < 30 else "end" if at > 70 else "middle"
    return Marker(kind, _x(at), anchor, label, beyond)


def _x(percent: Decimal) -> str:
    return f"{rounded(percent, Decimal('0.01')).normalize():f}%"


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a stacked bar; ``kind`` decides how it is drawn."""

    kind: str
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class StackedBar:
    """Parts beside each other, in percent of the widest bar of the picture."""

    segments: tuple[Segment, ...]


def stacked_bar(parts: Sequence[tuple[str, Decimal]], most: Decimal) -> StackedBar:
    """``most`` is the sum of the widest bar: that one takes the whole width."""
    segments = []
    done = Decimal(0)
    for kind, amount in parts:
        start, end = (done * 100 / most, (done + amount) * 100 / most) if most else (Decimal(0), Decimal(0))
        segments.append(Segment(kind, _x(start), _x(end - start)))
        done += amount
    return StackedBar(tuple(segments))


@dataclass(frozen=True, slots=True)
class Column:
    """Parts on top of each other, all in percent of the picture, the lowest first."""

    x: str
    width: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One of them; ``kind`` decides how it is drawn."""

    kind: str
    y: str
    height: str


def columns(values: Sequence[Sequence[tuple[str, Decimal]]], most: Decimal) -> tuple[Column, ...]:
    """A column for each of ``values``, from left to right over the whole width; ``most`` takes the whole height."""
    room = Decimal(100) / max(len(values), 1)
    made = []
    for number, parts in enumerate(values):
        done, drawn = Decimal(0), []
        for kind, amount in parts:
            start, end = (done * 100 / most, (done + amount) * 100 / most) if most else (Decimal(0), Decimal(0))
            drawn.append(Part(kind, _x(100 - end), _x(end - start)))
            done += amount
        made.append(Column(_x(number * room + room / 10), _x(room * 8 / 10), tuple(drawn)))
    return tuple(made)


@dataclass(frozen=True, slots=True)
class Tick:
    """A round figure on a scale."""

    x: str
    label: str


@dataclass(frozen=True, slots=True)
class Box:
    """The middle half of some figures and their median, as an area with a line in it."""

    start: str
    width: str
    median: str


@dataclass(frozen=True, slots=True)
class Strip:
    """Figures as strokes on one line, with their middle half and one marked.

    ``strokes`` is a path over a width of 10,000, from 9 to 27 downwards.
    """

    strokes: str
    box: Box
    marker: Marker
    ticks: tuple[Tick, ...]
    description: str


def round_ticks(axis: Axis, *, shown: Callable[[Decimal], str], most: int = 5) -> tuple[Tick, ...]:
    """Round figures along an axis, at most ``most`` and one: multiples of 1, 2, 2.5 or 5 times a power of ten."""
    span = axis.high - axis.low
    if span <= 0:
        return (Tick(_x(axis.percent(axis.low)), shown(axis.low)),)
    power = Decimal(10) ** (span.adjusted() - 1)
    step = next(step for step in _steps(power) if span / step <= most)
    figures = [step * number for number in range(ceil(axis.low / step), floor(axis.high / step) + 1)]
    return tuple(Tick(_x(axis.percent(figure)), shown(figure)) for figure in figures)


def _steps(power: Decimal) -> Iterator[Decimal]:
    while True:
        yield from (power * factor for factor in (1, 2, Decimal("2.5"), 5))
        power *= 10


def box(axis: Axis, lower: Decimal, median: Decimal, upper: Decimal) -> Box:
    """Quartiles and median of figures on an axis."""
    start, stop = axis.percent(lower), axis.percent(upper)
    return Box(_x(start), _x(max(stop - start, Decimal("0.5"))), _x(axis.percent(median)))


def strip(
    figures: Sequence[Decimal],
    mark: tuple[Kind, Decimal, str],
    *,
    quartiles: tuple[Decimal, Decimal, Decimal],
    shown: Callable[[Decimal], str],
    short: Callable[[Decimal], str],
    description: str,
) -> Strip:
    """``figures`` on a line as wide as they and the marked one need; ``short`` words a figure of the scale.

    Of more than can be told apart, every second or third in their order is drawn, and so on.
    """
    kind, figure, label = mark
    ordered = sorted(figures)
    axis = Axis(min(ordered[0], figure), max(ordered[-1], figure))
    return Strip(
        strokes="".join(
            f"M{axis.percent(stroke) * 100:.0f} 9v18" for stroke in ordered[:: ceil(len(ordered) / STROKES)]
        ),
        box=box(axis, *quartiles),
        marker=_marker(kind, figure, axis, f"{label} {shown(figure)}"),
        ticks=round_ticks(axis, shown=short, most=4),
        description=description,
    )
