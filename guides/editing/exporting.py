"""Revision → guide document: what is stored, in the contract's form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, cast, overload

from guides.document import document as doc
from guides.document.readings import with_readings
from guides.models import Ask, Band, Citation, Finding, LevelMapping, Lever, QuotedOffer, Revision, Section, Source
from guides.parsing.speech.claims import find_claims
from guides.parsing.speech.scripts import hearing_of
from guides.parsing.text.companies import own_names

# Revisions in memory at once.
BATCH = 50


@dataclass(frozen=True, slots=True)
class SectionRows:
    section: Section
    asks: Iterable[Ask]


@dataclass(frozen=True, slots=True)
class LeverRows:
    lever: Lever
    asks: Iterable[Ask]
    quoted_offers: Iterable[QuotedOffer]


@dataclass(frozen=True, slots=True)
class Content:
    """A revision's rows, stored or not, each list in the guide's order."""

    bands: Iterable[Band]
    level_mappings: Iterable[LevelMapping]
    sections: Iterable[SectionRows]
    levers: Iterable[LeverRows]
    strategy: LeverRows | None
    citations: Iterable[Citation]


def to_document(revision: Revision) -> doc.GuideDocument:
    """All that a revision says. Queries: one a kind of row, fewer with ``with_content()``."""
    return document_of(revision, stored_content(revision))


def stored_content(revision: Revision) -> Content:
    """The rows that a revision has in the database."""
    levers = [LeverRows(lever, lever.asks.all(), lever.quoted_offers.all()) for lever in revision.levers.all()]
    return Content(
        bands=revision.bands.all(),
        level_mappings=revision.levelmappings.all(),
        sections=[SectionRows(section, section.asks.all()) for section in revision.sections.all()],
        levers=[rows for rows in levers if not rows.lever.is_strategy],
        strategy=next((rows for rows in levers if rows.lever.is_strategy), None),
        citations=revision.citations.all(),
    )


def document_of(revision: Revision, content: Content) -> doc.GuideDocument:
    """What a revision says with these rows, without a query where each row came with its source."""
    own = own_names(revision.guide.company.name)
    return with_readings(_document_of(revision, content, own))


def _document_of(revision: Revision, content: Content, own: tuple[str, ...]) -> doc.GuideDocument:
    return doc.GuideDocument(
        title=revision.title,
        company=revision.guide.company.name,
        role=revision.guide.role.name,
        level=revision.level or None,
        tagline=revision.tagline or None,
        tags=tuple(revision.tags),
        premiums=tuple(
            doc.Premium(premium["label"], _decimal(premium["min_pct"]), _decimal(premium["max_pct"]))
            for premium in revision.premiums
        ),
        bands=tuple(_band(band) for band in content.bands),
        level_mappings=tuple(
            doc.LevelMapping(
                mapping.own,
                tuple(doc.LevelEquivalent(**equivalent) for equivalent in mapping.equivalents),
                mapping.extra,
                mapping.line,
                _own_source(mapping),
            )
            for mapping in content.level_mappings
        ),
        sections=tuple(
            doc.Section(
                heading=rows.section.heading,
                depth=rows.section.depth,
                body=rows.section.body,
                asks=tuple(_ask(ask) for ask in rows.asks),
                claims=_claims(rows.section.claims),
                line=rows.section.line,
            )
            for rows in content.sections
        ),
        levers=tuple(_lever(rows, own) for rows in content.levers),
        strategy=_lever(content.strategy, own) if content.strategy else None,
        sources=tuple(_source(citation.source, citation.text, citation.line) for citation in content.citations),
        labels=tuple(doc.Label(**label) for label in revision.labels),
        source_path=revision.source_path or None,
    )


def with_reading(revision: Revision) -> doc.GuideDocument:
    """All that a revision says, with what was found as its text was read.

    That a region was new to this library is no finding about the text.
    """
    findings = tuple(
        doc.Finding(
            finding.code, cast("doc.Severity", finding.severity), finding.message, finding.line, finding.place or None
        )
        for finding in revision.findings.all()
        if finding.origin == Finding.Origin.READING and finding.code != "region-unknown"
    )
    return replace(to_document(revision), findings=findings)


def documents(keys: Mapping[str, int]) -> Iterator[tuple[str, doc.GuideDocument]]:
    """Names and documents of revisions, in the order of their names; so many at once as fit into memory."""
    chosen = sorted(keys.items())
    for start in range(0, len(chosen), BATCH):
        batch = chosen[start : start + BATCH]
        revisions = Revision.objects.with_content().prefetch_related("findings").in_bulk([key for _, key in batch])
        for name, key in batch:
            yield name, with_reading(revisions[key])


def _band(band: Band) -> doc.Band:
    return doc.Band(
        region=band.region or None,
        level=band.level or None,
        currency=band.currency or None,
        base=_range(band, "base"),
        equity=_equity(band),
        bonus=_bonus(band),
        signing=_range(band, "signing", period="once"),
        other=tuple(
            doc.OtherPay(**pay | {"min": _decimal(pay["min"]), "max": _decimal(pay["max"])}) for pay in band.other
        ),
        total=_range(band, "total"),
        unspecified=_range(band, "unspecified"),
        equivalents=tuple(_equivalent(equivalent) for equivalent in band.equivalents),
        cells=band.cells,
        line=band.line,
        source=_own_source(band),
        percentiles=tuple(doc.Percentile(**one | {"amount": _decimal(one["amount"])}) for one in band.percentiles),
    )


def _range(band: Band, part: str, *, period: doc.Period | None = None) -> doc.Range | None:
    minimum = getattr(band, f"{part}_min")
    if minimum is None:
        return None
    return doc.Range(
        min=minimum,
        max=getattr(band, f"{part}_max"),
        period=period or getattr(band, f"{part}_period"),
        open=getattr(band, f"{part}_open"),
        currency=getattr(band, f"{part}_currency", "") or None,
        basis=getattr(band, f"{part}_basis", "") or None,
    )


def _equity(band: Band) -> doc.EquityRange | None:
    if band.equity_min is None:
        return None
    return doc.EquityRange(
        min=band.equity_min,
        max=band.equity_max,
        period=cast("doc.EquityPeriod", band.equity_period),
        years=band.equity_years,
        kind=cast("doc.EquityKind", band.equity_kind),
        unit=cast("doc.EquityUnit", band.equity_unit),
        open=band.equity_open,
        currency=band.equity_currency or None,
        period_doubtful=band.equity_period_doubtful,
    )


def _bonus(band: Band) -> doc.Bonus | None:
    if not band.bonus_kind:
        return None
    percent = (
        doc.PercentRange(band.bonus_percent_min, band.bonus_percent_max) if band.bonus_percent_min is not None else None
    )
    by_percent = band.bonus_kind == Band.BonusKind.PERCENT
    return doc.Bonus(
        kind=cast("doc.BonusKind", band.bonus_kind),
        min=band.bonus_percent_min if by_percent else band.bonus_min,
        max=band.bonus_percent_max if by_percent else band.bonus_max,
        percent=None if by_percent else percent,
        text=band.bonus_text or None,
        open=band.bonus_open,
        currency=band.bonus_currency or None,
    )


def _equivalent(stored: dict[str, Any]) -> doc.Equivalent:
    kinds = {
        "base": doc.Range,
        "equity": doc.EquityRange,
        "bonus": doc.Bonus,
        "signing": doc.Range,
        "total": doc.Range,
        "unspecified": doc.Range,
    }
    parts: dict[str, Any] = {}
    for name, kind in kinds.items():
        if value := stored.get(name):
            amounts: dict[str, Any] = {end: _decimal(value[end]) for end in ("min", "max") if end in value}
            percent = value.get("percent")
            if percent:
                amounts["percent"] = doc.PercentRange(_decimal(percent["min"]), _decimal(percent["max"]))
            parts[name] = kind(**value | amounts)
    return doc.Equivalent(currency=stored["currency"], **parts)


def _lever(rows: LeverRows, own: tuple[str, ...]) -> doc.Lever:
    lever = rows.lever
    return doc.Lever(
        title=lever.title or None,
        parts=tuple(doc.Part(**part) for part in lever.parts),
        sentences=tuple(doc.Sentence(**sentence) for sentence in lever.sentences),
        asks=tuple(_ask(ask) for ask in rows.asks),
        quoted_offers=tuple(
            doc.QuotedOffer(
                company=quoted.company or None,
                role=quoted.role or None,
                base=quoted.base,
                equity=quoted.equity,
                total=quoted.total,
                currency=quoted.currency or None,
            )
            for quoted in rows.quoted_offers
        ),
        claims=find_claims(
            "\n".join(part["text"] for part in lever.parts if part["voice"] == "say"), hearing_of(lever.title, own)
        ),
        slots=tuple(lever.slots),
        needs_competing_offer=lever.needs_competing_offer,
        line=lever.line,
        source=_own_source(lever),
    )


def _own_source(row: Band | LevelMapping | Lever) -> doc.Source | None:
    return _source(row.source, row.source.text) if row.source else None


def _source(source: Source, text: str, line: int | None = None) -> doc.Source:
    period = doc.SourcePeriod(source.period_from or None, source.period_to or None) if source.period else None
    return doc.Source(text, source.publisher or None, source.url or None, period, line)


def _claims(claims: list[dict[str, Any]]) -> tuple[doc.Claim, ...]:
    return tuple(doc.Claim(**claim) for claim in claims)


def _ask(ask: Ask) -> doc.Ask:
    return doc.Ask(
        role=cast("doc.AskRole", ask.role),
        component=cast("doc.AskComponent", ask.component),
        min=ask.min,
        max=ask.max,
        basis=cast("doc.AskBasis", ask.basis),
        unit=cast("doc.AskUnit", ask.unit),
        currency=ask.currency or None,
        period=cast("doc.Period", ask.period),
        region=ask.region or None,
        level=ask.level or None,
        text=ask.text,
    )


@overload
def _decimal(value: None) -> None: ...


@overload
def _decimal(value: float | str) -> Decimal: ...


def _decimal(value: float | str | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))
