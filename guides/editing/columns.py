"""A document's words and rows as the columns that they are stored in."""

from __future__ import annotations

import dataclasses
import hashlib
from typing import Any, cast

from guides.document import document as doc
from guides.document.naming import place_key
from guides.models import Company
from guides.parsing.text.sources import is_web_address

LONGEST_NAME = cast("int", Company._meta.get_field("name").max_length)


def text_hash(text: str) -> str:
    """What tells an unchanged source text from a changed one."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def text_columns(document: doc.GuideDocument, source_text: str) -> dict[str, Any]:
    """A document's own words, without its rows, as the columns of ``Revision``."""
    return {
        "title": document.title,
        "level": document.level or "",
        "tagline": document.tagline or "",
        "tags": list(document.tags),
        "premiums": doc.to_json(document.premiums),
        "labels": doc.to_json(document.labels),
        "source_path": document.source_path or "",
        "source_text": source_text,
        "source_hash": text_hash(source_text),
    }


def region_key(region: str) -> str:
    """By what a band's region is found among the spellings of locations."""
    return place_key(region[:LONGEST_NAME])


def source_key(source: doc.Source) -> tuple[str, str]:
    """What tells two sources apart: the citation, of which 600 characters will do, and its address."""
    url = source.url or ""
    return source.text[:600], url if len(url) <= 500 and is_web_address(url) else ""


def band_columns(band: doc.Band) -> dict[str, Any]:
    """A document's band as the columns of ``Band``."""
    columns: dict[str, Any] = {
        "region": band.region or "",
        "level": band.level or "",
        "currency": band.currency or "",
        "other": doc.to_json(band.other),
        "equivalents": doc.to_json(band.equivalents),
        "percentiles": doc.to_json(band.percentiles),
        "cells": dict(band.cells),
        "line": band.line,
    }
    for part in ("base", "equity", "bonus", "signing", "total", "unspecified"):
        value = getattr(band, part)
        if value is None:
            continue
        columns |= {f"{part}_min": value.min, f"{part}_max": value.max, f"{part}_open": value.open}
        for name in ("period", "years", "kind", "unit", "currency", "period_doubtful", "basis", "text"):
            if name in COMPONENT_COLUMNS[part]:
                columns[f"{part}_{name}"] = _column(getattr(value, name, None), name)
    if band.bonus and band.bonus.kind == "percent":
        columns |= {
            "bonus_percent_min": band.bonus.min,
            "bonus_percent_max": band.bonus.max,
            "bonus_min": None,
            "bonus_max": None,
        }
    elif band.bonus and band.bonus.percent:
        columns |= {"bonus_percent_min": band.bonus.percent.min, "bonus_percent_max": band.bonus.percent.max}
    return columns


COMPONENT_COLUMNS: dict[str, frozenset[str]] = {
    "base": frozenset({"period", "currency"}),
    "equity": frozenset({"period", "years", "kind", "unit", "currency", "period_doubtful"}),
    "bonus": frozenset({"kind", "text", "currency"}),
    "signing": frozenset({"currency"}),
    "total": frozenset({"period", "basis", "currency"}),
    "unspecified": frozenset({"period"}),
}


def _column(value: Any, name: str) -> Any:
    return value if value is not None or name == "years" else ""


def ask_columns(ask: doc.Ask) -> dict[str, Any]:
    return dataclasses.asdict(ask) | {
        name: getattr(ask, name) or "" for name in ("currency", "region", "level", "text")
    }


def quoted_columns(quoted: doc.QuotedOffer) -> dict[str, Any]:
    return dataclasses.asdict(quoted) | {name: getattr(quoted, name) or "" for name in ("company", "role", "currency")}
