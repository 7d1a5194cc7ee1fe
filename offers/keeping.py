"""What a process keeps of the library, for as long as the library stays as it is."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Mapping
from threading import Lock
from time import monotonic
from typing import Any, Generic, TypeVar

from guides import library
from guides.serving import shelf

LONGEST = 10 * 60  # seconds

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Kept(Generic[K, V]):
    """The values that were used last, by key; loaded again when anything in the library has changed.

    And after ten minutes at the latest, since of two changes at once the later
    one may be committed first, and tell of both. ``weigh`` says how much of ``most`` a
    value takes.
    """

    def __init__(
        self, load: Callable[[Collection[K]], Mapping[K, V]], *, most: int, weigh: Callable[[V], int] = lambda _: 1
    ) -> None:
        self.most = most
        self._load = load
        self._weigh = weigh
        self._state: Any = None
        self._values: OrderedDict[K, V] = OrderedDict()
        self._weight = 0
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._values)

    def all_of(self, keys: Collection[K]) -> dict[K, V]:
        """Those of ``keys`` that exist, loaded together where they aren't kept."""
        if not keys:
            return {}
        state = (library.state(), shelf.stamp("library"), int(monotonic() / LONGEST))
        with self._lock:
            if state != self._state:
                self._forget(state)
            found = {key: self._values[key] for key in keys if key in self._values}
            for key in found:
                self._values.move_to_end(key)
        if missing := set(keys) - found.keys():
            loaded = self._load(missing)
            found |= loaded
            with self._lock:
                # What was loaded while the library changed is shown once, and not kept.
                if state == self._state:
                    self._keep(loaded)
        return found

    def forget(self) -> None:
        with self._lock:
            self._forget(None)

    def _keep(self, loaded: Mapping[K, V]) -> None:
        for key, value in loaded.items():
            if key not in self._values:
                self._values[key] = value
                self._weight += self._weigh(value)
        while self._weight > self.most:
            _, dropped = self._values.popitem(last=False)
            self._weight -= self._weigh(dropped)

    def _forget(self, state: Any) -> None:
        self._values.clear()
        self._weight, self._state = 0, state
