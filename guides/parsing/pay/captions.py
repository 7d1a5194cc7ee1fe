"""What a header, or a row's first cell, says about the cells that it stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from pay.currencies import SYMBOLS, any_code

from guides.document.document import AskRole, EquityKind
from guides.parsing.text.blocks import plain
from guides.parsing.text.currencies import noted_currencies
from guides.parsing.text.measures import Measure, measure_of
from guides.parsing.text.memo import remembered
from guides.parsing.text.periods import period_of
from guides.parsing.text.places import place_of

# An "aside" is an amount that is no part of its own: "Base + Bonus", "Midpoint".
Component = Literal["base", "equity", "bonus", "signing", "total", "unspecified", "aside"]
# What the cells below a header are, where they are no amounts.
Axis = Literal["region", "level", "component", "company", "currency", "time"]
Bound = Literal["min", "max"]


_IN_PARENTHESES = re.compile(r"\([^()]*\)")
# What joins place and level in one name; no place's name has more words.
_IN_NAME = re.compile(r"\s[–—-]\s|[(),:|/·]")
_MOST_WORDS = 8
# Longer headers are read each time, so that what is remembered stays small.
_SHORT = 80
_EQUIVALENT = re.compile(r"\w equivalents?$", re.IGNORECASE)
# ":de:", ":flag-us:"
SHORTCODE = re.compile(r"(?<!\w):[a-z][a-z0-9_+-]{1,40}:(?!\w)")
# What the canonical Markdown puts before pay of another kind.
OTHER = "Other: "
# And before a percentile: "Percentile: base P25".
PERCENTILE_MARK = "Percentile: "


def _words(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), re.IGNORECASE)


_BEFORE_TOTAL = ("stock", "equity", "RSU", "RSUs", "grant", "bonus", "base", "year", "yr")
_CASH, _STOCK, _PLUS = r"(?:base|salary|bonus)", r"(?:equity|stock|RSUs?)", r"\s*(?:\+|&|and|plus)\s*(?:\w+ )?"
# In the order in which they are tried: "Sign-On Bonus" is no bonus, "Total Stock" is stock.
_COMPONENTS: tuple[tuple[Component, re.Pattern[str]], ...] = (
    ("signing", _words(r"\bsign(?:ing)?[- ]?on\b", r"\bsigning\b", r"\bjoining bonus\b")),
    # In India the fixed part of the cost to the company is what others call base.
    ("base", _words(r"\bfixed (?:CTC|comp\w*|pay|salary|component)\b")),
    ("aside", _words(r"\b(?:total|all-in) (?:\w+ )?cash\b(?! bonus)|\bcash (?:comp\w*|total)\b")),
    (
        "total",
        _words(
            "".join(f"(?<!{word} )" for word in _BEFORE_TOTAL)
            + r"\btotal\b(?! (?:stock|equity|RSU|grant|bonus|cash bonus|base))",
            r"\b(?:TC|TDC|OTE|CTC)\b",
            r"\ball-in\b|\bpackage\b",
        ),
    ),
    ("aside", _words(rf"\b{_CASH}{_PLUS}(?:{_CASH}|{_STOCK})\b|\b{_STOCK}{_PLUS}{_CASH}\b")),
    (
        "equity",
        _words(
            r"\bstocks?\b|\bequity\b|\boptions?\b|\bshares?\b|\bgrant\b|\bphantom\b|\btokens?\b",
            r"\b(?:RSU|PSU|ISO|NSO|PPU|SAR)s?\b|\bLTIP?\b|\bESOPs?\b|\bESPP\b",
            r"\bprofit[- ](?:sharing|share)\b|\bcarry\b|\bcarried interest\b|\blong[- ]term incentives?\b",
        ),
    ),
    ("bonus", _words(r"\bbonus(?:es)?\b|\bincentives?\b|\bvariable\b|\bcommission\b", r"\bSTIP?\b|\bAIP\b")),
    (
        "base",
        _words(
            r"\bbase\b|\bsalar(?:y|ies)\b",
            r"gehalt\b|\b(?:salaire|salario|salário|sueldo|stipendio|salaris|wynagrodzenie)\b",
            r"\bfixed(?: pay| comp\w*)?\b",
        ),
    ),
    ("unspecified", _words(r"\bcomponent not stated\b")),
)
_AXES: tuple[tuple[Axis, re.Pattern[str]], ...] = (
    ("component", _words(r"(?:pay |comp(?:ensation)? )?(?:components?|elements?|parts?|items?|type)")),
    (
        "company",
        _words(r"(?:peer |competing |competitor |other )?(?:company|competitors?|employer|peers?|firm|fund)\b.*"),
    ),
    # "Years of Experience" are none of the calendar's.
    ("time", _words(r"(?:year|phase|timeline|timing|when|period|stage|quarter|month|date|tenure)\b.*")),
    ("currency", _words(r"currency|ccy")),
    (
        "region",
        _words(
            r"(?:(?:pay|geo|work|office) )?(?:regions?|locations?|markets?|offices?|city|cities|geo(?:graphy)?|hub"
            r"|countr(?:y|ies)|site|place|zone|tier|area|metro)\b(?!.*\bequivalent).*"
        ),
    ),
    (
        "level",
        _words(
            r"(?!.*\b(?:equivalent|YOE|years|scope|experience)\b)"
            r"(?:.*\b(?:levels?|grade|title|seniority|rank|band|position|role|career stage)\b.*"
            r"|(?:pay |spine |scale |salary |spinal column )?(?:points?|steps?|increments?)|stufe|entgeltgruppe|trede"
            r"|[ée]chelon|livello|nivel|poziom|nivå|taso)"
        ),
    ),
)
_ROLES: tuple[tuple[AskRole, re.Pattern[str]], ...] = (
    ("accept", _words(r"\baccept\b|\bsettle\b")),
    ("floor", _words(r"\bwalk[- ]?away\b|\bfloor\b|\bminimum acceptable\b|\breservation\b")),
    ("target", _words(r"\btarget\b(?! bonus)|\bgoal\b|\blanding\b")),
    ("ask", _words(r"\b(?:opening )?ask\b|\bopening\b|\banchor\b|\bopen at\b|^open\b|\bcounter\b")),
)
_BOUNDS: tuple[tuple[Bound, re.Pattern[str]], ...] = (
    ("min", _words(r"\bmin(?:imum)?\b|\blow(?:er)?(?: end)?\b|\bfrom\b")),
    ("max", _words(r"\bmax(?:imum)?\b|\bhigh(?:er)?(?: end)?\b|\bupper(?: end)?\b|\bto\b")),
)
# "P10" is a level too, so that only two of a table are percentiles for certain.
PERCENTILE = re.compile(r"\b(?:P(?:10|25|50|75|90|95|99)|\d\dth(?: percentile| pctl?)?)\b", re.IGNORECASE)
_MARKED_PERCENTILE = re.compile(rf"{PERCENTILE_MARK}(?P<text>(?P<of>base|total) P(?P<percent>\d\d))")
# Rows that sum up others, or speak of all of them.
_SUMMARY = _words(
    r"(?:(?:all|global|overall|company|national|regional|group|market|industry|team)\b[\w -]*\s)?"
    r"(?:median|mean|average|avg\.?)(?:\s*\(.*\)|:)?"
    r"|(?:foot)?notes?\b.*|(?:(?:grand|sub)[- ]?)?total(?: headcount)?:?|headcount:?|summary:?"
)
_LEVEL = re.compile(
    r"(?:P(?!(?:25|50|75|90|95|99)\b)|L|E|IC|M|T|G|D|N|K|TC|ICT|SDE|SWE|MTS|IC-|Level|Grade|Band|Tier|Step)\s?-?\d+[^\W\d]?\b"
    r"|\b(?:Intern|Entry|New Grad|Graduate|Junior|Jr\.?|Mid|Mid-?level|Intermediate|Senior|Sr\.?|Staff|Principal|Lead"
    r"|Distinguished|Fellow|Associate|Analyst|VP|SVP|AVP|EVP|ED|MD|Vice President|Managing Director|Executive Director"
    r"|Director|Manager|Partner|Head)\b"
    r"|\b[IVX]{1,4}$"
)
_ONLY_LEVELS = re.compile(
    rf"(?:{_LEVEL.pattern})(?:\s*[-–/]\s*(?:{_LEVEL.pattern})){{0,5}}(?: [A-Z]\w+){{0,2}}(?<!Compensation)(?<!Levers)"
)
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5}
_YEARS = re.compile(rf"\b(\d|{'|'.join(_NUMBERS)})\s?-?\s?(?:y|yrs?|years?)\b", re.IGNORECASE)
# What a year's part of a grant is called though the grant's years stand beside it.
_ANNUALIZED = _words(r"\bannuali[sz]ed\b", r"\b(?:annual|yearly) (?:value|amount|part)\b", r"\bper (?:year|annum)\b")
_YEARLY = _words(
    r"/\s?(?:yr|year|annum)\b", r"\bannual(?:ly|i[sz]ed)?\b", r"\b(?:per|a|each) year\b|\byearly\b|\bp\.a\."
)
_YEAR_ONE = _words(r"\b(?:yr|year)[- ]?(?:1|one)\b|\bfirst[- ]year\b")
# Pay of other kinds that is a year's or a month's, unless it is said to be paid once, or by the hour.
_RECURRING = _words(r"\bparticipation\b|\bP&L\b|\bPnL\b|\bprofits?\b|\baccess value\b|\bdividends?\b|\ballowances?\b")
_ONCE = _words(
    r"\brelocation\b|\bmoving\b|\bone[- ]?(?:time|off)\b|/\s?h(?:ou)?r\b|\bhourly\b|\bper (?:hour|day)\b|\bdaily\b"
)
# Between the lower and the upper end.
MIDDLE = _words(r"\bmid(?:dle|point)?\b|\bmedian\b|\baverage\b|\bavg\b|\btypical\b|\bp50\b|\b50th\b")
EXPERIENCE = _words(r"\bexperience\b|\bYOE\b|^years$")
# What says nothing of place or level.
_DECORATION = _words(
    r"\((?:[^()]*\b(?:vest(?:ing)?|yrs?|years?|annual(?:ly)?|est\.?|target|percentile|pctl|gross|RSUs?|options?|equity"
    r"|[A-Z]{3}|private|pre-?IPO|public|shares)\b[^()]*|[^()\w]*)\)",
    r"/\s?(?:yr|year|mo|month)\b|\b\d\s?-?\s?(?:y|yrs?|years?)\b",
    r"\b(?:range|annual|yearly|monthly|target|pay|comp(?:ensation)?|est\.?|cash|average|median|typical|in|for|at|the|of)\b",
    rf"\bper year\b|\ba year\b|[A-Z]{{0,2}}\$|[{SYMBOLS}]|\b(?:{any_code()})\b",
)


@dataclass(frozen=True, slots=True)
class Caption:
    """A header: ``text`` as printed without markup, and what its words say.

    ``component`` which part of pay; ``axis`` what names stand below it;
    ``role`` and ``bound`` of an ask's or a range's end; ``region`` and ``level``
    where it names one; ``measure`` of its bare numbers. ``equity_period``, ``years`` and ``equity_kind`` of
    equity; ``basis`` "year_1" of a total with the signing bonus; ``monthly``
    where its amounts are a month's; ``is_recurring`` of pay of another kind that
    each year's total holds. ``percentiles``: which its amounts are, one or a
    range's two, of the part ``of``; ``is_settled``: an editor's, of which nothing more is asked.
    """

    text: str
    component: Component | None = None
    axis: Axis | None = None
    role: AskRole | None = None
    bound: Bound | None = None
    region: str | None = None
    level: str | None = None
    currencies: tuple[str, ...] = ()
    equity_period: Literal["grant", "year", "unknown"] = "unknown"
    years: int | None = None
    equity_kind: EquityKind = "unspecified"
    basis: str | None = None
    monthly: bool = False
    measure: Measure | None = None
    is_recurring: bool = False
    percentiles: tuple[int, ...] = ()
    of: Component | None = None
    is_settled: bool = False


# A library of guides repeats the same few hundred.
@remembered(most=1024, longest=_SHORT)
def read_caption(markdown: str) -> Caption:
    """What one header says, word for word; it knows nothing of its neighbours."""
    text = plain(markdown)
    if text.startswith(OTHER):
        return Caption(text.removeprefix(OTHER), is_recurring=True)
    if marked := _MARKED_PERCENTILE.fullmatch(text):
        of: Component = "base" if marked["of"] == "base" else "total"
        of_percent = (int(marked["percent"]),)
        return Caption(marked["text"], "aside", percentiles=of_percent, of=of, is_settled=True)
    if _EQUIVALENT.search(text):  # "Vista Equity Equivalent" is another company's level
        return Caption(text)
    # What stands in parentheses only describes: "RSU (4-yr total)".
    bare = _IN_PARENTHESES.sub(" ", text)
    component = "aside" if _names_several(bare) else component_of(bare) or component_of(text)
    axis = None if component else next((axis for axis, pattern in _AXES if pattern.fullmatch(text)), None)
    rest = _rest(text, component)
    region = level = None
    if not axis and rest:
        region, level = place_and_level(rest)
    recurring = not component and bool(_RECURRING.search(text)) and not (_ONCE.search(text) or _YEARS.search(text))
    years = yearly = None
    if component == "equity":
        years = None if _ANNUALIZED.search(text) else _YEARS.search(text)
        yearly = not years and _YEARLY.search(text)
    return Caption(
        text,
        component,
        axis,
        next((role for role, pattern in _ROLES if pattern.search(text)), None),
        next((bound for bound, pattern in _BOUNDS if pattern.search(text)), None),
        region,
        level,
        tuple(noted_currencies(text)),
        "grant" if years else "year" if yearly else "unknown",
        (_NUMBERS.get(years[1].lower()) or int(years[1])) if years else None,
        equity_kind(text) if component == "equity" else "unspecified",
        "year_1" if component == "total" and _YEAR_ONE.search(text) else None,
        bool((component or recurring) and period_of(text) == "month"),
        measure_of(text),
        recurring,
    )


def component_of(text: str) -> Component | None:
    """The part of pay that words name first in the order of what excludes what."""
    return next((component for component, pattern in _COMPONENTS if pattern.search(text)), None)


def _names_several(text: str) -> bool:
    """Whether a header names base and other parts, so that nothing says whose an amount is: "Base / Bonus / Equity".

    "Stock/Bonus" and "Sign-On / Bonus" are read as the first of the two.
    """
    found = {component_of(part) for part in text.split("/", maxsplit=_MOST_WORDS)} - {None, "aside", "unspecified"}
    return len(found) > 1 and bool(found & {"base", "total"} or len(found) > 2)


def place_and_level(name: str) -> tuple[str | None, str | None]:
    """The known place and the level that a name holds, in either order: "SF L4", "Senior – London"."""
    if place_of(name):
        return name, None
    if not names_level(name):
        return None, None
    words = _IN_NAME.sub(" ", name).split()
    for at in range(min(len(words), _MOST_WORDS) - 1, 0, -1):
        for place, level in ((words[:at], words[at:]), (words[-at:], words[:-at])):
            if place_of(" ".join(place)) and _is_level(level):
                return " ".join(place), " ".join(level)
    return None, name


def _is_level(words: list[str]) -> bool:
    """Whether words are a level alone; a tier of places is none: "Tier 2 (Austin, Denver)"."""
    return names_levels_only(" ".join(words)) and words[0] != "Tier" and not any(map(place_of, words))


def names_level(text: str) -> bool:
    """Whether words look like a level or a title."""
    return bool(_LEVEL.search(text))


def names_levels_only(text: str) -> bool:
    """Whether words are a level and no more: "L4", "L4-L5", "Senior Engineer", but not "Lead with facts"."""
    return len(text.split()) <= 3 and bool(_ONLY_LEVELS.fullmatch(text))


def noted_monthly(name: str) -> bool:
    """Whether a name's note in parentheses says that its amounts are a month's: "Tel Aviv (₪/mo)"."""
    return any(period_of(f"/{note}") == "month" for note in _IN_PARENTHESES.findall(name))


def names_summary(text: str) -> bool:
    """Whether a row's name is neither place nor level but sums up others: "Median", "Global avg.", "Notes"."""
    return bool(_SUMMARY.fullmatch(text))


def _rest(text: str, component: Component | None) -> str:
    """What a header says besides the component: "London Base Salary (GBP £)" → "London", "Base (SF)" → "SF"."""
    if component:
        pattern = next(pattern for name, pattern in _COMPONENTS if name == component)
        text = pattern.sub(" ", text)
        for _, other in _COMPONENTS[:-1]:
            text = other.sub(" ", text)
    text = _DECORATION.sub(" ", SHORTCODE.sub(" ", text))
    for patterns in (_ROLES, _BOUNDS):
        if component:
            for _, pattern in patterns:
                text = pattern.sub(" ", text)
    return " ".join(re.sub(r"[()/|,:—–-]+\s*$|^\s*[()/|,:—–-]+|[()]", " ", text).split())


def equity_kind(words: str) -> EquityKind:
    """The kind of equity that words name; two different ones are "mixed"."""
    found: list[EquityKind] = []
    named: tuple[tuple[EquityKind, str], ...] = (
        ("pre_ipo", r"pre-?\s?IPO|\bprivate\b"),
        ("rsu", r"\bRSUs?\b|\bPSUs?\b|\brestricted stock\b"),
        ("options", r"\boptions?\b|\bISOs?\b|\bNSOs?\b|\bESOPs?\b"),
        ("phantom", r"\bphantom\b|\bSARs\b"),
        ("profit_share", r"\bprofit\b|\bPPUs?\b|\bcarr(?:y|ied)\b"),
    )
    for kind, pattern in named:
        if re.search(pattern, words, re.IGNORECASE):
            found.append(kind)
    # "Options (Pre-IPO/4yr)": the instrument says more than the stage of the company.
    instruments = [kind for kind in found if kind != "pre_ipo"] or found
    if len(instruments) > 1:
        return "mixed"
    return instruments[0] if instruments else "unspecified"
