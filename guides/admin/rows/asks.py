"""The amounts that a text asks for, and the offers that it quotes: rows under a lever or a section."""

from __future__ import annotations

from typing import Any

from django import forms

from guides.admin.derived import stored_document
from guides.admin.fields import AmountField, CurrencyField
from guides.admin.rows.forms import RowForm
from guides.admin.rows.formsets import NestedFormSet
from guides.models import Ask, QuotedOffer, Revision


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
        is_money = cleaned.get("unit") == Ask.Unit.MONEY and cleaned.get("min") is not None
        if is_money and not cleaned.get("currency") and self.changed_data:
            cleaned["currency"] = currency_of(self.draft, cleaned.get("region", ""), cleaned.get("level", ""))
        return cleaned


def currency_of(draft: Revision, region: str, level: str) -> str:
    """The one currency of the bands that an ask is for, as they were last saved; "" where they have several."""
    bands = stored_document(draft).bands
    there = [band for band in bands if (not region or band.region == region) and (not level or band.level == level)]
    found = {band.currency for band in there or bands}
    return (found.pop() or "") if len(found) == 1 else ""


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
