"""Which amounts come on top of what is offered: "a $40K incremental grant", "raise base by 8 %".

The grammar has four ways to say it, whatever the nouns: an adjective that
counts on ("additional", "more", "retention"); a noun of growth that the amount
measures, before or behind it ("an increase of …", "a … premium"); a verb of
growth with "by"; and a phrase that says on top of what ("in addition to my
grant"). What an addition is added to stands in that phrase, or beside it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from guides.document.document import AskComponent
from guides.parsing.speech.cues import COMPONENT_WORDS, NAMED, STOPS, named_component
from guides.parsing.text.figures import Figure

# How many characters before an amount may make it an addition.
_NEARBY = 120
_PART = f"(?:{'|'.join(COMPONENT_WORDS.values())})"
_THE = (
    r"(?:(?:the|my|your|our|an?|this|that|offered|initial|current|standard|existing|new|target|annual|yearly)\s+){0,3}"
)
_ABOUT = r"(?:(?:about|around|roughly|approximately|at least|up to|some|an?|the|another|~)\s*){0,3}"
_ADJECTIVE = r"(?:additional|extra|incremental|supplement(?:al|ary)|added|top[- ]?up)"
# "premium equity" is of a kind, a "security premium" is added.
_NOUN = (
    r"(?:increases?|raises?|rises?|uplifts?|lifts?|bumps?|boosts?|hikes?|supplements?|top[- ]?ups?|increments?"
    r"|step[- ]?ups?|add[- ]?ons?|adjustments?|differentials?"
    r"|premiums?(?!\s+(?:[\w-]{1,30}\s+)?(?:sign|bonus|equity|RSU|grant|stock|options|comp)))"
)
# One of these is in each of them: what spares most amounts the long search.
_OF_NOUNS = (
    "increas rais rise lift bump boost hike supplement top increment step add adjust differential premium".split()
)
_OF_ADJECTIVES = ("additional", "extra", "incremental", "supplement", "added", "top", "further", "another", "retention")
_STEMS = (
    r"rais|ris|lift|increas|mov|bump|adjust|uplift|improv|boost|enhanc|hik|grow|nudg|push|(?:(?:go|com|step|top)e? )?up"
)
# In its base form a verb can ask.
_GROW = rf"(?:(?P<grow>(?:{_STEMS})e?)|(?:{_STEMS})(?:es|ed|ing|s)|grown|risen)"
_IMPERATIVE = re.compile(
    r"(?:^|[.,;:—–\"“(]\s*|\b(?:to|please|and|then|should|must|can|could|would|you|we|let['’]s)\s+"
    r"|(?:^|[.,;:—–]\s*)(?:could|can|would|should)\s+(?:[\w’'-]{1,30}\s+){0,4})$",
    re.IGNORECASE,
)
_OF = r"\s+(?:of|worth|valued at|totall?ing|amounting to|in the range of)\s+"
# Directly before the amount.
_ADJECTIVE_BEFORE = re.compile(rf"\b(?:{_ADJECTIVE}|further|another)\s+{_ABOUT}$", re.IGNORECASE)
_SIGNED = re.compile(r"(?:(?:^|[(:,;])\s?|\b(?:for|of|by|an?|at|want|need)\s)\+\s?$", re.IGNORECASE)
_NOUN_BEFORE = re.compile(
    rf"\b(?:{_PART}\s+)?(?P<noun>{_NOUN})(?:\s+(?:in|on|to|of|for|over)\s+{_THE}(?:[\w-]{{1,30}}\s+){{0,2}}?{_PART})?"
    rf"{_OF}{_ABOUT}$",
    re.IGNORECASE,
)
_PHRASE_BEFORE = re.compile(
    rf"\b(?:{_ADJECTIVE}|further|another|(?P<retention>retention))\s+(?:[\w-]{{1,30}}\s+){{0,3}}?(?:[\w-]{{1,30}}-)?{_PART}\b"
    rf"(?:{_OF}|\s+(?:at\s+|in the\s+)?\(?){_ABOUT}$",
    re.IGNORECASE,
)
_BY = re.compile(rf"\b{_GROW}\b(?P<object>[^,;:.!?$€£₹\d]{{0,60}}?)\s+(?:by|up)\s+{_ABOUT}$", re.IGNORECASE)
_ADD = re.compile(rf"\b(?:add(?:ing)?|put(?:ting)?)\s+{_ABOUT}$", re.IGNORECASE)
_ADDED_TO = re.compile(
    rf"\s+(?:to|on|onto|in|on top of)\s+{_THE}(?:(?!{STOPS})[\w-]{{1,30}}\s+){{0,2}}?(?={_PART}\b)", re.IGNORECASE
)
# Behind the amount.
_APART = (
    r"(?:through|via|after|before|during|including|without|within|into|until|since|upon|not|would|will|can|could|should"
    r"|has|have|had|so|when|while|where|because|tied|starting|vesting|applied)\b(?!-)"
)
_PERIODS = (
    r"(?:\s*(?:/\s?(?:yr|year|annum|\d\s?-?(?:yrs?|years?))"
    r"|per\s+(?:year|annum)|annual(?:ly)?|an?\s+year|yearly|\+)){0,4}"
)
_WORDS = rf"(?:(?!{STOPS}|{_APART})[^\W\d][\w/&.’'-]{{0,30}}\s+){{0,4}}?"
_MORE = (
    rf"(?:more|higher|larger|bigger|greater|better)(?=\s*(?:[,.;:!?)—–]|-\s|$|than\b|(?:in|of|on|at|to|for)\s+{_THE}(?:[\w-]{{1,30}}\s+){{0,2}}?{_PART}"
    rf"|(?:[\w-]{{1,30}}\s+){{0,2}}?{_PART}|an?\s+year|per\s|/|would\b|will\b|and\b))"
)
_BEHIND = re.compile(
    rf"{_PERIODS}\s*(?:(?:in|of|worth of)\s+)?(?P<between>{_WORDS})"
    rf"(?:(?P<noun>{_NOUN})|{_ADJECTIVE}|{_MORE}|(?P<retention>retention)(?=\s+(?:[\w-]{{1,30}}\s+)?{_PART}))\b",
    re.IGNORECASE,
)
_TO = re.compile(
    rf"{_PERIODS}\s+(?:(?:in|on|to|of|for|over|at|onto)\s+)?{_THE}(?:(?!{STOPS})[\w-]{{1,30}}\s+){{0,3}}?(?={_PART}\b)",
    re.IGNORECASE,
)
_ON_TOP = re.compile(
    rf"{_PERIODS}(?:\s+(?!and\b|or\b|but\b)[^\W\d][\w/-]{{0,30}}){{0,6}}?\s+"
    rf"(?:(?P<on>on top|in addition to|over and above)(?:\s+of)?|beyond|above|over)"
    rf"(?P<what>(?:\s+[^\W\d][\w'’-]{{0,30}}){{0,5}})",
    re.IGNORECASE,
)
_OFFER = re.compile(r"\b(?:offer(?:ed)?|package|comp(?:ensation)?|standard|pay)\b", re.IGNORECASE)
_OFFERED = re.compile(
    r"\s+(?:the|your|my|their|this)\s+(?:(?:initial|first|current|opening|written|standard)\s+)?"
    r"(?:[\w-]{1,20}\s+)?offer(?:ed)?\b|.*\byou(?:['’]ve| have)?\s+offered\b",
    re.IGNORECASE,
)
# "On top of the bonus I'd like …"
_LEADING = re.compile(
    rf"\W*(?:on top of|in addition to|besides|beyond|over and above)\s+{_THE}(?:[\w-]{{1,30}}\s+){{0,3}}?{_PART}\b",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
# "$185K base, $15K more than you offered", ", which is $40K more"
_APPOSITION = re.compile(
    rf"[^,.;:—–()$€£₹\d]{{0,30}}(?:,|\s[—–]|\s\()\s*"
    rf"(?:(?:which|that)(?:['’]s|\s+is|\s+would be)|or|i\.e\.,?|so|just)?\s*{_ABOUT}$",
    re.IGNORECASE,
)
# "A sign-on of $20K would bridge the gap": what is lacking, not what it comes to.
# A review's raise and a refresher come later, and a band's or the market's isn't the offer's.
_LATER = re.compile(r"\b(?:reviews?|refresh(?:es|ers?)?|promotion|escalat\w+)\b[^,;.$€£₹]{0,60}$", re.IGNORECASE)
_LATER_BEHIND = re.compile(
    r"[^,.;:—–()$€£₹\d]{0,40}?\b(?:refresh(?:es|ers?)?|(?:at|on|upon) promotion)\b", re.IGNORECASE
)
_ELSEWHERE = re.compile(
    rf"(?:\s+(?!{_APART})[^\W\d][\w/-]{{0,30}}){{0,4}}?\s+(?:on|to|over|above|beyond|than|at)\s+(?:the\s+)?"
    r"(?:[\w-]{1,20}\s+){0,3}?(?:bands?|market|midpoint|rates?|range|benchmarks?|promotion|peers)\b",
    re.IGNORECASE,
)
_BRIDGES = re.compile(
    r"[^.;:$€£₹\d]{0,60}?\b(?:bridg|clos|cover|mak)(?:e|es|ing)(?: up)?\s+(?:the|that|this)\s+"
    r"(?:(?:remaining|pay|comp|compensation|offer|base|total)\s+)?(?:gap|difference|delta|shortfall)\b"
    r"(?!\s+(?:from|between|until|in|of|left|created)\b)",
    re.IGNORECASE,
)
# "… which would take my equity to", "bringing the grant to", "for a total of": what an addition leads to.
_LEADS_TO = re.compile(
    r"(?:(?:\b(?:which|that|this|it)\b(?:['’]d)?|\b(?:would|will|could)\b|\bso\b[^,.;$€£₹\d]{0,30})"
    r"(?:\s+(?:would|will|could|can|should))?\s+(?:then\s+|also\s+)?"
    r"(?:tak|bring|put|mov|get|lift|rais|push|mak|com)(?:e|es|s)?"
    r"|\b(?:tak|bring|putt|mov|gett|lift|rais|push|mak|reach|position)ing|\bto\s+(?:take|bring|get|lift|raise|push|reach))\b"
    rf"(?:[^.;$€£₹\d]{{0,60}}?\s(?:to|at|reach|a))?\s+{_ABOUT}$"
    rf"|\bfor an?\s+(?:new\s+)?(?:total|grant|equity|base)(?:\s+[\w-]{{1,20}}){{0,2}}\s+(?:of|at)\s+{_ABOUT}$|[=→]\s*$",
    re.IGNORECASE,
)
# "a $25,000 base increase to $210,000", "a 10 % base premium (€58K)"
_UP_TO = re.compile(rf"[^,.;:—–()$€£₹\d]{{0,50}}(?:\b{_NOUN}\s+(?:up )?to\s+|\(\s*)(?:to\s+)?{_ABOUT}$", re.IGNORECASE)
# "A 10% uplift on base gets us to $187K.", "10% on top of base would make it $187K.": the whole is what is asked for.
_COMES_TO = re.compile(
    r"(?:(?!\b(?:which|that|this|so)\b)[^,.;:—–()$€£₹\d]){0,60}?\b(?:(?:would|will|could|should)\s+)?"
    rf"(?:(?:get|bring|take|put|move|make|lift|raise|push|land)s?\s+(?:us|me|it|things|(?P<part>(?:the|my|your)\s+{_PART}))"
    r"|(?:we|I)(?:['’]d)?\s+(?:land|end up|arrive)"
    r"|(?:land|come|work|amount|lead)s?(?:\s+out)?(?=\s+(?:at|to)\b))"
    rf"(?:\s+(?:up\s+)?(?:to|at))?\s+{_ABOUT}$",
    re.IGNORECASE,
)
_SHARED = re.compile(rf"[^.;:—–()$€£₹\d]{{0,40}}\s+and\s+{_ABOUT}$", re.IGNORECASE)
# "… by $10K and the RSUs by"
_AND_BY = re.compile(
    rf"[^.;:—–()$€£₹\d]{{0,30}}?(?:,|\band)\s+{_THE}(?P<part>(?:[\w-]{{1,30}}\s+){{0,2}}?{_PART})\s+by\s+{_ABOUT}$",
    re.IGNORECASE,
)
_OWN_TO = re.compile(rf"\s+(?:to|on|in)\s+{_THE}(?:(?!{STOPS})[\w-]{{1,30}}\s+){{0,2}}?(?={_PART}\b)", re.IGNORECASE)


class Addition(NamedTuple):
    """An amount that comes on top.

    The words that say so stand from ``start``, at the amount at the latest, to ``end``. ``asks``: whether they are an
    imperative ("raise base by …"); ``None`` where they have no verb. ``is_apart``: it comes later, or on top of a
    band, not on top of what is offered.
    """

    start: int
    end: int
    component: AskComponent | None
    asks: bool | None = None
    is_apart: bool = False


def addition(text: str, figure: Figure, own: AskComponent | None) -> Addition | None:
    """How an amount is an addition, and to what; ``None`` where it is a whole.

    ``own`` is what the words beside the amount say that it is of.
    """
    before = text[max(0, figure.start - _NEARBY) : figure.start]
    found = _before(text, before, figure, own) or _behind(text, figure, own)
    if found and (_LATER.search(before) or _LATER_BEHIND.match(text, figure.end) or _ELSEWHERE.match(text, figure.end)):
        return found._replace(is_apart=True)
    return found


def _before(text: str, before: str, figure: Figure, own: AskComponent | None) -> Addition | None:
    """The words before an amount that make it an addition: "raise the base by", "an increase of", "an additional"."""
    offset = figure.start - len(before)
    lower = before.lower()
    if by := _BY.search(before) if "by" in lower or "up" in lower else None:
        is_asked = bool(by["grow"]) and bool(_IMPERATIVE.search(before[: by.start()]))
        # "I've increased conversion by 20 %": what has grown is named and no part of the pay.
        named = _last(by["object"]) if by["object"].strip() else _last(before[: by.start()])
        return Addition(offset + by.start(), figure.start, named, is_asked) if named else None
    if noun := _NOUN_BEFORE.search(before) if any(stem in lower for stem in _OF_NOUNS) else None:
        if own in {"base", "total"} and noun["noun"].lower().startswith("premium"):
            # "A premium of $205K base" is told by what it comes to.
            return None
        named = _first(text, _OWN_TO, figure.end) or _last(noun[0][: noun.end("noun") - noun.start()], but="other")
        named = named or _last(noun[0], but="other") or (None if figure.unit == "percent" and own == "bonus" else own)
        return Addition(offset + noun.start(), figure.start, named or _of_noun(noun["noun"]))
    counts_on = any(stem in lower for stem in _OF_ADJECTIVES)
    if phrase := _PHRASE_BEFORE.search(before) if counts_on else None:
        named = _last(phrase[0])
        named = own if own and named in {"total", None} else named
        found = Addition(offset + phrase.start(), figure.start, named)
        return _retained(found) if phrase["retention"] else found
    adds = "add" in lower or "put" in lower
    if adds and (add := _ADD.search(before)) and (named := _first(text, _ADDED_TO, figure.end)):
        return Addition(offset + add.start(), figure.start, named, bool(_IMPERATIVE.search(before[: add.start()])))
    adjective = _ADJECTIVE_BEFORE.search(before) if counts_on else None
    if adjective := adjective or (_SIGNED.search(before) if "+" in before else None):
        behind = _BEHIND.match(text, figure.end)
        named = _of_behind(text, behind) if behind else None
        named = named or own or _first(text, _TO, figure.end)
        return Addition(offset + adjective.start(), behind.end() if behind else figure.start, named)
    return None


def _behind(text: str, figure: Figure, own: AskComponent | None) -> Addition | None:
    """The words behind an amount that make it an addition: "incremental grant", "more base", "on top of the bonus"."""
    if behind := _BEHIND.match(text, figure.end):
        named = _of_behind(text, behind) or own or _of_noun(behind["noun"])
        found = Addition(figure.start, behind.end(), named)
        return _retained(found) if behind["retention"] else found
    if on_top := _ON_TOP.match(text, figure.end):
        return _on_top(on_top, figure, own)
    if own == "signing" and _BRIDGES.match(text, figure.end):
        return Addition(figure.start, figure.end, own)
    if own is None and (leading := _LEADING.match(text)) and not _DIGIT.search(text, leading.end(), figure.start):
        return Addition(figure.start, figure.end, "other")
    return None


def _retained(found: Addition) -> Addition | None:
    """A retention grant comes on top of the grant; a retention bonus is paid beside the target bonus."""
    if found.component == "bonus":
        return found._replace(component="other")
    return found if found.component == "equity" else None


def shared(text: str, one: Figure, other: Figure) -> AskComponent | None:
    """To what an amount is added since the one before it is: "an increase of $15K to base and $20K to RSUs"."""
    between = text[one.end : other.start]
    if len(between) > _NEARBY:
        return None
    if by := _AND_BY.fullmatch(between):
        return _last(by["part"])
    return _first(text, _OWN_TO, other.end) if _SHARED.fullmatch(between) else None


def leads_to(text: str, start: int, figure: Figure) -> bool:
    """Whether an amount only says what the addition that ends at ``start`` leads to."""
    return figure.start - start <= _NEARBY and bool(_LEADS_TO.search(text[start : figure.start]))


def is_brought_to(text: str, one: Figure, other: Figure) -> AskComponent | None:
    """The part that an amount brings to another: "a £30K grant, which brings my equity to £95K"."""
    between = text[one.end : other.start]
    if len(between) > _NEARBY or other.minimum <= one.minimum:
        return None
    found = _LEADS_TO.search(between)
    return _last(found[0], but="other") if found else None


def tells_again(text: str, one: Figure, other: Figure) -> bool:
    """Whether an addition only says by how much the whole before it is more: "$185K base, $15K more than offered"."""
    return other.maximum < one.minimum and bool(_APPOSITION.fullmatch(text, one.end, other.start))


def is_told_by(text: str, one: Figure, other: Figure) -> bool:
    """Whether an addition is told by the whole behind it, too: "a $25,000 base increase to $210,000"."""
    if other.unit != "money" or (one.unit == "money" and other.minimum <= one.maximum):
        return False
    return other.start - one.end <= _NEARBY and bool(_UP_TO.fullmatch(text[one.end : other.start]))


def comes_to(text: str, one: Figure, other: Figure) -> bool:
    """Whether an addition is said to come to the whole behind it: "a 10% uplift on base gets us to $187K"."""
    if other.unit != "money" or (one.unit == "money" and other.minimum <= one.maximum):
        return False
    found = _COMES_TO.fullmatch(text[one.end : other.start]) if other.start - one.end <= _NEARBY else None
    # "A $30K grant would bring my equity to $130K" asks for the grant.
    return found is not None and (one.unit == "percent" or not found["part"])


def _on_top(found: re.Match[str], figure: Figure, own: AskComponent | None) -> Addition | None:
    """What is paid on top of another part is no addition to its own: "$80K of RSUs on top of base"."""
    if not found["on"] and not _OFFERED.match(found["what"]):
        return None
    other = _last(found["what"])
    if own is None and figure.unit == "percent" and other == "base":
        return Addition(figure.start, found.end(), "base")
    if own in {None, "other"}:
        return Addition(figure.start, found.end(), other if _OFFERED.match(found["what"]) and other else "other")
    if own in {"base", "total"}:
        # A salary in addition to the standard package is one in all.
        is_own = other == own or bool(_OFFERED.match(found["what"]))
    else:
        is_own = other == own or not found["what"] or (other is None and bool(_OFFER.search(found["what"])))
    return Addition(figure.start, found.end(), own) if is_own else None


def _of_behind(text: str, found: re.Match[str]) -> AskComponent | None:
    """The part within the words behind an amount, else the one that they go on with: "premium on base"."""
    return _last(found["between"], but="other") or _first(text, _TO, found.end())


def _first(text: str, link: re.Pattern[str], at: int) -> AskComponent | None:
    """The part that stands behind a link at a position."""
    linked = link.match(text, at)
    named = NAMED.match(text, linked.end()) if linked else None
    return named_component(named) if named else None


def _last(text: str, *, but: AskComponent | None = None) -> AskComponent | None:
    named = [component for match in NAMED.finditer(text) if (component := named_component(match)) != but]
    return named[-1] if named else None


def _of_noun(noun: str | None) -> AskComponent | None:
    """A raise is one of base; what a premium or a supplement is added to is named, or it is paid beside the rest."""
    if noun is None:
        return None
    if noun.lower().startswith("raise"):
        return "base"
    return "other" if noun.lower().startswith(("premium", "supplement")) else None
