"""What the form of every row has: its place, what is nested in it, its findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cached_property
from typing import Any, Protocol, cast

from django import forms
from django.db.models import Model
from django.forms.formsets import DELETION_FIELD_NAME

from guides.admin.derived import Columns
from guides.admin.fields import AmountField, TextBackedField, amount_text
from guides.admin.pickers import RowPicker
from guides.admin.sizes import SizedTextsMixin
from guides.admin.typed import AnyModelForm
from guides.models import Finding, Revision
from guides.models.shared import Mergeable

NO_CONTENT = ("order", DELETION_FIELD_NAME)
OWN_SOURCE_LABEL = {"source": "Source of this row"}
INPUT_SIZES = {"region": 18, "level": 14, "company": 16, "role": 14}


class NestedRows(Protocol):
    """Rows under a row, as their owner knows them: ``formsets.NestedFormSet``."""

    name: str
    label: str
    instance: Any
    added: tuple[Model, ...]

    def has_changed(self) -> bool: ...
    def is_valid(self) -> bool: ...
    def follow(self, before: Columns, now: Columns) -> None: ...
    def in_order(self) -> list[RowForm]: ...
    def save(self, commit: bool = ...) -> list[Model]: ...  # noqa: FBT001 - Django's signature


class RowForm(SizedTextsMixin, AnyModelForm):
    """A row of a draft. ``order`` is its place in the list, counted from 1; blank is last."""

    order = forms.IntegerField(
        required=False, min_value=1, widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 2})
    )
    draft: Revision
    nested: tuple[NestedRows, ...] = ()
    findings: tuple[Finding, ...] = ()
    # The one that stands for a row to be added: it holds the blank rows for what can be added under any of its kind.
    is_blank = False
    # The field whose sentences something is told of.
    words_field = ""
    # Fields that a revision that can't be changed shows in a form of their own.
    told_apart: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, size in INPUT_SIZES.items():
            if name in self.fields and isinstance(self.fields[name].widget, forms.TextInput):
                self.fields[name].widget.attrs |= {"size": size}
        for name, field in self.fields.items():
            if isinstance(field.widget, RowPicker) and getattr(self.instance, f"{name}_id"):
                field.widget.stored = getattr(self.instance, name)

    @cached_property
    def changed_data(self) -> list[str]:
        # A lever whose asks changed has changed: it is validated, saved and logged.
        return super().changed_data + [rows.label for rows in self.nested if rows.has_changed()]

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        for name, field in self.fields.items():
            # What nobody touched stays exactly as it was stored.
            if isinstance(field, TextBackedField) and name in cleaned and name not in self.changed_data:
                cleaned[name] = self.initial.get(name, cleaned[name])
            elif isinstance(cleaned.get(name), Mergeable):
                # It may have been merged into another after this form was opened.
                cleaned[name] = cleaned[name].current
        return cleaned

    def refuse_inverted(self, low: str, high: str) -> None:
        """Say so beside the field where a range ends before it begins, or has an end only."""
        minimum, maximum = self.cleaned_data.get(low), self.cleaned_data.get(high)
        if maximum is None or high in self.errors or low in self.errors:
            return
        if minimum is None:
            self.add_error(low, "A maximum needs a minimum.")
        elif maximum < minimum:
            self.add_error(high, f"Less than the minimum, {amount_text(minimum)}.")

    @property
    def shown(self) -> Iterator[tuple[str, str]]:
        """Label and text of each field that says something, for revisions that can't be changed."""
        left_out = (*NO_CONTENT, *self.told_apart)
        yield from self.shown_fields(bound for bound in self.visible_fields() if bound.name not in left_out)

    def shown_fields(self, bound_fields: Iterable[forms.BoundField]) -> Iterator[tuple[str, str]]:
        for bound in bound_fields:
            field, value = bound.field, bound.initial
            if isinstance(field, TextBackedField):
                value = field.prepare_value(value)
            elif isinstance(field, AmountField):
                value = "" if value is None else amount_text(value)
            elif isinstance(field, forms.ModelChoiceField):
                value = getattr(self.instance, bound.name)
            elif isinstance(field, forms.ChoiceField):
                value = dict(cast("list[tuple[Any, Any]]", field.choices)).get(value, value) if value else ""
            elif isinstance(field, forms.BooleanField):
                value = "yes" if value else ""
            elif isinstance(value, Decimal):
                value = amount_text(value)
            if value not in (None, ""):
                yield str(bound.label), str(value)
