"""The days that a letter names."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

_NAMES = (
    "january jan janvier januar jänner jan enero ene januari janeiro",
    "february feb février fevrier fév februar feber febrero februari fevereiro fev",
    "march mar mars märz maerz mrz marzo maart mrt março",
    "april apr avril avr abril abr",
    "may mai mayo mei maio",
    "june jun juin juni junio junho",
    "july jul juillet juil juli julio julho",
    "august aug août aout agosto ago augustus",
    "september sep sept septembre septiembre setembro set",
    "october oct octobre oktober okt octubre outubro out",
    "november nov novembre noviembre novembro",
    "december dec décembre dezember dez diciembre dic dezembro",
)
_MONTHS = {name: number for number, names in enumerate(_NAMES, 1) for name in names.split()}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WEEKDAYS = (
    "monday mon montag lundi lunes maandag segunda-feira",
    "tuesday tue tues dienstag mardi martes dinsdag terça-feira",
    "wednesday wed mittwoch mercredi miércoles woensdag quarta-feira",
    "thursday thu thurs donnerstag jeudi jueves donderdag quinta-feira",
    "friday fri freitag vendredi viernes vrijdag sexta-feira",
    "saturday sat samstag samedi sábado zaterdag",
    "sunday sun sonntag dimanche domingo zondag",
)
_DAYS = {name: number for number, names in enumerate(_WEEKDAYS) for name in names.split()}
_DAY = "|".join(sorted(_DAYS, key=len, reverse=True))
_ORDINAL = r"(?:st|nd|rd|th|er|\.|º|ª)?"
_SHAPE = re.compile(
    rf"(?<![\w/-])(?:(?P<weekday>{_DAY})\.?,?\s(?:(?:the|den|dem|le|el|op|dia|día) )?)?"
    r"(?:(?P<iso>\d{4}-\d{2}-\d{2})(?![\d-])"
    rf"|(?P<month>{_MONTH})\.?\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|[.,]\d|:)(?:,?\s(?P<year>\d{{4}})(?!\d|,\d))?"
    rf"|(?P<day2>\d{{1,2}}){_ORDINAL}[\s-](?:(?:day )?of |de |d')?(?P<month2>{_MONTH})\b\.?(?:,?[\s-](?:de |del "
    rf")?(?P<year2>\d{{4}})(?!\d|,\d))?"
    r"|(?P<day3>\d{1,2})\.\s?(?P<month3>\d{1,2})\.\s?(?P<year3>\d{4})(?!\d)"
    r"|(?P<one>\d{1,2})[/-](?P<other>\d{1,2})[/-](?P<year4>\d{4}|\d{2})(?![\d/-]|,\d)"
    rf"|(?P<month5>{_MONTH})\.?,?\s(?P<year5>(?:19|20)\d\d)(?!\d|,\d))"
)


@dataclass(frozen=True, slots=True)
class Day:
    """``day`` is ``None`` where it can't be told: no year, or day and month can't be told apart.

    ``month`` and ``number`` are then what stands there, ``weekday`` 0 to 6 or ``None``. ``is_doubtful``: the day of the
    week is another.
    """

    start: int
    end: int
    day: date | None = None
    month: int = 0
    number: int = 0
    weekday: int | None = None
    is_doubtful: bool = False


def find_dates(low: str, near: list[tuple[int, int]]) -> list[Day]:
    """The days of a text in small letters, in order, in the stretches ``near`` its figures; of "3/12/2026" the order is
    that of the text's other dates."""
    matches = [match for at, to in near for match in _SHAPE.finditer(low, at, to)]
    orders = {order for match in matches if match["one"] and (order := _order(match)) is not None}
    day_first = orders.pop() if len(orders) == 1 else None
    return [_day(match, day_first=day_first) for match in matches]


def _order(match: re.Match[str]) -> bool | None:
    one, other = int(match["one"]), int(match["other"])
    if one > 12 >= other:
        return True
    return False if other > 12 >= one else None


def _day(match: re.Match[str], *, day_first: bool | None) -> Day:
    weekday = _DAYS[match["weekday"]] if match["weekday"] else None
    read = Day(match.start(), match.end(), weekday=weekday)
    year, month, number = _parts(match, day_first=day_first)
    read = replace(read, month=month, number=number)
    if not (year and month and number):
        return read
    try:
        day = date(year, month, number)
    except ValueError:
        return replace(read, is_doubtful=True)
    return replace(read, day=day, is_doubtful=weekday is not None and day.weekday() != weekday)


def _parts(match: re.Match[str], *, day_first: bool | None) -> tuple[int, int, int]:
    if match["iso"]:
        year, month, day = map(int, match["iso"].split("-"))
        return year, month, day
    if match["day3"]:
        return int(match["year3"]), int(match["month3"]), int(match["day3"])
    if match["one"]:
        one, other = int(match["one"]), int(match["other"])
        year = int(match["year4"]) + (2000 if len(match["year4"]) == 2 else 0)
        if one == other:
            return year, one, one
        is_day_first = _order(match) if _order(match) is not None else day_first
        if is_day_first is None:
            return 0, 0, 0
        return (year, other, one) if is_day_first else (year, one, other)
    if match["year5"]:
        return int(match["year5"]), _MONTHS[match["month5"]], 0
    month = _MONTHS[match["month"] or match["month2"]]
    return int(match["year"] or match["year2"] or 0), month, int(match["day"] or match["day2"])


def in_year(day: Day, after: date) -> date | None:
    """A day without a year, as the next one from ``after`` on that falls on its day of the week."""
    if not (day.month and day.number):
        return None
    for year in range(after.year, after.year + 2):
        try:
            found = date(year, day.month, day.number)
        except ValueError:
            continue
        if found >= after:
            return found if day.weekday in (None, found.weekday()) else None
    return None
