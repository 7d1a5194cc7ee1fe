"""What narrows a list of guides, and how it is sorted: a form that stands in an address."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone

from display.formatting import currency_choices
from guides.library.names import place_keys
from guides.library.reading import Kind
from guides.models import Company, EquityKind, Location, Role
from guides.models.guides import GuideQuerySet
from guides.pages.results import record_called

FRESH = {"6": timedelta(days=183), "12": timedelta(days=365)}
SORTS = {"company": ("company__name", "role__name"), "checked": ("-as_of", "company__name", "role__name")}


class RecordField(forms.CharField):
    """A place, role or company as people call it; what names none says so."""

    def __init__(self, kind: Kind, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=100, **kwargs)
        self.kind = kind

    def clean(self, value: Any) -> Company | Role | Location | None:
        text = super().clean(value)
        if not text:
            return None
        record = record_called(self.kind, text)
        if record is None:
            raise forms.ValidationError(f"No {self.kind} here is called “{text}”, so it was left out.")
        return record


class BrowseForm(forms.Form):
    """Blank fields and those that can't be read narrow nothing."""

    place = RecordField("place", label="Place", widget=forms.TextInput(attrs={"placeholder": "e.g. London"}))
    role = RecordField("role", label="Role", widget=forms.TextInput(attrs={"placeholder": "e.g. software engineer"}))
    currency = forms.ChoiceField(
        label="Paid in", required=False, choices=[("", "any currency"), *currency_choices(("USD", "EUR", "GBP"))]
    )
    equity = forms.ChoiceField(label="Equity", required=False, choices=[("", "any kind"), *EquityKind.choices])
    fresh = forms.ChoiceField(
        label="Checked",
        required=False,
        choices=[("", "at any time"), ("6", "in the last 6 months"), ("12", "in the last 12 months")],
    )
    sort = forms.ChoiceField(
        label="Sorted by", required=False, choices=[("", "company"), ("checked", "newest checked")]
    )

    def __init__(self, data: QueryDict, *, without: str) -> None:
        super().__init__(data, auto_id="filter-%s")
        del self.fields[without]
        for field in self.fields.values():
            is_text = isinstance(field.widget, forms.TextInput)
            field.widget.attrs["class"] = "form-control" if is_text else "form-select"

    @property
    def chosen(self) -> dict[str, Any]:
        """What narrows or sorts the list, without what can't be read."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def narrows(self) -> bool:
        return not self.chosen.keys() <= {"sort"}

    def applied(self, guides: GuideQuerySet, place: Location | None = None) -> GuideQuerySet:
        """The guides that are left, sorted; ``place`` where the page itself is of one."""
        chosen = self.chosen
        place = place or chosen.get("place")
        guides = guides.with_as_of().paying(
            places=place_keys(place.pk) if place else (),
            currency=chosen.get("currency", ""),
            equity_kind=chosen.get("equity", ""),
        )
        if role := chosen.get("role"):
            guides = guides.filter(role=role)
        if fresh := chosen.get("fresh"):
            guides = guides.filter(Q(as_of__gte=timezone.localdate() - FRESH[fresh]))
        return guides.order_by(*SORTS[chosen.get("sort", "company")])
