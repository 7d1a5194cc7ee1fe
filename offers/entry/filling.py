"""What was read of a letter → the first values of the offer's form, its rows among them.

Only what the form can say as the letter says it is filled in: anything else is
shown beside the letter, for the candidate to enter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from offers.entry.rows import MOST_ROWS
from offers.entry.terms import GRANT_MONEY, OF_THE_GRANT
from pay.currencies import CODES
from pay.letters.reading import Letter, Term
from pay.letters.times import time_and_zone

# By the same name in the form.
_SAME = frozenset(
    {
        *("employer", "currency", "status", "respond_by"),
        *("bonus", "bonus_unit", "bonus_kind", "signing", "signing_2", "signing_3", "clawback", "clawback_months"),
    }
)
_OTHERWISE = {"guaranteed_bonus": "bonus_guaranteed"}
# The grant's names here and in the reader.
_GRANT = {"schedule": "vesting_percents"} | {
    name: name
    for name in (
        *("equity", "equity_kind", "vesting_years", "cliff_months", "vesting_every", "shares"),
        *("strike", "fair_value", "preferred", "fully_diluted"),
    )
}
_PERS = frozenset({"month", "week", "day", "hour"})
_PARTS = {f"base_part_{name}": name for name in ("basic", "hra", "housing", "transport", "special")}
_WORDS = {
    **dict.fromkeys(("holiday_days",), "holiday"),
    **dict.fromkeys(("notice_months", "notice_weeks", "notice_days"), "notice"),
    **dict.fromkeys(("severance", "severance_months"), "severance"),
    **dict.fromkeys(("acceleration", "acceleration_percent"), "acceleration"),
    "exercise_window_months": "exercise_window",
    **dict.fromkeys(("relocation", "relocation_max"), "relocation"),
    **dict.fromkeys(("probation_months", "probation_weeks", "probation_days"), "other"),
    **dict.fromkeys(("retention_bonus", "buyout"), "other"),
}
_LONGEST_WORDS = 300
_INCLUDED = re.compile(r"\b(?:incl|inkl|inbegriff|compris|dont|davon|waarvan|of which)", re.IGNORECASE)
_NUMBERED = re.compile(r"(?P<name>.+?)_(?P<number>[2-9])\Z")


@dataclass
class Filling:
    """``initial``: first values under the form's names; ``used``: the terms, by the reader's names, that fill it."""

    initial: dict[str, Any] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def put(self, name: str, value: Any, *fields: str) -> None:
        self.initial[name] = value
        self.used.update(fields)

    def row(self, kind: str, row: dict[str, Any], *fields: str) -> None:
        rows = self.initial.setdefault(kind, [])
        if row not in rows and len(rows) < MOST_ROWS:
            rows.append(row)
        if row in rows:
            self.used.update(fields)


def filling_of(letter: Letter, terms: Iterable[Term]) -> Filling:
    """The values that ``terms``, of the letter, fill in. The form has one currency: a sum in another stays out."""
    filling = Filling()
    currency = letter.value("currency")
    every = {term.field: term for term in terms}
    own = {name: term for name, term in every.items() if not _is_foreign(term, currency)}
    for name, term in own.items():
        if name in _SAME:
            filling.put(name, term.value, name)
        elif name in _OTHERWISE:
            filling.put(_OTHERWISE[name], term.value, name)
    _base(own, letter, filling)
    _parts(own, filling)
    _grants(every, currency, filling)
    _on_top(own, currency, filling)
    _deadline(own, currency, filling)
    for name, term in own.items():
        if kind := _WORDS.get(name):
            filling.row("words", {"kind": kind, "words": term.words[:_LONGEST_WORDS]}, name)
    return filling


def _is_foreign(term: Term, currency: str | None) -> bool:
    return bool(term.currency and currency and term.currency != currency)


def _base(terms: dict[str, Term], letter: Letter, filling: Filling) -> None:
    """The base as the letter states it: by its month, week, day or hour where the form knows that, else a year's."""
    stated = terms.get("base_amount")
    period = terms.get("base_period") or next(
        (term for term in letter.doubtful if term.field == "base_period" and stated and term.words == stated.words),
        None,
    )
    if stated and period and period.value in _PERS:
        filling.put("base", stated.value, "base", "base_amount", "base_period")
        filling.put("base_per", period.value)
        for name, ours in (("salaries_a_year", "salaries"), ("hours_a_week", "hours_a_week")):
            is_wanted = period.value == ("month" if ours == "salaries" else "hour")
            if is_wanted and (term := terms.get(name)):
                filling.put(ours, term.value, name)
    elif base := terms.get("base"):
        filling.put("base", base.value, "base", "base_period")
        filling.put("base_per", "year")
    share, full = terms.get("fte"), terms.get("base_full_time")
    if share:
        filling.put("working_share", share.value, "fte")
        if full and "base" not in filling.initial:
            filling.put("base", full.value, "base_full_time")
            filling.put("base_is_full_time", "full")
    if (hours := terms.get("hours_a_week")) and "base" in filling.initial:
        filling.put("hours_a_week", hours.value, "hours_a_week")


def _parts(terms: dict[str, Term], filling: Filling) -> None:
    """The parts of base pay, which the reader gives for a year, where they add up to it."""
    parts = {name: terms[name] for name in _PARTS if name in terms}
    base = filling.initial.get("base")
    if not parts or base is None or filling.initial.get("base_per") != "year":
        return
    if sum((term.value for term in parts.values()), Decimal(0)) == base:
        for name, term in parts.items():
            filling.row("parts", {"name": _PARTS[name], "amount_paid": term.value}, name)


def _grants(terms: dict[str, Term], currency: str | None, filling: Filling) -> None:
    by_number: dict[int, dict[str, Term]] = {}
    for name, term in terms.items():
        numbered = _NUMBERED.match(name)
        plain, number = (numbered["name"], int(numbered["number"])) if numbered else (name, 1)
        if plain in _GRANT:
            by_number.setdefault(number, {})[plain] = term
    for number, grant in sorted(by_number.items()):
        named = {term.currency for name, term in grant.items() if name in GRANT_MONEY and term.currency}
        foreign = named - {currency} if currency else set()
        if foreign and (len(named) > 1 or not foreign <= set(CODES)):
            # In two currencies, or one that isn't known: the amounts stay out.
            grant = {name: term for name, term in grant.items() if name not in GRANT_MONEY}
            foreign = set()
        suffix = "" if number == 1 else f"_{number}"
        values = {_GRANT[name]: term.value for name, term in grant.items()}
        fields = [f"{name}{suffix}" for name in grant]
        own = foreign.pop() if foreign else ""
        if number == 1:
            filling.initial |= values | ({"equity_currency": own} if own else {})
            filling.used.update(fields)
        elif values:
            row = {OF_THE_GRANT[name]: value for name, value in values.items()}
            filling.row("grants", row | ({"currency": own} if own else {}), *fields)


def _on_top(terms: dict[str, Term], currency: str | None, filling: Filling) -> None:
    pension = "superannuation" if currency == "AUD" else "pension"
    for name, kind in (("pension_percent", pension), ("holiday_allowance_percent", "holiday_allowance")):
        # In the base or on top of it: "including 8%" is for the candidate to say.
        if (term := terms.get(name)) and not _INCLUDED.search(term.words):
            filling.row("on_top", {"kind": kind, "how_much": term.value, "unit": "percent"}, name)
    if (term := terms.get("pension")) and not _INCLUDED.search(term.words) and "pension_percent" not in filling.used:
        filling.row("on_top", {"kind": pension, "how_much": term.value, "unit": "amount"}, "pension")
    for name, term in terms.items():
        numbered = re.fullmatch(r"allowance(_[2-9])?", name)
        if numbered:
            named = terms.get(f"allowance_name{numbered[1] or ''}")
            words = named.value if named else ""
            row = {"kind": "cash_allowance", "how_much": term.value, "unit": "amount", "words": words}
            filling.row("on_top", row, name, f"allowance_name{numbered[1] or ''}")
    if term := terms.get("commission"):
        filling.put("other", term.value, "commission")
        filling.put("other_words", "Commission")


def _deadline(terms: dict[str, Term], currency: str | None, filling: Filling) -> None:
    if term := terms.get("respond_by_time"):
        at, zone = time_and_zone(term.value, currency)
        if at:
            filling.put("respond_by_time", at, "respond_by_time")
            filling.put("respond_by_zone", zone)
