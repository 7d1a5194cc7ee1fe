"""What short texts say, remembered: a library repeats the same headers, cells, names and sentences."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

P = ParamSpec("P")
T = TypeVar("T")


def remembered(
    *, most: int, longest: int
) -> Callable[[Callable[Concatenate[str, P], T]], Callable[Concatenate[str, P], T]]:
    """Keep what a pure function said of the ``most`` latest texts; of one over ``longest`` characters nothing is kept.

    Together they bound the memory. What is kept is shared: the function gives nothing that can be changed.
    """

    def wrap(function: Callable[Concatenate[str, P], T]) -> Callable[Concatenate[str, P], T]:
        kept = cast("Callable[Concatenate[str, P], T]", lru_cache(maxsize=most)(function))

        @wraps(function)
        def asked(text: str, /, *args: P.args, **more: P.kwargs) -> T:
            if len(text) > longest:
                return function(text, *args, **more)
            return kept(text, *args, **more)

        return asked

    return wrap
