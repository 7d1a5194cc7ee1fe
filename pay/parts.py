"""The parts of pay, and what each is called in a sentence: the one list of them."""

from __future__ import annotations

NAMES = {
    "base": "base",
    "equity": "equity",
    "bonus": "bonus",
    "total": "annual total",
    "signing": "signing bonus",
    "refreshers": "refreshers",
    "other": "other pay",
}
