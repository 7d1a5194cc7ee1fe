"""Per what a posting states pay, in words and in the spellings of data."""

from __future__ import annotations

import re
from typing import Literal

from pay.basis import Period

_EVERY = r"(?:per|an?|each|every|pro|je|par|al|por|à l'|/|p\.?)[ \t]?"
_BEHIND: dict[Period, str] = {
    "year": rf"{_EVERY}(?:year|yr|annum|jahr|an(?:née)?|jaar|año|ano|år|a\b)|p\. ?a\b\.?|annually|annuali[sz]ed|yearly|"
    r"annual(?:ly)?|jährlich|annuels?|anual(?:es)?|im jahr|lpa\b|bruts? annuels?",
    "month": rf"{_EVERY}(?:month|mo|monat|mois|maand|månad|mes|mês)|monthly|monatlich|mensuels?|mensual(?:es)?|"
    r"p\. ?m\b\.?|im monat|pcm",
    "week": rf"{_EVERY}(?:week|wk|woche|semaine|semana)|weekly",
    "day": rf"{_EVERY}(?:day|tag|jour|dag|día|dia)|daily",
    "hour": rf"{_EVERY}(?:hour|hr|h|stunde|heure|uur|hora)|hourly|stündlich|p\.?h\b",
}
# Before a noun: "annual base salary", "Jahresgehalt".
_FRONT: dict[Period, str] = {
    "year": r"\bannual(?:i[sz]ed)?\b|\byearly\b|jahres|\bannuel|\bjaarlijks|\banual\b",
    "month": r"\bmonthly\b|monats|\bmensuel|maandelijks|\bmensual\b",
    "week": r"\bweekly\b|wochen(?=lohn|gehalt)",
    "day": r"\bday\b|\bdaily\b|tages|\bper diem\b",
    "hour": r"\bhourly\b|stunden|\bhoraire",
}
_DATA: dict[Period, frozenset[str]] = {
    "year": frozenset({*("year", "years", "yr", "yearly", "annual", "annually", "annum", "peryear", "perannum")})
    | {"ann", "p1y", "pa"},
    "month": frozenset({"month", "months", "mo", "monthly", "mon", "permonth", "p1m"}),
    "week": frozenset({"week", "weeks", "wk", "weekly", "wee", "perweek", "p1w", "p7d"}),
    "day": frozenset({"day", "days", "daily", "perday", "p1d"}),
    "hour": frozenset({"hour", "hours", "hr", "hrs", "hourly", "hur", "perhour", "pt1h"}),
}
BEHIND = re.compile("|".join(f"(?P<{period}>(?:{words})(?![^\\W_]))" for period, words in _BEHIND.items()))
FRONT = re.compile("|".join(f"(?P<{period}>{words})" for period, words in _FRONT.items()))


def period_of(match: re.Match[str] | None) -> Period | Literal[""]:
    return next((period for period in _BEHIND if match and match[period]), "")


def period_of_data(text: object) -> Period | Literal[""]:
    """ "YEAR", "HOURLY", "per hour", "HUR", "P1Y", "http://schema.org/Month"; "" for what is none."""
    if not isinstance(text, str):
        return ""
    word = re.sub(r"[^a-z0-9]", "", text[:60].lower().rpartition("schema.org/")[2])
    return next((period for period, words in _DATA.items() if word in words), "")
