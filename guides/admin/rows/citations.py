"""The sources that a guide cites."""

from __future__ import annotations

from typing import Any

from django import forms

from guides.admin.rows.forms import RowForm
from guides.models import Citation


class CitationForm(RowForm):
    class Meta:
        model = Citation
        fields = ["source", "text"]
        widgets = {"text": forms.TextInput(attrs={"size": 60})}
        labels = {"text": "As the guide prints it (blank: as the source says)"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].required = False

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        if not cleaned.get("text") and cleaned.get("source"):
            cleaned["text"] = cleaned["source"].text
        return cleaned
