"""How quick the pages are: python -m benchmarks.pages [--guides N …] [--offers N] [--explain]

Makes a library of N guides from the sample (in a database that is thrown away,
or in the empty or grown one that DATABASE_URL names), serves it on this machine
as ``make demo`` does, and asks for each page over four connections, with a view
that does nothing before and after it. With several numbers of guides the
library grows, and a second table says what that did. A target that is missed is
marked "over", and is no error.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.grow import OFFERS_OF_AN_OWNER, ROOT, NotOursError, grow, offer_id, owner_key, sample
from benchmarks.load import HOST, Load, ceiling, get, load
from benchmarks.served import Served, environment, served

EMPTY = "/benchmark-empty/"
ROUNDS = 3
EMPTY_SECONDS = 0.7
PAGE_SECONDS = 1.5
FEWEST_OFFERS = 2_000
MOST_RESIDENT = 150  # MB
MOST_GROWTH = 2.0


@dataclass(frozen=True)
class Page:
    """Addresses of one kind. ``is_cold``: each is asked for once, so that nothing of it is kept anywhere."""

    name: str
    addresses: Sequence[str]
    owners: Sequence[str] = ()
    is_cold: bool = False
    most_ratio: float | None = None
    most_p99: float | None = None  # ms
    most_queries: int = 10
    most_bytes: int | None = None

    def requests(self) -> list[bytes]:
        cookies = [self.headers(place) for place in range(len(self.addresses))]
        return [get(address, headers) for address, headers in zip(self.addresses, cookies, strict=True)]

    def headers(self, place: int) -> dict[str, str]:
        from offers.ownership.owners import COOKIE

        return {"Cookie": f"{COOKIE}={self.owners[place]}"} if self.owners else {}


@dataclass
class Measured:
    """``first``: how long the very first answer took, in ms; ``ratio``: a page's time in those of the empty view.

    ``work``: what the worker's processor did for an answer, in ms; other
    programs on the machine disturb it least.
    """

    page: Page
    load: Load
    work: float
    ratio: float
    first: float
    queries: int
    over: list[str] = field(default_factory=list)

    def cells(self) -> list[str]:
        over = f"  over: {', '.join(self.over)}" if self.over else ""
        return [f"{self.size:,}", str(self.queries), f"{self.ratio:.2f}", f"{self.first:.1f}", over]

    @property
    def p99(self) -> float:
        return self.load.within(0.99) * 1000

    @property
    def size(self) -> int:
        return sorted(self.load.sizes)[len(self.load.sizes) // 2]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=Path, default=sample(), metavar="FOLDER")
    parser.add_argument("--guides", type=int, nargs="+", default=[4_000], metavar="N")
    parser.add_argument("--offers", type=int, default=FEWEST_OFFERS, metavar="N", help="in the last library")
    parser.add_argument("--explain", action="store_true", help="print the plans of the slowest queries")
    arguments = parser.parse_args()
    steps = [(guides, FEWEST_OFFERS) for guides in sorted(arguments.guides)]
    if arguments.offers > FEWEST_OFFERS:
        steps.append((steps[-1][0], arguments.offers))
    with tempfile.TemporaryDirectory() as scratch:
        variables = environment(Path(scratch))
        import django

        django.setup()
        subprocess.run(
            [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"],
            cwd=ROOT,
            env=variables,
            check=True,
        )
        print(f"The load generator gets {ceiling(1):,.0f} answers a second from a server that does nothing.")
        try:
            found = [_measure_step(arguments.sample, *step, variables, explain=arguments.explain) for step in steps]
        except NotOursError as refusal:
            print(refusal, file=sys.stderr)
            return 2
    _print_growth(steps, found)
    return 0


def _measure_step(
    folder: Path, guides: int, offers: int, variables: dict[str, str], *, explain: bool
) -> dict[str, Measured]:
    from django.db import connection

    from offers.models import Offer

    print()
    grow(folder, guides, offers)
    offers = Offer.objects.count()
    pages = pages_of(offers)
    connection.close()
    print(f"\n{connection.vendor}, {guides:,} guides, {offers:,} offers")
    print(_row("page", "requests/s", "p50 ms", "p99 ms", "cpu ms", "bytes", "queries", "× empty", "first ms"))
    found = {}
    with served(variables) as server:
        before = server.worked()
        empty = load(server.port, [get(EMPTY)], seconds=2)
        work = (server.worked() - before) / len(empty.took) * 1000
        for page in pages:
            measured = _measure(server, page)
            if measured is None:
                print(_row(page.name, *["–"] * 8))
                continue
            found[page.name] = measured
            print(_row(page.name, *_cells(measured.load, measured.work), *measured.cells()))
        print(_row("empty view", *_cells(empty, work)))
        resident = server.resident()
        print(f"The worker holds {resident} MB{'  over' if resident > MOST_RESIDENT else ''}.")
    if explain:
        from benchmarks.plans import print_slowest

        for page in pages:
            if page.name in found:
                print_slowest(page.name, lambda page=page: _ask(page, 0))
    return found


def _row(name: str, *cells: str) -> str:
    widths = (11, 9, 9, 9, 9, 9, 9, 10, 0)
    return f"{name:22}" + "".join(f"{cell:>{width}}" for cell, width in zip(cells, widths, strict=False))


def _cells(load: Load, work: float) -> list[str]:
    p50, p99 = (load.within(part) * 1000 for part in (0.5, 0.99))
    return [f"{load.per_second:,.0f}", f"{p50:.1f}", f"{p99:.1f}", f"{work:.2f}"]


def _measure(server: Served, page: Page) -> Measured | None:
    """``None`` where the site has no such page."""
    requests = page.requests()
    if not requests:
        return None
    begun = load(server.port, requests[-1:], seconds=60, most=1)
    status, _ = begun.statuses.most_common(1)[0]
    if status == 404:
        return None
    if not page.is_cold:
        load(server.port, requests, seconds=60, most=len(requests))
    requests = requests[:-1] if page.is_cold else requests
    share = len(requests) // ROUNDS
    idle, busy, work = Load(), Load(), 0.0
    for turn in range(ROUNDS):
        idle.add(load(server.port, [get(EMPTY)], seconds=EMPTY_SECONDS))
        before = server.worked()
        if page.is_cold:
            part = requests[turn * share : (turn + 1) * share]
            busy.add(load(server.port, part, seconds=PAGE_SECONDS, most=len(part)))
        else:
            busy.add(load(server.port, requests, seconds=PAGE_SECONDS))
        work += server.worked() - before
    idle.add(load(server.port, [get(EMPTY)], seconds=EMPTY_SECONDS))
    if set(busy.statuses) != {200}:
        raise RuntimeError(f"{page.name} answers {dict(busy.statuses)}")
    measured = Measured(
        page,
        busy,
        work=work / len(busy.took) * 1000,
        ratio=idle.per_second / busy.per_second,
        first=begun.took[0] * 1000,
        queries=_queries(page),
    )
    measured.over = list(_over(measured))
    return measured


def _over(measured: Measured) -> Iterable[str]:
    page = measured.page
    if page.most_ratio and measured.ratio > page.most_ratio:
        yield f"{page.most_ratio:.2f} × empty"
    if page.most_p99 and measured.p99 > page.most_p99:
        yield f"p99 {page.most_p99:.0f} ms"
    if measured.queries > page.most_queries:
        yield f"{page.most_queries} queries"
    if page.most_bytes and measured.size > page.most_bytes:
        yield f"{page.most_bytes:,} bytes"


def _queries(page: Page) -> int:
    """How many a page takes that isn't kept, in a process that has answered before; or one that is kept."""
    from django.core.cache import caches
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    _ask(page, 0)
    if page.is_cold or page.owners:
        for cache in caches.all():
            cache.clear()
    with CaptureQueriesContext(connection) as captured:
        _ask(page, 0)
    return len(captured)


def _ask(page: Page, place: int) -> None:
    from django.test import Client

    response = Client(headers=page.headers(place)).get(page.addresses[place], headers={"host": HOST})
    if response.status_code != 200:
        raise RuntimeError(f"{page.addresses[place]} answers {response.status_code}")


def pages_of(offers: int) -> list[Page]:
    """The pages of the library in the database, spread over all of it."""
    from guides.models import Band, Guide

    published = Guide.objects.published().select_related("company", "role").order_by("pk")
    keys = list(published.values_list("pk", flat=True))
    some = list(published.in_bulk(_spread(keys, 640)).values())
    guides = [guide.get_absolute_url() for guide in some]
    companies = list({guide.company_id: guide.company for guide in some}.values())
    # The jobs that most companies have, and the places where those are paid.
    roles = [slug for slug, _ in Counter(guide.role.slug for guide in some).most_common(13)]
    pairs = (
        Band.objects.filter(revision__in=[guide.published_revision_id for guide in some], location__isnull=False)
        .filter(revision__guide__role__slug__in=roles)
        .values_list("revision__guide__role__slug", "location__slug")
    )
    markets = [f"/market/{role}/{location}/" for (role, location), _ in Counter(pairs).most_common(241)]
    typed = _typed(some)
    numbers = _spread(range(0, offers, OFFERS_OF_AN_OWNER), 40)
    owners = [owner_key(number // OFFERS_OF_AN_OWNER) for number in numbers]
    return [
        Page("guide, cold", guides[40:], is_cold=True, most_queries=6, most_bytes=15_000),
        Page("guide, warm", guides[:20], most_ratio=1 / 0.6, most_queries=0, most_bytes=15_000),
        Page("home", ["/"]),
        Page("search", [f"/search/?{urlencode({'q': text})}" for text in typed], most_p99=50),
        Page("suggestions", [f"/search/suggestions/?{urlencode({'q': text[:9]})}" for text in typed]),
        Page("market, cold", markets[20:], is_cold=True, most_p99=50),
        Page("market, warm", markets[:20], most_p99=50),
        Page("markets", ["/market/"]),
        Page("company, cold", [company.get_absolute_url() for company in companies], is_cold=True),
        Page("companies", ["/companies/"]),
        Page("role", [f"/roles/{slug}/" for slug in roles]),
        Page("role, narrowed", [f"/roles/{slug}/?place=london&sort=base" for slug in roles]),
        Page("guides side by side", _side_by_side(companies, roles)),
        Page(
            "comparison",
            [f"/offers/{offer_id(number)}/" for number in numbers],
            owners,
            most_ratio=25,
            most_p99=30,
        ),
        Page("offers side by side", ["/offers/"] * len(owners), owners),
    ]


def _spread(items: Sequence, count: int) -> list:
    """As many of them, with the same step between."""
    return list(items[:: max(1, -(-len(items) // count))])


def _typed(guides: Sequence) -> list[str]:
    """Company and role as people type them: in either order, in part, and with two letters changed over."""
    typed = []
    for number, guide in enumerate(guides[:60]):
        company, role = guide.company.name.lower(), guide.role.name.lower()
        match number % 4:
            case 0:
                typed.append(f"{company} {role}")
            case 1:
                typed.append(f"{role.split()[0]} {company} london")
            case 2:
                typed.append(company[:2] + company[2:4][::-1] + company[4:])
            case _:
                typed.append(role)
    return typed


def _side_by_side(companies: Sequence, roles: Sequence[str]) -> list[str]:
    """Four companies each, for a job that most of them have."""
    fours = [companies[start : start + 4] for start in range(0, len(companies) - 3, 4)][:20]
    return [
        f"/compare/?{urlencode({'role': roles[place % 4], 'company': [company.slug for company in four]}, doseq=True)}"
        for place, four in enumerate(fours)
    ]


def _print_growth(steps: Sequence[tuple[int, int]], found: Sequence[dict[str, Measured]]) -> None:
    """Of each page the time in those of the empty view, in each library, and how many times the first one's."""
    if len(steps) < 2:
        return
    print("\nTime of an answer in those of the empty view, and beside the first library's")
    print(f"{'page':26}" + "".join(f"{f'{guides:,} / {offers:,}':>24}" for guides, offers in steps))
    for name, first in found[0].items():
        cells = f"{name:26}{first.ratio:24.2f}"
        for later in found[1:]:
            if name in later:
                times = later[name].ratio / first.ratio
                cells += f"{f'{later[name].ratio:.2f} ({times:.1f} ×)':>24}{' over' if times > MOST_GROWTH else ''}"
        print(cells)


if __name__ == "__main__":
    sys.exit(main())
