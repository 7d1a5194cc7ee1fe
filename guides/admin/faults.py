"""What is wrong in a draft's form, row by row, each with the place on the page where it can be mended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm
from django.utils.text import capfirst

from guides.admin.rows.forms import RowForm


@dataclass(frozen=True, slots=True)
class Fault:
    """A field or a row, by its name for people; ``anchor`` is the id of the element that has it."""

    name: str
    anchor: str
    reasons: tuple[str, ...]


def faults_of(form: BaseForm, made: Iterable[Any]) -> list[Fault]:
    """The draft's own fields and the rows of its open sections (the admin's formsets) that have errors."""
    own = [
        Fault(capfirst(str(form[name].label)), form[name].id_for_label, tuple(map(str, errors)))
        for name, errors in form.errors.items()
        if name in form.fields
    ]
    return [*own, *(fault for formset in made for fault in _in_rows(formset))]


def _in_rows(made: Any) -> Iterator[Fault]:
    formset, title = made.formset, capfirst(str(made.opts.verbose_name_plural))
    if not formset.is_bound:
        return
    if reasons := tuple(map(str, formset.non_form_errors())):
        yield Fault(title, f"section-{formset.prefix}", reasons)
    for number, form in enumerate(formset.forms):
        reasons = tuple(dict.fromkeys(_reasons(form)))
        if reasons:
            yield Fault(f"{title}, row {number + 1}", f"{formset.prefix}-{number}", reasons)


def _reasons(form: RowForm) -> Iterator[str]:
    for name, errors in form.errors.items():
        label = f"{capfirst(str(form[name].label))}: " if name in form.fields else ""
        yield from (f"{label}{error}" for error in errors)
    for rows in form.nested:
        under: Any = rows
        for row in under.forms:
            yield from (f"{capfirst(rows.label)}: {reason}" for reason in _reasons(row))
