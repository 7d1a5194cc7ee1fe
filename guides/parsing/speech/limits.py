"""How low the candidate would go, in the ways to say it: what must never be said aloud.

A few classes of words make most of them: a refusal of what lies below
("won't … less than $X", "below $X I'd pass"), an end with a name ("my
minimum", "the lowest I'd …"), a price at which the speaker gives in ("I'd take
$X", "come down to $X"). ``ACCEPT`` and ``FLOOR`` stand before their amount,
``BEHIND`` after it.
"""

from __future__ import annotations

import re

from pay.currencies import SYMBOLS, any_code

from guides.parsing.text.alternatives import any_of
from guides.parsing.text.memo import remembered

_CODES = any_code()
# Where an amount begins. The case of letters counts although the patterns here ignore it.
_MONEY = rf"[~<>≥]?(?:[{SYMBOLS}]|(?-i:[A-Z]{{1,3}}\$|(?:{_CODES}|Rs\.?|RM) ?\d)|(?:hundred|thousand|grand)\b)"
AMOUNT = rf"(?:{_MONEY}|[~<>≥]?\d)"
# Of "less than 40 servers", "below 10 ms", "99.9% uptime" none is pay.
_UNIT_OF_PAY = r"(?:base|salary|total|TC|RSUs?|equity|bonus|of|in|and|or|a|per|plus|with|for|on|at|thousand|lakhs?)\b"
_PAY = rf"(?:{_MONEY}|[~<>≥]?\d[\d.,]*+[kKmMLl+%]*+(?! (?!{_UNIT_OF_PAY})[a-z]))"
_WORD = r"[^\W\d][\w'’/-]{0,30}"


def _gap(most: int) -> str:
    """So many words at most, none of them an amount."""
    return rf"(?: {_WORD}){{0,{most}}}?"


_BEFORE_AMOUNT = rf"(?={_gap(4)} {_PAY})"
_LOWS = ("below", "under", "beneath", "less", "lower", "shy of", "short of")
_LOW = rf"(?:{'|'.join(_LOWS)})"
_DENIES = (
    r"c(?:an['’]t|annot|ouldn['’]t)",
    r"w(?:on|ouldn)['’]t",
    r"do(?:es)?n['’]t",
    r"shouldn['’]t",
    r"n(?:o|ever|othing)",
    # "The offer is not below …" states a fact.
    r"n(?<!is n)(?<!are n)(?<!was n)ot",
)
_WOULD = r"(?:['’](?:d|ll|m|re)| would| could| can| will| might| may| am| are)"
_CONTENT = r"(?:happy|willing|prepared|ready|glad|able|inclined|open|content|comfortable|fine|ok|okay|satisfied)"
_WILLING = rf"{_WOULD}(?: (?:also|still|even|then|just|only|\w{{2,12}}ly))?(?: be)?(?: \w{{2,12}}ly)?"
_ACCEPT = rf"(?: accept|(?: \w{{2,12}})? {_CONTENT}(?: to)? accept(?:ing)?)"
_SOME = rf"(?=(?: (?!if\b|when\b){_WORD}){{0,5}}? {AMOUNT})"
_REFUSE = r"(?:decline|pass|walk(?! (?:you|them|us|through)\b)|reject|refuse|turn (?:it |that )?down|say no|stay|leave)"
_REFUSAL = (
    rf"(?:i|we|you)(?:['’](?:d|ll)| would| will| should| must)?(?: have to| need to| rather)? {_REFUSE}"
    r"|(?:i|we) (?:can|could|would|will|wo|ca)(?:not|n['’]t)"
    rf"|(?:do|does|wo|would)(?:n['’]t| not|es not)(?: {_WORD})? work"
    r"|(?:do|does|wo|would|ca|could)(?:n['’]t|nnot| not)(?: \w+)?"
    r" (?:make sense|cut it|do it|move me|get me|suffice|count)"
    r"|(?:i|we)(?:['’]m|['’]re| am| are)(?: \w+)? (?:out|gone|done|off|staying)|make(?:s)? (?:no|little) sense"
    r"|(?:is|are|be|['’]s)(?: \w+)? (?:a )?no(?=\W*$|[.,;!?])"
    r"|(?:is|are)(?:n['’]t| not) (?:worth|enough|an option|interesting)"
    r"|(?:do|need)(?:n['’]t| not)(?: need| have)?(?: to)? (?:talk|bother|continue|go on)"
    r"|no deal|non-?starter|deal-?breaker|out of the question|not (?:an option|enough|workable|worth)"
    r"|(?<=, )(?:walk|decline|pass|leave)\b|let['’]s (?:part|leave it|call it (?:off|a day)|stop)\b"
)
_END = (
    r"(?:minimum|limit|cut-?off|threshold|lower bound|bottom(?: (?:number|figure|price))?|red line"
    r"|walk-?away|break-?even|reserve(?: price)?)"
)
# Ways of saying that a move would come about, or wouldn't.
_MOVE = r"(?:mov|leav|switch|com|join|sign|quit|giv|chang|tak)(?:e|ing)?"
_MORE_THAN = r"(?:above|over|from|beyond|north of|upwards? of|at or above|at least|higher than|more than)"
_FIRM = r"(?: (?:own|absolute|hard|bare|firm|real|true|personal|base|total|salary|acceptable|comp))?"
# "not lower", "won't go below that": of the amount before.
_NO_LOWER = tuple(
    rf"{denial}{_gap(6)} (?:less|lower|below|under)(?: (?:than )?(?:that|this|it))?(?=\W*$|[,;:!?—–)]|\.(?!\d))"
    for denial in _DENIES
)

# The first letter stands alone where something is said of the words before it.
ACCEPT: tuple[str, ...] = (
    r"accept[- ]at(?:[- ](?:floors?|thresholds?|points?|minimums?))?",
    r"accept(?:able)? (?:only )?(?:if|when|for|around|between|above|anything|\w+ (?:above|at)\b)",
    r"accept (?:no(?:thing)? (?:less|lower|fewer|below|under)|at least)",
    # "Engineers accept $200K": what others do.
    rf"a(?<!they a)(?<!who a)(?<![a-xz]s a)ccept(?:able)? (?:only )?(?:the |a |an )?(?={AMOUNT})",
    r"accept(?=:)|acceptable(?: outcome| result| number| figure| package| base| total| comp)?(?=:)",
    # "If we can agree on $X" is an ask.
    rf"i{_WILLING}(?:{_ACCEPT}{_SOME}"
    rf"| (?:take|do|consider|entertain|agree|say yes|live with|make do|work with){_BEFORE_AMOUNT}"
    rf"|(?: \w{{2,12}})? (?:fine|ok|okay|happy|comfortable|content|satisfied) (?:with|at|taking|around){_BEFORE_AMOUNT}"
    rf"|{_gap(3)} (?:down to|drop to|talked into){_BEFORE_AMOUNT})",
    *(
        rf"{others}{_WILLING}(?:{_ACCEPT}{_SOME}|{_gap(3)} (?:down to|drop to|talked into){_BEFORE_AMOUNT})"
        for others in ("we", "you")
    ),
    rf"be(?: \w{{2,12}})? {_CONTENT} (?:to accept{_SOME}|to{_gap(2)} (?:down to|drop to|talked into){_BEFORE_AMOUNT})",
    rf"(?:scrape|get|squeak) by (?:on|with|at){_BEFORE_AMOUNT}",
    rf"settl(?:e|ing) (?:at|for|around|between|(?={_MONEY}))",
    rf"take (?={_MONEY})",
    *(rf"{word}(?: down)? (?:to|at){_BEFORE_AMOUNT}" for word in ("flexible", "drop", "concede", "compromise")),
    rf"fall(?:ing)?[- ]?back(?:(?=:)|{_BEFORE_AMOUNT})",
    *(rf"{word}(?=[:,]| is)" for word in ("plan b", "worst (?:case|acceptable)", "last resort")),
    r"if (?:pushed|pressed)|when (?:pushed|pressed)",
    rf"meet (?:you|them) (?:\w+ )?at{_BEFORE_AMOUNT}",
    rf"anything (?:\w+ )?{_MORE_THAN}{_BEFORE_AMOUNT}",
    rf"persuaded (?:at|by|with|for|to){_BEFORE_AMOUNT}|tempted (?:at|by|with){_BEFORE_AMOUNT}",
    # "I would still come for $X"; what somebody would still like is an ask.
    *(
        rf"{will} still(?! (?:like|love|prefer|want|need|ask|hope|be (?:look|ask|hop)ing)){_gap(4)}{_BEFORE_AMOUNT}"
        for will in ("would", "could", "might", "d(?<=['’]d)", "ll(?<=['’]ll)")
    ),
    rf"at a (?:pinch|push|stretch)(?={_gap(5)} {AMOUNT})",
    # "Counter at $60K-$75K is competitive": an answer of theirs that would do.
    r"counter(?:s|ing)? (?:at|of|in)(?=[^;!?]{0,60}? (?:is|are) (?:\w+ )?(?:strong|competitive|good|fair|realistic"
    r"|reasonable|solid|excellent|acceptable))",
)
FLOOR: tuple[str, ...] = (
    # A guaranteed minimum of theirs is none of the candidate's.
    r"f(?<!trading f)(?<!ground f)(?<!shop f)(?<!factory f)(?<!guaranteed f)(?<!bonus f)(?<!PnL f)"
    r"(?<!PnL compensation f)loors?",
    rf"walk[- ]?aways?|walking away(?! from)|walk (?:if|at|unless|{_LOW}|(?={_MONEY}))",
    *(
        rf"{denial}(?: (?:accept|go|settle|drop){_gap(4)} {_LOW}|{_gap(6)} {_LOW}(?: than)?{_BEFORE_AMOUNT}"
        rf"|{_gap(2)} (?:reach|meet|hit|match|offer|do|clear|exceed|get to)"
        rf"(?={_gap(3)} {AMOUNT}[^;!?]{{0,60}}?\b(?:{_REFUSAL})))"
        for denial in _DENIES
    ),
    rf"nothing {_LOW}",
    *(
        rf"{word}{_gap(6)} {_LOW}(?: than)?{_BEFORE_AMOUNT}"
        for word in ("struggl(?:e|ing)", "hard", "difficult", "tough", "reluctant", "uncomfortable")
    ),
    *(
        rf"{word}{_gap(4)} {_LOW}"
        for word in ("decline", "re(?:ject|fuse)", "turn(?:ing)? down", "say no to", "pass on")
    ),
    *(
        rf"{low}(?: than)?(?={_gap(4)} {AMOUNT}[^;!?]{{0,60}}?\b(?:{_REFUSAL}))"
        for low in ("b(?:elow|eneath)", "under", "l(?:ess|ower)", "sh(?:y|ort) of")
    ),
    rf"my{_FIRM} {_END}|your{_FIRM} {_END}|our{_FIRM} {_END}|absolute minimum|bare minimum",
    r"minimum(?=:)|minimum acceptable|red lines?|rock[- ]bottom|bottom line|reservation (?:point|price|value|number)",
    *(
        rf"{low}{_gap(3)} (?:i|we|you)(?:['’](?:d|ll|m)| would| could| can| will| am| should)"
        for low in ("lowest", "l(?<!at l)east", "minimum")
    ),
    rf"lowest acceptable|as low as (?:i|we)\b|as low as{_BEFORE_AMOUNT}|draw (?:the|a|my) line",
    r"reserve price|break-?even|line in the sand",
    # "Lower and I pass."
    rf"l(?:ess|ower)(?: than (?:that|this))? and (?:i|we)(?:['’](?:d|ll|m)| would| will)? {_REFUSE}",
    *(
        rf"{word}{_gap(4)} {_LOW}(?: than)?{_BEFORE_AMOUNT}"
        for word in ("stay(?:ing)?", "deal-?breaker", "no(?<=\bno) point", "pointless")
    ),
    *(
        rf"{word}{_gap(4)} (?:not|n['’]t) at least{_BEFORE_AMOUNT}"
        for word in ("decline", "re(?:ject|fuse)", "turn down")
    ),
    rf"stay(?:ing)? (?:above|north of){_BEFORE_AMOUNT}",
    rf"unless(?={_gap(4)} {AMOUNT}[^;!?]{{0,60}}?\b(?:{_REFUSAL}))",
    # "I couldn't do $X or lower."
    *(rf"{denial}(?={_gap(4)} {_PAY}[^;!?]{{0,30}}? or (?:lower|less|below|under)\b)" for denial in _DENIES),
    # "I'm not leaving my job for $X."
    *(rf"{denial}{_gap(2)} {_MOVE}(?: {_WORD}){{0,4}}? (?:for|at){_BEFORE_AMOUNT}" for denial in ("not", "won['’]t")),
    # "I need at least $X to say yes."
    *(
        rf"{must} (?:at least|no less than|a minimum of)(?={_gap(3)} {AMOUNT}[^.;!?]{{0,60}}? (?:to|for me to)"
        rf" (?:say yes|accept|leave|consider|agree|get by|justify))"
        for must in ("need", "require", "must (?:have|see)", "ha(?:s|ve) to (?:be|see|get)")
    ),
)
# What says of the amount before it that it is a limit.
_ACCEPTED = (
    rf"i{_WILLING}(?:{_ACCEPT}| say yes| take it| agree)\b(?!{_gap(5)} {AMOUNT})",
    r"is (?:acceptable|good enough|tolerable)|are (?:acceptable|good enough|tolerable)",
    r"be (?:acceptable|good enough|tolerable|enough|sufficient|plenty|o\.?k(?:ay)?|all ?right)\b",
    r"would (?:do|suffice)(?: it| me)?(?=[.,;]|$)",
    r"is (?:enough|sufficient|o\.?k(?:ay)?|all ?right|fine)(?: too| as well| (?:for|by|with) me)?(?=[.,;!]|$)",
    r"(?:and|or) (?:up|more|above|higher) (?:is|are|would be|works?|will do)\b",
    # "If it's $X or more I sign.": how low it may be.
    r"(?:and|or) (?:up|more|above|higher|better),?(?: and| then| so)? i"
    r"(?:['’](?:d|ll|m)| would| will| can| am)?(?: \w+)?"
    r" (?:sign|join|accept|take|commit|come|start|stay|say yes|agree|in|yours)\b",
    r"(?:is|['’]s) what (?:i|we)(?:['’]d|['’]ll| would| could| can) (?:settle for|accept|take|live with)",
    # "… so $183K base does it."
    r"do(?:es)? (?:it|the (?:job|trick))(?: for me)?(?=[.,;!]|$)",
    r"gets? (?:it|this|the deal) done|works? for me|keeps? me (?:at|in)\b|to make ends meet",
    r"i(?:['’]d|['’]ll| would| could| can| will) (?:still|just about|only just|barely)",
    r"if (?:i must|i have to|need be|necessary)",
)
_REFUSED = (
    rf"(?:is|as|['’]s|be|are|remains) (?:the|my|your|our)(?: \w+)? (?:floor|{_END}|reservation \w+)",
    r"(?:is|['’]s|be) (?:the |my |your )?(?:\w+ )?(?:lowest|least|minimum)(?: \w+)? (?:i|we|you|that)\b",
    r"(?:is|['’]s) where (?:i|we|you)(?:['’](?:d|ll)| would| will)? (?:walk|stop|draw|leave)",
    rf"or (?:i|we|you)(?:['’](?:d|ll)| would| will)? {_REFUSE}|is as low as (?:i|we)\b",
    r"or (?:nothing|no deal)|is as far (?:down )?as (?:i|we)\b",
    r"(?:wo|would|do|does|ca|could)(?:n['’]t|nnot| not)(?: \w+)?"
    r" (?:get me|cut it|move me|tempt me|bring me|do it|suffice)",
    rf"otherwise (?:i|we|you)(?:['’](?:d|ll)| would| will)?(?: have to)? {_REFUSE}",
    r"(?:otherwise|or) it(?:['’]s| is| would be) (?:a )?(?:no|pass|goodbye|over|off)\b",
    # "…; lower and I stay."
    rf"(?:less|lower|below|under)(?: (?:than )?(?:that|this|it))? and (?:i|we)"
    rf"(?:['’](?:d|ll|m)| would| will)? {_REFUSE}",
    *_NO_LOWER,
)
BEHIND = re.compile(rf"\b(?:(?P<accept>{any_of(_ACCEPTED)})|(?P<floor>{any_of(_REFUSED)}))(?!\w)", re.IGNORECASE)
# How far behind its amount it may stand.
_REACH = 60

WHOLE_WORD = r"(?!(?<=\w)\w)"
# "Minimum $190K base.": what a sentence begins with is a limit; "a minimum $50K bonus" within one is asked for.
MINIMUM_FIRST = rf"\W*min(?:imum|\.)? (?={AMOUNT})"
_LIMIT = re.compile(rf"\b(?:{any_of((*ACCEPT, *FLOOR))}){WHOLE_WORD}|\A\W*below\b|\A{MINIMUM_FIRST}", re.IGNORECASE)
_HEADED = re.compile(
    r"(?:\A|\n)[^\w\n]{0,60}(?P<limit>(?:(?:your|the|my|final|step \d)\W{1,20}){0,2}"
    rf"(?:{any_of((*ACCEPT, *FLOOR))}){WHOLE_WORD}.*)",
    re.IGNORECASE | re.DOTALL,
)
# "That's my floor.", "I won't go lower.": the amount stands in the sentence before.
_OF_THE_LAST = re.compile(
    r"\A\W*(?:(?:and|but|so) )?(?:that|this|it|those)(?:['’]s| is| are| would be)\b"
    rf".{{0,40}}?\b(?:floor|{_END}|lowest|least|where (?:i|we)(?:['’]d|['’]ll| would)? {_REFUSE})\b"
    rf"|(?:\A\W*(?:(?:and|but) )?|\b(?:i|we) (?:\w+ )?)(?:{any_of(_NO_LOWER)})"
    rf"|\b{_LOW}(?: than)? (?:that|this|it)\b.{{0,40}}?\b(?:{_REFUSAL})",
    re.IGNORECASE,
)
# One of these two is in each of the ways to speak of it.
_POINTS_BACK = re.compile(r"\A\W*(?:(?:and|but|so) )?(?:that|this|it|those)", re.IGNORECASE)
_FIGURE = re.compile(r"\d")
_SENTENCE_END = re.compile(r"[!?]|\.(?:\s|$)")


# Voices, asks and sections ask it of the same sentences.
def is_limit(sentence: str) -> bool:
    """Whether a sentence tells how low the candidate would go."""
    return _is_limit(" ".join(sentence.split()))


@remembered(most=256, longest=1000)
def _is_limit(text: str) -> bool:
    if _LIMIT.search(text):
        return True
    if not _FIGURE.search(text):
        return False
    return any(_FIGURE.search(text, max(0, match.start() - _REACH), match.start()) for match in BEHIND.finditer(text))


def limits_the_last(sentence: str) -> bool:
    """Whether a sentence makes the amount of the sentence before it a limit, before it names one of its own."""
    return _limits_the_last(" ".join(sentence.split()))


@remembered(most=256, longest=1000)
def _limits_the_last(text: str) -> bool:
    if not (_POINTS_BACK.match(text) or any(word in text.lower() for word in _LOWS)):
        return False
    match = _OF_THE_LAST.search(text)
    return match is not None and not _FIGURE.search(text, 0, match.end())


def headed_limit(sentence: str) -> str:
    """A sentence from where a line of it begins with how low to go; "" where none does."""
    match = _HEADED.search(sentence) if _FIGURE.search(sentence) else None
    return match["limit"] if match and _FIGURE.search(match["limit"]) else ""


def reaches(between: str) -> bool:
    """Whether what stands behind these words still speaks of the amount before them."""
    return len(between) <= _REACH and not _SENTENCE_END.search(between)
