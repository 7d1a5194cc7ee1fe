"""What several forms do with their fields and with what was sent to them."""

from __future__ import annotations

from typing import cast

from django import forms
from django.http import QueryDict


def choice_field(form: forms.Form, name: str) -> forms.ChoiceField:
    """A field of choices by its name. Raises ``TypeError`` where it is another kind."""
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(f"{name} has no choices")
    return field


def show_instead(form: forms.Form, name: str, value: str) -> None:
    """Let a bound form show another value than the one that was sent."""
    data = cast("QueryDict", form.data).copy()
    data[name] = value
    form.data = data
