"""The amounts that a text asks for, and the offers that it quotes: rows under a lever or a section."""

from __future__ import annotations

from typing import Any

from django import forms

from guides.admin.fields import AmountField, CurrencyField
from guides.admin.rows.forms import RowForm
from guides.admin.rows.formsets import NestedFormSet
from guides.models import Ask, QuotedOffer


class AskForm(RowForm):
    class Meta:
        model = Ask
        field_classes = {"min": AmountField, "max": AmountField, "currency": CurrencyField}
        fields = ["role", "component", "min", "max", "basis", "unit", "currency", "period", "region", "level", "text"]
        widgets = {"text": forms.TextInput(attrs={"size": 50})}
        labels = {
            "role": "purpose",
            "component": "part",
            "min": "from",
            "max": "to (blank: open)",
            "text": "words in the guide",
        }

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        self.refuse_inverted("min", "max")
        return cleaned


class QuotedOfferForm(RowForm):
    class Meta:
        model = QuotedOffer
        field_classes = {
            "base": AmountField,
            "equity": AmountField,
            "total": AmountField,
            "currency": CurrencyField,
        }
        fields = ["company", "role", "base", "equity", "total", "currency"]


class AskFormSet(NestedFormSet):
    name = "asks"
    label = "asks"
    add_label = "Add an ask"


class QuotedOfferFormSet(NestedFormSet):
    name = "quoted"
    label = "quoted offers"
    add_label = "Add a quoted offer"
