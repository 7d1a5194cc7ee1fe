"""An offer letter's text → the terms that it states, and what was not understood.

A letter is read clause by clause. A figure belongs to the part of pay that its
clause speaks of; where a clause could mean two things it is left to the
reader, never guessed. Nothing is stored: the terms fill a form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pay.currencies import SHARED
from pay.letters.figures import HOW_MANY, LENGTH, Figure, counts, dates, lengths, moneys, months, percents

LONGEST = 50_000
# A clause with more figures than these is no sentence of a letter; it is left to the reader.
MOST_FIGURES = 100


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the offer: the form's ``field``, its ``value``, and the words that state it."""

    field: str
    value: Any
    words: str


@dataclass(frozen=True, slots=True)
class Letter:
    """``terms`` once each; ``rest`` are clauses with a figure or a date to answer by that no term came of."""

    terms: tuple[Term, ...]
    rest: tuple[str, ...]

    def value(self, field: str) -> Any:
        return next((term.value for term in self.terms if term.field == field), None)


# A break that mail programs make: after a long line that ends no sentence, or before a small letter.
_WRAPPED = re.compile(r"(?<=[^\n]{60})(?<![.;:!?])\n(?=[^\n•*-])|(?<![.;:!?\n])\n(?=[a-z])")
_CLAUSE_END = re.compile(r"\n+|(?<=[.;!?])\s+(?=[A-Z•*(-])|(?<=;)\s+")

_SIGNING = re.compile(r"\bsign(?:ing|[- ]on)\b|\bjoining bonus|\bwelcome bonus", re.IGNORECASE)
_BONUS = re.compile(r"\bbonus(?:es)?\b|\bvariable\b|\bcommissions?\b|\bincentive\b|\bBonus\w*", re.IGNORECASE)
_BASE = re.compile(
    r"\b(?:base|salary|annual gross|gross annual|fixed compensation|fixed pay|annual compensation of)\b|\b\w*gehalt\b",
    re.IGNORECASE,
)
_EQUITY = re.compile(
    r"\bRSUs?\b|\brestricted (?:stock|share)|\boptions?\b(?! to (?:renew|extend))|\bequity\b|\bstock\b|\bshares\b"
    r"|\bphantom\b|\b409A\b|\bfair market value\b|\bfully[- ]diluted\b|\b(?:strike|exercise) price\b|\bvest",
    re.IGNORECASE,
)
_PAY_BACK = re.compile(
    r"\brepa(?:y|id)|\breimburse|\bpay back|\bpaid back|\bclaw|\breturn (?:the|a|all|any)\b", re.IGNORECASE
)
_LATER = re.compile(
    r"\b(?:second year|year (?:two|2)|first anniversary|one[- ]year anniversary|(?:after )?(?:12|twelve) months"
    r"|13th month)",
    re.IGNORECASE,
)
# Between the parts of "a base of £85k plus a bonus of £10,000 and £60,000 of equity"; blanks are folded.
_AND = re.compile(r"\s?(?:,\s?(?:and|plus|with)?|\bplus\b|\band\b|\balong with\b|\bwith\b)\s", re.IGNORECASE)
_ANSWER = re.compile(
    r"\b(?:accept(?:ed|ance)?|respon[ds]\w*|sign(?:ed)?|expires?|valid|deadline|reply|return|open|decision"
    r"|let us know|bis (?:zum|spätestens))\b",
    re.IGNORECASE,
)
_BEGIN = re.compile(r"\bstart(?:ing)? date|\bbegin|\bcommenc|\bfirst day|\bdated?\b|\bon or about", re.IGNORECASE)
# What makes a figure one of several that could be meant: a range, an upper limit, a sum of parts, a rise.
_DOUBTFUL = re.compile(
    r"\bup to\b|\bbetween\b|\brang(?:e|es|ing)\b|\bfrom\s+(?=\S{0,40}\d)\S{1,60}\s+to\b"
    r"|\bOTE\b|\bon[- ]target earnings\b|\bCTC\b"
    r"|\bcost to company\b|\d\s?[kK%]?\s*(?:–|—|\bto\b|-)\s*[$€£₹]?\s?\d|\b(?:per|an?|/)\s?(?:hour|day|week)\b"
    r"|\bhourly\b|(?<!bi-)(?<!bi)\bweekly\b|[×x]\s?1[34]\b",
    re.IGNORECASE,
)
# One figure is a part of another: which is which is for the reader to say.
_PARTS_OF_A_WHOLE = re.compile(r"\bof which\b|\bconsist(?:s|ing) of\b|\bcompris|\bmade up of\b", re.IGNORECASE)
_REPLACES = re.compile(r"\bunvested\b|\bforfeit|\bmake[- ]whole|\bbuy[- ]?out|\breplace", re.IGNORECASE)
_ATTAINED = re.compile(
    r"\W{0,20}(?:\w{1,40} ){0,2}?(?:achievement|attainment|payout|performance|target\b(?! bonus))", re.IGNORECASE
)
_PAID_MONTHLY = re.compile(
    r"\b(?:paid|payable|instal\w*)\b[^.]{0,24}\b(?:month|week)|\bmonthly (?:instal|pay|basis)", re.IGNORECASE
)
_PERIODS = (
    (re.compile(r"\b(?:semi-?monthly|twice a month)\b", re.IGNORECASE), 24),
    (re.compile(r"\b(?:every two weeks|bi-?weekly|every other week)\b", re.IGNORECASE), 26),
    (re.compile(r"\b(?:monthly|(?:per|a|each|/)\s?month)\b|/\s?month", re.IGNORECASE), 12),
)
_YEARLY = re.compile(
    r"\W{0,20}(?:\w{1,40}\s){0,2}?(?:(?:per|a|each|/)\s?(?:year|annum)\b|annual|annually|p\.?a\.?|yearly)",
    re.IGNORECASE,
)
_REMAINDER = re.compile(
    rf"\b(?:following|next|subsequent|additional|further|remaining) {HOW_MANY}[\s-]*(?P<unit>years?|months?)\b",
    re.IGNORECASE,
)
_OF_A_SHARE = re.compile(r" (?:per|a) share")
_INSTALMENTS = re.compile(
    r"\b(?P<number>\d{1,3})\s+(?:equal |substantially equal )?(?P<every>monthly|quarterly) (?:vesting )?instal",
    re.IGNORECASE,
)
_EMPLOYER = (
    re.compile(r"\b[Oo]n behalf of (?P<name>[A-Z][\w&.'’ -]{1,60}?)(?=,? (?:I|we|it)\b|[,.(]|$)", re.MULTILINE),
    re.compile(
        r"^[^\w\n]{0,60}(?P<name>[A-Z][\w&.'’ -]{1,60}?)(?:,? (?:Inc|Ltd|LLC|GmbH|plc|Corp)\.?)?,? "
        r"(?:\([^()]{0,80}\) )?is (?:pleased|delighted|excited|happy)\b",
        re.MULTILINE,
    ),
    re.compile(
        r"\b(?:employment|position|role|offer|offer you) (?:with|at|from) "
        r"(?P<name>[A-Z][\w&.'’-]*(?: [A-Z][\w&.'’-]*){0,4})"
    ),
    re.compile(r"\bjoin(?:ing)? (?P<name>[A-Z][\w&.'’-]*(?: [A-Z][\w&.'’-]*){0,3})"),
)
_LEGAL_FORM = re.compile(r",?\s(?:Inc|Ltd|LLC|GmbH|plc|Corp(?:oration)?|Limited|Co)\.?$")


def read_letter(text: str) -> Letter:
    """The terms of a letter, the first statement of each. Only the first ``LONGEST`` characters are read.

    A clause with a figure that no term came of is in ``rest``.
    """
    text = text[:LONGEST]
    reader = _Reader()
    rest = [clause for clause in clauses(text) if not reader.read(clause)]
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
        # The figures that terms came of, as printed.
        self.used: set[Decimal] = set()

    def value(self, field: str) -> Any:
        return next((term.value for term in self.terms if term.field == field), None)

    def add(self, field: str, value: Any, words: str, *figures: Figure) -> bool:
        """Add the first statement of a term; whether the term now has this value."""
        if value is None:
            return False
        stored = self.value(field)
        if stored is None:
            self.terms.append(Term(field, value, words))
        elif stored != value:
            return False
        self.used.update(figure.value for figure in figures)
        return True

    def read(self, clause: str) -> bool:
        """Whether a term came of every figure of pay in a clause, and of every date to answer by."""
        sums = _sums_of(clause)
        if len(sums) > MOST_FIGURES or (_PARTS_OF_A_WHOLE.search(clause) and len(sums) > 1):
            return False
        answered = self._respond_by(clause)
        pieces = [clause]
        if len(_parts_of(clause)) > 1 and len(sums) > 1:
            pieces = [piece for piece in _AND.split(clause) if piece]
            if any(len(_parts_of(piece)) != 1 for piece in pieces if _sums_of(piece)):
                return False
        for piece in pieces:
            self._read_piece(piece)
        return answered and all(figure.value in self.used for figure in sums)

    def _read_piece(self, clause: str) -> None:
        if any(not self._is_in_currency(money) for money in moneys(clause)) or _DOUBTFUL.search(clause):
            return
        if _SIGNING.search(clause) or (_PAY_BACK.search(clause) and LENGTH.search(clause)):
            self._signing(clause)
        elif _BONUS.search(clause):
            self._bonus(clause)
        elif _EQUITY.search(clause):
            self._equity(clause)
        elif _BASE.search(clause):
            self._base(clause)

    def _is_in_currency(self, money: Figure) -> bool:
        """An offer has one currency; what is in another is left to the reader. A bare "$" is any dollar."""
        settled = self.value("currency")
        if settled is None:
            return True
        return money.currency == settled if money.currency else settled in SHARED["$"]

    def _add_money(self, field: str, money: Figure, clause: str, *, times: int = 1) -> None:
        if self.add(field, money.value * times, clause, money):
            self.add("currency", money.currency, clause)

    def _base(self, clause: str) -> None:
        named = _BASE.search(clause)
        sums = [money for money in moneys(clause) if named and money.start > named.start()] or moneys(clause)
        yearly = [money for money in sums if _YEARLY.match(clause, money.end)]
        if len(yearly) == 1:
            self._add_money("base", yearly[0], clause)
            # "$17,500 per month ($210,000 per year)": the same again.
            self.used.update(money.value for money in sums if money.value * 12 == yearly[0].value)
        elif len(sums) == 1:
            times = 1 if _PAID_MONTHLY.search(clause) else _times_a_year(clause)
            self._add_money("base", sums[0], clause, times=times)

    def _bonus(self, clause: str) -> None:
        lower = clause.lower()
        if re.search(r"\bnot (?:be )?(?:eligible|entitled)|\bno (?:annual )?bonus", lower):
            self.add("bonus", Decimal(0), clause)
            return
        if _times_a_year(clause) != 1:
            return
        rates = [percent for percent in percents(clause) if not _ATTAINED.match(clause, percent.end)]
        sums = moneys(clause)
        stated = (rates or sums)[:1]
        # "15 % of base ($31,500)" says the same twice.
        if len(rates) > 1 or len(sums) > 1 or not stated:
            return
        if self.add("bonus", stated[0].value, clause, *stated, *(sums if rates else ()), *percents(clause)):
            self.add("bonus_unit", "percent" if rates else "amount", clause)
            if not rates:
                self.add("currency", sums[0].currency, clause)
            kind = "guaranteed" if "guarantee" in lower else "discretionary" if "discretion" in lower else "target"
            self.add("bonus_kind", kind, clause)

    def _signing(self, clause: str) -> None:
        sums = moneys(clause)
        later = _LATER.search(clause)
        if _PAY_BACK.search(clause):
            self._clawback(clause)
            sums = []
        elif len(sums) > 2 and sums[0].value == sum(money.value for money in sums[1:]):
            # "$40,000 in two instalments: $25,000 … and $15,000 …"
            self.used.add(sums[0].value)
            sums = sums[1:]
        elif re.search(r"\binstal", clause, re.IGNORECASE) and len(sums) == 1:
            return
        if len(sums) == 1:
            self._add_money("signing_2" if later else "signing", sums[0], clause)
        elif len(sums) == 2 and later and sums[0].end < later.start():
            self._add_money("signing", sums[0], clause)
            self._add_money("signing_2", sums[1], clause)

    def _clawback(self, clause: str) -> None:
        terms = lengths(clause)
        if len(terms) > 1 or len(percents(clause)) > 1:
            return
        first_year = re.search(r"first year", clause, re.IGNORECASE)
        months_of_it = int(terms[0].value) if terms else 12 if first_year else None
        if self.add("clawback_months", months_of_it, clause, *percents(clause)):
            prorated = re.search(r"pro[- ]?rat|proportion", clause, re.IGNORECASE)
            self.add("clawback", "prorated" if prorated else "whole", clause)

    def _equity(self, clause: str) -> None:
        if _REPLACES.search(clause):
            return
        prices = {
            "strike": r"(?:strike|exercise)(?: price)?",
            "fair_value": r"409A|fair market value",
            "preferred": r"preferred (?:share |stock )?price|price per preferred|last round",
        }
        priced = []
        for field, words in prices.items():
            if money := _money_after(clause, words):
                self.add(field, money.value, clause, money)
                priced.append(money)
        granted = [money for money in moneys(clause) if money not in priced and money.value >= 1000]
        granted = [money for money in granted if not _OF_A_SHARE.match(clause, money.end)]
        before = (self.value("equity"), self.value("shares"))
        if len(granted) == 1:
            self._add_money("equity", granted[0], clause)
        for count in counts(clause):
            near = clause[max(0, count.start - 40) : count.end + 60]
            is_all = re.search(r"fully[- ]diluted|outstanding", near, re.IGNORECASE)
            self.add("fully_diluted" if is_all else "shares", count.value, clause, count)
        states_another = any(figure.value not in self.used for figure in (*granted, *counts(clause)))
        if states_another and before != (None, None):
            return  # a second grant, with a schedule of its own
        self._kind(clause)
        if re.search(r"\bvest|\bover\b|\binstal", clause, re.IGNORECASE):
            self._vesting(clause)

    def _kind(self, clause: str) -> None:
        kind = next((kind for kind, words in _KINDS if words.search(clause)), None)
        if kind == "double_trigger":  # says more than "RSUs" did before
            self.terms = [term for term in self.terms if term.field != "equity_kind"]
        self.add("equity_kind", kind, clause)

    def _vesting(self, clause: str) -> None:
        rates = percents(clause)
        if len(rates) > 1 and sum(rate.value for rate in rates) == 100 and not _REMAINDER.search(clause):
            self.add("schedule", tuple(rate.value for rate in rates), clause, *rates)
            self.add("vesting_years", Decimal(len(rates)), clause)
        found = lengths(clause)
        cliff = self._cliff(clause, found)
        rest = _REMAINDER.search(clause)
        instalments = _INSTALMENTS.search(clause)
        total = max((int(length.value) for length in found), default=0)
        if instalments:
            every = 3 if instalments["every"].lower() == "quarterly" else 1
            total = int(instalments["number"]) * every + cliff
        elif rest:
            total = months(rest) + cliff
        if total > 12:
            self.add("vesting_years", Decimal(total) / 12, clause)
            self.used.update(rate.value for rate in rates if cliff and rate.value * total == 100 * cliff)
            self.used.update(rate.value for rate in rates if cliff and (100 - rate.value) * total == 100 * cliff)
        for words, step in (("month", 1), ("quarter", 3)):
            if re.search(rf"\b(?:{words}ly|each {words}|every {words}|per {words})\b", clause, re.IGNORECASE):
                self.add("vesting_every", step, clause)
                break

    def _cliff(self, clause: str, found: list[Figure]) -> int:
        """The months before anything vests, 0 where the clause has none."""
        named = re.search(r"\bcliff\b", clause, re.IGNORECASE)
        if named and found:
            near = min(found, key=lambda length: min(abs(length.end - named.start()), abs(length.start - named.end())))
            self.add("cliff_months", int(near.value), clause)
            return int(near.value)
        if re.search(
            r"first anniversary|after (?:one|1|a) year|after (?:twelve|12)|one[- ]year anniversary", clause, re.I
        ):
            self.add("cliff_months", 12, clause)
            return 12
        return 0

    def _respond_by(self, clause: str) -> bool:
        """Whether a clause that asks for an answer by a date was understood; true of every other clause."""
        if not _ANSWER.search(clause) or _BEGIN.search(clause):
            return True
        found = dates(clause)
        return all(self.add("respond_by", day, clause) for day in found)


_KINDS = tuple(
    (kind, re.compile(words, re.IGNORECASE))
    for kind, words in (
        ("double_trigger", r"double[- ]trigger|liquidity event|\bchange (?:of|in) control or"),
        ("options", r"\boptions?\b"),
        ("phantom", r"\bphantom\b"),
        ("rsu", r"\brsus?\b|\brestricted (?:stock|share)"),
    )
)


def _times_a_year(clause: str) -> int:
    return next((times for period, times in _PERIODS if period.search(clause)), 1)


def _parts_of(clause: str) -> set[str]:
    """The parts of pay that a clause names."""
    named = {"signing"} if _SIGNING.search(clause) else set()
    without = _SIGNING.sub(" ", re.sub(r"(?i)(sign(?:ing|[- ]on)) bonus", r"\1", clause))
    # A bonus of so much percent of base names the base only as its measure.
    without = re.sub(r"(?i)\bof (?:your |the )?(?:annual )?(?:base )?(?:salary|base)\b", " ", without)
    for part, words in (("bonus", _BONUS), ("equity", _EQUITY), ("base", _BASE)):
        if words.search(without):
            named.add(part)
    return named


def _sums_of(clause: str) -> list[Figure]:
    return [*moneys(clause), *percents(clause), *counts(clause)]


def _money_after(clause: str, words: str) -> Figure | None:
    named = re.search(rf"\b(?:{words})\b", clause, re.IGNORECASE)
    if not named:
        return None
    return next((money for money in moneys(clause) if 0 <= money.start - named.end() <= 60), None)
