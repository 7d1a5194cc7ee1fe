"""Lines of the log: as text for a console, as JSON for a collector, and without what belongs to a visitor.

A line names the request that it is about and, of an error, its kind and the places in our code. What the
error says in words is left out unless it can only be about the system: a message such as PostgreSQL's "Failing row
contains" holds an offer.
"""

from __future__ import annotations

import json
import logging
import re
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

from django.template import TemplateDoesNotExist

from guides_project.request_log import current_number

# What opens something: the keys in the addresses of links
KEYS = re.compile(r"(/account/password/reset/key/|/account/confirm-email/|/shared/)[^/\s\"']+")
# Their words are about files, modules and names of the code; those of databases, Django's and the drivers' own alike,
# about connections and tables.
ABOUT_THE_SYSTEM = (TemplateDoesNotExist, OSError, ImportError, AttributeError, NameError, RecursionError, MemoryError)
OF_DATABASES = {"OperationalError", "ProgrammingError"}

ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class TextFormatter(logging.Formatter):
    """``2026-11-28 18:54:02,113 WARNING leverbook.requests [0f3a…]: slow …``; a traceback follows on its own lines."""

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name} [{number}]: {message}", style="{")

    def format(self, record: logging.LogRecord) -> str:
        record.number = current_number()
        return _without_keys(super().format(record))

    def formatException(self, ei: ExceptionInfo) -> str:
        return told(ei[1]) if ei[1] else ""


class JsonFormatter(logging.Formatter):
    """One JSON object a line: ``time`` (UTC, ISO 8601), ``level``, ``logger``, ``message``, ``request``, ``error``.

    What else a record carries, such as the request itself, is left out: addresses have what was asked for in them.
    """

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "request": current_number(),
        }
        if record.exc_info and record.exc_info[1]:
            line["error"] = told(record.exc_info[1])
        return _without_keys(json.dumps(line, ensure_ascii=False))


def told(error: BaseException) -> str:
    """The kinds and places of an error and of those that led to it, the first one first."""
    return "\n".join(_pieces(error))


def _pieces(error: BaseException) -> Iterator[str]:
    chain = [error]
    while earlier := chain[-1].__cause__ or (None if chain[-1].__suppress_context__ else chain[-1].__context__):
        if earlier in chain:
            break
        chain.append(earlier)
    for each in reversed(chain):
        yield from (line.rstrip() for line in traceback.format_tb(each.__traceback__))
        kind = f"{type(each).__module__}.{type(each).__qualname__}"
        # After its first line PostgreSQL quotes the statement, in which there are values.
        words = str(each).partition("\n")[0] if _is_about_the_system(each) else ""
        yield f"{kind}: {words}" if words else kind


def _is_about_the_system(error: BaseException) -> bool:
    return isinstance(error, ABOUT_THE_SYSTEM) or any(kind.__name__ in OF_DATABASES for kind in type(error).__mro__)


def _without_keys(line: str) -> str:
    return KEYS.sub(r"\1…", line)
