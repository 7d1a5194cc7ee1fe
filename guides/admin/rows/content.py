"""The rows that a draft's screen is about to store, as what a guide says is made from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from guides.admin.rows.forms import RowForm
from guides.admin.rows.formsets import RowFormSet
from guides.editing.exporting import Content, LeverRows, SectionRows


def content_of(formsets: Iterable[RowFormSet]) -> Content:
    """The rows that the valid forms of a draft's screen are about to store."""
    forms = {formset.prefix: formset.in_order() for formset in formsets}
    levers = [LeverRows(form.instance, *under(form)) for form in (*forms["levers"], *forms["strategy"])]
    return Content(
        bands=[form.instance for form in forms["bands"]],
        level_mappings=[form.instance for form in forms["levelmappings"]],
        sections=[SectionRows(form.instance, *under(form)) for form in forms["sections"]],
        levers=[rows for rows in levers if not rows.lever.is_strategy],
        strategy=next((rows for rows in levers if rows.lever.is_strategy), None),
        citations=[form.instance for form in forms["citations"]],
    )


def under(form: RowForm) -> list[list[Any]]:
    """The rows under a row, a list for each kind."""
    return [[*(row.instance for row in rows.in_order()), *rows.added] for rows in form.nested]
