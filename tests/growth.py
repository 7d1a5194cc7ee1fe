"""How the time of some work grows with what it is given."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from typing import Any

# Four times the text may take eight times as long: sixteen is what a square would be.
MOST_GROWTH = 8
# Seconds of processor below which a clock's own unevenness shows.
FLOOR = 0.02


def seconds(work: Callable[[str], Any], text: str) -> float:
    # The garbage of other tests is none of this work's.
    gc.collect()
    gc.disable()
    try:
        started = time.process_time()
        work(text)
        return time.process_time() - started
    finally:
        gc.enable()


def grows_in_step(work: Callable[[str], Any], text_of: Callable[[int], str], size: int) -> bool:
    """Whether a text four times as long takes no more than eight times as long, in the best of three turns."""
    work(text_of(100))  # what is only made once
    for _ in range(3):
        one, four = seconds(work, text_of(size)), seconds(work, text_of(4 * size))
        if four <= MOST_GROWTH * max(one, FLOOR):
            return True
    return False
