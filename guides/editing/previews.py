"""What texts would do to the library if they were stored as drafts."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from guides.data.reference import bundled_rates
from guides.document import document as doc
from guides.document.checks import check
from guides.document.differences import changed_places
from guides.document.findings import SEVERITIES
from guides.document.naming import address_slug
from guides.editing.columns import region_key, text_hash
from guides.editing.decided import Decided
from guides.editing.exporting import to_document
from guides.editing.filling import unknown_region
from guides.editing.importing import why_no_name
from guides.models import Company, Guide, ImportItem, Location, LocationAlias, Revision, Role
from guides.parsing import GuideDocument, GuideRefused, parse_guide
from guides.parsing.canonical.writing import comparable

Outcome = ImportItem.Outcome
# What tells guides apart: the guide's own key, or company and role of one that isn't there yet.
GuideKey = int | tuple[str, str]

_PLACES_NAMED = 3


@dataclass(frozen=True, slots=True)
class Preview:
    """What would become of one text.

    ``reason`` says why it is refused, what of a guide would change, or why
    nothing would. ``findings`` are plain values, the worst first:
    ``{"code", "severity", "message", "line", "place"}``.
    """

    outcome: Outcome
    company: str = ""
    role: str = ""
    guide_id: int | None = None
    reason: str = ""
    line: int | None = None
    findings: tuple[dict[str, Any], ...] = ()


def guide_key(read: Preview | ImportItem) -> GuideKey:
    return read.guide_id or (address_slug(read.company), address_slug(read.role))


@dataclass(frozen=True, slots=True)
class ReadText:
    """A text's document, and the findings of its content."""

    document: GuideDocument
    checked: tuple[doc.Finding, ...]


def read_texts(texts: Sequence[tuple[str, str]], *, today: date) -> list[ReadText | Preview]:
    """The documents of texts, or why each is none, or that it is held already: to be read before anything is locked."""
    held = _held(text_hash(text) for _, text in texts)
    decided = Decided()
    return [held.get(text_hash(text)) or _read(path, text, today, decided) for path, text in texts]


def preview(texts: Sequence[tuple[str, ReadText | Preview]], *, seen: dict[GuideKey, str]) -> list[Preview]:
    """What would become of each text, given as path and as it was read; some twenty queries however many they are.

    ``seen`` holds the guides that earlier texts of the same batch are about,
    with the paths of those texts; it grows.
    """
    library = Library.around([one.document for _, one in texts if isinstance(one, ReadText)])
    found = [one if isinstance(one, Preview) else library.preview(one) for _, one in texts]
    return [_once(one, path, seen) for one, (path, _) in zip(found, texts, strict=True)]


def newest_of_guide() -> Subquery:
    """The number of the newest revision of a revision's guide."""
    newest = Revision.objects.filter(guide=OuterRef("guide")).order_by("-number")
    return Subquery(newest.values("number")[:1])


def _held(hashes: Iterable[str]) -> dict[str, Preview]:
    """The texts that their guide's newest revision was made of, by hash: they needn't be read again."""
    same = (
        Revision.objects.filter(source_hash__in=set(hashes), number=newest_of_guide(), guide__merged_into=None)
        .exclude(status=Revision.Status.WITHDRAWN)
        .values_list("source_hash", "guide__company__name", "guide__role__name", "guide_id")
    )
    return {digest: Preview(Outcome.UNCHANGED, company, role, guide_id) for digest, company, role, guide_id in same}


def _read(path: str, text: str, today: date, decided: Decided) -> ReadText | Preview:
    try:
        document = decided.applied(parse_guide(text, source_path=path))
    except GuideRefused as refusal:
        return Preview(Outcome.REFUSED, reason=refusal.reason, line=refusal.line)
    if reason := why_no_name(document):
        return Preview(Outcome.REFUSED, reason=reason)
    return ReadText(document, check(document, today=today, rates=bundled_rates()))


def _once(read: Preview, path: str, seen: dict[GuideKey, str]) -> Preview:
    """Refuses the second text about one guide, which would be refused as it is stored."""
    if read.outcome == Outcome.REFUSED:
        return read
    key = guide_key(read)
    if first := seen.get(key):
        reason = f"{read.company}, {read.role} is in this import already: “{first}”."
        return replace(read, outcome=Outcome.REFUSED, reason=reason)
    seen[key] = path
    return read


@dataclass(frozen=True, slots=True)
class Library:
    """What stands in the library about the guides of some documents."""

    guides: dict[tuple[str, str], Guide]
    newest: dict[int, Revision]
    regions: frozenset[str]

    @classmethod
    def around(cls, documents: Sequence[GuideDocument]) -> Library:
        addresses = {(address_slug(one.company), address_slug(one.role)) for one in documents}
        companies = _current(Company.objects.filter(slug__in={company for company, _ in addresses}))
        roles = _current(Role.objects.filter(slug__in={role for _, role in addresses}, company=None))
        kept = {
            (guide.company_id, guide.role_id): guide
            for guide in Guide.objects.filter(
                company__in=set(companies.values()), role__in=set(roles.values())
            ).select_related("company", "role", "merged_into__company", "merged_into__role")
        }
        guides = {
            (company, role): kept[companies[company], roles[role]]
            for company, role in addresses
            if (companies.get(company), roles.get(role)) in kept
        }
        newest = (
            Revision.objects.with_content()
            .filter(guide__in=guides.values(), number=newest_of_guide())
            .select_related("created_by")
            .defer("source_text")
        )
        return cls(
            guides=guides,
            newest={revision.guide_id: revision for revision in newest},
            regions=_known_regions({region_key(band.region) for one in documents for band in one.bands if band.region}),
        )

    def preview(self, read: ReadText) -> Preview:
        document = read.document
        guide = self.guides.get((address_slug(document.company), address_slug(document.role)))
        outcome, reason = self._outcome(guide, document)
        return Preview(
            outcome,
            document.company,
            document.role,
            guide.pk if guide else None,
            reason,
            findings=_plain((*document.findings, *self._unknown_regions(document), *read.checked)),
        )

    def _outcome(self, guide: Guide | None, document: GuideDocument) -> tuple[Outcome, str]:
        if guide and guide.merged_into:
            return Outcome.REFUSED, f"This guide was merged into {guide.merged_into}."
        newest = self.newest.get(guide.pk) if guide else None
        if newest is None:
            return Outcome.NEW, ""
        if newest.is_open:
            return Outcome.REFUSED, _in_the_way(newest)
        stands = to_document(newest)
        if newest.status == Revision.Status.WITHDRAWN:
            return (
                Outcome.CHANGED,
                f"The guide is withdrawn; this would be its next draft. {_places_changed(stands, document)}",
            )
        if _content(stands) == _content(document):
            return Outcome.UNCHANGED, f"Written differently, but it says what revision {newest.number} says."
        return Outcome.CHANGED, _places_changed(stands, document)

    def _unknown_regions(self, document: GuideDocument) -> Iterator[doc.Finding]:
        for position, band in enumerate(document.bands):
            if band.region and region_key(band.region) not in self.regions:
                yield unknown_region(band, position)


def _current(records: QuerySet[Company] | QuerySet[Role]) -> dict[str, int]:
    """Slug → the record, or the one that it was merged into, as an importer finds it."""
    return {record.slug: record.current.pk for record in records.select_related("merged_into")}


def _known_regions(keys: set[str]) -> frozenset[str]:
    spelled = set(LocationAlias.objects.filter(key__in=keys).values_list("key", flat=True))
    slugs = {address_slug(key): key for key in keys - spelled}
    named = Location.objects.filter(slug__in=slugs).values_list("slug", flat=True)
    return frozenset(spelled | {slugs[slug] for slug in named})


def _in_the_way(newest: Revision) -> str:
    by = f" by {newest.created_by}" if newest.created_by else ""
    if newest.is_draft:
        return f"The guide has an open draft: revision {newest.number}{by}. Publish or discard it first."
    return f"The guide is in review: revision {newest.number}{by}. Decide on it first."


def _places_changed(before: GuideDocument, after: GuideDocument) -> str:
    """ "4 fields: Title, Level Junior, Strategy: text and 1 more." """
    places = changed_places(before, after)
    if not places:
        return "Details of how it was read."
    more = len(places) - _PLACES_NAMED
    named = ", ".join(places[:_PLACES_NAMED])
    count = f"{len(places)} field{'' if len(places) == 1 else 's'}"
    return f"{count}: {named}{f' and {more} more' if more > 0 else ''}."


def _content(document: GuideDocument) -> tuple[GuideDocument, list[tuple[str, str | None]]]:
    """What two texts of one guide are compared by. What a source's record says beside its citation is shared."""
    same_guide = replace(comparable(document), company="", role="", sources=(), findings=())
    return same_guide, [(source.text, source.url) for source in document.sources]


def _plain(findings: Iterable[doc.Finding]) -> tuple[dict[str, Any], ...]:
    in_order = sorted(dict.fromkeys(findings), key=lambda finding: SEVERITIES.index(finding.severity))
    return tuple(dataclasses.asdict(finding) for finding in in_order)
