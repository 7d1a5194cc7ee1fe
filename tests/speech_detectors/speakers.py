"""Who speaks of whom: the first person, the speaker without one, the listener."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.speech_detectors.amounts import NUMBER_WORDS
from tests.speech_detectors.own_forms import is_own_form
from tests.speech_detectors.texts import FIRST, SECOND, Candidate, any_of, sentences, straightened

# "Software Engineer I", "Phase I", "a copper mine".
_NUMBERED = re.compile(
    r"\b(?:phase|type|class|level|tier|part|article|engineer|analyst|scientist|designer|manager|grade|volume|title"
    r"|stage|group|category|annex|war|developer|technician|associate|band|division|nurse|officer|specialist"
    r"|chapter)\s$",
    re.IGNORECASE,
)
_MINES = re.compile(
    r"\b(?:a|an|the|each|every|this|that|any|per|one|gold|coal|copper|iron|lithium|salt|silver|nickel|diamond|uranium"
    r"|underground|open-pit|opencast|new|old|to|and|or|deep|surface)\s$",
    re.IGNORECASE,
)


def _first_persons(text: str) -> Iterator[re.Match[str]]:
    for match in FIRST.finditer(text):
        before = text[: match.start()]
        if match.group() == "I" and _NUMBERED.search(before):
            continue
        if match.group() == "mine" and _MINES.search(before):
            continue
        yield match


def says_first_person_claim(text: str, candidate: Candidate) -> list[str]:
    """Sentences in the first person that are neither an own form nor ticked."""
    return [
        sentence
        for sentence in sentences(straightened(text))
        if any(_first_persons(sentence)) and not is_own_form(sentence, candidate)
    ]


_WORK_VERBS = (
    "led built shipped ran cut grew managed designed launched scaled reduced saved raised closed wrote opened trained"
    " delivered migrated rebuilt founded taught published patented supervised audited negotiated sold doubled tripled"
    " halved turned brought took spent worked served commanded flew operated installed commissioned treated nursed"
    " qualified graduated studied earned passed won came moved left gave authored architected oversaw steered"
    " mentored hired headed chaired directed coordinated planned engineered"
).split()
_NUMBER = (
    r"(?:\d+\+?|\[[^\]]*\]|{words}|several|many|a (?:dozen|decade)|some|over \w+|more than \w+|nearly \w+)".format(
        words="|".join([*NUMBER_WORDS, "hundred", "dozen"])
    )
)
_WORKED_AT = (
    r"(?:years?|months?|seasons?|winters?|decades?|tours?|quarters?|audits?|launches|deployments?|patents?|papers?"
    r"|projects?|plants?|sites?|teams?|markets?|shifts?|hospitals?|wards?|nights?|exits?|closings?|campaigns?"
    r"|\w+ (?:openings|launches|audits|closings|projects))"
)
# A sentence that begins without its subject: the speaker is meant, unless the company or the job follows.
_WITHOUT_SUBJECT = any_of(
    rf"^(?:{'|'.join(_WORK_VERBS)})\b(?! by\b| from\b| on the back\b)",
    r"^(?:having|being|after having|as an? (?:former|ex-?|qualified|chartered|certified|trained))\b",
    rf"^(?:with|after|over|for|across|in)? ?(?:the (?:past|last) )?{_NUMBER}(?:[ -](?:long|full|good"
    rf"|odd))*[ -]{_WORKED_AT}\b",
    r"^(?:(?:with|after|over|for) )?(?:a |half a |an? entire )?(?:decade|quarter[- ]century|career|lifetime)s? (?:of"
    r"|in|on|at|spent|with)\b",
    r"^(?:previously|formerly|most recently|until recently|in (?:a|the) (?:past|last|previous|prior) (?:job|role|life"
    r"|post))\b",
    r"^(?:chartered|certified|fluent|trained|licen[sc]ed|registered|qualified|born|educated|bilingual|security-cleared"
    r"|accredited|self-taught|ex-\w+)\b(?! \w+s (?:are|is|in|who|do|have|earn|must|can)\b)",
    r"^(?:(?:deep|broad|strong|solid|extensive|long|proven|rare) )?(?:experienced|proven|skilled|versed|well-versed"
    r"|steeped|seasoned|known|used|knowledge|experience|background|expertise|command|mastery) (?:in|with|at|by|for|to"
    r"|of)\b|^(?:best|first|top|youngest|eldest) (?:of|in|at) (?:the|a|his|her|\w+) (?:intake|class|year|cohort"
    r"|course)\b|^not (?:on|in|looking|actively)\b",
    r"^(?:awarded|decorated|commended) (?:the|an?|for|by|with)\b",
    r"^(?:responsible|accountable|familiar|comfortable|accustomed|available|willing|eager|keen|open|able|used)"
    r" (?:for|with|to|from|at|about)\b",
    r"^(?:not a single|not one|never|no) [^,]*\bin \w+ (?:years|months|seasons)\b",
    rf"\bin {_NUMBER} (?:years|months|seasons) (?:of|as|on|at) \w+ing\b",
)
_SPEAKER_PATTERN = any_of(
    r"\b(?:by training|first-hand|(?<!to be )hands-on|hit the ground running|no ramp[- ]?up|short(?:er)? ramp)\b",
    r"(?<!experience and a )\btrack record of\b",
    r"\b(?:ph\.?d(?! researchers| scientists)|doctorate|thesis|dissertation|master's|mba|b\.?tech|bachelor's|degree)\b"
    r"(?=.*\b(?:from|at|on|in hand|finished|completed|written|earned|behind|under)\b)(?!.*\b(?:require|need|hold)s?\b)",
    r"\b(?:clearance|licen[cs]e|visa|work permit|right to work|ticket)\b.*\b(?:in hand|active|current|held|already"
    r"|until)\b",
    # The speaker's situation: what stays behind, notice, the present employer.
    r"\bunvested\b|\bforfeit\w*|\bfore?go(?:ne|ing)?\b|\b(?:walking away from|left on the table|up in smoke)\b",
    r"\b(?:equity|stock|shares|options|bonus|pension|grant)\b.*\b(?:stays?|left|lies) behind\b|\bleaving behind\b"
    r"|\bclaw(?:ed)?[- ]?back\b|\b(?:would|will) lapse\b",
    r"\b(?:on|upon) (?:resignation|resigning|leaving|departure)\b",
    r"\b(?:current|present|previous|former|last) (?:employer|firm|company|job|role|salary|pay|base|package|ctc"
    r"|post|contract|position|shop|bank|practice|hospital)\b",
    r"\bnotice (?:period )?(?:of|is|runs|to serve|buy-?out)\b|\b\w+[ -](?:months?|weeks?)'? notice\b",
    r"\b(?:(?:first|top|preferred|number one) (?:choice|pick|preference)|front-?runner|dream (?:job|role|company))\b",
    r"\b(?:relocating|uprooting|moving) (?:a |the )?(?:family|household|children|kids|partner|spouse|from)\b",
    r"\b(?:spouse|wife|husband|school fees|kids|toddlers?)\b",
    r"\b(?:no|without any?|not one|never an?) (?:other|competing|rival) offers?\b|\bno offers? on the\b",
    r"\b(?:references|portfolio|cv|résumé|resume|github|publications|patents)\b.*\b(?:show|speak|prove|attached|bear)",
    r"\bfew \w+ (?:have|can|could|hold|know)\b.*\b(?:this one|one of them)\b",
    r"\b(?:someone|somebody|a (?:person|candidate|hire|engineer|lawyer|nurse|pilot|designer|manager)) (?:with|who has)"
    r" (?:this|that|such|exactly|precisely)\b",
    r"\b(?:promoted|headhunted|poached|awarded|commended|decorated|shortlisted) (?:twice|thrice|early|last|for|by"
    r"|to)\b",
    r"\bday one\b.*\b(?:productive|contribution|impact|hit)\b",
    r"\b(?:productive|useful|contribut\w+|impact) (?:from|on) day one\b",
)


def speaks_of_the_speaker(text: str, candidate: Candidate) -> list[str]:
    """Sentences that tell of the speaker's past, studies, results or situation without "I"."""
    return [
        sentence
        for sentence in sentences(straightened(text))
        if (_SPEAKER_PATTERN.search(sentence) or _lacks_its_subject(sentence.lstrip("\"'("), candidate))
        and not is_own_form(sentence, candidate)
    ]


def _lacks_its_subject(sentence: str, candidate: Candidate) -> bool:
    if not _WITHOUT_SUBJECT.search(sentence):
        return False
    subjects = "|".join(re.escape(name) for name in (candidate.company, candidate.role, *candidate.own_names) if name)
    # "Across nine ports, cutting a minute a berth saves millions."
    if re.match(r"across [^,]+, \w+ing\b", sentence, re.IGNORECASE):
        return False
    # "Being the only operator in the strait, Acme sets the tariff."
    return not re.search(rf", (?:the |a |an )?(?:{subjects})\b", sentence, re.IGNORECASE)


def speaks_to_the_listener(text: str, candidate: Candidate) -> list[str]:
    """Sentences that tell the listener what they know, saw, need or do: any second person that isn't an own form."""
    return [
        sentence
        for sentence in sentences(straightened(text))
        if SECOND.search(sentence) and not is_own_form(sentence, candidate)
    ]
