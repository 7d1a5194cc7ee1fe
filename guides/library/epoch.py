"""The state of the library, by which everything is kept that is made from it.

``change`` surrounds whatever alters what visitors see, ``current`` names the
state. A process knows its own changes at once and those of others a second
later at most.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock, local
from time import monotonic

from django.db import DatabaseError, connection, transaction
from django.db.models import F

from guides.models import Epoch

logger = logging.getLogger(__name__)

READ_EVERY = 1.0  # seconds

_ROW = 1
_thread = local()


class _Reader:
    """The newest state that this process knows, asked for by one thread at a time."""

    def __init__(self) -> None:
        self._asking = Lock()
        self._forgotten = 0
        self._known = ""
        self._read_at = 0.0

    def get(self) -> str:
        if self._known and monotonic() - self._read_at < READ_EVERY:
            return self._known
        known = self._known
        # Who has something to go by doesn't wait for the one who asks.
        if not self._asking.acquire(blocking=not known):
            return known
        try:
            if self._known and monotonic() - self._read_at < READ_EVERY:
                return self._known
            return self._ask(known)
        finally:
            self._asking.release()

    def _ask(self, known: str) -> str:
        forgotten, asked_at = self._forgotten, monotonic()
        try:
            found = str(Epoch.objects.filter(pk=_ROW).first() or "0-")
        except DatabaseError:
            if not known:
                raise
            # What is kept can be shown while the database is away.
            logger.warning("The library's state can't be read; the last one that was known is taken.")
            found = known
        # What was read before a change of this process was through doesn't count after it.
        if forgotten == self._forgotten:
            self._known, self._read_at = found, asked_at
        return found

    def forget(self) -> None:
        self._forgotten += 1
        self._known = ""


_reader = _Reader()


def current() -> str:
    """What names the library as it is now: one query, none within a second of the last."""
    return _reader.get()


def is_of(state: str) -> bool:
    """Whether something that was made for a state, perhaps by another process, still holds."""
    known = current()
    if _number(state) > _number(known):
        # It knows of a change that this process has yet to hear of.
        _reader.forget()
        known = current()
    return state == known


@contextmanager
def change() -> Iterator[None]:
    """A transaction after which visitors see something else: nothing that was kept before is used after it.

    One within another counts with the outermost, whose last statement it is
    that makes the new state.
    """
    depth = getattr(_thread, "depth", 0)
    _thread.depth = depth + 1
    try:
        with transaction.atomic():
            transaction.on_commit(_reader.forget)
            yield
            if depth == 0:
                _raise()
    finally:
        _thread.depth = depth


def is_changing() -> bool:
    """Whether this thread's transaction has made a change that isn't committed: what it reads nobody may keep."""
    return any(hook == _reader.forget for _, hook, *_ in connection.run_on_commit)


def _number(state: str) -> int:
    return int(state.partition("-")[0] or 0)


def _raise() -> None:
    stamp = uuid.uuid4()
    if not Epoch.objects.filter(pk=_ROW).update(number=F("number") + 1, stamp=stamp):
        Epoch.objects.create(pk=_ROW, number=1, stamp=stamp)
