"""Bands that can be read in two ways, decided by an editor for all guides of a company with tables of the same shape.

What is on the desk changes as drafts do: an open draft is edited, a published
guide gets a new one, and what is in review stays as it is. A text that is read
later is read as was decided.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q

from guides.data.reference import bundled_rates
from guides.document import document as doc
from guides.document.checks import check
from guides.document.differences import differences
from guides.document.settling import AS, Choice, choice_of, is_open, settled, shape, shape_of
from guides.editing import drafts, edits, states
from guides.editing.checking import Found, store_checked, store_findings
from guides.editing.columns import band_columns
from guides.editing.decided import Chosen
from guides.editing.exporting import documents, to_document
from guides.models import Band, Company, Guide, Revision, Settlement

# The columns that a choice moves amounts between.
_COLUMNS = [
    field.name
    for field in Band._meta.concrete_fields
    if field.name == "equivalents" or field.name.startswith(("base_", "total_", "unspecified_", "equity_"))
]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A shape of open bands in a revision: its two readings, and the guides of the company that have it, too."""

    shape: str
    rows: tuple[str, ...]
    readings: tuple[doc.Reading, ...]
    guides: tuple[Guide, ...]
    in_review: tuple[Guide, ...]

    @property
    def touched(self) -> tuple[Guide, ...]:
        """The guides that a choice changes."""
        return tuple(guide for guide in self.guides if guide not in self.in_review)

    @property
    def question(self) -> str:
        """What is open, in words."""
        if self.shape.startswith("part:"):
            return "The guide doesn't say whether these amounts are base pay or annual totals."
        return "The equity can be whole grants or a year's part: the stated totals only work with the second."

    @property
    def choices(self) -> tuple[tuple[Choice, str, doc.Reading], ...]:
        """Each choice with what the amounts are then, and the reading that it takes."""
        return tuple((choice_of(one), AS[choice_of(one)], one) for one in self.readings)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the guides that a choice is about."""

    changed: tuple[Guide, ...] = ()
    started: tuple[Guide, ...] = ()
    left: tuple[tuple[Guide, str], ...] = ()


def doubts_of(revision: Revision) -> list[Doubt]:
    """The open questions of a revision on the desk, one a shape. In one query where there are none."""
    alike = {
        own: rows
        for own, rows in _on_desk(revision.guide.company).items()
        if any(row.pk == revision.pk for row in rows)
    }
    if not alike:
        return []
    bands: dict[str, list[doc.Band]] = defaultdict(list)
    for band in edits.stored_document(revision.pk).bands:
        if is_open(band):
            bands[shape_of(band)].append(band)
    return [
        Doubt(
            own,
            tuple(", ".join(filter(None, (band.region, band.level))) for band in bands[own]),
            bands[own][0].readings,
            tuple(row.guide for row in rows),
            tuple(row.guide for row in rows if row.status == states.Status.IN_REVIEW),
        )
        for own, rows in alike.items()
    ]


def fits(doubt: Doubt, company: Company) -> dict[Choice, int]:
    """In how many of a doubt's guides the rest of the guide speaks for each choice."""
    counts: dict[Choice, int] = {choice: 0 for choice, _, _ in doubt.choices}
    keys = {str(row.pk): row.pk for row in _on_desk(company).get(doubt.shape, ())}
    for _, said in documents(keys):
        bands = [band for band in said.bands if is_open(band) and shape_of(band) == doubt.shape]
        for choice in {choice_of(reading) for band in bands for reading in band.readings if reading.fits}:
            counts[choice] += 1
    return counts


def settle(company: Company, shape: str, choice: Choice, *, today: date, by: User | None) -> Outcome:
    """Read the open bands of a shape in one way: in all guides of a company, and in texts that are read later.

    Each guide is a transaction of its own; an end in the middle leaves whole guides, and doing it again does the rest.
    """
    Settlement.objects.update_or_create(company=company.current, shape=shape, defaults={"choice": choice, "by": by})
    changed: list[Guide] = []
    started: list[Guide] = []
    left: list[tuple[Guide, str]] = []
    for row in _on_desk(company).get(shape, ()):
        try:
            with transaction.atomic():
                _, revision = states.locked(row)
                draft = revision
                if not revision.is_open:
                    draft = drafts.start_draft(row.guide, copy_of=revision, by=by)
                elif not revision.is_draft:
                    raise states.MoveRefusedError("It is in review. Decide on it first.")
                _settle_draft(draft.pk, {shape: choice}, today=today, by=by)
        except states.MoveRefusedError as refusal:
            left.append((row.guide, str(refusal)))
        else:
            (changed if draft.pk == row.pk else started).append(row.guide)
    return Outcome(tuple(changed), tuple(started), tuple(left))


def _on_desk(company: Company) -> dict[str, list[Revision]]:
    """Shape → what is on the desk of a company's guides with open bands of it. In one query."""
    rows = (
        Band.objects.filter(
            Q(unspecified_min__isnull=False) | Q(equity_period_doubtful=True, equity_min__isnull=False),
            revision__in=Revision.objects.on_desk().filter(guide__company=company),
        )
        .select_related("revision__guide__company", "revision__guide__role")
        .defer("revision__source_text", "revision__labels")
        .order_by("revision__guide__role__name", "revision_id", "position")
    )
    found: dict[str, dict[int, Revision]] = defaultdict(dict)
    for row in rows:
        own = shape(row.cells, (row.region, row.level), of_part=row.unspecified_min is not None)
        found[own].setdefault(row.revision_id, row.revision)
    return {own: list(revisions.values()) for own, revisions in found.items()}


def _settle_draft(key: int, chosen: Chosen, *, today: date, by: User | None) -> None:
    """Edit a draft: its open bands are read as was chosen."""
    revision = Revision.objects.with_content().get(pk=key)
    before = to_document(revision)
    after = settled(before, chosen)
    if after is before:
        return
    findings = check(after, today=today, rates=bundled_rates())
    rows = []
    for row, old, new in zip(revision.bands.all(), before.bands, after.bands, strict=True):
        if new is not old:
            fresh = Band(**band_columns(new))
            for name in _COLUMNS:
                setattr(row, name, getattr(fresh, name))
            rows.append(row)
    note = f"{after.findings[-1].message}"
    with edits.storing(revision, differences(before, after), by=by, note=note):
        Band.objects.bulk_update(rows, _COLUMNS)
        revision.save(update_fields=["changed_at"])
        store_checked(revision, findings)
        store_findings([Found(revision, after.findings, frozenset())])
