"""The fields of a draft's rows, each with its label and what is wrong with it.

A draft's screen prints hundreds of them: an included template for each would take longer than the fields.
"""

from __future__ import annotations

from django import template
from django.forms import BaseForm, BoundField
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst

register = template.Library()


@register.simple_tag
def cell(field: BoundField, label: str = "") -> SafeString:
    """A field of a row under its label, with the help that belongs to it."""
    described = field.help_text and format_html(
        '\n  <div class="help" id="{}_helptext">{}</div>', field.auto_id, field.help_text
    )
    return _cell(field, label or field.label, described)


def _cell(field: BoundField, label: object, described: object = "") -> SafeString:
    errors = field.errors
    return format_html(
        '<div class="cell cell-{}{}">\n  <label for="{}">{}</label>\n  {}{}{}\n</div>',
        field.name,
        " errors" if errors else "",
        field.id_for_label,
        capfirst(str(label)),
        field,
        described,
        errors or "",
    )


@register.simple_tag
def nested_cells(row: BaseForm, is_new: bool = False) -> SafeString:  # noqa: FBT001, FBT002 - a tag's arguments
    """The fields of a row under a row; one that isn't stored yet can't be deleted."""
    return format_html_join(
        "\n",
        "{}",
        (
            (_cell(field, "Place" if field.name == "order" else field.label),)
            for field in row.visible_fields()
            if field.name != "DELETE" or not is_new
        ),
    )


@register.simple_tag
def amount(field: BoundField, part: str, end: str) -> SafeString:
    """One end of a part of the pay, in the grid, whose heads say the same to those who see them."""
    errors = field.errors
    return format_html(
        '<span class="amount-field{}"><label class="visually-hidden" for="{}">{} {} {}</label>{}{}{}</span>',
        " errors" if errors else "",
        field.id_for_label,
        part,
        field.label,
        end,
        field,
        "%" if "percent" in field.name else "",
        errors or "",
    )


@register.simple_tag
def details(fields: list[BoundField]) -> SafeString:
    """What is said about a part of the pay beside its ends, in a line."""
    return format_html_join("", '<span class="cell-{}{}"><label for="{}">{}</label> {}{}</span>', map(_detail, fields))


def _detail(field: BoundField) -> tuple[object, ...]:
    errors = field.errors
    return field.name, " errors" if errors else "", field.id_for_label, field.label, field, errors or ""
