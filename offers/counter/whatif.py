"""What to try on the way to a plan: it stands in the address."""

from __future__ import annotations

from decimal import Decimal

from django import forms

from offers.entry.fields import AmountField
from offers.whatif import WhatIfForm
from pay.amounts import ReadAmount


class CounterWhatIfForm(WhatIfForm):
    """Which point to reach, and what equity counts."""

    goal = forms.SlugField(max_length=60, required=False)
    target = AmountField()

    @property
    def tried_target(self) -> Decimal | None:
        """A target to try, instead of the plan's."""
        read = self.value("target")
        return read.amount if isinstance(read, ReadAmount) else None
