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


def sentences(text: str) -> list[str]:
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
    return [piece.strip(" \t\n•*–—-") for piece in found if re.search(r"\w", piece)]


def _straight(text: str) -> str:
    return text.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"').replace("\u00a0", " ")


# --- amounts ---------------------------------------------------------------------------------------------------------

_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
_UNITS += "seventeen eighteen nineteen".split()
_NUMBER_WORDS = {word: value for value, word in enumerate(_UNITS)}
_NUMBER_WORDS |= {
    word: 10 * value for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_MULTIPLES = {"hundred": 100, "thousand": 1_000, "grand": 1_000, "lakh": 100_000, "lakhs": 100_000, "lac": 100_000}
_MULTIPLES |= {"million": 1_000_000, "crore": 10_000_000, "crores": 10_000_000, "billion": 1_000_000_000}
_SUFFIXES = {"k": 1_000, "m": 1_000_000, "mn": 1_000_000, "mm": 1_000_000, "l": 100_000, "lpa": 100_000}
_SUFFIXES |= {"cr": 10_000_000, "bn": 1_000_000_000, "b": 1_000_000_000} | _MULTIPLES
_DIGITS = re.compile(
    r"(?<![\w.,])(?P<number>\d{1,3}(?:[,' ]\d{2,3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?:\s?(?P<suffix>k|mn|mm|m|bn|b|lpa|l|cr|thousand|grand|hundred|lakhs?|lac|million|crores?|billion)\b)?"
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


def amounts(text: str) -> list[Amount]:
    """Every number of a text, in figures ("$185K", "₹24,00,000", "24 LPA") or in words ("half a million").

    The lower end of "180–200K" has the upper one's thousands.
    """
    text = _straight(text)
    found = []
    for match in _DIGITS.finditer(text):
        value = float(re.sub(r"[,' ]", "", match["number"]))
        suffix = (match["suffix"] or "").lower()
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
    return sorted(found, key=lambda amount: amount.start)


def _money(text: str) -> list[Amount]:
    return [amount for amount in amounts(text) if amount.value >= 1_000 and not amount.percent and not _is_year(amount)]


def _is_year(amount: Amount) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", amount.text.strip()))


# --- our own forms ---------------------------------------------------------------------------------------------------

_PAY_WORDS = frozenset(
    """a an and or the of in on at for to from by with over up per plus as is be that this it than which its so both
    base salary pay compensation package terms total equity rsu rsus share shares stock option options units grant
    signing sign-on joining bonus target annual yearly year years year's month months monthly week weeks day days
    four three two one five first second initial vesting vests vested worth each every part parts half
    more extra additional addition additionally increase increased raise raised higher top instead rather between
    all-in all together making make makes comes come brings bring about around percent point points
    k m lakh lakhs crore million thousand ctc lpa offered offer offer's current currently
    level title grade scope start date starting refresher refreshers review remote home office working hours leave
    holiday pension relocation allowance notice payment paid pays guaranteed written writing verbal
    usd gbp eur inr sgd aud cad chf jpy us hk nz ca s c r usd euro euros dollars pounds rupees francs yen
    eight ten twelve fifteen twenty thirty forty fifty sixty seventy eighty ninety hundred""".split()
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
    until by decision decide deadline extension day days weeks""".split()
)
_ASKING = re.compile(
    r"^(?:so |then |that is why |for that )?(?:what )?(?:I'm|I am|I'd be|I would be|I was) "
    r"(?:also )?(?:looking for|asking for|asking|hoping for|asking about|looking to ask for|after)\b"
    r"|^(?:so |then )?(?:I'd|I would|I want to|I'd also|I would also) (?:also )?(?:like|ask for"
    r"|ask)\b(?: to ask for\b)?"
    r"|^my (?:ask|request|asks|requests) (?:is|are)\b|^(?:could|can|may|might|would) (?:we|I|you|it|that|the)\b"
    r"|^(?:on|for|of|in) (?:the )?[a-z-]+(?: [a-z-]+)?,? I'm (?:looking|asking) for\b",
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


def _name_words(*names: str) -> frozenset[str]:
    return frozenset(word.lower() for name in names for word in re.findall(r"[\w'&-]+", _straight(name)))


@lru_cache(maxsize=512)
def _pattern(own: str) -> re.Pattern[str]:
    blank = rf"(?:(?!{_FIRST.pattern}|{_SECOND.pattern})[^!?\n])*?"
    parts = [re.escape(" ".join(part.split())) for part in re.split(r"\{\w*\}", _straight(own))]
    return re.compile(blank.join(part.replace(r"\ ", r"\s+") for part in parts))


def is_own_form(sentence: str, candidate: Candidate) -> bool:
    """Whether a sentence is one that our own words may say: an ask, thanks, a courtesy, a recorded offer, or ticked."""
    plain = _straight(sentence).strip()
    bare = " ".join(plain.rstrip(".!?:,").split())
    for own in candidate.own_sentences:
        for piece in sentences(own):
            if _pattern(piece.rstrip(".!?:,").strip()).fullmatch(bare):
                return True
    names = _name_words(candidate.company, candidate.role, *candidate.own_names)
    if held := _HELD.match(plain):
        for offer in candidate.recorded:
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
    r"|stage"
    r"|group|category|annex|war|developer|technician|associate|band|division|nurse|officer|specialist|chapter)\s$",
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
_SPEAKER = [
    # No subject: "Led two launches", "Having run three plants", "With nine years in claims", "Nine years of streaming".
    rf"^(?:{'|'.join(_WORK_VERBS)})\b(?! by\b| from\b| on the back\b)",
    r"^(?:having|being|after having)\b",
    rf"^(?:with|after|over|for|across|in)? ?(?:the (?:past|last) )?{_NUMBER}(?:[ -](?:long|full|good|odd))*[ -]"
    r"(?:years?|months?|seasons?|winters?|decades?|tours?|quarters?|audits?|launches|deployments?|patents?|papers?"
    r"|projects?|plants?|sites?|teams?|markets?|shifts?|hospitals?|wards?|nights?|exits?|closings?|campaigns?)\b",
    r"^(?:an? )?(?:decade|quarter[- ]century|career|lifetime)(?:s)? (?:of|in|on|at|spent|with)\b",
    r"^(?:previously|formerly|currently|most recently|before (?:this|that)|until recently|once|in (?:a|the) (?:past"
    r"|last"
    r"|previous|prior) (?:job|role|life|post))\b",
    r"^(?:chartered|certified|fluent|trained|licen[sc]ed|registered|qualified|born|raised|educated|bilingual|cleared"
    r"|security-cleared|accredited|self-taught|ex-)\b",
    r"\b(?:by training|first-hand|hands-on)\b",
    r"\btrack record of\b(?!.*\b(?:the company|the firm|its)\b)",
    r"\b(?:ph\.?d|doctorate|thesis|dissertation|master's|mba|b\.?tech|bachelor's|degree)\b(?=.*\b(?:from|at|on|in hand"
    r"|finished|completed|written|earned|behind|under)\b)(?!.*\b(?:require|need|hold)s?\b)",
    r"\b(?:clearance|licen[cs]e|visa|work permit|right to work)\b.*\b(?:in hand|active|current|held|already|until)\b",
    # The speaker's situation: what stays behind, notice, the present employer.
    r"\bunvested\b|\bforfeit\w*|\bforgo(?:ne|ing)?\b|\bforego(?:ne|ing)?\b|\bwalking away from\b|\bleft on the table\b",
    r"\b(?:stays?|staying|left|leaving|leaves?|lies|be left) behind\b|\bup in smoke\b|\bclawed? ?back\b|\bclawback\b",
    r"\b(?:current|present|previous|former|last|existing) (?:employer|firm|company|job|role|salary|pay|base|package|ctc"
    r"|team|post|post|manager|contract|position|shop|bank|practice|hospital)\b",
    r"\bnotice (?:period )?(?:of|is|runs|to serve|buy-?out)\b|\b\w+(?: |-)(?:months?|weeks?)'? notice\b",
    r"\b(?:first|top|preferred|number one) (?:choice|pick|preference)\b|\bfront-?runner\b|\bdream (?:job|role"
    r"|company)\b",
    r"\b(?:relocating|uprooting|moving) (?:a |the )?(?:family|household|children|kids|partner|spouse|from)\b",
    r"\b(?:a |the )?(?:spouse|wife|husband|partner|mortgage|school fees|kids?|toddlers?|family)\b.*"
    r"\b(?:to|at home|here|moves?|moving|relocat\w+|needs?|cost)\b",
    r"\b(?:no|without any?|not one|never a) (?:other|competing|rival) offers?\b|\bno offers? on the\b",
    r"\b(?:references|portfolio|cv|résumé|resume|github|publications|patents)\b.*\b(?:show|speak|prove|attached|bear)",
    r"\bfew (?:people|engineers|\w+) (?:have|can|could)\b.*\b(?:this one|one of them)\b",
    r"\b(?:someone|somebody|a (?:person|candidate|hire|engineer|lawyer|nurse|pilot|designer|manager)) (?:with|who has)"
    r" (?:this|that|such|exactly|precisely)\b",
    r"\b(?:promoted|headhunted|poached|awarded|commended|decorated|shortlisted) (?:twice|thrice|early|last|for|by"
    r"|to)\b",
    r"\bday one\b.*\b(?:productive|contribution|impact|hit)\b|\b(?:productive|useful|contribut\w+|impact) (?:from"
    r"|on) day"
    r" one\b|\bhit the ground running\b",
    r"\bno ramp[- ]?up\b|\bshort(?:er)? ramp\b",
]
_SPEAKER_PATTERN = re.compile("|".join(_SPEAKER), re.IGNORECASE)


def speaks_of_the_speaker(text: str, candidate: Candidate) -> list[str]:
    """Sentences that tell of the speaker's past, studies, results or situation without "I"."""
    return [
        sentence
        for sentence in sentences(_straight(text))
        if _SPEAKER_PATTERN.search(sentence.lstrip("\"'(")) and not is_own_form(sentence, candidate)
    ]


def speaks_to_the_listener(text: str, candidate: Candidate) -> list[str]:
    """Sentences that tell the listener what they know, saw, need or do: any second person that isn't an own form."""
    return [
        sentence
        for sentence in sentences(_straight(text))
        if _SECOND.search(sentence) and not is_own_form(sentence, candidate)
    ]


# --- other employers -------------------------------------------------------------------------------------------------

# Names that can only be an employer's, of many trades and countries; the invented ones are what samples like to use.
EMPLOYERS = frozenset(
    re.split(
        r";\s+",
        """Google; Alphabet; DeepMind; Microsoft; Facebook; Netflix; OpenAI; Anthropic; Mistral AI; Cohere;
    Hugging Face;
    xAI; Nvidia; NVIDIA; AMD; Qualcomm; Broadcom; Micron; TSMC; Samsung; SK Hynix; ASML; Infineon;
    STMicroelectronics; NXP; IBM; Red Hat; VMware; Cisco; Salesforce; ServiceNow; Workday; SAP; Atlassian; GitLab;
    GitHub; HashiCorp; Datadog; Dynatrace; Splunk; Snowflake; Databricks; MongoDB; Confluent; Cloudflare; Fastly;
    Akamai; Twilio; Okta; CrowdStrike; Palo Alto Networks; Zscaler; Fortinet; SentinelOne; Wiz; Tenable; Rapid7;
    Airbnb; Booking.com; Expedia; Uber; Lyft; DoorDash; Instacart; Deliveroo; Zomato; Swiggy; Gojek; Spotify;
    TikTok; ByteDance; Tencent; Alibaba; Baidu; Huawei; Xiaomi; Pinterest; Reddit; LinkedIn; Shopify; Etsy; eBay;
    PayPal; Klarna; Adyen; Revolut; Monzo; Starling Bank; Coinbase; Kraken; Binance; Robinhood; Brex; Palantir;
    Anduril; SpaceX; Tesla; Rivian; Waymo; Zoox; Boeing; Airbus; Lockheed Martin; Northrop Grumman; Raytheon; RTX;
    BAE Systems; Rolls-Royce; Leonardo S.p.A.; Thales; Safran; General Electric; GE Aerospace; GE HealthCare;
    Siemens; Bosch; Philips; Schneider Electric; Honeywell; Caterpillar; Ford Motor; General Motors; Toyota; Honda;
    Volkswagen; BMW; Mercedes-Benz; Stellantis; Hyundai; Tata Motors; Mahindra; Goldman Sachs; Morgan Stanley;
    JPMorgan; JP Morgan; J.P. Morgan; Citigroup; Citadel; Jane Street; Two Sigma; Hudson River; Jump Trading;
    Optiver; IMC Trading; DRW; Susquehanna; Bridgewater; BlackRock; Blackstone; Barclays; HSBC; Lloyds; NatWest;
    UBS; Credit Suisse; Deutsche Bank; BNP Paribas; Santander; ING Bank; Nomura; HDFC; ICICI; Kotak; Axis Bank;
    Razorpay; PhonePe; Paytm; Flipkart; Infosys; Wipro; TCS; Tata Consultancy; HCLTech; Tech Mahindra; Cognizant;
    Accenture; Capgemini; Deloitte; PwC; KPMG; Ernst & Young; McKinsey; Bain & Company; BCG; Kirkland & Ellis;
    Latham & Watkins; Linklaters; Clifford Chance; Slaughter and May; Pfizer; Novartis; Roche; AstraZeneca;
    GlaxoSmithKline; GSK; Moderna; Sanofi; Bayer; Merck; Novo Nordisk; Eli Lilly; Genentech; Illumina; Medtronic;
    Johnson & Johnson; Kaiser Permanente; Mayo Clinic; Cleveland Clinic; UnitedHealth; Optum; Bupa; Walmart;
    Costco; Tesco; Sainsbury's; Aldi; Lidl; Carrefour; IKEA; Unilever; Procter & Gamble; Nestlé; Danone; Coca-Cola;
    PepsiCo; Diageo; Heineken; Nike; Adidas; LVMH; L'Oréal; ExxonMobil; Chevron; TotalEnergies; Equinor; Ørsted;
    Vestas; Iberdrola; Rio Tinto; BHP; Glencore; Vale S.A.; Maersk; DHL; FedEx; UPS; Lufthansa; Emirates; Ryanair;
    easyJet; Qantas; Vodafone; Verizon; AT&T; T-Mobile; Comcast; Disney; Warner Bros; Sony; Nintendo;
    Electronic Arts; Ubisoft; Epic Games; Arup; Skanska; Bechtel; Fluor; Jacobs Engineering; AECOM; Balfour Beatty;
    Hooli; Initech; Globex; Pied Piper; Vandelay; Umbrella Corp; Wayne Enterprises; Stark Industries; Cyberdyne;
    Massive Dynamic; Wonka; Dunder Mifflin; Soylent Corp; Tyrell Corp; FAANG; MAANG; FAANGs; Figma; Canva; Dropbox;
    Zoom Video; Asana; Miro; Airtable; Rippling; Deel; Plaid; Affirm; Marqeta; Adobe; Autodesk; Dassault; Intel;
    Oracle""",
    )
)
# Employers whose name is a word too: only where it stands as a name, in the midst of a sentence or as one that does.
WORDLIKE = frozenset(
    """Meta Apple Amazon Stripe Block Square Target Shell Gap Visa Box Slack Snap Unity Elastic Notion Linear Ramp Chime
    Toast Wise Indeed Orange Sky Next Boots Bolt Grab Discord Scale Match Bumble Hinge Waters Citi Chase Bain Ford GE GM
    BP Sage Arm Uber Wayfair Chewy Carvana Opendoor Compass Zillow Roku Twitch Segment Amplitude Zoom Twitter""".split()
)
_NAME = r"[A-ZÀ-Þ][\w&.+'-]*(?<![.'])(?:\s(?:&|of|de|and Sons?|[A-ZÀ-Þ][\w&.+'-]*(?<![.'])))*"
_PAYING = (
    r"(?:offer(?:s|ed|ing)?|pays?|paid|paying|put|made|extended|matched|quoted|wants?|hires?|hired|counter(?:s|ed)?"
    r"|competes?|poach(?:es|ed)|bids?|recruits?|came back|comes back|come back|came in|sits|starts|opens|tops out"
    r"|gives?"
    r"|gave|promised|sent|set|raised|upped|beat|beats|stands|courts?|made me|just)"
)
_POSITIONS = [
    rf"\b(?:[Oo]ffers?|[Oo]ffered|[Pp]ackages?|[Rr]oles?|[Jj]obs?|[Pp]ositions?|[Rr]ecruiters?|[Ll]etters?"
    rf"|[Pp]rocess(?:es)?"
    rf"|[Ii]nterview\w*|[Rr]ounds?|[Tt]alks|[Ii]nterest|[Nn]umbers?|[Tt]erms|[Oo]nsite|[Mm]andate|[Pp]roposal"
    rf"|[Cc]ontract"
    rf"|[Tt]erm sheet) (?:from|at|with|by|of) (?P<n>{_NAME})",
    rf"(?P<n>{_NAME})(?:,? [a-z]+,)? (?:has |have |had |is |are |was |were |will |would |also |already |now "
    rf"|just )*{_PAYING}\b",
    rf"(?P<n>{_NAME}) (?:is|are|was|were|sits|stands|came|comes|at|for)(?: in)?(?: at)?(?: around| about| near"
    rf"| roughly)?"
    r" (?:[A-Z]{0,3}[$£€¥₹]|[A-Z]{3} )\d",
    rf"(?P<n>{_NAME})(?::|,| –| —| -|=) ?(?:[A-Z]{{0,3}}[$£€¥₹]|[A-Z]{{3}} )\d",
    rf"(?P<n>{_NAME})'s? (?:written |verbal |latest |standing |current |first )?(?:offer|package|pay|band|team|base"
    rf"|grant"
    r"|recruiters?|number|bid|proposal|letter|counter|equity|figure|salary|terms|plant|lab|model|people|board)\b",
    rf"\b(?:[Jj]oin|[Ll]eave|[Ll]eaving|[Ll]eft|[Jj]oined|[Jj]oining|[Hh]olding|[Vv]ersus|vs\.?|[Uu]nlike|[Aa]gainst"
    rf"|than|[Bb]eat"
    rf"|[Mm]atch(?:es|ing)?|chose|over|choose|[Ll]ike|worked for|work for|works for|employed by|hired by|poached from"
    rf"|headhunted by|courted by|approached by|rivals?|competitors?|peers?(?: such as| like)?|such as) (?P<n>{_NAME})",
    rf"\b(?:[Aa]t|[Ff]rom|[Ww]ith|[Bb]oth) (?P<n>{_NAME})(?!\s(?:level|scale|grade|band|speed|time|hours))",
    rf"(?P<n>{_NAME}) (?:built|runs|ran|lost|learned|learnt|knows|tried|abandoned|bought|shut|closed|spent|does|did"
    rf"|grew|owes)\b",
]
_POSITION_PATTERNS = [re.compile(pattern) for pattern in _POSITIONS]
_NO_NAMES = frozenset(
    """i a an and at the this that these those it its they their them both what when where who how why if in on of for
    from with by as to but or so yet not no yes each every all some most many few more less one two three four five six
    seven eight nine ten half monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december spring summer autumn winter fall q1 q2 q3 q4 h1 h2 fy series
    europe asia africa america americas north south east west us usa uk eu u.s u.k emea apac latam gulf india china
    japan germany france spain italy ireland poland israel singapore australia canada mexico brazil switzerland zurich
    london paris berlin munich madrid dublin warsaw amsterdam tokyo osaka seoul sydney melbourne toronto vancouver
    bangalore bengaluru mumbai delhi hyderabad pune chennai gurgaon noida york new san francisco seattle austin boston
    chicago dallas denver atlanta houston los angeles angeles washington california texas bay area manchester edinburgh
    leeds bristol cambridge oxford glasgow aberdeen rotterdam hamburg cologne vienna lisbon zug geneva basel dubai
    wall street nyse nasdaq ftse rsu rsus psu psus espp ipo ceo cfo cto coo hr vp svp ic ai ml llm ml/ai api sql
    english french german spanish hindi level grade band tier staff senior principal lead junior engineer engineers
    manager managers analyst analysts scientist scientists designer designers developer developers nurse nurses lawyers
    associates base equity total bonus signing stock pay salary companies employers recruiters people customers buyers
    clients patients hospitals banks insurers regulators airlines teams competitors rivals firms data security product
    margins profit revenue demand candidates churn work models model everything nobody everyone here there today
    hiring growth research safety quality software hardware energy power retention attrition turnover nothing without
    please thank thanks dear hello best kind regards would could can may will let your you my me our we us he she his
    pension holidays ctc lpa gdpr fda mhra faa easa fca sec ema osha nhs eu-wide european american british indian
    german french asian african chinese japanese global federal government ministry parliament congress""".split()
)


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
        or word.removesuffix("'s") in _NO_NAMES
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
            begins = not re.search(r"\w", sentence[: match.start()])
            if not begins or _GOES_ON_AS_NAME.match(sentence[match.end() :]):
                names.append(match.group())
        for pattern in _POSITION_PATTERNS:
            names += [_without_first_words(match["n"]) for match in pattern.finditer(sentence)]
        found += [name for name in names if name and not _is_own_name(name, candidate)]
    return list(dict.fromkeys(found))


def _without_first_words(name: str) -> str:
    """A name without the words before it that only begin a sentence: "When Globex" is Globex."""
    words = name.removesuffix("'s").split()
    while words and words[0].lower().strip("'") in _NO_NAMES:
        words.pop(0)
    return " ".join(words)


_OTHER_OFFERS = re.compile(
    r"\b(?:competing|other|rival|outside|parallel|alternative|second|third|another|better|higher|external|several"
    r"|multiple"
    r"|two|three|four|five|open|live|standing|firm|written|verbal|counter|pending|existing|comparable|similar) ?-?"
    r"(?:\w+ )?(?:job )?(?:offers?|bids?|proposals?|term sheets?|offer letters?)\b"
    r"|\boffers? (?:from|at|by|elsewhere|in hand|on the table|already|that|I|we|of employment|north of|above|near|close"
    r"|around|between|run|runs|start|starts|sit|sits|range|reflect)\b"
    r"|\b(?:counter-?offers?|bidding|in talks|final[- ]round|last round|late[- ]stage|shortlist\w*|onsites?)\b"
    r"|\b(?:alternatives?|other options?|other process(?:es)?|other conversations?|plan b) (?:is|are|at|near|sit"
    r"|sits|pays?"
    r"|start|starts|look|include|on)\b"
    r"|\b(?:elsewhere|across town|down the road|next door|over the road|another (?:firm|company|team|employer|bank"
    r"|studio"
    r"|hospital|practice|shop|start-?up|agency|fund|lab|university|airline|utility|trust|carrier|insurer|house|desk))\b"
    r"|\b(?:two|three|four|several|a couple of|a few|some|a pair of|other|rival|both) (?:other |rival |more |big "
    r"|large )?"
    r"(?:firms|companies|employers|banks|studios|hospitals|practices|agencies|funds|labs|universities|airlines|teams"
    r"|start-?ups|insurers|utilities|carriers|houses|recruiters|suitors|bidders|shops|contractors|operators"
    r"|consultancies)\b"
    r"|\b(?:has|have|had|been|be|being|was|were) (?:made |given )?(?:an |a |the )?(?:offer|offered|approached"
    r"|headhunted|courted)\b"
    r"|\b(?:suitors?|bidders?|headhunters?)\b|\boffer letter (?:from|in|on|of)\b|\bon the table\b|\bin (?:my"
    r"|the) drawer\b"
    r"|\b(?:a |the )?(?:competitor|rival|suitor|bidder)s? (?:is|are|has|have|will|would|just|came|comes|pays?"
    r"|offer\w*|put|wants?)\b"
    r"|\b(?:hyperscalers?|big tech|big four|magic circle|bulge bracket|quant (?:firms|funds)|ai labs)\b(?=.*(?:\d"
    r"|pay|offer))",
    re.IGNORECASE,
)


def claims_an_offer(text: str, candidate: Candidate) -> list[str]:
    """Sentences that speak of an offer, a suitor or pay elsewhere, but for the own form over a recorded one."""
    return [
        sentence
        for sentence in sentences(_straight(text))
        if _OTHER_OFFERS.search(sentence) and not is_own_form(sentence, candidate)
    ]


# --- sentences that lean on something that isn't there --------------------------------------------------------------

_LEANS_ON_OFFERS = re.compile(
    r"\b(?:match|matches|matching|meet|beat|beating|top|equal|close|outbid|compete with|against|between|weigh\w*"
    r"|compared (?:to|with)"
    r"|in line with|on a par with|level with|over|turn down|decline|choose|instead of|versus|bridge|narrow)"
    r" (?:those|these|them|that|it|either|both|the two|the other|the others|theirs|what they|the gap|the difference"
    r"|that gap|this gap|the shortfall)\b"
    r"|\b(?:theirs|the former|the latter|those (?:offers?|numbers?|figures?|terms|packages?)|these offers|that offer"
    r"|such offers?|their (?:offers?|numbers?|packages?|teams?|figures?|base|equity|bids?|terms|recruiters?))\b"
    r"|\b(?:I'd|I would) still\b|\bstill rather\b|\bthe gap\b|\bin that light\b|\bon that basis\b|\bto match\b",
    re.IGNORECASE,
)
_LEANS_BACK = re.compile(
    r"^(?:both\b|neither\b|either\b|their\b|they\b|them\b|those\b|these\b|that(?:'s| is| would| means| makes| said"
    r"| alone)\b"
    r"|this (?:is|means|makes|would|alone|also)\b|such\b|hence\b|therefore\b|but\b|and\b|which\b|even so\b|still\b"
    r"|however\b|likewise\b|as such\b|the other\b|the second\b|that\b(?= \w+(?:\s|,))|otherwise\b|instead\b|in return\b"
    r"|for that reason\b|on top of that\b|despite that\b|to match\b|with (?:those|these|that|both|them)\b"
    r"|between them\b)",
    re.IGNORECASE,
)


_LEANS_IN_AN_ASK = re.compile(r"\b(?:those|these|them|theirs|match)\b|\bboth\b(?!.* and\b)", re.IGNORECASE)


def leans_on_what_isnt_said(text: str, candidate: Candidate) -> list[str]:
    """Sentences that point at offers nobody named ("to match those"), or that begin by pointing back at nothing."""
    found = []
    named = False
    for line in text.split("\n"):
        before = ""
        for sentence in sentences(_straight(line)):
            named = named or any(offer.employer.lower() in sentence.lower() for offer in candidate.recorded)
            own = is_own_form(sentence, candidate)
            begins_bare = not before or is_own_form(before, candidate)
            if own:
                leans = not named and _LEANS_IN_AN_ASK.search(sentence)
            else:
                leans = (not named and _LEANS_ON_OFFERS.search(sentence)) or (
                    begins_bare and _LEANS_BACK.match(sentence)
                )
            if leans:
                found.append(sentence)
            before = sentence
    return found


# --- blanks, currencies, figures -------------------------------------------------------------------------------------

_BLANK = re.compile(
    r"\[[^\]\n]*\]?|\{[^}\n]*\}?|<[a-z][\w /-]*>|…|\.\.\.+|__+|[$£€¥₹][A-Z]\b|[$£€¥₹](?=\s*(?:[.,;)]|$|[a-z]{2}))"
    r"|\b[XYZNW]\s?%|\b(?:X{2,}|TBD|TBC)\b|\b[XYZN](?:K|M)\b|\b[A-Z]-?\d?(?= years\b)|\bat X\b|\w+ / \w+ / \w+"
    r"|\b(?:insert|your name|company name|fill in)\b|\(\s*\)|_\(",
    re.MULTILINE,
)


def has_blank(text: str, candidate: Candidate) -> list[str]:
    """Brackets, dots, underscores, letters that stand for a figure, and lists of names to choose from."""
    return [match.group() for match in _BLANK.finditer(_straight(text))]


_SIGNS = {
    "USD": r"US\$|USD|U\.S\. dollars?|US dollars?|American dollars?|(?<![A-Z])\$|(?<!\w)[Dd]ollars?|[Bb]ucks",
    "GBP": r"£|GBP|UK£|[Ss]terling|[Qq]uid|\d(?:\.\d+)?[kKmM]? pounds?|[a-z]+(?:thousand|million|hundred) pounds?"
    "|[Pp]ence",
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
_CURRENCY_PATTERNS = {
    code: re.compile("|".join(rf"(?<![A-Za-z]){sign}(?![a-z])" for sign in re.split(r"\|(?![^(]*\))", signs)))
    for code, signs in _SIGNS.items()
}


def wrong_currency(text: str, candidate: Candidate) -> list[str]:
    """Signs, codes and words of a currency that the candidate isn't paid in; a bare "$" is the United States'."""
    text = _straight(text)
    allowed = {candidate.currency, *candidate.other_currencies}
    spans = [match.span() for code in allowed if code in _SIGNS for match in _CURRENCY_PATTERNS[code].finditer(text)]
    found = []
    for code, pattern in _CURRENCY_PATTERNS.items():
        if code not in allowed:
            found += [
                (match.start(), match.group())
                for match in pattern.finditer(text)
                if not any(start < match.end() and match.start() < end for start, end in spans)
            ]
    return list(dict.fromkeys(piece for _, piece in sorted(found)))


def says_a_limit_amount(text: str, candidate: Candidate) -> list[str]:
    """Amounts of the text that are one of the candidate's or the guide's limits, and no amount of the plan."""
    said = {amount for part in candidate.plan.values() for amount in part} | _facts(candidate)
    return [
        amount.text for amount in amounts(text) if not amount.percent and round(amount.value) in candidate.limits - said
    ]


_LIMIT_WORDS = re.compile(
    r"\b(?:below|under|beneath|short of|less than|lower than|south of|shy of)\b[^.!?]*\b(?:no|not|can't|cannot|couldn't"
    r"|won't|wouldn't|never|pass|walk|decline|leave|withdraw|out|stay|isn't|say no|hard|doesn't)\b"
    r"|\b(?:can't|cannot|couldn't|won't|wouldn't|never|not|don't|doesn't|nothing|unable to|no point|refuse to)\b[^.!?]*"
    r"\b(?:below|under|beneath|less than|lower than|south of|short of|drop|dip)\b"
    r"|\b(?:floor|walk[- ]?away|bottom line|red line|rock[- ]bottom|breaking point|break-even|minimum|lowest|least)\b"
    r"(?=[^.!?]*(?:\d|thousand|lakh|million|figure|number|mine|I))"
    r"|\b(?:accept|take|settle|say yes|content|live with|agree|stop)\b(?: it| anything| at| for| with|,)[^.!?]*"
    r"(?:\d|thousand|lakh|million)"
    r"|\b(?:anything|nothing|everything|whatever) (?:under|below|less|short|lower|beneath|north|above|over)\b"
    r"|\b(?:have|need|want|be forced|obliged|prefer) to (?:pass|walk|decline|withdraw|stay put|say no|turn (?:it"
    r"|this) down)\b"
    r"|\b(?:deal-?breaker|non-?starter|off the table|no deal|not worth (?:the move|moving|it))\b"
    r"|\bwalk (?:away|out|from)\b|\bI'd walk\b|\bas low as\b|\bdown to\b[^.!?]*\d|\bno lower than\b|\bgo no lower\b"
    r"|\bat least [A-Z]{0,3}[$£€¥₹]|\b(?:the|my|a) (?:very )?(?:least|minimum)\b",
    re.IGNORECASE,
)


def speaks_of_a_limit(text: str, candidate: Candidate) -> list[str]:
    """Sentences that tell where the candidate would give in or leave, whatever the amount."""
    return [
        sentence
        for sentence in sentences(_straight(text))
        if _LIMIT_WORDS.search(sentence) and not _ticked(sentence, candidate)
    ]


def _ticked(sentence: str, candidate: Candidate) -> bool:
    bare = " ".join(sentence.rstrip(".!?:,").split())
    return any(
        _pattern(piece.rstrip(".!?:,").strip()).fullmatch(bare)
        for own in candidate.own_sentences
        for piece in sentences(own)
    )


_PART_WORDS = {
    "signing": r"sign(?:ing|-on)(?: bonus)?|joining bonus|golden hello|welcome bonus",
    "base": r"base(?: salary| pay)?|basic(?: salary| pay)?|salary|fixed pay",
    "equity": r"RSUs?|equity|stock(?: grant| options)?|shares?|options|grant|units",
    "bonus": r"(?:target |annual |yearly |performance )?bonus",
    "total": r"total|all[- ]in|package|a year in all|CTC|TC",
}
_PART_PATTERN = re.compile("|".join(rf"(?P<{part}>\b(?:{words})\b)" for part, words in _PART_WORDS.items()))
_CLAUSES = re.compile(r"[;:.!?\n]|,(?!\d)|\band\b|\bplus\b|\bwith\b|\binstead of\b|\brather than\b|\bfrom\b")


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
            figures = [amount for amount in _money(clause) if round(amount.value) not in _facts(candidate)]
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


_THANKS = re.compile(r"\b(?:thank(?:s| you|ful)?|grateful|gratitude|appreciat\w+)\b", re.IGNORECASE)


def thanks_twice(text: str, candidate: Candidate) -> list[str]:
    """Every sentence of thanks but the first."""
    return [sentence for sentence in sentences(_straight(text)) if _THANKS.search(sentence)][1:]


_STEPS = {"JPY": 10_000, "KRW": 10_000, "INR": 10_000}
_SIGN_BEFORE = re.compile(r"(?:[$£€¥₹₩₪]|\b[A-Z]{3})\s?$")


def too_precise(text: str, candidate: Candidate) -> list[str]:
    """Amounts that nobody would say: cents, and money off the currency's step (500, ten thousand of ₹, ¥, ₩)."""
    text = _straight(text)
    step = _STEPS.get(candidate.currency, 500)
    found = []
    for amount in amounts(text):
        money = bool(_SIGN_BEFORE.search(text[: amount.start]))
        cents = bool(re.fullmatch(r"[\d,' ]+\.\d\d?", amount.text.strip())) and (money or amount.value >= 1_000)
        fine_percent = amount.percent and bool(re.search(r"\.\d\d", amount.text))
        off = money and amount.value >= step and amount.value % step and round(amount.value) not in _facts(candidate)
        if cents or fine_percent or (off and not amount.percent):
            found.append(amount.text.strip())
    return found


_ARTICLE_BEFORE_NUMBER = re.compile(
    r"\b(?P<article>[Aa]n?) (?P<sign>[A-Z]{1,2}\$|[$£€¥₹₩₪])?\s?(?P<number>\d+)(?P<rest>(?:,\d+)*)(?![\w]*[:/]\d)"
)
_ARTICLE_BEFORE_WORD = re.compile(
    r"\b[Aa] (?:RSU|ESPP|MBA|ISO|HR|LTI|NDA|IPO|AI|ML|SLA|offer|equity|increase|extra|additional|annual|adjustment"
    r"|option"
    r"|allowance|answer|employer|hour|honest|upfront|initial|incremental|ask|amount|average|early|eight\w*|eleven"
    r"|eighty\w*)\b"
    r"|\b[Aa]n (?:base|bonus|signing|salary|target|total|package|raise|written|verbal|yearly|grant|stock|share"
    r"|higher|new"
    r"|one|uni[a-z]+|year|hundred|thousand|lakh|ten|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|ninety)\b"
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

_ORDERS = (
    "say ask open push anchor counter hold wait pause mention cite lead frame reference request negotiate accept aim"
    " target start begin close keep let avoid don't never quote point remind present leverage highlight emphasise"
    " emphasize stress name use prepare research insist decline refuse get make take bring tie know remember consider"
    " expect offer propose walk stop stay find check write send read practise practice trade give treat show tell"
    " reveal admit bundle settle raise resist return follow repeat phrase turn link put silence"
).split()
_FORM_IMPERATIVES = re.compile(r"^(?:please|let me know|let us know)\b", re.IGNORECASE)
_ADVICE = re.compile(
    rf"^(?:(?:first|then|next|finally|only|always|after that|if \w+[^,]*|when \w+[^,]*|once [^,]*|before [^,]*"
    rf"|to close)"
    rf",? )?(?:{'|'.join(_ORDERS)})\b(?!(?: \w+)? (?:is|are|was|were|has|have|rates?|times?|works?|demand|teams?"
    rf"|makers?|sources?)\b)"
    r"|\b(?:say this|say that only|then stop|stop talking|stop there|and wait|stay silent|hold firm|don't blink"
    r"|don't say"
    r"|don't mention|don't reveal|never reveal|do not reveal|save (?:this|it) for|keep (?:this|it) (?:back|for"
    r"|in reserve)"
    r"|in reserve|bring (?:this|it) up|works best|use this|this (?:line|script|lever|argument|point) (?:works|lands"
    r"|only|is"
    r" for|carries)|(?:the )?(?:recruiter|hiring manager|hr|hiring committee|comp(?:ensation)? team|partner) (?:will"
    r"|may"
    r"|might|can|has|won't|is|usually|often|tends|asks|says)|they(?:'ll| will| may| might| usually| often|'re likely)\b"
    r"|candidates? (?:should|who|often|can|tend|may)|the candidate|negotiat(?:e|ing|ion|or)\w*|leverage|anchor(?:ing)?"
    r"|talking point|counter at|counter with|accept[- ]at|script|if asked|when asked|if pressed|if they|once they"
    r"|until they"
    r"|unless they|as soon as they|before they|let them|make them|ask them|tell them|give them|show them"
    r"|remind them)\b",
    re.IGNORECASE,
)


def advises_the_reader(text: str, candidate: Candidate) -> list[str]:
    """Sentences that tell the reader what to do, or talk about the other side instead of to it."""
    return [
        sentence
        for sentence in sentences(_straight(text))
        if _ADVICE.search(sentence.lstrip("\"'("))
        and not _FORM_IMPERATIVES.match(sentence)
        and not is_own_form(sentence, candidate)
    ]


_PROMISE = re.compile(
    r"\b(?:sign|signing|signed|signature)\b(?! ?-?on\b)(?! bonus)(?! (?:payment|amount|money|award))"
    r"|\b(?:accept|accepting|commit|committing|say yes|join|resign|hand in (?:my )?notice|start"
    r"|withdraw)\b[^.!?]*\b(?:today|tonight"
    r"|tomorrow|immediately|right away|straight away|on the spot|there and then|at once|this (?:afternoon|week"
    r"|evening|morning"
    r"|minute|month)|by (?:monday|tuesday|wednesday|thursday|friday|the weekend|noon|the end)|within (?:an |the "
    r"|\d+ )?(?:hours?|days?"
    r"|week)|without (?:hesitation|another|further|delay)|on monday|next week|same day|gladly|with pleasure)\b"
    r"|\b(?:it's a (?:yes|deal)|we have a deal|done deal|deal done|count (?:me|us) in|you(?:'d| would)? have (?:me"
    r"|my|a)|I'm in\b|I'm yours"
    r"|shake (?:hands|on it)|my word|consider it done|call off|cancel(?:ling)? (?:my|the) (?:other|remaining)"
    r"|withdraw (?:from|my)"
    r"|end (?:my|every|all) (?:other )?(?:search|talks|interviews|process\w*)|stop interviewing|ready to (?:sign"
    r"|accept|commit|join|go)"
    r"|prepared to (?:sign|accept|commit)|happy to (?:sign|accept|commit)|glad to (?:sign|accept)|can commit"
    r"|would commit|will commit"
    r"|I(?:'d| would|'ll| will| can| could)(?: \w+)? (?:accept|commit|say yes|be on board|resign)|won't hesitate"
    r"|wouldn't hesitate"
    r"|no further questions|close (?:this|it) (?:today|now|out)|wrap this up|ink (?:it|this)|put pen to paper)\b",
    re.IGNORECASE,
)


def promises_to_sign(text: str, candidate: Candidate) -> list[str]:
    """Promises to sign or accept: all of them, or all but the first where the candidate has ticked one."""
    found = [sentence for sentence in sentences(_straight(text)) if _PROMISE.search(sentence)]
    return found[1:] if candidate.may_promise else found


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


def offences(text: str, candidate: Candidate) -> dict[str, list[str]]:
    """What each detector that finds something finds."""
    return {detector.__name__: pieces for detector in DETECTORS if (pieces := detector(text, candidate))}
