"""Which sentences claim that the speaker holds another offer, and what in a sentence is the claim.

The offer at hand, of the guide's own company, is no other one. Under a heading
that speaks of offers, a company with its figures is one whoever says so:
"Hooli: $190K / $150K RSU."
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from guides.parsing.speech.small_names import with_capitals
from guides.parsing.speech.splitting import split_sentences
from guides.parsing.text.companies import WORD_OF_NAME, is_known, is_title
from guides.parsing.text.memo import remembered
from guides.parsing.text.places import place_of
from guides.parsing.text.words import is_ordinary


@dataclass(frozen=True, slots=True)
class Hearing:
    """What the guide's ``own`` company is called, and whether a heading says that the words are ``of_offers``."""

    own: tuple[str, ...] = ()
    of_offers: bool = False


NOBODY = Hearing()

_I = r"(?:\bI|\bwe)"
_GAVE = "extended|made|given|gave|sent|handed|presented"
_OFFER_CLAIM = re.compile(
    rf"{_I}(?:'ve|’ve|'m|’m| have| am| do have| currently have| also have| already have)?\s+"
    r"(?:also |already |currently |now )?"
    r"(?:have |had |holding |hold |received |receiving |got |evaluating |considering |weighing |comparing |reviewing "
    r"|fielding |sitting on |an? |two |three |several |multiple |competing )[^.!?]{0,80}?\boffers?\b"
    r"|\b(?:is|are|was|were|has|have) offer(?:ing|ed) me\b|\boffer(?:ed|s|ing) me\b"
    r"|\bmy (?:other|competing|existing|outstanding)(?: [\w/-]{1,30}){0,3} offers?\b|\bmy current offers? (?:from|at)\b"
    # "My Google L5 offer is at …", "Uber's offer is …"
    r"|\bmy (?-i:(?:[A-Z][\w.&/-]{0,30} ){1,4})(?:[\w/-]{1,30} ){0,5}offer\b"
    r"|(?-i:[A-Z][\w.&-]{0,30})['’]s (?!initial|first|starting|current|opening)"
    r"(?:[\w/-]{1,30} ){0,3}offer (?:is|of|at)\b"
    # "My FAANG alternatives are at $380K"
    r"|\bmy (?:[\w/-]{1,30} ){0,3}(?:offers|alternatives?) (?:is|are|sits?|ranges?|comes?|pays?)\b"
    r"|\bmy (?:other |competing )?offers?(?: in hand)?:"
    r"|(?:\A\W*|[.;:—–] )competing offers? (?:from|at) (?-i:[A-Z\[])"
    r"|\bcompeting offers? (?:from|at) (?-i:[A-Z])[^.!?;]{0,80} (?:confirms?|shows?|proves?)\b"
    r"|\bthe offer from (?-i:[A-Z\[])"
    r"|(?<!they )(?<!you )\b(?:is|are|has|have) offer(?:ing|ed)\s+(?:me\s+)?(?=[$€£₹\[\d]|[A-Z]{1,3}\$)"
    r"|\boffers? (?:that )?I(?:'m| am)? (?:hold|have|holding)\b"
    r"|\bI(?:['’]ve| have| had)? (?:was|been|got|am being) offered\b"
    r"|\bmy (?:verbal |written |signed |standing )?offer (?:from|at|with) (?-i:[A-Z\[])"
    # "an offer from Stripe in hand"
    r"|\b(?:an?|another|two|three|several|multiple|other|competing)(?: [^\s.!?]{1,30}){0,4}? offers?\b[^.!?]{0,40}?"
    r" (?:in hand|on (?:my|the) table)\b"
    # What somebody gave, if it isn't "you".
    rf"|(?P<given>\b(?:{_GAVE})(?: \w+)? (?:me|us) (?:[\w-]{{1,20}} ){{0,4}}offers?\b"
    rf"|\b(?:{_GAVE}) (?:[\w-]{{1,20}} ){{1,4}}offers? to (?:me|us)\b"
    r"|\b(?:came|come|got|gotten) back (?:to me )?with (?:[\w-]{1,20} ){1,4}offer\b)",
    re.IGNORECASE,
)
# What somebody else pays or would pay the speaker, without the word or with it at an end: "Databricks gave me $230K",
# "Meta has put $400K of RSUs on the table", "Stripe's offer — $205K base — expires Friday".
_SUM = r"(?:[$€£₹]|[A-Z]{1,3}\$|[A-Z]{3} ?\d)"
_SOMEBODY = r"(?<![\w.'’-])(?!(?:You|We|The|Your|It|They|He|She|This|That|If|When|My|I)\b)[A-Z][\w.&-]{1,30}"
_GIVEN_SUM = re.compile(
    rf"{_SOMEBODY}(?: [A-Z][\w.&-]{{1,30}}){{0,3}}(?:['’]s(?: [\w-]{{1,20}}){{0,2}})?"
    r"(?: has| have| just| recently){0,3} "
    rf"(?:(?:gave|given|sent|handed|promised|pays|paid|offers|offered|quoted) (?:me|us)\b[^.!?]{{0,60}}?{_SUM}"
    rf"|put {_SUM}[^.!?]{{0,60}}?(?:on (?:the|my) table|in front of (?:me|us)|in writing|on paper)"
    rf"|(?:came|comes|has come) in at {_SUM})"
    rf"|{_SOMEBODY}(?: [A-Z][\w.&-]{{1,30}}){{0,3}}['’]s (?:[\w-]{{1,20}} ){{0,2}}offer\s*[—–,:(][^.!?]{{0,12}}?{_SUM}"
    rf"|\bI(?:['’]ve got| have| hold|['’]m holding| currently have) {_SOMEBODY}(?: [A-Z][\w.&-]{{1,30}}){{0,2}}"
    rf" at {_SUM}"
    rf"|\bI(?:['’]ve| have)? been (?:\w+ly )?offered [^.!?]{{0,12}}?{_SUM}"
)
_HAS_SUM = re.compile(r"[$€£₹\d]")
_MAY_BE_GIVEN = re.compile(
    r" (?:me|us)\b|offer|on (?:the|my) table|in front of| in writing| on paper| in at |\bI(?:['’]ve got| have| hold)"
)
# An offer that is asked for, or talked about, is none that is held.
_NO_OFFER_CLAIM = re.compile(
    r"\b(?:(?:your|the|this)(?: written| formal)?|an updated|a revised|improved|initial|final) offer\b"
    r"|\boffer(?:s|ed)? (?:by|from) you\b|\bif I\b|\b(?:have|had|hold|got|received) (?:no|neither)\b",
    re.IGNORECASE,
)
# "If I had an offer …": held in thought only. "If I've received an offer" lets it be understood that one is held.
_SUPPOSED = re.compile(
    r"\b(?:if|should|unless|once|were|suppose|supposing|when|until|in case)\s+(?:\w+\s+)?$", re.IGNORECASE
)
_PERFECT = ("I've", "I’ve", "I have")
_YOU = re.compile(r"\byou(?:r|['’]ve)?\b[^,;]*$", re.IGNORECASE)
_OFFERED_ME = re.compile(r"^offer|\boffer(?:ed|s|ing) me\b", re.IGNORECASE)
_LEAD = 60
_AMOUNT = r"(?:~?[$€£₹]|[A-Z]{1,3}\$|[A-Z]{3} ?\d|\d[\d.,]{0,20}[KkMm]\b|\d{2,3},\d{3}\b)"
_AN_AMOUNT = re.compile(rf"(?<!\w){_AMOUNT}")
_NAME_AT = re.compile(rf"(?:an? |the )?(?P<name>{WORD_OF_NAME}(?: {WORD_OF_NAME}){{0,3}})")
# "Holding Initech at $190K", "In hand: Hooli, $191K": whose offer it is comes right behind.
_HELD = re.compile(
    r"\W*(?:(?:currently|now|also|still|already|presently|right now|meanwhile),? )?"
    r"(?:holding|sitting on|weighing|have|got|considering|comparing|fielding|evaluating|entertaining|juggling|balancing"
    r"|reviewing|(?:at|in) (?:the |an? )?(?:offer|final) stages? (?:with|at)|in (?:my )?hand"
    r"|on (?:the|my) (?:table|desk)"
    r"|(?:my |other |competing |standing |written |verbal )*(?:offers?|alternatives?|batna)(?: in hand)?(?: from| at)?"
    r"|elsewhere|counter(?:s|-?offers?)?(?: from)?)"
    r"(?P<mark>\s*[:—–]\s*|\s+)",
    re.IGNORECASE,
)
# "Hooli DE offers $190K", "Globex came in at $250K TC", "Initech: $185K base": a company and its figures.
_FIGURES_OF = re.compile(
    r"(?:['’]s)?(?: (?:[A-Z\d][\w/+-]{0,30}|design|data|engineering|product|security|software|research)){0,4}?"
    r"(?: (?:offers?|offered|pays?|paid|is|are|was|came in|comes in|stands|sits|has|gave|put)\b(?: [\w-]{1,12}){0,3}?)?"
    rf"(?: at| with| around)?\s*[:—–,(-]?\s*(?:about |around )?(?={_AMOUNT})"
)
# Many companies, none of them named.
_GROUP = re.compile(
    r"[FM]AA?NGA?\b|MBB\b|Big (?:Tech|Four|4)\b|Fortune \d|Series [A-F]\b|SaaS\b|APAC\b|EMEA\b|Asia\b"
    r"|\w+-(?:native|level|tier|first|backed|stage)\b"
)
_PRONOUN = re.compile(
    r"I\b|(?:We|You|He|She|They|It|That|This|Let|Here|There|Who|What|Given|With|For|As|At|On|In|If|When|While|Since"
    r"|Because|From|After|Before|Beyond|Based|To|By|Our|My|Your|Their|And|But|So|Both|Each|Happy|Total|Base)\b"
)
# Where a sentence goes on from the offers to what is asked for in view of them.
YET_ASKED = re.compile(
    r"(?<=[,;—–] )(?:but |so |and )?I(?:['’]m| am)? (?:targeting|looking for|asking|requesting|seeking|need|want)\b"
    r"|(?<=[,;—–] )(?:but |so |and )?I(?:['’]d| would) (?:like|need)\b"
)


# Asks, claims and sample offers each hear the same text.
@lru_cache(maxsize=32)
def heard(text: str, hearing: Hearing) -> tuple[tuple[str, bool], ...]:
    """The sentences of a text, blanks and all, and whether each claims an offer."""
    return tuple(_heard(text, hearing))


def _heard(text: str, hearing: Hearing) -> Iterator[tuple[str, bool]]:
    after_offer = False
    for piece in split_sentences(text):
        is_offer = is_offer_claim(piece.strip(), hearing.own) or (
            (after_offer or hearing.of_offers) and _tells_figures(piece.strip(), hearing.own)
        )
        yield piece, is_offer
        after_offer = is_offer


def without_own(sentence: str, own: tuple[str, ...]) -> str:
    """A sentence in which an offer of the guide's own company is "your offer"."""
    for name in own:
        if name not in sentence:
            continue
        for pattern, yours in _offers_of(name):
            sentence = pattern.sub(yours, sentence)
    return sentence


@lru_cache(maxsize=32)
def _offers_of(name: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """The ways to speak of a company's offer, and what each is to the company."""
    of = re.escape(name)
    ways = (
        (rf"\b(?:my|the|an?|this|their) (?:\w+ )?{of}(?:['’]s)? (?=(?:\w+ )?offer\b)", "your "),
        (rf"\b(?:an?|the|my|this) ([\w ]{{0,20}})offer (?:from|of|by|at) {of}\b", r"your \1offer"),
        (rf"\b{of}['’]s (?=(?:[\w-]{{1,20}} ){{0,2}}offer\b)", "your "),
        (
            rf"\b{of} (?=(?:has |have |is |just |recently )*(?:offer|extend|ma[dk]e|gave|given|sent|put|hand|came))",
            "you ",
        ),
    )
    return tuple((re.compile(way), yours) for way, yours in ways)


@remembered(most=256, longest=1000)
def is_offer_claim(sentence: str, own: tuple[str, ...] = ()) -> bool:
    """Whether the speaker says, in the first person or in a fragment, to hold an offer of another than ``own``."""
    sentence = without_own(with_capitals(sentence), own)
    return _holds_offer(sentence) or _is_given_sum(sentence) or _is_held(sentence, own)


def _is_held(sentence: str, own: tuple[str, ...]) -> bool:
    """ "Holding Initech at $190K." """
    held = _HELD.match(sentence)
    name = _NAME_AT.match(sentence, held.end()) if held else None
    if not (held and name) or not _AN_AMOUNT.search(sentence[name.end() :]):
        return False
    return is_employer(name["name"], own)


def _tells_figures(sentence: str, own: tuple[str, ...]) -> bool:
    """Whether a sentence begins with another company and its figures."""
    sentence = with_capitals(sentence.lstrip('"“*_ '))
    name = _NAME_AT.match(sentence)
    if not name or not is_employer(name["name"], own):
        return False
    return bool(_FIGURES_OF.match(sentence, name.end()))


def is_employer(name: str, own: tuple[str, ...]) -> bool:
    """Whether a name may be another employer's: not the own one's, no title, no ordinary word unless it is known."""
    words = name.split()
    if name in own or words[0] in own or _PRONOUN.match(name) or _GROUP.match(name):
        return False
    if is_known(words[0]) or is_known(name):
        return True
    return not is_title(words[0]) and not place_of(name) and any(not is_ordinary(word.casefold()) for word in words)


def _holds_offer(sentence: str) -> bool:
    lower = sentence.lower()
    if "offer" not in lower and "alternative" not in lower:  # spares most sentences the long search
        return False
    match = _OFFER_CLAIM.search(sentence)
    if not match or _NO_OFFER_CLAIM.search(match[0]):
        return False
    before = sentence[max(0, match.start() - _LEAD) : match.start()]
    by_you = (match["given"] or _OFFERED_ME.search(match[0])) and _YOU.search(before)
    return (match[0].startswith(_PERFECT) or not _SUPPOSED.search(before)) and not by_you


def _is_given_sum(sentence: str) -> bool:
    if not _HAS_SUM.search(sentence) or not _MAY_BE_GIVEN.search(sentence):
        return False
    match = _GIVEN_SUM.search(sentence)
    return match is not None and not _SUPPOSED.search(sentence[max(0, match.start() - _LEAD) : match.start()])
