"""Summarise what is to be looked at in the library, worst first."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from itertools import groupby
from operator import attrgetter
from typing import Any, cast

from django.core.management.base import BaseCommand

from guides.document.checks import CODES
from guides.document.document import Severity
from guides.document.findings import SEVERITIES, Summary
from guides.models import Finding, Revision


class Command(BaseCommand):
    help = (
        "Count the findings of each guide's published revision, or of its draft where none is published."
        " Ends with 1 if there are errors."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--code", action="append", choices=sorted(CODES), help="only these; may be repeated")
        parser.add_argument("--severity", choices=SEVERITIES, help="only findings this grave or graver")
        parser.add_argument("--guides", type=int, default=10, metavar="N", help="how many of the worst to name (10)")
        parser.add_argument("--json", action="store_true", help="print the summary as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        summary = self._summary(options["code"], options["severity"])
        if options["json"]:
            self.stdout.write(json.dumps(summary.to_json(), ensure_ascii=False, indent=1))
        else:
            self._print(summary, options["guides"])
        if "error" in summary.severities:
            sys.exit(1)

    @staticmethod
    def _summary(codes: list[str] | None, least: str | None) -> Summary:
        grave = SEVERITIES[: SEVERITIES.index(least) + 1] if least else SEVERITIES
        current = Revision.objects.current()
        findings = Finding.objects.open().filter(revision__in=current, severity__in=grave).order_by("revision_id")
        if codes:
            findings = findings.filter(code__in=codes)
        by_revision = {
            key: [(finding.code, cast("Severity", finding.severity)) for finding in found]
            for key, found in groupby(
                findings.only("revision_id", "code", "severity").iterator(), key=attrgetter("revision_id")
            )
        }
        summary = Summary()
        for key, company, role in current.values_list("pk", "guide__company__slug", "guide__role__slug"):
            summary.add(f"{company}/{role}", by_revision.get(key, ()))
        return summary

    def _print(self, summary: Summary, most: int) -> None:
        counts = ", ".join(f"{count:,} {severity}" for severity, count in summary.severities.items())
        self.stdout.write(f"{summary.guides:,} guides. Findings: {counts or 'none'}.")
        if not summary.severities:
            return
        self.stdout.write(f"\n{'Code':24}{'Error':>8}{'Warning':>9}{'Info':>8}{'Guides':>9}")
        for count in summary.codes():
            errors, warnings, infos = (count.severities.get(severity, 0) for severity in SEVERITIES)
            self.stdout.write(f"{count.code:24}{errors:>8,}{warnings:>9,}{infos:>8,}{count.guides:>9,}")
            self.stdout.write(f"    {count.meaning}")
        self.stdout.write("\nWorst guides")
        for guide in summary.worst(most):
            counts = ", ".join(f"{count} {severity}" for severity, count in guide.severities.items())
            self.stdout.write(f"  {guide.name}: {counts}")
