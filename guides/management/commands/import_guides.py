"""Import Markdown guides as drafts, or publish them at once."""

from __future__ import annotations

import json
import sys
import time
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from guides.document.findings import Summary
from guides.editing.importing import Imported, Importer
from guides.management.paths import guide_paths
from guides.management.reading import readers
from guides.management.runs import Run


class Command(BaseCommand):
    help = "Import Markdown guides from files or folders (*.md, *.txt), or - for standard input."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH")
        parser.add_argument("--publish", action="store_true", help="publish what was imported at once")
        parser.add_argument(
            "--processes",
            type=int,
            metavar="N",
            help="read in so many processes; as many as there are processors where it is worth it, unless it is said",
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, store nothing")
        parser.add_argument(
            "--report", metavar="FILE.json", help="write rates, a summary worst first, and each guide's findings"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["publish"] and settings.TWO_PERSON_REVIEW:
            raise CommandError(
                "Two people have to look at what goes on the site, so nothing is published at once: "
                "import without --publish, then send the drafts to review at the desk.",
                returncode=2,
            )
        if options["processes"] is not None and options["processes"] < 1:
            raise CommandError("--processes takes a number of processes, 1 or more.", returncode=2)
        paths = guide_paths(options["paths"])
        started = time.monotonic()
        outcomes: Counter[str] = Counter()
        summary = Summary()
        report = []
        run = Run(Importer(publish=options["publish"]), dry_run=options["dry_run"])
        # The bar shows where it stands, rate and time left; it is left out where nobody watches.
        with (
            readers(options["processes"], texts=len(paths), today=timezone.localdate()) as reading,
            tqdm(total=len(paths), file=sys.stderr, unit=" guides", disable=None) as bar,
        ):
            for path, imported, line in run.imported(paths, reading):
                bar.update()
                outcomes[imported.outcome] += 1
                if imported.outcome != "refused":
                    found = ((finding.code, finding.severity) for finding in imported.findings)
                    summary.add(f"{imported.company}, {imported.role}", found)
                if imported.outcome == "refused":
                    self.stderr.write(f"{path}: refused{f' (line {line})' if line else ''}: {imported.reason}")
                if options["report"]:
                    report.append(reported(path, imported, line))
        seconds = time.monotonic() - started
        read = sum(outcomes.values())
        if options["report"]:
            whole = {
                "seconds": round(seconds, 1),
                "guides_a_second": round(read / max(seconds, 0.001), 1),
                "outcomes": dict(outcomes),
                "summary": summary.to_json(),
                "guides": report,
            }
            Path(options["report"]).write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", "utf-8")
        counts = ", ".join(f"{count} {outcome}" for outcome, count in sorted(outcomes.items())) or "nothing found"
        graded = ", ".join(f"{count} {severity}" for severity, count in summary.severities.items())
        self.stdout.write(
            f"{read} guides in {seconds:.1f} s ({read / max(seconds, 0.001):.0f} a second): {counts}."
            f" Findings: {graded or 'none'}.{' Nothing was stored.' if options['dry_run'] else ''}"
        )
        if outcomes["refused"] or not read:
            sys.exit(1)


def reported(path: str, imported: Imported, line: int | None) -> dict[str, Any]:
    """What a report says of one file."""
    return {
        "path": path,
        "outcome": imported.outcome,
        "company": imported.company,
        "role": imported.role,
        "reason": imported.reason,
        "line": line,
        "findings": [
            {
                "code": finding.code,
                "severity": finding.severity,
                "place": finding.place,
                "line": finding.line,
                "message": finding.message,
            }
            for finding in imported.findings
        ],
    }
