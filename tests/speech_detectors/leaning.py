"""Sentences that lean on something that isn't there."""

from __future__ import annotations

import re

from tests.speech_detectors.own_forms import ASKING, HELD, PAY_WORDS, is_own_form, made_of
from tests.speech_detectors.texts import Candidate, any_of, sentences, straightened

_LEANS_ON_OFFERS = any_of(
    r"\b(?:match(?:es|ing)?|meet|beat|beating|top|equal|close|outbid|compete with|against|between|weigh\w*|over|versus"
    r"|compared (?:to|with)|in line with|on a par with|level with|turn down|decline|choose|instead of|bridge|narrow)"
    r" (?:those|these|them|that|it|either|both(?! worlds)|the two|the others?|theirs|what they|the difference"
    r"|(?:that|this) gap|the gap(?! (?:between|in|from|of)\b)|the shortfall)\b",
    r"\b(?:more|less|higher|lower|better|newer) than (?:this|that|the) (?:letter|offer|one|package|figure|number)\b",
    r"\b(?:than those here|theirs|the former|the latter|(?:those|these|such) (?:offers?|numbers?|figures?|terms"
    r"|packages?)|that offer|their (?:offers?|numbers?|packages?|teams?|figures?|base|equity|bids?|terms"
    r"|recruiters?))\b",
    r"\b(?:I'd|I would) still\b|\bstill rather\b|\b(?:in that light|on that basis|to match)\b",
)
# "Their" at the beginning needs several of something in the sentence before, "both" two; the rest any fact or offer.
_LEANS_ON_TWO = re.compile(r"(?:both\b(?! \w+s\b)|(?:neither|either|between them|the other)\b)", re.IGNORECASE)
_LEANS_ON_SEVERAL = re.compile(r"(?:their|they|them|those|these|with (?:those|these|both|them))\b", re.IGNORECASE)
_TWO = re.compile(r"\b(?:two|both|and|or|second)\b", re.IGNORECASE)
_SEVERAL = re.compile(r"\b(?!(?:has|is|was|its|does|this|thus|plus|less|across|always|business)\b)[a-z]{2,}s\b| and ")
_LEANS_BACK = any_of(
    r"^that(?:'s| is| would| means| makes| said| alone)\b|^that\b(?= \w+[\s,])|^this (?:is|means|makes|would|alone"
    r"|also)\b",
    r"^(?:such|hence|therefore|but|and|which|even so|still|however|likewise|as such|otherwise|instead|in return"
    r"|to match|for that reason|on top of that|despite that|with that)\b",
)
_LEANS_IN_AN_ASK = re.compile(
    r"\b(?:those|these|them|theirs|match)\b|\bboth\b(?!.* and\b| (?:of )?us\b)", re.IGNORECASE
)


def leans_on_what_isnt_said(text: str, candidate: Candidate) -> list[str]:
    """Sentences that point at offers nobody named ("to match those"), or that begin by pointing back at nothing."""
    found = []
    offer_named = False
    for line in text.split("\n"):
        before = ""
        for sentence in sentences(straightened(line)):
            offer_named = offer_named or any(offer.employer.lower() in sentence.lower() for offer in candidate.recorded)
            if is_own_form(sentence, candidate):
                leans = not offer_named and bool(_LEANS_IN_AN_ASK.search(sentence))
            else:
                leans = (not offer_named and bool(_LEANS_ON_OFFERS.search(sentence))) or _leans_back(
                    sentence, before, candidate
                )
            if leans:
                found.append(sentence)
            before = sentence
    return found


def _leans_back(sentence: str, before: str, candidate: Candidate) -> bool:
    """Whether a sentence begins by pointing back while the sentence before it gives it nothing to point at."""
    says_something = bool(before) and (not is_own_form(before, candidate) or bool(HELD.match(before)))
    if _LEANS_ON_TWO.match(sentence):
        return not (says_something and _TWO.search(before))
    if _LEANS_ON_SEVERAL.match(sentence):
        return not (says_something and _SEVERAL.search(before))
    # "I'm looking for a base of $185,000. That would make the total $243,500 a year."
    sums_up_an_ask = bool(ASKING.match(before)) and made_of(sentence, PAY_WORDS, ())
    return bool(_LEANS_BACK.match(sentence)) and not says_something and not sums_up_an_ask
