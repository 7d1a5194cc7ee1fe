"""Base pay: what is paid a year, from whatever basis the letter states."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from pay.currencies import NO_MONTHS_PAY, magnitude
from pay.letters.amounts import Amount
from pay.letters.figures import Figure
from pay.letters.passages import Draft, Passage

TIMES = {"year": 1, "quarter": 4, "month": 12, "half_month": 24, "fortnight": 26, "week": 52}
PARTS = frozenset({"base", "fte_base", "base_total"})
COMPONENTS = frozenset({"hra", "housing", "transport", "special"})
# In dollars, roughly: what a year's full pay can be, and what is no year's pay.
_LEAST_A_YEAR, _MOST_A_YEAR = Decimal(20_000), Decimal(4_000_000)
_LEAST_PAID = Decimal(1_500)
# How many times a year's pay is one of these.
_RATIOS: dict[str, tuple[int, int | Decimal]] = {
    "month": (12, 16),
    "half_month": (24, 24),
    "fortnight": (26, Decimal("26.1")),
    "week": (52, Decimal("52.2")),
    "hour": (500, 2288),
}
_SALARIES = re.compile(
    r"(?P<plus>(?:plus|additional|as well as|zuzüglich|más|mais|and) (?:an? |ein |une? |o )?)?"
    r"(?:\b(?P<number>1[2-6](?:[.,]5)?)\s?(?:th|e|ème|\.|º|ª)?[ -]?(?:x|×|mal|times|equal|gleichen|gleiche)?[ -]?"
    r"(?:(?:month(?:'s)?(?: salary| pay| aws)?|monthly (?:salaries|payments|instal+ments)|instal+ments|salaries|"
    r"payments|"
    r"monatsgeh[aä]lte?r?n?|geh[aä]lte?r?n?|monatsentgelte|raten|monatssal[aä]re|mois|mensualités|pagas(?: "
    r"iguales)?|mensualidades|maanden|"
    r"maandsalaris(?:sen)?|meses|salários?|prestaciones|prestações|jährlich|im jahr|jahr|per year|a year|yearly|"
    r"pro jahr|monatlichen? raten|"
    r"monatslöhne|maand|monatsgehalts|vezes|times|fois|veces|keer|mal)\b)|\b(?P<word>thirteenth|dreizehnte[sn]?|"
    r"vierzehnte[sn]?|treizième|dertiende|décimo[ -]terceiro|fourteenth) "
    r"(?:month|monatsgehalt|mois|maand|salário|salary|monatslohn)|(?<!\w)[x×]\s?(?P<times>1[2-6](?:[.,]5)?)\b|"
    r"\b(?P<often>(?:dreizehn|vierzehn)mal|(?:thirteen|fourteen) (?:times|equal|monthly|salaries|instal\w+|"
    r"payments)|catorce pagas|quatorze (?:mois|vezes)|treize mois|dertien (?:keer|maanden)|"
    r"(?:annual wage supplement|\baws)(?: \(aws\))?(?: \w+){0,3} (?:of|equal to|equivalent to) (?:one|a|1) month))"
)
_FOURTEEN = ("fourteen", "vierzehn", "catorce", "quatorze")


@dataclass(frozen=True, slots=True)
class Salaries:
    """How many monthly salaries a year has. ``is_extra``: the 13th comes on top of what is stated."""

    number: Decimal
    is_extra: bool
    is_certain: bool
    passage: Passage
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class _Stated:
    amount: Amount
    passage: Passage
    part: str

    @property
    def figure(self) -> Figure:
        return self.amount.figure


def salaries_of(passage: Passage) -> Salaries | None:
    match = _SALARIES.search(passage.low)
    if not match:
        return None
    printed = match["number"] or match["times"]
    named = match["word"] or match["often"] or ""
    number = Decimal(printed.replace(",", ".")) if printed else Decimal(14 if named.startswith(_FOURTEEN) else 13)
    at = passage.start + match.start(), passage.start + match.end()
    figures = tuple(
        figure
        for figure in passage.figures
        if at[0] <= figure.start < at[1] and figure.kind in ("number", "length") and figure.value == number
    )
    if number == 12 or (printed and not figures):
        return None
    ordinal = bool(match["word"]) or (
        match["number"] is not None and bool(re.match(r"\d+(?:th|e|ème|\.|º|ª)", passage.low[match.start("number") :]))
    )
    said = passage.low[max(0, match.start() - 30) : match.start()]
    if re.search(r"\b(?:no|kein|without|geen|pas de|sin|sem)\b[^.,;]{0,24}\Z", said):
        return None
    if re.search(r"\b(?:after|within|for|over|first|of|no|not|without|nach|innerhalb|kein)\s\Z", said) and not ordinal:
        return None
    certain = not passage.says("discretion", " may ", "not ", "could", "kann ")
    included = bool(re.search(r"\b(?:includ\w+|inclus\w+|inkl\w*|including the|compris\w+|incl)\W", said))
    return Salaries(number, bool(match["plus"] or ordinal) and not included, certain, passage, figures)


def settle_base(
    stated: list[tuple[Amount, Passage, str]],
    salaries: Salaries | None,
    draft: Draft,
    *,
    is_note: bool,
    currency: str | None,
) -> None:
    """The base of a letter's statements of base pay."""
    found = _without_derived([_Stated(*one) for one in stated])
    paid = [one for one in found if one.part == "base" and one.figure.kind in ("money", "number")]
    totals = [one for one in found if one.part == "base_total"]
    parts = [one for one in found if one.part in COMPONENTS]
    full_time = [one for one in found if one.part == "fte_base" and one.figure.kind == "money"]
    for one in full_time:
        yearly, sure = _yearly(one, None, is_note=is_note, currency=currency)
        if yearly:
            draft.add(
                "base_full_time", yearly, one.passage, [one.figure], is_certain=sure, currency=one.figure.currency
            )
    if parts and paid:
        _in_parts(paid, parts, totals, draft, is_note=is_note, currency=currency)
        return
    for one in totals or paid:
        _state(one, salaries, draft, is_note=is_note, currency=currency)


def _without_derived(stated: list[_Stated]) -> list[_Stated]:
    """Without a month's, a fortnight's or an hour's pay where a year's that follows from it is stated as well."""
    years = [
        one for one in stated if one.part == "base" and one.amount.is_certain and one.amount.period in ("", "year")
    ]
    kept = []
    for one in stated:
        is_derived = one.part == "base" and any(
            year is not one
            and one.figure.value
            and one.amount.period in _RATIOS
            and low <= year.figure.value / one.figure.value <= high
            for year in years
            for low, high in [_RATIOS.get(one.amount.period, (0, 0))]
        )
        if not is_derived:
            kept.append(one)
    return kept


def _state(one: _Stated, salaries: Salaries | None, draft: Draft, *, is_note: bool, currency: str | None) -> None:
    yearly, sure = _yearly(one, salaries, is_note=is_note, currency=currency)
    figures = [one.figure]
    period = one.amount.period
    if period in ("hour", "day"):
        _state_of_hours(one, draft)
        draft.add(
            "base_amount",
            one.figure.value,
            one.passage,
            figures,
            is_certain=one.amount.is_certain,
            currency=one.figure.currency,
        )
        draft.add("base_period", period, one.passage, figures, is_certain=one.amount.is_certain)
        return
    if yearly is None:
        return
    again = next((other.figure.value for other in one.passage.amounts if other.alias_of == one.figure), None)
    if again is not None and yearly != again and abs(again - yearly) < yearly / 1000:
        # "$4,807.69 bi-weekly ($125,000 annualized)"
        yearly = again
    draft.add("base", yearly, one.passage, figures, is_certain=sure, currency=one.figure.currency)
    if period and period != "year":
        draft.add("base_amount", one.figure.value, one.passage, figures, is_certain=sure, currency=one.figure.currency)
    if period:
        draft.add("base_period", period, one.passage, figures, is_certain=sure)
    if salaries:
        draft.add(
            "salaries_a_year",
            salaries.number,
            salaries.passage,
            salaries.figures,
            is_certain=salaries.is_certain and sure,
        )


def _state_of_hours(one: _Stated, draft: Draft) -> None:
    """An hour's pay with the hours of a week is a year's."""
    hours = draft.value("hours_a_week")
    if one.amount.period == "hour" and hours:
        yearly = one.figure.value * hours * 52
        draft.add(
            "base",
            yearly,
            one.passage,
            [one.figure],
            is_certain=one.amount.is_certain and not one.amount.is_most,
            currency=one.figure.currency,
        )


def _yearly(
    one: _Stated, salaries: Salaries | None, *, is_note: bool, currency: str | None
) -> tuple[Decimal | None, bool]:
    figure, period, sure = one.figure, one.amount.period, one.amount.is_certain and not one.amount.is_most
    value = figure.value
    if one.amount.per_share or not value:
        return None, False
    code = figure.currency or currency
    scale = Decimal(10) ** (magnitude(code) if code else 0)
    if figure.kind == "number" and value < 1000 and not period:
        # "190 base" among other figures of a recruiter's mail
        return (value * 1000, sure) if is_note and value >= 20 else (None, False)
    if figure.is_scaled and value < 2000:
        sure = False
    if period in ("hour", "day"):
        return None, False
    if not period:
        least = Decimal(NO_MONTHS_PAY.get(code or "", 0)) or _LEAST_A_YEAR * scale
        return value, sure and least <= value <= _MOST_A_YEAR * scale
    times = Decimal(TIMES.get(period, 0))
    if not times:
        return None, False
    if salaries:
        if period == "month":
            times, sure = salaries.number, sure and salaries.is_certain
        elif salaries.is_extra:
            sure = False
    yearly = value * times
    return yearly, sure and _LEAST_PAID * scale <= yearly <= _MOST_A_YEAR * scale


def _in_parts(
    paid: list[_Stated],
    parts: list[_Stated],
    totals: list[_Stated],
    draft: Draft,
    *,
    is_note: bool,
    currency: str | None,
) -> None:
    """Basic pay, housing, transport and the like: their stated total is the base if it is their sum."""
    yearly = {}
    for one in [*paid[:1], *parts]:
        value, sure = _yearly(one, None, is_note=is_note, currency=currency)
        period = one.amount.period
        code = one.figure.currency or currency
        if value is None or not (one.amount.is_certain and (sure or period or value)):
            return
        yearly[one] = value if period or value >= 100 else Decimal(0)
        del code
    total = sum(yearly.values(), Decimal(0))
    periods = {one.amount.period for one in yearly}
    for one in totals:
        value, sure = _yearly(one, None, is_note=is_note, currency=currency)
        if value is None:
            continue
        agrees = value == total or any(value == total * times for times in (12,))
        draft.add("base", value, one.passage, [one.figure], is_certain=sure and agrees, currency=one.figure.currency)
        if one.amount.period:
            draft.add("base_period", one.amount.period, one.passage, [one.figure], is_certain=sure and agrees)
        is_settled = sure and agrees
        _rows(yearly, draft, is_certain=is_settled)
        return
    _rows(yearly, draft, is_certain=len(periods) == 1)
    if len(periods) == 1:
        draft.add(
            "base",
            total,
            paid[0].passage,
            [one.figure for one in yearly],
            is_certain=False,
            currency=paid[0].figure.currency,
        )


def _rows(yearly: dict[_Stated, Decimal], draft: Draft, *, is_certain: bool) -> None:
    for one, value in yearly.items():
        name = "base_part_basic" if one.part == "base" else f"base_part_{one.part}"
        draft.add(name, value, one.passage, [one.figure], is_certain=is_certain, currency=one.figure.currency)
