"""Write guides to files, as canonical Markdown or JSON."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from guides.document.document import GuideDocument
from guides.editing.exporting import documents
from guides.models import Revision
from guides.parsing import GuideRefused, parse_guide
from guides.parsing.canonical.writing import comparable, to_markdown

SUFFIXES = {"markdown": "md", "json": "json"}


class Command(BaseCommand):
    help = (
        "Export each guide's published revision, or its draft where none is published,"
        " to DIR/company/role.md or .json. Ends with 1 if a Markdown file would read back differently."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("directory", metavar="DIR")
        parser.add_argument("--format", choices=SUFFIXES, default="markdown")
        parser.add_argument("--guide", nargs="+", metavar="company/role", help="only these, by their address")

    def handle(self, *args: Any, **options: Any) -> None:
        directory, kind = Path(options["directory"]), options["format"]
        differing = exported = 0
        for address, document in self._documents(options["guide"]):
            path = directory / f"{address}.{SUFFIXES[kind]}"
            if kind == "json":
                text = json.dumps(document.to_json(), ensure_ascii=False, indent=1) + "\n"
            else:
                text = to_markdown(document)
                if parts := _read_differently(document, text):
                    differing += 1
                    self.stderr.write(f"{path}: read again, it differs in {', '.join(parts)}")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            exported += 1
        self.stderr.write(f"{exported} exported to {directory}")
        if differing:
            sys.exit(1)

    @staticmethod
    def _documents(wanted: list[str] | None) -> Iterator[tuple[str, GuideDocument]]:
        """Address and document of each guide."""
        keys = {
            f"{company}/{role}": key
            for key, company, role in Revision.objects.current().values_list(
                "pk", "guide__company__slug", "guide__role__slug"
            )
        }
        missing = sorted(set(wanted or ()) - keys.keys())
        if missing:
            raise CommandError(f"There is no guide at {', '.join(missing)}.", returncode=2)
        return documents({address: key for address, key in keys.items() if not wanted or address in wanted})


def _read_differently(document: GuideDocument, text: str) -> list[str]:
    """The parts of a document that are others when its Markdown is read again."""
    try:
        again = comparable(parse_guide(text))
    except GuideRefused as refusal:
        return [f"everything: {refusal.reason}"]
    before = comparable(document)
    return [field.name for field in fields(before) if getattr(before, field.name) != getattr(again, field.name)]
