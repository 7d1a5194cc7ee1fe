"""The rows that a draft's screen is about to store, as what a guide says is made from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from guides.admin.rows.forms import RowForm
from guides.admin.rows.formsets import RowFormSet
from guides.editing.exporting import Content, LeverRows, SectionRows


def content_of(formsets: Iterable[RowFormSet], *, stored: Content) -> Content:
    """The rows that the valid forms of a draft's screen are about to store; ``stored`` are those of closed sections."""
    forms = {formset.prefix: formset.in_order() for formset in formsets}
    given: dict[str, Any] = {}
    for prefix, name in (("bands", "bands"), ("levelmappings", "level_mappings"), ("citations", "citations")):
        if prefix in forms:
            given[name] = [form.instance for form in forms[prefix]]
    if "sections" in forms:
        given["sections"] = [SectionRows(form.instance, *under(form)) for form in forms["sections"]]
    if "levers" in forms:
        given["levers"] = [LeverRows(form.instance, *under(form)) for form in forms["levers"]]
    if "strategy" in forms:
        given["strategy"] = next((LeverRows(form.instance, *under(form)) for form in forms["strategy"]), None)
    return replace(stored, **given)


def under(form: RowForm) -> list[list[Any]]:
    """The rows under a row, a list for each kind."""
    return [[*(row.instance for row in rows.in_order()), *rows.added] for rows in form.nested]
