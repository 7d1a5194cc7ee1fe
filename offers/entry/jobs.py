"""The job and the place of an offer without a guide, as people call them: what names its market."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse

from guides.models import Location, Role
from guides.pages.results import find, record_named_exactly, records_like

MOST_SUGGESTED = 4


class JobField(forms.CharField):
    """A job that companies share, by its name; what names none says so, with those that may be meant."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=100, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return value.name if isinstance(value, Role) else value

    def clean(self, value: Any) -> Role | None:
        text = super().clean(value)
        if not text:
            return None
        role = record_named_exactly("role", text)
        if isinstance(role, Role) and not role.company_id:
            return role
        roles = [page for page in find(text).pages if isinstance(page, Role) and not page.company_id]
        near = ", ".join(f"“{one.name}”" for one in roles[:MOST_SUGGESTED])
        told = f"No job with a market here is called “{text}”."
        raise forms.ValidationError(
            f"{told} Did you mean {near}? Or leave it blank."
            if near
            else f"{told} Try another name, or leave it blank."
        )


def offering_names(name: str) -> dict[str, str]:
    """Attributes of a field that fill its list (``<datalist id="names-…">``) while somebody types."""
    return {
        "list": f"names-{name}",
        "autocomplete": "off",
        "hx-get": reverse("guides:names"),
        "hx-trigger": "input changed delay:200ms",
        "hx-sync": "this:replace",
        "hx-target": f"#names-{name}",
    }


def places_like(text: str) -> list[str]:
    """Names of places that may be meant by what names none."""
    return [str(place) for place in records_like("place", text, MOST_SUGGESTED)]


def place_called(text: str) -> Location | None:
    """The place that a text is the name of; ``None`` where that isn't sure."""
    place = record_named_exactly("place", text) if text else None
    return place if isinstance(place, Location) else None
