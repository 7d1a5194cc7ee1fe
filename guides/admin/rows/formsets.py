"""Rows in the editor's order, and rows under rows.

Asks and quoted offers stand under a lever or a section, so that their
formsets are nested in the form of their owner, under its prefix
(``levers-0-asks-1-min``): what the admin's script does to the owner's names
when a row is added or removed then fits them, too.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any, cast

from django import forms
from django.db.models import Field, Model
from django.forms.models import inlineformset_factory

from guides.admin.derived import Columns, is_one_of, is_same
from guides.admin.fields import RowChoiceField
from guides.admin.rows.forms import RowForm
from guides.admin.rows.told import TellingForm
from guides.admin.sizes import LONGEST_TOGETHER
from guides.admin.typed import AnyInlineFormSet
from guides.models import Revision


class RowFormSet(AnyInlineFormSet):
    """Rows in the editor's order, with the formsets that are nested in them."""

    nested_formsets: tuple[type[NestedFormSet], ...] = ()
    # How long the words of all rows may be together.
    most_together = LONGEST_TOGETHER

    def add_fields(self, form: RowForm, index: int | None) -> None:
        super().add_fields(form, index)
        form.is_blank = index is None
        form.draft = self.instance
        if isinstance(form, TellingForm):
            form.words_together = self.words_together
            form.most_together = self.most_together
        if index is not None and index < self.initial_form_count():
            form.initial.setdefault("order", index + 1)
            form.fields["order"].initial = index + 1
        form.nested = tuple(
            formset(
                data=form.data if form.is_bound else None,
                instance=form.instance,
                prefix=f"{form.prefix}-{formset.name}",
                draft=self.instance,
            )
            for formset in self.nested_formsets
        )

    @cached_property
    def words_together(self) -> int:
        """How many characters were typed as the words of all rows."""
        if not self.is_bound:
            return 0
        names = (f"{self.add_prefix(index)}-{self.form.words_field}" for index in range(self.total_form_count()))
        return sum(len(self.data.get(name, "")) for name in names)

    def is_valid(self) -> bool:
        rows_valid = super().is_valid()
        nested_valid = [rows.is_valid() for form in self._kept_forms() for rows in form.nested]
        return rows_valid and all(nested_valid)

    def save(self, commit: bool = True) -> list[Model]:  # noqa: FBT001, FBT002 - Django's signature
        saved = super().save(commit=commit)
        for form in self._kept_forms():
            for rows in form.nested:
                rows.instance = form.instance
                rows.save()
        self._number_rows()
        return saved

    def _kept_forms(self) -> list[RowForm]:
        """The forms that stand for a row: not deleted, and not left blank."""
        stock: Any = self
        return [
            form
            for form in self.forms
            if not (self.can_delete and stock._should_delete_form(form)) and (form.instance.pk or form.has_changed())
        ]

    def in_order(self) -> list[RowForm]:
        """The forms of the rows that stay; a row that was sent to a place goes before the one there."""
        rows = self._kept_forms()

        def place(form: RowForm) -> tuple[int, bool]:
            return form.cleaned_data.get("order") or len(rows) + 1, "order" not in form.changed_data

        return sorted(rows, key=place)

    def _number_rows(self) -> None:
        """Give the rows the positions 0, 1, 2…"""
        moved = []
        for position, form in enumerate(self.in_order()):
            if form.instance.position != position:
                form.instance.position = position
                moved.append(form.instance)
        if moved:
            type(moved[0])._default_manager.bulk_update(moved, ["position"])


class NestedFormSet(RowFormSet):
    """Rows under a row. ``name`` is their part of the prefix, ``label`` their name for people."""

    name = ""
    label = ""
    add_label = ""
    # What its owner's changed words ask for no more, and what they ask for now.
    dropped: tuple[Model, ...] = ()
    added: tuple[Model, ...] = ()

    def __init__(self, *args: Any, draft: Revision, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.draft = draft
        if self.instance.pk:
            # Rows that came with their owners aren't asked for again, owner by owner.
            self.queryset = getattr(self.instance, self.fk.remote_field.get_accessor_name()).all()

    def add_fields(self, form: RowForm, index: int | None) -> None:
        super().add_fields(form, index)
        form.draft = self.draft

    def follow(self, before: Columns, now: Columns) -> None:
        """Let the rows that were read from the words follow them; those that an editor set or touched stay."""
        forms = [form for form in self.forms if form.instance.pk or form.has_changed()]
        for form in forms:
            form.is_valid()  # gives its row what was typed
        untouched = [form.instance for form in forms if not form.has_changed()]
        self.dropped = tuple(row for row in untouched if is_one_of(row, before) and not is_one_of(row, now))
        # What an editor took out under the same words stays out.
        staying = [form.instance for form in forms if form.instance not in self.dropped]
        new = [columns for columns in now if columns not in before]
        model = cast("type[Model]", self.model)
        self.added = tuple(model(**columns) for columns in new if not any(is_same(row, columns) for row in staying))

    def _kept_forms(self) -> list[RowForm]:
        return [form for form in super()._kept_forms() if not form.instance.pk or form.instance not in self.dropped]

    def save(self, commit: bool = True) -> list[Model]:  # noqa: FBT001, FBT002 - Django's signature
        saved = super().save(commit=commit)
        for row in self.dropped:
            row.delete()
        kept = len(self.in_order())
        for position, row in enumerate(self.added, kept):
            vars(row).update(position=position, revision_id=self.instance.revision_id)
            setattr(row, self.fk.name, self.instance)
            row.save()
        return [*saved, *self.added]

    @property
    def template_form(self) -> RowForm:
        """A blank form for the page's script to copy."""
        form: RowForm = self.empty_form
        return form


def nested(owner: type[Model], formset: type[NestedFormSet], form: type[RowForm]) -> type[NestedFormSet]:
    """The formset of rows under an owner's rows."""
    fk_name = owner._meta.model_name
    made = inlineformset_factory(
        owner,
        form._meta.model,
        form=form,
        formset=formset,
        fk_name=fk_name,
        extra=0,
        max_num=200,
        formfield_callback=nested_field,
    )
    return cast("type[NestedFormSet]", made)


def nested_field(db_field: Field[Any, Any], **kwargs: Any) -> forms.Field | None:
    if db_field.choices:
        kwargs["choices_form_class"] = RowChoiceField
    return db_field.formfield(**kwargs)
