"""A pasted letter: the form that takes it, and what was read from it as the offer form's first values."""

from __future__ import annotations

from typing import Any, cast

from django import forms

from display.formatting import day
from offers.entry.forms import OfferForm
from offers.models import Offer
from pay.letters.reading import LONGEST, Letter


class LetterForm(forms.Form):
    letter = forms.CharField(
        label="The letter, or the part of it about pay",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text="Nothing is stored: you look at what was understood first.",
    )


def letter_initial(letter: Letter) -> dict[str, Any]:
    """What a letter states, under the names of ``OfferForm``'s fields."""
    initial = {_FIELDS.get(term.field, term.field): term.value for term in letter.terms}
    return initial | {"status": Offer.Status.WRITTEN}


def letter_rows(letter: Letter, form: OfferForm) -> list[tuple[str, str, str]]:
    """Label, value and the letter's words for each term that the form has a field for."""
    rows = []
    for term in letter.terms:
        name = _FIELDS.get(term.field, term.field)
        if name in form.fields:
            rows.append((str(form.fields[name].label or name.capitalize()), _shown(form, name, term.value), term.words))
    return rows


_FIELDS = {"schedule": "vesting_percents"}


def _shown(form: OfferForm, name: str, value: Any) -> str:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        return str(dict(cast("list[tuple[Any, Any]]", field.choices)).get(value, value))
    if isinstance(field, forms.DateField):
        return day(value)
    return str(field.prepare_value(value))
