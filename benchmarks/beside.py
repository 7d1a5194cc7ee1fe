"""How this checkout reads and stores a library beside a recorded commit: python -m benchmarks.library --beside COMMIT

Both are measured in one run on the same machine, in turns, and the best turn of each counts: whoever else works on
the machine slows both. Processor seconds are of all processes; "end to end" is by the clock.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TURNS = 3
PROCESSES = 2

# Run in either checkout, by what both have: the reader, and the commands.
_MEASURE = """
import contextlib, io, json, os, resource, sys, time
sys.path.insert(0, os.getcwd())
what, folder, processes = sys.argv[1], sys.argv[2], sys.argv[3]
import django
django.setup()
from django.core.management import call_command

def spent():
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)

def resident():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

from guides.management.paths import guide_paths
paths = guide_paths([folder])
if what == "read":
    from pathlib import Path
    from guides.parsing import decode_guide, parse_guide
    texts = [decode_guide(Path(path).read_bytes()) for path in paths]
    for text in texts[:20]:
        parse_guide(text)
    began = time.process_time()
    for text in texts:
        parse_guide(text)
    print(json.dumps({"read": len(texts) / (time.process_time() - began)}))
else:
    call_command("migrate", verbosity=0)
    from guides.management.commands.import_guides import Command
    takes = "--processes" in Command().create_parser("manage.py", "import_guides").format_help()
    more = ["--processes", processes] if takes else []
    found = {}
    for turn in ("stored", "unchanged"):
        began, cpu = time.monotonic(), spent()
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            call_command("import_guides", folder, *more)
        found[turn] = len(paths) / (time.monotonic() - began)
        found[turn + " cpu"] = len(paths) / (spent() - cpu)
    found["memory"] = resident()
    print(json.dumps(found))
"""

_WORDS = {
    "read": "guides a processor second, read",
    "stored": f"guides a second, imported end to end with {PROCESSES} processes",
    "stored cpu": "guides a processor second, imported",
    "unchanged": "guides a second, imported again unchanged",
    "unchanged cpu": "guides a processor second, imported again unchanged",
    "memory": "MB resident at most while importing",
}


def beside(commit: str, folder: str) -> int:
    """Print both builds' rates and the ratio of each."""
    with tempfile.TemporaryDirectory() as scratch:
        old = check_out(commit, Path(scratch))
        found: dict[str, dict[str, list[float]]] = {"old": {}, "new": {}}
        for turn in range(TURNS):
            for name, tree in (("old", old), ("new", ROOT)):
                for what in ("read", "import"):
                    for key, rate in _measured(tree, what, folder, Path(scratch, f"{name}{turn}.sqlite3")).items():
                        found[name].setdefault(key, []).append(rate)
    print(f"{'':50} {commit[:10]:>10} {'here':>10} {'ratio':>7}")
    for key, words in _WORDS.items():
        best = min if key == "memory" else max
        before, now = best(found["old"][key]), best(found["new"][key])
        print(f"{words:50} {before:10.0f} {now:10.0f} {now / before:7.2f}")
    return 0


def check_out(commit: str, scratch: Path) -> Path:
    """The files of a commit, in a folder of their own."""
    old = scratch / "old"
    old.mkdir()
    archive = ["git", "archive", commit]
    packed = subprocess.run(archive, cwd=ROOT, check=True, capture_output=True).stdout  # noqa: S603 - the caller's own
    subprocess.run(["tar", "x"], cwd=old, input=packed, check=True)  # noqa: S607
    return old


def _measured(tree: Path, what: str, folder: str, database: Path) -> dict[str, float]:
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{database}",
        "DJANGO_SETTINGS_MODULE": "guides_project.settings",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    with tempfile.NamedTemporaryFile("w", suffix=".py", encoding="utf-8") as script:
        # A file, since processes that are begun afresh read it again.
        script.write(f"if __name__ == '__main__':\n{_indented(_MEASURE)}")
        script.flush()
        command = [sys.executable, script.name, what, folder, str(PROCESSES)]
        answer = subprocess.run(  # noqa: S603 - our own script
            command, cwd=tree, env=environment, check=True, capture_output=True, text=True
        )
    found: dict[str, float] = json.loads(answer.stdout.splitlines()[-1])
    return found


def _indented(text: str) -> str:
    return "".join(f"    {line}\n" for line in text.splitlines())
