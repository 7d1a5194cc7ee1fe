"""Who speaks in a sentence and of whom, whether it leans on another one, and whether it tells of somebody's pay.

What is read here decides at the last gate what may be handed out to be said
(``pay.scripts``), and before that which voice a sentence of a guide has.
"""

from __future__ import annotations

import re

from pay.currencies import SPELLED, any_code, any_sign, currency_of

_SIGN = any_sign()
_CODE = any_code()
SLOT = re.compile(r"\[([^\[\]\n]{1,300})\](?!\()")
_BARE_BLANK = re.compile(
    r"(?<![\w$])[XYZN]\s?(?:%|percent\b|x\b)|[$€£₹]\s?[XYZN]{1,3}[KkMm]?\b|\b[XYZN][KkMm]\b|_{2,}"
    r"|\b(?:X|Y|N) (?:years?|months?)\b|\b(?:TBD|TBC)\b|<[a-z][\w ]{1,30}>"
)
_FIRST_PERSON = re.compile(
    r"\b(?:(?<!Class )(?<!Phase )(?<!Type )(?<!Tier )(?<!Level )(?<!Grade )(?<!Part )I|(?:I|[Ww]e|WE)['’]\w+"
    r"|(?i:me|my|myself|we|our|ours|ourselves)|[Uu]s|[Ll]et['’]s)\b(?!/)"
    # A mine may be one to dig in.
    r"|\b(?:of|is|are|was|were|be|as|than) mine\b|\A\W*Mine\b"
    r"|(?<!\bthe )(?<!\ba )(?<!\beach )(?<!\bevery )(?<!\bthis )(?<!\bthat )(?<!\bone )"
    r"\bmine (?:has|have|had|held|is|are|was|were|did|does|do|will|would|can|could|stood|ran|kept|never|still|always)\b"
)
_SECOND_PERSON = re.compile(r"\b(?:you|your|yours|yourself|yourselves)\b", re.IGNORECASE)
# It stands for something that was said before.
_POINTS_BACK = re.compile(
    r"\A\W*(?:(?:and|but|yet|hence|therefore|thus|however|moreover|furthermore)\b|so\b(?! (?:far|long|many|much|few)\b)"
    r"|(?:still|also|besides|instead),)"
    r"|\A(?!\W*it (?:takes|costs|is \w+ (?:to|that|for))\b)\W*(?:(?:and|but|so|yet|also|still|even|instead"
    r"|that is why|hence|therefore|thus)\b[ ,]*){0,3}"
    r"(?:this|that|these|those|it|its|they|their|them|he|she|his|her|such|both|either|neither|each|the (?:other"
    r"|latter"
    r"|former|same|difference|gap|rest|two|three))\b(?!['’]?s? (?:role|job|position|seat|post|team|company|market"
    r"|field"
    r"|industry|sector|function|level|office|site)s?\b)",
    re.IGNORECASE,
)
_POINTS_BACK_WITHIN = re.compile(
    r"\b(?:these|those|such) (?:compan(?:y|ies)|employers?|firms?|offers?|others|competitors)\b|\b(?:both"
    r"|the latter)\W*\Z",
    re.IGNORECASE,
)
# A job, a place or a time that both speakers have before them: "this role" leans on nothing that was said.
_AT_HAND = (
    r"(?:(?!(?:makes?|means?|is|are|was|were|gives?|puts?|takes?|the|an?)\b)\w+[ -]){0,2}?"
    r"(?:role|job|position|seat|post|team|compan(?:y|ies)|market|field|industr(?:y|ies)|sector|function|level"
    r"|grade|office|site|plant|location|city|region|country|year|quarter|month|week|season|product|platform|disciplin\w+"
    r"|profession|business|domain|space|stage|point|kind|sort|type|class|line|area|part|side|band|title|department|unit|scale"
    r"|group|work|scope|remit|desk|practice|organi[sz]ation|firm)s?\b"
)
_THIS = re.compile(
    rf"\b(?:this|these|those)\b(?!['’]s? ?{_AT_HAND})(?! {_AT_HAND})(?! is an? {_AT_HAND})", re.IGNORECASE
)
# What follows a clause of the same sentence may stand for that: "The plant runs at night, and that takes two shifts."
_AFTER_A_CLAUSE = re.compile(
    r"(?:[,;:—–] (?:and|so|but|because)|[;:—–]|--|\b(?:why|how)|\b(?:all|each|every one|one|none) of)\W*\Z",
    re.IGNORECASE,
)
_LEANS_WITHIN = re.compile(
    # "makes that possible", "because of that"
    r"\b(?:of|for|on|like|beyond|with|from|by|to|after|despite|behind|do|does|doing|makes?|made|making) that"
    r"(?=\W*\Z|[,;]| (?:possible|achievable|realistic|reasonable|fair|eas(?:y|ier)|hard(?:er)?|worth\w*|clear|true)\b)"
    r"|\bthat\W*\Z|\bsuch (?:an? )?(?:ask|pay|package|figure|number|amount|raise|move|step|premium|offer|result|record"
    r"|background|experience)s?\b(?! as\b)"
    r"|\b(?:match|beat|meet|close|bridge|narrow|outweigh|support|justify|warrant)(?:e?s|ing|ed)? (?:them|it"
    r"|the (?:gap|difference|shortfall|ask|request|figure|number))\b(?! (?:between|in|of|from)\b)"
    r"|\A\W*(?:as a result|accordingly|in return|in (?:that|this) light|likewise|in turn"
    r"|by (?:contrast|comparison)|as such)\b",
    re.IGNORECASE,
)
_DENIES_OFFERS = re.compile(
    r"\b(?:no|not|neither|without|nothing|don['’]t|haven['’]t|isn['’]t|aren['’]t|never)\b[^.;]{0,40}"
    r"\b(?:offers?|alternatives?|on the table|interview\w*|elsewhere)\b",
    re.IGNORECASE,
)
_PRESENT_PAY = re.compile(
    r"\bI (?:currently |now |already |presently )?(?:make|earn|get paid|take home|draw)\b"
    r"|\bI(?:['’]m| am) (?:currently |now )?(?:paid|on|at|making|earning)\b"
    r"|\b(?:my|our) (?:current|present|existing|own) [\w -]{0,20}(?:is|are|pays?|stands?|sits?)\b|\bwhere I am\b"
    r"|\b(?:my|our) (?:[\w-]+ )?(?:pay|salary|income|earnings|wages?|paycheck|base|comp(?:ensation)?|package)"
    r" (?:today |now |at present |currently |already |here )*(?:is|are|stands|comes|runs|sits|amounts)\b"
    r"|\bpays me\b|\bmy (?:current |present )?(?:employer|job|role|firm|company) pays\b",
    re.IGNORECASE,
)
_GIVEN_UP = re.compile(
    r"\b(?:unvested|forfeit\w*|forgo\w*|forego\w*|giv(?:e|ing) up|leav(?:e|ing)|walk(?:ing)? away from|los(?:e|ing)"
    r"|stays? behind|pay(?:ing|s)? (?:it )?back|hand(?:ing)? back|repay\w*|clawback)\b",
    re.IGNORECASE,
)
_PROMISE = re.compile(
    r"\b(?:(?:i|we)(?:['’]d|['’]ll| would| will| can| shall|['’]m ready to| am ready to|['’]m prepared to| won['’]t"
    r"| wouldn['’]t)|ready to|happy to|prepared to|hesitate to|and i(?:['’]ll| will)?) (?:[\w]+ ){0,2}?(?:sign"
    r"|accept|commit"
    r"|join|start|close|withdraw|cancel|resign|say yes|take it|shake|hand in|put pen|wrap (?:this|it) up"
    r"|stop (?:interviewing"
    r"|talking|looking))\b|\bmy (?:acceptance|signature|notice)\b|\bcount me in\b|\bconsider it done\b"
    r"|\bme on board\b"
    r"|\bcomes back signed\b|\bmy word\b|\bno more rounds\b|\b(?:i['’]m|i am) ready to go\b|\b(?:we|i) have a deal\b"
    r"|\bit['’]s a yes\b|\b(?:have|got) my signature\b|\b(?:I['’]m|I am|count me) in(?=[.,;!]|$)|\bI['’]m yours\b",
    re.IGNORECASE,
)


def has_blank(text: str) -> bool:
    """Whether something is left for the speaker to fill in, in brackets or as a bare "Y%", "$X"."""
    return bool(SLOT.search(text) or _BARE_BLANK.search(text))


def is_first_person(text: str) -> bool:
    return bool(_FIRST_PERSON.search(text))


def is_second_person(text: str) -> bool:
    return bool(_SECOND_PERSON.search(text))


def points_back(text: str) -> bool:
    """Whether a sentence leans on what was said right before it."""
    return bool(_POINTS_BACK.match(text) or _POINTS_BACK_WITHIN.search(text))


def leans_within(text: str) -> bool:
    """Whether something in a sentence stands for what was said before it: "The data here makes this achievable"."""
    if points_back(text) or _LEANS_WITHIN.search(text):
        return True
    return any(not _is_explained(text[: this.start()], text[this.end() :]) for this in _THIS.finditer(text))


def _is_explained(before: str, behind: str) -> bool:
    """Whether what a "this" or "these" stands for is in its own sentence."""
    named = {word[:5] for word in re.findall(r"\w{4,}", before.lower())}
    nouns = {word[:5] for word in re.findall(r"\w{4,}", " ".join(behind.lower().split()[:3]))}
    return bool(named & nouns) or (len(before.split()) >= 4 and bool(_AFTER_A_CLAUSE.search(before)))


_ARTICLE = re.compile(rf"\b([Aa])n? (?=(?:{_SIGN})?\s?(\d+)((?:,\d+)*)(?![\w]*[:/]\d))")


def with_articles(text: str) -> str:
    """The text with "a" or "an" before an amount as one says it: "an $80B market"."""

    def said(match: re.Match[str]) -> str:
        number = match[2]
        head = number if match[3] or len(number) <= 3 else number[: len(number) % 3 or 3]
        return f"{match[1]}{'n' if head.startswith('8') or head in {'11', '18'} else ''} "

    return _ARTICLE.sub(said, text)


def denies_offers(text: str) -> bool:
    """ "There's no other offer on my desk": untrue of whom holds one."""
    return bool(_DENIES_OFFERS.search(text))


def tells_present_pay(text: str) -> bool:
    """ "I make $182K where I am"."""
    return bool(_PRESENT_PAY.search(text))


def tells_what_is_given_up(text: str) -> bool:
    """ "I'd leave $45K of unvested stock"."""
    return bool(_GIVEN_UP.search(text))


def promises(text: str) -> bool:
    """ "I'd sign this afternoon"."""
    return bool(_PROMISE.search(text))


_PAY_WORDS = re.compile(
    r"\b(?:base|salar(?:y|ies)|pay|pays|paid|earn\w*|mak(?:e|es|ing)|comp(?:ensation)?|package|TC|OTE|CTC|RSUs?"
    r"|equity|grants?|stock"
    r"|shares|options|bonus(?:es)?|sign(?:ing|[- ]on)|retention|total|offer\w*|a year|per year|annual\w*"
    r"|elsewhere)\b",
    re.IGNORECASE,
)
_OF_WORK = re.compile(
    r"\b(?:bills?|budgets?|revenues?|costs?|saved|saves?|savings?|deals?|funds?|funding|p&l|contracts?|fraud|losses"
    r"|loss|spend"
    r"|turnover|pipeline|sales|sold|margins?|invoices?|transactions?|volumes?|assets|claims|fines?|waste|accounts?"
    r"|raised"
    r"|processed|managed|handled|moved|worth of)\b",
    re.IGNORECASE,
)
_BESIDE_NUMBER = re.compile(
    rf"(?P<sign>{_SIGN}|\b(?:{_CODE}))\s?(?=[\d\[~])|(?<=[\d\]kKmMbB])\s?(?P<behind>{_SIGN}|(?:{_CODE})\b)"
)
_IN_WORDS = re.compile(rf"\b(?:{'|'.join(f'(?P<{code}>{words})' for code, words in SPELLED.items())})\b", re.IGNORECASE)
_AMOUNT = re.compile(
    rf"(?:{_SIGN}|\b(?:{_CODE})\s)\s?[\d\[]"
    r"|\b\d[\d.,]{0,40}\s?(?:[kK]\b|lakhs?\b|grand\b|thousand\b|hundred thousand\b)"
    r"|\b(?:half a|a quarter of a|one|two|three|a) million\b|\b\w+ hundred (?:thousand|and \w+ thousand)\b",
)


def currencies_in(text: str) -> frozenset[str]:
    """The currencies of the amounts in a text; a bare "$" is US dollars."""
    found = {currency_of(match["sign"] or match["behind"], None) for match in _BESIDE_NUMBER.finditer(text)}
    found |= {match.lastgroup for match in _IN_WORDS.finditer(text)}
    return frozenset(code for code in found if code)


def names_amount(text: str) -> bool:
    """Whether a text holds an amount of money, filled in or blank."""
    return bool(_AMOUNT.search(text))


def tells_pay(text: str) -> bool:
    """Whether a text says what somebody is paid, would be paid or asks for."""
    return names_amount(text) and bool(_PAY_WORDS.search(text))


def tells_of_money(text: str) -> bool:
    """Whether the amounts of a text are of work done or of what is given up: nobody's pay, and no limit."""
    return tells_what_is_given_up(text) or (bool(_OF_WORK.search(text)) and not _PAY_WORDS.search(text))
