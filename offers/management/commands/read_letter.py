"""Print what is read of an offer letter as JSON; needs no database."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from pay.letters.reading import LONGEST, Letter, Rest, Term, read_letter


class Command(BaseCommand):
    help = "Print what is read of an offer letter's text as one JSON object (docs/letters.md). Needs no database."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", metavar="FILE", help="a text file in UTF-8, or - for stdin")

    def handle(self, *args: Any, **options: Any) -> None:
        path = options["path"]
        try:
            text = sys.stdin.buffer.read().decode("utf-8-sig") if path == "-" else Path(path).read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            self.stderr.write(f"{path}: refused: {error}")
            sys.exit(1)
        if not text.strip() or len(text) > LONGEST:
            self.stderr.write(f"{path}: refused: a letter has between 1 and {LONGEST:,} characters")
            sys.exit(1)
        letter = read_letter(text.replace("\r\n", "\n"), today=timezone.localdate())
        self.stdout.write(json.dumps(as_json(letter), ensure_ascii=False, indent=2))


def as_json(letter: Letter) -> dict[str, Any]:
    """The names that docs/letters.md promises."""
    return {
        "language": letter.language,
        "language_is_read": letter.is_language_read,
        "terms": [_term(term) for term in letter.terms],
        "doubtful": [_term(term) for term in letter.doubtful],
        "rest": [_rest(left) for left in letter.rest],
    }


def _term(term: Term) -> dict[str, Any]:
    return {
        "field": term.field,
        "value": _value(term.value),
        "currency": term.currency,
        "words": term.words,
        "spans": [list(span) for span in term.spans],
    }


def _rest(left: Rest) -> dict[str, Any]:
    return {"kind": left.kind, "figure": left.figure, "words": left.words, "span": [left.start, left.end]}


def _value(value: Any) -> Any:
    """Amounts, counts, percents and years as strings of a decimal, days as ISO days, months as whole numbers."""
    if isinstance(value, Decimal):
        plain = f"{value:f}"
        return plain.rstrip("0").rstrip(".") if "." in plain and value == value.to_integral_value() else plain
    if isinstance(value, date):
        return value.isoformat()
    return [_value(part) for part in value] if isinstance(value, tuple) else value
