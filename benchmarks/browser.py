"""What a phone waits for, in Chromium: python -m benchmarks.browser [--beside COMMIT] [--guides N] [--turns N]

Each page is opened with nothing kept from before, by a browser whose processor is slowed four times and whose line
carries 1.6 Mbit/s with 150 ms there and back, at 360 by 780 px. Printed are medians of the turns: when something could
be read first, when all scripts had run (after which each control does what it says), how far the layout moved (the
browser's own score, 0 for not at all), and what came over the line, headers included. Chromium takes Brotli over TLS
alone, so what is packed comes in gzip here, which is a tenth more.

Needs Chromium, and Playwright from requirements-browser.txt.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from benchmarks.beside import check_out
from benchmarks.grow import ROOT, offer_id, owner_key, sample
from benchmarks.load import HOST
from benchmarks.private import COOKIE, prepared
from benchmarks.served import Served, served

SLOWED = 4
LINE = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 200_000,
    "uploadThroughput": 93_750,
}  # ms, bytes a second
COLUMNS = ("first paint ms", "scripts done ms", "layout moved", "KB")
WATCHED = """
    window.moved = 0;
    new PerformanceObserver(list => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.moved += entry.value;
    }).observe({type: "layout-shift", buffered: true});
"""
FOUND = """() => [
    performance.getEntriesByName("first-contentful-paint")[0].startTime,
    performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd,
    window.moved,
    performance.getEntriesByType("navigation").concat(performance.getEntriesByType("resource"))
        .reduce((sum, one) => sum + one.transferSize, 0) / 1024,
]"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=Path, default=sample(), metavar="FOLDER")
    parser.add_argument("--beside", metavar="COMMIT")
    parser.add_argument("--guides", type=int, default=400, metavar="N")
    parser.add_argument("--turns", type=int, default=5, metavar="N")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch, ExitStack() as stack:
        trees = {"here": ROOT}
        if arguments.beside:
            trees = {arguments.beside[:10]: check_out(arguments.beside, Path(scratch)), **trees}
        builds = {}
        for name, tree in trees.items():
            library = Path(scratch, f"{name}.sqlite3")
            variables = prepared(tree, library, Path(scratch, name), arguments.sample, arguments.guides)
            builds[name] = stack.enter_context(served(variables, root=tree))
        browser = stack.enter_context(sync_playwright()).chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        print(f"{'page':12}{'build':14}" + "".join(f"{column:>18}" for column in COLUMNS))
        for page, address in _pages(builds["here"], browser).items():
            found: dict[str, list[list[float]]] = {name: [] for name in builds}
            for _ in range(arguments.turns):
                for name, server in builds.items():
                    found[name].append(_opened(browser, server, address))
            for name, turns in found.items():
                first, scripts, moved, size = (median(column) for column in zip(*turns, strict=True))
                print(f"{page:12}{name:14}{first:18,.0f}{scripts:18,.0f}{moved:18.3f}{size:18.1f}", flush=True)
        browser.close()
    return 0


def _pages(server: Served, browser: Browser) -> dict[str, str]:
    """The addresses of a visitor's three pages; both builds grow the same library."""
    page = browser.new_page()
    page.goto(f"http://{HOST}:{server.port}/")
    guide = page.locator("main a[href^='/guides/']").first.get_attribute("href")
    page.close()
    return {"home": "/", "guide": str(guide), "comparison": f"/offers/{offer_id(0)}/"}


def _opened(browser: Browser, server: Served, address: str) -> list[float]:
    """One cold visit, in the order of ``COLUMNS``."""
    url = f"http://{HOST}:{server.port}"
    context = browser.new_context(viewport={"width": 360, "height": 780}, is_mobile=True, device_scale_factor=2)
    context.add_cookies([{"name": COOKIE, "value": owner_key(0), "url": url}])
    context.add_init_script(WATCHED)
    page = context.new_page()
    line: Any = context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", LINE)
    line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    page.goto(url + address, wait_until="load")
    page.wait_for_timeout(500)
    found: list[float] = page.evaluate(FOUND)
    context.close()
    return found


if __name__ == "__main__":
    sys.exit(main())
