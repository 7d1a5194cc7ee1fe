"""Guide document → draft revision: whole guides only, idempotent, many in one transaction."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from decimal import InvalidOperation
from functools import cached_property
from typing import Literal

from django.contrib.auth.models import User
from django.db import DataError, transaction
from django.utils import timezone

from guides.data.reference import bundled_rates
from guides.document import document as doc
from guides.document.checks import check
from guides.document.naming import address_slug
from guides.editing import drafts, states, workflow
from guides.editing.columns import LONGEST_NAME, text_columns, text_hash
from guides.editing.decided import Decided
from guides.editing.filling import Filling, fill
from guides.editing.shared_records import SharedRecords
from guides.library import epoch
from guides.models import Guide, Revision

_SLUGS = ("guide__company__slug", "guide__role__slug")

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


@dataclass(frozen=True, slots=True)
class ToStore:
    """A document to be stored with the text that it was read from; ``checked`` are its findings, where known."""

    document: doc.GuideDocument
    source_text: str
    checked: tuple[doc.Finding, ...] | None = None


@dataclass(frozen=True, slots=True)
class _Pending:
    """A document that may be stored, with its findings and the hash of its text."""

    document: doc.GuideDocument
    source_text: str
    checked: tuple[doc.Finding, ...]

    @property
    def digest(self) -> str:
        return text_hash(self.source_text)


@dataclass
class Importer:
    """Stores documents as drafts (published at once with ``publish``).

    One importer serves a whole run: it remembers the shared records that it
    met, and refuses a second document for the same company and role.
    """

    publish: bool = False
    by: User | None = None
    _shared: SharedRecords = field(default_factory=SharedRecords)
    _seen: dict[tuple[str, str], str] = field(default_factory=dict)
    _decided: Decided = field(default_factory=Decided)

    def store(
        self, document: doc.GuideDocument, source_text: str, *, checked: tuple[doc.Finding, ...] | None = None
    ) -> Imported:
        """Store one document whole or not at all. ``checked`` are the findings of its content, where they are known."""
        (imported,) = self.store_many([ToStore(document, source_text, checked)])
        return imported

    def store_many(self, given: Sequence[ToStore]) -> list[Imported]:
        """Store documents in one transaction, each whole or not at all; where one is refused, one by one."""
        outcomes: dict[int, Imported] = {}
        pending: dict[int, _Pending] = {}
        for at, one in enumerate(given):
            prepared = self._prepared(one)
            if isinstance(prepared, Imported):
                outcomes[at] = prepared
            else:
                pending[at] = prepared
        outcomes |= zip(pending, self._stored(list(pending.values())), strict=True)
        return [outcomes[at] for at in range(len(given))]

    def _prepared(self, given: ToStore) -> _Pending | Imported:
        """A document as it is to be stored, or why it is refused whatever the library says."""
        document = given.document
        address = _address(document)
        if address in self._seen:
            first = self._seen[address]
            return _refused(document, f"{document.company}, {document.role} was read from {first} before in this run.")
        self._seen[address] = _path(document)
        if reason := why_no_name(document):
            return _refused(document, reason)
        decided = self._decided.applied(document)
        checked = given.checked
        if checked is None or decided is not document:
            checked = check(decided, today=timezone.localdate(), rates=bundled_rates())
        return _Pending(decided, given.source_text, checked)

    def _stored(self, pending: Sequence[_Pending]) -> list[Imported]:
        if not pending:
            return []
        seen = dict(self._seen)
        try:
            with epoch.change() if self.publish else transaction.atomic():
                return self._store(pending)
        except (states.MoveRefusedError, DataError, InvalidOperation) as error:
            self.forget()
            if len(pending) > 1:
                self._seen = seen
                return [self._stored([one])[0] for one in pending]
            too_large = "An amount or a text in it is larger than can be stored."
            reason = str(error) if isinstance(error, states.MoveRefusedError) else too_large
            return [_refused(pending[0].document, reason)]
        except Exception:
            self.forget()
            raise

    def holds(self, source_text: str) -> bool:
        """Whether a guide's newest revision was made of a text when the run began."""
        return text_hash(source_text) in self._held

    def unchanged(self, source_text: str, path: str, *, besides: Container[object] = ()) -> Imported | None:
        """The outcome for a text that a guide's newest revision already holds; ``None`` if it has to be read.

        So it has where the run has met its guide, or is about to: ``besides`` are addresses of such guides.
        """
        same = self._held.get(text_hash(source_text))
        if same is None or (self.publish and same.is_open):
            return None
        address = (same.guide.company.slug, same.guide.role.slug)
        if address in self._seen or address in besides:
            return None
        self._seen[address] = path
        return Imported("unchanged", same.guide.company.name, same.guide.role.name, same)

    @cached_property
    def _held(self) -> dict[str, Revision]:
        """Guides' newest revisions by the hash of their text, as the run begins: in one query.

        A text that another run stores meanwhile shows in ``store``.
        """
        newest: dict[int, Revision] = {}
        revisions = (
            Revision.objects.exclude(source_hash="")
            .select_related("guide__company", "guide__role")
            .only("number", "status", "source_hash", "guide__company__name", "guide__role__name", *_SLUGS)
            .order_by("number")
        )
        for revision in revisions.iterator():
            newest[revision.guide_id] = revision
        return {one.source_hash: one for one in newest.values() if one.status != Revision.Status.WITHDRAWN}

    def forget(self) -> None:
        """Forget the shared records met so far: a rolled-back transaction takes along those that it made."""
        self._shared.forget()

    def _store(self, pending: Sequence[_Pending]) -> list[Imported]:
        self._shared.prepare([one.document for one in pending])
        guides = self._guides(pending)
        held = _Held.of(guides, pending)
        outcomes: dict[int, Imported] = {}
        to_draft: list[int] = []
        for at, (one, guide) in enumerate(zip(pending, guides, strict=True)):
            self._refuse_merged_meanwhile(guide)
            newest = held.newest.get(guide.pk)
            names = (one.document.company, one.document.role)
            if newest and (guide.pk, one.digest) in held.gave_way:
                # It was the text of a guide that gave way to this one.
                outcomes[at] = Imported("unchanged", *names, newest)
                continue
            self._refuse_second_text(one.document, guide)
            if newest and newest.source_hash == one.digest and newest.status != Revision.Status.WITHDRAWN:
                if self.publish and newest.is_open:
                    outcomes[at] = Imported("published", *names, workflow.publish(newest, by=self.by))
                else:
                    outcomes[at] = Imported("unchanged", *names, newest)
                continue
            to_draft.append(at)
        started = drafts.start_imported(
            [
                drafts.ImportedText(
                    guides[at],
                    held.newest.get(guides[at].pk),
                    text_columns(pending[at].document, pending[at].source_text),
                )
                for at in to_draft
            ],
            by=self.by,
        )
        fillings = [
            Filling(draft, pending[at].document, pending[at].checked)
            for at, draft in zip(to_draft, started, strict=True)
        ]
        found = fill(fillings, self._shared)
        kept = workflow.publish_all(started, by=self.by) if self.publish else started
        for at, stored, findings in zip(to_draft, kept, found, strict=True):
            document = pending[at].document
            outcome: Outcome = "new" if guides[at].pk not in held.newest else "changed"
            outcomes[at] = Imported(outcome, document.company, document.role, stored, findings)
        return [outcomes[at] for at in range(len(pending))]

    def _guides(self, pending: Sequence[_Pending]) -> list[Guide]:
        """The guide of each document, made where there is none, all of them locked: a second import waits here."""
        keys = [
            (self._shared.company(one.document.company).pk, self._shared.role(one.document.role).pk) for one in pending
        ]
        named = Guide.objects.filter(company__in={company for company, _ in keys}, role__in={role for _, role in keys})
        there = set(named.values_list("company_id", "role_id"))
        missing = [Guide(company_id=company, role_id=role) for company, role in dict.fromkeys(keys)]
        Guide.objects.bulk_create(
            [guide for guide in missing if (guide.company_id, guide.role_id) not in there], ignore_conflicts=True
        )
        # In one order, so that two imports never wait for each other.
        locked = named.select_for_update(of=("self",)).select_related("company", "role").order_by("pk")
        found = {(guide.company_id, guide.role_id): guide for guide in locked}
        return [found[key] for key in keys]

    @staticmethod
    def _refuse_merged_meanwhile(guide: Guide) -> None:
        for shared in (guide.company, guide.role):
            if shared.merged_into_id:
                raise states.MoveRefusedError(f"{shared} was merged into {shared.current} meanwhile. Import it again.")

    def _refuse_second_text(self, document: doc.GuideDocument, guide: Guide) -> None:
        """Texts under two names that were merged are for one guide: the second is refused as any second one is."""
        current = (guide.company.slug, guide.role.slug)
        if current == _address(document):
            return
        if current in self._seen:
            raise states.MoveRefusedError(
                f"It was merged into {guide}, which was read from {self._seen[current]} before in this run."
            )
        self._seen[current] = _path(document)


@dataclass(frozen=True, slots=True)
class _Held:
    """What guides hold already: the newest revision of each, and the texts of those that gave way to one."""

    newest: dict[int, Revision]
    gave_way: frozenset[tuple[int | None, str]]

    @classmethod
    def of(cls, guides: Sequence[Guide], pending: Sequence[_Pending]) -> _Held:
        """In two queries, with the lock held."""
        keys = {guide.pk for guide in guides}
        by_key = {guide.pk: guide for guide in guides}
        newest: dict[int, Revision] = {}
        for revision in Revision.objects.filter(guide__in=keys).defer("source_text", "labels").order_by("number"):
            revision.guide = by_key[revision.guide_id]
            newest[revision.guide_id] = revision
        gave_way: frozenset[tuple[int | None, str]] = frozenset()
        if newest:
            merged = Revision.objects.filter(
                guide__merged_into__in=keys, source_hash__in={one.digest for one in pending}
            )
            gave_way = frozenset(merged.values_list("guide__merged_into", "source_hash"))
        return cls(newest, gave_way)


def _refused(document: doc.GuideDocument, reason: str) -> Imported:
    return Imported("refused", document.company, document.role, reason=reason)


def _address(document: doc.GuideDocument) -> tuple[str, str]:
    return address_slug(document.company), address_slug(document.role)


def _path(document: doc.GuideDocument) -> str:
    return document.source_path or "this text"


def why_no_name(document: doc.GuideDocument) -> str:
    """Why a document's company or role can't be stored under its name; "" if it can."""
    for what, name in (("company", document.company), ("role", document.role)):
        if len(name) > LONGEST_NAME:
            return f"The name of the {what} has {len(name)} characters, not a name's length."
    return ""
