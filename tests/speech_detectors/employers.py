"""Other employers, by name and by what is said of them."""

from __future__ import annotations

import re
from functools import lru_cache

from tests.speech_detectors.own_forms import is_own_form, name_words
from tests.speech_detectors.texts import Candidate, any_of, sentences, straightened
from tests.speech_names import EMPLOYERS, NO_NAMES, WORDLIKE

_NAMED = r"[A-ZÀ-Þ][\w&.+'-]*(?<![.'])"
NAME = rf"{_NAMED}(?:\s(?:(?:&|of|de)\s)?{_NAMED}|\sand\sSons?)*"
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
    rf"|[Pp]roposal|[Cc]ontract|[Tt]erm sheet) (?:from|at|with|by|of) (?P<n>{NAME})",
    rf"(?P<n>{NAME})(?:,? [a-z]+,)? (?:has |have |had |is |are |was |were |will |would |also |already |now |just "
    rf"|all )*{_PAYING}\b",
    rf"(?P<n>{NAME}) (?:is|are|was|were|sits|stands|came|comes|at|for)(?: in)?(?: at)?(?: around| about| near"
    rf"| roughly)? {_SIGN}",
    rf"(?P<n>{NAME})(?::|,| –| —| -|=) ?{_SIGN}",
    rf"(?P<n>{NAME})'s? (?:written |verbal |latest |standing |current |first )?(?:offer|package|pay|band|team|base"
    rf"|grant"
    r"|recruiters?|number|bid|proposal|letter|counter|equity|figure|salary|terms|plant|lab|model|people|board)\b",
    rf"\b(?:[Jj]oin(?:ed|ing)?|[Ll]eav(?:e|ing)|[Ll]eft|[Hh]olding|[Vv]ersus|vs\.?|[Uu]nlike|[Aa]gainst|than|[Bb]eat"
    rf"|chose|[Mm]atch(?:es|ing)?|over|choose|[Ll]ike|worked for|works? for|employed by|hired by|poached from"
    rf"|headhunted by|courted by|approached by|rivals?|competitors?|peers?(?: such as| like)?|such as|[Bb]etween"
    rf"|[Ww]hat|made|would be|could be) (?P<n>{NAME})",
    rf"\b(?:[Aa]t|[Ff]rom) (?P<n>{NAME})(?! (?:level|scale|grade|band|speed|time|hours)\b)",
    rf"\b(?:[Ww]ith|[Bb]oth) (?P<n>{NAME})"
    r"(?=[,.;:!?)]|$|\s[^\w\s]|\s(?:and|or|for|in|at|on|by|as|to|who|which|that|is|are|was|has|while|since|with|before"
    r"|after|last|next|this|where|I|because|worth|of|said|they)\b)",
    rf"(?P<n>{NAME}) (?:all |both |even |has |have )?{_DOING}\b",
    rf"(?P<n>{NAME}) (?:has|have|waits?|is waiting) until\b",
    rf"(?P<n>{NAME}) (?:is|are) the (?:one|ones|firm|company|team|people|benchmark)\b",
    rf"(?P<n>{NAME}) (?:were|was) (?:kind|good|generous|quick|willing|ready|prepared|keen)\b",
]
_POSITION_PATTERNS = [re.compile(pattern) for pattern in _POSITIONS]


def is_own_name(name: str, candidate: Candidate) -> bool:
    name = name.strip(" '.,").removesuffix("'s")
    lower = name.lower()
    recorded = [offer.employer for offer in candidate.recorded]
    for own in (candidate.company, *candidate.own_names, *recorded):
        plain = straightened(own).lower()
        if lower == plain or lower.startswith(f"{plain} ") or plain.startswith(f"{lower} ") or lower in name_words(own):
            return True
    own_words = name_words(candidate.company, candidate.role, *candidate.own_names, *recorded)
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
    for sentence in sentences(straightened(text)):
        names = [match.group() for match in _known_names(frozenset(candidate.guide_employers)).finditer(sentence)]
        for match in _WORDLIKE_PATTERN.finditer(sentence):
            before = sentence[: match.start()].split()
            # "the Trust Gap" is no shop: its name goes on from the word before.
            if before and before[-1][0].isupper() and before[-1].isalpha() and before[-1].lower() not in NO_NAMES:
                continue
            if before or _GOES_ON_AS_NAME.match(sentence[match.end() :]):
                names.append(match.group())
        for pattern in _POSITION_PATTERNS:
            names += [without_first_words(match["n"]) for match in pattern.finditer(sentence)]
        found += [name for name in names if name and not is_own_name(name, candidate)]
    return list(dict.fromkeys(found))


def without_first_words(name: str) -> str:
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
_OTHER_OFFERS = any_of(
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
    own_offer = re.compile(rf"\b{re.escape(straightened(candidate.company))}'s? (?:\w+ )?offer\b")
    return [
        sentence
        for sentence in sentences(straightened(text))
        if _OTHER_OFFERS.search(own_offer.sub("", sentence)) and not is_own_form(sentence, candidate)
    ]
