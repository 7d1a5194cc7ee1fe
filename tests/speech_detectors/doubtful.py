"""What a person should read, since a fact may be flagged as well."""

from __future__ import annotations

import re

from tests.speech_detectors.amounts import Amount, money_in
from tests.speech_detectors.employers import NAME, is_own_name, without_first_words
from tests.speech_detectors.figures import SIGN_BEFORE, STEPS, facts_of
from tests.speech_detectors.own_forms import is_own_form, words_of
from tests.speech_detectors.texts import Candidate, sentences, straightened

_VERBS = (
    "is|are|was|were|be|been|has|have|had|do|does|did|can|could|will|would|shall|should|may|might|must|need|needs|isn't"
    "|aren't|wasn't|weren't|hasn't|haven't|hadn't|don't|doesn't|didn't|can't|couldn't|won't|wouldn't|cannot|'s|'re|'ve"
)
_COMMON_VERBS = (
    "add affect allow answer appear ask attract become begin belong bind bring build buy call carry cause change"
    " choose close come command compete connect contain control cost cover create cut decide define deliver demand"
    " depend determine direct do draw drive earn eat enable end enter expand expect face fall feed feel fill find"
    " fit follow form get give go govern grow handle hang have help hire hit hold hope improve include increase"
    " justify keep know land last lead learn leave let lie live look lose make manage matter mean measure meet"
    " move need offer open operate owe own pay pass play power prevent process produce protect prove provide pull"
    " push put raise reach read rebuild reduce reflect rely remain renew require respond return review rise run"
    " save scale see sell send serve set settle shape share ship show sit span spend stand start stay stop store"
    " support take tell touch train translate travel trigger try turn understand use value vest wait want warrant"
    " win work write"
).split()
_PAST = (
    "began became bought brought built came chose cost cut did drew drove fell felt found gave got grew had held"
    " hit kept knew laid led left lost made meant met paid put ran read rose said sat saw sent set sold spent"
    " stood took taught told thought understood won wrote doubled halved passed moved opened closed changed"
).split()
_ANY_VERB = re.compile(
    rf"\b(?:{_VERBS}|{'|'.join(_PAST)}|\w+(?:ed|fied)|{'|'.join(rf'{verb}(?:s|es)?' for verb in _COMMON_VERBS)}"
    rf"|\w+(?:ies|ises|izes|ates|ects|ects|ains|ines|ides|ures))\b|'(?:s|re|ve|d|ll)\b",
    re.IGNORECASE,
)
_VERB_FOLLOWS = re.compile(rf" (?:{_VERBS}|{'|'.join(_PAST)}|{'|'.join(rf'{verb}e?s' for verb in _COMMON_VERBS)})\b")
_GREETING = re.compile(r"(?:dear|hello|hi|best|kind|warm|many)\b", re.IGNORECASE)
_CAPITALISED = re.compile(rf"(?<![\w'-]){NAME}")


def lacks_a_verb(text: str, candidate: Candidate) -> list[str]:
    """Sentences of four words or more without a finite verb: claims like to come so ("Thirty tugs, no collision")."""
    return [
        sentence
        for sentence in sentences(straightened(text))
        if len(words_of(sentence)) >= 4
        and not _ANY_VERB.search(" ".join(sentence.split()[1:]))
        and not is_own_form(sentence, candidate)
    ]


def names_somebody(text: str, candidate: Candidate) -> list[str]:
    """Every capitalised name that isn't the company's own, wherever it stands: products and rules of law as well."""
    found = []
    for sentence in sentences(straightened(text)):
        if is_own_form(sentence, candidate) or _GREETING.match(sentence):
            continue
        for match in _CAPITALISED.finditer(sentence):
            name = match.group()
            # One word that begins a sentence may be any word, unless a verb follows: "Brannock taught the trade".
            begins = not re.search(r"\w", sentence[: match.start()])
            if begins and " " not in name and not _VERB_FOLLOWS.match(sentence[match.end() :]):
                continue
            name = without_first_words(name)
            if name and not is_own_name(name, candidate):
                found.append(name)
    return list(dict.fromkeys(found))


def says_an_unknown_amount(text: str, candidate: Candidate) -> list[str]:
    """Money as large as pay that is no amount of the plan, the offer or a recorded one."""
    said = {round(amount) for part in candidate.plan.values() for amount in part} | facts_of(candidate)
    ceiling = 5_000_000 if candidate.currency not in STEPS else 500_000_000
    plain = straightened(text)
    return [
        amount.text.strip()
        for amount in money_in(plain)
        if round(amount.value) not in said and amount.value < ceiling and _is_money(plain, amount)
    ]


def _is_money(text: str, amount: Amount) -> bool:
    worded = not any(digit.isdigit() for digit in amount.text)
    suffixed = bool(re.search(r"\d\s?(?:k|lpa|lakhs?|lac|crores?|thousand)$", amount.text.strip(), re.IGNORECASE))
    return worded or suffixed or bool(SIGN_BEFORE.search(text[: amount.start]))
