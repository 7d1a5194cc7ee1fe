"""The words that tell what an amount in a sentence is to the candidate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, cast

from guides.document.document import AskComponent, AskRole
from guides.parsing.speech.limits import ACCEPT, AMOUNT, FLOOR, MINIMUM_FIRST, WHOLE_WORD
from guides.parsing.text.alternatives import any_of

# "none" speaks of something else: what others pay, what the company will say, what a thing costs.
Cue = AskRole | Literal["none"]

_COMPANY = r"(?:they|he|she|it|who|the (?:company|firm|recruiter|team|bank)|(?-i:(?!You|We)[A-Z][\w&.'’-]{1,30}))"
_MOVES = "counter|offer|open|start|respond|come|push|land|pay|begin|move|go|propose|anchor"

_CUES: dict[Cue, tuple[str, ...]] = {
    "accept": ACCEPT,
    "floor": FLOOR,
    "target": (
        # "Unless the targets are aggressive": what they are like is none.
        r"t(?<!bonus t)arget(?:ing|ed|s(?! are (?!an? |about |around |at |base|total|equity|[$€£₹\d]))|(?!s))"
        r"(?! (?:bonus|level|role|compan|annual bonus))",
        r"push(?:ing)? (?:for|base|toward|to|the|hard for|RSUs?|equity|total|up)",
        rf"push (?={AMOUNT})",
        r"push(?:ing)? (?:the )?(?:options|stock|grant|bonus|signing|sign-on|salary|TC|comp) (?:to|toward|up|for|past)",
        r"aim(?:ing)? (?:for|at)",
        r"landing (?:zone|point|range)|land(?:ing)? (?:at|between|in|around)",
        *(rf"{word} (?={AMOUNT})" for word in ("land", "close")),
        r"goal|ideal(?: outcome| result| number| package)?(?=:)|best case(?=:)|stretch(?=:)|hold (?:out for|firm at)",
    ),
    "ask": (
        r"looking for|to join|to make the move|to close|need(?:s|ed|ing)?|(?:i|we)['’]d like|would like|want",
        r"ask(?:ing)?(?: for)?|request(?:ing|s)?|seek(?:ing)?|hoping for|interested in|discuss",
        rf"open (?={AMOUNT})",
        rf"(?:it|that|this|them|these|those|both) (?:takes|would take) (?={AMOUNT})",
        r"open(?:ing)? (?:at|with|by|ask)|opening|anchor(?:ing)?|propos(?:e|ing)|negotiat(?:e|ing)",
        r"expect(?:ing|ations?)?",
        r"should (?:be|reflect|sit|start|come)|let['’]s|could we|can we|would (?:get|bring|bridge|make|close|let)",
        r"get to|gets me|brings? me|bring(?:ing)?|secur(?:e|ing)|start at|structure|lead with|insist on|demand",
        r"position yourself",
        r"justif(?:y|ies)|deserves?|a case for|warrants?|merits?|commands|m(?<!['’]s m)inimum",
        r"commit(?:ting)? (?:at|to|for)|i['’]ll sign|i sign|sign (?:at|for)|make it",
        r"sized at|stretch (?:to|as far as)",
        # "Could the signing bonus come to $40,000?"
        r"(?:could|can|might|would)(?= (?:the|my|that|this) (?:[\w-]{1,20} ){1,3}?"
        r"(?:come|go|get|be|reach|rise|start)\b)",
        r"counter(?:ing)? (?:at|with)|move|raise(?! of)|increase(?! of)|set",
    ),
    "none": (
        rf"{_COMPANY} (?:will|may|might|could|can|would) (?:\w+ )?(?:{_MOVES})",
        rf"{_COMPANY}['’]ll (?:\w+ )?(?:{_MOVES})",
        r"(?:if|when|expect) (?:they|the \w+|(?-i:[A-Z][\w&.'’-]{1,30})) (?:to )?"
        r"(?:counters?|offers?|comes?|starts?|opens?|says?|responds?|pushes?)",
        r"(?:initial|first|starting|lowball) (?:counter-?)?offers?",
        r"(?:their|typical|current|existing|average|median|market|competing|alternative|best) (?:counter-?)?(?:offers?"
        r"|comp(?:ensation)?|rates?|pay|salary|base|RSUs?|equity|package|grants?|stock|awards?"
        r"|total comp(?:ensation)?|TC|midpoint|benchmarks?|data|value|range)",
        r"pays?|paying|paid|earn(?:s|ing|ed)?",
        r"offer(?:s|ing|ed)|offer(?=(?: [\w-]{1,30}){0,4} [$€£₹\d])|mak(?:es|ing)|receiv(?:e|es|ed|ing)",
        r"(?:gave|given|sent|handed|quoted|promised|extended|pitched) (?:me|us)",
        r"starts (?:at|from)",
        r"averag(?:e|es|ing)|the market for|purchasing power|willing to|routinely|typically|usually|often",
        r"allocation (?:of|exceed\w*)|invests?|my current (?:role|comp|package|position|employer|company|firm|job)",
        r"compared (?:to|with)|versus|vs\.?|competitive with|comparable to|relative to|against|parity with",
        r"match(?:ing)?",
        r"ranges? (?:from|between)|runs? from|band (?:is|of|runs|spans|tops)|(?<!of )the band|bands|midpoint (?:of|is)",
        r"benchmarks?|market data|levels\.fyi|glassdoor|hiring at|roles (?:at|in)|engineers? at|peers",
        r"comes? in at|came in at|(?:is|are|['’]m) at|sit(?:s|ting)? at|thank you for|appreciate",
        r"gap",
        r"difference|spread|delta|shortfall|adds|adding|added|(?:can|could|may) add|(?:uplift|bump)(?! to)|up from"
        r"|by(?! region| level| city| location)",
        r"more than|translat(?:e|es|ing) to|represents?|equates? to",
        r"amounts? to|unless",
        r"forfeit(?:s|ing|ed)?|leav(?:e|es|ing) (?:behind|\S*\d)|walking away from|unvested|los(?:e|es|ing)",
        r"per share|priced at|trading at|share price|stock price|strike|raised|valuation|fund|dollar impact",
        r"(?:can|could|may|might) be worth|command(?:ing)?|prices|cost(?:s|ing)?",
        r"sav(?:e|es|ed|ing|ings)|generat(?:e|es|ed|ing)|process(?:es|ed|ing)?|revenue(?!-)",
        r"replac(?:e|ing)|avoid(?:s|ed|ing)?|prevent(?:s|ed|ing)?|reduc(?:e|es|ed|ing)|manag(?:e|es|ed|ing)"
        r"|deliver(?:s|ed|ing)?|drove|driv(?:e|es|ing)|at stake|exposure|deals?",
    ),
}
# The boundary stands in front of all, so that inside a word nothing is tried.
_ANY_CUE = "|".join(f"(?P<{cue}>{any_of(words)})" for cue, words in _CUES.items())
_CUE = re.compile(rf"\b(?:{_ANY_CUE}){WHOLE_WORD}", re.IGNORECASE)
# "Your floor should be …": these only go on with what was begun right before them.
_GOES_ON = re.compile(r"should|needs?|minimum|set|get|bring|move|raise|increase|of", re.IGNORECASE)
# "Accept at $100K base and no less than $50K RSUs"
_NO_LESS = re.compile(r"(?:no|not|nothing) (?:less|lower|below|under)\b", re.IGNORECASE)
_NEAR = 24
_MINIMUM_FIRST = re.compile(MINIMUM_FIRST, re.IGNORECASE)
_BELOW_FIRST = re.compile(r"\W*below\b(?P<back> (?:that|this)\b)?", re.IGNORECASE)
# "Would close the gap with …" asks for what closes it.
_CLOSED = re.compile(
    r"\b(?:bridg|clos|cover|narrow|fill|mak)(?:e|es|ing)(?: up)? (?:(?!from\b|to\b)\w+ ){1,3}$", re.IGNORECASE
)
_LACKING = frozenset({"gap", "difference", "delta", "shortfall", "spread"})
# "at $35K target": the word belongs to the amount before it.
_AMOUNT_BEFORE = re.compile(r"[\d%KkMm+]\s+$")

COMPONENT_WORDS: dict[AskComponent, str] = {
    "signing": r"signing(?:[- ]bonus)?|sign[- ]?on(?: bonus)?|joining bonus",
    "equity": r"(?:total )?(?:equity|RSUs?|PSUs?|stocks?|(?:stock )?options?|shares|grants?|PPUs?|phantom|carry"
    r"|carried interest|profit[- ]sharing|(?<=retention )awards?|(?<=incremental )awards?)",
    "total": r"total (?:annual |target |first[- ]year )?(?:comp(?:ensation)?|pay|package|cash)|(?-i:total)(?! over)"
    r"|TC|TDC|OTE|CTC|all[- ]in|in all(?=\s*(?:[.,;:)]|$))|package"
    r"|(?:first[- ]year|year[- ](?:1|one)) (?:effective )?(?:comp(?:ensation)?|TC)",
    "bonus": r"bonus(?:es)?|(?:at-plan )?variable|guaranteed(?= (?:and|plus|with)\b|[,.;)]|$)",
    "base": r"base|salary",
    "other": r"relocation(?:/\w+)?(?: (?:package|support|assistance|allowance))?|(?:\w+ )?budget|stipend|allowance"
    r"|supplement|(?<!base )premium(?! (?:[\w-]+ )?(?:sign|bonus|equity|RSU|grant))",
}
_COMPONENT = rf"\b(?:{'|'.join(f'(?P<{name}>{words})' for name, words in COMPONENT_WORDS.items())})\b"
NAMED = re.compile(_COMPONENT, re.IGNORECASE)
# Where what is said of an amount ends.
STOPS = (
    r"(?:and|or|but|plus|with|for|in|of|at|to|on|over|from|than|as|by|is|are|was|if|unless|that|which|above|below|per"
    r"|a|an|the|my|your|reflects?|reflecting)\b(?!-)"
)
# What may stand between an amount and what it is an amount of: "foundry retention" of "$42K foundry retention grant".
AFTER = re.compile(
    r"(?:\s*(?:/\s?(?:yr|year|annum|\d\s?-?(?:yrs?|years?))|per\s+(?:year|annum)|annual(?:ly)?|a\s+year|yearly|\+)){0,4}\s*"
    r"(?:(?:in|of|(?<!% )on|at(?= signing)|worth of|worth|target|minimum|annual|annualized|guaranteed|initial"
    rf"|new[- ]hire|performance|cash|year[- ]one|first[- ]year|discretionary|premium)\s+){{0,4}}\(?"
    rf"(?:(?!{STOPS})[\w.'’-]{{1,30}}\s+){{0,3}}?(?:{_COMPONENT})",
    re.IGNORECASE,
)
_LINKS = (
    "and bonus grant package value valued valuation salary comp compensation should be at of to needs? around about "
    "approximately in the range sized worth is are was that which reflects? reflecting set by above below over under "
    "exceeds? exceeding than less more least up target targeting targeted from between for a an my your this minimum "
    "floor annually annual per year offer component portion number figure closer must would will vesting vests? vest "
    "stake size with refresh refreshers? role level moved? increased? raised? brought bringing equal equivalent total "
    "ask eligibility separate escalation negotiated reach(?:es)? adjusted calibrated lifted bumped push expectations? "
    "bump uplift lift increase raise "
    "first-year year-one position positioned positioning here no not only negotiated as high low end top"
).split()
# "($395,000 total comp floor)", "$280K is the floor"
GOVERNED = re.compile(
    rf"(?:\s*(?:{'|'.join(COMPONENT_WORDS.values())})\b)?(?:,?\s+(?:is|as|being|remains|should be|would be)"
    r"\s+(?:the|my|your|a|an))?(?:\s+(?:hard|absolute|firm|accept-at|walk-?away))?"
    r"\s+(?:floor|minimum acceptable|walk-?away)\b",
    re.IGNORECASE,
)
# What may stand between a component and the amount that it is of.
LINKS = re.compile(
    # "from $[Y]K to"
    rf"(?:['’]s)?(?:[\s:()—–~<>≥≤+-]|[$€£₹]?\[[^\[\]\d]{{1,40}}\][KkMm%]?"
    rf"|\b(?:{'|'.join(_LINKS)}|\d[- ]?(?:yr|year)s?)\b)*",
    re.IGNORECASE,
)


def cues(sentence: str) -> Iterator[tuple[int, Cue]]:
    """Where a sentence begins to speak of what, in order."""
    begun: Cue | None = None
    if _MINIMUM_FIRST.match(sentence):
        begun = "floor"
        yield 0, begun
    if below := _BELOW_FIRST.match(sentence):
        yield 0, "floor"
        if below["back"]:
            # "Below that, the other offer at … wins": the limit was named before.
            yield below.end(), "none"
    end = 0
    for match in _CUE.finditer(sentence):
        if begun in {"accept", "floor"} and match[0].lower() == "minimum":
            continue
        if begun == "accept" and _NO_LESS.match(match[0]):
            continue
        if match[0].lower() in _LACKING and _CLOSED.search(sentence[max(0, match.start() - 40) : match.start()]):
            continue
        if match[0].lower() == "target" and _AMOUNT_BEFORE.search(sentence[max(0, match.start() - 3) : match.start()]):
            continue
        if begun in {"accept", "floor", "target"} and _GOES_ON.match(match[0]):
            between = sentence[end : match.start()]
            if len(between) <= _NEAR and not re.search(r"[,;:—–]", between):
                continue
        # The pattern names its groups by the cues.
        begun, end = cast("Cue", match.lastgroup), match.end()
        yield match.start(), begun


def named_component(match: re.Match[str]) -> AskComponent:
    """The component that a match of ``NAMED`` or ``AFTER`` found."""
    return next(name for name in COMPONENT_WORDS if match[name])
