"""What may not stand in a text that a candidate is handed to say, found by reading the text alone.

Written apart from the code that makes these texts, from the rules only: nothing here knows how a guide is read. Each
detector takes a text and what is true of the candidate, and returns the offending pieces: the sentence, or the words
that offend where they say more. An empty list is a clean text. They lean to the strict side, as the texts must: what
is in the first or the second person has to be one of our own forms or a sentence that was ticked.

    offences(text, candidate)      {"says_first_person_claim": ["I ran the port for nine years."], ...}
"""

from __future__ import annotations

from collections.abc import Callable

from tests.speech_detectors.advice import advises_the_reader, promises_to_sign
from tests.speech_detectors.amounts import amounts
from tests.speech_detectors.doubtful import lacks_a_verb, names_somebody, says_an_unknown_amount
from tests.speech_detectors.employers import claims_an_offer, names_other_employer
from tests.speech_detectors.figures import (
    has_blank,
    says_a_limit_amount,
    speaks_of_a_limit,
    thanks_twice,
    too_precise,
    two_figures_for_a_part,
    wrong_article,
    wrong_currency,
)
from tests.speech_detectors.leaning import leans_on_what_isnt_said
from tests.speech_detectors.speakers import says_first_person_claim, speaks_of_the_speaker, speaks_to_the_listener
from tests.speech_detectors.texts import Candidate, Recorded, sentences

__all__ = [
    "DETECTORS",
    "DOUBTS",
    "Candidate",
    "Detector",
    "Recorded",
    "advises_the_reader",
    "amounts",
    "claims_an_offer",
    "doubts",
    "has_blank",
    "lacks_a_verb",
    "leans_on_what_isnt_said",
    "names_other_employer",
    "names_somebody",
    "offences",
    "promises_to_sign",
    "says_a_limit_amount",
    "says_an_unknown_amount",
    "says_first_person_claim",
    "sentences",
    "speaks_of_a_limit",
    "speaks_of_the_speaker",
    "speaks_to_the_listener",
    "thanks_twice",
    "too_precise",
    "two_figures_for_a_part",
    "wrong_article",
    "wrong_currency",
]

Detector = Callable[[str, Candidate], list[str]]

DETECTORS: tuple[Detector, ...] = (
    says_first_person_claim,
    speaks_of_the_speaker,
    speaks_to_the_listener,
    names_other_employer,
    claims_an_offer,
    leans_on_what_isnt_said,
    has_blank,
    wrong_currency,
    says_a_limit_amount,
    speaks_of_a_limit,
    two_figures_for_a_part,
    thanks_twice,
    too_precise,
    wrong_article,
    advises_the_reader,
    promises_to_sign,
)

# What default deny would stop as well, at the price of some facts: to be read by a person, not to be counted to nought.
DOUBTS: tuple[Detector, ...] = (lacks_a_verb, names_somebody, says_an_unknown_amount)


def offences(text: str, candidate: Candidate) -> dict[str, list[str]]:
    """What each detector that finds something finds."""
    return {detector.__name__: pieces for detector in DETECTORS if (pieces := detector(text, candidate))}


def doubts(text: str, candidate: Candidate) -> dict[str, list[str]]:
    """What each of the doubting detectors finds."""
    return {detector.__name__: pieces for detector in DOUBTS if (pieces := detector(text, candidate))}
