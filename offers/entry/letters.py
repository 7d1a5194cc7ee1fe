"""A pasted letter: the form that takes it, and what was read from it as the offer form's first values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, cast

from django import forms

from display.formatting import day
from offers.entry.forms import OfferForm
from pay.letters.reading import LONGEST, Letter, Term


class LetterForm(forms.Form):
    letter = forms.CharField(
        label="The letter, the mail, or your notes of the call",
        max_length=LONGEST,
        # The places of what is read are places in the text as it was pasted.
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text="Nothing is stored: you look at what was understood first.",
    )

    def clean_letter(self) -> str:
        letter: str = self.cleaned_data["letter"]
        if not letter.strip():
            raise forms.ValidationError("Paste the text of the letter first.")
        return letter.replace("\r\n", "\n")


# The reader's names that the form calls otherwise.
_FIELDS = {"schedule": "vesting_percents"}


@dataclass(frozen=True)
class Read:
    """A term as the page shows it; ``name``: the field of the form that it fills, "" for none."""

    term: Term
    name: str
    label: str
    shown: str


def letter_initial(letter: Letter, taken: list[str] | None = None) -> dict[str, Any]:
    """What a letter states for certain, under the names of ``OfferForm``'s fields, and the doubtful terms ``taken``.

    The form has one currency: an amount in another stays out of it.
    """
    currency = letter.value("currency")
    chosen = {*(taken or ())}
    doubtful = [term for index, term in enumerate(letter.doubtful) if str(index) in chosen]
    initial: dict[str, Any] = {}
    for term in (*letter.terms, *doubtful):
        if term.currency and currency and term.currency != currency:
            continue
        name = _FIELDS.get(term.field, term.field)
        initial[name] = term.value
    return initial


def certain_rows(letter: Letter, form: OfferForm) -> list[Read]:
    return [read for term in letter.terms if (read := _read(term, form))]


def doubtful_rows(letter: Letter, form: OfferForm) -> list[tuple[int, Read]]:
    """The doubtful terms that the form has a field for, with their number in the letter."""
    return [(index, read) for index, term in enumerate(letter.doubtful) if (read := _read(term, form)) and read.name]


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
