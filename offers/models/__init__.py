"""Offers of candidates, whose they are, and what is settled about each."""

from offers.models.limits import MOST_LINKS, MOST_OFFERS, MOST_ROUNDS, LimitReachedError
from offers.models.offers import Offer
from offers.models.owners import KEPT_FOR, Owner, key_hash
from offers.models.plans import CounterPlan
from offers.models.postings import Posting
from offers.models.rounds import Round
from offers.models.rows import GrantTerms, InWords
from offers.models.scripts import ScriptFact
from offers.models.sharing import ShareLink

__all__ = [
    "KEPT_FOR",
    "MOST_LINKS",
    "MOST_OFFERS",
    "MOST_ROUNDS",
    "CounterPlan",
    "GrantTerms",
    "InWords",
    "LimitReachedError",
    "Offer",
    "Owner",
    "Posting",
    "Round",
    "ScriptFact",
    "ShareLink",
    "key_hash",
]
