"""Rows that follow from a draft's changed words, read as an import reads them; what an editor set by hand stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Model

from guides.document import document as doc
from guides.editing.columns import ask_columns, quoted_columns
from guides.editing.exporting import to_document
from guides.models import Revision
from guides.parsing.speech.scripts import context_of, read_lever, read_section

Columns = Sequence[Mapping[str, Any]]

_AMOUNTS = frozenset({"component", "min", "max", "region", "company", "base", "equity", "total"})


def stored_document(revision: Revision) -> doc.GuideDocument:
    """What a draft said before it was saved, read once for all of its forms."""
    kept = vars(revision)
    if "said_before" not in kept:
        kept["said_before"] = to_document(revision)
    document: doc.GuideDocument = kept["said_before"]
    return document


def read_script(title: str | None, parts: Sequence[Mapping[str, Any]], revision: Revision) -> doc.Lever:
    """A lever of this title and these parts (``None`` for the strategy), as an import of the guide reads it."""
    said = stored_document(revision)
    return read_lever(title, [doc.Part(**part) for part in parts], context_of(said.bands, said.company), 0)


def of_script(
    title: str | None, parts: Sequence[Mapping[str, Any]], revision: Revision
) -> dict[str, list[dict[str, Any]]]:
    """The asks and the quoted offers of a lever's parts, as columns."""
    read = read_script(title, parts, revision)
    return {
        "asks": [ask_columns(ask) for ask in read.asks],
        "quoted": [quoted_columns(quoted) for quoted in read.quoted_offers],
    }


def of_section(body: str, revision: Revision) -> dict[str, list[dict[str, Any]]]:
    """The asks of a section's text, as columns."""
    said = stored_document(revision)
    read = read_section("", 1, body, context_of(said.bands, said.company), 0)
    return {"asks": [ask_columns(ask) for ask in read.asks]}


def is_one_of(row: Model, columns: Columns) -> bool:
    return any(all(getattr(row, name) == value for name, value in one.items()) for one in columns)


def is_same(row: Model, columns: Mapping[str, Any]) -> bool:
    """Whether a row that an editor set already says what was read, perhaps for another purpose."""
    return all(getattr(row, name) == columns[name] for name in _AMOUNTS & columns.keys())
