"""Pickers of shared records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.admin.widgets import AutocompleteSelect
from django.db.models import Model
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from guides.admin.typed import AdminMixin


def is_key(typed: str) -> bool:
    """Whether a value from an address or a form can be a record's key at all."""
    return typed.isascii() and typed.isdigit() and len(typed) < 19


class KeyPicker(AutocompleteSelect):
    """The admin's picker, which looks up the chosen record to print it: only what can be a key is looked up."""

    def format_value(self, value: Any) -> list[str]:
        return [key for key in super().format_value(value) if is_key(key)]

    def optgroups(self, name: str, value: Sequence[str], attrs: Any = None) -> list[Any]:
        return super().optgroups(name, value, attrs) if value else [(None, self.blank(name), 0)]

    def blank(self, name: str) -> list[dict[str, Any]]:
        """The option for no record, where there may be none."""
        return [] if self.is_required else [self.create_option(name, "", "", selected=False, index=0)]


class PickersMixin(AdminMixin):
    """Gives an admin's ``autocomplete_fields`` a ``KeyPicker``."""

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", KeyPicker(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class RowPicker(KeyPicker):
    """Knows what its row has chosen, so that a screen of many rows looks none of them up.

    ``stored`` is the record that the row names in the database, if any.
    """

    stored: Model | None = None
    # Where a new record is made, in a window of its own that then chooses it here.
    add_address = ""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        picker = super().render(name, value, attrs, renderer)
        if not self.add_address:
            return picker
        return format_html(
            '{}<a class="related-widget-wrapper-link add-related" id="add_{}" data-popup="yes" href="{}" '
            'target="_blank" title="A new one">+<span class="visually-hidden"> A new one</span></a>',
            picker,
            (attrs or {}).get("id", ""),
            self.add_address,
        )

    def optgroups(self, name: str, value: Sequence[str], attrs: Any = None) -> list[Any]:
        if self.stored is None or value != [str(self.stored.pk)]:
            return super().optgroups(name, value, attrs)
        blank = self.blank(name)
        chosen = self.create_option(name, self.stored.pk, str(self.stored), selected=True, index=len(blank))
        return [(None, [*blank, chosen], 0)]
