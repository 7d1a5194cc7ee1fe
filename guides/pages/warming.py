"""What the first visitors of a new process would wait for, made before they come."""

from __future__ import annotations

import logging
from threading import Thread

from django.db import DatabaseError, connections
from django.utils import timezone

from guides.library import names, statutory
from guides.library.rights import rights
from guides.market.loading import all_markets

logger = logging.getLogger(__name__)


def warm_up() -> None:
    """Read the names that searches know, the law of each place and what is usual there, and count what lists show."""
    try:
        names.vocabulary()
        for kind in names.MODELS:
            names.listed(kind)
        all_markets()
        rights()
        statutory.countries(timezone.localdate())
    except DatabaseError as reason:
        # Without tables, say: the first visitor meets the same, and is told.
        logger.info("Nothing was made beforehand: %s", reason)
    finally:
        connections.close_all()


def warm_up_beside() -> Thread:
    """``warm_up`` in a thread that keeps no process from ending."""
    thread = Thread(target=warm_up, name="warm-up", daemon=True)
    thread.start()
    return thread
