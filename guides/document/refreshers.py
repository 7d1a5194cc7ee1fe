"""Which asks are of what a grant is refreshed with in later years: no part of the first grant, nor compared with it."""

from __future__ import annotations

import re

_REFRESH = re.compile(r"\b(?:refresh\w*|evergreen)\b", re.IGNORECASE)


def is_refresher(component: str, text: str) -> bool:
    """Whether an ask of equity is one of refreshers, by the words that it was read from."""
    return component == "equity" and bool(_REFRESH.search(text))
