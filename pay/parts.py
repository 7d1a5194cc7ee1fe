"""The parts of pay: what each is called in a sentence, and which of them go together."""

from __future__ import annotations

from typing import Literal

from pay.on_top import KIND_NAMES

# What is asked for in figures.
Negotiable = Literal["base", "equity", "signing"]
NEGOTIABLE: tuple[Negotiable, ...] = ("base", "equity", "signing")
# What all companies that publish a band have in common.
Published = Literal["base", "total"]
PUBLISHED: tuple[Published, ...] = ("base", "total")
# Without one of these a total is "at least".
MAIN = ("base", "equity", "bonus")

NAMES = {
    "base": "base",
    "equity": "equity",
    "bonus": "bonus",
    "total": "annual total",
    "signing": "signing bonus",
    "refresher": "yearly refresher",
    "refreshers": "refreshers",
    "other": "other pay",
    **KIND_NAMES,
}


def label(part: str) -> str:
    """A part's name as a heading; what has none is called as it is written."""
    name = NAMES.get(part, part)
    return f"{name[:1].upper()}{name[1:]}"
