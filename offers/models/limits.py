"""How much one owner may keep: more than anybody negotiates, and little enough for every page to stay quick."""

from __future__ import annotations

MOST_OFFERS = 60
MOST_ROUNDS = 40  # of one offer
MOST_LINKS = 20


class LimitReachedError(Exception):
    """Nothing was stored, since there are as many as are kept; the text tells the candidate what to do."""
