"""Why a text is not read."""

from __future__ import annotations


class GuideRefused(ValueError):
    """The text can't be read as a guide: ``reason`` for the reader, ``line`` where it can be told."""

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line
