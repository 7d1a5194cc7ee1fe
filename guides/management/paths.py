"""The guide files that a command is given."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from django.core.management.base import CommandError

SUFFIXES = {".md", ".txt"}


def guide_sources(paths: list[str]) -> Iterator[tuple[str, bytes]]:
    """Name and content of each guide file; "-" is standard input, folders are searched in a stable order.

    Raises ``CommandError`` (exit code 2) for a path that isn't there, before anything is read.
    """
    missing = [name for name in paths if name != "-" and not Path(name).exists()]
    if missing:
        raise CommandError(f"{', '.join(missing)}: there is no such file or folder.", returncode=2)
    for name in paths:
        path = Path(name)
        if name == "-":
            yield name, sys.stdin.buffer.read()
        elif path.is_dir():
            for file in sorted(path.rglob("*")):
                if file.suffix in SUFFIXES and file.is_file():
                    yield str(file), file.read_bytes()
        else:
            yield name, path.read_bytes()
