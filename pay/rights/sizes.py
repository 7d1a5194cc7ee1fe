"""Whether an employer's size is covered, as far as a candidate can tell it."""

from __future__ import annotations

from typing import Literal

# The fewest and the most employees, by the key that is stored.
SIZES: dict[str, tuple[int, int | None]] = {
    "under-15": (1, 14),
    "15-24": (15, 24),
    "25-29": (25, 29),
    "30-49": (30, 49),
    "50-plus": (50, None),
}
SIZE_NAMES = {
    "under-15": "under 15",
    "15-24": "15 to 24",
    "25-29": "25 to 29",
    "30-49": "30 to 49",
    "50-plus": "50 or more",
}
Covered = Literal["yes", "no", "if"]


def is_covered(least: int | None, size: str, *, counted_there: bool = False) -> Covered:
    """Whether an employer of a size has ``least`` employees; "if" where the size doesn't settle it.

    ``counted_there``: only employees in one place count, of whom the size of
    the whole says how many there are at most.
    """
    if least is None or least <= 1:
        return "yes"
    fewest, most = SIZES.get(size, (1, None))
    if most is not None and most < least:
        return "no"
    return "yes" if fewest >= least and not counted_there else "if"
