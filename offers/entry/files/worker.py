"""A letter's file on standard input → its words on standard output, as JSON: a process of its own, with bounds.

Run by ``reading``; imports neither Django nor settings. The kernel ends it
when its time is over: no code of the file or of a library can put that off.
"""

from __future__ import annotations

import json
import resource
import signal
import sys
from pathlib import Path

# Of processor, seconds, with the import of the library that reads the file.
SECONDS = 1.0
MEMORY = 512 * 1024 * 1024


def _bound() -> None:
    """No more than its time and memory, no file written, no process started."""
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGPROF})
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime + SECONDS) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    sys.path.insert(0, str(Path(__file__).parents[3]))
    from offers.entry.files.kinds import FileRefusedError, words_of_file

    data = sys.stdin.buffer.read()
    _bound()
    try:
        words = words_of_file(data)
        answer = {"text": words.text, "notes": words.notes}
    except FileRefusedError as refused:
        answer = {"refused": str(refused)}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
