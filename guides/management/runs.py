"""A run of an import: texts are read ahead while those before them are stored, many in a transaction."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from guides.document.naming import address_slug
from guides.editing.importing import Imported, Importer, ToStore
from guides.management.paths import read_source
from guides.management.reading import Read, Readers, Text, read
from guides.parsing import GuideRefused, decode_guide

# So many texts are stored in one transaction, and so many such heaps are read ahead.
_AT_ONCE = 50
_AHEAD = 3


@dataclass(frozen=True, slots=True)
class _Heap:
    """Files that are stored together: their texts, or why they are none, and what those texts say that aren't held."""

    paths: Sequence[str]
    texts: Sequence[Text | GuideRefused]
    held: frozenset[int]
    read: Iterable[Read]


@dataclass(frozen=True)
class Run:
    importer: Importer
    dry_run: bool = False

    def imported(self, paths: Sequence[str], reading: Readers) -> Iterator[tuple[str, Imported, int | None]]:
        """What became of each file, in their order: its path, the outcome, and the line that it was refused for."""
        ahead: deque[_Heap] = deque()
        for start in range(0, len(paths), _AT_ONCE):
            ahead.append(self._begun(paths[start : start + _AT_ONCE], reading))
            if len(ahead) > _AHEAD:
                yield from self._finished(ahead.popleft())
        while ahead:
            yield from self._finished(ahead.popleft())

    def _begun(self, paths: Sequence[str], reading: Readers) -> _Heap:
        texts = [_text_of(path) for path in paths]
        held = frozenset(at for at, one in enumerate(texts) if isinstance(one, Text) and self.importer.holds(one.text))
        to_read = [one for at, one in enumerate(texts) if isinstance(one, Text) and at not in held]
        return _Heap(paths, texts, held, reading.begin(to_read))

    def _finished(self, heap: _Heap) -> Iterator[tuple[str, Imported, int | None]]:
        settled: dict[int, tuple[Imported, int | None]] = {}
        to_store: dict[int, ToStore] = {}
        for at, text, one in self._said(heap):
            if isinstance(one, Imported):
                settled[at] = one, None
            elif one.document is None or text is None:
                settled[at] = Imported("refused", "", "", reason=one.reason), one.line
            else:
                to_store[at] = ToStore(one.document, text.text, one.checked)
        stored = self._stored(list(to_store.values()))
        settled |= {at: (imported, None) for at, imported in zip(to_store, stored, strict=True)}
        for at, path in enumerate(heap.paths):
            yield path, *settled[at]

    def _said(self, heap: _Heap) -> Iterator[tuple[int, Text | None, Read | Imported]]:
        """What each text of a heap says, or that its guide holds it already."""
        others = dict(zip((at for at in range(len(heap.texts)) if self._is_read(heap, at)), heap.read, strict=True))
        claimed = {_address(one) for one in others.values() if one.document}
        for at, text in enumerate(heap.texts):
            if isinstance(text, GuideRefused):
                yield at, None, Read(reason=text.reason, line=text.line)
            elif at in others:
                yield at, text, others[at]
            # A second text about a guide is read, so that the run refuses it by name.
            elif known := self.importer.unchanged(text.text, text.path, besides=claimed):
                yield at, text, known
            else:
                yield at, text, read(text, _today())

    @staticmethod
    def _is_read(heap: _Heap, at: int) -> bool:
        return isinstance(heap.texts[at], Text) and at not in heap.held

    def _stored(self, given: Sequence[ToStore]) -> list[Imported]:
        if not self.dry_run:
            return self.importer.store_many(given)
        with transaction.atomic():
            imported = self.importer.store_many(given)
            transaction.set_rollback(True)
        self.importer.forget()
        return imported


def _text_of(path: str) -> Text | GuideRefused:
    try:
        return Text(path, decode_guide(read_source(path)))
    except GuideRefused as refusal:
        return refusal


def _address(one: Read) -> tuple[str, str] | None:
    return (address_slug(one.document.company), address_slug(one.document.role)) if one.document else None


def _today() -> date:
    return timezone.localdate()
