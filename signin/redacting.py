"""Lines of the log without what opens something: the keys in the addresses of links."""

from __future__ import annotations

import logging
import re

KEYS = re.compile(r"(/account/password/reset/key/|/account/confirm-email/|/shared/)[^/\s\"']+")


class Formatter(logging.Formatter):
    """Whatever a line says of a request, tracebacks included, a key in its path is left out."""

    def format(self, record: logging.LogRecord) -> str:
        return KEYS.sub(r"\1…", super().format(record))
