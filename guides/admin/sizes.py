"""How long a text at the desk may be: more than any guide's, and short enough to be read at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

# The longest line of a real guide has 662 characters, the longest section 5,391, the longest guide 28,000 in all. Texts
# that were imported may be longer; they stay as they are until somebody changes them.
LONGEST_LINE = 2_000
LONGEST_TEXT = 30_000
# All sections of a draft: as long as the longest text that can be imported, with marks before lines. Scripts: the
# strategy's, so that with all levers' they are as long as the reader takes them (``guides.parsing.text.sizes``).
LONGEST_TOGETHER = 150_000
LONGEST_STRATEGY = 10_000

if TYPE_CHECKING:
    AnyForm = forms.BaseForm
else:
    AnyForm = object


class SizedTextsMixin(AnyForm):
    """A form whose texts have a limit, told beside the field.

    The limit is no ``maxlength`` of the field: browsers cut off what is pasted there, and say nothing.
    """

    def clean(self) -> Any:
        cleaned = super().clean()
        for name in self.changed_data:
            field = self.fields.get(name)
            if not isinstance(field, forms.CharField) or field.max_length is not None:
                continue
            most = LONGEST_TEXT if isinstance(field.widget, forms.Textarea) else LONGEST_LINE
            if reason := why_too_long(self[name].data or "", most):
                self.add_error(name, reason)
        return cleaned


def why_too_long(text: str, most: int = LONGEST_TEXT) -> str:
    """Why a text isn't stored; "" where it isn't too long."""
    return f"{len(text):,} characters are too many: {most:,} at most." if len(text) > most else ""
