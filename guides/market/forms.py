"""How a market is seen: in which currency, of which level. Both stand in the address."""

from __future__ import annotations

from django import forms
from django.http import QueryDict

from display.forms import choice_field

OWN_LEVEL = "The job’s own"


class MarketForm(forms.Form):
    """What can't be chosen is said beside the field, and the usual choice is shown."""

    currency = forms.ChoiceField(label="In", required=False)
    level = forms.ChoiceField(label="Level", required=False)

    def __init__(self, data: QueryDict, *, currencies: list[str], levels: tuple[str, ...]) -> None:
        super().__init__(data)
        in_currency, of_level = choice_field(self, "currency"), choice_field(self, "level")
        in_currency.choices = [(currency, currency) for currency in currencies]
        in_currency.error_messages["invalid_choice"] = "“%(value)s” isn’t a currency that Leverbook has a rate for."
        of_level.choices = [("", OWN_LEVEL), *((level, level) for level in levels)]
        of_level.error_messages["invalid_choice"] = (
            "Too few companies publish a base for the level “%(value)s”: this is the job’s own."
        )

    def value(self, name: str) -> str:
        """What was chosen; "" where nothing was, or nothing that can be."""
        self.is_valid()
        chosen: str = self.cleaned_data.get(name, "")
        return chosen
