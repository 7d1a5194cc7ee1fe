"""Values of an exported file → those of stored fields: each as the export writes it, or refused with its place."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Collection, Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from offers.entry import rows
from offers.entry.fields import YEARS
from offers.leaving import forms as leaving
from offers.models import Round
from offers.models.rows import WORDS, GrantTerms, InWords, RowsField, read_row
from pay.basis import PART_NAMES, BasePart
from pay.currencies import CODES
from pay.forfeits import FORFEIT_NAMES, Forfeit
from pay.on_top import KIND_NAMES, OnTop
from pay.vesting import ScheduleError

# Of one kind in a round: the offer’s form has a grant beside its rows of them, and the leaving page rows of its own.
MOST_ROWS = max(1 + rows.MOST_ROWS, leaving.MOST)
LONGEST_WORDS = 300
_NUMBER = re.compile(r"\d{1,15}(?:\.\d{1,10})?")
_PERCENT = re.compile(r"\d{1,3}(?:\.\d{1,2})?")
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_MONTHS = range(601)


class UnreadableError(Exception):
    """What in a file is not as an export writes it: its place, then why."""

    def __init__(self, place: str, why: str) -> None:
        super().__init__(f"{place}: {why}" if place else why)


def known_names(
    found: Any, names: Collection[str], place: str, later: Mapping[str, Any] | None = None
) -> Mapping[str, Any]:
    """``found``, which has to be an object of these names and no others.

    ``later``: names that older exports don't have yet, with what they mean by that.
    """
    if not isinstance(found, dict):
        raise UnreadableError(place, "an object with names is expected here.")
    unknown = next((name for name in found if name not in names), None)
    if unknown is not None:
        raise UnreadableError(place, f"“{unknown[:40]}” is no name that an export has here.")
    every: dict[str, Any] = {**(later or {}), **found}
    missing = next((name for name in names if name not in every), None)
    if missing is not None:
        raise UnreadableError(place, f"“{missing}” is missing.")
    return every


def listed_in(found: Any, most: int, place: str) -> list[Any]:
    if not isinstance(found, list):
        raise UnreadableError(place, "a list is expected here.")
    if len(found) > most:
        raise UnreadableError(place, f"there are {len(found)}, and no more than {most} are kept.")
    return found


def text_of(found: Any, longest: int, place: str) -> str:
    if not isinstance(found, str):
        raise UnreadableError(place, "a text in quotation marks is expected here.")
    if len(found) > longest:
        raise UnreadableError(place, f"the text is longer than {longest} characters.")
    if _UNSEEN.search(found):
        raise UnreadableError(place, "the text has a character in it that no text has.")
    return found


def whole_of(found: Any, place: str) -> int:
    if not isinstance(found, int) or isinstance(found, bool) or found not in _MONTHS:
        raise UnreadableError(place, f"a whole number from 0 to {_MONTHS.stop - 1} is expected here.")
    return found


def number_of(found: Any, place: str) -> Decimal:
    """Amounts are exact, so they stand as text: a number of JSON may have been rounded on its way."""
    if not isinstance(found, str) or not _NUMBER.fullmatch(found):
        raise UnreadableError(place, 'an amount such as "1234.5", in quotation marks, is expected here.')
    return Decimal(found)


def day_of(found: Any, place: str) -> date:
    try:
        day = date.fromisoformat(found)
    except (TypeError, ValueError):
        raise UnreadableError(place, 'a day such as "2026-11-28" is expected here.') from None
    if day.year not in YEARS:
        raise UnreadableError(place, "is the year right?")
    return day


def stored_value(field: Any, found: Any, place: str) -> Any:
    """A value as ``field`` stores it. Choices, lengths and digits are the field's own to refuse."""
    if isinstance(field, RowsField):
        return rows_of(field, found, place)
    if found is None:
        if not field.null:
            raise UnreadableError(place, "this can't be unknown.")
        return None
    read: Callable[[Any, str], Any]
    match field:
        case models.DecimalField():
            read = number_of
        case models.DateField():
            read = day_of
        case models.TimeField():
            read = _time
        case models.BooleanField():
            read = _whether
        case models.IntegerField():
            read = whole_of
        case models.JSONField():
            read = _texts
        case _:
            longest = field.max_length or 10_000
            read = lambda value, where: text_of(value, longest, where)  # noqa: E731 - one of several
    value = read(found, place)
    try:
        field.clean(value, None)
    except ValidationError as refused:
        raise UnreadableError(place, " ".join(refused.messages)) from None
    return value


def _time(found: Any, place: str) -> time:
    try:
        return time.fromisoformat(found)
    except (TypeError, ValueError):
        raise UnreadableError(place, 'a time such as "17:00:00" is expected here.') from None


def _whether(found: Any, place: str) -> bool:
    if not isinstance(found, bool):
        raise UnreadableError(place, "true or false is expected here.")
    return found


def _texts(found: Any, place: str) -> list[str]:
    return [text_of(one, 100, place) for one in listed_in(found, 60, place)]


def is_percent(text: str) -> bool:
    """Whether a stored text is a percentage from 0 to 100."""
    return bool(_PERCENT.fullmatch(text)) and Decimal(text) <= 100


# Rows


def rows_of(field: RowsField, found: Any, place: str) -> tuple[Any, ...]:
    kind = field.row
    if kind is None:
        raise TypeError(f"{field.name} has rows of no kind")
    return tuple(
        _row(kind, row, f"{place}, row {number}") for number, row in enumerate(listed_in(found, MOST_ROWS, place), 1)
    )


_OF: dict[str, Callable[[Any, str], Any]] = {
    "str": lambda found, place: text_of(found, LONGEST_WORDS, place),
    "bool": _whether,
    "int | None": whole_of,
    "Decimal": number_of,
    "Decimal | None": number_of,
    "date | None": day_of,
    "tuple[str, ...]": _texts,
}


def _row(kind: type[Any], found: Any, place: str) -> Any:
    """A row of a kind; a row leaves out what isn't known."""
    if not isinstance(found, dict):
        raise UnreadableError(place, "an object with names is expected here.")
    types = {field.name: str(field.type) for field in dataclasses.fields(kind)}
    for name, value in found.items():
        if name not in types:
            raise UnreadableError(place, f"“{name[:40]}” is no name that an export has here.")
        _OF[types[name]](value, f"{place}, {name}")
    try:
        row = read_row(kind, found)
    except TypeError:
        raise UnreadableError(place, "something that every such row has is missing.") from None
    if why := _CHECKS[kind](row):
        raise UnreadableError(place, why)
    return row


def _grant_error(row: GrantTerms) -> str:
    if row.kind not in Round.EquityKind.values:
        return "this kind of equity isn't known."
    if row.currency and row.currency not in CODES:
        return "this currency isn't known."
    if row.years is not None and not Decimal("0.5") <= row.years <= 10:
        return "a grant vests over half a year to 10 years."
    if row.recurs_from is not None and not 1 <= row.recurs_from <= 5:
        return "a refresher comes from one of the first five years on."
    if row.every_months == 0:
        return "a grant vests every month or more seldom."
    if row.starts_after and row.starts_on:
        return "it begins so many months after the start or on a day, not both."
    if not all(map(is_percent, row.percents)):
        return "the percentages of its years can't be read."
    try:
        schedule = row.schedule
    except ScheduleError as refused:
        return str(refused)
    if schedule and (row.cliff_months or 0) > schedule.months:
        return f"it vests over {schedule.months} months: the cliff can't come after that."
    return ""


def _among(names: Collection[str]) -> Callable[[Any], str]:
    return lambda row: "" if row.kind in names else "this kind of row isn't known."


def _part_error(row: BasePart) -> str:
    return "" if row.name in PART_NAMES else "this part of base pay isn't known."


def _on_top_error(row: OnTop) -> str:
    if row.kind not in KIND_NAMES:
        return "this kind of row isn't known."
    if any(name not in PART_NAMES for name in row.of):
        return "it is of a part of base pay that isn't known."
    if row.lower is not None and row.upper is not None and row.lower >= row.upper:
        return "the upper limit is more than the lower one."
    if (row.percent or 0) > 100 or (row.matched or 0) > 100:
        return "more than 100 percent."
    return ""


_CHECKS: dict[type[Any], Callable[[Any], str]] = {
    GrantTerms: _grant_error,
    BasePart: _part_error,
    OnTop: _on_top_error,
    InWords: _among(WORDS),
    Forfeit: _among(FORFEIT_NAMES),
}
