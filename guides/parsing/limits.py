"""How low the candidate would go, in the ways to say it: what must never be said aloud.

A few classes of words make most of them: a refusal of what lies below
("won't … less than $X", "below $X I'd pass"), an end with a name ("my
minimum", "the lowest I'd …"), a price at which the speaker gives in ("I'd take
$X", "come down to $X"). ``ACCEPT`` and ``FLOOR`` stand before their amount,
``BEHIND`` after it.
"""

from __future__ import annotations

import re

from guides.parsing.currencies import CODES, OTHER_CODES

# Where an amount begins. The case of letters counts although the patterns here ignore it.
AMOUNT = (
    rf"[~<>≥]?(?:[$€£₹₪₩₱฿₫₺₴₦¥\d]|(?-i:[A-Z]{{1,3}}\$|(?:{'|'.join(sorted({*CODES, *OTHER_CODES}))}|Rs\.?|RM) ?\d))"
)
_WORD = r"[^\W\d][\w'’/-]{0,30}"


def _gap(most: int) -> str:
    """So many words at most, none of them an amount."""
    return rf"(?: {_WORD}){{0,{most}}}?"


_BEFORE_AMOUNT = rf"(?={_gap(4)} {AMOUNT})"
_LOW = r"(?:below|under|beneath|less|lower|fewer|shy of|short of)"
_DENIES = (
    r"(?!(?:is|are|was|were|has|have|had|did)n)\w{1,7}n['’]t|cannot|never|nothing|no|(?<!is )(?<!are )(?<!was )not"
)
_I = r"(?:i|we)"
_MAY = (
    rf"{_I}(?:['’](?:d|ll)| would| could| can| will| might| may)(?: (?:also|still|even|then|just|only|\w{{2,12}}ly))?"
)
_AM = rf"(?:{_MAY} be|{_I}(?:['’](?:m|re)| am| are)|(?:and|to|should|can|could) be)(?: \w{{2,12}})?"
_CONTENT = r"(?:happy|willing|prepared|ready|glad|able|inclined|open|content|comfortable|fine|ok|okay|satisfied)"
_REFUSE = r"(?:decline|pass|walk(?! (?:you|them|us|through)\b)|reject|refuse|turn (?:it |that )?down|say no|stay|leave)"
_REFUSAL = (
    rf"(?:{_I}|you)(?:['’](?:d|ll)| would| will| should| must)?(?: have to| need to| rather)? {_REFUSE}"
    rf"|{_I} (?:can|could|would|will|wo|ca)(?:not|n['’]t)|(?:do|does|wo|would)(?:n['’]t| not|es not)(?: {_WORD})? work"
    r"|no deal|non-?starter|deal-?breaker|out of the question|not (?:an option|enough|workable|worth)"
    r"|(?<=, )(?:walk|decline|pass|leave)\b"
)
_END = r"(?:minimum|limit|cut-?off|threshold|lower bound|bottom|red line|walk-?away)"
_FIRM = r"(?: (?:own|absolute|hard|bare|firm|real|true|personal|base|total|salary|acceptable|comp))?"
_AT_LAST = r"(?=\W*$|[,;:!?—–)]|\.(?!\d))"
# "not lower", "won't go below that": of the amount before.
_NO_LOWER = rf"(?:{_DENIES}){_gap(6)} (?:less|lower|below|under)(?: (?:than )?(?:that|this|it))?{_AT_LAST}"

ACCEPT: tuple[str, ...] = (
    r"accept[- ]at(?:[- ](?:floors?|thresholds?|points?|minimums?))?",
    r"accept(?:able)? (?:only )?(?:if|when|for|around|between|above|anything|\w+ (?:above|at)\b)",
    r"accept (?:no(?:thing)? (?:less|lower|fewer|below)|at least)",
    # "Engineers accept $200K": what others do.
    rf"(?<!they )(?<!who )(?<![a-xz]s )accept(?:able)? (?:only )?(?:the |a |an )?(?={AMOUNT})",
    rf"(?:{_MAY}|{_AM} {_CONTENT}(?: to)?) accept(?:ing)?(?=(?: (?!if\b|when\b){_WORD}){{0,5}}? {AMOUNT})",
    # "If we can agree on $X" is an ask.
    rf"(?!we){_MAY} (?:take|do|consider|entertain|agree|say yes|live with|make do|work with){_BEFORE_AMOUNT}",
    rf"{_AM} (?:fine|ok|okay|happy|comfortable|content|satisfied) (?:with|at|taking|around){_BEFORE_AMOUNT}",
    r"accept(?=:)|acceptable(?: outcome| result| number| figure| package| base| total| comp)?(?=:)",
    r"settl(?:e|ing) (?:at|for|around|between)",
    rf"(?:(?:i|we|you)(?:['’](?:d|ll|m|re)| would| could| can| will| might| am| are)|willing|prepared|ready|able)"
    rf"{_gap(4)} (?:down|drop) to{_BEFORE_AMOUNT}",
    rf"(?:flexible|drop|concede|compromise)(?: down)? (?:to|at){_BEFORE_AMOUNT}",
    rf"fall(?:ing)?[- ]?back(?:(?=:)|{_BEFORE_AMOUNT})|(?:plan b|worst (?:case|acceptable)|last resort)(?=[:,]| is)"
    r"|(?:if|when) (?:pushed|pressed)",
    rf"meet (?:you|them) (?:\w+ )?at{_BEFORE_AMOUNT}",
    # "Counter at $60K-$75K is competitive": an answer of theirs that would do.
    r"counter(?:s|ing)? (?:at|of|in)(?=[^;!?]{0,60}? (?:is|are) (?:\w+ )?(?:strong|competitive|good|fair|realistic"
    r"|reasonable|solid|excellent|acceptable))",
)  # fmt: skip
FLOOR: tuple[str, ...] = (
    # A guaranteed minimum of theirs is none of the candidate's.
    r"(?<!trading )(?<!ground )(?<!shop )(?<!factory )(?<!guaranteed )(?<!bonus )(?<!PnL )(?<!PnL compensation )"
    r"floors?",
    rf"walk[- ]?aways?|walking away(?! from)|walk (?:if|at|unless|{_LOW})",
    rf"(?:{_DENIES}) (?:accept|go|settle|drop){_gap(4)} {_LOW}|nothing {_LOW}",
    rf"(?:{_DENIES}){_gap(6)} {_LOW}(?: than)?{_BEFORE_AMOUNT}",
    rf"(?:decline|reject|refuse|turn(?:ing)? down|say no to|pass on){_gap(4)} {_LOW}",
    rf"{_LOW}(?: than)?(?={_gap(4)} {AMOUNT}[^;!?]{{0,60}}?\b(?:{_REFUSAL}))",
    rf"(?:\w{{1,7}}n['’]t|cannot|not){_gap(2)} (?:reach|meet|hit|match|offer|do|clear|exceed|get to)"
    rf"(?={_gap(3)} {AMOUNT}[^;!?]{{0,60}}?\b(?:{_REFUSAL}))",
    rf"(?:my|your|our){_FIRM} {_END}|(?:absolute|bare) minimum|minimum(?=:)|minimum acceptable|red lines?"
    r"|rock[- ]bottom|bottom line|reservation (?:point|price|value|number)",
    rf"(?<!at )(?:lowest|least|minimum){_gap(3)} (?:i|we|you)(?:['’](?:d|ll|m)| would| could| can| will| am| should)"
    rf"|lowest acceptable|as low as{_BEFORE_AMOUNT}",
)  # fmt: skip
# What says of the amount before it that it is a limit.
_ACCEPTED = (
    rf"(?:(?!we){_MAY}|{_AM} {_CONTENT} to) (?:accept|say yes|take it|agree)\b(?!{_gap(5)} {AMOUNT})"
    r"|(?:is|are|be) (?:acceptable|good enough|tolerable)|would (?:do|suffice)(?=[.,;]|$)"
)
_REFUSED = (
    rf"(?:is|as|['’]s|be|are|remains) (?:the|my|your|our)(?: \w+)? (?:floor|{_END}|reservation \w+)"
    r"|(?:is|['’]s|be) (?:the |my |your )?(?:\w+ )?(?:lowest|least|minimum)(?: \w+)? (?:i|we|you|that)\b"
    r"|(?:is|['’]s) where (?:i|we|you)(?:['’](?:d|ll)| would| will)? (?:walk|stop|draw|leave)"
    rf"|or (?:i|we|you)(?:['’](?:d|ll)| would| will)? {_REFUSE}|{_NO_LOWER}"
)
BEHIND = re.compile(rf"\b(?:(?P<accept>{_ACCEPTED})|(?P<floor>{_REFUSED}))(?!\w)", re.IGNORECASE)
# How far behind its amount it may stand.
_REACH = 60

WHOLE_WORD = r"(?!(?<=\w)\w)"
_LIMIT = re.compile(rf"\b(?:{'|'.join((*ACCEPT, *FLOOR))}){WHOLE_WORD}|\A\W*below\b", re.IGNORECASE)
# "That's my floor.", "I won't go lower.": the amount stands in the sentence before.
_OF_THE_LAST = re.compile(
    r"\A\W*(?:(?:and|but|so) )?(?:that|this|it|those)(?:['’]s| is| are| would be)\b"
    rf".{{0,40}}?\b(?:floor|{_END}|lowest|least|where (?:i|we)(?:['’]d|['’]ll| would)? {_REFUSE})\b"
    rf"|(?:\A\W*(?:(?:and|but) )?|\b{_I} (?:\w+ )?){_NO_LOWER}"
    rf"|\b{_LOW}(?: than)? (?:that|this|it)\b.{{0,40}}?\b(?:{_REFUSAL})",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"\d")


def is_limit(sentence: str) -> bool:
    """Whether a sentence tells how low the candidate would go."""
    text = " ".join(sentence.split())
    if _LIMIT.search(text):
        return True
    if not _FIGURE.search(text):
        return False
    return any(_FIGURE.search(text, max(0, match.start() - _REACH), match.start()) for match in BEHIND.finditer(text))


def limits_the_last(sentence: str) -> bool:
    """Whether a sentence without an amount makes that of the sentence before it a limit."""
    return not _FIGURE.search(sentence) and bool(_OF_THE_LAST.search(" ".join(sentence.split())))


def reaches(between: str) -> bool:
    """Whether what stands behind these words still speaks of the amount before them."""
    return len(between) <= _REACH and not re.search(r"[;!?]|\.(?:\s|$)", between)
