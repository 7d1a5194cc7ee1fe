"""Many readings of a letter → one certain value of a field, or several doubtful ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from pay.letters.figures import Figure
from pay.letters.passages import Reading


def says_again(first: Figure, value: Decimal, pay: Decimal | None) -> bool:
    if first.kind == "percent":
        return pay is not None and abs(value - pay * first.value / 100) <= 1
    return first.kind == "money" and first.value > 0 and _is_multiple(first.value, value)


def _is_multiple(one: Decimal, other: Decimal) -> bool:
    low, high = sorted((one, other))
    return bool(low) and any(abs(high - low * times) <= times for times in (1, 12, 13, 14, 24, 26, 52))


def settled(readings: Iterable[Reading]) -> tuple[list[Reading], list[Reading]]:
    """The certain reading of each field, and the doubtful ones of the others: two certain values are none."""
    by_field: dict[str, list[Reading]] = {}
    for reading in readings:
        by_field.setdefault(reading.field, []).append(reading)
    certain: list[Reading] = []
    doubtful: list[Reading] = []
    for found in by_field.values():
        sure = [reading for reading in found if reading.is_certain]
        values = {
            str(reading.value) if not isinstance(reading.value, Decimal) else str(reading.value.normalize())
            for reading in sure
        }
        if len(values) == 1:
            figures = tuple(dict.fromkeys(figure for reading in sure for figure in reading.figures))
            first = sure[0]
            certain.append(replace(first, figures=figures))
            continue
        seen: set[str] = set()
        for reading in found:
            if str(reading.value) not in seen:
                seen.add(str(reading.value))
                doubtful.append(reading)
    return certain, doubtful
