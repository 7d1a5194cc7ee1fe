"""What a table's columns (or the rows of a table turned on its side) are about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from guides.parsing.blocks import plain
from guides.parsing.currencies import noted_currencies
from guides.parsing.document import EquityKind

ColumnKind = Literal[
    "region", "level", "component", "base", "equity", "bonus", "signing", "total", "other", "place", "words"
]
PAY = frozenset({"base", "equity", "bonus", "signing", "total"})

# In the order in which they are tried: "Sign-On Bonus" is no bonus, "Total Stock" is stock.
_KINDS: tuple[tuple[ColumnKind, re.Pattern[str]], ...] = (
    ("signing", re.compile(r"\bsign(?:ing)?[- ]?on\b|\bsigning\b", re.IGNORECASE)),
    ("total", re.compile(r"\btotal\b|\bTC\b|\bTDC\b|\bOTE\b|\ball-in\b|\btotal comp\b", re.IGNORECASE)),
    (
        "equity",
        re.compile(
            r"\bstock\b|\bequity\b|\bRSUs?\b|\boptions?\b|\bPPUs?\b|\bphantom\b|\bshares?\b"
            r"|\bprofit[- ](?:sharing|share)\b|\bcarry\b|\bcarried interest\b|\bgrant\b|\bLTIP?\b|\bESOP\b",
            re.IGNORECASE,
        ),
    ),
    ("bonus", re.compile(r"\bbonus\b|\bincentive\b|\bvariable\b|\bSTI\b", re.IGNORECASE)),
    ("base", re.compile(r"\bbase\b|\bsalary\b|\bfixed pay\b", re.IGNORECASE)),
    ("component", re.compile(r"^(?:pay )?(?:component|element)s?$", re.IGNORECASE)),
    (
        "region",
        re.compile(
            r"^(?:region|location|market|office|city|geo(?:graphy)?|hub|country|site)\b(?!.*\bequivalent)",
            re.IGNORECASE,
        ),
    ),
    ("level", re.compile(r"\blevel\b|\bgrade\b|^title$|\btitle\b|^seniority$|^rank$", re.IGNORECASE)),
)
_YEARS = re.compile(r"(\d)\s?-?\s?(?:yr|year)s?\b", re.IGNORECASE)
_YEARLY = re.compile(r"/\s?(?:yr|year)\b|\bannual(?:ly|ized)?\b|\bper year\b|\byearly\b", re.IGNORECASE)
_YEAR_ONE = re.compile(r"\b(?:yr|year)[- ]?(?:1|one)\b|\bfirst[- ]year\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: ``header`` as printed, what it is about, and what its words add.

    ``equity_period``, ``years`` and ``equity_kind`` of an equity column,
    ``basis`` "year_1" of a total that counts the signing bonus.
    """

    header: str
    kind: ColumnKind
    currencies: tuple[str, ...] = ()
    equity_period: Literal["grant", "year", "unknown"] = "unknown"
    years: int | None = None
    equity_kind: EquityKind = "unspecified"
    basis: str | None = None


def read_column(header: str) -> Column:
    """What one header says; a header that names no part of pay is a place or mere words."""
    text = plain(header)
    currencies = tuple(noted_currencies(text))
    kind = next((kind for kind, pattern in _KINDS if pattern.search(text)), None)
    if kind is None:
        return Column(text, "place" if currencies else "words", currencies)
    if kind == "equity":
        years = _YEARS.search(text)
        yearly = not years and _YEARLY.search(text)
        return Column(
            text,
            kind,
            currencies,
            "grant" if years else "year" if yearly else "unknown",
            int(years[1]) if years else None,
            equity_kind(text),
        )
    basis = "year_1" if kind == "total" and _YEAR_ONE.search(text) else None
    return Column(text, kind, currencies, basis=basis)


def equity_kind(words: str) -> EquityKind:
    """The kind of equity that words name; two different ones are "mixed"."""
    found: list[EquityKind] = []
    for kind, pattern in (
        ("pre_ipo", r"pre-?\s?IPO|private"),
        ("rsu", r"\bRSUs?\b"),
        ("options", r"\boptions?\b"),
        ("phantom", r"\bphantom\b"),
        ("profit_share", r"\bprofit\b|\bPPUs?\b|\bcarr(?:y|ied)\b"),
    ):
        if re.search(pattern, words, re.IGNORECASE):
            found.append(kind)
    # "Options (Pre-IPO/4yr)": the instrument says more than the stage of the company.
    instruments = [kind for kind in found if kind != "pre_ipo"] or found
    if len(instruments) > 1:
        return "mixed"
    return instruments[0] if instruments else "unspecified"
