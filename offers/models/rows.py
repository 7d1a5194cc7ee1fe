"""Rows that belong to one round and are read with it: grants, parts of base pay, what comes on top.

They stand in the round's own row, as JSON with exact decimal strings: nobody
looks for one of them alone, and so they cost no query.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models

from pay.equity import Grant
from pay.vesting import MONTHS, Schedule

_READ: dict[str, Any] = {
    "str": str,
    "bool": bool,
    "int | None": int,
    "Decimal": Decimal,
    "Decimal | None": Decimal,
    "date | None": date.fromisoformat,
    "tuple[str, ...]": tuple,
}


def written(row: Any) -> dict[str, Any]:
    """A row as JSON takes it: decimals and days as text, what isn't known left out."""
    found = {field.name: getattr(row, field.name) for field in dataclasses.fields(row)}
    # A sum of nothing is known, and has to stay: 0 is equal to False.
    return {name: _plain(value) for name, value in found.items() if not (value is False or value in (None, "", ()))}


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def read_row(kind: type[Any], stored: dict[str, Any]) -> Any:
    """The row that was written. Raises ``TypeError``, ``ValueError`` or ``ArithmeticError`` for what is none."""
    types = {field.name: field.type for field in dataclasses.fields(kind)}
    return kind(**{name: _READ[str(types[name])](value) for name, value in stored.items() if name in types})


class RowsField(models.JSONField):
    """Any number of rows of one frozen dataclass, whose fields are text, whole numbers, decimals or days."""

    def __init__(self, row: type[Any] | None = None, **kwargs: Any) -> None:
        self.row = row
        kwargs.setdefault("default", tuple)
        kwargs.setdefault("blank", True)
        super().__init__(**kwargs)

    def deconstruct(self) -> Any:
        """To a migration it is plain JSON: the rows' code may change, what is stored may not."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> tuple[Any, ...]:
        stored = super().from_db_value(value, expression, connection)
        return tuple(read_row(self.row, one) for one in stored or ()) if self.row else tuple(stored or ())

    def get_db_prep_value(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        if isinstance(value, list | tuple):
            value = self._written(value)
        return super().get_db_prep_value(value, *args, **kwargs)

    def value_from_object(self, obj: Any) -> Any:
        return self._written(super().value_from_object(obj))

    @staticmethod
    def _written(rows: Iterable[Any]) -> list[Any]:
        return [written(row) if dataclasses.is_dataclass(row) else row for row in rows]


@dataclass(frozen=True, slots=True)
class GrantTerms:
    """A grant as a letter states it; ``None``, "" and () are not known.

    ``currency`` is "" for the offer's own. ``value`` is the whole grant as
    quoted; ``close`` the last close of a listed share on ``close_on``. It
    begins ``starts_after`` months after the job, or ``starts_on`` a day. It
    vests over ``years``, or ``percents`` in each. ``recurs_from``: the like of it comes
    each year from that one on. ``window_months``: how long options can be exercised after leaving.
    """

    kind: str = "unspecified"
    currency: str = ""
    value: Decimal | None = None
    shares: Decimal | None = None
    strike: Decimal | None = None
    fair_value: Decimal | None = None
    preferred: Decimal | None = None
    close: Decimal | None = None
    close_on: date | None = None
    fully_diluted: Decimal | None = None
    starts_after: int | None = None
    starts_on: date | None = None
    years: Decimal | None = None
    percents: tuple[str, ...] = ()
    cliff_months: int | None = None
    every_months: int | None = None
    recurs_from: int | None = None
    condition: str = ""
    window_months: int | None = None

    @property
    def schedule(self) -> Schedule | None:
        """``None`` where the letter doesn't say how long the grant vests."""
        # Without a stated cliff or step the years are the same as with the usual ones.
        terms = {"cliff_months": self.cliff_months or 0, "every_months": self.every_months or 1}
        if self.percents:
            return Schedule.yearly([Decimal(percent) for percent in self.percents], **terms)
        return Schedule.even(self.years, **terms) if self.years else None

    def grant(self, joins_on: date | None = None) -> Grant:
        """The grant as the domain knows it, in its own currency; ``joins_on`` is the day the job begins, if known."""
        return Grant(
            self.kind,
            self.value,
            self.shares,
            self.strike,
            self.fair_value,
            self.preferred,
            self.fully_diluted,
            schedule=self.schedule,
            close=self.close,
            close_on=self.close_on,
            starts_after=self._starts_after(joins_on),
            starts_on=self.starts_on,
            recurs_from=self.recurs_from,
            condition=self.condition,
            currency=self.currency,
        )

    def _starts_after(self, joins_on: date | None) -> int | None:
        if self.starts_on is None:
            return self.starts_after or 0
        if joins_on is None:
            return None
        months = (self.starts_on.year - joins_on.year) * MONTHS + self.starts_on.month - joins_on.month
        # Only whole months count.
        return max(months + (self.starts_on.day > joins_on.day), 0)


WORDS = {
    "holiday": "Paid holiday",
    "notice": "Notice period",
    "severance": "Severance",
    "acceleration": "Acceleration of vesting",
    "exercise_window": "Time to exercise options after leaving",
    "relocation": "Relocation help, and when it is repaid",
    "visa": "Visa help, and when it is repaid",
    "espp": "Employee share plan",
    "learning": "Learning budget",
    "insurance": "Insurance",
    "working_time": "Remote work and hours",
    "restriction": "Non-compete and the like",
    "guarantee": "Guaranteed in the first year only",
    "other": "Anything else",
}


@dataclass(frozen=True, slots=True)
class InWords:
    """A term that is no money, in the letter's words: holiday, notice, severance."""

    kind: str
    words: str
