"""How several offers are seen side by side: choices that stand in the address."""

from __future__ import annotations

from django import forms
from django.http import QueryDict

from display.forms import choice_field
from offers.whatif import WhatIfForm


class LineupForm(WhatIfForm):
    """How several offers are seen side by side, and which: ``?offer=`` names each."""

    baseline = forms.ChoiceField(label="Measured by", required=False)
    currency = forms.ChoiceField(label="In", required=False)

    field_order = ["baseline", "currency", "discount"]

    def __init__(self, data: QueryDict, *, offers: list[tuple[str, str]], currencies: list[tuple[str, str]]) -> None:
        super().__init__(data)
        choice_field(self, "baseline").choices = offers
        choice_field(self, "currency").choices = currencies
        self.named = frozenset(data.getlist("offer"))
