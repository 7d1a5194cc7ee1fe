"""An offer letter's text → the terms that it states, and every figure that no term came of.

Every figure of the text is found once and is attached to a noun by the words
beside it (``amounts``). What the grammar leaves no other reading of is certain;
what could mean two things is offered as doubtful, or only listed. Nothing is
stored: the terms fill a form.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from pay.currencies import CODES, OTHER_CODES, SIGNS
from pay.letters import base, cash, equity
from pay.letters.amounts import Amount, Phrases
from pay.letters.atoms import Atom, atoms_of
from pay.letters.conditions import read_conditions
from pay.letters.deadlines import Deadlines
from pay.letters.employers import employer_of
from pay.letters.figures import CURRENCY_WORDS, Figure, find_figures
from pay.letters.lines import announcing, figures_within, heading_of, in_table, periods_of, spans_within
from pay.letters.passages import Draft, Passage, Reading
from pay.letters.places import currency_of_place
from pay.letters.repayment import read_repayment
from pay.letters.settling import says_again, settled
from pay.letters.texts import folded, lowered, sentences
from pay.letters.vesting import read_vesting
from pay.letters.vocabulary import READ, language_of, vocabulary

LONGEST = 50_000
# A sentence with more of them, or longer, is none of a letter: it is left to the reader.
MOST_FIGURES = 40
LONGEST_SENTENCE = 3_000
_BESIDE = 150
# What is shorter and has no salutation is a mail or notes.
_NOTE = 700
_FORMAL = re.compile(
    r"\bdear\b|sincerely|yours (?:faithfully|truly)|\bwe are (?:pleased|delighted)|on behalf of|sehr geehrte|"
    r"madame|monsieur|estimad|geachte|"
    r"employment agreement|contract of employment|offer letter"
)
# What is somebody else's, of another time, or replaced.
_ELSEWHERE = re.compile(
    r"\b(?:current|present|previous|former|old|last|other|competing) (?:employer|company|firm|job|salary|base|"
    r"package|offer)|\bcompeting\b|\btypical|"
    r"\baverage\b|\bmedian\b|takes? the place|\breplaces (?:the|our|that|any)|\bsupersede|\b(?:showed|quoted you|"
    r"used to)\b|verbal (?:one|offer)|"
    r"\byou (?:told|mentioned|said|currently|now (?:earn|have|get))|\blast year|\bcolleagues\b|tops out|tried for|"
    r"\bclosed on\b|"
    r"sharesave|\bother (?:candidates|employees|people|hires)|heutige[sn]? (?:gehalt|salär)|bisherige[sn]? |"
    r"derzeitige[sn]? gehalt|salaire actuel|"
    r"salario actual|huidige salaris|salário atual|granted to you in\b|\bpromotion you|might be|as was\b|\bwere "
    r"paid|was paid\b|"
    r"\b(?:seen|know|pay) (?:people|others|candidates)\b|\bothers \d|"
    r"\bin (?:20[01]\d|202[0-5]) (?:was|were|the)"
)
_TARGET = re.compile(
    r"\btarget(?:ed)?(?: under the [\w -]{4,50} plan)?"
    r"(?: (?:opportunity|award|percentage|bonus|level|amount|payout))?(?: (?:for|at|in) (?:your |"
    r"the |this |fiscal |fy)?[\w ]{2,18})?"
    r"(?: (?:is|of|being|will be|at|equals?|equal to|set at))*:? \Z|on-target award[\w ]{0,24} is \Z"
)
_WORD = re.compile(r"[^\W\d_]+")
_LETTER_DATE = 600
# A line of its own with another date than the letter's.
_NO_LETTERS_DATE = re.compile(
    r"\b(?:start|join|begin|commenc|respon|repl|deadline|expir|valid|until|by|due|birth|born|eintritt|bis|ab|frist|"
    r"début|entrée|inicio|início|ingang|sign|accept)"
)
# Behind a salary that only full-time work gets.
_FULL_TIME = re.compile(r"\W*(?:\w+ ){0,3}?\(?(?:pro[- ]?rata|prorated|fte\b|full[- ]time equivalent)")
# By so many characters the language is plain.
_LANGUAGE_TOLD = 8_000
_PAID = re.compile(r"\byou(?:'ll| will| would| shall)? (?:be paid|earn|make)(?: a| an)?(?: gross| total)?(?: of)? \Z")
_CURRENCY_STATED = re.compile(
    r"(?:currency|währung|devise|moneda|valuta|moeda)\s?[:=|]\s?(?P<code>[a-z]{3})\b|(?:salary|pay|compensation|"
    r"gehalt|amounts?)\s?\((?P<code3>[a-z]{3})\)|(?:amounts?|figures?|sums?|payments?|salary|"
    r"compensation)\b[^.;\n]{0,40}\b(?:in|are) "
    r"(?P<code2>[a-z]{3})\b(?! \w+ing)|all (?:amounts|figures)[^.;\n]{0,30}\bin (?P<words>[a-z.]{1,10} (?:dollars?|"
    r"pounds?)|euros?)"
)


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the offer: ``field`` and ``value`` as docs/letters.md names them; ``words``: the sentence.

    ``spans``: the places of its figures in the text, of the whole sentence where it has none. ``currency``: of an
    amount, where it is named.
    """

    field: str
    value: Any
    words: str
    spans: tuple[tuple[int, int], ...] = ()
    is_certain: bool = True
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Rest:
    """A figure that no certain term came of, ``figure`` as printed, and the sentence that it stands in."""

    kind: str
    figure: str
    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Letter:
    """``terms`` are certain, each field once; ``doubtful`` ones are to be asked about; ``rest`` has every figure that
    no certain term came of. ``language``: what it is written in; one that isn't read has its figures in ``rest``.
    ``silent``: names that hold figures. ``read_to``: what stands behind this place wasn't read."""

    terms: tuple[Term, ...]
    doubtful: tuple[Term, ...] = ()
    rest: tuple[Rest, ...] = ()
    language: str = "en"
    silent: tuple[tuple[int, int], ...] = ()
    read_to: int = 0

    @property
    def is_language_read(self) -> bool:
        return self.language in READ

    def value(self, field: str) -> Any:
        return next((term.value for term in self.terms if term.field == field), None)


def read_letter(text: str, *, today: date | None = None) -> Letter:
    """The terms of a letter. Only the first ``LONGEST`` characters are read; ``today`` dates a day without a year."""
    return _Reader(text[:LONGEST], today).letter()


@dataclass
class _Reader:
    original: str
    today: date | None
    draft: Draft = field(default_factory=Draft)
    bases: list[tuple[Amount, Passage, str]] = field(default_factory=list)
    salaries: base.Salaries | None = None

    def __post_init__(self) -> None:
        self.text = folded(self.original)
        self.low = lowered(self.text)
        found = find_figures(self.text, self.low)
        self.figures, self.silent, self.end, self.days = found.figures, found.silent, found.end, found.days
        self.language = language_of(_WORD.findall(self.low[:_LANGUAGE_TOLD]))
        self.is_note = len(self.text) < _NOTE and not _FORMAL.search(self.low)
        self.pieces = sentences(self.text[: self.end])
        self.starts = [piece.start for piece in self.pieces]
        self.words: dict[tuple[int, int], str] = {}

    def letter(self) -> Letter:
        if self.language in READ:
            self._read()
        certain, doubtful = settled(self.draft.readings)
        certain = self._with_repeated(certain)
        terms = [self._term(reading, is_certain=True) for reading in certain]
        if self.language in READ and (employer := employer_of(self.text)):
            name, start, end = employer
            terms.append(Term("employer", name, self.text[start:end], ((start, end),)))
        used = {figure for reading in certain for figure in reading.figures}
        rest = [self._rest(figure) for figure in self.figures if figure not in used]
        if self.end < len(self.text) and self.text[self.end :].strip():
            rest.append(Rest("unread", "", "More than a letter has", self.end, len(self.text)))
        return Letter(
            tuple(terms),
            tuple(self._term(reading, is_certain=False) for reading in doubtful),
            tuple(rest),
            self.language,
            tuple(self.silent),
            self.end,
        )

    def _read(self) -> None:
        passages = self._passages()
        currency = self._currency(passages)
        grants = equity.Grants(self.draft, currency)
        has_grant = any(
            amount.part in equity.PARTS and amount.figure.kind in ("money", "count")
            for passage in passages
            for amount in passage.amounts
        )
        deadlines = Deadlines(self.days, self._written_on(passages), self.today)
        last_signing = -9
        for number, passage in enumerate(passages):
            if passage.low.strip():
                salaries = base.salaries_of(passage)
                self.salaries = self.salaries or salaries
            signing = self._cash(passage)
            repays = read_repayment(passage, self.draft, follows_signing=number - last_signing <= 2)
            if signing:
                last_signing = number
            grant = grants.read(passage, number)
            grants.double_trigger(passage)
            if not repays and not passage.is_elsewhere:
                has_equity = bool(passage.nouns & equity.PARTS)
                read_vesting(passage, grant, self.draft, is_alone=not has_grant, has_equity=has_equity)
            read_conditions(passage, self.draft)
            deadlines.read(passage, self.draft)
            cash.read_absence(passage, self.draft)
        base.settle_base(self.bases, self.salaries, self.draft, is_note=self.is_note, currency=currency)
        self._notes(passages)
        if self.draft.readings:
            self.draft.add("status", "verbal" if self.is_note else "written", passages[0], [], is_certain=False)

    def _cash(self, passage: Passage) -> bool:
        """Read the cash of a sentence; whether it has a signing bonus."""
        signing = [amount for amount in passage.amounts if amount.part == "signing" and not amount.is_condition]
        for amount in passage.amounts:
            if amount.is_condition or amount.alias_of:
                continue
            if amount.part in base.PARTS or (amount.part in base.COMPONENTS and self._has_components()):
                if amount.figure.kind in ("money", "number"):
                    if amount.part == "base" and _FULL_TIME.match(passage.after(amount.figure)):
                        amount = replace(amount, is_certain=False)
                    self.bases.append((amount, passage, amount.part))
            elif amount.part == "bonus" or self._is_target(amount, passage):
                self._bonus(amount, passage)
            elif self._is_pay(amount, passage):
                self.bases.append(
                    (replace(amount, is_certain=not passage.is_elsewhere and not amount.is_condition), passage, "base")
                )
            elif amount.part == "onetime":
                cash.read_onetime(amount, passage, self.draft)
            elif amount.part and amount.part not in equity.PARTS:
                cash.read_other(amount, passage, self.draft)
        if signing:
            cash.read_signing(passage, signing, self.draft)
        return bool(signing) or "signing" in passage.nouns

    def _is_pay(self, amount: Amount, passage: Passage) -> bool:
        """ "You will be paid $72,000 per year": what one is paid a year, with no other noun, is the base."""
        figure = amount.figure
        if amount.part or figure.kind != "money" or amount.period not in base.TIMES:
            return False
        return bool(_PAID.search(passage.before(figure, 40))) and not passage.nouns

    def _has_components(self) -> bool:
        """Whether base pay is stated in parts: basic, housing, transport."""
        return bool(re.search(r"\bbasic\b", self.low)) and bool(
            re.search(
                r"\bhra\b|house rent|housing allowance|special allowance|transport(?:ation)? allowance|"
                r"accommodation allowance",
                self.low,
            )
        )

    def _is_target(self, amount: Amount, passage: Passage) -> bool:
        """ "Under the Incentive Plan your target is 15% of base": the plan's name says of what."""
        figure = amount.figure
        if (
            figure.kind != "percent"
            or amount.part not in ("", "onetime", "pay", "total")
            or amount.measure not in ("base", "pay")
        ):
            return False
        about = self.low[max(0, passage.start - 160) : figure.start]
        tied = _TARGET.search(passage.before(figure, 90))
        return (
            bool(tied)
            and bool(re.search(r"bonus|incentive|variable|\bvpp\b", about))
            and not re.search(r"long[- ]term|equity award|grant value", about)
        )

    def _bonus(self, amount: Amount, passage: Passage) -> None:
        if amount.part != "bonus":
            amount = replace(amount, is_certain=not (passage.is_elsewhere or amount.is_condition))
        if amount.figure.kind == "percent" and "basic" in passage.after(amount.figure)[:30] and self._has_components():
            # Of basic pay, which isn't the base: the amount beside it is what counts.
            money = next(
                (one for one in passage.amounts if one.alias_of == amount.figure and one.figure.kind == "money"), None
            )
            amount = replace(amount, figure=money.figure, measure="") if money else replace(amount, is_certain=False)
        cash.read_bonus(amount, passage, self.draft)

    def _passages(self) -> list[Passage]:
        words = vocabulary(self.language)
        found: list[Passage] = []
        figures, silent = list(self.figures), list(self.silent)
        heading: Atom | None = None
        paragraph, period = -1, ""
        at_figure = at_silent = 0
        for piece in self.pieces:
            own, at_figure = figures_within(figures, at_figure, piece)
            names, at_silent = spans_within(silent, at_silent, piece)
            if len(own) > MOST_FIGURES or piece.end - piece.start > LONGEST_SENTENCE:
                found.append(Passage("", piece.start, piece.end, tuple(own), (), ()))
                continue
            atoms = atoms_of(self.low, piece, own, names, words)
            low = self.low[piece.start : piece.end]
            is_elsewhere = bool(_ELSEWHERE.search(low))
            amounts = Phrases(atoms, words, heading).read() if own else []
            if piece.paragraph > paragraph + 1:
                period = ""
            if own:
                amounts = [in_table(amount, low, period) for amount in amounts]
            else:
                paragraph, period = (
                    piece.paragraph,
                    next((atom.key for atom in periods_of(announcing(atoms, low), words)), ""),
                )
            if is_elsewhere:
                amounts = [replace(amount, is_certain=False) for amount in amounts]
            found.append(Passage(low, piece.start, piece.end, tuple(own), tuple(atoms), tuple(amounts), is_elsewhere))
            heading = heading_of(atoms, own, heading)
        return found

    def _currency(self, passages: list[Passage]) -> str | None:
        """The letter's currency, if it names one: beside its base, or for all of its amounts."""
        if stated := self._stated_currency(passages):
            return stated
        pay = [
            (amount.figure, passage)
            for parts in ({"base", "base_total"}, {"bonus", "signing", "fte_base"}, equity.PARTS)
            for passage in passages
            for amount in passage.amounts
            if amount.part in parts and amount.figure.kind == "money" and not passage.is_elsewhere
        ]
        moneys = [(figure, passage) for passage in passages for figure in passage.of_kind("money")]
        named = {figure.currency for figure, _ in moneys if figure.currency}
        signs = {figure.sign for figure, _ in moneys if figure.sign and not figure.currency}
        if len(named) == 1 and not signs:
            (code,) = named
            self.draft.add("currency", code, next(passage for figure, passage in moneys if figure.currency), [])
            return code
        if not pay:
            return None
        figure, passage = pay[0]
        if figure.currency:
            others = {other.currency for other, at in pay if at is passage}
            self.draft.add("currency", figure.currency, passage, [], is_certain=len(others) == 1)
            return figure.currency
        if figure.sign and (place := currency_of_place(self.text, figure.sign)):
            self.draft.add("currency", place, passage, [])
            return place
        return None

    def _stated_currency(self, passages: list[Passage]) -> str | None:
        """The currency that a line or a heading names for all amounts."""
        stated = _CURRENCY_STATED.search(self.low)
        if not stated:
            return None
        code = (stated["code"] or stated["code2"] or stated["code3"] or "").upper()
        if stated["words"] and (named := CURRENCY_WORDS.match(stated["words"])):
            code = next((group.rstrip("_") for group, value in named.groupdict().items() if value), "")
        code = OTHER_CODES.get(code, code)
        if code not in CODES:
            return None
        passage = next((one for one in passages if one.start <= stated.start() < one.end), passages[-1])
        self.draft.add("currency", code, passage, [])
        return code

    def _written_on(self, passages: list[Passage]) -> date | None:
        """The date of the letter: the first line of its own at its head."""
        for piece in self.pieces[:12]:
            if piece.start > _LETTER_DATE:
                break
            day = next((day for start, day in self.days.items() if piece.start <= start < piece.end), None)
            if day and day.day:
                words = self.low[piece.start : day.start] + self.low[day.end : piece.end]
                if len(_WORD.findall(words)) <= 3 and not day.is_doubtful and not _NO_LETTERS_DATE.search(words):
                    figure = next((one for one in self.figures if one.start == day.start), None)
                    passage = next((one for one in passages if one.start <= day.start < one.end), None)
                    if figure and passage:
                        self.draft.add("written_on", day.day, passage, [figure])
                    return day.day
        return None

    def _notes(self, passages: list[Passage]) -> None:
        """ "300k RSUs over 4": years, in notes, go without the word."""
        if not self.is_note or self.draft.value("vesting_years"):
            return
        for passage in passages:
            for amount in passage.amounts:
                if amount.part not in equity.PARTS:
                    continue
                following = next((figure for figure in passage.figures if figure.start > amount.figure.end), None)
                if (
                    following
                    and following.kind == "number"
                    and 1 <= following.value <= 6
                    and re.search(
                        r"(?:rsus?|equity|stock|options|shares|grant)\W{1,3}over \Z", passage.before(following, 24)
                    )
                ):
                    self.draft.add("vesting_years", following.value, passage, [following])
                    return

    def _with_repeated(self, certain: list[Reading]) -> list[Reading]:
        """The readings, each with the figures that only say again, and rightly, what it says."""
        pay = next((reading.value for reading in certain if reading.field == "base"), None)
        aliases = {
            amount.figure: amount.alias_of
            for passage in {id(reading.passage): reading.passage for reading in certain}.values()
            for amount in passage.amounts
            if amount.alias_of and says_again(amount.alias_of, amount.figure.value, pay)
        }
        return [
            replace(
                reading,
                figures=(*reading.figures, *(again for again, first in aliases.items() if first in reading.figures)),
            )
            for reading in certain
        ]

    def _term(self, reading: Reading, *, is_certain: bool) -> Term:
        passage = reading.passage
        spans = tuple(sorted((figure.start, figure.end) for figure in reading.figures)) or (
            (passage.start, passage.end),
        )
        words = " ".join(self.original[passage.start : passage.end].split())
        return Term(reading.field, reading.value, words, spans, is_certain, self._currency_of(reading))

    def _currency_of(self, reading: Reading) -> str | None:
        """The currency of an amount; its sign, where that can't be the letter's currency."""
        sign = next((figure.sign for figure in reading.figures if figure.kind == "money"), "")
        settled = self.draft.value("currency")
        if reading.currency is None and settled and sign in SIGNS and settled not in SIGNS[sign]:
            return sign
        return reading.currency

    def _rest(self, figure: Figure) -> Rest:
        at = bisect_right(self.starts, figure.start) - 1
        piece = self.pieces[at] if at >= 0 and figure.start < self.pieces[at].end else None
        start, end = (piece.start, piece.end) if piece else (figure.start, figure.end)
        if end - start > LONGEST_SENTENCE:
            # What is no sentence is told by what stands beside the figure.
            start, end = max(start, figure.start - _BESIDE), min(end, figure.end + _BESIDE)
        if (start, end) not in self.words:
            self.words[start, end] = " ".join(self.original[start:end].split())
        figures = self.original[figure.start : figure.end].strip()
        return Rest(figure.kind, figures, self.words[start, end], figure.start, figure.end)
