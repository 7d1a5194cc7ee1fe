"""What a process keeps of the library, for as long as the library stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping
from contextlib import nullcontext
from threading import Lock
from typing import Any, Generic, TypeVar
from weakref import WeakSet

from cachetools import LRUCache

from guides.library import epoch

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

_caches: WeakSet[LibraryCache[Any, Any]] = WeakSet()


class LibraryCache(Generic[K, V]):
    """The values that were used last, by key; loaded again when the library has changed.

    ``weigh`` says how much of ``most`` a value takes. ``one_at_a_time``: while
    one thread loads, the others wait for what it finds.
    """

    def __init__(
        self,
        load: Callable[[Collection[K]], Mapping[K, V]],
        *,
        most: int,
        weigh: Callable[[V], int] = lambda _: 1,
        one_at_a_time: bool = False,
    ) -> None:
        self._load = load
        self._values: LRUCache[K, V] = LRUCache(most, getsizeof=weigh)
        self._state = ""
        self._lock = Lock()
        self._loading: Lock | nullcontext[None] = Lock() if one_at_a_time else nullcontext()
        _caches.add(self)

    def __len__(self) -> int:
        return len(self._values)

    def one(self, key: K) -> V:
        """The value of a key. Raises ``KeyError`` where there is none."""
        return self.all_of([key])[key]

    def all_of(self, keys: Collection[K]) -> dict[K, V]:
        """Those of ``keys`` that exist, loaded together where they aren't kept."""
        if not keys:
            return {}
        if epoch.is_changing():
            return dict(self._load(keys))
        state = epoch.current()
        found = self._kept(keys, state)
        if set(keys) - found.keys():
            with self._loading:
                # Whoever had to wait finds what the one before has loaded.
                found |= self._kept(set(keys) - found.keys(), state)
                if missing := set(keys) - found.keys():
                    loaded = self._load(missing)
                    found |= loaded
                    self._keep(loaded, state)
        return found

    def clear(self) -> None:
        with self._lock:
            self._values.clear()
            self._state = ""

    def _kept(self, keys: Collection[K], state: str) -> dict[K, V]:
        with self._lock:
            if state != self._state:
                self._values.clear()
                self._state = state
            return {key: self._values[key] for key in keys if key in self._values}

    def _keep(self, loaded: Mapping[K, V], state: str) -> None:
        with self._lock:
            # What was loaded while the library changed is shown once, and not kept.
            if state != self._state:
                return
            for key, value in loaded.items():
                # Alone too heavy, and so not kept.
                if self._values.getsizeof(value) <= self._values.maxsize:
                    self._values[key] = value


def clear_all() -> None:
    """Let go of everything that this process keeps, as if it were new."""
    for cache in list(_caches):
        cache.clear()
