"""Bonus, signing bonus, allowances, pension and other cash beside the base."""

from __future__ import annotations

import re
from decimal import Decimal

from pay.letters.amounts import Amount
from pay.letters.base import TIMES
from pay.letters.figures import Figure
from pay.letters.passages import Draft, Passage

_OF_PAY = frozenset({"", "base", "pay", "fte_base", "base_total"})
_JOINING = re.compile(
    r"first (?:pay ?check|pay ?roll|salary|pay|regular pay)|join|start date|commenc|when you start|upon hire|date "
    r"of hire|hire date|"
    r"first day|sign(?:ing)?\b|starting|new hire|eintritt|beginn|antritt|arrivée|embauche|incorporación|"
    r"indiensttreding|admissão"
)
_OTHER_CAUSE = re.compile(
    r"relocat|retention|retain|forfeit|refer|replac|compensat|perform|complet|release|exit\b|stay|anniversary|"
    r"project|mov(?:e|ing)|umzug|"
    r"lieu|settle|sever|terminat|holiday|milestone|buy.?out|make.?whole|lost|forgo|notice"
)
_LATER = re.compile(
    r"(?:after|on|upon|at|following|completion of|nach|après|tras|na|após) (?:the |your |completion of |completing "
    r"|a |an )?"
    r"(?:(?:first|1st|one[- ]year|12[- ]month) (?:anniversary|year\b)|(?:one|1|a) (?:full )?year|(?:12|twelve) "
    r"(?:\(12\) )?months)"
    r"|(?:second|2nd) (?:year|anniversary-not)|year (?:two|2)\b|first anniversary|one[- ]year anniversary|13th "
    r"month|zweiten jahr|deuxième année|"
    r"(?:12|twelve) months (?:after|later|from|thereafter|following)|(?:one|1|a) year (?:after|later|from|"
    r"thereafter|following)"
)
_LATEST = re.compile(
    r"(?:after|on|upon|at|following) (?:the |your )?(?:(?:second|2nd) anniversary|(?:two|2) years|(?:24|"
    r"twenty-four) months)|third year|year (?:three|3)\b"
    r"|second anniversary|(?:24|twenty-four) months (?:after|later|from)"
)
_SOON = re.compile(
    r"join|start|commenc|first|sign|hire|within (?:thirty|30|60|90|sixty|ninety)|begin|upon arrival|immediately|up "
    r"?front|eintritt|antritt|"
    r"(?:after|at|following) (?:3|6|three|six|90|180|ninety) (?:months|days)|year (?:one|1)\b"
)
_GIVES_BACK = re.compile(
    r"repa(?:y|id)|reimburse|claw|pay(?:ing)? back|paid back|refund|recoup|forfeit|rückzahl|zurückzahl|rembours|"
    r"reembols|terugbeta|devol"
)
_BY_EMPLOYER = re.compile(
    r"employer|company|\bwe\b|firm|arbeitgeber|match|the bank|superannuation|super\b|werkgever|employeur|empresa|"
    r"on top|\bwir\b"
)
_BY_EMPLOYEE = re.compile(
    r"employee|\byou(?:r)? (?:own )?(?:will )?contribut|deduct|your contribution|eigenanteil|arbeitnehmer|"
    r"werknemer|salarié"
)
_SIMPLE = {
    "retention": "retention_bonus",
    "relocation": "relocation",
    "buyout": "buyout",
    "guaranteed": "guaranteed_bonus",
    "severance": "severance",
}


def read_bonus(amount: Amount, passage: Passage, draft: Draft) -> None:
    figure = amount.figure
    certain = amount.is_certain and not amount.per_share and not _GIVES_BACK.search(passage.low)
    if passage.says("guarantee", "garantier", "garanti") and not passage.says(
        "not guarantee", "no guarantee", "non-guarantee", "nicht garantier", "isn't guarantee", "not a guarantee"
    ):
        draft.add(
            "guaranteed_bonus",
            figure.value,
            passage,
            [figure],
            is_certain=certain and figure.kind == "money",
            currency=figure.currency,
        )
        return
    if re.search(
        r"(?:in|for|during) (?:your |the )?(?:first year|year one|first (?:12|twelve) months)|im ersten jahr",
        passage.after(figure),
    ):
        certain = False
    if figure.kind == "percent":
        if figure.value == 100 and amount.measure != "base":
            return
        if amount.measure not in _OF_PAY or not Decimal(1) <= figure.value <= 300:
            return
        unit, value = "percent", figure.value
    elif figure.kind == "money":
        unit, value = "amount", figure.value
        if amount.period not in ("", "year"):
            certain, value = False, figure.value * TIMES.get(amount.period, 1)
        certain = certain and value >= 200
    else:
        return
    if amount.is_most:
        draft.add("bonus_max", value, passage, [figure], is_certain=certain, currency=figure.currency)
        return
    again = [other for other in passage.of_kind("percent") if other.value == 100 and other != figure] if certain else []
    draft.add("bonus", value, passage, [figure, *again], is_certain=certain, currency=figure.currency)
    draft.add("bonus_unit", unit, passage, [figure], is_certain=certain)
    kind = "discretionary" if passage.says("discretion", "ermessen", "freiwillig", "discrétion", "discrecional") else ""
    kind = kind or ("target" if passage.says("target", "ziel", "cible", "objectif", "objetivo", "alvo", "doel") else "")
    if kind:
        draft.add("bonus_kind", kind, passage, [figure], is_certain=certain)


_NO_BONUS = re.compile(
    r"\bno (?:annual |target |performance |discretionary )*bonus(?!es)|not (?:be )?(?:eligible|entitled) (?:for|"
    r"to) (?:an?|any|the) "
    r"(?:annual |target |performance |discretionary |company )*bonus|(?:does not|doesn't) (?:carry|include|have|"
    r"come with) (?:an?|any) "
    r"(?:annual |performance )*bonus|not bonus[- ]eligible|kein(?:en)? (?:jahres)?bonus|pas de bonus|sin bonus|"
    r"geen bonus"
)


def read_absence(passage: Passage, draft: Draft) -> None:
    """ "You are not eligible for a bonus": offered as none, because of what may be paid instead."""
    none = _NO_BONUS.search(passage.low)
    unless = re.search(
        r"\b(?:if|until|unless|during|before|in (?:your|the) first|for 20|when|while|once|should|will be paid|"
        r"payable|guarantee|after|other than|except)\b",
        passage.low,
    )
    if none and not unless:
        draft.add("bonus", Decimal(0), passage, is_certain=False)


def read_signing(passage: Passage, amounts: list[Amount], draft: Draft) -> None:
    """A sentence's signing bonus, whole or by years."""
    if re.search(r"(?:total|remaining|unpaid|portion|part) of (?:the|your) sign", passage.low):
        return
    first = amounts[0]
    sums = [figure for figure in passage.of_kind("money") if figure.start >= first.figure.start]
    gives_back = _GIVES_BACK.search(passage.low)
    later = [figure for figure in sums if figure not in {amount.figure for amount in amounts}]
    headed = {amount.figure for amount in passage.amounts if amount.part and amount.part != "signing"}
    later = [figure for figure in later if figure not in headed]
    certain = first.is_certain and not first.is_most and not first.per_share
    if gives_back and gives_back.start() + passage.start < first.figure.start:
        certain = False
    if first.figure.kind not in ("money", "number") or (first.figure.kind == "number" and first.figure.value < 1000):
        return
    parts = _parts(passage, first.figure, later)
    if parts is None:
        certain = False
        parts = [(1, first.figure.value, [first.figure])]
    elif len(parts) > 1 and len(amounts) > 1:
        certain = False
    certain = certain and (first.figure.kind == "money" and first.figure.value >= 200)
    for year, value, figures in parts:
        name = "signing" if year == 1 else f"signing_{year}"
        draft.add(name, value, passage, figures, is_certain=certain and value > 0, currency=first.figure.currency)
    for amount in amounts[1:]:
        year = _year(passage.after(amount.figure)) or 1
        name = "signing" if year == 1 else f"signing_{year}"
        draft.add(
            name,
            amount.figure.value,
            passage,
            [amount.figure],
            is_certain=certain and amount.is_certain,
            currency=amount.figure.currency,
        )


def _year(words: str) -> int:
    """The year in which what these words follow is paid; 0 where they don't say."""
    words = _GIVES_BACK.split(words)[0]
    words = re.split(r"\bif\b|\bprovided\b|\bsubject to\b", words)[0]
    if _LATEST.search(words):
        return 3
    if _LATER.search(words):
        return 2
    return 1 if _SOON.search(words) else 0


def _parts(passage: Passage, whole: Figure, later: list[Figure]) -> list[tuple[int, Decimal, list[Figure]]] | None:
    """Year, amount and figures of each part; ``None`` where what is paid when can't be told."""
    following = passage.between(whole.end, passage.end)
    if later:
        total = sum((figure.value for figure in later), Decimal(0))
        years = [_year(passage.after(figure)) for figure in later]
        if total == whole.value and len(later) > 1:
            return _by_year(years, [figure.value for figure in later], [whole, *later])
        own = _year(passage.after(whole)) or 1
        if all(years) and total != whole.value and own == 1 and min(years) > 1:
            return _by_year([own, *years], [whole.value, *(figure.value for figure in later)], [whole, *later])
        return None
    shares = [figure for figure in passage.of_kind("fraction", "percent") if figure.start > whole.end]
    if len(shares) > 1:
        rates = [figure.value / (100 if figure.kind == "percent" else 1) for figure in shares]
        if sum(rates) != 1:
            return None
        years = []
        for place, figure in enumerate(shares):
            end = shares[place + 1].start if place + 1 < len(shares) else passage.end
            years.append(_year(passage.between(figure.end, end)))
        lengths = [figure for figure in passage.of_kind("length") if figure.start > whole.end]
        return _by_year(years, [whole.value * rate for rate in rates], [whole, *shares, *lengths])
    instalments = re.search(
        r"(two|three|2|3|zwei|drei|deux|twee) (?:\(\d\) )?(?:equal |gleichen? |substantially equal )*(?:instal|"
        r"tranche|payment|part|rate|halves)",
        following,
    )
    if instalments or shares or re.search(r"instal+ment|tranche|\braten\b|\bpro rata\b", following):
        number = {"two": 2, "2": 2, "three": 3, "3": 3, "zwei": 2, "drei": 3, "deux": 2, "twee": 2}.get(
            instalments[1] if instalments else "", 0
        )
        lengths = [figure for figure in passage.of_kind("length") if figure.start > whole.end]
        markers = bool(_SOON.search(following)), bool(_LATER.search(following)), bool(_LATEST.search(following))
        if number == 2 and markers == (True, True, False) and not _GIVES_BACK.search(following):
            return _by_year([1, 2], [whole.value / 2] * 2, [whole, *lengths])
        return None
    year = _year(passage.after(whole)) or 1
    lengths = [figure for figure in passage.of_kind("length") if figure.start > whole.end] if year > 1 else []
    return [(year, whole.value, [whole, *lengths])]


def _by_year(
    years: list[int], values: list[Decimal], figures: list[Figure]
) -> list[tuple[int, Decimal, list[Figure]]] | None:
    if not all(years):
        return None
    sums: dict[int, Decimal] = {}
    for year, value in zip(years, values, strict=True):
        sums[year] = sums.get(year, Decimal(0)) + value
    return [(year, value, figures) for year, value in sums.items()]


def read_onetime(amount: Amount, passage: Passage, draft: Draft) -> None:
    """A payment that is made once: a signing bonus where it comes with joining and for nothing else."""
    figure = amount.figure
    if figure.kind != "money" or not ("onetime" in amount.meanings or _is_once(amount, passage)):
        return
    if _OTHER_CAUSE.search(passage.low) or amount.per_share or amount.is_most:
        return
    draft.add(
        "signing",
        figure.value,
        passage,
        [figure],
        is_certain=amount.is_certain and bool(_JOINING.search(passage.low)),
        currency=figure.currency,
    )


def _is_once(amount: Amount, passage: Passage) -> bool:
    noun = amount.noun
    said = passage.between(noun.start, noun.end) if noun else ""
    return any(
        word in said
        for word in ("one", "lump", "single", "special", "einmal", "unique", "único", "exception", "eenmalig", "sonder")
    )


def read_other(amount: Amount, passage: Passage, draft: Draft) -> None:
    """Retention, relocation, a guarantee, commission, allowances, pension, holiday allowance, severance."""
    figure, part = amount.figure, amount.part
    certain = amount.is_certain and not amount.per_share and not _GIVES_BACK.search(passage.low)
    if part in _SIMPLE and figure.kind == "money":
        name = f"{_SIMPLE[part]}_max" if amount.is_most else _SIMPLE[part]
        draft.add(name, figure.value, passage, [figure], is_certain=certain, currency=figure.currency)
    elif part == "commission":
        name = "commission_percent" if figure.kind == "percent" else "commission"
        if figure.kind in ("percent", "money"):
            draft.add(
                name,
                figure.value,
                passage,
                [figure],
                is_certain=certain and not amount.is_most,
                currency=figure.currency,
            )
    elif part == "holiday_allowance" and figure.kind == "percent":
        draft.add("holiday_allowance_percent", figure.value, passage, [figure], is_certain=certain)
    elif part in ("car", "allowance", "housing", "transport", "special", "hra") and figure.kind == "money":
        _allowance(amount, passage, draft, is_certain=certain and not amount.is_most)
    elif part == "pension" and figure.kind in ("percent", "money"):
        by_employer = bool(_BY_EMPLOYER.search(passage.low)) and not _BY_EMPLOYEE.search(passage.low)
        sure = (
            certain
            and by_employer
            and not amount.is_most
            and amount.measure in _OF_PAY
            and len(passage.of_kind("percent")) == 1
        )
        name = "pension_percent" if figure.kind == "percent" else "pension"
        times = TIMES.get(amount.period, 1) if figure.kind == "money" else 1
        draft.add(name, figure.value * times, passage, [figure], is_certain=sure, currency=figure.currency)
    elif part == "total" and figure.kind == "money":
        draft.add("total", figure.value, passage, [figure], is_certain=False, currency=figure.currency)


def _allowance(amount: Amount, passage: Passage, draft: Draft, *, is_certain: bool) -> None:
    noun = amount.noun
    name = passage.between(noun.start, noun.end) if noun else amount.part
    number = sum(reading.field.startswith("allowance_name") for reading in draft.readings) + 1
    suffix = "" if number == 1 else f"_{number}"
    times = TIMES.get(amount.period)
    value = amount.figure.value * (times or 1)
    certain = is_certain and times is not None
    draft.add(
        f"allowance{suffix}", value, passage, [amount.figure], is_certain=certain, currency=amount.figure.currency
    )
    draft.add(f"allowance_name{suffix}", " ".join(name.split()), passage, [amount.figure], is_certain=certain)
