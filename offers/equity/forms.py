"""Assumptions about one private company: they stand in the address."""

from __future__ import annotations

from django import forms

from offers.entry.fields import AmountField
from offers.whatif import PERCENT_OFF, WhatIfForm, fraction
from pay.amounts import ReadAmount
from pay.equity import Assumptions


class ExitForm(WhatIfForm):
    """A sale or listing of one private company."""

    exit = AmountField(label="The company is sold or listed for", help_text="Such as 2B. Blank: as quoted.")
    dilution = forms.IntegerField(label="Dilution until then", **PERCENT_OFF)

    field_order = ["exit", "dilution", "discount"]

    @property
    def assumptions(self) -> Assumptions:
        read = self.value("exit")
        return Assumptions(
            discount=fraction(self.value("discount")),
            exit_value=read.amount if isinstance(read, ReadAmount) else None,
            dilution=fraction(self.value("dilution")),
        )
