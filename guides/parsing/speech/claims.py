"""Sentences, and which of them state a fact about the speaker."""

from __future__ import annotations

import re
from functools import lru_cache

from guides.document.document import Claim

_END = re.compile(r"[.!?][\"'”’)\]*]*(?=\s|$)")
_ABBREVIATIONS = frozenset(
    (
        "e.g. i.e. vs. inc. ltd. corp. co. dr. mr. mrs. ms. st. no. approx. est. etc. u.s. u.k. p.a. sr. jr. fr. rs."
    ).split()
)
_SLOT = re.compile(r"\[([^\[\]\n]{1,300})\](?!\()")

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
    r"|\bmy (?-i:(?:[A-Z][\w.&/-]{0,30} ){1,4})(?:[\w/-]{1,30} ){0,2}offer\b"
    r"|(?-i:[A-Z][\w.&-]{0,30})['’]s (?!initial|first|starting|current|opening)"
    r"(?:[\w/-]{1,30} ){0,3}offer (?:is|of|at)\b"
    # "My FAANG alternatives are at $380K"
    r"|\bmy (?:[\w/-]{1,30} ){0,3}(?:offers|alternatives?) (?:is|are|sits?|ranges?|comes?|pays?)\b"
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
    rf"|put {_SUM}[^.!?]{{0,60}}?(?:on (?:the|my) table|in front of (?:me|us))|(?:came|comes|has come) in at {_SUM})"
    rf"|{_SOMEBODY}(?: [A-Z][\w.&-]{{1,30}}){{0,3}}['’]s (?:[\w-]{{1,20}} ){{0,2}}offer\s*[—–,:(][^.!?]{{0,12}}?{_SUM}"
    rf"|\bI(?:['’]ve got| have| hold|['’]m holding| currently have) {_SOMEBODY}(?: [A-Z][\w.&-]{{1,30}}){{0,2}}"
    rf" at {_SUM}"
    rf"|\bI(?:['’]ve| have)? been (?:\w+ly )?offered [^.!?]{{0,12}}?{_SUM}"
)
_MAY_BE_GIVEN = re.compile(r" (?:me|us)\b|offer|on (?:the|my) table|in front of| in at |\bI(?:['’]ve got| have| hold)")
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
_LEAD = 60
_NAMED_OFFER = re.compile(
    r"\b[A-Z][\w.&'’-]{0,30}(?: [A-Z][\w.&'’-]{0,30}){0,4} (?:is|are|comes in|came in) at [$€£₹]?\d"
    r"|\b(?:is|are) at [$€£₹]\d"
)
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
_STATES = "is|are|was|were|has|have|had|includes?|covers?|spans?|shows?|helped|saved|built|led|runs?|maps?|matches"
_SELF_CLAIM = re.compile(
    rf"{_CLAUSE}(?:I(?:'ve|’ve| have)(?! to\b)"
    rf"|I(?:'m|’m| am) (?:also |currently |now |already )?(?!(?:{_NOT_A_STATE})\b)\w"
    r"|I (?:also |already |currently |personally |regularly |recently |directly |actively |now |have )*"
    rf"(?!(?:also|already|currently|personally|regularly|recently|directly|actively|now|have|{_NO_FACT})\b)[a-z]"
    r"|[Mm]y (?:experience|background|track record|expertise|skills?|portfolio|degree|models?|analys[ei]s|"
    r"research|current|previous|prior|last|work|team|ability|knowledge|depth|contributions?|systems?|projects?|RSUs?|"
    r"unvested)\b"
    # "My field is generative video": whatever else is mine, but for what I want and think.
    rf"|[Mm]y (?!(?:[\w-]+ )?(?:{_WANTED})\b)(?:[\w/-]{{1,30}} ){{1,4}}?(?:{_STATES})\b)"
    r"|\b[Aa]t my (?:current|previous|last) (?:firm|company|employer|job|role|team)\b"
    r"|\bto my (?:skills?|skill set|background|experience)\b"
)
_WISH = re.compile(
    r"^\W*I(?:'m|’m| am) (?:looking|asking|requesting|seeking|targeting|excited|ready|hoping|aiming"
    r"|interested)\b"
    r"|^\W*(?:I'd|I’d|I would|I want|I need|I'll|I’ll|I will)\b"
)


# Voices, claims, asks and sample offers each read the same text.
@lru_cache(maxsize=128)
def split_sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text with the blanks that follow them: joined they are the text again."""
    pieces: list[str] = []
    start = 0
    for match in _END.finditer(text):
        end = match.end()
        if text[match.start()] == "." and _is_abbreviation(text, match.start()):
            continue
        while end < len(text) and text[end].isspace():
            end += 1
        if end < len(text) and text[end].islower():
            continue
        pieces.append(text[start:end])
        start = end
    if start < len(text):
        pieces.append(text[start:])
    return tuple(pieces)


def _is_abbreviation(text: str, dot: int) -> bool:
    start = max(0, dot - 20)
    word = text[max(start, text.rfind(" ", start, dot)) : dot + 1].strip(" \"'“(").lower()
    return word in _ABBREVIATIONS or bool(re.fullmatch(r"[a-z]\.", word) and word != "i.")


def find_claims(text: str) -> tuple[Claim, ...]:
    """The sentences of spoken words that state a fact about the speaker.

    "offer": to hold another offer. "self": anything else that can be checked.
    A wish or an ask is no claim.
    """
    claims: list[Claim] = []
    after_offer = False
    for piece in split_sentences(text):
        sentence = piece.strip()
        if is_offer_claim(sentence) or (after_offer and _NAMED_OFFER.search(sentence)):
            claims.append(Claim("offer", sentence))
            after_offer = True
            continue
        after_offer = False
        if _SELF_CLAIM.search(sentence) and not _WISH.search(sentence):
            claims.append(Claim("self", sentence))
    return tuple(claims)


# Claims, asks and sample offers each ask it of the same sentences.
@lru_cache(maxsize=256)
def is_offer_claim(sentence: str) -> bool:
    """Whether the speaker says, in the first person, to hold another offer."""
    return _holds_offer(sentence) or _is_given_sum(sentence)


def _holds_offer(sentence: str) -> bool:
    lower = sentence.lower()
    if "offer" not in lower and "alternative" not in lower:  # spares most sentences the long search
        return False
    match = _OFFER_CLAIM.search(sentence)
    if not match or _NO_OFFER_CLAIM.search(match[0]):
        return False
    before = sentence[max(0, match.start() - _LEAD) : match.start()]
    by_you = (match["given"] or match[0].lower().startswith("offer")) and _YOU.search(before)
    return (match[0].startswith(_PERFECT) or not _SUPPOSED.search(before)) and not by_you


def _is_given_sum(sentence: str) -> bool:
    if not _MAY_BE_GIVEN.search(sentence):
        return False
    match = _GIVEN_SUM.search(sentence)
    return bool(match) and not _SUPPOSED.search(sentence[max(0, match.start() - _LEAD) : match.start()])


def find_slots(text: str) -> tuple[str, ...]:
    """The blanks ``[…]`` that the speaker fills in, once each; Markdown links are none."""
    return tuple(dict.fromkeys(_SLOT.findall(text)))
