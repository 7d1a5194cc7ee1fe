"""A band that can be read in two ways, read as an editor has decided for its company. Pure.

What is decided holds for a shape: for all bands of a company whose table has
the same headers and leaves the same question open.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from guides.document.document import Band, EquityRange, Equivalent, Finding, GuideDocument, Reading

Choice = Literal["base", "total", "grant", "year"]

# A choice → what the amounts are then.
AS: dict[Choice, str] = {
    "base": "base pay",
    "total": "annual totals",
    "grant": "whole grants",
    "year": "a year's equity",
}


def is_open(band: Band) -> bool:
    """Whether it can be read in two ways, and nobody has decided."""
    return band.unspecified is not None or bool(band.equity and band.equity.period_doubtful)


def shape_of(band: Band) -> str:
    """What tells the tables of a company apart that leave a question open: the question, and the headers.

    A header that names the row's own place or level is "…", since other guides have other places.
    """
    return shape(band.cells, (band.region, band.level), of_part=band.unspecified is not None)


def shape(headers: Iterable[str], own: Iterable[str | None], *, of_part: bool) -> str:
    """The shape of a row with these headers, whose place and level are its ``own``."""
    names = [name.casefold() for name in own if name]
    words = [
        "…" if any(name in header.casefold() for name in names) else " ".join(header.casefold().split())
        for header in headers
    ]
    return f"{'part' if of_part else 'period of equity'}: {' | '.join(words)}"


def choice_of(reading: Reading) -> Choice:
    """What an editor who takes this reading decides."""
    if reading.component:
        return "base" if reading.component == "base" else "total"
    return "year" if reading.period == "year" else "grant"


def choices_for(band: Band) -> tuple[Choice, Choice]:
    """The two things that an open band can be."""
    return ("base", "total") if band.unspecified is not None else ("grant", "year")


def settled(document: GuideDocument, chosen: Mapping[str, Choice]) -> GuideDocument:
    """The document with its open bands read as was chosen for their shapes, and a finding for each that says so.

    The same document where nothing was chosen for any of them.
    """
    bands, told = list(document.bands), dict[tuple[str, Choice], list[int]]()
    for position, band in enumerate(document.bands):
        choice = chosen.get(shape_of(band)) if is_open(band) else None
        if choice is not None and choice in choices_for(band):
            bands[position] = as_chosen(band, choice)
            told.setdefault((shape_of(band), choice), []).append(position)
    if not told:
        return document
    findings = [_told(document, choice, positions) for (_, choice), positions in told.items()]
    return replace(document, bands=tuple(bands), findings=(*document.findings, *findings))


def _told(document: GuideDocument, choice: Choice, positions: Sequence[int]) -> Finding:
    first = document.bands[positions[0]]
    name = ", ".join(filter(None, (first.region, first.level))) or f"row {positions[0] + 1}"
    rows = f"{len(positions)} rows from {name} on are" if len(positions) > 1 else f"{name} is"
    message = f"{rows} read as {AS[choice]}: an editor decided so for all guides of the company with such a table."
    return Finding(
        "reading-settled", "info", f"{message[:1].upper()}{message[1:]}", first.line, f"bands/{positions[0]}"
    )


def as_chosen(band: Band, choice: Choice) -> Band:
    """An open band read in one of its two ways."""
    if choice in {"grant", "year"}:
        return replace(
            band,
            equity=_of_period(band.equity, choice),
            equivalents=tuple(replace(one, equity=_of_period(one.equity, choice)) for one in band.equivalents),
            readings=(),
        )
    return replace(
        band,
        **{choice: band.unspecified},  # type: ignore[arg-type]
        unspecified=None,
        equivalents=tuple(_of_part(one, choice) for one in band.equivalents),
        readings=(),
    )


def _of_part(equivalent: Equivalent, choice: Choice) -> Equivalent:
    if equivalent.unspecified is None:
        return equivalent
    return replace(equivalent, **{choice: equivalent.unspecified}, unspecified=None)  # type: ignore[arg-type]


def _of_period(equity: EquityRange | None, choice: Choice) -> EquityRange | None:
    if equity is None:
        return None
    if choice == "year":
        return replace(equity, period="year", years=None, period_doubtful=False)
    return replace(equity, period="grant", period_doubtful=False)
