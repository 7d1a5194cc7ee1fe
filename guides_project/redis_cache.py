"""Redis with one client a thread: Django makes a new one for each look-up, which takes longer than the look-up."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import cached_property
from time import monotonic
from typing import Any, ClassVar, TypeVar

from django.core.cache.backends import redis
from redis.exceptions import ConnectionError as NoConnection
from redis.exceptions import TimeoutError as NoAnswer

logger = logging.getLogger(__name__)

ASKED_AGAIN_AFTER = 5  # seconds

T = TypeVar("T")


class OneClient(redis.RedisCacheClient):
    @cached_property
    def one(self) -> Any:
        return super().get_client(write=True)

    def get_client(self, key: str | bytes | memoryview[int] | None = None, *, write: bool = False) -> Any:
        return self.one


class RedisCache(redis.RedisCache):
    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = OneClient


class SpareableRedisCache(RedisCache):
    """For what can be made again: while Redis is away nothing is held, and nobody waits for it."""

    _away_until: ClassVar[float] = 0.0
    _told_until: ClassVar[float] = 0.0

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        return self._spared(lambda: super(SpareableRedisCache, self).get(key, default, version), otherwise=default)

    def set(self, key: str, value: Any, *args: Any, **kwargs: Any) -> None:
        self._spared(lambda: super(SpareableRedisCache, self).set(key, value, *args, **kwargs), otherwise=None)

    def add(self, key: str, value: Any, *args: Any, **kwargs: Any) -> bool:
        return self._spared(lambda: super(SpareableRedisCache, self).add(key, value, *args, **kwargs), otherwise=True)

    def delete(self, key: str, version: int | None = None) -> bool:
        return self._spared(lambda: super(SpareableRedisCache, self).delete(key, version), otherwise=False)

    @classmethod
    def _spared(cls, ask: Callable[[], T], *, otherwise: T) -> T:
        if monotonic() < cls._away_until:
            return otherwise
        try:
            return ask()
        except (NoConnection, NoAnswer) as reason:
            cls._away_until = monotonic() + ASKED_AGAIN_AFTER
            cls._tell("Redis is away, pages are made for each visitor: %s", reason)
        except Exception as reason:
            # Full, or a copy that only reads: what is held can still be had. Or what is held can't be read.
            cls._tell("Redis can't be used for this: %s", reason)
        return otherwise

    @classmethod
    def _tell(cls, words: str, reason: Exception) -> None:
        if monotonic() >= cls._told_until:
            cls._told_until = monotonic() + ASKED_AGAIN_AFTER
            logger.warning(words, reason)
