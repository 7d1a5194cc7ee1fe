"""What was meant for the reader, and what binds the speaker."""

from __future__ import annotations

import re

from tests.speech_detectors.own_forms import is_own_form
from tests.speech_detectors.texts import Candidate, any_of, sentences, straightened

# Imperatives, whatever follows; and verbs that are nouns too, where an object shows that they are none.
_ORDERS = (
    "ask anchor pause mention cite reference insist avoid don't never remind emphasise emphasize prepare propose bundle"
    " reveal admit deliver swap smile leverage negotiate let send bring tie remember"
).split()
_ORDERS_WITH_OBJECT = (
    "say open push counter hold wait lead frame request accept aim target start begin close keep quote point present"
    " highlight stress name use research decline refuse get make take know consider expect offer walk stop stay find"
    " check write read practise practice trade give treat show tell settle raise resist return follow repeat phrase"
    " turn link put leave save move pick play drop add state"
).split()
_OBJECT = (
    r"(?:the|a|an|your|this|that|these|it|them|one|out|with|for|at|on|in|up|back|only|no|what|who|why|how|to|from|quiet"
    r"|silent|by|until|after|before|always|first|away|everything|nothing|any|as)"
)
_COUNTERPART = r"(?:recruiter|hiring manager|hiring committee|comp(?:ensation)? team|personnel(?: department)?)"
_IF = (
    r"(?:(?:first|then|next|finally|only|always|after that|to close),? "
    r"|(?:if|when|once|before|should|unless|after) [^,]*, )"
)
_ADVICE = any_of(
    rf"^(?:{_IF})?(?:{'|'.join(_ORDERS)})\b(?! \w+ (?:is|are|was|were|has|have)\b)",
    rf"^(?:{_IF})?(?:{'|'.join(_ORDERS_WITH_OBJECT)}) {_OBJECT}\b(?! \w+ (?:is|are|was|were|has|have)\b)",
    rf"^(?:{'|'.join(_ORDERS_WITH_OBJECT)})(?: (?:high|low|big|small|firm|calm|nobody|everybody|less|more"
    rf"|\w+ly))?[.!]?$",
    rf"^(?:{'|'.join(_ORDERS_WITH_OBJECT)}) (?:nobody|everybody|no one|everyone)\b",
    r"^(?:only|just) (?:for|in|when|if|after|with|at)\b|^(?:best|better) (?:said|used|kept|left|delivered|sent)\b"
    r"|^works? (?:best |well |only )?(?:with|when|in|on|for)\b|^one \w+ at a time\b",
    r"\b(?:say this|say that only|then stop|stop talking|stop there|and wait|stay silent|hold firm|don't blink"
    r"|be quiet)\b",
    r"\b(?:don't|do not|never) (?:say|mention|reveal|give|fill|show|tell|answer|name)\b",
    r"\b(?:save (?:this|it) for|keep (?:this|it) (?:back|for)|in reserve|bring (?:this|it) up|works best|use this)\b",
    r"^(?:do not|don't|mind|sound|act|seem|appear|look|be|stay|keep) (?!\w+ (?:is|are)\b)\w+",
    r"\bthis (?:line|script|lever|argument|point) (?:works|lands|only|is for|carries)\b",
    rf"\b{_COUNTERPART}\b|\b(?:hr|the partner) (?:will|may|might|can|has|won't|is|usually|often|tends|asks|says)\b",
    r"\b(?:no|yes) (?:rarely|often|usually|seldom|never|always) means\b",
    r"\bthey(?:'ll| will| may| might| usually| often|'re likely)\b|\b(?:if|once|until|unless|as soon as|before) they"
    r" (?:say|ask|offer|push|come|name|refuse|balk|press|counter|stall|move|agree|mention|insist|can't|won't|have)\b",
    r"\bcandidates? (?:should|who|often|can|tend|may)\b|\bthe candidate\b|\bif (?:asked|pressed)\b|\bwhen asked\b",
    r"\b(?:negotiat(?:e|ing|ion|or)\w*|(?:your|more|as) leverage|anchor(?:s|ing)?|talking point|counter (?:at|with)"
    r"|accept[- ]at|script)\b",
    r"\b(?:let|make|ask|tell|give|show|remind) them\b",
)
_FORM_IMPERATIVES = re.compile(r"^(?:please|let me know|let us know)\b", re.IGNORECASE)


def advises_the_reader(text: str, candidate: Candidate) -> list[str]:
    """Sentences that tell the reader what to do, or talk about the other side instead of to it."""
    return [
        sentence
        for sentence in sentences(straightened(text))
        if _ADVICE.search(sentence.lstrip("\"'("))
        and not _FORM_IMPERATIVES.match(sentence)
        and not is_own_form(sentence, candidate)
    ]


_AT_ONCE = (
    r"(?:today|tonight|tomorrow|immediately|right away|straight away|on the spot|there and then|at once|gladly"
    r"|with pleasure|this (?:afternoon|week|evening|morning|minute|month)|on monday|next week|same day"
    r"|upon (?:revision|receipt)|by (?:monday|tuesday|wednesday|thursday|friday|the weekend|noon|the end)"
    r"|within (?:an |the |\d+ )?(?:hours?|days?|week)|without (?:hesitation|another|further|delay))"
)
_BINDING = r"(?:sign|accept(?:ance)?|commit|join|resign|say yes|withdraw|hand in (?:my )?notice|be on board|take it)"
_PROMISE = any_of(
    rf"\b(?:I|we|I'd|I'll|we'd|we'll)(?: would| will| can| could| shall| am| 'd"
    rf"| 'll)? ?(?:\w+ )?{_BINDING}\b(?! ?-?on\b)",
    r"\b(?:my|a|the) (?:signature|acceptance) (?:tonight|today|would|will|follows|is yours)\b|\bmy signature\b"
    r"|\b(?:back|comes?) signed\b|, signed$|\b(?:the|my) search (?:is|would be) over\b|\bsigned (?:today|tonight|by"
    r"|within|and returned)\b",
    rf"\b(?:ready|prepared|happy|glad|willing|delighted) to (?:{_BINDING}|go|wrap|close|shake)\b",
    rf"\b{_BINDING}\b[^.!?]*\b{_AT_ONCE}\b",
    r"\b(?:it's a (?:yes|deal)|we have a deal|done deal|deal(?:'s| is)? done|yes on the spot|signature away"
    r"|count (?:me|us) in|I'm in\b(?=[.!]|$)|I'm yours|shake (?:hands|on it)|my word|consider it done"
    r"|stop(?:ping)? interviewing|(?:won't|wouldn't) hesitate|no further questions|no more rounds|wrap this up"
    r"|ink (?:it|this)|put pen to paper|close (?:this|it) (?:today|now|out))\b",
    r"\b(?:call off|cancel(?:ling)?|withdraw from|end) (?:my|every|all|everything)\b",
    r"\byou(?:'d| would| will)? have (?:me|my|a (?:deal|yes))\b",
)


def promises_to_sign(text: str, candidate: Candidate) -> list[str]:
    """Promises to sign or accept: all of them, or all but the first where the candidate has ticked one."""
    found = [sentence for sentence in sentences(straightened(text)) if _PROMISE.search(sentence)]
    return found[1:] if candidate.may_promise else found
