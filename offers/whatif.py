"""What-ifs that live in an address: which offer to measure by, in which currency, under which assumptions."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict

from offers.domain.amounts import ReadAmount
from offers.domain.equity import Assumptions
from offers.fields import AmountField

PERCENT_OFF = {"min_value": 0, "max_value": 95, "required": False}


class WhatIfForm(forms.Form):
    """Assumptions about equity that can't be sold yet. What can't be read counts as not assumed, and says so."""

    discount = forms.IntegerField(label="Discount on equity that can't be sold yet", **PERCENT_OFF)

    def value(self, name: str) -> Any:
        """What was typed for a field; ``None`` where it was nothing, or can't be read."""
        self.is_valid()
        return self.cleaned_data.get(name)

    @property
    def assumptions(self) -> Assumptions:
        return Assumptions(discount=_fraction(self.value("discount")))


class LineupForm(WhatIfForm):
    """How several offers are seen side by side."""

    baseline = forms.ChoiceField(label="Measured by", required=False)
    currency = forms.ChoiceField(label="In", required=False)

    field_order = ["baseline", "currency", "discount"]

    def __init__(self, data: QueryDict, *, offers: list[tuple[str, str]], currencies: list[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["baseline"].choices = offers
        self.fields["currency"].choices = currencies


class ExitForm(WhatIfForm):
    """A sale or listing of one private company."""

    exit = AmountField(label="The company is sold or listed for", help_text="Such as 2B. Blank: as quoted.")
    dilution = forms.IntegerField(label="Dilution until then", **PERCENT_OFF)

    field_order = ["exit", "dilution", "discount"]

    @property
    def assumptions(self) -> Assumptions:
        read = self.value("exit")
        return Assumptions(
            discount=_fraction(self.value("discount")),
            exit_value=read.amount if isinstance(read, ReadAmount) else None,
            dilution=_fraction(self.value("dilution")),
        )


class CounterWhatIfForm(WhatIfForm):
    """Which point to reach, and what equity counts."""

    goal = forms.SlugField(max_length=60, required=False)
    target = AmountField()

    @property
    def tried_target(self) -> Decimal | None:
        """A target to try, instead of the plan's."""
        read = self.value("target")
        return read.amount if isinstance(read, ReadAmount) else None


def _fraction(percent: int | None) -> Decimal:
    return Decimal(percent or 0) / 100
