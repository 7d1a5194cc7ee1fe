"""An import in steps: texts are brought in, read, chosen, and stored as drafts.

Texts are read before anything is locked, however long that takes. What came of
them is stored in transactions that hold the batch's row, so that two browsers at
one batch do nothing twice, and an end in the middle leaves whole guides.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from guides.data.reference import bundled_rates
from guides.document.checks import check
from guides.editing.importing import Importer
from guides.editing.previews import Preview, ReadText, guide_key, preview, read_texts
from guides.editing.states import MoveRefusedError
from guides.models import ImportBatch, ImportItem
from guides.models.imports import ImportItemQuerySet
from guides.parsing import GuideRefused, decode_guide, parse_guide

State = ImportBatch.State
Outcome = ImportItem.Outcome

# Seconds that one step takes.
STEP_SECONDS = 1.5
# Texts that are compared with the library at once.
_AT_ONCE = 20


def start(
    name: str,
    texts: Iterable[tuple[str, bytes]],
    *,
    left_out: Sequence[str] = (),
    by: User | None = None,
) -> ImportBatch:
    """A batch of files, given as path and content, that waits to be read."""
    with transaction.atomic():
        batch = ImportBatch.objects.create(name=name[:200], left_out=list(left_out), created_by=by)
        items = (_item(batch, position, path, data) for position, (path, data) in enumerate(texts))
        while some := list(islice(items, 200)):
            ImportItem.objects.bulk_create(some)
    return batch


def _item(batch: ImportBatch, position: int, path: str, data: bytes) -> ImportItem:
    item = ImportItem(batch=batch, position=position, path=path)
    try:
        item.text = decode_guide(data)
    except GuideRefused as refusal:
        item.outcome, item.reason, item.line = Outcome.REFUSED, refusal.reason, refusal.line
    return item


def read_some(batch: ImportBatch, *, seconds: float = STEP_SECONDS) -> ImportBatch:
    """Read as many of a batch's texts as fit into the time, a few at least; the batch as it stands then."""
    ends_at = time.monotonic() + seconds
    while True:
        waiting = list(batch.items.filter(outcome=Outcome.WAITING)[:_AT_ONCE])
        texts = read_texts([(item.path, item.text) for item in waiting], today=timezone.localdate())
        read = dict(zip((item.pk for item in waiting), texts, strict=True))
        with transaction.atomic():
            batch = _locked(batch)
            if batch.state != State.READING:
                return batch
            # Another browser may have been quicker with some of them.
            items = list(batch.items.filter(pk__in=read, outcome=Outcome.WAITING))
            _keep(batch, items, read)
            if not batch.items.filter(outcome=Outcome.WAITING).exists():
                return _move(batch, State.READY)
        if time.monotonic() >= ends_at:
            return batch


def _keep(batch: ImportBatch, items: Sequence[ImportItem], read: Mapping[int, ReadText | Preview]) -> None:
    """Keep with each item what would become of its text."""
    others = batch.items.exclude(outcome__in=[Outcome.WAITING, Outcome.REFUSED]).defer("text", "findings")
    seen = {guide_key(item): item.path for item in others}
    found = preview([(item.path, read[item.pk]) for item in items], seen=seen)
    for item, one in zip(items, found, strict=True):
        item.outcome, item.reason, item.line = one.outcome, one.reason, one.line
        item.company, item.role, item.guide_id = one.company, one.role, one.guide_id
        item.findings = list(one.findings)
        item.chosen = one.outcome in (Outcome.NEW, Outcome.CHANGED)
        if one.outcome == Outcome.UNCHANGED:
            item.text = ""
    ImportItem.objects.bulk_update(
        items, ["outcome", "reason", "line", "company", "role", "guide", "findings", "chosen", "text"]
    )


def choose(batch: ImportBatch, *, shown: Iterable[int], chosen: Iterable[int], settled: Iterable[int]) -> None:
    """Set the choices among the items shown: which to import, and which refusals are seen to. Others stay."""
    with transaction.atomic():
        items = at_rest(batch).items.filter(pk__in=list(shown))
        items.importable().update(chosen=False)
        items.importable().filter(pk__in=list(chosen)).update(chosen=True)
        refused = items.filter(outcome=Outcome.REFUSED)
        refused.update(settled=False)
        refused.filter(pk__in=list(settled)).update(settled=True)


def choose_all(batch: ImportBatch, outcome: str, *, chosen: bool) -> None:
    """Choose all new or all changed items of a batch, or none of them."""
    with transaction.atomic():
        at_rest(batch).items.importable().filter(outcome=outcome).update(chosen=chosen)


def settle_all(batch: ImportBatch) -> None:
    """Note that an editor has seen to all of a batch's refusals."""
    with transaction.atomic():
        at_rest(batch).items.refused().update(settled=True)


def read_again(batch: ImportBatch) -> ImportBatch:
    """Read a batch's refused texts anew, where they are kept and nobody has settled them: the library has moved on."""
    with transaction.atomic():
        batch = at_rest(batch)
        readable(batch).update(outcome=Outcome.WAITING, reason="", line=None)
        return _move(batch, State.READING)


def readable(batch: ImportBatch) -> ImportItemQuerySet:
    """The refused items of a batch that could be read again."""
    return batch.items.refused().exclude(text="")


def begin_storing(batch: ImportBatch) -> ImportBatch:
    """Take a batch's choices as they are. Doing it twice changes nothing."""
    with transaction.atomic():
        batch = _locked(batch)
        if batch.state == State.STORING:
            return batch
        refuse_unready(batch)
        return _move(batch, State.STORING)


def refuse_unready(batch: ImportBatch) -> None:
    """Raises ``MoveRefusedError`` where there is nothing that could be stored now."""
    if batch.state == State.READING:
        raise MoveRefusedError("This import is still being read.")
    if not batch.items.to_store().exists():
        raise MoveRefusedError("No guide is chosen.")


def store_some(batch: ImportBatch, *, by: User, seconds: float = STEP_SECONDS) -> ImportBatch:
    """Store as many of a batch's chosen texts as fit into the time, one at least; the batch as it stands then.

    Who brought the texts in is the author of the drafts, whoever goes on with
    the import; ``by`` is, where that account is gone.
    """
    ends_at = time.monotonic() + seconds
    importer = Importer(by=batch.created_by or by)
    while True:
        item = batch.items.to_store().first()
        read = _parsed(item) if item else None
        with transaction.atomic():
            batch = _locked(batch)
            if batch.state != State.STORING:
                return batch
            # Another browser may have been quicker with it.
            if item and read and (item := batch.items.to_store().filter(pk=item.pk).first()):
                _store(importer, item, read)
            if not batch.items.to_store().exists():
                return _move(batch, State.DONE)
        if time.monotonic() >= ends_at:
            return batch


def _parsed(item: ImportItem) -> ReadText | GuideRefused:
    """An item's document with its findings, or why its text is refused."""
    try:
        document = parse_guide(item.text, source_path=item.path)
    except GuideRefused as refusal:
        return refusal
    return ReadText(document, check(document, today=timezone.localdate(), rates=bundled_rates()))


def _store(importer: Importer, item: ImportItem, read: ReadText | GuideRefused) -> None:
    if isinstance(read, GuideRefused):
        item.outcome, item.reason, item.line = Outcome.REFUSED, read.reason, read.line
    else:
        imported = importer.store(read.document, item.text, checked=read.checked)
        # The library may have changed since the text was read.
        item.outcome, item.reason, item.line = imported.outcome, imported.reason or item.reason, None
        item.revision = imported.revision
        item.guide_id = imported.revision.guide_id if imported.revision else item.guide_id
    item.stored = item.is_importable
    item.chosen = item.stored
    if item.outcome != Outcome.REFUSED:
        item.text = ""
    item.save(update_fields=["outcome", "reason", "line", "revision", "guide", "stored", "chosen", "text"])


def _locked(batch: ImportBatch) -> ImportBatch:
    return ImportBatch.objects.select_for_update(of=("self",)).select_related("created_by").get(pk=batch.pk)


def at_rest(batch: ImportBatch) -> ImportBatch:
    """The batch, locked. Raises ``MoveRefusedError`` while it is being read or stored."""
    batch = _locked(batch)
    if batch.state in (State.READING, State.STORING):
        raise MoveRefusedError(f"This import is {batch.get_state_display()}; choose once that is done.")
    return batch


def _move(batch: ImportBatch, state: State) -> ImportBatch:
    batch.state = state
    batch.save(update_fields=["state"])
    return batch


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of a batch's items there are of each kind.

    ``open_new``, ``open_changed`` and ``chosen`` ones aren't stored yet.
    """

    all: int = 0
    waiting: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0
    open_new: int = 0
    open_changed: int = 0
    unsettled: int = 0
    chosen: int = 0
    stored: int = 0

    @property
    def sentence(self) -> str:
        """ "12 guides: 3 new, 2 changed, 6 unchanged, 1 refused." """
        kinds = [(count, kind) for kind in Outcome.values if kind and (count := getattr(self, kind))]
        counts = ", ".join(f"{count:,} {kind}" for count, kind in kinds)
        return f"{guides(self.all)}{f': {counts}' if counts else ''}."


def guides(count: int) -> str:
    return f"{count:,} guide{'' if count == 1 else 's'}"


def texts(count: int) -> str:
    return f"{count:,} text{'' if count == 1 else 's'}"


def tallies(batches: Iterable[ImportBatch]) -> dict[int, Tally]:
    """Batch → what is in it, in one query."""
    importable = Q(outcome__in=ImportItem.IMPORTABLE, stored=False)
    counts = {outcome.name.lower(): Q(outcome=outcome) for outcome in Outcome} | {
        "open_new": importable & Q(outcome=Outcome.NEW),
        "open_changed": importable & Q(outcome=Outcome.CHANGED),
        "all": Q(),
        "unsettled": Q(outcome=Outcome.REFUSED, settled=False),
        "chosen": importable & Q(chosen=True),
        "stored": Q(stored=True),
    }
    rows = (
        ImportItem.objects.filter(batch__in=list(batches))
        .order_by()
        .values_list("batch")
        .annotate(**{f"count_{name}": Count("pk", filter=condition) for name, condition in counts.items()})
    )
    return {batch: Tally(**dict(zip(counts, found, strict=True))) for batch, *found in rows}


def tally(batch: ImportBatch) -> Tally:
    return tallies([batch]).get(batch.pk, Tally())
