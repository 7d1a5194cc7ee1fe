"""Pay after tax, which no guide's band can be compared with: the words for it in the languages of guides. Pure."""

from __future__ import annotations

import re

# English, German, Dutch, French, Spanish, Portuguese, Italian, Polish, Czech, Swedish, Danish, Norwegian, Finnish,
# Hungarian, Turkish, and Hindi in Latin letters.
_NET = (
    # "NET" alone is a company on the stock exchange; "net revenue", "net-new" and "net of fees" are nobody's pay.
    r"(?:(?-i:[Nn]et)|(?-i:NET)(?= (?:SALARY|PAY|BASE|INCOME|WAGE|COMP)))(?:s|te|tes)?"
    r"(?![-\s]?(?:new|revenues?|retention|dollar|promoter|zero|worth|assets?|debt|pnl|p&l|profits?|returns?|interest"
    r"|present|flows?|margins?|sales|adds?|of (?:fees|costs|expenses|contributions)|positive|neutral|effect|result)\b)"
    r"|netto\w*|netti(?:na|palkka\w*)?|net[oa]s?|nettó|nettol[öøo]n\w*|l[ií]quid[oa]s?|limp[oi]s?|limpios?"
    r"|čist(?:á|ý|é|ého|ej)|na rękę|käteen|ele geçen"
    r"|take[- ]?home|post[- ]tax|(?:after|net of) (?:income[- ])?tax(?:es)?|after-tax"
    r"|nach (?:abzug der )?steuern?|na belasting(?:en)?|après (?:les )?imp[ôo]ts?|despu[ée]s de impuestos"
    r"|(?:após|depois de|depois dos) (?:os )?impostos|dopo le (?:tasse|imposte)|al netto|po (?:opodatkowaniu|zdanění)"
    r"|e(?:f|t)ter skatt?|verojen jälkeen|adózás után|vergi(?:den|ler)? sonra(?:sı)?"
)
# Each way to say it has one of these: what spares most words the long search.
_STEMS = (
    *("net", "tax", "take", "quid", "limp", "čist", "na rękę", "käteen", "ele geçen", "steuer", "belasting", "imp"),
    *("tasse", "opodatkowaniu", "zdanění", "skat", "verojen", "adózás", "vergi", "hand", "haat"),
    *("手取", "税引", "税后", "到手", "稅後", "실수령", "세후"),
)
_IN_HAND = r"in[- ]hand|haath? mein"
_GROSS = (
    r"gross|brutto\w*|brut(?:e|es|s|[oa]s?)?|bruttó|lord[oiae]|hrub(?:á|ý|é|ého)|before[- ](?:income[- ])?tax(?:es)?"
    r"|pre[- ]?tax|ctc|vor steuern|före skatt|før skatt|avant (?:les )?imp[ôo]ts?|antes de impuestos|antes dos impostos"
)
_OPEN, _CLOSE = r"(?<![\w.-])(?:", r")(?![\w]|\.\w)"
_OF_AMOUNT = re.compile(
    rf"{_OPEN}{_NET}|{_IN_HAND}{_CLOSE}|手取り?|税引き?後|税后|到手|稅後|실수령|세후", re.IGNORECASE
)
_IS_GROSS = re.compile(rf"{_OPEN}{_GROSS}{_CLOSE}|額面|税込|税前|稅前|세전", re.IGNORECASE)
# In prose the words stand right at their amount: "€3,200 net", "a take-home of €3,200".
_WORD = r"[^\W\d_][\w'’/]*"
_BEHIND = re.compile(
    rf"\s*(?:/\s?\w+\s*)?(?:[(,]\s*)?(?:{_WORD} ){{0,4}}?(?:(?:in|as) )?{_OPEN}{_NET}{_CLOSE}|\s*(?:手取|税后|세후)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"{_OPEN}{_NET}{_CLOSE}(?: {_WORD}){{0,4}}?(?: of| is| at| to| me|:)?\s*[~≈]?\s*[$€£¥₹]?\s*$"
    r"|(?:手取り?|税后|세후)\s*$",
    re.IGNORECASE,
)
_REACH = 60
_CLAUSE_END = re.compile(r"[;!?]|\.\s|,\s|\s[–—-]\s| (?:and|but|which|so|or|with|plus|against|versus|vs) ")


def says_net(words: str) -> bool:
    """Whether words beside an amount, a cell's or a header's, say that it is what is left after tax."""
    return _may_say_net(words) and bool(_OF_AMOUNT.search(words))


def _may_say_net(words: str) -> bool:
    """Whether words have one of the stems that each way to say it has: most have none."""
    lower = words.lower()
    return any(stem in lower for stem in _STEMS)


def says_gross(words: str) -> bool:
    """Whether words say that an amount is before tax."""
    return bool(_IS_GROSS.search(words))


def is_net_at(text: str, start: int, end: int) -> bool:
    """Whether the amount at ``text[start:end]`` of a sentence is said to be after tax, in its own clause."""
    if not _may_say_net(text[max(0, start - _REACH) : end + _REACH]):
        return False
    behind = text[end : end + _REACH]
    if stop := _CLAUSE_END.search(behind):
        behind = behind[: stop.start()]
    before = _CLAUSE_END.split(text[max(0, start - _REACH) : start])[-1]
    if says_gross(behind) or says_gross(before):
        return False
    return bool(_BEHIND.match(behind) or _BEFORE.search(before))
