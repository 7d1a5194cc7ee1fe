"""What models refuse."""

from __future__ import annotations


class PublishedRevisionError(Exception):
    """Content of a published revision was about to change. Start a new draft instead."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} belongs to a published revision, which can't change. Start a new draft.")
