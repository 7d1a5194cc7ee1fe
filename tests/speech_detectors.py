"""What may not stand in a text that a candidate is handed to say, found by reading the text alone.

Written apart from the code that makes these texts, from the rules only: nothing here knows how a guide is read. Each
detector takes a text and what is true of the candidate, and returns the offending pieces: the sentence, or the words
that offend where they say more. An empty list is a clean text. They lean to the strict side, as the texts must: what
is in the first or the second person has to be one of our own forms or a sentence that was ticked.

    offences(text, candidate)      {"says_first_person_claim": ["I ran the port for nine years."], ...}
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from tests.speech_names import EMPLOYERS, NO_NAMES, WORDLIKE


@dataclass(frozen=True)
class Recorded:
    """An offer of another employer that the candidate has recorded; amounts in whole units of its currency."""

    employer: str
    in_writing: bool
    amounts: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Candidate:
    """What is true of the candidate to whom a text is handed."""

    company: str
    role: str = ""
    currency: str = "USD"
    # Currencies that a part of their own offer is in: a grant in dollars beside pay in pounds.
    other_currencies: frozenset[str] = frozenset()
    # Products, places, units and people of the company: names that are nobody else's.
    own_names: frozenset[str] = frozenset()
    # Employers whom the guide names in its level mappings and quoted offers.
    guide_employers: frozenset[str] = frozenset()
    recorded: tuple[Recorded, ...] = ()
    # What our own words and ticked sentences may say; "{terms}" stands for words that speak of nobody.
    own_sentences: tuple[str, ...] = ()
    # Floors, accept-at and walk-away amounts, the candidate's and the guide's.
    limits: frozenset[int] = frozenset()
    # What may be said of each part: "base", "equity", "signing", "bonus", "total" -> the plan's amounts.
    plan: Mapping[str, Collection[int]] = field(default_factory=dict)
    # Amounts that are facts of this candidate: what was offered, what others offered, the band.
    known: frozenset[int] = frozenset()
    may_promise: bool = False


# --- sentences -------------------------------------------------------------------------------------------------------

# A full stop after these ends no sentence; after the second kind it does where a capital letter follows.
_NEVER_ENDS = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|No|vs|e\.g|i\.e|approx|incl)\.$")
_SELDOM_ENDS = re.compile(r"\b(?:etc|Inc|Ltd|Corp|Co|U\.S|U\.K|E\.U|p\.a|a\.m|p\.m|Ph\.D)\.$")
_ENDS = re.compile(r"[.!?]+[\"'”’)\]]*(?=\s|$)|\n+")


@lru_cache(maxsize=10_000)
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, in order; a new line ends one."""
    found, start = [], 0
    for end in _ENDS.finditer(text):
        piece = text[start : end.end()]
        goes_on = text[end.end() :].lstrip()[:1].islower()
        if _NEVER_ENDS.search(piece) or (_SELDOM_ENDS.search(piece) and goes_on):
            continue
        found.append(piece)
        start = end.end()
    found.append(text[start:])
    return tuple(piece.strip(" \t\n•*–—-") for piece in found if re.search(r"\w", piece))


def _straight(text: str) -> str:
    return text.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"').replace("\u00a0", " ")


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


# --- amounts ---------------------------------------------------------------------------------------------------------

_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
_UNITS += "seventeen eighteen nineteen".split()
_NUMBER_WORDS = {word: value for value, word in enumerate(_UNITS)}
_NUMBER_WORDS |= {
    word: 10 * value for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_MULTIPLES = {"hundred": 100, "thousand": 1_000, "grand": 1_000, "lakh": 100_000, "lakhs": 100_000, "lac": 100_000}
_MULTIPLES |= {
    "million": 1_000_000,
    "crore": 10_000_000,
    "crores": 10_000_000,
    "billion": 1_000_000_000,
    "trillion": 10**12,
}
_SUFFIXES = {"k": 1_000, "m": 1_000_000, "mn": 1_000_000, "mm": 1_000_000, "l": 100_000, "lpa": 100_000}
_SUFFIXES |= {"cr": 10_000_000, "bn": 1_000_000_000, "b": 1_000_000_000, "tn": 10**12, "t": 10**12} | _MULTIPLES
_DIGITS = re.compile(
    r"(?<![\w.,])(?P<number>\d{1,3}(?:[,' ]\d{2,3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?:(?:(?P<short>k|mn|mm|m|bn|b|tn|t|l|cr)|\s?(?P<suffix>k|lpa|thousand|grand|hundred|lakhs?|lac|million"
    r"|crores?|billion|trillion))\b)?"
    r"(?P<percent>\s?%|\s?per ?cent)?",
    re.IGNORECASE,
)
_WORDED = re.compile(
    r"\b(?:(?:half|quarter of) an? (?:million|lakh|crore)|(?:(?:a|an|and|{words}|{multiples})[\s-]+)*"
    r"(?:{words}|{multiples}))\b".format(words="|".join(_NUMBER_WORDS), multiples="|".join(_MULTIPLES)),
    re.IGNORECASE,
)


def _worded(words: str) -> int:
    words = words.lower()
    if words.startswith(("half", "quarter")):
        return _MULTIPLES[words.split()[-1]] // (2 if words.startswith("half") else 4)
    total = current = 0
    for word in re.split(r"[\s-]+", words):
        if word in _NUMBER_WORDS:
            current += _NUMBER_WORDS[word]
        elif word == "hundred":
            current = (current or 1) * 100
        elif word in _MULTIPLES:
            total, current = total + (current or 1) * _MULTIPLES[word], 0
    return total + current


@dataclass(frozen=True)
class Amount:
    """A number of a text: its value, how it is written, and where."""

    value: float
    text: str
    start: int
    end: int
    percent: bool = False


@lru_cache(maxsize=10_000)
def amounts(text: str) -> tuple[Amount, ...]:
    """Every number of a text, in figures ("$185K", "₹24,00,000", "24 LPA") or in words ("half a million").

    The lower end of "180–200K" has the upper one's thousands.
    """
    text = _straight(text)
    found = []
    for match in _DIGITS.finditer(text):
        value = float(re.sub(r"[,' ]", "", match["number"]))
        suffix = (match["short"] or match["suffix"] or "").lower()
        following = re.match(
            r"\s?(?:-|–|—|to|and)\s?[^\w\s]?\d[\d,.]*\s?(k|m|lakhs?|lpa|l|crores?|cr|million|thousand)\b",
            text[match.end() :],
            re.IGNORECASE,
        )
        if not suffix and value < 1_000 and following:
            suffix = following[1].lower()
        found.append(
            Amount(value * _SUFFIXES.get(suffix, 1), match.group(), match.start(), match.end(), bool(match["percent"]))
        )
    for match in _WORDED.finditer(text):
        if not any(amount.start < match.end() and match.start() < amount.end for amount in found):
            percent = bool(re.match(r"\s(?:%|per ?cent)", text[match.end() :]))
            found.append(Amount(float(_worded(match.group())), match.group(), match.start(), match.end(), percent))
    return tuple(sorted(found, key=lambda amount: amount.start))


def _money(text: str) -> list[Amount]:
    return [amount for amount in amounts(text) if amount.value >= 1_000 and not amount.percent and not _is_year(amount)]


def _is_year(amount: Amount) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", amount.text.strip()))


# --- our own forms ---------------------------------------------------------------------------------------------------

_PAY_WORDS = frozenset(
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
_ASKING = re.compile(
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
_HELD = re.compile(
    r"^I (?:also |now )?(?:have|hold) (?:a|an) (?P<kind>written|verbal) offer (?:from|by|of) ", re.IGNORECASE
)
_FIGURE = re.compile(r"(?:[A-Z]{0,3}[$£€¥₹₩₪]|\b[A-Z]{3}\s)?\s?\d[\d,.' ]*(?:[kKmMlL]|LPA|bn)?\b\s?%?|[$£€¥₹₩]")


def _words(text: str) -> list[str]:
    return re.findall(r"[A-Za-zÀ-ÿ][\w'&-]*", _FIGURE.sub(" ", text))


def _made_of(text: str, vocabulary: Collection[str], names: Collection[str]) -> bool:
    return all(word.lower() in vocabulary or word.lower().removesuffix("'s") in names for word in _words(text))


@lru_cache(maxsize=512)
def _name_words(*names: str) -> frozenset[str]:
    return frozenset(word.lower() for name in names for word in re.findall(r"[\w'&-]+", _straight(name)))


@lru_cache(maxsize=512)
def _pattern(own: str) -> re.Pattern[str]:
    blank = rf"(?:(?!{_FIRST.pattern}|{_SECOND.pattern})[^!?\n])*?"
    parts = [re.escape(" ".join(part.split())) for part in re.split(r"\{\w*\}", _straight(own))]
    return re.compile(blank.join(part.replace(r"\ ", r"\s+") for part in parts))


def _is_ticked(sentence: str, own_sentences: tuple[str, ...]) -> bool:
    bare = " ".join(_straight(sentence).strip().rstrip(".!?:,").split())
    return any(
        _pattern(piece.rstrip(".!?:,").strip()).fullmatch(bare) for own in own_sentences for piece in sentences(own)
    )


def is_own_form(sentence: str, candidate: Candidate) -> bool:
    """Whether a sentence is one that our own words may say: an ask, thanks, a courtesy, a recorded offer, or ticked."""
    names = _name_words(candidate.company, candidate.role, *candidate.own_names)
    return _is_own_form(sentence, names, candidate.recorded, candidate.own_sentences)


@lru_cache(maxsize=10_000)
def _is_own_form(
    sentence: str, names: frozenset[str], recorded: tuple[Recorded, ...], own_sentences: tuple[str, ...]
) -> bool:
    if _is_ticked(sentence, own_sentences):
        return True
    plain = _straight(sentence).strip()
    if held := _HELD.match(plain):
        for offer in recorded:
            if plain[held.end() :].lower().startswith(offer.employer.lower()):
                rest = plain[held.end() + len(offer.employer) :]
                kind = "written" if offer.in_writing else "verbal"
                return held["kind"].lower() == kind and _made_of(rest, _PAY_WORDS, ())
        return False
    if (asking := _ASKING.match(plain)) and _made_of(plain[asking.end() :], _PAY_WORDS, names):
        return True
    if thanking := _THANKING.match(plain):
        return _made_of(plain[thanking.end() :], _PAY_WORDS | _COURTESY_WORDS, names)
    return bool(_COURTEOUS.match(plain)) and _made_of(plain, _PAY_WORDS | _COURTESY_WORDS, names)


# --- who speaks of whom ----------------------------------------------------------------------------------------------

_FIRST = re.compile(
    r"(?<![\w/.&-])(?:I(?:'(?:m|ve|d|ll))?|[Mm]e|[Mm]y|[Mm]ine|[Mm]yself|[Ww]e(?:'(?:re|ve|d|ll))?|[Uu]s|[Oo]urs?"
    r"|[Oo]urselves|[Ll]et's|[Yy]ours truly|[Tt]he undersigned|[Tt]his (?:candidate|applicant))(?![\w/&]|-\d)"
)
_SECOND = re.compile(r"(?<![\w-])(?:you(?:'(?:re|ve|d|ll))?|your|yours|yourself|yourselves)(?![\w])", re.IGNORECASE)
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
    for match in _FIRST.finditer(text):
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
        for sentence in sentences(_straight(text))
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
        words="|".join([*_NUMBER_WORDS, "hundred", "dozen"])
    )
)
_WORKED_AT = (
    r"(?:years?|months?|seasons?|winters?|decades?|tours?|quarters?|audits?|launches|deployments?|patents?|papers?"
    r"|projects?|plants?|sites?|teams?|markets?|shifts?|hospitals?|wards?|nights?|exits?|closings?|campaigns?"
    r"|\w+ (?:openings|launches|audits|closings|projects))"
)
# A sentence that begins without its subject: the speaker is meant, unless the company or the job follows.
_WITHOUT_SUBJECT = _any(
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
_SPEAKER_PATTERN = _any(
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
        for sentence in sentences(_straight(text))
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
        for sentence in sentences(_straight(text))
        if _SECOND.search(sentence) and not is_own_form(sentence, candidate)
    ]


# --- other employers -------------------------------------------------------------------------------------------------

_NAMED = r"[A-ZÀ-Þ][\w&.+'-]*(?<![.'])"
_NAME = rf"{_NAMED}(?:\s(?:(?:&|of|de)\s)?{_NAMED}|\sand\sSons?)*"
_PAYING = (
    r"(?:offer(?:s|ed|ing)?|pays?|paid|paying|put|made|extended|matched|quoted|wants?|hires?|hired|counter(?:s|ed)?"
    r"|competes?|poach(?:es|ed)|bids?|recruits?|came back|comes back|come back|came in|sits|starts|opens|tops out"
    r"|gives?|gave|promised|sent|set|raised|upped|beats?|stands|courts?|just|rang|called|wrote|phoned|e-?mailed|went)"
)
_DOING = (
    r"(?:built|runs|ran|lost|learned|learnt|knows|tried|abandoned|bought|shut|closed|spent|does|did|grew|owes|got"
    r"|invented|pioneered|failed|won|gave up)"
)
_SIGN = r"(?:[A-Z]{0,3}[$£€¥₹]|[A-Z]{3} )\d"
_POSITIONS = [
    rf"\b(?:[Oo]ffers?|[Oo]ffered|[Pp]ackages?|[Rr]oles?|[Jj]obs?|[Pp]ositions?|[Rr]ecruiters?|[Ll]etters?"
    rf"|[Ii]nterview\w*|[Pp]rocess(?:es)?|[Rr]ounds?|[Tt]alks|[Ii]nterest|[Nn]umbers?|[Tt]erms|[Oo]nsite|[Mm]andate"
    rf"|[Pp]roposal|[Cc]ontract|[Tt]erm sheet) (?:from|at|with|by|of) (?P<n>{_NAME})",
    rf"(?P<n>{_NAME})(?:,? [a-z]+,)? (?:has |have |had |is |are |was |were |will |would |also |already |now |just "
    rf"|all )*{_PAYING}\b",
    rf"(?P<n>{_NAME}) (?:is|are|was|were|sits|stands|came|comes|at|for)(?: in)?(?: at)?(?: around| about| near"
    rf"| roughly)? {_SIGN}",
    rf"(?P<n>{_NAME})(?::|,| –| —| -|=) ?{_SIGN}",
    rf"(?P<n>{_NAME})'s? (?:written |verbal |latest |standing |current |first )?(?:offer|package|pay|band|team|base"
    rf"|grant"
    r"|recruiters?|number|bid|proposal|letter|counter|equity|figure|salary|terms|plant|lab|model|people|board)\b",
    rf"\b(?:[Jj]oin(?:ed|ing)?|[Ll]eav(?:e|ing)|[Ll]eft|[Hh]olding|[Vv]ersus|vs\.?|[Uu]nlike|[Aa]gainst|than|[Bb]eat"
    rf"|chose|[Mm]atch(?:es|ing)?|over|choose|[Ll]ike|worked for|works? for|employed by|hired by|poached from"
    rf"|headhunted by|courted by|approached by|rivals?|competitors?|peers?(?: such as| like)?|such as|[Bb]etween"
    rf"|[Ww]hat|made|would be|could be) (?P<n>{_NAME})",
    rf"\b(?:[Aa]t|[Ff]rom) (?P<n>{_NAME})(?! (?:level|scale|grade|band|speed|time|hours)\b)",
    rf"\b(?:[Ww]ith|[Bb]oth) (?P<n>{_NAME})"
    r"(?=[,.;:!?)]|$|\s[^\w\s]|\s(?:and|or|for|in|at|on|by|as|to|who|which|that|is|are|was|has|while|since|with|before"
    r"|after|last|next|this|where|I|because|worth|of|said|they)\b)",
    rf"(?P<n>{_NAME}) (?:all |both |even |has |have )?{_DOING}\b",
    rf"(?P<n>{_NAME}) (?:has|have|waits?|is waiting) until\b",
    rf"(?P<n>{_NAME}) (?:is|are) the (?:one|ones|firm|company|team|people|benchmark)\b",
    rf"(?P<n>{_NAME}) (?:were|was) (?:kind|good|generous|quick|willing|ready|prepared|keen)\b",
]
_POSITION_PATTERNS = [re.compile(pattern) for pattern in _POSITIONS]


def _is_own_name(name: str, candidate: Candidate) -> bool:
    name = name.strip(" '.,").removesuffix("'s")
    lower = name.lower()
    recorded = [offer.employer for offer in candidate.recorded]
    for own in (candidate.company, *candidate.own_names, *recorded):
        plain = _straight(own).lower()
        if (
            lower == plain
            or lower.startswith(f"{plain} ")
            or plain.startswith(f"{lower} ")
            or lower in _name_words(own)
        ):
            return True
    own_words = _name_words(candidate.company, candidate.role, *candidate.own_names, *recorded)
    words = [word for word in re.split(r"[\s/]+", lower) if word not in {"&", "of", "de", "and"}]
    return all(
        word.removesuffix("'s") in own_words
        or word.removesuffix("s") in own_words
        or word.removesuffix("'s") in NO_NAMES
        or word[:1].isdigit()
        for word in words
    )


@lru_cache(maxsize=4)
def _known_names(extra: frozenset[str]) -> re.Pattern[str]:
    ordered = sorted((re.escape(name) for name in EMPLOYERS | extra), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(ordered)})(?![\w])")


_WORDLIKE_PATTERN = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(WORDLIKE))})(?![\w-])")


# What follows a name that begins a sentence: "Meta has offered", "Stripe's recruiter"; not "Target bonus".
_GOES_ON_AS_NAME = re.compile(
    rf"'s\b|,? (?:has |have |had |will |would )?(?:{_PAYING}|is|was|are|and|or)\b"
    r"(?! (?:salary|pay|bonus|base|total|level)\b)"
)


def names_other_employer(text: str, candidate: Candidate) -> list[str]:
    """Names of employers, known or standing where an employer stands, but for the company and recorded ones."""
    found: list[str] = []
    for sentence in sentences(_straight(text)):
        names = [match.group() for match in _known_names(frozenset(candidate.guide_employers)).finditer(sentence)]
        for match in _WORDLIKE_PATTERN.finditer(sentence):
            before = sentence[: match.start()].split()
            # "the Trust Gap" is no shop: its name goes on from the word before.
            if before and before[-1][0].isupper() and before[-1].isalpha() and before[-1].lower() not in NO_NAMES:
                continue
            if before or _GOES_ON_AS_NAME.match(sentence[match.end() :]):
                names.append(match.group())
        for pattern in _POSITION_PATTERNS:
            names += [_without_first_words(match["n"]) for match in pattern.finditer(sentence)]
        found += [name for name in names if name and not _is_own_name(name, candidate)]
    return list(dict.fromkeys(found))


def _without_first_words(name: str) -> str:
    """A name without the words before it that only begin a sentence: "When Globex" is Globex."""
    words = name.removesuffix("'s").split()
    while words and words[0].lower().strip("'") in NO_NAMES:
        words.pop(0)
    return " ".join(words)


_EMPLOYING = (
    r"(?:firms?|compan(?:y|ies)|employers?|banks?|studios?|hospitals?|practices?|agenc(?:y|ies)|funds?|labs?"
    r"|universit(?:y|ies)|airlines?|teams?|start-?ups?|insurers?|utilit(?:y|ies)|carriers?|houses?|recruiters?|shops?"
    r"|contractors?|operators?|consultanc(?:y|ies)|trusts?|desks?)"
)
_OTHER_OFFERS = _any(
    r"\b(?:competing|other|rival|outside|parallel|alternative|second|third|another|better|higher|external|several"
    r"|multiple|two|three|four|five|open|live|standing|firm|written|verbal|counter|pending|existing|comparable"
    r"|similar) ?-?(?:(?!design )\w+ )?(?:job )?(?:offers?|bids?|proposals?|term sheets?|offer letters?)\b",
    r"\boffers? (?:from|at|by|elsewhere|in hand|on the table|already|that|I|we|of employment|north of|above|near|close"
    r"|around|between|runs?|starts?|sits?|range|reflect)\b",
    r"\b(?:counter-?offers?|bidding|in talks|final[- ]rounds?|last round|late[- ]stage|shortlist\w*|onsites?)\b",
    rf"(?<!impossible at a )\b(?:larger|bigger|smaller|better-paying|rival|neighbouring"
    rf"|competing|well-funded) {_EMPLOYING}\b",
    rf"\b(?:by|from) (?:a|an|one|another) (?:\w+ )?{_EMPLOYING}\b(?=.*\d)|\b(?:standing|going) offer\b",
    r"\balternatives?\b[^.!?]*[$£€¥₹]\s?\d|\b(?:contracts|offers|letters|packages) to choose from\b",
    r"\b(?:alternatives?|other options?|other process(?:es)?|other conversations?|plan b)(?: is| are)?"
    r" (?:at|near|around|above|about|over|sits?|pays?|starts?|[A-Z]{0,3}[$£€₹]?\d)",
    rf"\b(?:elsewhere|across town|down the road|next door|over the road|another {_EMPLOYING})\b",
    rf"(?<!no )(?<!only )(?<!any )(?<!at )(?<!than )\b(?:two|three|four|several|a couple of|a few|some|a pair of"
    rf"|other|rival|both) (?!trust\b|fund failures)(?:other |rival |more |big |large )?{_EMPLOYING}\b",
    r"\b(?:has|have|had|been|be|being|was|were) (?:made |given )?(?:an |a |the )?"
    r"(?:offer|offered|approached|headhunted|courted)\b",
    r"\b(?:suitors?|bidders?|headhunters?|offer letter (?:from|in|on|of)|on the table|in (?:my|the) drawer)\b",
    r"(?<!no )(?<!any )\b(?:competitor|rival|suitor|bidder)s? (?:is|are|has|have|will|would|just|came|comes|pays?"
    r"|offer\w*|put|wants?)\b",
    r"\b(?:others|other people|somebody else|someone else) (?:have|has|are|is|would|will|will have|pay|offer\w*|put"
    r"|went)\b",
    r"\b(?:second|another|other|rival) (?:letter|bid|seat|desk|contract|package)\b|\bthe bid\b",
    rf"(?<!no )\b(?:competing|comparable|rival|similar) (?:\w+ )?(?:packages?|roles?|employers?"
    rf"|yards?|pay|{_EMPLOYING})\b",
    r"\b(?:an|\w+'s) (?:\w+ )?offer\b|\bpromised (?:equity|shares|stock|a bonus|more)\b",
    r"\b(?:hyperscalers?|big tech|big four|magic circle|bulge bracket|quant (?:firms|funds)|ai labs)\b(?=.*(?:\d|pay"
    r"|offer))",
)


def claims_an_offer(text: str, candidate: Candidate) -> list[str]:
    """Sentences that speak of an offer, a suitor or pay elsewhere, but for the own form over a recorded one."""
    own_offer = re.compile(rf"\b{re.escape(_straight(candidate.company))}'s? (?:\w+ )?offer\b")
    return [
        sentence
        for sentence in sentences(_straight(text))
        if _OTHER_OFFERS.search(own_offer.sub("", sentence)) and not is_own_form(sentence, candidate)
    ]


# --- sentences that lean on something that isn't there --------------------------------------------------------------

_LEANS_ON_OFFERS = _any(
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
_LEANS_BACK = _any(
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
        for sentence in sentences(_straight(line)):
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
    says_something = bool(before) and (not is_own_form(before, candidate) or bool(_HELD.match(before)))
    if _LEANS_ON_TWO.match(sentence):
        return not (says_something and _TWO.search(before))
    if _LEANS_ON_SEVERAL.match(sentence):
        return not (says_something and _SEVERAL.search(before))
    # "I'm looking for a base of $185,000. That would make the total $243,500 a year."
    sums_up_an_ask = bool(_ASKING.match(before)) and _made_of(sentence, _PAY_WORDS, ())
    return bool(_LEANS_BACK.match(sentence)) and not says_something and not sums_up_an_ask


# --- blanks, currencies, figures -------------------------------------------------------------------------------------

_BLANK = re.compile(
    r"\[[^\]\n]*\]?|\{[^}\n]*\}?|<[a-z][\w /-]*>|…|\.\.\.+|__+|[$£€¥₹][A-Z]\b|[$£€¥₹](?=\s*(?:[.,;)]|$|[a-z]{2}))"
    r"|\b[XYZNW]\s?%|\b(?:X{2,}|TBD|TBC)\b|\b[XYZN](?:K|M)\b|\b[A-Z]-?\d?(?= years\b)|\bat X\b|\w+ / \w+ / \w+"
    r"|\b(?:insert|your name|company name)\b|\(\s*\)|_\(",
    re.MULTILINE,
)


def has_blank(text: str, candidate: Candidate) -> list[str]:
    """Brackets, dots, underscores, letters that stand for a figure, and lists of names to choose from."""
    return [match.group() for match in _BLANK.finditer(_straight(text))]


_SIGNS = {
    "USD": r"US\$|USD|U\.S\. dollars?|US dollars?|American dollars?|(?<![A-Z])\$|(?<!\w)[Dd]ollars?|[Bb]ucks",
    "GBP": r"£|GBP|UK£|[Ss]terling|[Qq]uid|\d[kKmM]? pounds?(?! of\b)|(?:thousand|million|hundred) pounds?|[Pp]ence",
    "EUR": r"€|EUR|[Ee]uros?",
    "INR": r"₹|INR|Rs\.?(?=\s?\d)|[Rr]upees?|[Ll]akhs?|[Cc]rores?|LPA|[Pp]aise",
    "JPY": r"¥|JPY|(?<!\w)[Yy]en|円",
    "CNY": r"CN¥|¥|CNY|RMB|[Yy]uan|[Rr]enminbi",
    "KRW": r"₩|KRW|\d(?:\.\d+)?[kKmM]? won|million won",
    "CHF": r"CHF|[Ss]wiss francs?|(?<!\w)[Ff]rancs?|SFr\.?",
    "AUD": r"A\$|AU\$|AUD|Australian dollars?",
    "CAD": r"C\$|CA\$|CAD|Canadian dollars?",
    "SGD": r"S\$|SG\$|SGD|Singapore dollars?",
    "HKD": r"HK\$|HKD|Hong Kong dollars?",
    "NZD": r"NZ\$|NZD|New Zealand dollars?",
    "TWD": r"NT\$|TWD",
    "MXN": r"MX\$|MXN|[Pp]esos?",
    "BRL": r"R\$|BRL|\d[kK]? reais|reais",
    "ILS": r"₪|ILS|NIS(?=\s?\d)|[Ss]hekels?",
    "PLN": r"zł|PLN|[Zz]loty(?:s|ch)?",
    "SEK": r"SEK|Swedish kron(?:a|or)|[Kk]ronor",
    "NOK": r"NOK|Norwegian kron(?:e|er)",
    "DKK": r"DKK|Danish kron(?:e|er)|[Kk]roner",
    "AED": r"AED|[Dd]irhams?",
    "SAR": r"SAR(?=\s?\d)|[Rr]iyals?",
    "ZAR": r"ZAR|(?<!\w)R(?=\d{2,3}[ ,]\d{3})",
    "CZK": r"CZK|Kč",
    "TRY": r"₺|[Tt]urkish lira",
    "PHP": r"₱|PHP(?=\s?\d)",
    "THB": r"฿|THB|(?<!\w)[Bb]aht",
    "UAH": r"₴|UAH",
}
_CURRENCY_PATTERNS = {code: re.compile(rf"(?<![A-Za-z])(?:{signs})(?![a-z])") for code, signs in _SIGNS.items()}


@lru_cache(maxsize=10_000)
def _currencies(text: str) -> tuple[tuple[int, int, str, str], ...]:
    """Where a text speaks of a currency: start, end, code, words. "A$" is found as "$" as well."""
    return tuple(
        (*match.span(), code, match.group())
        for code, pattern in _CURRENCY_PATTERNS.items()
        for match in pattern.finditer(text)
    )


def wrong_currency(text: str, candidate: Candidate) -> list[str]:
    """Signs, codes and words of a currency that the candidate isn't paid in; a bare "$" is the United States'."""
    allowed = {candidate.currency, *candidate.other_currencies}
    found = []
    for sentence in sentences(_straight(text)):
        named = _currencies(sentence)
        own = [(start, end) for start, end, code, _ in named if code in allowed]
        found += [
            words
            for start, end, code, words in sorted(named)
            if code not in allowed and not any(first < end and start < last for first, last in own)
        ]
    return list(dict.fromkeys(found))


def says_a_limit_amount(text: str, candidate: Candidate) -> list[str]:
    """Amounts of the text that are one of the candidate's or the guide's limits, and no amount of the plan."""
    said = {amount for part in candidate.plan.values() for amount in part} | _facts(candidate)
    return [
        amount.text
        for amount in amounts(text)
        if not amount.percent and round(amount.value) in candidate.limits - said and not _is_count(amount, text)
    ]


def _is_count(amount: Amount, text: str) -> bool:
    """Whether a bare number counts things that are no pay: "10,000+ companies"."""
    things = re.match(r"\+ ([a-z]+s)\b", _straight(text)[amount.end :])
    return amount.text.strip()[:1].isdigit() and bool(things) and things[1] not in _PAY_WORDS


_LESS = r"\b(?:below|under|beneath|short of|less than|lower than|south of|shy of)\b"
_REFUSING = (
    r"(?:no|not|can't|cannot|couldn't|won't|wouldn't|never|pass|walk|decline|leave|withdraw|out|stay\w*|isn't|say no"
    r"|hard|doesn't|nothing|end)"
)
_LIMIT_WORDS = _any(
    rf"{_LESS}[^.!?]*\b{_REFUSING}\b",
    rf"\b(?:{_REFUSING}|don't|unable to|refuse to)\b[^.!?]*"
    rf"(?:{_LESS}(?= [^.!?]*(?:\d|\b(?:thousand|lakh|hundred|million)\b)| (?:that|this|it|the|an?|my)\b|\W*\Z)"
    r"|\b(?:drop|dip)\b)",
    r"\b(?:floor|walk[- ]?away|bottom line|red line|rock[- ]bottom|breaking point|break-even|minimum|lowest|least)\b"
    r"(?=[^.!?]*(?:\d|thousand|lakh|million|figure|number|\bmine\b|\bI\b))",
    r"\b(?:accept|take|settle|say yes|content|live with|agree|stop)\b(?: it| anything| at| for| with| from"
    r"|,)[^.!?]*(?:\d|thousand|lakh|million)",
    r"\b(?:anything|nothing|everything|whatever) (?:under|below|less|short|lower|beneath|north|above|over)\b",
    r"\b(?:have|need|want|be forced|obliged|prefer) to (?:pass|walk|decline|withdraw|stay put|say no|turn (?:it"
    r"|this) down)\b",
    r"\b(?:deal-?breaker|non-?starter|off the table|no deal|not worth (?:the move|moving|it)|nothing to (?:talk"
    r"|discuss))\b",
    r"\bwalk (?:away|out|from)\b|\bI'd walk\b|\bas low as\b|\b(?:far|all the way) down\b|\bdown to\b[^.!?]*\d"
    r"|\b(?:no lower than|go no lower)\b",
    r"\bat least [A-Z]{0,3}[$£€¥₹]|\b(?:the|my|a) (?:very )?(?:least|minimum)\b",
    r"\b(?:line in the sand|hard to swallow|a (?:polite |flat |firm |clear )?no|stay(?:s|ing)? put|not a \w+ less"
    r"|no less than|and no less)\b",
    r"\bat a (?:pinch|stretch|push)\b|\bend of the (?:conversation|road|line|talks)\b|\b(?:I'd|I would) (?:be gone"
    r"|rather not)\b",
)


def speaks_of_a_limit(text: str, candidate: Candidate) -> list[str]:
    """Sentences that tell where the candidate would give in or leave, whatever the amount."""
    return [
        sentence
        for sentence in sentences(_straight(text))
        if _LIMIT_WORDS.search(sentence) and not _is_ticked(sentence, candidate.own_sentences)
    ]


_PART_WORDS = {
    "signing": r"sign(?:ing|-on)(?: bonus)?|joining bonus|golden hello|welcome bonus",
    "base": r"base(?: salary| pay)?|basic(?: salary| pay)?|salary|fixed pay",
    "equity": r"RSUs?|equity|stock(?: grant| options)?|shares?|options|grant|units",
    "bonus": r"(?:target |annual |yearly |performance )?bonus",
    "total": r"total|all[- ]in|package|a year in all|CTC|TC",
}
_PART_PATTERN = re.compile("|".join(rf"(?P<{part}>\b(?:{words})\b)" for part, words in _PART_WORDS.items()))
_CLAUSES = re.compile(
    r"[;:.!?\n]|,(?!\d)|\band\b|\bplus\b|\bwith\b|\binstead of\b|\bon top of\b|\brather than\b|\bfrom\b"
)


def _facts(candidate: Candidate) -> frozenset[int]:
    return candidate.known.union(*(offer.amounts for offer in candidate.recorded))


def two_figures_for_a_part(text: str, candidate: Candidate) -> list[str]:
    """Amounts beside a part's name that are neither the plan's for that part nor known of the candidate.

    "base: $190K", when the plan's base is 185,000. Parts that the plan doesn't hold are compared within the text.
    """
    found: list[str] = []
    seen: dict[str, int] = {}
    for sentence in sentences(_straight(text)):
        for clause in _CLAUSES.split(sentence):
            # A user base of 500M is no pay.
            figures = [
                amount
                for amount in _money(clause)
                if round(amount.value) not in _facts(candidate)
                and not re.search(r"\d{2,}\s?(?:m|bn|b|million|billion)$", amount.text.strip(), re.IGNORECASE)
            ]
            parts = [match.lastgroup for match in _PART_PATTERN.finditer(clause) if match.lastgroup]
            if not figures or not parts:
                continue
            part = parts[0] if len(set(parts)) == 1 else _nearest(clause, figures[0])
            for amount in figures:
                value = round(amount.value)
                if part in candidate.plan:
                    if value not in candidate.plan[part]:
                        found.append(f"{part}: {amount.text.strip()}")
                elif len(figures) == 1 and seen.setdefault(part, value) != value:
                    found.append(f"{part}: {amount.text.strip()}")
    return found


def _nearest(clause: str, amount: Amount) -> str:
    def distance(match: re.Match[str]) -> int:
        return match.start() - amount.end if match.start() >= amount.end else amount.start - match.end() + 1

    nearest = min(_PART_PATTERN.finditer(clause), key=distance)
    return str(nearest.lastgroup)


# Shares appreciate as well.
_THANKS = re.compile(
    r"(?<!could )(?<!likely )\b(?:thank(?:s| you|ful)?|grateful|gratitude|appreciat(?:e|es|ed|ive))\b", re.IGNORECASE
)


def thanks_twice(text: str, candidate: Candidate) -> list[str]:
    """Every sentence of thanks but the first."""
    return [sentence for sentence in sentences(_straight(text)) if _THANKS.search(sentence)][1:]


_STEPS = {"JPY": 10_000, "KRW": 10_000, "INR": 10_000}
_SIGN_BEFORE = re.compile(rf"(?:[$£€¥₹₩₪]|\b(?:{'|'.join(_SIGNS)}))\s?$")


def too_precise(text: str, candidate: Candidate) -> list[str]:
    """Amounts that nobody would say: cents, and money off the currency's step (500, ten thousand of ₹, ¥, ₩)."""
    step = _STEPS.get(candidate.currency, 500)
    found = []
    for sentence in sentences(_straight(text)):
        of_pay = bool(_PART_PATTERN.search(sentence))
        for amount in amounts(sentence):
            if amount.percent:
                fine = of_pay and bool(re.search(r"\.\d\d", amount.text))
            else:
                money = bool(_SIGN_BEFORE.search(sentence[: amount.start]))
                cents = bool(re.search(r"\.\d\d?$", amount.text.strip())) and (money or amount.value >= 1_000)
                off = (
                    money
                    and amount.value >= step
                    and amount.value % step
                    and round(amount.value) not in _facts(candidate)
                )
                fine = cents or bool(off)
            if fine:
                found.append(amount.text.strip())
    return found


_ARTICLE_BEFORE_NUMBER = re.compile(
    r"\b(?P<article>[Aa]n?) (?P<sign>[A-Z]{1,2}\$|[$£€¥₹₩₪])?\s?(?P<number>\d+)(?P<rest>(?:,\d+)*)(?![\w]*[:/]\d)"
)
_ARTICLE_BEFORE_WORD = re.compile(
    r"\b[Aa] (?:RSU|ESPP|MBA|ISO|HR|LTI|NDA|IPO|AI|ML|SLA|offer|equity|increase|extra|additional|annual|adjustment"
    r"|option|allowance|answer|employer|hour|honest|upfront|initial|incremental|ask|amount|average|early|eight\w*"
    r"|eleven|eighty\w*)\b|\b[Aa]n (?:base|bonus|signing|salary|target|total|package|raise|written|verbal|yearly"
    r"|grant|stock|share|higher|new|one|uni[a-z]+|year|hundred|thousand|lakh|ten|twelve|fifteen|twenty|thirty|forty"
    r"|fifty|sixty|seventy|ninety)\b"
)


def wrong_article(text: str, candidate: Candidate) -> list[str]:
    """ "a $80,000 bonus", "an $15K grant", "a RSU grant"."""
    text = _straight(text)
    found = [match.group() for match in _ARTICLE_BEFORE_WORD.finditer(text)]
    for match in _ARTICLE_BEFORE_NUMBER.finditer(text):
        number = match["number"]
        head = number if match["rest"] or len(number) <= 3 else number[: len(number) % 3 or 3]
        an = head.startswith("8") or head in {"11", "18"}
        if an != (match["article"].lower() == "an"):
            found.append(match.group())
    return found


# --- what was meant for the reader, and what binds the speaker -------------------------------------------------------

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
_ADVICE = _any(
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
        for sentence in sentences(_straight(text))
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
_PROMISE = _any(
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
    found = [sentence for sentence in sentences(_straight(text)) if _PROMISE.search(sentence)]
    return found[1:] if candidate.may_promise else found


# --- doubts: for a person to read, since a fact may be flagged --------------------------------------------------------

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
_CAPITALISED = re.compile(rf"(?<![\w'-]){_NAME}")


def lacks_a_verb(text: str, candidate: Candidate) -> list[str]:
    """Sentences of four words or more without a finite verb: claims like to come so ("Thirty tugs, no collision")."""
    return [
        sentence
        for sentence in sentences(_straight(text))
        if len(_words(sentence)) >= 4
        and not _ANY_VERB.search(" ".join(sentence.split()[1:]))
        and not is_own_form(sentence, candidate)
    ]


def names_somebody(text: str, candidate: Candidate) -> list[str]:
    """Every capitalised name that isn't the company's own, wherever it stands: products and rules of law as well."""
    found = []
    for sentence in sentences(_straight(text)):
        if is_own_form(sentence, candidate) or _GREETING.match(sentence):
            continue
        for match in _CAPITALISED.finditer(sentence):
            name = match.group()
            # One word that begins a sentence may be any word, unless a verb follows: "Brannock taught the trade".
            begins = not re.search(r"\w", sentence[: match.start()])
            if begins and " " not in name and not _VERB_FOLLOWS.match(sentence[match.end() :]):
                continue
            name = _without_first_words(name)
            if name and not _is_own_name(name, candidate):
                found.append(name)
    return list(dict.fromkeys(found))


def says_an_unknown_amount(text: str, candidate: Candidate) -> list[str]:
    """Money as large as pay that is no amount of the plan, the offer or a recorded one."""
    said = {round(amount) for part in candidate.plan.values() for amount in part} | _facts(candidate)
    ceiling = 5_000_000 if candidate.currency not in _STEPS else 500_000_000
    plain = _straight(text)
    return [
        amount.text.strip()
        for amount in _money(plain)
        if round(amount.value) not in said and amount.value < ceiling and _is_money(plain, amount)
    ]


def _is_money(text: str, amount: Amount) -> bool:
    worded = not any(digit.isdigit() for digit in amount.text)
    suffixed = bool(re.search(r"\d\s?(?:k|lpa|lakhs?|lac|crores?|thousand)$", amount.text.strip(), re.IGNORECASE))
    return worded or suffixed or bool(_SIGN_BEFORE.search(text[: amount.start]))


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
