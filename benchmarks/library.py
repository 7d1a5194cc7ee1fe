"""How fast a library is read and stored, and in how much memory: python -m benchmarks.library [FOLDER]

With ``--beside COMMIT``: beside a recorded commit, with the ratio (``benchmarks.beside``).

Works on one core in a SQLite file of its own. Prints guides a second for
reading, storing with publishing, and importing the same files again, and the
resident memory after each quarter of the first import.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from benchmarks.beside import beside
from benchmarks.grow import sample


def main(folder: str) -> int:
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["DATABASE_URL"] = f"sqlite:///{scratch}/library.sqlite3"
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guides_project.settings")
        import django

        django.setup()
        from django.core.management import call_command

        from guides.editing.importing import Importer
        from guides.management.paths import guide_paths
        from guides.parsing import decode_guide, parse_guide
        from guides.parsing.canonical.writing import to_markdown

        call_command("migrate", verbosity=0)
        texts = [(path, decode_guide(Path(path).read_bytes())) for path in guide_paths([folder])]
        documents = [parse_guide(text, source_path=path) for path, text in texts]
        _rate("parsed", texts, lambda item: parse_guide(item[1]))
        _rate("written as Markdown", documents, to_markdown)
        first = Importer(publish=True)
        pairs = list(zip(documents, (text for _, text in texts), strict=True))
        stored = 0.0
        for quarter in range(4):
            part = pairs[quarter * len(pairs) // 4 : (quarter + 1) * len(pairs) // 4]
            stored += _seconds(part, lambda pair: first.store(*pair))
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            print(f"  {(quarter + 1) * 25:>3} % stored: at most {peak} MB resident")
        print(f"{len(pairs) / stored:8.0f} a second stored and published ({stored:.1f} s)")
        again = Importer(publish=True)
        unchanged = _seconds(texts, lambda item: again.unchanged(item[1], item[0]))
        print(f"{len(texts) / unchanged:8.0f} a second imported again, unchanged ({unchanged / stored:.0%} of storing)")
    return 0


def _rate(what: str, items: list[Any], work: Callable[[Any], object]) -> None:
    seconds = _seconds(items, work)
    print(f"{len(items) / seconds:8.0f} a second {what} ({seconds:.1f} s)")


def _seconds(items: Iterable[Any], work: Callable[[Any], object]) -> float:
    started = time.perf_counter()
    for item in items:
        work(item)
    return time.perf_counter() - started


if __name__ == "__main__":
    parser = ArgumentParser(prog="benchmarks.library")
    parser.add_argument("folder", nargs="?", default=str(sample()))
    parser.add_argument("--beside", metavar="COMMIT")
    given = parser.parse_args()
    folder = str(Path(given.folder).resolve())
    sys.exit(beside(given.beside, folder) if given.beside else main(folder))
