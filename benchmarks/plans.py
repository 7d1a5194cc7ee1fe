"""The slowest query of each page, with the way in which the database finds what it asks for."""

from __future__ import annotations

from collections.abc import Callable

from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

TIMES = 3
LONGEST = 600  # characters of a query


def print_slowest(name: str, ask: Callable[[], object]) -> None:
    """Ask for a page several times and explain the query that took most in the quickest of them."""
    runs = []
    for _ in range(TIMES):
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            ask()
        runs.append([(float(query["time"]), query["sql"]) for query in captured.captured_queries])
    quickest = min(runs, key=lambda run: sum(seconds for seconds, _ in run))
    seconds, sql = max(quickest, default=(0.0, ""))
    if not sql.startswith("SELECT"):
        print(f"\n{name}: no query that reads")
        return
    shown = sql if len(sql) <= LONGEST else f"{sql[: LONGEST // 2]} … {sql[-LONGEST // 2 :]}"
    print(
        f"\n{name}: {seconds * 1000:.0f} ms of {sum(each for each, _ in quickest) * 1000:.0f} ms in queries\n  {shown}"
    )
    prefix = "EXPLAIN (ANALYZE, BUFFERS)" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
    with connection.cursor() as cursor:
        # What was asked before, as the database printed it; no parameters are left in it.
        cursor.execute(f"{prefix} {sql}".replace("%", "%%"), [])
        for row in cursor.fetchall():
            print(f"    {row[-1]}")
