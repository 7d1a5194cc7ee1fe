"""How soon pages are there on a slow phone: python -m benchmarks.browser [--turns N] [--chromium PATH]

Chromium with a processor slowed to a quarter and a line of 1.6 Mbit/s and 150 ms opens pages with an empty cache.
Printed are medians of the turns: the first contentful paint; when everything can be used, which is when the deferred
scripts have run and no task of over 50 ms is left; layout shift; and bytes. Needs requirements-browser.txt.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from benchmarks.grow import ROOT, offer_id, owner_key
from benchmarks.load import HOST
from benchmarks.private import COOKIE
from benchmarks.served import environment, served

SLOWER = 4
LATENCY = 150  # ms
BYTES_A_SECOND = 1_600_000 / 8
QUIET = 1_500  # ms without a long task, after which none is waited for
MOST = {"paint": 1_000, "usable": 1_500, "shift": 0.0}

_WATCH = """
window.seen = {paint: 0, task: 0, shift: 0};
const watch = (type, each) => new PerformanceObserver(list => list.getEntries().forEach(each))
  .observe({type, buffered: true});
watch("paint", one => { if (one.name === "first-contentful-paint") seen.paint = one.startTime; });
watch("longtask", one => { seen.task = one.startTime + one.duration; });
watch("layout-shift", one => { if (!one.hadRecentInput) seen.shift += one.value; });
"""
_READ = """() => {
  const [page] = performance.getEntriesByType("navigation");
  return {...seen, usable: Math.max(page.domContentLoadedEventEnd, seen.task, seen.paint)};
}"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--turns", type=int, default=5, metavar="N")
    parser.add_argument("--chromium", default="/usr/bin/chromium", metavar="PATH")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        variables = environment(Path(scratch))
        examples = ["--sample", "guides/examples", "--guides", "40", "--offers", "40"]
        for command in (
            ["-m", "benchmarks.grow", *examples],
            ["manage.py", "collectstatic", "--noinput", "--verbosity", "0"],
        ):
            subprocess.run([sys.executable, *command], cwd=ROOT, env=variables, check=True)  # noqa: S603
        with served(variables) as server, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=arguments.chromium, args=["--no-sandbox"])
            print(f"{'page':14}{'first paint ms':>16}{'usable ms':>12}{'shift':>8}{'bytes':>10}")
            for name, path in _pages().items():
                turns = [_opened(browser, f"http://{HOST}:{server.port}{path}") for _ in range(arguments.turns)]
                _print(name, {key: median(turn[key] for turn in turns) for key in turns[0]})
            browser.close()
    return 0


def _pages() -> dict[str, str]:
    import django

    django.setup()
    from guides.models import Guide

    guide = Guide.objects.published().select_related("company", "role").order_by("pk")[0]
    return {"home": "/", "guide": guide.get_absolute_url(), "comparison": f"/offers/{offer_id(0)}/"}


def _opened(browser: Browser, address: str) -> dict[str, Any]:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    context.add_cookies([{"name": COOKIE, "value": owner_key(0), "url": address}])
    page = context.new_page()
    page.add_init_script(_WATCH)
    chromium = context.new_cdp_session(page)
    chromium.send("Network.enable")
    line = {"latency": LATENCY, "downloadThroughput": BYTES_A_SECOND, "uploadThroughput": BYTES_A_SECOND}
    chromium.send("Network.emulateNetworkConditions", {"offline": False, **line})
    chromium.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    sizes: list[float] = []
    chromium.on("Network.loadingFinished", lambda one: sizes.append(one["encodedDataLength"]))
    page.goto(address, wait_until="load")
    page.wait_for_timeout(QUIET)
    found: dict[str, Any] = page.evaluate(_READ)
    context.close()
    return found | {"bytes": sum(sizes)}


def _print(name: str, found: dict[str, float]) -> None:
    over = [f"{key} over {most}" for key, most in MOST.items() if found[key] > most]
    print(
        f"{name:14}{found['paint']:16,.0f}{found['usable']:12,.0f}{found['shift']:8.3f}{found['bytes']:10,.0f}"
        f"  {', '.join(over)}"
    )


if __name__ == "__main__":
    sys.exit(main())
