"""Print guides as JSON Lines; needs no database."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from dataclasses import replace
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from tqdm import tqdm

from guides.data.reference import bundled_rates
from guides.document.checks import check
from guides.management.paths import guide_paths, read_source
from guides.parsing import GuideRefused, decode_guide, parse_guide
from guides.parsing.losses import lost_words


class Command(BaseCommand):
    help = "Print Markdown guides as guide documents, one JSON object a line. Needs no database."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH", help="file, folder (*.md, *.txt), or - for stdin")
        parser.add_argument("--check", action="store_true", help="instead of printing: name what no value holds")

    def handle(self, *args: Any, **options: Any) -> None:
        today = timezone.localdate()
        read = refused = lossy = 0
        for path in tqdm(guide_paths(options["paths"]), file=sys.stderr, unit=" guides", disable=None):
            try:
                text = decode_guide(read_source(path))
                document = parse_guide(text, source_path=path)
            except GuideRefused as refusal:
                refused += 1
                at = f" (line {refusal.line})" if refusal.line else ""
                self.stderr.write(f"{path}: refused{at}: {refusal.reason}")
                continue
            read += 1
            if not options["check"]:
                checked = replace(
                    document, findings=(*document.findings, *check(document, today=today, rates=bundled_rates()))
                )
                self.stdout.write(json.dumps(checked.to_json(), ensure_ascii=False))
            elif lost := lost_words(text, document):
                lossy += 1
                for line, word in lost:
                    self.stderr.write(f"{path}:{line}: “{word}” stands in no value")
        note = f", {lossy} with words that no value holds" if options["check"] else ""
        self.stderr.write(f"{read} read, {refused} refused{note}")
        if refused or lossy or not read:
            sys.exit(1)
