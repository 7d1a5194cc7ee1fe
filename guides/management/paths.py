"""The guide files that a command is given."""

from __future__ import annotations

import sys
from pathlib import Path

from django.core.management.base import CommandError

SUFFIXES = {".md", ".txt"}


def guide_paths(paths: list[str]) -> list[str]:
    """The guide files that are meant; "-" is standard input, folders are searched in a stable order.

    Raises ``CommandError`` (exit code 2) for a path that isn't there.
    """
    missing = [name for name in paths if name != "-" and not Path(name).exists()]
    if missing:
        raise CommandError(f"{', '.join(missing)}: there is no such file or folder.", returncode=2)
    found: list[str] = []
    for name in paths:
        if name != "-" and Path(name).is_dir():
            files = (file for file in Path(name).rglob("*") if file.suffix in SUFFIXES and file.is_file())
            found += map(str, sorted(files))
        else:
            found.append(name)
    return found


def read_source(name: str) -> bytes:
    """The content of one of ``guide_paths``."""
    return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
