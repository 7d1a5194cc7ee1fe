"""What a candidate tells so that the law of the right place and size is shown."""

from __future__ import annotations

from typing import Any

from django import forms

from offers.models import Offer
from pay.rights.sizes import SIZE_NAMES


class LawForm(forms.Form):
    """Each of its buttons sends what it is about alone; what isn't sent stays as it is."""

    employer_size = forms.ChoiceField(choices=[("", ""), *SIZE_NAMES.items()], required=False)
    works_from = forms.CharField(
        label="Where you work, if remotely from elsewhere",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
    )
    names_pay = forms.BooleanField(required=False)

    def __init__(self, data: Any = None, *, offer: Offer) -> None:
        super().__init__(data, initial={"works_from": offer.works_from})
        self.offer = offer

    def save(self) -> None:
        sent = [name for name in self.fields if name in self.data]
        for name in sent:
            setattr(self.offer, name, self.cleaned_data[name])
        if sent:
            self.offer.save(update_fields=[*sent, "changed_at"])
