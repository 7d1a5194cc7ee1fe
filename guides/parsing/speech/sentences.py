"""Each spoken sentence of a lever or a strategy, with its one voice.

Default deny: a sentence is a fact only for reasons (it speaks of the company,
the market or the job, in a whole sentence, of nobody's pay, and of no person
who is in the room); it is a claim of an offer, an ask, a limit or a courtesy
by its grammar; what is about the speaker needs a tick, and so does whatever is
none of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise, zip_longest

from pay.grammar import (
    SLOT,
    denies_offers,
    has_blank,
    is_first_person,
    is_second_person,
    promises,
    tells_present_pay,
    tells_what_is_given_up,
)

from guides.document.document import Ask, GuideDocument, Lever, Part, Sentence, SentenceVoice
from guides.parsing.speech.claims import find_claims
from guides.parsing.speech.cues import COMPONENT_WORDS
from guides.parsing.speech.limits import is_limit, limits_the_last
from guides.parsing.speech.naming import Naming
from guides.parsing.speech.offers import Hearing, is_offer_claim
from guides.parsing.speech.raises import says_whole, tells_present_raise
from guides.parsing.speech.small_names import with_capitals
from guides.parsing.speech.splitting import split_sentences
from guides.parsing.text.figures import Figure, figures
from guides.parsing.text.words import ordinary_words

# Sums from here on are a company's, not a person's.
_COMPANY_SIZE = 1_000_000
_NO_PAY = 20_000_000

_PARTS_OF_PAY = re.compile(
    rf"\b(?:{'|'.join(COMPONENT_WORDS.values())}|pay|pays|paid|paying|earns?|earning|compensation|comp|salaries"
    r"|incentives?|refreshers?|refresh|counter(?:offer)?|retention|uplift|raise)\b",
    re.IGNORECASE,
)
# Words for others who want the speaker, none of whom needs a name.
_OTHERS = (
    r"elsewhere|alternatives?|offers?|counter-?offers?|competing|suitors?|bidders?"
    r"|(?:other|another|rival|competing|second|third|two|three|several|multiple|both) (?:[\w-]{1,20} ){0,2}"
    r"(?:teams?|compan(?:y|ies)|firms?|employers?|shops?|labs?|banks?|processes|conversations?|options?|places?"
    r"|houses?"
    r"|startups?|recruiters?|groups?|parties)"
    r"|on the table|in hand|term sheets?|packages I|packages? (?:that )?(?:I|they)|outside option"
    r"|the market is (?:offering|paying) me|interview(?:s|ing)?|final rounds?"
    r"|recruiters?|headhunters?|come[s]? back (?:at|with)|came back (?:at|with)|(?:some|any)(?:body|one) else"
)
_MENTIONS_OTHERS = re.compile(rf"\b(?:{_OTHERS})\b", re.IGNORECASE)
# "Acme offers an unusual problem", "competes for talent with no other company": of nobody's pay.
_HARMLESS = re.compile(
    r"\boffer(?:s|ing)? (?:a|an|the|some|un\w+|its|more|less|both|no|one)\b(?! (?:\w+ )?(?:comp|pay|salar|base|equity))"
    r"|\bcompeting (?:against|with|for)\b|\b(?:no|any|at|most) other (?:\w+ ){0,2}?(?:compan\w+|firms?|employers?)\b"
    r"|\bmultiple (?:\w+ )?teams\b",
    re.IGNORECASE,
)
_OWN_OFFER = re.compile(
    r"\b(?:your|the|this|an? (?:updated|revised|improved|written|formal|final))(?: [\w-]{1,20}){0,2} offer\b"
    r"|\boffer letter\b|\bif you can\b",
    re.IGNORECASE,
)

# Whose it is needs no capital letter: "The offer by initech is $230K", "initech came in at $230K".
_FROM_SOMEBODY = re.compile(
    r"\b(?:offers?|packages?|proposals?|bids?|counters?|term sheets?) (?:\w+ )?(?:by|from)\b(?! (?:you|us)\b)",
    re.IGNORECASE,
)
_BID = re.compile(
    r"\b(?:came (?:in|back|up|through)|comes in|gave|offered|quoted|extended|pitched|tabled|proposed|wrote|put up)\b",
    re.IGNORECASE,
)

_ASKS = re.compile(
    r"\b(?:I(?:['’]m| am| was)|we(?:['’]re| are)) (?:also |really |still |just )?"
    r"(?:looking (?:for|to)|asking|requesting|seeking|targeting|aiming|hoping|proposing|after|anchoring)\b"
    r"|\bI(?:['’]d| would)(?: also| really)? (?:like|love|want|need|ask|propose|request|prefer|hope|suggest|expect|be"
    r" (?:looking|asking|comfortable|happy|grateful))\b"
    r"|\b(?:I|we) (?:want|need|ask|request|propose|seek|expect|hope)\b"
    r"|\b(?:can|could|would|will|might|may) (?:we|you|there|the (?:company|team|offer|base|equity|grant|bonus))\b"
    r"|\bis there (?:any )?(?:room|flexibility|a way|scope)\b|\bwhat would it take\b|\blet['’]s\b"
    r"|\bmy (?:ask|request|target|counter|number|expectation|goal)\b|\b(?:the|one) ask\b"
    r"|\bget (?:me|us) to\b|\b(?:put|bring|takes?) me (?:to|at)\b|\bmake (?:it|that) (?=\W*\d)",
    re.IGNORECASE,
)
# "This scope warrants the top of the band": an ask without a person.
_CALLS_FOR = re.compile(
    r"\b(?:justif(?:y|ies|ied)|warrants?|deserves?|merits?|(?:should|must|needs? to|has to|ought to|would) (?:be"
    r"|reflect|match|sit|land|move|come|start|read|look|include|make|bridge|close)|call(?:s|ing)? for|target|push for"
    r"|ask for|aim for|supports?)\b",
    re.IGNORECASE,
)
# "Acme must offer competitive comp", "the offer should reflect this": the same without an amount.
_OUGHT_TO_OFFER = re.compile(
    r"\b(?:must|needs? to|should|has to|have to|ought to) (?:\w+ )?(?:offer|pay(?! (?:it )?back)|compete|beat|match)\b"
    r"|\boffers? (?:\w+ )?(?:should|needs?|must|has to|ought|would|reflects?)\b",
    re.IGNORECASE,
)
# "Initech wants me for $195K": somebody does it to the speaker, who does nothing.
_TO_ME = re.compile(r"\b(?:me|us)\b", re.IGNORECASE)
_BY_ME = re.compile(r"\bI\b|\b(?:we|my|our)\b", re.IGNORECASE)
_COURTESY = re.compile(
    r"\A\W*(?:thank(?:s| you)\b|many thanks|i(?:['’]m| am)(?: \w+)? (?:excited|thrilled|delighted|honou?red|grateful"
    r"|glad"
    r"|pleased|happy|flattered|eager|looking forward)\b|i (?:really |truly |sincerely )?(?:appreciate|look forward"
    r"|enjoyed"
    r"|love)\b|we (?:appreciate|look forward)\b|(?:kind|best|warm) regards|hello\b|hi\b|dear\b|please let me know"
    r"|(?:i )?hope (?:this|we|you)\b|appreciate\b|much obliged|(?:with )?(?:kind|warm|best|many) (?:regards|wishes)"
    r"|good (?:morning|afternoon|evening)|ta for|do let me|please (?:revert|let)|thanking you|sorry (?:for|to)"
    r"|that['’]s (?:very )?kind|[\w ]{2,30}: thank you|let['’]s (?:speak|talk)|would \w+day|it was (?:great"
    r"|a pleasure|lovely)|happy to (?:talk|discuss|chat)|looking forward)",
    re.IGNORECASE,
)
_ADVICE = re.compile(
    r"\A\W*(?:best|better) (?:said|sent|kept|left|done|asked|raised|used|told)\b"
    r"|\A\W*(?:have|name|use|swap|remind|bring|push|leave|smile|expect|let|take|make|give|write|call|offer|refuse"
    r"|accept|pick"
    r"|go|look|show|send|put|hold|work|practi[sc]e|rehearse|thank|check|find|think|try|consider|swap|close|read"
    r"|listen|speak)\b"
    r"(?! (?:is|are|was|\w+s)\b)|\A\W*(?:only|works?) (?:for|with|if|when)\b|\bthe candidate\b|\bcandidates who\b"
    r"|\A\W*(?:say|tell|mention|ask|wait|pause|stop|don['’]t|do not|never|always|avoid|lead with|open (?:at|with)"
    r"|anchor|push (?:for|back)|counter (?:at|with)|use this|use it|save this|keep|emphasi[sz]e|note|remember"
    r"|reference|cite"
    r"|frame|position|highlight|bring up|get|negotiate|request|start (?:at|with))\b(?! (?:is|are|was))"
    r"|\bthen (?:stop|pause|wait|be quiet|let them)\b|\bif they (?:say|ask|push|counter|refuse|hesitate|offer)\b",
    re.IGNORECASE,
)

# One who is hired, found or gained is the speaker.
_ONE_PERSON = re.compile(
    r"\b(?:gets?|getting|gains?|acquires?|hires?|finds?|found|lands?|brings? in|secur(?:es?|ing))\b"
    r" (?:an?|the|one|someone|somebody)\b(?: [\w-]{1,20}){0,4} (?:who|with|that)\b",
    re.IGNORECASE,
)
# What only a person has: of whom it is said, where no name and no "I" stands by it, is the speaker.
_PERSONAL = re.compile(
    r"\b(?:(?<!user )(?<!customer )(?<!product )(?<!merchant )(?<!member )(?<!patient )(?<!client )(?<!consumer )"
    r"(?<!guest )(?<!player )(?<!rider )(?<!driver )(?<!shopper )(?<!passenger )(?<!developer )(?<!digital )(?<!buyer )"
    r"(?<!seller )"
    r"(?<!vehicle )(?<!checkout )(?<!in-app )(?<!design )(?<!payment )(?<!shopping )(?<!brand )experience|expertise"
    r"|backgrounds?|track records?|r[ée]sum[ée]s?|cvs?|thes[ie]s|dissertations?|degrees?(?! of)"
    r"|ph\.?d|doctorates?|mba|patents?|publications?|certifications?|certificates?|credentials?|skills?"
    r"|skill[ -]?sets?|tenure|careers?|unvested|forfeit\w*|stays? behind|left behind|leave behind|relocat\w+"
    r"|commut\w+|notice period|clearances?|references|first choice|top choice|favou?rite|dream|mastery|fluency"
    r"|proficiency|fluent|seasoned|years? (?:of|in|at|as|with|doing|leading|running|building)"
    r"|decades? (?:of|in|at|as|with|doing|leading|running|building)|awards?|medals?|reviewers?|maintainers?"
    r"|contributor"
    r"|accomplishments?|achievements?|hands-on|work visa|visa status)\b",
    re.IGNORECASE,
)
# "The role requires deep expertise in …": what the job asks of anybody.
_REQUIRED = re.compile(
    r"\b(?:requir(?:es?|ed|ing)|needs?|needing|demands?|demanding|calls? for|takes|combin(?:es?|ing)|with|without"
    r"|who|whose"
    r"|lacks?|rewards?|values?)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\A\W*(?:(?:over|more than|nearly|almost|about|some|around|roughly|close to|just|only|all|another|the last"
    r"|the past)\s+)*"
    r"(?:\d|one\b|two\b|three\b|four\b|five\b|six\b|seven\b|eight\b|nine\b|ten\b|eleven\b|twelve\b|fifteen\b|twenty\b"
    r"|thirty\b|fifty\b|hundreds?\b|thousands?\b|dozens?\b|half\b|a (?:dozen|hundred|thousand|million|decade|quarter"
    r"|third"
    r"|couple|handful|year|month)\b|several\b|years\b|decades\b|months\b|both\b|neither\b|none\b)",
    re.IGNORECASE,
)
_THEIRS = re.compile(r"\b(?:they|them|their|theirs|both|either|neither|match(?:ing)?)\b", re.IGNORECASE)
_OF_THE_JOB = re.compile(
    r"\b(?:here|teams?|roles?|positions?|jobs?|posts?|seats?|functions?|compan(?:y|ies)|firms?|platforms?|products?"
    r"|business"
    r"|businesses|markets?|industry|industries|sectors?|fields?|customers?|clients?|users?|members?|patients?"
    r"|merchants?"
    r"|buyers?|sellers?|shoppers?|passengers?|riders?|drivers?|guests?|tenants?|readers?|players?|students?"
    r"|suppliers?"
    r"|investors?|regulators?|engineers?|engineering|scientists?|designers?|managers?|analysts?|developers?"
    r"|architects?"
    r"|researchers?|consultants?|nurses?|teachers?|traders?|specialists?|technicians?|operators?|hires?|hiring|talent"
    r"|candidates?|demand|supply|competition|competitors?|shortage|revenue|margins?|pricing|infrastructure|systems?"
    r"|models?"
    r"|data|security|compliance|pipelines?|services?|network|software|hardware|organi[sz]ation|programs?|programmes?"
    r"|projects?"
    r"|growth|roadmap|strategy|mission|operations?|production|deployment|launch|release|outages?|incidents?|failures?"
    r"|challenges?|complexit(?:y|ies)|design|architectures?|technolog(?:y|ies)|tech|protocols?|research|analytics"
    r"|automation"
    r"|payments?|regulations?|regulatory|risks?|scale|codebase|stack|workflows?|equity|shares|stock|private|public"
    r"|listed"
    r"|shifts?|wards?|theatres?|sites?|plants?|machines?|vessels?|ships?|aircraft|orders?|prices|tariffs?|freight"
    r"|contracts?"
    r"|permits?|costs?|energy|fuel|capacity|backlog|inventory|fleet|crews?|staff)\b",
    re.IGNORECASE,
)
_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|does|do|did|can|could|will|would|must|should|may|might|isn['’]t"
    r"|aren['’]t"
    r"|doesn['’]t|don['’]t|won['’]t|can['’]t|cannot|hasn['’]t|haven['’]t|wasn['’]t|weren['’]t|didn['’]t|needs?|means?"
    r"|makes?|becomes?|gets?|goes|comes?|keeps?|let|lets|sets?|puts?|costs?)\b|\w['’](?:s|re)\b",
    re.IGNORECASE,
)
_PRESENT = re.compile(
    r"\b(?:is|are|does|do|can|could|will|would|must|should|may|might|needs?|requires?|isn['’]t|aren['’]t|doesn['’]t"
    r"|don['’]t"
    r"|won['’]t|can['’]t|cannot|means?|makes?|depends?|demands?|drives?|determines?|remains?|becomes?)\b|\w['’](?:s"
    r"|re) (?:a|an|the|not)\b",
    re.IGNORECASE,
)
# What happened, where nobody says to whom, happened to the speaker.
_HAPPENED = re.compile(
    r"\b(?:was|were|had|did|went|took|made|cut|led|ran|built|grew|won|lost|kept|brought|came|became|gave|found|held"
    r"|left|met"
    r"|paid|sold|bought|taught|wrote|drove|fell|rose|spent|began|(?:has|have)(?: \w+)? \w+(?:ed|en|own|ught|ilt)"
    # "the listed operator" tells of now.
    r"|(?<!the )(?<!a )(?<!an )(?<!only )(?<!newly )(?<!its )(?!speed|need|feed|seed|exceed|proceed|succeed|hundred"
    r"|embed"
    r"|indeed)[a-z]{2,}ed(?=[,.;:—–]| (?:the|a|an|its|their|by|to|in|on|over|from|for|with|at|per|out|up|down|early"
    r"|ahead|late"
    r"|last|this|that|more|less|twice|\d|two|three|four|five|six|seven|eight|nine|ten|[A-Z])\b| ?$))"
)
# What begins with a participle or an adjective and has no subject behind it is said of the speaker: "Known for …".
_BEGINS_WITHOUT_SUBJECT = re.compile(
    r"\A\W*(?:(?:also|now|long|once|always|already|recently|well|very|most|equally|fully) )?(?:(?:[a-z]{3,}ed(?<!eed)"
    r"|known|came|led|ran|built|grew|won|held|met|sold|taught|wrote|spent|began|run|born|drawn|driven|given|chosen|kept"
    r"|left|brought|cut|made|done|gone|seen|shown|grown|been|having|being|went|took|got|saw|became|stood|fought|found"
    r"|gave|knew|learnt|earned|published|promoted|hired|trusted|raised|trained"
    r") (?:the|a|an|its|their|his|her|by|to|in|on|over|from|for|with|at|per|out|up|down|off|through|as|of|into|under"
    r"|across|two|three|four|five|six|seven|eight|nine|ten|several|many|every|all|\d\S*|[A-Z]\S*)\b"
    r"|(?:comfortable|fluent|able|used|good|strong|ready|happy|proud|keen|skilled|experienced|versed|certified"
    r"|qualified|licensed|familiar|confident|accustomed|new|open|free|available|eager|willing|capable|competent|adept"
    r"|at home|at ease|no stranger|quick|calm|careful|patient|native|proficient|literate) "
    r"(?:in|with|at|to|for|on|about|of|from|around|under|when)\b)",
    re.IGNORECASE,
)
# "Based in Leeds, the team …"
_SUBJECT_BEHIND = re.compile(r",\s+(?:the|this|that|these|each|every|all|it|what|[A-Z][\w.&'’-]*)\b")
_OF_US = re.compile(r"\b[Ww]e (?:both|all|can|could|should|know|agree)\b|\bus both\b")
_SHARE = re.compile(r"\d\s?%|percent|per cent")
_WORDS = re.compile(r"[^\W\d_][\w'’-]*")
_PLURAL = re.compile(r".{2,}[^su]s\Z|people\Z|who\Z|that\Z|which\Z|data\Z|men\Z|women\Z|staff\Z|crew\Z", re.IGNORECASE)


def naming_of(document: GuideDocument) -> Naming:
    """What a guide names as its own, and whom else."""
    levers = (*document.levers, *([document.strategy] if document.strategy else []))
    texts = [part.text for lever in levers for part in lever.parts] + [section.body for section in document.sections]
    headings = [
        document.company,
        document.role,
        document.title,
        *(section.heading for section in document.sections),
        *(lever.title or "" for lever in levers),
    ]
    others = [equal.company for mapping in document.level_mappings for equal in mapping.equivalents]
    others += [quoted.company for lever in levers for quoted in lever.quoted_offers if quoted.company]
    return Naming.of(
        document.company,
        about=document.tagline or "",
        headings=headings,
        others=others,
        texts=texts,
        places=[band.region or "" for band in document.bands],
    )


def with_voices(document: GuideDocument) -> GuideDocument:
    """The document with the voice of each sentence of its levers and strategy, where nobody has settled it."""
    naming = naming_of(document)
    strategy = document.strategy
    return replace(
        document,
        levers=tuple(_voiced(lever, naming) for lever in document.levers),
        strategy=_voiced(strategy, naming) if strategy else None,
    )


def _voiced(lever: Lever, naming: Naming) -> Lever:
    if lever.sentences:
        return lever
    sentences = read_sentences(lever.parts, naming)
    return replace(lever, sentences=sentences, asks=tuple(ask for ask in lever.asks if not _is_offered(ask, sentences)))


def _is_offered(ask: Ask, sentences: tuple[Sentence, ...]) -> bool:
    """Whether an amount stands only where it is said to be what somebody else offers."""
    voices = {
        sentence.voice == "offer" and not is_offer_claim(sentence.text) and not _asks_too(sentence.text)
        for sentence in sentences
        if ask.text and ask.text in sentence.text
    }
    return voices == {True}


def _asks_too(text: str) -> bool:
    return bool(_ASKS.search(text) or _CALLS_FOR.search(text))


def read_sentences(parts: Iterable[Part], naming: Naming) -> tuple[Sentence, ...]:
    """The spoken sentences of a lever, in order, each with its voice."""
    return tuple(sentence for part in parts if part.voice == "say" for sentence in _of_part(part.text, naming))


def _of_part(text: str, naming: Naming) -> Iterator[Sentence]:
    pieces = [piece.strip() for piece in split_sentences(text)]
    after_offer = False
    for piece, following in zip_longest(pieces, pieces[1:], fillvalue=""):
        if piece:
            voice = voice_of(piece, naming, following=following, after_offer=after_offer)
            after_offer = voice == "offer" or (after_offer and voice == "unsettled")
            yield Sentence(voice, piece)


def voice_of(sentence: str, naming: Naming, *, following: str = "", after_offer: bool = False) -> SentenceVoice:
    """The voice of one sentence; ``after_offer``: it follows a claim of an offer."""
    printed = " ".join(sentence.split())
    text = with_capitals(printed)
    money = [figure for figure in figures(text, most=40) if figure.unit == "money" and figure.minimum < _NO_PAY]
    if is_limit(text) or limits_the_last(following):
        return "limit"
    if is_offer_claim(text, naming.names):
        return "offer"
    asks = bool(_ASKS.search(text))
    is_personal = is_first_person(text)
    if asks and is_personal and not tells_present_raise(text):
        return "ask"
    if _comes_to(text, naming):
        return "ask"
    # In small letters, a name that the guide has nowhere else is none of its ordinary words.
    is_small = text != printed and bool(money) and not naming.names_company(text)
    if is_small or _is_offer(text, money, naming, after_offer=after_offer, asks=asks, is_personal=is_personal):
        return "offer"
    if after_offer and not asks and _THEIRS.search(text):
        return "unsettled"
    if _COURTESY.match(text) and not money:
        return "courtesy"
    if _is_ask(text, money, asks=asks, is_personal=is_personal):
        return "ask"
    if promises(text):
        return "courtesy"
    if is_personal:
        is_stated = not is_second_person(text) and not _is_of_us(text) and not naming.names_other(text)
        return "self" if is_stated or find_claims(text, Hearing(naming.names)) else "unsettled"
    if _ADVICE.search(text):
        return "advice"
    if _is_about_the_speaker(text, naming):
        return "self"
    return "fact" if _is_fact(text, money, naming) else "unsettled"


def _comes_to(text: str, naming: Naming) -> bool:
    """Whether it says to what more of the offer at hand comes, of nobody else's offer or pay."""
    if not says_whole(text):
        return False
    others = naming.names_other(text) or _MENTIONS_OTHERS.search(text) or _THEIRS.search(text)
    return not others and not tells_present_raise(text) and not tells_present_pay(text)


def _is_of_us(text: str) -> bool:
    """Whether "we" may be the two who speak: "We both know …"."""
    return bool(_OF_US.search(text))


def _is_offer(
    text: str, money: list[Figure], naming: Naming, *, after_offer: bool, asks: bool, is_personal: bool
) -> bool:
    """Whether it says, in whatever form, what somebody else offers or pays."""
    if money and naming.names_other(text):
        return True
    others = _MENTIONS_OTHERS.search(text)
    if others and money and not _OWN_OFFER.search(text):
        return True
    if after_offer and money and not asks and _THEIRS.search(text):
        return True
    if money and not asks and _is_bid(text, is_personal=is_personal) and not naming.names_company(text):
        return True
    if money and _TO_ME.search(text) and not _BY_ME.search(text) and not is_second_person(text):
        return not asks and not _CALLS_FOR.search(text)
    return bool(others and is_personal and not asks and not _OWN_OFFER.search(text) and not denies_offers(text))


def _is_bid(text: str, *, is_personal: bool) -> bool:
    """Whether somebody who needn't be named has put an amount before the speaker."""
    told = _FROM_SOMEBODY.search(text) or (not is_personal and _BID.search(text))
    return bool(told) and not is_second_person(text) and not _CALLS_FOR.search(text)


def _is_ask(text: str, money: list[Figure], *, asks: bool, is_personal: bool) -> bool:
    if is_personal and tells_present_raise(text):
        return False
    if asks:
        return True
    of_pay = bool(_PARTS_OF_PAY.search(text))
    has_amount = bool(money) or "%" in text or "percent" in text or "per cent" in text or bool(SLOT.search(text))
    if of_pay and _CALLS_FOR.search(text):
        return True
    if _OUGHT_TO_OFFER.search(text):
        return True
    if is_personal and (tells_present_pay(text) or tells_what_is_given_up(text)):
        return False
    return of_pay and has_amount


def _is_about_the_speaker(text: str, naming: Naming) -> bool:
    """Whether it tells, without "I", of what one person has done, has or gives up."""
    if _ONE_PERSON.search(text):
        return True
    begins = _BEGINS_WITHOUT_SUBJECT.match(text)
    if begins and not _SUBJECT_BEHIND.search(text, begins.end()):
        return True
    personal = _PERSONAL.search(text)
    if personal and (_COUNTED.match(text) or not _REQUIRED.search(text, 0, personal.start())):
        return True
    return bool(_COUNTED.match(text)) and not naming.names_company(text)


def _is_fact(text: str, money: list[Figure], naming: Naming) -> bool:
    if is_second_person(text) or has_blank(text) or "?" in text or naming.names_other(text):
        return False
    if any(figure.minimum < _COMPANY_SIZE or _PARTS_OF_PAY.search(text) for figure in money):
        return False
    if _SHARE.search(text) and _PARTS_OF_PAY.search(text):
        return False
    if _MENTIONS_OTHERS.search(_HARMLESS.sub("", text)):
        return False
    happened = _HAPPENED.search(text)
    if happened and not naming.names_company(text[: happened.start()]):
        present = _PRESENT.search(text)
        if present is None or (happened.start() < present.start() and happened[0].startswith(("has ", "have "))):
            return False
    return (bool(_OF_THE_JOB.search(text)) or naming.names_company(text)) and _is_whole(text)


def _is_whole(text: str) -> bool:
    """Whether a sentence has a subject and, behind it, a finite verb."""
    words = _WORDS.findall(text)
    if len(words) < 3:
        return False
    first = _WORDS.search(text)
    if first and _AUXILIARY.search(text, first.end()):
        return True
    known = ordinary_words()
    return any(
        _is_verb(word.lower(), known) and (word.lower().endswith(("s", "ed")) or _PLURAL.fullmatch(before))
        for before, word in pairwise(words)
        if word[0].islower()
    )


def _is_verb(word: str, known: frozenset[str]) -> bool:
    """Whether a word is a form of one that has a form in -ing, too."""
    stems = {word, word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("ed"), word.removesuffix("d")}
    stems |= {f"{word[:-3]}y"} if word.endswith("ies") else set()
    return any(
        form in known
        for stem in stems
        if len(stem) > 1
        for form in (f"{stem}ing", f"{stem[:-1]}ing", f"{stem}{stem[-1]}ing")
    )
