"""A draft's cells → a band, and what is doubtful about it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pay.currencies import SHARED, currency_of

from guides.document.document import Band, Equivalent, Finding
from guides.document.totals import only_fits_whole_grant
from guides.parsing.pay.captions import Bound, Caption, Component
from guides.parsing.pay.cells import Cell, likely_currency
from guides.parsing.pay.components import Components
from guides.parsing.pay.drafts import Draft
from guides.parsing.pay.percentiles import percentiles_of
from guides.parsing.text.places import place_of

# What an editor has decided about a grant that could be a yearly amount (``guides.parsing.canonical.writing``).
_SETTLED = re.compile(r"\(period (?P<how>settled|doubtful)\)$")


def band_of(draft: Draft, place: str) -> tuple[Band, list[Finding]]:
    """The band with the amounts of a draft's cells; its findings are placed at ``place``."""
    printed = _by_the_month(draft.pay) if draft.monthly else draft.pay
    pay = _bounded(printed)
    noted = draft.noted or tuple(code for caption, _ in pay for code in caption.currencies)
    location = place_of(draft.region or "")
    currency = draft.currency or likely_currency(
        [cell for caption, cell in pay if caption.component], noted, location.currency if location else None
    )
    signed = any(any(figure.symbols) for _, cell in pay for figure in cell.amounts)
    components = Components(draft.line, place, currency, signed, draft.net)
    if (
        currency
        and location
        and not noted
        and draft.currency is None
        and _is_shared_with(location.currency, currency, pay)
    ):
        message = f"{draft.region} pays in {location.currency}; its amounts have a sign that {currency} has, too."
        components.findings.append(Finding("currency-of-place", "warning", message, draft.line, place))
    elif currency and (bare := _bare_sign(currency, pay)):
        name = draft.region or draft.level or "A row"
        message = f"{name}: some of its amounts are marked as {currency}, others with “{bare}” alone."
        components.findings.append(Finding("currency-of-place", "warning", message, draft.line, place))
    middles = [one for one in pay if one[0].component == "aside" and one[0].percentiles]
    for caption, cell in pay:
        if (caption, cell) not in middles:
            components.take(caption, cell)
    percentiles = percentiles_of(printed, components)
    for caption, cell in middles:
        if caption.of not in {one.component for one in percentiles}:
            components.take(caption, cell)
    band = Band(
        draft.region or None,
        draft.level,
        currency,
        **components.values,
        other=tuple(components.other),
        equivalents=tuple(Equivalent(code, **parts) for code, parts in components.equivalents.items()),
        cells=draft.cells,
        line=draft.line,
        percentiles=percentiles,
    )
    decided = next((found["how"] for caption, cell in pay if (found := _SETTLED.search(cell.text))), None)
    is_doubtful = decided == "doubtful" or components.contradicts_heading or only_fits_whole_grant(band)
    if band.equity and decided != "settled" and is_doubtful:
        band = replace(band, equity=replace(band.equity, period_doubtful=True))
    return band, components.findings


def _bounded(pay: Sequence[tuple[Caption, Cell]]) -> list[tuple[Caption, Cell]]:
    """Cells of which one is a range's minimum and another its maximum become one cell."""
    ends: dict[tuple[Component | None, Bound | None], Cell] = {
        (caption.component, caption.bound): cell
        for caption, cell in pay
        if caption.component and caption.bound and cell.amounts
    }
    merged: list[tuple[Caption, Cell]] = []
    for caption, cell in pay:
        other = ends.get((caption.component, "max" if caption.bound == "min" else "min")) if caption.bound else None
        if other is None or not cell.amounts:
            merged.append((caption, cell))
        elif caption.bound == "min":
            low, high = cell.amounts[0], other.amounts[0]
            figure = low._replace(
                maximum=high.maximum,
                symbols=(low.symbols[0], high.symbols[0]),
                is_open=high.is_open,
                period=low.period or high.period,
            )
            merged.append((caption, Cell(f"{cell.text} – {other.text}", (figure,))))
    return merged


def _by_the_month(pay: Sequence[tuple[Caption, Cell]]) -> list[tuple[Caption, Cell]]:
    """What a place's note of months speaks of; a total of many months' base is a year's: "₪32K" beside "₪454K"."""
    monthly: set[Component | None] = {"base", "total", "unspecified"}
    printed = {caption.component: cell.amounts[0].minimum for caption, cell in reversed(pay) if cell.amounts}
    if "base" in printed and printed.get("total", 0) > 6 * printed["base"]:
        monthly.remove("total")
    return [
        (replace(caption, monthly=caption.monthly or (caption.of or caption.component) in monthly), cell)
        for caption, cell in pay
    ]


def _is_shared_with(local: str, taken: str, pay: Sequence[tuple[Caption, Cell]]) -> bool:
    """Whether the amounts' sign may as well mean the place's own currency: "$140K" in Toronto."""
    signs = {symbol for _, cell in pay for figure in cell.amounts[:1] for symbol in figure.symbols if symbol}
    return local != taken and any(local in SHARED.get(sign, ()) for sign in signs)


def _bare_sign(currency: str, pay: Sequence[tuple[Caption, Cell]]) -> str:
    """The sign of several currencies beside one of this currency alone: "$2.9M" in a row with "NT$2.4M"; "" if none."""
    signs = [
        {symbol for figure in cell.amounts for symbol in figure.symbols if symbol}
        for caption, cell in pay
        if caption.component
    ]
    shared = {sign for of_cell in signs for sign in of_cell if currency in SHARED.get(sign, ()) and currency != "USD"}
    marked = {
        sign for of_cell in signs for sign in of_cell if sign not in SHARED and currency_of(sign, None) == currency
    }
    # A cell with both has each amount twice: "C$140K / $105K".
    alone = [of_cell & shared for of_cell in signs if not of_cell & marked]
    return next((sign for of_cell in alone for sign in sorted(of_cell)), "") if marked else ""
