"""A candidate's pages beside a recorded commit: python -m benchmarks.private --beside COMMIT [--guides N] [--turns N]

Both builds are served at once, each with a library of its own that it made itself, and asked in turns over four
connections, so that whoever else works on the machine slows both. "seen again" asks forty owners for the same pages
over and over; "made anew" adds another parameter to the address each time, so that no answer can be kept. Printed are
medians of the turns. With ``--folder`` the libraries stay there for the next run.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from statistics import median

from benchmarks.beside import check_out
from benchmarks.grow import OFFERS_OF_AN_OWNER, ROOT, offer_id, owner_key, sample
from benchmarks.load import Load, get, load
from benchmarks.served import Served, environment, served

COOKIE = "leverbook_owner"
PAGES = {
    "comparison": "/offers/{}/",
    "side by side": "/offers/",
    "counter": "/offers/{}/counter/",
    "equity": "/offers/{}/equity/",
}
OWNERS = 40
OFFERS = 2_000
SECONDS = 1.5
_numbers = count(1)


@dataclass
class Turns:
    """What each turn found; times in ms."""

    rate: list[float] = field(default_factory=list)
    p99: list[float] = field(default_factory=list)
    work: list[float] = field(default_factory=list)
    size: list[float] = field(default_factory=list)

    def add(self, answered: Load, work: float) -> None:
        self.rate.append(answered.per_second)
        self.p99.append(answered.within(0.99) * 1000)
        self.work.append(work / len(answered.took) * 1000)
        self.size.append(median(answered.sizes))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=Path, default=sample(), metavar="FOLDER")
    parser.add_argument("--beside", required=True, metavar="COMMIT")
    parser.add_argument("--guides", type=int, default=4_000, metavar="N")
    parser.add_argument("--turns", type=int, default=5, metavar="N")
    parser.add_argument("--folder", type=Path, metavar="FOLDER", help="where both libraries are, or are made and stay")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch, ExitStack() as stack:
        folder = arguments.folder or Path(scratch)
        old = check_out(arguments.beside, Path(scratch))
        builds = {}
        for name, tree in ((arguments.beside[:10], old), ("here", ROOT)):
            library = folder / f"{'new' if tree is ROOT else 'old'}.sqlite3"
            variables = prepared(tree, library, Path(scratch, name), arguments.sample, arguments.guides)
            builds[name] = stack.enter_context(served(variables, root=tree))
        print(f"{'':27}{'requests/s':^28}{'p99 ms':^28}{'cpu ms':^28}{'bytes':^20}")
        print(
            f"{'page':27}"
            + f"{arguments.beside[:10]:>10}{'here':>9}{'×':>7}  " * 3
            + f"{arguments.beside[:10]:>11}{'here':>9}"
        )
        for page, address in PAGES.items():
            for how, turns in _measured(page, address, builds, arguments.turns).items():
                print(_row(f"{page}, {how}", *turns.values()), flush=True)
    return 0


def prepared(tree: Path, library: Path, scratch: Path, folder: Path, guides: int) -> dict[str, str]:
    """Make a build's library and static files; returns what its server gets."""
    scratch.mkdir()
    os.environ["DATABASE_URL"] = f"sqlite:///{library}"
    variables = environment(scratch)
    made = ["-m", "benchmarks.grow", "--sample", str(folder), "--guides", str(guides), "--offers", str(OFFERS)]
    for command in (made, ["manage.py", "collectstatic", "--noinput", "--verbosity", "0"]):
        subprocess.run([sys.executable, *command], cwd=tree, env=variables, check=True, stdout=sys.stderr)  # noqa: S603
    return variables


def _measured(page: str, address: str, builds: dict[str, Served], turns: int) -> dict[str, dict[str, Turns]]:
    """By how it is asked for: what each build's turns found."""
    # What is made once in a process is no part of any page.
    for server in builds.values():
        load(server.port, list(_requests(address, anew=False)), seconds=60, most=2 * OWNERS)
    found = {how: {name: Turns() for name in builds} for how in ("seen again", "made anew")}
    for turn in range(turns):
        for how, by_build in found.items():
            for name in list(builds)[:: 1 if turn % 2 else -1]:
                times = 50 if how == "made anew" else 1
                requests = [one for _ in range(times) for one in _requests(address, anew=times > 1)]
                server = builds[name]
                before = server.worked()
                answered = load(server.port, requests, seconds=SECONDS)
                if set(answered.statuses) != {200}:
                    raise RuntimeError(f"{page} of {name} answers {dict(answered.statuses)}")
                by_build[name].add(answered, server.worked() - before)
    return found


def _requests(address: str, *, anew: bool) -> Iterator[bytes]:
    """One for each of the owners."""
    for number in range(0, OFFERS, OFFERS // OWNERS):
        more = f"?try={next(_numbers)}" if anew else ""
        owner = owner_key(number // OFFERS_OF_AN_OWNER)
        yield get(address.format(offer_id(number)) + more, {"Cookie": f"{COOKIE}={owner}"})


def _row(name: str, old: Turns, here: Turns) -> str:
    line = f"{name:27}"
    for before, now in ((old.rate, here.rate), (old.p99, here.p99), (old.work, here.work)):
        line += f"{median(before):10.1f}{median(now):9.1f}{median(now) / median(before):7.2f}  "
    return line + f"{median(old.size):11,.0f}{median(here.size):9,.0f}"


if __name__ == "__main__":
    sys.exit(main())
