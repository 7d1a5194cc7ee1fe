"""The findings of a revision: made anew as its content changes, and stored."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from guides.data.reference import bundled_rates
from guides.document import document as doc
from guides.document.checks import check
from guides.editing.exporting import to_document
from guides.models import Acceptance, Band, Finding, Revision


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of a revision; those in ``from_content`` are made again by ``recheck``."""

    revision: Revision
    findings: Iterable[doc.Finding]
    from_content: frozenset[doc.Finding]


def recheck(revision: Revision, *, today: date) -> tuple[doc.Finding, ...]:
    """Make the findings anew that come from a draft's content as it stands now."""
    now = Revision.objects.with_content().get(pk=revision.pk)
    findings = (*check(to_document(now), today=today, rates=bundled_rates()), *unplaced(now.bands.all()))
    store_checked(revision, findings)
    return findings


def unplaced(bands: Iterable[Band]) -> list[doc.Finding]:
    """Of a draft's bands, in their order, those of which nobody said which location they are for."""
    rows = list(bands)
    has_places = any(band.location_id for band in rows)
    return [
        doc.Finding(
            "place-missing",
            "warning",
            f"{band.region or f'Row {number + 1}'}: the band is for none of the locations, so no offer there finds it.",
            None,
            f"bands/{number}",
        )
        for number, band in enumerate(rows)
        if band.location_id is None and (band.region or has_places)
    ]


def store_checked(revision: Revision, findings: tuple[doc.Finding, ...]) -> None:
    """Make these the findings of a draft's content; those about how its source text was read stay."""
    with transaction.atomic():
        revision.findings.filter(origin=Finding.Origin.CHECK).delete()
        store_findings([Found(revision, findings, frozenset(findings))])


def store_findings(found: Sequence[Found]) -> None:
    """Store the findings of revisions, once each, in two queries.

    What an editor has found to be fine about a guide before stays so.
    """
    guides = {one.revision.guide_id for one in found}
    accepted = {
        (acceptance.guide_id, acceptance.code, acceptance.message): acceptance
        for acceptance in Acceptance.objects.filter(guide__in=guides)
    }
    Finding.objects.bulk_create(
        Finding(
            revision=one.revision,
            origin=Finding.Origin.CHECK if finding in one.from_content else Finding.Origin.READING,
            code=finding.code,
            severity=finding.severity,
            message=finding.message,
            place=finding.place or "",
            line=finding.line,
            acceptance=accepted.get((one.revision.guide_id, finding.code, finding.message)),
        )
        for one in found
        for finding in dict.fromkeys(one.findings)
    )
