"""Many alternatives in one pattern that ignores case, made quick."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def any_of(patterns: Iterable[str]) -> str:
    """One pattern for all, to be compiled with ``IGNORECASE``.

    ``re`` skips an alternative by its first letter only where that doesn't
    ignore case: so it is written out in both.
    """
    return "|".join(_written_out(one) for pattern in patterns for one in _split(pattern))


def _written_out(pattern: str) -> str:
    first, rest = pattern[:1], pattern[1:]
    if not first.isalpha() or rest[:1] in {"?", "*", "+", "{"}:
        return pattern
    return f"(?-i:[{first.lower()}{first.upper()}]){rest}"


def _split(pattern: str) -> Iterator[str]:
    """The alternatives at the top of a pattern."""
    start = depth = 0
    in_set = escaped = False
    for at, char in enumerate(pattern):
        if escaped or char == "\\":
            escaped = not escaped
        elif in_set or char == "[":
            in_set = char != "]"
        elif char in "()":
            depth += 1 if char == "(" else -1
        elif char == "|" and not depth:
            yield pattern[start:at]
            start = at + 1
    yield pattern[start:]
