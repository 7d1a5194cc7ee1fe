"""Pickers of shared records in the rows of a draft."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.widgets import AutocompleteSelect
from django.db.models import Model


class RowPicker(AutocompleteSelect):
    """Knows what its row has chosen, so that a screen of many rows looks none of them up.

    ``stored`` is the record that the row names in the database, if any.
    """

    stored: Model | None = None

    def optgroups(self, name: str, value: list[str], attrs: Any = None) -> list:
        if self.stored is None or value != [str(self.stored.pk)]:
            return super().optgroups(name, value, attrs)
        blank = [] if self.is_required else [self.create_option(name, "", "", selected=False, index=0)]
        chosen = self.create_option(name, self.stored.pk, str(self.stored), selected=True, index=len(blank))
        return [(None, [*blank, chosen], 0)]
