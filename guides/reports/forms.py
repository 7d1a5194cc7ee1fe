"""The form in which a reader says what is wrong."""

from __future__ import annotations

from typing import Any

from django import forms


class WordsField(forms.CharField):
    """Plain words. A line end counts as one character, as it does in the browser."""

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n").strip()


class ReportForm(forms.Form):
    text = WordsField(
        label="What is wrong?",
        max_length=2000,
        help_text="If you can, say where we can see the right figure.",
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Please say in a few words what is wrong."},
    )
    email = forms.EmailField(
        label="E-mail address (only if you want an answer)",
        max_length=254,
        required=False,
        help_text="We delete it once the report is answered or closed.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    # Nobody sees this field, so whoever fills it in is a machine.
    leave_blank = forms.CharField(
        required=False,
        label="Leave this blank",
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    @property
    def is_from_a_machine(self) -> bool:
        return bool(self.cleaned_data["leave_blank"])
