"""A letter's file as a browser sent it → its words, read in a process of its own that can't hold a worker.

The file stays in memory: nothing of it is written to a disk or kept.
"""

from __future__ import annotations

import json
import subprocess  # of our own code, with no argument of a user's
import sys
from pathlib import Path
from threading import BoundedSemaphore

from offers.entry.files.kinds import LARGEST, FileRefusedError, FileWords

_WORKER = Path(__file__).with_name("worker.py")
# Each may take half a gigabyte and a second of processor, and a worker has sixteen threads.
_AT_ONCE = BoundedSemaphore(2)
_PATIENCE = 2
# On a busy machine a second of the processor takes longer than that.
_WAIT = 10


def words_of_upload(data: bytes) -> FileWords:
    """Raises ``FileRefusedError``."""
    if len(data) > LARGEST:
        raise FileRefusedError("This file has more than 5 MB. Copy the words of the letter and paste them instead.")
    if not _AT_ONCE.acquire(timeout=_PATIENCE):
        raise FileRefusedError("Many letters are being read at this moment. Send it again, or paste its words instead.")
    try:
        done = subprocess.run(  # noqa: S603  # no shell, no argument from outside
            [sys.executable, "-I", str(_WORKER)], input=data, capture_output=True, timeout=_WAIT, check=False, env={}
        )
    except subprocess.TimeoutExpired:
        raise _too_long() from None
    finally:
        _AT_ONCE.release()
    if done.returncode < 0:
        raise _too_long()
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        raise FileRefusedError("This file can't be read. Paste the words of the letter instead.") from None
    if "refused" in answer:
        raise FileRefusedError(answer["refused"])
    return FileWords(answer["text"], tuple(answer["notes"]))


def _too_long() -> FileRefusedError:
    return FileRefusedError(
        "Reading this file takes too long. Print its pages about pay to a new PDF, or paste their words instead."
    )
