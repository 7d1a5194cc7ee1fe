"""Prose with the claims and the asks in it."""

from __future__ import annotations

from typing import Any

from django import forms

from guides.admin.derived import of_section
from guides.admin.fields import ClaimsField
from guides.admin.rows.asks import AskForm, AskFormSet
from guides.admin.rows.formsets import RowFormSet, nested
from guides.admin.rows.told import TellingForm, one_spaced
from guides.models import Section
from guides.parsing.speech.claims import find_claims


class PlainLinesTextarea(forms.Textarea):
    """A text whose lines end as they are stored: browsers send two characters for each end."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        value = super().value_from_datadict(data, files, name)
        return value.replace("\r\n", "\n") if isinstance(value, str) else value


class SectionForm(TellingForm):
    claims = ClaimsField(label="Claims")
    words_field, told_field, label_key = "body", "claims", "kind"

    class Meta:
        model = Section
        fields = ["heading", "depth", "body", "claims"]
        widgets = {
            "body": PlainLinesTextarea(attrs={"rows": 7}),
            "depth": forms.TextInput(attrs={"inputmode": "numeric", "size": 2}),
            "heading": forms.TextInput(attrs={"size": 60}),
        }
        labels = {"body": "Text (Markdown)"}

    def texts(self, value: str | None) -> list[str]:
        return [value or ""]

    def rows_of(self, value: str | None) -> dict[str, list[dict[str, Any]]]:
        return of_section(value or "", self.draft)

    def read(self, texts: list[str]) -> dict[str, str]:
        return {one_spaced(claim.text): claim.kind for text in texts for claim in find_claims(text)}


class SectionFormSet(RowFormSet):
    nested_formsets = (nested(Section, AskFormSet, AskForm),)
