"""The form that brings rights in from a CSV table."""

from __future__ import annotations

import hashlib
from typing import Any

from django import forms

from display.forms import show_instead
from guides.editing.rate_tables.files import FileRefusedError, text_of

LARGEST_TEXT = 2_000_000  # bytes


class RightImportForm(forms.Form):
    """A table, as a file or as text. The text of a file becomes the text field's: the preview carries it along."""

    file = forms.FileField(label="File (.csv)", required=False, allow_empty_file=True)
    text = forms.CharField(
        label="Or its text",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "class": "vLargeTextField csv", "spellcheck": "false"}),
    )

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        if file := cleaned.get("file"):
            try:
                cleaned["text"] = text_of(file.read(LARGEST_TEXT + 1))
            except FileRefusedError as reason:
                self.add_error("file", str(reason))
                return cleaned
            show_instead(self, "text", cleaned["text"])
        if not cleaned.get("text", "").strip():
            self.add_error("text", "Choose a file, or paste its text.")
        elif len(cleaned["text"].encode()) > LARGEST_TEXT:
            self.add_error("text", f"This is more than {LARGEST_TEXT // 1_000_000} MB. Bring it in in parts.")
        return cleaned

    @property
    def seen(self) -> str:
        """What stands for the text that was looked at."""
        text = self.cleaned_data["text"].replace("\r\n", "\n").replace("\r", "\n")
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def is_agreed(self) -> bool:
        return self.data.get("seen") == self.seen
