"""Redis with one client a thread: Django makes a new one for each look-up, which takes longer than the look-up."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.core.cache.backends import redis


class OneClient(redis.RedisCacheClient):
    @cached_property
    def one(self) -> Any:
        return super().get_client(write=True)

    def get_client(self, key: str | None = None, *, write: bool = False) -> Any:
        return self.one


class RedisCache(redis.RedisCache):
    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = OneClient
