"""The few forms in which a sentence may speak as the candidate."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from tests.speech_detectors.texts import FIRST, SECOND, Candidate, Recorded, sentences, straightened

PAY_WORDS = frozenset(
    """a an and or the of in on at for to from by with over up per plus as is be would that this it than which its so
    both base salary pay compensation package terms total equity rsu rsus share shares stock option options units
    grant signing sign-on joining bonus target annual yearly year years year's month months monthly week weeks day
    days four three two one five first second initial vesting vests vested worth each every part parts half more
    extra additional addition additionally increase increased raise raised higher top instead rather between all-in
    all together making make makes comes come brings bring about around percent point points k m lakh lakhs crore
    million thousand ctc lpa offered offer offer's current currently level title grade scope start date starting
    refresher refreshers review remote home office working hours leave holiday pension relocation allowance notice
    payment paid pays guaranteed written writing verbal usd gbp eur inr sgd aud cad chf jpy us hk nz ca s c r euro
    euros dollars pounds rupees francs yen eight ten twelve fifteen twenty thirty forty fifty sixty seventy eighty
    ninety hundred""".split()
)
_COURTESY_WORDS = frozenset(
    """a an and or the of in on at for to from by with as is be that this it if whether when what how any
    you your very much again so soon here there there's today tomorrow week call time talk talking speak speaking
    discuss discussing go going through walk know let hear hearing back reply answer help question questions happy
    glad pleased possible possibly would could can may might please kindly thank thanks thankful many grateful
    appreciate appreciated look looking forward offer offers letter written writing sent sending send details detail
    making taking take meet meeting met team everyone conversation conversations interview interviews process
    confirm confirmed consider considering work role job position joining chance way find suit suits convenient
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december me i i'm i'd i'll i'm we my more few minutes need needs read carefully give
    have has until by decision decide deadline extension day days weeks""".split()
)
ASKING = re.compile(
    r"^(?:so |then |that is why |for that )?(?:what )?(?:I'm|I am|I'd be|I would be|I was) (?:also )?(?:looking for"
    r"|asking for|asking|hoping for|asking about|looking to ask for|after)\b|^(?:so |then )?(?:I'd|I would|I want to"
    r"|I'd also|I would also) (?:also )?(?:like|ask for|ask)\b(?: to ask for\b)?|^my (?:ask|request|asks"
    r"|requests) (?:is|are)\b|^(?:could|can|may|might|would) (?:we|I|you|it|that|the)\b|^(?:on|for|of"
    r"|in) (?:the )?[a-z-]+(?: [a-z-]+)?,? I'm (?:looking|asking) for\b",
    re.IGNORECASE,
)
_THANKING = re.compile(
    r"^(?:hello|hi|dear \w+)?,?\s?(?:(?:thank you|thanks|many thanks|thank you very much)\b"
    r"|(?:I|we) (?:really |very much |do )?appreciate\b|(?:I'm|I am) (?:very |truly )?(?:grateful|thankful)\b)",
    re.IGNORECASE,
)
_COURTEOUS = re.compile(
    r"^(?:I look forward|I'm looking forward|I am looking forward|please|let me know|I'm happy to (?:talk|discuss|walk)"
    r"|I'd be (?:happy|glad) to (?:talk|discuss|walk|hear)|I'm glad to (?:talk|discuss)|could (?:we|you)|can (?:we|you)"
    r"|would (?:you|it|that|there)|may I|is (?:that|there|it)|what would|how would|when (?:do|would|could)"
    r"|I would appreciate|I'd appreciate|I would be grateful|I'd be grateful|I'd like to (?:discuss|talk|ask)"
    r"|I would like to (?:discuss|talk|ask))\b",
    re.IGNORECASE,
)
HELD = re.compile(
    r"^I (?:also |now )?(?:have|hold) (?:a|an) (?P<kind>written|verbal) offer (?:from|by|of) ", re.IGNORECASE
)
_FIGURE = re.compile(r"(?:[A-Z]{0,3}[$£€¥₹₩₪]|\b[A-Z]{3}\s)?\s?\d[\d,.' ]*(?:[kKmMlL]|LPA|bn)?\b\s?%?|[$£€¥₹₩]")


def words_of(text: str) -> list[str]:
    return re.findall(r"[A-Za-zÀ-ÿ][\w'&-]*", _FIGURE.sub(" ", text))


def made_of(text: str, vocabulary: Collection[str], names: Collection[str]) -> bool:
    return all(word.lower() in vocabulary or word.lower().removesuffix("'s") in names for word in words_of(text))


@lru_cache(maxsize=512)
def name_words(*names: str) -> frozenset[str]:
    return frozenset(word.lower() for name in names for word in re.findall(r"[\w'&-]+", straightened(name)))


@lru_cache(maxsize=512)
def _pattern(own: str) -> re.Pattern[str]:
    blank = rf"(?:(?!{FIRST.pattern}|{SECOND.pattern})[^!?\n])*?"
    parts = [re.escape(" ".join(part.split())) for part in re.split(r"\{\w*\}", straightened(own))]
    return re.compile(blank.join(part.replace(r"\ ", r"\s+") for part in parts))


def is_ticked(sentence: str, own_sentences: tuple[str, ...]) -> bool:
    bare = " ".join(straightened(sentence).strip().rstrip(".!?:,").split())
    return any(
        _pattern(piece.rstrip(".!?:,").strip()).fullmatch(bare) for own in own_sentences for piece in sentences(own)
    )


def is_own_form(sentence: str, candidate: Candidate) -> bool:
    """Whether a sentence is one that our own words may say: an ask, thanks, a courtesy, a recorded offer, or ticked."""
    names = name_words(candidate.company, candidate.role, *candidate.own_names)
    return _is_own_form(sentence, names, candidate.recorded, candidate.own_sentences)


@lru_cache(maxsize=10_000)
def _is_own_form(
    sentence: str, names: frozenset[str], recorded: tuple[Recorded, ...], own_sentences: tuple[str, ...]
) -> bool:
    if is_ticked(sentence, own_sentences):
        return True
    plain = straightened(sentence).strip()
    if held := HELD.match(plain):
        for offer in recorded:
            if plain[held.end() :].lower().startswith(offer.employer.lower()):
                rest = plain[held.end() + len(offer.employer) :]
                kind = "written" if offer.in_writing else "verbal"
                return held["kind"].lower() == kind and made_of(rest, PAY_WORDS, ())
        return False
    if (asking := ASKING.match(plain)) and made_of(plain[asking.end() :], PAY_WORDS, names):
        return True
    if thanking := _THANKING.match(plain):
        return made_of(plain[thanking.end() :], PAY_WORDS | _COURTESY_WORDS, names)
    return bool(_COURTEOUS.match(plain)) and made_of(plain, PAY_WORDS | _COURTESY_WORDS, names)
