"""What-ifs that live in an address: which offer to measure by, in which currency, under which assumptions."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from pay.equity import Assumptions

PERCENT_OFF: dict[str, Any] = {"min_value": 0, "max_value": 95, "required": False}


class AddressForm(forms.Form):
    """What stands in an address. What can't be read counts as not assumed, and says so."""

    def value(self, name: str) -> Any:
        """What was typed for a field; ``None`` where it was nothing, or can't be read."""
        self.is_valid()
        return self.cleaned_data.get(name)


class WhatIfForm(AddressForm):
    """Assumptions about equity that can't be sold yet."""

    discount = forms.IntegerField(label="Discount on equity that can't be sold yet", **PERCENT_OFF)

    @property
    def assumptions(self) -> Assumptions:
        return Assumptions(discount=fraction(self.value("discount")))


def fraction(percent: int | None) -> Decimal:
    return Decimal(percent or 0) / 100
