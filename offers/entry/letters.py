"""A pasted letter: the form that takes it, and what was read from it as the offer form's first values."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, cast

from django import forms

from display.formatting import clock, day, zone_in_words
from offers.entry.files.kinds import FileRefusedError
from offers.entry.files.reading import words_of_upload
from offers.entry.filling import filling_of
from offers.entry.forms import OfferForm
from offers.entry.rows import MOST_ROWS
from offers.entry.terms import ROWS
from offers.models import Round
from pay.letters.reading import LONGEST, Letter, Term
from pay.letters.times import time_and_zone


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


_COUNTED = "Respond by, counted from the letter’s date"
# What only says of which kind another term of the same figure is.
_KINDS = frozenset({"bonus_unit", "bonus_kind", "base_period", "clawback"})
# The reader's names that the form calls otherwise, for their labels.
_FIELDS = {
    "schedule": "vesting_percents",
    "guaranteed_bonus": "bonus_guaranteed",
    "salaries_a_year": "salaries",
    "fte": "working_share",
}


@dataclass(frozen=True)
class Read:
    """A term as the page shows it; ``is_filled``: whether the form takes it."""

    term: Term
    label: str
    shown: str
    is_filled: bool


@dataclass(frozen=True)
class Piece:
    """A stretch of the letter; ``kind``: term, doubtful, rest, or "" for none of them. ``label``: what was read."""

    words: str
    kind: str = ""
    label: str = ""


def letter_initial(letter: Letter) -> dict[str, Any]:
    """What a letter states for certain, under the names of ``OfferForm``'s fields."""
    return filling_of(letter, letter.terms).initial


def taken_initial(letter: Letter, number: str, typed: dict[str, Any]) -> dict[str, Any]:
    """What was typed, with the doubtful term that was taken, by its number in the letter: rows are added to rows."""
    taken = filling_of(letter, [term for index, term in enumerate(letter.doubtful) if str(index) == number]).initial
    for kind in ROWS:
        if kind in taken:
            taken[kind] = [*typed.get(kind, []), *taken[kind]][:MOST_ROWS]
    return typed | taken


def certain_rows(letter: Letter, form: OfferForm) -> list[Read]:
    """In the order of the letter."""
    filled = filling_of(letter, letter.terms).used
    terms = sorted(letter.terms, key=lambda term: term.spans[0])
    pers = {term.words: str(dict(Round.Per.choices)[term.value]) for term in terms if term.field == "base_period"}
    return [_paid(read, pers) for term in terms if (read := _read(term, form, filled))]


def _paid(read: Read, pers: Mapping[str, str]) -> Read:
    """The stated base with what it is an amount of: "SEK 72,000 a month"."""
    per = pers.get(read.term.words) if read.term.field == "base_amount" else None
    return replace(read, shown=f"{read.shown} {per}") if per else read


def doubtful_rows(letter: Letter, form: OfferForm) -> list[tuple[int, Read]]:
    """The doubtful terms that the form takes, with their number in the letter."""
    found = []
    for index, term in enumerate(letter.doubtful):
        filled = filling_of(letter, [term]).used
        # Counted from the letter's date, not read.
        is_counted = term.field == "respond_by" and any(
            one.field == "respond_within" and one.words == term.words for one in letter.terms
        )
        # A month's base that is doubtful is offered as a year's; an hour's or a day's has no year.
        is_said_again = term.field == "base_amount" and any(one.field == "base" for one in letter.doubtful)
        if (read := _read(term, form, filled)) and read.is_filled and not is_said_again:
            found.append((index, replace(read, label=_COUNTED) if is_counted else read))
    return found


def letter_pieces(text: str, letter: Letter, form: OfferForm) -> list[Piece]:
    """The letter in stretches, each figure marked with what was read of it."""
    marks: dict[tuple[int, int], tuple[str, str]] = {}
    for left in letter.rest:
        marks[left.start, left.end] = ("rest", "not understood")
    for kind, terms in (("doubtful", letter.doubtful), ("term", letter.terms)):
        for term in terms:
            read = _read(term, form, frozenset())
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


def _read(term: Term, form: OfferForm, filled: Collection[str]) -> Read | None:
    name = _FIELDS.get(term.field, term.field)
    is_filled = term.field in filled
    if name in form.fields:
        label = str(form.fields[name].label or name.capitalize())
        if name == "base":
            label = "Base salary a year"
        return Read(term, label, _shown(form, name, term), is_filled)
    label = _OTHER_LABELS.get(term.field.rstrip("_0123456789"), "")
    if not label:
        return None
    return Read(term, label, _plain(term), is_filled)


# What the form has no field for by that name: some of it fills rows, the rest is for the candidate to note.
_OTHER_LABELS = {
    "written_on": "Date of the letter",
    "base_amount": "Base as stated",
    "base_full_time": "Base full-time",
    "bonus_max": "Bonus at most",
    "retention_bonus": "Retention bonus",
    "relocation": "Relocation",
    "relocation_max": "Relocation at most",
    "buyout": "Buy-out",
    "commission": "Commission",
    "commission_percent": "Commission",
    "allowance": "Allowance a year",
    "pension": "Employer's pension a year",
    "pension_percent": "Employer's pension",
    "holiday_allowance_percent": "Holiday allowance",
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
    "base_part_basic": "Basic pay a year",
    "base_part_hra": "HRA a year",
    "base_part_housing": "Housing allowance a year",
    "base_part_transport": "Transport allowance a year",
    "base_part_special": "Special allowance a year",
    "probation_weeks": "Probation, weeks",
    "probation_days": "Probation, days",
    "acceleration_percent": "Acceleration",
    "refresher": "Refresher",
    "equity": "Another grant",
    "equity_kind": "Kind of another grant",
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
    if isinstance(field, forms.TimeField):
        at, zone = time_and_zone(value, term.currency)
        return " ".join(filter(None, (clock(at) if at else str(value), f"({zone_in_words(zone)})" if zone else "")))
    return _with_currency(str(field.prepare_value(value)), term)


def _plain(term: Term) -> str:
    value = term.value
    if isinstance(value, Decimal):
        shown = _with_currency(f"{value.normalize():,f}", term)
        return f"{shown}%" if term.field.rstrip("_0123456789").endswith("_percent") else shown
    return day(value) if isinstance(value, date) else str(value).replace("_", " ")


def _with_currency(shown: str, term: Term) -> str:
    return f"{term.currency} {shown}" if term.currency else shown
