"""Print guides as JSON Lines; needs no database."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from dataclasses import replace
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from guides.checks import check
from guides.management.paths import guide_sources
from guides.parsing import GuideRefused, decode_guide, parse_guide


class Command(BaseCommand):
    help = "Print Markdown guides as guide documents, one JSON object a line. Needs no database."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH", help="file, folder (*.md, *.txt), or - for stdin")

    def handle(self, *args: Any, **options: Any) -> None:
        today = timezone.localdate()
        read = refused = 0
        for path, data in guide_sources(options["paths"]):
            try:
                self.stdout.write(self._line(path, data, today))
                read += 1
            except GuideRefused as refusal:
                refused += 1
                at = f" (line {refusal.line})" if refusal.line else ""
                self.stderr.write(f"{path}: refused{at}: {refusal.reason}")
        self.stderr.write(f"{read} read, {refused} refused")
        if refused or not read:
            sys.exit(1)

    @staticmethod
    def _line(path: str, data: bytes, today: date) -> str:
        document = parse_guide(decode_guide(data), source_path=path)
        document = replace(document, findings=(*document.findings, *check(document, today=today)))
        return json.dumps(document.to_json(), ensure_ascii=False)
