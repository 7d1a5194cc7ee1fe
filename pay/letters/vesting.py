"""How a grant vests: years, cliff, step, percent in each year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from pay.letters.equity import Grant
from pay.letters.figures import Figure
from pay.letters.passages import Draft, Passage

_VESTS = re.compile(
    r"\bvest|unverfallbar|\bacquis(?:es|ition)?\b|acquièrent|acquises|consolid|\bdevengan?|onvoorwaardelijk|"
    r"\bcarência|\bcliff\b|vestet"
)
_OTHER_SUBJECT = re.compile(
    r"match|401|pension|retirement|contribution|superannuation|provident|benefit|bonus|profit|savings|annuity|"
    r"deferred cash|commission|gratuity"
)
_OVER = re.compile(
    r"(?:over|during|across|throughout|within|über|sur|durante|a lo largo de|ao longo de|en|im laufe von|gedurende|"
    r"in)\s+"
    r"(?:(?:a|an|the|your|einen|eine|une|un|una|um|uma|een|der|den|die|course|total|full|of|zeitraum|von|vesting|"
    r"period|période|período|de|periode|van|"
    r"verfalls)\s+){0,5}\Z"
)
_REMAINING = re.compile(
    r"\b(?:following|next|subsequent|additional|further|remaining|thereafter|then|weiteren|suivants|siguientes|"
    r"volgende|subsequentes|rest|remainder|balance)\b"
)
_INSTALMENTS = re.compile(
    r"\b(?P<number>\d{1,3}|two|three|four|five|six|eight|ten|twelve|sixteen|eighteen|twenty|thirty-six|forty-eight|"
    r"sixty|twenty-four|thirty six|forty eight|vier|drei|fünf)"
    r"(?: \(\d{1,3}\))? (?:(?:equal|substantially|approximately|successive|consecutive|nearly|gleichen?|gleich|"
    r"große[nr]?|as|vesting|more|further|remaining) ){0,4}"
    r"(?P<every>monthly|quarterly|annual|yearly|semi-annual|half-yearly|jährliche[nr]?|monatliche[nr]?|"
    r"vierteljährliche[nr]?) ?(?:vesting )?(?:instal|tranche|part|rate|portion|amount|increment)"
)
_NUMBERS = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "eight": 8,
    "ten": 10,
    "twelve": 12,
    "sixteen": 16,
    "eighteen": 18,
    "twenty": 20,
    "thirty-six": 36,
    "forty-eight": 48,
    "sixty": 60,
    "twenty-four": 24,
    "thirty six": 36,
    "forty eight": 48,
    "vier": 4,
    "drei": 3,
    "fünf": 5,
}
_STEPS = (
    (
        1,
        re.compile(
            r"\bmonthly\b|\b(?:each|every|per|a) month\b|monatlich|mensuel|mensual|maandelijks|mensal|chaque mois|"
            r"cada mes"
        ),
    ),
    (
        3,
        re.compile(
            r"\bquarterly\b|\b(?:each|every|per|a) (?:calendar )?quarter\b|vierteljährlich|quartalsweise|trimestr|"
            r"per kwartaal|three months?\b.{0,12}\bthereafter|every (?:three|3) months"
        ),
    ),
    (6, re.compile(r"\bsemi-?annual|\bhalf-?yearly\b|every (?:six|6) months|halbjährlich")),
    (
        12,
        re.compile(
            r"\bannual(?:ly)?\b(?! (?:bonus|base))|\byearly\b|\b(?:each|every|per|a) (?:year|anniversary)\b|\beach "
            r"of the (?:first )?\w+ anniversar|jährlich|par an\b|anual|jaarlijks"
        ),
    ),
)
_NO_CLIFF = re.compile(
    r"\b(?:no|without (?:a|any)?|keine?n?|sans|sin|geen|sem|zero)\s?(?:vesting )?cliff|no (?:one-year|12-month) cliff"
)
_CLIFF = re.compile(r"\bcliff\b")
_ANNIVERSARY = re.compile(
    r"(?:first|1st|one[- ]year) (?:year )?anniversary|(?:after|upon|on|at|following|nach|après|tras|na|após) "
    r"(?:the )?(?:completion of |completing |end of |your )?(?:the |your )?(?:first |1st )?"
    r"(?:(?:one|1|a|einem|un|um|een|full) ?(?:full )?(?:year|jahr|an|año|ano|jaar)\b|year (?:one|1)\b|(?:the "
    r")?first year|(?:12|twelve|zwölf|douze|doce) (?:\(12\) )?(?:months|monaten|mois|meses|maanden))"
    r"|(?:12|twelve) months (?:after|from|following)|(?:one|1) year (?:after|from|following)|at month 12|ersten "
    r"jahrestag"
)
_SIX_MONTHS = re.compile(
    r"(?:after|upon|following|at) (?:the )?(?:first )?(?:six|6) months|(?:six|6) months (?:after|from|following)"
)
_EACH_ANNIVERSARY = re.compile(r"each of the (?:first )?(?P<number>two|three|four|five|2|3|4|5) anniversar")
_RATIO = re.compile(r"\b1/(?P<number>24|36|48|60)(?:th)?\b")


@dataclass(frozen=True, slots=True)
class _Found:
    months: Decimal | None
    cliff: int | None
    figures: tuple[Figure, ...]
    is_certain: bool = True


def read_vesting(passage: Passage, grant: Grant | None, draft: Draft, *, is_alone: bool, has_equity: bool) -> None:
    """What a sentence says of vesting; ``is_alone``: the letter states no grant, so it can be of none of several."""
    if not _VESTS.search(passage.low) and not (
        has_equity and (_over_lengths(passage) or _INSTALMENTS.search(passage.low))
    ):
        return
    if _is_of_something_else(passage) or (grant is None and not is_alone):
        return
    if passage.says(
        "accelerat", "change of control", "change in control", "exercis", "repay", "leaver", "terminat"
    ) and not re.search(r"over (?:a )?\w+[- ](?:years?|months)", passage.low):
        return
    name = grant.name if grant else (lambda base: base)
    percents = [figure for figure in passage.of_kind("percent") if not _is_of_pay(passage, figure)]
    if _schedule(passage, percents, name, draft):
        return
    found = _length(passage, percents)
    if found.months is not None:
        years = Decimal(found.months) / 12
        certain = found.is_certain and Decimal("0.25") <= years <= 10
        draft.add(name("vesting_years"), years, passage, found.figures, is_certain=certain)
    if found.cliff is not None:
        draft.add(name("cliff_months"), found.cliff, passage, found.figures, is_certain=found.is_certain)
    if found.months is not None or found.cliff is not None:
        step = _step(passage)
        if step:
            draft.add(name("vesting_every"), step, passage, (), is_certain=found.is_certain)


def _is_of_something_else(passage: Passage) -> bool:
    """Whether it is no grant that vests: the nearest subject in front of the verb says so."""
    verb = _VESTS.search(passage.low)
    before = passage.low[: verb.start()] if verb else passage.low
    others = [match.start() for match in _OTHER_SUBJECT.finditer(before)]
    ours = [
        match.start()
        for match in re.finditer(
            r"rsu|option|share|stock|equity|grant|award|aktien|anteile|units|action|acciones|aandelen|ações|"
            r"opciones|opties",
            before,
        )
    ]
    if others and (not ours or others[-1] > ours[-1]):
        return "signing" not in before[max(0, others[-1] - 12) : others[-1]] or not ours
    return bool(passage.nouns & {"pension"}) and not ours


def _is_of_pay(passage: Passage, figure: Figure) -> bool:
    return any(
        amount.figure == figure and amount.part in ("bonus", "pension", "base", "commission")
        for amount in passage.amounts
    )


def _over_lengths(passage: Passage) -> list[Figure]:
    return [
        figure for figure in passage.of_kind("length") if figure.months and _OVER.search(passage.before(figure, 50))
    ]


def _schedule(passage: Passage, percents: list[Figure], name: object, draft: Draft) -> bool:
    """ "5 %, 15 %, 40 % and 40 % a year"."""
    rates = [figure.value for figure in percents]
    yearly = passage.says("year", "annivers", "annual", "jahr", "année", " an", "año", "jaar", "ano")
    if len(rates) < 2 or sum(rates) != 100 or not yearly or _REMAINING.search(passage.low):
        return False
    stated = [figure.months for figure in passage.of_kind("length") if figure.months]
    if stated and max(stated) not in (12, 12 * len(rates)):
        return False
    if len(rates) == 2 and not (
        re.search(r"first|one|1st|12", passage.low) and re.search(r"second|two|2nd|24", passage.low)
    ):
        return False
    if _step(passage) in (1, 3, 6) and len(rates) < 3:
        return False
    assert callable(name)  # noqa: S101
    lengths = [
        figure for figure in passage.of_kind("length") if figure.months and figure.value in (1, 2, 3, 4, len(rates))
    ]
    draft.add(name("schedule"), tuple(rates), passage, [*percents, *lengths])
    draft.add(name("vesting_years"), Decimal(len(rates)), passage, [*percents, *lengths])
    return True


def _length(passage: Passage, percents: list[Figure]) -> _Found:
    low = passage.low
    lengths = [figure for figure in passage.of_kind("length") if figure.months]
    cliff, cliff_figures = _cliff(passage, lengths)
    used = list(cliff_figures)
    portions = [figure for figure in (*percents, *passage.of_kind("fraction")) if figure.value]
    total: Decimal | None = None
    remainder: Decimal | None = None
    certain = True
    for figure in lengths:
        if figure in cliff_figures or re.search(
            r"(?:every|each|alle|chaque|cada|elke|per) \Z", passage.before(figure, 12)
        ):
            continue
        before = passage.before(figure, 50)
        around = passage.between(figure.start - 25, figure.end + 14)
        over = bool(_OVER.search(before))
        named = bool(
            re.match(
                r"[ -]?(?:period|vest|schedule|graded|monthly|quarterly|lin)",
                passage.between(figure.end, figure.end + 14),
            )
        ) or bool(
            re.search(
                r"\b(?:vest\w*(?: period| schedule)?|schedule|period)(?: of| is|:| will be)?:? (?:a |an )?\Z", before
            )
        )
        months = figure.months or Decimal(0)
        rest = _REMAINING.search(around) or (over and _REMAINING.search(passage.before(figure, 45)) and cliff)
        if (
            (over or rest)
            and rest
            and cliff is not None
            and cliff > 0
            and (portions or re.search(r"\brest\b|remain|balance|thereafter|then", low))
        ):
            if not re.search(r"following|next|subsequent|additional|further|remaining|thereafter", around):
                certain = False
            remainder = months
            used.append(figure)
        elif over or named:
            certain = certain and total in (None, months) and not figure.is_doubtful
            total = months
            used.append(figure)
    step_sum, sure = _from_instalments(passage, portions)
    if (stated := _INSTALMENTS.search(low)) and step_sum is not None:
        at = passage.start + stated.start(), passage.start + stated.end()
        used += [figure for figure in passage.of_kind("number", "percent") if at[0] <= figure.start < at[1]]
    if step_sum is not None:
        if cliff and (portions or re.search(r"remain|rest\b|balance|thereafter", low)):
            remainder = remainder if remainder is not None else step_sum
            certain = certain and remainder == step_sum
        else:
            certain = certain and total in (None, step_sum)
            total = total if total is not None else step_sum
        certain = certain and sure
    if remainder is not None and cliff:
        whole = remainder + cliff
        certain = certain and total in (None, whole)
        total = whole
    if match := _RATIO.search(low):
        # "25% after a year, 1/48 each month": of the whole; "1/36": of the rest.
        rate = Decimal(match["number"])
        if cliff and total is None and len(portions) > 1:
            first = portions[0].value / (100 if portions[0].kind == "percent" else 1)
            fitting = (months for months in (rate, rate + cliff) if abs(first * months - cliff) < Decimal("0.01"))
            total = next(fitting, None)
    used += [figure for figure in portions if total and (cliff or len(portions) == 1)]
    if total is not None and cliff is not None and cliff >= total and total > 12:
        certain = False
    if total is not None and total <= 12 and cliff == total:
        cliff = None
    if (
        cliff is None
        and total
        and total > 12
        and (_EACH_ANNIVERSARY.search(low) or re.search(r"(?:each|every|successive) (?:\w+ )?anniversar", low))
    ):
        cliff = 12
    return _Found(
        total, cliff, tuple(dict.fromkeys(used)), certain and not passage.says(" may ", "for example", " if ")
    )


def _from_instalments(passage: Passage, portions: list[Figure]) -> tuple[Decimal | None, bool]:
    low = passage.low
    if match := _INSTALMENTS.search(low):
        number = _NUMBERS.get(match["number"]) or int(match["number"])
        every = match["every"]
        step = (
            1
            if every[:4] in ("mont", "mona")
            else 3
            if every[:4] in ("quar", "vier")
            else 6
            if every[:4] in ("semi", "half")
            else 12
        )
        return Decimal(number * step), 0 < number <= 60
    if match := _EACH_ANNIVERSARY.search(low):
        number = {"two": 2, "three": 3, "four": 4, "five": 5}.get(match["number"]) or int(match["number"])
        return Decimal(12 * number), True
    if match := _RATIO.search(low):
        step = next((step for step, shape in _STEPS[:2] if shape.search(low)), 0)
        return (Decimal(match["number"]), True) if step == 1 and not _ANNIVERSARY.search(low) else (None, True)
    if len(portions) == 1 and _step(passage) == 12 and not _ANNIVERSARY.search(low):
        share = portions[0].value / (100 if portions[0].kind == "percent" else 1)
        if share and (1 / share) % 1 == 0 and 1 / share <= 6:
            return Decimal(12) / share, True
    return None, True


def _cliff(passage: Passage, lengths: list[Figure]) -> tuple[int | None, list[Figure]]:
    low = passage.low
    if _NO_CLIFF.search(low):
        return 0, []
    if named := _CLIFF.search(low):
        at = passage.start + named.start()
        near = [figure for figure in lengths if abs(figure.end - at) <= 22 or 0 <= figure.start - at <= 16]
        if near:
            closest = min(near, key=lambda figure: min(abs(figure.end - at), abs(figure.start - (at + 5))))
            if not re.search(r"[-,] ?\Z|over", passage.between(closest.end, at)[-2:]) or closest.end < at:
                return int(closest.months or 0), [closest]
        if re.search(r"(?:one|1)[- ]year cliff|annual cliff", low):
            return 12, []
        return None, []
    portion = any(figure.value for figure in passage.of_kind("percent", "fraction")) or "first" in low
    if portion and (match := _ANNIVERSARY.search(low)):
        start, end = passage.start + match.start(), passage.start + match.end()
        return 12, [figure for figure in lengths if start <= figure.start < end]
    if portion and (match := _SIX_MONTHS.search(low)):
        start, end = passage.start + match.start(), passage.start + match.end()
        return 6, [figure for figure in lengths if start <= figure.start < end]
    return None, []


def _step(passage: Passage) -> int | None:
    return next((step for step, shape in _STEPS if shape.search(passage.low)), None)
