"""Words → levers and sections, with the asks, claims and blanks that stand in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from guides.document.document import AskComponent, Band, Lever, Part, Range, Section
from guides.document.totals import computed_total
from guides.parsing.speech.ask_tables import asks_of
from guides.parsing.speech.asks import find_asks
from guides.parsing.speech.claims import find_claims, find_slots
from guides.parsing.speech.context import Context
from guides.parsing.speech.limits import headed_limit
from guides.parsing.speech.offers import Hearing, heard
from guides.parsing.speech.quoted import find_quoted_offers
from guides.parsing.speech.splitting import split_sentences
from guides.parsing.speech.voices import apart
from guides.parsing.text.blocks import blocks
from guides.parsing.text.companies import own_names
from guides.parsing.text.mentions import Names

_COMPETING = re.compile(r"\bcompet(?:ing|itive|itor)|\boffers?\b|\balternative|\bcounter\b", re.IGNORECASE)


def context_of(bands: Sequence[Band], company: str) -> Context:
    """What amounts and names in a guide's prose refer to, by its bands and whose guide it is.

    "$" means US dollars where any band is in them, else the bands' own currency.
    """
    currencies = [band.currency for band in bands if band.currency]
    return Context(
        "USD" if "USD" in currencies or not currencies else currencies[0],
        Names.of_regions(band.region for band in bands if band.region),
        Names.of_levels(band.level for band in bands if band.level),
        own_names(company),
        tuple(dict.fromkeys(size for band in bands for size in _sizes(band))),
    )


def _sizes(band: Band) -> Iterable[tuple[AskComponent, str, Decimal, Decimal]]:
    """A band's ranges of base and of total pay."""
    if not band.currency:
        return
    total = computed_total(band)
    if total and total[1]:
        yield "total", band.currency, total[0], total[1]
    stated_ranges: tuple[tuple[AskComponent, Range | None], ...] = (("base", band.base), ("total", band.total))
    for component, stated in stated_ranges:
        if stated and stated.currency is None and stated.max:
            yield component, band.currency, stated.min, stated.max


def read_lever(title: str | None, parts: Iterable[Part], context: Context, line: int) -> Lever:
    """A lever, or with no title the strategy."""
    parts = tuple(parts)
    hearing = hearing_of(title, context.own)
    spoken = "\n".join(part.text for part in parts if part.voice == "say")
    return Lever(
        title=title,
        parts=parts,
        asks=find_asks(parts, context, hearing),
        quoted_offers=find_quoted_offers(spoken, currency=context.currency, hearing=hearing),
        claims=find_claims(spoken, hearing),
        slots=find_slots(spoken),
        needs_competing_offer=title is not None and _falls_without_offers(spoken, hearing),
        line=line,
    )


def read_section(heading: str, depth: int, body: str, context: Context, line: int) -> Section:
    """A section of prose. Its scripts, its tables of asks and the lines that begin with a limit are heard."""
    prose = "\n".join(line for line in body.split("\n") if not line.lstrip().startswith("|"))
    spoken, advice = apart(prose)
    tables = [block.rows for block in blocks(body) if block.kind == "table"] if "|" in body else []
    rows = [row for table in tables for row in asks_of(table)]
    limits = [limit for sentence in split_sentences(advice) if (limit := headed_limit(sentence).strip())]
    aside = [Part("advice", f"{heading}: {line}") for line in (*limits, *rows)]
    return Section(
        heading=heading,
        depth=depth,
        body=body,
        asks=find_asks((Part("say", spoken), *aside), context),
        claims=find_claims(spoken, Hearing(context.own)),
        line=line,
    )


def hearing_of(title: str | None, own: tuple[str, ...]) -> Hearing:
    """How the words of a lever are heard."""
    return Hearing(own, of_offers=bool(title and _COMPETING.search(title)))


def _falls_without_offers(spoken: str, hearing: Hearing) -> bool:
    """Whether the argument rests on offers held: its title says so, or nothing else is said."""
    claimed = [is_offer for _, is_offer in heard(spoken, hearing)]
    return any(claimed) and (all(claimed) or hearing.of_offers)
