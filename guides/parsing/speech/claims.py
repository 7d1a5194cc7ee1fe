"""Which sentences state a fact about the speaker, and the blanks in them."""

from __future__ import annotations

import re

from guides.document.document import Claim
from guides.parsing.speech.offers import NOBODY, Hearing, heard

_SLOT = re.compile(r"\[([^\[\]\n]{1,300})\](?!\()")

# "I" or "my" as the subject of a clause; inside "the models I build" it states nothing.
_CLAUSE = r"(?:^\W*|[,;:—–]\s+|\b(?:and|but|because|since|while)\s+)"
# What "I …" may go on with and still state nothing that could be checked: wishes, asks, opinions, the deal itself.
_NO_FACT = (
    "would|will|want|need|require|request|ask|hope|wish|like|love|look|expect|prefer|propose|believe|think|feel|"
    "understand|appreciate|recogni[sz]e|reali[sz]e|agree|value|view|see|consider|commit|sign|accept|join|start|"
    "choose|should|could|must|may|might|am|get|estimate|benefit|won|don|didn|wouldn|couldn|strongly|really|still|"
    "know (?:that|you|this|the)|can (?:sign|commit|accept|decide|wait|see|imagine)"
)
_NOT_A_STATE = (
    "looking|asking|requesting|seeking|targeting|excited|ready|hoping|aiming|interested|happy|open|confident|keen|"
    "drawn|committed|prepared|willing|choosing|joining|trading|betting|taking|proposing|anchoring|expecting|not|very|"
    "thrilled|eager|honou?red|grateful|passionate|delighted|enthusiastic|impressed|glad|pleased|thankful|flattered|"
    "convinced|sure|aware|flexible|curious|motivated|inspired|torn"
)
_WANTED = (
    "ask|request|target|floor|goal|preference|priority|priorities|expectations?|hope|question|concern|decision|"
    "understanding|view|sense|interest|intention|plan|proposal|number|figure|range|base|salary|equity|bonus|total|"
    "package|comp|compensation|pay|offer|counter|start|excitement|enthusiasm|first choice|top choice|only"
)
_STATES = (
    r"is|are|was|were|has|have|had|includes?|covers?|spans?|shows?|helped|saved|built|led|runs?|maps?|matches|enables?"
    r"|drives?|ensures?|delivers?|brings|accelerates?|eliminates?|translates?|demonstrates?|reduces?|proves?|cuts?"
    r"|[a-z]{3,20}(?<!need)(?<!speed)ed"
)
_SELF_CLAIM = re.compile(
    rf"{_CLAUSE}(?:I(?:'ve|’ve| have)(?! to\b)"
    rf"|I(?:'m|’m| am) (?:also |currently |now |already )?(?!(?:{_NOT_A_STATE})\b)\w"
    r"|I (?:also |already |currently |personally |regularly |recently |directly |actively |now |have )*"
    rf"(?!(?:also|already|currently|personally|regularly|recently|directly|actively|now|have|{_NO_FACT})\b)[a-z]"
    r"|[Mm]y (?:[\w/&-]{1,30} ){0,6}?(?:experience|background|track record|expertise|portfolio)\b"
    r"|[Mm]y (?:skills?|degree|models?|analys[ei]s|"
    r"research|current|previous|prior|last|work|team|ability|knowledge|depth|contributions?|systems?|projects?|RSUs?|"
    r"unvested)\b"
    # "My field is generative video": whatever else is mine, but for what I want and think.
    rf"|[Mm]y (?!(?:[\w-]+ ){{0,2}}(?:{_WANTED})\b)(?:[\w/&-]{{1,30}} ){{1,9}}?(?:{_STATES})\b)"
    r"|\b(?:[Bb]ased on|[Gg]iven|[Ww]ith) my (?:[\w/&-]{1,30} ){0,4}?(?:experience|background|track record|expertise)\b"
    r"|\b[Aa]t my (?:current|previous|last) (?:firm|company|employer|job|role|team)\b"
    r"|\bto my (?:skills?|skill set|background|experience)\b"
)
_WISH = re.compile(
    r"^\W*I(?:'m|’m| am) (?:looking|asking|requesting|seeking|targeting|excited|ready|hoping|aiming"
    r"|interested)\b"
    r"|^\W*(?:I'd|I’d|I would|I want|I need|I'll|I’ll|I will)\b"
)


def find_claims(text: str, hearing: Hearing = NOBODY) -> tuple[Claim, ...]:
    """The sentences of spoken words that state a fact about the speaker.

    "offer": to hold another offer. "self": anything else that can be checked.
    A wish or an ask is no claim.
    """
    claims: list[Claim] = []
    for sentence, is_offer in heard(text, hearing):
        if is_offer:
            claims.append(Claim("offer", sentence.strip()))
        elif _is_about_self(sentence.strip()):
            claims.append(Claim("self", sentence.strip()))
    return tuple(claims)


def _is_about_self(sentence: str) -> bool:
    # Each of the ways to say it has one of these; most sentences have none.
    if not ("I" in sentence or "my" in sentence or "My" in sentence):
        return False
    return bool(_SELF_CLAIM.search(sentence)) and not _WISH.search(sentence)


def find_slots(text: str) -> tuple[str, ...]:
    """The blanks ``[…]`` that the speaker fills in, once each; Markdown links are none."""
    return tuple(dict.fromkeys(_SLOT.findall(text)))
