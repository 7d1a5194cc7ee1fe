"""Guide document → draft revision: one transaction a guide, idempotent."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import InvalidOperation
from functools import cached_property
from operator import itemgetter
from typing import Any, Literal, cast

from django.contrib.auth.models import User
from django.db import DataError, transaction
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from guides.data.reference import bundled_rates
from guides.document import document as doc
from guides.document.checks import check
from guides.document.naming import address_slug, place_key
from guides.editing import drafts, states, workflow
from guides.editing.decided import Decided
from guides.editing.exporting import to_document
from guides.library import epoch
from guides.models import (
    Acceptance,
    Ask,
    Band,
    Citation,
    Company,
    Finding,
    Guide,
    LevelMapping,
    Lever,
    Location,
    LocationAlias,
    QuotedOffer,
    Revision,
    Role,
    Section,
    Source,
)
from guides.parsing.text.sources import is_web_address

LONGEST_NAME = cast("int", Company._meta.get_field("name").max_length)

Outcome = Literal["new", "changed", "published", "unchanged", "refused"]


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one document. ``reason`` says why it was refused."""

    outcome: Outcome
    company: str
    role: str
    revision: Revision | None = None
    findings: tuple[doc.Finding, ...] = ()
    reason: str = ""


def text_hash(text: str) -> str:
    """What tells an unchanged source text from a changed one."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


@dataclass
class Importer:
    """Stores documents as drafts (published at once with ``publish``).

    One importer serves a whole run: it remembers the shared records that it
    met, and refuses a second document for the same company and role.
    """

    publish: bool = False
    by: User | None = None
    _companies: dict[str, Company] = field(default_factory=dict)
    _roles: dict[str, Role] = field(default_factory=dict)
    _sources: dict[tuple[str, str], int] = field(default_factory=dict)
    _locations: dict[str, Location] = field(default_factory=dict)
    _seen: dict[tuple[str, str], str] = field(default_factory=dict)
    _decided: Decided = field(default_factory=Decided)

    def store(
        self, document: doc.GuideDocument, source_text: str, *, checked: tuple[doc.Finding, ...] | None = None
    ) -> Imported:
        """Store one document whole or not at all. ``checked`` are the findings of its content, where they are known."""
        address = (address_slug(document.company), address_slug(document.role))
        path = document.source_path or "this text"
        if address in self._seen:
            return self._refused(
                document,
                f"{document.company}, {document.role} was read from {self._seen[address]} before in this run.",
            )
        self._seen[address] = path
        if reason := why_no_name(document):
            return self._refused(document, reason)
        decided = self._decided.applied(document)
        if checked is None or decided is not document:
            checked = check(decided, today=timezone.localdate(), rates=bundled_rates())
        document = decided
        try:
            with epoch.change() if self.publish else transaction.atomic():
                return self._store(document, source_text, checked)
        except states.MoveRefusedError as error:
            self.forget()
            return self._refused(document, str(error))
        except (DataError, InvalidOperation):
            self.forget()
            return self._refused(document, "An amount or a text in it is larger than can be stored.")
        except Exception:
            self.forget()
            raise

    def unchanged(self, source_text: str, path: str) -> Imported | None:
        """The outcome for a text that a guide's newest revision already holds; ``None`` if it has to be read."""
        digest = text_hash(source_text)
        if digest not in self._held_at_start:
            return None
        newest = Revision.objects.filter(guide=OuterRef("guide")).order_by("-number").values("number")[:1]
        same = (
            Revision.objects.filter(source_hash=digest, number=Subquery(newest))
            .exclude(status=Revision.Status.WITHDRAWN)
            .select_related("guide__company", "guide__role")
            .first()
        )
        if same is None or (self.publish and same.is_open):
            return None
        address = (same.guide.company.slug, same.guide.role.slug)
        if address in self._seen:
            return None
        self._seen[address] = path
        return Imported("unchanged", same.guide.company.name, same.guide.role.name, same)

    @cached_property
    def _held_at_start(self) -> frozenset[str]:
        """Hashes of all source texts as the run begins; a text that another run stores meanwhile shows in ``store``."""
        return frozenset(Revision.objects.values_list("source_hash", flat=True).iterator())

    def forget(self) -> None:
        """Forget the shared records met so far."""
        # A rolled-back transaction takes the shared records that it made with it.
        for remembered in (self._companies, self._roles, self._sources, self._locations):
            remembered.clear()

    @staticmethod
    def _refused(document: doc.GuideDocument, reason: str) -> Imported:
        return Imported("refused", document.company, document.role, reason=reason)

    def _store(self, document: doc.GuideDocument, source_text: str, checked: tuple[doc.Finding, ...]) -> Imported:
        guide, _ = Guide.objects.get_or_create(company=self._company(document.company), role=self._role(document.role))
        # The row is the lock: a second import of the same guide waits here.
        guide = Guide.objects.select_for_update(of=("self",)).select_related("company", "role").get(pk=guide.pk)
        for shared in (guide.company, guide.role):
            if shared.merged_into_id:
                raise states.MoveRefusedError(f"{shared} was merged into {shared.current} meanwhile. Import it again.")
        digest = text_hash(source_text)
        newest = guide.revisions.order_by("-number").first()
        names = (document.company, document.role)
        if newest and Revision.objects.filter(guide__merged_into=guide, source_hash=digest).exists():
            # It was the text of a guide that gave way to this one.
            return Imported("unchanged", *names, newest)
        self._refuse_second_text(document, guide)
        if newest and newest.source_hash == digest and newest.status != Revision.Status.WITHDRAWN:
            if self.publish and newest.is_open:
                return Imported("published", *names, workflow.publish(newest, by=self.by))
            return Imported("unchanged", *names, newest)

        note = "First import" if newest is None else "Imported from a changed text"
        texts = text_columns(document, source_text) | {"change_note": note}
        draft = drafts.start_draft(guide, texts=texts, by=self.by)
        findings = self.fill(draft, document, checked)
        if self.publish:
            draft = workflow.publish(draft, by=self.by)
        return Imported("new" if newest is None else "changed", *names, draft, findings)

    def fill(
        self, draft: Revision, document: doc.GuideDocument, checked: tuple[doc.Finding, ...]
    ) -> tuple[doc.Finding, ...]:
        """Store what a document says as an empty draft's rows, with its findings.

        ``checked`` are those of its content, made before a transaction holds the database.
        """
        unknown_regions = self._store_content(draft, document)
        findings = (*document.findings, *unknown_regions, *checked)
        store_findings(draft, findings, from_content=frozenset(checked))
        return findings

    def _refuse_second_text(self, document: doc.GuideDocument, guide: Guide) -> None:
        """Texts under two names that were merged are for one guide: the second is refused as any second one is."""
        printed = (address_slug(document.company), address_slug(document.role))
        current = (guide.company.slug, guide.role.slug)
        if current == printed:
            return
        if current in self._seen:
            raise states.MoveRefusedError(
                f"It was merged into {guide}, which was read from {self._seen[current]} before in this run."
            )
        self._seen[current] = document.source_path or "this text"

    def _store_content(self, draft: Revision, document: doc.GuideDocument) -> list[doc.Finding]:
        unknown_regions: list[doc.Finding] = []
        self._source_ids([*document.sources, *(row.source for row in document.citing_rows if row.source)])
        bands = []
        for position, band in enumerate(document.bands):
            location, is_new = self._location(band)
            if is_new:
                unknown_regions.append(unknown_region(band, position))
            bands.append(
                Band(
                    revision=draft,
                    position=position,
                    location=location,
                    source_id=self._own_source_id(band),
                    **band_columns(band),
                )
            )
        Band.objects.bulk_create(bands)
        LevelMapping.objects.bulk_create(
            LevelMapping(
                revision=draft,
                position=position,
                own=mapping.own,
                equivalents=doc.to_json(mapping.equivalents),
                extra=dict(mapping.extra),
                line=mapping.line,
                source_id=self._own_source_id(mapping),
            )
            for position, mapping in enumerate(document.level_mappings)
        )
        sections = Section.objects.bulk_create(
            Section(
                revision=draft,
                position=position,
                heading=section.heading,
                depth=section.depth,
                body=section.body,
                claims=doc.to_json(section.claims),
                line=section.line,
            )
            for position, section in enumerate(document.sections)
        )
        levers_and_strategy = [*document.levers, *([document.strategy] if document.strategy else [])]
        levers = Lever.objects.bulk_create(
            Lever(
                revision=draft,
                position=position,
                is_strategy=lever is document.strategy,
                title=lever.title or "",
                parts=doc.to_json(lever.parts),
                sentences=doc.to_json(lever.sentences),
                slots=list(lever.slots),
                needs_competing_offer=lever.needs_competing_offer,
                line=lever.line,
                source_id=self._own_source_id(lever),
            )
            for position, lever in enumerate(levers_and_strategy)
        )
        said_in: tuple[tuple[str, Sequence[Section | Lever], Sequence[doc.Section | doc.Lever]], ...] = (
            ("section", sections, document.sections),
            ("lever", levers, levers_and_strategy),
        )
        Ask.objects.bulk_create(
            Ask(revision=draft, position=position, **{kind: row}, **ask_columns(ask))
            for kind, rows, said in said_in
            for row, owner in zip(rows, said, strict=True)
            for position, ask in enumerate(owner.asks)
        )
        QuotedOffer.objects.bulk_create(
            QuotedOffer(revision=draft, lever=row, position=position, **quoted_columns(quoted))
            for row, lever in zip(levers, levers_and_strategy, strict=True)
            for position, quoted in enumerate(lever.quoted_offers)
        )
        sources = self._source_ids(document.sources)
        Citation.objects.bulk_create(
            Citation(revision=draft, position=position, source_id=source_id, text=source.text, line=source.line)
            for position, (source, source_id) in enumerate(zip(document.sources, sources, strict=True))
        )
        return unknown_regions

    def _company(self, name: str) -> Company:
        slug = address_slug(name)
        if slug not in self._companies:
            company, _ = Company.objects.get_or_create(slug=slug, defaults={"name": name})
            self._companies[slug] = company.current
        return self._companies[slug]

    def _role(self, name: str) -> Role:
        slug = address_slug(name)
        if slug not in self._roles:
            role, _ = Role.objects.get_or_create(slug=slug, company=None, defaults={"name": name})
            self._roles[slug] = role.current
        return self._roles[slug]

    def _source_ids(self, sources: Sequence[doc.Source]) -> list[int]:
        """The key of each source's record; made where there is none, in two queries for all of them."""
        keys = [source_key(source) for source in sources]
        missing = {
            key: source
            for key, source in sorted(zip(keys, sources, strict=True), key=itemgetter(0))
            if key not in self._sources
        }
        if missing:
            # Another import may make the same one meanwhile: whichever is first, both then find it.
            Source.objects.bulk_create(
                (new_source(key, source) for key, source in missing.items()), ignore_conflicts=True
            )
            found = Source.objects.filter(text__in={text for text, _ in missing})
            current = found.values_list("text", "url", Coalesce("merged_into_id", "pk"))
            self._sources |= {(text, url): pk for text, url, pk in current}
        return [self._sources[key] for key in keys]

    def _own_source_id(self, row: doc.Band | doc.LevelMapping | doc.Lever) -> int | None:
        return self._sources[source_key(row.source)] if row.source else None

    def _location(self, band: doc.Band) -> tuple[Location | None, bool]:
        """The location of a band's region, and whether it had to be made."""
        if not band.region:
            return None, False
        key = region_key(band.region)
        if key in self._locations:
            return self._locations[key], False
        alias = LocationAlias.objects.select_related("location__merged_into").filter(key=key).first()
        if alias:
            self._locations[key] = alias.location.current
            return self._locations[key], False
        location, is_new = Location.objects.get_or_create(
            slug=address_slug(key),
            defaults={"name": band.region[:LONGEST_NAME], "currency": band.currency or "", "needs_review": True},
        )
        self._locations[key] = location.current
        LocationAlias.objects.get_or_create(
            key=key, defaults={"location": location.current, "name": band.region[:LONGEST_NAME]}
        )
        return self._locations[key], is_new


def text_columns(document: doc.GuideDocument, source_text: str) -> dict[str, Any]:
    """A document's own words, without its rows, as the columns of ``Revision``."""
    return {
        "title": document.title,
        "level": document.level or "",
        "tagline": document.tagline or "",
        "tags": list(document.tags),
        "premiums": doc.to_json(document.premiums),
        "labels": doc.to_json(document.labels),
        "source_path": document.source_path or "",
        "source_text": source_text,
        "source_hash": text_hash(source_text),
    }


def why_no_name(document: doc.GuideDocument) -> str:
    """Why a document's company or role can't be stored under its name; "" if it can."""
    for what, name in (("company", document.company), ("role", document.role)):
        if len(name) > LONGEST_NAME:
            return f"The name of the {what} has {len(name)} characters, not a name's length."
    return ""


def unknown_region(band: doc.Band, position: int) -> doc.Finding:
    """The finding of a band whose region is a place that nobody knew."""
    return doc.Finding(
        "region-unknown",
        "warning",
        f"“{band.region}” is not among the known locations; it was added for review.",
        band.line,
        f"bands/{position}",
    )


def region_key(region: str) -> str:
    """By what a band's region is found among the spellings of locations."""
    return place_key(region[:LONGEST_NAME])


def source_key(source: doc.Source) -> tuple[str, str]:
    """What tells two sources apart: the citation, of which 600 characters will do, and its address."""
    url = source.url or ""
    return source.text[:600], url if len(url) <= 500 and is_web_address(url) else ""


def new_source(key: tuple[str, str], source: doc.Source) -> Source:
    period = source.period or doc.SourcePeriod(None, None)
    return Source(
        text=key[0],
        url=key[1],
        publisher=source.publisher or "",
        period_from=period.from_ or "",
        period_to=period.to or "",
    )


def recheck(revision: Revision, *, today: date) -> tuple[doc.Finding, ...]:
    """Make the findings anew that come from a draft's content as it stands now."""
    findings = check(
        to_document(Revision.objects.with_content().get(pk=revision.pk)), today=today, rates=bundled_rates()
    )
    store_checked(revision, findings)
    return findings


def store_checked(revision: Revision, findings: tuple[doc.Finding, ...]) -> None:
    """Make these the findings of a draft's content; those about how its source text was read stay."""
    with transaction.atomic():
        revision.findings.filter(origin=Finding.Origin.CHECK).delete()
        store_findings(revision, findings, from_content=frozenset(findings))


def store_findings(
    revision: Revision, findings: Iterable[doc.Finding], *, from_content: frozenset[doc.Finding]
) -> None:
    """Store findings, once each; those in ``from_content`` are made again by ``recheck``.

    What an editor has found to be fine about the guide before stays so.
    """
    accepted = {
        (acceptance.code, acceptance.message): acceptance
        for acceptance in Acceptance.objects.filter(guide=revision.guide_id)
    }
    Finding.objects.bulk_create(
        Finding(
            revision=revision,
            origin=Finding.Origin.CHECK if finding in from_content else Finding.Origin.READING,
            code=finding.code,
            severity=finding.severity,
            message=finding.message,
            place=finding.place or "",
            line=finding.line,
            acceptance=accepted.get((finding.code, finding.message)),
        )
        for finding in dict.fromkeys(findings)
    )


def band_columns(band: doc.Band) -> dict[str, Any]:
    """A document's band as the columns of ``Band``."""
    columns: dict[str, Any] = {
        "region": band.region or "",
        "level": band.level or "",
        "currency": band.currency or "",
        "other": doc.to_json(band.other),
        "equivalents": doc.to_json(band.equivalents),
        "cells": dict(band.cells),
        "line": band.line,
    }
    for part in ("base", "equity", "bonus", "signing", "total", "unspecified"):
        value = getattr(band, part)
        if value is None:
            continue
        columns |= {f"{part}_min": value.min, f"{part}_max": value.max, f"{part}_open": value.open}
        for name in ("period", "years", "kind", "unit", "currency", "period_doubtful", "basis", "text"):
            if name in COMPONENT_COLUMNS[part]:
                columns[f"{part}_{name}"] = _column(getattr(value, name, None), name)
    if band.bonus and band.bonus.kind == "percent":
        columns |= {
            "bonus_percent_min": band.bonus.min,
            "bonus_percent_max": band.bonus.max,
            "bonus_min": None,
            "bonus_max": None,
        }
    elif band.bonus and band.bonus.percent:
        columns |= {"bonus_percent_min": band.bonus.percent.min, "bonus_percent_max": band.bonus.percent.max}
    return columns


COMPONENT_COLUMNS: dict[str, frozenset[str]] = {
    "base": frozenset({"period", "currency"}),
    "equity": frozenset({"period", "years", "kind", "unit", "currency", "period_doubtful"}),
    "bonus": frozenset({"kind", "text", "currency"}),
    "signing": frozenset({"currency"}),
    "total": frozenset({"period", "basis", "currency"}),
    "unspecified": frozenset({"period"}),
}


def _column(value: Any, name: str) -> Any:
    return value if value is not None or name == "years" else ""


def ask_columns(ask: doc.Ask) -> dict[str, Any]:
    return dataclasses.asdict(ask) | {
        name: getattr(ask, name) or "" for name in ("currency", "region", "level", "text")
    }


def quoted_columns(quoted: doc.QuotedOffer) -> dict[str, Any]:
    return dataclasses.asdict(quoted) | {name: getattr(quoted, name) or "" for name in ("company", "role", "currency")}
