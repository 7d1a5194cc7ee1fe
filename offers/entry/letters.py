"""A pasted letter: the form that takes it, and what was read from it as the offer form's first values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, cast

from django import forms

from display.formatting import day
from offers.entry.files.kinds import FileRefusedError
from offers.entry.files.reading import words_of_upload
from offers.entry.forms import OfferForm
from pay.letters.reading import LONGEST, Letter, Term


class LetterForm(forms.Form):
    """The letter as words or as a file; ``text`` is what is read, ``notes`` what of a file isn't in it."""

    letter = forms.CharField(
        label="The letter, the mail, or your notes of the call",
        required=False,
        max_length=LONGEST,
        # The places of what is read are places in the text as it was pasted.
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text="Nothing is stored: you look at what was understood first.",
    )

    file = forms.FileField(
        label="Or the file",
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx", "class": "form-control"}),
        help_text="PDF or Word (.docx), up to 5 MB and 40 pages; read in memory and not kept.",
    )

    text = ""
    notes: tuple[str, ...] = ()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.errors:
            return data
        file, letter = data.get("file"), data.get("letter") or ""
        if file and letter.strip():
            self.add_error("file", "Either the words or a file: empty the text above, or leave the file out.")
        elif file:
            try:
                read = words_of_upload(file.read())
                self.text, self.notes = read.text, read.notes
            except FileRefusedError as refused:
                self.add_error("file", str(refused))
        elif letter.strip():
            self.text = letter.replace("\r\n", "\n")
        else:
            self.add_error("letter", "Paste the text of the letter first, or choose its file.")
        return data


# What only says of which kind another term of the same figure is.
_KINDS = frozenset({"bonus_unit", "bonus_kind", "base_period", "clawback"})
# The reader's names that the form calls otherwise.
_FIELDS = {"schedule": "vesting_percents"}


@dataclass(frozen=True)
class Read:
    """A term as the page shows it; ``name``: the field of the form that it fills, "" for none."""

    term: Term
    name: str
    label: str
    shown: str


@dataclass(frozen=True)
class Piece:
    """A stretch of the letter; ``kind``: term, doubtful, rest, or "" for none of them. ``label``: what was read."""

    words: str
    kind: str = ""
    label: str = ""


def letter_initial(letter: Letter) -> dict[str, Any]:
    """What a letter states for certain, under the names of ``OfferForm``'s fields."""
    return _initial(letter, letter.terms)


def taken_initial(letter: Letter, number: str) -> dict[str, Any]:
    """The doubtful term that was taken, by its number in the letter."""
    return _initial(letter, [term for index, term in enumerate(letter.doubtful) if str(index) == number])


def _initial(letter: Letter, terms: Iterable[Term]) -> dict[str, Any]:
    """The form has one currency: an amount in another stays out of it."""
    currency = letter.value("currency")
    initial: dict[str, Any] = {}
    for term in terms:
        if term.currency and currency and term.currency != currency:
            continue
        name = _FIELDS.get(term.field, term.field)
        initial[name] = term.value
    return initial


def certain_rows(letter: Letter, form: OfferForm) -> list[Read]:
    """In the order of the letter."""
    terms = sorted(letter.terms, key=lambda term: term.spans[0])
    return [read for term in terms if (read := _read(term, form))]


def doubtful_rows(letter: Letter, form: OfferForm) -> list[tuple[int, Read]]:
    """The doubtful terms that the form has a field for, with their number in the letter."""
    return [(index, read) for index, term in enumerate(letter.doubtful) if (read := _read(term, form)) and read.name]


def letter_pieces(text: str, letter: Letter, form: OfferForm) -> list[Piece]:
    """The letter in stretches, each figure marked with what was read of it."""
    marks: dict[tuple[int, int], tuple[str, str]] = {}
    for left in letter.rest:
        marks[left.start, left.end] = ("rest", "not understood")
    for kind, terms in (("doubtful", letter.doubtful), ("term", letter.terms)):
        for term in terms:
            read = _read(term, form)
            if read is None or term.field in _KINDS:
                continue
            for span in term.spans:
                # A term without a figure has its whole sentence: that marks nothing.
                if " ".join(text[slice(*span)].split()) != term.words:
                    before = marks.get(span)
                    label = f"{before[1]}, {read.label}" if before and before[0] == kind else read.label
                    marks[span] = (kind, label)
    pieces, at = [], 0
    for (start, end), (kind, label) in sorted(marks.items()):
        if start < at:
            continue
        pieces += [Piece(text[at:start]), Piece(text[start:end], kind, label)]
        at = end
    return [piece for piece in [*pieces, Piece(text[at:])] if piece.words]


def _read(term: Term, form: OfferForm) -> Read | None:
    name = _FIELDS.get(term.field, term.field)
    if name in form.fields:
        return Read(term, name, str(form.fields[name].label or name.capitalize()), _shown(form, name, term))
    label = _OTHER_LABELS.get(term.field.rstrip("_0123456789"))
    return Read(term, "", label, _plain(term)) if label else None


# What the form has no field for; it is shown, for the candidate to note.
_OTHER_LABELS = {
    "base_amount": "Base as stated",
    "base_full_time": "Base full-time",
    "salaries_a_year": "Salaries a year",
    "fte": "Share of full time",
    "hours_a_week": "Hours a week",
    "bonus_max": "Bonus at most",
    "guaranteed_bonus": "Guaranteed bonus",
    "retention_bonus": "Retention bonus",
    "relocation": "Relocation",
    "relocation_max": "Relocation at most",
    "buyout": "Buy-out",
    "commission": "Commission",
    "commission_percent": "Commission, percent",
    "allowance": "Allowance a year",
    "pension": "Employer's pension a year",
    "pension_percent": "Employer's pension, percent",
    "holiday_allowance_percent": "Holiday allowance, percent",
    "severance": "Severance",
    "severance_months": "Severance, months",
    "holiday_days": "Days of holiday",
    "notice_months": "Notice, months",
    "notice_weeks": "Notice, weeks",
    "notice_days": "Notice, days",
    "probation_months": "Probation, months",
    "exercise_window_months": "Months to exercise after leaving",
    "percent_of_company": "Percent of the company",
    "respond_by_time": "Time to respond by",
    "respond_within": "Time to respond",
    "equity": "Another grant",
    "shares": "Shares of another grant",
    "vesting_years": "Years to vest of another grant",
    "acceleration": "Acceleration",
}


def _shown(form: OfferForm, name: str, term: Term) -> str:
    field, value = form.fields[name], term.value
    if isinstance(field, forms.ChoiceField):
        return str(dict(cast("list[tuple[Any, Any]]", field.choices)).get(value, value))
    if isinstance(field, forms.DateField):
        return day(value)
    return _with_currency(str(field.prepare_value(value)), term)


def _plain(term: Term) -> str:
    value = term.value
    if isinstance(value, Decimal):
        return _with_currency(f"{value.normalize():,f}", term)
    return day(value) if isinstance(value, date) else str(value).replace("_", " ")


def _with_currency(shown: str, term: Term) -> str:
    return f"{term.currency} {shown}" if term.currency else shown
