"""What a letter says beside the pay: notice, probation, holiday, hours, share of full time, exercise, acceleration."""

from __future__ import annotations

import re
from decimal import Decimal

from pay.letters.figures import Figure
from pay.letters.passages import Draft, Passage

_NOTICE = re.compile(r"notice|kündigungsfrist|préavis|preaviso|opzegtermijn|aviso prévio|frist von")
_PROBATION = re.compile(
    r"probation|trial period|probezeit|période d'essai|periodo de prueba|período de prueba|proeftijd|período "
    r"experimental|período de experiência|introductory period"
)
_HOLIDAY = re.compile(
    r"holiday|vacation|annual leave|paid time off|\bpto\b|\bleave\b|urlaub|congés|vacaciones|vakantie|férias|paid leave"
)
_NO_HOLIDAY = re.compile(
    r"sick|parental|maternity|paternity|carry|bereavement|unpaid|study|accrued|unused|volunteer|"
    r"(?<!and )(?<!plus )public holidays?\b(?! ?(?:\)|,|and|plus))|cap\b|rentt|arbeitsunf|krank|buy"
)
_BY_THE_MONTH = re.compile(r"[\w' ]{0,40}per month")
_OTHER_LEAVE = re.compile(r"['s]{0,2} (?:of |de )?(?:paid )?(?:personal|carer|sick|study|compassionate|rtt|volunteer)")
_IS_NOTICE = re.compile(r"['s]{0,2} (?:prior |written )*notice")
_PROBATION_BEHIND = re.compile(
    r"['s-]{0,2} ?(?:probation|trial|probezeit|introductory|proeftijd)|"
    r" (?:are|is|gelten als|gilt als|sind)(?: an?| your| the| die| eine)? (?:probation|trial|probezeit)"
)
_PROBATION_IN_FRONT = re.compile(
    r"(?:probation\w*|trial|probezeit|essai|prueba|proeftijd|experimental|experiência|"
    r"introductory)[\w ]{0,20}(?:of|is|:|for|von|de|van|beträgt|lasts|be)?[\w ]{0,16}\Z"
)
_DURING = re.compile(r"\b(?:during|while|within|in|after|während|nach|pendant|tijdens|na)\W+(?:\w+ ){0,2}\Z")
_OF_LENGTH = re.compile(r" (?:of|von|de|van) \Z")
_HOURS = re.compile(
    r"\s*work(?:ing)? ?week|"
    r"\s*(?:of work )?(?:/|per|a|each|pro|par|por|in der|die|a la|à la|hebdomadaires|semanales|semanais|"
    r"wöchentlich|je|weekly|every)\s*(?:week|woche|semaine|semana|wk|weekly)?|\s*(?:weekly|hebdomadaires|semanales|"
    r"semanais|wöchentlich)"
)
_WEEKLY_HOURS = re.compile(r"(?:wöchentliche[nr]? |wochen)arbeitszeit[\w ]{0,20}\Z")
_WINDOW = re.compile(r"exercis|ausüb|exercice|ejerc|uitoefen|exercer")
_AFTER_LEAVING = re.compile(
    r"terminat|leav|depart|cease|separation|end of (?:your )?(?:service|employment)|ausscheid|départ"
)
_EMPLOYER_PAYS = re.compile(
    r"\b(?:we|the (?:company|employer|firm|bank|foundation|group|university|trust|agency|council)) "
    r"(?:will |shall |also )*(?:contributes?|pays?) \Z"
)
_INTO = re.compile(r"\b(?:pension|superannuation|retirement|401\(k\)|403\(b\)|defined contribution|provident)\b")
_ACCELERATES = re.compile(
    r"accelerat|unvested (?:options|shares|rsus|units|equity|awards?) (?:will |shall )?(?:become )?(?:fully )?vest"
)
_CHANGE = re.compile(
    r"change (?:of|in) control|acquisition|sale of the company|liquidity|corporate transaction|merger|"
    r"double[- ]trigger|single[- ]trigger"
)


def read_conditions(passage: Passage, draft: Draft) -> None:
    for figure in passage.of_kind("length"):
        _length(figure, passage, draft)
    _working_share(passage, draft)
    _contribution(passage, draft)
    _acceleration(passage, draft)


def _length(figure: Figure, passage: Passage, draft: Draft) -> None:
    near = passage.between(figure.start - 60, figure.end + 60)
    behind = passage.between(figure.end, figure.end + 34)
    before = passage.before(figure, 70)
    probation = _probation(before, behind)
    if (
        figure.unit == "day"
        and not probation
        and _HOLIDAY.search(near)
        and not _NO_HOLIDAY.search(near)
        and figure.value >= 8
    ):
        alone = len(_days_of_leave(passage)) == 1 and not _BY_THE_MONTH.match(behind)
        of_leave = (
            re.match(
                r"['s]{0,2} (?:of )?(?:paid |annual |vacation |holiday)|[^.,;]{0,24}(?:holiday|vacation|leave|pto|"
                r"urlaub|congés|vacaciones|férias|vakantie)",
                behind,
            )
            or re.search(
                r"(?:holiday|vacation|annual leave|pto|time off|urlaub\w*|congés|vacaciones|vakantie\w*|"
                r"férias)[\w ']{0,30}(?:is|:|of|beträgt|von|entitlement|to|are)?[\w ]{0,12}\Z",
                before,
            )
            or "urlaubstag" in passage.between(figure.start, figure.end)
            or "vakantiedagen" in passage.between(figure.start, figure.end)
        )
        if figure not in _days_of_leave(passage):
            return
        draft.add("holiday_days", figure.value, passage, [figure], is_certain=bool(of_leave) and alone)
    elif figure.unit in ("month", "week", "day") and (
        probation or (_PROBATION.search(near) and not _NOTICE.search(near))
    ):
        certain = probation and not passage.says("extend")
        name = {"month": "probation_months", "week": "probation_weeks", "day": "probation_days"}[figure.unit]
        draft.add(name, figure.value, passage, [figure], is_certain=certain)
    elif _NOTICE.search(near) and figure.unit in ("month", "week", "day"):
        several = len({(other.value, other.unit) for other in passage.of_kind("length")}) > 1
        tied = re.match(r"['s]{0,2} (?:prior |written |advance )*(?:notice|preaviso)", behind) or re.search(
            r"(?:notice(?: period)?|kündigungsfrist|préavis|preaviso|opzegtermijn)[\w ]{0,24}(?:of|is|:|von|"
            r"beträgt|de|van|be)?\s?(?:at least )?\Z",
            before,
        )
        name = {"month": "notice_months", "week": "notice_weeks", "day": "notice_days"}[figure.unit]
        certain = (
            bool(tied)
            and not several
            and not _PROBATION.search(passage.low)
            and not passage.says("address", "change", "if you")
        )
        draft.add(name, figure.value, passage, [figure], is_certain=certain)
    elif (
        figure.unit == "hour"
        and _HOURS.match(behind)
        and (
            "week" in behind[:20]
            or "woche" in behind[:24]
            or "sem" in behind[:24]
            or "wöch" in behind[:24]
            or "hebdo" in behind[:24]
        )
    ):
        certain = 4 <= figure.value <= 60 and not passage.says(
            "overtime",
            "remote",
            "office",
            "maximum",
            "exceed",
            "more than",
            "up to",
            "full-time employees",
            "full time is",
        )
        hours = [other for other in passage.of_kind("length") if other.unit == "hour"]
        draft.add("hours_a_week", figure.value, passage, [figure], is_certain=certain and len(hours) == 1)
    elif figure.unit == "hour" and _WEEKLY_HOURS.search(before):
        draft.add("hours_a_week", figure.value, passage, [figure], is_certain=4 <= figure.value <= 60)
    elif "wochenstunden" in passage.between(figure.start, figure.end):
        draft.add("hours_a_week", figure.value, passage, [figure])
    elif (
        _WINDOW.search(near)
        and _AFTER_LEAVING.search(passage.low)
        and (passage.nouns & {"options", "equity", "shares"} or passage.says("you may exercise"))
    ):
        months = (
            figure.months
            if figure.months
            else Decimal(figure.value) / 30
            if figure.unit == "day" and figure.value % 30 == 0
            else None
        )
        if months:
            several = len(passage.of_kind("length")) > 1
            draft.add(
                "exercise_window_months",
                months,
                passage,
                [figure],
                is_certain=not several and not passage.says("disab", "death", "cause"),
            )
    elif figure.months and passage.nouns & {"severance"} and re.search(r"severance|sever", near):
        salary = re.match(r"['s]{0,2} (?:of )?(?:your )?(?:then[- ]current )?(?:base |basic )?(?:salary|pay)", behind)
        draft.add(
            "severance_months", figure.months, passage, [figure], is_certain=bool(salary) and not passage.says("up to")
        )


def _days_of_leave(passage: Passage) -> list[Figure]:
    """The days of a sentence that aren't said to be of another leave than holiday."""
    return [
        other
        for other in passage.of_kind("length")
        if other.unit == "day" and not _OTHER_LEAVE.match(passage.between(other.end, other.end + 30))
    ]


def _probation(before: str, behind: str) -> bool:
    """Whether a length is tied to the word for probation: how long that is, not what is due during it."""
    if _IS_NOTICE.match(behind):
        return False
    if _PROBATION_BEHIND.match(behind):
        return True
    tied = _PROBATION_IN_FRONT.search(before)
    if not tied or _NOTICE.search(tied[0]):
        return False
    return not _DURING.search(before[: tied.start()]) or bool(_OF_LENGTH.search(tied[0]))


def _working_share(passage: Passage, draft: Draft) -> None:
    for amount in passage.amounts:
        figure = amount.figure
        behind, before = passage.between(figure.end, figure.end + 24), passage.before(figure, 40)
        if (
            figure.kind == "number"
            and 0 < figure.value <= 1
            and (
                re.match(r"\s?(?:fte|of full|full-time equiv)", behind)
                or re.search(r"\bfte\b(?: of|:| is)?\s*\(?\Z", before)
            )
        ):
            draft.add("fte", figure.value, passage, [figure])
        elif (
            figure.kind == "percent"
            and 10 <= figure.value < 100
            and (
                re.match(
                    r"\s?(?:fte\b|of (?:full[- ]time|a full-time|fte)|part[- ]time|pensum|einer vollzeit|"
                    r"arbeitszeit|stelle|der regelmäßigen|teilzeit)",
                    behind,
                )
                or re.search(
                    r"(?:pensum|beschäftigungsgrad|arbeitspensum|workload|work rate|fte|working time|employment "
                    r"level)(?: von| of|:| is| beträgt)?\s*\(?\Z",
                    before,
                )
            )
        ):
            draft.add("fte", figure.value / 100, passage, [figure])


def _contribution(passage: Passage, draft: Draft) -> None:
    """ "The Company pays 8% of basic salary into the pension scheme": who pays it in says whose it is."""
    for amount in passage.amounts:
        figure = amount.figure
        if figure.kind != "percent" or amount.part or amount.is_condition or amount.measure not in ("base", "pay"):
            continue
        if _EMPLOYER_PAYS.search(passage.before(figure, 60)) and _INTO.search(passage.low):
            certain = not passage.is_elsewhere and not figure.is_doubtful and not passage.says("up to", "match")
            draft.add("pension_percent", figure.value, passage, [figure], is_certain=certain)


def _acceleration(passage: Passage, draft: Draft) -> None:
    if (
        not _ACCELERATES.search(passage.low)
        or not _CHANGE.search(passage.low)
        or passage.says("no accelerat", "not accelerat", "without accelerat")
    ):
        return
    percents = passage.of_kind("percent")
    double = passage.says("double", "terminat", "without cause", "good reason", "involuntar")
    kind = "double_trigger" if double else "single_trigger"
    draft.add("acceleration", kind, passage, [])
    if len(percents) == 1:
        draft.add("acceleration_percent", percents[0].value, passage, percents)
