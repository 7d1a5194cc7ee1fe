"""What-ifs that live in an address: which offer to measure by, in which currency, under which assumptions."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from pay.amounts import ReadAmount
from pay.equity import Assumptions

PERCENT_OFF: dict[str, Any] = {"min_value": 0, "max_value": 95, "required": False}


class AddressForm(forms.Form):
    """What stands in an address. What can't be read counts as not assumed, and says so."""

    def value(self, name: str) -> Any:
        """What was typed for a field; ``None`` where it was nothing, or can't be read."""
        self.is_valid()
        return self.cleaned_data.get(name)


class AssumedForm(AddressForm):
    """Fields drawn alike: what can't be read is said beside its field, and counts as not assumed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= self.further_fields()
        for name, field in self.fields.items():
            style = "form-select" if isinstance(field, forms.ChoiceField) else "form-control"
            if isinstance(field, forms.BooleanField):
                style = "form-check-input"
            field.widget.attrs["class"] = f"{style} is-invalid" if self.errors.get(name) else style

    def further_fields(self) -> dict[str, forms.Field]:
        """Fields that come several times."""
        return {}

    def amount(self, name: str) -> Decimal | None:
        """The amount typed for a field; ``None`` where there is none that can be read."""
        read = self.value(name)
        return read.amount if isinstance(read, ReadAmount) else None


class WhatIfForm(AddressForm):
    """Assumptions about equity that can't be sold yet."""

    discount = forms.IntegerField(label="Discount on equity that can't be sold yet", **PERCENT_OFF)

    @property
    def assumptions(self) -> Assumptions:
        return Assumptions(discount=fraction(self.value("discount")))


def fraction(percent: int | None) -> Decimal:
    return Decimal(percent or 0) / 100
