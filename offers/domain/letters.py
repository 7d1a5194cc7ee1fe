"""An offer letter's text → the terms that it states, and what was not understood.

A letter is read clause by clause. A figure belongs to the part of pay that its
clause speaks of; where a clause could mean two things it is left to the
reader, never guessed. Nothing is stored: the terms fill a form.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from offers.domain.amounts import SCALES, SYMBOLS, UnreadableAmountError, read_amount

LONGEST = 50_000


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the offer: the form's ``field``, its ``value``, and the words that state it."""

    field: str
    value: Any
    words: str


@dataclass(frozen=True, slots=True)
class Letter:
    """``terms`` once each; ``rest`` are clauses about pay or dates that nothing was made of."""

    terms: tuple[Term, ...]
    rest: tuple[str, ...]

    def value(self, field: str) -> Any:
        return next((term.value for term in self.terms if term.field == field), None)


@dataclass(frozen=True, slots=True)
class _Money:
    amount: Decimal
    currency: str | None
    start: int
    end: int


_SIGNS = "|".join(re.escape(sign) for sign in sorted(SYMBOLS, key=len, reverse=True))
_CODES = "USD|EUR|GBP|CAD|AUD|NZD|SGD|HKD|INR|ILS|CHF|SEK|NOK|DKK|JPY|CNY|TWD|KRW|BRL|PLN|AED|MXN|IDR|CZK|HUF|RON"
_NUMBER = r"\d{1,3}(?:[,.'’\u00a0 ]\d{2,3})+(?:\.\d{1,2})?|\d+(?:\.\d+)?"
_SCALE = "|".join(sorted(SCALES, key=len, reverse=True))
_MONEY = re.compile(
    rf"(?<![\w.])(?:(?P<sign>{_SIGNS}|(?:{_CODES})(?=[\s\d]))\s?(?P<first>{_NUMBER})(?:\s?(?P<scale>{_SCALE})\b)?"
    rf"|(?P<second>{_NUMBER})(?:\s?(?P<scale2>{_SCALE}))?\s?(?P<code>{_CODES}|€|£|zł)(?!\w))",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"(?<![\w.])(\d{1,3}(?:\.\d{1,3})?)\s?(?:\(\d+%?\)\s?)?(?:%|percent\b|per cent\b)")
_COUNT = re.compile(
    r"(?<![\w.$€£₹])(?P<number>\d{1,3}(?:,\d{2,3})+|\d{2,12})\s+(?:\w+\s+){0,3}?"
    r"(?:RSUs?|restricted (?:stock|share) units|(?:stock |share )?options|shares|units)\b",
    re.IGNORECASE,
)
_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10, "twelve": 12, "twenty-four": 24}
_HOW_MANY = rf"(?:(?P<word>{'|'.join(_WORDS)})(?:\s*\(\d+\))?|(?P<digits>\d{{1,3}}))"
_LENGTH = re.compile(rf"\b{_HOW_MANY}[\s-]*(?P<unit>years?|months?)\b", re.IGNORECASE)
_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTH = "|".join([*_MONTHS, *(name[:3] for name in _MONTHS), "sept"])
_DATE = re.compile(
    rf"\b(?:(?P<iso>\d{{4}}-\d{{2}}-\d{{2}})|(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month2>{_MONTH})\.?,?\s+(?P<year2>\d{{4}})"
    r"|(?P<one>\d{1,2})/(?P<other>\d{1,2})/(?P<year3>\d{4}))\b",
    re.IGNORECASE,
)
# A break that mail programs make: after a long line that ends no sentence, or before a small letter.
_WRAPPED = re.compile(r"(?<=[^\n]{60})(?<![.;:!?])\n(?=[^\n•*-])|(?<![.;:!?\n])\n(?=[a-z])")
_CLAUSE_END = re.compile(r"\n+|(?<=[.;!?])\s+(?=[A-Z•*(-])|(?<=;)\s+")

_SIGNING = re.compile(r"\bsign(?:ing|[- ]on)\b|\bjoining bonus|\bwelcome bonus", re.IGNORECASE)
_BONUS = re.compile(r"\bbonus(?:es)?\b|\bvariable (?:pay|compensation)|\bincentive\b", re.IGNORECASE)
_BASE = re.compile(
    r"\b(?:base|salary|annual gross|gross annual|fixed compensation|fixed pay|annual compensation of)\b", re.IGNORECASE
)
_EQUITY = re.compile(
    r"\bRSUs?\b|\brestricted (?:stock|share)|\boptions?\b(?! to (?:renew|extend))|\bequity\b|\bstock\b|\bshares\b"
    r"|\bphantom\b|\b409A\b|\bfair market value\b|\bfully[- ]diluted\b|\b(?:strike|exercise) price\b|\bvest",
    re.IGNORECASE,
)
_PAY_BACK = re.compile(r"\brepay|\breimburse|\bpay back|\bpaid back|\bclaw|\breturn (?:the|a|all|any)\b", re.IGNORECASE)
_LATER = re.compile(
    r"\b(?:second year|year (?:two|2)|first anniversary|one[- ]year anniversary|after (?:12|twelve) months|13th month)",
    re.IGNORECASE,
)
# Between the parts of "a base of £85k plus a bonus of £10,000 and £60,000 of equity".
_AND = re.compile(r"\s*(?:,\s*(?:and|plus|with)?|\bplus\b|\band\b|\balong with\b|\bwith\b)\s+", re.IGNORECASE)
_DOLLARS = frozenset({"USD", "CAD", "AUD", "SGD", "HKD", "NZD", "TWD", "MXN"})
_ANSWER = re.compile(
    r"\b(?:accept(?:ed|ance)?|respon[ds]\w*|sign(?:ed)?|expires?|valid|deadline|reply|return|open|decision"
    r"|let us know)\b",
    re.IGNORECASE,
)
_BEGIN = re.compile(r"\bstart(?:ing)? date|\bbegin|\bcommenc|\bfirst day|\bdated?\b|\bon or about", re.IGNORECASE)
_PAY_WORDS = re.compile(
    r"[$€£₹%]|\b(?:salary|bonus|equity|stock|options?|RSUs?|shares|vest\w*|grant|relocation|stipend|allowance|pension|401"
    r"|commission|severance|deadline|expires?)\b",
    re.IGNORECASE,
)
_PER = (
    (re.compile(r"\W*(?:gross\s+)?(?:per|a|each|/)\s?month|\W*monthly", re.IGNORECASE), 12),
    (re.compile(r"\W*(?:every two weeks|bi-?weekly|every other week)", re.IGNORECASE), 26),
    (re.compile(r"\W*semi-?monthly|\W*twice a month", re.IGNORECASE), 24),
)
_YEARLY = re.compile(
    r"\W*(?:\w+\s+){0,2}?(?:per|a|each|/)\s?(?:year|annum)|\W*(?:annual|annually|p\.?a\.?|yearly)", re.IGNORECASE
)
_HOURLY = re.compile(r"\W*(?:per|an|/)\s?(?:hour|day|week)\b|\W*hourly", re.IGNORECASE)
_EMPLOYER = (
    re.compile(r"\b[Oo]n behalf of (?P<name>[A-Z][\w&.'’ -]{1,60}?)(?=,? (?:I|we|it)\b|[,.(]|$)", re.MULTILINE),
    re.compile(
        r"^\W*(?P<name>[A-Z][\w&.'’ -]{1,60}?)(?:,? (?:Inc|Ltd|LLC|GmbH|plc|Corp)\.?)?,? (?:\([^)]*\) )?"
        r"is (?:pleased|delighted|excited|happy)\b",
        re.MULTILINE,
    ),
    re.compile(
        r"\b(?:employment|position|role|offer|offer you) (?:with|at|from) "
        r"(?P<name>[A-Z][\w&.'’-]*(?: [A-Z][\w&.'’-]*){0,4})"
    ),
    re.compile(r"\bjoin(?:ing)? (?P<name>[A-Z][\w&.'’-]*(?: [A-Z][\w&.'’-]*){0,3})"),
)
_LEGAL_FORM = re.compile(r",?\s+(?:Inc|Ltd|LLC|GmbH|plc|Corp(?:oration)?|Limited|Co)\.?$")


def read_letter(text: str) -> Letter:
    """The terms of a letter, the first statement of each. Only the first ``LONGEST`` characters are read."""
    text = text[:LONGEST]
    reader = _Reader()
    rest = []
    for clause in clauses(text):
        found = len(reader.terms)
        is_clear = reader.read(clause)
        is_told = _PAY_WORDS.search(clause) or (_ANSWER.search(clause) and _DATE.search(clause))
        if not is_clear or (len(reader.terms) == found and is_told and re.search(r"\d", clause)):
            rest.append(clause)
    employer = next((match["name"] for shape in _EMPLOYER if (match := shape.search(text))), None)
    if employer:
        reader.add("employer", _LEGAL_FORM.sub("", " ".join(employer.split())), employer)
    return Letter(tuple(reader.terms), tuple(rest))


def clauses(text: str) -> Iterator[str]:
    """Sentences, lines and parts between semicolons, blanks folded. A line that was only wrapped goes on."""
    for piece in _CLAUSE_END.split(_WRAPPED.sub(" ", text)):
        if clause := " ".join(piece.split()):
            yield clause


class _Reader:
    def __init__(self) -> None:
        self.terms: list[Term] = []

    def add(self, field: str, value: Any, words: str) -> None:
        """The first statement of a term counts."""
        if value is not None and all(term.field != field for term in self.terms):
            self.terms.append(Term(field, value, words))

    def read(self, clause: str) -> bool:
        """Whether all that it says of pay was clear."""
        self._respond_by(clause)
        pieces = [piece for piece in _AND.split(clause) if piece]
        if len(_parts_of(clause)) > 1 and len(_sums_of(clause)) > 1:
            stating = [piece for piece in pieces if _sums_of(piece)]
            if any(len(_parts_of(piece)) != 1 for piece in stating):
                return False
        else:
            pieces = [clause]
        clear = [self._read_piece(piece) for piece in pieces]
        return all(clear)

    def _read_piece(self, clause: str) -> bool:
        if any(not self._is_in_currency(money) for money in moneys(clause)):
            return False
        if _SIGNING.search(clause) or (_PAY_BACK.search(clause) and _LENGTH.search(clause)):
            self._signing(clause)
        elif _BONUS.search(clause):
            self._bonus(clause)
        elif _EQUITY.search(clause):
            self._equity(clause)
        elif _BASE.search(clause):
            self._base(clause)
        return True

    def _is_in_currency(self, money: _Money) -> bool:
        """An offer has one currency; what is in another is left to the reader. A bare "$" is any dollar."""
        settled = next((term.value for term in self.terms if term.field == "currency"), None)
        if settled is None:
            return True
        return money.currency == settled if money.currency else settled in _DOLLARS

    def _currency(self, money: _Money, clause: str) -> None:
        self.add("currency", money.currency, clause)

    def _base(self, clause: str) -> None:
        sums = moneys(clause)
        yearly = [money for money in sums if _YEARLY.match(clause, money.end)]
        for money in yearly or sums:
            if _HOURLY.match(clause, money.end):
                continue
            times = 1 if yearly else next((times for per, times in _PER if per.match(clause, money.end)), 1)
            self.add("base", money.amount * times, clause)
            self._currency(money, clause)
            break

    def _bonus(self, clause: str) -> None:
        lower = clause.lower()
        if re.search(r"\bnot (?:be )?(?:eligible|entitled)|\bno (?:annual )?bonus", lower):
            self.add("bonus", Decimal(0), clause)
            return
        if percent := _PERCENT.search(clause):
            self.add("bonus", Decimal(percent[1]), clause)
            self.add("bonus_unit", "percent", clause)
        elif sums := moneys(clause):
            self.add("bonus", sums[0].amount, clause)
            self.add("bonus_unit", "amount", clause)
            self._currency(sums[0], clause)
        else:
            return
        kind = "guaranteed" if "guarantee" in lower else "discretionary" if "discretion" in lower else "target"
        self.add("bonus_kind", kind, clause)

    def _signing(self, clause: str) -> None:
        sums = moneys(clause)
        later = _LATER.search(clause)
        for money in sums[:2]:
            second = later and (money is not sums[0] or later.start() < money.start or len(sums) == 1)
            self.add("signing_2" if second else "signing", money.amount, clause)
            self._currency(money, clause)
        if _PAY_BACK.search(clause) and (length := _length(clause)):
            self.add("clawback_months", length, clause)
            self.add("clawback", "prorated" if re.search(r"pro[- ]?rat", clause, re.IGNORECASE) else "whole", clause)

    def _equity(self, clause: str) -> None:
        lower = clause.lower()
        if re.search(r"\b(?:strike|exercise)(?: price)?\b", lower) and (
            money := _money_after(clause, r"strike|exercise")
        ):
            self.add("strike", money.amount, clause)
        if money := _money_after(clause, r"409A|fair market value"):
            self.add("fair_value", money.amount, clause)
        if money := _money_after(clause, r"preferred (?:share |stock )?price|price per preferred|last round"):
            self.add("preferred", money.amount, clause)
        diluted = "fully diluted" in lower or "fully-diluted" in lower
        for count in _COUNT.finditer(clause):
            is_all = diluted and re.search(
                r"fully[- ]diluted", clause[max(0, count.start() - 40) : count.end() + 40], re.IGNORECASE
            )
            self.add("fully_diluted" if is_all else "shares", Decimal(count["number"].replace(",", "")), clause)
        prices = {term.value for term in self.terms if term.field in {"strike", "fair_value", "preferred"}}
        values = [money for money in moneys(clause) if money.amount not in prices and money.amount >= 1000]
        if values and not re.search(r"per share|a share", clause[values[0].end : values[0].end + 12]):
            self.add("equity", values[0].amount, clause)
            self._currency(values[0], clause)
        self.add("equity_kind", _kind(lower), clause)
        if re.search(r"\bvest|\bover\b", lower):
            self._vesting(clause)

    def _vesting(self, clause: str) -> None:
        percents = [Decimal(match[1]) for match in _PERCENT.finditer(clause)]
        if len(percents) > 1 and sum(percents) == 100:
            self.add("schedule", tuple(percents), clause)
            self.add("vesting_years", Decimal(len(percents)), clause)
        lengths = [months for match in _LENGTH.finditer(clause) for months in [_months(match)] if months]
        cliff = re.search(rf"{_HOW_MANY}[\s-]*(?:years?|months?)[\s-]*cliff|cliff (?:of|after) ", clause, re.IGNORECASE)
        if cliff and lengths:
            near = next((_months(match) for match in _LENGTH.finditer(clause, cliff.start())), None)
            self.add("cliff_months", near, clause)
        elif re.search(r"first anniversary|after (?:one|1|twelve|12)", clause, re.IGNORECASE):
            self.add("cliff_months", 12, clause)
        if lengths and (longest := max(lengths)) > 12:
            self.add("vesting_years", Decimal(longest) / 12, clause)
        for words, months in (("month", 1), ("quarter", 3)):
            if re.search(rf"\b(?:{words}ly|each {words}|every {words}|per {words})\b", clause, re.IGNORECASE):
                self.add("vesting_every", months, clause)
                break

    def _respond_by(self, clause: str) -> None:
        if not _ANSWER.search(clause) or _BEGIN.search(clause):
            return
        for match in _DATE.finditer(clause):
            self.add("respond_by", _date(match), clause)


def _parts_of(clause: str) -> set[str]:
    """The parts of pay that a clause names."""
    signing = _SIGNING.search(clause)
    named = {"signing"} if signing else set()
    without = _SIGNING.sub(" ", re.sub(r"(?i)(sign(?:ing|[- ]on)) bonus", r"\1", clause))
    # A bonus of so much percent of base names the base only as its measure.
    without = re.sub(r"(?i)\bof (?:your |the )?(?:annual )?(?:base )?(?:salary|base)\b", " ", without)
    for part, words in (("bonus", _BONUS), ("equity", _EQUITY), ("base", _BASE)):
        if words.search(without):
            named.add(part)
    return named


def _sums_of(clause: str) -> list[str]:
    return [match[0] for match in _MONEY.finditer(clause)] + [match[0] for match in _PERCENT.finditer(clause)]


def moneys(clause: str) -> list[_Money]:
    """The amounts with a currency in a clause."""
    found = []
    for match in _MONEY.finditer(clause):
        try:
            read = read_amount(match[0].upper() if (match["code"] or "").isalpha() else match[0])
        except UnreadableAmountError:
            continue
        found.append(_Money(read.amount, read.currency, match.start(), match.end()))
    return found


def _money_after(clause: str, words: str) -> _Money | None:
    named = re.search(words, clause, re.IGNORECASE)
    if not named:
        return None
    return next((money for money in moneys(clause) if 0 <= money.start - named.end() <= 60), None)


def _kind(lower: str) -> str | None:
    kinds: tuple[tuple[str, str], ...] = (
        ("double_trigger", r"double[- ]trigger|liquidity event"),
        ("options", r"options?\b"),
        ("phantom", r"phantom"),
        ("rsu", r"rsus?\b|restricted (?:stock|share)"),
    )
    return next((kind for kind, words in kinds if re.search(words, lower)), None)


def _months(match: re.Match[str]) -> int:
    number = _WORDS[match["word"].lower()] if match["word"] else int(match["digits"])
    return number * (12 if match["unit"].lower().startswith("year") else 1)


def _length(clause: str) -> int | None:
    match = _LENGTH.search(clause)
    return _months(match) if match else 12 if re.search(r"first year", clause, re.IGNORECASE) else None


def _date(match: re.Match[str]) -> date | None:
    """``None`` where day and month can't be told apart, or there is no such day."""
    try:
        if match["iso"]:
            return date.fromisoformat(match["iso"])
        if match["one"]:
            one, other = int(match["one"]), int(match["other"])
            if one <= 12 and other <= 12 and one != other:
                return None
            return (
                date(int(match["year3"]), min(one, other), max(one, other))
                if max(one, other) > 12
                else date(int(match["year3"]), one, other)
            )
        month = (match["month"] or match["month2"]).lower()
        number = next(number for name, number in _MONTHS.items() if name.startswith(month[:3]))
        return date(int(match["year"] or match["year2"]), number, int(match["day"] or match["day2"]))
    except ValueError:
        return None
