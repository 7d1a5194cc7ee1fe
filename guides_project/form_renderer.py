"""Django's plain widgets and error lists, written by Python instead of by the template engine.

A draft's screen has hundreds of fields, and rendering a template for each took most of its time. The HTML is what
Django's own templates make, to the letter; everything that isn't among ``WRITERS``, or holds something out of the
ordinary, goes to those templates as ever.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from html import escape
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.utils.functional import Promise
from django.utils.safestring import SafeData


class _UnusualError(Exception):
    """Something that only the templates know how to print."""


class QuickRenderer(DjangoTemplates):
    """Django's default renderer, with Python in the place of the templates that forms use most."""

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        if write := WRITERS.get(template_name):
            try:
                return write(context)
            except _UnusualError:
                pass
        return super().render(template_name, context, request=request)


def _printed(value: Any) -> str:
    """As the template variable ``{{ value }}``, for texts."""
    if type(value) is str:
        return escape(value)
    if isinstance(value, Promise):
        value = str(value)
    if hasattr(value, "__html__"):
        return str(value.__html__())
    if not isinstance(value, str):
        raise _UnusualError  # numbers and dates are localized
    return escape(str(value))


def _formatted(value: Any) -> str:
    """As ``{{ value|stringformat:'s' }}``."""
    if type(value) is str:
        return escape(value)
    if callable(value):
        raise _UnusualError  # templates call it
    return str(value) if isinstance(value, SafeData) else escape(str(value))


def _attributes(attrs: Mapping[str, Any]) -> str:
    return "".join(
        f" {_printed(name)}" if value is True else f' {_printed(name)}="{_formatted(value)}"'
        for name, value in attrs.items()
        if value is not False
    )


def _input(context: dict[str, Any]) -> str:
    widget = context["widget"]
    value = "" if widget["value"] is None else f' value="{_formatted(widget["value"])}"'
    return (
        f'<input type="{_printed(widget["type"])}" name="{_printed(widget["name"])}"'
        f"{value}{_attributes(widget['attrs'])}>"
    )


def _textarea(context: dict[str, Any]) -> str:
    widget = context["widget"]
    text = _printed(widget["value"]) if widget["value"] else ""
    return f'<textarea name="{_printed(widget["name"])}"{_attributes(widget["attrs"])}>\n{text}</textarea>'


def _select(context: dict[str, Any]) -> str:
    widget = context["widget"]
    groups = "".join(_group(name, options) for name, options, _ in widget["optgroups"])
    return f'<select name="{_printed(widget["name"])}"{_attributes(widget["attrs"])}>{groups}\n</select>'


def _group(name: Any, options: list[dict[str, Any]]) -> str:
    written = "".join(_options(options))
    return f'\n  <optgroup label="{_printed(name)}">{written}\n  </optgroup>' if name else written


def _options(options: list[dict[str, Any]]) -> Iterator[str]:
    for option in options:
        if option["template_name"] != "django/forms/widgets/select_option.html":
            raise _UnusualError
        yield (
            f'\n  <option value="{_formatted(option["value"])}"{_attributes(option["attrs"])}>'
            f"{_printed(option['label'])}</option>\n"
        )


def _error_list(context: dict[str, Any]) -> str:
    errors = context["errors"]
    if not errors:
        return ""
    field_id = getattr(errors, "field_id", None)
    identity = f' id="{_printed(field_id)}_error"' if field_id else ""
    items = "".join(f"<li>{_printed(error)}</li>" for error in errors)
    return f'<ul class="{_printed(context["error_class"])}"{identity}>{items}</ul>'


def _label(context: dict[str, Any]) -> str:
    label = _printed(context["label"])
    if not context["use_tag"]:
        return label.strip()
    tag = _printed(context["tag"])
    return f"<{tag}{_attributes(context['attrs'] or {})}>{label}</{tag}>"


def _hidden_form(context: dict[str, Any]) -> str:
    """A form of hidden fields alone, such as the one that counts a formset's rows."""
    if context["fields"] or context["errors"]:
        raise _UnusualError
    return "".join(_printed(field) for field in context["hidden_fields"])


INPUTS = "checkbox color date datetime email file hidden input number password search tel text time url"

# The names of Django's templates → what writes the same from the same context.
WRITERS: dict[str, Callable[[dict[str, Any]], str]] = {
    **{f"django/forms/widgets/{name}.html": _input for name in INPUTS.split()},
    "django/forms/widgets/textarea.html": _textarea,
    "django/forms/widgets/select.html": _select,
    "django/forms/label.html": _label,
    "django/forms/div.html": _hidden_form,
    "django/forms/errors/list/default.html": _error_list,
    "django/forms/errors/list/ul.html": _error_list,
}
