"""Amounts that a guide tells the candidate to ask for, aim at, accept or hold as floor."""

from __future__ import annotations

import re
from dataclasses import replace

from guides.parsing.claims import is_offer_claim, split_sentences
from guides.parsing.companies import company_and_rest
from guides.parsing.document import Ask, AskComponent, AskRole, QuotedOffer
from guides.parsing.figures import Figure, figures
from guides.parsing.mentions import RegionNames, nearest

_COMPONENT = (
    r"(?P<signing>\bsigning(?:[- ]bonus)?\b|\bsign[- ]?on(?:\s+bonus)?\b)"
    r"|(?P<total>total(?:\s+comp(?:ensation)?)?\b|TC\b|all-in\b|TDC\b|OTE\b)"
    r"|(?P<equity>equity\b|RSUs?\b|stock\b|options?\b|shares\b|grant\b|PPUs?\b|phantom\b|carry\b)"
    r"|(?P<bonus>bonus\b)"
    r"|(?P<base>base\b|salary\b)"
)
_NAMES = ("signing", "total", "equity", "bonus", "base")
_AFTER = re.compile(
    r"(?:\s*(?:/\s?\w+|per\s+year|annual(?:ly)?|a\s+year|yearly|\+))?"
    r"\s*(?:in\s+|of\s+|worth\s+of\s+|target\s+|minimum\s+|annual\s+|total\s+(?=equity|RSU))*"
    rf"\(?(?:{_COMPONENT})",
    re.IGNORECASE,
)
_BEFORE = re.compile(rf"(?:{_COMPONENT})[^.;,$€£₹\d]{{0,24}}$", re.IGNORECASE)
_ANY = re.compile(_COMPONENT, re.IGNORECASE)
_PERIOD_AFTER = re.compile(
    r"[^.;,$€£₹]{0,24}?(?:/|over\s+|per\s+)(?P<years>\d)\s?-?\s?(?:yrs?|years?)\b", re.IGNORECASE
)
_YEAR_AFTER = re.compile(r"[^.;,$€£₹]{0,18}?(?:/\s?(?:yr|year)|per\s+year|a\s+year|annual(?:ly)?)\b", re.IGNORECASE)

_FLOOR = re.compile(
    r"\bfloor\b|\bwalk(?:ing)?[- ]away\b|\bwalk (?:below|if|under)\b"
    r"|\bdo(?:n['’]t| not) (?:go|accept|settle)(?: for)?(?: anything)? (?:below|under|less)\b"
    r"|\bminimum acceptable\b|\bbottom line\b|\bnever (?:accept|go) (?:below|under|less)\b|\breservation point\b",
    re.IGNORECASE,
)
_ACCEPT = re.compile(r"\baccept(?:[- ]at)?\b(?!ance)|\bsettle (?:at|for)\b", re.IGNORECASE)
_TARGET = re.compile(r"\btarget(?:ing)?\b|\bpush (?:for|base|toward|to)\b|\baim (?:for|at)\b", re.IGNORECASE)
_ASK = re.compile(
    r"\b(?:looking for|to join|to make the move|i need|i['’]d need|i['’]d like|i would like|i want|"
    r"i['’]m asking|i am asking|requesting|request|seeking|asking for|ask for|open (?:at|with)|counter|"
    r"anchor (?:at|on)|needs? to be|needs? to reflect|justif(?:y|ies)|worth|should (?:be|reflect|sit)|reflects?|"
    r"deserves?|commands?|minimum|propos(?:e|ing)|expect(?:ing)?|negotiate|secure|let['’]s|could we|can we|"
    r"i sign|i['’]ll sign|would get me|gets me|brings me|in the range of)\b",
    re.IGNORECASE,
)


def ask_role(sentence: str) -> AskRole:
    """What the figures of a sentence are to the candidate."""
    if _ACCEPT.search(sentence) and (
        not _FLOOR.search(sentence) or re.search(r"accept[- ]at", sentence, re.IGNORECASE)
    ):
        return "accept"
    if _FLOOR.search(sentence):
        return "floor"
    if _TARGET.search(sentence):
        return "target"
    return "ask"


def is_limit(sentence: str) -> bool:
    """Whether a sentence tells how low the candidate would go: never to be said aloud."""
    return ask_role(sentence) in {"accept", "floor"}


def find_asks(text: str, *, currency: str | None, spoken: bool, regions: RegionNames) -> tuple[Ask, ...]:
    """The amounts of a text that are to be asked for or held, in order.

    ``currency``: what "$" and the like mean here. ``regions``: the
    guide's, to tell which one an amount is for. Figures of claimed
    offers are none; in advice, only figures with a component beside them are.
    """
    found: list[Ask] = []
    for piece in split_sentences(text):
        sentence = piece.strip()
        if is_offer_claim(sentence):
            continue
        role = ask_role(sentence)
        asked = role != "ask" or bool(_ASK.search(sentence))
        components = {_named(match) for match in _ANY.finditer(sentence)}
        places = regions.mentions(sentence)
        for figure in figures(sentence):
            if figure.unit == "number" or figure.is_inverted or figure.mixes_currencies:
                continue
            component, beside = _component(sentence, figure, components)
            if figure.unit == "percent" and (component != "bonus" or not beside):
                continue
            if not component:
                if role not in {"floor", "accept"}:
                    continue
                component = "other"
            if not asked and not (beside and spoken):
                continue
            ask = _ask(sentence, figure, role, component, currency)
            found.append(replace(ask, region=nearest(places, figure.start, figure.end)))
    return tuple(dict.fromkeys(found))


def _component(sentence: str, figure: Figure, components: set[AskComponent]) -> tuple[AskComponent | None, bool]:
    """What a figure is an amount of, and whether that stands right beside it."""
    after = _AFTER.match(sentence, figure.end)
    if after:
        return _named(after), True
    before = _BEFORE.search(sentence[max(0, figure.start - 60) : figure.start])
    if before:
        return _named(before), True
    return (next(iter(components)), False) if len(components) == 1 else (None, False)


def _named(match: re.Match[str]) -> AskComponent:
    return next(name for name in _NAMES if match[name])


def _ask(sentence: str, figure: Figure, role: AskRole, component: AskComponent, currency: str | None) -> Ask:
    after = _AFTER.match(sentence, figure.end)
    end = after.end() if after else figure.end
    period = "year"
    if component == "signing":
        period = "once"
    elif component == "equity":
        grant = _PERIOD_AFTER.match(sentence, figure.end) or figure.period == "grant"
        yearly = _YEAR_AFTER.match(sentence, figure.end) or figure.period == "year"
        period = "grant" if grant else "year" if yearly else "unknown"
    return Ask(
        role=role,
        component=component,
        min=figure.minimum,
        max=None if figure.is_open and figure.maximum == figure.minimum else figure.maximum,
        unit="percent" if figure.unit == "percent" else "money",
        currency=None if figure.unit == "percent" else figure.currency(currency) or currency,
        period=period,
        text=sentence[figure.start : end].strip(),
    )


_INTRODUCES = re.compile(
    r"\s+(?:offers?\s+|(?:has |have |is |are )?offer(?:ed|ing|s) me\s*)?"
    r"(?:(?:coming in |come in )?at|of|for|with|worth)?\s*\(?$"
)
_NAME = re.compile(r"(?:[A-Z][\w.&'’/-]*\s+)*[A-Z][\w.&'’/-]*$")


def find_quoted_offers(text: str, *, currency: str | None) -> tuple[QuotedOffer, ...]:
    """The sample offers in sentences that claim offers: company, base, equity.

    Amounts belong to the company named before them, up to the next one.
    """
    quoted: list[QuotedOffer] = []
    for piece in split_sentences(text):
        if not is_offer_claim(piece.strip()):
            continue
        end = 0
        for figure in figures(piece):
            if figure.unit != "money":
                continue
            between = _INTRODUCES.sub("", piece[end : figure.start])
            end = figure.end
            component, beside = _component(piece, figure, set())
            name = _NAME.search(between)
            if name and not _ANY.fullmatch(name[0]):
                company, role = company_and_rest(name[0])
                term = component if beside and component in {"equity", "total"} else "base"
                code = figure.currency(currency) or currency
                quoted.append(replace(QuotedOffer(company, role or None, currency=code), **{term: figure.minimum}))
            elif quoted and beside and component in {"equity", "total"} and getattr(quoted[-1], component) is None:
                quoted[-1] = replace(quoted[-1], **{component: figure.minimum})
    return tuple(quoted)
