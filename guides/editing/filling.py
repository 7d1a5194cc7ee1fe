"""Documents → the rows of drafts that are empty yet, written in bulk for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from guides.document import document as doc
from guides.editing.checking import Found, store_findings
from guides.editing.columns import ask_columns, band_columns, quoted_columns
from guides.editing.shared_records import SharedRecords
from guides.models import Ask, Band, Citation, LevelMapping, Lever, QuotedOffer, Revision, Section


@dataclass(frozen=True, slots=True)
class Filling:
    """An empty draft, what it is to say, and the findings of that content, made before a transaction holds anything."""

    draft: Revision
    document: doc.GuideDocument
    checked: tuple[doc.Finding, ...]

    @property
    def levers(self) -> list[doc.Lever]:
        """The levers, the strategy last."""
        return [*self.document.levers, *([self.document.strategy] if self.document.strategy else [])]


def fill(fillings: Sequence[Filling], shared: SharedRecords) -> list[tuple[doc.Finding, ...]]:
    """Store what documents say as their drafts' rows, with the findings, which come back for each.

    In a bounded number of queries for all of them, but for places that nobody knew.
    """
    shared.prepare([one.document for one in fillings])
    unknown = _store_bands(fillings, shared)
    _store_mappings(fillings, shared)
    _store_words(fillings, shared)
    _store_citations(fillings, shared)
    found = [(*one.document.findings, *places, *one.checked) for one, places in zip(fillings, unknown, strict=True)]
    store_findings(
        [Found(one.draft, findings, frozenset(one.checked)) for one, findings in zip(fillings, found, strict=True)]
    )
    return found


def _store_bands(fillings: Sequence[Filling], shared: SharedRecords) -> list[list[doc.Finding]]:
    """Of each document the findings about places that are new to the library."""
    bands = []
    unknown: list[list[doc.Finding]] = []
    for one in fillings:
        unknown.append([])
        for position, band in enumerate(one.document.bands):
            location, is_new = shared.location(band)
            if is_new:
                unknown[-1].append(unknown_region(band, position))
            bands.append(
                Band(
                    revision=one.draft,
                    position=position,
                    location=location,
                    source_id=shared.own_source_id(band),
                    **band_columns(band),
                )
            )
    Band.objects.bulk_create(bands)
    return unknown


def _store_mappings(fillings: Sequence[Filling], shared: SharedRecords) -> None:
    LevelMapping.objects.bulk_create(
        LevelMapping(
            revision=one.draft,
            position=position,
            own=mapping.own,
            equivalents=doc.to_json(mapping.equivalents),
            extra=dict(mapping.extra),
            line=mapping.line,
            source_id=shared.own_source_id(mapping),
        )
        for one in fillings
        for position, mapping in enumerate(one.document.level_mappings)
    )


def _store_words(fillings: Sequence[Filling], shared: SharedRecords) -> None:
    """Sections, levers and the strategy, with the asks and quoted offers that stand under them."""
    sections = Section.objects.bulk_create(
        Section(
            revision=one.draft,
            position=position,
            heading=section.heading,
            depth=section.depth,
            body=section.body,
            claims=doc.to_json(section.claims),
            line=section.line,
        )
        for one in fillings
        for position, section in enumerate(one.document.sections)
    )
    levers = Lever.objects.bulk_create(
        Lever(
            revision=one.draft,
            position=position,
            is_strategy=lever is one.document.strategy,
            title=lever.title or "",
            parts=doc.to_json(lever.parts),
            sentences=doc.to_json(lever.sentences),
            slots=list(lever.slots),
            needs_competing_offer=lever.needs_competing_offer,
            line=lever.line,
            source_id=shared.own_source_id(lever),
        )
        for one in fillings
        for position, lever in enumerate(one.levers)
    )
    said_in_sections = [section for one in fillings for section in one.document.sections]
    said_in_levers = [lever for one in fillings for lever in one.levers]
    said_in: tuple[tuple[str, Sequence[Section | Lever], Sequence[doc.Section | doc.Lever]], ...] = (
        ("section", sections, said_in_sections),
        ("lever", levers, said_in_levers),
    )
    Ask.objects.bulk_create(
        Ask(revision_id=row.revision_id, position=position, **{kind: row}, **ask_columns(ask))
        for kind, rows, said in said_in
        for row, owner in zip(rows, said, strict=True)
        for position, ask in enumerate(owner.asks)
    )
    QuotedOffer.objects.bulk_create(
        QuotedOffer(revision_id=row.revision_id, lever=row, position=position, **quoted_columns(quoted))
        for row, lever in zip(levers, said_in_levers, strict=True)
        for position, quoted in enumerate(lever.quoted_offers)
    )


def _store_citations(fillings: Sequence[Filling], shared: SharedRecords) -> None:
    Citation.objects.bulk_create(
        Citation(revision=one.draft, position=position, source_id=key, text=source.text, line=source.line)
        for one in fillings
        for position, (source, key) in enumerate(
            zip(one.document.sources, shared.source_ids(one.document.sources), strict=True)
        )
    )


def unknown_region(band: doc.Band, position: int) -> doc.Finding:
    """The finding of a band whose region is a place that nobody knew."""
    return doc.Finding(
        "region-unknown",
        "warning",
        f"“{band.region}” is not among the known locations; it was added for review.",
        band.line,
        f"bands/{position}",
    )
