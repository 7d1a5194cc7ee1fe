"""How quick the pages are beside an empty view on the same server: python -m benchmarks.pages FOLDER [GUIDES]

Fills a database of its own (a SQLite file, or the empty one that DATABASE_URL
names) with GUIDES (4,000) published guides, starts the server as ``make demo``
does, and asks over four connections that stay open. The empty view is measured
before and after each page, since machines are busy now and then: read the
ratio, not the rate. ``--explain`` prints the plans of the slowest queries.
"""

from __future__ import annotations

import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.filling import fill
from benchmarks.load import Load, measure, request

SECONDS = 3.0
COLD = 200
SEARCHES = ("goggle swe london", "runway ml", "data scientist new york", "jane street", "tmobile devops", "stripe")


@dataclass(frozen=True)
class Page:
    """A kind of page: the paths that are asked for in turn. ``is_cold``: each once, before any of it is kept."""

    name: str
    paths: Sequence[str]
    is_cold: bool = False
    is_private: bool = False


def main(folder: str, wanted: int, *, explain: bool) -> int:
    with tempfile.TemporaryDirectory() as scratch:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{scratch}/pages.sqlite3")
        os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.served_settings"
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        fill(folder, wanted)
        key = secrets.token_urlsafe(32)
        pages = _pages(key)
        queries = {page.name: _queries(page, key, explain=explain) for page in pages}
        port = _free_port()
        server = _start(port)
        try:
            _print(pages, queries, port, key)
            print(f"The worker has {_resident(server.pid)} MB resident.")
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(timeout=20)
    return 0


def _pages(key: str) -> list[Page]:
    from guides.models import Guide, Location, Revision

    guides = Guide.objects.published().select_related("company", "role").order_by("pk")
    addresses = [guide.get_absolute_url() for guide in guides[: COLD + 1]]
    role = guides.values_list("role__slug").first()[0]
    place = Location.objects.filter(bands__revision__guide__role__slug=role).first()
    revision = Revision.objects.filter(guide=guides[COLD // 2], status="published").get()
    return [
        Page("guide, cold", addresses[:COLD], is_cold=True),
        Page("guide, warm", addresses[COLD:]),
        Page("search", [f"/search/?q={words.replace(' ', '+')}" for words in SEARCHES]),
        Page("suggestions", [f"/search/suggestions/?q={words.replace(' ', '+')}" for words in SEARCHES]),
        Page("market, warm", [f"/market/{role}/{place.slug}/"]),
        Page("market, made", [f"/market/{role}/{place.slug}/?level=none-of-that-name"]),
        Page("comparison", [_offer(revision, key)], is_private=True),
    ]


def _offer(revision: object, key: str) -> str:
    """An offer of somebody's with the browser key, in the first band of a revision."""
    from decimal import Decimal

    from django.utils import timezone

    from offers.models import Offer, Owner, Round

    band = revision.bands.filter(base_min__isnull=False).first() or revision.bands.first()
    offer = Offer.objects.create(
        owner=Owner.objects.for_key(key),
        guide=revision.guide,
        revision=revision,
        band=band,
        employer=revision.guide.company.name,
        currency=band.currency or "USD",
    )
    base = band.base_min or Decimal(100_000)
    Round.objects.create(offer=offer, number=1, on=timezone.localdate(), base=base, bonus_percent=Decimal(10))
    return offer.get_absolute_url()


def _queries(page: Page, key: str, *, explain: bool) -> int:
    """The queries of one request that finds nothing kept, but what names the library knows."""
    from django.conf import settings
    from django.core.cache import caches
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from offers.owners import COOKIE

    settings.ALLOWED_HOSTS = ["testserver", "127.0.0.1"]
    client = Client()
    client.cookies[COOKIE] = key
    client.get("/search/?q=names")
    for cache in caches.all():
        cache.clear()
    with CaptureQueriesContext(connection) as captured:
        client.get(page.paths[0])
    if explain:
        slowest = sorted(captured.captured_queries, key=lambda query: -float(query["time"]))[:2]
        for query in slowest:
            print(f"\n{page.name}: {float(query['time']) * 1000:.1f} ms\n{query['sql'][:400]}")
            prefix = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN ANALYZE "
            if query["sql"].startswith("SELECT"):
                with connection.cursor() as cursor:
                    cursor.execute(prefix + query["sql"].replace("%", "%%"))
                    print("\n".join(" ".join(str(part) for part in row) for row in cursor.fetchall()))
    return len(captured)


def _print(pages: Sequence[Page], queries: dict[str, int], port: int, key: str) -> None:
    from offers.owners import COOKIE

    host = f"127.0.0.1:{port}"
    empty = [request("/empty/", host)]
    measure(port, empty, seconds=1)
    print(f"\n{'page':16}{'a second':>10}{'p50 ms':>9}{'p99 ms':>9}{'bytes':>9}{'queries':>9}{'of empty':>10}")
    before = measure(port, empty, seconds=SECONDS)
    for page in pages:
        headers = {"Cookie": f"{COOKIE}={key}"} if page.is_private else {}
        asked = [request(path, host, **headers) for path in page.paths]
        if page.is_cold:
            load = measure(port, asked, seconds=60, at_most=len(asked))
        else:
            load = measure(port, asked, seconds=SECONDS, warm=8)
        after = measure(port, empty, seconds=SECONDS)
        _row(page.name, load, queries[page.name], (before.rate + after.rate) / 2)
        before = after
    _row("empty view", before, 0, before.rate)


def _row(name: str, load: Load, queries: int, empty_rate: float) -> None:
    wrong = {status: count for status, count in load.statuses.items() if status != 200}
    print(
        f"{name:16}{load.rate:10,.0f}{load.quantile(0.5) * 1000:9.2f}{load.quantile(0.99) * 1000:9.2f}"
        f"{load.size:9,.0f}{queries:9}{load.rate / empty_rate:10.0%}{f'  {wrong}' if wrong else ''}"
    )


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def _start(port: int) -> subprocess.Popen:
    command = [Path(sys.executable).with_name("granian"), "--interface", "wsgi", "--host", "127.0.0.1"]
    command += ["--port", str(port), "--blocking-threads", "4", "--backpressure", "32", "--log-level", "warning"]
    server = subprocess.Popen([*map(str, command), "guides_project.wsgi:application"])  # noqa: S603
    for _ in range(100):
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return server
        time.sleep(0.1)
    server.kill()
    sys.exit("The server didn't start.")


def _resident(pid: int) -> int:
    """MB resident of the server's largest process."""
    sizes = []
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            lines = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
        except OSError:
            continue
        if pid in (int(lines["Pid"]), int(lines["PPid"])) and "VmRSS" in lines:
            sizes.append(int(lines["VmRSS"].split()[0]) // 1024)
    return max(sizes, default=0)


if __name__ == "__main__":
    plain = [argument for argument in sys.argv[1:] if argument != "--explain"]
    guides = max(int(plain[1]) if len(plain) > 1 else 4000, COLD + 1)
    sys.exit(main(plain[0], guides, explain="--explain" in sys.argv))
