"""The form that brings exchange rates in from a CSV table."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.core.files.uploadedfile import UploadedFile

from display.forms import show_instead
from guides.admin.fields import CurrencyField
from guides.editing.rate_tables import FIRST_DAY, LARGEST, RateTable, read_rates
from guides.models import ExchangeRate
from pay.currencies import KNOWN_CODES, PAID_IN

USUAL_SOURCE = "European Central Bank, euro foreign exchange reference rates"
USUAL_DAYS = timedelta(days=90)


class RateImportForm(forms.Form):
    """A CSV table, as a file or as text, and which of its rates to take.

    Valid, it has the ``table`` that was read and the ``rates`` that were
    chosen of it, not stored. The text of a file becomes that of the text field:
    the page that shows what would happen carries it along.
    """

    file = forms.FileField(label="CSV file", required=False, allow_empty_file=True)
    text = forms.CharField(
        label="Or its text",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "class": "vLargeTextField csv", "spellcheck": "false"}),
    )
    source = forms.CharField(
        label="Where the rates come from",
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text="Readers see it beside every amount that was converted. A source that the file names for a row "
        "goes before it.",
    )
    base = CurrencyField(
        label="Quoted for one",
        max_length=3,
        min_length=3,
        help_text="EUR for the European Central Bank. For another, such as USD, the file has to have the euro, too.",
    )
    which = forms.ChoiceField(
        label="Currencies",
        choices=[("known", "those in which people are paid, and those with a rate already"), ("all", "all")],
        widget=forms.RadioSelect,
    )
    since = forms.DateField(
        label="From this day on",
        required=False,
        widget=AdminDateWidget,
        help_text="Blank: from the first day in the file.",
    )

    def __init__(self, data: Any = None, files: Any = None, *, today: date) -> None:
        initial = {"base": "EUR", "source": USUAL_SOURCE, "which": "known", "since": today - USUAL_DAYS}
        super().__init__(data, files, initial=initial)
        self.today = today
        self.table = RateTable((), ())
        self.rates: list[ExchangeRate] = []

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        if cleaned.get("file"):
            self._take_file(cleaned["file"])
        if not self.errors:
            self._read()
        return cleaned

    def _take_file(self, file: UploadedFile[bytes]) -> None:
        if (file.size or 0) > LARGEST:
            self.add_error("file", f"This file is larger than {LARGEST // 1_000_000} MB. Bring it in in parts.")
            return
        try:
            text = file.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            self.add_error("file", "This file isn't text in UTF-8. Save it as “CSV UTF-8” and choose it again.")
            return
        if "\0" in text:
            self.add_error("file", "This file isn't a text file.")
            return
        self.cleaned_data["text"] = text
        show_instead(self, "text", text)

    def _read(self) -> None:
        cleaned = self.cleaned_data
        text = cleaned["text"]
        if not text.strip():
            self.add_error("text", "Choose a file, or paste its text.")
            return
        # A browser sends each line end as two characters, and a request has a limit.
        if len(text.encode()) + text.count("\n") - text.count("\r\n") > LARGEST:
            self.add_error("text", f"This is more than {LARGEST // 1_000_000} MB. Bring it in in parts.")
            return
        self.table = read_rates(
            text,
            today=self.today,
            currencies=KNOWN_CODES,
            base=cleaned["base"],
            since=cleaned["since"] or FIRST_DAY,
        )
        wanted = known_currencies() if cleaned["which"] == "known" else KNOWN_CODES
        rows = [row for row in self.table.rows if row.currency in wanted]
        if not cleaned["source"] and not all(row.source for row in rows):
            self.add_error("source", "Say where the rates come from.")
            return
        self.rates = [
            ExchangeRate(
                currency=row.currency, per_euro=row.per_euro, on=row.on, source=row.source or cleaned["source"]
            )
            for row in rows
        ]

    @property
    def seen(self) -> str:
        """What stands for all that was chosen: who agrees to one thing must not store another."""
        text = self.cleaned_data["text"].replace("\r\n", "\n").replace("\r", "\n")
        chosen = [str(self.cleaned_data[name]) for name in ("source", "base", "which", "since")]
        return hashlib.sha256("\0".join([text, *chosen]).encode()).hexdigest()

    @property
    def is_agreed(self) -> bool:
        return self.data.get("seen") == self.seen

    @property
    def left_out(self) -> int:
        """How many rates are of currencies that weren't chosen."""
        return len(self.table.rows) - len(self.rates)


def known_currencies() -> Collection[str]:
    """Those in which people are paid, and those that have a rate."""
    return {*PAID_IN, *ExchangeRate.objects.order_by().values_list("currency", flat=True).distinct()}
