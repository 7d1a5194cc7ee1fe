"""Percentiles of one part of pay: two of them are the ends of its range, all of them anchors to stand among."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from guides.document.document import Percentile, PercentileOf
from guides.parsing.pay.captions import Caption
from guides.parsing.pay.cells import Cell
from guides.parsing.pay.components import Components, months_of

_NAMED = re.compile(
    r"\b(?:P(?P<short>\d\d)|(?P<long>\d\d)th(?: percentile| pctl?)?|(?P<median>median)|(?P<lower>lower|first) quartile"
    r"|(?P<upper>upper|third) quartile)\b",
    re.IGNORECASE,
)
# Surveys give a range by its quartiles; the outer tenths serve where those are missing.
_ENDS = ((25, 75), (10, 90))
_OF: tuple[PercentileOf, ...] = ("base", "total")


def with_ends(captions: Sequence[Caption]) -> list[Caption]:
    """Captions with the percentiles that they name.

    Two as far from the middle as each other are a range's ends, others of the part asides; without such a
    pair they stay what they are.
    """
    changed = list(captions)
    found: dict[tuple[str | None, str], dict[int, int]] = defaultdict(dict)
    for at, caption in enumerate(captions):
        named = list(_NAMED.finditer(caption.text))
        if not named or caption.percentiles:
            continue
        changed[at] = replace(caption, percentiles=tuple(map(_percent, named)))
        if not caption.bound:
            rest = " ".join(re.findall(r"\w+", caption.text[: named[0].start()] + caption.text[named[0].end() :]))
            found[caption.component, rest.casefold()].setdefault(_percent(named[0]), at)
    for columns in found.values():
        ends = next(((low, high) for low, high in _ENDS if low in columns and high in columns), None)
        if ends is None:
            continue
        for percent, at in columns.items():
            caption = changed[at]
            if percent in ends:
                changed[at] = replace(caption, bound="min" if percent == ends[0] else "max")
            else:
                changed[at] = replace(caption, component="aside", region=None, level=None, of=caption.component)
    return changed


def percentiles_of(pay: Sequence[tuple[Caption, Cell]], components: Components) -> tuple[Percentile, ...]:
    """The percentiles of base and of the total that a band's cells print, where they make a line to stand on.

    Each figure is above the one before. What no editor has settled stands only beside a range of the part, in the
    band's currency, with a pair as far from the middle as each other: "P10" alone may be a level.
    """
    found: dict[PercentileOf, dict[int, Decimal]] = {part: {} for part in _OF}
    unclear: set[PercentileOf] = set()
    settled = {caption.of for caption, _ in pay if caption.is_settled}
    for caption, cell in pay:
        part = next((one for one in _OF if one == (caption.of or caption.component)), None)
        if part is None or not caption.percentiles or cell.is_empty:
            continue
        for percent, amount in _printed(caption, cell, components.currency):
            if amount is None or found[part].setdefault(percent, amount) != amount:
                unclear.add(part)
    return tuple(
        Percentile(part, percent, amount)
        for part, amounts in found.items()
        if part not in unclear
        and all(low < high for low, high in pairwise(amount for _, amount in sorted(amounts.items())))
        and (part in settled or (any(set(ends) <= amounts.keys() for ends in _ENDS) and _is_plain(components, part)))
        for percent, amount in sorted(amounts.items())
    )


def _printed(caption: Caption, cell: Cell, currency: str | None) -> Iterator[tuple[int, Decimal | None]]:
    """Each percentile of a cell with its amount a year; ``None`` where it can't be told."""
    figure = cell.amounts[0] if len(cell.amounts) == 1 and not cell.is_ambiguous(currency) else None
    one, *more = caption.percentiles
    if (
        figure is None
        or figure.is_open
        or figure.mixes_currencies
        or figure.currency(currency) != currency
        or cell.period
    ):
        yield one, None
    elif not more and figure.minimum == figure.maximum:
        yield one, figure.minimum * months_of(figure, caption)
    elif len(more) == 1:
        yield one, figure.minimum * months_of(figure, caption)
        yield more[0], figure.maximum * months_of(figure, caption)
    else:
        yield one, None


def _is_plain(components: Components, part: PercentileOf) -> bool:
    """Whether the part itself was read, in the band's currency; of a total of year 1 no yearly line is made."""
    value = components.values.get(part)
    return value is not None and value.currency is None and value.basis is None


def _percent(named: re.Match[str]) -> int:
    words = {"median": 50, "lower": 25, "upper": 75}
    return next((percent for word, percent in words.items() if named[word]), 0) or int(named["short"] or named["long"])
